"""Which statements of the article do the sources share? For each claim and source, the sentence that comes nearest.

Nearness is the mean of two scores between 0 and 1: BM25 over stems as a share of what the claim scores against
itself, and the cosine of character n-grams. A floor, found by scoring random bags of the article's own words, tells
what chance reaches in each source. Caution: nearness is about words; it does not tell agreement from contradiction,
and 'not found' means not found in these documents by these scores.
"""

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.terms import stem
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus
from analysis.read.segments import TOKEN, Sentence, matching_form

CHANCE_DRAWS = 300  # random bags of words a source is scored against to find its floor
SATURATION, LENGTH_SHARE = 1.5, 0.75  # BM25's k1 and b, at their customary values


def claims(corpus: Corpus) -> pandas.DataFrame:
    """The article's sentences as claims: kind, figures, years, whether it reports somebody and needs its context.

    Columns: `claim` (id), `sentence`, `kind`, `reported`, `context_needed`, `years`, `time_from`, `quantities` (each
    as modifier, interval and unit), `text`, `start`, `end`.

    >>> from analysis import load_corpus
    >>> claims(load_corpus())["kind"].unique().tolist()
    ['statement', 'directive']
    """
    rows = []
    for c in corpus.target.claims:
        figures = "; ".join(f"{q.modifier} {q.low:,g}..{q.high:,g} {q.unit}".strip() for q in c.quantities)
        years, words = ", ".join(map(str, c.years)), " ".join(c.text.split())
        facts = (c.kind, c.reported, c.context_needed, years, c.time_from, figures)
        rows.append((c.id, c.sentence, *facts, words, c.start, c.end))
    columns = ["claim", "sentence", "kind", "reported", "context_needed", "years", "time_from", "quantities"]
    return pandas.DataFrame(rows, columns=[*columns, "text", "start", "end"])


class Scorer:
    """Scores any text against the sentences it was made with; the weights of words come from `sentences` and `claims`.

    `scores(texts)` gives an array, texts by sentences, from 0 (nothing shared) to 1 (the same words).

    References
    ----------
    Robertson, S. & Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. Foundations and
    Trends in Information Retrieval 3, 333-389.

    >>> scorer = Scorer(["The minister resigned.", "It rained all night."], ["the minister resigned"])
    >>> scorer.scores(["the minister resigned"]).round(1).tolist()
    [[1.0, 0.0]]
    """

    def __init__(self, sentences: list[str], claims: list[str]):
        from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

        self._stems = CountVectorizer(analyzer=_stems)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        counts = self._stems.fit_transform(sentences + claims)
        letters = self._letters.fit_transform([_plain(text) for text in sentences + claims])
        self._lengths = float(counts.sum(axis=1).mean())
        documents, holding = counts.shape[0], (counts > 0).sum(axis=0)
        self._rarity = numpy.log(1 + (documents - holding + 0.5) / (holding + 0.5))
        self._weights = self._weighted(counts[: len(sentences)])
        self._known_letters = letters[: len(sentences)]

    def scores(self, texts: list[str]) -> numpy.ndarray:
        """The mean of the two scores of each text against each sentence, rounded so that ranks repeat anywhere."""
        counts = self._stems.transform(texts)
        own = numpy.asarray(counts.multiply(self._weighted(counts)).sum(axis=1)).reshape(-1, 1)
        lexical = (counts @ self._weights.T).toarray() / numpy.maximum(own, 1e-9)
        cosine = (self._letters.transform([_plain(text) for text in texts]) @ self._known_letters.T).toarray()
        return ((lexical.clip(0, 1) + cosine) / 2).clip(0, 1).round(4)

    def _weighted(self, counts):
        """BM25's weight of each stem in each text: saturating in its count, tempered by the text's length."""
        from scipy.sparse import csr_array

        counts = csr_array(counts, dtype=float)
        lengths = counts.sum(axis=1) / max(self._lengths, 1e-9)
        rows, columns = counts.nonzero()
        damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * numpy.asarray(lengths).ravel()[rows])
        values = numpy.asarray(self._rarity).ravel()[columns] * counts.data / (counts.data + damping)
        return csr_array((values, (rows, columns)), shape=counts.shape)


def _stems(text: str) -> list[str]:
    return [stem(matching_form(match.group())) for match in TOKEN.finditer(text)]


def _plain(text: str) -> str:
    return " ".join(matching_form(match.group()) for match in TOKEN.finditer(text))


