"""How varied are the words of a text? The published indices of lexical diversity, each from its definition.

Pure functions of a sequence of tokens (strings or anything hashable): only which tokens are alike counts. What cannot
be computed is not a number. Caution: most indices fall or rise with the length of the text; MTLD, HD-D and MATTR do so
least, and even they are no measure of quality.
"""

import math
from collections import Counter
from collections.abc import Hashable, Sequence

import numpy

from analysis.errors import CrossreadError, in_range

NAN = math.nan


def lexical_diversity(tokens: Sequence[Hashable]) -> dict[str, float]:
    """The eleven indices that need only the counts of types and tokens: ratios, logarithms and repeat rates.

    With V types and N tokens, n of a type: `ttr` V/N; `root_ttr` V/√N; `corrected_ttr` V/√2N; `herdan` ln V/ln N;
    `summer` ln ln V/ln ln N; `dugast` (ln N)²/(ln N - ln V); `maas` (see there); `yule_k` 10⁴(Σn² - N)/N²; `yule_i`
    V²/(Σn² - V); `herdan_vm` √(Σn²/N² - 1/V); `simpson_d` Σn(n - 1)/N(N - 1). The last two and K rise as words repeat.

    References
    ----------
    Tweedie, F. J. & Baayen, R. H. (1998). How variable may a constant be? Measures of lexical richness in perspective.
    Computers and the Humanities 32, 323-352; Yule, G. U. (1944). The statistical study of literary vocabulary;
    Herdan, G. (1955). A new derivation and interpretation of Yule's characteristic K. ZAMP 6, 332-334; Simpson, E.
    H. (1949). Measurement of diversity. Nature 163, 688.

    Notes
    -----
    Not for comparing texts of unlike length: all but K, I, Vm and D depend on it strongly.

    >>> indices = lexical_diversity("a b c d d e e f f f".split())
    >>> round(indices["yule_k"], 6), indices["ttr"], lexical_diversity([])["ttr"]
    (1000.0, 0.6, nan)
    """
    counts = Counter(tokens).values()
    v, n, squares = len(counts), sum(counts), sum(count * count for count in counts)
    log_v, log_n = (math.log(x) if x else NAN for x in (v, n))
    return {
        "ttr": _ratio(v, n),
        "root_ttr": _ratio(v, math.sqrt(n)),
        "corrected_ttr": _ratio(v, math.sqrt(2 * n)),
        "herdan": _ratio(log_v, log_n),
        "summer": _ratio(math.log(log_v), math.log(log_n)) if v > 1 else NAN,
        "dugast": _ratio(log_n**2, log_n - log_v),
        "maas": maas(tokens),
        "yule_k": _ratio(10_000 * (squares - n), n * n),
        "yule_i": _ratio(v * v, squares - v),
        "herdan_vm": math.sqrt(_ratio(v * squares - n * n, v * n * n)),
        "simpson_d": _ratio(squares - n, n * (n - 1)),
    }


def maas(tokens: Sequence[Hashable], base: float = math.e) -> float:
    """Maas's a squared, (log N - log V)/(log N)², with natural logarithms unless `base` is another; lower is richer.

    The base matters: with 10 the value is ln 10 = 2.3 times as large. Programs print both without saying which.

    References
    ----------
    Maas, H.-D. (1972). Über den Zusammenhang zwischen Wortschatzumfang und Länge eines Textes. Zeitschrift für
    Literaturwissenschaft und Linguistik 8, 73-79.

    Notes
    -----
    Not for texts of unlike length, though it bears them better than the plain ratio.

    >>> round(maas("a b a c".split()), 6), round(maas("a b a c".split(), base=10), 6)
    (0.149693, 0.344681)
    """
    v, n = len(set(tokens)), len(tokens)
    return _ratio(math.log(n / v) * math.log(base), math.log(n) ** 2) if n else NAN


