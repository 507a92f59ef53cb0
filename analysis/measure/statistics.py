"""The statistics of one term's counts: likelihood ratio, exact test, single-case test, dispersion.

Pure functions of arrays, each with its source; the tables are made elsewhere. Caution: all but the single-case test
take every token as an independent draw, which one author's article is not.
"""

import numpy
from scipy import stats
from scipy.special import xlogy


def log_likelihood(hits, size, other_hits, other_size):
    """Dunning's G-squared over the four cells of two rates.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Comp. Linguistics 19, 61-74.

    >>> round(float(log_likelihood(288, 92965, 114099, 104570472)), 2)
    228.02
    """
    a, b = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    n1, n2 = float(size), float(other_size)
    total = a + b
    cells = ((a, total * n1 / (n1 + n2)), (b, total * n2 / (n1 + n2)))
    rest = ((n1 - a, n1 - cells[0][1]), (n2 - b, n2 - cells[1][1]))
    return 2 * sum(xlogy(seen, seen) - xlogy(seen, wanted) for seen, wanted in (*cells, *rest))


def single_case_test(hits, size: float, source_hits, source_sizes):
    """Is the article's rate unlike that of one more source? Student t and two-sided p, one value a term.

    Anscombe root rates of the article against those of the K sources; the spread is never taken below Poisson's.

    References
    ----------
    Crawford, J. R. & Howell, D. C. (1998). Comparing an individual's test score against norms derived from small
    samples. The Clinical Neuropsychologist 12, 482-486.

    Notes
    -----
    Needs three sources; with fewer, all values are not a number. With five sources it takes about six hits against
    none to reach p = .025.

    >>> t, p = single_case_test([0], 1000, [[4, 6, 5, 3, 7]], [1000] * 5)
    >>> round(float(t[0]), 4), round(float(p[0]), 4)
    (-3.0767, 0.0371)
    """
    hits, source_hits = numpy.asarray(hits, float), numpy.atleast_2d(numpy.asarray(source_hits, float))
    sizes = numpy.asarray(source_sizes, float)
    k = len(sizes)
    if k < 3:
        return numpy.full(hits.shape, numpy.nan), numpy.full(hits.shape, numpy.nan)
    roots = numpy.sqrt((source_hits + 0.375) / sizes)
    spread = numpy.maximum(roots.std(axis=1, ddof=1), numpy.sqrt(numpy.mean(1 / (4 * sizes))))
    t = (numpy.sqrt((hits + 0.375) / size) - roots.mean(axis=1)) / (spread * numpy.sqrt((k + 1) / k))
    return t, 2 * stats.t.sf(numpy.abs(t), k - 1)


def dispersion(source_hits, source_sizes):
    """Normalised deviation of proportions over the sources: 0 is even, 1 is all in one; not a number where no hits.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. IJCL 13, 403-437; normalisation: Lijffijt,
    J. & Gries, S. Th. (2012). Correction to that paper. IJCL 17, 147-149.

    >>> float(dispersion([[2, 1, 0]], [10, 10, 10])[0].round(6))
    0.5
    """
    hits, sizes = numpy.atleast_2d(numpy.asarray(source_hits, float)), numpy.asarray(source_sizes, float)
    shares = sizes / sizes.sum()
    if len(sizes) < 2:
        return numpy.full(len(hits), numpy.nan)
    with numpy.errstate(invalid="ignore"):
        spread = numpy.abs(hits / hits.sum(axis=1, keepdims=True) - shares).sum(axis=1) / 2
    return spread / (1 - shares.min())


def exact_p(hits, total, share: float):
    """Two-sided exact binomial p of `hits` in `total` trials of probability `share`, one value a term.

    >>> float(exact_p([9], [10], 1 / 6)[0].round(10))
    8.434e-07
    """
    pairs = {(int(k), int(n)) for k, n in zip(hits, total, strict=True)}
    known = {pair: stats.binomtest(*pair, share).pvalue if pair[1] else 1.0 for pair in pairs}
    return numpy.array([known[int(k), int(n)] for k, n in zip(hits, total, strict=True)])
