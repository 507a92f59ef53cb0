"""Bytes to characters, without guessing where a guess could be wrong.

Input is bytes and what was said of their encoding; output is the text, the encoding's name and notes. The order is: an
encoding the reader names, a byte order mark, UTF-8, what the server or page declares, and last what charset-normalizer
finds with enough evidence. Caution: short texts in an old encoding give too little evidence and are refused.
"""

import codecs
import re

from analysis.errors import CrossreadError
from analysis.read.acquire.encoding_evidence import is_latin, is_odd, likely_encoding

REMEDY = "name it, for instance with --encoding windows-1256"
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"))
WIDE_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(
    rb"(?is)<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_:.-]{2,40})"
)
_NO_TEXT = {"utf_7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}


def known_encoding(label: str) -> str:
    """Python's name for an encoding as the web means it ("latin-1" is Windows-1252), or "" where there is none.

    >>> known_encoding("ISO-8859-1"), known_encoding("Shift_JIS"), known_encoding("hex")
    ('cp1252', 'cp932', '')
    """
    import webencodings

    label = label.strip()
    found = webencodings.lookup(re.sub(r"(?i)^latin[-_ ]?1$", "iso-8859-1", label)) if label.isascii() else None
    try:
        info = codecs.lookup(found.codec_info.name if found else label)
    except (LookupError, ValueError, UnicodeError):
        return ""
    name = info.name.replace("-", "_")
    if name in _NO_TEXT or not getattr(info, "_is_text_encoding", True):
        return ""
    return info.name


def declared_encoding(content: bytes, media: str = "") -> str:
    """The encoding that the server names, or else the page in its first 4,000 bytes; "" where neither does.

    >>> declared_encoding(b'<meta charset="windows-1256">'), declared_encoding(b"", "text/html; charset=Latin1")
    ('windows-1256', 'Latin1')
    """
    said = re.search(r"(?i)charset\s*=\s*[\"']?([a-z0-9_:.-]{2,40})", media)
    if said:
        return said.group(1)
    found = _META.search(content[:4000])
    return next(group for group in found.groups() if group).decode() if found else ""


def decoded(content: bytes, *, encoding: str = "", declared: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; raises `CrossreadError` where that cannot be told.

    Parameters
    ----------
    encoding : what the reader names; it is taken at its word or refused.
    declared : what the server or the page says; it is believed where the bytes are not UTF-8 and agree with it.

    >>> decoded("Straße".encode("cp1252"), declared="latin-1")
    ('Straße', 'cp1252')
    >>> decoded("Straße".encode("cp1252"))
    Traceback (most recent call last):
    analysis.errors.CrossreadError: the encoding cannot be told with enough certainty, bytes beyond ASCII: 1; ...
    """
    if encoding:
        return _named(content, encoding)
    for mark, name in (*MARKS, *WIDE_MARKS):
        if content.startswith(mark):
            return _strictly(content[len(mark) :], name, f"the byte order mark says {name}"), name
    claimed = known_encoding(declared)
    if claimed.startswith("iso2022") and b"\x1b" in content:  # seven bits a byte, so it would pass for UTF-8
        return _strictly(content, claimed, f"the page declares {declared}"), claimed
    if b"\0" in content:
        return _without_mark(content)
    text = _nearly_utf8(content)
    if text:
        return text, "utf-8"
    if claimed and not claimed.startswith("utf"):
        try:
            text = content.decode(claimed)
        except ValueError:
            text = ""
        if text and not _is_binary(text):
            _check_claim(content, text, declared)
            return text, claimed
    return _found(content, declared)


def _nearly_utf8(content: bytes) -> str:
    """The bytes as UTF-8, or ""; up to three damaged places among many sound ones become U+FFFD and are told later."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    return text if damaged <= 3 and sound >= 10 * damaged else ""


def _check_claim(content: bytes, text: str, declared: str) -> None:
    """Raise `CrossreadError` where a page declares one encoding and plainly reads in another, as old pages do."""
    best = likely_encoding(content)
    if not best or best == known_encoding(declared):
        return
    try:
        other = content.decode(best)
    except ValueError:
        return
    if other != text and (is_odd(text) or is_latin(text) != is_latin(other)):
        raise CrossreadError(f"it declares {declared[:40]} but reads like {best}; {REMEDY}")


def _named(content: bytes, encoding: str) -> tuple[str, str]:
    name = known_encoding(encoding)
    if not name:
        raise CrossreadError(f"the encoding {encoding[:40]!r} is unknown; name one such as utf-8 or windows-1256")
    for mark, marked in (*MARKS, *WIDE_MARKS):
        if content.startswith(mark):
            if name.replace("_", "-")[:6] != marked[:6]:
                raise CrossreadError(
                    f"--encoding says {encoding}, but it begins as {marked} does; leave the option out"
                )
            return _strictly(content[len(mark) :], marked, f"--encoding says {encoding}"), marked
    if not name.startswith(("utf", "iso2022")) and _is_plainly_utf8(content):
        raise CrossreadError(f"--encoding says {encoding}, but it is written in utf-8; leave the option out")
    return _strictly(content, name, f"--encoding says {encoding}"), name


def _is_plainly_utf8(content: bytes) -> bool:
    """Three or more letters of several bytes, all of them sound, do not come about by chance."""
    try:
        return sum(character > "\x7f" for character in content.decode("utf-8")) >= 3
    except UnicodeDecodeError:
        return False


def _strictly(content: bytes, name: str, said: str) -> str:
    try:
        text = content.decode(name)
    except (UnicodeError, ValueError) as error:
        where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "a byte"
        raise CrossreadError(f"{said}, but {where} does not fit it; check the encoding, or {REMEDY}") from None
    if _is_binary(text):
        raise CrossreadError(f"{said}, but then it holds control characters as no text does; check it, or {REMEDY}")
    return text


def _is_binary(text: str) -> bool:
    """Whether a text holds what no text holds; a stray control character in a hundred lines is forgiven."""
    found = len(re.findall("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]", text))
    return "\0" in text or found > 1 + len(text) / 1000


def _without_mark(content: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: in the right byte order it has spaces and line ends, in the wrong one it has none."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        spaces = sum(text.count(character) for character in " \n\r\t。、")
        if text and spaces >= len(text) / 60 and not _is_binary(text) and _is_one_script(text):
            return text, name
    raise CrossreadError("the input holds zero bytes, as no text does; give HTML, PDF, Word, Markdown or plain text")


def _is_one_script(text: str) -> bool:
    """Bytes read as UTF-16 by mistake scatter over all blocks of Unicode; a text keeps to a few."""
    blocks: dict[int, int] = {}
    for character in text[:20_000]:
        block = ord(character) >> 8
        blocks[0x4E if 0x4E <= block <= 0x9F else block] = blocks.get(0x4E if 0x4E <= block <= 0x9F else block, 0) + 1
    most = sorted(blocks.values(), reverse=True)[:4]
    return sum(most) >= 0.97 * sum(blocks.values())


def _found(content: bytes, declared: str) -> tuple[str, str]:
    said = f" (it says {declared[:40]}, which does not fit)" if declared else ""
    best = likely_encoding(content)
    if not best:
        count = sum(byte > 127 for byte in content)
        raise CrossreadError(
            f"the encoding cannot be told with enough certainty{said}, bytes beyond ASCII: {count:,}; {REMEDY}"
        )
    return _strictly(content, best, f"the encoding seems to be {best}{said}"), best