def mattr(tokens: Sequence[Hashable], window: int = 50) -> float:
    """The mean share of types in all windows of `window` tokens; not a number for a text shorter than one.

    References
    ----------
    Covington, M. A. & McFall, J. D. (2010). Cutting the Gordian knot: the moving-average type-token ratio (MATTR).
    Journal of Quantitative Linguistics 17, 94-100.

    Notes
    -----
    Compare only values of the same window; it is blind to repetition over a longer distance.

    >>> round(mattr("a a b a a b a".split(), 2), 6)
    0.833333
    """
    in_range("window", window, 1, 10**9)
    n = len(tokens)
    if n < window:
        return NAN
    # A token counts as a type in every window that holds it and not the one before of its kind.
    places = numpy.arange(n)
    first = numpy.maximum(_earlier(tokens) + 1, places - window + 1)
    last = numpy.minimum(places, n - window)
    return int(numpy.maximum(last - numpy.maximum(first, 0) + 1, 0).sum()) / (window * (n - window + 1))


def msttr(tokens: Sequence[Hashable], window: int = 50) -> float:
    """The mean share of types in consecutive segments of `window` tokens; an incomplete last segment is left out.

    References
    ----------
    Johnson, W. (1944). Studies in language behavior: I. A program of research. Psychological Monographs 56(2), 1-15.

    Notes
    -----
    Not for short texts: up to a whole segment is not looked at. MATTR looks at everything.

    >>> msttr("a a b c d".split(), 2)
    0.75
    """
    in_range("window", window, 1, 10**9)
    shares = [len(set(tokens[i : i + window])) / window for i in range(0, len(tokens) - window + 1, window)]
    return math.fsum(shares) / len(shares) if shares else NAN


def hdd(tokens: Sequence[Hashable], draw: int = 42) -> float:
    """HD-D: the share of types to be expected in a random draw of `draw` tokens from the text, without replacement.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2007). vocd: a theoretical and empirical evaluation. Language Testing 24, 459-488.

    Notes
    -----
    Takes no notice of the order of the words: a text whose halves have different topics scores like one well mixed.

    >>> round(hdd(["a", "b"] * 30), 6)
    0.047619
    """
    in_range("draw", draw, 1, 10**6)
    n = len(tokens)
    if n < draw:
        return NAN
    left = n - numpy.arange(draw)
    expected = []
    for count, types in sorted(Counter(Counter(tokens).values()).items()):
        with numpy.errstate(divide="ignore"):  # a type that cannot be missed: the logarithm of 0
            missed = numpy.log1p(-numpy.minimum(1.0, count / left)).sum()
        expected.append(types * -math.expm1(missed))
    return math.fsum(expected) / draw


def mtld(tokens: Sequence[Hashable], threshold: float = 0.72, minimum: int = 10) -> float:
    """MTLD: how many tokens it takes on average until the share of types falls below `threshold`.

    The mean of a forward and a backward pass, each of them tokens by factors. A factor closes at the first token, but
    not before its `minimum`-th, where the share of types is below `threshold`; the rest counts (1 - share)/(1 -
    threshold), at most 1. Not a number where a pass closes no factor, so never for a text without repetition.

    References
    ----------
    McCarthy, P. M. & Jarvis, S. (2010). MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to
    lexical diversity assessment. Behavior Research Methods 42, 381-392.

    Notes
    -----
    Not for texts under about 100 tokens. Halves of one press text differ by 22 on average, one in ten by 40: a
    smaller gap is no finding. Some programs divide by the mean of the factors instead, which is not the same.

    >>> mtld(["a"] * 20 + ["b"] * 20)
    10.0
    """
    _check(threshold, minimum)
    if len(set(tokens)) == len(tokens):
        return NAN
    return (_pass(tokens, threshold, minimum) + _pass(tokens[::-1], threshold, minimum)) / 2


