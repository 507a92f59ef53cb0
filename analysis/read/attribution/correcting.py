"""The attributions of a text after a reader's corrections.

Input is a text, what an engine marked in it and the reader's lines; output is the attributions as corrected. A later
line about the same place wins; 'undo' gives a place back to the engine. Caution: another engine may mark a cue a little
differently, so a line also holds for a mark whose cue it shares in part.
"""

import bisect
from dataclasses import dataclass, replace

from analysis.read.attribution.corrections import READER, Correction, Range, place
from analysis.read.attribution.record import Attribution
from analysis.read.quotations import Quotation
from analysis.read.segments import Sentence
from analysis.read.zones import Span


@dataclass(slots=True)
class _Place:
    """What the engine marked (None: nothing), what stands there now (None: removed), and the line that said so."""

    engine: Attribution | None
    now: Attribution | None
    row: Correction | None = None


def corrected(
    text: str,
    found: tuple[Attribution, ...],
    rows: tuple[Correction, ...],
    *,
    sentences: tuple[Sentence, ...] = (),
    quotations: tuple[Quotation, ...] = (),
) -> tuple[Attribution, ...]:
    """The attributions of a text after a reader's corrections, in text order.

    A mark that a reader changed or added is marked by 'reader' with confidence 1. A replacement of a mark that the
    engine no longer makes stands as an addition, whose mode and sentence are read from `quotations` and `sentences`.
    Marks inside a removed one move up to what enclosed it.

    >>> from analysis.read.attribution.corrections import correction
    >>> text = "Ann Lee said it was late."
    >>> mark = Attribution(None, Span(8, 12, "said"), (Span(13, 24, "it was late"),), "indirect", "x", 1)
    >>> corrected(text, (mark,), (correction("note", text, mark, "remove"),))
    ()
    """
    places = _places(text, found, rows)
    if all(p.row is None for p in places):
        return found
    for p in places:
        if p.now and not p.engine:
            p.now = _read_in_place(p.now, sentences, quotations)
    kept = sorted((p for p in places if p.now), key=lambda p: (place(p.now), p.now.content[0].start))
    at = {id(p): i for i, p in enumerate(kept)}
    return tuple(replace(p.now, parent=_parent(p.now, places, at)) for p in kept)


def standing(text: str, found: tuple[Attribution, ...], rows: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The rows that shape what is shown: about this wording of the text, not overruled, not undone.

    `found` is what the engine marked. Removing what the engine does not mark changes nothing and does not count.
    """
    return tuple(p.row for p in _places(text, found, rows) if p.row is not None)


def _places(text: str, found: tuple[Attribution, ...], rows: tuple[Correction, ...]) -> list[_Place]:
    places = [_Place(mark, mark) for mark in found]
    for row in rows:
        if not row.fits(text):
            continue
        here = _at(places, row)
        if row.action in ("undo", "remove"):
            for p in here:
                p.now = p.engine if row.action == "undo" else None
                p.row = row if row.action == "remove" and p.engine else None
        else:
            if not here:
                places.append(_Place(None, None))
            target = here[0] if here else places[-1]
            target.now, target.row = _made(text, row, target.now or target.engine), row
    return places


def _at(places: list[_Place], row: Correction) -> list[_Place]:
    """The places that a row is about: those that stand just there or, failing these, share its cue in part."""
    marks = [(p, mark) for p in places for mark in (p.now, p.engine) if mark is not None]
    here = [(p, mark) for p, mark in marks if place(mark) == row.at]
    if not here and row.cue and _meet(row.cue, row.at):
        here = [(p, mark) for p, mark in marks if mark.cue and _meet(place(mark), row.at)]
    # One cue may carry two reports: then the content tells which is meant.
    same = [p for p, mark in here if any(_meet((s.start, s.end), piece) for s in mark.content for piece in row.content)]
    return list({id(p): p for p in same or [p for p, _ in here]}.values())


def _meet(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _made(text: str, row: Correction, before: Attribution | None) -> Attribution:
    def span(given: Range) -> Span:
        return Span(*given, text[slice(*given)])

    parts = {
        "source": span(row.source) if row.source else None,
        "cue": span(row.cue) if row.cue else None,
        "content": tuple(map(span, sorted(row.content))),
    }
    before = before or Attribution(**parts, mode="indirect", marked_by=READER, sentence=0)
    return replace(before, **parts, marked_by=READER, confidence=1.0)


def _read_in_place(
    mark: Attribution, sentences: tuple[Sentence, ...], quotations: tuple[Quotation, ...]
) -> Attribution:
    from analysis.read.attribution import read_cue  # only for what a reader added
    from analysis.read.attribution.finish import mode

    i = bisect.bisect_right(sentences, place(mark)[0], key=lambda s: s.start) - 1
    number = sentences[i].number if i >= 0 and place(mark)[0] < sentences[i].end else 0
    return read_cue(replace(mark, mode=mode(mark.content, quotations), sentence=number))


def _parent(mark: Attribution, places: list[_Place], at: dict[int, int]) -> int | None:
    """The new place of the mark that encloses this one; the nearest further out where that one was removed."""
    parent = mark.parent
    while parent is not None and id(places[parent]) not in at:
        parent = places[parent].engine.parent
    return None if parent is None else at[id(places[parent])]
