"""Counts under keys of several words, in order, so that any number of files of them become one in little memory.

Input is mappings from keys to whole numbers or dates; output is bytes, a line a key, and the merged rows of many such
blocks. Adding up is associative and never asks in which order bundles were done. Caution: a key is a tuple of texts,
and its rows come in the order of those texts as code points.
"""

import heapq
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from analysis.scale.parts import Parts

TOGETHER = 64  # blocks that are open at once
Row = tuple[list[str], list]
RULES: dict[str, Callable] = {
    "sum": sum,
    "first": lambda values: min((v for v in values if v), default=""),
    "last": max,
}


def packed(rows: Mapping[tuple[str, ...], Sequence]) -> bytes:
    """The rows of a mapping, in order, as JSON lines.

    >>> packed({("b",): [1], ("a",): [2]})
    b'[["a"], [2]]\\n[["b"], [1]]\\n'
    """
    return "".join(json.dumps([key, list(rows[key])], ensure_ascii=False) + "\n" for key in sorted(rows)).encode()


def added_up(rows: Iterable[Row], rules: Sequence[str]) -> Iterator[Row]:
    """Rows in order, those of one key as one; `rules` tells what becomes of each value.

    >>> list(added_up([(["a"], [2, "2020"]), (["a"], [3, ""])], ["sum", "first"]))
    [(['a'], [5, '2020'])]
    """
    for key, group in groupby(rows, key=itemgetter(0)):
        values = [row[1] for row in group]
        if len(values) == 1:
            yield key, values[0]
        else:
            yield key, [RULES[rule](column) for rule, column in zip(rules, zip(*values, strict=True), strict=True)]


def merged_rows(parts: Parts, name: str, rules: Sequence[str]) -> Iterator[Row]:
    """The rows of the blocks of one name over all bundles, in order; without rules, every row by itself.

    Files of a middle size are written where there are many bundles, and gone when the last row is asked for.
    """
    with tempfile.TemporaryDirectory(dir=parts.folder, prefix=".merge") as folder:
        sources = [partial(parts.lines, number, name) for number in range(parts.count)]
        level = 0
        while len(sources) > TOGETHER:
            groups = [sources[i : i + TOGETHER] for i in range(0, len(sources), TOGETHER)]
            paths = [Path(folder) / f"{level}-{i}" for i in range(len(groups))]
            for path, group in zip(paths, groups, strict=True):
                _write(path, _merged(group, rules))
            sources = [partial(_lines, path) for path in paths]
            level += 1
        yield from _merged(sources, rules)


def _merged(sources: list[Callable[[], Iterator[bytes]]], rules: Sequence[str]) -> Iterator[Row]:
    rows = heapq.merge(*(map(_row, lines()) for lines in sources), key=itemgetter(0))
    return added_up(rows, rules) if rules else rows


def _row(line: bytes) -> Row:
    key, values = json.loads(line)
    return key, values


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
