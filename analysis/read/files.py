"""Files written whole or not at all, and by one process at a time where that matters."""

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from analysis.errors import CrossreadError


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


def locked(file: IO, path: Path, wait: float = 10) -> bool:
    """Whether the open `file` is this process's alone until it is closed: not every system and disk has locks.

    Raises
    ------
    CrossreadError
        Where another process keeps it for longer than `wait` seconds.
    """
    try:
        import fcntl
    except ImportError:
        return False
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EINTR):
                return False
        if time.monotonic() > until:
            remedy = "nothing was added; end that process, then try again"
            raise CrossreadError(f"{path} is locked by another process; {remedy}")
        time.sleep(0.005)


def reach_disk(folder: Path) -> None:
    """Make the names in a folder last through a power cut; not every system can, and files are safe by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
