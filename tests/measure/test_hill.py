"""Effective numbers against published and hand-computed values."""

import math
from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.hill import (
    DIVERSITY_COLUMNS,
    corrected_entropy,
    effective_interval,
    entropy,
    rarefied,
    source_diversity,
)
from analysis.read.document import Document
from tests.measure.reported import mill, office, reported, silent, together

# The two spider assemblages that come with the R package iNEXT (after Ellison et al. 2010).
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2] + [1] * 12
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2] + [1] * 14
COUNTS = st.lists(st.integers(1, 12), min_size=1, max_size=12)


class TestPublished:
    @pytest.mark.parametrize(("counts", "observed"), [(GIRDLED, 12.060), (LOGGED, 14.421)])
    def test_effective_numbers_are_those_that_inext_prints(self, counts, observed):
        assert math.exp(entropy(counts)) == pytest.approx(observed, abs=5e-4)

    def test_rarefied_numbers_are_those_that_inext_prints(self):
        assert rarefied(GIRDLED, 84)[0] == pytest.approx(18.912, abs=5e-4)
        assert rarefied(GIRDLED, 168) == pytest.approx((26, 12.060), abs=5e-4)


class TestEntropy:
    def test_by_hand(self):
        assert entropy([2, 1, 1]) == pytest.approx(1.5 * math.log(2))
        assert entropy([7]) == 0
        assert math.isnan(entropy([]))

    def test_chao_and_shen_by_hand(self):
        # n = 4, one singleton: coverage 3/4, shares 9/16 and 3/16, each divided by its chance of having been seen.
        shares = (9 / 16, 3 / 16)
        by_hand = sum(-p * math.log(p) / (1 - (1 - p) ** 4) for p in shares)
        assert corrected_entropy([3, 1]) == pytest.approx(by_hand)

    def test_where_every_source_speaks_once_nothing_can_be_estimated(self):
        assert math.isnan(corrected_entropy([1, 1, 1])) and math.isnan(corrected_entropy([]))

    def test_the_correction_takes_most_of_the_downward_bias(self):
        draw, shares = numpy.random.default_rng(0), numpy.array([1 / 20] * 20)
        counts = draw.multinomial(30, shares, size=400)
        plain = numpy.mean([entropy(row) for row in counts]) - math.log(20)
        corrected = numpy.nanmean([corrected_entropy(row) for row in counts]) - math.log(20)
        assert plain < -0.25
        assert abs(corrected) < 0.3 * abs(plain)

    @pytest.mark.parametrize("counts", [[1.5], [-1, 2]])
    def test_counts_are_whole_numbers(self, counts):
        with pytest.raises(CrossreadError, match="counts must be whole numbers"):
            entropy(counts)

    @settings(deadline=None, max_examples=40)
    @given(COUNTS)
    def test_between_one_and_as_many_as_there_are(self, counts):
        assert 1 - 1e-9 <= math.exp(entropy(counts)) <= len(counts) + 1e-9

    @settings(deadline=None, max_examples=40)
    @given(COUNTS, st.integers(2, 5))
    def test_every_source_speaking_as_much_more_changes_nothing(self, counts, times):
        assert entropy([times * count for count in counts]) == pytest.approx(entropy(counts))


class TestRarefied:
    def test_two_of_four_by_hand(self):
        # 2, 1, 1: of six pairs one is of one source; so 11/6 sources, and an entropy of (5/6) log 2.
        assert rarefied([2, 1, 1], 2) == pytest.approx((11 / 6, 2 ** (5 / 6)))

    def test_fewer_than_asked_for_have_no_value(self):
        assert all(map(math.isnan, rarefied([2, 1], 4)))

    def test_no_size_below_one(self):
        with pytest.raises(CrossreadError, match="size must lie between 1"):
            rarefied([1], 0)

    @settings(deadline=None, max_examples=40)
    @given(COUNTS)
    def test_one_draw_is_one_source_and_all_draws_are_all(self, counts):
        assert rarefied(counts, 1) == pytest.approx((1, 1))
        assert rarefied(counts, sum(counts)) == pytest.approx((len(counts), math.exp(entropy(counts))))

    @settings(deadline=None, max_examples=40)
    @given(COUNTS)
    def test_more_draws_never_find_fewer(self, counts):
        found = [rarefied(counts, size) for size in range(1, sum(counts) + 1)]
        assert all(a[0] <= b[0] + 1e-9 and a[1] <= b[1] + 1e-9 for a, b in pairwise(found))

    def test_it_is_the_mean_of_draws(self):
        counts, draw = numpy.array([5, 3, 1, 1]), numpy.random.default_rng(0)
        deals = draw.multivariate_hypergeometric(counts, 4, size=20_000)
        assert rarefied(counts, 4)[0] == pytest.approx((deals > 0).sum(axis=1).mean(), abs=0.02)


