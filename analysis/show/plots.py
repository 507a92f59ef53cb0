"""One function a picture: a table in, Axes out. Nothing is read, computed from texts, or saved here.

Each takes the table that the measure of the same name returns. Without `ax` a new figure of fitting size is made.
Caution: what a mark means stands in the axis label; colour is always doubled by a marker, a hatch or a word.
"""

import math

import numpy
import pandas
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D

from analysis.show.style import (
    BAND_STYLE,
    BLACK,
    BLUE,
    GREY,
    KIND_STYLE,
    PALE,
    VERMILLION,
    blank_figure,
    style,
)

SHADES = LinearSegmentedColormap.from_list("crossread", ["#F2F6FA", "#BBD3E8", "#5B9BD0", "#0B5A94", "#062F4F"])
SLOT = ["thing", "year"]
DARKEST = 0.6  # score at which the shade of a matrix cell is darkest


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    return blank_figure(width, height).subplots() if ax is None else ax


def _rows(ax: Axes, labels: list[str]) -> None:
    """One named row a label, from the top down, with faint guides."""
    ax.set_yticks(range(len(labels)), [shortened(label) for label in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0)


def _empty(ax: Axes | None, note: str) -> Axes:
    with style():
        ax = _axes(ax, 6, 1.4)
        ax.set_axis_off()
        ax.annotate(note, (0.5, 0.5), xycoords="axes fraction", ha="center", va="center")
    return ax


def _mark(colour: str, marker: str, label: str, line: str = "none") -> Line2D:
    return Line2D([], [], color=colour, marker=marker, linestyle=line, label=label, markersize=7)


def documents(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Words in each document, article first (table: `corpus.table`).

    >>> import pandas
    >>> table = pandas.DataFrame({"publisher": ["A"], "kind": ["original"], "words": [900], "sentences": [33]})
    >>> documents(table).get_xlabel()
    'words in the body'
    """
    with style():
        ax = _axes(ax, 8, 1.6 + 0.32 * len(table))
        _rows(ax, [row["publisher"] + " *" * (row["kind"] == "digest") for row in table.to_dict("records")])
        for i, row in enumerate(table.to_dict("records")):
            colour, marker = KIND_STYLE[row["kind"]]
            ax.hlines(i, 0, row["words"], color=colour, linewidth=2)
            ax.plot(row["words"], i, marker, color=colour, markersize=7)
            ax.annotate(f"{row['words']:,} words, {row['sentences']} sentences", (row["words"], i), (8, 0),
                        textcoords="offset points", va="center", fontsize=8.5)  # fmt: skip
        ax.set_xlim(0, table["words"].max() * 1.45)
        ax.set_xlabel("words in the body")
        used = [kind for kind in KIND_STYLE if kind in set(table["kind"])]
        _legend_below(ax, [_mark(*KIND_STYLE[kind], kind) for kind in used])
    return ax


def shortened(text: str, length: int = 40) -> str:
    """A label of at most so many characters, cut at a word, mathematical notation switched off.

    >>> shortened("A very long name of a publisher", 16), shortened("$x$")
    ('A very long …', '\\\\$x\\\\$')
    """
    if len(text) > length:
        head = text[: length - 1]
        text = (head.rsplit(" ", 1)[0] if " " in head else head) + " …"
    return text.replace("$", r"\$")


def _legend_below(ax: Axes, handles: list[Line2D]) -> None:
    ax.figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), handletextpad=0.4,
                     columnspacing=1.4, fontsize=9)  # fmt: skip


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
        return _empty(ax, "no term reaches the minimum count")
    rows = extremes(table, top)
    sources = [name.removeprefix("count ") for name in table.columns if name.startswith("count ")]
    with style():
        ax = _axes(ax, 8, 2.0 + 0.29 * len(rows))
        _rows(ax, rows["term"].tolist())
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
            told = f"{row['count']} : {row['sources_count']}   {row['range']}/{len(sources)}"
            ax.annotate(told, (1.01, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                        annotation_clip=False)  # fmt: skip
        ax.annotate("hits : hits in sources\n   sources using it", (1.01, 1.0), xycoords="axes fraction",
                    va="bottom", fontsize=8, color=GREY)  # fmt: skip
        ax.axvline(0, color=BLACK, linewidth=0.9)
        ax.set_xlim(left, right)
        ax.set_xlabel("log ratio: doublings of the rate, right = more in the article, left = more in the sources")
        used = [band for band in BAND_STYLE if band in set(rows["band"])]
        marks = [_mark(*BAND_STYLE[band], band) for band in used]
        _legend_below(ax, [*marks, _mark(GREY, "|", "one source alone")])
    return ax


def extremes(table: pandas.DataFrame, top: int) -> pandas.DataFrame:
    """The `top` terms over-used and the `top` under-used by the bound nearest to zero, most over-used first.

    Terms whose interval spans zero are left out; where all do, the largest log ratios stand in for them.
    """
    chosen = table[table["conservative"] != 0]
    chosen = chosen if len(chosen) else table
    more, less = chosen[chosen["log_ratio"] > 0].head(top), chosen[chosen["log_ratio"] < 0].head(top)
    return pandas.concat([more, less[::-1]]).reset_index(drop=True)


def _interval_rows(table: pandas.DataFrame, ax: Axes, colours: list[str], markers: list[str], notes: list[str]) -> None:
    _rows(ax, table["publisher"].tolist())
    for i, row in enumerate(table.to_dict("records")):
        if math.isnan(row["share"]):
            ax.annotate("no sentences", (0.01, i), va="center", fontsize=8.5)
            continue
        ax.hlines(i, row["low"], row["high"], color=colours[i], linewidth=2)
        ax.plot(row["share"], i, markers[i], color=colours[i], markersize=7)
        ax.annotate(notes[i], (1.02, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                    annotation_clip=False)  # fmt: skip
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])


def sourcing_profile(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of body sentences with an attribution, by document, with intervals."""
    styles = [KIND_STYLE[kind] for kind in table["kind"]]
    notes = [f"{a} of {n}" for a, n in zip(table["attributed"], table["sentences"], strict=True)]
    with style():
        ax = _axes(ax, 8, 1.6 + 0.32 * len(table))
        _interval_rows(table, ax, [s[0] for s in styles], [s[1] for s in styles], notes)
        ax.set_xlabel("body sentences that carry an attribution (95 % interval)")
        used = [kind for kind in KIND_STYLE if kind in set(table["kind"])]
        _legend_below(ax, [_mark(*KIND_STYLE[kind], kind) for kind in used])
    return ax


def coverage(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of the article's claims met above chance in each source, with intervals (table: `measure.coverage`)."""
    if table.empty:
        return _empty(ax, "no source to compare with")
    notes = [f"{a} of {n}" for a, n in zip(table["found"], table["claims"], strict=True)]
    with style():
        ax = _axes(ax, 8, 1.4 + 0.32 * len(table))
        _interval_rows(table, ax, [BLUE] * len(table), ["s"] * len(table), notes)
        ax.set_xlabel("claims of the article with a nearer sentence than chance gives (95 % interval)")
    return ax


def overlap(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The matrix of claims by sources: shade and number give the score of the nearest sentence above chance.

    Cells at or below the floor stay white with a dot: not found. Scores are in hundredths (table:
    `measure.overlap`).
    """
    rows, columns = list(dict.fromkeys(table["claim_sentence"])), list(dict.fromkeys(table["publisher"]))
    if table.empty:
        return _empty(ax, "no source to compare with")
    with style():
        ax = _axes(ax, 3.2 + 0.46 * len(columns), 2.6 + 0.235 * len(rows))
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
        return _empty(ax, "no number is given by the article and a source")
    groups = [(name, list(rows.groupby("document", sort=False))) for name, rows in table.groupby(SLOT, sort=False)]
    with style():
        ax = _axes(ax, 9.4, 1.7 + 0.28 * sum(len(rows) + 1.4 for _, rows in groups))
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
        _legend_below(ax, [_mark(VERMILLION, "o", "the article"), _mark(BLUE, "s", "a source"),
                           Line2D([], [], color=GREY, marker="s", linestyle="none", label="year from context",
                                  markerfacecolor="white"),
                           _mark(GREY, ">", "at least, over"), _mark(GREY, "<", "up to, under")])  # fmt: skip
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
        told += f"  (×{row['factor']:,.{int(row['factor'] < 10)}f})"
    return shortened(told, 62)


def _number(ax: Axes, row: dict, y: float) -> None:
    colour, marker = (VERMILLION, "o") if row["in_article"] else (BLUE, "s")
    filling = colour if row["year_from"] == "sentence" else "white"
    if row["high"] > row["low"]:
        ax.hlines(y, row["low"], row["high"], color=colour, linewidth=2.2)
    ax.plot([row["low"], row["high"]], [y, y], marker, color=colour, markersize=6, markerfacecolor=filling)
    if row["modifier"] in {">", ">="}:
        ax.plot(row["high"] * 1.25, y, ">", color=colour, markersize=4.5)
    if row["modifier"] in {"<", "<="}:
        ax.plot(row["low"] / 1.25, y, "<", color=colour, markersize=4.5)
