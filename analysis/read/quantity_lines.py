"""Many sentences in, their quantities out: JSON lines to JSON lines, one after the other, in bounded memory.

Input lines hold `{"sentence"}` and whatever else the caller keeps there; each output line is the same row with
`quantities`, a list of `{"lo", "hi", "mod", "unit", "start", "end"}`. Caution: `start` and `end` count characters, not
bytes, and enclose the number alone; a row's own `quantities` are replaced.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.quantities import Quantity, quantities

_WANTED = 'give one JSON object a line: {"sentence": "..."}'


def quantity_lines(path: Path) -> Iterator[str]:
    """The lines of a JSON-lines file with the quantities of each `sentence`, blank lines left out.

    Raises
    ------
    CrossreadError
        Naming file and line, where the file cannot be read or a line is no JSON object with a text in `sentence`.
    """
    for row in sentence_rows(path):
        row["quantities"] = [quantity_row(quantity) for quantity in quantities(row["sentence"])]
        line = json.dumps(row, ensure_ascii=False)
        # Half a surrogate pair can be read from JSON, but not be written as UTF-8 unless escaped.
        yield line if _is_writable(line) else json.dumps(row)


def sentence_rows(path: Path) -> Iterator[dict]:
    """The rows of a file that are not blank, each known to hold a sentence; read once to find faults before work.

    Raises
    ------
    CrossreadError
        As `quantity_lines`.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, f"{path} line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise CrossreadError(f"{path} cannot be read: {error}") from error


def quantity_row(quantity: Quantity) -> dict:
    """One quantity as a JSON object; whole numbers are written without a point.

    >>> from analysis.read.quantities import quantities
    >>> quantity_row(quantities("At least 40 boats")[0])
    {'lo': 40, 'hi': 40, 'mod': '>=', 'unit': 'boats', 'start': 9, 'end': 11}
    """
    return {
        "lo": _number(quantity.low),
        "hi": _number(quantity.high),
        "mod": quantity.modifier,
        "unit": quantity.unit,
        "start": quantity.start,
        "end": quantity.end,
    }


def _number(value: float) -> float:
    return int(value) if value.is_integer() else value


def _row(line: str, where: str) -> dict:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CrossreadError(f"{where} is not JSON ({error}); {_WANTED}") from None
    if not isinstance(row, dict) or not isinstance(row.get("sentence"), str):
        raise CrossreadError(f"{where} lacks a text in sentence; {_WANTED}")
    return row


def _is_writable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
