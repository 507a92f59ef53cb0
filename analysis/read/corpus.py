"""The corpus: a manifest and its texts, read only when every row can be trusted.

`load_corpus` raises one error on the first problem; `corpus_problems` lists all of them. Nothing is repaired silently.
Caution: the manifest's hashes are of bytes, so an editor that changes line ends changes the text.
"""

import csv
import datetime
import hashlib
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.document import Document

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (
    "id",
    "title",
    "publisher",
    "publisher_type",
    "date",
    "url",
    "kind",
    "licence",
    "file",
    "body",
    "sha256",
)
KINDS = {
    "original": "the article under study, verbatim",
    "digest": "a summary written for this workbook",
    "full": "the full text of a source",
}


@dataclass(frozen=True)
class Corpus:
    """The documents of one workbook: the article under study (`target`) and its sources (`contrast`).

    Iterating gives documents in the manifest's order; `corpus["id"]` gives one; `corpus.table` lists them.
    """

    folder: Path
    documents: tuple[Document, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __getitem__(self, name: str) -> Document:
        for document in self.documents:
            if document.id == name:
                return document
        known = ", ".join(document.id for document in self.documents)
        raise CrossreadError(f"no document {name!r} in {self.folder}; there are {known}")

    @property
    def target(self) -> Document:
        """The article under study."""
        return next(document for document in self.documents if document.kind == "original")

    @property
    def contrast(self) -> tuple[Document, ...]:
        """The sources it is compared with."""
        return tuple(document for document in self.documents if document.kind != "original")

    @cached_property
    def table(self):
        """One row a document: id, publisher, date, kind, words, sentences, licence (a pandas DataFrame)."""
        import pandas

        columns = ["document", "publisher", "type", "date", "kind", "sentences", "words", "licence", "title"]
        rows = [
            (
                d.id,
                d.publisher,
                d.publisher_type,
                d.date,
                d.kind,
                len(d.sentences),
                d.words,
                d.licence,
                d.title,
            )
            for d in self.documents
        ]
        return pandas.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, border=0)


def load_corpus(path: str | Path | None = None) -> Corpus:
    """The corpus in folder `path` (a folder with `manifest.csv` and `texts/`); by default the shipped one.

    Raises
    ------
    CrossreadError
        One sentence with file, row and remedy, on the first row that cannot be trusted.

    >>> corpus = load_corpus()
    >>> corpus.target.kind, len(corpus.contrast) > 10
    ('original', True)
    """
    folder = Path(path) if path is not None else ROOT / "corpus"
    documents, problems = _documents(folder)
    if problems:
        more = f" (and {len(problems) - 1} more: python -m analysis check)" if len(problems) > 1 else ""
        raise CrossreadError(problems[0] + more)
    return Corpus(folder, tuple(documents))


def corpus_problems(path: str | Path | None = None) -> list[str]:
    """Everything that keeps the corpus in folder `path` from being trusted, one sentence each.

    >>> corpus_problems()
    []
    """
    return _documents(Path(path) if path is not None else ROOT / "corpus")[1]


