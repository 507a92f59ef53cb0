"""What stands around a reporting verb, and what the rules read off it: contents, shared sources, nouns that look alike.

Input is a site (a cue in a unit of a passage, its subject, the drafts made so far); output is character ranges.
Caution: a site looks only a bounded stretch to each side, so that a text without full stops is read in linear time.
"""

import re
from dataclasses import dataclass

from analysis.read.attribution.rules.cues import BE, GAP, LONGEST, Cue, Passage, Range
from analysis.read.attribution.rules.phrases import (
    DETERMINERS,
    PLURALS,
    PREPOSITIONS,
    TIME,
    clause_end,
    leading_phrase,
    words,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its spans are cut: ranges in a passage."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Site:
    """A cue and what stands around it: the unit `[low, high)`, its subject, and the drafts made in the unit so far."""

    p: Passage
    low: int
    high: int
    cue: Cue
    subject: Range | None
    drafts: tuple[Draft, ...]

    @property
    def after(self) -> str:
        """The masked text from the cue on."""
        return self.p.masked[self.cue.end : min(self.high, self.cue.end + LONGEST)]

    @property
    def edge(self) -> int:
        """Where the subject begins, or the cue where there is none."""
        return self.subject[0] if self.subject else self.cue.start

    @property
    def before(self) -> str:
        """The masked text before the subject, or before the cue where there is none."""
        return self.p.masked[max(self.low, self.edge - LONGEST) : self.edge].rstrip()

    @property
    def cue_range(self) -> Range:
        """The cue with its auxiliaries."""
        return self.cue.start, self.cue.end

    def content_low(self) -> int:
        """Where a content to the left may begin: after the drafts already made in the unit."""
        if re.match(rf"{TIME}?\.?$", self.after):
            return max(self.low, self.edge - LONGEST)
        made = [high for d in self.drafts for low, high in (*d.content, d.cue or (0, 0)) if high <= self.edge]
        return max([self.low, self.edge - LONGEST, *made])


OCCASION = (
    r"(?:\s+(?:in|on|at|to|during|after|before|about|of|from|via|while|when|as|with|through|for|earlier|later|following)"
    r"\b[^.,;:!?\x02\x1f]{0,120}?)"
)
ADDRESSEE = re.compile(
    r"\s+(?:(?:me|him|her|them|us|you|reporters|voters|supporters|journalists|lawmakers|viewers)\b|"
    r"(?:the|a|an|his|her|their|its|one|another)\s[^.,;:\x02\x1f]{1,60}?(?=\s(?:that|he|she|it|they|we|the|to)\s)|"
    r"(?:[A-Z][\w.’'&-]*\s?){1,8}(?:of [A-Z]\w+\s?)?)"
)
TELLING = frozenset(["tell", "inform", "remind", "assure", "warn", "notify", "persuade", "convince", "advise"])
NO_OBJECT = PREPOSITIONS - {"to", "over", "about"} | {"is", "are", "was", "were", "has", "have", "and", "or", "as"}
# The prepositions of verbs that take but one: "points of all sorts" point at nothing.
GOVERNED = {"point": "to", "refer": "to", "accuse": "of", "oppose": "to"}
CLAUSE_WORD = re.compile(r"\s+(?:that|whether|how|why|what|if|where|when|who)\b")


def quotes_between(p: Passage, low: int, high: int) -> tuple[Range, ...]:
    """The quotations that lie wholly in `[low, high)`."""
    found = [(m.start(), m.end()) for m in re.finditer(r"\x02[^\x02\x03]*\x03", p.masked[low:high])]
    return tuple((low + start, low + end) for start, end in found)


def left_content(site: Site, high: int) -> tuple[Range, ...]:
    """What stands to the left of "X said": a quotation, or the clause with its quotation."""
    p, low = site.p, site.content_low()
    low += len(p.masked[low:high]) - len(p.masked[low:high].lstrip(" ,;:—–\xa0\n" + GAP))
    high = low + len(p.masked[low:high].rstrip(" \n\xa0" + GAP))
    if p.masked[high - 1 : high] == ",":
        high -= 1
    return ((low, high),) if high > low else ()


def second_part(site: Site, at: int, left: int) -> tuple[Range, ...]:
    """What goes on to the right of a cue that stands inside its content ("Q1," X said, "Q2")."""
    p = site.p
    gap = re.compile(r"[\s.,:;—–-]*(?:(?:and|but|that)\s)?\s*(?=\x02)").match(p.masked, at, site.high)
    if gap:
        quote = p.quote_at(gap.end())
        return (quote,) if quote else ()
    if p.masked[at : at + 1] != ",":
        return ()
    aside = r",\s(?:\w+ing|who|which|as|when|while|after|and|but|according)\b"
    if re.compile(aside).match(p.masked, at) or (
        left > 60 and re.compile(r",\s(?:in|on|at|an?|the)\b").match(p.masked, at)
    ):
        return ()
    end = clause_end(p, at + 1, site.high)
    return ((at + 1, end),) if end - at > 12 else ()


def content_start(site: Site) -> int | None:
    """Where the content to the right of a cue begins, by the verb's frame; None where none can."""
    cue, after = site.cue, site.after
    if CLAUSE_WORD.match(after) and cue.verb.lemma not in ("refer", "speak"):
        return cue.end
    that = re.match(rf"{TIME}?(?:{OCCASION}|\s[^.,;:\x02\x1f]{{1,80}}?){TIME}?(?=\s+that\s)", after)
    if that and (cue.verb.lemma in TELLING or re.match(rf"{TIME}|\s+(?:in|on|at|during)\s", after)):
        return cue.end + that.end()
    of = re.match(rf"\s+(?:{GOVERNED.get(cue.verb.lemma, 'of|about|against|for|to|on')})\b", after)
    opposed = cue.verb.lemma == "oppose" and BE.search(cue.chain)
    if of and (cue.verb.frame == "preposition" or cue.verb.lemma in ("complain", "boast") or opposed):
        return cue.end + of.end()
    if cue.verb.lemma in TELLING:
        who = ADDRESSEE.match(after)
        return cue.end + who.end() if who and re.match(r"\s*\S", after[who.end() :]) else None
    if cue.verb.frame == "preposition":
        return cue.end if cue.verb.lemma in ("accuse", "blame") else None
    if cue.verb.frame == "object":
        if cue.verb.shape == "ing" and not cue.chain and not site.before.endswith(","):
            return None
        first = re.match(r"\s+([\w\x02$(]+)", after)
        return cue.end if first and first.group(1).lower() not in NO_OBJECT else None
    if cue.verb.frame == "free":
        no_clause = re.match(
            r"\s+(?:of|by|for|with|into|about|as|among|little|nothing|and|or|(?:less|more|much|highly|better)\s+of)\b",
            after,
        )
        return cue.end if re.match(r"\s+[\w\x02$(]", after) and not no_clause else None
    return None


def shared_source(site: Site) -> Range | None:
    """The source of a cue without a subject of its own: "... and added", ", saying", "joined by X in warning"."""
    p, cue = site.p, site.cue
    before = p.masked[max(site.low, cue.start - 120) : cue.start].rstrip()
    agent = re.search(r"\bby\s+(?:none other than\s+)?([^,;.\x02\x03\x1f]{2,80})\sin$", before)
    if agent:
        base = max(site.low, cue.start - 120)
        return base + agent.start(1), base + agent.end(1)
    last = next((d.source for d in reversed(site.drafts) if d.source), None)
    if cue.verb.shape == "ing" and not re.search(r"\b(?:to|not|the|an?|of|for|towards?|from|at|than)$", before):
        return last or leading_phrase(p, site.low, cue.start)
    if re.search(r"\b(?:and|but|or|then)$", before):
        return last or leading_phrase(p, site.low, cue.start)
    return last if before.endswith(",") else None


# Verbs whose base form is no noun: "say", unlike "claim" or "report".
VERB_ONLY = words(
    "say tell add argue assert contend insist believe think explain write agree acknowledge admit concede confirm deny "
    "reject suggest indicate declare announce describe warn complain criticize accuse predict maintain"
)

# What cannot speak, so that an s-form behind it is a plural: "two labels", "the March protests", "press reports",
# "published details".
NO_SPEAKER = re.compile(
    r"\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|dozens?|several|many|few|january|february|march|april|"
    r"june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|press|news|media|"
    r"(?!accused|deceased|united|allied|appointed|unnamed|wounded|injured)[a-z]{3,}ed"
)


def is_noun(p: Passage, cue: Cue, low: int) -> bool:
    """Whether a form such as "claims" stands as a noun or adjective here."""
    before = re.search(r"([\w’'.%-]+)\s+$", p.masked[max(low, cue.start - 40) : cue.start])
    word = before.group(1).lower() if before else ""
    if cue.verb.lemma == "oppose" and cue.verb.shape == "past" and not BE.search(cue.chain):
        # "a body strongly opposed to it": who opposes something takes no "to".
        return bool(re.match(r"\s+to\b", p.masked[cue.end : cue.end + 9]))
    if cue.chain:
        return False
    if word in DETERMINERS - {"this", "that", "these", "those", "her"} or word.endswith(("’s", "'s")):
        return True
    if cue.verb.shape in ("base", "s", "past") and word in PREPOSITIONS:
        return True
    if cue.verb.shape == "s" and NO_SPEAKER.fullmatch(word):
        return True
    if cue.verb.shape == "base" and word in ("and", "or"):
        return cue.verb.lemma in ("think", "report", "claim", "state")
    if cue.verb.shape == "base" and before and cue.verb.lemma not in VERB_ONLY:
        return not (word in PLURALS or word.endswith("s") or re.search(r"[\d%]$", word) or word in ("percent", "to"))
    return False
