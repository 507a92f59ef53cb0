"""What number is written here, in digits or in words?

Input is a text cut into tokens by `lexed`; output is a `Number` with its value as an interval and the tokens it takes
up: "1.2 million", "two and a half", "hundreds of", "three-quarters". Modifiers, ranges and units are left to
`analysis.read.quantities`. Caution: "m" glued to a number is read as million, as news write it, not as metres.
"""

import re
from typing import NamedTuple

from analysis.read.lexer import DASHES, SIGNS, Token, form, glued

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES = {word: value for value, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())} | {"nil": 0}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = dict(zip(_TENS.split(), range(20, 100, 10), strict=True))
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
SCALES |= {"dozen": 12, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
_PARTS = "half third quarter fifth sixth seventh eighth ninth tenth"
PARTS = dict(zip(_PARTS.split(), (2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
PARTS |= {f"{word}s": value for word, value in PARTS.items()} | {"halves": 2}
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
ORDINALS = dict(zip(_ORDINALS.split(), range(2, 15), strict=True)) | {"twentieth": 20, "hundredth": 100}
# A plural scale word names an order of magnitude: "hundreds" are 200 to 999.
PLURALS = {"hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "lakhs": 1e5}
VAGUE = {"several": (3.0, 9.0), "few": (3.0, 5.0), "handful": (3.0, 5.0), "couple": (2.0, 2.0), "pair": (2.0, 2.0)}
VAGUE |= {"score": (20.0, 20.0)}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


class Number(NamedTuple):
    """A written number: tokens `first` to `last` (end exclusive), its interval, and how it is written."""

    first: int
    last: int
    low: float
    high: float
    scale: float = 1.0
    style: str = "count"
    currency: str = ""
    digits: bool = False


def digits_value(written: str) -> float | None:
    """The value of a number in digits, or None for a version number or an absurdly long one.

    >>> digits_value("1,00,000"), digits_value("2½"), digits_value("3.11.2")
    (100000.0, 2.5, None)
    """
    whole, extra = written, 0.0
    if written[-1] in GLYPHS:
        whole, extra = written[:-1], GLYPHS[written[-1]]
    elif "/" in written:
        *ahead, share = re.split("[ -]+", written)
        over, under = share.split("/")
        whole, extra = "".join(ahead), int(over) / int(under)
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", whole):
        whole = whole.replace(",", ".")
    elif whole.count(".") > 1 and re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", whole):
        whole = whole.replace(".", "")
    whole = re.sub(r"[,\s'’]", "", whole)
    if whole.count(".") > 1 or len(whole) > 25:
        return None
    return float(whole or 0) + extra


def number_at(t: list[Token], i: int) -> Number | None:
    """The number that begins at token `i`, as long as it can be, or None.

    >>> from analysis.read.lexer import lexed
    >>> number_at(lexed("two thousand five hundred men"), 0)[1:4]
    (4, 2500.0, 2500.0)
    >>> number_at(lexed("tens of thousands of men"), 0)[1:4]
    (3, 20000.0, 99999.0)
    """
    if i >= len(t):
        return None
    if t[i].kind == "currency":
        sign = t[i].raw.rstrip(".")
        found = _amount(t, i + 1)
        code = SIGNS.get(sign, sign)
        return found and found._replace(first=i, currency=code)
    if t[i].kind == "fraction":
        over, under = t[i].form.split("/")
        return Number(i, i + 1, int(over) / int(under), int(over) / int(under), style="fraction")
    if t[i].kind == "number":
        return _amount(t, i)
    if t[i].kind == "word":
        return _vague(t, i) or _part(t, i) or _words(t, i)
    return None


def _amount(t: list[Token], i: int) -> Number | None:
    """Digits with an optional half, then scale words or a glued suffix."""
    if i >= len(t) or t[i].kind != "number":
        return None
    value = digits_value(t[i].form)
    if value is None:
        return None
    if glued(t, i + 1) and form(t, i + 1) == "s" and form(t, i + 2) == "of":
        return Number(i, i + 2, 2 * value, 10 * value - 1, value, "vague")
    more, j = _and_a_half(t, i + 1)
    scale, j = _scale(t, j)
    value = (value + more) * scale
    return Number(i, j, value, value, scale, digits=True)


def _scale(t: list[Token], j: int) -> tuple[float, int]:
    scale = 1.0
    if glued(t, j) and form(t, j) in SUFFIXES and t[j].raw != "Mn":
        scale, j = SUFFIXES[t[j].form], j + 1
    k = j + 1 if form(t, j) in DASHES and glued(t, j) and glued(t, j + 1) else j
    while form(t, k) in SCALES or form(t, k) == "hundred":
        scale, j = scale * SCALES.get(t[k].form, 100.0), k + 1
        k = j
    return scale, j


def _and_a_half(t: list[Token], j: int) -> tuple[float, int]:
    """The added share and the next token: "and a half", "-and-a-half", "and three-quarters"."""
    if form(t, j) != "and" and form(t, j) not in DASHES:
        return 0.0, j
    k = [n for n in range(j, min(j + 6, len(t))) if t[n].form not in DASHES]
    words = [t[n].form for n in k]
    if words[:2] == ["and", "a"] and words[2:3] in (["half"], ["quarter"], ["third"]):
        return 1 / PARTS[words[2]], k[2] + 1
    if words[:3] == ["and", "three", "quarters"]:
        return 0.75, k[2] + 1
    return 0.0, j


def _below_hundred(t: list[Token], i: int) -> tuple[int | None, int]:
    word = form(t, i)
    if word in TENS:
        j = i + 2 if form(t, i + 1) in DASHES and glued(t, i + 1) else i + 1
        if 0 < ONES.get(form(t, j), 0) < 10:
            return TENS[word] + ONES[t[j].form], j + 1
        return TENS[word], i + 1
    return (ONES[word], i + 1) if word in ONES else (None, i)


def _below_thousand(t: list[Token], i: int) -> tuple[int | None, int]:
    value, j = _below_hundred(t, i)
    if value is None and form(t, i) in ("a", "an") and form(t, i + 1) == "hundred":
        value, j = 1, i + 1
    if value is None:
        return None, i
    dash = j + 1 if form(t, j) in DASHES and glued(t, j) else j
    if form(t, dash) == "hundred":
        value, j = value * 100, dash + 1
        rest, k = _below_hundred(t, j + 1 if form(t, j) == "and" else j)
        # "one hundred and two hundred" are two numbers
        if rest is not None and form(t, k) != "hundred":
            value, j = value + rest, k
    return value, j


def _words(t: list[Token], i: int) -> Number | None:
    """A number in words: hundreds, then scale words in falling order."""
    total, j, smallest = 0.0, i, float("inf")
    while True:
        article = form(t, j) in ("a", "an") and form(t, j + 1) in SCALES and j == i
        value, k = (1, j + 1) if article else _below_thousand(t, j)
        if value is None:
            break
        more, after = _and_a_half(t, k)
        dash = after + 1 if form(t, after) in DASHES and glued(t, after) else after
        scale = SCALES.get(form(t, dash), 0)
        if scale and scale < smallest:
            total, j, smallest = total + (value + more) * scale, dash + 1, scale
            extra, j = _and_a_half(t, j)
            total += extra * scale
            ahead = j + 1 if form(t, j) == "and" else j
            following, beyond = _below_thousand(t, ahead)
            if scale == 12 or following is None or (ahead > j and form(t, beyond) in SCALES):
                break
            j = ahead
            continue
        if smallest < float("inf") and value >= smallest:
            break
        total, j = total + value + more, after
        smallest = 1.0
        break
    return Number(i, j, total, total, max(smallest, 1.0)) if j > i and smallest < float("inf") else None


def _part(t: list[Token], i: int) -> Number | None:
    """A fraction in words, and a fraction of a million: "a third", "three-quarters", "half a million"."""
    word, over, j = form(t, i), 1, i
    if word in ("a", "an", "one") or (word in ONES and form(t, i + 1) not in SCALES):
        over, j = ONES.get(word, 1), i + 1
        j = j + 1 if form(t, j) in DASHES and glued(t, j) else j
    elif word != "half":
        return None
    under = PARTS.get(form(t, j))
    if under is None or over == 0:
        return None
    # "two-third majority" leaves the plural out
    loose = over > 1 and form(t, j - 1) in DASHES
    if (over > 1) != t[j].form.endswith("s") and not loose:
        return None
    j += 1
    k = j + 1 if form(t, j) in ("of", *DASHES) else j
    k = k + 1 if form(t, k) in ("a", "an") else k
    scale = SCALES.get(form(t, k), 0) or (100 if form(t, k) == "hundred" else 0)
    if scale:
        return Number(i, k + 1, over / under * scale, over / under * scale, scale)
    return Number(i, j, over / under, over / under, style="fraction")


def _vague(t: list[Token], i: int) -> Number | None:
    """Hundreds, tens of thousands, dozens, several hundred, a couple of dozen."""
    word, after = form(t, i), form(t, i + 1)
    if word in ("tens", "hundreds") and after == "of" and form(t, i + 2) in PLURALS:
        scale = PLURALS[t[i + 2].form] * (10 if word == "tens" else 100)
        return Number(i, i + 3, 2 * scale, 10 * scale - 1, scale, "vague")
    if word in PLURALS:
        return Number(i, i + 1, 2 * PLURALS[word], 10 * PLURALS[word] - 1, PLURALS[word], "vague")
    if word == "dozens" or (word == "scores" and after == "of"):
        return Number(i, i + 1, 24.0 if word == "dozens" else 40.0, 99.0, 12, "vague")
    j = i + 1 if word == "a" else i
    word = form(t, j)
    if word not in VAGUE or (word != "several") != (j > i):
        return None
    of = j + 2 if form(t, j + 1) == "of" else j + 1
    scale = SCALES.get(form(t, of), 0) or (100 if form(t, of) == "hundred" else 0)
    low, high = VAGUE[word]
    if scale == 12 and low > 2:
        return Number(i, of + 1, 24.0, 99.0, 12, "vague")
    if scale:
        return Number(i, of + 1, low * scale, high * scale, scale, "vague" if high > low else "count")
    # "several ships" and "a handful of ships" name no figure
    return Number(i, j + 1, low, high) if high == low and form(t, j + 1) == "of" else None


def is_negative(t: list[Token], i: int) -> bool:
    """Whether a minus sign, or the word "minus", stands before the number at token `i`."""
    if form(t, i - 1) == "minus":
        return True
    if form(t, i - 1) not in DASHES or not glued(t, i) or t[i].kind == "word":
        return False
    free = i < 2 or not glued(t, i - 1) or t[i - 2].form in ("(", "[")
    return free and not (i > 1 and t[i - 2].kind in ("number", "label", "date"))
