"""Characters that no text should bring in: those that command a terminal, turn lines round, or are none.

Input and output are strings. Everything else stays as given: composed or decomposed letters, joiners, direction marks.
What only sets type, such as a soft hyphen or a ligature, is put into plain letters.
"""

import re

# Line ends of every kind; Python and terminals break lines at all of them.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
_OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_LINE = 500
# Marks that are shown as nothing or as a space, and printers' forms of two letters; they would part or hide words. A
# zero-width space is one between words of Thai or Khmer, so it goes between Latin letters only.
_UNSEEN = re.compile("\u00ad|\u2060|(?<=[!-\u024f])\u200b+(?=[!-\u024f])")
FORMS = str.maketrans({
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\xa0": " ", "\u2007": " ", "\u202f": " ",
})  # fmt: skip


def clean_characters(text: str) -> str:
    """The text with one kind of line end and without control characters, lone surrogates and byte order marks.

    >>> clean_characters("One\\r\\ntwo\\x1b[2J\\x00")
    'One\\ntwo[2J'
    """
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def clean_text(text: str) -> str:
    """One block of text: clean characters, no blank lines, no spaces around its lines.

    >>> clean_text(" One \\n\\n two\\x07 ")
    'One\\ntwo'
    """
    lines = (line.strip() for line in clean_characters(text).split("\n"))
    return "\n".join(line for line in lines if line)


def plain_letters(text: str) -> str:
    """The text with its words as they are typed: no soft hyphens inside, no ligatures, no spaces that never break.

    >>> plain_letters("the o\u00adﬃce\xa0of the town")
    'the office of the town'
    """
    return _UNSEEN.sub("", text).translate(FORMS)


def clean_line(text: object) -> str:
    """A title, a name or an address: one line, no control characters, no marks that turn the direction of writing.

    >>> clean_line("A\\u202e title\\nin two lines")
    'A title in two lines'
    """
    line = " ".join(_OVERRIDES.sub("", plain_letters(clean_characters(str(text or "")))).split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"


def web_address(text: object) -> str:
    """The address if it is one of http or https with a host, else nothing.

    >>> web_address("https://news.example/a"), web_address("javascript:alert(1)")
    ('https://news.example/a', '')
    """
    address = clean_characters(str(text or "")).strip()
    return (
        address
        if re.fullmatch(r"https?://[^\s\"'<>/?#\\]+[^\s\"'<>\\]*", address, re.I) and len(address) < 2000
        else ""
    )
