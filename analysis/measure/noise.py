"""How much of a difference in words is noise? What the same rules find where there is nothing to find.

Each source in turn takes the article's place; the article is cut in two halves; and its divergence from the sources
is set against random draws of sentences from all texts. Caution: the draws take sentences as exchangeable, which is
kinder than documents are.
"""

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import divergence_parts
from analysis.measure.terms import term_counts, units
from analysis.measure.vocabulary import FAMILY_MINIMUM, keyness, keyness_from_counts
from analysis.read.corpus import Corpus
from analysis.read.document import Document

SHIFT = ["term", "count", "sources_count", "part", "signed", "null_mean", "null_low", "null_high", "excess", "total",
         "null_total"]  # fmt: skip


def noise_floor(corpus: Corpus, *, unit: str = "word", min_count: int = 3) -> pandas.DataFrame:
    """How many terms are flagged when each document in turn takes the article's place against all the others.

    Columns: `document`, `publisher`, `is_article`, `tokens`, `terms` (five hits or more, and no burst), `clear`,
    `likely`, `flagged_per_1000` (clear and likely together, per 1,000 tokens of the document). The article's own row
    can be taken for a finding only where it stands out of the rest. With fewer than four sources the spread between
    the others cannot be judged and the table is empty; so it is where the article has no words.

    >>> from analysis import load_corpus
    >>> floor = noise_floor(load_corpus())
    >>> len(floor) == len(load_corpus())
    True
    """
    columns = ["document", "publisher", "is_article", "tokens", "terms", "clear", "likely", "flagged_per_1000"]
    counts, rows = term_counts(corpus, unit=unit), []
    documents = [document for document in (corpus.target, *distinct_sources(corpus)) if counts[document.id].any()]
    if len(documents) < 5 or documents[0] is not corpus.target:
        return pandas.DataFrame(columns=columns)
    for document in documents:
        others = [other.id for other in documents if other is not document]
        bands = keyness_from_counts(counts[document.id], counts[others], min_count=min_count)["band"].value_counts()
        clear, likely = int(bands.get("clear", 0)), int(bands.get("likely", 0))
        tokens = int(counts[document.id].sum())
        flagged = round(1000 * (clear + likely) / tokens, 4)
        tested = int(bands.sum() - bands.get("thin", 0))
        rows.append((document.id, document.label, document is corpus.target, tokens, tested, clear, likely, flagged))
    return pandas.DataFrame(rows, columns=columns)


def keyness_beside_noise(
    corpus: Corpus, *, unit: str = "word", voice: str = "all", min_count: int = 3
) -> pandas.DataFrame:
    """The keyness table with the noise floor beside it: `attrs["noise"]` tells what the same rule finds elsewhere.

    Its keys: `article`, `low`, `high` (flagged per 1,000, the last two over the sources), `above` (sources that reach
    more than the article), `sources`, and `halves` (terms that the token test alone flags between random halves of the
    article, on average). It is left out where there is no floor, for one voice, which the floor does not know, and
    beside an archive, since the floor is one of single texts.

    >>> from analysis import load_corpus
    >>> keyness_beside_noise(load_corpus()).attrs["noise"]["sources"]
    15
    """
    table = keyness(corpus, unit=unit, voice=voice, min_count=min_count)
    has_floor = voice == "all" and corpus.background is None
    floor = noise_floor(corpus, unit=unit, min_count=min_count) if has_floor else table[:0]
    if len(floor) and len(table):
        own, others = (floor[floor["is_article"] == flag]["flagged_per_1000"] for flag in (True, False))
        halves = split_half(corpus, unit=unit)["flagged"]
        table.attrs["noise"] = {
            "article": float(own.iloc[0]), "low": float(others.min()), "high": float(others.max()),
            "above": int((others > own.iloc[0]).sum()), "sources": len(others),
        } | ({"halves": float(halves.mean())} if len(halves) else {})  # fmt: skip
    return table


