"""What a process does with pieces: read each once, and give it to every measure.

Input is a bundle of pieces; output is blocks of bytes, the same wherever it is read. Caution: a process whose code
differs from that of the scan refuses, since its results would not be the same.
"""

import functools
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from analysis.errors import CrossreadError
from analysis.read.resuming import file_hash, program_hash
from analysis.scale.archive import Archive
from analysis.scale.parts import Blocks, Parts
from analysis.scale.reading import Batch, batches
from analysis.scale.record import BadRow, Piece, Record

BUNDLE = 16  # a bundle of small pieces is so many times smaller than a large piece, so that no process has to wait


@dataclass(frozen=True)
class Bundle:
    """Pieces that a process reads in a row: of many small files, each with its own progress would cost more to keep
    than to read.

    >>> str(Bundle(0, (Piece(0, "a.jsonl", "lines", 0, 9), Piece(1, "b.jsonl", "lines", 0, 9))))
    'a.jsonl (0 to 9) and 1 more'
    """

    number: int
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        first, more = self.pieces[0], len(self.pieces) - 1
        return f"{first.path} ({first.start} to {first.stop})" + (f" and {more} more" if more else "")


def bundles(archive: Archive) -> tuple[Bundle, ...]:
    """All pieces of an archive in order, small neighbours together."""
    found: list[list[Piece]] = []
    size = 0
    for piece in archive.pieces:
        size += piece.size
        if not found or size * BUNDLE > archive.piece_bytes:
            found.append([])
            size = piece.size
        found[-1].append(piece)
    return tuple(Bundle(number, tuple(pieces)) for number, pieces in enumerate(found))


class Gathering(Protocol):
    """What gathers the results of one bundle."""

    failed: list[BadRow]

    def add(self, batch: Batch) -> None:
        """Take in some records."""

    def blocks(self) -> Blocks:
        """What came of them."""


class Measure(Protocol):
    """A measure as a map over bundles; its blocks are merged by name, in any number and order of bundles."""

    name: str

    def begun(self) -> Gathering:
        """A new gathering, for one bundle."""


@dataclass(frozen=True)
class Work:
    """All that a process needs beside the bundle; `code` is the hash that its own code must have."""

    archive: Archive
    measures: tuple[Measure, ...]
    engine: str
    code: str
    tells_unread: bool = True

    def __call__(self, bundle: Bundle) -> tuple[int, Blocks]:
        """The bundle's number and what it gave."""
        if code_hash() != self.code:
            told = f"a worker on {platform.node()} runs another version of crossread than this scan"
            raise CrossreadError(f"{told}; install the same version everywhere, then start the workers again")
        gatherings = [measure.begun() for measure in self.measures]
        unread: list[BadRow] = []
        for batch in batches(self._records(bundle), unread, self.engine):
            for gathering in gatherings:
                gathering.add(batch)
        found = {name: block for gathering in gatherings for name, block in gathering.blocks().items()}
        failed = [row for gathering in gatherings for row in gathering.failed]
        rows = (unread if self.tells_unread else []) + failed
        lines = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        return bundle.number, found | {"unread": lines.encode("utf-8", "surrogatepass")}

    def _records(self, bundle: Bundle) -> Iterator[Record | BadRow]:
        for piece in bundle.pieces:
            try:
                yield from self.archive.records(piece)
            except FileNotFoundError:
                told = f"{self.archive.file(piece.path)} is not there on {platform.node()}"
                raise CrossreadError(f"{told}; the archive must lie under the same path for every process") from None


@dataclass(frozen=True)
class KeptWork:
    """The same work by a process that sees the scan's folder: it writes what came of it, and sends nothing."""

    work: Work
    parts: Parts

    def __call__(self, bundle: Bundle) -> tuple[int, Blocks]:
        """The bundle's number, and no blocks."""
        number, blocks = self.work(bundle)
        self.parts.keep(number, blocks)
        return number, {}


def unread_rows(parts: Iterable[Parts]) -> Iterator[BadRow]:
    """What was not read, in the order of the archive."""
    for one in parts:
        for block in one.blocks("unread"):
            yield from (
                BadRow(**json.loads(line)) for line in block.decode("utf-8", "surrogatepass").splitlines() if line
            )


@functools.cache
def code_hash() -> str:
    """One hash of all code, word lists and weights that results hang on."""
    own = map(file_hash, sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256("".join([program_hash(), *own]).encode()).hexdigest()
