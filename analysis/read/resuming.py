"""A file written line by line that outlives an interruption: the next run of the same work goes on where it stopped.

Input is the name that the file is to have and a recipe, all that its lines hang on; output is the open file and how
many lines it holds already. Caution: lines of another recipe are thrown away, not mixed in, and one process at a time
may write a file.
"""

import glob
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from analysis.errors import CrossreadError


@contextmanager
def resumed_file(path: Path, recipe: str) -> Iterator[tuple[IO[str], int]]:
    """A text file to add lines to, and the number of whole lines that an interrupted run has left in it.

    It takes the name `path` once the block ends without an error. Until then it lies beside, under a hidden name that
    ends in `.part`; a block that ends with an error leaves it there if it holds a line.

    Raises
    ------
    CrossreadError
        Where `path` is a folder, or another process writes the same file.
    """
    if path.is_dir():
        raise CrossreadError(f"{path} is a folder; give the name of a file")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{hashlib.sha256(recipe.encode()).hexdigest()[:12]}.part")
    with part.open("a+", encoding="utf-8", newline="") as file:
        _claimed(file, path)
        kept = _whole_lines(part)
        try:
            yield file, kept
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.flush()
            if not part.stat().st_size:
                part.unlink()
            raise
    part.replace(path)
    for other in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        other.unlink(missing_ok=True)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program_hash() -> str:
    """One hash of all that reading a text hangs on in this package: code, word lists, weights.

    >>> len(program_hash())
    64
    """
    home = Path(__file__).parents[1]
    paths = [path for folder in ("read", "lexicons", "models") for path in (home / folder).rglob("*.*")]
    read = sorted(path for path in paths if path.suffix in (".py", ".csv", ".json", ".npz", ".onnx", ".txt"))
    return hashlib.sha256("".join(map(file_hash, read)).encode()).hexdigest()


def _claimed(file: IO[str], path: Path) -> None:
    """Make the file this process's alone until it is closed, where the system can."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CrossreadError(f"another process is writing {path}; wait for it, or give another name") from None
        except OSError:
            pass  # not every disk has locks


def _whole_lines(part: Path) -> int:
    """How many lines the file holds, after what follows the last line break has been cut off."""
    count = size = 0
    with part.open("r+b") as file:
        for line in file:
            if line.endswith(b"\n"):
                count, size = count + 1, size + len(line)
        file.truncate(size)
    return count
