"""How many sources does a text rest on? Effective numbers, corrected and made comparable.

Input is how often each source speaks, output is Hill numbers with interval and rarefaction; and one table of them for
a corpus. Caution: with few attributions all of these follow their number, so compare documents by the rarefied columns
alone.
"""

from collections import Counter

import numpy
import pandas
from scipy import stats
from scipy.special import gammaln, xlogy

from analysis.errors import CrossreadError, in_range
from analysis.measure.reports import NO_ONE, reports
from analysis.measure.resampling import DRAWS, draws_for
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus

COVERED = 0.5  # of what the attributions were drawn from; with less, what is seen tells too little of the rest
FEWEST = 5  # attributions with a source, below which a document does not set the size of the comparison
DIVERSITY_COLUMNS = [
    "document", "publisher", "kind", "attributions", "sources", "once", "entropy", "entropy_corrected", "effective",
    "low", "high", "effective_corrected", "top_source", "top_count", "top_share", "top_low", "top_high",
    "rarefied_to", "rarefied_sources", "rarefied_effective", "acts",
]  # fmt: skip


def entropy(counts) -> float:
    """Shannon's entropy of the shares of some counts, in nats; not a number where there are none.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379-423.

    >>> round(entropy([1, 1, 1, 1]), 4)
    1.3863
    """
    counts = _counts(counts)
    shares = counts / counts.sum() if len(counts) else counts
    return float(-xlogy(shares, shares).sum()) + 0.0 if len(counts) else float("nan")


def corrected_entropy(counts) -> float:
    """Chao and Shen's estimate of the entropy of what the counts were drawn from, in nats.

    The entropy of few draws lies below that of what they were drawn from, because much has not been seen; the estimate
    adds what the singletons tell of it. Where all counts are one it can only tell that there is much more, and is not a
    number.

    References
    ----------
    Chao, A. & Shen, T.-J. (2003). Nonparametric estimation of Shannon's index of diversity when there are unseen
    species in sample. Environmental and Ecological Statistics 10, 429-443.

    >>> round(corrected_entropy([5, 3, 1, 1]), 4)
    1.4493
    """
    counts = _counts(counts)
    total, once = counts.sum(), (counts == 1).sum()
    if not len(counts) or once == total:
        return float("nan")
    shares = (1 - once / total) * counts / total
    return float((-xlogy(shares, shares) / (1 - (1 - shares) ** total)).sum()) + 0.0


def rarefied(counts, size: int) -> tuple[float, float]:
    """How many sources, and how many effective ones, are expected among `size` of the attributions drawn at random.

    Not a number where there are fewer than `size`.

    References
    ----------
    Hurlbert, S. H. (1971). The nonconcept of species diversity. Ecology 52, 577-586. Chao, A. et al. (2014).
    Rarefaction and extrapolation with Hill numbers. Ecological Monographs 84, 45-67.

    >>> [round(value, 4) for value in rarefied([2, 1, 1], 2)]
    [1.8333, 1.7818]
    """
    in_range("size", size, 1, 10**9)
    counts = _counts(counts)
    total = int(counts.sum())
    if total < size:
        return float("nan"), float("nan")
    seen = numpy.arange(1, min(size, int(counts.max())) + 1)
    # How many sources are expected to come up once, twice, ...: the hypergeometric chance, source by source.
    expected = numpy.exp(
        _log_choose(counts[:, None], seen) + _log_choose(total - counts[:, None], size - seen)
        - _log_choose(total, size)
    ).sum(axis=0)  # fmt: skip
    shares = seen / size
    return float(expected.sum()), float(numpy.exp(-(xlogy(shares, shares) * expected).sum()))


def effective_interval(counts, draw: numpy.random.Generator, interval: float = 0.95, draws: int = DRAWS):
    """Bounds of the effective number of sources among as many attributions, drawn from the text's estimated source.

    Draws from the counts themselves come out too uniform, for what they miss they cannot regain; so the draws are from
    an estimated list in which unseen sources have the share that the singletons tell (Chao's bootstrap). The bounds
    are the effective number plus and minus z standard deviations of the draws, within 1 and the attributions.

    References
    ----------
    Chao, A. et al. (2014), as for `rarefied`, appendix G.

    >>> low, high = effective_interval([5, 3, 1, 1], numpy.random.default_rng(0))
    >>> bool(low < numpy.exp(entropy([5, 3, 1, 1])) < high)
    True
    """
    in_range("interval", interval, 0.5, 0.9999)
    counts = _counts(counts)
    total = int(counts.sum())
    if total < 2:
        return float("nan"), float("nan")
    times = draw.multinomial(total, _estimated_shares(counts), size=draws)
    shares = times / total
    spread = stats.norm.isf((1 - interval) / 2) * numpy.exp(-xlogy(shares, shares).sum(axis=1)).std(ddof=1)
    seen = numpy.exp(entropy(counts))
    return max(1.0, seen - spread), min(float(total), seen + spread)


