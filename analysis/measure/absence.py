"""Which terms do most sources use and the article does not, and is it long enough for that to be noticed?

Input is counts by document; output is one row an absent term. Caution: absent means not found in this text; why a
word is absent no count can tell.
"""

import math

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.copies import distinct_sources
from analysis.measure.terms import term_counts
from analysis.measure.uncertainty import rate_interval
from analysis.measure.vocabulary import NOTICEABLE
from analysis.read.corpus import Corpus

COLUMNS = ["term", "sources_count", "sources_per_1000", "range", "sources", "expected", "p_zero", "per_1000_high"]


def absent_terms(
    corpus: Corpus, *, unit: str = "word", expected: float = NOTICEABLE, interval: float = 0.95
) -> pandas.DataFrame:
    """Terms that at least two thirds of the sources use and the article never does, by the hits to be expected.

    Columns: `term`, `sources_count`, `sources_per_1000`, `range` (sources that use it), `sources` (how many there
    are), `expected` (hits the article would have at the pooled rate), `p_zero` (chance of none at that rate),
    `per_1000_high` (the highest rate that no hit leaves possible), and `per_1000 SOURCE` for each source. Terms with
    fewer `expected` hits are left out: the article is too short for their absence to be noticed. With fewer than
    three sources that have words nothing can be judged and the table is empty.

    >>> from analysis import load_corpus
    >>> bool((absent_terms(load_corpus())["p_zero"] <= 0.05).all())
    True
    """
    in_range("expected", expected, 0, 1e9)
    article, counts = corpus.target.id, term_counts(corpus, unit=unit)
    sources = [source for source in distinct_sources(corpus) if counts[source.id].any()]
    spread = counts[[source.id for source in sources]]
    if len(sources) < 3 or not counts[article].sum():
        return pandas.DataFrame(columns=COLUMNS)
    size, sizes = counts[article].sum(), spread.sum()
    wanted = (counts[article] == 0) & ((spread > 0).sum(axis=1) >= math.ceil(2 * len(sources) / 3))
    spread = spread[wanted]
    pooled = spread.sum(axis=1)
    hits = size * pooled / sizes.sum()
    table = pandas.DataFrame(
        {
            "sources_count": pooled,
            "sources_per_1000": 1000 * pooled / sizes.sum(),
            "range": (spread > 0).sum(axis=1),
            "sources": len(sources),
            "expected": hits,
            "p_zero": numpy.exp(-hits),
            "per_1000_high": float(rate_interval(0, size, interval)[1]),
        }
    ).round(6)
    for source in sources:
        table[f"per_1000 {source.id}"] = (1000 * spread[source.id] / sizes[source.id]).round(6)
    table = table[table["expected"] >= expected].reset_index()
    return table.sort_values(["expected", "term"], ascending=[False, True], ignore_index=True)
