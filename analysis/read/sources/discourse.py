"""A text as it is read for whom its mentions mean: what is known so far, and who stands in the foreground.

Input is mentions, identities and the places of sources; the modules `antecedents` and `short_forms` ask it. Caution:
only so many mentions and sentences are looked back over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.read.sources.identity import Identities
from analysis.read.sources.mention import Mention
from analysis.read.sources.salience import (
    FIRST,
    MAIN,
    NEAR_PARAGRAPH,
    NEAR_SENTENCE,
    NEW,
    OBLIQUE,
    OWNER,
    SAME,
    SPEAKER,
    SUBJECT,
    VOICE,
)  # fmt: skip

AFTER = re.compile(r"\s(?:of|by|from|for|at|with|in|close to|familiar with)\s(?:[a-z]+\s)?")
TAIL = re.compile(r"\s(?:of|for|by|from|at)\s(?:(?:the|an?|its|his|her|their|our)\s)?[^\W\d_][\w’'-]*")
MARGIN = 0.2  # candidates closer than this are not told apart
WINDOW, SENTENCES = 60, 25  # how many mentions and sentences are looked back over
Key = tuple[int, int]  # identity and mention, as in `Meant`


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a mention means: `identity` is its number or -1, `mention` the fuller mention's or -1; both -1: nobody.

    Where two people are meant, `mention` is -2 less the second one's number.
    """

    identity: int
    mention: int
    reason: str

    @property
    def found(self) -> bool:
        """Whether it means somebody."""
        return self.identity >= 0 or self.mention >= 0


NOBODY = Meant(-1, -1, "not resolved: no compatible mention before it")


class Discourse:
    """The mentions of a text, read from the beginning; `meant` holds what each one means so far.

    `speakers` are the numbers of mentions that are sources; `voices` gives, for a place inside reported content, the
    number of the mention that is its source.
    """

    def __init__(
        self, text: str, found: list[Mention], known: Identities, speakers: frozenset[int], voices: dict[int, int]
    ):
        self.text, self.found, self.known, self.speakers, self.voices = text, found, known, speakers, voices
        self.meant: list[Meant] = []
        self.by_office: dict[str, list[int]] = {}
        for number, identity in enumerate(known.all):
            for family in identity.offices:
                self.by_office.setdefault(family, []).append(number)
        self.nouns: dict[str, list[int]] = {}
        self.shared: dict[tuple[str, str], int] = {}
        self.heard = {known.of.get(found[i].name_start, -1) for i in speakers}

    def before(self, i: int) -> Iterator[tuple[int, Key]]:
        """The mentions before number `i` that mean somebody, the nearest first, each with whom it means."""
        here = self.found[i]
        for j in range(i - 1, max(-1, i - WINDOW), -1):
            other, meant = self.found[j], self.meant[j]
            if here.sentence - other.sentence > SENTENCES:
                return
            if meant.found and (not other.quoted or here.quoted):
                yield j, (meant.identity, meant.mention)

    def salience(self, i: int, j: int) -> float:
        """How much mention `j` stands in the foreground where mention `i` is read."""
        here, other = self.found[i], self.found[j]
        speaks = j in self.speakers
        score = SUBJECT * (other.role == "subject" or speaks) + SPEAKER * speaks
        opens = j == 0 or self.found[j - 1].sentence != other.sentence
        score += OWNER[opens] * (other.role == "possessive") - OBLIQUE * (other.role == "oblique" and not speaks)
        score -= NEAR_SENTENCE * min(here.sentence - other.sentence, 6)
        score -= NEAR_PARAGRAPH * min(here.paragraph - other.paragraph, 5)
        score += FIRST * opens + SAME * (here.sentence == other.sentence)
        meant = self.meant[j]
        voice = self.voices.get(here.start, -1)
        if voice >= 0 and voice < i and self.meant[voice].found:
            same = (self.meant[voice].identity, self.meant[voice].mention) == (meant.identity, meant.mention)
            score += VOICE * same
        if meant.identity >= 0:
            fresh = self.known.all[meant.identity].first == other.name_start and here.sentence - other.sentence <= 2
            score += NEW * (fresh and j not in self.speakers and other.role != "possessive")
            score += MAIN * min(self.known.all[meant.identity].count, 8) / 8
        return score

    def label(self, key: Key) -> str:
        """The name of whom a key means."""
        if key[1] <= -2:
            return f"{self.known.all[key[0]].name} and {self.known.all[-2 - key[1]].name}"
        return self.known.all[key[0]].name if key[0] >= 0 else self.phrase(key[1])

    def phrase(self, i: int) -> str:
        """A noun phrase as written, with what follows it after "of", "by", "from" and the like."""
        mention, end = self.found[i], self.found[i].end
        if i + 1 < len(self.found) and AFTER.fullmatch(self.text[end : self.found[i + 1].start]):
            end = self.found[i + 1].end
        elif tail := TAIL.match(self.text, end):
            end = tail.end()
        return " ".join(self.text[mention.start : end].split())
