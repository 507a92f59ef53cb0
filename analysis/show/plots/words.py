"""More pictures of words: absence, noise, shift and places; tables of `measure` in, Axes out."""

import pandas
from matplotlib.axes import Axes

from analysis.show.plots.parts import empty_plot, legend_below, mark, named_rows, new_axes
from analysis.show.style import BLACK, BLUE, GREY, VERMILLION, style


def absent_terms(table: pandas.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """Terms most sources use and the article does not: the rates, and the most that no hit leaves possible."""
    if table.empty:
        return empty_plot(ax, "no absence that these texts could show")
    rows = table.head(top)
    names = [name for name in table.columns if name.startswith("per_1000 ")]
    with style():
        ax = new_axes(ax, 8, 1.6 + 0.3 * len(rows))
        named_rows(ax, rows["term"].tolist())
        for i, row in enumerate(rows.to_dict("records")):
            rates = [row[name] for name in names if row[name] > 0]
            ax.plot(rates, [i] * len(rates), "|", color=BLUE, markersize=9, markeredgewidth=1.4)
            ax.plot(row["sources_per_1000"], i, "s", color=BLUE, markersize=6)
            ax.hlines(i, 0, row["per_1000_high"], color=VERMILLION, linewidth=4, alpha=0.55)
            ax.plot(0, i, "o", color=VERMILLION, markersize=6, clip_on=False)
            told = f"{row['range']}/{row['sources']} · {row['expected']:.1f}"
            ax.annotate(told, (1.02, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                        annotation_clip=False)  # fmt: skip
        ax.annotate("sources · expected hits", (1.02, 1.0), xycoords="axes fraction", va="bottom", fontsize=8,
                    color=GREY)  # fmt: skip
        ax.set_xlim(left=0)
        ax.set_xlabel("hits per 1,000 words")
        legend_below(ax, [mark(VERMILLION, "o", "the article: none, and what that leaves possible", "-"),
                          mark(BLUE, "|", "a source that uses it"), mark(BLUE, "s", "sources pooled")])  # fmt: skip
    return ax


def noise_floor(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Flagged terms per 1,000 words when each document in turn takes the article's place."""
    if table.empty:
        return empty_plot(ax, "no noise floor without words in the article and in four sources")
    with style():
        ax = new_axes(ax, 8, 1.6 + 0.32 * len(table))
        named_rows(ax, table["publisher"].tolist())
        for i, row in enumerate(table.to_dict("records")):
            colour, marker = (VERMILLION, "o") if row["is_article"] else (BLUE, "s")
            ax.hlines(i, 0, row["flagged_per_1000"], color=colour, linewidth=2)
            ax.plot(row["flagged_per_1000"], i, marker, color=colour, markersize=7)
            ax.annotate(f"{row['clear']} clear, {row['likely']} likely of {row['terms']}", (1.02, i), va="center",
                        xycoords=("axes fraction", "data"), fontsize=8.5, annotation_clip=False)  # fmt: skip
        ax.axvline(table[table["is_article"]]["flagged_per_1000"].iloc[0], color=VERMILLION, linewidth=1, linestyle=":")
        ax.set_xlim(left=0)
        ax.set_xlabel("terms flagged per 1,000 words of the document in the article's place")
        legend_below(ax, [mark(VERMILLION, "o", "the article"), mark(BLUE, "s", "a source in its place")])
    return ax


def word_shift(table: pandas.DataFrame, *, top: int = 24, ax: Axes | None = None) -> Axes:
    """The terms that add most to the divergence above chance: bars to the side that uses them more."""
    if table.empty:
        return empty_plot(ax, "no words to compare")
    rows, per_mille = table.head(top), 1000
    with style():
        ax = new_axes(ax, 8, 1.8 + 0.29 * len(rows))
        named_rows(ax, rows["term"].tolist())
        for i, row in enumerate(rows.to_dict("records")):
            side = 1 if row["signed"] >= 0 else -1
            colour, hatch = (VERMILLION, "") if side > 0 else (BLUE, "///")
            ax.barh(i, per_mille * row["signed"], height=0.62, facecolor=colour if side > 0 else "white",
                    edgecolor=colour, hatch=hatch)  # fmt: skip
            ax.hlines(i, side * per_mille * row["null_low"], side * per_mille * row["null_high"], color=BLACK,
                      linewidth=3)  # fmt: skip
        total, chance = table["total"].iloc[0], table["null_total"].iloc[0]
        ax.axvline(0, color=BLACK, linewidth=0.9)
        ax.annotate(f"{total:.2f} bits in all; {chance:.2f} expected from random sentences", (0.99, 0.02),
                    xycoords="axes fraction", ha="right", fontsize=8.5,
                    bbox={"facecolor": "white", "edgecolor": "none"})  # fmt: skip
        ax.set_xlabel("part of the divergence in thousandths of a bit; right = more in the article")
        sides = [mark(VERMILLION, "s", "more in the article"), mark(BLUE, "s", "more in the sources (hatched)")]
        legend_below(ax, [*sides, mark(BLACK, "", "what chance gives, 95 %", "-")])
    return ax


def term_places(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """A barcode: where in each document each term stands; documents without any hit are left out."""
    if table.empty:
        return empty_plot(ax, "none of the terms occurs")
    rows = table.drop_duplicates(["term", "document"]).to_dict("records")
    with style():
        ax = new_axes(ax, 8, 1.4 + 0.27 * len(rows))
        named_rows(ax, [f"{row['term']} · {row['publisher']}" for row in rows])
        for i, row in enumerate(rows):
            here = table[(table["term"] == row["term"]) & (table["document"] == row["document"])]
            colour = VERMILLION if row["is_article"] else BLUE
            ax.plot(here["position"], [i] * len(here), "|", color=colour, markersize=11, markeredgewidth=1.6)
            ax.annotate(str(len(here)), (1.02, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                        annotation_clip=False)  # fmt: skip
        ax.set_xlim(-0.01, 1.01)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["start", "", "middle", "", "end"])
        ax.set_xlabel("place in the body; one stroke a use, their number at the right")
    return ax
