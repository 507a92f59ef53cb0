"""Which numbers of two sentences belong together, where either has several or no year tells?

Input is numbers with their sentences; output is pairs of them, or whether two amounts stand beside a word that both
sentences use. Caution: numbers are matched by size and by neighbouring words, which is a guess; what it rests on is
told as a doubt by `evidence`.
"""

import math
import re

from analysis.measure.numbers import Statement
from analysis.measure.pair_features import FUNCTION_WORDS
from analysis.read.claims import Claim
from analysis.read.light_stems import light_stem
from analysis.read.quantities import Quantity
from analysis.read.segments import TOKEN, matching_form

WEAK = frozenset(("made", "make", "makes", "said", "says", "put", "puts", "stood", "stands", "gave", "gives"))
MOST = 40  # numbers of one sentence for one thing: more are a table
BESIDE = 60  # characters on each side of an amount in which a word is beside it
CLAUSE_END = re.compile(r"[;:()—–]|,(?!\d)|\s(?:and|but|while|which)\s")
UNIT_WORDS = re.compile(r"\s*[a-z]+(?: cent\b| metres?\b| miles?\b)?")  # "pounds", "per cent", "square metres"


def matched(claims: list[Statement], others: list[Statement]) -> list[tuple[Statement, Statement]]:
    """Numbers of two sentences for one thing: a claim's one number beside each of the other sentence.

    Of several numbers of a claim ("83 votes were cast, 12 were invalid") each stands beside the one nearest to it in
    size, none of them twice; what is left over is beside nothing, and of a list of numbers the first forty are looked
    at.
    """
    claims, others = claims[:MOST], others[:MOST]
    if len(claims) == 1:
        return [(claims[0], told) for told in others]
    ranked = sorted(
        (round(abs(_size(one.quantity) - _size(two.quantity)), 6), i, j)
        for i, one in enumerate(claims)
        for j, two in enumerate(others)
    )
    found: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in found and j not in found.values():
            found[i] = j
    return [(claims[i], others[j]) for i, j in sorted(found.items())]


def _size(quantity: Quantity) -> float:
    return math.log1p(abs(quantity.low + quantity.high) / 2)


def published_together(claim: Statement, told: Statement) -> bool:
    """Whether two numbers are of one year if each that names none is taken to be of the year it was published in."""
    one, two = ({*row.own_years, *row.paragraph_years} or {*row.publication_year} for row in (claim, told))
    return bool(one & two)


def stand_alike(claim: Claim, one: Quantity, other: Claim, two: Quantity) -> bool:
    """Whether some content word stands beside both amounts, in their clauses.

    >>> from analysis.read.document import Document
    >>> told = [Document(id="x", text=text).claims[0] for text in (
    ...     "The water rose by 6 metres.", "In May the river rose by 9 metres.", "The dam is 40 metres high.")]
    >>> [stand_alike(told[0], told[0].quantities[0], other, other.quantities[0]) for other in told[1:]]
    [True, False]
    """
    return bool(_beside(claim, one) & _beside(other, two))


def _beside(claim: Claim, quantity: Quantity) -> set[str]:
    """The stems of the content words on both sides of an amount, as far as its clause goes."""
    start, end = quantity.start - claim.start, quantity.end - claim.start
    before, after = claim.text[max(0, start - BESIDE) : start], claim.text[end : end + BESIDE]
    cuts = [match.end() for match in CLAUSE_END.finditer(before)]
    if quantity.kind != "count":
        after = UNIT_WORDS.sub("", after, count=1)
    stop = CLAUSE_END.search(after)
    near = f"{before[cuts[-1] if cuts else 0 :]} {after[: stop.start() if stop else None]}"
    words = {matching_form(match.group()) for match in TOKEN.finditer(near) if match.group().isalpha()}
    # A name says where or who, not what the amount is of.
    names = {matching_form(match.group()) for name in claim.names for match in TOKEN.finditer(name)}
    unit = {matching_form(match.group()) for match in TOKEN.finditer(quantity.unit)}
    return {light_stem(word) for word in words - FUNCTION_WORDS - WEAK - unit - names}
