"""Tables of terms: in how many documents each stands, and how often with each publisher; any number become one.

Input and output are tables, in memory or as bytes. Adding up is associative: the order in which tables are taken
together changes the order of their rows, and nothing else. Caution: a table is one part of the alphabet, so that no
more than a part has to be held at once.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy

from analysis.scale.arrays import summed

TOGETHER = 3_000_000  # cells that are read before they are added up


@dataclass(frozen=True)
class TermTable:
    """Terms with their `documents`, and cells: which term (`rows`), which publisher (`columns`), how many (`counts`).

    >>> one = TermTable(["mill"], array([2]), ["P"], array([0]), array([0]), array([3]))
    >>> two = TermTable(["weir", "mill"], array([1, 1]), ["Q"], array([0, 1]), array([0, 0]), array([1, 4]))
    >>> both = merged([one, TermTable.of(two.packed())])
    >>> both.terms, both.documents.tolist(), both.publishers
    (['mill', 'weir'], [3, 1], ['P', 'Q'])
    >>> list(zip(both.rows.tolist(), both.columns.tolist(), both.counts.tolist()))
    [(0, 0, 3), (0, 1, 4), (1, 1, 1)]
    """

    terms: list[str]
    documents: numpy.ndarray
    publishers: list[str]
    rows: numpy.ndarray
    columns: numpy.ndarray
    counts: numpy.ndarray

    def packed(self) -> bytes:
        """The table as bytes."""
        arrays = [numpy.ascontiguousarray(part, dtype="<u4") for part in (self.rows, self.columns)]
        arrays += [numpy.ascontiguousarray(part, dtype="<u4") for part in (self.documents, self.counts)]
        words = "\n".join(self.terms).encode()
        head = {"words": len(words), "sizes": [len(part) for part in arrays], "publishers": self.publishers}
        return b"".join([json.dumps(head).encode(), b"\n", words, *(part.tobytes() for part in arrays)])

    @staticmethod
    def of(content: bytes) -> "TermTable":
        """The table that `packed` has written."""
        end = content.index(b"\n")
        head = json.loads(content[:end])
        position = end + 1 + head["words"]
        words = content[end + 1 : position].decode()
        arrays = []
        for size in head["sizes"]:
            arrays.append(numpy.frombuffer(content, dtype="<u4", count=size, offset=position).astype(numpy.int64))
            position += 4 * size
        rows, columns, documents, counts = arrays
        return TermTable(words.split("\n") if words else [], documents, head["publishers"], rows, columns, counts)

    def in_order(self) -> "TermTable":
        """The same table with terms, publishers and cells in alphabetical order."""
        by_term = sorted(range(len(self.terms)), key=self.terms.__getitem__)
        by_publisher = sorted(range(len(self.publishers)), key=self.publishers.__getitem__)
        rows, columns = _places(by_term)[self.rows], _places(by_publisher)[self.columns]
        order = numpy.argsort(rows * max(len(self.publishers), 1) + columns)  # no cell stands twice
        terms, publishers = [self.terms[i] for i in by_term], [self.publishers[i] for i in by_publisher]
        documents = self.documents[by_term] if by_term else self.documents
        return TermTable(terms, documents, publishers, rows[order], columns[order], self.counts[order])


array = numpy.array


def _places(order: list[int]) -> numpy.ndarray:
    """The new place of each old one."""
    places = numpy.zeros(len(order), dtype=numpy.int64)
    places[order] = numpy.arange(len(order))
    return places


def merged(tables: Iterable[TermTable]) -> TermTable:
    """One table of all; a few of them are in memory at once."""
    waiting: list[TermTable] = []
    for table in tables:
        waiting.append(table)
        if len(waiting) > 1 and sum(len(one.rows) for one in waiting) > TOGETHER + 2 * len(waiting[0].rows):
            waiting = [_sum(waiting)]
    return waiting[0] if len(waiting) == 1 else _sum(waiting)


def _sum(tables: list[TermTable]) -> TermTable:
    terms, publishers = _Numbers(), _Numbers()
    numbers = [terms.of(table.terms) for table in tables]
    columns = [publishers.of(table.publishers)[table.columns] for table in tables]
    documents = _joined([table.documents for table in tables])
    documents = numpy.bincount(_joined(numbers), documents, len(terms)).astype(numpy.int64)
    width = max(len(publishers), 1)
    cells = _joined([one[table.rows] for one, table in zip(numbers, tables, strict=True)]) * width + _joined(columns)
    cells, counts = summed(cells, _joined([table.counts for table in tables]), len(terms) * width)
    return TermTable(list(terms), documents, list(publishers), cells // width, cells % width, counts)


class _Numbers(dict):
    """Names and their numbers, in the order in which they were met first."""

    def __missing__(self, name: str) -> int:
        found = self[name] = len(self)
        return found

    def of(self, names: list[str]) -> numpy.ndarray:
        return numpy.fromiter(map(self.__getitem__, names), dtype=numpy.int64, count=len(names))


def _joined(parts: list[numpy.ndarray]) -> numpy.ndarray:
    return numpy.concatenate(parts) if parts else numpy.zeros(0, dtype=numpy.int64)
