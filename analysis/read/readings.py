"""What does a number say once its sign, modifier and noun are found?

Input is a number with its unit; output is a `Reading`, first as written and then finished. Caution: a number that
stands alone ("the toll rose to 90") takes its unit from before, all others from after.
"""

from analysis.read.amount_words import MEASURES
from analysis.read.amounts import Reading
from analysis.read.lexer import Token
from analysis.read.modifiers import modifier_around
from analysis.read.nouns import noun_after, noun_before
from analysis.read.numerals import Number, is_negative


def as_written(t: list[Token], number: Number, unit: str, last: int) -> Reading:
    """The reading of a number and the unit written with it, without modifier and noun."""
    kind = "money" if number.currency else "percent" if unit.startswith(("%", "percentage", "basis")) else number.style
    modifier = "range" if number.style == "vague" and number.high > number.low else "="
    first, low, high = number.first, number.low, number.high
    if is_negative(t, first):
        first, low, high = first - 1, -high, -low
    return Reading(first, last, low, high, modifier, number.currency or unit, "count" if kind == "vague" else kind)


def finished(t: list[Token], reading: Reading, lead: int | None = None) -> Reading:
    """The reading with its modifier and unit noun; `lead` is where the amount starts, if not at its modifier."""
    noun, after = noun_after(t, reading.last, many=reading.high != 1 and reading.kind != "fraction")
    ends = (reading.last, after) if noun else (reading.last,)
    modifier, cue, at = modifier_around(t, reading.first, ends)
    unit = reading.unit or noun or noun_before(t, at if lead is None else lead)
    measure = reading.unit.lower() if reading.unit else unit.removesuffix("s").split(" ")[-1]
    return reading._replace(
        modifier=modifier if reading.modifier == "=" else reading.modifier,
        unit=unit,
        kind="measure" if reading.kind == "count" and measure in MEASURES else reading.kind,
        head=noun if reading.kind == "percent" else "",
        cue=cue,
    )
