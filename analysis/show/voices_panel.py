"""A panel for reading and correcting in JupyterLab: choose a document, choose a voice, read all it says.

Input is a corpus; a correction is added to `corrections.jsonl` in its folder and applied to what the panel shows.
Caution: a corpus that was loaded before stays as it was loaded: run `load_corpus` again for the cells below. Without
ipywidgets the strip of voices is shown and stands still.
"""

import datetime
import html
from dataclasses import dataclass, replace

from analysis.errors import CrossreadError
from analysis.measure.reports import NOBODY, Report, reports
from analysis.read.attribution.correcting import standing
from analysis.read.attribution.corrections import FILE, added_correction, correction, nearest_mention, place
from analysis.read.corpus import Corpus
from analysis.show import gallery, sourcing_tables
from analysis.show.frames import drawn_from
from analysis.show.panels import KEYS
from analysis.show.sourcing_views import (
    VoiceChoice,
    correction_label,
    mark_label,
    other_mentions,
    recorrected,
    rows_drawn_from,
    said_by,
    said_view,
    voices_listed,
)

ACTS = {"all acts": "all", "reported speech alone": "speech"}
_WIDE = {"description_width": "8em"}
_FLOW = {"width": "auto"}


def sourcing_panel(corpus: Corpus | None = None):
    """A panel to choose document, acts and voice, to read all that the voice says, and to correct a mark.

    Corrections are added to `corrections.jsonl` beside the manifest and applied at once. Without ipywidgets the strip
    of voices of the article is returned instead.
    """
    corpus = corpus or gallery.usual_corpus()
    try:
        import ipywidgets as widgets
    except ImportError:
        return gallery.drawn("03-voices", corpus)
    return _Panel(widgets, corpus).whole()


@dataclass
class _Shown:
    """What the panel shows now: the corpus as corrected, and the reports of the chosen voice by their label."""

    corpus: Corpus
    reports: dict[str, Report]


