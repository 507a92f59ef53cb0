"""Pictures of who speaks: tables of `measure` in, Axes out."""

import pandas
from matplotlib.axes import Axes

from analysis.show.plots.parts import interval_rows, legend_below, mark, new_axes
from analysis.show.style import KIND_STYLE, style


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
