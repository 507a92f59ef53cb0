"""Which numbers are no amounts, but labels, clock times, names or pronouns?

Input is a number with its tokens; output is why it is passed over: "Article 5", "5 p.m.", "Nine West", "one of the
men". Caution: a capital before or after a number counts for much, so a headline in capitals hides amounts.
"""

import re

from analysis.read.amount_words import CALLS, CLOCKS, EMERGENCY, FILLERS, LABELS, MODIFIERS, ONE_STOP, STOP
from analysis.read.amounts import Reading
from analysis.read.lexer import DASHES, Token, form, glued, word_set
from analysis.read.nouns import is_plural, noun_after
from analysis.read.numerals import ORDINALS, PARTS, Number, number_at

_HALF_OF_PLAY = ORDINALS.keys() | {"first", "latter", "other", "better", "last", "final", "top", "bottom"}
_STAGES = word_set("stage phase chapter part step grade channel page room article level")
_WEAK_LABELS = word_set("figures tables clauses amendments stage part step season episode")
_CALLED = ("call", "tape", "dispatch", "operator", "emergency", "system", "number")
_AFTER_COUNT = DASHES | {"of", "to", "or", "more", "in", "out"}


def label_or_clock(text: str, t: list[Token], number: Number, unit: str, barred: int) -> str:
    """Why the number is no amount: "label" for a name or numbering, "clock" for a time, "" if it is one.

    `barred` is the token after the last label passed over: the "6" of "Articles 5 and 6" is a label too.
    """
    if number.currency or unit.startswith("%"):
        return ""
    j = number.last
    after = form(t, j)
    if number.digits and glued(t, j):
        if after in ("a.m.", "p.m.", "hrs") or re.fullmatch(r"[ap]m\w*", after):
            return "clock"
        if after in ("@", "/", "_", "\\") or (t[j].kind == "word" and not unit):
            return "label"
    joined = (after in ("to", "and") or after in DASHES) and form(t, j + 2) in CLOCKS
    if joined or after in CLOCKS or after in ("bst", "est"):
        return "clock"
    if _is_joined(t, number.first, digits=number.digits) or (number.digits and _is_listed(text, t, number)):
        return "label"
    if number.style == "fraction":
        named = _is_no_fraction(t, number)
    elif number.digits:
        named = _is_numbering(t, number, unit, barred)
    else:
        named = _is_name(text, t, number)
    return "label" if named else ""


def _is_joined(t: list[Token], i: int, *, digits: bool) -> bool:
    """Whether token `i` hangs on what stands before it: "#2", "B-52"."""
    if not glued(t, i):
        return False
    if form(t, i - 1) == '"' and form(t, i - 2) == "=" and glued(t, i - 1):
        return True
    if digits and (t[i - 1].kind in ("word", "label", "number") or t[i - 1].form in "#@_/&=."):
        return True
    return t[i - 1].form in DASHES and glued(t, i - 1) and t[i - 2].kind in ("word", "date", "label")


def _is_listed(text: str, t: list[Token], number: Number) -> bool:
    """Whether digits are a note's or a list's number: "[3]", "2. Go home", "(2) Go home"."""
    i, j = number.first, number.last
    if form(t, i - 1) == "[" and form(t, j) == "]":
        return True
    if form(t, j) not in (".", ")") or number.low >= 100:
        return False
    return (t[j].end == len(text) or text[t[j].end].isspace()) and _opens_line(text, t, i)


def _opens_line(text: str, t: list[Token], i: int) -> bool:
    """Whether only white space or a bracket stands before token `i` on its line."""
    start = t[i - 1].start if i > 0 and t[i - 1].form == "(" else t[i].start
    return not text[max(text.rfind("\n", max(0, start - 80), start) + 1, start - 80) : start].strip()


def _is_no_fraction(t: list[Token], number: Number) -> bool:
    """Whether the fraction is an ordinal or a period: "a third attempt", "the second half"."""
    i, last = number.first, form(t, number.last - 1)
    singular = last in PARTS and number.last - i == 2 and form(t, i) == "a" and last not in ("half", "quarter")
    if singular and form(t, number.last) != "of":
        following = number.last < len(t) and t[number.last].kind == "word" and form(t, number.last) not in STOP
        return following and not is_plural(t, number.last)
    cut = form(t, i - 1) == "in" and number.last == i + 1 and form(t, i + 1) not in ("a", "an", "of", "the")
    return t[i].form == "half" and (cut or form(t, i - 1) in _HALF_OF_PLAY)


