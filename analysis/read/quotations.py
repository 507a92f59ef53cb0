"""Quotations: what stands between quotation marks, paragraph by paragraph.

Curly, straight, low-high, angle and single marks are paired by kind. A quotation left open ends with its paragraph and
is flagged; where the next paragraph opens with the same mark again, it is the same quotation continued. Caution:
single marks are also apostrophes, so they count only where they stand outside a word on both sides.
"""

import re
from dataclasses import dataclass

from analysis.read.segments import Paragraph
from analysis.read.zones import Span

PAIRS = {
    "“": "”", "„": "“”", "«": "»", "‹": "›", "»": "«", "›": "‹", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "”": "”",
}  # fmt: skip
MARK = re.compile("[“”„«»‹›‘’‚\"']")
SINGLE = "'‘‚"


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """The words between the marks, marks left out; `closed` is False where no closing mark was found."""

    paragraph: int
    closed: bool
    continued: bool


def quotations(text: str, rows: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs, outermost only, in order.

    >>> text = "He said, “Go.” Then ‘stay’ and the men’s “never"
    >>> [(q.text, q.closed) for q in quotations(text, (Paragraph(0, len(text), text, "prose"),))]
    [('Go.', True), ('stay', True), ('never', False)]
    """
    found: list[Quotation] = []
    open_kind = ""
    for number, row in enumerate(rows, start=1):
        continued = bool(open_kind) and row.text.startswith(open_kind)
        open_kind = ""
        for i, (start, end, kind) in enumerate(_pairs(row.text)):
            closed = end is not None
            stop = end if closed else len(row.text)
            again = continued and i == 0 and start == len(kind)
            start, stop, piece = row.start + start, row.start + stop, row.text[start:stop]
            if piece.strip():
                found.append(Quotation(start, stop, piece, number, closed, again))
            if not closed:
                open_kind = kind
    return tuple(found)


def _pairs(text: str) -> list[tuple[int, int | None, str]]:
    """Start, end (None where open) and opening mark of each outermost quotation of one paragraph."""
    marks = [(m.start(), m.group()) for m in MARK.finditer(text)]
    pairs, i = [], 0
    while i < len(marks):
        at, mark = marks[i]
        if mark in PAIRS and _opens(text, at, mark):
            j = _closing(text, marks, i)
            if j is not None:
                pairs.append((at + len(mark), marks[j][0], mark))
                i = j
            elif mark not in SINGLE + "”»›":
                pairs.append((at + len(mark), None, mark))
                break
        i += 1
    return pairs


def _closing(text: str, marks: list[tuple[int, str]], i: int) -> int | None:
    """The index of the mark that closes mark `i`, or None."""
    closers, depth, possessive = PAIRS[marks[i][1]], 0, None
    # A single mark is nearly always an apostrophe: a short look ahead keeps a text full of them linear.
    last = min(len(marks), i + 60) if marks[i][1] in SINGLE else len(marks)
    for j in range(i + 1, last):
        at, mark = marks[j]
        if mark in closers and _closes(text, at, mark):
            if depth:
                depth -= 1
            elif _may_be_possessive(text, at, mark):
                possessive = j if possessive is None else possessive
            elif possessive is None or text[at - 1] in ".,!?":
                return j
            else:
                return possessive
        elif mark == marks[i][1] and mark not in closers:
            depth += 1
    return possessive


def _may_be_possessive(text: str, at: int, mark: str) -> bool:
    """Whether a single mark may belong to a plural ("the workers' tea") and not close a quotation."""
    return mark in "'’" and text[at - 1] == "s" and bool(re.match(r" [a-z]", text[at + 1 : at + 3]))


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not re.search(r"\w", text[at + 1 : at + 40]):
        return False
    if mark in "\"'":
        if mark == "'" and re.match(r"\d\ds?\b|n'|tis\b|twas\b", text[at + 1 : at + 6], re.IGNORECASE):
            return False
        return not before.isalnum() and (mark == '"' or before not in ".,!?") and not after.isspace()
    if mark == "‘":
        return not before.isalnum() and not after.isdigit()
    if mark in "”»›«‹":
        # Which way angle marks point depends on the language: what opens stands before a word and after none.
        return (before.isspace() or before in "([—–-:,") and not (mark not in "«‹" and after.isspace())
    return True


def _closes(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "'’‘":
        return not after.isalnum() and not before.isspace()
    if mark == '"':
        return not before.isspace() or not after.isalnum()
    return True
