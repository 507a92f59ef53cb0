"""Which part of a text is what: title, dateline, body, and the block of links that trails it.

Input is the untouched text; output is spans into it, so nothing is ever deleted. The rules know the furniture of
news pages (print links, "Published in", "External Links", ...), not any one site. Caution: a page with unusual
furniture may be cut in the wrong place; the manifest's `body` column then overrules the rules.
"""

import re
from dataclasses import dataclass

WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?\.?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE_LINE = re.compile(
    r"(?i)^\W*(?:(?:updated|published|posted|last modified)\b.*|by\s+\S.*|(?:print|share|e-?mail)(?: this \w+)?|"
    rf"(?:\d{{1,2}}:\d\d(?: ?[ap]\.?m\.?)?,?\s+)?{WEEKDAY}(?:{DAY}\s+)?{MONTH}\s+(?:{DAY},?\s+)?\d{{4}}.*|"
    r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*)$"
)
TRAILING_LINE = re.compile(
    r"(?i)^\W*(?:published in|last modified|external links?|related (?:articles?|links?|content|stories|news)|"
    r"share this|tags?:|filed under|about the author|all rights reserved|leave a (?:comment|reply))"
)
# These also head sections in the middle of a text, so they count only where most of the text lies before them.
PERHAPS_TRAILING = re.compile(
    r"(?i)^\W*(?:read (?:more|next|also)|see also|more (?:from|on|in|stories)|copyright|(?:\d+ )?comments?:?$|"
    r"(?:references|notes|footnotes|sources):?$)"
)
SENTENCE_END = re.compile(r"[.!?…][\"'“”‘’»›«‹)\]]*\s*$")
BULLET = re.compile(r"^\s*(?:[•·‣▪*–—-]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text[start:end]`, end exclusive, and the characters themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Zones:
    """The parts of one text in order; a part that is missing is None (the body never is)."""

    title: Span | None
    dateline: Span | None
    body: Span
    trailing: Span | None


def trimmed_span(text: str, start: int, end: int) -> Span:
    """The span without the white space (non-breaking included) at its two ends.

    >>> trimmed_span(" to be ", 0, 7)
    Span(start=1, end=6, text='to be')
    """
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Span(start, start + len(piece), piece)


def lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The non-empty lines of `text[start:end]` without surrounding white space."""
    found, position = [], start
    for line in text[start:end].splitlines(keepends=True):
        span = trimmed_span(text, position, position + len(line))
        position += len(line)
        if span.text:
            found.append(span)
    return found


def _first_of_tail(rows: list[Span]) -> int:
    """Which row begins the trailing block; never the first, for a headline may well begin with "Sources"."""
    for i, row in enumerate(rows[1:], start=1):
        if len(row.text) > 80 or SENTENCE_END.search(row.text):
            continue
        late = row.start - rows[0].start > rows[-1].end - row.end
        if TRAILING_LINE.match(row.text) or (late and PERHAPS_TRAILING.match(row.text)):
            return i
    return len(rows)


def _is_title(text: str, rows: list[Span]) -> bool:
    """A short first line without a full stop that stands by itself: a blank line or a dateline follows it."""
    alone = text[rows[0].end : rows[1].start].count("\n") > 1
    short = len(rows[0].text) <= 200 and not SENTENCE_END.search(rows[0].text)
    return short and (alone or bool(DATE_LINE.match(rows[1].text)))


def _is_prose(line: str) -> bool:
    return bool(SENTENCE_END.search(line)) or len(line) > 160


def zones(text: str, body: tuple[int, int] | None = None) -> Zones:
    """Title, dateline, body and trailing block of a text, as spans into it.

    Parameters
    ----------
    text : the whole text, untouched.
    body : character offsets of the body where a person has fixed them; None lets the rules decide.

    >>> found = zones("A title\\n\\n4 May 2020\\n\\nOne. Two.\\n\\nPublished in News")
    >>> found.title.text, found.dateline.text, found.body.text, found.trailing.text
    ('A title', '4 May 2020', 'One. Two.', 'Published in News')
    """
    rows = lines(text)
    if not rows:
        return Zones(None, None, Span(0, 0, ""), None)
    if body is not None:
        middle = trimmed_span(text, *body)
        before = lines(text, 0, middle.start)
        title, head = (before[0], before[1:]) if before else (None, [])
        return Zones(title, _joined(text, head), middle, _trailing(text, middle.end))
    title, rest = None, rows
    if len(rows) > 1 and _is_title(text, rows):
        title, rest = rows[0], rows[1:]
    head = []
    while len(rest) > 1 and DATE_LINE.match(rest[0].text) and not _is_prose(rest[0].text):
        head.append(rest[0])
        rest = rest[1:]
    tail = _first_of_tail(rest)
    end = rest[tail - 1].end
    start = rest[0].start
    return Zones(title, _joined(text, head), Span(start, end, text[start:end]), _trailing(text, end))


def _joined(text: str, rows: list[Span]) -> Span | None:
    return Span(rows[0].start, rows[-1].end, text[rows[0].start : rows[-1].end]) if rows else None


def _trailing(text: str, start: int) -> Span | None:
    span = trimmed_span(text, start, len(text))
    return span if span.text else None
