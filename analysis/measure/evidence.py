"""What speaks for and against a pair: figures for the same thing, dates, negation, names, who says it.

Input is a claim of the article and a sentence of a source, both as claims; output is what `relations` judges. Caution:
figures are aligned by the thing they count and its year, not by understanding; what is in doubt is told as a doubt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.measure.numbers import Slot, Statement, thing_counted
from analysis.measure.relations import COPIED_WORDS, Evidence, FigurePair
from analysis.measure.reuse_spans import reused_spans
from analysis.read.claim_names import shared_names
from analysis.read.claims import Claim
from analysis.read.document import Document
from analysis.read.polarity import polarity_conflict
from analysis.read.quantities import Comparison, Quantity, comparison
from analysis.read.segments import TOKEN, matching_form
from analysis.read.sources.nouns import BODIES, noun

PART = re.compile(r"\s+of (?:the|those|them|these|all|its|their)\b", re.IGNORECASE)
TWO_ENDS = re.compile(r"\d|[-–—]|\b(?:and|or|to)\b", re.IGNORECASE)  # "two to three thousand", not "thousands"
GAP = 1.5  # times from which a number beyond an open bound ("at least 304") is another figure to a reader
DOCUMENT_NOUN = "document"  # the kind of nouns such as "report"
OPEN = frozenset(("<", "<=", ">", ">="))
REPORTED, OTHER_NAMES, CONTEXT = "reported, not asserted", "names differ", "context needed"


@dataclass(frozen=True)
class Nearness:
    """How near a sentence is to a claim: the probabilities that it states it whole (`support`) and some `part` of it,
    and whether its wording is nearer than chance (`near`)."""

    support: float
    part: float
    near: bool


def evidence(
    pair: tuple[Claim, Claim],
    publisher: str,
    figures: list[FigurePair],
    nearness: Nearness,
    known: frozenset[str],
) -> Evidence:
    """All that is known of a claim and a sentence of a source.

    `publisher` is in whose name the sentence is written, `figures` are those aligned, `known` the names that the
    article uses.
    """
    claim, other = pair
    run, share = shared_run(claim.text, other.text)
    return Evidence(
        support=nearness.support,
        part=nearness.part,
        near=nearness.near,
        run=run,
        run_share=share,
        figures=tuple(figures),
        polarity=polarity_difference(claim, other),
        dates=date_difference(claim, other),
        doubts=pair_doubts(claim, other, publisher, known),
    )


def shared_run(one: str, other: str) -> tuple[int, float]:
    """The words of the longest passage taken over, and their share of the first text.

    >>> shared_run("The old mill by the weir was shut on Friday.", "On Monday the old mill by the weir was shut.")
    (8, 0.8)
    """
    words, others = ([matching_form(m.group()) for m in TOKEN.finditer(text)] for text in (one, other))
    spans = reused_spans(words, others, min_words=COPIED_WORDS // 2)
    alike = max((span.alike for span in spans), default=0)
    return alike, round(alike / len(words), 4) if words else 0.0


def slot_pairs(slots: dict[Slot, list[Statement]], article: Document) -> dict[tuple[int, str, int], list[FigurePair]]:
    """The numbers aligned by slot: (claim sentence, document, sentence) -> pairs of figures.

    `slots` is `numbers.figure_slots(corpus)`: a number of the article is paired with every source's number for the same
    thing and year.
    """
    found: dict[tuple[int, str, int], list[FigurePair]] = {}
    for (thing, year), group in slots.items():
        own = [told for told in group if told.document is article]
        others = [told for told in group if told.document is not article]
        for claim in own:
            for told in others:
                doubts = () if year in (*told.own_years, *told.paragraph_years) else ("year not stated",)
                key = (claim.claim.sentence, told.document.id, told.claim.sentence)
                found.setdefault(key, []).append(figure_pair(claim, told, thing, doubts))
    return found


def figure_pair(claim: Statement, told: Statement, thing: str, doubts: tuple[str, ...]) -> FigurePair:
    """A number of the article beside a number of a source for the same thing."""
    judged = comparison(claim.quantity, told.quantity, same_unit=True, as_of=_as_of(claim, told))
    if judged.verdict == "as-of differs":
        doubts = (*doubts, "as of another time")
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
    return found[0] if len(found) == 1 else None


def loose_pairs(claims: Iterable[Statement], others: Iterable[Statement]) -> list[FigurePair]:
    """Numbers for the same thing in two sentences that are near in wording, where no year parts them or joins them."""
    found = []
    for claim in claims:
        for told in others:
            if claim.thing != told.thing or _years_apart(claim, told):
                continue
            found.append(figure_pair(claim, told, claim.thing, ("year not stated",)))
    return found


def _years_apart(claim: Statement, told: Statement) -> bool:
    """Whether both numbers have years: those of one year are aligned by slot, others are of two times."""
    one = {*claim.own_years, *claim.paragraph_years}
    two = {*told.own_years, *told.paragraph_years}
    return bool(one and two)


def unit_pairs(claim: Claim, other: Claim) -> list[FigurePair]:
    """Money, shares, measures and bare counts of people in two sentences that state the same, of one unit each.

    A unit that either sentence has twice is left out, and so are sentences of two times. Nothing but the unit aligns
    the two numbers, so where they differ that is a doubt.
    """
    if claim.years and other.years and not {*claim.years} & {*other.years}:
        return []
    found = []
    for one in _in_units(claim):
        own, alike = ([q for q in _in_units(row) if _comparable(one, q)] for row in (claim, other))
        if len(own) == len(alike) == 1:
            judged = comparison(one, alike[0])
            differs = judged.verdict == "differs"
            found.append(FigurePair(judged, one.unit, None, ("aligned by unit alone",) if differs else ()))
    return found


def _in_units(claim: Claim) -> list[Quantity]:
    """The quantities with a unit; ranks, scores, "one" of something and counts of a known thing are left out."""
    amounts = [q for q in claim.quantities if q.unit and q.kind not in ("ordinal", "score")]
    return [q for q in amounts if q.kind != "count" or not (q.low == q.high == 1 or _thing(claim, q))]


def _thing(claim: Claim, quantity: Quantity) -> str:
    return thing_counted(quantity, claim.text, claim.start, claim.quantities)


def _comparable(one: Quantity, two: Quantity) -> bool:
    return comparison(one, two).verdict != "unit differs"


def date_difference(claim: Claim, other: Claim) -> tuple[str, ...]:
    """Where both sentences name dates and none of one's meets any of the other's, the two in words.

    A date that is only compared with ("since 1979") is left out.
    """
    one = [d for d in claim.dates if not d.comparison]
    two = [d for d in other.dates if not d.comparison]
    if not one or not two or any(a.first <= b.last and b.first <= a.last for a in one for b in two):
        return ()
    return (f"{', '.join(d.text for d in one)} beside {', '.join(d.text for d in two)}",)


def pair_doubts(claim: Claim, other: Claim, publisher: str, known: frozenset[str]) -> tuple[str, ...]:
    """What holds for the pair as a whole and keeps a difference from being likely.

    `publisher` is in whose name the sentence is written: that of its document and, in a digest, of what it sums up.
    `known` are the names that the article itself uses anywhere: a name beyond them is of somebody or somewhere else.
    """
    doubts = []
    if other_names(claim, other, publisher, known):
        doubts.append(OTHER_NAMES)
    if said_by_another(other, publisher):
        doubts.append(f"{REPORTED}: {other.speaker or 'somebody'}")
    if other.context_needed:
        doubts.append(CONTEXT)
    return tuple(doubts)


def other_names(claim: Claim, other: Claim, publisher: str, known: frozenset[str]) -> bool:
    """Whether the sentence names somebody whom the article never does, and nobody whom the claim names.

    Whoever the sentence cites, and the publisher, are not what it is about.
    """
    if shared_names(claim.names, other.names):
        return False
    cited = _name_words(other.speaker) | _name_words(publisher)
    return any(name not in known and not _name_words(name) & cited for name in other.names)


def said_by_another(claim: Claim, publisher: str) -> bool:
    """Whether a sentence reports somebody who is not its publisher, nor a paper or body left unnamed.

    "The report said" and "the agency noted" are, in a text of one publisher, mostly the publisher's own.
    """
    if not claim.reported or _name_words(claim.speaker) & _name_words(publisher):
        return False
    if _name_words(claim.speaker):
        return True
    head = next((found for word in reversed(claim.speaker.lower().split()) if (found := noun(word))), None)
    return not (head and head.kind in (DOCUMENT_NOUN, *BODIES))


def _name_words(name: str) -> set[str]:
    """The capitalised words of a name, an article before them left out.

    >>> sorted(_name_words("The Harbour Board")), _name_words("The report")
    (['board', 'harbour'], set())
    """
    return {word.lower() for word in re.findall(r"\b[A-Z][\w'’]+", name)} - {"the", "its", "his", "her", "their"}


def polarity_difference(claim: Claim, other: Claim) -> tuple[str, ...]:
    """The negation or opposites by which two sentences on one subject differ, in words; empty where none is seen."""
    found = polarity_conflict(claim.text, other.text)
    return () if found is None else (str(found),)
