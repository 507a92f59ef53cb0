"""The rules that find who says what without a reporting verb, one small function each, in one table.

A rule of `OTHER_RULES` takes a unit of a passage and yields drafts, which are character ranges: "according to X", "X's
claim that", "reportedly", "there are reports that", a name behind a dash. Caution: what "reportedly" covers is taken to
be the sentence around it.
"""

import re
from collections.abc import Callable, Iterable

from analysis.read.attribution.rules.cues import LONGEST, OPEN, Passage
from analysis.read.attribution.rules.phrases import clause_end, noun_phrase, phrase_end, subject, trimmed
from analysis.read.attribution.rules.sites import Draft

NOUNS = (
    r"claims?|statements?|reports?|allegations?|assertions?|arguments?|beliefs?|warnings?|suggestions?|"
    r"accusations?|admission|announcement|assessment|conclusion|contention|view|idea|insistence|denial|prediction|promise|pledge|"
    r"complaints?|concerns?|fears?|hope|opinion|notion|remarks?|declaration|acknowledg(?:e)?ment|assurances?"
)
NOUN_THAT = re.compile(rf"(?:[’']s?|\b(?:his|her|their|its|my|our|your))\s+(?:[\w-]+\s+){{0,2}}?({NOUNS})\s+(?=that\b)")
THERE_THAT = re.compile(
    rf"\b[Tt]here\s+(?:(?:is|are|was|were|has|have|had)\s+(?:been\s+)?)(?:[\w-]+\s+){{0,2}}?({NOUNS}|rumours?|rumors?|"
    r"speculation|talk|word|doubts?|evidence|consensus)\s+(?=that\b)"
)
ACCORDING = re.compile(r"(?i)\baccording\s+to\s+")
HEARSAY = re.compile(r"(?i)\b(?:reportedly|allegedly|supposedly|purportedly|ostensibly)\b")
FIGURE = re.compile(r"(?<=\s)((?:has\s|have\s)?puts?)\s+(the\s+[\w\s]{3,40}?)\s+at\s")
VIEWED = "in source's view"
VIEW = re.compile(
    r"(?:In|By|On)\s+((?:[^,.;:\x02\x03\x1f]{2,60}?[’']s?|his|her|its|their))\s+(?:own\s+)?"
    r"(account|view|words|telling|opinion|reading|estimate|estimation|count|reckoning|version)(?:\s+of\s+[\w\s]{2,30})?,\s+"
)
BYLINE = re.compile(r"\x03\s*([-–—]{1,3})\s*(?=[A-Z])")


def according_to(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """According to X, CLAUSE; CLAUSE, according to X; the plan, according to X, is dead."""
    for match in ACCORDING.finditer(p.masked, low, high):
        end = phrase_end(p, match.end(), high)
        start = max(low, match.start() - LONGEST)
        left = start, trimmed(p, start, match.start())
        comma = p.masked[end : end + 1] == ","
        right = ((end + 1, clause_end(p, end + 1, high)),) if comma else ()
        within = re.search(r"\bthat,$", p.masked[max(start, match.start() - 9) : match.start()].rstrip())
        if left[1] - left[0] > 3 and not within:
            right = right if comma and left[1] - left[0] < 60 else ()
            content = (left, *right)
        else:
            content = right
        if content:
            yield Draft((match.end(), end), (match.start(), match.end()), content, "according to")


def noun_that(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """X's claim that CLAUSE; his statement that CLAUSE."""
    for match in NOUN_THAT.finditer(p.masked, low, high):
        word = match.group().split()[0]
        if word in ("’s", "'s", "’", "'"):
            source = noun_phrase(p.masked, low, match.start())
        else:
            source = match.start(), match.start() + len(word)
        end = clause_end(p, match.end(), high)
        if source and end > match.end():
            yield Draft(source, match.span(1), ((match.end(), end),), "noun that")


def there_that(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """There are reports that CLAUSE; there has been talk that CLAUSE: no source."""
    for match in THERE_THAT.finditer(p.masked, low, high):
        end = clause_end(p, match.end(), high)
        if end > match.end():
            yield Draft(None, match.span(1), ((match.end(), end),), "impersonal")


def hearsay(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """Reportedly, allegedly: the sentence around the word, with no source."""
    for match in HEARSAY.finditer(p.masked, low, min(high, low + LONGEST)):
        parts = ((low, trimmed(p, low, match.start())), (match.end(), clause_end(p, match.end(), high)))
        content = tuple(part for part in parts if part[1] > part[0])
        if content:
            yield Draft(None, match.span(), content, "hearsay")


def byline(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """A name behind a dash: "Q" - Jane Doe."""
    for match in BYLINE.finditer(p.masked, low, high):
        quote = p.quote_at(p.masked.rfind(OPEN, low, match.start()))
        end = trimmed(p, match.end(), min(high, match.end() + 120))
        if quote and end > match.end() and p.masked[match.end() : end].count(" ") < 12:
            yield Draft((match.end(), end), match.span(1), (quote,), "byline")


def in_view(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """In X's view, CLAUSE; by their count, CLAUSE."""
    match = VIEW.match(p.masked, low, high)
    if match:
        end = clause_end(p, match.end(), high)
        if end > match.end():
            yield Draft(match.span(1), match.span(2), ((match.end(), end),), VIEWED)


def figure(p: Passage, low: int, high: int) -> Iterable[Draft]:
    """X put the figure at NUMBER."""
    for match in FIGURE.finditer(p.masked, low, high):
        source = subject(p, low, match.start())
        content = match.start(2), clause_end(p, match.end(), high)
        if source:
            yield Draft(source, match.span(1), (content,), "figure")


OTHER_RULES: tuple[Callable[[Passage, int, int], Iterable[Draft]], ...] = (
    according_to,
    noun_that,
    there_that,
    hearsay,
    byline,
    in_view,
    figure,
)
