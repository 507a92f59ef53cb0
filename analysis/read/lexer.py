"""Which words, numbers, currency signs and marks is a text made of, for one who looks for amounts?

Input is a text; output is its `Token`s in order, each with its lower-case form and its kind: a clock time or telephone
number is a "label", no number. Caution: these tokens serve numbers only; words for counting are `segments.tokens`.
"""

import re
from typing import NamedTuple


def word_set(listed: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(listed.split())


DASHES = frozenset("-‐‑–−")

SIGNS = {"$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD"}
SIGNS |= {"NT$": "TWD", "S$": "SGD", "R$": "BRL", "Z$": "ZWL", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
SIGNS |= {"₦": "NGN", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW", "₴": "UAH", "N": "NGN", "R": "ZAR"}
SIGNS |= {"KSh": "KES", "KShs": "KES", "Ksh": "KES", "Kshs": "KES", "Sh": "KES", "Rs": "INR", "Tk": "BDT"}
CODES = word_set("USD EUR GBP JPY INR NGN RUB TRY ILS UAH KES ZAR PKR CHF AUD CAD CNY BRL IRR EGP SAR SEK")

_NUMBER = (
    r"[0-9]+,[0-9]{1,2}(?= (?:million|billion|trillion)\b)|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,4}(?![0-9]|\.[0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,4}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?![0-9,-]|\.[0-9])|[0-9]{1,3}(?:['’][0-9]{3}){1,4}(?![0-9])"
    r"|[0-9]{1,3}(?:-| {1,20})(?:1/2|1/4|3/4|1/3|2/3)(?![0-9])"
    r"|[0-9]+(?:\.[0-9]+)*[½¼¾⅓⅔]?|[½¼¾⅓⅔]|(?<![\w.])\.[0-9]+"
)
# Things written with digits that say no amount: times, ratios, telephone numbers, September 11.
_LABEL = (
    r"[0-9]+(?:[:/][0-9]+)+|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}|\+[0-9]{1,3}(?:[- ][0-9]{1,4}){2,5}"
    r"|0[0-9]{2,4} [0-9]{3,8}(?: [0-9]{3,4})?(?![0-9])|0[0-9]+(?![0-9.,])"
    r"|[0-9]{1,4}(?:-[0-9]{1,5}){2,4}|[2-9][0-9]{2}-[0-9]{4}(?![0-9,-]|\s[a-z]+s\b)|(?<![0-9])9-11(?=\s+attack)"
)
_CURRENCY = (
    r"(?:US|AU?|CA?|NZ|HK|NT|[SRZ])?\$|[£€¥₹₦₽₺₪₩₴]|(?<!\w)(?:K[Ss]hs?|Sh|Rs|Tk|"
    + "|".join(sorted(CODES))
    + r")\.?(?=\s?[0-9])|(?<!\w)[NR](?=[0-9][0-9,.]{0,15}(?:,[0-9]{3}|\s?(?:[mb]illion|trillion|bn|m)\b))"
)
_PARTED = "hours?|seconds?|miles?|inch(?:es)?|acres?|cups?|pounds?|points?|years?|km|metres?"
_TOKEN = re.compile(
    rf"(?P<address>https?://\S+|www\.\S+)|(?P<currency>{_CURRENCY})"
    rf"|(?P<fraction>(?<![0-9.])[1-9]/(?:[2-9]|10)(?= (?:of|an?|{_PARTED})\b))"
    rf"|(?P<label>{_LABEL})|(?P<number>{_NUMBER})"
    r"|(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]\w*(?:['’][^\W\d_]+)*)|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A piece of the text: its lower-case form, its span, and what it looks like."""

    form: str
    start: int
    end: int
    kind: str
    raw: str


def lexed(text: str) -> list[Token]:
    """The words, numbers, currency signs and marks of a text, in order.

    >>> [(t.form, t.kind) for t in lexed("£1.5bn by 5:30")]
    [('£', 'currency'), ('1.5', 'number'), ('bn', 'word'), ('by', 'word'), ('5:30', 'label')]
    """
    return [Token(m[0].lower(), m.start(), m.end(), m.lastgroup or "", m[0]) for m in _TOKEN.finditer(text)]


def form(t: list[Token], i: int) -> str:
    """The lower-case form of token `i`, or "" beyond either end."""
    return t[i].form if 0 <= i < len(t) else ""


def glued(t: list[Token], i: int) -> bool:
    """Whether token `i` follows token `i - 1` without a space."""
    return 0 < i < len(t) and t[i - 1].end == t[i].start
