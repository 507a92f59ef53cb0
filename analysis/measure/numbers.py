"""The same count told by several: which numbers do article and sources both give, and do they agree?

A slot is a thing counted (deaths, cities, ...) in a year; a number joins it when its noun or the event word beside it
names the thing and its sentence, or the paragraph before it, names the year; a full text that names none is taken to
speak of the year it was published in. Caution: a slot groups numbers that
may differ in scope or date; the passage stands in every row, and no number is taken for the true one.
"""

import bisect
import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pandas

from analysis.read.claims import Claim
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.quantities import Quantity, comparison
from analysis.read.segments import TOKEN, matching_form

LEXICON = Path(__file__).resolve().parents[1] / "lexicons" / "counted_things.csv"
NEIGHBOURHOOD = 60  # characters on each side in which an event word may stand
REACH = 2 * NEIGHBOURHOOD  # characters that are looked at: a modifier between number and word does not part them
DAYS_OF_A_MONTH = 31
POSSESSION = 12  # characters from a number within which an event word is that number's own
COLUMNS = [
    "thing", "year", "document", "publisher", "in_article", "as_written", "low", "high", "modifier", "year_from",
    "dated", "verdict", "reason", "factor", "sentence", "passage", "start", "end",
]  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One number in one document: the thing counted, and the years of its sentence and of its paragraph so far."""

    document: Document
    claim: Claim
    quantity: Quantity
    thing: str
    own_years: tuple[int, ...]
    paragraph_years: tuple[int, ...]

    @property
    def publication_year(self) -> tuple[int, ...]:
        """The year of publication, none for a digest: it sums up what was published at many times."""
        told = self.document.date and self.document.kind != "digest"
        return (self.document.date.year,) if told else ()


@functools.cache
def counted_things() -> dict[str, tuple[str, str]]:
    """The lexicon of counted things: word -> (role, thing); role is 'event', 'noun', 'person' or 'vague'.

    >>> counted_things()["towns"]
    ('noun', 'cities')
    """
    with LEXICON.open(encoding="utf-8", newline="") as file:
        return {w: (row["role"], row["thing"]) for row in csv.DictReader(file) for w in row["words"].split()}


def thing_counted(quantity: Quantity, sentence: str, offset: int, others: tuple[Quantity, ...] = ()) -> str:
    """What a number counts: its noun, or for people and bare totals the event word that stands nearest.

    `offset` is where `sentence` begins in the text that the spans point into; an event word that belongs to one of
    the `others` ("208 killed and thousands of arrests") is not lent to this number.

    >>> from analysis.read.quantities import quantities
    >>> text = "Over 30,000 prisoners were killed in 32 towns."
    >>> [thing_counted(q, text, 0) for q in quantities(text)]
    ['deaths', 'cities']
    """
    role, thing = counted_things().get(quantity.unit, ("", quantity.unit))
    if role in {"noun", "event"}:
        return thing
    near = []
    low, high = quantity.start - offset - REACH, quantity.end - offset + REACH
    first, last = (bisect.bisect(others, offset + edge, key=_start) for edge in (low - REACH, high + REACH))
    for start, end, event in _events(sentence, offset, low, high):
        distance = _distance(quantity, start, end, sentence, offset)
        rivals = (_distance(other, start, end, sentence, offset) for other in others[first:last])
        lent = any(rival < min(distance, POSSESSION) for rival in rivals)
        if distance <= NEIGHBOURHOOD and not lent:
            near.append((distance, event))
    event = min(near)[1] if near else ""
    if role in {"person", "vague"} or not quantity.unit:
        return event
    return f"{event} ({quantity.unit})" if event else thing


def _start(quantity: Quantity) -> int:
    return quantity.start


def _events(sentence: str, offset: int, low: int = 0, high: int | None = None) -> list[tuple[int, int, str]]:
    """Start, end and thing of every event word of a sentence, or of those between two places of it."""
    words, found = counted_things(), []
    for match in TOKEN.finditer(sentence, max(0, low), len(sentence) if high is None else high):
        role, thing = words.get(matching_form(match.group()), ("", ""))
        if role == "event":
            found.append((match.start() + offset, match.end() + offset, thing))
    return found


def _distance(quantity: Quantity, start: int, end: int, sentence: str, offset: int) -> int:
    """Characters between a number and an event word; its modifier does not part them, an "and" or comma does."""
    first, last = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
    between = sentence[first - offset : last - offset].replace(quantity.cue, "", 1)
    return len(between.strip()) + POSSESSION * bool(re.search(r"\band\b|[,;:]", between))


def statements(document: Document) -> list[Statement]:
    """Every count of a document that names a thing, with the years its sentence, then its paragraph, speaks of."""
    found: list[Statement] = []
    paragraph, earlier, event = 0, (), ""
    for claim in document.claims:
        if claim.paragraph != paragraph:
            paragraph, earlier, event = claim.paragraph, (), ""
        own = tuple(reversed(claim.years)) if claim.time_from == "sentence" else ()
        before = ""
        for quantity in claim.quantities:
            # "One" is mostly an article ("in one city"), and what it counts is not in dispute.
            if quantity.kind != "count" or quantity.low == quantity.high == 1:
                continue
            role = counted_things().get(quantity.unit, ("",))[0]
            thing = thing_counted(quantity, claim.text, claim.start, claim.quantities)
            if not thing and (role == "vague" or not quantity.unit):
                # "93 and then 107", "a range of 2,800 to 5,000": the thing was named shortly before.
                thing = before or event
            if thing:
                before = thing
                carried = tuple(dict.fromkeys((*reversed(claim.years), *earlier)))
                found.append(Statement(document, claim, quantity, thing, own, carried))
        # Later mentions come first: what follows is mostly about the last time named.
        earlier = tuple(dict.fromkeys((*reversed(claim.years), *earlier)))
        event = next((thing for *_, thing in reversed(_events(claim.text, 0))), event)
    return found


Slot = tuple[str, int]


def figure_slots(corpus: Corpus) -> dict[Slot, list[Statement]]:
    """The numbers that the article and at least one source give, by thing and year, the article's first.

    >>> from analysis import load_corpus
    >>> ("deaths", 2019) in figure_slots(load_corpus())
    True
    """
    target = corpus.target
    slots: dict[Slot, list[Statement]] = {}
    for told in statements(target):
        # The article is read in order, so the year carried from the sentence before goes first.
        for year in (told.own_years or told.claim.years[-1:] or ((target.date.year,) if target.date else ()))[:1]:
            slots.setdefault((told.thing, year), []).append(told)
    for document in corpus.contrast:
        for told in statements(document):
            # A year that the sentence names goes before one that its paragraph named; where neither names one, a
            # full text speaks of the year it was published in.
            years = (*told.own_years, *told.paragraph_years) or told.publication_year
            slot = next(((told.thing, year) for year in years if (told.thing, year) in slots), None)
            if slot:
                slots[slot].append(told)
    return {slot: group for slot, group in slots.items() if any(told.document is not target for told in group)}


def stated_figures(corpus: Corpus) -> pandas.DataFrame:
    """Counts that the article and at least one source both give: one row a number, the article's first in each slot.

    Columns: `thing`, `year`, `document`, `publisher`, `in_article`, `as_written`, `low`, `high`, `modifier`,
    `year_from` ('sentence', 'context' or 'publication date'), `dated` (the day or month that the sentence names; it may
    be that of the count or of the report), then for sources `verdict`, `reason` and `factor`
    against the article's first number, and the passage with its span. A number that a document repeats stands once;
    a count without a year takes the article's own year. An article without counts gives an empty table.

    >>> from analysis import load_corpus
    >>> table = stated_figures(load_corpus())
    >>> bool(table.groupby(["thing", "year"])["in_article"].any().all())
    True
    """
    rows = []
    for (thing, year), group in figure_slots(corpus).items():
        rows += _rows(thing, year, group, corpus.target)
    return pandas.DataFrame(rows, columns=COLUMNS)


def _rows(thing: str, year: int, group: list[Statement], target: Document) -> list[dict]:
    reference, seen, rows = group[0].quantity, set(), []
    for told in group:
        number, own = told.quantity, told.document is target
        key = (told.document.id, number.low, number.high, number.modifier)
        if key in seen:
            continue
        seen.add(key)
        verdict, reason, factor = "", "", None
        if not own:
            judged = comparison(number, reference, same_unit=True)
            verdict, reason, factor = judged.verdict, judged.reason, judged.factor
        rows.append(
            {
                "thing": thing,
                "year": year,
                "document": told.document.id,
                "publisher": told.document.label,
                "in_article": own,
                "as_written": _as_written(told),
                "low": number.low,
                "high": number.high,
                "modifier": number.modifier,
                "year_from": _year_from(told, year),
                "dated": dated(told),
                "verdict": verdict,
                "reason": reason,
                "factor": round(factor, 2) if factor else None,
                "sentence": told.claim.sentence,
                "passage": " ".join(told.claim.text.split()),
                "start": number.start,
                "end": number.end,
            }
        )
    return rows


def dated(told: Statement) -> str:
    """The day or month that the sentence of a number names, as written; several parted by a semicolon."""
    found = told.document.dates_within(told.claim)
    return "; ".join(d.text for d in found if not d.comparison and (d.last - d.first).days < DAYS_OF_A_MONTH)


def _year_from(told: Statement, year: int) -> str:
    if year in told.own_years:
        return "sentence"
    return "context" if year in told.paragraph_years else "publication date"


def _as_written(told: Statement) -> str:
    """The number with its modifier and, where its noun follows shortly, the words up to the noun."""
    text, number = told.document.text, told.quantity
    after = text[number.end : min(number.end + 40, told.claim.end)]
    noun = re.match(rf"[^,;:.()]*?\b{re.escape(number.unit)}\b", after, re.IGNORECASE) if number.unit else None
    return " ".join(f"{number.cue} {number.text}{noun.group() if noun else ''}".split())
