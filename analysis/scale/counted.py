"""How often does each term stand in an archive, in how many documents, and with which publisher?

Input is batches of records; output is blocks of term tables, one for each part of the alphabet, of publishers and of
ids. Counts are those of `word_counts`, exact; no rare term is dropped. Caution: a document whose id stands twice is
counted twice, and the id is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy

from analysis.scale.forms import LETTERS, Forms, forms
from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow
from analysis.scale.tally import merged_rows, packed
from analysis.scale.terms import TermTable, merged, occurrences

SHIFT = 32  # bits of the number of a form beside that of its record
STRETCH = 6_000_000  # words after which a piece's counts are added up, so that a large file fits
PUBLISHER_RULES = ("sum", "sum", "first", "last")  # documents, words, first and last date


@dataclass(frozen=True)
class Counted:
    """The measure `counts`."""

    name = "counts"

    def begun(self) -> "_Work":
        """What the records of one piece are counted in."""
        return _Work()


class _Work:
    def __init__(self) -> None:
        self.tables: list[list[bytes]] = [[] for _ in range(LETTERS + 1)]
        self.publishers: dict[tuple[str], list] = {}
        self.ids: dict[tuple[str, str, str], list] = {}
        self.failed: list[BadRow] = []
        self._begin()

    def _begin(self) -> None:
        self.known: Forms = forms()
        self.words: dict[str, list[numpy.ndarray]] = {}  # by publisher
        self.distinct: list[numpy.ndarray] = []
        self.size = 0

    def add(self, batch: Batch) -> None:
        """Count the records of a batch."""
        if batch.forms is not self.known:
            self._add_up()
            self.known = batch.forms
        numbers = batch.words.astype(numpy.int32)  # half the room, and there are never so many forms
        for record, first, last in zip(batch.records, batch.edges[:-1].tolist(), batch.edges[1:].tolist(), strict=True):
            self.words.setdefault(record.publisher, []).append(numbers[first:last])
            row = self.publishers.setdefault((record.publisher,), [0, 0, "", ""])
            row[0] += 1
            row[1] += last - first
            row[2] = min(filter(None, (row[2], record.date)), default="")
            row[3] = max(row[3], record.date)
            name, where = record.place
            self.ids[record.id, name, f"{where:015}"] = []
        # "The" and "the," are two pieces and one form: a document counts once for both.
        pairs = numpy.sort((batch.owners << SHIFT) | batch.words)
        once = pairs[numpy.flatnonzero(numpy.diff(pairs, prepend=-1))]
        self.distinct.append((once & (1 << SHIFT) - 1).astype(numpy.int32))
        self.size += len(batch.words)
        if self.size > STRETCH:
            self._add_up()

    def _add_up(self) -> None:
        """Bring what was counted since the last time into tables."""
        if self.size:
            width = len(self.known.words)
            documents = numpy.bincount(numpy.concatenate(self.distinct), minlength=width)
            joined = (numpy.concatenate(one).astype(numpy.int64) for one in self.words.values())
            words = [one + number * width for number, one in enumerate(joined)]
            cells, counts = occurrences(numpy.concatenate(words), len(words) * width)
            self._pack(documents, cells % width, cells // width, counts)
        self._begin()

    def _pack(
        self, documents: numpy.ndarray, rows: numpy.ndarray, columns: numpy.ndarray, counts: numpy.ndarray
    ) -> None:
        publishers, words = list(self.words), self.known.words
        used = numpy.flatnonzero(documents)
        places = numpy.zeros(len(documents), dtype=numpy.int64)
        part_of = numpy.array(self.known.parts, dtype=numpy.int64)
        cell_parts, term_parts = part_of[rows], part_of[used]
        for part, blocks in enumerate(self.tables):
            terms = used[term_parts == part]
            if not len(terms):
                continue
            places[terms] = numpy.arange(len(terms))
            mine = cell_parts == part
            table = TermTable(
                [words[i] for i in terms.tolist()], documents[terms], publishers,
                places[rows[mine]], columns[mine], counts[mine],
            )  # fmt: skip
            blocks.append(table.packed())

    def blocks(self) -> Blocks:
        """What the piece gave."""
        self._add_up()
        found = {"publishers": packed(self.publishers), "ids": packed(self.ids)}
        for part, blocks in enumerate(self.tables):
            if blocks:
                one = blocks[0] if len(blocks) == 1 else merged(map(TermTable.of, blocks)).packed()
                found[f"terms-{part:02}"] = one
        return found


def term_tables(parts: Parts) -> Iterator[TermTable]:
    """The terms of all pieces in order, one part of the alphabet after the other."""
    for part in range(LETTERS + 1):
        yield merged(map(TermTable.of, parts.blocks(f"terms-{part:02}"))).in_order()


def publisher_rows(parts: Parts) -> Iterator[tuple[str, int, int, str, str]]:
    """Publisher, documents, words, first and last date, in alphabetical order."""
    for (publisher,), values in merged_rows(parts, "publishers", PUBLISHER_RULES):
        yield publisher, *values


def repeated_ids(parts: Parts) -> Iterator[tuple[str, tuple[str, int], tuple[str, int]]]:
    """Each id that stands more than once: the id, where it stands, where it stood first."""
    last, first = None, ("", 0)
    for (name, path, where), _ in merged_rows(parts, "ids", ()):
        place = (path, int(where))
        if name == last:
            yield name, place, first
        else:
            last, first = name, place
