"""The figures of the town by hand: the same thing in the same year, and whether two tellings agree."""

import datetime

import pytest
from pandas.testing import assert_frame_equal

from analysis.measure.numbers import (
    COLUMNS,
    LEXICON,
    counted_things,
    dated,
    figure_slots,
    stated_figures,
    statements,
    thing_counted,
)
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.quantities import quantities


def things(text: str) -> list[tuple[str, str]]:
    return [(quantity.text, thing_counted(quantity, text, 0, quantities(text))) for quantity in quantities(text)]


class TestThingCounted:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The storm killed 12 people.", [("12", "deaths")]),
            ("There were 12 deaths.", [("12", "deaths")]),
            ("Some 40 people were injured.", [("40", "injuries")]),
            ("It hit 32 towns.", [("32", "cities")]),
            ("It hit 32 cities.", [("32", "cities")]),
            ("They built 3 bridges.", [("3", "bridges")]),
            ("Some 90 people were evacuated.", [("90", "displaced")]),
            ("About 90 people fled the valley.", [("90", "displaced")]),
            ("The flood left 30 people missing.", [("30", "missing")]),
            ("Some 800 people marched.", [("800", "attendance")]),
            ("It burned down 400 houses.", [("400", "homes")]),
            ("Some 900 people rested.", [("900", "")]),
            ("In all, 12 people died and 40 were injured.", [("12", "deaths"), ("40", "injuries")]),
        ],
    )
    def test_the_noun_or_the_event_beside_it(self, text, expected):
        assert things(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "It killed 12 people and injured 40 people.",
            "It killed 12 and injured 40.",
            "The storm killed about 12 people, injured 40 people.",
        ],
    )
    def test_a_verb_before_each_number_counts_for_the_number_after_it(self, text):
        assert [thing for _, thing in things(text)] == ["deaths", "injuries"]

    def test_an_event_far_away_is_not_lent(self):
        text = (
            "Some 900 people rested on the long white beach that lies between the harbour and the hill; one was killed."
        )
        assert things(text)[0] == ("900", "")

    def test_in_a_long_row_each_number_has_the_word_beside_it(self):
        text = "It " + ", ".join(f"killed {n} people and injured {n + 1} people" for n in range(20, 420, 2)) + "."
        assert [thing for _, thing in things(text)] == ["deaths", "injuries"] * 200

    def test_every_word_of_the_lexicon_has_a_role_and_a_thing(self):
        words = counted_things()
        assert {words[word][0] for word in words} == {"event", "noun", "person", "vague"}
        assert words["killed"] == ("event", "deaths")
        assert all(thing for _, thing in words.values())

    def test_no_word_of_the_lexicon_stands_in_two_rows(self):
        rows = LEXICON.read_text(encoding="utf-8").splitlines()[1:]
        words = [word for row in rows for word in row.split(",")[2].split()]
        assert len(words) == len(set(words)) == len(counted_things())


class TestStatements:
    def test_the_year_of_the_sentence_and_of_the_sentence_before(self, town):
        found = statements(town["paper"])
        assert [(told.quantity.text, told.thing, told.own_years) for told in found] == [
            ("12", "deaths", (2019,)),
            ("40", "injuries", ()),
        ]
        assert [told.paragraph_years for told in found] == [(2019, 2021), (2019, 2021)]

    def test_money_is_not_a_count(self, town):
        assert statements(town["bank"]) == []

    def test_a_second_number_of_the_same_thing_needs_no_noun(self):
        document = Document(id="x", text="In 2019 there were 93 deaths and then 107.")
        assert [(told.quantity.text, told.thing) for told in statements(document)] == [
            ("93", "deaths"),
            ("107", "deaths"),
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The storm of 2019 killed many. The toll rose from 93 to 107.", ["deaths", "deaths"]),
            ("The storm of 2019 killed many. Later it was a range of 70 to 90.", ["deaths"]),
            ("It rained in 2019. The total was 93.", []),
            ("One man was killed in 2019.", []),
            ("Two men were killed in 2019.", ["deaths"]),
            ("The second man was killed in 2019.", []),
            ("In 2019 it killed 40 % of the fish.", []),
        ],
    )
    def test_what_a_number_counts_by_hand(self, text, expected):
        assert [told.thing for told in statements(Document(id="x", text=text))] == expected


