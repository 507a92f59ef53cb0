"""The text of a PDF: its pages in order, without running heads and page numbers, its lines joined into paragraphs.

Input is bytes; output is a record whose `pages` say which stretch of the text stands on which page. Caution: a PDF
holds letters at places, not words in order. Columns are read as the file lists them, tables come out line by line, and
writing from right to left depends on the program that made the file.
"""

import datetime
import io
import re

from analysis.errors import CrossreadError
from analysis.read.acquire.cleaning import FORMS, clean_line, clean_text
from analysis.read.acquire.pdf_lines import Line, body_lines, paragraph_starts
from analysis.read.acquire.pdf_words import joined_lines
from analysis.read.acquire.record import Extract, same_words
from analysis.read.acquire.walls import word_count
from analysis.read.zones import SENTENCE_END

SAVE = "save it again as PDF, or its text as .txt, and add that"
MOST_PAGES = 3_000
MOST_LETTERS = 5_000_000
_POOR_TITLE = re.compile(
    r"(?i)^(?:untitled|layout \d+$|microsoft word|document\d*$|slide \d+$|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)$)"
)


def pdf_extract(content: bytes) -> Extract:
    """The record of a PDF; raises `CrossreadError` where it is encrypted, damaged or holds no text."""
    pages, title, date = _pages(content)
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(empty) == len(pages):
        raise CrossreadError("the PDF holds no text, only pictures of it; have its text recognised (OCR) first")
    lines = body_lines(pages)
    if not lines:
        raise CrossreadError("the PDF holds nothing but running heads and page numbers; add its text as .txt")
    text, spans, title = _text(lines, title)
    if word_count(text) < 5:
        raise CrossreadError("the PDF holds fewer than five words; have its text recognised (OCR) first")
    notes = []
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (" and others" if len(empty) > 20 else "")
        notes.append(f"Of {len(pages)} pages {len(empty)} hold no text (page {listed}); they may be pictures.")
    if date:
        notes.append("The date is that of the file, which may be later than that of its publication; check it.")
    return Extract(text, title=title, date=date, media="pdf", pages=spans, notes=tuple(notes))


def _pages(content: bytes) -> tuple[list[list[Line]], str, datetime.date | None]:
    """The lines of each page, and title and day from the file's properties."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        count = len(reader.pages)
        if not count:
            raise CrossreadError(f"the PDF has no pages; {SAVE}")
        if count > MOST_PAGES:
            raise CrossreadError(f"the PDF has {count:,} pages, more than {MOST_PAGES:,}; add the part you need")
        pages, letters = [], 0
        for page in reader.pages:
            pages.append(_lines(page, len(pages) + 1))
            letters += sum(len(line.text) for line in pages[-1])
            if letters > MOST_LETTERS:
                raise CrossreadError(f"the PDF holds more than {MOST_LETTERS:,} letters; add the part you need")
        return pages, *_properties(reader)
    except (CrossreadError, MemoryError):
        raise
    except (FileNotDecryptedError, DependencyError):
        raise CrossreadError("the PDF is encrypted; save a copy without a password and add that") from None
    except LimitReachedError:
        raise CrossreadError(f"the PDF unpacks to more than it should; {SAVE}") from None
    except RecursionError:
        raise CrossreadError(f"the PDF is nested too deeply or refers to itself; {SAVE}") from None
    except Exception as error:  # the format is wide, and so are the errors of its readers
        raise CrossreadError(f"the PDF is damaged or cut off ({type(error).__name__}); {SAVE}") from None


def _lines(page, number: int) -> list[Line]:
    """The lines of a page with their places, as the file lists them."""
    lines: list[Line] = []
    words: list[str] = []
    place: list[tuple[float, float, float]] = []

    def close() -> None:
        line = clean_text("".join(words)).translate(FORMS)
        if line.strip():
            x, y, size = place[0] if place else (0.0, 0.0, 0.0)
            indent = len("".join(words)) - len("".join(words).lstrip(" "))
            lines.append(Line(" ".join(line.split()), x + indent * size / 4, y, size, number))
        words.clear()
        place.clear()

    def visit(text: str, cm, tm, _font, size) -> None:
        for i, part in enumerate(re.split(r"[\n\r]", text)):
            if i:
                close()
            if part.strip() and not place:
                scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                place.append((float(x), float(y), float(size) * float(scale or 1)))
            words.append(part)

    page.extract_text(visitor_text=visit)
    close()
    return lines


def _properties(reader) -> tuple[str, datetime.date | None]:
    """Title and day of making from the file's own properties, where they can be read at all."""
    title, date = "", None
    try:
        found = reader.metadata
        title = clean_line(found.title) if found else ""
        made = found.creation_date if found else None
        date = made.date() if made else None
    except MemoryError:
        raise
    except Exception:  # a property that cannot be read is one that is not there
        pass
    return ("" if _POOR_TITLE.match(title) else title), date


def _text(lines: list[Line], named: str) -> tuple[str, tuple[tuple[int, int, int], ...], str]:
    """The whole text, the stretch of each page in it, and the title."""
    starts = paragraph_starts(lines)
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    whole = len(groups)
    title, groups = _title(groups, named)
    words, joints = joined_lines([[line.text for line in group] for group in groups])
    parts, spans, position = [], {}, 0
    if title:
        parts.append(title)
        position = len(title) + 2
        if len(groups) < whole:  # the title stands on the first page, and is not only a property of the file
            spans[lines[0].page] = 0
    for group, paragraph, at in zip(groups, words, joints, strict=True):
        for line, offset in zip(group, at, strict=True):
            spans.setdefault(line.page, position + offset)
        parts.append(paragraph)
        position += len(paragraph) + 2
    text = "\n\n".join(parts) + "\n"
    begun = sorted(spans.items())
    ends = [*(start for _, start in begun[1:]), len(text)]
    found = []
    for (page, start), end in zip(begun, ends, strict=True):
        found.append((page, start, start + len(text[start:end].rstrip())))
    return text, tuple(found), title


def _title(groups: list[list[Line]], named: str) -> tuple[str, list[list[Line]]]:
    """The title and what is left: the largest letters at the head of the first page, else the file's own title."""
    head = [group for group in groups[:5] if group[0].page == groups[0][0].page]
    body = _body_size(groups)
    large = max(head, key=lambda group: group[0].size)
    said = _said(large)
    for group in head:
        shown = _said(group)
        if named and same_words(shown, named):
            return clean_line(shown), [other for other in groups if other is not group]
    if large[0].size > 1.15 * body and len(said) <= 300 and len(groups) > 1:
        return clean_line(said), [group for group in groups if group is not large]
    if named:
        return named, groups
    first = _said(groups[0])
    if len(groups) > 1 and len(first) <= 200 and not SENTENCE_END.search(first):
        return clean_line(first), groups[1:]
    return "", groups


def _said(group: list[Line]) -> str:
    return joined_lines([[line.text for line in group]])[0][0]


def _body_size(groups: list[list[Line]]) -> float:
    """The size that most letters have."""
    sizes: dict[float, int] = {}
    for line in (line for group in groups for line in group):
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size))
