"""The states of the pieces are those of a plain forward pass of the first layers, whatever stands beside them."""

import numpy
import pytest

from analysis.errors import CrossreadError
from analysis.read import encoder
from analysis.read import piece_states as module
from analysis.read.encoder import verified_weights
from analysis.read.piece_states import piece_states
from tests.read.plain_encoder import plain_states

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")
TEXTS = [
    "The mill by the weir was shut in May.",
    "She sang.",
    "",
    "The harbour master counted 1,204 boats, 12% more than a year before; nobody had expected so many of them.",
    "Ünïcode — “quoted” words, e.g. naïve café №5 and 水.",
    "x" * 300,
    "half of a pair: \ud800.",
]


@needs_weights
class TestPieceStates:
    def test_they_are_those_of_a_plain_forward_pass_of_the_first_four_layers(self):
        arrays = encoder.stored_arrays(verified_weights())
        for text, row in zip(TEXTS, piece_states(TEXTS), strict=True):
            pieces = encoder.tokenizer().encode(text.replace("\ud800", "?")).ids
            assert row.pieces.tolist() == pieces[1:-1], text
            # Rounding to four digits moves a number by 0.00005 at most.
            assert numpy.abs(row.states - plain_states(arrays, pieces, layers=4)[1:-1]).max(initial=0) < 1e-4, text

    def test_every_piece_has_a_row_and_an_empty_text_none(self):
        rows = piece_states(["The mill shut.", ""])
        assert [row.states.shape for row in rows] == [(4, 384), (0, 384)]

    def test_a_text_has_the_same_bytes_alone_and_among_others(self):
        together = piece_states([*TEXTS, "He ran.", "She ran."])
        for text, row in zip(TEXTS, together, strict=False):
            (alone,) = piece_states([text])
            assert alone.states.tobytes() == row.states.tobytes(), text
            assert alone.pieces.tolist() == row.pieces.tolist()

    def test_texts_come_back_in_their_order_and_equal_ones_twice(self):
        rows = piece_states(["She sang.", "The mill by the weir.", "She sang.", "he RAN."])
        assert [len(row.pieces) for row in rows] == [3, 6, 3, 3]
        assert numpy.array_equal(rows[0].states, rows[2].states)
        assert not numpy.array_equal(rows[0].states, rows[3].states)

    def test_case_does_not_matter_and_neighbours_do(self):
        one, other, third = (row.states for row in piece_states(["The mill shut.", "the MILL shut.", "A mill shut."]))
        assert numpy.array_equal(one, other)
        assert not numpy.array_equal(one[1], third[1])

    def test_small_batches_change_nothing(self, monkeypatch):
        texts = ["She sang.", "He ran.", "It fell.", "The mill stood."]
        whole = piece_states(texts)
        monkeypatch.setattr(module, "AT_ONCE", 6)
        assert [row.states.tobytes() for row in piece_states(texts)] == [row.states.tobytes() for row in whole]

    def test_no_text_has_no_row(self):
        assert piece_states([]) == []

    def test_a_paragraph_of_a_megabyte_is_read_as_far_as_the_encoder_reads(self):
        (row,) = piece_states(["The mill stood still. " * 50_000])
        assert row.states.shape == (254, 384)

    def test_a_missing_graph_is_an_error_that_names_it(self, monkeypatch, tmp_path):
        module._session.cache_clear()
        monkeypatch.setattr(module, "GRAPH", tmp_path / "piece_states.onnx")
        with pytest.raises(CrossreadError, match=r"piece_states\.onnx is missing; restore it from the repository"):
            piece_states(["The mill."])
        module._session.cache_clear()


def test_without_the_weights_there_are_no_states_and_no_error(monkeypatch):
    monkeypatch.setattr(module, "verified_weights", lambda: None)
    assert piece_states(["The mill."]) is None
