"""Many texts in, their attributions out: JSON lines to JSON lines, on all processors, in bounded memory.

Input lines hold `{"doc_id", "text"}`; each output line holds the same row with `attributions`, whose parts are lists of
[start, end] into the text, in the order of the input. Caution: the whole text is read, headline and dateline included,
unlike the body of a document of the corpus.
"""

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from analysis.errors import CrossreadError, one_of
from analysis.read.attribution import ENGINES, attributions
from analysis.read.attribution.record import Attribution
from analysis.read.processes import Processes
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.sources.resolution import Source, sources
from analysis.read.zones import Span

AHEAD = 8  # rows that wait for each worker: enough to keep it busy, few enough to hold in memory


def marks(text: str, engine: str, *, nested: bool = False) -> list[dict]:
    """The attributions of a whole text: `source`, `cue`, `content` as lists of [start, end], and what is known of them.

    `nested` adds the reports inside reports, which labelled texts leave out.

    >>> row = marks("Jane Doe said that the mill would close.", "rules")[0]
    >>> row["source"], row["cue"], row["content"], row["mode"], row["source_type"]
    ([[0, 8]], [[9, 13]], [[14, 39]], 'indirect', 'named person')
    """
    blocks = paragraphs(text, Span(0, len(text), text))
    rows, quoted = sentences(text, blocks), quotations(text, blocks)
    found = attributions(text, blocks, rows, quoted, engine=engine, nested=nested)
    return [mark(one, who) for one, who in zip(found, sources(text, blocks, rows, found), strict=True)]


def mark(one: Attribution, who: Source) -> dict:
    """One attribution as a JSON object."""
    return {
        "source": _edges(one.source),
        "cue": _edges(one.cue),
        "content": [[part.start, part.end] for part in one.content],
        "mode": one.mode,
        "act": one.act,
        "stance": one.stance,
        "source_name": who.name,
        "source_type": who.type,
        "resolution": who.reason,
        "confidence": one.confidence,
        "marked_by": one.marked_by,
        "parent": one.parent,
    }


def _edges(part: Span | None) -> list[list[int]]:
    return [[part.start, part.end]] if part else []


def annotated_line(line: str, engine: str, nested: bool = False) -> str:
    """One output line for one input line."""
    row = json.loads(line)
    return json.dumps({**row, "attributions": marks(row["text"], engine, nested=nested)}, ensure_ascii=False)


def checked_lines(path: Path) -> Iterator[str]:
    """The lines of a file that are not blank, each known to hold a text.

    Raises
    ------
    CrossreadError
        Naming file and line, where a line is no JSON object with `doc_id` and a `text`.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    _check(line, f"{path} line {number}")
                    yield line
    except (OSError, UnicodeDecodeError) as error:
        raise CrossreadError(f"{path} cannot be read: {error}") from error


def _check(line: str, where: str) -> None:
    wanted = 'give one JSON object a line: {"doc_id": "a1", "text": "..."}'
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CrossreadError(f"{where} is not JSON ({error}); {wanted}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "doc_id" not in row:
        raise CrossreadError(f"{where} lacks doc_id or text; {wanted}")


def annotated(lines: Iterable[str], engine: str, *, jobs: int | None = None, nested: bool = False) -> Iterator[str]:
    """Output lines for input lines, in their order, worked on by `jobs` processes (None: one a processor).

    >>> [line[:30] for line in annotated(['{"doc_id": 1, "text": ""}'], "rules", jobs=1)]
    ['{"doc_id": 1, "text": "", "att']
    """
    one_of("engine", engine, ENGINES)
    jobs = jobs or os.cpu_count() or 1
    work = partial(annotated_line, engine=engine, nested=nested)
    if jobs == 1:
        yield from map(work, lines)
        return
    with Processes(jobs) as pool:
        waiting: deque = deque()
        try:
            for line in lines:
                waiting.append(pool.submit(work, line))
                if len(waiting) >= AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
