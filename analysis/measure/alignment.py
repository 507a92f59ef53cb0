"""Which sentences of the sources speak to a claim of the article, and what do they say of it?

For each claim, each of its parts and each source the nearest sentences are kept, and every sentence that gives a figure
for the same thing and year; `relations` judges each pair. Caution: relation and band are suggestions for a reader, and
'only here' means not found in these documents by these scores.
"""

import functools
from dataclasses import dataclass

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.evidence import Nearness, evidence
from analysis.measure.figure_pairs import NO_YEAR, loose_pairs, slot_pairs, unit_pairs
from analysis.measure.nearness import Asked, Pool, asked_parts, chance_floors, joined_scores, wording_scores
from analysis.measure.numbers import Statement, figure_slots, statements
from analysis.measure.pair_cache import kept_pairs
from analysis.measure.ranking import say_lexical
from analysis.measure.relations import STATED, FigurePair, judgement
from analysis.measure.support import coverage_probabilities
from analysis.read.checks import reference_rows
from analysis.read.claims import Claim
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.encoder import verified_weights
from analysis.read.progress import progress
from analysis.read.quantities import Quantity
from analysis.read.verdicts import pair_hash, pair_id

CLAIM_COLUMNS = ["claim", "sentence", "kind", "checkable", "why", "speaker", "reported", "context_needed", "years",
                 "time_from", "names", "quantities", "text", "start", "end"]  # fmt: skip
OVERLAP_COLUMNS = [
    "pair", "text_hash", "claim", "claim_sentence", "document", "publisher", "sentence", "rank", "part", "score",
    "margin", "support", "part_support", "near", "relation_auto", "band", "reasons", "claim_speaker", "speaker",
    "reported", "date", "depth", "claim_text", "text", "claim_start", "claim_end", "start", "end", "claim_figures",
    "figures",
]  # fmt: skip
KEPT = 3  # sentences for each part of a claim and source


def claims(corpus: Corpus) -> pandas.DataFrame:
    """The article's sentences as claims: kind, how far they can be checked and why, who says it, figures, years, names.

    Columns: `claim` (id), `sentence`, `kind`, `checkable` (0 to 1) and `why` (what counts for it and, with a minus,
    against it), `speaker`, `reported`, `context_needed`, `years`, `time_from`, `names`, `quantities` (each as modifier,
    number or ends, and unit), `text`, `start`, `end`.

    >>> from analysis import load_corpus
    >>> "statement" in set(claims(load_corpus())["kind"])
    True
    """
    rows = [_claim_row(claim) for claim in corpus.target.claims]
    return pandas.DataFrame(rows, columns=CLAIM_COLUMNS)


def _claim_row(c: Claim) -> tuple:
    why = "; ".join(f"{reason.name} {reason.weight:+.1f}" for reason in c.reasons)
    facts = (c.kind, c.checkable, why, c.speaker, c.reported, c.context_needed, ", ".join(map(str, c.years)))
    told = ("; ".join(c.names), _figures(c))
    return (c.id, c.sentence, *facts, c.time_from, *told, " ".join(c.text.split()), c.start, c.end)


def _figures(claim: Claim) -> str:
    """The quantities of a sentence, each as modifier (none for a plain number or range), number or ends, and unit."""
    return "; ".join(_figure(q) for q in claim.quantities)


def _figure(q: Quantity) -> str:
    sign = "" if q.modifier in ("=", "range") else q.modifier
    ends = " to ".join(f"{end:,.12g}" for end in dict.fromkeys((q.low, q.high)))
    return " ".join(f"{sign} {ends} {q.unit}".split())


