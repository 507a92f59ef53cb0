"""What amounts does a text state, and do two of them agree?

Input is a text; output is its quantities, each an interval with a modifier ("at least"), a unit and an exact span,
and for a pair of them a verdict with its reason. Dates, labels ("Article 5", "COVID-19") and the pronoun "one" are no
quantities. Caution: the unit is found by word lists and endings, without grammar; check it before relying on it.
"""

from analysis.read.amount_forms import and_a_half, multiple, none_of, ordinal, ratio
from analysis.read.amounts import Quantity, Reading
from analysis.read.comparison import Comparison, comparison
from analysis.read.dates import calendar_spans
from analysis.read.labels import is_pronoun, label_or_clock
from analysis.read.lexer import Token, lexed
from analysis.read.numerals import number_at
from analysis.read.pairs import pair
from analysis.read.readings import as_written, finished
from analysis.read.shared_units import with_shared_units
from analysis.read.units import with_unit

__all__ = ["Comparison", "Quantity", "comparison", "quantities"]


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order and without overlap.

    >>> [(q.text, q.low, q.modifier, q.unit) for q in quantities("At least 7,200 people lost $2.5bn in 2020.")]
    [('7,200', 7200.0, '>=', 'people'), ('$2.5bn', 2500000000.0, '=', 'USD')]
    >>> [(q.low, q.high, q.modifier, q.unit) for q in quantities("The toll rose to between 70 and 90.")]
    [(70.0, 90.0, 'range', 'toll')]
    """
    t = _undated(text, lexed(text))
    found: list[Reading] = []
    i = barred = 0
    while i < len(t):
        readings, i, labelled = _readings(text, t, i, barred)
        barred = i if labelled else barred
        found += readings
    return tuple(_quantity(text, t, reading) for reading in with_shared_units(t, found))


def _quantity(text: str, t: list[Token], r: Reading) -> Quantity:
    start, end = t[r.first].start, t[r.last - 1].end
    return Quantity(start, end, text[start:end], r.low, r.high, r.modifier, r.unit, r.kind, r.head, r.cue)


def _undated(text: str, t: list[Token]) -> list[Token]:
    """The tokens, those that belong to a date marked as such."""
    spans = calendar_spans(text)
    marked, n = [], 0
    for token in t:
        while n < len(spans) and spans[n].end <= token.start:
            n += 1
        inside = n < len(spans) and spans[n].start < token.end
        marked.append(token._replace(kind="date") if inside else token)
    return marked


def _readings(text: str, t: list[Token], i: int, barred: int) -> tuple[list[Reading], int, bool]:
    """The readings that begin at token `i`, the token to go on from, and whether a label was passed over."""
    if t[i].kind not in ("number", "currency", "fraction", "word"):
        return [], i + 1, False
    number = number_at(t, i)
    single = multiple(t, i, number) or none_of(t, i) or and_a_half(t, i) or ordinal(t, i)
    if single:
        return [single], single.last, False
    if number is None:
        return [], i + 1, False
    share = ratio(t, number)
    if share:
        return [finished(t, share)], share.last, False
    number, unit, last = with_unit(t, number)
    label = label_or_clock(text, t, number, unit, barred)
    if label:
        return [], i + 1 if number.style == "fraction" else last, label == "label"
    both = pair(t, number, unit, last)
    if both:
        return both, both[-1].last, False
    reading = finished(t, as_written(t, number, unit, last))
    if is_pronoun(t, number, reading):
        return [], number.last, False
    return [reading], last, False
