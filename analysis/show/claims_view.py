"""A panel that opens the evidence of any cell of the claim matrix: choose a claim, choose a source, read all pairs.

Input is a corpus; what is shown is `cell_view` and `claim_view` of the choice, and nothing is written. Caution: the
lists follow the decisions of `verdicts.jsonl` at each choice, figures that were drawn before do not. Without ipywidgets
the claim matrix is shown and stands still.
"""

import html
import textwrap

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.matrix import SPEAKS, matrix_of
from analysis.read.corpus import Corpus
from analysis.show import gallery
from analysis.show.cell_views import CellChoice, cell_view, claim_view, claims_listed, sources_listed, told_relation
from analysis.show.frames import drawn_from
from analysis.show.panels import KEYS

OPENING = 48  # characters of a claim in the list
FRAME = "max-height:46em;overflow:auto;border:1px solid #bdbdbd;padding:0 0.6em"
LABELS = "<style>.crossread-list > .widget-label { text-align: left }</style>"


def claims_panel(corpus: Corpus | None = None):
    """A panel to choose a claim and a source and to read all pairs kept for the two, the most telling first.

    Without ipywidgets the picture of the claim matrix is returned instead.
    """
    corpus = corpus or gallery.usual_corpus()
    try:
        import ipywidgets as widgets
    except ImportError:
        return gallery.drawn("04-claim-matrix", corpus)
    return _Panel(widgets, corpus).whole()


class _Panel:
    """The widgets and what happens when they are used."""

    def __init__(self, widgets, corpus: Corpus) -> None:
        self.widgets, self.corpus, self.pairs = widgets, corpus, None
        column = {"width": "auto", "flex_flow": "column", "align_items": "stretch"}
        look = {"style": {"description_width": "auto"}, "layout": column, "rows": 10}
        self.claim = widgets.Select(options=[], description="claim: how many sources speak to it", **look)
        self.source = widgets.Select(options=[], description="source: what it says of the claim", **look)
        for part in (self.claim, self.source):
            part.add_class("crossread-list")
        self.anew = widgets.Button(description="Read decisions anew", layout={"width": "auto"})
        self.cell, self.facts, self.behind, self.status = (widgets.HTML() for _ in range(4))
        self.claim.observe(self.draw, "value")
        self.source.observe(self.draw, "value")
        self.anew.on_click(self.draw)
        self.draw()

    @property
    def choice(self) -> CellChoice:
        return CellChoice(self.claim.value, self.source.value)

    def tell(self, words: str) -> None:
        self.status.value = f"<div role='status' aria-live='polite' style='line-height:1.35'>{html.escape(words)}</div>"

    def draw(self, change=None) -> None:
        """All anew for the claim and the source chosen, with the decisions that the file holds now."""
        self.tell("reading …")
        try:
            told = self._drawn(moved=getattr(change, "owner", None) is self.claim)
        except (CrossreadError, OSError) as error:
            told = f"Not read: {error}"
        self.tell(told)

    def _drawn(self, moved: bool) -> str:
        """Show the choice, and tell in a line what it is; `moved` says that another claim was chosen."""
        pairs = measure.reviewed_pairs(self.corpus)
        if self.pairs is None or not pairs.equals(self.pairs):
            self.pairs, self.matrix = pairs, matrix_of(pairs)
        if self.matrix.empty:
            return "There is no claim, or no source to compare it with."
        claims = claims_listed(self.matrix).to_dict("records")
        most = max(claims, key=lambda row: (row["speak"], row["differ"]))
        self._offer(self.claim, [(_claim_label(row), row["claim_sentence"]) for row in claims], most["claim_sentence"])
        cells = {row["document"]: row for row in sources_listed(self.matrix, self.claim.value).to_dict("records")}
        # The source stays in sight where it speaks to the other claim too.
        stays = not moved or cells[self.source.value]["relation_final"] in SPEAKS
        options = [(f"{row['publisher']}: {told_relation(row)}", name) for name, row in cells.items()]
        self._offer(self.source, options, next(iter(cells)), stays=stays)
        cards = cell_view(self.pairs, self.claim.value, self.source.value, corpus=self.corpus)
        self.cell.value = f"<div style='{FRAME}'>{cards}</div>"  # a new element opens at its top
        self.facts.value = claim_view(self.corpus, self.claim.value)
        of_cell = (pairs["claim_sentence"] == self.claim.value) & (pairs["document"] == self.source.value)
        self.behind.value = drawn_from(pairs[of_cell], self.choice.code())
        cell = cells[self.source.value]
        return f"Sentence {self.claim.value}, {cell['publisher']}: {told_relation(cell)}."

    def _offer(self, control, options: list, first, *, stays: bool = True) -> None:
        """Options of a list; what was chosen stays chosen where it is there and is to stay, else the first is."""
        before = control.value
        control.unobserve(self.draw, "value")  # new options are no choice of the reader's
        if list(control.options) != options:
            control.options = options
        control.value = before if stays and before in [value for _, value in options] else first
        control.observe(self.draw, "value")

    def whole(self):
        """The panel as one widget."""
        box = self.widgets
        claims, sources = (box.VBox([part], layout={"flex": "1 1 24em"}) for part in (self.claim, self.source))
        lists = box.HBox([claims, sources], layout={"flex_flow": "row wrap"})
        told = box.HBox([self.anew, self.status], layout={"flex_flow": "row wrap", "align_items": "center"})
        panel = box.VBox([lists, told, self.cell, self.facts, self.behind, box.HTML(LABELS + KEYS)])
        panel.add_class("crossread-panel")
        return panel


def _claim_label(row: dict) -> str:
    """A claim in one line: its number, how many sources speak to it, and its opening words, which a list may cut off.

    >>> row = {"claim_sentence": 4, "claim_text": "The mill is old.", "speak": 3, "agree": 1, "differ": 2}
    >>> _claim_label(row)
    '4  3 speak: 1 agree, 2 differ  The mill is old.'
    """
    told = f"{row['speak']} speak" + (f": {row['agree']} agree, {row['differ']} differ" if row["speak"] else "")
    return f"{row['claim_sentence']}  {told}  {textwrap.shorten(row['claim_text'], OPENING, placeholder=' …')}"