def split_half(corpus: Corpus, *, unit: str = "word", splits: int = 20, seed: int = 0) -> pandas.DataFrame:
    """The article's sentences in random order, cut in two: what the halves differ by, one row a split.

    Columns: `split`, `tokens`, `other_tokens`, `terms` (tested: five hits or more), `flagged` (of these, with q of .05
    or less; two halves have no spread between documents that could be tested), `divergence` (Jensen-Shannon, bits).
    The article's divergence from a text of the same length means something only above these values.

    >>> from analysis import load_corpus
    >>> split_half(load_corpus(), splits=3)["flagged"].tolist()
    [0, 0, 0]
    """
    in_range("splits", splits, 1, 100_000)
    table, terms = _sentence_counts([corpus.target], unit)
    columns = ["split", "tokens", "other_tokens", "terms", "flagged", "divergence"]
    if len(table) < 2:
        return pandas.DataFrame(columns=columns)
    draw, rows = numpy.random.default_rng(seed), []
    for split in range(1, splits + 1):
        order = draw.permutation(len(table))
        one, other = table[order[::2]].sum(axis=0), table[order[1::2]].sum(axis=0)
        halves = pandas.DataFrame({"one": one, "other": other}, index=terms)
        tested = keyness_from_counts(halves["one"], halves[["other"]], min_count=FAMILY_MINIMUM)
        divergence = round(float(divergence_parts(one, other).sum()), 6)
        flagged = int((tested["q"] <= 0.05).sum())
        rows.append((split, int(one.sum()), int(other.sum()), len(tested), flagged, divergence))
    return pandas.DataFrame(rows, columns=columns)


def word_shift(corpus: Corpus, *, unit: str = "word", draws: int = 200, seed: int = 0) -> pandas.DataFrame:
    """What each term adds to the divergence of the article from its sources, beside what chance adds.

    Columns: `term`, `count`, `sources_count`, `part` (bits), `signed` (positive where the article uses it more),
    `null_mean`, `null_low`, `null_high` (mean and 95 % range over random articles of as many sentences drawn from
    all texts), `excess` (`part` less `null_mean`), `total`, `null_total`. Sorted by `excess`; empty where article or
    sources have no words.

    Notes
    -----
    The draws are of sentences: they know nothing of the differences between documents that `keyness` tests.

    >>> from analysis import load_corpus
    >>> word_shift(load_corpus(), draws=20)["term"].iloc[0]
    'regime'
    """
    in_range("draws", draws, 10, 100_000)
    documents = [corpus.target, *distinct_sources(corpus)]
    table, terms = _sentence_counts(documents, unit)
    own = len(corpus.target.sentences)
    if not table[:own].any() or not table[own:].any():
        return pandas.DataFrame(columns=SHIFT)
    everything, hits = table.sum(axis=0), table[:own].sum(axis=0)
    parts = divergence_parts(hits, everything - hits)
    draw, null = numpy.random.default_rng(seed), numpy.empty((draws, len(terms)))
    for i in range(draws):
        picked = table[draw.permutation(len(table))[:own]].sum(axis=0)
        null[i] = divergence_parts(picked, everything - picked)
    low, high = numpy.quantile(null, [0.025, 0.975], axis=0)
    rate, other = hits / hits.sum(), (everything - hits) / (everything - hits).sum()
    found = pandas.DataFrame(
        {
            "term": terms,
            "count": hits.astype(int),
            "sources_count": (everything - hits).astype(int),
            "part": parts,
            "signed": numpy.where(rate >= other, parts, -parts),
            "null_mean": null.mean(axis=0),
            "null_low": low,
            "null_high": high,
            "excess": parts - null.mean(axis=0),
            "total": parts.sum(),
            "null_total": null.sum(axis=1).mean(),
        }
    ).round(8)
    return found.sort_values(["excess", "term"], ascending=[False, True], ignore_index=True)


def _sentence_counts(documents: list[Document], unit: str) -> tuple[numpy.ndarray, list[str]]:
    """Counts by sentence and term, the documents' sentences one after the other."""
    found, first = [], 0
    for document in documents:
        for term, start, _ in units(document, unit):
            found.append((first + document.sentence_at(start).number - 1, term))
        first += len(document.sentences)
    terms = sorted({term for _, term in found})
    place = {term: i for i, term in enumerate(terms)}
    table = numpy.zeros((first, len(terms)))
    for row, term in found:
        table[row, place[term]] += 1
    return table, terms
