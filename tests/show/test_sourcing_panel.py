"""The sourcing panel shows what the public functions give, and a correction is kept, applied and undone."""

import html
import re
import sys
from dataclasses import replace

import pytest

from analysis import load_corpus, measure, show
from analysis.errors import CrossreadError
from analysis.measure.reports import NOBODY, reports
from analysis.read.attribution.corrections import FILE, corrections, nearest_mention
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.show import gallery, sourcing_tables
from analysis.show.frames import drawn_from
from analysis.show.gallery import Picture
from analysis.show.sourcing_views import (
    VoiceChoice,
    highlighted,
    other_mentions,
    particulars,
    rows_drawn_from,
    said_by,
    said_view,
    voices_listed,
)
from analysis.show.voices_panel import _Panel
from tests.show.cells import cell_values

SHIPPED = load_corpus(engine="rules")
TEXT = (
    "The lock\n\nThe keeper said that the lock is old. The keeper said it leaks. “It leaks badly,” said Ada Pell. "
    "Then she met Bo Lund. The boats of the town wait for hours.\n\nThe mayor believes that Pell is right. No one came."
)


def marked(markup: str, tag: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf"<{tag}>(.*?)</{tag}>", markup)]


@pytest.fixture
def lock(bridge):
    """The bridge with an article of four reports by three voices."""
    documents = (replace(bridge.target, text=TEXT), *bridge.contrast)
    return Corpus(bridge.folder, tuple(replace(document, engine="rules") for document in documents))


def choices(corpus, act="all"):
    for document in corpus:
        for voice in dict.fromkeys(report.voice for report in reports(document, act)):
            yield VoiceChoice(document.id, act, voice)


class TestViews:
    def test_every_voice_shows_all_that_is_counted_for_it(self):
        for choice in choices(SHIPPED.subset(["rand", "wires", "pmoi-ncri"])):
            shown, found = said_view(SHIPPED, choice), said_by(SHIPPED, choice)
            row = voices_listed(SHIPPED, choice).set_index("voice").loc[choice.voice]
            assert shown.count("<li") == row["attributions"] == len(found) > 0
            said = "".join(marked(shown, "mark"))
            for report in found:
                for part in report.attribution.content:
                    assert re.sub(r"\W", "", part.text) in re.sub(r"\W", "", re.sub("<.*?>", "", said))

    def test_source_cue_and_content_are_set_apart_in_their_sentences(self, lock):
        first = lock.target.attributions[0]
        shown = highlighted(lock.target, first)
        assert marked(shown, "b") == ["The keeper"]
        assert marked(shown, "u") == [first.cue.text]
        assert html.unescape(re.sub("<.*?>", "", shown)) == "The keeper said that the lock is old."

    def test_parts_inside_each_other_keep_the_markup_whole(self, lock):
        from analysis.read.attribution.record import Attribution
        from analysis.read.zones import Span

        text = lock.target.text
        at = text.index("The keeper")
        inside = Attribution(
            Span(at, at + 10, text[at : at + 10]), Span(at + 4, at + 15, text[at + 4 : at + 15]),
            (Span(at + 2, at + 30, text[at + 2 : at + 30]),), "indirect", "x", 1,
        )  # fmt: skip
        shown = highlighted(lock.target, inside)
        opened = []
        for closing, tag in re.findall(r"<(/?)(\w+)>", shown):
            assert not closing or opened.pop() == tag
            if not closing:
                opened.append(tag)
        assert opened == []
        assert html.unescape(re.sub("<.*?>", "", shown)) == "The keeper said that the lock is old."

    def test_who_marked_it_how_surely_and_how_the_source_was_read(self, lock):
        report = reports(lock.target)[0]
        told = particulars(report)
        assert f"marked by {report.attribution.marked_by}" in told
        sure = replace(report, attribution=replace(report.attribution, confidence=0.876, marked_by="reader"))
        assert "corrected by a reader · confidence 0.88" in particulars(sure)

    @pytest.mark.parametrize("act", ["all", "speech"])
    def test_the_code_gives_the_rows_that_are_shown(self, act):
        corpus = SHIPPED.subset(["rand"])
        for choice in choices(corpus, act):
            numbers = [report.number for report in said_by(corpus, choice)]
            (_, given), _ = cell_values(choice.code(numbers), measure=measure, corpus=corpus)
            assert given["content"].tolist() == rows_drawn_from(corpus, choice)["content"].tolist()
            assert len(given) == len(numbers)

    def test_the_code_survives_quotation_marks_in_a_name(self, lock):
        odd = Corpus(lock.folder, (replace(lock.target, id="o'\"n\\e"), *lock.contrast))
        code = VoiceChoice("o'\"n\\e").code([0])
        assert len(cell_values(code, measure=measure, corpus=odd)[0][-1]) == 1

    def test_markup_in_a_text_stays_text(self, lock):
        text = "T\n\nThe keeper of the lock said that <script>alert(1)</script> & <i>more</i> came."
        bad = Corpus(lock.folder, (replace(lock.target, text=text), *lock.contrast))
        for choice in choices(bad):
            shown = said_view(bad, choice)
            assert not re.search("<(script|i)>", shown)
        assert "&lt;script&gt;" in said_view(bad, next(choices(bad)))

    def test_other_mentions_offer_names_of_the_sentence_and_not_the_source_itself(self, lock):
        pell, mayor = lock.target.attributions[2:]
        offered = other_mentions(lock.target, pell)
        assert "The keeper" in offered
        assert "Ada Pell" not in offered
        assert "Pell" in other_mentions(lock.target, mayor)
        for words in offered:
            start, end = nearest_mention(lock.target.text, words, pell.cue.start)
            assert " ".join(lock.target.text[start:end].split()) == words

    def test_other_mentions_offer_no_pronoun_and_no_possessive(self, lock):
        from analysis.read.attribution.record import Attribution
        from analysis.read.zones import Span

        text = "It leaks. Ada’s report told it to Bo Lund."
        marks = [Attribution(Span(*at, text[slice(*at)]), None, (Span(16, 22, text[16:22]),), "indirect", "x", 1)
                 for at in ((28, 30), (10, 15), (0, 2))]  # fmt: skip
        document = Document(id="x", text=text)
        document.__dict__["attributions"] = tuple(marks)
        assert text[slice(28, 30)] == "it"
        assert other_mentions(document, replace(marks[2], source=None)) == ["Ada", "Bo Lund"]

    def test_the_nearest_mention_is_meant_and_white_space_does_not_matter(self):
        text = "Lee came.  Ada\n Lee said so. Leeway is no Lee."
        assert nearest_mention(text, "Lee", 0) == (0, 3)
        assert text[slice(*nearest_mention(text, "Ada Lee", 0))] == "Ada\n Lee"
        assert nearest_mention(text, "Lee", 44)[1] == len(text) - 1
        for words in ("Leew", "", "lee"):
            with pytest.raises(CrossreadError, match="does not stand in the text"):
                nearest_mention(text, words, 0)


