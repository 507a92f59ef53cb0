"""Does the text say "about", "at least" or "up to" of a number?

Input is a token list and the place of a number; output is the modifier's sign (">=" for "at least") with its words.
Caution: "over two nights" means during them, "lasted over two hours" means longer; a word list tells them apart.
"""

from analysis.read.amount_words import AFTERTHOUGHTS, FILLERS, LASTING, MODIFIERS, PERIODS, TOPIC_VERBS
from analysis.read.lexer import DASHES, Token, form, glued
from analysis.read.nouns import noun_after
from analysis.read.numerals import is_negative, number_at

_STARTS_AFTER = frozenset(cue.split()[0] for cue in AFTERTHOUGHTS)
_ENDS_BEFORE = FILLERS | {cue.split()[-1] for cue in MODIFIERS}
_NEGATED = {">": "<=", "<": ">="}
# Before "the", "a" and the like these tell a place ("near the 40 tents").
_PLACES = frozenset(("over", "above", "below", "under", "near", "about", "around"))


def modifier_around(t: list[Token], first: int, ends: tuple[int, ...]) -> tuple[str, str, int]:
    """The modifier before token `first` or after one of `ends`, its words, and the token where the amount starts."""
    modifier, cue, at = modifier_before(t, first)
    for end in ends:
        if not cue:
            modifier, cue = _afterthought(t, end)
    if modifier in _NEGATED and form(t, at - 1) in ("no", "not"):
        at -= 1
        modifier, cue = _NEGATED[modifier], f"{t[at].form} {cue}"
    return modifier, cue, at


def modifier_before(t: list[Token], i: int) -> tuple[str, str, int]:
    """The modifier that ends just before token `i`, its words, and the token where it starts."""
    if form(t, i - 1) in DASHES and is_negative(t, i):
        i -= 1
    if form(t, i - 1) not in _ENDS_BEFORE:
        return "=", "", i
    for end in (i, i - 1) if form(t, i - 1) in FILLERS else (i,):
        cue, start = _longest_cue(t, end)
        if cue and not (end < i and cue in _PLACES) and not (cue == "over" and _is_while(t, start, i)):
            compared = end < i and cue.endswith(("than", "short of", "shy of")) and form(t, end) == "the"
            if not compared and (cue != "about" or form(t, start - 1) not in TOPIC_VERBS):
                return MODIFIERS[cue], cue, start
    return "=", "", i


def _longest_cue(t: list[Token], end: int) -> tuple[str, int]:
    """The longest modifier, of up to four words, that ends before token `end`, and the token where it starts."""
    for start in range(max(0, end - 4), end):
        cue = " ".join(token.form for token in t[start:end])
        if cue in MODIFIERS:
            return cue, start
    return "", end


def _is_while(t: list[Token], over: int, i: int) -> bool:
    """Whether "over" means "in the course of": "over two nights", but not "lasted over two hours"."""
    number = number_at(t, i)
    noun = noun_after(t, number.last, many=True)[0] if number else ""
    return noun in PERIODS and form(t, over - 1) not in LASTING


def _afterthought(t: list[Token], j: int) -> tuple[str, str]:
    """The modifier that follows: "100+", "1,200-plus", "six or more", "six people at least"."""
    if form(t, j) == "+" and glued(t, j):
        return ">=", "+"
    k = j + 1 if form(t, j) in DASHES and glued(t, j) and form(t, j + 1) in ("plus", "odd") else j
    if form(t, k) in _STARTS_AFTER:
        for length in (3, 2, 1):
            cue = " ".join(token.form for token in t[k : k + length])
            if cue in AFTERTHOUGHTS and (cue != "plus" or k > j):
                return AFTERTHOUGHTS[cue], cue
    return "=", ""
