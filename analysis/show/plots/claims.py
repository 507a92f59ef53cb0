"""Pictures of claims and figures: tables of `measure` in, Axes out."""

import math

import numpy
import pandas
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from analysis.show.plots.parts import empty_plot, interval_rows, legend_below, mark, new_axes, shortened
from analysis.show.style import BLUE, GREY, PALE, VERMILLION, style

SHADES = LinearSegmentedColormap.from_list("crossread", ["#F2F6FA", "#BBD3E8", "#5B9BD0", "#0B5A94", "#062F4F"])
SLOT = ["thing", "year"]
DARKEST = 0.6  # score at which the shade of a matrix cell is darkest


def coverage(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of the article's claims met above chance in each source, with intervals (table: `measure.coverage`)."""
    if table.empty:
        return empty_plot(ax, "no source to compare with")
    notes = [f"{a} of {n}" for a, n in zip(table["found"], table["claims"], strict=True)]
    with style():
        ax = new_axes(ax, 8, 1.4 + 0.32 * len(table))
        interval_rows(table, ax, [BLUE] * len(table), ["s"] * len(table), notes)
        ax.axvline(0.05, color=GREY, linewidth=1, linestyle="--")
        legend_below(ax, [mark(BLUE, "s", "share with interval", "-"), mark(GREY, "", "what chance gives", "--")])
        ax.set_xlabel("claims of the article with a nearer sentence than chance gives (95 % interval)")
    return ax


def overlap(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The matrix of claims by sources: shade and number give the score of the nearest sentence above chance.

    Cells at or below the floor stay white with a dot: not found. Scores are in hundredths (table:
    `measure.overlap`).
    """
    rows, columns = list(dict.fromkeys(table["claim_sentence"])), list(dict.fromkeys(table["publisher"]))
    if table.empty:
        return empty_plot(ax, "no source to compare with")
    with style():
        ax = new_axes(ax, 3.2 + 0.46 * len(columns), 2.6 + 0.235 * len(rows))
        grid = numpy.full((len(rows), len(columns)), numpy.nan)
        for row in table.to_dict("records"):
            at = rows.index(row["claim_sentence"]), columns.index(row["publisher"])
            if row["found"]:
                grid[at] = row["score"]
                ax.text(at[1], at[0], f"{100 * row['score']:.0f}", ha="center", va="center", fontsize=7.5,
                        color=number_colour(row["score"]))  # fmt: skip
            else:
                ax.plot(at[1], at[0], ".", color=GREY, markersize=2.5)
        ax.imshow(grid, cmap=SHADES, vmin=0, vmax=DARKEST, aspect="auto")
        texts = table.drop_duplicates("claim_sentence").set_index("claim_sentence")["claim_text"]
        ax.set_yticks(range(len(rows)), [f"{number}  {shortened(texts[number], 46)}" for number in rows], fontsize=8)
        ax.set_xticks(
            range(len(columns)),
            [shortened(name, 30) for name in columns],
            rotation=55,
            ha="right",
            rotation_mode="anchor",
            fontsize=8.5,
        )
        ax.tick_params(length=0)
        ax.set_ylabel("claims of the article (sentence number and opening words)")
        for edge in range(1, len(rows)):
            ax.axhline(edge - 0.5, color="white", linewidth=1)
        for edge in range(1, len(columns)):
            ax.axvline(edge - 0.5, color="white", linewidth=1)
        ax.spines[:].set_visible(False)
    return ax


def number_colour(score: float) -> str:
    """White on the dark shades, black on the light ones, so that the number in a cell can be read.

    >>> number_colour(0.1), number_colour(0.5)
    ('#000000', '#FFFFFF')
    """
    return "#FFFFFF" if score > 0.37 else "#000000"


def stated_figures(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The ladder of figures: for each thing counted, the numbers that each document gives, on a log scale.

    A line is a range; a hollow mark has its year from the context; an arrow points where 'at least' or 'up to'
    leaves the number open (table: `measure.stated_figures`).
    """
    if table.empty:
        return empty_plot(ax, "no number is given by the article and a source")
    groups = [(name, list(rows.groupby("document", sort=False))) for name, rows in table.groupby(SLOT, sort=False)]
    with style():
        ax = new_axes(ax, 9.4, 1.7 + 0.28 * sum(len(rows) + 1.4 for _, rows in groups))
        labels, y = [], 0.0
        for (thing, year), documents_told in groups:
            ax.annotate(f"{thing}, {year}", (0.0, y), xycoords=("axes fraction", "data"), fontweight="bold",
                        va="center", fontsize=10)  # fmt: skip
            ax.axhline(y - 0.6, color=PALE, linewidth=0.8)
            for _, rows in documents_told:
                y += 1
                for row in rows.to_dict("records"):
                    _number(ax, row, y)
                ax.annotate(_numbers_told(rows), (1.02, y), xycoords=("axes fraction", "data"), va="center",
                            fontsize=8.5, annotation_clip=False)  # fmt: skip
                labels.append((y, shortened(rows["publisher"].iloc[0])))
            y += 1.4
        ax.set_yticks([at for at, _ in labels], [name for _, name in labels], fontsize=8.5)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(y - 0.4, -0.7)
        _log_axis(ax, max(1.0, table["low"].min()), table["high"].max())
        ax.set_xlabel("number as stated (log scale)")
        legend_below(ax, [mark(VERMILLION, "o", "the article"), mark(BLUE, "s", "a source"),
                           Line2D([], [], color=GREY, marker="s", linestyle="none", label="year from context",
                                  markerfacecolor="white"),
                           mark(GREY, ">", "at least, over"), mark(GREY, "<", "up to, under")])  # fmt: skip
    return ax


def _log_axis(ax: Axes, low: float, high: float) -> None:
    left, right = low / 2, high * 2
    steps = (1,) if high / low > 100 else (1, 2, 5)
    powers = range(math.floor(math.log10(left)), math.ceil(math.log10(right)) + 1)
    ticks = [step * 10**power for power in powers for step in steps if left <= step * 10**power <= right]
    ax.set_xscale("log")
    ax.set_xlim(left, right)
    ax.set_xticks(ticks, [f"{tick:,g}" if tick < 1 else f"{tick:,.0f}" for tick in ticks], fontsize=9)
    ax.minorticks_off()


def _numbers_told(rows: pandas.DataFrame) -> str:
    """The numbers of one document as it writes them; a lone number that differs has its factor beside it."""
    told, row = "; ".join(rows["as_written"]), rows.iloc[0]
    if len(rows) == 1 and row["verdict"] == "differs" and row["factor"] and row["factor"] == row["factor"]:
        told += f" (×{row['factor']:,.{int(row['factor'] < 10)}f})"
    return shortened(told, 62)


def _number(ax: Axes, row: dict, y: float) -> None:
    colour, marker = (VERMILLION, "o") if row["in_article"] else (BLUE, "s")
    filling = colour if row["year_from"] == "sentence" else "white"
    if row["high"] > row["low"]:
        ax.hlines(y, row["low"], row["high"], color=colour, linewidth=2.2)
    ax.plot([row["low"], row["high"]], [y, y], marker, color=colour, markersize=6, markerfacecolor=filling)
    # The arrow keeps its distance in points, so that on no scale it can be read as a number of its own.
    for open_ended, place, side in (({">", ">="}, "high", 1), ({"<", "<="}, "low", -1)):
        if row["modifier"] in open_ended:
            shift = ScaledTranslation(side * 7 / 72, 0, ax.figure.dpi_scale_trans)
            arrow = ">" if side > 0 else "<"
            ax.plot(row[place], y, arrow, color=colour, markersize=4.5, transform=ax.transData + shift)
