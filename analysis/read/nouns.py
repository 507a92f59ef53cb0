"""Which noun does a number count?

Input is a token list and the place of a number; output is the noun after it ("30 political prisoners") or the noun
before it that it closes ("the toll climbed to 2,110"). Caution: word lists and endings stand in for grammar, so an
unknown verb in "s" may pass for a plural.
"""

from analysis.read.amount_words import (
    AUXILIARIES,
    IRREGULAR,
    LEVEL_VERBS,
    MEASURES,
    NO_UNIT,
    NOT_PLURAL,
    OWNERS,
    PREPOSITIONS,
    STOP,
    WHOLES,
)
from analysis.read.lexer import DASHES, Token, form, glued
from analysis.read.numerals import number_at

_OWNED = OWNERS | {"our", "all"}
_OWNED_PART = _OWNED | {"my", "your", "these", "those"}
_TRAILERS = frozenset(("+", "-", "plus", "odd", "strong", "more", "further", "or", "so"))
_BEFORE_LEVEL = frozenset(("a", "an", "the", "record", "only", "total", "just", "between", "high"))
_VERBAL = LEVEL_VERBS | AUXILIARIES
# People and bodies that are counted beside another plural: "police officers" is one noun, "troops police" two.
_SEPARATE = IRREGULAR - {"people", "men", "women", "police"}


def is_plural(t: list[Token], k: int) -> bool:
    """Whether token `k` looks like a noun in the plural."""
    word = form(t, k)
    if word in IRREGULAR:
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us", "sis", "'s", "’s"))
    return ends and len(word) > 2 and word not in NOT_PLURAL and word not in STOP and not t[k].raw.isupper()


def noun_after(t: list[Token], j: int, *, many: bool) -> tuple[str, int]:
    """The noun counted by a number that ends before token `j`, and the token after that noun.

    `many` asks for a plural; else the last noun before the phrase ends will do ("the aid budget").
    """
    first = form(t, j)
    if first in DASHES and glued(t, j) and glued(t, j + 1) and form(t, j + 1) not in ("plus", "odd", "strong"):
        return (t[j + 1].form, j + 2) if t[j + 1].kind == "word" else ("", j)
    strong = form(t, j + 1) == "strong" and not first.isalpha()
    while form(t, j) in _TRAILERS and (form(t, j) != "or" or form(t, j + 1) in ("more", "so", "fewer", "less")):
        j += 1
    if form(t, j) == "of":
        return _phrase_head(t, _part_start(t, j + 1), many=False, plural_first=True)
    if not many and form(t, j) in _OWNED:
        j += 1
    return _phrase_head(t, j, many=many and not strong, plural_first=many)


def _part_start(t: list[Token], j: int) -> int:
    """The token where the noun may begin after "of": past "the" and past the number in "five of the eight judges"."""
    while form(t, j) in _OWNED_PART:
        j += 1
    inner = number_at(t, j)
    return inner.last if inner and not inner.currency else j


def _phrase_head(t: list[Token], j: int, *, many: bool, plural_first: bool) -> tuple[str, int]:
    """The head of the noun phrase at token `j`, and the token after it."""
    single, after = "", j
    for k in range(j, min(j + 8, len(t))):
        word, kind = t[k].form, t[k].kind
        if word in ('"', "“", "‘") or (k > j and word in ("-", "‐", "‑")):
            continue
        if kind == "word" and word.endswith(("'s", "’s")):
            single = ""
            continue
        if many and single and word in ("and", "or") and form(t, k + 1) not in STOP:
            continue
        if kind != "word" or (word in STOP and t[k].raw != "US") or (len(word) < 2 and word not in MEASURES):
            break
        if is_plural(t, k):
            if single and not plural_first:
                break
            while is_plural(t, k + 1) and form(t, k + 1) not in _SEPARATE:
                k += 1
            return _with_power(t, k), k + 1
        if single and word.endswith(("ed", "ing")) and len(word) > 4 and not plural_first:
            break
        if word in MEASURES:
            return _with_power(t, k), k + 1
        if not word.endswith("ly"):
            single, after = word, k + 1
    return ("", j) if many else (single, after)


def _with_power(t: list[Token], k: int) -> str:
    """The noun at token `k`, with "square" or "cubic" before it."""
    power = {"square": "square ", "sq": "square ", "cubic": "cubic "}.get(form(t, k - 1), "")
    return power + t[k].form


def noun_before(t: list[Token], i: int, *, bare: bool = False) -> str:
    """The noun that a closing number belongs to: "the toll rose to", "a population of", "casualties were put at".

    `bare` asks for no verb of level before the number ("rents have tripled").
    """
    k = i - 1
    if form(t, k) in ("age", "ages"):
        return "age"
    while form(t, k) in _BEFORE_LEVEL:
        k -= 1
    if form(t, k) == "of":
        named = k > 0 and t[k - 1].kind == "word" and t[k - 1].form not in STOP and t[k - 1].form not in NO_UNIT
        return t[k - 1].form if named else ""
    if form(t, k) in ("to", "at", "by", "from", "as"):
        k -= 1
    if bare:
        k = min(k + 1, i - 1)
    elif form(t, k) not in LEVEL_VERBS:
        return ""
    while form(t, k) in _VERBAL:
        k -= 1
    k = _subject_head(t, k)
    return t[k].form if _is_subject(t, k) else ""


def _subject_head(t: list[Token], k: int) -> int:
    """The head of a subject that ends at token `k`: past "in the valley", past "the number of"."""
    for m in range(k - 1, max(-1, k - 6), -1):
        if form(t, m) == "of" and form(t, m - 1) in WHOLES:
            return k if _is_subject(t, k) else m + 1
        if t[m].form in PREPOSITIONS and m > 0 and t[m - 1].kind == "word":
            k = m - 1
        elif t[m].kind != "word":
            break
    return k


def _is_subject(t: list[Token], k: int) -> bool:
    if not 0 <= k < len(t) or t[k].kind != "word" or t[k].form in NO_UNIT or t[k].form in STOP:
        return False
    return t[k].raw.islower() or is_plural(t, k) or t[k].form in ("turnout", "inflation", "unemployment", "population")
