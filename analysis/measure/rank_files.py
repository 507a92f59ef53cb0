"""The rows that the command line ranks: JSON lines in, each checked before any work begins.

Input is a file of `{"id", "text"}` with a `title` where there is one, output is its rows; then rows in, the lines of
a third file out. Caution: ids come back as they were given, a number as a number, but "1" and 1 count as the same.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.measure.ranking import ranking

WANTED = 'give one JSON object a line: {"id": "a1", "text": "...", "title": "..."}, the title if there is one'


def ranking_rows(path: Path) -> list[dict]:
    """The rows of a file, blank lines left out.

    Raises
    ------
    CrossreadError
        Naming file and line, where a line is no JSON object, lacks an id or a text, or repeats an id.
    """
    rows, seen = [], {}
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    row = _checked(line, f"{path} line {number}")
                    first = seen.setdefault(str(row["id"]), number)
                    if first != number:
                        raise CrossreadError(
                            f"{path} line {number} has the id {row['id']!r} of line {first}; give each row its own"
                        )
                    rows.append(row)
    except (OSError, UnicodeDecodeError) as error:
        raise CrossreadError(f"{path} cannot be read: {error}") from error
    return rows


def _checked(line: str, where: str) -> dict:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CrossreadError(f"{where} is not JSON ({error}); {WANTED}") from None
    if not isinstance(row, dict):
        raise CrossreadError(f"{where} is no JSON object; {WANTED}")
    name, text, title = row.get("id"), row.get("text"), row.get("title")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise CrossreadError(f"{where} lacks an id, a text or a whole number; {WANTED}")
    if not isinstance(text, str) or not text.strip():
        raise CrossreadError(f"{where} lacks a text or has an empty one; {WANTED}")
    if title is not None and not isinstance(title, str):
        raise CrossreadError(f"{where} has a title that is no text; {WANTED}")
    return {"id": name, "text": text, "title": title}


def ranked_lines(queries: list[dict], claims: list[dict], *, top: int = 20, encoder: str = "auto") -> Iterator[str]:
    """One line of JSON for each query, in their order.

    >>> rows = [{"id": "a", "text": "The mill was shut."}]
    >>> list(ranked_lines(rows, [], encoder="none"))
    ['{"id": "a", "ranked": []}']
    """
    return (json.dumps(row) for row in ranking(queries, claims, top=top, encoder=encoder))
