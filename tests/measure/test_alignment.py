"""The nearest sentences of the town by hand; what nearness, floor and coverage promise."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.alignment import OVERLAP_COLUMNS, Scorer, coverage, overlap

PROPERTY = settings(max_examples=30, deadline=None, derandomize=True, database=None)
SENTENCES = [
    "The old ferry sank in the harbour.",
    "A new bridge was opened by the mayor.",
    "Nine singers sang two songs.",
    "It snowed.",
]


def nearness(texts: list[str], sentences: list[str]) -> numpy.ndarray:
    return Scorer(sentences, texts).scores(texts)


class TestNearness:
    def test_a_sentence_is_nearest_to_itself(self):
        scores = nearness(SENTENCES, SENTENCES)
        assert numpy.diag(scores).tolist() == [1, 1, 1, 1]
        assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]

    def test_case_and_punctuation_do_not_matter(self):
        assert nearness(["THE OLD FERRY, SANK: in the harbour"], SENTENCES)[0, 0] == 1

    def test_nothing_shared_is_zero(self):
        assert nearness(["Zebras jump"], ["It snowed."]).tolist() == [[0]]

    def test_more_shared_words_score_higher(self):
        row = nearness(["The old ferry sank in the harbour."], ["The old ferry sank.", "A ferry came.", "Songs."])[0]
        assert 1 > row[0] > row[1] > row[2]

    def test_other_forms_of_a_word_are_near(self):
        row = nearness(["Ferries were sinking."], ["A ferry sinks.", "The choir sang."])[0]
        assert row[0] > 0.2 > row[1]

    def test_one_row_a_query_and_one_column_a_sentence(self):
        assert nearness(SENTENCES[:3], SENTENCES).shape == (3, 4)

    @PROPERTY
    @given(
        st.lists(
            st.lists(st.sampled_from(["old", "ferry", "sank", "bridge", "40"]), min_size=1, max_size=8).map(" ".join),
            min_size=1,
            max_size=5,
        )
    )
    def test_always_between_0_and_1_and_1_for_the_same_words(self, texts):
        scores = nearness(texts, texts)
        assert ((scores >= 0) & (scores <= 1)).all()
        assert numpy.diag(scores).tolist() == [1] * len(texts)


class TestOverlap:
    def nearest(self, table, source):
        return table[table["document"] == source].set_index("claim_sentence")["sentence"]

    def test_the_nearest_sentences_of_the_town_by_hand(self, town):
        table = overlap(town)
        office, harbour, choir = (self.nearest(table, name) for name in ("office", "harbour", "choir"))
        # Ferry was slow; bridge opened in 2021; storm killed people.
        assert office[[2, 3, 4]].tolist() == [2, 1, 3]
        # Ferry; it injured people.
        assert harbour[[2, 5]].tolist() == [1, 4]
        # The first sentence of the article stands there word for word.
        assert choir[1] == 2

    def test_a_sentence_taken_over_word_for_word_is_found_with_the_highest_score(self, town):
        row = overlap(town).query("document == 'choir' and claim_sentence == 1").iloc[0]
        assert row["score"] == 1
        assert row["found"]
        assert row["text"] == row["claim_text"] == "The bridge is a marvel."
        assert (row["start"], row["end"]) == (26, 49)

    def test_a_claim_that_shares_no_word_is_not_found(self, town):
        row = overlap(town).query("document == 'choir' and claim_sentence == 5").iloc[0]
        assert row["score"] == row["margin"] == 0
        assert not row["found"]

    def test_one_row_a_claim_and_source_in_the_order_of_the_article(self, town):
        table = overlap(town)
        assert table["claim_sentence"].tolist() == [n for n in (1, 2, 3, 4, 5) for _ in range(4)]
        assert table["document"].tolist() == ["office", "harbour", "choir", "bank"] * 5
        assert table["claim"].nunique() == 5

    def test_every_span_holds_its_text(self, town):
        for row in overlap(town).itertuples():
            assert town.target.text[row.claim_start : row.claim_end] == row.claim_text
            assert town[row.document].text[row.start : row.end] == row.text

    def test_found_is_above_the_floor_and_each_source_has_one_floor(self, town):
        table = overlap(town)
        assert (table["found"] == (table["score"] > table["floor"])).all()
        assert (table.groupby("document")["floor"].nunique() == 1).all()

    def test_the_margin_is_the_way_to_the_runner_up(self, corpus_of):
        twice = overlap(corpus_of("The old ferry sank.", "The old ferry sank. The old ferry sank. It snowed."))
        assert twice[["sentence", "score", "margin"]].values.tolist() == [[1, 1, 0]]
        once = overlap(corpus_of("The old ferry sank.", "The old ferry sank."))
        assert once[["score", "margin"]].values.tolist() == [[1, 1]]

    def test_a_higher_chance_raises_the_floor_and_leaves_the_scores(self, town):
        low, high = overlap(town, chance=0.5), overlap(town, chance=0.99)
        assert (low["floor"] < high["floor"]).all()
        assert low["score"].tolist() == high["score"].tolist()

    def test_the_scores_do_not_hang_on_the_draw_of_the_floor(self, town):
        one, two = overlap(town, seed=0), overlap(town, seed=1)
        assert one["score"].tolist() == two["score"].tolist()

    def test_a_source_without_sentences_has_no_rows(self, corpus_of):
        assert overlap(corpus_of("The ferry sank.", "", "A ferry sank."))["document"].tolist() == ["s2"]

    def test_columns_are_those_of_the_docstring(self, town):
        assert overlap(town).columns.tolist() == OVERLAP_COLUMNS

    @pytest.mark.parametrize("sources", [(), ("",), ("", "")])
    def test_no_sources_keep_the_columns(self, corpus_of, sources):
        table = overlap(corpus_of("The ferry sank.", *sources))
        assert table.empty
        assert table.columns.tolist() == OVERLAP_COLUMNS

    @pytest.mark.parametrize("article", ["", " \n "])
    def test_an_article_without_sentences_keeps_the_columns(self, corpus_of, article):
        table = overlap(corpus_of(article, "The ferry sank."))
        assert table.empty
        assert table.columns.tolist() == OVERLAP_COLUMNS

    def test_a_chance_in_per_cent_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^chance must lie between 0\.5 and 0\.999; not 95$"):
            overlap(town, chance=95)

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(overlap(town), overlap(town), check_exact=True)
        assert [document.text for document in town] == texts


class TestCoverage:
    def test_the_town_agrees_with_the_pairs_counted_one_by_one(self, town):
        pairs, table = overlap(town), coverage(town)
        assert table["document"].tolist() == ["office", "harbour", "choir", "bank"]
        assert table["claims"].tolist() == [5, 5, 5, 5]
        for row in table.itertuples():
            assert row.found == sum(pairs[pairs["document"] == row.document]["found"])

    def test_one_claim_of_five_by_hand(self, town):
        row = coverage(town).set_index("document").loc["choir"]
        assert (row["found"], row["share"]) == (1, 0.2)
        # Wilson, one in five.
        assert (row["low"], row["high"]) == pytest.approx((0.036224, 0.624465), abs=1e-6)

    def test_a_source_on_another_subject_finds_nothing(self, corpus_of):
        article = "The old ferry sank in the harbour. The mayor opened a new bridge. Drivers liked the bridge."
        row = coverage(corpus_of(article, "Nine singers sang two songs. Zebras jump.")).iloc[0]
        assert (row["found"], row["share"], row["low"]) == (0, 0, 0)

    def test_the_article_itself_as_a_source_is_found_whole(self, corpus_of):
        article = "The old ferry sank in the harbour. The mayor opened a new bridge. Drivers liked the bridge."
        row = coverage(corpus_of(article, article)).iloc[0]
        assert (row["claims"], row["found"], row["share"], row["high"]) == (3, 3, 1, 1)

    @pytest.mark.parametrize("sources", [(), ("",)])
    def test_no_sources_keep_the_columns(self, corpus_of, sources):
        table = coverage(corpus_of("The ferry sank.", *sources))
        assert table.empty
        assert table.columns.tolist() == [
            "document", "publisher", "claims", "found", "share", "low", "high", "floor",
        ]  # fmt: skip

    def test_an_article_without_sentences_gives_an_empty_table(self, corpus_of):
        assert coverage(corpus_of("", "The ferry sank.")).empty

    def test_two_calls_agree(self, town):
        assert_frame_equal(coverage(town), coverage(town), check_exact=True)


class TestTheNamesOfThePackage:
    @pytest.mark.parametrize("name", measure.__all__)
    def test_a_name_is_a_function_however_often_it_is_asked_for(self, name):
        assert all(callable(getattr(measure, name)) for _ in range(3))

    def test_an_unknown_name_is_refused_with_those_there_are(self):
        with pytest.raises(AttributeError, match=r"^measure has no 'bias'; it has absent_terms, attributions, claims"):
            _ = measure.bias
