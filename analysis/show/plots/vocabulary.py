"""Pictures of words: tables of `measure` in, Axes out."""

import math

import numpy
import pandas
from matplotlib.axes import Axes

from analysis.show.plots.parts import empty_plot, legend_below, mark, named_rows, new_axes
from analysis.show.style import BAND_STYLE, BLACK, GREY, style


def keyness(table: pandas.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """The terms furthest from zero on both sides: log ratio, interval, and a tick for each source's own rate.

    A tick stands where the log ratio would lie if that source alone were the contrast; sources that never use the
    term have none. The column on the right counts the sources that use it.

    >>> import pandas
    >>> from analysis.measure import keyness_from_counts
    >>> table = keyness_from_counts(
    ...     pandas.Series({"x": 9, "z": 991}), pandas.DataFrame({"a": {"x": 1, "z": 999}, "b": {"x": 0, "z": 900}})
    ... )
    >>> keyness(table).get_xlabel().startswith("log ratio")
    True
    """
    if table.empty:
        return empty_plot(ax, "no term reaches the minimum count", table)
    rows = extremes(table, top)
    sources = [name.removeprefix("count ") for name in table.columns if name.startswith("count ")]
    with style():
        ax = new_axes(ax, 8, 2.0 + 0.29 * len(rows))
        named_rows(ax, rows["term"].tolist())
        finite = rows[["low", "high"]].replace([math.inf, -math.inf], numpy.nan)
        left = min(-2.0, finite["low"].min(), rows["log_ratio"].min()) - 0.8
        right = max(2.0, finite["high"].max(), rows["log_ratio"].max()) + 0.8
        for i, row in enumerate(rows.to_dict("records")):
            colour, marker = BAND_STYLE[row["band"]]
            low, high = max(row["low"], left), min(row["high"], right)
            ax.hlines(i, low, high, color=colour, linewidth=1.8)
            for bound, edge, arrow in ((row["low"], left, "<"), (row["high"], right, ">")):
                if math.isinf(bound):
                    ax.plot(edge, i, arrow, color=colour, markersize=5, clip_on=False)
            for name in sources:
                if row[f"per_1000 {name}"] and row["per_1000"]:
                    x = math.log2(row["per_1000"] / row[f"per_1000 {name}"])
                    ax.plot(min(max(x, left), right), i, "|", color=GREY, markersize=8)
            ax.plot(row["log_ratio"], i, marker, color=colour, markersize=7)
            told = f"{row['count']} : {row['sources_count']} · {row['range']}/{len(sources)}"
            ax.annotate(told, (1.01, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                        annotation_clip=False)  # fmt: skip
        ax.annotate("hits : hits in sources\n· sources using it", (1.01, 1.0), xycoords="axes fraction",
                    va="bottom", fontsize=8, color=GREY)  # fmt: skip
        ax.axvline(0, color=BLACK, linewidth=0.9)
        ax.set_xlim(left, right)
        ax.set_xlabel("log ratio: doublings of the rate, right = more in the article, left = more in the sources")
        used = [band for band in BAND_STYLE if band in set(rows["band"])]
        marks = [mark(*BAND_STYLE[band], band) for band in used]
        legend_below(ax, [*marks, mark(GREY, "|", "one source alone")])
    return ax


def extremes(table: pandas.DataFrame, top: int) -> pandas.DataFrame:
    """The `top` terms over-used and the `top` under-used by the bound nearest to zero, most over-used first.

    Terms whose interval spans zero are left out; where all do, the largest log ratios stand in for them.
    """
    chosen = table[table["conservative"] != 0]
    chosen = chosen if len(chosen) else table
    more, less = chosen[chosen["log_ratio"] >= 0].head(top), chosen[chosen["log_ratio"] < 0].head(top)
    return pandas.concat([more, less[::-1]]).reset_index(drop=True)
