"""The vocabulary panel shows what the public functions give for the same choice, and as many passages as it counts."""

import html
import re
import sys
from dataclasses import replace

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from analysis import load_corpus, measure, show
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.show.frames import drawn_from
from analysis.show.gallery import Picture
from analysis.show.panels import PICTURES, Choice, counted_documents, keyness_view, passages_view
from tests.show.cells import cell_values

UNITS = ["word", "stem", "bigram", "trigram"]
VOICES = ["all", "own", "quoted"]
PIECES = ["bridge", "The", "U.S.", "town’s", "“", "”", "4,000", "re-opened", ".", ",", "it's"]
SHIPPED = load_corpus()


def ids(corpus):
    return tuple(document.id for document in corpus.contrast)


def with_text(corpus, name, text, **facts):
    """The corpus with other words in one document."""
    changed = [replace(d, text=text, **facts) if d.id == name else d for d in corpus]
    return Corpus(corpus.folder, tuple(changed))


@pytest.fixture
def quoting(bridge):
    """The bridge with quotations on both sides: a word inside and outside of them, a phrase across a mark."""
    paper = (
        "The triumph\n\nThe triumph of the town’s bridge is a triumph. “A triumph, and only a triumph,” the mayor said "
        "of the triumph. It is only on Mondays that the U.S. visitors’ ferry carried “only the mayor” and his triumph."
    )
    office = (
        "Traffic\n\nThe office called the bridge “only the mayor’s bridge”. Only 2,500 drivers crossed it that day."
    )
    return with_text(with_text(bridge, "paper", paper), "office", office)


def labels(figure):
    """All words of a picture but its heading."""
    return sorted(text.get_text() for axes in figure.axes for text in axes.findobj(Text) if text.get_visible())


class TestChoice:
    @pytest.mark.parametrize(("unit", "view"), list(zip(UNITS, [*PICTURES, "dots"], strict=True)))
    def test_its_code_gives_the_table_that_the_panel_lists(self, quoting, unit, view):
        choice = Choice(("town", "office"), unit=unit, voice="own", min_count=2, view=view)
        (drawing,), names = cell_values(choice.code(), measure=measure, corpus=quoting)
        picture, table = keyness_view(quoting, choice)
        pandas.testing.assert_frame_equal(names["table"], table)
        assert labels(drawing.figure) == labels(picture.drawing)

    @pytest.mark.parametrize("voice", VOICES)
    @pytest.mark.parametrize("unit", UNITS)
    def test_its_code_gives_the_passages_that_the_panel_shows(self, quoting, unit, voice):
        twin = replace(quoting["office"], id="twin")
        corpus = Corpus(quoting.folder, (*quoting, twin))
        choice = Choice(unit=unit, voice=voice, min_count=1)
        for term in keyness_view(corpus, choice)[1]["term"].head(6):
            (_, shown), _ = cell_values(choice.code(term, counted_documents(corpus)), measure=measure, corpus=corpus)
            # The panel tells beside them how many they are.
            assert str(shown).split("</caption>")[1] == str(passages_view(corpus, choice, term)).split("</caption>")[1]

    def test_its_code_survives_quotation_marks_in_a_name(self, bridge):
        odd = Corpus(bridge.folder, tuple(replace(d, id="o'ne") if d.id == "town" else d for d in bridge))
        choice = Choice(("o'ne",), min_count=1)
        _, names = cell_values(choice.code("o'b", ["paper"]), measure=measure, corpus=odd)
        assert len(names["table"]) == len(keyness_view(odd, choice)[1])


