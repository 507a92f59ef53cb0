"""The terms of all bundles become one table, a part of the alphabet at a time, by as many processes as there are.

Input is what the bundles gave; output is files beside it, which the scan joins in order. Caution: the files hold rows
numbered from nought in each part, and are gone with the progress.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.scale.parts import Parts
from analysis.scale.terms import TermTable, merged


@dataclass(frozen=True)
class MergedPart:
    """One part of the alphabet: how many terms it has, and in how many documents the wanted ones among them stand."""

    number: int
    terms: int
    wanted: dict[str, int]
    table: Path
    cells: Path


@dataclass(frozen=True)
class TermMerge:
    """Merge one part of the alphabet over all `parts`; `publishers` tells their order, `wanted` names some terms."""

    parts: Parts
    publishers: tuple[str, ...]
    wanted: frozenset[str]

    def __call__(self, number: int) -> MergedPart:
        """Write the rows and the cells of one part."""
        table = term_table(self.parts, number)
        counts = numpy.bincount(table.rows, table.counts, len(table.terms)).astype(numpy.int64)
        rows = list(zip(table.terms, counts.tolist(), table.documents.tolist(), strict=True))
        found = {term: documents for term, _, documents in rows if term in self.wanted}
        stem = self.parts.folder / f"merged-{number:02}"
        made = MergedPart(number, len(rows), found, stem.with_suffix(".csv"), stem.with_suffix(".cells"))
        with made.table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        places = {name: place for place, name in enumerate(self.publishers)}
        columns = numpy.array([places[name] for name in table.publishers], dtype=numpy.int64)[table.columns]
        numpy.stack([table.rows, columns, table.counts], axis=1).astype("<u4").tofile(made.cells)
        return made


def term_table(parts: Parts, number: int) -> TermTable:
    """The terms of one part of the alphabet over all bundles, in order."""
    return merged(map(TermTable.of, parts.blocks(f"terms-{number:02}"))).in_order()
