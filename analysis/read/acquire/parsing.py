"""Bytes to a record, in this process and without limits of time or memory.

Input is bytes and what is known of them; output is a record. Caution: for files that came from elsewhere `extract` is
the door, which runs this in a process of its own.
"""

import warnings
from dataclasses import replace

from analysis.errors import CrossreadError
from analysis.read.acquire.cleaning import clean_line
from analysis.read.acquire.doubled import undoubled
from analysis.read.acquire.encodings import declared_encoding, decoded
from analysis.read.acquire.kinds import media_kind
from analysis.read.acquire.languages import language_code, language_note
from analysis.read.acquire.record import Extract, with_notes

MAX_BYTES = 20_000_000
MAX_LETTERS = 5_000_000


def parsed(content: bytes, *, name: str = "", media: str = "", encoding: str = "", url: str = "") -> Extract:
    """The record of a page or file; every fault is one `CrossreadError` that begins with its name.

    >>> parsed(b"Trams stopped\\n\\nA swan sat on the rails.", name="swan.txt").title
    'Trams stopped'
    >>> parsed(b"GIF89a\\x01\\x00", name="swan.gif")
    Traceback (most recent call last):
    analysis.errors.CrossreadError: swan.gif: the input is a GIF picture; HTML, PDF, Word (.docx), Markdown and ...
    """
    try:
        if len(content) > MAX_BYTES:
            raise CrossreadError(f"{len(content):,} bytes are more than {MAX_BYTES:,}; add the part you need")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library thinks of a file is no matter for its reader
            return _checked(_read(content, name=name or url, media=media, encoding=encoding, url=url))
    except CrossreadError as error:
        raise CrossreadError(f"{shown_name(name, url)}: {error}") from None


def shown_name(name: str, url: str = "") -> str:
    """What an error calls the input.

    >>> shown_name("a\\x1b[2Jb.html"), shown_name("")
    ('a[2Jb.html', 'the input')
    """
    return clean_line(name or url)[-160:] or "the input"


def _read(content: bytes, *, name: str, media: str, encoding: str, url: str) -> Extract:
    kind = media_kind(content, media=media, name=name)
    if kind == "pdf":
        from analysis.read.acquire.pages_pdf import pdf_extract

        return pdf_extract(content)
    if kind == "docx":
        from analysis.read.acquire.pages_docx import docx_extract

        return docx_extract(content)
    declared = declared_encoding(content if kind == "html" else b"", media)
    text, used = decoded(content, encoding=encoding, declared=declared)
    text, doubled = undoubled(text)
    return with_notes(replace(_written(kind, text, url), encoding=used), doubled, _lost_note(text))


def _written(kind: str, text: str, url: str) -> Extract:
    if kind == "html":
        from analysis.read.acquire.pages_html import html_extract

        return html_extract(text, url=url)
    from analysis.read.acquire.plain import markdown_extract, text_extract

    return markdown_extract(text) if kind == "markdown" else text_extract(text)


def _lost_note(text: str) -> str:
    """A note where characters were lost before this file was made; too many of them are an error."""
    lost = text.count("\ufffd")
    if lost > 2 + len(text) / 200:
        raise CrossreadError(
            f"{lost:,} characters were lost before it was saved (U+FFFD); save it anew from its source"
        )
    if not lost:
        return ""
    were = "character was" if lost == 1 else "characters were"
    return f"{lost} {were} lost before the file was saved (U+FFFD marks the place)."


def _checked(extract: Extract) -> Extract:
    if not any(character.isalpha() for character in extract.text):
        raise CrossreadError("the input holds no letters; check that it is the right one")
    if len(extract.text) > MAX_LETTERS:
        raise CrossreadError(f"the text has more than {MAX_LETTERS:,} letters; add the part you need")
    body = extract.text.removeprefix(extract.title).strip() or extract.text
    code = language_code(body)
    return with_notes(replace(extract, language=code), language_note(code))
