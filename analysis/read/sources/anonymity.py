"""Whether a source is anonymous, and the reason the text gives for it.

Input is the text around an attribution, output is the words that tell why a source is not named. Caution: a reason is
found only where it stands in the sentence of the attribution or follows it at once.
"""

import re
from dataclasses import replace

from analysis.read.attribution.record import Attribution
from analysis.read.segments import Sentence
from analysis.read.sources.nouns import PEOPLE, noun
from analysis.read.sources.types import COLLECTIVE, OFFICIAL, UNNAMED, core

UNNAMED_TYPES = (OFFICIAL, UNNAMED, COLLECTIVE)
WITHHELD = re.compile(
    r"(?i)(?:\b(?:who|whom|and|but|which)\s)?(?:\b(?:all|both|each)\sof\swhom\s)?(?:\b(?:he|she|they)\s)?"
    r"(?:(?:\w+ly\s)?\b(?:spoke|speaking|speaks|spoken|talked|talking|agreed to \w+|commented|briefed \w+|"
    r"would \w+ only|requested|insisted|granted|given|citing|discussed|described)\b[^.;“”\"]{0,80}?"
    r"\b(?:conditions? (?:of anonymity|that)|anonymity|anonymously|on background|not for attribution)\b|"
    r"(?:\b(?:is|are|was|were|being|been)\s)?(?:\bnot|n['’]t)\s(?:been\s|being\s)?authori[sz]ed\s"
    r"(?:by\s[\w\s]{1,40}\s)?to\s\w+|"
    r"(?:\black\w*|\bwithout)\s(?:the\s)?authori[sz]ation\sto\s\w+|"
    r"\b(?:ask|request|insist|prefer|wish|want|choos|chose|plead|declin|refus)\w*\s(?:that\s)?"
    r"(?:(?:not|never)\sto\sbe|to\snot\sbe|to\sbe\s(?:un)?(?:named|identified)|to\sbe\s"
    r"(?:called|identified|known)\s(?:only\s)?|"
    r"to\s(?:remain|stay)\s(?:anonymous|unnamed|unidentified)|to\sgive\s(?:\w+\s)?(?:\w+\s)?name|for\sanonymity|anonymity|"
    r"(?:his|her|their|its)\s(?:\w+\s)?(?:name|identity)\w*\s(?:not\s)?(?:be\s)?\w+)|"
    r"\b(?:did|do|does|would)(?:\snot|n['’]t)\s(?:want|wish|like)\s"
    r"(?:to\sbe|(?:his|her|their)\s(?:\w+\s)?(?:name|identity))\s?\w*|"
    r"\b(?:could|can)(?:\s?not|n['’]t)\sbe\s(?:named|identified)\b|"
    r"\bwhose\s(?:real\s)?(?:name|identity)\s[^.;“”\"]{0,40}?\b(?:withheld|changed|protected|hidden)\b)"
    r"[^.;“”\"—–]{0,220}"
)
HINTS = ("anonym", "authori", "named", "identif", "name", "background", "unnamed", "attribution")
DOER = re.compile(r"(?i)(?:er|or|ist|man|men|woman|women|ian|ee|ess)s?$|^(?:someone|somebody)$")
SAID_SO = re.compile(r"(?i)\b(?:anonymous(?:ly)?|unnamed|unidentified|unattributed|on condition of anonymity)\b")
TRAILING = re.compile(
    r"(?i),?\s+(?:(?:he|she|they)\s)?(?:said|says|told|added|and\s(?:he|she|they)|but\s(?:he|she|they))\b.*$"
)
FOLLOWS = re.compile(r"(?i)\W*(?:he|she|they|all|both|(?:the|this|that|these|those)\s(?:\w+\s){0,3}?[a-z]+)\b")


def withheld(sentence: str) -> tuple[int, str]:
    """Where a sentence begins to tell why somebody is not named, and its words; -1 and '' where it does not.

    >>> withheld("An aide, who asked not to be named because talks go on, said the mill would close.")
    (9, 'who asked not to be named because talks go on')
    """
    match = WITHHELD.search(sentence)
    if not match:
        return -1, ""
    words = match.group()
    end = re.search(r",\s(?!because|as|since|for|citing|in\sorder|fearing|so|and\s(?:who|was|were|did))", words)
    words = words[: end.start()] if end else words
    start = match.start() + len(words) - len(words.lstrip(" ,"))
    return start, TRAILING.sub("", words.strip(" ,"))


def follows(sentence: str) -> bool:
    """Whether a sentence begins with a pronoun or "the ...", so that its reason may be that of a source before it."""
    return FOLLOWS.match(sentence) is not None


def called_anonymous(words: str) -> bool:
    """Whether the words of a source say themselves that it is not named.

    >>> called_anonymous("an unnamed clerk"), called_anonymous("a clerk")
    (True, False)
    """
    return SAID_SO.search(words) is not None


def anonymity(sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...], found: list) -> list:
    """The sources with `anonymous` and `anonymity_reason` filled in.

    Parameters
    ----------
    found : the `Source` of each attribution, in the same order.
    """
    by_sentence: dict[int, list[int]] = {}
    for i, one in enumerate(attributions):
        if found[i].type in UNNAMED_TYPES and found[i].mention:
            by_sentence.setdefault(one.sentence, []).append(i)
    reasons = _reasons(sentences, by_sentence, found)
    by_name: dict[str, str] = {}
    for i in sorted(reasons):
        by_name.setdefault(found[i].name, reasons[i])
    return [_marked(one, reasons.get(i) or _same(one, by_name)) for i, one in enumerate(found)]


def _reasons(sentences: tuple[Sentence, ...], by_sentence: dict[int, list[int]], found: list) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for row in sentences:
        start, words = withheld(row.text) if any(cue in row.text.lower() for cue in HINTS) else (-1, "")
        if not words:
            continue
        near = by_sentence.get(row.number, [])
        # The reason may follow in a sentence of its own: "The official asked not to be named."
        if not near and follows(row.text):
            before = by_sentence.get(row.number - 1) or by_sentence.get(row.number - 2, [])
            near = before[-1:]
        if near:
            left = [i for i in near if found[i].mention.end <= row.start + start + 1]
            reasons.setdefault(left[-1] if left else near[0], words)
    return reasons


def _same(one, by_name: dict[str, str]) -> str:
    return by_name.get(one.name, "") if one.type in UNNAMED_TYPES else ""


def _marked(one, reason: str):
    if one.type not in UNNAMED_TYPES:
        return one
    heads = [entry for word in re.findall(r"[^\W\d_][\w’'-]*", one.name.split(" of ")[0]) if (entry := noun(word))]
    person = any(entry.kind in PEOPLE for entry in heads) or (not heads and DOER.search(core(one.name)) is not None)
    spokes = any(entry.family == "spokesman" for entry in heads)
    many = one.type == COLLECTIVE and not any(entry.lemma in ("source", "insider") for entry in heads)
    unnamed = bool(reason) or called_anonymous(one.name) or (person and not spokes and not many)
    return replace(one, anonymous=unnamed, anonymity_reason=reason)
