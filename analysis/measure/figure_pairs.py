"""Which numbers of a claim and of a sentence are of one thing, and do they agree?

Input is numbers with their sentences, output is pairs of figures, each with a comparison and its doubts. Caution:
figures are aligned by the thing they count and its year, or by their unit alone, not by understanding.
"""

import itertools
import re
from collections.abc import Iterable

from analysis.measure.figure_matches import matched, published_together, stand_alike
from analysis.measure.numbers import Slot, Statement, thing_counted
from analysis.measure.relations import UNIT_ALONE, FigurePair
from analysis.read.claims import Claim
from analysis.read.dates import DateSpan
from analysis.read.document import Document
from analysis.read.quantities import Comparison, Quantity, comparison

PART = re.compile(r"\s+of (?:the|those|them|these|all|its|their)\b", re.IGNORECASE)
TWO_ENDS = re.compile(r"\d|[-–—]|\b(?:and|or|to)\b", re.IGNORECASE)  # "two to three thousand", not "thousands"
GAP = 1.5  # times from which a number beyond an open bound ("at least 304") is another figure to a reader
OPEN = frozenset(("<", "<=", ">", ">="))
NO_YEAR = "year not stated"
FAR = 100  # times from which two numbers are hardly of one thing


def slot_pairs(slots: dict[Slot, list[Statement]], article: Document) -> dict[tuple[int, str, int], list[FigurePair]]:
    """The numbers aligned by slot: (claim sentence, document, sentence) -> pairs of figures.

    `slots` is `numbers.figure_slots(corpus)`: a number of the article is paired with every source's number for the same
    thing and year.
    """
    found: dict[tuple[int, str, int], list[FigurePair]] = {}
    for (thing, year), group in slots.items():
        own: dict[int, list[Statement]] = {}
        others: dict[tuple[str, int], list[Statement]] = {}
        for told in group:
            if told.document is article:
                own.setdefault(told.claim.sentence, []).append(told)
            else:
                others.setdefault((told.document.id, told.claim.sentence), []).append(told)
        for (sentence, claims), (place, numbers) in itertools.product(own.items(), others.items()):
            for claim, told in matched(claims, numbers):
                doubts = () if year in (*told.own_years, *told.paragraph_years) else (NO_YEAR,)
                found.setdefault((sentence, *place), []).append(figure_pair(claim, told, thing, doubts))
    return found


def figure_pair(claim: Statement, told: Statement, thing: str, doubts: tuple[str, ...]) -> FigurePair:
    """A number of the article beside a number of a source for the same thing."""
    judged = comparison(claim.quantity, told.quantity, same_unit=True)
    if comparison(claim.quantity, told.quantity, same_unit=True, as_of=_as_of(claim, told)).verdict == "as-of differs":
        doubts = (*doubts, "as of another time")  # how far apart they are is told all the same
    if (judged.factor or 1) >= FAR:
        doubts = (*doubts, "very far apart")
    if is_part(told) != is_part(claim):
        doubts = (*doubts, "part of a total")
    vague = is_vague(claim.quantity) or is_vague(told.quantity)
    if vague and judged.verdict == "differs" and (judged.factor or GAP) < GAP:
        judged = Comparison("compatible", f"{judged.reason}, within the reach of a vague word", None)
    gap = bound_gap(claim.quantity, told.quantity) if judged.verdict in ("compatible", "overlaps") else None
    return FigurePair(judged, thing, gap, (*doubts, "an open bound") if gap else doubts)


def is_vague(quantity: Quantity) -> bool:
    """Whether a number is a word for many numbers ("thousands") whose ends are not to be taken to the letter."""
    return quantity.high > quantity.low and not TWO_ENDS.search(quantity.text)


def bound_gap(one: Quantity, two: Quantity) -> float | None:
    """How many times apart two stated numbers are that agree only because one is an open bound; None below 1.5 times.

    >>> from analysis.read.quantities import quantities
    >>> (one,), (two,) = quantities("at least 304 dead"), quantities("1,500 dead")
    >>> round(bound_gap(one, two), 1)
    4.9
    """
    if not {one.modifier, two.modifier} & OPEN:
        return None
    large, small = max(one.low, two.low), min(one.high, two.high)
    return round(large / small, 2) if small > 0 and large / small >= GAP else None


