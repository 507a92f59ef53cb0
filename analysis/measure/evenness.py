"""How evenly are the uses of a term spread over parts: over the sources, or over the paragraphs of the article?

Input is counts by part, output is the measures of the literature side by side. Caution: with few hits every measure
is coarse; range and count stand beside them for that reason.
"""

import numpy
import pandas
from scipy.special import xlogy

from analysis.errors import in_range, one_of
from analysis.measure.copies import distinct_sources
from analysis.measure.terms import term_counts, units
from analysis.read.corpus import Corpus

SPREADS = ["sd", "vc", "juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "kl", "da"]


def dp_norm(hits, sizes):
    """Normalised deviation of proportions over the parts: 0 is even, 1 is all in one; not a number where no hits.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13, 403-437; normalisation: Lijffijt,
    J. & Gries, S. Th. (2012). Correction to that paper. IJCL 17, 147-149.

    >>> float(dp_norm([[2, 1, 0]], [10, 10, 10])[0].round(6))
    0.5
    """
    hits, sizes = numpy.atleast_2d(numpy.asarray(hits, float)), numpy.asarray(sizes, float)
    if len(sizes) < 2:
        return numpy.full(len(hits), numpy.nan)
    shares = sizes / sizes.sum()
    with numpy.errstate(invalid="ignore"):
        spread = numpy.abs(hits / hits.sum(axis=1, keepdims=True) - shares).sum(axis=1) / 2
    return spread / (1 - shares.min())


def dispersion_from_counts(counts: pandas.DataFrame, sizes: pandas.Series | None = None) -> pandas.DataFrame:
    """The measures of dispersion of each term (row) over parts (columns); `sizes` are the parts' tokens.

    Without `sizes` the columns' sums are taken. Columns: `count`, `range` (parts with a hit), `parts`, `sd` (divisor
    n), `vc`, `juilland_d`, `carroll_d2`, `rosengren_s`, `dp`, `dp_norm`, `kl` (bits), `da`. Values that a term without
    hits, or a single part, cannot have are not a number.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13, 403-437. Lijffijt, J. & Gries, S.
    Th. (2012), IJCL 17, 147-149 (`dp_norm`). Burch, B., Egbert, J. & Biber, D. (2017). Measuring and interpreting
    lexical dispersion. Journal of Research Design and Statistics 3, 189-216 (`da`).

    >>> letters = pandas.DataFrame([[1, 2, 3, 4, 5]], index=["a"])
    >>> dispersion_from_counts(letters, pandas.Series([9, 10, 10, 10, 11])).round(3)[["dp", "dp_norm", "kl"]].values
    array([[0.18 , 0.22 , 0.137]])
    """
    sizes = (counts.sum() if sizes is None else sizes.reindex(counts.columns)).to_numpy(float)
    filled = sizes > 0
    hits, sizes = counts.to_numpy(float)[:, filled], sizes[filled]
    n = len(sizes)
    total = hits.sum(axis=1)
    if not n or not len(hits):
        return pandas.DataFrame(columns=["count", "range", "parts", *SPREADS], index=counts.index[:0])
    with numpy.errstate(divide="ignore", invalid="ignore"):
        shares, of_total, rates = sizes / sizes.sum(), hits / total[:, None], hits / sizes
        deviation = rates.std(axis=1) / rates.mean(axis=1)
        of_rates = rates / rates.sum(axis=1, keepdims=True)
        # The mean difference of all pairs, from the rates in order: each is above i others and below n - 1 - i.
        apart = numpy.sort(rates, axis=1) @ (2 * numpy.arange(n) - n + 1) * 2 / max(n * (n - 1), 1)
        table = pandas.DataFrame(
            {
                "count": total.astype(int),
                "range": (hits > 0).sum(axis=1),
                "parts": n,
                "sd": hits.std(axis=1),
                "vc": hits.std(axis=1) / hits.mean(axis=1),
                "juilland_d": 1 - deviation / numpy.sqrt(n - 1),
                "carroll_d2": -xlogy(of_rates, of_rates).sum(axis=1) / numpy.log(n),
                "rosengren_s": numpy.sqrt(shares * hits).sum(axis=1) ** 2 / total,
                "dp": numpy.abs(of_total - shares).sum(axis=1) / 2,
                "dp_norm": dp_norm(hits, sizes),
                "kl": (xlogy(of_total, of_total) - xlogy(of_total, shares)).sum(axis=1) / numpy.log(2),
                "da": 1 - apart / (2 * rates.mean(axis=1)),
            },
            index=counts.index,
        )
    table.loc[(total == 0) | (n < 2), SPREADS] = numpy.nan
    return table


def dispersion(
    corpus: Corpus, *, over: str = "sources", unit: str = "word", voice: str = "all", min_count: int = 3
) -> pandas.DataFrame:
    """How evenly each term is spread: one row a term (columns: `term`, then those of `dispersion_from_counts`).

    Parameters
    ----------
    over : 'sources' (near copies counted once) or 'paragraphs' (those of the article).
    min_count : hits over all parts that a term needs to be listed.

    >>> from analysis import load_corpus
    >>> table = dispersion(load_corpus(), over="paragraphs").set_index("term")
    >>> int(table.loc["regime", "count"]), int(table.loc["regime", "range"])
    (19, 10)
    """
    one_of("over", over, ("sources", "paragraphs"))
    in_range("min_count", min_count, 1, 10**9)
    if over == "sources":
        counts = term_counts(corpus, unit=unit, voice=voice)[[source.id for source in distinct_sources(corpus)]]
        sizes = counts.sum()
    else:
        target = corpus.target
        rows = [(term, target.sentence_at(start).paragraph) for term, start, _ in units(target, unit, voice)]
        places = pandas.DataFrame(rows, columns=["term", "paragraph"])
        counts = pandas.crosstab(places["term"], places["paragraph"])
        sizes = counts.sum()
    table = dispersion_from_counts(counts, sizes).round(6).rename_axis("term").reset_index()
    table = table[table["count"] >= min_count]
    return table.sort_values(["dp_norm", "count", "term"], ascending=[True, False, True], ignore_index=True)
