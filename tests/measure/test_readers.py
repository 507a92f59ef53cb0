"""Agreement of two readers beyond chance."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from analysis.errors import CrossreadError
from analysis.measure.readers import reader_agreement
from analysis.read.verdicts import Verdict

LABELS = ("same", "related", "differs")


def lines(*readings):
    """Decisions from (name, relations), one relation a pair, "" for a pair not read."""
    return [
        Verdict(f"p{i:08x}", "accept", word, by=by, text_hash=f"{i:016x}")
        for by, words in readings
        for i, word in enumerate(words)
        if word
    ]


def only(decisions, **options):
    (row,) = reader_agreement(decisions, **options).to_dict("records")
    return row


class TestKappa:
    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=2, max_size=30))
    def test_it_is_that_of_scikit_learn(self, said):
        one, other = zip(*said, strict=True)
        row = only(lines(("Ada", one), ("Bo", other)))
        if len({*one, *other}) == 1:
            assert math.isnan(row["kappa"])
        else:
            assert row["kappa"] == pytest.approx(cohen_kappa_score(one, other), abs=2e-6)
            assert row["low"] <= row["kappa"] + 1e-9 and row["kappa"] <= row["high"] + 1e-9

    def test_cohens_own_example_and_its_standard_error(self):
        counts = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
        said = [(LABELS[i], LABELS[j]) for i in range(3) for j in range(3) for _ in range(counts[i][j])]
        row = only(lines(("Ada", [a for a, _ in said]), ("Bo", [b for _, b in said])))
        assert (row["pairs"], row["agreed"], row["share"], row["expected"]) == (200, 140, 0.7, 0.41)
        assert row["kappa"] == pytest.approx(0.492, abs=0.0005)
        error = math.sqrt(0.7 * 0.3 / 200) / 0.59
        assert (row["high"] - row["low"]) / 2 == pytest.approx(1.96 * error, rel=0.02)

    def test_where_all_agree_the_interval_keeps_a_width(self):
        row = only(lines(("Ada", LABELS * 2), ("Bo", LABELS * 2)))
        assert row["kappa"] == row["high"] == 1 and row["low"] < 0.6

    def test_only_pairs_that_both_have_read_count(self):
        row = only(lines(("Ada", ["same", "same", "", "related"]), ("Bo", ["same", "related", "same", ""])))
        assert (row["pairs"], row["agreed"]) == (2, 1)

    def test_the_last_word_counts_and_what_was_taken_back_does_not(self):
        rows = lines(("Ada", LABELS), ("Bo", LABELS))
        undone = replace(rows[0], verdict="undo", relation="")
        assert only([*rows, undone])["pairs"] == 2
        assert only([*rows, replace(rows[0], relation="copied")])["agreed"] == 2

    def test_verdicts_alone_may_be_compared(self):
        rows = lines(("Ada", ("same", "same")), ("Bo", ("related", "same")))
        rows[-1] = replace(rows[-1], verdict="reject", relation="unrelated")
        assert only(rows)["agreed"] == 0 and only(rows, on="verdict")["agreed"] == 1

    def test_three_readers_are_three_rows(self):
        found = reader_agreement(lines(("Ada", LABELS), ("Bo", LABELS), ("Cy", LABELS)))
        assert found[["reader", "other"]].to_numpy().tolist() == [["Ada", "Bo"], ["Ada", "Cy"], ["Bo", "Cy"]]

    @pytest.mark.parametrize("rows", [[], lines(("Ada", LABELS)), lines(("Ada", ["same", ""]), ("Bo", ["", "same"]))])
    def test_without_two_readings_of_a_pair_there_is_no_row(self, rows):
        found = reader_agreement(rows)
        assert found.empty and "kappa" in found.columns

    def test_something_else_to_compare_is_refused(self):
        with pytest.raises(CrossreadError, match="on must be one of 'relation', 'verdict'"):
            reader_agreement([], on="note")
