"""The corpus's tables and file names, read with distrust: every fault is one sentence with file, row and remedy.

Input is a corpus folder; output is rows, faults, or the path of a text. Caution: nothing here opens a text; a path is
given out only if it lies, links followed, inside `texts/` or `local/` of the folder.
"""

import csv
import datetime
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import CrossreadError

COLUMNS = ("id", "title", "publisher", "publisher_type", "date", "url", "kind", "licence", "file", "body", "sha256")
LOCAL_COLUMNS = (*COLUMNS, "stands_for")
LOCAL = "local"  # the folder of texts that a reader added or fetched, beside a manifest of its own
# What a spreadsheet would take for a formula; in local/ such a cell is led by an apostrophe.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
KINDS = {
    "original": "the article under study, verbatim",
    "digest": "a summary written for this workbook",
    "full": "the full text of a source",
}


def csv_rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a CSV file that must have exactly these columns; raises `CrossreadError` on the first fault.

    A byte order mark and either kind of line end are accepted; the error names file and row.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CrossreadError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CrossreadError(f"{str(path)!r} cannot be read ({reason}); name a folder made like corpus/") from None
    rows, reader = [], csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise CrossreadError(
            f"{path} row {len(rows) + 1} cannot be read ({error}); shorten the field or close its quotation mark"
        ) from None
    header = rows[0] if rows else []
    missing = [name for name in columns if name not in header]
    extra = [" ".join(name.split()) for name in header if name not in columns]
    if missing or extra or len(header) != len(columns):
        faults = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"has also {', '.join(extra)}"] * bool(extra)
        faults = faults or ["names a column twice"]
        raise CrossreadError(f"{path} {' and '.join(faults)}; its columns must be {', '.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            remedy = "quote a field that holds a comma" if row else "remove the empty line"
            raise CrossreadError(f"{path} row {number}: {len(row)} fields, not {len(header)}; {remedy}")
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def manifest_rows(folder: Path) -> list[dict[str, str]]:
    """The manifest's rows as they stand; raises `CrossreadError` when it cannot be read or has the wrong columns."""
    path = folder / "manifest.csv"
    try:
        missing = not path.exists()
    except (OSError, ValueError):
        missing = False
    if missing:
        raise CrossreadError(f"no manifest.csv in {folder}; load_corpus() wants a folder made like corpus/")
    return csv_rows(path, COLUMNS)


def local_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of `local/manifest.csv` as they stand; none where there is no such file or nothing in it.

    >>> local_rows(Path("nowhere"))
    []
    """
    path = folder / LOCAL / "manifest.csv"
    try:
        if path.is_file() and not path.read_bytes().strip(b"\xef\xbb\xbf \t\r\n"):
            return []
    except OSError:
        pass  # told by the reading that follows
    return csv_rows(path, LOCAL_COLUMNS) if os.path.lexists(path) else []


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguarded` takes the apostrophe off again.

    >>> guarded("=1+1"), guarded("The mill"), unguarded(guarded("'=1"))
    ("'=1+1", 'The mill', "'=1")
    """
    return "'" + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe of `guarded`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def row_faults(row: dict[str, str], seen: dict[str, int], number: int) -> Iterator[str]:
    """What is wrong with a row by itself; `seen` remembers the ids of the rows before it."""
    name = row["id"]
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        yield f"id {name!r} must be lower-case letters, digits and single hyphens, such as 'hrw-2005'"
    elif name in seen:
        yield f"id {name!r} stands already in row {seen[name]}; ids must differ"
    seen.setdefault(name, number)
    for column in ("title", "publisher"):
        if not row[column].strip():
            yield f"{column} is missing"
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f]", row[column]):
            yield f"{column} {row[column]!r} holds a control character; remove it"
    if row["kind"] not in KINDS:
        yield f"kind {row['kind']!r} is unknown; it must be one of {', '.join(KINDS)}"
    if not row["licence"].strip():
        yield "licence is missing; write the terms under which the text may be kept, or 'unknown, private use'"
    if row["date"] and not _is_day(row["date"]):
        yield f"date {row['date']!r} is no date; write YYYY-MM-DD, or leave it empty"
    if row["url"] and not re.fullmatch(r"https?://[^\s\"'<>]+", row["url"]):
        yield f"url {row['url']!r} is no web address; it must begin with http:// or https://, or be empty"
    if row["body"] and not re.fullmatch(r"[0-9]{1,9}:[0-9]{1,9}", row["body"]):
        yield f"body {row['body'][:40]!r} must be two character offsets such as 106:7054, or empty (found by rule)"


def _is_day(written: str) -> bool:
    try:
        datetime.date.fromisoformat(written)
    except ValueError:
        return False
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written))


def text_path(folder: Path, name: str) -> Path:
    """The path of the text `name` of a corpus; raises `CrossreadError` where it would lead outside.

    >>> text_path(Path("corpus"), "../secret.txt")
    Traceback (most recent call last):
    analysis.errors.CrossreadError: file '../secret.txt' lies outside texts/ and local/ (or links out of them); ...
    """
    inside = False
    if name and "\\" not in name and "\0" not in name:
        try:
            found, root = (folder / name).resolve(), folder.resolve()
            inside = any(found.is_relative_to(root / place) and found != root / place for place in ("texts", "local"))
        except (OSError, RuntimeError):  # a link that leads to itself
            inside = False
    if not inside:
        raise CrossreadError(
            f"file {name!r} lies outside texts/ and local/ (or links out of them); move it into one of them"
        )
    return folder / name


def manifest_bytes(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """The manifest as it is written: UTF-8, one line feed a row, the columns in their order."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
