"""Which encoding some bytes are in, by what their letters would be.

Input is bytes or a text read from them; output is a name or a judgement. Caution: neighbouring encodings differ in a
few letters only, so where their readings cannot be told apart nothing is answered.
"""

import re

# Neighbouring encodings give other letters for the same bytes; a language is at home in a few of them.
_WESTERN = ("cp1252", "latin_1", "iso8859_15")
_CENTRAL = ("cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1125")
_SPOKEN = {
    _WESTERN: "en fr de nl es it pt da no nb nn sv fi is ga ca gl eu af id ms",
    _CENTRAL: "pl cs sk sl hr bs hu ro",
    ("cp1257", "iso8859_13"): "lt lv et",
    ("cp1254", "iso8859_9"): "tr az",
    _CYRILLIC: "ru uk bg sr mk be",
    ("cp1253", "iso8859_7"): "el",
    ("cp1255", "iso8859_8"): "he yi",
    ("cp1256", "iso8859_6"): "ar fa ur",
    ("cp932", "euc_jp", "iso2022_jp", "euc_jis_2004"): "ja",
    ("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950"): "zh",
    ("cp949", "euc_kr", "johab"): "ko",
    ("cp874", "tis_620"): "th",
}
_HOMES = {code: homes for homes, codes in _SPOKEN.items() for code in codes.split()}
SAMPLE = 200_000
MOST_CHAOS = 0.2


def likely_encoding(content: bytes) -> str:
    """The encoding that charset-normalizer finds, or "" where the evidence is thin; lines in ASCII alone do not count.

    >>> line = "Мэрия города сообщила в понедельник, что старый мост закроют на ремонт до конца сентября. "
    >>> line += "По словам инженеров, трещины появились весной, и движение грузовиков запрещено."
    >>> likely_encoding(line.encode("cp1251"))
    'cp1251'
    """
    from charset_normalizer import from_bytes

    lines = [line for line in re.sub(rb"<[^<>]{0,2000}>", b" ", content).splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    return _best(list(from_bytes(sample, enable_fallback=False))) if sample else ""


def _best(matches: list) -> str:
    """The one encoding in which the bytes are clean, read like a language, and that language is at home; or ""."""
    from analysis.read.acquire.languages import language_code

    found: dict[str, str] = {}
    for match in matches[:12]:
        text = str(match)
        if match.chaos > MOST_CHAOS or is_odd(text):
            continue
        names = [match.encoding, *match.could_be_from_charset]
        home = next((home for home in _HOMES.get(language_code(text), ()) if home in names), "")
        if home:
            found.setdefault(text, home)
    return next(iter(found.values())) if len(found) == 1 else ""


def is_odd(text: str) -> bool:
    """Whether signs or capitals stand inside words, as they do where bytes are read in a neighbouring encoding.

    >>> is_odd("żółwie śpią"), is_odd("żółwie ¶pi±")
    (False, True)
    """
    foreign = sum(character > "\x7f" for character in text)
    # A sign right after a letter where none belongs, or any sign between two letters but those that join words.
    odd = len(re.findall(r"[^\W\d_][¡¢£¤¥¦§¨¯±²³´µ¶¸¹¼½¾¿×÷‚„†‡‰ƒ\u2200-\u2dff]|[ˆ˜]", text))
    joiners = "’‘—‐·\u00ad\u200b-\u200f\u0300-\u036f\u2e80-\uffff"
    odd += len(re.findall(rf"[^\W\d_][^\w\s\x00-\x7f{joiners}](?=[^\W\d_])", text))
    for before, letter, after in re.findall(r"(?=(\w)([^\x00-\x7f])(\w?))", text):
        odd += letter.isupper() and (before.islower() or (before.isupper() and after.islower()))
    return odd > 0.02 * foreign


def is_latin(text: str) -> bool:
    """Whether most letters beyond ASCII are Latin ones.

    >>> is_latin("Bürger"), is_latin("город")
    (True, False)
    """
    letters = [character for character in text if character > "\x7f" and character.isalpha()]
    return 2 * sum(character < "\u0370" for character in letters) >= len(letters)
