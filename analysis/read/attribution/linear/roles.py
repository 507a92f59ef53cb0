"""The third reading: for each cue, which words are its source and its content, or that it reports nothing.

Input is what the second reading found; output is features of every word near a cue as seen from that cue. Source of
the idea: semantic roles tagged for one predicate at a time (Gildea and Jurafsky 2002). Caution: a cue sees its own
paragraph, and further ones only where a quotation runs on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from analysis.read.attribution.linear.features import Column, View, bucket, hashed, mixed
from analysis.read.attribution.linear.second import CONTENT, CUE, SOURCE, Found
from analysis.read.attribution.words import EDGE, GOES_ON

COMMA = hashed(",")
REACH = 150  # words to each side of a cue
Range = tuple[int, int]


@dataclass(frozen=True)
class Sites:
    """Cues with the words around them: `words` (all,) their word numbers, one cue after the other.

    `cues` is (cues, 2); `owner` (all,) is the cue of each of `words`; `lengths` (cues,) how many each cue has.
    """

    cues: numpy.ndarray
    words: numpy.ndarray
    owner: numpy.ndarray
    lengths: numpy.ndarray


def sites(view: View, cues: list[Range]) -> Sites:
    """The words around each cue: its paragraph, and the next ones while a quotation runs on, at most `REACH` away."""
    breaks = view.found.breaks
    numbers = numpy.searchsorted(breaks, [a for a, _ in cues], side="right") - 1
    runs_on = lambda k: bool((view.state[breaks[k] : min(breaks[k] + 2, breaks[k + 1])] == GOES_ON).any())  # noqa: E731
    ranges = []
    for (a, b), k in zip(cues, numbers.tolist(), strict=True):
        low, high = k, k + 1
        while low > 0 and breaks[k] - breaks[low - 1] < REACH and runs_on(low):
            low -= 1
        while high < len(breaks) - 1 and breaks[high + 1] - breaks[k + 1] < REACH and runs_on(high):
            high += 1
        ranges.append((max(breaks[low], a - REACH), min(breaks[high], b + REACH)))
    edges = numpy.array(ranges, dtype=numpy.int64).reshape(-1, 2)
    lengths = edges[:, 1] - edges[:, 0]
    owner = numpy.repeat(numpy.arange(len(cues)), lengths)
    words = numpy.arange(lengths.sum()) - numpy.repeat(numpy.cumsum(lengths) - lengths - edges[:, 0], lengths)
    return Sites(numpy.array(cues, dtype=numpy.int64).reshape(-1, 2), words, owner, lengths)


class Roles:
    """The columns of the third reading for the cues of a text; `sure` (cues,) says how sure each cue is, in levels."""

    def __init__(self, found: Found, cues: list[Range], sure: numpy.ndarray):
        self.found, self.view, self.sure = found, found.view, sure
        v = found.view
        starts = {kind: found.begins & (found.kinds == kind) for kind in (CUE, SOURCE, CONTENT)}
        self.starts = starts
        self.counts = {kind: numpy.cumsum(mask) for kind, mask in starts.items()}
        self.commas, self.edges = numpy.cumsum(v.low == COMMA), numpy.cumsum(v.state == EDGE)
        self.tags = found.tags.astype(numpy.uint64)
        self.near = {k: (v.at(v.low, k), v.at(v.few, k), v.at(self.tags, k)) for k in (-2, -1, 1, 2)}
        self.left, self.right, self.plan = self._surroundings(numpy.array(cues, dtype=numpy.int64))

    def _surroundings(self, cues: numpy.ndarray) -> tuple[Column, Column, Column]:
        """What stands nearest to each cue on the left, on the right, and the kinds of the spans around it."""
        v, found = self.view, self.found
        a, b = cues[:, 0], cues[:, 1]
        sides = []
        for which, at in ((0, a), (1, b - 1)):
            parts: list[Column] = []
            for kind in (SOURCE, CONTENT, CUE):
                look = v.following if which else v.previous
                near = look(found.kinds == kind, v.paragraph)[at]
                gap = numpy.searchsorted([1, 2, 4, 9, 20], numpy.abs(near - at), side="right")
                parts.append(numpy.where(near >= 0, gap, 7).astype(numpy.uint64))
                parts.append(((near >= 0) & (v.sentence[near] == v.sentence[a])).astype(numpy.uint64))
            sides.append(mixed(910 + which, *parts))
        spans = [found.span(k) for k in (-2, -1, 1, 2)]
        plan = mixed(920, *(column[a if k < 2 else b - 1] for k, pair in enumerate(spans) for column in pair))
        return sides[0], sides[1], plan

    def between(self, near: Sites, counts: numpy.ndarray, starts: numpy.ndarray | None = None) -> Column:
        """How many of what `counts` has counted stand between each word and its cue, 3 for more."""
        i, (a, b) = near.words, near.cues[near.owner].T
        left = counts[numpy.maximum(a - 1, 0)] - counts[i]
        # The span that a word itself begins does not stand between.
        right = counts[i] - counts[b - 1] - (starts[i] if starts is not None else 0)
        return numpy.clip(numpy.where(i < a, left, numpy.where(i >= b, right, 0)), 0, 3).astype(numpy.uint64)

    def columns(self, near: Sites, offset: int = 0) -> Iterator[Column]:
        """The features of every word of `near`, whose first cue is number `offset` of the text."""
        for number, parts in enumerate(self._templates(near, offset)):
            yield mixed(1000 + number, *parts)

    def _templates(self, near: Sites, offset: int) -> list[tuple[Column, ...]]:
        v, found, i, owner = self.view, self.found, near.words, near.owner + offset
        a, b = near.cues[near.owner].T
        side = numpy.where(i < a, 0, numpy.where(i >= b, 2, 1)).astype(numpy.uint64)
        place = numpy.where(i < a, bucket(a - i), numpy.where(i >= b, bucket(i - b + 1) + numpy.uint64(20), 19))
        place = place.astype(numpy.uint64)
        apart = numpy.clip(v.sentence[i] - v.sentence[a] + 3, 0, 6).astype(numpy.uint64)
        far = numpy.clip(v.paragraph[i] - v.paragraph[a] + 2, 0, 4).astype(numpy.uint64)
        cues, sources, contents = (self.between(near, self.counts[k], self.starts[k]) for k in (CUE, SOURCE, CONTENT))
        comma, edge = self.between(near, self.commas), self.between(near, self.edges)
        tag, low, few, many = self.tags[i], v.low[i], v.few[i], v.many[i]
        state, shape = v.state[i], v.shape[i]
        lows, fews, t = ({k: self.near[k][part][i] for k in self.near} for part in (0, 1, 2))
        word, first, group, groups = v.low[b - 1], v.low[a], v.many[b - 1], v.few[b - 1]
        before, after, its_state = self.near[-1][0][a], self.near[1][0][b - 1], v.state[a]
        soft = [level[i] for level in found.soft]
        sure, left, right, plan = self.sure[owner], self.left[owner], self.right[owner], self.plan[owner]
        core = mixed(900, side, tag, cues, sources, contents)
        reach = mixed(901, side, cues, sources, contents)
        return [
            (side, tag), (core,), (core, place), (core, apart), (core, word), (core, left), (core, right),
            (core, plan), (core, left, right), (core, its_state, state), (core, sure), (core, group), (core, before),
            (core, after), (core, comma), (core, edge, state), (core, low), (core, t[-1], t[1]), (core, far),
            (core, lows[-1]), (core, shape), (reach, soft[1]), (reach, soft[2]), (reach, *soft),
            (reach, soft[1], apart), (reach, soft[2], apart), (reach, soft[0], sure),
            (reach, t[-2], t[-1], tag, t[1], t[2]), (reach, low), (reach, lows[-1], low), (reach, few, fews[1]),
            (reach, few, fews[-1]), (reach, many), (reach, state, shape), (reach, word), (reach, word, place),
            (reach, apart, place), (reach, plan), (side, place), (side, place, shape), (side, place, tag),
            (side, place, word), (side, place, group, tag), (side, place, state, its_state), (side, low, word),
            (side, low, group), (side, low, after), (side, low, before), (side, few, word), (side, few, groups),
            (side, low, place), (side, lows[-1], low, place), (side, low, lows[1]), (side, lows[-1], word),
            (side, lows[1], word), (side, low, sure), (side, few, sure, place), (side, low, edge, comma),
            (side, state, edge, apart), (side, tag, edge, comma, apart), (side, word, before, place),
            (side, word, after, place), (side, first, word, place), (side, first, before, tag),
            (side, word, left, tag), (side, word, right, tag), (side, left, right, plan, tag),
            (side, plan, tag, apart), (side, sure, plan, tag), (side, sure, word, tag), (side, sure, group, left, tag),
            (side, shape, its_state, apart, comma), (side, v.source[i], v.cue[i], place),
            (side, v.first[i], lows[-1], group), (side, lows[-2], lows[-1], group), (side, lows[1], lows[2], low),
        ]  # fmt: skip
