"""Files written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: readers see the old file or the new one, never half of one.

    A file that holds these bytes already is left alone, so that its time stamp tells when it last changed.
    """
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        pass
    with _replacing(path) as file:
        file.write(content)


@contextmanager
def growing_file(path: Path) -> Iterator[IO[str]]:
    """A text file to write line by line; it takes the name `path` once all is written, and is removed on any error."""
    with _replacing(path) as file, open(file.fileno(), "w", encoding="utf-8", newline="", closefd=False) as text:
        yield text


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes the file private; give it the rights that any new file would have.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
