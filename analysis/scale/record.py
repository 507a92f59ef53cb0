"""What an archive holds: records, rows that are none, and the pieces it is read in.

Input is one row as a mapping; output is a `Record` or a `BadRow` that says why not. Caution: a number is taken for an
id, but for nothing else; what is no text is not made into one.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

RAW = 200  # characters of a row that are kept to show what it was


@dataclass(frozen=True, slots=True)
class Columns:
    """What the archive calls the four parts of a record.

    >>> Columns(text="body").names
    ('id', 'publisher', 'date', 'body')
    """

    id: str = "id"
    publisher: str = "publisher"
    date: str = "date"
    text: str = "text"

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the archive, in the order of a record's parts."""
        return self.id, self.publisher, self.date, self.text

    def missing(self, found: set[str]) -> str:
        """Why columns called `found` will not do, and the remedy; empty where they do.

        >>> Columns().missing({"id", "publisher", "date", "body"})
        "lacks the column 'text'; it has 'body', 'date', 'id', 'publisher'; name yours with --text-column NAME"
        """
        lacking = [(part.name, getattr(self, part.name)) for part in fields(self)]
        lacking = [(part, name) for part, name in lacking if name not in found]
        if not lacking:
            return ""
        wanted = ", ".join(repr(name) for _, name in lacking)
        flags = " ".join(f"--{part}-column NAME" for part, _ in lacking)
        noun = "the column" if len(lacking) == 1 else "the columns"
        return f"lacks {noun} {wanted}; it has {', '.join(map(repr, sorted(found))) or 'none'}; name yours with {flags}"


@dataclass(frozen=True, slots=True)
class Record:
    """One document of an archive; `place` is its file and its byte offset (JSON lines) or row number (Parquet)."""

    id: str
    publisher: str
    date: str
    text: str
    place: tuple[str, int]


@dataclass(frozen=True, slots=True)
class BadRow:
    """What was not read: file, where in it, why, and how it begins; `is_lost` where more than one row went with it."""

    path: str
    where: str
    reason: str
    raw: str = ""
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an archive that one process reads at once.

    `kind` is 'lines' (a byte range of plain JSON lines), 'gz' or 'zst' (a whole compressed file), 'parquet' (a range of
    row groups) or 'unreadable' (a file that says nothing of itself; `note` tells why); `size` is about how many bytes
    it comes to.
    """

    number: int
    path: str
    kind: str
    start: int
    stop: int
    note: str = ""
    size: int = 0


def record(row: Mapping[str, object], columns: Columns, place: tuple[str, int]) -> Record | str:
    """The record that a row holds, or why it holds none.

    >>> record({"id": 7, "publisher": None, "date": "2020-05-01", "text": "A."}, Columns(), ("a.jsonl", 0))
    Record(id='7', publisher='', date='2020-05-01', text='A.', place=('a.jsonl', 0))
    >>> record({"id": "7", "text": 3}, Columns(), ("a.jsonl", 0))
    "'text' is a number, not a text"
    """
    values = []
    for name in columns.names:
        value = row.get(name)
        if type(value) is not str:
            value = _text(value, name == columns.id)
            if value is None:
                return f"{name!r} is {_kind(row[name])}, not a text"
        values.append(value)
    if not values[0] or not values[3] or values[3].isspace():
        name = columns.text if values[0] else columns.id
        return f"{name!r} is missing or empty"
    if any(not value.isascii() and not is_writable(value) for value in values):
        return "holds half a surrogate pair, which is no text"
    return Record(*values, place)


def unmeasured(row: Record, measure: str, error: Exception) -> BadRow:
    """What is told of a record that a measure could not read: one text must not end the scan of ten million.

    >>> unmeasured(Record("7", "", "", "A.", ("a.jsonl", 0)), "quantities", RecursionError("too deep"))
    BadRow(path='a.jsonl', where='0', reason='read, but not for quantities (RecursionError: too deep)', raw='A.', ...)
    """
    told = " ".join(f"{type(error).__name__}: {error}".split())[:RAW]
    return BadRow(row.place[0], str(row.place[1]), f"read, but not for {measure} ({told})", row.text[:RAW])


def _text(value: object, is_id: bool) -> str | None:
    if value is None:
        return ""
    if is_id and type(value) is int:
        return str(value)
    return value.isoformat() if isinstance(value, datetime.date) else None


def _kind(value: object) -> str:
    kinds = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "bytes")


def is_writable(value: str) -> bool:
    """Whether a text can be written as UTF-8: it holds no half of a surrogate pair.

    >>> is_writable("état"), is_writable("\\ud83d")
    (True, False)
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
