"""What the linear engine looks at: each word, its neighbours, its sentence and quotation, as hashed features.

Input is the words of a text and what was learnt of their forms; output is columns of 64-bit hashes, one column a
template, one row a word. Caution: sentence ends are guessed from marks and capitals alone, because the engine has to
read texts that no sentence splitter has seen; neighbours never reach over a paragraph break.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy

from analysis.read.attribution.words import EDGE, FIRST, GOES_ON, LOWER, WITHIN, Words

Column = numpy.ndarray
PRIME = numpy.uint64(0x9E3779B97F4A7C15)
SHIFT = numpy.uint64(29)
NOTHING = numpy.uint64(1)  # the neighbour beyond a paragraph break
STEPS = numpy.array([1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 45])
LIKELY = 4  # the cue rate, as a bucket, from which a word counts as a likely cue
ABBREVIATED = frozenset("mr mrs ms dr sen rep gov gen lt col sgt rev prof st jr sr vs no".split())  # noqa: SIM905
RATES = numpy.array([0.003, 0.02, 0.08, 0.25, 0.45, 0.65, 0.85])


@dataclass(frozen=True)
class Forms:
    """What was learnt of word forms: `rates` gives cue, source and content-start buckets by the hash of a form.

    `pieces` numbers the word pieces of the vocabulary; `groups` gives their group among few and among many.
    """

    rates: dict[int, tuple[int, int, int]]
    pieces: dict[str, int]
    groups: numpy.ndarray
    cache: dict[str, tuple[int, ...]]

    def row(self, form: str) -> tuple[int, ...]:
        """The numbers of one form: itself, lower case, endings, beginning, shape, groups, rates."""
        known = self.cache.get(form)
        if known is None:
            if len(self.cache) > 100_000:
                self.cache.clear()
            known = self.cache[form] = self._row(form)
        return known

    def _row(self, form: str) -> tuple[int, ...]:
        low = form.lower()
        piece, part = self.pieces.get(low), 0
        stem = low[:24]
        while piece is None and len(stem) > 4:
            stem = stem[:-1]
            piece, part = self.pieces.get(stem), 1
        few, many = (self.groups[piece].tolist()) if piece is not None else (0, 0)
        outline = "".join("X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in form[:12])
        squeezed = "".join(c for i, c in enumerate(outline) if i < 2 or outline[i - 2 : i] != c * 2)
        cue, source, first = self.rates.get(hashed(low), (9, 9, 9))
        return (
            hashed(low), hashed(low[-3:]), hashed(low[-2:]), hashed(low[:4]), hashed(squeezed),
            few * 2 + part, many * 2 + part, cue, source, first,
            low in ABBREVIATED or (len(low) == 1 and low.isalpha()),
        )  # fmt: skip


def hashed(text: str) -> int:
    """A number for a text, the same on every machine; lone surrogates pass."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def mixed(salt: int, *columns: Column) -> Column:
    """One hash a row of several columns.

    >>> a = numpy.array([1, 2], dtype=numpy.uint64)
    >>> mixed(1, a).tolist() == mixed(1, a).tolist(), mixed(1, a).tolist() == mixed(2, a).tolist()
    (True, False)
    """
    h = numpy.full(len(columns[0]), numpy.uint64(salt) * numpy.uint64(0x2545F491) + numpy.uint64(7))
    for column in columns:
        h = (h ^ column) * PRIME
        h ^= h >> SHIFT
    return h


def bucket(distance: numpy.ndarray) -> Column:
    """Distances in words as a few classes, 0 for none below 1."""
    return numpy.searchsorted(STEPS, distance, side="right").astype(numpy.uint64)


