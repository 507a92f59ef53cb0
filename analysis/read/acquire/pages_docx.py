"""The text of a Word file: paragraphs, headings, list items, and tables as one line a row.

Input is bytes; output is a record. Text inserted under tracked changes is in, deleted and hidden text is not;
heads, feet, footnotes and comments are not. Caution: numbers that Word makes itself, as those of lists, are not text.
"""

import datetime
import io

from analysis.errors import CrossreadError
from analysis.read.acquire.body_blocks import PROSE
from analysis.read.acquire.cleaning import clean_line
from analysis.read.acquire.packages import SAVE, checked_package
from analysis.read.acquire.plain import is_title
from analysis.read.acquire.record import Extract, joined, same_words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PASS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "txbxContent"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
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
        if "purl.oclc.org" in file.element.tag:
            raise CrossreadError("the Word file is in the form Strict Open XML; save it as Word Document (.docx)")
        body = file.element.body
        if body is None:
            raise CrossreadError(f"the Word file has no body; {SAVE}")
        styles = {style.style_id: str(style.name or "").lower() for style in file.styles}
        properties = _properties(file)
        told = {"footnote": "footnoteReference", "endnote": "endnoteReference", "inserted file": "altChunk"}
        parts = [(what, _notes(body, name)) for what, name in told.items()]
        return body, styles, properties, parts
    except (CrossreadError, MemoryError):
        raise
    except ValueError as error:
        if "is not a Word file" in str(error):  # a template, or one with macros
            raise CrossreadError("the Word file is a template or has macros (.dotx, .docm); save it as .docx") from None
        raise CrossreadError(f"the Word file is damaged or cut off (ValueError); {SAVE}") from None
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
            tables += _table(child, styles, rows)
        elif name in _PASS:
            tables += _walk(child, styles, rows)
    return tables


def _table(table, styles: dict[str, str], rows: list[tuple[str, str]]) -> int:
    """Append a line for each row of a table of data, or the blocks of the cells of one that lays a page out."""
    own = [row for row in table.iter(_W + "tr") if next(row.iterancestors(_W + "tbl")) is table]
    cells = [[cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row] for row in own]
    if any(_is_layout(cell) for row in cells for cell in row):
        return sum(_walk(cell, styles, rows) for row in cells for cell in row)
    for row in cells:
        words = [" ".join("".join(_words(cell)).split()) for cell in row]
        if any(words):
            rows.append((" | ".join(filter(None, words)), "table"))
    return 1


def _is_layout(cell) -> bool:
    """Whether a cell holds a table, a text box, or prose: several paragraphs, one of them long, or a very long one."""
    if any(True for _ in cell.iter(_W + "tbl", _W + "txbxContent")):
        return True
    lengths = [length for part in cell.iter(_W + "p") if (length := len("".join(_words(part)).strip()))]
    return max(lengths, default=0) > (PROSE if len(lengths) > 1 else 4 * PROSE)


def _name(element) -> str:
    return element.tag.removeprefix(_W) if isinstance(element.tag, str) and element.tag.startswith(_W) else ""


def _words(element):
    """The characters of a paragraph or cell, text boxes and doubled content apart."""
    for child in element:
        name = _name(child)
        if name == "t" or child.tag == _MATH:
            yield child.text or ""
        elif name == "r" and _is_hidden(child):
            continue
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("txbxContent", "del", "moveFrom", "pPr", "rPr", "instrText") or child.tag == _FALLBACK:
            continue
        else:
            yield from _words(child)
            if name == "p":
                yield " "


def _is_hidden(run) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


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
