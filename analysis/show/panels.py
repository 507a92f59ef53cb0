"""Panels for exploring in JupyterLab: widgets that call the public functions and show what they drew from.

A panel computes nothing of its own; `keyness_view` and `passages_view` are what it shows, for any choice of options.
Caution: without ipywidgets, or without a running front end, the first view is shown and stands still.
"""

import html
from dataclasses import dataclass

from analysis import measure
from analysis.measure.copies import distinct_sources
from analysis.read.corpus import Corpus
from analysis.show import gallery

VIEWS = {"dots": "02-keyness", "rates": "02-rates", "each source": "02-each-source"}
WIDTH = 70  # characters of context on each side of a mention


@dataclass(frozen=True)
class Choice:
    """What a reader has chosen in the vocabulary panel."""

    sources: tuple[str, ...]
    unit: str = "word"
    voice: str = "all"
    min_count: int = 3
    view: str = "dots"

    def code(self) -> str:
        """The call that gives the same table in a cell.

        >>> Choice(("rand",), voice="own").code()
        "measure.keyness(corpus.subset(['rand']), unit='word', voice='own', min_count=3)"
        """
        chosen = f"corpus.subset({list(self.sources)!r})"
        return f"measure.keyness({chosen}, unit={self.unit!r}, voice={self.voice!r}, min_count={self.min_count})"


def keyness_view(corpus: Corpus, choice: Choice):
    """The picture and the keyness table of a choice, as (`Picture`, `DataFrame`).

    >>> from analysis import load_corpus
    >>> picture, table = keyness_view(load_corpus(), Choice(("rand", "hrw", "wires"), unit="bigram"))
    >>> picture.key, bool((table["count"] + table["sources_count"] >= 3).all())
    ('02-keyness', True)
    """
    chosen = corpus.subset(choice.sources)
    options = {"unit": choice.unit, "voice": choice.voice, "min_count": choice.min_count}
    table = gallery.keyness_beside_noise(chosen, **options)
    if choice.view == "dots":
        return gallery.pictured("02-keyness", table), table
    if choice.view == "rates":
        return gallery.pictured("02-rates", measure.rate_pairs(chosen, **options)), table
    by_source = measure.keyness_by_source(chosen, unit=choice.unit, voice=choice.voice)
    return gallery.pictured("02-each-source", by_source), table


def passages_view(corpus: Corpus, choice: Choice, term: str) -> str:
    """The passages behind a term of the table as HTML: as many as the table counts, for the same choice.

    >>> from analysis import load_corpus
    >>> passages_view(load_corpus(), Choice(("rand",)), "mullahs").count("<mark>")
    2
    """
    chosen = corpus.subset(choice.sources)
    documents = [chosen.target.id, *(source.id for source in distinct_sources(chosen))]
    unit = "stem" if choice.unit == "stem" else "phrase"
    rows = measure.concordance(chosen, term, unit=unit, documents=documents, width=WIDTH)
    rows = rows if choice.voice == "all" else rows[rows["voice"] == choice.voice]
    lines = "".join(
        f"<tr><td>{_text(row.publisher)}</td><td>{row.sentence}</td><td style='text-align:right'>{_text(row.left)}</td>"
        f"<td><mark>{_text(row.keyword)}</mark></td><td style='text-align:left'>{_text(row.right)}</td>"
        f"<td>{row.voice}</td></tr>"
        for row in rows.itertuples()
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("document", "sentence", "", "", "", "voice"))
    shown = f"{len(rows)} mention{'' if len(rows) == 1 else 's'} of “{_text(term)}”"
    return f"<table><caption>{shown}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _text(written: str) -> str:
    return html.escape(str(written))


def vocabulary_panel(corpus: Corpus | None = None):
    """A panel to choose sources, unit, voice and minimum count, and to read the passages behind any term.

    Without ipywidgets the picture of the shipped options is returned instead.
    """
    corpus = corpus or gallery.shipped_corpus()
    sources = tuple(document.id for document in corpus.contrast)
    try:
        import ipywidgets as widgets
    except ImportError:
        return keyness_view(corpus, Choice(sources))[0]
    names = [(document.label, document.id) for document in corpus.contrast]
    wide = {"description_width": "9em"}
    controls = {
        "sources": widgets.SelectMultiple(options=names, value=sources, description="sources", rows=6, style=wide),
        "unit": widgets.Dropdown(options=["word", "stem", "bigram", "trigram"], description="unit", style=wide),
        "voice": widgets.Dropdown(options=["all", "own", "quoted"], description="voice", style=wide),
        "min_count": widgets.BoundedIntText(value=3, min=1, max=50, description="minimum count", style=wide),
        "view": widgets.Dropdown(options=list(VIEWS), description="view", style=wide),
    }
    terms = widgets.Select(options=[], description="terms", rows=14, style=wide, layout={"width": "34em"})
    picture, passages, code = widgets.HTML(), widgets.HTML(), widgets.HTML()

    def chosen() -> Choice:
        return Choice(**{name: control.value for name, control in controls.items()})

    def draw(_=None) -> None:
        drawing, table = keyness_view(corpus, chosen())
        picture.value, code.value = drawing._repr_html_(), f"<code>{_text(chosen().code())}</code>"
        labels = [
            (f"{term}  {count} : {others}  {band}", term)
            for term, count, others, band in table[["term", "count", "sources_count", "band"]].to_numpy()
        ]
        terms.options = labels
        terms.value = labels[0][1] if labels else None

    def read(_=None) -> None:
        passages.value = passages_view(corpus, chosen(), terms.value) if terms.value else ""

    for control in controls.values():
        control.observe(draw, "value")
    terms.observe(read, "value")
    draw()
    left = widgets.VBox([*controls.values(), terms])
    return widgets.VBox([widgets.HBox([left, picture]), code, passages])
