"""Which words, stems and phrases set the article apart from its sources, and how sure may one be of one text?

Counts come first; every estimate stands beside its interval and the number of sources that use the term. The band
joins a token-level and a document-level test, because token counts alone call a burst in one source and an absence
from all of them the same thing. Caution: the words of a digest are the workbook's own words.
"""

import numpy
import pandas

from analysis.errors import CrossreadError, in_range
from analysis.measure.copies import distinct_columns, near_copies
from analysis.measure.evenness import dp_norm
from analysis.measure.statistics import (
    exact_p,
    log_likelihood,
    log_ratio,
    single_case_test,
    two_cell_log_likelihood,
)
from analysis.measure.terms import one_paragraph_terms, term_counts
from analysis.measure.uncertainty import adjusted_p, log_ratio_interval
from analysis.read.corpus import Corpus

BANDS = ("clear", "likely", "thin", "no evidence", "cannot be judged")
BURST = 0.9  # dispersion over the sources from which a term counts as a burst in one or two of them
FAMILY_MINIMUM = 5  # hits in article and sources together below which a term is not tested
SOURCES_NEEDED = 3  # below which the spread between sources cannot be judged
LEANING = 0.1  # document-level p up to which a token-level finding is believed
NOTICEABLE = 3.0  # hits to expect below which a text is too short for an absence to be noticed (P(0) over .05)
P_VALUES = ["p", "q", "p_document"]


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
    DataFrame with, for each term: `count`, `per_1000`, `sources_count`, `sources_per_1000`, `log_ratio` (base 2, one
    half added; zero where the halves alone would turn its sign), `conservative` (the bound of its exact interval
    nearest to zero, zero if it spans zero), `low`, `high` (that interval), `lrc` (the conservative bound for all tested
    terms at once), `g2`, `p` (exact binomial), `q`, `t`, `p_document`, `range` (sources that use it), `dp_norm`,
    `one_source`, `one_paragraph`, `band`, and `count SOURCE` and `per_1000 SOURCE` for each source. Sorted by |`lrc`|,
    |`conservative`|, |`log_ratio`| (largest first), `term`. In `attrs`: `limits` lists what could not be judged, in
    sentences; `sizes` is what was counted in the target and in all sources; a table that compares nothing is empty,
    and `empty` says why.

    References
    ----------
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022, Tokyo (`lrc`). Hardie, A. (2014). Log ratio: an
    informal introduction. CASS, Lancaster. For the other columns see `analysis.measure.statistics`.

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
    in_range("interval", interval, 0.5, 0.9999)
    target, sources = _whole_counts(target.to_frame("target"))["target"], _whole_counts(sources)
    sources, copies = distinct_columns(sources)
    empty = [str(name) for name in sources.columns[sources.sum() == 0]]
    sources = sources.loc[:, sources.sum() > 0]
    limits = _limits(int(target.sum()), sources, copies, empty)
    if not target.sum() or not len(sources.columns):
        target, sources = target[:0], sources[:0]
    terms = sources.index.union(target.index).sort_values()
    hits, spread = target.reindex(terms, fill_value=0), sources.reindex(terms, fill_value=0)
    listed = (hits.to_numpy() + spread.to_numpy().sum(axis=1)) >= min_count
    columns = _statistics(hits.to_numpy(float), spread.to_numpy(float), listed, interval)
    if not rayson:
        del columns["g2_two_cells"]
    columns = {"term": terms[listed].to_numpy()} | columns
    columns["one_paragraph"] = numpy.array([term in one_paragraph for term in columns["term"]], dtype=bool)
    columns["band"] = _bands(columns, len(sources.columns))
    for name, size in sources.sum().items():
        counts = spread[name].to_numpy()[listed]
        columns |= {f"count {name}": counts, f"per_1000 {name}": 1000 * counts / size}
    table = pandas.DataFrame(_ranked(columns))
    if len(terms) and table.empty:
        limits.insert(0, f"No term has {min_count} hits or more.")
    table.attrs |= {"limits": limits, "sizes": (int(target.sum()), int(sources.to_numpy().sum()))}
    if table.empty:
        table.attrs["empty"] = " ".join(limits)
    return table