class View:
    """The words of a text with the columns that templates are made of."""

    def __init__(self, found: Words, forms: Forms):
        n = len(found)
        self.found, self.n = found, n
        rows: dict[str, int] = {}
        order = numpy.fromiter((rows.setdefault(form, len(rows)) for form in found.forms), numpy.int64, n)
        table = numpy.array([forms.row(form) for form in rows], dtype=numpy.uint64).reshape(len(rows), 11)[order]
        (self.low, self.end3, self.end2, self.head, self.outline, self.few, self.many, self.cue, self.source,
         self.first, short) = table.T.copy()  # fmt: skip
        self.state, self.shape = found.states.astype(numpy.uint64), found.shapes.astype(numpy.uint64)
        breaks = numpy.array(found.breaks[:-1], dtype=numpy.int64)
        self.paragraph = numpy.zeros(n, dtype=numpy.int64)
        numpy.add.at(self.paragraph, breaks[breaks < n], 1)
        self.paragraph = numpy.cumsum(self.paragraph)
        self.sentence = self._sentences(short.astype(bool))

    def _sentences(self, short: numpy.ndarray) -> numpy.ndarray:
        """The number of each word's sentence, from 1."""
        stop = numpy.isin(self.low, [hashed(c) for c in ".!?"])
        before = numpy.concatenate([[False], short[:-1]]) & (self.low == hashed("."))
        stop &= ~before
        closing = numpy.isin(self.low, [hashed(c) for c in "”\"'’»)"])
        # A mark right behind a stop still belongs to the sentence that the stop ends.
        glued = numpy.concatenate([[False], self.found.starts[1:] == self.found.ends[:-1]])
        ended = stop.copy()
        for _ in range(2):
            ended |= numpy.concatenate([[False], ended[:-1]]) & closing & glued
        begins = numpy.concatenate([[False], ended[:-1]]) & ~(closing & glued) & ~stop
        begins &= self.shape != LOWER
        begins |= numpy.concatenate([[True], numpy.diff(self.paragraph) > 0]) if self.n else begins
        return numpy.cumsum(begins)

    def at(self, column: Column, step: int) -> Column:
        """The column `step` words on, `NOTHING` beyond the paragraph."""
        if step == 0:
            return column
        moved = numpy.full(self.n, NOTHING)
        if abs(step) >= self.n:
            return moved
        if step > 0:
            moved[:-step] = numpy.where(self.paragraph[step:] == self.paragraph[:-step], column[step:], NOTHING)
        else:
            moved[-step:] = numpy.where(self.paragraph[:step] == self.paragraph[-step:], column[:step], NOTHING)
        return moved

    def previous(self, mask: numpy.ndarray, within: numpy.ndarray) -> numpy.ndarray:
        """For each word the number of the last word before it for which `mask` holds, in the same unit, or -1."""
        return previous(mask, within)

    def following(self, mask: numpy.ndarray, within: numpy.ndarray) -> numpy.ndarray:
        """The same towards the right."""
        n = len(mask)
        found = previous(mask[::-1], within[::-1])[::-1]
        return numpy.where(found >= 0, n - 1 - found, -1)


def previous(mask: numpy.ndarray, within: numpy.ndarray) -> numpy.ndarray:
    """For each place the last earlier place of the same unit where `mask` holds, or -1.

    >>> previous(numpy.array([True, False, False]), numpy.array([1, 1, 2])).tolist()
    [-1, 0, -1]
    """
    n = len(mask)
    marked = numpy.where(mask, numpy.arange(n), -1)
    last = numpy.concatenate([[-1], numpy.maximum.accumulate(marked)[:-1]]) if n else marked
    return numpy.where((last >= 0) & (within[last] == within), last, -1)


def taken(column: Column, places: numpy.ndarray) -> Column:
    """The column at places, `NOTHING` where there is none (-1)."""
    return numpy.where(places >= 0, column[places], NOTHING)


def gaps(places: numpy.ndarray) -> Column:
    """The distance of each word to a place, in classes; 99 where there is none."""
    return numpy.where(places >= 0, bucket(numpy.abs(numpy.arange(len(places)) - places)), numpy.uint64(99))


