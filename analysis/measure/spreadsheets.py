"""Pairs and decisions for a spreadsheet or another program, and decisions back from a spreadsheet.

Input is the table of pairs and the decisions on them; output is one CSV row or JSON object a pair, with both sentences,
their places, figures and all decisions; a CSV file that was filled in gives decisions. Caution: a cell that a
spreadsheet would take for a formula or a number is led by an apostrophe, which is taken off on the way back.
"""

import csv
import dataclasses
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas

from analysis.errors import CrossreadError, one_of
from analysis.measure.ledger import HUMAN, History, decision, histories, last_words, reader_name, reviewed, taken_back
from analysis.read.verdicts import Verdict, added_verdicts, pair_hash, verdicts

FILLED = ["verdict", "relation", "note", "by"]  # what a reader writes into the spreadsheet
FIRST = ["pair", "claim_text", "text", "relation_auto", "band", "reasons", *FILLED]
NEEDED = ("pair", "claim_text", "text", "verdict")
FORMULA = re.compile(r"[=+\-@\t\r\n']|\s+[=+\-@]|[＝＋－＠]|\d+(?:e\d+)?\Z")
LONGEST = 2**31 - 1  # characters of a cell


def exported_pairs(pairs: pandas.DataFrame, decisions: Iterable[Verdict] | None = None, *, form: str = "csv") -> bytes:
    """The pairs with both sentences and all decisions, one CSV row or JSON object a pair, in UTF-8.

    The CSV has empty columns `verdict`, `relation`, `note` and `by` to be filled in (`imported_verdicts` reads them),
    and `history` and `lines`, the decisions so far and their number. The JSON has the decisions under `verdicts`.
    Without `decisions` (`verdicts(corpus.folder)`) the history is empty, and a table reviewed before stays as it is.

    >>> row = {"pair": "p00000001", "text_hash": "0" * 16, "relation_auto": "same", "claim_text": "=A1", "text": "B."}
    >>> print(exported_pairs(pandas.DataFrame([row])).decode("utf-8-sig").splitlines()[1][:36])
    p00000001,'=A1,B.,same,,,,,,,,same,u
    """
    one_of("form", form, ("csv", "json"))
    found = histories(pairs, lines := tuple(decisions or ()))
    table = pairs if decisions is None and "status" in pairs.columns else reviewed(pairs, lines)
    if form == "json":
        rows = [
            {**row, "verdicts": [_told(line) for line in (*history.earlier, *history.lines)]}
            for row, history in zip(table.to_dict("records"), found, strict=True)
        ]
        return (json.dumps({"pairs": [_plain(row) for row in rows]}, ensure_ascii=False, indent=1) + "\n").encode(
            "utf-8", "backslashreplace"
        )
    rest = [name for name in table.columns if name not in (*FIRST, *HUMAN)]
    columns = [*FIRST, *HUMAN, *rest, "history", "lines"]
    out = io.StringIO()
    # A byte order mark is how spreadsheets know UTF-8.
    out.write("\ufeff")
    writer = csv.writer(out)  # line ends as RFC 4180 has them, so that a carriage return in a text is quoted
    writer.writerow(columns)
    for row, history in zip(table.to_dict("records"), found, strict=True):
        told = " | ".join(map(_sentence, (*history.earlier, *history.lines)))
        filled = {**row, **dict.fromkeys(FILLED, ""), "history": told, "lines": len(history.lines)}
        writer.writerow([_cell(filled.get(name)) for name in columns])
    return out.getvalue().encode("utf-8", "replace")


def _told(line: Verdict) -> dict:
    return {name: value for name, value in dataclasses.asdict(line).items() if name != "line"}


def _sentence(line: Verdict) -> str:
    """A decision in a few words."""
    words = " ".join(part for part in (line.verdict, line.relation) if part)
    return f"{line.at} {line.by}: {words}" + (f" ({' '.join(line.note.split())})" if line.note else "")


def _plain(value):
    """A value as JSON can hold it."""
    if dataclasses.is_dataclass(value):
        value = dataclasses.asdict(value)
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(part) for part in (sorted(value) if isinstance(value, set) else value)]
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, str | bool | int):
        return value
    if pandas.isna(value):
        return None
    return value if isinstance(value, float) else value.isoformat() if hasattr(value, "isoformat") else str(value)


