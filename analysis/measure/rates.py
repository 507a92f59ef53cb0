"""The rates of article and sources side by side: pooled, with what chance allows, and source by source.

Input is a corpus, output is tables for the two pictures that show the same terms otherwise than `keyness` does.
Caution: with one source at a time the intervals are wide, and a term missing in one source is nothing unusual.
"""

import numpy
import pandas

from analysis.errors import in_range
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import log_ratio
from analysis.measure.terms import term_counts
from analysis.measure.uncertainty import log_ratio_interval
from analysis.measure.vocabulary import keyness
from analysis.read.corpus import Corpus

PAIR = ["term", "count", "per_1000", "sources_count", "sources_per_1000", "band"]


def rate_pairs(corpus: Corpus, *, unit: str = "word", voice: str = "all", min_count: int = 3) -> pandas.DataFrame:
    """Each term's rate in the article and in the pooled sources, with the rates that chance alone allows the article.

    Columns: `term`, `count`, `per_1000`, `sources_count`, `sources_per_1000`, `band`, `chance_low`, `chance_high` (per
    1,000: between them lie the article's rates whose exact 95 % interval spans the sources' rate, so that nothing can
    be said of a term with so many hits in the sources). Sorted as `keyness` sorts.

    >>> from analysis import load_corpus
    >>> table = rate_pairs(load_corpus()).set_index("term")
    >>> bool(table.loc["regime", "per_1000"] > table.loc["regime", "chance_high"])
    True
    """
    return beside_chance(keyness(corpus, unit=unit, voice=voice, min_count=min_count))


def beside_chance(table: pandas.DataFrame) -> pandas.DataFrame:
    """The rates of a keyness table, with what chance allows (columns: see `rate_pairs`).

    >>> from analysis.measure import keyness_from_counts
    >>> counts = pandas.DataFrame({"a": {"x": 5, "rest": 995}})
    >>> beside_chance(keyness_from_counts(counts["a"], counts))[["chance_low", "chance_high"]].iloc[-1].tolist()
    [0.0, 14.0]
    """
    found, (size, other) = table[PAIR].copy(), table.attrs["sizes"]
    bounds = {count: _chance_counts(count, size, other) for count in found["sources_count"].unique().tolist()}
    for i, name in enumerate(("chance_low", "chance_high")):
        found[name] = [round(1000 * bounds[count][i] / size, 6) for count in found["sources_count"]]
    return found


def _chance_counts(other_hits: int, size: int, other_size: int) -> tuple[int, int]:
    """The fewest and the most hits in the article at which the exact interval still spans zero."""
    # Whatever the sizes: the range is doubled until the interval at its end no longer spans zero.
    upto = 64
    while log_ratio_interval(upto, size, other_hits, other_size)[0] <= 0:
        upto *= 2
    hits = numpy.arange(upto + 1)
    low, high = log_ratio_interval(hits, size, numpy.full(len(hits), other_hits), other_size)
    spans = numpy.flatnonzero((low <= 0) & (high >= 0))
    return int(spans[0]), int(spans[-1])


def leading_terms(table: pandas.DataFrame, top: int = 6) -> list[str]:
    """The terms that lead a keyness table: `top` over-used ones, then `top` under-used ones, the surest last.

    >>> table = pandas.DataFrame({"term": ["a", "b", "c"], "log_ratio": [3.0, -2.0, -1.0]})
    >>> leading_terms(table, 2)
    ['a', 'c', 'b']
    """
    more, less = table[table["log_ratio"] > 0].head(top), table[table["log_ratio"] < 0].head(top)
    return [*more["term"], *less["term"][::-1]]


def keyness_by_source(
    corpus: Corpus,
    terms: list[str] | None = None,
    *,
    unit: str = "word",
    voice: str = "all",
    min_count: int = 3,
    top: int = 6,
) -> pandas.DataFrame:
    """The article against each source by itself: one row a term and source.

    Columns: `term`, `document`, `publisher`, `count`, `source_count`, `per_1000`, `source_per_1000`, `log_ratio` (as
    in `keyness`), `low`, `high` (exact, 95 %). Without `terms`, the `top` over-used and `top` under-used terms that
    lead `keyness` with this `min_count`. Sources without words are left out.

    >>> from analysis import load_corpus
    >>> table = keyness_by_source(load_corpus(), ["regime"])
    >>> len(table) == len(load_corpus().contrast)
    True
    """
    in_range("top", top, 1, 1000)
    if terms is None:
        terms = leading_terms(keyness(corpus, unit=unit, voice=voice, min_count=min_count), top)
    terms = [terms] if isinstance(terms, str) else terms
    counts = term_counts(corpus, unit=unit, voice=voice)
    listed = counts.reindex(terms, fill_value=0)
    own, size, parts = listed[corpus.target.id].to_numpy(), int(counts[corpus.target.id].sum()), []
    for source in distinct_sources(corpus):
        other, other_size = listed[source.id].to_numpy(), int(counts[source.id].sum())
        if not size or not other_size:
            continue
        low, high = log_ratio_interval(own, size, other, other_size)
        columns = {
            "term": terms,
            "document": source.id,
            "publisher": source.label,
            "count": own,
            "source_count": other,
            "per_1000": 1000 * own / size,
            "source_per_1000": 1000 * other / other_size,
            "log_ratio": log_ratio(own, size, other, other_size),
            "low": low,
            "high": high,
        }
        parts.append(pandas.DataFrame(columns))
    if not parts:
        names = ["term", "document", "publisher", "count", "source_count", "per_1000", "source_per_1000", "log_ratio"]
        return pandas.DataFrame(columns=[*names, "low", "high"])
    return pandas.concat(parts, ignore_index=True).round(6)
