"""Rows of results, their files and their tables: one form for all benchmarks."""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.read.files import write_atomically

FOLDER = Path(__file__).resolve().parent
PEERS = FOLDER.parent / ".peers"  # holds what Crossread does without; `make peers` fills it
START = "<!-- tables: written by make accuracy and make speed -->"
END = "<!-- end of tables -->"
HEADINGS = {"accuracy": "Accuracy", "speed": "Speed"}


@dataclass(frozen=True)
class Row:
    """One measured figure; `bar` is "" where nothing was promised, `direction` says on which side of it to be."""

    name: str
    value: float
    bar: float | str = ""
    direction: str = ""
    data: str = ""
    peer: str = ""

    @property
    def missed(self) -> bool:
        """Whether the bar is missed.

        >>> Row("a", 0.9, 0.97, ">=").missed, Row("a", 0.9, 0.97, "<=").missed, Row("a", 0.9).missed
        (True, False, False)
        """
        if self.bar == "":
            return False
        # Written so that a value that is not a number misses its bar.
        return not (self.value >= self.bar if self.direction == ">=" else self.value <= self.bar)


@dataclass(frozen=True)
class Skipped:
    """A sentence that says which rows are not measured, and why."""

    reason: str


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table.

    >>> print(table([Row("share", 0.25, 0.05, "<=", "100 texts")]).splitlines()[-1])
    | share | 0.25 | <= 0.05 **missed** | 100 texts |  |
    """
    lines = ["| what | value | bar | data | peer |", "|---|---|---|---|---|"]
    for row in rows:
        bar = f"{row.direction} {row.bar:g}" if row.bar != "" else "none"
        cells = (row.name, f"{row.value:g}", bar + (" **missed**" if row.missed else ""), row.data, row.peer)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def results(folder: Path) -> list[Row]:
    """The rows that were written last, or none."""
    path = folder / "results.json"
    return [Row(**row) for row in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def with_tables(text: str, tables: str) -> str:
    """A README whose generated part is replaced and the rest kept.

    >>> with_tables(f"Before\\n{START}\\nold\\n{END}\\nafter", "new").replace(START, "<").replace(END, ">")
    'Before\\n<\\n\\nnew\\n\\n>\\nafter'
    """
    if START not in text or END not in text:
        raise SystemExit(f"benchmarks/README.md lacks the line {START!r} or {END!r}; put both back, in this order")
    return re.sub(f"{START}.*?{END}", lambda _: f"{START}\n\n{tables}\n\n{END}", text, flags=re.DOTALL)


def written(name: str, rows: list[Row], folder: Path = FOLDER) -> None:
    """Write the rows of one benchmark and the tables of all."""
    lines = ",\n".join(" " + json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    write_atomically(folder / name / "results.json", f"[\n{lines}\n]\n".encode())
    parts = [f"### {title}\n\n{table(found)}" for key, title in HEADINGS.items() if (found := results(folder / key))]
    readme = folder / "README.md"
    write_atomically(readme, with_tables(readme.read_text(encoding="utf-8"), "\n\n".join(parts)).encode())


def run(name: str, found: Iterable[Row | Skipped], arguments: list[str] | None = None) -> int:
    """Print each row as it comes, write them all, and return the exit status."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--strict", action="store_true", help="end with status 1 if a bar is missed")
    strict = parser.parse_args(arguments).strict
    rows = []
    for row in found:
        if isinstance(row, Skipped):
            print(f"skipped  {row.reason}", flush=True)
            continue
        state = "MISSED " if row.missed else "       " if row.bar == "" else "ok     "
        bar = f"  (bar {row.direction} {row.bar:g})" if row.bar != "" else ""
        print(f"{state}  {row.name}: {row.value:g}{bar}  {row.peer}".rstrip(), flush=True)
        rows.append(row)
    written(name, rows)
    missed = sum(row.missed for row in rows)
    if missed:
        print(f"{missed} of {len(rows)} rows miss their bar", file=sys.stderr)
    return int(bool(missed and strict))
