"""Is the article sourced otherwise than its sources, by more than the chance of so few sentences?

Input is a corpus; output is one row a source, and one for all of them. Caution: two texts may differ in genre, length
and purpose, and a digest's sourcing is this workbook's own; `attrs["limits"]` holds what must be printed beside.
"""

from dataclasses import dataclass

import numpy
import pandas

from analysis.errors import in_range, one_of
from analysis.measure.copies import distinct_sources
from analysis.measure.reports import attributed_sentences, by_sentence, covered, reports, words_by_sentence
from analysis.measure.resampling import draws_for, ratio_interval, resampled_ratios, run_sums
from analysis.measure.uncertainty import adjusted_p
from analysis.read.corpus import Corpus
from analysis.read.document import Document

MEASURES = ("word_share", "share", "direct_share")
ALL = "all sources"
FEWEST_SENTENCES, FEWEST_SOURCES = 12, 5  # below these no difference is judged
CONTRAST_COLUMNS = [
    "measure", "against", "publisher", "kind", "sentences", "other_sentences", "value", "other_value", "difference",
    "low", "high", "p", "q", "judged", "limit", "acts",
]  # fmt: skip
ONE = (
    "This compares one text with one text. It says nothing of how the two publishers work, for which many texts of "
    "each would be needed."
)
DIGEST = (
    "The other text is a digest that was written for this workbook and made to say who says what. How much it "
    "attributes is the workbook's own doing, so the difference says nothing of the publisher's sourcing."
)
DIGESTS = "They were written to say who says what, so that the difference is in part the workbook's own doing."
POOLED = (
    "There is one article: what is drawn again are its sentences, so the interval says nothing of other articles of "
    "its publisher."
)


@dataclass(frozen=True)
class _Text:
    """A text as a ratio of two sums over its sentences: what each adds, the share, its bounds, the draws of it."""

    cells: numpy.ndarray
    value: float
    low: float
    high: float
    drawn: numpy.ndarray

    @property
    def sentences(self) -> int:
        return self.cells.shape[1]

    @property
    def used(self) -> int:
        return int((self.cells[1] > 0).sum())


def sourcing_contrast(
    corpus: Corpus, measure: str = "word_share", *, act: str = "all", interval: float = 0.95, draws: int = 2000,
    seed: int = 0,
) -> pandas.DataFrame:  # fmt: skip
    """The article's sourcing less that of each source, and less that of all, with interval and p: one row a comparison.

    Columns: `measure`, `against` (id of the source, or 'all sources': the mean of their values), `publisher`, `kind`,
    `sentences`, `other_sentences`, `value` (of the article), `other_value`, `difference` (positive where the article
    has more), `low`, `high`, `p`, `q` (Benjamini and Hochberg's, over the single sources), `judged` ('yes', or why it
    cannot be judged: p is then not a number), `limit` (what must be read beside the row), `acts`. `attrs["limits"]`
    holds the limits of all rows, each once. Near copies are left out; empty without sources.

    The interval joins those of the two values (Newcombe). Against one source, p is the share of deals of all runs of
    neighbouring sentences to two texts of these lengths with a difference as large or larger. Against all, the interval
    of their mean is of draws of the sources, and of the sentences within each (of the article only its sentences are
    drawn, for there is one article); p is the share of all documents that lie as far from the mean of the others as the
    article does, or further.

    Parameters
    ----------
    measure : 'word_share', 'share' or 'direct_share', as in `sourcing_profile`.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in
    Medicine 17, 873-890. Davison, A. C. & Hinkley, D. V. (1997). Bootstrap methods and their application, 3.8
    (hierarchical data) and 4.3 (permutation). Cambridge. Phipson, B. & Smyth, G. K. (2010). Permutation p-values
    should never be zero. Statistical Applications in Genetics and Molecular Biology 9, 39.

    >>> from analysis import load_corpus
    >>> table = sourcing_contrast(load_corpus(), draws=100)
    >>> table["against"].iloc[-1], len(table) == len(load_corpus().contrast) + 1
    ('all sources', True)
    """
    one_of("measure", measure, MEASURES)
    in_range("draws", draws, 20, 1_000_000)
    sources, article = distinct_sources(corpus), corpus.target
    texts = {
        document.id: _text(_cells(document, measure, act), draws_for(seed, document.id), interval, draws)
        for document in (article, *sources)
    }
    own, rows = texts[article.id], []
    for source in sources:
        other = texts[source.id]
        chance, judged = _dealt(own, other, draws_for(seed, article.id, source.id), draws)
        limit = " ".join([ONE, DIGEST] if source.kind == "digest" else [ONE])
        about = (measure, source.id, source.label, source.kind, own.sentences, other.sentences)
        rows.append((*about, *_difference(own, other), chance, judged, limit, act))
    if rows:
        others = [texts[source.id] for source in sources]
        mean = _mean(others, draws_for(seed, ALL), interval)
        about = (measure, ALL, ALL, "", own.sentences, mean.sentences)
        rows.append((*about, *_difference(own, mean), *_ranked(own, others), _limit_of_all(sources), act))
    table = pandas.DataFrame(rows, columns=[name for name in CONTRAST_COLUMNS if name != "q"])
    single = table["against"] != ALL
    table.insert(CONTRAST_COLUMNS.index("q"), "q", adjusted_p(table["p"].where(single).astype(float)))
    table = table.round(6)
    table.attrs.update(acts=act, limits=_limits(table))
    return table