class TestFigureSlots:
    def slots(self, corpus):
        """Each slot with document and number of every statement."""
        return {
            slot: [(told.document.id, told.quantity.text) for told in group]
            for slot, group in figure_slots(corpus).items()
        }

    def test_the_town_by_hand(self, town):
        assert self.slots(town) == {
            ("deaths", 2019): [("paper", "12"), ("office", "36"), ("harbour", "12")],
            ("injuries", 2019): [("paper", "40"), ("harbour", "25")],
        }

    def test_every_mention_is_kept_though_the_ladder_shows_it_once(self, corpus_of):
        told = "The storm of 2019 killed 12 people."
        corpus = corpus_of(f"{told} {told}", f"{told} {told}")
        assert self.slots(corpus) == {("deaths", 2019): [("paper", "12")] * 2 + [("s1", "12")] * 2}
        assert len(stated_figures(corpus)) == 2

    def test_a_number_that_no_source_gives_makes_no_slot(self, corpus_of):
        assert self.slots(corpus_of("In 2019 the storm killed 12 and hit 30 towns.", "In 2019 it hit 40 towns.")) == {
            ("cities", 2019): [("paper", "30"), ("s1", "40")]
        }

    def test_a_number_without_a_year_takes_that_of_the_article_where_it_has_a_date(self, corpus_of):
        texts = ("The mill owned 40 boats.", "In 2018 the mill owned 50 boats.\n\nIn 2019 it owned 60 boats.")
        assert self.slots(corpus_of(*texts)) == {}
        assert self.slots(corpus_of(*texts, date=datetime.date(2019, 5, 1))) == {
            ("boats", 2019): [("paper", "40"), ("s1", "60")]
        }

    @pytest.mark.parametrize(
        ("kind", "year", "found"), [("full", 2019, True), ("full", 2018, False), ("digest", 2019, False)]
    )
    def test_a_full_text_without_a_year_speaks_of_the_year_it_was_published_in(self, tmp_path, kind, year, found):
        rows = [("paper", "original", 2019, "The mill owned 40 boats."), ("s1", kind, year, "The mill owned 60 boats.")]
        documents = [
            Document(id=name, text=text, kind=kind, publisher=name, date=datetime.date(year, 5, 1), engine="rules")
            for name, kind, year, text in rows
        ]
        corpus = Corpus(tmp_path, tuple(documents))
        assert bool(figure_slots(corpus)) is found
        assert stated_figures(corpus)["year_from"].tolist() == ["publication date"] * 2 * found

    def test_a_year_of_the_sentence_goes_before_one_of_the_paragraph(self, corpus_of):
        article = "In 2018 the mill owned 40 boats. In 2019 the mill owned 45 boats."
        source = "In 2018 it was built. In 2019 it owned 60 boats. It owned 61 boats."
        assert self.slots(corpus_of(article, source)) == {
            ("boats", 2019): [("paper", "45"), ("s1", "60"), ("s1", "61")]
        }

    @pytest.mark.parametrize(
        ("article", "sources"), [("", ("In 2019 it had 40 boats.",)), ("It had 40 boats.", ()), ("", ())]
    )
    def test_nothing_to_compare_makes_no_slot(self, corpus_of, article, sources):
        assert figure_slots(corpus_of(article, *sources)) == {}


class TestDated:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("By 3 May 2019 the storm had killed 12 people.", "3 May 2019"),
            ("In May 2019 the storm killed 12 people.", "May 2019"),
            ("Between 3 May 2019 and 9 June 2019 it killed 12.", "3 May 2019; 9 June 2019"),
            ("In 2019 the storm killed 12 people.", ""),
            ("It killed 12 people.", ""),
            ("It killed 12 people, the most since May 1953.", ""),
        ],
    )
    def test_days_and_months_as_written_years_and_comparisons_left_out(self, text, expected):
        assert dated(statements(Document(id="x", text=text))[0]) == expected

    def test_it_stands_in_the_ladder(self, corpus_of):
        table = stated_figures(
            corpus_of("In 2019 the storm killed 12 people.", "By 9 June 2019 the storm had killed 36 people.")
        )
        assert table["dated"].tolist() == ["", "9 June 2019"]


