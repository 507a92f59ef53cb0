"""From hashed features to rows of a table: which features are common enough to keep, and where each of them lies.

Input is columns of hashes of many texts; output is row numbers for the perceptron and the places of the kept features.
Caution: of two features that fall on one place of the table, the more frequent one is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from analysis.read.attribution.linear.features import Column
from analysis.read.attribution.linear.model import BITS, Model, places

LEAST = 3  # times a feature has to occur


@dataclass(frozen=True)
class Table:
    """`rows` (words, features), 0 for what is not kept; `slots` and `checks` of row 1 and on."""

    rows: numpy.ndarray
    slots: numpy.ndarray
    checks: numpy.ndarray

    @property
    def size(self) -> int:
        """One more than the highest row number."""
        return len(self.slots) + 1

    def model(self, weights: numpy.ndarray, steps: numpy.ndarray) -> Model:
        """The model of trained weights, rounded to 255 steps."""
        unit = numpy.abs(weights).max() / 127
        rounded = numpy.rint(weights / unit).astype(numpy.int8)
        keys = numpy.zeros(2**BITS, dtype=numpy.uint16)
        placed = numpy.zeros((2**BITS, weights.shape[1]), dtype=numpy.int8)
        told = rounded[1:].any(1)
        keys[self.slots[told]], placed[self.slots[told]] = self.checks[told], rounded[1:][told]
        return Model(keys, placed, steps.astype(numpy.float32), float(unit))


def joined(texts: list[list[Column]]) -> Iterator[Column]:
    """The columns of all texts, one column at a time; what has been given is let go."""
    for number in range(len(texts[0])):
        yield numpy.concatenate([columns[number] for columns in texts])
        for columns in texts:
            columns[number] = columns[number][:0]


def table(columns: Iterator[Column], least: int = LEAST) -> Table:
    """The table of the features that occur at least `least` times.

    >>> rows = table(iter([numpy.array([9 << 60, 9 << 60, 9 << 60, 5], dtype=numpy.uint64)])).rows
    >>> rows.tolist()
    [[1], [1], [1], [0]]
    """
    numbers, slots, checks, counts, total = [], [], [], [], 1
    for column in columns:
        different, inverse, often = numpy.unique(column, return_inverse=True, return_counts=True)
        kept = often >= least
        own = numpy.zeros(len(different), dtype=numpy.int32)
        own[kept] = numpy.arange(total, total + kept.sum())
        total += int(kept.sum())
        numbers.append(own[inverse])
        for store, part in zip((slots, checks), places(different[kept]), strict=True):
            store.append(part)
        counts.append(often[kept])
    slot, check, count = (numpy.concatenate(part) for part in (slots, checks, counts))
    order = numpy.argsort(-count, kind="stable")
    # By frequency: what is read most lies together, which makes training several times as fast.
    kept = order[numpy.sort(numpy.unique(slot[order], return_index=True)[1])]
    renumbered = numpy.zeros(total, dtype=numpy.int32)
    renumbered[kept + 1] = numpy.arange(1, len(kept) + 1)
    rows = numpy.empty((len(numbers[0]), len(numbers)), dtype=numpy.int32)
    for number, own in enumerate(numbers):
        rows[:, number] = renumbered[own]
    return Table(rows, slot[kept], check[kept])