class TestInterval:
    @settings(deadline=None, max_examples=40)
    @given(COUNTS)
    def test_the_number_lies_within_and_the_bounds_are_possible(self, counts):
        low, high = effective_interval(counts, numpy.random.default_rng(0), draws=40)
        if sum(counts) > 1:
            assert 1 <= low <= math.exp(entropy(counts)) + 1e-9
            assert math.exp(entropy(counts)) - 1e-9 <= high <= sum(counts)
        else:
            assert math.isnan(low) and math.isnan(high)

    def test_it_holds_what_as_many_more_attributions_would_give(self):
        draw, shares, held = numpy.random.default_rng(3), numpy.array([0.3, 0.2, 0.1] + [0.05] * 8), 0
        effective = [math.exp(entropy(row)) for row in draw.multinomial(25, shares, size=2000)]
        for i in range(200):
            low, high = effective_interval(draw.multinomial(25, shares), numpy.random.default_rng(i), draws=200)
            held += low <= numpy.mean(effective) <= high
        assert 0.9 <= held / 200 <= 1


class TestTable:
    def test_the_mill_by_hand(self):
        table = source_diversity(together(mill(), office(), silent()), size=2)
        row = table.iloc[0]
        assert row[["attributions", "sources", "once", "top_source", "top_count"]].tolist() == [
            3,
            2,
            1,
            "Mayor Lind",
            2,
        ]
        assert row["effective"] == pytest.approx(math.exp(entropy([2, 1])), abs=1e-6)
        assert row[["rarefied_to", "rarefied_sources"]].tolist() == pytest.approx([2, 5 / 3], abs=1e-6)

    def test_one_attribution_and_none(self):
        table = source_diversity(together(mill(), office(), silent())).set_index("document")
        assert table.loc["office", ["entropy", "effective", "top_share"]].tolist() == [0, 1, 1]
        assert table.loc["office", ["low", "high"]].isna().all()
        assert table.loc["silent", ["attributions", "sources", "top_count"]].tolist() == [0, 0, 0]
        assert table.loc["silent", ["entropy", "effective", "low", "high", "top_share"]].isna().all()
        assert table["rarefied_to"].isna().all()  # none has five

    def test_the_size_is_the_smallest_of_those_with_five(self):
        rows = [{"source": name, "content": "it rained"} for name in ("Ann", "Bob", "Ann", "Cy", "Di", "Ed")]
        six = reported("six", "Ann Bob Cy Di Ed said it rained.", *rows, kind="full")
        five = reported("five", "Ann Bob Cy Di Ed said it rained.", *rows[1:], kind="full")
        table = source_diversity(together(mill(), six, five)).set_index("document")
        assert table["rarefied_to"].tolist() == [5, 5, 5]
        assert table.loc["five", "rarefied_sources"] == 5
        assert math.isnan(table.loc["paper", "rarefied_sources"])

    def test_no_correction_where_most_sources_speak_once(self):
        rows = [{"source": name, "content": "it rained"} for name in ("Ann", "Ann", "Bob", "Bob", "Cy")]
        text = "Ann Bob Cy said it rained."
        most, half = (
            reported("most", text, *rows[1:], rows[4], kind="original"),
            reported("half", text, *rows, kind="full"),
        )
        table = source_diversity(together(most, half)).set_index("document")
        assert table["once"].tolist() == [1, 1]
        alone = reported("most", text, rows[0], rows[2], rows[4], rows[4], kind="original")
        table = source_diversity(together(alone, half)).set_index("document")
        assert table.loc["half", "entropy_corrected"] == pytest.approx(corrected_entropy([2, 2, 1]), abs=1e-6)
        one_each = reported("most", text, rows[0], rows[2], rows[4], kind="original")
        assert source_diversity(together(one_each))["entropy_corrected"].isna().all()

    def test_a_seed_repeats_and_the_others_do_not_matter(self):
        alone, beside = source_diversity(together(mill())), source_diversity(together(mill(), office()))
        assert_frame_equal(alone, beside[:1])

    def test_columns_and_acts(self):
        table = source_diversity(together(mill(), Document(id="empty", text="")), act="speech")
        assert table.columns.tolist() == DIVERSITY_COLUMNS
        assert table["attributions"].tolist() == [2, 0] and set(table["acts"]) == {"speech"}
