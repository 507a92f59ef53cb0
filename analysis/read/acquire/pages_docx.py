"""The text of a Word file: paragraphs, headings, list items, and tables as one line a row.

Input is bytes; output is a record. Text inserted under tracked changes is in, deleted text is not; heads, feet,
footnotes and comments are not. Caution: numbers that Word makes itself, as those of lists, are not text.
"""

import datetime
import io

from analysis.errors import CrossreadError
from analysis.read.acquire.cleaning import clean_line
from analysis.read.acquire.packages import SAVE, checked_package
from analysis.read.acquire.plain import is_title
from analysis.read.acquire.record import Extract, joined, same_words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "txbxContent"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
DEEPEST = 200


def docx_extract(content: bytes) -> Extract:
    """The record of a Word file; raises `CrossreadError` where it is damaged, encrypted, a bomb, or has no text."""
    checked_package(content)
    body, styles, properties, parts = _opened(content)
    _check_depth(body)
    rows: list[tuple[str, str]] = []
    tables = _walk(body, styles, rows)
    blocks = [words for words, _ in rows]
    if not blocks:
        raise CrossreadError("the Word file holds no text in its body; check that it is the right one")
    title = _title(rows, properties[0])
    notes = [
        f"{tables} {'tables are' if tables > 1 else 'table is'} given as lines, one a row." if tables else "",
        *(f"{count} {name}{'s are' if count > 1 else ' is'} not in the text." for name, count in parts if count),
    ]
    date = properties[1]
    if date:
        notes.append("The date is that of the file, which may differ from that of its publication; check it.")
    return Extract(joined(blocks, title), title=title, date=date, media="docx", notes=tuple(filter(None, notes)))


def _opened(content: bytes):
    """Body, style names by id, title and day, and how many footnotes and endnotes there are."""
    import docx

    try:
        file = docx.Document(io.BytesIO(content))
        body = file.element.body
        if body is None:
            raise CrossreadError(f"the Word file has no body; {SAVE}")
        styles = {style.style_id: str(style.name or "").lower() for style in file.styles}
        properties = _properties(file)
        parts = [("footnote", _notes(body, "footnoteReference")), ("endnote", _notes(body, "endnoteReference"))]
        return body, styles, properties, parts
    except (CrossreadError, MemoryError):
        raise
    except Exception as error:  # python-docx answers a damaged file with whatever it stumbles over
        raise CrossreadError(f"the Word file is damaged or cut off ({type(error).__name__}); {SAVE}") from None


def _properties(file) -> tuple[str, datetime.date | None]:
    """Title and day of making; asked for where there are none, python-docx would invent both."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if all(link.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for link in file.part.package.rels.values()):
        return "", None
    found = file.core_properties
    made = found.created or found.modified
    return clean_line(found.title), made.date() if made else None


def _notes(body, name: str) -> int:
    return sum(1 for _ in body.iter(_W + name))


def _check_depth(body) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise CrossreadError(f"the Word file nests more than {DEEPEST} elements; {SAVE}")


def _walk(element, styles: dict[str, str], rows: list[tuple[str, str]]) -> int:
    """Append words and style of each block below an element; returns how many tables there were."""
    tables = 0
    for child in element:
        name = _name(child)
        if name == "p":
            words = "".join(_words(child)).strip()
            if words:
                rows.append((words, _style(child, styles)))
            for box in child.iter(_W + "txbxContent"):
                # Word writes a text box twice, the second time for old programs.
                if not any(up.tag == _FALLBACK for up in box.iterancestors()):
                    tables += _walk(box, styles, rows)
        elif name == "tbl":
            tables += 1
            for row in child.iter(_W + "tr"):
                cells = [" ".join("".join(_words(cell)).split()) for cell in row.iterchildren(_W + "tc")]
                if any(cells):
                    rows.append((" | ".join(cell for cell in cells if cell), "table"))
        elif name in _PASS:
            tables += _walk(child, styles, rows)
    return tables


def _name(element) -> str:
    return element.tag.removeprefix(_W) if isinstance(element.tag, str) and element.tag.startswith(_W) else ""


def _words(element):
    """The characters of a paragraph or cell, text boxes and doubled content apart."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("txbxContent", "del", "moveFrom", "pPr", "rPr", "instrText") or child.tag == _FALLBACK:
            continue
        else:
            yield from _words(child)
            if name == "p":
                yield " "


def _style(paragraph, styles: dict[str, str]) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(found.get(f"{_W}val", ""), "") if found is not None else ""


def _title(rows: list[tuple[str, str]], named: str) -> str:
    """The title: a paragraph of the style Title, one that says what the properties say, or a heading at the head."""
    head = rows[:6]
    for words, style in head:
        if style == "title" or (named and same_words(words, named)):
            return clean_line(words)
    first, style = rows[0]
    if style == "heading 1" or (len(rows) > 1 and is_title(first)):
        return clean_line(first)
    return named
