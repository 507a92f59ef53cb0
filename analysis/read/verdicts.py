"""What readers decide about pairs of sentences: `verdicts.jsonl` beside the manifest, one JSON object a line.

Input is the file, or decisions to be added; output is decisions in the order in which they were made, or the file with
more lines. Lines are only ever added, so that nothing a reader has decided is lost; `measure.ledger` applies them.
Caution: a line that cannot be read is set aside and told, never fatal, and no line after it is lost.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path

from analysis.errors import CrossreadError, one_of
from analysis.read.files import locked, reach_disk

FILE = "verdicts.jsonl"
VERDICTS = ("accept", "reject", "undo")
# What the rules suggest (`measure.relations`), and what a reader alone may say of two sentences.
SUGGESTED = ("copied", "same", "figures agree", "figures differ", "dates differ", "polarity differs", "in part",
             "related", "only here")  # fmt: skip
READERS_OWN = ("differs", "disputes", "other time", "other scope", "unrelated", "cannot tell")
RELATIONS = SUGGESTED + READERS_OWN
PAIR, HASH = re.compile(r"p[0-9a-f]{8}"), re.compile(r"[0-9a-f]{16}")
NEEDED = ("pair", "verdict", "text_hash")
WAIT = 10  # seconds for another process to finish its line


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision: what a reader (`by`) says of a pair whose two sentences had the hash `text_hash` at the time `at`.

    `relation` is the reader's, also where it is the machine's word; 'undo' takes back the last decision of the same
    reader. `blind` tells that the machine's word was not shown; what follows it says where the sentences stood.
    """

    pair: str
    verdict: str
    relation: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    version: str = ""
    text_hash: str = ""
    blind: bool = False
    claim_sentence: int = 0
    document: str = ""
    sentence: int = 0
    line: int = field(default=0, compare=False)


class Verdicts(tuple[Verdict, ...]):
    """Decisions in the order of the file; `problems` tells of each line that was set aside."""

    problems: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        from analysis.read.reprs import verdicts_markup

        return verdicts_markup(self)


KEYS = tuple(f.name for f in fields(Verdict) if f.name != "line")


def pair_id(article: str, claim_sentence: int, document: str, sentence: int) -> str:
    """The name of a pair: where its two sentences stand, as 'p' and eight hexadecimal digits.

    >>> pair_id("paper", 3, "office", 1)
    'p10b9ba2d'
    """
    place = f"{article}\n{claim_sentence}\n{document}\n{sentence}"
    return "p" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def pair_hash(claim_text: str, text: str) -> str:
    """The first sixteen hexadecimal digits of the SHA-256 of two sentences, runs of white space alike.

    >>> pair_hash("The mill closed.", "It closed.") == pair_hash(" The  mill\\nclosed. ", "It closed.")
    True
    """
    words = "\n".join(" ".join(part.split()) for part in (claim_text, text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def verdicts(folder: str | Path) -> Verdicts:
    """The decisions of a corpus folder in the order of the file, and what was set aside; none where there is no file.

    Raises
    ------
    CrossreadError
        Where the file is there and cannot be opened; a line that cannot be read is only told of.
    """
    path = Path(folder) / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Verdicts()
    except OSError as error:
        raise CrossreadError(
            f"{path} cannot be read ({os.strerror(error.errno or 2)}); restore it or move it away"
        ) from None
    found, problems = [], []
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip(b"\0\t\r "):  # what a power cut may leave is a run of zero bytes
            continue
        try:
            found.append(_read(line, number))
        except ValueError as error:
            cut = "is cut off" if number == len(lines) else str(error)
            problems.append(f"{path} line {number} {cut}; it is set aside and the other lines count")
    rows = Verdicts(found)
    rows.problems = tuple(problems)
    return rows


def verdict_problems(folder: str | Path) -> list[str]:
    """What is wrong with `verdicts.jsonl`: one sentence a line that was set aside, or that it cannot be opened.

    >>> verdict_problems("no such folder")
    []
    """
    try:
        return list(verdicts(folder).problems)
    except CrossreadError as error:
        return [str(error)]


def _read(line: bytes, number: int) -> Verdict:
    try:
        row = json.loads(line.strip(b"\0").decode("utf-8"))
    except (ValueError, RecursionError):
        raise ValueError("holds no JSON object in UTF-8") from None
    if not isinstance(row, dict):
        raise ValueError("holds no JSON object in UTF-8")
    if missing := [name for name in NEEDED if name not in row]:
        raise ValueError(f"lacks {', '.join(missing)}")
    # A later version may say more of a decision; what this one does not know stays in the file.
    found = Verdict(**{name: row[name] for name in KEYS if name in row}, line=number)
    for name in KEYS:
        value, wanted = getattr(found, name), Verdict.__dataclass_fields__[name].type
        if type(value) is not wanted:
            raise ValueError(f"has for {name} {json.dumps(value)[:40]}, which must be a {wanted.__name__}")
    if not PAIR.fullmatch(found.pair) or not HASH.fullmatch(found.text_hash):
        raise ValueError("has no pair of the form p7f3a2c1d or no text_hash of sixteen hexadecimal digits")
    one_of("verdict", found.verdict, VERDICTS)
    if found.verdict != "undo":
        one_of("relation", found.relation, RELATIONS)
    return found


def added_verdict(folder: str | Path, row: Verdict) -> Verdict:
    """The decision, after it has been added to the file of the folder and reached the disk."""
    return added_verdicts(folder, [row])[0]


def added_verdicts(folder: str | Path, rows: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The decisions, after all of them have been added to the file of the folder in one step and reached the disk.

    They go in with one write at the end of the file, under a lock where the system has one, so that several processes
    may add lines at once. A last line that was cut off is closed first and stays as it is.

    Raises
    ------
    CrossreadError
        Where a decision could not be read again, or another process keeps the file locked; nothing is added then.
    OSError
        Where the file cannot be written; nothing is added then.
    """
    rows = tuple(rows)
    lines = b"".join(map(_line, rows))
    if not lines:
        return rows
    path = Path(folder) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        alone = locked(file, path, WAIT)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        content = (b"" if file.read(1) in (b"", b"\n") else b"\n") + lines
        try:
            if file.write(content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(file.fileno())
        except OSError:
            if alone:
                with contextlib.suppress(OSError):
                    file.truncate(size)
            raise
    if fresh:
        reach_disk(path.parent)
    return rows


def _line(row: Verdict) -> bytes:
    told = {name: getattr(row, name) for name in KEYS}
    # JSON writes half a surrogate pair as this very escape, so that any text comes back as it was.
    line = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    try:
        _read(line, 0)
    except ValueError as error:
        raise CrossreadError(f"the decision on {row.pair[:20]!r} cannot be kept: it {error}") from None
    return line + b"\n"
