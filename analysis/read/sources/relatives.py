"""Whom "who", "which" and "that" take up, and who speaks as "I" or "we".

Input is a place in the text, output is the mention that the word leans on, or its words. Caution: the antecedent is
looked for directly before the word, within its sentence.
"""

import re
from typing import NamedTuple

from analysis.read.attribution.rules.phrases import noun_phrase
from analysis.read.sources.identities import at
from analysis.read.sources.mention import Mention
from analysis.read.sources.nouns import PEOPLE

RELATIVES = frozenset(["who", "whom", "whose", "which", "that"])
GAP = re.compile(r"\s*(?:\([^()]{0,60}\))?(?:,|\s[—–-]+)?\s*")
HOME = re.compile(r"(?:,\s\d\d)?,\sof\s[A-Z][\w.’' ]{1,30}(?:,\s[A-Z][\w. ]{1,20})?,\s$|,\s\d\d,\s$")
LINK = re.compile(r"\s(?:of|in|at|for|from|with|on|to)\s(?:[a-z]+\s){0,2}|,\s(?:[a-z]+\s){0,4}?")


class Antecedent(NamedTuple):
    """The number of a mention, or -1, and the words that stand there."""

    mention: int
    words: str


def relative(text: str, found: list[Mention], start: int, form: str) -> Antecedent:
    """What a relative pronoun at `start` takes up.

    >>> from analysis.read.sources.mentions import mentions
    >>> from analysis.read.segments import Sentence
    >>> text = "They met Jane Doe of the Harbour Board, who disagreed."
    >>> rows = mentions((Sentence(0, len(text), text, 1, 1),), [], frozenset())
    >>> rows[relative(text, rows, text.index("who"), "who").mention].core
    'Jane Doe'
    """
    home = HOME.search(text, max(0, start - 70), start)
    end = home.start() if home else start
    j = at(found, end) - 1
    for step in range(4):
        if j < 0 or end - found[j].end > 120:
            break
        between = text[found[j].end : end]
        if not (GAP.fullmatch(between) if not step else LINK.fullmatch(between)):
            break
        if _fits(found[j], form):
            return Antecedent(j, "")
        end = found[j].start
        j -= 1
    quote = re.search(r"[“\"]([^“”\"\n]{2,80})[”\"],?\s$", text[max(0, start - 100) : start])
    if quote:
        return Antecedent(-1, quote.group(1).strip(" ,"))
    low = max(text.rfind(mark, max(0, start - 150), start) for mark in (".", "\n", ";", "“", '"')) + 1
    high = low + len(text[low:start].rstrip(" ,\n"))
    phrase = noun_phrase(text, low, high) if high > low else None
    # "Jane Doe, a one-time mill hand who": the phrase is the name's apposition.
    j = at(found, phrase[0]) - 1 if phrase else -1
    if j >= 0 and found[j].kind == "name" and text[found[j].end : phrase[0]] == ", " and _fits(found[j], form):
        return Antecedent(j, "")
    return Antecedent(-1, " ".join(text[slice(*phrase)].split()) if phrase else "")


def _fits(mention: Mention, form: str) -> bool:
    person = mention.sort == "person" or (mention.head is not None and mention.head.kind in PEOPLE)
    if mention.kind == "pronoun":
        return False
    if form in ("who", "whom"):
        return person or (mention.kind == "name" and mention.sort == "") or mention.sort == "noun"
    return form == "whose" or not person