def panel_of(corpus):
    import ipywidgets

    return _Panel(ipywidgets, corpus)


class TestPanel:
    def follows(self, panel):
        """Whether everything that the panel shows is of its choice."""
        corpus, choice = panel.shown.corpus, panel.choice
        table = voices_listed(corpus, choice)
        assert [value for _, value in panel.voice.options] == table["voice"].tolist()
        for (label, _), row in zip(panel.voice.options, table.itertuples(), strict=True):
            assert f"{row.words} w" in label and row.type in label
        assert panel.said.value == said_view(corpus, choice)
        lanes = sourcing_tables.lanes(corpus, choice.document, act=choice.act)
        assert html.escape(gallery.captions_sourcing.voice_lanes(lanes)[0]) in panel.picture.value
        numbers = [report.number for report in said_by(corpus, choice)]
        assert panel.behind.value == drawn_from(rows_drawn_from(corpus, choice), choice.code(numbers))
        assert panel.behind.value.count("<tr") == 1 + len(numbers)
        return True

    def test_it_opens_on_the_article_with_its_first_voice(self, lock):
        panel = panel_of(lock)
        assert panel.choice == VoiceChoice(lock.target.id, "all", panel.voice.options[0][1])
        assert self.follows(panel)

    def test_it_follows_document_acts_and_voice(self, lock):
        panel = panel_of(lock)
        for _, voice in panel.voice.options:
            panel.voice.value = voice
            assert self.follows(panel)
        panel.act.value = "speech"
        assert self.follows(panel)
        panel.document.value = "town"
        assert self.follows(panel)

    def test_a_document_in_which_nobody_speaks_is_shown(self, lock):
        silent = Document(id="silent", text="T\n\nIt rained. It was late.", kind="full")
        panel = panel_of(Corpus(lock.folder, (*lock.documents, silent)))
        panel.document.value = "silent"
        assert self.follows(panel)
        assert panel.buttons["Not an attribution"].disabled and panel.buttons["Undo"].disabled

    def test_every_control_has_a_label(self, lock):
        panel = panel_of(lock)
        controls = (panel.document, panel.act, panel.voice, panel.mark, panel.other, panel.reader, panel.note,
                    panel.undoable, *panel.buttons.values())  # fmt: skip
        assert all(control.description.strip() for control in controls)

    def test_no_attribution_is_kept_applied_and_undone(self, lock):
        panel = panel_of(lock)
        before = lock.target.attributions
        panel.voice.value = "The keeper"
        panel.mark.value = panel.mark.options[1]
        panel.reader.value, panel.note.value = "AB", "a <b>slogan</b>"
        panel.buttons["Not an attribution"].click()
        row = corrections(lock.folder)[0]
        assert (row.action, row.reader, row.note) == ("remove", "AB", "a <b>slogan</b>")
        assert panel.shown.corpus.target.attributions == (before[0], *before[2:])
        assert panel.voice.value == "The keeper" and self.follows(panel)
        assert "Saved to corrections.jsonl" in panel.status.value
        assert "corrected by a reader: 1 of" in panel.picture.value
        panel.buttons["Undo"].click()
        assert panel.shown.corpus.target.attributions == before
        assert [row.action for row in corrections(lock.folder)] == ["remove", "undo"]
        assert panel.buttons["Undo"].disabled and panel.undoable.options == ()
        assert self.follows(panel)

    def test_another_source_is_taken_from_the_list_or_typed(self, lock):
        panel = panel_of(lock)
        panel.voice.value = "Ada Pell"
        assert "The mayor" in panel.other.options and NOBODY in panel.other.options
        panel.other.value = "Bo Lund"
        panel.buttons["Other source"].click()
        changed = panel.shown.corpus.target.attributions
        assert [a.source.text for a in changed if a.marked_by == "reader"] == ["Bo Lund"]
        assert panel.voice.value == "Bo Lund" and "said" in panel.mark.value and self.follows(panel)
        assert "Bo Lund" in [value for _, value in panel.voice.options]
        panel.voice.value = "Bo Lund"
        assert "corrected by a reader · confidence 1.00" in panel.said.value
        panel.other.value = "The boats of the town"
        panel.buttons["Other source"].click()
        assert "The boats of the town" in [value for _, value in panel.voice.options]
        panel.voice.value = "The boats of the town"
        panel.other.value = NOBODY
        panel.buttons["Other source"].click()
        assert NOBODY in [value for _, value in panel.voice.options]

    @pytest.mark.parametrize("words", ["", "  ", "nobody of this name", "<script>"])
    def test_words_that_do_not_stand_there_are_refused_and_nothing_is_kept(self, lock, words):
        panel = panel_of(lock)
        panel.other.value = words
        panel.buttons["Other source"].click()
        assert "Not saved:" in panel.status.value and "<script>" not in panel.status.value
        assert not (lock.folder / FILE).exists()

    def test_a_folder_that_cannot_be_written_is_told(self, lock):
        lock.folder.mkdir()
        (lock.folder / FILE).mkdir()
        panel = panel_of(lock)
        panel.buttons["Not an attribution"].click()
        assert "Not saved:" in panel.status.value
        assert panel.shown.corpus is lock

    def test_what_somebody_else_added_meanwhile_is_kept_and_applied(self, lock):
        one, two = panel_of(lock), panel_of(lock)
        one.voice.value = two.voice.value = "The keeper"
        one.buttons["Not an attribution"].click()
        two.voice.value = "Ada Pell"
        two.buttons["Not an attribution"].click()
        assert len(two.shown.corpus.target.attributions) == len(lock.target.attributions) - 2

    def test_the_corpus_given_is_left_as_it_was(self, lock):
        panel = panel_of(lock)
        before = lock.target.attributions
        panel.buttons["Not an attribution"].click()
        assert lock.target.attributions == before

    def test_nothing_but_our_own_markup_reaches_the_page(self, lock):
        text = "T\n\nThe <script>keeper</script> said that <script>x</script> came."
        bad = replace(lock.target, text=text, publisher='"><script>')
        panel = panel_of(Corpus(lock.folder, (bad, *lock.contrast)))
        for part in (panel.said, panel.picture, panel.behind, panel.status):
            assert "<script" not in part.value

    def test_an_article_alone_has_a_panel(self, lock):
        assert self.follows(panel_of(lock.subset([])))

    def test_the_whole_is_one_widget(self, lock):
        panel = show.sourcing_panel(lock)
        assert "crossread-panel" in panel._dom_classes

    def test_without_widgets_the_strip_of_voices_stands(self, lock, monkeypatch):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        picture = show.sourcing_panel(lock)
        assert isinstance(picture, Picture)
        assert picture.svg == gallery.drawn("03-voices", lock).svg
