"""The fit of words to words by hand, on states that a pencil can hold."""

import math

import numpy
import pytest

from analysis.measure import late_interaction
from analysis.measure.late_interaction import word_fit
from analysis.read import piece_states as pieces
from analysis.read.encoder import verified_weights
from analysis.read.piece_states import States

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")

# Each word is one piece with one state. In the sentences "mill" stands once, "boat" twice; the four states of all
# sentences, (3, 0), (-1, 0), (-1, 2), (-1, -2), have the mean (0, 0).
VECTORS = {
    "mill": (1, (3.0, 0.0)), "boat": (2, (-1.0, 0.0)), "weir": (3, (-1.0, 2.0)), "quay": (4, (-1.0, -2.0)),
    "tide": (5, (0.0, 4.0)), "still": (6, (0.0, 0.0)),
}  # fmt: skip


def by_hand(texts):
    rows = []
    for text in texts:
        found = [VECTORS[word] for word in text.split()]
        states = numpy.array([state for _, state in found]).reshape(len(found), 2)
        rows.append(States(numpy.array([number for number, _ in found], dtype=int), states))
    return rows


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(late_interaction, "piece_states", by_hand)


SENTENCES = ["mill", "boat weir", "quay"]


class TestByHand:
    def test_one_word_has_the_cosine_to_the_nearest_word_of_each_sentence(self, small):
        # Of "tide" (0, 4): to mill 0; to weir 2 / root 5, boat 0; to quay -2 / root 5.
        assert word_fit(["tide"], SENTENCES)[0] == pytest.approx([0, 2 / math.sqrt(5), -2 / math.sqrt(5)], abs=1e-4)

    def test_rare_words_count_more(self, small):
        # "mill" stands in one of three sentences, "tide" in none.
        mill, tide = math.log1p(2.5 / 1.5), math.log1p(3.5 / 0.5)
        # To "boat weir": mill (3, 0) is nearest to weir, -1 / root 5; tide to weir, 2 / root 5.
        wanted = [
            (mill * 1 + tide * 0) / (mill + tide),
            (mill * -1 + tide * 2) / math.sqrt(5) / (mill + tide),
            (mill * -1 + tide * -2) / math.sqrt(5) / (mill + tide),
        ]
        assert word_fit(["mill tide"], SENTENCES)[0] == pytest.approx(wanted, abs=1e-4)

    def test_a_word_that_a_sentence_has_twice_is_as_rare_as_before(self, small):
        # The mean of (3, 0), (3, 0) and (-1, 0) is (5/3, 0): "tide" is (-5/3, 4) from there, its length 13/3.
        mill, tide = math.log1p(1.5 / 1.5), math.log1p(2.5 / 0.5)
        wanted = (mill * 1 + tide * -5 / 13) / (mill + tide)
        assert word_fit(["mill tide"], ["mill mill", "boat"])[0] == pytest.approx([wanted, -wanted], abs=1e-4)

    def test_what_all_sentences_share_is_taken_off(self, small):
        # The mean of (3, 0) and (-1, 0) is (1, 0): "tide" is (-1, 4) from there, "mill" (2, 0), "boat" (-2, 0).
        assert word_fit(["tide"], ["mill", "boat"])[0] == pytest.approx(
            [-1 / math.sqrt(17), 1 / math.sqrt(17)], abs=1e-4
        )

    def test_what_a_sentence_says_beside_costs_nothing(self, small):
        fit = word_fit(["mill"], ["mill", "mill boat weir quay", "boat"])[0]
        assert fit[0] == fit[1] == pytest.approx(1, abs=1e-4)
        assert fit[2] < 0

    def test_a_state_in_the_middle_of_all_is_no_error(self, small):
        assert word_fit(["still"], SENTENCES).tolist() == [[0, 0, 0]]

    def test_one_row_a_claim_and_one_column_a_sentence(self, small):
        fit = word_fit(["mill", "tide"], SENTENCES)
        assert fit.shape == (2, 3)
        assert fit[1].tolist() == word_fit(["tide"], SENTENCES)[0].tolist()

    @pytest.mark.parametrize(("claims", "sentences"), [([], SENTENCES), (["mill"], []), ([], [])])
    def test_nothing_asked_or_known_keeps_the_shape(self, small, claims, sentences):
        assert word_fit(claims, sentences).shape == (len(claims), len(sentences))


class TestTextsWithoutAWord:
    def test_a_claim_without_a_piece_fits_nothing(self, small):
        assert word_fit(["", "mill"], SENTENCES)[0].tolist() == [0, 0, 0]

    def test_a_sentence_without_a_piece_is_fitted_by_nothing(self, small):
        with_empty = word_fit(["mill", "tide"], ["mill", "", "boat weir", "quay", ""])
        assert with_empty[:, [1, 4]].tolist() == [[0, 0], [0, 0]]
        assert with_empty[0, 0] == pytest.approx(1, abs=1e-4)

    def test_where_no_sentence_has_one(self, small):
        assert word_fit(["mill"], ["", ""]).tolist() == [[0, 0]]


class TestWithoutTheWeights:
    def test_there_is_no_fit_and_no_error(self, monkeypatch):
        monkeypatch.setattr(pieces, "verified_weights", lambda: None)
        assert word_fit(["The mill."], ["A mill."]) is None


@needs_weights
class TestWithTheWeights:
    def test_the_same_in_other_words_fits_best(self):
        fit = word_fit(
            ["The council shut the mill."],
            ["A choir sang in the hall.", "In May, after a long debate, the town closed its old mill.", "It snowed."],
        )
        assert fit[0].argmax() == 1

    def test_a_claim_fits_itself_whole(self):
        texts = ["The council shut the mill.", "Two boats sank."]
        fit = word_fit(texts, texts)
        assert numpy.diag(fit) == pytest.approx([1, 1], abs=1e-3)
        assert (fit <= 1.001).all()
