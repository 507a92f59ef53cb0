"""An empty workbook: the skeleton of a corpus, notebooks and a Makefile that use the installed package.

Input is a folder that is not there yet or is empty; output is the folder, laid in one step. Caution: the Makefile names
the interpreter that laid it; where that moves, give `make` another with `PYTHON=...`.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.files import reach_disk
from analysis.read.manifest import manifest_bytes

HERE = Path(__file__).parent / "workbook"
# The names of the files of the skeleton, where those in the workbook are others.
PLACES = {"gitignore": ".gitignore", "corpus.md": "corpus/README.md"}
PYTHON = "{python}"


def new_workbook(folder: str | Path) -> Path:
    """The folder, after an empty workbook has been laid there.

    Raises
    ------
    CrossreadError
        Where something lies there already; nothing is changed then.
    """
    given = Path(folder)
    home = given.parent.resolve() / given.name if given.name else given.resolve()
    _refuse_what_is_there(given, home)
    home.parent.mkdir(parents=True, exist_ok=True)
    laid = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name[:100]}."))
    try:
        _fill(laid)
        laid.chmod(0o777 & ~_umask())
        if home.exists() and home.samefile(Path.cwd()):
            # A shell that stands in the folder would be left in one that is gone.
            for child in sorted(laid.iterdir()):
                child.rename(home / child.name)
            laid.rmdir()
        else:
            if home.exists() and os.name == "nt":
                home.rmdir()
            laid.rename(home)
    except OSError as error:
        shutil.rmtree(laid, ignore_errors=True)
        if home.is_dir() and any(home.iterdir()):
            raise CrossreadError(f"{given} is not empty; name a folder that is not there yet") from None
        raise OSError(error.errno, error.strerror, str(given)) from None
    except BaseException:
        shutil.rmtree(laid, ignore_errors=True)
        raise
    reach_disk(home.parent)
    return home


def _refuse_what_is_there(given: Path, home: Path) -> None:
    if os.path.lexists(home) and not home.is_dir():
        raise CrossreadError(f"{given} is a file; name a folder that is not there yet")
    if home.is_dir() and any(home.iterdir()):
        raise CrossreadError(f"{given} is not empty; name a folder that is not there yet")
    if home.is_symlink():
        raise CrossreadError(f"{given} is a link; name the folder itself")


def _fill(home: Path) -> None:
    for source in sorted(path for path in HERE.rglob("*") if path.is_file()):
        name = source.relative_to(HERE).as_posix()
        place = home / PLACES.get(name, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        if name == "Makefile":
            content = content.replace(PYTHON.encode(), make_word(sys.executable).encode("utf-8", "surrogateescape"))
        place.write_bytes(content)
    (home / "corpus" / "texts").mkdir(parents=True)
    (home / "corpus" / "manifest.csv").write_bytes(manifest_bytes([]))


def make_word(path: str) -> str:
    """A path as it must be written in a Makefile that puts it between double quotation marks for the shell.

    >>> make_word("/opt/my $ app#1/bin/python")
    '/opt/my \\\\$$ app\\\\#1/bin/python'
    """
    return re.sub(r'([\\"`$])', r"\\\1", path).replace("$", "$$").replace("#", "\\#")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