def is_part(told: Statement) -> bool:
    """Whether a number counts a part of a total: "6 of the dead", "a quarter of them"."""
    after = told.document.text[told.quantity.end : min(told.quantity.end + 60, told.claim.end)]
    return bool(PART.match(after)) or told.quantity.kind == "fraction"


def _as_of(claim: Statement, told: Statement) -> tuple[object, object] | None:
    """The one date that each sentence names, where both name a day or month and only one."""
    one, two = _single_date(claim), _single_date(told)
    return (one, two) if one and two else None


def _single_date(told: Statement):
    found = [d for d in told.document.dates_within(told.claim) if (d.last - d.first).days < 31 and not d.comparison]
    return found[0] if len(found) == 1 and not _is_of_the_report(found[0], told) else None


def _is_of_the_report(date: DateSpan, told: Statement) -> bool:
    """Whether the number is in what somebody says and the date is not: "it had 40 boats, the mayor said on 3 May"."""
    for mark in told.document.attributions:
        if mark.is_likely and any(span.start <= told.quantity.start < span.end for span in mark.content):
            return not any(span.start <= date.start < span.end for span in mark.content)
    return False


def loose_pairs(claims: Iterable[Statement], others: Iterable[Statement]) -> list[FigurePair]:
    """Numbers for the same thing in two sentences that are near in wording, where no year parts them or joins them."""
    claims, others, found = list(claims), list(others), []
    for thing in dict.fromkeys(told.thing for told in claims):
        for claim, told in matched(*([told for told in rows if told.thing == thing] for rows in (claims, others))):
            if not _years_apart(claim, told):
                doubts = () if published_together(claim, told) else (NO_YEAR,)
                found.append(figure_pair(claim, told, thing, doubts))
    return found


def _years_apart(claim: Statement, told: Statement) -> bool:
    """Whether both numbers have years: those of one year are aligned by slot, others are of two times."""
    one = {*claim.own_years, *claim.paragraph_years}
    two = {*told.own_years, *told.paragraph_years}
    return bool(one and two)


def unit_pairs(claim: Claim, other: Claim, *, beside: bool = False) -> list[FigurePair]:
    """Money, shares, measures and bare counts of people in two sentences that state the same, of one unit each.

    Of a unit that either sentence has twice, only numbers that agree are a pair; sentences of two times are left out.
    Nothing but the unit aligns the two numbers, so where they differ that is a doubt. With `beside`, for sentences that
    are no more than near, both numbers must stand beside one word.
    """
    if claim.years and other.years and not {*claim.years} & {*other.years}:
        return []
    found = []
    for one in _in_units(claim):
        own, alike = ([q for q in _in_units(row) if _comparable(one, q)] for row in (claim, other))
        alike = (
            alike if len(own) == len(alike) == 1 else [q for q in alike if comparison(one, q).verdict == "equal"][:1]
        )
        if alike and (not beside or stand_alike(claim, one, other, alike[0])):
            judged = comparison(one, alike[0])
            differs = judged.verdict == "differs"
            found.append(FigurePair(judged, one.unit, None, (UNIT_ALONE,) if differs else ()))
    return found


def _in_units(claim: Claim) -> list[Quantity]:
    """The quantities with a unit; ranks, scores, "one" of something and counts of a known thing are left out."""
    amounts = [q for q in claim.quantities if q.unit and q.kind not in ("ordinal", "score")]
    return [q for q in amounts if q.kind != "count" or not (q.low == q.high == 1 or _thing(claim, q))]


def _thing(claim: Claim, quantity: Quantity) -> str:
    return thing_counted(quantity, claim.text, claim.start, claim.quantities)


def _agree(one: Quantity, two: Quantity) -> bool:
    return comparison(one, two).verdict in ("equal", "compatible")


def _comparable(one: Quantity, two: Quantity) -> bool:
    return comparison(one, two).verdict != "unit differs"
