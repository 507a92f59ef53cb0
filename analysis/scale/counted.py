"""How often does each term stand in an archive, in how many documents, and with which publisher?

Input is batches of records; output is blocks of term tables, one for each part of the alphabet, of publishers and of
ids. Counts are those of `word_counts`, exact; no rare term is dropped. Caution: a document whose id stands twice is
counted twice, and the id is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from analysis.scale.arrays import occurrences
from analysis.scale.forms import LETTERS, Forms, known_forms
from analysis.scale.ids import Ids
from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow
from analysis.scale.tally import merged_rows, packed
from analysis.scale.terms import TermTable, merged

STRETCH = 6_000_000  # words after which a bundle's counts are added up, so that a large file fits
PUBLISHER_RULES = ("sum", "sum", "first", "last")  # documents, words, first and last date


@dataclass(frozen=True)
class Counted:
    """The measure `counts`."""

    name = "counts"

    def begun(self) -> "_Work":
        """What the records of one bundle are counted in."""
        return _Work()


class _Work:
    def __init__(self) -> None:
        self.tables: list[list[bytes]] = [[] for _ in range(LETTERS + 1)]
        self.publishers: dict[tuple[str], list] = {}
        self.ids = Ids()
        self.failed: list[BadRow] = []
        self._begin()

    def _begin(self) -> None:
        self.known: Forms = known_forms()
        self.words: dict[str, list[numpy.ndarray]] = {}  # by publisher
        self.documents = numpy.zeros(0, dtype=numpy.int32)  # by form
        self.size = 0

    def add(self, batch: Batch) -> None:
        """Count the records of a batch."""
        if batch.forms is not self.known:
            self._add_up()
            self.known = batch.forms
        numbers = batch.words.astype(numpy.int32)  # half the room, and there are never so many forms
        more = len(self.known.words) - len(self.documents)
        self.documents = documents = numpy.concatenate([self.documents, numpy.zeros(more, dtype=numpy.int32)])
        for record, first, last in zip(batch.records, batch.edges[:-1].tolist(), batch.edges[1:].tolist(), strict=True):
            words = numbers[first:last]
            self.words.setdefault(record.publisher, []).append(words)
            documents[words] += 1  # once, however often a word stands among them
            row = self.publishers.setdefault((record.publisher,), [0, 0, "", ""])
            row[0] += 1
            row[1] += last - first
            row[2] = min(filter(None, (row[2], record.date)), default="")
            row[3] = max(row[3], record.date)
        self.ids.add(batch.records)
        self.size += len(batch.words)
        if self.size > STRETCH:
            self._add_up()

    def _add_up(self) -> None:
        """Bring what was counted since the last time into tables."""
        if self.size:
            width = len(self.known.words)
            # One publisher after the other, so that what is added up stays near the processor.
            found = [occurrences(numpy.concatenate(one), width) for one in self.words.values()]
            columns = numpy.repeat(numpy.arange(len(found)), [len(rows) for rows, _ in found])
            rows, counts = (numpy.concatenate(part) for part in zip(*found, strict=True))
            self._pack(rows, columns, counts)
        self._begin()

    def _pack(self, rows: numpy.ndarray, columns: numpy.ndarray, counts: numpy.ndarray) -> None:
        publishers, words = list(self.words), self.known.words
        part_of = self.known.parts()
        used = numpy.flatnonzero(self.documents)
        terms_by_part, cells_by_part = _by_part(part_of[used]), _by_part(part_of[rows])
        places = numpy.zeros(len(self.documents), dtype=numpy.int64)
        for part, blocks in enumerate(self.tables):
            terms, cells = used[terms_by_part[part]], cells_by_part[part]
            if not len(terms):
                continue
            places[terms] = numpy.arange(len(terms))
            table = TermTable(
                [words[i] for i in terms.tolist()], self.documents[terms], publishers,
                places[rows[cells]], columns[cells], counts[cells],
            )  # fmt: skip
            blocks.append(table.packed())

    def blocks(self) -> Blocks:
        """What the piece gave."""
        self._add_up()
        found = {"publishers": packed(self.publishers), **self.ids.blocks()}
        for part, blocks in enumerate(self.tables):
            if blocks:
                one = blocks[0] if len(blocks) == 1 else merged(map(TermTable.of, blocks)).packed()
                found[f"terms-{part:02}"] = one
        return found


def _by_part(parts: numpy.ndarray) -> list[numpy.ndarray]:
    """For each part of the alphabet the places where it stands, in order."""
    ends = numpy.bincount(parts, minlength=LETTERS + 1).cumsum()
    return numpy.split(numpy.argsort(parts, kind="stable"), ends[:-1])


def publisher_rows(parts: Parts) -> Iterator[tuple[str, int, int, str, str]]:
    """Publisher, documents, words, first and last date, in alphabetical order."""
    for (publisher,), values in merged_rows(parts, "publishers", PUBLISHER_RULES):
        yield publisher, *values
