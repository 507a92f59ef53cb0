"""Which kind of file some bytes are: by the bytes first, then by the media type they came with, then by their name.

Input is bytes and names; output is one of `KINDS`. Caution: a name never overrules bytes that are plainly a PDF or a
Word file, whatever the name says.
"""

import json
import re

from analysis.errors import CrossreadError

KINDS = ("html", "pdf", "docx", "text", "markdown")
ACCEPTED = "HTML, PDF, Word (.docx), Markdown and plain text are accepted"
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office file (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"wOF", "a font"),
)
_ASCII_MAGIC = (b"BM", b"MZ", b"ID3", b"GIF8", b"OggS", b"BZh", b"wOF", b"fLaC")  # a text may begin with these letters
_HTML = re.compile(
    rb"(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|"
    rb"style|div|main|article|section|header|nav|table|h[1-6]|p|center|font|span|a|ul|ol|img|br)[\s>/]"
)
_MEDIA = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown", "text/x-markdown": "markdown",
    "text/plain": "text",
}  # fmt: skip
_ENDINGS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text",
}  # fmt: skip


_OTHERS = {".csv": "text/csv", ".css": "text/css", ".js": "text/javascript", ".xml": "text/xml"}
# The head of a mail as programs write it; one that a reader has pasted into a text names no encoding of its parts.
_MAIL = re.compile(
    rb"(?is)(?:[a-z][a-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?"
    rb"(?:mime-version|content-transfer-encoding):[^\r\n]*\r?\n"
)


def media_kind(content: bytes, *, media: str = "", name: str = "") -> str:
    """One of `KINDS`; raises `CrossreadError` where the bytes are something else.

    Parameters
    ----------
    media : a Content-Type as a server sends it, or nothing.
    name : a file name or address, or nothing.

    >>> media_kind(b"%PDF-1.7 ...", name="report.html"), media_kind(b"A plain line.", name="note.md")
    ('pdf', 'markdown')
    """
    if not content.strip():
        raise CrossreadError(f"the input is empty; {ACCEPTED}")
    if content.lstrip()[:5] == b"%PDF-" or (b"%PDF-" in content[:1024] and b" obj" in content):
        return "pdf"  # a text or a page may speak of %PDF-, but holds no objects
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(content)
    for magic, what in _MAGIC:
        if content.startswith(magic) and not (magic in _ASCII_MAGIC and _is_letters(content[:400])):
            raise CrossreadError(f"the input is {what}; {ACCEPTED}")
    if content[4:8] == b"ftyp" or (content[:4] == b"RIFF" and content[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise CrossreadError(f"the input is a picture, a sound or a film; {ACCEPTED}")
    return _text_kind(content, media, name)


def _is_letters(content: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1f\x7f-\xff]", content)


def _zip_kind(content: bytes) -> str:
    """A Word file is a zip archive with one certain part."""
    # Names stand uncompressed both at the parts and in the directory, so no archive needs to be opened to tell.
    if b"word/document" in content or b"word\\document" in content:
        return "docx"
    for mark, what in (
        (b"application/epub+zip", "an EPUB book"),
        (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
        (b"xl/workbook", "an Excel workbook"),
        (b"ppt/presentation", "a PowerPoint file"),
    ):
        if mark in content:
            raise CrossreadError(f"the input is {what}; {ACCEPTED}")
    raise CrossreadError(f"the input is a zip archive; unpack it first: {ACCEPTED}")


def _text_kind(content: bytes, media: str, name: str) -> str:
    plain = content.replace(b"\0", b"")[:4000].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    plain = plain.removeprefix(b"\xfe\xff")
    if _MAIL.match(plain):
        remedy = "save the page as HTML only, or the mail's text as .txt"
        raise CrossreadError(f"the input is an e-mail or a web archive (.eml, .mhtml); {remedy}")
    kind = media.partition(";")[0].strip().lower()
    ending = re.search(r"\.[A-Za-z0-9]{1,8}$", re.sub(r"[?#].*", "", name))
    named = _ENDINGS.get(ending.group().lower()) if ending else None
    if _HTML.match(plain) and "markdown" not in (_MEDIA.get(kind), named):
        # A text file about HTML would begin with words; one that begins with a tag is a page, whatever its name.
        return "html"
    if kind in _MEDIA and _MEDIA[kind] != "text":
        return _MEDIA[kind]
    if _is_json(content) and named != "markdown":
        raise CrossreadError(f"the input is application/json; {ACCEPTED}")
    if named:
        return named
    kind = _OTHERS.get(ending.group().lower(), kind) if ending else kind
    if kind in ("application/json", "text/csv", "text/xml", "application/xml", "text/css", "text/javascript") or (
        kind.endswith(("+xml", "+json")) or re.match(rb"\s*<\?xml", plain)
    ):
        raise CrossreadError(f"the input is {kind or 'an XML file'}; {ACCEPTED}")
    return "text"


def _is_json(content: bytes) -> bool:
    """Whether it is an object or a list of JSON; a text may begin with a bracket, but does not go on like that."""
    if content.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False
