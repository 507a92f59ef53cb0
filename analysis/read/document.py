"""One text, read: paragraphs, sentences, tokens, quotations, attributions, quantities, claims as spans.

Every part is computed on first use and kept; `document.text[part.start:part.end] == part.text` holds for all of them.
Caution: parts cover the body only; title, dateline and the trailing link block stand in `zones`.
"""

import bisect
import datetime
from dataclasses import dataclass, field
from functools import cached_property

from analysis.read.attribution import DEFAULT, Attribution, attributions
from analysis.read.attribution.correcting import corrected
from analysis.read.attribution.corrections import Correction
from analysis.read.attribution.quotation_kinds import QuotationKind, quotation_kinds
from analysis.read.claims import Claim, claims
from analysis.read.dates import DateSpan, dates
from analysis.read.names import Name
from analysis.read.quantities import Quantity, quantities
from analysis.read.quotations import Quotation, quotations
from analysis.read.segments import Paragraph, Sentence, Token, paragraphs, sentences, tokens
from analysis.read.sources.resolution import Source, sources
from analysis.read.zones import Zones, zones


@dataclass(frozen=True)
class Document:
    """A text with what the manifest says of it; the parts below are computed once, on first use.

    >>> text = "A title\\n\\nThe minister said 40 people came. He left."
    >>> document = Document(id="example", text=text)
    >>> [s.text for s in document.sentences]
    ['The minister said 40 people came.', 'He left.']
    >>> document.text[document.tokens[0].start : document.tokens[0].end]
    'The'
    """

    id: str
    text: str = field(repr=False)
    title: str = ""
    publisher: str = ""
    publisher_type: str = ""
    date: datetime.date | None = None
    url: str = ""
    kind: str = "full"
    licence: str = ""
    body: tuple[int, int] | None = field(default=None, repr=False)
    corrections: tuple[Correction, ...] = field(default=(), repr=False)
    engine: str = field(default=DEFAULT, repr=False)
    names: tuple[Name, ...] = field(default=(), repr=False)

    @property
    def label(self) -> str:
        """The publisher, marked with an asterisk where the text is a digest: what figures and tables print."""
        return (self.publisher or self.id) + (" *" if self.kind == "digest" else "")

    @cached_property
    def zones(self) -> Zones:
        """Title, dateline, body and trailing block."""
        return zones(self.text, self.body)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body."""
        return paragraphs(self.text, self.zones.body)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, numbered from 1."""
        return sentences(self.text, self.paragraphs)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks."""
        return quotations(self.text, self.paragraphs)

    @cached_property
    def quotation_edges(self) -> tuple[int, ...]:
        """Where quotations begin and end, in order."""
        return tuple(edge for q in self.quotations for edge in (q.start, q.end))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and numbers of the body, each marked as quoted or not."""
        return tokens(self.text, self.sentences, [(q.start, q.end) for q in self.quotations])

    @cached_property
    def words(self) -> int:
        """How many words and numbers the body has."""
        return len(self.tokens)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what: source, cue and content, as a reader has corrected it."""
        found = self.engine_attributions
        if not self.corrections:
            return found
        parts = {"sentences": self.sentences, "quotations": self.quotations}
        return corrected(self.text, found, self.corrections, **parts)

    @cached_property
    def engine_attributions(self) -> tuple[Attribution, ...]:
        """Who says what, as the engine marked it; headings are left out."""
        rows = tuple(row for row in self.paragraphs if row.kind != "heading")
        return attributions(self.text, rows, self.sentences, self.quotations, engine=self.engine)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Who the sources of the attributions are, one for each: name, type, and how they were resolved."""
        parts = (self.text, self.paragraphs, self.sentences, self.attributions)
        return sources(*parts, names=self.names, publisher=self.publisher)

    @cached_property
    def quotation_kinds(self) -> tuple[QuotationKind, ...]:
        """What each quotation is: speech, a scare quote, a slogan, a name, a term, or words of nobody named."""
        likely = tuple(one for one in self.attributions if one.is_likely)
        return quotation_kinds(self.text, self.sentences, self.quotations, likely)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers as intervals, found sentence by sentence."""
        return tuple(_moved(q, s.start) for s in self.sentences for q in quantities(s.text))

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """Dates as intervals of days, found sentence by sentence."""
        return tuple(_moved(d, s.start) for s in self.sentences for d in dates(s.text))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The sentences as claims: kind, figures, dates, names, negation, speaker, and how far each can be checked."""
        return claims(self)

    def dates_within(self, part) -> tuple[DateSpan, ...]:
        """The dates that lie within a span."""
        starts = [d.start for d in self.dates]
        return self.dates[bisect.bisect_left(starts, part.start) : bisect.bisect_left(starts, part.end)]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character `position`, or None."""
        i = bisect.bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        return self.sentences[i] if i >= 0 and position < self.sentences[i].end else None

    def _repr_html_(self) -> str:
        from analysis.read.reprs import document_markup

        return document_markup(self)


def _moved(part, offset: int):
    from dataclasses import replace

    return replace(part, start=part.start + offset, end=part.end + offset)
