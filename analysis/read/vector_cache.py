"""Vectors kept by content, so that no text is read twice by the encoder.

Input is texts, output the rows that are known of them. One SQLite file in `build/cache/` (or where `CROSSREAD_CACHE`
says) holds each row under a hash of its text and of the recipe that made it, with a checksum: several processes may
read and write at once, a write that was cut off is undone, and a row that is damaged counts as not there. Caution: the
file may be removed at any time; one that is no database is put aside as `vectors.sqlite.damaged` and begun anew, and a
folder that cannot be written costs time, nothing else.
"""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy

VARIABLE = "CROSSREAD_CACHE"
FILE = "vectors.sqlite"
SIDE_FILES = ("-journal", "-wal", "-shm")  # what SQLite may leave beside a database; worthless without it
PATIENCE = 30  # seconds that a process waits for another to finish its write
ASKED_AT_ONCE = 500  # keys in one question; SQLite allows 999 in the oldest versions
TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID"
Answer = TypeVar("Answer")


def cache_file() -> Path:
    """Where the vectors are kept."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).parents[2] / "build" / "cache") / FILE


class VectorCache:
    """The kept rows of one recipe: all that a row hangs on beside its text.

    Parameters
    ----------
    width : how many 32-bit numbers a row has.
    path : the database; by default that of `cache_file`.
    """

    def __init__(self, recipe: str, width: int, path: Path | None = None):
        self._recipe = hashlib.sha256(recipe.encode()).digest()
        self._width = width
        self._path = path or cache_file()

    def rows(self, texts: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray]:
        """A row for each text, and which of them were found; the others are zero."""
        rows = numpy.zeros((len(texts), self._width), dtype=numpy.float32)
        found = numpy.zeros(len(texts), dtype=bool)
        keys = [self._key(text) for text in texts]
        if self._path.exists():
            known = self._tried(lambda database: _known(database, keys)) or {}
            for i, key in enumerate(keys):
                row = _unpacked(known.get(key), self._width)
                if row is not None:
                    rows[i], found[i] = row, True
        return rows, found

    def keep(self, texts: Sequence[str], rows: numpy.ndarray) -> None:
        """Keep the row of each text: all of them or, where it cannot be written, none."""
        packed = [(self._key(text), _packed(row)) for text, row in zip(texts, rows, strict=True)]
        self._tried(lambda database: database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", packed))

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(self._recipe + text.encode("utf-8", "surrogatepass")).digest()

    def _tried(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What `work` makes of the database, in one transaction; None where anything was wrong with it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as database, database:
                database.execute(TABLE)
                return work(database)
        except (sqlite3.OperationalError, OSError):
            return None  # locked for long, no room, no right to write: the next time may be better
        except sqlite3.DatabaseError:
            self._put_aside()
            return None

    def _put_aside(self) -> None:
        try:
            self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
            for end in SIDE_FILES:
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        except OSError:
            pass


def _known(database: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
    """The packed rows of those keys that are there."""
    known: dict[bytes, bytes] = {}
    for first in range(0, len(keys), ASKED_AT_ONCE):
        asked = keys[first : first + ASKED_AT_ONCE]
        marks = ",".join("?" * len(asked))
        known.update(database.execute(f"SELECT key, row FROM vectors WHERE key IN ({marks})", asked))
    return known


def _packed(row: numpy.ndarray) -> bytes:
    plain = numpy.asarray(row, dtype="<f4").tobytes()
    return plain + zlib.crc32(plain).to_bytes(4, "little")


def _unpacked(packed: object, width: int) -> numpy.ndarray | None:
    """The row, or None where its length or its checksum is not right."""
    if not isinstance(packed, bytes) or len(packed) != 4 * width + 4:
        return None
    plain, sum_ = packed[:-4], packed[-4:]
    return numpy.frombuffer(plain, dtype="<f4") if zlib.crc32(plain).to_bytes(4, "little") == sum_ else None
