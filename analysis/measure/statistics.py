"""The statistics of one term's counts: likelihood ratio, exact test, single-case test, dispersion.

Pure functions of arrays, each with its source; the tables are made elsewhere. Caution: all but the single-case test
take every token as an independent draw, which one author's article is not.
"""

import numpy
from scipy import stats
from scipy.special import gammaln, xlogy

from analysis.errors import one_of


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


def log_ratio(hits, size, other_hits, other_size):
    """Base-2 logarithm of the ratio of two rates, one half added to every count and size.

    Where sizes are unlike, the halves alone can make the lower rate the higher one (0 in 1,000 against 3 in 40,000);
    such a value is set to zero, so that positive never means less in the first.

    References
    ----------
    Hardie, A. (2014). Log ratio: an informal introduction. CASS, Lancaster.

    >>> [round(float(log_ratio(*counts)), 4) for counts in ((9, 1000, 1, 5000), (0, 1000, 3, 40_000))]
    [4.9843, 0.0]
    """
    a, b = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    value = numpy.log2((a + 0.5) / (size + 0.5)) - numpy.log2((b + 0.5) / (other_size + 0.5))
    return numpy.where(value * (a * other_size - b * size) < 0, 0.0, value)


def single_case_test(hits, size: float, source_hits, source_sizes):
    """Is the article's rate unlike that of one more source? Student t and two-sided p, one value a term.

    Anscombe root rates of the article against those of the K sources; the spread is never taken below Poisson's. An
    article shorter than the sources varies more than they do by chance alone, and its own Poisson variance is then
    added; for one as long as they are or longer, and a spread above Poisson's, this is Crawford and Howell's test.

    References
    ----------
    Crawford, J. R. & Howell, D. C. (1998). Comparing an individual's test score against norms derived from small
    samples. The Clinical Neuropsychologist 12, 482-486. Anscombe, F. J. (1948). The transformation of Poisson,
    binomial and negative-binomial data. Biometrika 35, 246-254.

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
    chance = numpy.mean(1 / (4 * sizes))
    variance = numpy.maximum(roots.var(axis=1, ddof=1), chance)
    shortness = max(0.0, 1 / (4 * size) - chance)
    error = numpy.sqrt(variance * (k + 1) / k + shortness)
    t = (numpy.sqrt((hits + 0.375) / size) - roots.mean(axis=1)) / error
    return t, 2 * stats.t.sf(numpy.abs(t), k - 1)


def exact_p(hits, total, share: float):
    """Two-sided exact binomial p of `hits` in `total` trials of probability `share`, one value a term.

    >>> float(exact_p([9], [10], 1 / 6)[0].round(10))
    8.434e-07
    """
    hits, total = numpy.asarray(hits, int), numpy.asarray(total, int)
    p = numpy.ones(hits.shape)
    for trials in set(total[total > 0].tolist()):
        here = total == trials
        k = numpy.arange(trials + 1)
        logs = gammaln(trials + 1) - gammaln(k + 1) - gammaln(trials - k + 1)
        chances = numpy.exp(logs + xlogy(k, share) + xlogy(trials - k, 1 - share))
        # As likely or less likely than what was seen, with the customary allowance for rounding.
        ranked = numpy.sort(chances)
        upto = numpy.searchsorted(ranked, chances[hits[here]] * (1 + 1e-7), side="right")
        p[here] = numpy.concatenate([[0.0], numpy.cumsum(ranked)])[upto]
    return p.clip(0, 1)


def two_cell_log_likelihood(hits, size, other_hits, other_size):
    """Rayson's G-squared over the two cells of hits alone, as some corpus tools print it.

    References
    ----------
    Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. Workshop on Comparing Corpora, 1-6.

    >>> round(float(two_cell_log_likelihood(10, 1000, 5, 2000)), 6)
    6.931472
    """
    a, b = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    n1, n2 = float(size), float(other_size)
    wanted, other_wanted = (a + b) * n1 / (n1 + n2), (a + b) * n2 / (n1 + n2)
    return 2 * (xlogy(a, a) - xlogy(a, wanted) + xlogy(b, b) - xlogy(b, other_wanted))


def chi_squared(hits, size, other_hits, other_size, correction: str = "auto"):
    """Pearson's chi-squared of the four cells, negative where the hits are no more than expected.

    `correction` is 'none', 'yates', or 'auto': Yates's where some expected count is below five and the difference is
    large enough to be corrected, which is quanteda's default.

    References
    ----------
    Yates, F. (1934). Contingency tables involving small numbers. Supplement to JRSS 1, 217-235.

    Notes
    -----
    Not for words of a few hits: 3 against 0 in 1,660 and 41,342 tokens gives 51.06, p below 1e-12, where the exact
    test says 6e-5.

    >>> [round(float(chi_squared(7, 10, 2, 9, c)), 4) for c in ("none", "yates")]
    [4.3372, 2.6324]
    """
    one_of("correction", correction, ("auto", "none", "yates"))
    a, b = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    c, d = float(size) - a, float(other_size) - b
    total = a + b + c + d
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    smallest = numpy.minimum(a + b, c + d) * min(float(size), float(other_size)) / total
    difference = numpy.abs(a * d - b * c)
    due = {"none": False, "yates": True, "auto": (difference >= total / 2) & (smallest < 5)}[correction]
    corrected = numpy.where(due, numpy.maximum(difference - total / 2, 0), difference)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        value = numpy.where(margins > 0, total * corrected**2 / margins, 0.0)
    return numpy.where(a * float(size + other_size) <= (a + b) * float(size), -value, value)


def simple_maths(hits, size, other_hits, other_size, constant: float = 100):
    """Kilgarriff's ratio of the rates per million, `constant` added to both.

    References
    ----------
    Kilgarriff, A. (2009). Simple maths for keywords. Proceedings of Corpus Linguistics, Liverpool.

    >>> round(float(simple_maths(35, 112289776, 263, 1559716979, 1)), 4)
    1.1224
    """
    rate = 1e6 * numpy.asarray(hits, float) / size
    return (rate + constant) / (1e6 * numpy.asarray(other_hits, float) / other_size + constant)


def weighted_log_odds(hits, other_hits, prior):
    """z-scores of the log-odds ratio of each term with a Dirichlet prior, one value a term.

    `prior` is one weight a term, for instance the pooled counts scaled to some total; hits must hold all terms.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis 16, 372-403.

    Notes
    -----
    Takes tokens as independent: in one article of a thousand words its z-scores find too much.

    >>> weighted_log_odds([2, 0, 1], [0, 2, 1], [0.05, 0.05, 0.05]).round(3).tolist()
    [1.049, -1.049, 0.0]
    """
    a, b = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    weights = numpy.asarray(prior, float) + numpy.zeros_like(a)
    x, y = a + weights, b + weights
    total, other_total = a.sum() + weights.sum(), b.sum() + weights.sum()
    if len(x) < 2:
        return numpy.full(x.shape, numpy.nan)  # all there is has no odds
    delta = numpy.log(x / (total - x)) - numpy.log(y / (other_total - y))
    return delta / numpy.sqrt(1 / x + 1 / y)


def divergence_parts(counts, other_counts):
    """What each term adds to the Jensen-Shannon divergence of two frequency lists, in bits; the parts add up to it.

    References
    ----------
    Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Trans. Information Theory 37, 145-151.

    >>> float(divergence_parts([3, 1, 0], [1, 1, 2]).sum().round(6))
    0.344361
    """
    p = numpy.asarray(counts, float) / max(numpy.sum(counts), 1)
    q = numpy.asarray(other_counts, float) / max(numpy.sum(other_counts), 1)
    middle = (p + q) / 2
    return (-xlogy(middle, middle) + (xlogy(p, p) + xlogy(q, q)) / 2) / numpy.log(2)
