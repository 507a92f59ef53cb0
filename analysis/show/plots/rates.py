"""Pictures of rates: article against pooled sources as a scatter, and against each source by itself."""

import math

import numpy
import pandas
from matplotlib.axes import Axes

from analysis.show.plots.parts import AIR, empty_plot, legend_below, mark, new_axes, shortened
from analysis.show.style import BAND_STYLE, BLACK, BLUE, GREY, PALE, VERMILLION, blank_figure, style

LABELLED = ("clear", "likely")


def rate_pairs(table: pandas.DataFrame, *, labels: int = 40, ax: Axes | None = None) -> Axes:
    """Rates on square-root axes; within the shaded zone chance alone explains the difference.

    >>> pairs = pandas.DataFrame(
    ...     [["x", 9, 9.0, 1, 0.2, "clear", 0.0, 3.0]],
    ...     columns="term count per_1000 sources_count sources_per_1000 band chance_low chance_high".split(),
    ... )
    >>> rate_pairs(pairs).texts[0].get_text()
    'x'
    """
    if table.empty:
        return empty_plot(ax, "no term reaches the minimum count", table)
    with style():
        ax = new_axes(ax, 8.6, 7.4)
        zone = table.drop_duplicates("sources_count").sort_values("sources_count")
        ax.fill_between(numpy.sqrt(zone["sources_per_1000"]), numpy.sqrt(zone["chance_low"]),
                        numpy.sqrt(zone["chance_high"]), color=PALE, linewidth=0, zorder=0)  # fmt: skip
        top = math.sqrt(max(table["per_1000"].max(), table["sources_per_1000"].max()))
        ax.plot([0, top], [0, top], color=GREY, linewidth=0.9, linestyle="--", zorder=1)
        places = numpy.sqrt(table[["sources_per_1000", "per_1000"]].to_numpy())
        for band, (colour, marker) in BAND_STYLE.items():
            here = places[(table["band"] == band).to_numpy()]
            ax.plot(here[:, 0], here[:, 1], marker, color=colour, markersize=7 if band in LABELLED else 3.5,
                    alpha=1 if band in LABELLED else 0.55, zorder=3 if band in LABELLED else 2)  # fmt: skip
        ticks = [0, 1, 5, 10, 20, 40, 80]
        shown = [tick for tick in ticks if math.sqrt(tick) <= top * 1.05]
        ax.set_xticks(numpy.sqrt(shown), [str(tick) for tick in shown])
        ax.set_yticks(numpy.sqrt(shown), [str(tick) for tick in shown])
        ax.set_xlim(-0.06 * top, top * 1.06)
        ax.set_ylim(-0.05 * top, top * 1.06)
        ax.set_xlabel("hits per 1,000 in the sources pooled (square-root scale)")
        ax.set_ylabel("hits per 1,000 in the article")
        named = table["band"].isin(LABELLED).to_numpy().nonzero()[0][:labels]
        _write_labels(ax, places[named], [shortened(term, 24) for term in table["term"].iloc[named]], top)
        used = [band for band in BAND_STYLE if band in set(table["band"])]
        handles = [mark(*BAND_STYLE[band], band) for band in used]
        legend_below(ax, [*handles, mark(PALE, "s", "chance explains it"), mark(GREY, "", "equal rates", "--")])
    return ax


