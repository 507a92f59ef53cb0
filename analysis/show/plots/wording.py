"""Pictures of wording: what an entity is called, how often the words of each list are used, measures of whole texts."""

import numpy
import pandas
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from analysis.show.plots.parts import empty_plot, legend_below, mark, new_axes, row_panels, shortened
from analysis.show.style import BLACK, GREY, KIND_STYLE, style

SHADES = LinearSegmentedColormap.from_list("shares", ["#FFFFFF", "#DCEAF5", "#9CC4E4"])
KIND_NAMES = {"original": "the article", "digest": "digest", "full": "full text"}


def naming(table: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """A matrix of labels by documents: the number of mentions, shaded by their share in the document's mentions.

    A number behind ” tells how many of the mentions stand inside quotation marks; a dot stands for no mention.

    >>> naming(pandas.DataFrame(columns=["entity"])).texts[0].get_text()[:12]
    'no names are'
    """
    if table.empty:
        return empty_plot(ax, "no names are listed: python -m analysis names writes a first list")
    documents, rows = table["document"].unique(), table[["entity", "label"]].drop_duplicates().values.tolist()
    places, entities = [], []
    for entity, _ in rows:
        if entity not in entities:
            entities.append(entity)
        places.append(len(places) + len(entities))
    height = places[-1] + 1
    with style():
        ax = new_axes(ax, 3.2 + 0.47 * len(documents), 2.2 + 0.25 * height)
        columns = {name: i for i, name in enumerate(documents)}
        for place, (entity, label) in zip(places, rows, strict=True):
            here = table[(table["entity"] == entity) & (table["label"] == label)]
            for cell in here.to_dict("records"):
                _cell(ax, columns[cell["document"]], place, cell)
        for entity in entities:
            first = next(place for place, row in zip(places, rows, strict=True) if row[0] == entity)
            ax.text(-0.5, first - 1, shortened(entity), fontweight="bold", fontsize=9, va="center",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip
        ax.set_yticks(places, [shortened(label, 26) for _, label in rows], fontsize=9)
        names = table.drop_duplicates("document")["publisher"]
        ax.set_xticks(range(len(documents)), [shortened(name, 32) for name in names], rotation=55, ha="left",
                      rotation_mode="anchor", fontsize=8.5)  # fmt: skip
        ax.xaxis.tick_top()
        ax.set_xlabel(
            "mentions, ” of these inside quotation marks; shade = share of the entity's mentions in a document"
        )
        ax.set_xlim(-0.5, len(documents) - 0.5)
        ax.set_ylim(height - 0.4, -0.5)
        article = columns[table.loc[table["kind_of_text"] == "original", "document"].iloc[0]]
        for edge in (article - 0.5, article + 0.5):
            if 0 < edge < len(documents) - 1:
                ax.axvline(edge, color=GREY, linewidth=1)
        ax.tick_params(length=0)
        for side in ax.spines.values():
            side.set_visible(False)
    return ax


def _cell(ax: Axes, x: int, y: int, cell: dict) -> None:
    if not cell["count"]:
        ax.plot(x, y, ".", color=GREY, markersize=2)
        return
    ax.fill_between([x - 0.5, x + 0.5], y - 0.5, y + 0.5, color=SHADES(cell["share"]), linewidth=0, zorder=0)
    told = f"{cell['count']}" + (f" ”{cell['quoted']}" if cell["quoted"] else "")
    ax.text(x, y, told, ha="center", va="center", fontsize=8.5, color=BLACK)


def lexicon_rates(table: pandas.DataFrame) -> Axes:
    """A panel a list: the rate of each document with its interval.

    >>> lexicon_rates(pandas.DataFrame(columns=["lexicon"])).texts[0].get_text()
    'no words to compare'
    """
    if table.empty:
        return empty_plot(None, "no words to compare")
    lists = table[["lexicon", "category"]].drop_duplicates().values.tolist()
    titles = [name if category == "all" else f"{name}:\n{category}" for name, category in lists]
    with style():
        panels = row_panels(table.drop_duplicates("document")["publisher"].tolist(), titles, 1.75)
        for ax, (lexicon, category) in zip(panels, lists, strict=True):
            here = table[(table["lexicon"] == lexicon) & (table["category"] == category)]
            for i, row in enumerate(here.to_dict("records")):
                colour, marker = KIND_STYLE[row["kind_of_text"]]
                if row["per_1000"] == row["per_1000"]:
                    ax.hlines(i, row["low"], row["high"], color=colour, linewidth=1.6)
                    ax.plot(row["per_1000"], i, marker, color=colour, markersize=5.5, clip_on=False)
            rates = here[["per_1000", "high"]].replace(numpy.inf, numpy.nan)
            ax.set_xlim(0, max(1.0, 1.06 * float(rates.max().max())))
        kinds = [mark(*KIND_STYLE[kind], KIND_NAMES[kind]) for kind in KIND_STYLE if kind in set(table["kind_of_text"])]
        legend_below(panels[0], kinds, "hits per 1,000 words, with exact 95 % interval; each panel has its own scale")
    return panels[0]


def text_profile(table: pandas.DataFrame) -> Axes:
    """A panel a statistic: value and range over halves; filled only where the gap to the article exceeds the halves'.

    >>> text_profile(pandas.DataFrame(columns=["statistic"])).texts[0].get_text()
    'no texts to compare'
    """
    if table.empty:
        return empty_plot(None, "no texts to compare")
    statistics = table["statistic"].unique().tolist()
    with style():
        panels = row_panels(table.drop_duplicates("document")["publisher"].tolist(), statistics, 1.6)
        for ax, statistic in zip(panels, statistics, strict=True):
            for i, row in enumerate(table[table["statistic"] == statistic].to_dict("records")):
                colour, marker = KIND_STYLE["original" if row["is_article"] else "digest"]
                told = row["is_article"] or (not pandas.isna(row["beyond"]) and bool(row["beyond"]))
                ax.hlines(i, row["half_low"], row["half_high"], color=colour, linewidth=1.4)
                ax.plot(row["value"], i, marker, markeredgecolor=colour, markersize=6,
                        markerfacecolor=colour if told else "white")  # fmt: skip
        colour, marker = KIND_STYLE["digest"]
        hollow = mark(colour, marker, "source not told apart from it")
        hollow.set_markerfacecolor("white")
        marks = [
            mark(*KIND_STYLE["original"], "the article"),
            mark(colour, marker, "source that differs from it"),
            hollow,
        ]
        legend_below(panels[0], marks, "value, and its range over halves of the text; each panel has its own scale")
    return panels[0]
