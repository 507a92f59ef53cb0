"""The lines of a file of JSON lines, each an object or the reason why it is none.

Input is an open file and a range of bytes; output is what each line holds, its place and its bytes. Caution: a line
belongs to the range in which it begins; one that is far too long is passed over without being held in memory.
"""

import json
from collections.abc import Iterator
from typing import IO

from analysis.scale.record import RAW, BadRow

LINE = 64_000_000  # bytes of a line from which it is passed over
Parsed = tuple[dict | str, int, bytes]


def parsed_lines(file: IO[bytes], start: int, stop: int | None, *, is_begun: bool = False) -> Iterator[Parsed]:
    """What each line holds that begins in [start, stop): an object, or why it holds none; its place; its bytes.

    `is_begun` says that a line begins at `start`; otherwise what belongs to the line before is passed over. `stop` is
    None for a file that is read to its end.

    >>> import io
    >>> file = io.BytesIO(b'{"id": 1}\\n{"id": 2}\\n7\\n')
    >>> [(row, place) for row, place, _ in parsed_lines(file, 3, None)]
    [({'id': 2}, 10), ('is no JSON object', 20)]
    """
    position = start
    if start:
        file.seek(start if is_begun else start - 1)
        position += 0 if is_begun else _line(file)[1] - 1
    while stop is None or position < stop:
        line, size = _line(file)
        if not size:
            return
        if size > len(line):
            yield f"is longer than {LINE:,} bytes", position, line
        elif not line.isspace():
            yield _object(line, position), position, line
        position += size


def _line(file: IO[bytes]) -> tuple[bytes, int]:
    """The next line, cut short where it is far too long, and how many bytes it takes up."""
    line = rest = file.readline(LINE)
    size = len(line)
    while len(rest) == LINE and not rest.endswith(b"\n"):
        rest = file.readline(LINE)
        size += len(rest)
    return (line, size) if size == len(line) else (line[: 4 * RAW], size)


def _object(line: bytes, position: int) -> dict | str:
    try:
        row = json.loads(line if position else line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return "is no UTF-8"
    except (ValueError, RecursionError) as error:
        return f"is no JSON: {one_line(error)}"
    return row if isinstance(row, dict) else "is no JSON object"


def bad_line(name: str, position: int, reason: str, raw: bytes) -> BadRow:
    """A line that holds no record.

    >>> bad_line("a.jsonl", 20, "is no JSON object", b"7\\n")
    BadRow(path='a.jsonl', where='byte 20', reason='is no JSON object', raw='7', is_lost=False)
    """
    return BadRow(name, f"byte {position}", reason, raw[: 4 * RAW].decode("utf-8", "replace").rstrip("\r\n")[:RAW])


def one_line(error: Exception) -> str:
    """What an error says, without line breaks and not at great length.

    >>> one_line(ValueError("one\\ntwo"))
    'one two'
    """
    return " ".join(str(error).split())[:RAW]