class TestKeynessView:
    @pytest.mark.parametrize("view", PICTURES)
    @pytest.mark.parametrize("voice", VOICES)
    @pytest.mark.parametrize("unit", UNITS)
    def test_every_choice_gives_a_picture_with_caption_and_alternative_text(self, quoting, unit, voice, view):
        picture, table = keyness_view(quoting, Choice(ids(quoting), unit, voice, 1, view))
        assert isinstance(picture, Picture)
        assert picture.key == PICTURES[view]
        assert len(table)
        for text in (picture.caption, picture.alt):
            assert text.endswith(".")
            assert "nan" not in text.lower().split()

    @pytest.mark.parametrize("view", PICTURES)
    @pytest.mark.parametrize("sources", [(), ("town",), ("town", "ferry")])
    @pytest.mark.parametrize("voice", VOICES)
    def test_where_nothing_can_be_compared_the_picture_says_so(self, bridge, voice, sources, view):
        picture, table = keyness_view(bridge, Choice(sources, voice=voice, view=view))
        assert picture.caption.endswith(".")
        assert picture.alt.endswith(".")
        if not sources:
            assert table.empty
            assert "compare" in picture.caption

    def test_no_quotations_is_told_as_the_reason(self, bridge):
        picture, table = keyness_view(bridge, Choice(ids(bridge), voice="quoted"))
        assert table.empty
        assert "Nothing was counted in the article" in picture.caption

    def test_no_quotations_is_not_told_as_a_lack_of_sources(self, bridge):
        picture, _ = keyness_view(bridge, Choice(ids(bridge), voice="quoted", view="each source"))
        assert "no source to compare with" not in picture.caption

    def test_an_empty_list_is_told_by_the_caption_too(self, bridge):
        picture, table = keyness_view(bridge, Choice(("town",), min_count=50))
        assert table.empty
        assert "No term has 50 hits or more." in picture.caption

    @pytest.mark.parametrize(("unit", "min_count"), [("word", 6), ("trigram", 1)])
    def test_each_source_is_shown_with_terms_of_the_list(self, quoting, unit, min_count):
        picture, table = keyness_view(quoting, Choice(ids(quoting), unit, "all", min_count, "each source"))
        assert set() < set(picture.table["term"]) <= set(table["term"])

    @pytest.mark.parametrize(("voice", "min_count"), [("own", 3), ("quoted", 3), ("all", 10)])
    def test_the_noise_told_is_that_of_the_choice(self, voice, min_count):
        _, table = keyness_view(SHIPPED, Choice(ids(SHIPPED), voice=voice, min_count=min_count))
        size = measure.term_counts(SHIPPED, voice=voice)[SHIPPED.target.id].sum()
        flagged = table["band"].isin(["clear", "likely"]).sum()
        told = table.attrs.get("noise")
        assert told is None or told["article"] == pytest.approx(1000 * flagged / size, abs=1e-3)

    def test_nothing_is_saved(self, bridge):
        for view in PICTURES:
            keyness_view(bridge, Choice(ids(bridge), view=view))
        assert not (bridge.folder.parent / "figures").exists()


def marks_of(corpus, choice, table):
    """For every term of a table: the passages marked, and those counted."""
    for row in table.itertuples():
        yield row.term, passages_view(corpus, choice, row.term).count("<mark>"), row.count + row.sources_count


def listed(corpus, choice):
    options = {"unit": choice.unit, "voice": choice.voice, "min_count": choice.min_count}
    return measure.keyness(corpus.subset(choice.sources), **options)


