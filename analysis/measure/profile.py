"""How varied are the words of each text and how long its sentences, and is the article's difference more than noise?

Input is documents; output is one row a document and statistic, with what two halves of the same text differ by.
Caution: a text's variety and length of sentence say what it is like to read, not whether it is right or fair.
"""

import math
from collections.abc import Sequence

import numpy
import pandas

from analysis.measure.diversity import hdd, mattr, mtld
from analysis.measure.readability import flesch, fog, syllables
from analysis.read.corpus import Corpus
from analysis.read.document import Document

TOKEN_STATISTICS = ("MTLD", "HD-D", "MATTR")
SENTENCE_STATISTICS = ("sentence length", "reading ease", "FOG")
STATISTICS = TOKEN_STATISTICS + SENTENCE_STATISTICS
SENTENCES, TOKENS = 10, 100  # below either a text is too short for its halves to be compared
CUTS = 60  # a longer text is not cut at every sentence: the ranges stay the same and the time stays short
NOTHING = (numpy.full(len(STATISTICS), numpy.nan),) * 3
COLUMNS = ["document", "publisher", "is_article", "statistic", "value", "n", "half_low", "half_high", "within"]


def text_profile(corpus: Corpus) -> pandas.DataFrame:
    """Six statistics of each text, with the spread between halves of the same text and the article's gap to it.

    Columns: `document`, `publisher`, `is_article`, `statistic`, `value`, `n` (tokens it was computed from for MTLD,
    HD-D in draws of 42 and MATTR in windows of 50; sentences for `sentence length` in words, Flesch's `reading ease`
    and Gunning's `FOG`), `half_low`, `half_high` (95 % range over halves of the text), `within` (95 % quantile of the
    difference between two halves), `gap` (article less document, positive where the article has more), `beyond`
    (whether the gap exceeds the larger `within` of the two texts; missing where a text has fewer than 10 sentences or
    100 tokens, where a half has no value, and for the article itself). What cannot be computed is not a number.

    The halves are contiguous: the one that begins at each sentence, going round at the end, and the one that is left.
    Of texts of more than 60 sentences 60 cuts are taken, evenly spread.

    References
    ----------
    As for `mtld`, `hdd`, `mattr`, `flesch` and `fog`. Halves: Brown, W. (1910). Some experimental results in the
    correlation of mental abilities. British Journal of Psychology 3, 296-322.

    Notes
    -----
    The first three count words and numbers alike; the last three leave numbers out of words and syllables, because
    figures can be read in several ways, and with them a sentence that has nothing else. Not for judging publishers by
    digests (marked with an asterisk): their sentences and their choice of words are this workbook's own. `beyond`
    says that two texts differ more than parts of one text do, not that the article is unusual: it holds for 9 to 16 %
    of the pairs of news articles of one publisher, statistic by statistic (`make accuracy` measures it).

    >>> from analysis import load_corpus
    >>> profile = text_profile(load_corpus())
    >>> profile.loc[profile["is_article"], "statistic"].tolist()
    ['MTLD', 'HD-D', 'MATTR', 'sentence length', 'reading ease', 'FOG']
    >>> bool(profile.loc[profile["is_article"], "beyond"].isna().all())
    True
    """
    rows = [row for document in corpus for row in _rows(document, document is corpus.target)]
    table = pandas.DataFrame(rows, columns=COLUMNS).round(6)
    own = table[table["is_article"]].set_index("statistic")
    table["gap"] = (table["statistic"].map(own["value"]) - table["value"]).round(6)
    noise = numpy.maximum(table["within"], table["statistic"].map(own["within"]))
    judged = ~table["is_article"] & table["gap"].notna() & noise.notna()
    table["beyond"] = (table["gap"].abs() > noise).astype("boolean").where(judged)
    return table


def halves(sentences: int) -> list[tuple[list[int], list[int]]]:
    """The ways to cut so many sentences, numbered from 0, into a contiguous half, going round, and its complement.

    >>> halves(3)
    [([0], [1, 2]), ([1], [2, 0]), ([2], [0, 1])]
    """
    size, count = sentences // 2, min(sentences, CUTS)
    starts = [i * sentences // count for i in range(count)] if size else []
    rounds = [[(start + i) % sentences for i in range(sentences)] for start in starts]
    return [(order[:size], order[size:]) for order in rounds]


def _rows(document: Document, is_article: bool) -> list[tuple]:
    norms: list[list[str]] = [[] for _ in document.sentences]
    counts = numpy.zeros((len(norms), 3), dtype=int)  # words, syllables, words of three syllables or more
    for token in document.tokens:
        norms[token.sentence - 1].append(token.norm)
        if token.kind == "word":
            sounded = syllables(token.text)
            counts[token.sentence - 1] += (1, sounded, sounded >= 3)
    tokens, sentences = document.words, int((counts[:, 0] > 0).sum())
    values = _values(norms, counts, range(len(norms)))
    low, high, within = _spread(norms, counts) if tokens >= TOKENS and sentences >= SENTENCES else NOTHING
    sizes = [tokens] * len(TOKEN_STATISTICS) + [sentences] * len(SENTENCE_STATISTICS)
    columns = zip(STATISTICS, values, sizes, low, high, within, strict=True)
    return [(document.id, document.label, is_article, *column) for column in columns]


def _values(norms: list[list[str]], counts: numpy.ndarray, chosen: Sequence[int]) -> list[float]:
    """The six statistics of the chosen sentences."""
    tokens = [norm for i in chosen for norm in norms[i]]
    part = counts[list(chosen)]
    words, sounded, long = (int(total) for total in part.sum(axis=0))
    sentences = int((part[:, 0] > 0).sum())
    length = words / sentences if sentences else math.nan
    ease, years = flesch(words, sentences, sounded), fog(words, sentences, long)
    return [mtld(tokens), hdd(tokens), mattr(tokens), length, ease, years]


def _spread(norms: list[list[str]], counts: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Low and high end of the statistics over halves, and the difference that 95 % of the cuts do not exceed."""
    pairs = numpy.array([[_values(norms, counts, half) for half in cut] for cut in halves(len(norms))])
    low, high = numpy.quantile(pairs, [0.025, 0.975], axis=(0, 1))
    return low, high, numpy.quantile(numpy.abs(pairs[:, 0] - pairs[:, 1]), 0.95, axis=0)
