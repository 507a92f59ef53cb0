"""The small word lists of the package, read from `lexicons/`: each row has its forms, its category and its source.

Caution: a list tells which words are counted, not what they mean where they stand; every hit can be listed.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import one_of
from analysis.read.expressions import Expression, expression

FOLDER = Path(__file__).parents[1] / "lexicons"
# File, and the column that holds the category.
LEXICONS = {
    "hedges": ("hedges.csv", "category"),
    "boosters": ("boosters.csv", "category"),
    "evaluative": ("evaluative.csv", "category"),
    "reporting verbs": ("reporting_verbs.csv", "stance"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: the base form, all forms, the category."""

    lemma: str
    forms: tuple[str, ...]
    category: str
    lower: bool


@cache
def lexicon(name: str) -> tuple[Entry, ...]:
    """The entries of a list; `name` is one of 'hedges', 'boosters', 'evaluative', 'reporting verbs'.

    >>> lexicon("hedges")[0].category in {"adverb", "approximator", "adjective_noun", "modal", "phrase", "verb"}
    True
    """
    one_of("lexicon", name, LEXICONS)
    file, column = LEXICONS[name]
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        return tuple(
            Entry(
                row["lemma"].replace("_", " "),
                tuple(form.replace("_", " ") for form in row["forms"].split()),
                row[column],
                row.get("case") == "lower",
            )
            for row in csv.DictReader(stream)
        )


@cache
def lexicon_expressions(name: str) -> tuple[Expression, ...]:
    """All forms of a list as expressions; each one's entry is its row's place in the list.

    >>> len(lexicon_expressions("hedges")) > len(lexicon("hedges"))
    True
    """
    return tuple(
        expression(form, i, lower=entry.lower) for i, entry in enumerate(lexicon(name)) for form in entry.forms
    )
