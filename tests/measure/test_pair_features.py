"""The figures of a claim beside a document, each by a pair made for it."""

import numpy
import pytest

from analysis.measure.pair_features import FEATURES, LEXICAL, pair_features, pool, rarity, words

DAM = ["The council met on Monday.", "It approved the dam at Overton.", "The dam will cost 40 million pounds."]


def figures(claim, sentences, meaning=None):
    values, order = pair_features(words(claim), pool(sentences), meaning)
    return dict(zip(FEATURES if meaning is not None else LEXICAL, values, strict=True)), order.tolist()


class TestWords:
    def test_the_same_sentence_is_held_whole(self):
        found, order = figures(DAM[1], DAM)
        assert order[0] == 1
        for name in ("words_best", "words_document", "letters_best", "rare_best", "late_best", "names_best"):
            assert found[name] == 1, name
        assert found["gap_document"] == found["shorter"] == 0

    def test_nothing_shared_is_nothing_held(self):
        found, _ = figures("Choirs sang.", ["It rained."])
        assert found["words_best"] == found["words_document"] == 0
        assert found["gap_document"] == 1

    def test_a_rare_word_weighs_more_than_a_common_one(self):
        rare, _ = figures("The weir year.", ["A weir."])
        common, _ = figures("The weir year.", ["A year."])
        assert rare["words_best"] > common["words_best"]

    def test_a_function_word_weighs_little(self):
        assert figures("The dam.", ["The end."])[0]["words_best"] < 0.2

    def test_words_of_two_sentences_meet_in_the_document_only(self):
        found, _ = figures("The council will pay for the dam.", DAM)
        assert found["words_document"] > found["words_best"]

    def test_the_lead_and_the_sentence_before_help(self):
        found, order = figures("The council approved the dam.", DAM)
        assert order[0] == 1
        assert found["words_lead"] == 1 > found["words_best"]

    def test_an_ending_does_not_matter_for_beginnings(self):
        found, _ = figures("The councillor spoke.", ["Councils."])
        assert found["words_best"] == 0 < found["beginnings_document"]

    def test_the_longest_gap_counts_not_the_sum(self):
        found, _ = figures("Millers sailed boats, bakers fished.", ["Millers and bakers."])
        assert found["gap_document"] == pytest.approx(2 / 5)

    def test_names_are_capitals_within_the_sentence(self):
        found, _ = figures("Boats reached Overton and Netherby.", ["A boat reached Overton."])
        assert found["names_best"] == 0.5
        assert figures("Boats came.", ["It rained."])[0]["names_best"] == 1


class TestAtoms:
    def test_a_missing_figure_is_counted(self):
        found, _ = figures("The dam will cost 40 million pounds and flood 300 farms.", DAM)
        assert found["figures_missing_best"] == found["figures_missing_document"] == 1

    def test_a_figure_in_another_sentence_is_missing_in_the_nearest_only(self):
        found, order = figures("It approved the dam at Overton with 12 votes.", [*DAM, "There were 12 votes."])
        assert order[0] == 1
        assert (found["figures_missing_best"], found["figures_missing_document"]) == (1, 0)

    @pytest.mark.parametrize(("day", "missing"), [("in 1987", 0), ("on 3 May 1987", 0), ("in 1988", 1)])
    def test_dates_meet_where_their_days_do(self, day, missing):
        found, _ = figures(f"The mill was shut {day}.", ["The mill was shut in May 1987."])
        assert found["dates_missing_best"] == found["dates_missing_document"] == missing

    @pytest.mark.parametrize("negation", ["not", "never"])
    def test_one_negation_differs_and_two_do_not(self, negation):
        denied = f"The dam was {negation} built."
        assert figures("The dam was built.", [denied])[0]["polarity_differs"] == 1
        assert figures(denied, [denied])[0]["polarity_differs"] == 0


class TestMeaning:
    def test_it_adds_three_figures_and_moves_the_order(self):
        claim = "Choirs sang."
        assert figures(claim, DAM)[1] == [0, 1, 2]
        found, order = figures(claim, DAM, numpy.array([0.1, 0.2, 0.9]))
        assert order == [2, 1, 0]
        assert (found["meaning_best"], found["meaning_most"], found["meaning_mean"]) == (0.9, 0.9, 0.4)


class TestRarity:
    def test_it_lies_between_its_bounds(self):
        found = [rarity(word) for word in ("the", "year", "harbour", "weir", "qqqq", "", "1987")]
        assert all(0.05 <= value <= 1 for value in found)
        assert rarity("qqqq") == 1


class TestOddTexts:
    @pytest.mark.parametrize("text", ["", "—", "\ud800", "1", "The", "🙂 !", "x" * 100_000])
    def test_they_can_be_read(self, text):
        assert len(words(text).stems) == len(words(text).weights)

    def test_a_very_long_sentence_can_be_compared(self):
        found, order = figures("The dam was built. " * 20_000, ["The dam was built. " * 20_000, "No."])
        assert found["words_best"] == 1 and order == [0, 1]

    def test_every_figure_is_a_finite_number(self):
        for claim in ("The", "1987", "Overton", "not"):
            assert all(map(numpy.isfinite, figures(claim, ["—", "The"])[0].values()))
