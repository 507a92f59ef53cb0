"""How near is each sentence of the sources to each part of each claim?

Input is claims and sentences; output is one score for each part of a claim and each sentence, whose order within a
source is the order in which a reader should look. Joined are wording and meaning (`ranking`), the fit of words to words
(`late_interaction`), the time both speak of and the figures both give for one thing. Caution: a score orders sentences;
what it is worth is told by `chance_floors`, which random bags of the article's own words reach.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy

from analysis.measure.late_interaction import word_fit
from analysis.measure.pair_features import words
from analysis.measure.ranking import Ranker
from analysis.measure.support import LEAST_WORDS, claim_parts
from analysis.read.claims import Claim
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.segments import TOKEN
from analysis.read.zones import Span

CHANCE_DRAWS = 300  # random bags of words a source is scored against to find its floor
# In standard deviations of the other scores; set by hand, so that they part what words leave equal.
SAME_TIME, OTHER_TIME, SAME_FIGURE = 0.5, -0.25, 2.0
FIT = 2  # the fit of words counts twice: by itself it orders as well as the others together


@dataclass(frozen=True)
class Pool:
    """All sentences of the sources as claims, each with the place of its document among the sources."""

    corpus: Corpus

    @cached_property
    def sentences(self) -> tuple[Claim, ...]:
        """The sentences, document by document."""
        return tuple(claim for document in self.corpus.contrast for claim in document.claims)

    @cached_property
    def texts(self) -> list[str]:
        """Their texts."""
        return [claim.text for claim in self.sentences]

    @cached_property
    def ranges(self) -> list[tuple[Document, range]]:
        """Each source with the places of its sentences; a source without sentences is left out."""
        found, first = [], 0
        for document in self.corpus.contrast:
            last = first + len(document.claims)
            if last > first:
                found.append((document, range(first, last)))
            first = last
        return found


@dataclass(frozen=True)
class Asked:
    """A claim, or a part of it, that is looked for: the claim's place in the article and the span."""

    claim: int
    span: Span

    @property
    def text(self) -> str:
        """The words looked for."""
        return self.span.text


def asked_parts(corpus: Corpus) -> list[Asked]:
    """Each claim of the article whole, and after it each of its parts, where it has more than one.

    A part that only tells who says it ("The mayor of the old town said") is left out.
    """
    frames: dict[int, list[Span]] = {}
    for mark in corpus.target.attributions:
        if mark.is_likely:
            frames.setdefault(mark.sentence, []).extend(part for part in (mark.source, mark.cue) if part)
    found = []
    for i, claim in enumerate(corpus.target.claims):
        spans = [Span(claim.start, claim.end, claim.text)]
        parts = claim_parts(claim.text)
        if len(parts) > 1:
            moved = [Span(claim.start + part.start, claim.start + part.end, part.text) for part in parts]
            spans += [part for part in moved if not _is_frame(part, frames.get(claim.sentence, []))]
        found += [Asked(i, span) for span in spans]
    return found


def _is_frame(part: Span, frames: list[Span]) -> bool:
    """Whether too few content words for a part are left of it beside those of who says it."""
    kept = list(part.text)
    for span in frames:
        low, high = max(span.start, part.start) - part.start, min(span.end, part.end) - part.start
        if low < high:
            kept[low:high] = " " * (high - low)
    return int(words("".join(kept)).content.sum()) < LEAST_WORDS


def joined_scores(asked: list[Asked], pool: Pool, figures: numpy.ndarray, *, encoder: str = "auto") -> numpy.ndarray:
    """One score for each part and sentence, in standard deviations over all sentences.

    `figures` (claims, sentences) tells which sentence gives a figure for the same thing and year as the claim.
    """
    texts = [one.text for one in asked]
    found = Ranker(pool.texts, encoder=encoder).scores(texts)
    parts = [(found.stems, 1), (found.letters, 1)]
    if found.meaning is not None:
        parts += [(found.meaning, 1), (word_fit(texts, pool.texts), FIT)]
    total = sum(weight * standardised(scores) for scores, weight in parts) / (len(parts))
    own = [one.claim for one in asked]
    claims = pool.corpus.target.claims
    total = total + times([claims[i] for i in own], pool.sentences) + SAME_FIGURE * figures[own]
    return total.round(4)


def standardised(scores: numpy.ndarray) -> numpy.ndarray:
    """Each row less its mean, in its standard deviations; a row without spread is 0.

    >>> standardised(numpy.array([[1.0, 3.0], [2.0, 2.0]])).tolist()
    [[-1.0, 1.0], [0.0, 0.0]]
    """
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = scores.std(axis=1, keepdims=True)
    return centred / numpy.where(spread > 0, spread, 1)


def times(claims: list[Claim], sentences: tuple[Claim, ...]) -> numpy.ndarray:
    """What the years spoken of add: more where some are the same, less where both have years and none is."""
    years = [set(claim.years) for claim in sentences]
    rows = []
    for claim in claims:
        own = set(claim.years)
        rows.append([(SAME_TIME if own & other else OTHER_TIME) if own and other else 0.0 for other in years])
    return numpy.array(rows).reshape(len(claims), len(sentences))


def wording_scores(pool: Pool, texts: list[str], *, encoder: str = "auto") -> numpy.ndarray:
    """The ranking score of each text and sentence, which random bags of words can be held against."""
    return Ranker(pool.texts, encoder=encoder).scores(texts).fused


def chance_floors(pool: Pool, claims: list[str], *, chance: float, seed: int, encoder: str) -> list[float]:
    """For each source, the score that random bags of the claims' words stay below in so many of all draws."""
    bags = random_bags(claims, seed)
    if not bags:
        return [0.0] * len(pool.ranges)
    scores = wording_scores(pool, bags, encoder=encoder)
    return [
        round(float(numpy.quantile(scores[:, places.start : places.stop].max(axis=1), chance)), 4)
        for _, places in pool.ranges
    ]


def random_bags(texts: list[str], seed: int) -> list[str]:
    """Bags of words drawn from all texts, each as long as some text: what matches by chance alone."""
    words = [[m.group() for m in TOKEN.finditer(text)] for text in texts]
    everything = [word for row in words for word in row]
    if not everything:
        return []
    draw = numpy.random.default_rng(seed)
    sizes = draw.choice([len(row) for row in words], CHANCE_DRAWS)
    return [" ".join(draw.choice(everything, size)) for size in sizes]
