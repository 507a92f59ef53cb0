"""Plain text and Markdown as title and paragraphs.

Input is decoded text; output is a record. Words are never changed; only marks of Markdown and line breaks inside
paragraphs go. Caution: in a text without blank lines each line that ends a sentence well before the others do ends a
paragraph.
"""

import datetime
import html
import re
from dataclasses import replace

from analysis.errors import CrossreadError
from analysis.read.acquire.cleaning import clean_characters, clean_line, web_address
from analysis.read.acquire.pdf_words import joined_lines
from analysis.read.acquire.record import Extract, joined
from analysis.read.zones import BULLET, SENTENCE_END

_FENCE = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAGS = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)|<[^>]*>")
_FRONT = re.compile(r"[ \t]|[A-Za-z_][\w.-]*[ \t]*(?::(?=[ \t]|$)|=)|\[|\]|[{}#]|-(?:[ \t]|$)|[\"'][^\"']*[\"']\s*[:=]")
_FIELD = re.compile(r"^([A-Za-z_-]+)\s*[:=]\s*(.*?)\s*$")
_FIELDS = {
    "title": "title", "date": "date", "published": "date", "publisher": "publisher", "publication": "publisher",
    "site": "publisher", "source": "publisher", "url": "url", "canonical": "url", "canonical_url": "url",
    "link": "url",
}  # fmt: skip
LONGEST_TITLE = 200
DEEPEST = 50  # quotations and lists in one another
WIDEST = 100  # letters; longer lines were not wrapped to a width


def text_extract(text: str) -> Extract:
    """The record of a plain text; its first paragraph is the title if it is one short line without a full stop.

    >>> text_extract("A title\\r\\n\\r\\nOne line\\r\\nand its end.").text
    'A title\\n\\nOne line and its end.\\n'
    """
    blocks = paragraphs(clean_characters(text))
    title = blocks[0] if len(blocks) > 1 and is_title(blocks[0]) else ""
    return Extract(joined(blocks, title), title=clean_line(title), media="text")


def is_title(block: str) -> bool:
    """Whether a block looks like a headline: one short line that does not end as a sentence does.

    >>> is_title("Trams stopped"), is_title("The trams stopped on Sunday.")
    (True, False)
    """
    fits = "\n" not in block and len(block) <= LONGEST_TITLE and any(map(str.isalpha, block))
    return fits and not SENTENCE_END.search(block)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; lines that were wrapped to a width are joined.

    >>> paragraphs("One.\\nTwo.\\n\\nA line that goes on\\nin the next.")
    ['One.', 'Two.', 'A line that goes on in the next.']
    """
    blocks = [block for part in re.split(r"\n[ \t\xa0]*\n", text) if (block := part.strip())]
    inner = [len(line.strip()) for block in blocks for line in block.split("\n")[:-1]]
    width = max(inner, default=0)
    return [piece for block in blocks for piece in _unwrapped(block, width)]


def _unwrapped(block: str, width: int) -> list[str]:
    """The lines of a block joined into paragraphs; `width` is that of the longest line that another follows."""
    pieces: list[list[str]] = []
    before = ""
    for line in block.split("\n"):
        line = line.strip()
        if not line:
            continue
        full = width <= WIDEST and len(before) > 0.75 * width
        is_heading = len(before) < 0.5 * width and not line[:1].islower()
        ended = bool(SENTENCE_END.search(before)) and not full
        if pieces and not ended and not is_heading and not BULLET.match(line):
            pieces[-1].append(line)
        else:
            pieces.append([line])
        before = line
    return joined_lines(pieces)[0]


def markdown_extract(text: str) -> Extract:
    """The record of a Markdown text: its words without the marks, and the fields of its front matter.

    >>> found = markdown_extract("---\\ntitle: A *plain* title\\ndate: 2020-05-04\\n---\\n\\nSome **bold** [words](x).")
    >>> found.text, found.date
    ('A *plain* title\\n\\nSome bold words.\\n', datetime.date(2020, 5, 4))
    """
    text = clean_characters(text)
    front, body = _front_matter(text)
    blocks, heading = _markdown_blocks(body)
    title = front.pop("title", "") or heading
    if not title and len(blocks) > 1 and is_title(blocks[0]):
        title = blocks[0]
    title = clean_line(title)
    return replace(Extract(joined(blocks, title), title=title, media="markdown"), **front)


def _front_matter(text: str) -> tuple[dict, str]:
    """The known fields of YAML or TOML front matter that stand on one line each, and the text after it."""
    found = _FENCE.match(text)
    # Between two rules may stand prose; what is not all fields is text.
    if not found or any(line.strip() and not _FRONT.match(line) for line in found.group(2).split("\n")):
        return {}, text
    fields: dict = {}
    for line in found.group(2).split("\n"):
        field = _FIELD.match(line)
        name = _FIELDS.get(field.group(1).lower()) if field else None
        value = re.sub(r"^([\"'])(.*)\1$", r"\2", field.group(2)) if name else ""
        if not value or name in fields or re.fullmatch(r"[|>][+-]?\d?", value):  # a value on the next lines
            continue
        if name == "date":
            fields["date"] = written_day(value)
        else:
            fields[name] = web_address(value) if name == "url" else clean_line(value)
    return {name: value for name, value in fields.items() if value}, text[found.end() :]


def written_day(value: object) -> datetime.date | None:
    """The day that an ISO date or time begins with, or None.

    >>> written_day("2020-05-04T10:00:00Z"), written_day("May 2020")
    (datetime.date(2020, 5, 4), None)
    """
    try:
        return datetime.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def _markdown_blocks(text: str) -> tuple[list[str], str]:
    """The blocks of a Markdown text and its first heading, where that leads the text."""
    from markdown_it import MarkdownIt

    try:
        tokens = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").parse(text)
        deepest = max((token.level for token in tokens), default=0)
    except RecursionError:
        deepest = DEEPEST
    if deepest >= DEEPEST - 1:  # the parser drops what lies deeper, without a word
        raise CrossreadError("the Markdown is nested too deeply; save it as plain text")
    blocks, heading, row, opened = [], "", [], ""
    for token in tokens:
        if token.type == "heading_open" or token.type == "tr_open":
            opened = token.tag
            row = [] if token.type == "tr_open" else row
        elif token.type == "inline":
            words = _inline(token.children or [])
            if opened == "tr":
                row.append(words)
                continue
            heading = words if opened == "h1" and not blocks else heading
            blocks.append(words)
            opened = ""
        elif token.type == "tr_close":
            blocks.append(" | ".join(row))
            opened = ""
        elif token.type in ("fence", "code_block"):
            blocks += paragraphs(token.content)
        elif token.type == "html_block":
            blocks += paragraphs(html.unescape(_TAGS.sub(" ", token.content)))
    return [block for block in blocks if block.strip()], heading


def _inline(children: list) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return re.sub(r"\[\^[^\]\s]{1,40}\]:?", "", "".join(parts)).strip()
