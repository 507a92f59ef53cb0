"""Which unit is written with a number?

Input is a token list and a number; output is the number with its unit: a percent sign, a currency word or code, a
glued unit ("40km") or degrees. Caution: a unit that is a noun of its own ("40 miles") is left to `nouns`.
"""

from analysis.read.amount_words import GLUED_UNITS, LENGTHS, WORD_MONEY
from analysis.read.lexer import CODES, DASHES, Token, form, glued, word_set
from analysis.read.nouns import noun_after, per_hour
from analysis.read.numerals import Number

_NATIONAL = word_set("us u.s. american canadian australian swiss turkish iranian indian japanese")
_DOLLARS = {"canadian": "CAD", "australian": "AUD"}
_BEFORE_METRES = frozenset(("the", "a", "an", "within", "every", "another", "men's", "women's", "men’s", "women’s"))


def with_unit(t: list[Token], number: Number) -> tuple[Number, str, int]:
    """The number with the percent sign, currency or glued unit that follows it, and the token after."""
    j = number.last
    k = j + 1 if form(t, j) in DASHES and glued(t, j) and glued(t, j + 1) else j
    if number.scale == 1e6 and number.digits and form(t, j - 1) == "m" and _is_metres(t, number, k):
        # "100m wide" was read as a hundred million
        return number._replace(low=number.low / 1e6, high=number.high / 1e6), "m", j
    if k >= len(t) or not (t[k].kind in ("word", "currency") or t[k].form in ("%", "°")):
        return number, number.currency, j
    percent, after = _percent(t, j, k)
    if percent:
        return number, percent, after
    if number.currency:
        return number, number.currency, j
    if number.style == "vague" and form(t, k) == "of":
        k += 1
    currency = _currency(t, number, k)
    if currency:
        return number._replace(currency=currency), currency, j
    return number, _glued_unit(t, number, k), j


def _is_metres(t: list[Token], number: Number, k: int) -> bool:
    """Whether "m" is short for metres: "100m wide", "the 400m", but not "the 12m voters"."""
    if number.currency or form(t, k) in LENGTHS:
        return not number.currency
    whole = number.low < 1e10 and number.low % 1e6 == 0
    return whole and form(t, number.first - 1) in _BEFORE_METRES and not noun_after(t, number.last, many=True)[0]


def _percent(t: list[Token], j: int, k: int) -> tuple[str, int]:
    """Percent or points after a number that ends before token `j` (`k` past a hyphen), and the token after."""
    if form(t, k) == "of" and form(t, k + 1) == "a":
        k += 1
    if form(t, k) == "a":
        # "half a percent", "0.7 of a percentage point"
        k += 1
    word, following = form(t, k), form(t, k + 1)
    if word in ("%", "percent", "pct") or (word == "pc" and glued(t, j)):
        return "percentage points" if following.startswith("point") else "%", k + 1
    if word == "per" and following == "cent":
        return "%", k + 2
    if word == "percentage" and following in ("point", "points"):
        return "percentage points", j
    if word == "basis" and following.startswith("point"):
        return "basis points", j
    return "", j


def _currency(t: list[Token], number: Number, k: int) -> str:
    """The code of the currency named at token `k`, or ""."""
    if k < len(t) and t[k].raw in CODES:
        return t[k].raw
    national = form(t, k) in _NATIONAL
    coin = form(t, k + 1 if national else k).removesuffix("s")
    if coin == "dollar" and form(t, k) in _DOLLARS:
        return _DOLLARS[form(t, k)]
    # "5 pounds" may be a weight, "5 million pounds" is money
    return "GBP" if coin == "pound" and number.scale > 12 else WORD_MONEY.get(coin, "")


def _glued_unit(t: list[Token], number: Number, k: int) -> str:
    """Degrees at token `k`, or a unit without a space before it."""
    j = number.last
    if form(t, j) == "°":
        return t[j + 1].raw if glued(t, j + 1) and form(t, j + 1) in ("c", "f") else "degrees"
    if form(t, k) in ("degree", "degrees") and form(t, k + 1) in ("celsius", "fahrenheit", "c", "f"):
        return t[k + 1].form[0].upper()
    if number.digits and glued(t, j) and t[j].kind == "word":
        name = t[j].raw if len(t[j].raw) == 1 else t[j].raw.lower()
        return name + per_hour(t, j) if name in GLUED_UNITS else ""
    return ""
