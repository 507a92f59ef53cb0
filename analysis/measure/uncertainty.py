"""Intervals and adjusted p-values, in one place for all measures.

Input is counts, output is bounds; no measure computes an interval of its own. Caution: all intervals here take the
tokens or sentences as independent draws; where that is too kind, the measure's own docstring says so.
"""

import numpy
from scipy import stats

from analysis.errors import in_range


def proportion_interval(hits, trials, interval: float = 0.95):
    """Wilson's score interval of `hits` in `trials`, as two arrays (not a number where there were no trials).

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.

    >>> low, high = proportion_interval(8, 10)
    >>> round(float(low), 4), round(float(high), 4)
    (0.4902, 0.9433)
    """
    in_range("interval", interval, 0.5, 0.9999)
    hits, trials = numpy.asarray(hits, float), numpy.asarray(trials, float)
    z = stats.norm.isf((1 - interval) / 2)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        share = hits / trials
        middle = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
        half = z * numpy.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2)) / (1 + z**2 / trials)
    return numpy.clip(middle - half, 0, 1), numpy.clip(middle + half, 0, 1)


def rate_interval(hits, size, interval: float = 0.95, per: float = 1000):
    """Garwood's exact Poisson interval of a rate: `hits` in `size` tokens, per 1,000 tokens unless told otherwise.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    >>> low, high = rate_interval(10, 1000)
    >>> round(float(low), 3), round(float(high), 3)
    (4.795, 18.39)
    """
    in_range("interval", interval, 0.5, 0.9999)
    hits, size = numpy.asarray(hits, float), numpy.asarray(size, float)
    tail = (1 - interval) / 2
    size = numpy.where(size > 0, size, numpy.nan)
    low = numpy.where(hits > 0, stats.gamma.ppf(tail, numpy.where(hits > 0, hits, 1)), 0.0)
    return per * low / size, per * stats.gamma.isf(tail, hits + 1) / size


def log_ratio_interval(hits, size, other_hits, other_size, interval: float = 0.95, family: int = 1):
    """Exact conditional interval of the base-2 logarithm of the ratio of two rates, as two arrays.

    `family` is the number of comparisons made at once: the tails are divided by it (Bonferroni). A bound is infinite
    where a count is zero.

    References
    ----------
    Clopper, C. J. & Pearson, E. S. (1934). The use of confidence or fiducial limits. Biometrika 26, 404-413.

    >>> low, high = log_ratio_interval(9, 1000, 1, 5000)
    >>> round(float(low), 4), round(float(high), 4)
    (2.6405, 10.9457)
    """
    in_range("interval", interval, 0.5, 0.9999)
    hits, other_hits = numpy.asarray(hits, float), numpy.asarray(other_hits, float)
    tail = (1 - interval) / 2 / max(1, family)
    some, other_some = hits > 0, other_hits > 0
    low = numpy.where(some, stats.beta.ppf(tail, numpy.where(some, hits, 1), other_hits + 1), 0.0)
    high = numpy.where(other_some, stats.beta.isf(tail, hits + 1, numpy.where(other_some, other_hits, 1)), 1.0)
    with numpy.errstate(divide="ignore"):
        scale = numpy.log2(numpy.asarray(other_size, float) / numpy.asarray(size, float))
        return (
            numpy.log2(low) - numpy.log2(1 - low) + scale,
            numpy.log2(high) - numpy.log2(1 - high) + scale,
        )


def adjusted_p(p):
    """Benjamini and Hochberg's q for each p; values that are not a number stay so and do not count.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57, 289-300.

    >>> [round(float(q), 4) for q in adjusted_p([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    p = numpy.asarray(p, float)
    q = numpy.full(p.shape, numpy.nan)
    known = ~numpy.isnan(p)
    if known.any():
        q[known] = stats.false_discovery_control(p[known])
    return q