def overlap(corpus: Corpus, *, seed: int = 0, chance: float = 0.95) -> pandas.DataFrame:
    """For each claim of the article and each source, the nearest sentence: one row a claim and source.

    Parameters
    ----------
    seed : of the random bags of words. chance : share of them that the floor leaves below it.

    Returns
    -------
    DataFrame with `claim` (id), `claim_sentence` (number), `document`, `publisher`, `sentence`, `score`, `margin`
    (to the runner-up in that source), `floor`, `found` (score above floor), `claim_text`, `text` and the spans
    `claim_start`, `claim_end`, `start`, `end`. A source without sentences has no rows.

    >>> from analysis import load_corpus
    >>> table = overlap(load_corpus())
    >>> len(table) == len(load_corpus().target.claims) * len(load_corpus().contrast)
    True
    """
    in_range("chance", chance, 0.5, 0.999)
    asked = corpus.target.claims
    pool = [(document, sentence) for document in corpus.contrast for sentence in document.sentences]
    if not asked or not pool:
        return pandas.DataFrame(columns=OVERLAP_COLUMNS)
    texts = [claim.text for claim in asked]
    scores = Scorer([sentence.text for _, sentence in pool], texts).scores(texts + _random_bags(texts, seed))
    rows = []
    for document in corpus.contrast:
        places = [i for i, (owner, _) in enumerate(pool) if owner is document]
        if not places:
            continue
        own = scores[:, places]
        floor = round(float(numpy.quantile(own[len(asked) :].max(axis=1), chance)), 4)
        for i, claim in enumerate(asked):
            order = numpy.argsort(-own[i], kind="stable")
            best: Sentence = pool[places[order[0]]][1]
            score = float(own[i, order[0]])
            second = float(own[i, order[1]]) if len(order) > 1 else 0.0
            rows.append(
                {
                    "claim": claim.id,
                    "claim_sentence": claim.sentence,
                    "document": document.id,
                    "publisher": document.label,
                    "sentence": best.number,
                    "score": score,
                    "margin": round(score - second, 4),
                    "floor": floor,
                    "found": score > floor,
                    "claim_text": " ".join(claim.text.split()),
                    "text": " ".join(best.text.split()),
                    "claim_start": claim.start,
                    "claim_end": claim.end,
                    "start": best.start,
                    "end": best.end,
                }
            )
    table = pandas.DataFrame(rows, columns=OVERLAP_COLUMNS)
    return table.sort_values(["claim_sentence"], kind="stable").reset_index(drop=True)


OVERLAP_COLUMNS = [
    "claim", "claim_sentence", "document", "publisher", "sentence", "score", "margin", "floor", "found",
    "claim_text", "text", "claim_start", "claim_end", "start", "end",
]  # fmt: skip


def _random_bags(texts: list[str], seed: int) -> list[str]:
    """Bags of words drawn from all claims, each as long as some claim: what matches by chance alone."""
    words = [[m.group() for m in TOKEN.finditer(text)] for text in texts]
    everything = [word for row in words for word in row]
    if not everything:
        return []
    draw = numpy.random.default_rng(seed)
    sizes = draw.choice([len(row) for row in words], CHANCE_DRAWS)
    return [" ".join(draw.choice(everything, size)) for size in sizes]


def coverage(corpus: Corpus, *, interval: float = 0.95, seed: int = 0) -> pandas.DataFrame:
    """The share of the article's claims that come nearer to a sentence of each source than chance does.

    Columns: `document`, `publisher`, `claims`, `found`, `share`, `low`, `high` (Wilson), `floor`.

    Notes
    -----
    The interval takes claims as independent, which sentences of one article are not.

    >>> from analysis import load_corpus
    >>> coverage(load_corpus()).columns.tolist()
    ['document', 'publisher', 'claims', 'found', 'share', 'low', 'high', 'floor']
    """
    columns = ["document", "publisher", "claims", "found", "share", "low", "high", "floor"]
    pairs = overlap(corpus, seed=seed)
    if pairs.empty:
        return pandas.DataFrame(columns=columns)
    groups = pairs.groupby(["document", "publisher"], sort=False)
    table = groups.agg(claims=("found", "size"), found=("found", "sum"), floor=("floor", "first")).reset_index()
    low, high = proportion_interval(table["found"], table["claims"], interval)
    table["share"] = (table["found"] / table["claims"]).round(6)
    table["low"], table["high"] = low.round(6), high.round(6)
    return table[columns]
