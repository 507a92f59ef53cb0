"""Which numbers leave out a noun that a number beside them has?

Input is the readings of a text in order; output is the same with such nouns filled in: "5, 7 and 9 cleaners", "58 votes
to 41", "fell from 41,000 in May to 29,000". Caution: only these three forms are filled in; in "30 died and 12 were
hurt" the second number keeps no unit.
"""

from itertools import pairwise

from analysis.read.amount_words import MODIFIERS
from analysis.read.amounts import Reading
from analysis.read.lexer import Token, form

_CLOSED = frozenset(("and", "or"))
_LISTED = _CLOSED | {","}
_PLAIN = frozenset(("count", "measure"))
_CUE_WORDS = frozenset(word for cue in MODIFIERS for word in cue.split()) - {"to", "and", "or"}
_REACH = 12  # tokens between the two ends of a change


def with_shared_units(t: list[Token], readings: list[Reading]) -> list[Reading]:
    """The readings, those without a unit given the unit of the number that they are listed or compared with."""
    filled = list(readings)
    first = 0
    for i in range(1, len(filled) + 1):
        if i == len(filled) or not _is_listed(t, filled[i - 1], filled[i]):
            _fill_list(t, filled, first, i)
            first = i
    for i, (one, two) in enumerate(pairwise(filled)):
        if _is_opposed(t, one, two) or _is_change(t, one, two):
            filled[i + 1] = _unit_of(two, filled[i])
            filled[i] = _unit_of(filled[i], filled[i + 1])
    return filled


def _fill_list(t: list[Token], filled: list[Reading], first: int, end: int) -> None:
    """Give the numbers `first` to `end` of a list the unit of the last one; a list that opens with an age is left."""
    joined = end - first > 1 and not _CLOSED.isdisjoint(_between(t, filled[end - 2], filled[end - 1]))
    if joined and form(t, filled[first].first - 1) != ",":
        filled[first:end] = [_unit_of(one, filled[end - 1]) for one in filled[first:end]]


def _unit_of(bare: Reading, full: Reading) -> Reading:
    """The reading `bare` with the unit of `full`, if it has none."""
    if bare.unit or not full.unit or not {bare.kind, full.kind} <= _PLAIN or "ord" in (bare.modifier, full.modifier):
        return bare
    return bare._replace(unit=full.unit, kind=full.kind)


def _between(t: list[Token], one: Reading, two: Reading) -> list[str]:
    """The words between two readings, without the modifier of the second; at most `_REACH` and one more."""
    end = two.first
    while end > one.last and t[end - 1].form in _CUE_WORDS:
        end -= 1
    return [token.form for token in t[max(one.last, end - _REACH - 1) : end]]


def _is_listed(t: list[Token], one: Reading, two: Reading) -> bool:
    """Whether only commas, "and" or "or" stand between two numbers."""
    words = _between(t, one, two)
    return bool(words) and len(words) < 3 and _LISTED.issuperset(words)


def _is_opposed(t: list[Token], one: Reading, two: Reading) -> bool:
    """Whether the second number stands against the first: "58 votes to 41"."""
    words = _between(t, one, two)
    return len(words) > 1 and words[-1] == "to" and bool(one.unit) and words[-2] == one.unit.split(" ")[-1]


def _is_change(t: list[Token], one: Reading, two: Reading) -> bool:
    """Whether the two are the ends of a change: "from 41,000 in May to 29,000", "to 29,000 from 41,000"."""
    words = _between(t, one, two)
    if not words or len(words) > _REACH or any(word in (".", ";", ":", "and") for word in words):
        return False
    before = next((t[k].form for k in range(one.first - 1, -1, -1) if t[k].form not in _CUE_WORDS), "")
    moved = words[-1] == "from" and words[-2:-1] in (["up"], ["down"])
    return moved or (before, words[-1]) in (("from", "to"), ("to", "from"))