def _estimated_shares(counts: numpy.ndarray) -> numpy.ndarray:
    """The shares of seen and unseen sources, estimated from how many were seen once and twice."""
    total, once, twice = counts.sum(), (counts == 1).sum(), (counts == 2).sum()
    unseen = (total - 1) / total * (once**2 / (2 * twice) if twice else once * (once - 1) / 2)
    if not unseen:
        return counts / total
    missing = once / total * total * unseen / (total * unseen + once)
    shares = counts / total
    rare = shares * (1 - shares) ** total
    extra = int(numpy.ceil(unseen))
    found = numpy.concatenate([numpy.clip(shares - missing * rare / rare.sum(), 0, None), [missing / extra] * extra])
    return found / found.sum()


def _log_choose(n, k):
    n, k = numpy.broadcast_arrays(numpy.asarray(n, float), numpy.asarray(k, float))
    possible = (k >= 0) & (k <= n)
    n, k = numpy.where(possible, n, 1), numpy.where(possible, k, 0)
    return numpy.where(possible, gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), -numpy.inf)


def _counts(counts) -> numpy.ndarray:
    counts = numpy.asarray(counts, float)
    if (counts < 0).any() or (counts != numpy.floor(counts)).any():
        raise CrossreadError("counts must be whole numbers, none below 0")
    return counts[counts > 0]


def source_diversity(
    corpus: Corpus, *, act: str = "all", interval: float = 0.95, seed: int = 0, size: int | None = None
) -> pandas.DataFrame:
    """How many sources each document rests on, how evenly, and how many were there as few attributions as elsewhere.

    Columns: `document`, `publisher`, `kind`, `attributions` (whose source is known), `sources`, `once` (sources that
    speak once), `entropy` (nats), `entropy_corrected` (Chao and Shen; not a number where sources that speak once make
    more than half of the attributions, for then it is guesswork), `effective` (exponential of `entropy`: as many
    sources of equal weight have the same entropy) with its interval `low`, `high` (`effective_interval`),
    `effective_corrected`, `top_source`, `top_count`, `top_share` with Wilson's `top_low`, `top_high`, `rarefied_to`
    (attributions that all documents are cut down to), `rarefied_sources`, `rarefied_effective`, `acts`.

    Parameters
    ----------
    size : attributions to cut down to; by default as many as the document with the fewest has, of those with at least
        five. Documents with fewer have no rarefied values.

    References
    ----------
    Hill, M. O. (1973). Diversity and evenness. Ecology 54, 427-432. Jost, L. (2006). Entropy and diversity. Oikos 113,
    363-375. And as for `corrected_entropy`, `rarefied` and `effective_interval`.

    Notes
    -----
    `effective` grows with the number of attributions, so documents are compared by `rarefied_effective` alone. Many
    sources are no merit and few no fault: a ruling has one.

    >>> from analysis import load_corpus
    >>> table = source_diversity(load_corpus())
    >>> bool((table["effective"].dropna() <= table["sources"][table["effective"].notna()] + 1e-6).all())
    True
    """
    counts = {}
    for document in corpus:
        named = Counter(report.voice for report in reports(document, act) if report.voice not in NO_ONE)
        counts[document.id] = dict(sorted(named.items(), key=lambda pair: -pair[1]))
    totals = [sum(named.values()) for named in counts.values()]
    size = min((total for total in totals if total >= FEWEST), default=None) if size is None else size
    rows = []
    for document in corpus:
        named = list(counts[document.id].values())
        low, high = effective_interval(named, draws_for(seed, document.id), interval)
        seen, corrected = entropy(named), corrected_entropy(named)
        if named.count(1) > (1 - COVERED) * sum(named):
            corrected = numpy.nan
        cut = (size, *rarefied(named, size)) if size and named else (size or numpy.nan, numpy.nan, numpy.nan)
        total, top = sum(named), named[0] if named else 0
        bounds = [float(bound) for bound in proportion_interval(top, total, interval)]
        rows.append(
            (document.id, document.label, document.kind, total, len(named), named.count(1), seen, corrected,
             numpy.exp(seen), low, high, numpy.exp(corrected), next(iter(counts[document.id]), ""), top,
             top / total if total else numpy.nan, *bounds, *cut, act)
        )  # fmt: skip
    table = pandas.DataFrame(rows, columns=DIVERSITY_COLUMNS).round(6)
    table.attrs["acts"] = act
    return table