def _cell(value) -> str:
    """A value as a cell that no spreadsheet computes."""
    value = _plain(value)
    if isinstance(value, str):
        return "'" + value if FORMULA.match(value) else value
    if value is None or isinstance(value, bool | int):
        return "" if value is None else str(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    parts = value if isinstance(value, list) else [value]
    return _cell("; ".join(part if isinstance(part, str) else json.dumps(part, ensure_ascii=False) for part in parts))


def _bare(cell: str | None) -> str:
    """A cell without the apostrophe that led it."""
    cell = cell or ""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def imported_verdicts(
    path: str | Path, pairs: pandas.DataFrame, *, folder: str | Path, by: str = ""
) -> tuple[Verdict, ...]:
    """The decisions of a filled-in spreadsheet that are new, after all of them have been added to the folder's file.

    A row without `verdict` and `relation` is passed over; a decision that the reader has taken already, in the file or
    since the spreadsheet was exported, is not taken twice. `by` names the reader where a row does not.

    Raises
    ------
    CrossreadError
        On the first row that cannot be used (unknown pair or verdict, sentences that have changed); nothing is added.
    """
    rows = table_verdicts(path, pairs, verdicts(folder), by=by)
    return added_verdicts(folder, rows)


def table_verdicts(
    path: str | Path, pairs: pandas.DataFrame, decisions: Iterable[Verdict] = (), *, by: str = ""
) -> tuple[Verdict, ...]:
    """The decisions of a filled-in spreadsheet that are not among `decisions`; nothing is written.

    Commas, semicolons and tabs may part the cells; the file is UTF-8, or UTF-16 with its mark. Errors are those of
    `imported_verdicts`.
    """
    known = defaultdict(list)
    for row, history in zip(pairs.to_dict("records"), histories(pairs, decisions), strict=True):
        known[row["pair"]].append((row, history))
    found: dict[tuple[str, str], Verdict] = {}
    for number, cells in enumerate(_rows(Path(path)), start=2):
        try:
            made = _decided(cells, known, by)
        except ValueError as error:
            raise CrossreadError(f"{path} row {number}: {error}; nothing of the file was taken in") from None
        if made is None:
            continue
        other = found.setdefault((made.pair, made.by.casefold()), made)
        if _content(other) != _content(made):
            told = f"{made.by!r} decides on {made.pair} a second time, and otherwise; keep one of the rows"
            raise CrossreadError(f"{path} row {number}: {told}; nothing of the file was taken in")
    return tuple(found.values())


def _decided(cells: dict[str, str], known: dict[str, list[tuple[dict, History]]], by: str) -> Verdict | None:
    """The decision of a row, or None where it has none or one that was taken already."""
    if None in cells:
        raise CrossreadError("has more cells than the first row; put a cell that holds a separator in quotation marks")
    word, relation, note, name = (_bare(cells.get(column)).strip() for column in FILLED)
    if not word and not relation:
        if note:
            raise CrossreadError(
                "has a note and no verdict; write accept, reject, undo or a relation, or clear the note"
            )
        return None
    pair = (cells.get("pair") or "").strip()
    if pair not in known:
        raise CrossreadError(f"no pair {pair[:20]!r} in this corpus; export the pairs anew")
    text = pair_hash(_bare(cells.get("claim_text")), _bare(cells.get("text")))
    held = [(row, history) for row, history in known[pair] if row["text_hash"] == text]
    if not held:
        raise CrossreadError(f"the sentences of {pair} are not those of the corpus now; export the pairs anew")
    row, history = held[0]
    name, note = reader_name(name or by), "\n".join(note.splitlines())
    seen = (cells.get("lines") or "").strip()
    seen = int(seen[:9]) if seen.isdecimal() else 0
    mine = [(i, line) for i, line in enumerate(history.lines) if line.by.casefold() == name.casefold()]
    later = [line for i, line in mine if i >= seen]
    if word.lower() == "undo":
        if any(line.verdict == "undo" and line.note == note for line in later):
            return None
        return taken_back(history, note=note, by=name)
    made = decision(row, word or "accept", relation=relation, note=note, by=name)
    standing = last_words(line for _, line in mine).values()
    return None if _content(made) in map(_content, (*later, *standing)) else made


def _content(row: Verdict) -> tuple[str, str, str]:
    return row.verdict, row.relation, row.note


def _rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by their column names in small letters."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as error:
        raise CrossreadError(f"{path} cannot be read ({error.strerror}); check the name") from None
    except UnicodeDecodeError:
        raise CrossreadError(f"{path} is not UTF-8; save it from the spreadsheet as 'CSV UTF-8'") from None
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    limit = csv.field_size_limit(LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CrossreadError(f"{path} is no CSV table ({error}); export the pairs anew") from None
    finally:
        csv.field_size_limit(limit)
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if missing := [name for name in NEEDED if name not in names]:
        raise CrossreadError(f"{path} lacks the column {', '.join(missing)}; keep the columns of the export")
    return [
        dict(zip(names, row, strict=False)) | ({None: row[len(names) :]} if any(row[len(names) :]) else {})
        for row in rows[1:]
    ]
