"""Pictures of who speaks and how: tables of `measure` in, Axes out.

Caution: what stands beside the article is mostly digests, whose sourcing is this workbook's own; the marks say which.
"""

import math

import pandas
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch

from analysis.show.plots.parts import (
    empty_plot,
    interval_rows,
    legend_below,
    mark,
    new_axes,
    row_panels,
    shortened,
)
from analysis.show.style import BLACK, BLUE, GREY, KIND_STYLE, VERMILLION, style

SHADES = LinearSegmentedColormap.from_list("shares of a kind", ["#FFFFFF", "#DCEAF5", "#9CC4E4"])
PERCENT = ([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])


def sourcing_profile(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of body sentences with an attribution, by document, with intervals."""
    styles = [KIND_STYLE[kind] for kind in table["kind"]]
    notes = [f"{a} of {n}" for a, n in zip(table["attributed"], table["sentences"], strict=True)]
    with style():
        ax = new_axes(ax, 8, 1.6 + 0.32 * len(table))
        interval_rows(table, ax, [s[0] for s in styles], [s[1] for s in styles], notes)
        ax.set_xlabel("body sentences that carry an attribution (95 % interval)")
        used = [kind for kind in KIND_STYLE if kind in set(table["kind"])]
        legend_below(ax, [mark(*KIND_STYLE[kind], kind) for kind in used])
    return ax


def sourcing_mix(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Bars for each category, the article above all sources pooled, a stroke for each source by itself.

    The lines are the intervals of the article's shares; a table that holds several mixes names them in the column `by`
    and gets a heading for each (table: `measure.sourcing_mix`).

    >>> sourcing_mix(pandas.DataFrame(columns=["category", "of"])).texts[0].get_text()
    'no attribution was marked'
    """
    if table.empty or not table["of"].any():
        return empty_plot(ax, "no attribution was marked")
    table = table if "by" in table else table.assign(by="")
    groups = [(str(by), list(rows.groupby("category", sort=False))) for by, rows in table.groupby("by", sort=False)]
    with style():
        ax = new_axes(ax, 8, 1.7 + 0.42 * sum(len(rows) + bool(by) for by, rows in groups))
        places, labels, y = [], [], 0
        for by, rows in groups:
            if by:
                ax.annotate(by, (0.0, y + 0.12), xycoords=("axes fraction", "data"), fontweight="bold", va="center",
                            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
                y += 1
            for category, here in rows:
                _category(ax, here, y)
                places.append(y)
                labels.append(shortened(str(category)))
                y += 1
        ax.set_yticks(places, labels)
        ax.set_ylim(y - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=GREY, linewidth=0.8)
        ax.set_xlim(-0.015, 1)
        ax.set_xticks(*PERCENT)
        ax.set_xlabel("share of a document's attributions")
        ax.annotate("article : sources", (1.02, 1.0), xycoords="axes fraction", va="bottom", fontsize=8, color=GREY)
        bars = [Patch(facecolor=VERMILLION, edgecolor=VERMILLION, label="the article, with 95 % interval"),
                Patch(facecolor="white", edgecolor=BLUE, hatch="////", label="sources pooled")]  # fmt: skip
        legend_below(ax, [*bars, mark(BLUE, "|", "one source")])
    return ax


def _category(ax: Axes, rows: pandas.DataFrame, y: float) -> None:
    own, others = rows[rows["kind"] == "original"].iloc[0], rows[rows["kind"] != "original"]
    hits, total = int(others["attributions"].sum()), int(others["of"].sum())
    if own["of"]:
        ax.barh(y - 0.19, own["share"], height=0.3, color=VERMILLION)
        ax.hlines(y - 0.19, own["low"], own["high"], color=BLACK, linewidth=1.6)
    if total:
        ax.barh(y + 0.19, hits / total, height=0.3, facecolor="white", edgecolor=BLUE, hatch="////")
        ax.plot(others["share"].dropna(), [y + 0.19] * others["share"].notna().sum(), "|", color=BLUE, markersize=9,
                markeredgewidth=1.4, clip_on=False)  # fmt: skip
    told = f"{own['attributions']} of {own['of']} : {hits} of {total}"
    ax.annotate(told, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=8.5, annotation_clip=False)


def stance_by_source(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """A matrix of kinds of source by stances, the article above the sources: how many cues, and the share's interval.

    Shade is the share of the row; a dot stands for none (table: `measure.stance_by_source`).

    >>> stance_by_source(pandas.DataFrame(columns=["texts"])).texts[0].get_text()
    'no attribution was marked'
    """
    if table.empty:
        return empty_plot(ax, "no attribution was marked")
    stances = list(dict.fromkeys(table["stance"]))
    rows = [(row["texts"], row["group"], row["of"])
            for row in table.drop_duplicates(["texts", "group"]).to_dict("records")]  # fmt: skip
    places, sides = [], []
    for side, _, _ in rows:
        if side not in sides:
            sides.append(side)
        places.append(len(places) + len(sides))
    with style():
        ax = new_axes(ax, max(8, 2.6 + 0.64 * len(stances)), 1.6 + 0.4 * (places[-1] + 1))
        for place, (side, group, _) in zip(places, rows, strict=True):
            for cell in table[(table["texts"] == side) & (table["group"] == group)].to_dict("records"):
                _stance_cell(ax, stances.index(cell["stance"]), place, cell)
        for side in sides:
            first = next(place for place, row in zip(places, rows, strict=True) if row[0] == side)
            told = {"article": "In the article", "sources": "In the sources"}.get(side, side)
            ax.text(-0.5, first - 0.9, told, fontweight="bold", va="center")
        ax.set_yticks(places, [f"{shortened(str(group), 26)} ({total})" for _, group, total in rows], fontsize=9)
        ax.set_xticks(range(len(stances)), stances, fontsize=9, rotation=35, ha="left", rotation_mode="anchor")
        ax.xaxis.tick_top()
        ax.set_xlim(-0.5, len(stances) - 0.5)
        ax.set_ylim(places[-1] + 0.6, -0.1)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_xlabel("cues of that stance, below them the 95 % interval of their share in the row (%)")
    return ax


def _stance_cell(ax: Axes, x: int, y: int, cell: dict) -> None:
    if not cell["attributions"]:
        ax.plot(x, y, ".", color=GREY, markersize=2.5)
        return
    ax.fill_between([x - 0.48, x + 0.48], y - 0.46, y + 0.46, color=SHADES(cell["share"]), linewidth=0, zorder=0)
    ax.text(x, y - 0.16, f"{cell['attributions']}", ha="center", va="center", fontsize=9)
    ax.text(x, y + 0.22, f"{100 * cell['low']:.0f}–{100 * cell['high']:.0f}", ha="center", va="center", fontsize=7.5)


def unattributed_shares(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Two panels, statements and figures: the share that nobody is cited for, by document, with intervals.

    >>> unattributed_shares(pandas.DataFrame(columns=["document"])).texts[0].get_text()
    'no statements to show'
    """
    if table.empty:
        return empty_plot(ax, "no statements to show")
    panels = (("statements", "uncited", "statements", ""), ("figures", "uncited_figures", "figures", "figure_"))
    with style():
        drawn = row_panels(table["publisher"].tolist(), [title for title, *_ in panels], 2.7)
        for panel, (title, hits, of, prefix) in zip(drawn, panels, strict=True):
            for i, row in enumerate(table.to_dict("records")):
                _share(panel, row, i, (row[hits], row[of]), prefix)
            panel.set_title(f"{title} without anybody cited", fontsize=9.5, loc="left")
            panel.set_xlim(-0.03, 1.35)
            panel.set_xticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
        used = [mark(*KIND_STYLE[kind], kind) for kind in KIND_STYLE if kind in set(table["kind"])]
        legend_below(drawn[0], used, "share with 95 % interval; at the right how many of how many")
    return drawn[0]


def _share(ax: Axes, row: dict, i: int, counts: tuple[int, int], prefix: str) -> None:
    colour, marker = KIND_STYLE[row["kind"]]
    share, low, high = (row[f"{prefix}{name}"] for name in ("share", "low", "high"))
    ax.text(1.35, i, "{} of {}".format(*counts), ha="right", va="center", fontsize=8.5)
    if not math.isnan(share):
        ax.hlines(i, low, high, color=colour, linewidth=2)
        ax.plot(share, i, marker, color=colour, markersize=7, clip_on=False)