def _is_name(text: str, t: list[Token], number: Number) -> bool:
    """Whether a number in words is part of a name: "Nine West", "the Group of Seven"."""
    i, j = number.first, number.last
    before, after, capital = form(t, i - 1), form(t, j), t[i].raw[0].isupper()
    if (opening := _opens_sentence(text, t, i)) and after == "," and j == i + 1:
        return not is_plural(t, j + 1)
    if before in _STAGES and not noun_after(t, j, many=True)[0]:
        return True
    if before == "number" or (before == "of" and form(t, i - 2) in ("group", "gang", "big") and capital):
        return True
    if not capital or j != i + 1 or j >= len(t) or not t[j].raw[0].isupper() or is_plural(t, j):
        return False
    return not opening


def _opens_sentence(text: str, t: list[Token], i: int) -> bool:
    return i == 0 or t[i - 1].form in ".?!:;\"“”'‘([—–-" or "\n" in text[t[i - 1].end : t[i].start]


def _is_numbering(t: list[Token], number: Number, unit: str, barred: int) -> bool:
    """Whether digits are part of a name or a numbering: "Article 5", "HB 97", "call 911"."""
    i, j = number.first, number.last
    before, after = form(t, i - 1), form(t, j)
    if before in _WEAK_LABELS and noun_after(t, j, many=True)[0]:
        return False
    won = after in DASHES and glued(t, j) and before in ("title", "line", "order", "class", "grade")
    if (before in LABELS and not won) or (before == "." and form(t, i - 2) in ("no", "nos", "vol", "fig", "p", "pp")):
        return number.scale == 1 and "," not in t[i].form
    if before == "of" and form(t, i - 2) == "group" and t[i - 2].raw[0].isupper():
        return True
    if barred and barred == i - 1 and not unit and (before in ("and", "or", ",", "to") or before in DASHES):
        return not noun_after(t, j, many=True)[0]
    if t[i].form in EMERGENCY and (after.startswith(_CALLED) or before in CALLS):
        return True
    plain = number.scale == 1 and t[i].form.isdigit()
    if after in DASHES and glued(t, j) and glued(t, j + 1) and t[j + 1].raw[0].isupper():
        return t[j + 1].kind == "word" and plain
    if not plain or unit or after in _AFTER_COUNT or not _follows_name(t, i):
        return False
    return not noun_after(t, j, many=True)[0]


def _follows_name(t: list[Token], i: int) -> bool:
    """Whether a word in capitals that opens no sentence stands before token `i`."""
    if i < 2 or t[i - 1].kind != "word" or not t[i - 1].raw[0].isupper() or t[i - 2].form in (",", "."):
        return False
    if "'" in t[i - 1].raw or "’" in t[i - 1].raw:
        return False
    return not any(t[i - 1].form in words for words in (STOP, MODIFIERS, FILLERS))


def is_pronoun(t: list[Token], number: Number, reading: Reading) -> bool:
    """Whether "one" or "the two" only stands for somebody already named."""
    i, j = number.first, number.last
    before, after = form(t, i - 1), form(t, j)
    if number.digits or number.style != "count":
        return False
    if t[i].form in ("zero", "nil") and not reading.unit:
        return True
    if before in ("the", "these", "those", "all", "other") and j == i + 1 and not noun_after(t, j, many=True)[0]:
        return after not in DASHES
    if t[i].form != "one" or j > i + 1 or reading.cue:
        return False
    if after == "of" and before not in ("every", "each", "any", "no") and _has_count(t, j + 1):
        return False
    if before in ("killing", "wounding", "injuring", "killed", "wounded", "injured", "leaving", "lost"):
        return False
    if after in DASHES and glued(t, j):
        return before in ("no", "any", "every") or form(t, j + 1) in ("time", "off", "on", "sided")
    if before in ("no", "this", "that", "any", "every", "each", "which", "another", "the", "some"):
        return True
    singular = j < len(t) and t[j].kind == "word" and after not in ONE_STOP and not after.endswith(("ed", "'s", "’s"))
    return not singular or is_plural(t, j) or t[j].raw[0].isupper()


def _has_count(t: list[Token], j: int) -> bool:
    """Whether a number follows "of" at once or after "the": "one of the five ships"."""
    while form(t, j) in ("the", "its", "their", "his", "her", "these", "those", "last", "past"):
        j += 1
    inner = number_at(t, j)
    return inner is not None and not inner.currency and form(t, inner.last) not in DASHES
