"""A linear model over hashed features: its tables, the scores it gives, the best tags, and how near the others come.

Input is columns of hashes, output is scores and tags; files hold only rows that weigh something. Sources: Weinberger
et al. (2009), feature hashing; Collins (2002), the averaged perceptron that trains it; Viterbi (1967). Caution: two
features may share a row of the table; a second hash of 16 bits keeps that rare.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy

from analysis.read.attribution.linear.features import Column

BITS = 22
FAR = -1e6


@dataclass(frozen=True)
class Model:
    """`keys` (2 ** BITS,) check hashes; `weights` (2 ** BITS, tags) in units; `steps` (tags + 1, tags)."""

    keys: numpy.ndarray
    weights: numpy.ndarray
    steps: numpy.ndarray
    unit: float = 1.0

    def scores(self, columns: Iterable[Column], words: int) -> numpy.ndarray:
        """The score of every tag of each of `words` words, shape (words, tags)."""
        total = numpy.zeros((words, self.weights.shape[1]), dtype=numpy.float32)
        for column in columns:
            slots, checks = places(column)
            slots[self.keys.take(slots) != checks] = 0
            total += self.weights.take(slots, axis=0)  # several times as fast as an index
        return total * numpy.float32(self.unit)


def places(column: Column) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The table row of each hash, and the 16 bits that must agree; row 0 is kept empty."""
    slots = (column >> numpy.uint64(64 - BITS)).astype(numpy.int64)
    checks = (column >> numpy.uint64(8)).astype(numpy.uint16)
    return numpy.where(slots == 0, 1, slots), checks


def best(scores: numpy.ndarray, lengths: numpy.ndarray, steps: numpy.ndarray) -> numpy.ndarray:
    """The tags of the highest total score of each sequence, laid one after the other.

    Parameters
    ----------
    scores : (words, tags), the sequences one after the other.
    lengths : (sequences,), each at least 1.
    steps : (tags + 1, tags) scores of one tag following another; the last row stands for the start.

    >>> steps = numpy.zeros((3, 2))
    >>> best(numpy.array([[0.0, 1.0], [2.0, 0.0], [0.0, 3.0]]), numpy.array([2, 1]), steps).tolist()
    [1, 0, 1]
    """
    # The longest first, so that the sequences still running are always the first rows.
    order = numpy.argsort(-lengths, kind="stable")
    sorted_lengths = lengths[order]
    offsets = (numpy.concatenate([[0], numpy.cumsum(lengths)[:-1]]))[order]
    running = numpy.searchsorted(-sorted_lengths, -numpy.arange(sorted_lengths[0]), side="left")
    move = steps[:-1].T[None].astype(scores.dtype)
    current = scores[offsets] + steps[-1].astype(scores.dtype)
    back = numpy.zeros(scores.shape, dtype=numpy.int8)
    for i in range(1, len(running)):
        k = running[i]
        paths = current[:k, None, :] + move
        choice = paths.argmax(2)
        back[offsets[:k] + i] = choice
        ahead = numpy.take_along_axis(paths, choice[:, :, None], 2)[:, :, 0] + scores[offsets[:k] + i]
        current[:k] = ahead
    tags = numpy.zeros(len(scores), dtype=numpy.int64)
    state = current.argmax(1)
    for i in range(len(running) - 1, -1, -1):
        k = running[i]
        tags[offsets[:k] + i] = state[:k]
        if i:
            state[:k] = back[offsets[:k] + i, state[:k]]
    return tags


def through(scores: numpy.ndarray, lengths: numpy.ndarray, steps: numpy.ndarray) -> numpy.ndarray:
    """The score of the best sequence that goes through each tag of each word, shape (words, tags).

    Parameters are those of `best`.

    >>> steps = numpy.zeros((3, 2))
    >>> through(numpy.array([[0.0, 1.0], [2.0, 0.0]]), numpy.array([2]), steps).tolist()
    [[2.0, 3.0], [3.0, 1.0]]
    """
    order = numpy.argsort(-lengths, kind="stable")
    sorted_lengths = lengths[order]
    offsets = (numpy.concatenate([[0], numpy.cumsum(lengths)[:-1]]))[order]
    running = numpy.searchsorted(-sorted_lengths, -numpy.arange(sorted_lengths[0]), side="left")
    scores = scores.astype(numpy.float32)
    forth, step = steps[:-1].T[None].astype(numpy.float32), steps[:-1][None].astype(numpy.float32)
    total = scores.copy()
    total[offsets] += steps[-1].astype(numpy.float32)
    for i in range(1, len(running)):
        at = offsets[: running[i]] + i
        total[at] += (total[at - 1][:, None, :] + forth).max(2)
    onward = numpy.zeros_like(scores)
    for i in range(len(running) - 1, 0, -1):
        at = offsets[: running[i]] + i
        onward[at - 1] = ((onward[at] + scores[at])[:, None, :] + step).max(2)
    return total + onward


def best_with(
    tag: int, scores: numpy.ndarray, lengths: numpy.ndarray, steps: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The best tags of each sequence among those that hold `tag`, and `through` of the scores.

    Other parameters are those of `best`.

    >>> scores, steps = numpy.array([[5.0, 0.0], [5.0, 1.0], [0.0, 9.0]]), numpy.zeros((3, 2))
    >>> best_with(1, scores, numpy.array([2, 1]), steps)[0].tolist()
    [0, 1, 1]
    """
    tags, ways = best(scores, lengths, steps), through(scores, lengths, steps)
    starts = numpy.cumsum(lengths) - lengths
    lacking = ~numpy.maximum.reduceat(tags == tag, starts)
    if lacking.any():
        inside = numpy.repeat(lacking, lengths)
        own, size = scores[inside].copy(), lengths[lacking]
        firsts = numpy.cumsum(size) - size
        most = numpy.repeat(numpy.maximum.reduceat(ways[inside, tag], firsts), size)
        number = numpy.where(ways[inside, tag] == most, numpy.arange(len(own)), len(own))
        own[numpy.minimum.reduceat(number, firsts), tag] -= FAR
        tags[inside] = best(own, size, steps)
    return tags, ways


def steps_allowed(tags: int) -> numpy.ndarray:
    """Zero where a tag may follow, `FAR` where not: tags run O, then beginning and inside of each kind of span.

    >>> (steps_allowed(3) == 0).astype(int).tolist()
    [[1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 0]]
    """
    steps = numpy.zeros((tags + 1, tags), dtype=numpy.float32)
    for inside in range(2, tags, 2):
        steps[:, inside] = FAR
        steps[[inside - 1, inside], inside] = 0
    return steps
