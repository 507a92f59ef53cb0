"""Near copies by runs of five words, counted by hand."""

import pytest

from analysis.read.near_texts import near_texts, shared_part, shingles

TEN = "one two three four five six seven eight nine ten"


def test_ten_words_have_six_runs_of_five():
    assert len(shingles(TEN)) == 6
    assert len(shingles(f"{TEN} {TEN}")) == 10  # six and the four that reach over the seam; a run counts once


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (TEN, 1.0),
        (TEN.upper().replace(" ", ", "), 1.0),
        (TEN.replace("ten", "end"), 0.8333),  # five of six runs
        (TEN.replace("five", "fifth"), 0.1667),  # five runs hold the fifth word
        ("one two three four five", 1.0),
        ("one two three four", 0.0),
        ("", 0.0),
        ("...", 0.0),
    ],
)
def test_the_share_is_of_the_shorter_text(other, share):
    assert shared_part(TEN, other) == shared_part(other, TEN) == share


def test_only_half_or_more_is_told_and_the_nearest_first():
    others = [("far", "six of one"), ("near", TEN.replace("ten", "end")), ("same", TEN), ("also", TEN)]
    assert near_texts(TEN, others) == (("also", 1.0), ("same", 1.0), ("near", 0.8333))
