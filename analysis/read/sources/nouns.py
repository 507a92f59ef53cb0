"""The nouns by which sources are called, read from `lexicons/source_nouns.csv`: officials, people, bodies, documents.

Input is a word, output its entry or None. Caution: a list knows forms, not meanings; "the head" may be a body part.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).parents[2] / "lexicons" / "source_nouns.csv"
PEOPLE = ("official", "person")
BODIES = ("body", "group", "outlet")
MARKS = (*BODIES, "mark")  # words that mark a name as that of a body, "mark" only in capitals


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun: `kind` is the class of the list, `gender` 'male', 'female' or '', `family` joins nouns for one role."""

    lemma: str
    kind: str
    gender: str
    family: str
    plural: bool


@cache
def nouns() -> dict[str, Noun]:
    """The nouns of the list by form, in lower case.

    >>> nouns()["spokeswomen"]
    Noun(lemma='spokeswoman', kind='official', gender='female', family='spokesman', plural=True)
    """
    found: dict[str, Noun] = {}
    with LEXICON.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = (row["noun"], row["class"], row["gender"], row["family"] or row["noun"])
            found.setdefault(row["noun"], Noun(*entry, False))
            if row["plural"]:
                found.setdefault(row["plural"], Noun(*entry, True))
    return found


def noun(word: str, *kinds: str) -> Noun | None:
    """The entry of a word, whatever its capitals and its possessive; None where its class is none of `kinds`.

    >>> noun("Ministry’s").kind, noun("mayor", "document")
    ('body', None)
    """
    form = word.lower().rstrip(".")
    form = form[:-2] if form.endswith(("'s", "’s")) else form
    entry = nouns().get(form)
    return entry if entry and (not kinds or entry.kind in kinds) else None
