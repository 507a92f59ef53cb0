"""Do two amounts agree, and if not, by how much do they differ?

Input is a pair of quantities; output is a `Comparison`: a verdict with its reason and, where they differ, a factor.
Caution: units are compared as words, so "people" and "civilians" differ unless the caller says that they are the same;
only measures (miles and km, days and hours) are converted, currencies never.
"""

import math
import re
from dataclasses import dataclass

from analysis.read.amount_words import AFTERTHOUGHTS, MODIFIERS
from analysis.read.amounts import Quantity
from analysis.read.conversions import converted, unit_key

ROUNDING = 0.02  # the share by which "40 miles (64 km)" may be off
ROUNDED = 0.05  # and by which a number with fewer digits after the point may be off ("61 %" beside "60.6 %")
HALF_A_POINT = 0.5  # percentage points within which "a third" stands for 33 per cent
_NUMERAL = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_KEEP_ORDER = frozenset(("score", "ord"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two quantities say of each other.

    `verdict` is "equal", "compatible", "overlaps", "differs", "unit differs" or "as-of differs"; `reason` is a plain
    sentence; `factor` (at least 1) says how many times the larger is of the smaller where they differ, else None.
    """

    verdict: str
    reason: str
    factor: float | None


def comparison(
    a: Quantity,
    b: Quantity,
    *,
    same_unit: bool | None = None,
    tolerance: float = 0.1,
    as_of: tuple[object, object] | None = None,
) -> Comparison:
    """Whether two quantities agree, with a reason.

    Equal numbers agree whatever their modifiers. Else the intervals are compared: "at least" has no upper end, "about"
    reaches `tolerance` to both sides. The verdict is the same whichever quantity comes first.

    Parameters
    ----------
    same_unit : True or False where the caller knows; None compares the units as read (a missing unit fits any).
    tolerance : the share by which "about" may be off, from 0 to below 1.
    as_of : the dates (`date`, or anything with `first` and `last`) for which the two hold; None for unknown.

    >>> from analysis.read.quantities import quantities
    >>> one, = quantities("at least 304 dead")
    >>> two, = quantities("1,500 dead")
    >>> comparison(one, two).verdict, comparison(one, two).reason
    ('compatible', 'at least 304 is compatible with 1,500')
    >>> one, = quantities("30,000 killed")
    >>> two, = quantities("about 5,000 killed")
    >>> comparison(one, two).reason
    '30,000 is 6 times about 5,000'
    """
    if same_unit is False or (same_unit is None and not _same_unit(a, b)):
        return Comparison("unit differs", _told_apart(a, b), None)
    (low_a, high_a), (low_b, high_b), rounded = _on_one_scale(a, b)
    if math.isclose(low_a, low_b) and math.isclose(high_a, high_b):
        return Comparison("equal", f"{_said(a)} and {_said(b)} state the same number", None)
    one = _interval(low_a, high_a, a.modifier, tolerance)
    two = _interval(low_b, high_b, b.modifier, tolerance)
    if _KEEP_ORDER.isdisjoint((a.modifier, b.modifier)) and _meet(one, two, ROUNDING if rounded else 0.0):
        nested = (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])
        if nested or "range" not in (a.modifier, b.modifier):
            return Comparison("compatible", f"{_said(a)} is compatible with {_said(b)}", None)
        return Comparison("overlaps", f"{_said(a)} overlaps {_said(b)}", None)
    in_words = {a.kind, b.kind} == {"percent", "fraction"} and abs(low_a - low_b) <= HALF_A_POINT
    if in_words or _is_rounded(a, b) or _is_rounded(b, a):
        return Comparison("compatible", f"{_said(a)} is compatible with {_said(b)}, rounded", None)
    if as_of is not None and _apart(*as_of):
        return Comparison("as-of differs", f"{_said(a)} and {_said(b)} hold for different dates", None)
    return _difference(a, b, (low_a, high_a), (low_b, high_b))


def _is_rounded(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is `b` with fewer digits after the point: shares, sums and measures are, counts of things are not."""
    step, finer = _step(a), _step(b)
    if a.kind == "count" or a.kind != b.kind or a.unit != b.unit or not step or not finer or step <= finer:
        return False
    off = abs(a.low - b.low)
    return off <= step / 2 * (1 + 1e-9) and off <= ROUNDED * abs(b.low)


def _step(q: Quantity) -> float:
    """What one more in the last digit adds to a plain number ("60.6": 0.1, "2.4 million": 100,000); 0 for others."""
    found = _NUMERAL.findall(q.text)
    if q.modifier != "=" or q.low != q.high or len(found) != 1 or not q.low:
        return 0.0
    numeral = _NUMERAL.search(q.text)
    return abs(q.low / (float(numeral[0].replace(",", "")) or 1)) * 10.0 ** -len(numeral[1] or "")


def _told_apart(a: Quantity, b: Quantity) -> str:
    if a.kind == b.kind == "money":
        return f"{_said(a)} and {_said(b)} are in different currencies"
    return f"{_said(a)} and {_said(b)} count different things"


def _on_one_scale(a: Quantity, b: Quantity) -> tuple[tuple[float, float], tuple[float, float], bool]:
    """The two intervals in one unit ("half" as 50 %, miles as metres), and whether a converted one may be rounded."""
    factor = _percent_factor(a, b)
    one, two = (a.low * factor[0], a.high * factor[0]), (b.low * factor[1], b.high * factor[1])
    if a.kind != "measure" or b.kind != "measure" or unit_key(a.unit) == unit_key(b.unit):
        return one, two, False
    in_base = converted(*one, a.unit, b.unit), converted(*two, b.unit, a.unit)
    return (*in_base, True) if in_base[0] and in_base[1] else (one, two, False)


def _meet(one: tuple[float, float], two: tuple[float, float], slack: float) -> bool:
    """Whether two intervals touch, or lie no more than the share `slack` apart."""
    low, high = max(one[0], two[0]), min(one[1], two[1])
    return low <= high or low - high <= slack * max(abs(low), abs(high))


def _difference(a: Quantity, b: Quantity, one: tuple[float, float], two: tuple[float, float]) -> Comparison:
    """The verdict "differs", told as a multiple, or as a percentage where the two are close."""
    if not _KEEP_ORDER.isdisjoint((a.modifier, b.modifier)):
        return Comparison("differs", f"{_said(a)} is not {_said(b)}", None)
    (large, top), (small, bottom) = sorted(((a, one), (b, two)), key=lambda pair: (pair[1], pair[0].text), reverse=True)
    # The nearest ends: a range is compared by the end that faces the other number.
    over, under = (top[0], bottom[1]) if top[0] > bottom[1] else (top[1], bottom[0])
    if under <= 0 or over <= under:
        return Comparison("differs", f"{_said(large)} is not {_said(small)}", None)
    factor = over / under
    if factor >= 1.95:
        return Comparison("differs", f"{_said(large)} is {_short(factor)} times {_said(small)}", factor)
    return Comparison("differs", f"{_said(large)} is {_short(100 * factor - 100)} % above {_said(small)}", factor)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or abs(value - round(value)) < 0.05 else f"{value:.1f}"


def _said(q: Quantity) -> str:
    """The quantity as the text has it, with its modifier and a percent word."""
    text = f"{q.text} {q.unit}" if q.kind == "measure" and q.unit else q.text
    if not q.cue or q.modifier in ("range", "x", "ord"):
        return text
    after = q.cue == "+" or (q.cue in AFTERTHOUGHTS and q.cue not in MODIFIERS)
    return f"{text} {q.cue}" if after else f"{q.cue} {text}"


def _interval(low: float, high: float, modifier: str, tolerance: float) -> tuple[float, float]:
    """The closed interval of values that a modifier allows."""
    if modifier == "~":
        spread = tolerance * max(abs(low), abs(high))
        return low - spread, high + spread
    if modifier in (">", ">="):
        return (math.nextafter(low, math.inf) if modifier == ">" else low), math.inf
    if modifier in ("<", "<="):
        return -math.inf, (math.nextafter(high, -math.inf) if modifier == "<" else high)
    return low, high


def _apart(one: object, two: object) -> bool:
    """Whether two dates or date spans have no day in common."""
    if one is None or two is None:
        return False
    first, last = getattr(one, "first", one), getattr(one, "last", one)
    return not (first <= getattr(two, "last", two) and getattr(two, "first", two) <= last)


def _percent_factor(a: Quantity, b: Quantity) -> tuple[float, float]:
    """100 for a fraction that is compared with a percentage, so that "half" equals "50 %"."""
    kinds = {a.kind, b.kind}
    if kinds == {"percent", "fraction"}:
        return (100.0, 1.0) if a.kind == "fraction" else (1.0, 100.0)
    return 1.0, 1.0


def _same_unit(a: Quantity, b: Quantity) -> bool:
    kinds = {a.kind, b.kind}
    if kinds == {"percent", "fraction"}:
        return "%" in (a.unit, b.unit)
    if a.kind != b.kind and kinds - {"count", "measure"}:
        return False
    one, two = unit_key(a.unit), unit_key(b.unit)
    if one == two or ((not one or not two) and "money" not in kinds):
        return True
    if kinds != {"measure"}:
        return False
    degrees = "degree" in (one, two) and not {one, two}.isdisjoint(("c", "f"))
    return degrees or converted(a.low, a.high, a.unit, b.unit) is not None
