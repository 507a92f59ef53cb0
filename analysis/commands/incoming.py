"""What a reader names to be added: addresses, files, folders of files, or standard input, as bytes.

Input is the words of the command line; output is one `Incoming` each, and why the others were passed over. Caution:
nothing is read here but what was named; a link that leads out of a named folder is not followed.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.catalogue import clean_line

ENDINGS = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".pdf", ".docx")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One source, not yet read: what the reader named, and its file where it has one."""

    named: str
    path: Path | None = None

    @property
    def is_web(self) -> bool:
        """Whether it is an address and no file."""
        return self.path is None and self.named != STANDARD_INPUT

    @property
    def name(self) -> str:
        """The name of the file, or the address, as it may be shown."""
        if self.named == STANDARD_INPUT:
            return "standard input"
        return clean_line(self.path.name if self.path else self.named)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a source, and what its sender says of them."""

    content: bytes
    media: str = ""
    url: str = ""
    provenance: Mapping[str, object] = field(default_factory=dict)


def incoming(words: list[str]) -> tuple[list[Incoming], list[str]]:
    """The sources that some words name, a folder's files in the order of their names; and what was passed over, told.

    >>> incoming(["ftp://mill.example/a.txt"])
    Traceback (most recent call last):
    analysis.errors.CrossreadError: 'ftp://mill.example/a.txt' is no file here and no address that begins with ...
    """
    found, passed = [], []
    for word in words:
        path = Path(word)
        if not word.strip():
            raise CrossreadError("an empty word names nothing; name a file, a folder, an address, or - for the input")
        if word == STANDARD_INPUT or re.match(r"https?://", word, re.IGNORECASE):
            found.append(Incoming(word))
        elif path.is_dir():
            children = list(_listed(path))
            if not children:
                passed.append(f"{clean_line(str(path))}: passed over, an empty folder")
            for child, why in children:
                if why:
                    passed.append(f"{child.name}: passed over, {why}")
                else:
                    found.append(Incoming(str(child), child))
        elif path.is_file():
            found.append(Incoming(word, path))
        elif SCHEME.match(word) and not path.exists():
            raise CrossreadError(f"{word[:80]!r} is no file here and no address that begins with http:// or https://")
        else:
            told = "is no plain file" if path.exists() else "is not there"
            raise CrossreadError(
                f"{word[:200]!r} {told}; name a file, a folder of files, an address, or - for the input"
            )
    if len([one for one in found if one.named == STANDARD_INPUT]) > 1:
        raise CrossreadError("- stands twice, and the standard input can be read once; name it once")
    return found, passed


def _listed(folder: Path) -> Iterator[tuple[Path, str]]:
    """The children of a folder in order, each with the reason why it is passed over, '' for none."""
    home = folder.resolve()
    for child in sorted(folder.iterdir(), key=lambda path: path.name):
        if child.name.startswith("."):
            yield child, "a hidden file"
        elif not child.resolve().is_relative_to(home):
            yield child, "a link that leads out of the folder"
        elif child.is_dir():
            yield child, "a folder in the folder; name it by itself"
        elif child.suffix.lower() not in ENDINGS:
            yield child, f"its name ends in none of {' '.join(ENDINGS)}"
        elif not child.is_file():
            yield child, "no plain file"
        else:
            yield child, ""


def content_of(one: Incoming, *, allow_local: bool = False) -> Content:
    """The bytes of a source, read or received; never more than may be extracted, and one more to tell that it is more.

    Raises
    ------
    CrossreadError
        Where an address cannot be had.
    OSError
        Where a file cannot be read.
    """
    if one.is_web:
        from analysis.read.web import received

        got = received(one.named, allow_local=allow_local)
        known = {name: getattr(got, name) for name in ("url", "status", "etag", "last_modified", "at")}
        return Content(got.content, got.media, got.url, {"source": one.named, **known})
    from analysis.read.acquire import MAX_BYTES

    if one.path is None:
        return Content(sys.stdin.buffer.read(MAX_BYTES + 1), provenance={"source": one.name})
    with one.path.open("rb") as file:
        return Content(file.read(MAX_BYTES + 1), provenance={"source": one.name})
