"""The corpus: a manifest and its texts, read only when every row can be trusted.

`load_corpus` raises one error on the first problem; `corpus_problems` lists all of them. Nothing is repaired silently.
Caution: the manifest's hashes are of bytes, so an editor that changes line ends changes the text.
"""

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from analysis.errors import CrossreadError, one_of
from analysis.read.attribution import DEFAULT, ENGINES
from analysis.read.attribution.corrections import Correction, corrections, outside_fault
from analysis.read.document import Document
from analysis.read.manifest import manifest_rows, row_faults, text_path
from analysis.read.names import Name, names

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Corpus:
    """The documents of one workbook: the article under study (`target`) and its sources (`contrast`).

    Iterating gives documents in the manifest's order; `corpus["id"]` gives one; `corpus.table` lists them.
    """

    folder: Path
    documents: tuple[Document, ...] = field(repr=False)

    def __post_init__(self) -> None:
        """A document listed twice counts once; two documents of one id are refused, for no table could tell them."""
        found: dict[str, Document] = {}
        for document in self.documents:
            if found.setdefault(document.id, document).text != document.text:
                raise CrossreadError(f"two documents have the id {document.id!r} and other texts; give each its own id")
        object.__setattr__(self, "documents", tuple(found.values()))

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

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What actors and events are called, from the reader's file `names.csv`; none where there is no such file."""
        return names(self.folder)

    def subset(self, sources: Iterable[str]) -> "Corpus":
        """The article with these sources alone, in the manifest's order.

        >>> [document.id for document in load_corpus().subset(["rand"])][1:]
        ['rand']
        """
        wanted = {self[name].id for name in sources} | {self.target.id}
        return Corpus(self.folder, tuple(document for document in self.documents if document.id in wanted))

    def _repr_html_(self) -> str:
        from analysis.read.reprs import corpus_markup

        return corpus_markup(self)


def load_corpus(path: str | Path | None = None, *, engine: str = DEFAULT) -> Corpus:
    """The corpus in folder `path` (a folder with `manifest.csv` and `texts/`); by default the shipped one.

    Parameters
    ----------
    engine : what marks who says what: 'rules', 'linear' or 'transformer'.

    Raises
    ------
    CrossreadError
        One sentence with file, row and remedy, on the first row that cannot be trusted.

    >>> corpus = load_corpus()
    >>> corpus.target.kind, len(corpus.contrast) > 10
    ('original', True)
    """
    one_of("engine", engine, ENGINES)
    folder = Path(path) if path is not None else ROOT / "corpus"
    documents, problems = _documents(folder)
    if problems:
        more = f" (and {len(problems) - 1} more: python -m analysis check)" if len(problems) > 1 else ""
        raise CrossreadError(problems[0] + more)
    listed = names(folder)
    return Corpus(folder, tuple(replace(document, engine=engine, names=listed) for document in documents))


def corpus_problems(path: str | Path | None = None) -> list[str]:
    """Everything that keeps the corpus in folder `path` from being trusted, one sentence each.

    >>> corpus_problems()
    []
    """
    return _documents(Path(path) if path is not None else ROOT / "corpus")[1]


def _documents(folder: Path) -> tuple[list[Document], list[str]]:
    try:
        rows = manifest_rows(folder)
    except CrossreadError as error:
        return [], [str(error)]
    documents, problems, seen = [], [], {}
    for number, row in enumerate(rows, start=2):
        where = f"{folder / 'manifest.csv'} row {number}"
        faults = list(row_faults(row, seen, number))
        text, date = "", None
        if not faults:
            text, faults = _text(folder, row)
            date = datetime.date.fromisoformat(row["date"]) if row["date"] else None
        problems += [f"{where}: {fault}" for fault in faults]
        if not faults:
            facts = {k: row[k] for k in ("id", "title", "publisher", "publisher_type", "url", "kind", "licence")}
            body = tuple(map(int, row["body"].split(":"))) if row["body"] else None
            documents.append(Document(**facts, text=text, date=date, body=body))
    originals = [row["id"] for row in rows if row["kind"] == "original"]
    if len(originals) != 1:
        given = ", ".join(originals) or "none"
        wanted = "exactly one row must have kind 'original', the article under study"
        problems.append(f"{folder / 'manifest.csv'}: {wanted}; given: {given}")
    try:
        lines = corrections(folder)
    except CrossreadError as error:
        return documents, [*problems, str(error)]
    problems += filter(None, (outside_fault(folder, lines, document.id, document.text) for document in documents))
    return [with_corrections(document, lines) for document in documents], problems


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
