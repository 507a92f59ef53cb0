"""The merged results of all bundles, written into the folder of a scan.

Input is what the bundles gave, output is files; each is written whole or not at all, the same bytes for the same
archive. Caution: `manifest.json` comes last, and a folder without it holds no finished scan.
"""

import csv
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy

from analysis.read.files import growing_file, write_atomically
from analysis.read.manifest import guarded
from analysis.scale.cluster import Scheduler
from analysis.scale.copies import copy_rows
from analysis.scale.counted import publisher_rows
from analysis.scale.figures import figure_rows
from analysis.scale.forms import LETTERS
from analysis.scale.ids import repeated_ids
from analysis.scale.merging import MergedPart, TermMerge
from analysis.scale.parts import Parts
from analysis.scale.result import COLUMNS
from analysis.scale.spoken import profile_rows, voice_rows
from analysis.scale.work import unread_rows

TABLES = {
    "attributions": {"attributions": profile_rows, "voices": voice_rows},
    "quantities": {"quantities": figure_rows},
    "copies": {"copies": copy_rows},
}


def write_table(folder: Path, name: str, rows: Iterable[tuple]) -> int:
    """Write one table as CSV; how many rows it has."""
    count = 0
    with growing_file(folder / f"{name}.csv") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[name])
        for row in rows:
            writer.writerow([guarded(cell) if type(cell) is str else cell for cell in row])
            count += 1
    return count


def write_counts(
    folder: Path, parts: Parts, wanted: Iterable[str], scheduler: Scheduler
) -> tuple[dict[str, int], dict[str, int]]:
    """Write terms, publishers and cells; in how many documents the wanted words stand, and what there is in all."""
    totals = {"documents": 0, "words": 0, "publishers": 0, "terms": 0}
    publishers: list[str] = []

    def rows() -> Iterator[tuple]:
        for row in publisher_rows(parts):
            publishers.append(row[0])
            totals["documents"] += row[1]
            totals["words"] += row[2]
            yield row

    totals["publishers"] = write_table(folder, "publishers", rows())
    merge = TermMerge(parts, tuple(publishers), frozenset(wanted))
    merged = sorted(scheduler.near(parts.size).results(merge, range(LETTERS + 1)), key=lambda part: part.number)
    with growing_file(folder / "counts.csv") as file:
        csv.writer(file, lineterminator="\n").writerow(COLUMNS["counts"])
        file.flush()
        for part in merged:
            with part.table.open("rb") as source:
                shutil.copyfileobj(source, file.buffer, 1 << 20)
    totals["terms"] = _write_cells(folder / "publisher_counts.npy", parts.folder / "cells.npy", merged)
    return {term: count for part in merged for term, count in part.wanted.items()}, totals


def _write_cells(path: Path, made: Path, merged: Iterable[MergedPart]) -> int:
    """Write the cells of all parts as one array that NumPy can read piece by piece; how many terms they have."""
    terms = 0
    with made.open("wb") as target:
        shape = (sum(part.cells.stat().st_size for part in merged) // 12, 3)
        numpy.lib.format.write_array_header_1_0(target, {"descr": "<u4", "fortran_order": False, "shape": shape})
        for part in merged:
            block = numpy.fromfile(part.cells, dtype="<u4").reshape(-1, 3)
            block[:, 0] += terms
            block.tofile(target)
            terms += part.terms
        target.flush()
        os.fsync(target.fileno())
    made.replace(path)
    return terms


def write_tables(folder: Path, parts: Parts, measures: Iterable[str]) -> dict[str, int]:
    """Write what the measures other than counts have found; how many rows each table has."""
    tables = {name: rows for measure in measures for name, rows in TABLES.get(measure, {}).items()}
    return {name: write_table(folder, name, rows(parts)) for name, rows in tables.items()}


def write_unread(folder: Path, parts: Iterable[Parts], first: Parts) -> dict[str, int]:
    """Write what was not read, and ids that stand twice; how many rows, lost parts and repeated ids there are."""
    found = {"rows": 0, "lost": 0, "repeated": 0}

    def rows() -> Iterator[tuple]:
        for row in unread_rows(parts):
            found["lost" if row.is_lost else "rows"] += 1
            cells = (row.path, row.where, row.reason, row.raw)
            yield *(cell.encode("utf-8", "replace").decode() for cell in cells), row.is_lost
        for name, (path, where), (first_path, first_where) in repeated_ids(first):
            found["repeated"] += 1
            yield path, str(where), f"read, but its id stands already in {first_path} at {first_where}", name, False

    write_table(folder, "unread", rows())
    return found


def write_rows(path: Path, rows: Iterable[Mapping]) -> int:
    """Write rows as JSON lines; how many there are."""
    count = 0
    with growing_file(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_manifest(folder: Path, told: Mapping[str, object]) -> None:
    """Write what was asked and how much was read."""
    write_atomically(folder / "manifest.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
