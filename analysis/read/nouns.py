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
    MOVERS,
    NO_UNIT,
    NOT_PLURAL,
    NOUN_ENDINGS,
    NOUNS_TOO,
    OWNERS,
    PREPOSITIONS,
    PUT_VERBS,
    SIZED,
    STOP,
    WHOLES,
)
from analysis.read.lexer import DASHES, Token, form, glued
from analysis.read.numerals import number_at

_OWNED = OWNERS | {"our", "all"}
_OWNED_PART = _OWNED | {"my", "your", "these", "those"}
_TRAILERS = frozenset(("+", "-", "plus", "odd", "strong", "more", "further", "or", "so"))
_BEFORE_LEVEL = frozenset(("a", "an", "the", "record", "only", "total", "just", "between", "high"))
_AGE_CUES = frozenset(("over", "under", "older", "younger", "aged"))
_VERBAL = LEVEL_VERBS | AUXILIARIES
# People and bodies that are counted beside another plural: "police officers" is one noun, "troops police" two.
_BODIES = frozenset(("police", "staff", "crew", "youth", "media", "data"))
_STATES = frozenset(("dead", "wounded", "injured", "missing", "displaced", "unemployed", "homeless"))
_CLOSERS = PREPOSITIONS | {"", ".", ",", ";", "and", "or", "were", "was", "have", "had", "are", "a", "as", "could"}
_STRETCHES = frozenset(("last", "past", "previous", "first", "final", "next", "remaining", "top", "other"))
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
    if is_hyphen(t, j) and form(t, j + 1) not in ("plus", "odd", "strong"):
        return (t[j + 1].form, j + 2) if t[j + 1].kind == "word" else ("", j)
    strong = form(t, j + 1) == "strong" and not first.isalpha()
    while form(t, j) in _TRAILERS and (form(t, j) != "or" or form(t, j + 1) in ("more", "so", "fewer", "less")):
        j += 1
    if form(t, j) == "of":
        return _phrase_head(t, _part_start(t, j + 1), many=False, plural_first=True)
    if not many and first in ("a", "an") and form(t, j + 1) in MEASURES:
        return form(t, j + 1), j + 2
    if not many and form(t, j) in _OWNED:
        j += 1
    return _phrase_head(t, _past_measure(t, j), many=many and not strong, plural_first=many)


def _part_start(t: list[Token], j: int) -> int:
    """The token where the noun may begin after "of": past "the" and past the number in "five of the eight judges"."""
    while form(t, j) in _OWNED_PART:
        j += 1
    while form(t, j) in _STRETCHES or (form(t, j).endswith(("'s", "’s")) and number_at(t, j + 1)):
        j += 1
    if form(t, j) in ("a", "an"):
        return _past_measure(t, j + 1)
    inner = number_at(t, j)
    return inner.last if inner and not inner.currency else j


def is_hyphen(t: list[Token], k: int) -> bool:
    """Whether token `k` is a hyphen inside a word: the second of "laid-off"."""
    return form(t, k) in DASHES and glued(t, k) and glued(t, k + 1)


def is_noun_next(t: list[Token], k: int) -> bool:
    """Whether token `k` may go on with a noun phrase."""
    return k < len(t) and t[k].kind == "word" and t[k].form not in STOP


def _past_measure(t: list[Token], j: int) -> int:
    """The token after a measure used as an adjective: "three $50,000 prizes", "two 40-foot boats"."""
    inner = number_at(t, j) if j < len(t) and t[j].kind in ("number", "currency", "word") else None
    if inner is None:
        return j
    if is_hyphen(t, inner.last) and t[inner.last + 1].kind == "word":
        return inner.last + 4 if form(t, inner.last + 3) == "old" else inner.last + 2
    return inner.last if inner.currency else j