def _cells(document: Document, measure: str, act: str) -> numpy.ndarray:
    """What each sentence adds to the upper and to the lower part of the ratio, as two rows."""
    found, words = reports(document, act), words_by_sentence(document)
    if measure == "word_share":
        return numpy.array([by_sentence(document, covered(document, found)), words], float)
    if measure == "share":
        carried = attributed_sentences(document, act)
        return numpy.array([[s.number in carried for s in document.sentences], numpy.ones(len(words))], float)
    cells = numpy.zeros((2, len(words)))
    for report in found:
        cells[:, report.attribution.sentence - 1] += (report.attribution.mode != "indirect", 1)
    return cells


def _text(cells: numpy.ndarray, draw: numpy.random.Generator, interval: float, draws: int) -> _Text:
    low, high = ratio_interval(*cells, draw, interval, draws)
    return _Text(cells, _ratio(cells), float(low[0]), float(high[0]), resampled_ratios(*cells, draw, draws)[0])


def _ratio(cells: numpy.ndarray) -> float:
    upper, lower = cells.sum(axis=1)
    return float(upper / lower) if lower else float("nan")


def _difference(one: _Text, other: _Text) -> tuple[float, float, float, float, float]:
    """The two values, their difference and its bounds from theirs."""
    difference = one.value - other.value
    below = numpy.hypot(one.value - one.low, other.high - other.value)
    above = numpy.hypot(one.high - one.value, other.value - other.low)
    return one.value, other.value, difference, difference - below, difference + above


def _dealt(one: _Text, other: _Text, draw: numpy.random.Generator, draws: int) -> tuple[float, str]:
    """p of the difference of two texts when their runs of sentences are dealt anew, or why there is none."""
    fewest = min(one.used, other.used)
    if fewest < FEWEST_SENTENCES:
        return float("nan"), f"cannot be judged: {fewest} sentences that count, fewer than {FEWEST_SENTENCES}"
    runs = [run_sums(text.cells) for text in (one, other)]
    together, size = numpy.concatenate(runs, axis=1), runs[0].shape[1]
    whole, seen, further, valid = together.sum(axis=1), abs(one.value - other.value), 0, 0
    for _ in range(draws):
        upper, lower = together[:, draw.permutation(together.shape[1])[:size]].sum(axis=1)
        if 0 < lower < whole[1]:
            valid += 1
            further += abs(upper / lower - (whole[0] - upper) / (whole[1] - lower)) >= seen - 1e-12
    return (further + 1) / (valid + 1), "yes"


def _mean(texts: list[_Text], draw: numpy.random.Generator, interval: float) -> _Text:
    """The mean of the sources, with percentiles of the mean of as many drawn again, each with its sentences."""
    sentences = sum(text.sentences for text in texts)
    texts = [text for text in texts if not numpy.isnan(text.value)]
    if not texts:
        return _Text(numpy.zeros((2, sentences)), *[float("nan")] * 3, numpy.empty(0))
    table = numpy.array([text.drawn for text in texts])
    count, draws = table.shape
    picked = table[draw.integers(count, size=(draws, count)), draw.integers(draws, size=(draws, count))]
    # A draw of a text may hold nothing that counts; the mean is then of the others.
    known = ~numpy.isnan(picked)
    means = numpy.where(known, picked, 0).sum(axis=1) / numpy.maximum(known.sum(axis=1), 1)
    value = float(numpy.mean([text.value for text in texts]))
    low, high = numpy.quantile(means, [(1 - interval) / 2, (1 + interval) / 2])
    return _Text(numpy.zeros((2, sentences)), value, min(float(low), value), max(float(high), value), means)


def _ranked(own: _Text, others: list[_Text]) -> tuple[float, str]:
    """The share of documents as far from the mean of the others as the article, or why there is none."""
    values = [own.value, *(text.value for text in others if not numpy.isnan(text.value))]
    if own.used < FEWEST_SENTENCES:
        return float("nan"), f"cannot be judged: {own.used} sentences that count, fewer than {FEWEST_SENTENCES}"
    if len(values) - 1 < FEWEST_SOURCES:
        return float("nan"), f"cannot be judged: {len(values) - 1} sources that count, fewer than {FEWEST_SOURCES}"
    apart = [abs(value - (sum(values) - value) / (len(values) - 1)) for value in values]
    return sum(value >= apart[0] - 1e-12 for value in apart) / len(values), "yes"


def _limit_of_all(sources: tuple[Document, ...]) -> str:
    digests = sum(source.kind == "digest" for source in sources)
    return POOLED + f" {digests} of {len(sources)} sources are digests. {DIGESTS}" if digests else POOLED


def _limits(table: pandas.DataFrame) -> list[str]:
    """What must be printed beside the table, each text once."""
    given = [text for text in (ONE, DIGEST) if table["limit"].str.contains(text, regex=False).any()]
    return [*given, *table["limit"].tail(1)]
