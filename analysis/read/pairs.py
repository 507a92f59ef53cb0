"""What do two numbers side by side say together: a range, a score, or the two ends of a change?

Input is a number with its unit and the tokens after it; output is one reading for a range or score, two for a change,
None if no second number follows. Caution: "48-51" is a range by its form; only words of voting or play near it make a
score of it.
"""

from analysis.read.amount_words import CHANGES, MEASURES, MODIFIERS, SCORE_WORDS, SPREADS
from analysis.read.amounts import Reading
from analysis.read.lexer import DASHES, Token, form, glued
from analysis.read.modifiers import modifier_before
from analysis.read.nouns import noun_after
from analysis.read.numerals import Number, is_negative, number_at
from analysis.read.readings import as_written, finished
from analysis.read.units import with_unit


def pair(t: list[Token], a: Number, unit: str, last: int) -> list[Reading] | None:
    """A range, a score, or the two ends of a change, if a second number follows the first one directly."""
    if unit and glued(t, last) and form(t, last) in (unit, unit.lower()):
        last += 1
    joint = form(t, last)
    if joint not in ("to", "or", "and") and not (joint in DASHES and glued(t, last) == glued(t, last + 1)):
        return None
    lead = modifier_before(t, a.first)[2]
    opener = form(t, lead - 1)
    if joint == "and" and opener != "between":
        return None
    b, unit_b, end = _second(t, last + 1, modified=joint in ("to", "and"))
    if b is None:
        return None
    a, b = _shared(a, b, unit, unit_b)
    unit = unit or unit_b
    if unit_b and unit_b != unit:
        return None
    if joint == "to" and (_ends_apart(t, a, b, end) or (unit == "%" != unit_b)):
        return None
    if _is_score(t, a, b, unit, joint):
        return [Reading(a.first, end, a.low, b.low, "score", "", "score")] if max(a.low, b.low) <= 9999 else None
    one, two = as_written(t, a, unit, last), as_written(t, b, unit, end)
    if joint in DASHES and two.first < b.first:
        # the second dash of "5--7" is no minus
        two = two._replace(low=b.low, high=b.high, first=b.first)
    if joint == "to" and opener == "from" and _is_change(t, lead - 1):
        one, two = finished(t, one), finished(t, two)
        if not two.unit:
            return [one, two._replace(unit=one.unit)]
        return [one._replace(unit=two.unit, head=two.head, kind=two.kind), two]
    if two.high < one.low < 0:
        one, two = one._replace(low=two.low), two._replace(high=one.high)
    if one.low >= two.high or (joint == "or" and (two.low > 3 * one.low or one.kind == "money")):
        return None
    whole = two._replace(first=one.first, low=one.low, modifier="range")
    return [finished(t, whole, lead - 1 if opener in ("between", "from") else None)]


def _ends_apart(t: list[Token], a: Number, b: Number, end: int) -> bool:
    """Whether the first number is a step and the second where it led: "cut by a third to 240", "up $3 to 412 pence"."""
    stepped = form(t, a.first - 1) == "by" or form(t, a.first - 1) in CHANGES
    if a.style == "fraction" and b.style != "fraction":
        return True
    return stepped and not a.currency and not b.currency and b.low > 10 * a.high


def _second(t: list[Token], k: int, *, modified: bool) -> tuple[Number | None, str, int]:
    """The second number of a pair, its unit and the token after; modifiers before it are passed over."""
    while modified and form(t, k) in MODIFIERS and form(t, k) != "near":
        k += 1
    if form(t, k) in DASHES and is_negative(t, k + 1):
        k += 1
    number = number_at(t, k)
    if number is None or number.style == "vague":
        return None, "", k
    number, unit, end = with_unit(t, number)
    ranked = glued(t, number.last) and form(t, number.last) in ("st", "nd", "rd", "th")
    return None if ranked else number, unit, end


def _shared(a: Number, b: Number, unit_a: str, unit_b: str) -> tuple[Number, Number]:
    """The two numbers with the scale and currency that only one of them is written with: "$10-15 billion"."""
    if b.scale > 1 and a.scale == 1 and a.low < 1000 and a.low <= b.low / b.scale and a.digits == b.digits:
        a = a._replace(low=a.low * b.scale, high=a.high * b.scale)
    a = a._replace(currency=a.currency or ("" if unit_a else b.currency))
    return a, b._replace(currency=b.currency or ("" if unit_b else a.currency))


def _is_change(t: list[Token], opener: int) -> bool:
    """Whether "from" at token `opener` begins a change and no spread of values."""
    return form(t, opener - 1) not in SPREADS and _has_before(t, opener, CHANGES, 14)


def _is_score(t: list[Token], a: Number, b: Number, unit: str, joint: str) -> bool:
    """Whether the two numbers are a vote or a result of play."""
    if unit or joint in ("or", "and") or a.currency or b.currency or a.scale != 1 or b.scale != 1:
        return False
    if a.low % 1 or b.low % 1 or not a.style == b.style == "count":
        return False
    told = _has_before(t, a.first, SCORE_WORDS, 5) or any(form(t, b.last + n) in SCORE_WORDS for n in range(5))
    if joint == "to" and b.low == 1 < a.low:
        return not noun_after(t, b.last, many=False)[0] or form(t, a.first - 1) == "by"
    if joint == "to":
        return told and max(a.low, b.low) < 1000 and not noun_after(t, b.last, many=True)[0]
    return a.low >= b.low or (told and noun_after(t, b.last, many=True)[0].removesuffix("s") not in MEASURES)


def _has_before(t: list[Token], i: int, words: frozenset[str], reach: int) -> bool:
    """Whether one of the words is among the `reach` tokens before token `i`, in the same sentence."""
    for k in range(i - 1, max(-1, i - 1 - reach), -1):
        if t[k].form in words:
            return True
        if t[k].form in (".", ";", ":"):
            return False
    return False
