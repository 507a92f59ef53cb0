"""Which amounts are said in a form of their own: multiples, zero, ordinals and shares?

Input is a token list and a place in it; output is the `Reading` that begins there ("twice as many", "not one of",
"the 11th round", "one in five"), or None. Caution: only a small or round second number makes a share ("3 in 5",
but not "40 in 83") unless the first is one, and "second" before a function word is a time.
"""

from analysis.read.amount_words import COMPARATIVES, MEASURES, MULTIPLES, OWNERS, STOP
from analysis.read.amounts import Reading
from analysis.read.lexer import DASHES, Token, form, glued
from analysis.read.modifiers import modifier_before
from analysis.read.nouns import is_noun_next, noun_after, noun_before
from analysis.read.numerals import ONES, ORDINALS, TENS, Number, number_at

_AFTER_TWICE = OWNERS | {"as", "that", "what"}
_NO_ATTEMPT = frozenset(("half", "hand", "party", "place", "person", "thought", "quarter", "degree"))


def multiple(t: list[Token], i: int, number: Number | None) -> Reading | None:
    """Doubled, twice as many, three times higher, five-fold."""
    factor, j = _factor(t, i, number)
    if factor is None:
        return None
    word = form(t, j)
    k = j + 2 if word == "as" else j + 1 if word in OWNERS or word == "more" else j
    unit = noun_after(t, k, many=form(t, k - 1) != "much" or word != "as")[0] if word != "since" else ""
    if not unit and word in OWNERS:
        unit = noun_after(t, k, many=False)[0]
    _, cue, at = modifier_before(t, i)
    unit = unit or noun_before(t, at, bare=True)
    return Reading(i, j, float(factor), float(factor), "x", unit, "multiple", "", cue)


def _factor(t: list[Token], i: int, number: Number | None) -> tuple[float | None, int]:
    """The factor told at token `i`, if any, and the token after it."""
    if t[i].form in MULTIPLES:
        said = form(t, i + 1) in _AFTER_TWICE if t[i].form == "twice" else form(t, i + 1) not in ("down", "over", "up")
        return MULTIPLES[t[i].form] if said else None, i + 1
    if number is None or number.currency:
        return None, i
    j = number.last + 1 if form(t, number.last) in DASHES else number.last
    said = form(t, j) == "fold" or (form(t, j) == "times" and _is_comparative(form(t, j + 1)))
    return number.high if said else None, j + 1


def _is_comparative(word: str) -> bool:
    return word in COMPARATIVES or (word.endswith("er") and word not in ("after", "over", "under", "per", "ever"))


def none_of(t: list[Token], i: int) -> Reading | None:
    """Zero: "not one of the 12 ships", "not a single ship", "none of the 12"."""
    word, following, third = t[i].form, form(t, i + 1), form(t, i + 2)
    if word == "not" and following == "one" and (third == "of" or third not in STOP):
        last = i + 2
    elif word == "not" and following == "a" and third == "single":
        last = i + 3
    elif word == "none" and following == "of" and number_at(t, i + 3):
        last = i + 1
    else:
        return None
    return Reading(i, last, 0.0, 0.0, unit=noun_after(t, last, many=form(t, last) == "of")[0])


def ordinal(t: list[Token], i: int) -> Reading | None:
    """An 11th round, the third attempt; "second" as a time, names ("Third Reich") and days are passed over."""
    rank, j = _rank_in_digits(t, i) if t[i].kind == "number" else _rank_in_words(t, i)
    if rank is None:
        return None
    noun_at = j + 2 if form(t, j) in DASHES and glued(t, j) else j
    return Reading(i, j, float(rank), float(rank), "ord", noun_after(t, noun_at, many=False)[0], "ordinal")


def _rank_in_digits(t: list[Token], i: int) -> tuple[int | None, int]:
    """The rank told by "11th" and the token after it; "on the 11th" is a day."""
    j, digits = i + 2, t[i].form
    if not glued(t, i + 1) or form(t, i + 1) not in ("st", "nd", "rd", "th") or not digits.isdigit() or len(digits) > 5:
        return None, j
    dated = form(t, i - 1) == "the" and form(t, i - 2) in ("on", "by", "until")
    day = dated and (form(t, j) in STOP or form(t, j) in (".", ","))
    return None if day else int(digits), j


def _rank_in_words(t: list[Token], i: int) -> tuple[int | None, int]:
    """The rank told by "third" or "twenty-first" and the token after it."""
    word, unit = t[i].form, form(t, i + 2)
    if word in TENS and form(t, i + 1) in DASHES and (unit in ORDINALS or unit == "first"):
        rank, j = TENS[word] + ORDINALS.get(unit, 1), i + 3
    elif word in ORDINALS and t[i].raw.islower() and form(t, i - 1) not in ONES and form(t, i - 1) not in DASHES:
        rank, j = ORDINALS[word], i + 1
    else:
        return None, i
    following = form(t, j)
    if j >= len(t) or t[j].kind not in ("word", "mark") or following in STOP or following in _NO_ATTEMPT:
        return None, j
    return None if t[j].raw[0].isupper() or following in ".,;:)?!" else rank, j


def and_a_half(t: list[Token], i: int) -> Reading | None:
    """A measure and a half: "an hour and a half", "one year and a half"."""
    if form(t, i) not in ("a", "an", "one") or form(t, i + 1) not in MEASURES:
        return None
    if [form(t, i + n) for n in (2, 3, 4)] != ["and", "a", "half"]:
        return None
    modifier, cue, _ = modifier_before(t, i)
    return Reading(i, i + 5, 1.5, 1.5, modifier, form(t, i + 1), "measure", "", cue)


def ratio(t: list[Token], number: Number) -> Reading | None:
    """A share said as "one in five", "two out of three", "three in every ten"."""
    counted = form(t, number.last) if form(t, number.first) == "one" and form(t, number.last + 1) == "in" else ""
    if counted in STOP or (counted and t[number.last].kind != "word"):
        counted = ""
    at = number.last + 1 if counted else number.last
    out = form(t, at) == "out" and form(t, at + 1) == "of"
    if not out and form(t, at) != "in":
        return None
    j = at + 2 if out else at + 1
    every = form(t, j) in ("every", "each")
    whole = number_at(t, j + 1 if every else j)
    if whole is None or number.currency or whole.currency or whole.style != "count":
        return None
    if not 1 <= number.low < whole.low or number.low % 1 or whole.low % 1:
        return None
    if not (every or out or number.low == 1 or whole.low % 5 == 0 or whole.low < 10 or whole.low == 12):
        return None
    unit = noun_after(t, whole.last, many=True)[0]
    if counted and (unit or is_noun_next(t, whole.last)):
        return None
    unit = unit or counted
    if not every and (unit.rstrip("s") in MEASURES or form(t, whole.last) in DASHES):
        return None
    unit = unit or noun_after(t, whole.last, many=False)[0]
    share = number.low / whole.low
    return Reading(number.first, whole.last, share, share, unit=unit, kind="fraction")
