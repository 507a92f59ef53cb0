"""Intervals and tests by drawing the sentences of a text again.

Input is what each sentence adds to a ratio's parts, output is bounds and p. Neighbouring sentences go together, for in
news one attributed sentence is often followed by another; so runs of them are drawn, not single ones. One seed gives
one result, for each document by itself, whatever else is measured. Caution: below about ten sentences, bounds are a
rough guide.
"""

import zlib

import numpy
from scipy import sparse, stats

from analysis.errors import in_range
from analysis.measure.uncertainty import proportion_interval

DRAWS = 1000
CELLS = 2_000_000  # as many numbers are drawn at a time, so that a book needs no more memory than a page


def draws_for(seed: int, *keys: str) -> numpy.random.Generator:
    """A generator that the seed and some names fix: a document's draws do not hang on its place in the corpus.

    >>> draws_for(0, "paper").integers(9) == draws_for(0, "paper").integers(9)
    np.True_
    """
    return numpy.random.default_rng([seed, *(zlib.crc32(key.encode()) for key in keys)])


def run_length(sentences: int) -> int:
    """How many neighbouring sentences are drawn together: the cube root of their number, rounded.

    References
    ----------
    Hall, P., Horowitz, J. L. & Jing, B.-Y. (1995). On blocking rules for the bootstrap with dependent data. Biometrika
    82, 561-574.

    >>> [run_length(n) for n in (1, 10, 33, 80)]
    [1, 2, 3, 4]
    """
    return max(1, round(sentences ** (1 / 3)))


def resampled_ratios(parts, totals, draw: numpy.random.Generator, draws: int = DRAWS) -> numpy.ndarray:
    """The ratio of the sums of `parts` and `totals` in each draw, with replacement, of runs of neighbouring sentences.

    `parts` is one row a ratio, one column a sentence; `totals` one value a sentence. A run that reaches the end goes on
    at the beginning. Output is one row a ratio, one column a draw; a draw without anything in its totals is not a
    number.

    References
    ----------
    Politis, D. N. & Romano, J. P. (1992). A circular block-resampling procedure for stationary data. In: LePage &
    Billard (eds.), Exploring the limits of bootstrap, 263-270. Wiley.

    >>> resampled_ratios([[2, 2]], [4, 4], numpy.random.default_rng(0), 3).tolist()
    [[0.5, 0.5, 0.5]]
    """
    parts, totals = numpy.atleast_2d(numpy.asarray(parts, float)), numpy.asarray(totals, float)
    size, found = len(totals), []
    if not size:
        return numpy.full((len(parts), draws), numpy.nan)
    length = run_length(size)
    # Most voices speak in few sentences: a sparse table keeps many of them as quick as one.
    upper, lower = sparse.csr_array(_sums_from_each(parts, length)), _sums_from_each(totals, length)
    step = max(1, CELLS // size)
    for first in range(0, draws, step):
        rows = min(step, draws - first)
        times = draw.multinomial(-(-size // length), numpy.full(size, 1 / size), size=rows).astype(float)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            found.append(upper @ times.T / (times @ lower))
    return numpy.concatenate(found, axis=1)


def run_sums(cells: numpy.ndarray) -> numpy.ndarray:
    """The sums of a text's runs of neighbouring sentences, one column a run, the last one shorter.

    >>> run_sums(numpy.array([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])).tolist()
    [[3, 7, 11, 15, 19]]
    """
    return numpy.add.reduceat(cells, numpy.arange(0, cells.shape[1], run_length(cells.shape[1])), axis=1)


def _sums_from_each(values: numpy.ndarray, length: int) -> numpy.ndarray:
    """The sum of the run that begins at each sentence, going round at the end."""
    return sum(numpy.roll(values, -shift, axis=-1) for shift in range(length))


def spread(ratios: numpy.ndarray, sentences: int) -> numpy.ndarray:
    """The variance of drawn ratios, one value a row, corrected for the fewness of the runs that were drawn from."""
    length = run_length(sentences)
    known = ~numpy.isnan(ratios)
    count = numpy.maximum(known.sum(axis=1), 1)
    mean = numpy.where(known, ratios, 0).sum(axis=1) / count
    variance = (numpy.where(known, ratios - mean[:, None], 0) ** 2).sum(axis=1) / count
    return variance * sentences / max(1, sentences - length)


def quantile_of_runs(sentences: int, interval: float) -> float:
    """Student's quantile for as many runs as the sentences make, at least two degrees of freedom."""
    return float(stats.t.isf((1 - interval) / 2, max(2.0, sentences / run_length(sentences) - 1)))


def ratio_interval(parts, totals, draw: numpy.random.Generator, interval: float = 0.95, draws: int = DRAWS):
    """Interval of the share that `parts` have in `totals`, as two arrays, one value a row of `parts`.

    Wilson's interval for the number of independent trials that would vary as much as the drawn ratios do; where all
    sentences have the same share no draw differs, and as many trials are taken as there are sentences. Not a number
    where there is nothing in `totals`.

    References
    ----------
    Franco, C., Little, R. J. A., Louis, T. A. & Slud, E. V. (2019). Comparative study of confidence intervals for
    proportions in complex sample surveys. Journal of Survey Statistics and Methodology 7, 334-364.

    Notes
    -----
    In simulated texts of 10 to 80 sentences whose neighbours resemble each other (r = .3; in labelled news it is .23)
    it held the true share 91 to 98 times in 100; with single sentences drawn instead of runs, 85 to 94 times.

    >>> low, high = ratio_interval([[0, 0, 0, 0]], [5, 5, 5, 5], numpy.random.default_rng(0))
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.0, 0.4899)
    """
    in_range("interval", interval, 0.5, 0.9999)
    parts, totals = numpy.atleast_2d(numpy.asarray(parts, float)), numpy.asarray(totals, float)
    used, size = int((totals > 0).sum()), len(totals)
    if not used:
        return numpy.full(len(parts), numpy.nan), numpy.full(len(parts), numpy.nan)
    seen = parts.sum(axis=1) / totals.sum()
    wider = quantile_of_runs(size, interval) / stats.norm.isf((1 - interval) / 2)
    variance = spread(resampled_ratios(parts, totals, draw, draws), size)
    # Attributed sentences that alternate with others make runs alike; single sentences then vary more than runs.
    single = ((parts - seen[:, None] * totals) ** 2).sum(axis=1) / totals.sum() ** 2 * size / max(1, size - 1)
    variance = numpy.maximum(variance, single) * wider**2
    flat = (seen <= 0) | (seen >= 1) | (variance < 1e-12)
    trials = numpy.where(flat, used, seen * (1 - seen) / numpy.where(flat, 1, variance))
    return proportion_interval(seen * trials, trials, interval)
