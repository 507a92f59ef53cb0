"""Which documents of an archive are near copies of one another, as prints of one wire report are?

Input is batches of records; output is a sketch of each: the least hashes of its runs of five words, by which two
sketches show what share of their runs two texts have in common. Documents that agree in a whole band of their sketches
are compared, sketch with sketch. Caution: shares are estimates (standard error .07); copies that share less than about
seven in ten runs are often missed, and a report inside a much longer text always.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.scale.arrays import distinct, is_new
from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow
from analysis.scale.runs import STEPS, odd_factors, runs
from analysis.scale.tally import merged_rows, packed

BANDS, ROWS = 12, 4
SIZE = BANDS * ROWS
SHARE = 0.6  # of the runs of both texts together from which two are copies
EMPTY = 0xFFFFFFFF
TOGETHER = 65_536  # pairs that are compared at once
FACTORS, SHIFTS = odd_factors(SIZE), odd_factors(SIZE)


@dataclass(frozen=True)
class Copies:
    """The measure `copies`."""

    name = "copies"

    def begun(self) -> "_Work":
        """What the sketches of one bundle are gathered in."""
        return _Work()


class _Work:
    def __init__(self) -> None:
        self.sketches: list[bytes] = []
        self.documents: list[str] = []
        self.failed: list[BadRow] = []

    def add(self, batch: Batch) -> None:
        """Sketch the records of a batch."""
        self.sketches.append(sketches(batch).tobytes())
        sizes = numpy.diff(batch.edges).tolist()
        for row, size in zip(batch.records, sizes, strict=True):
            self.documents.append(json.dumps([row.date, row.publisher, row.id, *row.place, size], ensure_ascii=False))

    def blocks(self) -> Blocks:
        """What the piece gave."""
        rows = "".join(line + "\n" for line in self.documents)
        return {"sketches": b"".join(self.sketches), "documents": rows.encode()}


def sketches(batch: Batch) -> numpy.ndarray:
    """The sketch of each record, a row of whole numbers below 2 ** 32; without words, each of them is the largest."""
    owners, hashes = runs(batch)
    found = numpy.full((len(batch.records), SIZE), EMPTY, dtype="<u4")
    if not len(owners):
        return found
    firsts = numpy.flatnonzero(numpy.diff(owners, prepend=-1))
    for place, (factor, shift) in enumerate(zip(FACTORS, SHIFTS, strict=True)):
        mixed = ((hashes * factor + shift) >> numpy.uint64(32)).astype(numpy.uint32)
        found[owners[firsts], place] = numpy.minimum.reduceat(mixed, firsts)
    return found


@dataclass(frozen=True)
class Sketched:
    """The sketches of all documents, in a file of their own, in the order of the archive."""

    path: Path

    @staticmethod
    def of(parts: Parts) -> "Sketched":
        """The sketches of all pieces."""
        path = parts.folder / "sketches"
        with path.open("wb") as file:
            for block in parts.blocks("sketches"):
                file.write(block)
        return Sketched(path)

    @property
    def rows(self) -> numpy.ndarray:
        """A row a document; what is not asked for stays on disk."""
        if not self.path.stat().st_size:
            return numpy.zeros((0, SIZE), dtype="<u4")
        return numpy.memmap(self.path, dtype="<u4", mode="r").reshape(-1, SIZE)

    def pairs(self) -> numpy.ndarray:
        """The pairs of documents that agree in a band and share enough, as rows of two numbers, the lower one first."""
        found = [numpy.zeros(0, dtype=numpy.int64)]
        rows = self.rows
        for band in range(BANDS):
            keys = self._keys(band)
            order = numpy.argsort(keys, kind="stable")
            is_first = is_new(keys[order])
            later = numpy.flatnonzero(~is_first)
            first = numpy.maximum.accumulate(numpy.where(is_first, numpy.arange(len(order)), 0))[later]
            # With the first of those that agree, and with the one before: a chain where not all are alike.
            low = numpy.concatenate([order[first], order[later - 1]])
            high = numpy.concatenate([order[later], order[later]])
            pairs = distinct(low * len(rows) + high)
            alike = shares(rows, pairs // max(len(rows), 1), pairs % max(len(rows), 1)) >= SHARE
            found.append(pairs[alike])
        pairs = distinct(numpy.concatenate(found))
        return numpy.stack([pairs // max(len(rows), 1), pairs % max(len(rows), 1)], axis=1)

    def _keys(self, band: int) -> numpy.ndarray:
        """One number for each document's band; documents without words agree with nobody."""
        rows = self.rows
        keys = numpy.zeros(len(rows), dtype=numpy.uint64)
        for start in range(0, len(rows), TOGETHER):
            part = rows[start : start + TOGETHER, band * ROWS : (band + 1) * ROWS].astype(numpy.uint64)
            key = (part * STEPS[:ROWS]).sum(axis=1, dtype=numpy.uint64)
            blank = numpy.flatnonzero((part == EMPTY).all(axis=1))
            key[blank] = (start + blank).astype(numpy.uint64)
            keys[start : start + TOGETHER] = key
        return keys


def shares(rows: numpy.ndarray, one: numpy.ndarray, other: numpy.ndarray) -> numpy.ndarray:
    """The estimated share of runs that the documents `one` have in common with `other`, pair by pair."""
    found = numpy.zeros(len(one))
    for start in range(0, len(one), TOGETHER):
        part = slice(start, start + TOGETHER)
        found[part] = (rows[one[part]] == rows[other[part]]).mean(axis=1)
    return found


def groups(pairs: numpy.ndarray, count: int) -> numpy.ndarray:
    """For each of `count` documents the lowest number among its copies and the copies of those, or its own.

    >>> groups(numpy.array([[1, 3], [3, 4]]), 5).tolist()
    [0, 1, 2, 1, 1]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((numpy.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    labels = connected_components(links, directed=False)[1] if count else numpy.zeros(0, dtype=numpy.int64)
    lowest = numpy.full(count, count, dtype=numpy.int64)
    numpy.minimum.at(lowest, labels, numpy.arange(count))
    return lowest[labels]


def copy_rows(parts: Parts) -> Iterator[tuple]:
    """Group, document, publisher, date, words, share, file, place: each group of copies, the first print first.

    The first print is that with the earliest date; of one date, the publisher's and the id's name decide. `share` is
    the estimated share of runs in common with the first print.
    """
    sketched = Sketched.of(parts)
    rows = sketched.rows
    of = groups(sketched.pairs(), len(rows))
    is_copied = numpy.bincount(of, minlength=len(of))[of] > 1
    grouped = Parts(parts.folder / "grouped", parts.count)
    number = 0
    for piece in range(parts.count):
        found = {}
        for line in parts.lines(piece, "documents"):
            if is_copied[number]:
                date, publisher, name, path, where, words = json.loads(line)
                key = (f"{of[number]:012}", date or "9999", publisher, name, path, f"{where:015}")
                found[key] = [number, words]
            number += 1
        grouped.keep(piece, {"rows": packed(found)})
    group, first, leader = 0, 0, None
    for (of_whom, date, publisher, name, path, where), (number, words) in merged_rows(grouped, "rows", ()):
        if of_whom != leader:
            group, first, leader = group + 1, number, of_whom
        share = round(float((rows[first] == rows[number]).mean()), 4)
        yield group, name, publisher, "" if date == "9999" else date, words, share, path, int(where)
