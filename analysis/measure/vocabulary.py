"""Which words, stems and phrases set the article apart from its sources, and how sure may one be of one text?

Counts come first; every estimate stands beside its interval and the number of sources that use the term. The band
joins a token-level and a document-level test, because token counts alone call a burst in one source and an absence
from all of them the same thing. Caution: the words of a digest are the workbook's own words.
"""

import functools

import numpy
import pandas

from analysis.errors import CrossreadError, in_range, one_of
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import (
    dispersion,
    exact_p,
    log_likelihood,
    single_case_test,
    two_cell_log_likelihood,
    weighted_log_odds,
)
from analysis.measure.uncertainty import adjusted_p, log_ratio_interval
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.quotations import MARK

UNITS = ("word", "stem", "bigram", "trigram")
VOICES = ("all", "own", "quoted")
BANDS = ("clear", "likely", "thin", "no evidence", "cannot be judged")
BURST = 0.9  # dispersion over the sources from which a term counts as a burst in one or two of them
FAMILY_MINIMUM = 5  # hits in article and sources together below which a term is not tested


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of a matching form.

    >>> stem("executions"), stem("executed")
    ('execut', 'execut')
    """
    return _stemmer().stem(word)


@functools.cache
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


def units(document: Document, unit: str = "word", voice: str = "all") -> list[tuple[str, int, int]]:
    """Every occurrence of every unit as (term, start, end); phrases never cross a sentence end.

    Parameters
    ----------
    unit : 'word', 'stem', 'bigram' or 'trigram'.
    voice : 'all', 'own' (outside quotation marks) or 'quoted' (inside them).

    >>> units(Document(id="x", text="Out of Iran, he says. Out of it."), "trigram")[:2]
    [('out of iran', 0, 11), ('of iran he', 4, 15)]
    """
    one_of("unit", unit, UNITS)
    one_of("voice", voice, VOICES)
    rows = [(i, t) for i, t in enumerate(document.tokens) if voice == "all" or t.in_quote == (voice == "quoted")]
    if unit == "stem":
        return [(stem(t.norm), t.start, t.end) for _, t in rows]
    size = {"word": 1, "bigram": 2, "trigram": 3}[unit]
    found = []
    for i in range(len(rows) - size + 1):
        (before, first), (after, last) = rows[i], rows[i + size - 1]
        # With one voice taken out, neighbours may lie far apart: a phrase must be unbroken in the text.
        unbroken = after - before == size - 1 and first.sentence == last.sentence
        if unbroken and (voice == "all" or not MARK.search(document.text, first.end, last.start)):
            found.append((" ".join(t.norm for _, t in rows[i : i + size]), first.start, last.end))
    return found


def term_counts(corpus: Corpus, *, unit: str = "word", voice: str = "all") -> pandas.DataFrame:
    """How often each document uses each term: one row a term, one column a document, in the manifest's order.

    >>> from analysis import load_corpus
    >>> counts = term_counts(load_corpus())
    >>> int(counts.loc["regime", load_corpus().target.id])
    19
    """
    columns = {d.id: pandas.Series([t for t, _, _ in units(d, unit, voice)], dtype=str).value_counts() for d in corpus}
    table = pandas.DataFrame(columns, index=None).fillna(0).astype(int)
    table.index.name = "term"
    return table.sort_index()


def keyness_from_counts(
    target: pandas.Series,
    sources: pandas.DataFrame,
    *,
    min_count: int = 3,
    interval: float = 0.95,
    one_paragraph: frozenset[str] = frozenset(),
    rayson: bool = False,
) -> pandas.DataFrame:
    """The keyness table of any counts: one row a term, positive values meaning more in the target.

    Parameters
    ----------
    target : counts by term. sources : counts by term, one column a source. Missing terms count zero.
    min_count : hits in target and sources together that a term needs to be listed.
    interval : level of `low` and `high`.
    one_paragraph : terms that the target uses in one paragraph only; an excess of them is never 'clear'.
    rayson : add `g2_two_cells`, the likelihood ratio over the two cells of hits alone.

    Returns
    -------
    DataFrame sorted by `conservative` (the bound of the interval nearest to zero, zero if it spans zero) with, for
    each term: `count`, `per_1000`, `sources_count`, `sources_per_1000`, `log_ratio` (base 2, one half added), `low`,
    `high`, `lrc`, `g2`, `p` (exact binomial), `q`, `t`, `p_document`, `range` (sources that use it), `dp_norm`,
    `one_source`, `one_paragraph`, `band`, and `count SOURCE` and `per_1000 SOURCE` for each source.

    References
    ----------
    Evert, S. (2022). Measuring keyness (LRC). Hardie, A. (2014). Log ratio.

    >>> table = keyness_from_counts(
    ...     pandas.Series({"x": 0, "y": 0, "rest": 1000}),
    ...     pandas.DataFrame(
    ...         [[4, 6, 5, 3, 7], [25, 0, 0, 0, 0], [971, 994, 995, 997, 993]], ["x", "y", "rest"], list("abcde")
    ...     ),
    ... ).set_index("term")
    >>> table.loc[["x", "y"], ["g2", "p_document", "band"]].round(3).values.tolist()
    [[9.137, 0.037, 'likely'], [9.137, 0.704, 'thin']]
    """
    in_range("min_count", min_count, 1, 10**9)
    terms = sources.index.union(target.index).sort_values()
    hits = target.reindex(terms, fill_value=0).to_numpy(float)
    spread = sources.reindex(terms, fill_value=0).to_numpy(float)
    size, sizes = hits.sum(), spread.sum(axis=0)
    if not len(sizes):
        raise CrossreadError("there is no source to compare with; give at least one column of counts")
    if size == 0 or (sizes == 0).any():
        empty = "the target" if size == 0 else f"source {sources.columns[int(numpy.argmin(sizes))]!r}"
        raise CrossreadError(f"{empty} has no words, so nothing can be compared; leave it out or mend its text")
    pooled, other = spread.sum(axis=1), sizes.sum()
    family = hits + pooled >= FAMILY_MINIMUM
    low, high = log_ratio_interval(hits, size, pooled, other, interval)
    wide = log_ratio_interval(hits, size, pooled, other, 0.95, int(family.sum()))
    p = exact_p(hits, hits + pooled, size / (size + other))
    t, p_document = single_case_test(hits, size, spread, sizes)
    table = pandas.DataFrame(
        {
            "term": terms,
            "count": hits.astype(int),
            "per_1000": 1000 * hits / size,
            "sources_count": pooled.astype(int),
            "sources_per_1000": 1000 * pooled / other,
            "log_ratio": numpy.log2((hits + 0.5) / (size + 0.5)) - numpy.log2((pooled + 0.5) / (other + 0.5)),
            "low": low,
            "high": high,
            "lrc": _nearest_to_zero(*wide),
            "g2": log_likelihood(hits, size, pooled, other),
            "p": p,
            "q": adjusted_p(numpy.where(family, p, numpy.nan)),
            "t": t,
            "p_document": p_document,
            "range": (spread > 0).sum(axis=1),
            "dp_norm": dispersion(spread, sizes),
            "one_source": (spread > 0).sum(axis=1) == 1,
            "one_paragraph": [term in one_paragraph for term in terms],
        }
    )
    if rayson:
        table["g2_two_cells"] = two_cell_log_likelihood(hits, size, pooled, other)
    table["band"] = _bands(table, len(sizes))
    for i, name in enumerate(sources.columns):
        table[f"count {name}"] = spread[:, i].astype(int)
        table[f"per_1000 {name}"] = 1000 * spread[:, i] / sizes[i]
    table.insert(6, "conservative", _nearest_to_zero(low, high))
    table = table[table["count"] + table["sources_count"] >= min_count]
    # Rounded before it ranks, so that another processor's last digit cannot change the order.
    small = ["p", "q", "p_document"]
    table = table.round({name: 6 for name in table.columns if name not in small})
    table[small] = table[small].map(lambda p: float(f"{p:.6g}"))
    order = table.assign(size=table["conservative"].abs(), plain=table["log_ratio"].abs())
    order = order.sort_values(["size", "plain", "term"], ascending=[False, False, True], kind="stable")
    return table.loc[order.index].reset_index(drop=True)


def _nearest_to_zero(low, high):
    return numpy.where(low > 0, low, numpy.where(high < 0, high, 0.0))


def _bands(table: pandas.DataFrame, sources: int) -> numpy.ndarray:
    """The band of each row.

    A term that few sources account for says little of an article that lacks it, so it is thin; an excess within one
    paragraph is never clear; and the two tests must point the same way.
    """
    total = table["count"] + table["sources_count"]
    burst = (table["dp_norm"] >= BURST) & (table["log_ratio"] < 0)
    document = table["p_document"] <= 0.05
    local = table["one_paragraph"] & (table["log_ratio"] > 0)
    clear = (table["lrc"] * table["t"] > 0) & document & ~local
    likely = (table["q"] <= 0.05) | document
    if sources < 3:
        return numpy.where(total < FAMILY_MINIMUM, "thin", "cannot be judged")
    return numpy.select([(total < FAMILY_MINIMUM) | burst, clear, likely], BANDS[2:3] + BANDS[:2], BANDS[3])


def keyness(
    corpus: Corpus,
    *,
    unit: str = "word",
    voice: str = "all",
    min_count: int = 3,
    interval: float = 0.95,
    rayson: bool = False,
) -> pandas.DataFrame:
    """Which terms the article uses more or less than its sources do (columns: see `keyness_from_counts`).

    Near copies among the sources are counted once (see `near_copies`).

    Notes
    -----
    Not to be used to say what a publisher's own vocabulary is while the publisher is represented by a digest.

    >>> from analysis import load_corpus
    >>> table = keyness(load_corpus())
    >>> table["term"].iloc[0]
    'regime'
    """
    counts = term_counts(corpus, unit=unit, voice=voice)
    target = corpus.target
    return keyness_from_counts(
        counts[target.id],
        counts[[d.id for d in distinct_sources(corpus)]],
        min_count=min_count,
        interval=interval,
        one_paragraph=_one_paragraph_terms(target, unit, voice),
        rayson=rayson,
    )


def log_odds(corpus: Corpus, *, unit: str = "word", prior: float = 500) -> pandas.DataFrame:
    """Weighted log-odds of every term, for comparison with the literature: `term`, `count`, `sources_count`, `z`.

    `prior` is the weight, in tokens, of the pooled frequencies that the estimates are drawn towards.

    Notes
    -----
    Not calibrated for one article: tokens are taken as independent. `keyness` says what may be said.

    >>> from analysis import load_corpus
    >>> log_odds(load_corpus())["term"].iloc[0]
    'regime'
    """
    in_range("prior", prior, 1e-6, 1e9)
    counts = term_counts(corpus, unit=unit)
    hits, other = counts[corpus.target.id], counts[[d.id for d in distinct_sources(corpus)]].sum(axis=1)
    pooled = hits + other
    z = weighted_log_odds(hits, other, prior * pooled / max(pooled.sum(), 1))
    table = pandas.DataFrame({"count": hits, "sources_count": other, "z": numpy.round(z, 6)}).reset_index()
    return table.sort_values(["z", "term"], ascending=[False, True], ignore_index=True)


def _one_paragraph_terms(document: Document, unit: str, voice: str) -> frozenset[str]:
    places: dict[str, set[int]] = {}
    for term, start, _ in units(document, unit, voice):
        sentence = document.sentence_at(start)
        places.setdefault(term, set()).add(sentence.paragraph if sentence else 0)
    return frozenset(term for term, found in places.items() if len(found) == 1)
