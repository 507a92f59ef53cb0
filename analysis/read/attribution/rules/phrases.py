"""Where the phrases around a reporting verb begin and end: who speaks, and how far what is said reaches.

Input is a passage and places in it; output is character ranges. Caution: noun phrases are guessed from closed lists
of short words, so a long subject may be cut short or take in a word too many.
"""

import re

from analysis.read.attribution.rules.cues import FULL, GAP, LONGEST, OPEN, REACH, Passage, Range, verbs

PIECE = re.compile(r"\x02[^\x02\x03]*\x03|\([^()]{0,80}\)|\w[\w.&@/\-‑’']*|[^\w\s]|\x1f+")
SENTENCE_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did)\b"
)


def words(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


PRONOUNS = words("i you he she it we they who one someone somebody nobody everyone many some others most few both")
DETERMINERS = words("the a an this that these those his her its their our my your no each every any another several")
PREPOSITIONS = words(
    "of in on at by for from with to into onto about against over under between among during after before since "
    "until through across toward towards within without despite amid like near behind beyond upon per via"
)
# Words at which a subject to the left of a verb must begin anew.
STOPS = words(
    "that which because when while if as but so although though whereas what how why where than whether yet nor "
    "is are was were be been has have had will would can could may might must should do does did not then "
    "me him them us himself herself itself themselves there"
)
OPENERS = PREPOSITIONS | words(
    "and but or so yet still then now later meanwhile however also indeed instead nevertheless nonetheless earlier "
    "today yesterday overall finally recently perhaps thus therefore moreover once even just only here not"
)
PLURALS = words("they we i you who people police some many others both most few those these men women")


DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME = (
    rf"(?:\s+(?:(?:on|late|early|last|this|earlier|later|that)\s+)*(?:{DAY}|week|month|year|today|yesterday|tonight)"
    r"(?:\s+(?:morning|afternoon|evening|night))?)"
)
CUT = re.compile(
    r";|\x1f|\s[—–]\s|\s--\s|"
    r",\s(?:who|whom|for\swhom|while|although|though|whereas|according\sto|and\s(?:he|she|they|it|that)\s)"
)
STOP = r"[;:!?](?=\s|$)|\.\s*$|(?<=[a-z]{3})\.(?=\s[A-Z])"


def subject(p: Passage, low: int, high: int) -> Range | None:
    """The noun phrase that ends before `high`, apposition included; None where there is none.

    Parameters
    ----------
    low : where the unit begins.
    high : where the cue begins.

    >>> from analysis.read.attribution.rules.cues import passage
    >>> from analysis.read.segments import Sentence
    >>> text = "On Monday, Ann Mora, the minister, said it was."
    >>> text[slice(*subject(passage((Sentence(0, 47, text, 1, 1),), (), False), 0, 35))]
    'Ann Mora, the minister'
    """
    low = max(low, high - REACH)
    high = low + len(p.masked[low:high].rstrip())
    if p.masked[high - 1 : high] != ",":
        return noun_phrase(p.masked, low, high)
    return _apposition(p.masked, low, high - 1)


def _apposition(masked: str, low: int, high: int) -> Range | None:
    """The noun phrase of "Jane Doe, the minister," from the head's beginning to the last comma."""
    boundary = [m.end() for m in re.finditer(r"[;:—\x03\x1f]|,?\s(?:that|but)\s|[,;]\sand\s", masked[low:high])]
    low += boundary[-1] if boundary else 0
    at = low
    pieces = []
    for piece in masked[low:high].split(","):
        pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    while len(pieces) > 1 and _is_opener(masked[pieces[0][0] : pieces[0][1]]):
        pieces.pop(0)
    head = noun_phrase(masked, *pieces[0])
    return (head[0], high) if head else noun_phrase(masked, *pieces[-1])


def _is_opener(piece: str) -> bool:
    words = piece.split()
    return not words or words[0].lower() in OPENERS or words[0].lower() in STOPS or words[0].endswith("ing")


def noun_phrase(masked: str, low: int, high: int) -> Range | None:
    """The noun phrase that ends at `high`, walking back over words that may belong to one.

    >>> text = "On Monday the head of the mill said"
    >>> text[slice(*noun_phrase(text, 0, 30))]
    'the head of the mill'
    """
    pieces = list(PIECE.finditer(masked, max(low, high - REACH), high))
    start, taken = None, 0
    for i in range(len(pieces) - 1, -1, -1):
        word = pieces[i].group()
        lower = word.lower()
        if not taken and (lower in PRONOUNS or lower.rstrip("’'sdvel") in PRONOUNS):
            return pieces[i].span()
        if not taken and (lower in DETERMINERS or lower in PREPOSITIONS or lower.endswith(("’s", "'s"))):
            return None
        if _ends_phrase(pieces, i, taken):
            break
        start, taken = i, taken + 1
    while start is not None and start < len(pieces) and pieces[start].group().lower() in OPENERS:
        start += 1
    # "invited mayors who": the verb is no part of the noun phrase.
    while (
        start is not None and start < len(pieces) - 1 and re.fullmatch(r"[a-z]{2,}(?:ed|ing|ly)", pieces[start].group())
    ):
        start += 1
    if start is None or start >= len(pieces):
        return None
    start = _last_beginning(pieces, start)
    return pieces[start].start(), pieces[-1].end()


def _last_beginning(pieces: list[re.Match[str]], start: int) -> int:
    """Where the last noun phrase begins if two stand side by side: "in the evening | the minister"."""
    for i in range(len(pieces) - 1, start, -1):
        before = pieces[i - 1].group().lower()
        joined = before in PREPOSITIONS or before in ("and", "or", "&", "all", "both") or not before[0].isalnum()
        if pieces[i].group() in DETERMINERS and not joined and before not in DETERMINERS:
            return i
    return start


def _ends_phrase(pieces: list[re.Match[str]], i: int, taken: int) -> bool:
    """Whether the noun phrase to the right of piece `i` cannot reach over it."""
    word = pieces[i].group()
    lower = word.lower()
    if word[0] == OPEN:
        return not taken or len(word) > 40 or FULL in word
    if word[0] == "(" and word[-1] == ")":
        return False
    if not word[0].isalnum():
        return word not in "&%$-'’"
    if word in ("US", "IT") or (word == "That" and not i):
        return False
    if lower in STOPS or (lower in PRONOUNS and lower not in ("one", "some", "many", "most", "few", "both")):
        return True
    if lower in ("and", "or"):
        left = pieces[i - 1].group() if i else ""
        right = pieces[i + 1].group() if i + 1 < len(pieces) else ""
        return not (left[:1].isupper() and right[:1].isupper()) and i > 4
    if lower in verbs() and taken and word[0].islower():
        before = pieces[i - 1].group().lower() if i else ""
        return not (before in DETERMINERS or before in PREPOSITIONS or before.endswith(("’s", "'s")))
    return False


def antecedent(p: Passage, low: int, high: int) -> Range | None:
    """The people a "who" at `high` speaks of: "speeches from ministers and experts who" is of ministers and experts."""
    found = subject(p, low, high)
    if not found:
        return None
    start = found[0]
    joined = re.search(r"[a-z]s(\s+and\s+)$", p.masked[max(low, start - 80) : start])
    left = noun_phrase(p.masked, max(low, start - REACH), start - len(joined.group(1))) if joined else None
    start = left[0] if left else start
    within = re.match(r"[^,]*\b(?:from|by|among|with)\s+(?=\w)", p.masked[start : found[1]])
    return (start + within.end() if within else start), found[1]


def trimmed_source(p: Passage, low: int, high: int) -> int:
    """`high` without white space and the commas around a name."""
    return low + len(p.masked[low:high].rstrip(" \n\xa0,;:" + GAP))


def phrase_end(p: Passage, at: int, high: int) -> int:
    """Where a noun phrase that begins at `at` ends, going right."""
    stop = re.compile(
        rf"{STOP}|[,\x02\x1f(]|{TIME}|\s(?:in\s(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December|\d)|as|that|which|when|while|after|before|during|is|are|was|were|has|"
        r"have|had|will|would|because|but)\b"
    ).search(p.masked, at + 1, min(high, at + REACH))
    end = stop.start() if stop else min(high, at + REACH)
    return trimmed_source(p, at, end)


def leading_phrase(p: Passage, low: int, high: int) -> Range | None:
    """The noun phrase with which a unit begins, up to its first verb-like word."""
    text = p.masked[low : min(high, low + REACH)]
    intro = re.match(r"(?:[A-Z]\w+)\b[^,\x1f]{0,100},\s", text)
    first = re.match(r"\w+", text)
    at = intro.end() if intro and first and first.group().lower() in OPENERS | STOPS else 0
    end = None
    for match in re.finditer(r"\w[\w.’'-]*|[^\w\s]", text[at:]):
        word = match.group()
        if word.lower() in PRONOUNS and end is None:
            return low + at + match.start(), low + at + match.end()
        if not word[0].isalnum() or word.lower() in STOPS or re.fullmatch(r"[a-z]+(?:ed|es)|[a-z]+ly", word):
            break
        if word in verbs() and verbs()[word].shape != "base":
            break
        end = match.end()
    start = re.match(r"(?:(?:But|And|Yet|Still|So|Meanwhile|Then|Later)\s+)?", text[at:]).end()
    if not end or end <= start or re.match(r"\w*", text[at + start :]).group().lower() in OPENERS | STOPS:
        return None
    return low + at + start, low + at + end


def clause_end(p: Passage, at: int, high: int) -> int:
    """Where a reported clause that begins at `at` ends: before the full stop, or where a new clause cuts in.

    >>> from analysis.read.attribution.rules.cues import passage
    >>> from analysis.read.segments import Sentence
    >>> text = "Mora said it leaks, while others did not."
    >>> text[9 : clause_end(passage((Sentence(0, 41, text, 1, 1),), (), False), 9, 41)]
    ' it leaks'
    """
    high = min(high, at + LONGEST)
    # "said that, according to the ministry, it leaks": what cuts in at once cuts nothing off.
    that = re.compile(r"\s*that(?=,\saccording\sto)").match(p.masked, at, high)
    cut = CUT.search(p.masked, that.end() + 1 if that else at + 1, high)
    return trimmed(p, at, cut.start() if cut else high)


def trimmed(p: Passage, low: int, high: int) -> int:
    """`high` without white space and the punctuation of the sentence around it."""
    return low + len(p.masked[low:high].rstrip(" \t\r\n\xa0.,;:!?—–-" + GAP))
