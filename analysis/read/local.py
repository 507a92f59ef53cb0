"""Texts that a reader adds or fetches, put into `local/` of a corpus: all of a document, or nothing.

Input is an extracted text, what is said of it and where it came from; output is `local/<id>.txt`, `local/<id>.json` and
a row of `local/manifest.csv`. Nothing is written outside `local/`. Caution: a process may die at any point; the note
`local/.adding` tells the next one what to clear away.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CrossreadError
from analysis.read.catalogue import body_cell, checked_id, made_id, row_facts
from analysis.read.files import locked, reach_disk, write_atomically
from analysis.read.manifest import (
    LOCAL,
    LOCAL_COLUMNS,
    guarded,
    local_rows,
    manifest_bytes,
    manifest_rows,
    row_faults,
    text_path,
)
from analysis.read.near_texts import near_texts
from analysis.read.provenance import provenance_bytes

if TYPE_CHECKING:
    from analysis.read.acquire import Extract

WAIT = 60  # seconds for another process to finish its document
NOTE = ".adding"
ENDINGS = ("txt", "json")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a text: its id, its file, whether it was written now, and id and share of near copies."""

    id: str
    path: Path
    is_new: bool
    near: tuple[tuple[str, float], ...] = ()


def kept(folder: Path, extract: "Extract", facts: Mapping[str, str], provenance: Mapping[str, object]) -> Kept:
    """The text, after it has been put into `local/` of the corpus folder and has reached the disk.

    A text that the corpus holds already, byte for byte, is not written again.

    Parameters
    ----------
    facts : `id` ("" for one made from publisher and date), `title`, `publisher`, `publisher_type`, `date`, `url`,
        `kind` ("full" or "original"), `licence`, `stands_for` (the id of a digest that the text may stand in for);
        whatever is missing is taken from the extract, or said to be unknown.
    provenance : where the text came from, for `local/<id>.json`.

    Raises
    ------
    CrossreadError
        Where a fact cannot be kept, the id is taken, or the corpus has an article already; nothing is changed then.
    """
    content = _content(extract.text)
    row = row_facts(
        {"publisher": extract.publisher, "date": extract.date.isoformat() if extract.date else ""}
        | {name: value for name, value in facts.items() if value},
        title=extract.title,
        url=extract.url,
    )
    hashed = hashlib.sha256(content).hexdigest()
    with filing(folder):
        own, others = local_rows(folder), manifest_rows(folder)
        for known in (*others, *own):
            if known["sha256"] == hashed:
                return Kept(known["id"], folder / known["file"], False)
        row["id"] = _free_id(folder, facts.get("id") or "", row, [known["id"] for known in (*others, *own)])
        row |= {"file": f"{LOCAL}/{row['id']}.txt", "body": body_cell(extract.text, extract.title), "sha256": hashed}
        _refuse_faults(row, others, own)
        near = near_texts(extract.text, _texts(folder, (*others, *own)))
        told = {"id": row["id"], "sha256": hashed, **provenance}
        _written(folder, row, own, {"txt": content, "json": provenance_bytes(extract, told)})
    return Kept(row["id"], folder / row["file"], True, near)


@contextmanager
def filing(folder: Path) -> Iterator[Path]:
    """The folder `local/`, this process's alone for as long as the block runs; what a dead process left is cleared."""
    place = folder / LOCAL
    manifest_rows(folder)  # a folder that is no corpus is told before anything is made in it
    place.mkdir(exist_ok=True)
    if place.resolve() != folder.resolve() / LOCAL:
        raise CrossreadError(f"{place} links to another folder; make it a folder of the corpus")
    handle = os.open(place / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "rb") as file:
        locked(file, place, WAIT)
        _clear_away(folder)
        yield place


def _clear_away(folder: Path) -> None:
    """Remove what was begun and has no row: an unfinished document is none."""
    place = folder / LOCAL
    for unfinished in (".manifest.csv.*", f".{NOTE}.*"):
        for left in place.glob(unfinished):
            left.unlink(missing_ok=True)
    try:
        name = (place / NOTE).read_text(encoding="ascii").strip()
        checked_id(name)
    except FileNotFoundError:
        return
    except ValueError:  # the note itself was cut off, so that nothing had been begun
        name = ""
    if name and name not in {row["id"] for row in local_rows(folder)}:
        _remove(place, name)
    (place / NOTE).unlink(missing_ok=True)


def _remove(place: Path, name: str) -> None:
    for ending in ENDINGS:
        for left in (place / f"{name}.{ending}", *place.glob(f".{name}.{ending}.*")):
            left.unlink(missing_ok=True)


def _written(folder: Path, row: dict[str, str], own: list[dict[str, str]], files: dict[str, bytes]) -> None:
    place = folder / LOCAL
    cells = {name: guarded(value) for name, value in row.items()}
    try:
        write_atomically(place / NOTE, row["id"].encode())
        reach_disk(place)
        for ending, content in files.items():
            write_atomically(place / f"{row['id']}.{ending}", content)
        reach_disk(place)  # the text before the row that names it
        write_atomically(place / "manifest.csv", manifest_bytes([*own, cells], LOCAL_COLUMNS))
        reach_disk(place)
    except BaseException:
        with suppress(OSError, CrossreadError):
            _clear_away(folder)
        raise
    with suppress(OSError):  # the document is kept; the next one clears the note away
        (place / NOTE).unlink()


def _content(text: str) -> bytes:
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        raise CrossreadError("the text holds half a surrogate pair; save it anew as UTF-8") from None
    if not any(character.isalnum() for character in text):
        raise CrossreadError("the text holds no word; there is nothing to add")
    if b"\0" in content:
        raise CrossreadError("the text holds a NUL byte; it is no plain text")
    return content


def _free_id(folder: Path, given: str, row: Mapping[str, str], known: list[str]) -> str:
    """The id that was given, if it is free, or one that is made."""
    files = {path.stem for path in (folder / LOCAL).glob("*.*") if path.suffix[1:] in ENDINGS}
    if not given:
        return made_id(row, {*known, *files})
    if checked_id(given) in known:
        raise CrossreadError(f"id {given!r} stands already in the corpus; choose another")
    if given in files:
        raise CrossreadError(
            f"{folder / LOCAL} holds a file {given!r} that has no row; move it away or choose another id"
        )
    return given


def _refuse_faults(row: dict[str, str], others: list[dict[str, str]], own: list[dict[str, str]]) -> None:
    """Raise where the row could not be loaded again."""
    for fault in row_faults(row, {}, 0):
        raise CrossreadError(fault)
    digests = [known["id"] for known in others if known["kind"] == "digest"]
    if row["stands_for"] and row["stands_for"] not in digests:
        allowed = f"one of {', '.join(digests)}" if digests else "left out, for this corpus has none"
        raise CrossreadError(f"stands_for {row['stands_for'][:60]!r} is no digest of this corpus; it must be {allowed}")
    originals = [known["id"] for known in (*others, *own) if known["kind"] == "original"]
    if row["kind"] == "original" and originals:
        remedy = "lay a workbook of its own with 'python -m analysis new FOLDER', or name another with --corpus"
        raise CrossreadError(f"this corpus has an article under study already, {originals[0]!r}; {remedy}")


def _texts(folder: Path, rows) -> Iterator[tuple[str, str]]:
    """Id and text of those documents that can be read; the others are a matter for `check`."""
    for row in rows:
        with suppress(CrossreadError, OSError):
            yield row["id"], text_path(folder, row["file"]).read_text(encoding="utf-8", errors="replace")