class TestStatedFigures:
    def test_the_town_by_hand(self, town):
        table = stated_figures(town)
        assert table[["thing", "year", "document", "as_written", "year_from"]].values.tolist() == [
            ["deaths", 2019, "paper", "12 people", "sentence"],
            ["deaths", 2019, "office", "36 people", "sentence"],
            ["deaths", 2019, "harbour", "about 12 people", "context"],
            ["injuries", 2019, "paper", "40 people", "context"],
            ["injuries", 2019, "harbour", "25 people", "context"],
        ]
        assert table["in_article"].tolist() == [True, False, False, True, False]
        assert table["publisher"].tolist()[2] == "Harbour Watch *"

    def test_agreement_and_difference_by_hand(self, town):
        table = stated_figures(town)
        assert table["verdict"].tolist() == ["", "differs", "equal", "", "differs"]
        assert table["factor"].dropna().tolist() == [3.0, 1.6]
        assert table["reason"][1] == "36 is 3 times 12"
        # 40 / 25 = 1.6
        assert table["reason"][4] == "40 is 60 % above 25"

    def test_every_span_holds_the_number_and_lies_in_its_passage(self, town):
        for row in stated_figures(town).itertuples():
            document = town[row.document]
            number = document.text[row.start : row.end]
            assert number in row.as_written
            assert number == f"{row.low:g}" == f"{row.high:g}"
            assert document.sentences[row.sentence - 1].text == row.passage

    def test_the_sign_of_an_approximate_number_is_kept(self, town):
        assert stated_figures(town)["modifier"].tolist() == ["=", "=", "~", "=", "="]

    def test_another_year_is_another_figure(self, corpus_of):
        assert stated_figures(
            corpus_of("The storm of 2019 killed 12 people.", "A storm in 2011 killed 9 people.")
        ).empty

    def test_another_thing_is_another_figure(self, corpus_of):
        assert stated_figures(corpus_of("The storm of 2019 killed 12 people.", "In 2019 it hit 12 towns.")).empty

    def test_two_words_for_one_thing_meet(self, corpus_of):
        table = stated_figures(corpus_of("In 2019 the storm hit 30 towns.", "In 2019 the storm hit 30 cities."))
        assert table["thing"].tolist() == ["cities", "cities"]
        assert table["verdict"].tolist() == ["", "equal"]

    def test_a_source_that_names_no_year_is_left_out(self, corpus_of):
        assert stated_figures(corpus_of("The storm of 2019 killed 12 people.", "A storm killed 9 people.")).empty

    def test_a_year_does_not_pass_to_the_next_paragraph(self, corpus_of):
        source = "In 2019 a storm came.\n\nFires killed 9 people."
        assert stated_figures(corpus_of("The storm of 2019 killed 12 people.", source)).empty

    def test_at_least_a_smaller_number_is_compatible(self, corpus_of):
        table = stated_figures(
            corpus_of("The storm of 2019 killed 12 people.", "The storm of 2019 killed at least 9 people.")
        )
        assert table["verdict"].tolist() == ["", "compatible"]
        assert table["factor"].isna().all()

    def test_a_number_that_a_document_repeats_stands_once(self, corpus_of):
        told = "The storm of 2019 killed 12 people."
        table = stated_figures(corpus_of(f"{told} {told}", f"{told} {told}"))
        assert table["document"].tolist() == ["paper", "s1"]

    def test_each_source_is_held_against_the_first_number_of_the_article(self, corpus_of):
        article = "The storm of 2019 killed 12 people. Later reports said the storm of 2019 killed 24 people."
        table = stated_figures(corpus_of(article, "The storm of 2019 killed 24 people."))
        assert table["low"].tolist() == [12, 24, 24]
        assert table["in_article"].tolist() == [True, True, False]
        assert table["factor"].tolist()[2] == 2

    def test_every_slot_begins_with_the_article_and_holds_a_source(self, town):
        for _, slot in stated_figures(town).groupby(["thing", "year"]):
            assert slot["in_article"].iloc[0]
            assert not slot["in_article"].all()

    @pytest.mark.parametrize(
        ("article", "sources"),
        [("", ["The storm of 2019 killed 9 people."]), ("It rained.", ["It snowed."]), ("It rained.", []), ("", [""])],
    )
    def test_no_figures_keep_the_columns(self, corpus_of, article, sources):
        table = stated_figures(corpus_of(article, *sources))
        assert table.empty
        assert table.columns.tolist() == COLUMNS

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(stated_figures(town), stated_figures(town))
        assert [document.text for document in town] == texts
