"""Cards for deciding about pairs of sentences in a panel: accept, reject, skip, undo.

Input is a corpus or its table of pairs; each decision becomes a line of `verdicts.jsonl` beside the manifest before the
next card is shown, and the file, not the panel, is what counts. Caution: figures that were drawn before a decision stay
as they were drawn. Without ipywidgets the first cards are shown and stand still.
"""

import functools
import html

import pandas

from analysis.errors import CrossreadError
from analysis.measure.ledger import reader_name
from analysis.read.corpus import Corpus
from analysis.read.verdicts import RELATIONS
from analysis.show import gallery
from analysis.show.captions import suggestion
from analysis.show.deciding import Sitting, pairs_of
from analysis.show.frames import Page
from analysis.show.pair_card import pair_card

STILL = 5  # cards that are shown where no panel can be
BUTTONS = {"accept": "a", "reject": "r", "skip": "s", "undo": "u"}
# A letter pressed anywhere in the panel but in a field clicks its button. Until the kernel has answered (a new turn) a
# second press is not passed on: it would decide about a card that nobody has seen. JupyterLab would take the letters
# for commands of its own unless an element around them says otherwise.
LETTERS = (
    "<img src='data:,' alt='' style='display:none' onerror=\"const p = this.closest('.crossread-panel');"
    "if (p && !p.dataset.lmSuppressShortcuts) { p.dataset.lmSuppressShortcuts = 'true'; p.tabIndex = 0;"
    "p.addEventListener('click', e => { if (!e.target.closest('.crossread-key')) return;"
    "const turn = p.querySelector('[data-turn]').dataset.turn;"
    "if (p.dataset.pressed === turn) { e.stopPropagation(); e.preventDefault(); } else p.dataset.pressed = turn; },"
    "true);"
    "p.addEventListener('keydown', e => {"
    "if (e.ctrlKey || e.metaKey || e.altKey || !/^[a-z]$/i.test(e.key)) return;"
    "if (e.target.closest('input, textarea, select, [contenteditable]')) return;"
    "const b = p.querySelector('.crossread-key-' + e.key.toLowerCase());"
    'if (b) { e.preventDefault(); e.stopPropagation(); if (!e.repeat) b.click(); } }); }">'
)


def review_panel(
    given: Corpus | pandas.DataFrame | None = None,
    *,
    corpus: Corpus | None = None,
    reader: str = "",
    again: bool = False,
    seed: int = 0,
):
    """A panel that shows one pair after the other and keeps each decision: buttons, or the keys a, r, s and u.

    Without ipywidgets the first cards are returned as a page, with the call that decides in a cell.

    Parameters
    ----------
    given : a corpus, the shipped one by default, or a table of pairs like that of `measure.overlap`.
    corpus : to which a table belongs, where it is not the shipped one.
    reader : the name decisions are kept under; by default that in CROSSREAD_READER, or "reader".
    again : read what others have decided already, without seeing how; two readings of one pair tell of agreement.
    seed : of the random sample that is read without the machine's word.
    """
    if isinstance(given, pandas.DataFrame):
        corpus, table = corpus or gallery.usual_corpus(), given
    else:
        corpus = given or corpus or gallery.usual_corpus()
        table = pairs_of(corpus)
    sitting = Sitting(corpus, table, seed=seed, again=reader_name(reader) if again else "")
    try:
        import ipywidgets as widgets
    except ImportError:
        return still_cards(sitting)
    return _Panel(widgets, sitting, reader_name(reader)).whole()


def still_cards(sitting: Sitting) -> Page:
    """The first cards as a page, for a notebook without widgets."""
    cards = []
    for at in sitting.todo[:STILL]:
        blind = sitting.parts[at] == "blind sample"
        cards.append(
            pair_card(sitting.reviewed.iloc[at].to_dict(), sitting.corpus, blind=blind, told=not sitting.again)
        )
    hint = 'To decide: <code>decide("p7f3", "accept")</code>, "reject", "undo", or a relation such as "differs".'
    return Page(f"<p>{html.escape(sitting.progress())} {hint}</p>" + "<hr>".join(cards))


class _Panel:
    """The widgets and what happens when they are used."""

    def __init__(self, widgets, sitting: Sitting, reader: str) -> None:
        self.widgets, self.sitting, self.turns = widgets, sitting, 0
        look = {"style": {"description_width": "6em"}, "layout": {"width": "auto"}}
        self.relation = widgets.Dropdown(description="relation", **look)
        self.reader = widgets.Text(description="reader", value=reader, **look)
        self.note = widgets.Text(description="note", placeholder="why (may stay empty)", **look)
        self.card, self.status, self.turn = (widgets.HTML() for _ in range(3))
        self.buttons = {}
        for name, key in BUTTONS.items():
            button = widgets.Button(description=f"{name} ({key})", layout={"width": "auto"})
            button.add_class("crossread-key")
            button.add_class(f"crossread-key-{key}")
            button.on_click(functools.partial(self.press, name))
            self.buttons[name] = button
        self.draw("")

    def press(self, name: str, _=None) -> None:
        """Do what a button says, and show the next card; a mistake is told, and the card stays."""
        try:
            words = self._done(name)
        except (CrossreadError, OSError) as error:
            self.draw(f"Not saved: {error}")
        else:
            self.note.value = ""
            self.draw(words)

    def _done(self, name: str) -> str:
        sitting = self.sitting
        if name == "undo":
            row = sitting.undo()
            return f"Taken back: {row.pair}." if row else "Back to the card that was skipped."
        if not sitting.todo:
            return "No card is left."
        if name == "skip":
            sitting.skip()
            return "Skipped; it comes again after the others."
        auto = suggestion(sitting.table["relation_auto"][sitting.todo[0]])
        told = f" The machine says “{auto}”." if sitting.is_blind else ""
        chosen = self.relation.value if name == "accept" else ""
        row = sitting.decided(name, relation=chosen, note=self.note.value, by=self.reader.value)
        return f"Saved: {row.pair} {row.verdict}ed, “{row.relation}”.{told}"

    def draw(self, words: str) -> None:
        """The card that is next, and where the reader stands."""
        sitting = self.sitting
        try:
            sitting.refresh()
        except (CrossreadError, OSError) as error:
            words = f"{words} {error}".strip()
        first = ("choose a relation", "") if sitting.is_blind else ("as suggested", "")
        self.relation.options = [first, *((name, name) for name in RELATIONS if name != "unrelated")]
        self.relation.value = ""
        self.card.value = sitting.card() if sitting.todo else "<p>No card is left to read.</p>"
        told = html.escape(f"{words} {sitting.progress()}".strip())
        self.status.value = f"<div role='status' aria-live='polite' style='line-height:1.35'>{told}</div>"
        self.turns += 1  # last of all: it lets the next press through
        self.turn.value = f"<span data-turn='{self.turns}' hidden></span>"

    def whole(self):
        """The panel as one widget."""
        box = self.widgets
        wrap = {"flex_flow": "row wrap"}
        hint = box.HTML("<small>Keys work while the panel has the focus: click into the card first.</small>")
        form = box.HBox([*self.buttons.values(), self.relation, self.reader, self.note], layout=wrap)
        panel = box.VBox([self.card, form, hint, self.status, self.turn, box.HTML(LETTERS)])
        panel.add_class("crossread-panel")
        return panel
