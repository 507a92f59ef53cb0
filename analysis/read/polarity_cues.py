"""Which words of a sentence deny or hedge, and in which clause they stand.

Input is the words of a sentence, output is runs of words that are cues, with the row of `lexicons/negations.csv` that
tells how each reaches what it denies; hedges come from `lexicons/hedges.csv`. Clauses end at punctuation and at words
such as "because". Caution: lists find forms, and false cues ("not only", "no doubt") are known only as far as listed.
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from analysis.read.attribution.rules.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, STOPS
from analysis.read.attribution.rules.phrases import words as word_set
from analysis.read.expressions import Expression, Hit, expression
from analysis.read.lexicons import FOLDER, lexicon_expressions
from analysis.read.numerals import ONES, TENS
from analysis.read.segments import Token

FILE = "negations.csv"
CLAUSE_OPENERS = word_set(
    "that which who whom whose because although though while whereas when if unless whether until after before since "
    "as where but so"
)
NEW_SUBJECT = PRONOUNS | {"the", "then", "there"}  # behind "and": a clause of its own
UNREAL = word_set("if unless whether")  # what follows is not asserted
# Words that carry no content: a negation does not fall on them, and sharing them is no sharing.
EMPTY = (
    STOPS | PREPOSITIONS | DETERMINERS | PRONOUNS | CLAUSE_OPENERS
    | word_set(
        "and or yet ever even also still any anything anyone much more less really quite very too just actually being "
        "again further other such i'm it's that's there's they're we're he's she's having got get all both together "
        "already now anymore longer"
    )
)  # fmt: skip
PARTIAL = word_set("all every everyone everybody always everything both entirely wholly fully completely necessarily")
ONLY_JUST = word_set("barely hardly scarcely")
Forms = dict[str, list[Expression]]


class Negation(NamedTuple):
    """One row of the list: how the cue reaches what it denies, and for a prefixed word its base."""

    kind: str
    base: str


class Mark(NamedTuple):
    """A cue as a run of words, `last` excluded, with its row."""

    first: int
    last: int
    row: Negation


@cache
def negation_list() -> tuple[tuple[Negation, ...], Forms]:
    """The rows of the list, and their forms by first word, each with its row's place.

    >>> rows, forms = negation_list()
    >>> {row.kind for row in rows} >= {"word", "determiner", "clause", "prefix", "false"}
    True
    """
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    forms = [expression(f.replace("_", " "), i) for i, row in enumerate(listed) for f in row["forms"].split()]
    return tuple(Negation(row["kind"], row["base"]) for row in listed), _by_first(forms)


@cache
def _hedge_forms() -> Forms:
    return _by_first(lexicon_expressions("hedges"))


def _by_first(forms: Iterable[Expression]) -> Forms:
    found: Forms = {}
    for form in sorted(forms, key=lambda form: -len(form.norms)):
        found.setdefault(form.norms[0], []).append(form)
    return found


def _hits(words: tuple[Token, ...], forms: Forms) -> Iterator[Hit]:
    """As `expressions.hits`, on one sentence and with the forms kept ready: this is asked of every sentence."""
    i = 0
    while i < len(words):
        for form in forms.get(words[i].norm, ()):
            run = words[i : i + len(form.norms)]
            if tuple(w.norm for w in run) == form.norms and not (form.lower and any(not w.text.islower() for w in run)):
                yield Hit(i, i + len(run), form.entry)
                i += len(run)
                break
        else:
            i += 1


def clause_numbers(text: str, words: tuple[Token, ...]) -> tuple[list[int], frozenset[int]]:
    """The number of each word's clause, and the clauses opened by "if" and the like."""
    numbers, unreal, current = [], set(), 0
    for i, word in enumerate(words):
        gap = text[words[i - 1].end : word.start] if i else ""
        joined = word.norm == "and" and i + 1 < len(words) and words[i + 1].norm in NEW_SUBJECT
        if i and (any(mark in gap for mark in ",;:()—–") or " - " in gap or word.norm in CLAUSE_OPENERS or joined):
            current += 1
        if word.norm in UNREAL:
            unreal.add(current)
        numbers.append(current)
    return numbers, frozenset(unreal)


def negation_marks(words: tuple[Token, ...], clauses: list[int]) -> list[Mark]:
    """The cues that deny, and the false cues (kind 'false') that only look like them."""
    return [mark for mark in _marks(words) if not _describes(words, mark, clauses)]


def hedge_marks(words: tuple[Token, ...]) -> Iterator[Hit]:
    """The hedges among the words."""
    return _hits(words, _hedge_forms())


def is_negated_auxiliary(norm: str) -> bool:
    """Whether a word is one such as "didn't"."""
    return norm.endswith("n't")


def _marks(words: tuple[Token, ...]) -> Iterator[Mark]:
    rows, forms = negation_list()
    found = {hit.first: (hit.last, rows[hit.entry]) for hit in _hits(words, forms)}
    taken = {i for first, (last, _) in found.items() for i in range(first, last)}
    for i, word in enumerate(words):
        if i in found:
            last, row = found[i]
            numbered = row.kind == "determiner" and last < len(words) and words[last].kind == "number"
            if numbered or (row.kind == "word" and _waits(words, i, last)):
                row = Negation("false", "")  # "No. 10"
            yield Mark(i, last, row)
        elif i not in taken and is_negated_auxiliary(word.norm):
            later = words[i + 1].norm if i + 1 < len(words) else ""
            kind = "partial" if later in PARTIAL else "false" if _waits(words, i, i + 1) else "word"
            yield Mark(i, i + 1, Negation(kind, ""))


def _waits(words: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether "not ... until" only sets a time: "did not open until May" says that it opened."""
    negated = words[first].norm in ("not", "never") or is_negated_auxiliary(words[first].norm)
    return negated and any(word.norm == "until" for word in words[last : last + 5])


def _is_amount(word: Token) -> bool:
    return word.kind == "number" or word.norm in ONES or word.norm in TENS or word.norm == "half"


def _describes(words: tuple[Token, ...], mark: Mark, clauses: list[int]) -> bool:
    """Whether a cue only describes a noun or an amount ("false information", "barely 900"), or is part of a title."""
    first, last, row = mark
    if words[first].norm in ONLY_JUST and last < len(words) and _is_amount(words[last]):
        return True
    before = words[first - 1].norm if first else ""
    if row.kind == "clause" and before in DETERMINERS and not words[first].norm.startswith("denial"):
        return True
    behind = last < len(words) and clauses[last] == clauses[last - 1] and words[last].kind == "word"
    if behind and first and row.kind in ("determiner", "word") and words[first].text[0].isupper():
        return words[last].text[0].isupper()  # "No Exit"
    return row.kind == "back" and behind and words[last].norm not in EMPTY