def _phrase_head(t: list[Token], j: int, *, many: bool, plural_first: bool) -> tuple[str, int]:
    """The head of the noun phrase at token `j`, and the token after it."""
    single, after = "", j
    for k in range(j, min(j + 8, len(t))):
        word, kind = t[k].form, t[k].kind
        if word in ('"', "“", "‘") or (word == "'" and not glued(t, k)) or (k > j and word in ("-", "‐", "‑")):
            continue
        joined = k > j and (is_hyphen(t, k - 1) or is_hyphen(t, k + 1))
        if joined and kind in ("number", "label"):
            continue
        if k == j and many and word in NOUNS_TOO and form(t, k + 1) in _CLOSERS:
            return word, k + 1
        if kind == "word" and word.endswith(("'s", "’s")):
            single = ""
            continue
        if many and single and word in ("and", "or") and form(t, k + 1) not in STOP:
            continue
        stops = word in STOP and t[k].raw != "US" and not joined and not is_hyphen(t, k + 1)
        if kind != "word" or stops or (len(word) < 2 and word not in MEASURES):
            break
        if word in _BODIES and not many and not plural_first and is_noun_next(t, k + 1):
            single, after = word, k + 1
            continue
        if is_plural(t, k):
            if single and not plural_first:
                break
            while is_plural(t, k + 1) and (form(t, k + 1) not in _SEPARATE or form(t, k) in _STATES):
                k += 1
            return _with_power(t, k), k + 1
        verbal = word.endswith(("ed", "ing")) and len(word) > 4 and not plural_first
        alone = k == j and word.endswith("ed") and form(t, k - 1) not in OWNERS and not is_noun_next(t, k + 1)
        if verbal and (single or alone):
            break
        if word in MEASURES:
            return _with_power(t, k), k + 1
        if not word.endswith("ly"):
            single, after = word, k + 1
    return ("", j) if many else (single, after)


def _with_power(t: list[Token], k: int) -> str:
    """The noun at token `k`, with "square" or "cubic" before it and "/h" after it."""
    power = {"square": "square ", "sq": "square ", "cubic": "cubic "}.get(form(t, k - 1), "")
    return power + t[k].form + per_hour(t, k)


def per_hour(t: list[Token], k: int) -> str:
    """The "/h" of "km/h" if it follows token `k`, or ""."""
    said = form(t, k + 1) == "/" and glued(t, k + 1) and glued(t, k + 2)
    return f"/{t[k + 2].form}" if said and form(t, k + 2) in ("h", "hr", "s") else ""


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
        return t[k - 1].form if _is_sized(t, k - 1) else ""
    if form(t, k) == ":":
        return t[k - 1].form if _is_subject(t, k - 1) else ""
    if _is_put(t, k):
        k = _subject_head(t, k - 1)
        return t[k].form if _is_subject(t, k) else ""
    if form(t, k) in ("is", "are", "was", "were") and form(t, k + 1) in _AGE_CUES:
        return ""
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


def _is_sized(t: list[Token], k: int) -> bool:
    """Whether "of 12" tells the size of the noun at token `k`: "a crew of", not "the murder of"."""
    if k < 1 or t[k].kind != "word" or t[k].form in STOP or t[k].form in NO_UNIT:
        return False
    return form(t, k - 1) not in ("the", "his", "her") or t[k].form in SIZED


def _is_put(t: list[Token], k: int) -> bool:
    """Whether an object and its verb stand before token `k`: "put the crowd at", "cut its staff by"."""
    verbs = PUT_VERBS if form(t, k) == "at" else MOVERS if form(t, k) in ("by", "to", "from") else frozenset()
    if not verbs or form(t, k - 1) in LEVEL_VERBS or form(t, k - 1) in MEASURES:
        return False
    return any(form(t, m) in verbs for m in range(max(0, k - 7), k - 1))


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
    if t[k].raw.islower() or is_plural(t, k):
        return True
    opens = k == 0 or form(t, k - 1) in (".", "!", "?", ":", "”", '"')
    return t[k].form in SIZED or (opens and t[k].form.endswith(NOUN_ENDINGS))