class TestPassagesView:
    @pytest.mark.parametrize("voice", VOICES)
    @pytest.mark.parametrize("unit", ["word", "bigram", "trigram"])
    def test_mentions_marked_equal_mentions_counted(self, quoting, unit, voice):
        choice = Choice(ids(quoting), unit, voice, 1)
        table = listed(quoting, choice)
        assert len(table)
        for term, marked, counted in marks_of(quoting, choice, table):
            assert marked == counted, term

    @pytest.mark.parametrize("voice", VOICES)
    @pytest.mark.parametrize("unit", UNITS)
    def test_so_they_do_in_the_shipped_corpus(self, unit, voice):
        choice = Choice(ids(SHIPPED)[:9], unit, voice, 2)
        table = listed(SHIPPED, choice).head(40)
        assert len(table)
        for term, marked, counted in marks_of(SHIPPED, choice, table):
            assert marked == counted, term

    @pytest.mark.parametrize("voice", VOICES)
    def test_a_stem_shows_the_words_of_that_stem_alone(self, quoting, voice):
        corpus = with_text(quoting, "ferry", "A ferry\n\nHe called it “on time”. On it went, the captain said.")
        choice = Choice(ids(corpus), "stem", voice, 1)
        table = listed(corpus, choice)
        assert "onli" in table["term"].tolist()
        for term, marked, counted in marks_of(corpus, choice, table):
            assert marked == counted, term

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.sampled_from(PIECES)),
        st.sampled_from(["word", "bigram", "trigram"]),
        st.sampled_from(VOICES),
    )
    def test_so_they_do_in_any_text(self, words, unit, voice):
        one = Document(id="one", text=" ".join(["Title\n\nThe bridge", *words]), kind="original")
        other = Document(id="other", text=" ".join(["Title\n\nThe town", *words[::-1]]))
        corpus = Corpus(SHIPPED.folder, (one, other))
        choice = Choice(("other",), unit, voice, 1)
        for term, marked, counted in marks_of(corpus, choice, listed(corpus, choice)):
            assert marked == counted, term

    def test_a_near_copy_is_shown_once_as_it_is_counted_once(self, bridge):
        twin = replace(bridge["ferry"], id="ferry-again", publisher="Ferry again")
        corpus = Corpus(bridge.folder, (*bridge.documents, twin))
        choice = Choice(ids(corpus), min_count=1)
        for term, marked, counted in marks_of(corpus, choice, listed(corpus, choice)):
            assert marked == counted, term

    def test_sources_that_were_not_chosen_are_not_shown(self, bridge):
        shown = passages_view(bridge, Choice(("town",)), "bridge")
        assert "Town *" in shown
        assert "Office" not in shown

    def test_the_number_of_mentions_is_told(self, bridge):
        assert "<caption>1 mention of “triumph”" in passages_view(bridge, Choice(("town",)), "triumph")
        assert "<caption>0 mentions of “triumph”" in passages_view(bridge, Choice((), voice="quoted"), "triumph")

    def test_text_and_names_of_documents_stay_text(self, bridge):
        text = "T\n\nA bridge <script>alert('bridge')</script> & a <b>bridge</b>."
        bad = with_text(bridge, "paper", text, publisher="O\"Neil's <i>")
        for term in ("bridge", "script", "alert", "b", "<script>bridge"):
            shown = passages_view(bad, Choice(ids(bad)), term)
            assert not re.search("</?(script|b|i)>", shown)
        shown = passages_view(bad, Choice(ids(bad)), "bridge")
        assert html.escape("O\"Neil's <i>") in shown
        assert "&lt;b&gt;" in shown


