"""Pictures of voices: where each of them speaks, and how many a document lets speak; tables of `measure` in, Axes out.

Caution: a stretch of two words is drawn as a thin line, so its mark above it, not its area, tells its mode.
"""

import math

import pandas
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.show.plots.parts import empty_plot, legend_below, mark, named_rows, new_axes, shortened
from analysis.show.style import BLACK, BLUE, GREEN, GREY, KIND_STYLE, VERMILLION, style

# Fill, edge, hatch and mark of each mode: three codes, so that no one needs to tell colours apart.
MODE_STYLE = {
    "direct": (VERMILLION, VERMILLION, "", "v"),
    "mixed": ("white", GREEN, "xxxx", "D"),
    "indirect": ("white", BLUE, "////", "o"),
}
GLYPHS = {"v": "▼", "D": "◆", "o": "●"}
NOBODY = ("#8A8A8A", GREY, "", "")
LANES = 12  # more voices than these share the last lane


def voice_lanes(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """One document as a strip of words: a lane a voice, the one with most words on top, what nobody is cited for last.

    Ticks below are sentences, where `attrs["sentence_words"]` gives the word with which each begins (table:
    `measure.voice_lanes`).

    >>> voice_lanes(pandas.DataFrame(columns=["voice"])).texts[0].get_text()
    'no words to show'
    """
    if table.empty:
        return empty_plot(ax, "no words to show")
    total = int(table["end_word"].max())
    lanes = lanes_of(table)
    with style():
        ax = new_axes(ax, 9, 2.0 + 0.42 * len(lanes))
        named_rows(ax, [name for name, _ in lanes])
        ax.set_yticks(range(len(lanes)), [_label(name, rows) for name, rows in lanes], fontsize=8.5)
        for i, (_, rows) in enumerate(lanes):
            for row in rows.to_dict("records"):
                _stretch(ax, row, i)
            words = merged_words(rows)
            ax.annotate(f"{words:,} · {_share(words, total)}", (1.015, i), xycoords=("axes fraction", "data"),
                        va="center", fontsize=8.5, annotation_clip=False)  # fmt: skip
        ax.annotate("words · share", (1.015, 1.0), xycoords="axes fraction", va="bottom", fontsize=8, color=GREY)
        ax.set_xlim(0, total)
        starts = table.attrs.get("sentence_words", [])
        ax.vlines(starts, len(lanes) - 1.21, len(lanes) - 0.79, color="white", linewidth=0.8)
        _sentence_axis(ax, starts, total)
        legend_below(ax, _legend(table))
    return ax


def lanes_of(table: pandas.DataFrame) -> list[tuple[str, pandas.DataFrame]]:
    """The lanes from the top: voices by their words, those beyond the last lane in one, the unattributed stretches.

    >>> rows = pandas.DataFrame({"voice": ["", "Ann", "Bea"], "start_word": [0, 3, 5], "end_word": [3, 5, 9]})
    >>> [name for name, _ in lanes_of(rows)]
    ['Bea', 'Ann', 'nobody cited']
    """
    said = table[table["voice"] != ""]
    lanes = [(str(voice), rows) for voice, rows in said.groupby("voice", sort=False)]
    lanes.sort(key=lambda lane: (-merged_words(lane[1]), lane[1]["start_word"].min()))
    if len(lanes) > LANES:
        rest = pandas.concat([rows for _, rows in lanes[LANES - 1 :]])
        lanes = [*lanes[: LANES - 1], (f"{len(lanes) - LANES + 1} further voices", rest)]
    return [*lanes, ("nobody cited", table[table["voice"] == ""])]


def merged_words(rows: pandas.DataFrame) -> int:
    """How many words some stretches cover, each word counted once.

    >>> merged_words(pandas.DataFrame({"start_word": [0, 2], "end_word": [5, 7]}))
    7
    """
    words, reached = 0, 0
    for start, end in sorted(zip(rows["start_word"], rows["end_word"], strict=True)):
        words += max(0, end - max(start, reached))
        reached = max(reached, end)
    return int(words)


def _label(name: str, rows: pandas.DataFrame) -> str:
    told = rows["type"].iloc[0] if "type" in rows and rows["voice"].nunique() == 1 else ""
    return shortened(name, 44) + (f"\n({told})" if told else "")


def _share(words: int, total: int) -> str:
    return f"{100 * words / total:.{int(words < total / 10)}f} %"


def _stretch(ax: Axes, row: dict, lane: int) -> None:
    fill, edge, hatch, marker = MODE_STYLE.get(row["mode"], NOBODY)
    start, width = row["start_word"], row["end_word"] - row["start_word"]
    ax.barh(lane, width, left=start, height=0.42, facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=1)
    if marker:
        face = edge if row["act"] == "speech" else "white"
        ax.plot(start + width / 2, lane - 0.36, marker, color=edge, markersize=4.5, markerfacecolor=face, clip_on=False)


def _sentence_axis(ax: Axes, starts: list[int], total: int) -> None:
    if not starts:
        ax.set_xlabel("words of the body")
        return
    places, numbers = [], []
    for number, start in enumerate(starts, start=1):
        if not places or start - places[-1] >= total / 28:  # as wide as the number of the one before
            places.append(start)
            numbers.append(str(number))
    ax.set_xticks(places, numbers, fontsize=8.5)
    if len(starts) <= 200:
        ax.set_xticks(starts, minor=True)
    ax.set_xlabel(f"sentences of the body by number, as wide as their words ({total:,} in all)")


def _legend(table: pandas.DataFrame) -> list:
    said = table[table["voice"] != ""]
    handles = []
    for mode, (fill, edge, hatch, marker) in MODE_STYLE.items():
        if mode in set(said["mode"]):
            label = f"{mode} {GLYPHS[marker]}"
            handles.append(Patch(facecolor=fill, edgecolor=edge, hatch=hatch, label=label))
    handles.append(Patch(facecolor=NOBODY[0], edgecolor=NOBODY[1], label="nobody cited"))
    if set(said["act"]) - {"speech"}:
        hollow = Line2D([], [], color=BLACK, marker="o", linestyle="none", markerfacecolor="white", markersize=5,
                        label="hollow mark: no speech but belief, intention, perception")  # fmt: skip
        handles.append(hollow)
    return handles


def source_diversity(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The effective number of sources of each document with its interval, and among as few attributions as elsewhere.

    The hollow mark, cut down to the same number of attributions, is the one to compare (table:
    `measure.source_diversity`).

    >>> source_diversity(pandas.DataFrame(columns=["document", "effective"])).texts[0].get_text()
    'no attribution names a source'
    """
    if table["effective"].dropna().empty:
        return empty_plot(ax, "no attribution names a source")
    with style():
        ax = new_axes(ax, 8, 1.6 + 0.32 * len(table))
        named_rows(ax, table["publisher"].tolist())
        for i, row in enumerate(table.to_dict("records")):
            _effective(ax, row, i)
        ax.annotate("sources · attributions", (1.02, 1.0), xycoords="axes fraction", va="bottom", fontsize=8,
                    color=GREY)  # fmt: skip
        ax.set_xlim(left=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set_xlabel("effective number of sources (95 % interval)")
        used = [mark(*KIND_STYLE[kind], kind) for kind in KIND_STYLE if kind in set(table["kind"])]
        if table["rarefied_effective"].notna().any():
            cut = mark(BLACK, "o", f"the same, among {int(table['rarefied_to'].max())} attributions")
            cut.set_markerfacecolor("white")
            used.append(cut)
        legend_below(ax, used)
    return ax


def _effective(ax: Axes, row: dict, i: int) -> None:
    colour, marker = KIND_STYLE[row["kind"]]
    if math.isnan(row["effective"]):
        ax.annotate("no source named", (0.01, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5)
        return
    if not math.isnan(row["low"]):
        ax.hlines(i, row["low"], row["high"], color=colour, linewidth=2)
    ax.plot(row["effective"], i, marker, color=colour, markersize=7)
    if not math.isnan(row["rarefied_effective"]):
        ax.plot(row["rarefied_effective"], i, "o", color=BLACK, markersize=4.5, markerfacecolor="white")
    told = f"{row['sources']} · {row['attributions']}"
    ax.annotate(told, (1.02, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5, annotation_clip=False)
