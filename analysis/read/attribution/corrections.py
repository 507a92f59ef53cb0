"""A reader's corrections of what the engines marked: `corrections.jsonl` beside the manifest, one JSON object a line.

Input is the file, or a mark and what is to become of it; output is corrections, or the file with one line more. Lines
are only ever added; `correcting` applies them. Caution: offsets hold for one wording of a text, so a line carries the
text's hash, and a line whose text has changed since is set aside and never applied.
"""

import datetime
import hashlib
import json
import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path

from analysis.errors import CrossreadError, one_of
from analysis.read.attribution.record import Attribution

FILE = "corrections.jsonl"
ACTIONS = ("remove", "replace", "add", "undo")
READER = "reader"  # what `marked_by` says of a mark that a person has made or changed
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file: what a reader says of the mark whose cue (or, without one, content) stands at `at`.

    `source`, `cue` and `content` are the mark as it should be ('replace', 'add') or as it was ('remove', 'undo').
    """

    document: str
    action: str
    at: Range
    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    text_sha256: str
    reader: str = ""
    date: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)

    def fits(self, text: str) -> bool:
        """Whether the line is about this wording of the text."""
        return self.text_sha256 == text_hash(text)


def text_hash(text: str) -> str:
    """The first sixteen hexadecimal digits of the SHA-256 of a text in UTF-8.

    >>> text_hash("The mill closed.")
    'e9766a6dd931b466'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def place(mark: Attribution) -> Range:
    """Where a mark stands: its cue or, where it has none, its content from the first character to the last."""
    if mark.cue:
        return mark.cue.start, mark.cue.end
    return mark.content[0].start, mark.content[-1].end


def corrections(folder: str | Path) -> tuple[Correction, ...]:
    """The corrections of a corpus folder in the order of the file; none where there is no file.

    Raises
    ------
    CrossreadError
        On the first line that cannot be used, with file, line and remedy.
    """
    path = Path(folder) / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CrossreadError(
            f"{path} cannot be read ({os.strerror(error.errno or 2)}); restore it or remove it"
        ) from None
    found = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                found.append(_read(line, number))
            except ValueError as error:
                raise CrossreadError(f"{path} line {number}: {error}; mend the line or remove it") from None
    return tuple(found)


def _read(line: bytes, number: int) -> Correction:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ValueError("no JSON object in UTF-8") from None
    if not isinstance(row, dict):
        raise ValueError("no JSON object in UTF-8")
    names = [f.name for f in fields(Correction) if f.name != "line"]
    if missing := [name for name in names[:7] if name not in row]:
        raise ValueError(f"lacks {', '.join(missing)}")
    if unknown := sorted(row.keys() - set(names)):
        raise ValueError(f"has the unknown key {unknown[0][:40]!r}; known are {', '.join(names)}")
    for name in ("document", "text_sha256", "reader", "date", "note"):
        if not isinstance(row.get(name, ""), str):
            raise ValueError(f"{name} must be a text, not {json.dumps(row[name])[:40]}")
    one_of("action", row["action"], ACTIONS)
    row["at"] = _range("at", row["at"])
    for name in ("source", "cue"):
        row[name] = None if row[name] is None else _range(name, row[name])
    if not isinstance(row["content"], list):
        raise ValueError(f"content must be a list of [start, end], not {json.dumps(row['content'])[:40]}")
    row["content"] = tuple(_range("content", given) for given in row["content"])
    if row["action"] in ("replace", "add") and not row["content"]:
        raise ValueError(f"content is empty, so there is nothing to {row['action']}")
    return Correction(**row, line=number)


def _range(name: str, given: object) -> Range:
    # A bool is an int to Python and no offset to anybody.
    numbers = isinstance(given, list) and len(given) == 2 and all(type(n) is int for n in given)
    if not numbers or not 0 <= given[0] < given[1]:
        raise ValueError(f"{name} must be [start, end] with 0 <= start < end, not {json.dumps(given)[:40]}")
    return given[0], given[1]


def outside_fault(folder: str | Path, rows: tuple[Correction, ...], document: str, text: str) -> str:
    """What is wrong with the first row about this wording of the text that reaches beyond its end; '' for none."""
    for row in rows:
        if row.document == document and row.fits(text):
            last = max(end for _, end in (row.at, *row.content, row.source or row.at, row.cue or row.at))
            if last > len(text):
                told = f"reaches to character {last}, but {document} has {len(text)}; mend the line or remove it"
                return f"{Path(folder) / FILE} line {row.line}: {told}"
    return ""


def set_aside(rows: tuple[Correction, ...], texts: dict[str, str]) -> tuple[Correction, ...]:
    """The rows that are not applied: about a text (by document id) that has changed since or is not there.

    >>> row = Correction("note", "remove", (8, 12), None, (8, 12), (), text_hash("Ann Lee said it."))
    >>> len(set_aside((row,), {"note": "Ann Lee said it."})), len(set_aside((row,), {"note": "Ann said it."}))
    (0, 1)
    """
    return tuple(row for row in rows if row.document not in texts or not row.fits(texts[row.document]))


def correction(
    document: str, text: str, mark: Attribution, action: str, *, source: Range | None = None, note: str = ""
) -> Correction:
    """A correction of one mark of a text, dated today: 'remove', 'undo', or 'replace' with another source.

    >>> from analysis.read.zones import Span
    >>> text = "Ann Lee said it was late."
    >>> mark = Attribution(None, Span(8, 12, "said"), (Span(13, 24, "it was late"),), "indirect", "x", 1)
    >>> correction("note", text, mark, "remove").at
    (8, 12)
    """
    one_of("action", action, ACTIONS)
    kept = (mark.source.start, mark.source.end) if mark.source else None
    cue = (mark.cue.start, mark.cue.end) if mark.cue else None
    content = tuple((span.start, span.end) for span in mark.content)
    named = source if action in ("replace", "add") else kept
    today = datetime.date.today().isoformat()
    return Correction(document, action, place(mark), named, cue, content, text_hash(text), date=today, note=note)


def nearest_mention(text: str, words: str, near: int) -> Range:
    """Where some words stand in a text, nearest to the character `near`; runs of white space are alike.

    >>> nearest_mention("Lee met Pell. Then Lee left.", "Lee", 20)
    (19, 22)

    Raises
    ------
    CrossreadError
        Where they do not stand there.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)] if pattern else []
    if not found:
        raise CrossreadError(f"{words[:60]!r} does not stand in the text; write the words as they stand there")
    return min(found, key=lambda span: abs(span[0] - near))


def added_correction(folder: str | Path, row: Correction) -> Correction:
    """The row, after it has been added to the file of the folder and reached the disk.

    A line goes in with one write at the end of the file, so that two processes may add lines at once. A last line that
    somebody left without its line feed is closed first.
    """
    path = Path(folder) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {f.name: getattr(row, f.name) for f in fields(Correction) if f.name != "line"}
    line = json.dumps(told, ensure_ascii=False).encode("utf-8") + b"\n"
    _read(line, 0)  # nothing is written that could not be read again
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        file.write((b"" if file.read(1) in (b"", b"\n") else b"\n") + line)
        os.fsync(file.fileno())
    return row