def _whole_counts(counts: pandas.DataFrame) -> pandas.DataFrame:
    """Counts as whole numbers; a missing one is zero, anything else that is no count is refused."""
    if counts.index.has_duplicates:
        twice = counts.index[counts.index.duplicated()][0]
        raise CrossreadError(f"term {twice!r} stands in the counts twice; add its counts up first")
    cells = counts.to_numpy(float, na_value=numpy.nan)
    cells = numpy.where(numpy.isnan(cells), 0, cells)
    wrong = (cells < 0) | (cells != numpy.floor(cells)) | numpy.isinf(cells)
    if wrong.any():
        row, column = numpy.argwhere(wrong)[0]
        given = f"{cells[row, column]:g} for {counts.index[row]!r} in {counts.columns[column]!r}"
        raise CrossreadError(f"counts must be whole numbers of 0 or more; given: {given}")
    return pandas.DataFrame(cells.astype(int), index=counts.index, columns=counts.columns)


def _limits(size: int, sources: pandas.DataFrame, copies: list[str], empty: list[str]) -> list[str]:
    """What cannot be judged with these counts, in sentences."""
    k, found = len(sources.columns), []
    if copies:
        found.append(f"Counted once because their counts are the same as another's: {', '.join(copies)}.")
    if empty:
        found.append(f"Left out because nothing was counted in them: {', '.join(empty)}.")
    if not size:
        return [*found, "Nothing was counted in the article, so nothing can be compared."]
    if not k:
        return [*found, "There is no source to compare with."]
    if k < SOURCES_NEEDED:
        return [
            *found,
            f"With {k} of the {SOURCES_NEEDED} sources needed, a burst in one of them cannot be told from a habit of "
            "all: the bands of terms with five or more hits cannot be judged.",
        ]
    fewest, rate = fewest_hits(size, sources.sum().tolist()), 1000 * NOTICEABLE / size
    needed = f"a term that no source uses needs {fewest} hits" if fewest else "no term that no source uses has room"
    return [
        *found,
        f"In a text of this length ({size:,} counted) {needed} to stand out of the differences between documents, and "
        f"the absence of a term is noticed from {rate:.3g} hits per 1,000 in the sources.",
    ]


def fewest_hits(size: int, sizes: list[int]) -> int | None:
    """The fewest hits in the target of a term that no source has, at which the document-level test gives p <= .05.

    None where even a target that has no other word does not reach it, as beside very short sources.

    >>> fewest_hits(1000, [1000] * 5), fewest_hits(50, [1000] * 5), fewest_hits(100, [100, 100, 1])
    (5, 2, None)
    """
    hits = numpy.arange(1, size + 1)
    enough = hits[single_case_test(hits, size, [[0] * len(sizes)], sizes)[1] <= 0.05]
    return int(enough[0]) if len(enough) else None


Columns = dict[str, numpy.ndarray]


def _statistics(hits: numpy.ndarray, spread: numpy.ndarray, listed: numpy.ndarray, interval: float) -> Columns:
    """The columns that are computed from counts alone, for the terms to be listed."""
    sizes = numpy.maximum(spread.sum(axis=0), 1)  # none is empty unless all are
    size, other = max(hits.sum(), 1), max(sizes.sum(), 1)
    total = hits + spread.sum(axis=1)
    # Terms below the list's minimum are tested all the same: a shorter list must not make a difference surer.
    tested = total >= FAMILY_MINIMUM
    p = numpy.full(len(total), numpy.nan)
    p[tested | listed] = exact_p(hits[tested | listed], total[tested | listed], size / (size + other))
    q = adjusted_p(numpy.where(tested, p, numpy.nan))[listed]
    hits, spread, p = hits[listed], spread[listed], p[listed]
    pooled = spread.sum(axis=1)
    low, high = log_ratio_interval(hits, size, pooled, other, interval)
    t, p_document = single_case_test(hits, size, spread, sizes)
    return {
        "count": hits.astype(int),
        "per_1000": 1000 * hits / size,
        "sources_count": pooled.astype(int),
        "sources_per_1000": 1000 * pooled / other,
        "log_ratio": log_ratio(hits, size, pooled, other),
        "conservative": _nearest_to_zero(low, high),
        "low": low,
        "high": high,
        "lrc": _nearest_to_zero(*log_ratio_interval(hits, size, pooled, other, 0.95, int(tested.sum()))),
        "g2": log_likelihood(hits, size, pooled, other),
        "g2_two_cells": two_cell_log_likelihood(hits, size, pooled, other),
        "p": p,
        "q": q,
        "t": t,
        "p_document": p_document,
        "range": (spread > 0).sum(axis=1),
        "dp_norm": dp_norm(spread, sizes),
        "one_source": (spread > 0).sum(axis=1) == 1,
    }


