"""The ladder of figures: the numbers that several documents give for one thing, a table of `measure` in, Axes out."""

import math

import pandas
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from analysis.show.plots.parts import empty_plot, legend_below, mark, new_axes, shortened
from analysis.show.style import BLUE, GREY, PALE, VERMILLION, style

SLOT = ["thing", "year"]


def stated_figures(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The ladder of figures: for each thing counted, the numbers that each document gives, on a log scale.

    A line is a range; a hollow mark has its year from the context; an arrow points where 'at least' or 'up to'
    leaves the number open (table: `measure.stated_figures`).
    """
    if table.empty:
        return empty_plot(ax, "no number is given by the article and a source")
    groups = [(name, list(rows.groupby("document", sort=False))) for name, rows in table.groupby(SLOT, sort=False)]
    with style():
        ax = new_axes(ax, 12.6, 1.7 + 0.28 * sum(len(rows) + 1.4 for _, rows in groups))
        labels, y = [], 0.0
        for (thing, year), documents_told in groups:
            ax.annotate(f"{thing}, {year}", (0.0, y), xycoords=("axes fraction", "data"), fontweight="bold",
                        va="center", fontsize=10)  # fmt: skip
            ax.axhline(y - 0.6, color=PALE, linewidth=0.8)
            _guide(ax, documents_told, y)
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


def _guide(ax: Axes, documents_told: list, y: float) -> None:
    """A dashed line down the group at the article's first number, so that the others are read against it."""
    own = next((rows.iloc[0] for _, rows in documents_told if rows["in_article"].any()), None)
    if own is not None:
        down = (y + 1, y + len(documents_told))
        for edge in dict.fromkeys((own["low"], own["high"])):
            ax.plot((edge, edge), down, color=VERMILLION, linewidth=0.8, linestyle=(0, (3, 3)))


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
    """The numbers of one document as it writes them, a lone number that differs with its factor, and dates named."""
    told, row = "; ".join(rows["as_written"]), rows.iloc[0]
    if len(rows) == 1 and row["verdict"] == "differs" and row["factor"] and row["factor"] == row["factor"]:
        told += f" (×{row['factor']:,.{int(row['factor'] < 10)}f})"
    dates = ", ".join(dict.fromkeys(date for date in rows["dated"] if date))
    return shortened(told, 56) + (f"  [{shortened(dates, 36)}]" if dates else "")


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