class _Panel:
    """The widgets and what happens when they are used."""

    def __init__(self, widgets, corpus: Corpus) -> None:
        self.widgets = widgets
        self.shown = _Shown(corpus, {})
        look = {"style": _WIDE, "layout": _FLOW}
        names = [(document.label, document.id) for document in corpus]
        self.document = widgets.Dropdown(options=names, value=corpus.target.id, description="document", **look)
        self.act = widgets.Dropdown(options=list(ACTS.items()), description="acts", **look)
        self.voice = widgets.Select(options=[], description="voices", rows=10, **look)
        self.mark = widgets.Dropdown(options=[], description="mark", **look)
        self.other = widgets.Combobox(description="other source", ensure_option=False, **look,
                                      placeholder="choose, or type words that stand in the document")  # fmt: skip
        self.reader = widgets.Text(description="reader", placeholder="your initials (may stay empty)", **look)
        self.note = widgets.Text(description="note", placeholder="why (may stay empty)", **look)
        self.undoable = widgets.Dropdown(options=[], description="corrections", **look)
        self.said, self.picture, self.behind, self.status = (widgets.HTML() for _ in range(4))
        self.buttons = {name: widgets.Button(description=name, layout=_FLOW)
                        for name in ("Not an attribution", "Other source", "Undo")}  # fmt: skip
        self._connect()
        self.draw()

    def _connect(self) -> None:
        self.document.observe(self.draw, "value")
        self.act.observe(self.draw, "value")
        self.voice.observe(self.read, "value")
        self.mark.observe(self.offer, "value")
        self.buttons["Not an attribution"].on_click(lambda _: self.save(self.removal))
        self.buttons["Other source"].on_click(lambda _: self.save(self.replacement))
        self.buttons["Undo"].on_click(lambda _: self.save(self.undoing))

    @property
    def choice(self) -> VoiceChoice:
        return VoiceChoice(self.document.value, self.act.value, self.voice.value or "")

    @property
    def chosen_document(self):
        return self.shown.corpus[self.document.value]

    def tell(self, words: str) -> None:
        self.status.value = f"<div role='status' aria-live='polite' style='line-height:1.35'>{html.escape(words)}</div>"

    def draw(self, _=None, wanted: str = "") -> None:
        """All anew for another document or other acts; the voice stays, or is the one wanted, where it is there."""
        self.tell("drawing …")
        choice, before = self.choice, wanted or self.voice.value
        table = voices_listed(self.shown.corpus, choice)
        listed = [
            (f"{row.words} w  {100 * row.share:.1f} %  {row.voice} ({row.type})", row.voice)
            for row in table.itertuples()
        ]
        names = [name for _, name in listed]
        self.voice.unobserve(self.read, "value")  # new options are no choice of the reader's
        self.voice.options, self.voice.rows = listed, min(12, max(3, len(listed)))
        self.voice.value = before if before in names else names[0] if names else None
        self.voice.observe(self.read, "value")
        lanes = sourcing_tables.lanes(self.shown.corpus, choice.document, act=choice.act)
        picture = gallery.pictured("03-voices", lanes)
        self.picture.value = f"<div style='line-height:1.35'>{picture._repr_html_()}</div>"
        document = self.chosen_document
        rows = standing(document.text, document.engine_attributions, document.corrections)
        _offered(self.undoable, [(f"{i}. {correction_label(document, row)}", row) for i, row in enumerate(rows, 1)])
        self.buttons["Undo"].disabled = not rows
        self.read()
        self.tell("")

    def read(self, _=None) -> None:
        """What the chosen voice says, and the table behind it."""
        corpus, choice = self.shown.corpus, self.choice
        found = said_by(corpus, choice)
        self.shown.reports = {f"{i}. {mark_label(report)}": report for i, report in enumerate(found, 1)}
        self.said.value = said_view(corpus, choice)
        code = choice.code([report.number for report in found])
        self.behind.value = drawn_from(rows_drawn_from(corpus, choice), code)
        _offered(self.mark, list(self.shown.reports))
        for name in ("Not an attribution", "Other source"):
            self.buttons[name].disabled = not found
        self.offer()

    def offer(self, _=None) -> None:
        """The other mentions that may be the source of the chosen mark."""
        report = self.shown.reports.get(self.mark.value)
        self.other.value = ""
        self.other.options = [*other_mentions(self.chosen_document, report.attribution), NOBODY] if report else []

    def removal(self):
        return self._row("remove")

    def replacement(self):
        words = self.other.value.strip()
        if not words:
            raise CrossreadError("choose another source, or type words that stand in the document")
        near = place(self.shown.reports[self.mark.value].attribution)[0]
        return self._row(
            "replace", None if words == NOBODY else nearest_mention(self.chosen_document.text, words, near)
        )

    def undoing(self):
        today = datetime.date.today().isoformat()
        return replace(self.undoable.value, action="undo", date=today, note=self.note.value)

    def _row(self, action: str, source=None):
        document, found = self.chosen_document, self.shown.reports[self.mark.value].attribution
        return correction(document.id, document.text, found, action, source=source, note=self.note.value)

    def save(self, made) -> None:
        """Add the line that `made` gives, apply it and show the result; a mistake is told and changes nothing."""
        try:
            row = added_correction(self.shown.corpus.folder, replace(made(), reader=self.reader.value))
            self.shown.corpus = recorrected(self.shown.corpus)
        except (CrossreadError, OSError) as error:
            self.tell(f"Not saved: {error}")
            return
        self.note.value = ""
        self.draw(wanted=self._voice_at(row.at))
        here = [label for label, report in self.shown.reports.items() if place(report.attribution) == row.at]
        self.mark.value = here[0] if here else self.mark.value
        done = {"remove": "is no attribution", "replace": "has another source", "undo": "is the engine's again"}
        words = " ".join(self.chosen_document.text[slice(*row.at)].split())[:40]
        self.tell(f"Saved to {FILE}: “{words}” {done[row.action]}. For other cells: corpus = load_corpus(CORPUS)")

    def _voice_at(self, at) -> str:
        """Who says what stands at a place, so that a mark which has changed its voice stays in sight."""
        found = reports(self.chosen_document, self.choice.act)
        return next((report.voice for report in found if place(report.attribution) == at), "")

    def whole(self):
        """The panel as one widget."""
        box, html_ = self.widgets, self.widgets.HTML
        hint = html_(
            "<small>words, share of the document, voice, kind of source</small>", layout={"margin": "0 0 0 8em"}
        )
        choose = box.VBox([self.document, self.act, self.voice, hint])
        wrap = {"flex_flow": "row wrap"}
        form = box.VBox(
            [html_("<b>Correct a mark of this voice</b>"), self.mark, self.other, self.reader, self.note,
             box.HBox([self.buttons["Not an attribution"], self.buttons["Other source"]], layout=wrap),
             self.undoable, box.HBox([self.buttons["Undo"]]), self.status, html_(KEYS)]
        )  # fmt: skip
        left = box.VBox([choose, form], layout={"flex": "1 1 24em", "max_width": "36em"})
        right = box.Box([self.said], layout={"flex": "1 1 28em", "max_height": "42em", "overflow": "auto"})
        panel = box.VBox([box.HBox([left, right], layout=wrap), self.picture, self.behind])
        panel.add_class("crossread-panel")
        return panel


def _offered(control, options: list) -> None:
    """New options of a list, the first of them chosen: of itself a list that has been used chooses none."""
    control.options = options
    control.index = 0 if options else None
