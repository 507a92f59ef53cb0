"""Lines of PDF pages: which belong to the text, and where its paragraphs begin.

Input is the lines of each page with place and size; output is the lines of the text and the numbers of those that begin
a paragraph. Caution: heads are told by repetition, so those of a single page stay, page numbers apart.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.read.zones import BULLET, SENTENCE_END

EDGE = 3  # how many lines at the top and at the foot of a page may be running heads
_NUMBER = re.compile(
    r"(?i)^\W*(?:page|p\.|seite|صفحه)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|von|from)\s*\d{1,4})?\W*$"
)
_HYPHEN = re.compile(r"\w[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, the place of its first letter from the left and from the foot, letter size, page number."""

    text: str
    x: float
    y: float
    size: float
    page: int


def body_lines(pages: list[list[Line]]) -> list[Line]:
    """All lines but running heads, running feet and page numbers.

    >>> pages = [[Line("News", 9, 99, 9, n), Line(f"Text {n}.", 9, 50, 9, n), Line(f"{n}", 9, 2, 9, n)] for n in (1, 2)]
    >>> [line.text for line in body_lines(pages)]
    ['Text 1.', 'Text 2.']
    """
    edges = [_edges(lines) for lines in pages]
    filled = sum(bool(lines) for lines in pages)
    seen: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        seen.update({(side, form) for line, side in edge.items() for form in _forms(line)})
    places = Counter(place for edge in edges for place in {_place(line) for line in edge})
    letters = Counter()
    for lines in pages:
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
    body = max(letters, key=lambda size: (letters[size], size)) if letters else 0

    def runs(line: Line, edge: dict[Line, str]) -> bool:
        if line not in edge:
            return False
        enough = max(2, filled / 3)
        if _NUMBER.match(line.text) and _is_outermost(line, edge):
            return True
        if any(seen[edge[line], form] >= enough for form in _forms(line)):
            return True
        # Heads that change with the chapter or the side keep their place and their small letters.
        small = line.size < 0.9 * body and len(line.text) < 80
        return small and filled > 1 and places[_place(line)] >= max(2, 0.8 * filled) and _is_outermost(line, edge)

    return [line for lines, edge in zip(pages, edges, strict=True) for line in lines if not runs(line, edge)]


def _edges(lines: list[Line]) -> dict[Line, str]:
    """The lines nearest to the top and the foot of a page, by place or, where a file gives none, by order."""
    if len({line.y for line in lines}) > 1:
        lines = sorted(lines, key=lambda line: -line.y)
    most = min(EDGE, max(1, len(lines) // 4))
    return dict.fromkeys(lines[-most:], "foot") | dict.fromkeys(lines[:most], "top")


def _is_outermost(line: Line, edge: dict[Line, str]) -> bool:
    others = [other.y for other, side in edge.items() if side == edge[line]]
    return line.y >= max(others) - 1 if edge[line] == "top" else line.y <= min(others) + 1


def _place(line: Line) -> tuple[int, float]:
    return round(line.y / 3), round(line.size, 1)


def _forms(line: Line) -> set[str]:
    """The line as it stands, and with each of its numbers told from the page's, so that "Page 3" equals "Page 4"."""
    forms = {line.text.casefold()}
    for found in re.finditer(r"\d{1,6}", line.text):
        change = int(found.group()) - line.page
        forms.add(f"{line.text[: found.start()]}<{change}>{line.text[found.end() :]}".casefold())
    return forms


def paragraph_starts(lines: list[Line]) -> list[int]:
    """The numbers of the lines that begin a paragraph.

    A paragraph begins after a gap, at an indented line, at another size of letters, and after a short line that ends a
    sentence. A sentence that runs on into the next column or page does not begin one.
    """
    leading = _leading(lines)
    width = _typical([len(line.text) for line in lines])
    left = _left_edges(lines)
    return [0] + [
        i
        for i in range(1, len(lines))
        if _begins(lines[i - 1], lines[i], leading, width, left.get(i, False))
    ]  # fmt: skip


def _typical(lengths: list[int]) -> int:
    """The length of a full line: nine in ten are not longer."""
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _leading(lines: list[Line]) -> float:
    gaps = [
        a.y - b.y
        for a, b in pairwise(lines)
        if a.page == b.page
        and 0 < a.y - b.y < 3 * max(a.size, b.size, 1)
        and abs(a.size - b.size) < 0.1 * max(a.size, 1)
    ]
    return median(gaps) if gaps else 0.0


def _left_edges(lines: list[Line]) -> dict[int, bool]:
    """Which lines are indented: further right than the lines before and after them, by one to six letters."""
    found = {}
    for i in range(1, len(lines) - 1):
        before, line, after = lines[i - 1], lines[i], lines[i + 1]
        base = after.x if after.page == line.page and 0 < line.y - after.y < 3 * max(line.size, 1) else before.x
        found[i] = 0.6 * line.size < line.x - base < 6 * line.size and line.x - before.x > 0.6 * line.size
    return found


def _begins(before: Line, line: Line, leading: float, width: int, indented: bool) -> bool:
    ended = bool(SENTENCE_END.search(before.text))
    runs_on = not ended and (line.text[:1].islower() or bool(_HYPHEN.search(before.text)))
    same_size = abs(line.size - before.size) <= 0.1 * max(line.size, before.size)
    if not same_size:
        return True
    if runs_on:
        return False
    if BULLET.match(line.text) or indented:
        return True
    gap = before.y - line.y
    if before.page != line.page or gap < 0:  # the next page or column
        return ended
    if leading and gap > 1.35 * leading:
        return True
    return ended and len(before.text) < 0.7 * width