def mtld_ma_wrap(tokens: Sequence[Hashable], threshold: float = 0.72, minimum: int = 10) -> float:
    """Moving-average MTLD that goes round: the mean length of the factor that begins at each token, the start of the
    text following its end; a factor may be as long as the text and no longer.

    References
    ----------
    Kyle, K., Crossley, S. A. & Jarvis, S. (2021). Assessing the validity of lexical diversity indices using direct
    judgements. Language Assessment Quarterly 18, 154-170.

    Notes
    -----
    Joins the last words to the first, which no reader does; and see `mtld`. Slow (tokens times length of a factor)
    where words come again, but thousands of tokens later.

    >>> mtld_ma_wrap(["a", "b"] * 10)
    10.0
    """
    _check(threshold, minimum)
    return _mean(_factor_lengths([*tokens, *tokens], len(tokens), threshold, minimum))


def mtld_ma_bid(tokens: Sequence[Hashable], threshold: float = 0.72, minimum: int = 10) -> float:
    """Moving-average MTLD in both directions: the mean length of the factor that begins at each token, read forward and
    read backward, averaged; tokens after which no factor closes are left out.

    References
    ----------
    As for `mtld_ma_wrap`.

    Notes
    -----
    Leaves out long factors near the ends, so it runs low in short texts; and see `mtld`.

    >>> mtld_ma_bid(["a", "b"] * 10)
    10.0
    """
    _check(threshold, minimum)
    ways = (tokens, tokens[::-1])
    return sum(_mean(_factor_lengths(way, len(tokens), threshold, minimum)) for way in ways) / 2


def _ratio(a: float, b: float) -> float:
    return a / b if b else NAN


def _mean(values: numpy.ndarray) -> float:
    return float(values.mean()) if len(values) else NAN


def _check(threshold: float, minimum: int) -> None:
    in_range("minimum", minimum, 1, 10**9)
    if not 0 < threshold < 1:
        raise CrossreadError(f"threshold must lie between 0 and 1, both excluded; not {threshold!r}")


def _pass(tokens: Sequence[Hashable], threshold: float, minimum: int) -> float:
    """Tokens by factors, read in one direction."""
    factors, length, types = 0.0, 0, set()
    for token in tokens:
        length += 1
        types.add(token)
        if length >= minimum and len(types) / length < threshold:
            factors, length, types = factors + 1, 0, set()
    if not factors:
        return NAN
    # Below the minimum the rest can be poorer than a factor; it never counts for more than one.
    return len(tokens) / (factors + (min(1.0, (1 - len(types) / length) / (1 - threshold)) if length else 0))


def _earlier(tokens: Sequence[Hashable]) -> numpy.ndarray:
    """For each token the place of the one before of its kind, or -1."""
    places: list[int] = []
    seen: dict[Hashable, int] = {}
    for place, token in enumerate(tokens):
        places.append(seen.get(token, -1))
        seen[token] = place
    return numpy.array(places, dtype=int)


def _factor_lengths(tokens: Sequence[Hashable], starts: int, threshold: float, minimum: int) -> numpy.ndarray:
    """The lengths of the factors that begin at the first `starts` tokens, as far as they close within as many."""
    earlier, lengths = _earlier(tokens), []
    earlier[numpy.arange(len(tokens)) - earlier >= starts] = -1  # once round the text is no repetition
    # What the tokens from each place on can at most take off a surplus of types: open factors beyond it never close.
    taken = numpy.concatenate([[0.0], numpy.cumsum(numpy.where(earlier >= 0, threshold, threshold - 1))])
    hope = numpy.maximum.accumulate(taken[::-1])[::-1] - taken + 1e-6
    begun, types = numpy.arange(starts), numpy.zeros(starts, dtype=int)
    # All factors grow by one token at a time, so that numpy does the inner loop.
    for length in range(1, starts + 1):
        types += earlier[begun + length - 1] < begun
        surplus = types - threshold * length
        going = (surplus < hope[begun + length]) & (begun + length < len(tokens))
        if length >= minimum:
            closed = types / length < threshold
            lengths.append(numpy.full(closed.sum(), length))
            going &= ~closed
        begun, types = begun[going], types[going]
        if not len(begun):
            break
    return numpy.concatenate(lengths) if lengths else numpy.empty(0)