def overlap(corpus: Corpus, *, encoder: str = "auto", seed: int = 0, chance: float = 0.95) -> pandas.DataFrame:
    """The pairs of a claim and a sentence of a source that a reader should look at, each with a suggested relation.

    Parameters
    ----------
    encoder : 'auto' compares meanings where the weights package is installed, 'none' words alone.
    seed : of the random bags of words. chance : share of them that wording must exceed to count as `near`.

    Returns
    -------
    DataFrame, one row a pair: `pair` (id), `rank` of the sentence within its source for the claim or the `part` of it
    (words of the article) for which it stands best, with `score` and `margin` to the next sentence; `support` and
    `part_support` (probability that the sentence states the claim, the part), `near` (wording above chance),
    `relation_auto`, `band`, `reasons`; who says it on both sides, the source's `date`, `depth` (sentences searched in
    it), both texts with their spans, and the figures of both.

    >>> from analysis import load_corpus
    >>> table = overlap(load_corpus())
    >>> bool(table["pair"].is_unique and (table.groupby(["claim", "document"])["rank"].min() == 1).all())
    True
    """
    in_range("chance", chance, 0.5, 0.999)
    return _overlap(corpus, encoder, seed, chance).copy()


@functools.lru_cache(maxsize=4)  # matrix, coverage and review of one corpus ask for the same pairs
def _overlap(corpus: Corpus, encoder: str, seed: int, chance: float) -> pandas.DataFrame:
    if encoder == "auto" and verified_weights() is None:
        say_lexical()  # also where the pairs have been kept
    return kept_pairs(corpus, (encoder, seed, chance), lambda: _found(corpus, encoder, seed, chance))


