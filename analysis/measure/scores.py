"""What other tools and papers print for the same counts, so that a table made elsewhere can be checked against ours.

Input is a corpus, output is one row a term with the scores side by side. Caution: none of these holds for one article
of a thousand words, because all take its words as independent draws; `keyness` says what may be said.
"""

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import (
    chi_squared,
    log_likelihood,
    simple_maths,
    two_cell_log_likelihood,
    weighted_log_odds,
)
from analysis.measure.terms import term_counts
from analysis.read.corpus import Corpus

COLUMNS = ["term", "count", "sources_count", "g2", "g2_two_cells", "bic", "chi2", "percent_diff", "simple_maths",
           "log_odds_z"]  # fmt: skip


def other_scores(
    corpus: Corpus, *, unit: str = "word", voice: str = "all", prior: float = 500, constant: float = 100
) -> pandas.DataFrame:
    """The keyness scores of other tools: one row a term, sorted by `log_odds_z`, the article's terms first.

    Columns: `term`, `count`, `sources_count`; `g2` (AntConc, WordSmith), `g2_two_cells` (Rayson, Wmatrix), `bic`
    (`g2_two_cells` less the logarithm of all tokens), `chi2` (quanteda's default, signed), `percent_diff` (infinite
    where the sources lack the term), `simple_maths` (Sketch Engine; `constant` added to both rates per million),
    `log_odds_z` (Fightin' Words; the prior is the pooled counts scaled to `prior` tokens).

    References
    ----------
    Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics (`bic`). Gabrielatos, C. &
    Marchi, A. (2011). Keyness: matching metrics to definitions (`percent_diff`). The others: `measure.statistics`.

    >>> from analysis import load_corpus
    >>> other_scores(load_corpus())["term"].iloc[0]
    'regime'
    """
    in_range("prior", prior, 1e-6, 1e9)
    in_range("constant", constant, 1e-6, 1e9)
    counts = term_counts(corpus, unit=unit, voice=voice)
    hits = counts[corpus.target.id].to_numpy()
    other = counts[[source.id for source in distinct_sources(corpus)]].sum(axis=1).to_numpy()
    known = hits + other > 0  # a near copy may have words of its own
    terms, hits, other = counts.index[known], hits[known], other[known]
    size, other_size = hits.sum(), other.sum()
    if not size or not other_size:
        return pandas.DataFrame(columns=COLUMNS)
    given = (hits, size, other, other_size)
    two_cells = two_cell_log_likelihood(*given)
    with numpy.errstate(divide="ignore"):
        percent = 100 * ((hits / size) / (other / other_size) - 1)
    table = pandas.DataFrame(
        {
            "term": terms,
            "count": hits,
            "sources_count": other,
            "g2": log_likelihood(*given),
            "g2_two_cells": two_cells,
            "bic": two_cells - numpy.log(size + other_size),
            "chi2": chi_squared(*given),
            "percent_diff": percent,
            "simple_maths": simple_maths(*given, constant),
            "log_odds_z": weighted_log_odds(hits, other, prior * (hits + other) / (size + other_size)),
        }
    ).round(6)
    return table.sort_values(["log_odds_z", "term"], ascending=[False, True], ignore_index=True)