class Panel:
    """A panel without a front end: its controls by name, and what it shows."""

    def __init__(self, corpus):
        self.corpus = corpus
        everything = list(self.walk(show.vocabulary_panel(corpus)))
        self.control = {w.description.split()[0]: w for w in everything if getattr(w, "description", "")}
        self.shown = [w for w in everything if type(w).__name__ == "HTML"]

    def walk(self, widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from self.walk(child)

    @property
    def choice(self):
        control = self.control
        names = ("sources", "unit", "voice", "minimum", "view")
        sources, *others = (control[name].value for name in names)
        return Choice(None if sources == ids(self.corpus) else sources, *others)

    def set(self, name, value):
        self.control[name].value = value

    def follows(self):
        """Whether picture, list, code and passages are those of the controls."""
        picture, table = keyness_view(self.corpus, self.choice)
        term = self.control["terms"].value
        counted = table[["term", "count", "sources_count", "band"]].to_numpy().tolist()
        values = [widget.value for widget in self.shown]
        assert any(picture._repr_html_() in value for value in values)
        code = self.choice.code(term, counted_documents(self.choice.corpus(self.corpus)))
        assert any(drawn_from(table, code) == value for value in values)
        assert [option[1] for option in self.control["terms"].options] == table["term"].tolist()
        for (label, _), (name, hits, others, band) in zip(self.control["terms"].options, counted, strict=True):
            assert label.split() == f"{name} {hits} : {others} {band}".split()
        # What the page marks as chosen is the index, which follows the value.
        assert self.control["terms"].index == (None if table.empty else table["term"].tolist().index(term))
        if table.empty:
            assert term is None
            assert not any("<mark>" in value for value in values)
        else:
            assert passages_view(self.corpus, self.choice, term) in values
        return True


class TestPanel:
    def test_it_opens_with_all_sources_and_the_first_term(self, quoting):
        panel = Panel(quoting)
        assert panel.choice == Choice()
        assert panel.control["terms"].value == panel.control["terms"].options[0][1]
        assert panel.follows()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("unit", "stem"),
            ("unit", "bigram"),
            ("unit", "trigram"),
            ("voice", "quoted"),
            ("minimum", 1),
            ("minimum", 50),
            ("view", "rates"),
            ("view", "each source"),
            ("sources", ("town",)),
            ("sources", ()),
        ],
    )
    def test_picture_list_and_passages_follow_a_control(self, quoting, name, value):
        panel = Panel(quoting)
        panel.set(name, value)
        assert panel.follows()

    @pytest.mark.parametrize(("name", "value"), [("voice", "own"), ("sources", ("ferry", "town"))])
    def test_passages_follow_where_the_first_term_stays_the_first(self, bridge, name, value):
        gates = with_text(bridge, "paper", "T\n\n" + 20 * "Gate by gate. " + "“Gate,” the mayor said.")
        gates = with_text(gates, "office", "T\n\nOne gate of the bridge was counted.")
        panel = Panel(gates)
        assert panel.control["terms"].value == "gate"
        panel.set(name, value)
        assert panel.control["terms"].value == "gate"
        assert panel.follows()

    def test_controls_can_be_set_in_any_order_and_back(self, quoting):
        panel = Panel(quoting)
        first, before = panel.control["terms"].value, [widget.value for widget in panel.shown]
        for name, value in [("unit", "bigram"), ("sources", ()), ("voice", "quoted"), ("view", "rates")]:
            panel.set(name, value)
        panel.set("minimum", 1)
        for name, value in [("unit", "word"), ("view", "dots"), ("minimum", 3), ("sources", ids(quoting))]:
            panel.set(name, value)
        panel.set("voice", "all")
        panel.set("terms", first)
        assert [widget.value for widget in panel.shown] == before

    def test_a_term_chosen_shows_its_passages_and_leaves_the_picture(self, quoting):
        panel = Panel(quoting)
        picture = next(widget for widget in panel.shown if "<figure" in widget.value)
        before = picture.value
        for _, term in panel.control["terms"].options[:5]:
            panel.set("terms", term)
            assert panel.follows()
            assert picture.value == before

    def test_nothing_but_our_own_markup_reaches_the_page(self, bridge):
        bad = with_text(bridge, "paper", "T\n\nThe <script>bridge</script> is a bridge.", publisher='"><script>')
        panel = Panel(bad)
        for view in PICTURES:
            panel.set("view", view)
            assert not any("<script" in widget.value for widget in panel.shown)

    def test_a_corpus_without_sources_has_a_panel(self, bridge):
        assert Panel(bridge.subset([])).follows()

    def test_without_widgets_the_picture_of_the_shipped_options_stands(self, bridge, monkeypatch):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        picture = show.vocabulary_panel(bridge)
        assert isinstance(picture, Picture)
        assert picture.svg == keyness_view(bridge, Choice(ids(bridge)))[0].svg
