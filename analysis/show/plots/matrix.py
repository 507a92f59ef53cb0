"""The matrix of claims by sources, and the share of claims each source speaks to: tables of `measure` in, Axes out.

A cell's relation is told by a sign, its group by the colour; a hatched cell has not been confirmed by a reader.
Caution: a dot means not found in that document by these scores.
"""

import math

import pandas
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from analysis.show.plots.parts import empty_plot, interval_rows, legend_below, mark, new_axes, shortened
from analysis.show.style import BLACK, BLUE, GREY, PALE, WHITE, style

LIGHT_BLUE, LIGHT_RED, DARK_RED = "#CFE3F1", "#F6D3BF", "#B34700"
# Sign, fill and what the legend says of each relation, in the legend's order.
SIGNS = {
    "copied": ("”", BLUE, "copied"),
    "figures agree": ("#=", BLUE, "figures agree"),
    "same": ("=", BLUE, "same"),
    "in part": ("≈", LIGHT_BLUE, "in part"),
    "figures differ": ("#≠", DARK_RED, "figures differ"),
    "disputes": ("×", DARK_RED, "disputes"),
    "polarity differs": ("¬", DARK_RED, "polarity differs"),
    "dates differ": ("d≠", DARK_RED, "dates differ"),
    "differs": ("~", LIGHT_RED, "put otherwise"),
    "other time": ("t", PALE, "of another time"),
    "other scope": ("s", PALE, "of another scope"),
    "related": ("○", PALE, "related"),
    "cannot tell": ("?", PALE, "cannot tell"),
}
DARK = (BLUE, DARK_RED)
# The grounds of the cells by name: the picture and the report take both colours of a cell from here.
GROUNDS = {"agrees": BLUE, "part-of": LIGHT_BLUE, "differs": DARK_RED, "otherwise": LIGHT_RED, "other": PALE}
DECIDED = ("confirmed", "changed", "rejected")
LEGEND_COLUMN = 2.6  # inches
LEAST = 8  # rows and columns for which there is room in the smallest matrix


def claim_matrix(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Claims by sources: each cell has the sign of its relation; hatched cells are no reader's decision yet.

    Table: `measure.claim_matrix`.

    >>> claim_matrix(pandas.DataFrame(columns=["claim_sentence", "publisher"])).texts[0].get_text()
    'no source to compare with'
    """
    if table.empty:
        return empty_plot(ax, "no source to compare with")
    # By document: two of one publisher are two columns.
    names = dict(zip(table["document"], table["publisher"], strict=True))
    rows, columns = list(dict.fromkeys(table["claim_sentence"])), list(names)
    handles = _handles(table)
    with style():
        width = max(7.4, 3.6 + 0.46 * len(columns))
        beside = int(width / LEGEND_COLUMN)
        ax = new_axes(ax, width, max(2.2, 0.245 * len(rows)) + 2.6 + 0.2 * math.ceil(len(handles) / beside))
        for row in table.to_dict("records"):
            _cell(ax, row, columns.index(row["document"]), rows.index(row["claim_sentence"]))
        texts = table.drop_duplicates("claim_sentence").set_index("claim_sentence")["claim_text"]
        ax.set_yticks(range(len(rows)), [f"{number}  {shortened(texts[number], 52)}" for number in rows], fontsize=8)
        labels = [shortened(names[column], 30) for column in columns]
        ax.set_xticks(range(len(columns)), labels, rotation=55, ha="right", rotation_mode="anchor", fontsize=8.5)
        # Few claims or sources leave room rather than fill it with huge cells.
        ax.set_xlim(-0.5, max(len(columns), LEAST) - 0.5)
        ax.set_ylim(max(len(rows), LEAST) - 0.5, -0.5)
        ax.tick_params(length=0)
        ax.set_ylabel("claims of the article\n(sentence number and opening words)")
        ax.spines[:].set_visible(False)
        ax.figure.legend(handles=handles, loc="outside lower center", ncols=beside, handletextpad=0.5,
                         columnspacing=1.4, fontsize=8.5, handleheight=1.1)  # fmt: skip
    return ax


def ink(fill: str) -> str:
    """The colour of a sign on its ground.

    >>> ink(BLUE), ink(PALE)
    ('#FFFFFF', '#1A1A1A')
    """
    return WHITE if fill in DARK else BLACK


def _cell(ax: Axes, row: dict, x: int, y: int) -> None:
    """One cell: a dot where nothing was found, else a filled box with its sign and, where undecided, a hatch."""
    relation, decided = row["relation_final"], row["status"] in DECIDED
    if relation not in SIGNS:
        ax.plot(x, y, "." if not decided else "_", color=GREY, markersize=3 if not decided else 6)
        return
    sign, fill, _ = SIGNS[relation]
    ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=fill, edgecolor="white", linewidth=0))
    if not decided:
        light = "#FFFFFF70" if fill in DARK else "#FFFFFFB0"
        ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, fill=False, edgecolor=light, hatch="////", linewidth=0))
    # The sign stands on plain ground: hatch lines do not run through it.
    ground = {"facecolor": fill, "edgecolor": "none", "pad": 0.6}
    ax.text(x, y + 0.03, sign, ha="center", va="center", fontsize=8.5, color=ink(fill), fontweight="bold",
            bbox=ground)  # fmt: skip
    if row["also"]:
        ax.plot(x + 0.36, y - 0.3, ".", color=ink(fill), markersize=3)


def _handles(table: pandas.DataFrame) -> list:
    """Signs that occur, by name; what a hatch, a corner dot and a lone dot mean."""
    used = set(table["relation_final"])
    handles = [Patch(facecolor=fill, label=f"{sign}  {told}")
               for name, (sign, fill, told) in SIGNS.items() if name in used]  # fmt: skip
    if (~table["status"].isin(DECIDED) & table["relation_final"].isin(SIGNS)).any():
        handles.append(Patch(facecolor=BLUE, edgecolor="white", hatch="////", label="hatched: no reader's decision"))
    if (table["also"] != "").any():
        handles.append(mark(BLACK, ".", "corner dot: other sentences say more"))
    handles.append(mark(GREY, ".", "not found"))
    if (table["status"].isin(DECIDED) & ~table["relation_final"].isin(SIGNS)).any():
        handles.append(mark(GREY, "_", "not found, as a reader decided"))
    return handles


def coverage(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Share of the article's claims that each source speaks to, with intervals (table: `measure.coverage`)."""
    if table.empty:
        return empty_plot(ax, "no source to compare with")
    notes = [f"{row.found} of {row.claims}: {row.agreeing} agree, {row.differing} differ, {row.in_part} in part"
             for row in table.itertuples()]  # fmt: skip
    with style():
        ax = new_axes(ax, 8.6, 1.4 + 0.32 * len(table))
        interval_rows(table, ax, [BLUE] * len(table), ["s"] * len(table), notes)
        legend_below(ax, [mark(BLUE, "s", "share with interval", "-")])
        ax.set_xlabel("claims of the article that the source speaks to (95 % interval)")
    return ax
