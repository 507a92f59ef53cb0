"""What a process does with one piece: read it once, and give it to every measure.

Input is a piece; output is blocks of bytes, the same wherever the piece is read. Caution: a process whose code differs
from that of the scan refuses, since its results would not be the same.
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
from analysis.scale.record import BadRow, Piece


class Gathering(Protocol):
    """What gathers the results of one piece."""

    failed: list[BadRow]

    def add(self, batch: Batch) -> None:
        """Take in some records."""

    def blocks(self) -> Blocks:
        """What came of them."""


class Measure(Protocol):
    """A measure as a map over pieces; its blocks are merged by name, in any number and order of pieces."""

    name: str

    def begun(self) -> Gathering:
        """A new gathering, for one piece."""


@dataclass(frozen=True)
class Work:
    """All that a process needs beside the piece; `code` is the hash that its own code must have."""

    archive: Archive
    measures: tuple[Measure, ...]
    engine: str
    code: str
    tells_unread: bool = True

    def __call__(self, piece: Piece) -> tuple[int, Blocks]:
        """The piece's number and what it gave."""
        if code_hash() != self.code:
            told = f"a worker on {platform.node()} runs another version of crossread than this scan"
            raise CrossreadError(f"{told}; install the same version everywhere, then start the workers again")
        gatherings = [measure.begun() for measure in self.measures]
        unread: list[BadRow] = []
        try:
            for batch in batches(self.archive.records(piece), unread, self.engine):
                for gathering in gatherings:
                    gathering.add(batch)
        except FileNotFoundError:
            told = f"{self.archive.file(piece.path)} is not there on {platform.node()}"
            raise CrossreadError(f"{told}; the archive must lie under the same path for every process") from None
        found = {name: block for gathering in gatherings for name, block in gathering.blocks().items()}
        failed = [row for gathering in gatherings for row in gathering.failed]
        rows = (unread if self.tells_unread else []) + failed
        lines = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        return piece.number, found | {"unread": lines.encode("utf-8", "surrogatepass")}


@dataclass(frozen=True)
class KeptWork:
    """The same work by a process that sees the scan's folder: it writes what the piece gave, and sends nothing."""

    work: Work
    parts: Parts

    def __call__(self, piece: Piece) -> tuple[int, Blocks]:
        """The piece's number, and no blocks."""
        number, blocks = self.work(piece)
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
