"""Intervals and adjusted p-values against published values, other formulas of the same thing, and their own laws."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import CrossreadError
from analysis.measure.uncertainty import adjusted_p, log_ratio_interval, proportion_interval, rate_interval

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)


# Benjamini & Hochberg (1995), section 4: fifteen p-values of a trial, in order.
TRIAL = (
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1,
)


class TestProportionInterval:
    # Newcombe, R. G. (1998). Statistics in Medicine 17, 857-872, table I, method 3 (score without continuity).
    @pytest.mark.parametrize(
        ("hits", "trials", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_newcombes_four_cases(self, hits, trials, low, high):
        assert [round(float(end), 4) for end in proportion_interval(hits, trials)] == [low, high]

    @pytest.mark.parametrize("interval", [0.5, 0.8, 0.95, 0.99])
    def test_the_same_as_scipys_wilson_interval(self, interval):
        for hits, trials in [(0, 1), (1, 1), (3, 7), (50, 100), (999, 1000)]:
            expected = stats.binomtest(hits, trials).proportion_ci(interval, method="wilson")
            assert proportion_interval(hits, trials, interval) == pytest.approx(tuple(expected), abs=1e-12)

    @PROPERTY
    @given(st.integers(1, 5000), st.floats(0, 1), st.sampled_from([0.5, 0.9, 0.95, 0.999]))
    def test_lies_between_0_and_1_and_holds_the_share(self, trials, part, interval):
        hits = round(part * trials)
        low, high = proportion_interval(hits, trials, interval)
        assert 0 <= low < high <= 1
        assert low - 1e-12 <= hits / trials <= high + 1e-12

    @PROPERTY
    @given(st.integers(1, 500), st.floats(0, 1))
    def test_the_interval_of_the_misses_is_the_mirror_image(self, trials, part):
        hits = round(part * trials)
        low, high = proportion_interval(hits, trials)
        other_low, other_high = proportion_interval(trials - hits, trials)
        assert (float(low), float(high)) == pytest.approx((1 - other_high, 1 - other_low), abs=1e-12)

    def test_a_higher_level_gives_a_wider_interval(self):
        widths = [numpy.subtract(*proportion_interval(3, 10, level)[::-1]) for level in (0.5, 0.8, 0.95, 0.99)]
        assert widths == sorted(widths)
        assert len(set(widths)) == 4

    def test_no_trials_give_no_number_rather_than_zero(self):
        low, high = proportion_interval([0, 2], [0, 4])
        assert numpy.isnan([low[0], high[0]]).all()
        assert not numpy.isnan([low[1], high[1]]).any()

    def test_a_level_in_per_cent_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.9999; not 95$"):
            proportion_interval(1, 2, 95)


class TestRateInterval:
    # Garwood (1936); Pearson & Hartley, Biometrika Tables I, table 40: 95 % limits of a Poisson mean.
    @pytest.mark.parametrize(
        ("hits", "low", "high"),
        [
            (0, 0.0, 3.69),
            (1, 0.0253, 5.57),
            (2, 0.242, 7.22),
            (3, 0.619, 8.77),
            (5, 1.62, 11.67),
            (10, 4.80, 18.39),
            (20, 12.22, 30.89),
        ],
    )
    def test_garwoods_limits(self, hits, low, high):
        found = rate_interval(hits, 1, per=1)
        assert found[0] == pytest.approx(low, abs=0.005)
        assert found[1] == pytest.approx(high, abs=0.006)

    @PROPERTY
    @given(st.integers(1, 3000), st.integers(1, 10**6), st.sampled_from([0.8, 0.95, 0.99]))
    def test_the_tails_beyond_both_bounds_are_half_of_what_the_level_leaves(self, hits, size, interval):
        low, high = rate_interval(hits, size, interval)
        tail = (1 - interval) / 2
        assert stats.poisson.sf(hits - 1, low * size / 1000) == pytest.approx(tail, rel=1e-6)
        assert stats.poisson.cdf(hits, high * size / 1000) == pytest.approx(tail, rel=1e-6)

    def test_per_1000_unless_told_otherwise(self):
        assert numpy.allclose(rate_interval(3, 2000), numpy.array(rate_interval(3, 2000, per=1)) * 1000)

    def test_a_word_that_never_occurs_has_a_lower_bound_of_zero_and_an_upper_bound_above_it(self):
        low, high = rate_interval(0, 1000)
        assert low == 0
        # The rule of three, exactly: -ln(.025) in 1,000 tokens.
        assert high == pytest.approx(-math.log(0.025))

    def test_a_text_without_words_has_no_rate(self):
        low, _ = rate_interval([0, 1], [0, 1000])
        assert numpy.isnan(low[0])


class TestLogRatioInterval:
    # Evert, R package corpora 0.6, tests/keyness.R: 1,177 against 341,805, 20,109 comparisons, level .95.
    @pytest.mark.parametrize(
        ("hits", "other", "lrc", "positive"),
        [
            (2, 1, 0.0, -1.917554),
            (8, 0, 6.020852, 6.175347),
            (94, 749, 4.381929, 4.408037),
            (194, 5030, 2.957265, 2.974137),
        ],
    )
    def test_everts_conservative_log_ratio(self, hits, other, lrc, positive):
        low, _ = log_ratio_interval(hits, 1177, other, 341805, 0.95, family=20109)
        assert max(float(low), 0.0) == pytest.approx(lrc, abs=1e-6)
        # His one-sided bound is the lower end of the 90 % interval of the same family.
        low, _ = log_ratio_interval(hits, 1177, other, 341805, 0.90, family=20109)
        assert float(low) == pytest.approx(positive, abs=1e-6)

    # Computed with R 4.2.2 and corpora 0.6.
    @pytest.mark.parametrize(
        ("hits", "other", "family", "lrc"),
        [(15, 1, 1, 3.528412), (15, 1, 400, 2.045806), (8, 0, 1, 3.093366), (8, 0, 400, 1.087041), (3, 0, 1, 1.04695)],
    )
    def test_small_counts_as_in_r(self, hits, other, family, lrc):
        low, _ = log_ratio_interval(hits, 1000, other, 5000, family=family)
        assert float(low) == pytest.approx(lrc, abs=1e-5)

    def test_seven_against_two_in_a_thousand_spans_zero(self):
        low, high = log_ratio_interval(7, 1000, 2, 1000)
        assert low < 0 < high
        # corpora 0.6, PositiveLRC.
        assert float(log_ratio_interval(7, 1000, 2, 1000, 0.9)[0]) == pytest.approx(-0.2874179, abs=1e-6)

    @PROPERTY
    @given(st.integers(0, 80), st.integers(0, 80), st.integers(100, 9999), st.integers(100, 9999))
    def test_holds_the_log_ratio_of_the_bare_rates(self, hits, other, size, other_size):
        low, high = log_ratio_interval(hits, size, other, other_size)
        assert (low == -math.inf) == (hits == 0)
        assert (high == math.inf) == (other == 0)
        if hits and other:
            assert low < math.log2(hits / size * other_size / other) < high

    @PROPERTY
    @given(st.integers(1, 80), st.integers(1, 80), st.integers(100, 9999), st.integers(100, 9999))
    def test_is_the_exact_binomial_interval_on_another_scale(self, hits, other, size, other_size):
        bounds = stats.binomtest(hits, hits + other).proportion_ci(0.95, method="exact")
        expected = [math.log2(p / (1 - p) * other_size / size) for p in bounds]
        assert log_ratio_interval(hits, size, other, other_size) == pytest.approx(expected, abs=1e-8)

    @PROPERTY
    @given(st.integers(0, 80), st.integers(0, 80), st.integers(100, 9999), st.integers(100, 9999), st.integers(1, 500))
    def test_swapping_the_two_sides_mirrors_the_interval(self, hits, other, size, other_size, family):
        low, high = log_ratio_interval(hits, size, other, other_size, family=family)
        other_low, other_high = log_ratio_interval(other, other_size, hits, size, family=family)
        assert (float(low), float(high)) == pytest.approx((-other_high, -other_low), abs=1e-7)

    def test_more_comparisons_make_it_wider(self):
        lows = [float(log_ratio_interval(20, 1000, 10, 5000, family=m)[0]) for m in (1, 10, 200)]
        highs = [float(log_ratio_interval(20, 1000, 10, 5000, family=m)[1]) for m in (1, 10, 200)]
        assert lows[0] > lows[1] > lows[2]
        assert highs[0] < highs[1] < highs[2]

    def test_a_family_of_none_is_a_family_of_one(self):
        assert log_ratio_interval(5, 100, 3, 100, family=0) == log_ratio_interval(5, 100, 3, 100, family=1)

    def test_no_hits_on_either_side_tell_nothing(self):
        assert [float(end) for end in log_ratio_interval(0, 100, 0, 200)] == [-math.inf, math.inf]


class TestAdjustedP:
    def test_the_trial_of_1995_has_four_rejections_where_bonferroni_has_three(self):
        assert (adjusted_p(TRIAL) <= 0.05).sum() == 4
        assert (numpy.array(TRIAL) * 15 <= 0.05).sum() == 3

    def test_the_first_four_values_by_hand(self):
        # p times 15 over its rank: .0001 * 15/1, .0004 * 15/2, .0019 * 15/3, .0095 * 15/4.
        assert adjusted_p(TRIAL)[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])

    def test_values_that_are_not_a_number_stay_and_do_not_count(self):
        found = adjusted_p([0.01, math.nan, 0.04, 0.03, math.nan])
        assert numpy.isnan(found).tolist() == [False, True, False, False, True]
        assert found[[0, 2, 3]] == pytest.approx(adjusted_p([0.01, 0.04, 0.03]))

    def test_nothing_known_gives_nothing_known(self):
        assert numpy.isnan(adjusted_p([math.nan, math.nan])).all()
        assert adjusted_p([]).tolist() == []

    @PROPERTY
    @given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.randoms())
    def test_never_below_p_keeps_the_order_and_does_not_depend_on_it(self, p, random):
        found = adjusted_p(p)
        assert (found >= numpy.array(p) - 1e-12).all()
        assert (found <= 1).all()
        order = numpy.argsort(p, kind="stable")
        assert (numpy.diff(found[order]) >= 0).all()
        mixed = random.sample(range(len(p)), len(p))
        assert adjusted_p([p[i] for i in mixed]) == pytest.approx(found[mixed])
