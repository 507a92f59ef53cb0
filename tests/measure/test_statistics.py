"""The statistics of one term against published values and their own laws."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.measure.evenness import dp_norm
from analysis.measure.statistics import exact_p, log_likelihood, single_case_test

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
COUNTS = st.integers(0, 90)
SIZES = st.integers(100, 5000)

# An article of 1,000 words and five sources of 1,000: hits, hits in the sources, G-squared, t and p of the single-case
# test, DP (not normalised), exact p. Recomputed from the formulas of Dunning, Crawford & Howell and Gries.
SEVEN = {
    "regime": (9, [0, 0, 1, 0, 0], 26.179422, 4.267568, 0.012975, 0.8000, 8.434e-07),
    "government": (2, [6, 8, 5, 7, 6], 3.638998, -1.925170, 0.126516, 0.0688, 0.107350),
    "omission": (0, [4, 6, 5, 3, 7], 9.136975, -3.076697, 0.037051, 0.1200, 0.015225),
    "burst": (0, [25, 0, 0, 0, 0], 9.136975, -0.408248, 0.704000, 0.8000, 0.015225),
    "three hits": (3, [0, 0, 0, 0, 0], 10.758066, 2.236068, 0.089009, math.nan, 0.00462963),
    "six hits": (6, [0, 0, 0, 0, 0], 21.531184, 3.491738, 0.025083, math.nan, 2.143e-05),
    "the": (62, [60, 55, 70, 64, 58], 0.005187, 0.082017, 0.938574, 0.0365, 0.944306),
}
seven = pytest.mark.parametrize(
    ("hits", "spread", "g2", "t", "p_document", "dp", "p"), list(SEVEN.values()), ids=list(SEVEN)
)


class TestLogLikelihood:
    def test_wordsmiths_keyness(self):
        # corpus4u.org, thread 8377: WordSmith prints 228.02.
        assert float(log_likelihood(288, 92965, 114099, 104570472)) == pytest.approx(228.016677, abs=1e-5)

    def test_seven_against_two_in_a_thousand(self):
        # Evert, corpora 0.6, keyness().
        assert float(log_likelihood(7, 1000, 2, 1000)) == pytest.approx(2.95449418, abs=1e-8)

    def test_the_bigram_of_manning_and_schuetze(self):
        # NLTK, collocations.doctest: 150 joint occurrences of words met 12,593 and 932 times among 14,307,668.
        assert float(log_likelihood(150, 12593, 932 - 150, 14307668 - 12593)) == pytest.approx(1291.319057, abs=1e-4)

    # NLTK, collocations.doctest, "Keywords": Brown's romance section, 56,857 words, against all 981,716.
    @pytest.mark.parametrize(
        ("word", "romance", "brown", "g2"),
        [
            ("she", 728, 2860, 1163.325),
            ("i", 951, 5164, 995.961),
            ("her", 680, 3036, 930.528),
            ("you", 558, 3286, 513.149),
            ("of", 1202, 36412, 501.891),
            ("is", 158, 10109, 463.386),
            ("had", 695, 5133, 421.615),
            ("he", 1068, 9548, 411.000),
            ("the", 2988, 69971, 347.632),
            ("said", 331, 1961, 300.811),
        ],
    )
    def test_ten_words_of_romance(self, word, romance, brown, g2):
        assert float(log_likelihood(romance, 56857, brown - romance, 981716 - 56857)) == pytest.approx(g2, abs=5e-4)

    # Evert, R package corpora 0.6, tests/keyness.R: 1,177 against 341,805.
    @pytest.mark.parametrize(
        ("hits", "other", "g2"), [(2, 1, 18.890004), (8, 0, 90.849659), (94, 749, 489.763198), (194, 5030, 606.224858)]
    )
    def test_everts_rows(self, hits, other, g2):
        assert float(log_likelihood(hits, 1177, other, 341805)) == pytest.approx(g2, abs=2e-6)

    @seven
    def test_the_seven_cases(self, hits, spread, g2, t, p_document, dp, p):
        assert float(log_likelihood(hits, 1000, sum(spread), 5000)) == pytest.approx(g2, abs=1e-6)

    @PROPERTY
    @given(COUNTS, COUNTS, SIZES, SIZES)
    def test_the_same_as_scipys_g_test_of_the_four_cells(self, hits, other, size, other_size):
        found = float(log_likelihood(hits, size, other, other_size))
        if hits + other:
            table = [[hits, size - hits], [other, other_size - other]]
            expected = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            assert found == pytest.approx(expected, abs=1e-7)
        else:
            assert found == pytest.approx(0, abs=1e-9)

    def test_equal_rates_give_zero(self):
        assert float(log_likelihood(3, 1000, 9, 3000)) == pytest.approx(0, abs=1e-9)

    def test_a_text_of_one_word_only_is_no_error(self):
        assert float(log_likelihood(10, 10, 0, 10)) == pytest.approx(40 * math.log(2))


class TestSingleCaseTest:
    @seven
    def test_the_seven_cases(self, hits, spread, g2, t, p_document, dp, p):
        found_t, found_p = single_case_test([hits], 1000, [spread], [1000] * 5)
        assert float(found_t[0]) == pytest.approx(t, abs=1e-6)
        assert float(found_p[0]) == pytest.approx(p_document, abs=1e-6)

    def test_the_same_five_sources_listed_twice_look_like_more_evidence(self):
        # Recomputed; the reason why copies of one wire text must be counted once.
        t, p = single_case_test([0], 1000, [[4, 6, 5, 3, 7] * 2], [1000] * 10)
        assert float(t[0]) == pytest.approx(-3.2135, abs=5e-5)
        assert float(p[0]) == pytest.approx(0.010599, abs=5e-7)

    def test_by_hand_where_the_spread_of_the_sources_is_above_poissons(self):
        # Roots of (24 5/8 + 3/8) / 100 = .5, of (8 5/8 + 3/8) / 100 = .3, of (48 5/8 + 3/8) / 100 = .7: mean .5, sd .2;
        # the article's (80 5/8 + 3/8) / 100 has root .9: t = .4 / (.2 * sqrt(4/3)).
        t, _ = single_case_test([80.625], 100, [[24.625, 8.625, 48.625]], [100, 100, 100])
        assert float(t[0]) == pytest.approx(0.4 / (0.2 * math.sqrt(4 / 3)))

    def test_the_spread_is_never_below_poissons(self):
        # Three like sources of 400 words have no spread of their own: the floor is sqrt(1 / 1600) = .025.
        t, _ = single_case_test([35.625], 400, [[15.625] * 3], [400] * 3)
        assert float(t[0]) == pytest.approx((0.3 - 0.2) / (0.025 * math.sqrt(4 / 3)))

    @pytest.mark.parametrize("sources", [1, 2])
    def test_one_or_two_sources_cannot_be_tested(self, sources):
        t, p = single_case_test([9, 0], 1000, [[0] * sources, [5] * sources], [1000] * sources)
        assert numpy.isnan(t).all()
        assert numpy.isnan(p).all()

    @PROPERTY
    @given(COUNTS, st.lists(st.tuples(COUNTS, SIZES), min_size=3, max_size=8), st.randoms())
    def test_does_not_depend_on_the_order_of_the_sources(self, hits, sources, random):
        mixed = random.sample(sources, len(sources))
        one = single_case_test([hits], 1000, [[h for h, _ in sources]], [n for _, n in sources])
        two = single_case_test([hits], 1000, [[h for h, _ in mixed]], [n for _, n in mixed])
        assert float(one[0][0]) == pytest.approx(float(two[0][0]), abs=1e-9)
        assert 0 <= float(one[1][0]) <= 1

    @PROPERTY
    @given(st.integers(0, 60), st.lists(COUNTS, min_size=3, max_size=8))
    def test_more_hits_in_the_article_raise_t(self, hits, sources):
        t, _ = single_case_test([hits, hits + 1], 1000, [sources, sources], [1000] * len(sources))
        assert t[1] > t[0]


class TestDispersion:
    # Gries's toy corpus of five parts (9, 10, 10, 10, 11 letters), DPnorm; scattertext, test_Dispersion.py.
    @pytest.mark.parametrize(
        ("letter", "hits", "expected"),
        [
            ("b", [2, 2, 2, 2, 2], 0.024),
            ("i", [1, 0, 0, 0, 0], 1.0),
            ("q", [0, 1, 0, 0, 0], 0.976),
            ("x", [0, 0, 0, 0, 1], 0.951),
            ("a", [1, 2, 3, 4, 5], 0.2195),
        ],
    )
    def test_gries_letters(self, letter, hits, expected):
        assert float(dp_norm([hits], [9, 10, 10, 10, 11])[0]) == pytest.approx(expected, abs=6e-4)

    def test_two_thirds_one_third_and_nothing_in_equal_parts(self):
        # Lijffijt & Gries (2012): DP 1/3, normalised 1/2.
        assert float(dp_norm([[2, 1, 0]], [10, 10, 10])[0]) == pytest.approx(0.5)

    def test_one_to_five_in_equal_parts(self):
        # ruTS, test of DPnorm.
        assert float(dp_norm([[1, 2, 3, 4, 5]], [7] * 5)[0]) == pytest.approx(0.25)

    @seven
    def test_the_seven_cases(self, hits, spread, g2, t, p_document, dp, p):
        # DP is printed before normalisation; with five equal parts DPnorm is DP / .8.
        assert float(dp_norm([spread], [1000] * 5)[0]) == pytest.approx(dp / 0.8, abs=7e-5, nan_ok=True)

    def test_no_hits_and_one_source_have_no_dispersion(self):
        assert numpy.isnan(dp_norm([[0, 0], [0, 0]], [10, 10])).all()
        assert numpy.isnan(dp_norm([[3]], [10])).all()

    @PROPERTY
    @given(st.lists(st.tuples(COUNTS, SIZES), min_size=2, max_size=8), st.randoms())
    def test_lies_between_0_and_1_in_any_order_of_the_parts(self, parts, random):
        mixed = random.sample(parts, len(parts))
        one = float(dp_norm([[h for h, _ in parts]], [n for _, n in parts])[0])
        two = float(dp_norm([[h for h, _ in mixed]], [n for _, n in mixed])[0])
        assert one == pytest.approx(two, abs=1e-12, nan_ok=True)
        assert math.isnan(one) == (sum(h for h, _ in parts) == 0)
        assert math.isnan(one) or -1e-12 <= one <= 1 + 1e-12


class TestExactP:
    @seven
    def test_the_seven_cases(self, hits, spread, g2, t, p_document, dp, p):
        assert float(exact_p([hits], [hits + sum(spread)], 1 / 6)[0]) == pytest.approx(p, rel=2e-4)

    def test_nothing_seen_proves_nothing(self):
        assert exact_p([0], [0], 0.2).tolist() == [1.0]

    def test_a_fair_coin_by_hand(self):
        # 0 or 5 heads in 5: 2/32; 1 or 4: (2 + 10)/32.
        assert exact_p([0, 5, 1, 2], [5, 5, 5, 5], 0.5) == pytest.approx([2 / 32, 2 / 32, 12 / 32, 1])

    @PROPERTY
    @given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=6), st.floats(0.01, 0.99))
    def test_the_same_as_scipys_binomial_test_and_as_the_sum_of_what_is_no_likelier(self, pairs, share):
        found = exact_p([a for a, _ in pairs], [a + b for a, b in pairs], share)
        for p, (a, b) in zip(found, pairs, strict=True):
            if a + b:
                assert p == pytest.approx(stats.binomtest(a, a + b, share).pvalue, rel=1e-9)
                mass = stats.binom.pmf(numpy.arange(a + b + 1), a + b, share)
                assert p == pytest.approx(min(1, mass[mass <= mass[a] * (1 + 1e-7)].sum()), rel=1e-6)
