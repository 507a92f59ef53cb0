"""The queue of pairs to read, and how often the machine is confirmed."""

import math

import pandas
import pytest

from analysis.errors import CrossreadError
from analysis.measure.ledger import reviewed
from analysis.measure.reviewing import PARTS, review_precision, review_queue
from analysis.measure.uncertainty import proportion_interval
from tests.measure.test_ledger import pairs_of, said


def kinds(*rows):
    """Pairs of other words each, from (relation, band, score)."""
    return pairs_of(*((i, f"Words {i}.", row[0], {"band": row[1], "score": row[2]}) for i, row in enumerate(rows, 1)))


MIXED = kinds(
    ("same", "open", 0.3), ("figures differ", "open", 0.9), ("related", "open", 0.8), ("only here", "unlikely", 0.1),
    ("dates differ", "likely", 0.2), ("figures differ", "unlikely", 0.9), ("polarity differs", "likely", 0.6),
)  # fmt: skip
LIKELY = kinds(*[("same", "likely", 0.9)] * 95, *[("figures differ", "likely", 0.9)] * 5)


class TestQueue:
    def test_differences_first_then_open_then_doubtful_ones(self):
        queue = review_queue(MIXED)
        assert queue["sentence"].tolist() == [7, 5, 2, 3, 1, 6]
        assert queue["part"].tolist() == ["difference"] * 3 + ["open"] * 2 + ["doubtful difference"]

    def test_the_parts_come_in_their_order(self):
        queue = review_queue(pandas.concat([LIKELY, MIXED], ignore_index=True))
        places = [PARTS.index(part) for part in queue["part"]]
        assert places == sorted(places) and len(set(places)) == 4

    def test_the_sample_is_a_tenth_of_what_is_likely_and_no_difference(self):
        queue = review_queue(LIKELY)
        sample = queue[queue["part"] == "blind sample"]
        assert len(sample) == math.ceil(9.5) and set(sample["relation_auto"]) == {"same"}
        assert (queue["part"] == "difference").sum() == 5

    def test_the_sample_is_the_same_whatever_the_order_and_what_was_read(self):
        sample = review_queue(LIKELY).query("part == 'blind sample'")["pair"].tolist()
        assert review_queue(LIKELY[::-1]).query("part == 'blind sample'")["pair"].tolist() == sample
        at = LIKELY["pair"].tolist().index(sample[0])
        read = review_queue(reviewed(LIKELY, [said(LIKELY, at)]))
        assert read.query("part == 'blind sample'")["pair"].tolist() == sample[1:]

    def test_another_seed_is_another_sample_and_every_pair_has_its_chance(self):
        drawn = [set(review_queue(LIKELY, seed=seed).query("part == 'blind sample'")["pair"]) for seed in range(120)]
        assert drawn[0] != drawn[1]
        assert len(set().union(*drawn)) == 95

    @pytest.mark.parametrize(("share", "count"), [(0, 0), (0.001, 1), (1, 95)])
    def test_the_share_may_be_another(self, share, count):
        assert (review_queue(LIKELY, share=share)["part"] == "blind sample").sum() == count

    def test_a_share_beyond_one_is_refused(self):
        with pytest.raises(CrossreadError, match="share must lie between 0 and 1"):
            review_queue(LIKELY, share=10)

    def test_what_is_decided_is_not_shown_again(self):
        rows = [said(MIXED, 1), said(MIXED, 4, word="reject"), said(MIXED, 2, word="same")]
        assert review_queue(reviewed(MIXED, rows))["sentence"].tolist() == [7, 1, 6]

    def test_what_is_disputed_or_stale_is_shown_whatever_its_part(self):
        rows = [said(MIXED, 3, by="Ada"), said(MIXED, 3, word="same", by="Bo")]
        queue = review_queue(reviewed(MIXED, rows))
        assert queue.set_index("sentence")["part"][4] == "read again"
        older = pairs_of((4, "Other words.", "only here"))
        assert 4 in review_queue(reviewed(MIXED, [said(older, 0, word="reject")]))["sentence"].tolist()

    def test_a_second_reader_reads_what_others_have_decided(self):
        table = reviewed(MIXED, [said(MIXED, 0, by="Ada"), said(MIXED, 1, by="Bo"), said(MIXED, 3, by="Ada")])
        assert review_queue(table, again="bo")["sentence"].tolist() == [1, 4]
        assert review_queue(table, again="Cy")["sentence"].tolist() == [2, 1, 4]

    def test_no_pair_is_an_empty_queue(self):
        queue = review_queue(MIXED.iloc[:0])
        assert queue.empty and "part" in queue.columns


class TestPrecision:
    def test_confirmed_of_decided_with_wilsons_interval(self):
        rows = [said(MIXED, 1), said(MIXED, 4, word="reject"), said(MIXED, 6), said(MIXED, 0, word="differs"),
                said(MIXED, 2, word="cannot tell")]  # fmt: skip
        table = review_precision(reviewed(MIXED, rows)).set_index("sample")
        assert table.loc["differences", ["decided", "right", "cannot_tell"]].tolist() == [3, 2, 0]
        assert table.loc["all decided", ["decided", "right", "cannot_tell"]].tolist() == [4, 2, 1]
        low, high = proportion_interval(2, 3)
        assert table.loc["differences", ["share", "low", "high"]].tolist() == [
            round(2 / 3, 6), round(float(low), 6), round(float(high), 6),
        ]  # fmt: skip

    def test_what_was_decided_in_sight_of_the_machine_is_not_of_the_blind_sample(self):
        rows = [said(LIKELY, 0), said(LIKELY, 1, blind=True), said(LIKELY, 2, word="related", blind=True)]
        table = review_precision(reviewed(LIKELY, rows)).set_index("sample")
        assert table.loc["blind sample", ["decided", "right"]].tolist() == [2, 1]
        assert table.loc["all decided", ["decided", "right"]].tolist() == [3, 2]

    def test_disputed_and_stale_pairs_do_not_count(self):
        rows = [said(MIXED, 1, by="Ada"), said(MIXED, 1, word="same", by="Bo")]
        rows.append(said(pairs_of((5, "Other words.", "dates differ"))))
        assert review_precision(reviewed(MIXED, rows))["decided"].tolist() == [0, 0, 0]

    def test_doubtful_differences_are_no_suggestion(self):
        table = review_precision(reviewed(MIXED, [said(MIXED, 5)])).set_index("sample")
        assert table["decided"].tolist() == [0, 0, 0]
        assert math.isnan(table.loc["differences", "share"])
