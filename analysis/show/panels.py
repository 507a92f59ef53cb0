"""Panels for exploring in JupyterLab: widgets that call the public functions and show what they drew from.

A panel computes nothing of its own; `keyness_view` and `passages_view` are what it shows, for any choice of options.
Caution: without ipywidgets, or without a running front end, the first view is shown and stands still.
"""

import html
from dataclasses import dataclass

import pandas

from analysis import measure
from analysis.measure.copies import distinct_sources
from analysis.measure.noise import keyness_beside_noise
from analysis.measure.rates import beside_chance, leading_terms
from analysis.read.corpus import Corpus
from analysis.show import gallery
from analysis.show.frames import Page, drawn_from

WIDTH = 60  # characters of context on each side of a mention
UNITS = {"one word": "word", "word stem": "stem", "two words": "bigram", "three words": "trigram"}
VOICES = {"all words": "all", "the author's own": "own", "inside quotation marks": "quoted"}
PICTURES = {"dots": "02-keyness", "rates": "02-rates", "each source": "02-each-source"}
DRAWN = {
    "dots": "show.keyness(table)",
    "rates": "show.rate_pairs(measure.rate_pairs(chosen, {}))",
    "each source": "show.keyness_by_source(measure.keyness_by_source(chosen, {}))",
}
VIEWS = {"dots: sources pooled": "dots", "rates: beside chance": "rates", "each source by itself": "each source"}
# JupyterLab takes keys pressed in a list for its own commands (ipywidgets issue 3912) unless the focused element says
# otherwise, and nothing but a handler in the page can say so: "x" in the list of terms would cut the cell.
KEYS = (
    "<img src='data:,' alt='' style='display:none' onerror=\"this.closest('.crossread-panel').addEventListener("
    "'focusin', e => { e.target.dataset.lmSuppressShortcuts = 'true' })\">"
)
_WIDE = {"description_width": "9em"}


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen in the vocabulary panel; no `sources` stands for all of them."""

    sources: tuple[str, ...] | None = None
    unit: str = "word"
    voice: str = "all"
    min_count: int = 3
    view: str = "dots"

    def code(self, term: str | None = None, documents: list[str] | None = None) -> str:
        """The lines that give table, picture and passages of the choice in a cell; `documents` where not all count.

        >>> print(Choice(("rand",), voice="own").code())
        chosen = corpus.subset(['rand'])
        table = measure.keyness(chosen, unit='word', voice='own', min_count=3)
        show.keyness(table)
        """
        options = f"unit={self.unit!r}, voice={self.voice!r}, min_count={self.min_count}"
        chosen = "corpus" if self.sources is None else f"corpus.subset({list(self.sources)!r})"
        lines = [f"chosen = {chosen}", f"table = measure.keyness(chosen, {options})", DRAWN[self.view].format(options)]
        if term is not None:
            unit = "stem" if self.unit == "stem" else "phrase"
            among = f", documents={documents!r}" if documents else ""
            lines.append(f"passages = measure.concordance(chosen, {term!r}, unit={unit!r}{among}, width={WIDTH})")
            if self.voice != "all":
                lines.append(f'passages = passages[passages["voice"] == {self.voice!r}]')
            lines.append("show.passages(passages)")
        return "\n".join(lines)

    def corpus(self, corpus: Corpus) -> Corpus:
        """The article with the sources chosen."""
        return corpus if self.sources is None else corpus.subset(self.sources)


def keyness_view(corpus: Corpus, choice: Choice):
    """The picture and the keyness table of a choice, as (`Picture`, `DataFrame`).

    >>> from analysis import load_corpus
    >>> picture, table = keyness_view(load_corpus(), Choice(("rand", "hrw", "wires"), unit="bigram"))
    >>> picture.key, bool((table["count"] + table["sources_count"] >= 3).all())
    ('02-keyness', True)
    """
    chosen = choice.corpus(corpus)
    options = {"unit": choice.unit, "voice": choice.voice, "min_count": choice.min_count}
    if choice.view == "dots":
        table = keyness_beside_noise(chosen, **options)
        return gallery.pictured(PICTURES[choice.view], table), table
    table = measure.keyness(chosen, **options)
    if choice.view == "rates":
        shown = beside_chance(table)
    else:
        shown = measure.keyness_by_source(chosen, leading_terms(table), unit=choice.unit, voice=choice.voice)
        shown.attrs = table.attrs
    return gallery.pictured(PICTURES[choice.view], shown), table


def counted_passages(corpus: Corpus, choice: Choice, term: str) -> pandas.DataFrame:
    """The passages behind a term of the table: as many rows as it counts for the same choice.

    >>> from analysis import load_corpus
    >>> len(counted_passages(load_corpus(), Choice(), "mullahs"))
    2
    """
    chosen = choice.corpus(corpus)
    unit = "stem" if choice.unit == "stem" else "phrase"
    rows = measure.concordance(chosen, term, unit=unit, documents=counted_documents(chosen), width=WIDTH)
    return rows if choice.voice == "all" else rows[rows["voice"] == choice.voice]


def counted_documents(chosen: Corpus) -> list[str] | None:
    """The ids of the documents that are counted, or None where no near copy is left out."""
    documents = [chosen.target.id, *(source.id for source in distinct_sources(chosen))]
    return documents if len(documents) < len(chosen) else None


def passages(rows: pandas.DataFrame, caption: str = "") -> Page:
    """The rows of `measure.concordance` as an HTML table, each mention marked between what stands before and after.

    >>> from analysis import load_corpus
    >>> passages(measure.concordance(load_corpus(), "mullahs")).count("<mark>")
    2
    """
    lines = "".join(
        f"<tr><td style='text-align:left'>{_text(row.publisher)}, {row.sentence}</td>"
        f"<td style='text-align:right'>{_text(row.left)}</td><td style='text-align:left'>"
        f"<span style='white-space:nowrap'><mark>{_text(row.keyword)}</mark></span> {_text(row.right)}</td>"
        f"<td>{row.voice}</td></tr>"
        for row in rows.itertuples()
    )
    names = ("document, sentence", "before", "mention and what follows", "voice")
    heads = "".join(f"<th scope='col' style='text-align:left'>{name}</th>" for name in names)
    return Page(
        f"<table style='line-height:1.35;font-size:90%;border-spacing:0.5em 0.15em'><caption>{_text(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def passages_view(corpus: Corpus, choice: Choice, term: str) -> Page:
    """The passages behind a term of the table as HTML, and how many they are.

    >>> from analysis import load_corpus
    >>> "2 mentions of “mullahs”" in passages_view(load_corpus(), Choice(("rand",)), "mullahs")
    True
    """
    rows = counted_passages(corpus, choice, term)
    return passages(rows, f"{len(rows)} mention{'' if len(rows) == 1 else 's'} of “{term}”")


def _text(written: str) -> str:
    return html.escape(str(written))


def vocabulary_panel(corpus: Corpus | None = None):
    """A panel to choose sources, unit, voice and minimum count, and to read the passages behind any term.

    Without ipywidgets the picture of the shipped options is returned instead.
    """
    corpus = corpus or gallery.usual_corpus()
    try:
        import ipywidgets as widgets
    except ImportError:
        return keyness_view(corpus, Choice())[0]
    every = tuple(document.id for document in corpus.contrast)
    controls, everything = _controls(widgets, corpus)
    terms = widgets.Select(options=[], description="terms", rows=14, style=_WIDE, layout={"width": "auto"})
    picture, found, behind, status = (widgets.HTML() for _ in range(4))
    drawn: list[pandas.DataFrame] = []  # the table that is shown now

    def chosen() -> Choice:
        values = {name: control.value for name, control in controls.items()}
        return Choice(**values | {"sources": None if values["sources"] == every else values["sources"]})

    def draw(_=None) -> None:
        status.value = "<span role='status'>drawing …</span>"
        drawing, table = keyness_view(corpus, chosen())
        drawn[:] = [table]
        before = terms.value
        terms.unobserve(read, "value")  # new options are no choice of the reader's
        terms.options = [
            (f"{term}  {count} : {others}  {band}", term)
            for term, count, others, band in table[["term", "count", "sources_count", "band"]].to_numpy()
        ]
        listed = table["term"].tolist()
        terms.value = before if before in listed else listed[0] if listed else None
        terms.observe(read, "value")
        picture.value = f"<div style='line-height:1.35'>{drawing._repr_html_()}</div>"
        read()
        status.value = ""

    def read(_=None) -> None:
        choice, term = chosen(), terms.value
        found.value = passages_view(corpus, choice, term) if term else ""
        behind.value = drawn_from(drawn[0], choice.code(term, counted_documents(choice.corpus(corpus))))

    def choose_all(_) -> None:
        controls["sources"].value = every

    for control in controls.values():
        control.observe(draw, "value")
    terms.observe(read, "value")
    everything.on_click(choose_all)
    draw()
    hint = widgets.HTML(
        "<small>hits in the article : hits in the sources, band</small>", layout={"margin": "0 0 0 9em"}
    )
    column = [controls["sources"], everything, *list(controls.values())[1:], terms, hint, status, widgets.HTML(KEYS)]
    left = widgets.VBox(column, layout={"flex": "1 1 22em", "max_width": "32em"})
    right = widgets.Box([found], layout={"flex": "1 1 30em", "max_height": "34em", "overflow": "auto"})
    top = widgets.HBox([left, right], layout={"flex_flow": "row wrap"})
    panel = widgets.VBox([top, picture, behind])
    panel.add_class("crossread-panel")
    return panel


def _controls(widgets, corpus: Corpus) -> tuple[dict, object]:
    """The controls by the name of what they choose, and the button that chooses all sources."""
    names = [(document.label, document.id) for document in corpus.contrast]
    look = {"style": _WIDE, "layout": {"width": "auto"}}
    controls = {
        "sources": widgets.SelectMultiple(
            options=names, value=tuple(name for _, name in names), description="sources",
            rows=min(8, max(2, len(names))), tooltip="hold Ctrl or Shift to choose several", **look,
        ),
        "unit": widgets.Dropdown(options=list(UNITS.items()), description="unit", **look),
        "voice": widgets.Dropdown(options=list(VOICES.items()), description="voice", **look),
        "min_count": widgets.BoundedIntText(value=3, min=1, max=50, description="minimum count", **look),
        "view": widgets.Dropdown(options=list(VIEWS.items()), description="view", **look),
    }  # fmt: skip
    everything = widgets.Button(
        description="all sources (Ctrl-click chooses several)", layout={"width": "auto", "margin": "2px 2px 2px 9.3em"}
    )
    return controls, everything