def manifest_rows(folder: Path) -> list[dict[str, str]]:
    """The manifest's rows as they stand; raises `CrossreadError` when it cannot be read or has the wrong columns."""
    path = folder / "manifest.csv"
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CrossreadError(
            f"no manifest.csv in {folder}; load_corpus() wants a folder made like corpus/"
        ) from None
    except UnicodeDecodeError as error:
        raise CrossreadError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    rows = list(csv.reader(io.StringIO(content, newline="")))
    header = rows[0] if rows else []
    missing = [name for name in COLUMNS if name not in header]
    extra = [name for name in header if name not in COLUMNS]
    if missing or extra or len(header) != len(COLUMNS):
        faults = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"has also {', '.join(extra)}"] * bool(
            extra
        )
        faults = faults or ["names a column twice"]
        raise CrossreadError(f"{path} {' and '.join(faults)}; its columns must be {', '.join(COLUMNS)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise CrossreadError(
                f"{path} row {number}: {len(row)} fields, not {len(header)}; quote a field that holds a comma"
            )
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def _documents(folder: Path) -> tuple[list[Document], list[str]]:
    try:
        rows = manifest_rows(folder)
    except CrossreadError as error:
        return [], [str(error)]
    documents, problems, seen = [], [], {}
    for number, row in enumerate(rows, start=2):
        where = f"{folder / 'manifest.csv'} row {number}"
        faults = list(_row_faults(row, seen, number))
        text, date = "", None
        if not faults:
            text, faults = _text(folder, row)
            date = datetime.date.fromisoformat(row["date"]) if row["date"] else None
        problems += [f"{where}: {fault}" for fault in faults]
        if not faults:
            facts = {
                k: row[k] for k in ("id", "title", "publisher", "publisher_type", "url", "kind", "licence")
            }
            body = tuple(map(int, row["body"].split(":"))) if row["body"] else None
            documents.append(Document(**facts, text=text, date=date, body=body))
    originals = [row["id"] for row in rows if row["kind"] == "original"]
    if len(originals) != 1:
        given = ", ".join(originals) or "none"
        wanted = "exactly one row must have kind 'original', the article under study"
        problems.append(f"{folder / 'manifest.csv'}: {wanted}; given: {given}")
    return documents, problems


def _row_faults(row: dict[str, str], seen: dict[str, int], number: int) -> Iterator[str]:
    name = row["id"]
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        yield f"id {name!r} must be lower-case letters, digits and single hyphens, such as 'hrw-2005'"
    elif name in seen:
        yield f"id {name!r} stands already in row {seen[name]}; ids must differ"
    seen.setdefault(name, number)
    for column in ("title", "publisher"):
        if not row[column].strip():
            yield f"{column} is missing"
    if row["kind"] not in KINDS:
        yield f"kind {row['kind']!r} is unknown; it must be one of {', '.join(KINDS)}"
    if not row["licence"].strip():
        yield "licence is missing; write the terms under which the text may be kept, or 'unknown, private use'"
    if row["date"]:
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]):
                raise ValueError
            datetime.date.fromisoformat(row["date"])
        except ValueError:
            yield f"date {row['date']!r} is no date; write YYYY-MM-DD, or leave it empty"
    if row["url"] and not re.fullmatch(r"https?://[^\s\"'<>]+", row["url"]):
        yield f"url {row['url']!r} is no web address; it must begin with http:// or https://, or be empty"
    if row["body"] and not re.fullmatch(r"\d+:\d+", row["body"]):
        yield f"body {row['body']!r} must be two character offsets such as 106:7054, or empty (found by rule)"


def _text(folder: Path, row: dict[str, str]) -> tuple[str, list[str]]:
    """The text of a row, or the reasons why it cannot be had."""
    name, path = row["file"], folder / row["file"]
    allowed = [(folder / part).resolve() for part in ("texts", "local")]
    if not name or "\\" in name or not any(path.resolve().is_relative_to(place) for place in allowed):
        return "", [
            f"file {name!r} lies outside texts/ and local/ (or links out of them); move it into one of them"
        ]
    try:
        content = path.read_bytes()
    except OSError as error:
        return "", [f"{name} cannot be read ({os.strerror(error.errno or 2)}); restore it or remove the row"]
    faults = []
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        faults.append(
            f"sha256 does not match {name}; run 'python -m analysis check --fix' if you edited it on purpose"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [*faults, f"{name} is not UTF-8 (byte {error.start}); convert it, for instance with iconv"]
    if "\0" in text:
        faults.append(f"{name} holds a NUL byte (byte {content.index(0)}); it is no plain text")
    if not text.strip():
        faults.append(f"{name} is empty; fill it or remove the row")
    if row["body"] and not 0 <= int(row["body"].split(":")[0]) < int(row["body"].split(":")[1]) <= len(text):
        faults.append(f"body {row['body']} does not lie within the {len(text)} characters of {name}")
    return text, faults