def columns(view: View) -> Iterator[Column]:
    """The features of every word that need no earlier reading, one column a template."""
    v, at = view, view.at
    low, few, many, cue, shape, state = v.low, v.few, v.many, v.cue, v.shape, v.state
    lows = {k: at(low, k) for k in range(-3, 4)}
    fews = {k: at(few, k) for k in range(-3, 4)}
    manys = {k: at(many, k) for k in range(-2, 3)}
    cues = {k: at(cue, k) for k in range(-2, 3)}
    shapes = {k: at(shape, k) for k in range(-2, 3)}
    states = {k: at(state, k) for k in range(-2, 3)}
    sources = {k: at(v.source, k) for k in range(-1, 2)}
    single = [lows[k] for k in range(-3, 4)] + [manys[k] for k in range(-2, 3)] + [fews[k] for k in (-3, -1, 0, 1, 3)]
    single += [v.end3, v.end2, v.head, v.outline, at(v.end3, -1), at(v.end3, 1), at(v.outline, -1), at(v.outline, 1)]
    pairs = [
        (lows[-1], low), (low, lows[1]), (lows[-2], lows[-1]), (lows[1], lows[2]), (lows[-1], lows[1]),
        (manys[-1], many), (many, manys[1]), (manys[-1], manys[1]), (fews[-2], fews[-1], few), (few, fews[1], fews[2]),
        (fews[-1], few, fews[1]), (low, fews[1]), (low, fews[-1]), (lows[-1], few), (lows[1], few),
        (lows[-1], low, lows[1]), (lows[-1], many), (lows[1], many), (lows[-2], fews[-1], few),
        (fews[1], lows[2], few), (low, state), (lows[-1], state), (lows[1], state), (many, state),
        (states[-1], state, states[1]), (states[-2], states[-1], state, states[1], states[2]), (state, shape),
        (shapes[-1], shape, shapes[1]), (shapes[-2], shapes[-1], shape), (shape, shapes[1], shapes[2]),
        (lows[-1], shape), (lows[1], shape), (cues[-1], cue, cues[1]), (cue, shape, state), (cue, lows[-1]),
        (cue, lows[1]), (cues[-2], cues[-1], cue), (cue, cues[1], cues[2]), (sources[-1], v.source, sources[1]),
        (v.source, shape), (cue, v.source, shapes[-1]), (v.first, lows[-1]), (v.first, cues[-1]),
        (at(v.first, -1), v.first, at(v.first, 1)), (cue, few),
    ]  # fmt: skip
    made = [*((column,) for column in single), *pairs, *_surroundings(v, shapes)]
    for number, parts in enumerate(made):
        yield mixed(number, *parts)


def _surroundings(v: View, shapes: dict[int, Column]) -> list[tuple[Column, ...]]:
    """Templates of the place in the sentence and of the nearest likely cue, mark and quotation."""
    here = numpy.arange(v.n)
    likely = (v.cue >= LIKELY) & (v.cue < 9)
    left, right = v.previous(likely, v.sentence), v.following(likely, v.sentence)
    far_left, far_right = v.previous(likely, v.paragraph), v.following(likely, v.paragraph)
    comma = numpy.isin(v.low, [hashed(c) for c in ",;:—–-("])
    comma_left, comma_right = v.previous(comma, v.sentence), v.following(comma, v.sentence)
    edge = v.state == EDGE
    quoted = numpy.isin(v.state, [FIRST, WITHIN, GOES_ON])
    edge_left, edge_right = v.previous(edge, v.paragraph), v.following(edge, v.paragraph)
    starts = numpy.concatenate([[True], numpy.diff(v.sentence) > 0]) if v.n else numpy.zeros(0, dtype=bool)
    first = numpy.maximum.accumulate(numpy.where(starts, here, 0)) if v.n else here
    last = numpy.searchsorted(v.sentence, v.sentence, side="right") - 1
    opening, width = v.paragraph == 1, bucket(last - first)
    low_left, low_right = taken(v.low, left), taken(v.low, right)
    comma_word = taken(v.low, numpy.where((comma_left >= 0) & (comma_left + 1 < v.n), comma_left + 1, -1) % max(v.n, 1))
    share = numpy.add.reduceat(quoted, numpy.flatnonzero(starts)) if v.n else quoted
    inside = (share[v.sentence - 1] > 0).astype(numpy.uint64) if v.n else v.state
    before = numpy.where(left >= 0, v.state[left], 7) if v.n else v.state
    state, low, few, cue = v.state, v.low, v.few, v.cue
    return [
        (bucket(here - first), v.shape), (bucket(last - here), v.shape), (v.low[first], bucket(here - first)),
        (gaps(left), low_left), (gaps(right), low_right), (low_left, state), (low_right, state), (low_left, low_right),
        (taken(v.many, left), taken(v.many, right)), (low_left, low), (low_right, low), (low_left, few, v.at(low, -1)),
        (low_right, few, v.at(low, 1)), (gaps(left), gaps(right), v.shape), (gaps(left), cue, inside),
        (gaps(right), cue, inside), (gaps(comma_left), gaps(comma_right), v.shape), (gaps(comma_left), few),
        (gaps(comma_right), few), (comma_word, gaps(comma_left)), (comma_word, low_left),
        (gaps(edge_left), state, v.shape), (gaps(edge_right), state, v.shape), (gaps(edge_left), cue),
        (gaps(edge_right), cue), (inside, state, cue), (inside, low), (opening.astype(numpy.uint64), v.shape, cue),
        (gaps(far_left), taken(v.low, far_left), state), (gaps(far_right), taken(v.low, far_right), state),
        (width, inside, v.shape), (before.astype(numpy.uint64), state, low_left),
        (shapes[0], state, inside, gaps(left)), (v.low[first], low_left), (v.low[last], state),
        (v.low[first], cue, inside),
    ]  # fmt: skip