def _nearest_to_zero(low, high):
    return numpy.where(low > 0, low, numpy.where(high < 0, high, 0.0))


def _bands(columns: Columns, sources: int) -> numpy.ndarray:
    """The band of each row.

    A term that few sources account for says little of an article that lacks it, so it is thin; an excess within one
    paragraph is never clear; and the two tests must point the same way. The token test alone makes nothing likely:
    its false alarms grow with the length of the texts, so that the test between documents must at least lean to it.
    """
    total = columns["count"] + columns["sources_count"]
    burst = (columns["dp_norm"] >= BURST) & (columns["log_ratio"] < 0)
    same_way = (columns["per_1000"] - columns["sources_per_1000"]) * columns["t"] > 0
    document = same_way & (columns["p_document"] <= 0.05)
    local = columns["one_paragraph"] & (columns["log_ratio"] > 0)
    clear = (columns["lrc"] * columns["t"] > 0) & document & ~local
    likely = document | (same_way & (columns["q"] <= 0.05) & (columns["p_document"] <= LEANING))
    if sources < SOURCES_NEEDED:
        return numpy.where(total < FAMILY_MINIMUM, "thin", "cannot be judged")
    return numpy.select([(total < FAMILY_MINIMUM) | burst, clear, likely], BANDS[2:3] + BANDS[:2], BANDS[3])


def _ranked(columns: Columns) -> Columns:
    """The columns in the order of the table; rounded first, so that another processor's last digit cannot change it."""
    for name, column in columns.items():
        if name in P_VALUES:
            columns[name] = numpy.array([float(f"{p:.6g}") for p in column])
        elif column.dtype == float:
            columns[name] = column.round(6)
    # The terms are sorted already, so that a stable sort leaves ties in alphabetical order.
    order = numpy.lexsort([-numpy.abs(columns[name]) for name in ("log_ratio", "conservative", "lrc")])
    return {name: column[order] for name, column in columns.items()}


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

    `unit` is 'word', 'stem', 'bigram' or 'trigram'; `voice` 'all', 'own' (outside quotation marks) or 'quoted'. Near
    copies among the sources are counted once (see `near_copies`). Where the corpus has an archive as its background
    (`corpus.with_background`), the article is compared with that (see `analysis.measure.background`).

    Notes
    -----
    Not to be used to say what a publisher's own vocabulary is while the publisher is represented by a digest.

    >>> from analysis import load_corpus
    >>> table = keyness(load_corpus())
    >>> table["term"].iloc[0]
    'regime'
    """
    if corpus.background is not None:
        from analysis.measure.background import keyness_beside_archive  # which needs this module

        options = {"unit": unit, "voice": voice, "min_count": min_count, "interval": interval, "rayson": rayson}
        return keyness_beside_archive(corpus, **options)
    counts = term_counts(corpus, unit=unit, voice=voice)
    target, copies = corpus.target, near_copies(corpus)["copy"].unique().tolist()
    table = keyness_from_counts(
        counts[target.id],
        counts[[d.id for d in corpus.contrast if d.id not in copies]],
        min_count=min_count,
        interval=interval,
        one_paragraph=one_paragraph_terms(target, unit, voice),
        rayson=rayson,
    )
    if copies:
        left_out = f"Left out as near copies of the article or of another source: {', '.join(copies)}."
        table.attrs["limits"] = [left_out, *table.attrs["limits"]]
    return table
