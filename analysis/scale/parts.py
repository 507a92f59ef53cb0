"""What each bundle of pieces gave, on disk: a file a bundle, whole or not there, so that a killed scan goes on.

Input is named blocks of bytes; output is the same blocks, bundle by bundle in the archive's order, one at a time.
Caution: a file that does not hold what its first line promises counts as not there, and its bundle is read again.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.read.files import write_atomically

Blocks = Mapping[str, bytes]


@dataclass(frozen=True)
class Parts:
    """The bundles below `count` that are done, in a folder of their own.

    >>> import tempfile
    >>> parts = Parts(Path(tempfile.mkdtemp()) / "first", 2)
    >>> parts.keep(1, {"a": b"one", "b": b"two"})
    >>> parts.missing, list(parts.blocks("b"))
    ([0], [b'two'])
    """

    folder: Path
    count: int

    @property
    def missing(self) -> list[int]:
        """The numbers of the bundles that are still to be read."""
        return [number for number in range(self.count) if not _is_whole(self._path(number))]

    def keep(self, number: int, blocks: Blocks) -> None:
        """Write what a bundle gave."""
        body = b"".join(blocks.values())
        head = {"crc": zlib.crc32(body), "sizes": {name: len(block) for name, block in blocks.items()}}
        write_atomically(self._path(number), json.dumps(head).encode() + b"\n" + body)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The blocks of one name in the order of the bundles; those without it are passed over."""
        yield from filter(None, (self.block(number, name) for number in range(self.count)))

    def block(self, number: int, name: str) -> bytes:
        """One bundle's block; empty where it has none."""
        found = self.place(number, name)
        if not found:
            return b""
        with self._path(number).open("rb") as file:
            file.seek(found[0])
            return file.read(found[1])

    def place(self, number: int, name: str) -> tuple[int, int] | None:
        """From which byte on the block stands in a bundle's file, and its size; None where there is none."""
        try:
            with self._path(number).open("rb") as file:
                sizes, position = json.loads(file.readline())["sizes"], file.tell()
        except FileNotFoundError:
            return None
        for key, size in sizes.items():
            if key == name:
                return (position, size) if size else None
            position += size
        return None

    @property
    def size(self) -> int:
        """The bytes of all bundles that are done."""
        return sum(path.stat().st_size for path in map(self._path, range(self.count)) if path.exists())

    def lines(self, number: int, name: str) -> Iterator[bytes]:
        """The lines of one bundle's block, read as they are asked for."""
        position, left = self.place(number, name) or (0, 0)
        if not left:
            return
        with self._path(number).open("rb") as file:
            file.seek(position)
            while left > 0:
                line = file.readline(left)
                left -= len(line)
                yield line

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:07}.piece"


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            crc, size = 0, 0
            while chunk := file.read(1 << 20):
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        return crc == head["crc"] and size == sum(head["sizes"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return False