def _write_labels(ax: Axes, places: numpy.ndarray, labels: list[str], top: float) -> None:
    """Each label at the first free spot around its mark, tied to it by a line where it does not stand beside it."""
    height, gap = 0.022 * top, 0.016 * top
    taken = [(x - gap / 2, x + gap / 2, y - height / 3, y + height / 3) for x, y in places]
    rises = (0, 1, -1, 2, -2, 3, -3, 4)
    for (x, y), label in zip(places, labels, strict=True):
        width = 0.0125 * top * len(label)
        for rise, side in ((rise, side) for rise in rises for side in ("left", "right")):
            shift = gap * (1 + 0.5 * abs(rise))
            left, middle = (x + shift if side == "left" else x - shift - width), y + rise * height
            box = (left, left + width, middle - height / 2, middle + height / 2)
            if left > -0.06 * top and all(
                box[1] < b[0] or b[1] < box[0] or box[3] < b[2] or b[3] < box[2] for b in taken
            ):
                taken.append(box)
                edge = left if side == "left" else left + width
                if rise:
                    ax.plot([x, edge], [y, middle], color=GREY, linewidth=0.7, zorder=1)
                ax.text(edge, middle, label, ha=side, va="center", fontsize=8.5, color=BLACK, zorder=4,
                        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4})  # fmt: skip
                break


def keyness_by_source(table: pandas.DataFrame, *, columns: int = 4) -> Axes:
    """Small multiples: in each panel the same terms, the article against one source.

    >>> rows = pandas.DataFrame(
    ...     [["x", "a", "A", 3, 0, 3.0, 0.0, 2.8, -0.5, math.inf]],
    ...     columns="term document publisher count source_count per_1000 source_per_1000 log_ratio low high".split(),
    ... )
    >>> keyness_by_source(rows).get_title(loc="left")
    'A'
    """
    if table.empty:
        return empty_plot(None, "no source to compare with", table)
    sources, terms = table["document"].unique(), table["term"].unique().tolist()
    columns = min(columns, len(sources))
    lines = math.ceil(len(sources) / columns)
    with style():
        figure = blank_figure(1.6 + 2.2 * columns, 1.0 + lines * (0.8 + 0.19 * len(terms)), air=AIR)
        panels = figure.subplots(lines, columns, squeeze=False, sharex=True, sharey=True)
        finite = table[["low", "high"]].replace([math.inf, -math.inf], numpy.nan).abs().max().max()
        edge = max(4.0, min(10.0, finite if finite == finite else 4.0))
        for panel, source in zip(panels.flat, sources, strict=False):
            _panel(panel, table[table["document"] == source], terms, edge)
        for panel in panels.flat[len(sources) :]:
            panel.set_axis_off()
        for panel in panels.flat[max(0, len(sources) - columns) : len(sources)]:
            panel.tick_params(labelbottom=True)  # where no panel stands below
        marks = [
            mark(VERMILLION, "o", "more in the article"),
            mark(BLUE, "s", "more in the source"),
            mark(GREY, "x", "interval spans equal rates"),
        ]
        legend_below(panels[0][0], marks, "log ratio: doublings of the rate, right = more in the article")
    return panels[0][0]


def _panel(ax: Axes, rows: pandas.DataFrame, terms: list[str], edge: float) -> None:
    ax.axvline(0, color=BLACK, linewidth=0.8)
    for row in rows.itertuples():
        i = terms.index(row.term)
        sure = row.low > 0 or row.high < 0
        colour, marker = (VERMILLION, "o") if sure and row.low > 0 else (BLUE, "s") if sure else (GREY, "x")
        ax.hlines(i, max(row.low, -edge), min(row.high, edge), color=colour, linewidth=1.4)
        for beyond, at, arrow in ((row.low < -edge, -edge, "<"), (row.high > edge, edge, ">")):
            if beyond:
                ax.plot(at, i, arrow, color=colour, markersize=3.5, clip_on=False)
        ax.plot(min(max(row.log_ratio, -edge), edge), i, marker, color=colour, markersize=4.5)
    ax.set_yticks(range(len(terms)), [shortened(term, 18) for term in terms], fontsize=8)
    ax.set_ylim(len(terms) - 0.4, -0.6)
    ax.set_xlim(-edge, edge)
    ax.grid(axis="y", color=PALE, linewidth=0.7)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0)
    ax.set_title(shortened(rows["publisher"].iloc[0], 30), fontsize=8, loc="left")
