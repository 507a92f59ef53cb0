"""Neighbours and collocates of small texts by hand; nltk's measures against Manning and Schütze; their own laws."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure import collocates, neighbours, term_counts
from analysis.measure.collocations import COLUMNS, MEASURES, PLACES, UNSIGNED, _score
from analysis.measure.statistics import log_likelihood

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
TEXTS = st.lists(
    st.lists(st.sampled_from(["ferry", "road", "sea", "old", "“mill”"]), min_size=1, max_size=7), min_size=1, max_size=4
)


@pytest.fixture
def crew(corpus_of):
    """Sixteen words of which two are "ferry", and a source of eight words of which one is."""
    return corpus_of(
        "The old ferry sank slowly. Nobody saw the ferry, the old crew said. A crew left.",
        "The ferry crew sang. The road is new.",
    )


def listed(table, part="article"):
    return table[table["part"] == part]


class TestNeighbours:
    def test_two_words_on_each_side_by_hand(self, crew):
        table = neighbours(crew, "ferry", window=2)
        assert listed(table)[["collocate", "distance", "sentence"]].values.tolist() == [
            ["the", -2, 1], ["old", -1, 1], ["sank", 1, 1], ["slowly", 2, 1],
            ["saw", -2, 2], ["the", -1, 2], ["the", 1, 2], ["old", 2, 2],
        ]  # fmt: skip
        assert listed(table, "sources")[["document", "collocate", "distance"]].values.tolist() == [
            ["s1", "the", -1], ["s1", "crew", 1], ["s1", "sang", 2],
        ]  # fmt: skip

    def test_the_widest_window_stops_at_the_sentence_end(self, crew):
        table = neighbours(crew, "ferry", window=50)
        assert listed(table)["sentence"].tolist() == [1] * 4 + [2] * 7
        assert listed(table, "sources")["collocate"].tolist() == ["the", "crew", "sang"]
        assert neighbours(crew, "left", window=50)["collocate"].tolist() == ["a", "crew"]

    def test_a_paragraph_ends_a_sentence_too(self, corpus_of):
        corpus = corpus_of("They saw it, wrote:\n\n- ferry sank at night.\n\nAll of them rose.", "A road.")
        assert neighbours(corpus, "ferry")["collocate"].tolist() == ["sank", "at", "night"]

    def test_each_token_once_with_its_nearest_use(self, corpus_of):
        # "boat" stands two words from both uses: the earlier one has it.
        table = neighbours(corpus_of("ferry old boat new ferry sank.", "A road."), "ferry")
        assert table[["collocate", "distance", "node_start"]].values.tolist() == [
            ["old", 1, 0], ["boat", 2, 0], ["new", -1, 19], ["sank", 1, 19],
        ]  # fmt: skip

    def test_the_nearest_use_of_its_own_sentence(self, corpus_of):
        # "left" is nearer to the second sentence's use.
        table = neighbours(corpus_of("The ferry came and left. Ferry rose.", "A road."), "ferry", window=3)
        assert table[["collocate", "distance"]].values.tolist() == [
            ["the", -1], ["came", 1], ["and", 2], ["left", 3], ["rose", 1],
        ]  # fmt: skip

    def test_the_node_is_left_out(self, corpus_of):
        corpus = corpus_of("Ferry, ferry and the ferry’s Ferry.", "A road.")
        assert neighbours(corpus, "ferry")["collocate"].tolist() == ["and", "the"]

    def test_spans_lead_to_the_words(self, crew):
        for row in neighbours(crew, "ferry").itertuples():
            text = crew[row.document].text
            assert text[row.start : row.end].lower() == row.collocate
            assert text[row.node_start : row.node_end] == "ferry"

    def test_the_voice_is_that_of_the_neighbour(self, town):
        # office: “The ferry was slow,” the captain said.
        table = neighbours(town, "ferry", window=4)
        office = table[table["document"] == "office"]
        assert office[["collocate", "voice"]].values.tolist() == [
            ["the", "quoted"], ["was", "quoted"], ["slow", "quoted"], ["the", "own"], ["captain", "own"],
        ]  # fmt: skip

    @pytest.mark.parametrize("node", ["ferry", "FERRY", " ferry ", "ferry’s", "Ferry's"])
    def test_a_node_is_found_however_it_is_written(self, crew, node):
        assert_frame_equal(neighbours(crew, node), neighbours(crew, "ferry"))

    @pytest.mark.parametrize("node", ["U.S.", "u.s.", "U.S"])
    def test_an_abbreviation_is_a_node(self, corpus_of, node):
        assert neighbours(corpus_of("The U.S. army left.", "A road."), node)["collocate"].tolist() == [
            "the", "army", "left",
        ]  # fmt: skip

    def test_numbers_are_nodes_and_neighbours(self, corpus_of):
        corpus = corpus_of("Some 1,500 men and 20 boats came.", "A road.")
        assert neighbours(corpus, "1,500", window=1)["collocate"].tolist() == ["some", "men"]
        assert neighbours(corpus, "boats", window=1)["collocate"].tolist() == ["20", "came"]

    def test_a_stem_stands_for_all_its_forms_and_is_told_by_stems(self, corpus_of):
        corpus = corpus_of("Old ferries sank. The ferry was sinking.", "A road.")
        table = neighbours(corpus, "ferries", unit="stem", window=2)
        assert table["collocate"].tolist() == ["old", "sank", "the", "was", "sink"]
        assert neighbours(corpus, "ferries", window=2)["collocate"].tolist() == ["old", "sank"]

    def test_near_copies_are_read_once(self, corpus_of):
        wire = "A wire report says that the old ferry sank in the harbour on Monday and that nobody was hurt at all."
        table = neighbours(corpus_of("The road is new.", wire, wire), "ferry", window=1)
        assert table[["document", "collocate"]].values.tolist() == [["s1", "old"], ["s1", "sank"]]


class TestCollocates:
    def test_the_crew_by_hand(self, crew):
        # The article has 14 words beside the two of "ferry"; eight of them stand within two words of it.
        table = listed(collocates(crew, "ferry", window=2, min_count=1)).set_index("collocate")
        kept = ["count", "left", "right", "documents", "collocate_count", "node_count"]
        assert table.loc["the", kept].tolist() == [3, 2, 1, 1, 3, 2]
        assert table.loc["old", kept].tolist() == [2, 1, 1, 1, 2, 2]
        assert table.loc["saw", kept].tolist() == [1, 1, 0, 1, 1, 2]
        assert table.loc["the", "expected"] == pytest.approx(8 * 3 / 14, abs=1e-6)
        assert table.loc["saw", "expected"] == pytest.approx(8 * 1 / 14, abs=1e-6)
        assert set(table.index) == {"the", "old", "sank", "slowly", "saw"}

    def test_the_sources_have_rows_and_totals_of_their_own(self, crew):
        # Seven words beside "ferry", three of them near it.
        table = listed(collocates(crew, "ferry", min_count=1), "sources").set_index("collocate")
        assert table.loc["the", ["count", "collocate_count", "node_count"]].tolist() == [1, 2, 1]
        assert table.loc["the", "expected"] == pytest.approx(3 * 2 / 7, abs=1e-6)
        assert table.loc["crew", "expected"] == pytest.approx(3 * 1 / 7, abs=1e-6)

    def test_documents_counts_those_where_they_meet(self, corpus_of):
        corpus = corpus_of("A road.", "Old ferry one. Old ferry too.", "The old ferry sank.", "An old mill.")
        row = collocates(corpus, "ferry").set_index("collocate").loc["old"]
        assert row[["part", "count", "documents", "collocate_count"]].tolist() == ["sources", 3, 2, 4]

    @pytest.mark.parametrize("measure", MEASURES)
    def test_the_score_is_nltks(self, crew, measure):
        table = listed(collocates(crew, "ferry", window=2, min_count=1, measure=measure)).set_index("collocate")
        for word, count, total in (("the", 3, 3), ("old", 2, 2), ("saw", 1, 1)):
            direct = getattr(BigramAssocMeasures, measure)(count, (8, total), 14)
            assert table.loc[word, "score"] == pytest.approx(direct, abs=5e-7)

    @pytest.mark.parametrize("measure", UNSIGNED)
    def test_a_word_met_less_often_than_expected_scores_below_zero(self, crew, measure):
        # Within three words stand ten of the 14, one "crew" of two among them: 10 * 2 / 14 are expected.
        table = listed(collocates(crew, "ferry", window=3, min_count=1, measure=measure)).set_index("collocate")
        assert table.loc["crew", "expected"] == pytest.approx(20 / 14, abs=1e-6)
        direct = getattr(BigramAssocMeasures, measure)(1, (10, 2), 14)
        assert table.loc["crew", "score"] == pytest.approx(-direct, abs=5e-7)
        assert table.loc["the", "score"] > 0

    @pytest.mark.parametrize("measure", ["pmi", "student_t"])
    def test_measures_with_a_sign_keep_it(self, crew, measure):
        table = listed(collocates(crew, "ferry", window=3, min_count=1, measure=measure)).set_index("collocate")
        assert table.loc["crew", "score"] == pytest.approx(
            getattr(BigramAssocMeasures, measure)(1, (10, 2), 14), abs=5e-7
        )
        assert table.loc["crew", "score"] < 0 < table.loc["the", "score"]

    def test_words_met_once_are_left_out_unless_asked_for(self, crew):
        assert listed(collocates(crew, "ferry"))["collocate"].tolist() == ["the", "old"]
        assert (collocates(crew, "ferry", min_count=3)["collocate"] == "the").all()

    def test_the_strongest_first_then_the_more_frequent_then_the_alphabet(self, crew):
        table = collocates(crew, "ferry", min_count=1)
        keys = list(zip(table["part"], -table["score"], -table["count"], table["collocate"], strict=True))
        assert keys == sorted(keys)

    def test_a_score_that_cannot_be_had_is_not_a_number_and_comes_last(self, corpus_of):
        # Every word stands near "ferry": the fourfold table has an empty row.
        table = collocates(corpus_of("Old ferry sank.", "A road."), "ferry", measure="phi_sq", min_count=1)
        assert table[["collocate", "count", "expected"]].values.tolist() == [["old", 1, 1], ["sank", 1, 1]]
        assert table["score"].isna().all()

    def test_stems_are_counted_as_stems(self, corpus_of):
        corpus = corpus_of("Old ferries sank. The old ferry sinks. They are sinking.", "A road.")
        row = collocates(corpus, "ferry", unit="stem", min_count=1).set_index("collocate").loc["sink"]
        assert row[["count", "collocate_count", "node_count"]].tolist() == [1, 2, 2]

    @pytest.mark.parametrize("word", ["increases", "databases", "purposes"])
    def test_a_stem_that_would_be_cut_again_is_a_node(self, corpus_of, word):
        corpus = corpus_of(f"They saw {word} here.", "It rained.")
        (term,) = set(term_counts(corpus, unit="stem").query("paper == 1").index) - {"they", "saw", "here"}
        expected = collocates(corpus, word, unit="stem", min_count=1)
        assert_frame_equal(collocates(corpus, term, unit="stem", min_count=1), expected)


class TestPublishedValues:
    # Manning & Schütze, chapter 5, as NLTK's collocations.doctest has them: joint count, the two counts, all words.
    @pytest.mark.parametrize(
        ("measure", "table", "value"),
        [
            ("likelihood_ratio", (150, 12593, 932, 14307668), 1291.3190571274106),
            ("student_t", (8, 15828, 4675, 14307668), 0.9999319894802036),
            ("chi_sq", (8, 15828, 4675, 14307668), 1.5488692067282201),
            ("pmi", (20, 42, 20, 14307668), 18.377967788479985),
        ],
    )
    def test_four_bigrams(self, measure, table, value):
        assert _score(measure, *table) == pytest.approx(value, abs=5e-7)

    def test_three_of_sixteen_and_two_of_twelve(self):
        # quanteda.textstats, test of pmi, in natural logarithms.
        assert _score("pmi", 3, 16, 5, 28) * math.log(2) == pytest.approx(0.04879016416943205, abs=5e-7)


class TestMistakesAndEmptyTexts:
    @pytest.mark.parametrize("texts", [("A ferry sank.", "A road."), ("", ""), ("A road.",), ("12 34.", "5 6 7.")])
    @pytest.mark.parametrize("unit", ["word", "stem"])
    def test_an_unknown_node_gives_an_empty_table_with_its_columns(self, corpus_of, texts, unit):
        corpus = corpus_of(*texts)
        for table, columns in (
            (neighbours(corpus, "lighthouse", unit=unit), PLACES),
            (collocates(corpus, "lighthouse", unit=unit), COLUMNS),
        ):
            assert table.empty
            assert table.columns.tolist() == columns
        assert PLACES[:4] == ["part", "document", "collocate", "distance"]
        assert COLUMNS[-3:] == ["node_count", "expected", "score"]

    def test_a_node_without_neighbours_has_no_rows(self, corpus_of):
        assert neighbours(corpus_of("Ferry. Ferry ferry.", "A road."), "ferry").empty

    @pytest.mark.parametrize("measure", [neighbours, collocates])
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"window": 0}, r"window must lie between 1 and 50; not 0"),
            ({"window": 51}, r"window must lie between 1 and 50; not 51"),
            ({"unit": "bigram"}, r"unit must be one of 'word', 'stem'; not 'bigram'"),
        ],
    )
    def test_options_that_are_not_allowed_are_refused(self, crew, measure, options, message):
        with pytest.raises(CrossreadError, match=f"^{message}$"):
            measure(crew, "ferry", **options)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (
                {"measure": "fisher"},
                r"measure must be one of 'likelihood_ratio', 'pmi', 'student_t', 'chi_sq', 'dice', 'jaccard', "
                r"'poisson_stirling', 'phi_sq'; not 'fisher'",
            ),
            ({"min_count": 0}, r"min_count must lie between 1 and 1000000000; not 0"),
        ],
    )
    def test_options_of_collocates_that_are_not_allowed_are_refused(self, crew, options, message):
        with pytest.raises(CrossreadError, match=f"^{message}$"):
            collocates(crew, "ferry", **options)

    @pytest.mark.parametrize("node", ["the ferry", "!?", ""])
    @pytest.mark.parametrize("measure", [neighbours, collocates])
    def test_a_node_that_is_not_one_word_is_refused(self, crew, measure, node):
        with pytest.raises(CrossreadError, match=r"^node "):
            measure(crew, node)

    def test_two_calls_agree_and_the_texts_stay(self, crew):
        texts = [document.text for document in crew]
        assert_frame_equal(collocates(crew, "ferry"), collocates(crew, "ferry"), check_exact=True)
        assert [document.text for document in crew] == texts


class TestLaws:
    @PROPERTY
    @given(TEXTS, TEXTS, st.integers(1, 6), st.sampled_from(["word", "stem"]))
    def test_counts_are_the_rows_of_neighbours(self, corpus_of, one, other, window, unit):
        corpus = corpus_of(
            " ".join(f"Here {' '.join(row)} sank." for row in one),
            " ".join(f"There {' '.join(row)} sank." for row in other),
        )
        rows = neighbours(corpus, "ferry", window=window, unit=unit)
        table = collocates(corpus, "ferry", window=window, unit=unit, min_count=1)
        counted = rows.groupby(["part", "collocate"]).size().to_dict()
        assert table.set_index(["part", "collocate"])["count"].to_dict() == counted
        assert (table["left"] + table["right"] == table["count"]).all()
        assert not rows.duplicated(["document", "start"]).any()
        assert rows["distance"].abs().between(1, window).all()
        totals = term_counts(corpus, unit=unit)
        for row in table.itertuples():
            column = {"article": "paper", "sources": "s1"}[row.part]
            assert row.collocate_count == totals.loc[row.collocate, column]
            assert row.count <= row.collocate_count

    @PROPERTY
    @given(TEXTS, st.integers(1, 4))
    def test_expected_hits_add_up_and_the_score_is_the_likelihood_ratio(self, corpus_of, rows, window):
        corpus = corpus_of(" ".join(f"Here {' '.join(row)} sank." for row in rows), "It rained.")
        table = collocates(corpus, "ferry", window=window, min_count=1)
        near, tokens = table["count"].sum(), corpus.target.words - (table["node_count"].max() if len(table) else 0)
        for row in table.itertuples():
            assert row.expected == pytest.approx(near * row.collocate_count / tokens, abs=1e-6)
            ratio = log_likelihood(row.count, near, row.collocate_count - row.count, tokens - near)
            assert abs(row.score) == pytest.approx(float(ratio), abs=1e-5)
            assert row.score * (row.count - row.expected) >= -1e-6
