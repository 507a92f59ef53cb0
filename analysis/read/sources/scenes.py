"""A text as its sources stand in it: mentions, identities, and the head of every source among the mentions.

Input is a text with its attributions, output is a `Scene`, which the resolution of sources asks. Caution: text between
quotation marks is read for names, but nobody in it is taken up by a pronoun outside.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.phrases import PREPOSITIONS
from analysis.read.quotations import quotations
from analysis.read.segments import Paragraph, Sentence
from analysis.read.sources.antecedents import meanings
from analysis.read.sources.discourse import Discourse, Meant
from analysis.read.sources.identities import at, identities
from analysis.read.sources.identity import Identities
from analysis.read.sources.mention import Mention
from analysis.read.sources.mentions import mentions
from analysis.read.sources.types import AMOUNTS, core
from analysis.read.zones import Span

JOINED = re.compile(r"\s(?:and|&)\s(?:the\s)?|,\s(?:and\s)?(?:the\s)?")
QUANTITY = re.compile(r"(?i)(?:some|many|most|several|few|all|both|one|none|two|three|four|five|\d+|other|others)\b")


@dataclass(slots=True)
class Scene:
    """What is known of a text: `heads` gives each attribution's head mention or -1, `meant` whom each mention means."""

    text: str
    found: list[Mention]
    known: Identities
    heads: list[int]
    meant: list[Meant]
    discourse: Discourse
    spans: dict[int, Span]
    contents: list[tuple[int, int, int]]
    quoted: list[tuple[int, int]]

    def joined(self, span: Span) -> list[int]:
        """The identities of names joined by "and" that make up a source, if there are several."""
        first = at(self.found, span.start)
        plural = first + 1 < len(self.found) and self.found[first].kind == "noun" and self.found[first].plural
        # "candidates Jane Doe and John Roe"
        first += plural and self.text[self.found[first].end : self.found[first + 1].start] == " "
        numbers: list[int] = []
        end = -1
        for i in range(first, min(first + 12, len(self.found))):
            mention = self.found[i]
            if mention.start >= span.end or mention.kind != "name" or self.meant[i].identity < 0:
                break
            if end >= 0 and not JOINED.fullmatch(self.text[end : mention.start]):
                break
            if end >= 0 and self.text[end : mention.start].startswith(",") and "and" not in span.text:
                break
            numbers.append(self.meant[i].identity)
            end = mention.end
        return list(dict.fromkeys(numbers)) if end >= span.end - 2 else []

    def affiliation(self, identity: int) -> str:
        """What the text says that a person is or belongs to: the fullest of the first words it uses."""
        said = [words for words in self.known.all[identity].affiliations if words]
        return " ".join(max(said[:4], key=len).split()) if said else ""

    def name_of(self, i: int) -> str:
        """The words of a noun phrase: as a source has them, up to the first comma, else as they stand."""
        span = self.spans.get(i)
        if span is None:
            return self.discourse.phrase(i)
        words = re.split(r",|\s(?:who|which|that|whose)\s|\s[—–-]\s", span.text)[0]
        return " ".join(words.split())

    def voice_at(self, position: int, attributions: tuple[Attribution, ...]) -> int:
        """The number of the innermost attribution whose content holds a place, or -1."""
        i = bisect_left(self.contents, (position + 1,)) - 1
        for start, end, number in reversed(self.contents[max(0, i - 8) : i + 1]):
            if start <= position < end:
                return number
        return -1

    def is_quoted(self, position: int) -> bool:
        """Whether a place stands between quotation marks."""
        i = bisect_left(self.quoted, (position + 1,)) - 1
        return i >= 0 and self.quoted[i][0] <= position < self.quoted[i][1]


def scene(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
) -> Scene:
    """Read a text for its sources.

    >>> from analysis.read.document import Document
    >>> d = Document(id="x", text="Jane Doe left. She said that the mill would close.")
    >>> stage = scene(d.text, d.paragraphs, d.sentences, d.attributions)
    >>> stage.found[stage.heads[0]].core, stage.known.all[stage.meant[stage.heads[0]].identity].name
    ('she', 'Jane Doe')
    """
    quoted = _quoted(text, paragraphs)
    voices = {core(one.source.text) for one in attributions if one.source}
    found = mentions(sentences, quoted, plain_words(text) - {word for word in voices if not word.endswith("s")})
    known = identities(text, found)
    heads = [head(text, found, one.source) if one.source else -1 for one in attributions]
    contents = sorted((span.start, span.end, i) for i, one in enumerate(attributions) for span in one.content)
    speaking = {}
    for start, end, number in contents:
        for i in range(at(found, start), at(found, end)):
            if heads[number] >= 0:
                speaking[found[i].start] = heads[number]
    discourse = Discourse(text, found, known, frozenset(heads) - {-1}, speaking)
    spans = {h: one.source for h, one in zip(heads, attributions, strict=True) if h >= 0}
    return Scene(text, found, known, heads, meanings(discourse), discourse, spans, contents, quoted)


def plain_words(text: str) -> frozenset[str]:
    """Words that are no names although a sentence begins with them: in lower case elsewhere, or found there only.

    The latter keep their capital here.

    >>> sorted(plain_words("Critics and critics met. Limping, Fleming left. So Fleming said."))
    ['Critics', 'Limping', 'So', 'and', 'critics', 'left', 'met', 'said']
    """
    lower = re.findall(r"(?<![^\W_])[a-zß-ÿ][a-zß-ÿ’'-]*", text)
    inside = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))
    opening = Counter(re.findall(r"(?<![a-z,] )(?<![^\W_])[A-Z][a-z]+\b", text))
    # A name may open every sentence that it stands in, but then there are several.
    only = [
        word for word, n in opening.items() if word not in inside and (n == 1 or word.endswith(("ing", "ed", "ly")))
    ]
    return frozenset([*lower, *only])


def _quoted(text: str, rows: tuple[Paragraph, ...]) -> list[tuple[int, int]]:
    # Two single marks for a double one, as some archives write them, count as one mark here.
    plain = [replace(row, text=row.text.replace("''", '"\u2060')) if "''" in row.text else row for row in rows]
    return [(one.start, one.end) for one in quotations(text, tuple(plain))]


def head(text: str, found: list[Mention], span: Span) -> int:
    """The number of the mention that heads a source: the first that owns nothing and hangs on no preposition."""
    first = at(found, span.start)
    if first and found[first - 1].end > span.start:
        first -= 1
    for i in range(first, len(found)):
        mention = found[i]
        if mention.name_start >= span.end:
            break
        before = text[span.start : mention.start] if mention.start > span.start else ""
        hangs = [word for word in re.findall(r"[a-z]+", before) if word in PREPOSITIONS]
        if hangs and not QUANTITY.match(before):
            break
        owner = mention.role == "possessive" or (mention.kind == "pronoun" and mention.role != "subject")
        amount = (
            mention.head is not None and mention.head.lemma in AMOUNTS and text[mention.end : mention.end + 4] == " of "
        )
        if amount or (owner and mention.end < span.end - 2):
            continue
        # "two Democratic speechwriters": a name that an unlisted noun follows is no head.
        rest = core(text[mention.end : span.end])
        if mention.kind == "name" and not mention.titles and re.fullmatch(r"(?:\s[a-z][a-z-]+)+", rest):
            break
        return i
    return -1
