"""The documents of a corpus folder, each row of both manifests looked at with distrust; nothing is repaired.

Input is a folder; output is the documents that can be trusted, what stands for which digest, and every fault as a
sentence with file, row and remedy. Caution: hashes are of bytes, so an editor that changes line ends changes a text.
"""

import datetime
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.attribution.corrections import Correction, corrections, outside_fault
from analysis.read.document import Document
from analysis.read.manifest import LOCAL, local_rows, manifest_rows, row_faults, text_path, unguarded
from analysis.read.references import SHARE, borne_share, reference_rows

FACTS = ("id", "title", "publisher", "publisher_type", "url", "kind", "licence")


@dataclass
class Loaded:
    """What was found in a folder: documents, faults, and by the id of a digest the texts that may stand in for it."""

    documents: list[Document] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stands_for: dict[str, list[str]] = field(default_factory=dict)


def loaded(folder: Path) -> Loaded:
    """The documents of a folder and everything that keeps it from being trusted, corrections applied."""
    found = Loaded()
    try:
        rows, own = manifest_rows(folder), []
    except CrossreadError as error:
        return Loaded(problems=[str(error)])
    try:
        own = [{name: unguarded(cell) for name, cell in row.items()} for row in local_rows(folder)]
    except CrossreadError as error:
        found.problems.append(str(error))
    seen: dict[str, object] = {}
    _take(folder, folder / "manifest.csv", rows, seen, found)
    seen = {name: f"{number} of {folder / 'manifest.csv'}" for name, number in seen.items()}
    digests = {row["id"] for row in rows if row["kind"] == "digest"}
    _take(folder, folder / LOCAL / "manifest.csv", own, seen, found, digests)
    originals = [row["id"] for row in (*rows, *own) if row["kind"] == "original"]
    if len(originals) != 1:
        given = ", ".join(originals) or "none; add yours with 'python -m analysis add ARTICLE --target'"
        wanted = "exactly one row must have kind 'original', the article under study"
        found.problems.append(f"{folder / 'manifest.csv'}: {wanted}; given: {given}")
    try:
        lines = corrections(folder)
    except CrossreadError as error:
        found.problems.append(str(error))
        return found
    found.problems += filter(None, (outside_fault(folder, lines, one.id, one.text) for one in found.documents))
    found.documents = [with_corrections(document, lines) for document in found.documents]
    return found


def _take(folder: Path, path: Path, rows, seen: dict[str, object], found: Loaded, digests=frozenset()) -> None:
    """Add the documents of one manifest, and its faults."""
    for number, row in enumerate(rows, start=2):
        faults = list(row_faults(row, seen, number))
        if (name := row.get("stands_for")) and name not in digests:
            faults.append(f"stands_for {name[:60]!r} is no digest of manifest.csv; write the id of one, or nothing")
        text, date = "", None
        if not faults:
            text, faults = _text(folder, row)
            date = datetime.date.fromisoformat(row["date"]) if row["date"] else None
        found.problems += [f"{path} row {number}: {fault}" for fault in faults]
        if not faults:
            body = tuple(map(int, row["body"].split(":"))) if row["body"] else None
            found.documents.append(Document(**{k: row[k] for k in FACTS}, text=text, date=date, body=body))
            if name:
                found.stands_for.setdefault(name, []).append(row["id"])


def stepping_aside(folder: Path, found: Loaded) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The digests at least half of whose sentences full texts bear, each with the ids of the texts.

    Raises
    ------
    CrossreadError
        Where `references.csv` is needed and cannot be read.
    """
    by_id = {document.id: document for document in found.documents}
    rows = reference_rows(folder) if found.stands_for else []
    for digest, texts in found.stands_for.items():
        urls = [by_id[name].url for name in texts]
        if digest in by_id and borne_share(digest, len(by_id[digest].sentences), urls, rows) >= SHARE:
            yield digest, tuple(texts)


def with_corrections(document: Document, lines: tuple[Correction, ...]) -> Document:
    """The document with those of a reader's corrections that are about it, in their order.

    >>> document = Document(id="x", text="The mill closed.")
    >>> with_corrections(document, ()) is document
    True
    """
    own = tuple(line for line in lines if line.document == document.id)
    return document if own == document.corrections else replace(document, corrections=own)


def _text(folder: Path, row: dict[str, str]) -> tuple[str, list[str]]:
    """The text of a row, or the reasons why it cannot be had."""
    name = row["file"]
    try:
        path = text_path(folder, name)
        # A pipe would block for ever, so only plain files are opened.
        if path.exists() and not path.is_file():
            return "", [f"{name} is no plain file; restore it or remove the row"]
        content = path.read_bytes()
    except CrossreadError as error:
        return "", [str(error)]
    except OSError as error:
        return "", [f"{name} cannot be read ({os.strerror(error.errno or 2)}); restore it or remove the row"]
    faults = []
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        faults.append(f"sha256 does not match {name}; run 'python -m analysis check --fix' if you edited it on purpose")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [*faults, f"{name} is not UTF-8 (byte {error.start}); convert it, for instance with iconv"]
    if "\0" in text:
        faults.append(f"{name} holds a NUL byte (byte {content.index(0)}); it is no plain text")
    if not text.strip():
        faults.append(f"{name} is empty; fill it or remove the row")
    elif row["body"]:
        start, end = map(int, row["body"].split(":"))
        if not 0 <= start < end <= len(text):
            faults.append(f"body {row['body']} does not lie within the {len(text)} characters of {name}")
        elif not text[start:end].strip():
            faults.append(f"body {row['body']} of {name} holds no text; mend the offsets or leave them empty")
    return text, faults