def _found(corpus: Corpus, encoder: str, seed: int, chance: float) -> pandas.DataFrame:
    rows = []
    # Reading the documents takes about as long as putting them beside the claims.
    with progress("comparing claims", 2 * len(corpus)) as told:
        for done, document in enumerate(corpus, start=1):
            _ = document.claims
            told(done)
        pool, asked = Pool(corpus), asked_parts(corpus)
        if not asked or not pool.sentences:
            return pandas.DataFrame(columns=OVERLAP_COLUMNS)
        found = Search(pool, asked, encoder)
        floors = chance_floors(pool, [c.text for c in corpus.target.claims], chance=chance, seed=seed, encoder=encoder)
        for done, ((document, places), floor) in enumerate(zip(pool.ranges, floors, strict=True), start=1):
            for i, claim in enumerate(corpus.target.claims):
                rows += [_row(found, claim, place, document, floor) for place in found.kept(i, places)]
            told(len(corpus) + done)
    table = pandas.DataFrame(rows, columns=OVERLAP_COLUMNS)
    return table.sort_values("claim_sentence", kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Place:
    """How a sentence stands for a claim in its source: its best rank, for which part, with which score and margin."""

    at: int
    rank: int
    asked: int
    score: float
    margin: float


class Search:
    """The scores of all sentences for all parts of all claims, and what is kept of them."""

    def __init__(self, pool: Pool, asked: list[Asked], encoder: str):
        self.pool, self.asked, self.encoder = pool, asked, encoder
        self.slots = slot_pairs(figure_slots(pool.corpus), pool.corpus.target)
        place = {(claim.document, claim.sentence): i for i, claim in enumerate(pool.sentences)}
        self.figures = numpy.zeros((len(pool.corpus.target.claims), len(pool.sentences)))
        for sentence, document, other in self.slots:
            self.figures[sentence - 1, place[document, other]] = 1
        self.scores = joined_scores(asked, pool, self.figures, encoder=encoder)
        self.parts: dict[int, list[int]] = {}
        for j, one in enumerate(asked):
            self.parts.setdefault(one.claim, []).append(j)
        whole = [asked[rows[0]].text for rows in self.parts.values()]
        self.wording = wording_scores(pool, whole, encoder=encoder)
        self.known = frozenset(name for claim in pool.corpus.target.claims for name in claim.names)

    def kept(self, claim: int, places: range) -> list[Place]:
        """The sentences of a source kept for a claim: the nearest for it and for its parts, the nearest first."""
        best: dict[int, Place] = {}
        for j in self.parts[claim]:
            own = self.scores[j, places.start : places.stop]
            order = numpy.argsort(-own, kind="stable")
            for rank, k in enumerate(order, start=1):
                at = places.start + int(k)
                if rank > KEPT and not self.figures[claim, at]:
                    continue
                following = float(own[order[rank]]) if rank < len(order) else float(own[k])
                place = Place(at, rank, j, float(own[k]), round(float(own[k]) - following, 4))
                if at not in best or (place.rank, -place.score) < (best[at].rank, -best[at].score):
                    best[at] = place
        return sorted(best.values(), key=lambda place: (place.rank, -place.score, place.at))

    @functools.cached_property
    def told(self) -> dict[tuple[str, int], list[Statement]]:
        """The numbers of every sentence, by document and sentence."""
        found: dict[tuple[str, int], list[Statement]] = {}
        for document in self.pool.corpus:
            for one in statements(document):
                found.setdefault((document.id, one.claim.sentence), []).append(one)
        return found

    @functools.cached_property
    def publications(self) -> dict[tuple[str, int], str]:
        """What each sentence of a digest sums up, from the corpus's list of references."""
        found: dict[tuple[str, int], list[str]] = {}
        for row in reference_rows(self.pool.corpus.folder):
            found.setdefault((row["document"], int(row["sentence"])), []).append(row["publication"])
        return {place: "; ".join(named) for place, named in found.items()}

    def publisher(self, document: Document, claim: Claim) -> str:
        """In whose name a sentence is written."""
        summed = self.publications.get((document.id, claim.sentence), "") if document.kind == "digest" else ""
        return f"{document.publisher}; {summed}"

    def aligned(self, claim: Claim, other: Claim, nearness: Nearness) -> list[FigurePair]:
        """The figures of two sentences for the same thing: in the same year, or, in near sentences, in none told; or,
        where one sentence states the other or both have a word beside the amounts, in the same unit."""
        found = self.slots.get((claim.sentence, other.document, other.sentence), [])
        if nearness.near and all(NO_YEAR in pair.doubts for pair in found):
            told = (self.told.get((one.document, one.sentence), []) for one in (claim, other))
            found = loose_pairs(*told) or found
        if not found and (nearness.near or nearness.support >= STATED):
            found = unit_pairs(claim, other, beside=nearness.support < STATED)
        return found

    def nearness(self, claim: Claim, at: int, floor: float) -> Nearness:
        """How near a sentence of the pool is to a claim."""
        texts = [self.asked[j].text for j in self.parts[claim.sentence - 1]]
        sentence = [self.pool.sentences[at].text]
        chances = coverage_probabilities(texts, sentence, encoder=self.encoder)[:, 0].tolist()
        return Nearness(chances[0], max(chances), float(self.wording[claim.sentence - 1, at]) > floor)


def _row(found: Search, claim: Claim, place: Place, document: Document, floor: float) -> dict:
    other, article = found.pool.sentences[place.at], found.pool.corpus.target
    nearness = found.nearness(claim, place.at, floor)
    figures = found.aligned(claim, other, nearness)
    publisher, digest = found.publisher(document, other), document.kind == "digest"
    judged = judgement(evidence((claim, other), publisher, figures, nearness, found.known, digest=digest))
    whole, text = " ".join(claim.text.split()), " ".join(other.text.split())
    return {
        "pair": pair_id(article.id, claim.sentence, document.id, other.sentence),
        "text_hash": pair_hash(claim.text, other.text),
        "claim": claim.id,
        "claim_sentence": claim.sentence,
        "document": document.id,
        "publisher": document.label,
        "sentence": other.sentence,
        "rank": place.rank,
        "part": " ".join(found.asked[place.asked].text.split()),
        "score": place.score,
        "margin": place.margin,
        "support": nearness.support,
        "part_support": nearness.part,
        "near": nearness.near,
        "relation_auto": judged.relation,
        "band": judged.band,
        "reasons": "; ".join(judged.reasons),
        "claim_speaker": claim.speaker,
        "speaker": other.speaker,
        "reported": other.reported,
        "date": document.date.isoformat() if document.date else "",
        "depth": len(document.sentences),
        "claim_text": whole,
        "text": text,
        "claim_start": claim.start,
        "claim_end": claim.end,
        "start": other.start,
        "end": other.end,
        "claim_figures": _figures(claim),
        "figures": _figures(other),
    }
