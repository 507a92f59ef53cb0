"""What pictures are made of: named rows, intervals, legends, labels cut to a length. No picture of its own."""

import math
import textwrap

import pandas
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.show.style import PALE, blank_figure, style

AIR = 0.12  # inches between the title of a figure and those of its panels


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes given, or those of a new figure of so many inches."""
    return blank_figure(width, height).subplots() if ax is None else ax


def named_rows(ax: Axes, labels: list[str]) -> None:
    """One named row a label, from the top down, with faint guides."""
    ax.set_yticks(range(len(labels)), [shortened(label) for label in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(axis="y", color=PALE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0)


def row_panels(labels: list[str], titles: list[str], width: float) -> list[Axes]:
    """Panels side by side that share one named row a label, each under its title; `width` is in inches a panel."""
    figure = blank_figure(2.6 + width * len(titles), 1.5 + 0.3 * len(labels), air=AIR)
    panels = list(figure.subplots(1, len(titles), squeeze=False, sharey=True)[0])
    named_rows(panels[0], labels)
    for panel, title in zip(panels, titles, strict=True):
        panel.set_title(title, fontsize=9.5, loc="left")
        panel.grid(axis="y", color=PALE, linewidth=0.8)
        panel.set_axisbelow(True)
        panel.tick_params(axis="y", length=0, pad=8)
    return panels


def empty_plot(ax: Axes | None, note: str, table: pandas.DataFrame | None = None) -> Axes:
    """A small plot that only says why it is empty: the reason that the table carries, or the note."""
    with style():
        ax = new_axes(ax, 6, 1.4)
        ax.set_axis_off()
        told = textwrap.fill((table.attrs.get("empty") if table is not None else None) or note, 70)
        ax.annotate(told, (0.5, 0.5), xycoords="axes fraction", ha="center", va="center")
    return ax


def mark(colour: str, marker: str, label: str, line: str = "none") -> Line2D:
    """A mark for the legend."""
    return Line2D([], [], color=colour, marker=marker, linestyle=line, label=label, markersize=7)


def legend_below(ax: Axes, handles: list[Line2D], title: str | None = None) -> None:
    """One row of marks below the plot, under a line that says what the axis shows where panels share it."""
    ax.figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), handletextpad=0.4,
                     columnspacing=1.4, fontsize=9, title=title, title_fontsize=9.5)  # fmt: skip


def interval_rows(table: pandas.DataFrame, ax: Axes, colours: list[str], markers: list[str], notes: list[str]) -> None:
    """One row a document: its share as a mark, its interval as a line, and a note at the right."""
    named_rows(ax, table["publisher"].tolist())
    for i, row in enumerate(table.to_dict("records")):
        if math.isnan(row["share"]):
            ax.annotate("no sentences", (0.01, i), va="center", fontsize=8.5)
            continue
        ax.hlines(i, row["low"], row["high"], color=colours[i], linewidth=2)
        ax.plot(row["share"], i, markers[i], color=colours[i], markersize=7)
        ax.annotate(notes[i], (1.02, i), xycoords=("axes fraction", "data"), va="center", fontsize=8.5,
                    annotation_clip=False)  # fmt: skip
    ax.set_xlim(-0.015, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])


def shortened(text: str, length: int = 40) -> str:
    """A label of at most so many characters, cut at a word, mathematical notation switched off.

    >>> shortened("A very long name of a publisher", 16), shortened("$x$")
    ('A very long …', '\\\\$x\\\\$')
    """
    if len(text) > length:
        head = text[: length - 1]
        text = (head.rsplit(" ", 1)[0] if " " in head else head) + " …"
    return text.replace("$", r"\$")
