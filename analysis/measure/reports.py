"""The reports of one document: each attribution with the source read for it and the words that it covers.

Input is a document, output is what all measures of sourcing count from, so that they agree. Words are the tokens of
the body; a word is covered where it stands in the content of an attribution, not in its source or cue. Caution: a
report inside a report (hearsay) covers its words a second time, for a second voice.
"""

import bisect
from collections import Counter
from dataclasses import dataclass

import numpy

from analysis.errors import one_of
from analysis.read.attribution import Attribution
from analysis.read.attribution.record import ACTS
from analysis.read.document import Document
from analysis.read.sources.resolution import Source
from analysis.read.sources.types import UNKNOWN
from analysis.read.zones import Span

CHOICES = ("all", *ACTS)
NOBODY = "no source named"  # the voice of a report whose source the text does not give
UNRESOLVED = "source not resolved"  # of one whose source is a word for somebody who was not found, such as "they"
NO_ONE = (NOBODY, UNRESOLVED)  # voices that are nobody's, and never count as a source


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution with its source; `number` is its place in the document, `voice` the source as tables call it.

    `runs` are the words of its content as first and last place (excluded) among the tokens of the document.
    """

    number: int
    attribution: Attribution
    source: Source
    voice: str
    runs: tuple[tuple[int, int], ...]


def matching(text: str) -> str:
    """A source phrase without case, extra spaces and a leading article, so that like phrases count once.

    >>> matching("The  Minister")
    'minister'
    """
    words = text.lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def reports(document: Document, act: str = "all") -> list[Report]:
    """The reports of a document in the order of its text: 'all', or those of one act, such as 'speech'.

    'all' holds every mark of the engine, so that what it misses and what it adds even out in totals; one act alone
    holds those that are more likely right than wrong, as far as the engine gives a probability.

    >>> found = reports(Document(id="x", text="It rained. The mayor said that the mill would close."))
    >>> found[0].voice, found[0].runs
    ('The mayor', ((5, 10),))
    """
    one_of("act", act, CHOICES)
    starts = [token.start for token in document.tokens]
    called: dict[str, str] = {}
    found = []
    for i, (attribution, source) in enumerate(zip(document.attributions, document.sources, strict=True)):
        # The name first written stands for all that are written like it, whichever act is asked for.
        name = " ".join(source.name.split())
        voice = called.setdefault(matching(name), name) if name else NOBODY
        if name and source.type == UNKNOWN:
            voice = UNRESOLVED
        if act == "all" or (act == attribution.act and attribution.is_likely):
            found.append(Report(i, attribution, source, voice, word_runs(starts, attribution.content)))
    return found


def word_runs(starts: list[int], spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """Spans as runs of words: the place of the first, and of the one after the last; spans without words are left out.

    >>> word_runs([0, 4, 9], (Span(4, 12, "came home"), Span(12, 13, ".")))
    ((1, 3),)
    """
    runs = [(bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)) for span in spans]
    return tuple((first, last) for first, last in runs if first < last)


def covered(document: Document, found: list[Report]) -> numpy.ndarray:
    """For each word of the body whether it stands in the content of one of the reports.

    >>> document = Document(id="x", text="The mayor said that it rained.")
    >>> covered(document, reports(document)).tolist()
    [False, False, False, True, True, True]
    """
    steps = numpy.zeros(document.words + 1, dtype=int)
    for report in found:
        for first, last in report.runs:
            steps[first] += 1
            steps[last] -= 1
    return numpy.cumsum(steps)[:-1] > 0


def sentence_rows(document: Document) -> numpy.ndarray:
    """For each word of the body the place of its sentence, from 0."""
    return numpy.fromiter((token.sentence - 1 for token in document.tokens), dtype=int, count=document.words)


def by_sentence(document: Document, flags: numpy.ndarray) -> numpy.ndarray:
    """How many of the flagged words stand in each sentence of the body.

    >>> document = Document(id="x", text="It rained. The mayor said that it rained.")
    >>> by_sentence(document, covered(document, reports(document))).tolist()
    [0, 3]
    """
    return numpy.bincount(sentence_rows(document)[flags], minlength=len(document.sentences))


def by_group_and_sentence(document: Document, groups: list[list[Report]]) -> numpy.ndarray:
    """How many words of each sentence stand in the contents of each group of reports, every word once in a group.

    >>> document = Document(id="x", text="It rained. The mayor said that it rained.")
    >>> by_group_and_sentence(document, [reports(document), []]).tolist()
    [[0.0, 3.0], [0.0, 0.0]]
    """
    rows, table = sentence_rows(document), numpy.zeros((len(groups), len(document.sentences)))
    for i, group in enumerate(groups):
        runs = [numpy.arange(*run) for report in group for run in report.runs]
        if runs:
            words = numpy.unique(numpy.concatenate(runs))
            table[i] = numpy.bincount(rows[words], minlength=len(document.sentences))
    return table


def words_by_sentence(document: Document) -> numpy.ndarray:
    """How many words each sentence of the body has."""
    return numpy.bincount(sentence_rows(document), minlength=len(document.sentences))


def attributed_sentences(document: Document, act: str = "all") -> dict[int, set[str]]:
    """The body sentences that carry an attribution, or a part of one, with the modes found in each.

    >>> text = "He came. The minister said that it rained."
    >>> attributed_sentences(Document(id="x", text=text))
    {2: {'indirect'}}
    """
    found: dict[int, set[str]] = {}
    for report in reports(document, act):
        attribution = report.attribution
        for part in (attribution.source, attribution.cue, *attribution.content):
            first, last = (
                (document.sentence_at(part.start), document.sentence_at(part.end - 1)) if part else (None,) * 2
            )
            if first and last:
                for number in range(first.number, last.number + 1):
                    found.setdefault(number, set()).add(attribution.mode)
    return dict(sorted(found.items()))


def most_frequent(values: list[str]) -> str:
    """The value that comes most often, the first of several; "" where there is none but empty ones.

    >>> most_frequent(["", "mill", "dam", "dam"])
    'dam'
    """
    counts = Counter(value for value in values if value)
    return max(counts, key=counts.__getitem__, default="")
