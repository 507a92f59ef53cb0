"""What a mention is: a name, a noun phrase or a pronoun, with its place and what it is in its clause.

Input of `Quoted` is character ranges; output is whether a place lies in one of them.
"""

from dataclasses import dataclass

from analysis.read.sources.nouns import Noun


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention; `start` and `end` take in titles, articles and modifiers, `name_start` and `name_end` the core.

    `kind` is 'name', 'noun' or 'pronoun'; `core` is the name without titles, the head noun as written, or the pronoun
    in its subject form; `head` is the head noun's entry; `sort` tells what a name looks like ('person', 'body',
    'place', 'document', ''); `role` is 'subject', 'object', 'oblique' or 'possessive'; `titles` are the words that say
    what a named person is, `nouns` their entries; `sentence` and `paragraph` are numbers.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    kind: str
    core: str
    head: Noun | None
    sort: str
    plural: bool
    role: str
    quoted: bool
    sentence: int
    paragraph: int
    titles: str = ""
    nouns: tuple[Noun, ...] = ()
    definite: str = ""


class Quoted:
    """Whether a place stands between quotation marks, asked in text order or not."""

    def __init__(self, ranges: list[tuple[int, int]]):
        self.ranges = sorted(ranges)
        self.at = 0

    def __contains__(self, position: int) -> bool:
        while self.at and self.ranges[self.at - 1][1] > position:
            self.at -= 1
        while self.at < len(self.ranges) and self.ranges[self.at][1] <= position:
            self.at += 1
        return self.at < len(self.ranges) and self.ranges[self.at][0] <= position
