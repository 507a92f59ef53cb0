"""The averaged perceptron that trains the linear engine: one sequence at a time, in a seeded order.

Input is features as row numbers and gold tags; output is averaged weights. Source: Collins (2002), the structured
perceptron and its averaging. Caution: row 0 stands for features that are not kept, and its weights stay 0; the loops
are compiled by numba where it is installed, and a hundred times as slow without it.
"""

import importlib.util
from dataclasses import dataclass
from functools import cache

import numpy

from analysis.read.attribution.linear.model import FAR, steps_allowed


@dataclass(frozen=True)
class Lessons:
    """Sequences to learn, one after the other: `rows` (words, features), `gold` (words,) tags, `lengths` (sequences,).

    `size` is one more than the highest row number.
    """

    rows: numpy.ndarray
    gold: numpy.ndarray
    lengths: numpy.ndarray
    size: int

    @property
    def tags(self) -> int:
        """One more than the highest tag."""
        return int(self.gold.max()) + 1


def trained(
    lessons: Lessons, *, epochs: int = 8, seed: int = 0, only: numpy.ndarray | None = None
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Averaged weights (size, tags) and steps (tags + 1, tags), the last row for the start of a sequence.

    Parameters
    ----------
    only : the numbers of the sequences to learn from, by default all.
    """
    rows, gold, lengths, size, tags = lessons.rows, lessons.gold, lessons.lengths, lessons.size, lessons.tags
    run = compiled(_epoch)
    rng = numpy.random.default_rng(seed)
    weights, moved = (numpy.zeros((size, tags), dtype=numpy.float32) for _ in range(2))
    grammar = steps_allowed(tags)
    steps, steps_moved = numpy.zeros_like(grammar), numpy.zeros_like(grammar)
    offsets = numpy.cumsum(lengths) - lengths
    clock = 1
    only = numpy.arange(len(lengths)) if only is None else only
    for _ in range(epochs):
        order = rng.permutation(only)
        clock = run(rows, gold, offsets, lengths, order, weights, moved, steps, steps_moved, grammar, clock)
    forbidden = numpy.where(grammar < 0, numpy.float32(FAR), numpy.float32(0))
    return weights - moved / numpy.float32(clock), steps - steps_moved / numpy.float32(clock) + forbidden


@cache
def compiled(function):
    """A function compiled by numba, or as it is where numba is not installed."""
    if importlib.util.find_spec("numba") is None:
        return function
    from numba import njit

    return njit(nogil=True)(function)


def _epoch(rows, gold, offsets, lengths, order, weights, moved, steps, steps_moved, grammar, clock):
    """One pass over the sequences; returns the clock that the averages are taken by."""
    tags, features = weights.shape[1], rows.shape[1]
    longest = lengths.max()
    scores = numpy.zeros((longest, tags), dtype=numpy.float32)
    back = numpy.zeros((longest, tags), dtype=numpy.int8)
    found = numpy.zeros(longest, dtype=numpy.int64)
    for s in order:
        first, n = offsets[s], lengths[s]
        for i in range(n):
            for t in range(tags):
                # A wrong tag has to stay one below the right one.
                scores[i, t] = 1.0 if t != gold[first + i] else 0.0
            for f in range(features):
                row = rows[first + i, f]
                if row:
                    for t in range(tags):
                        scores[i, t] += weights[row, t]
        for t in range(tags):
            scores[0, t] += steps[tags, t] + grammar[tags, t]
        for i in range(1, n):
            for t in range(tags):
                best, at = numpy.float32(-1e30), 0
                for u in range(tags):
                    path = scores[i - 1, u] + steps[u, t] + grammar[u, t]
                    if path > best:
                        best, at = path, u
                scores[i, t] += best
                back[i, t] = at
        last = 0
        for t in range(1, tags):
            if scores[n - 1, t] > scores[n - 1, last]:
                last = t
        for i in range(n - 1, -1, -1):
            found[i] = last
            last = back[i, last]
        before_good, before_bad = tags, tags
        for i in range(n):
            good, bad = gold[first + i], found[i]
            if good != bad:
                for f in range(features):
                    row = rows[first + i, f]
                    if row:
                        weights[row, good] += 1
                        weights[row, bad] -= 1
                        moved[row, good] += clock
                        moved[row, bad] -= clock
            if good != bad or before_good != before_bad:
                steps[before_good, good] += 1
                steps[before_bad, bad] -= 1
                steps_moved[before_good, good] += clock
                steps_moved[before_bad, bad] -= clock
            before_good, before_bad = good, bad
        clock += 1
    return clock


def summed(rows: numpy.ndarray, weights: numpy.ndarray) -> numpy.ndarray:
    """The sum of the weight rows that each word's features name, shape (words, tags)."""
    return compiled(_summed)(rows, weights)


def _summed(rows, weights):
    total = numpy.zeros((rows.shape[0], weights.shape[1]), dtype=numpy.float32)
    for i in range(rows.shape[0]):
        for f in range(rows.shape[1]):
            row = rows[i, f]
            if row:
                for t in range(weights.shape[1]):
                    total[i, t] += weights[row, t]
    return total
