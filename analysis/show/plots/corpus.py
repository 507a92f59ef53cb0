"""Pictures of what is compared."""

import pandas
from matplotlib.axes import Axes

from analysis.show.plots.parts import legend_below, mark, named_rows, new_axes
from analysis.show.style import KIND_STYLE, style


def documents(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Words in each document, article first (table: `corpus.table`).

    >>> import pandas
    >>> table = pandas.DataFrame({"publisher": ["A"], "kind": ["original"], "words": [900], "sentences": [33]})
    >>> documents(table).get_xlabel()
    'words in the body'
    """
    with style():
        ax = new_axes(ax, 8, 1.6 + 0.32 * len(table))
        named_rows(ax, [row["publisher"] + " *" * (row["kind"] == "digest") for row in table.to_dict("records")])
        for i, row in enumerate(table.to_dict("records")):
            colour, marker = KIND_STYLE[row["kind"]]
            ax.hlines(i, 0, row["words"], color=colour, linewidth=2)
            ax.plot(row["words"], i, marker, color=colour, markersize=7)
            ax.annotate(f"{row['words']:,} words, {row['sentences']} sentences", (row["words"], i), (8, 0),
                        textcoords="offset points", va="center", fontsize=8.5,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
        ax.set_xlim(0, max(table["words"].max(), 1) * 1.45)
        ax.set_xlabel("words in the body")
        used = [kind for kind in KIND_STYLE if kind in set(table["kind"])]
        legend_below(ax, [mark(*KIND_STYLE[kind], kind) for kind in used])
    return ax
