"""The statistics of one term against published values and their own laws."""

import math

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import CrossreadError
from analysis.measure import keyness_from_counts
from analysis.measure.evenness import dp_norm
from analysis.measure.statistics import (
    chi_squared,
    divergence_parts,
    exact_p,
    log_likelihood,
    simple_maths,
    single_case_test,
    two_cell_log_likelihood,
    weighted_log_odds,
)
from analysis.measure.uncertainty import log_ratio_interval

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
COUNTS = st.integers(0, 90)
SIZES = st.integers(100, 5000)
MANY = st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=8)

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

    def test_seven_of_ten_against_two_of_nine(self):
        # quanteda's formula adds 1e-9 within the logarithm and prints 4.534939.
        assert float(log_likelihood(7, 10, 2, 9)) == pytest.approx(4.534939, abs=5e-7)

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

    @pytest.mark.parametrize(
        ("name", "p"),
        [
            ("regime", 3.1112e-07), ("government", 0.0564409), ("omission", 0.00250495), ("burst", 0.00250495),
            ("three hits", 0.00103826), ("six hits", 3.48122e-06), ("the", 0.942584),
        ],
    )  # fmt: skip
    def test_the_tail_beyond_the_seven_cases(self, name, p):
        g2 = log_likelihood(SEVEN[name][0], 1000, sum(SEVEN[name][1]), 5000)
        assert float(stats.chi2.sf(g2, 1)) == pytest.approx(p, rel=1e-5)

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


class TestTwoCells:
    # ruTS, test of keyness; quanteda.extras, test of keyness.
    @pytest.mark.parametrize(("size", "other_size"), [(1000, 2000), (100, 200)])
    def test_ten_against_five_in_twice_the_words(self, size, other_size):
        found = float(two_cell_log_likelihood(10, size, 5, other_size))
        assert found == pytest.approx(6.931471805599453, rel=1e-12)

    def test_wilsons_bic(self):
        # ruTS: the two cells less the logarithm of all words.
        assert float(two_cell_log_likelihood(10, 1000, 5, 2000)) - math.log(3000) == pytest.approx(
            -1.0748957620507928, rel=1e-9
        )

    def test_wordsmith_does_not_print_it(self):
        assert float(two_cell_log_likelihood(288, 92965, 114099, 104570472)) == pytest.approx(227.6419, abs=5e-5)

    @PROPERTY
    @given(COUNTS, COUNTS, SIZES, SIZES)
    def test_never_above_the_four_cells_nor_below_zero(self, hits, other, size, other_size):
        two, four = (float(f(hits, size, other, other_size)) for f in (two_cell_log_likelihood, log_likelihood))
        assert -1e-9 <= two <= four + 1e-9


# quanteda, documentation of textstat_keyness, first example: speeches after 1945, 43,002 tokens, against those before,
# 108,539 (margins solved from the twenty rows): value, hits, hits before.
POSTWAR = [
    ("we", 764.4484, 1048, 779), (".", 300.1887, 2014, 3141), ("us", 207.5181, 289, 216), ("-", 205.0408, 242, 157),
    ("america", 200.5544, 148, 54), (":", 187.9821, 115, 29), ("our", 183.5362, 917, 1307),
    ("world", 171.9660, 196, 123), ("americans", 163.1532, 76, 7), ("today", 137.7753, 84, 21),
    ("upon", -58.39810, 39, 332), ("public", -58.87042, 12, 213), ("constitution", -59.66134, 9, 200),
    ("it", -60.68425, 266, 1132), ("states", -63.87803, 29, 305), ("be", -72.68161, 278, 1224),
    ("should", -88.14817, 16, 309), ("which", -177.10087, 96, 911), ("of", -197.08830, 1514, 5666),
    ("the", -331.99069, 2089, 8094),
]  # fmt: skip
# The second example: one speech, 1,660 tokens, against 41,342: value, hits, hits in the others, expected hits, the p of
# chi-squared as printed (of the first, printed 0, the true tail), and Fisher's exact p.
ONE_SPEECH = [
    ("protected", 81.83024, 5, 1, 0.23, 1.48e-19, 5.0e-07),
    ("while", 51.79484, 6, 7, 0.50, 6e-13, 4.5e-06),
    ("obama", 51.05861, 3, 0, 0.12, 9e-13, 5.7e-05),
    ("we've", 51.05861, 3, 0, 0.12, 9e-13, 5.7e-05),
    ("will", 48.03251, 40, 332, 14.36, 4e-12, 6.8e-09),
    ("everyone", 29.76164, 4, 5, 0.35, 5e-08, 2.4e-04),
    ("your", 28.60175, 11, 51, 2.39, 9e-08, 2.3e-05),
    ("america", 27.57968, 18, 130, 5.71, 1.5e-07, 1.8e-05),
    ("breath", 27.27421, 2, 0, 0.08, 1.8e-07, 1.5e-03),
]
one_speech = pytest.mark.parametrize(
    ("word", "value", "hits", "other", "expected", "printed", "fisher"), ONE_SPEECH, ids=[row[0] for row in ONE_SPEECH]
)


class TestChiSquared:
    def test_the_yates_value_of_ruts(self):
        assert float(chi_squared(10, 1000, 5, 2000, "yates")) == pytest.approx(6.105527638190955, rel=1e-12)

    # quanteda's formulas recomputed; by default each is corrected, for some expected count is below five.
    @pytest.mark.parametrize(
        ("counts", "none", "yates"),
        [
            ((7, 10, 2, 9), 4.337160, 2.632438),
            ((3, 1000, 1, 5000), 9.806538, 6.054036),
            ((12, 1000, 9, 5000), 24.858433, 22.019927),
            ((3, 1650, 0, 86000), 156.368988, 107.757812),
        ],
    )
    def test_the_branches_of_the_correction(self, counts, none, yates):
        found = [float(chi_squared(*counts, correction)) for correction in ("none", "yates", "auto")]
        assert found == pytest.approx([none, yates, yates], abs=5e-7)

    def test_seven_of_ten_against_two_of_nine_to_the_last_digit(self):
        # R 4.2.2, chisq.test.
        assert float(chi_squared(7, 10, 2, 9)) == pytest.approx(2.632438271604938, rel=1e-12)

    def test_no_correction_where_exactly_five_are_expected(self):
        assert float(chi_squared(10, 1000, 5, 2000)) == float(chi_squared(10, 1000, 5, 2000, "none"))

    def test_no_correction_of_a_difference_smaller_than_the_correction(self):
        # 1 of 10 against 2 of 19: ad - bc = -1, and half of all is 14.5; Yates's own rule leaves nothing.
        found = [float(chi_squared(1, 10, 2, 19, correction)) for correction in ("none", "auto", "yates")]
        assert found == pytest.approx([-29 / (3 * 26 * 10 * 19), -29 / (3 * 26 * 10 * 19), 0], abs=1e-12)

    def test_correction_where_few_misses_are_expected(self):
        # 9 of 10 against 10 of 20: 19 hits, 11 misses, of which 11 * 10 / 30 are expected in ten; ad - bc = 80.
        assert float(chi_squared(9, 10, 10, 20)) == pytest.approx(30 * (80 - 15) ** 2 / (19 * 11 * 10 * 20), rel=1e-12)

    @pytest.mark.parametrize(("word", "value", "hits", "other"), POSTWAR, ids=[row[0] for row in POSTWAR])
    def test_quantedas_first_example(self, word, value, hits, other):
        assert float(chi_squared(hits, 43002, other, 108539)) == pytest.approx(value, abs=6e-5)

    @one_speech
    def test_quantedas_second_example(self, word, value, hits, other, expected, printed, fisher):
        assert float(chi_squared(hits, 1660, other, 41342)) == pytest.approx(value, abs=6e-6)
        assert (hits + other) * 1660 / 43002 == pytest.approx(expected, abs=0.005)
        assert float(stats.chi2.sf(value, 1)) == pytest.approx(printed, rel=0.1)

    @one_speech
    def test_our_exact_p_is_honest_where_its_p_is_not(self, word, value, hits, other, expected, printed, fisher):
        exact = float(exact_p([hits], [hits + other], 1660 / 43002)[0])
        # Binomial, not hypergeometric, hence not the same; but of the same size.
        assert exact == pytest.approx(fisher, rel=0.25)
        assert exact > 100 * printed

    @PROPERTY
    @given(st.integers(1, 90), COUNTS, SIZES, SIZES)
    def test_the_same_as_scipys(self, hits, other, size, other_size):
        table = [[hits, size - hits], [other, other_size - other]]
        for correction in ("none", "yates"):
            expected = stats.chi2_contingency(table, correction=correction == "yates").statistic
            found = float(chi_squared(hits, size, other, other_size, correction))
            assert abs(found) == pytest.approx(expected, rel=1e-9, abs=1e-9)

    @PROPERTY
    @given(COUNTS, COUNTS, SIZES, SIZES, st.sampled_from(["auto", "none", "yates"]))
    def test_the_sign_says_who_has_more_and_flips_with_the_sides(self, hits, other, size, other_size, correction):
        here = float(chi_squared(hits, size, other, other_size, correction))
        there = float(chi_squared(other, other_size, hits, size, correction))
        assert abs(here) == pytest.approx(abs(there), rel=1e-9, abs=1e-9)
        assert here * (hits * other_size - other * size) >= 0
        assert here * there <= 0

    def test_no_hits_on_either_side_give_zero(self):
        assert float(chi_squared(0, 100, 0, 200)) == 0

    def test_an_unknown_correction_is_refused(self):
        with pytest.raises(
            CrossreadError, match=r"^correction must be one of 'auto', 'none', 'yates'; not 'williams'$"
        ):
            chi_squared(7, 10, 2, 9, "williams")


# Evert, R package corpora 0.6, tests/keyness.R: 1,177 against 341,805, 20,109 terms: G-squared, log ratio (one half
# added), conservative log ratio, its one-sided form, simple maths with a constant of 100.
EVERT = [
    (2, 1, 18.890004, 8.918270, 0.000000, -1.917554, 17.480924),
    (8, 0, 90.849659, 12.268768, 6.020852, 6.175347, 68.969414),
    (94, 749, 489.763198, 5.193762, 4.381929, 4.408037, 34.898872),
    (30, 21, 272.287440, 8.685777, 6.715734, 6.776154, 158.503231),
    (112, 6, 1234.711609, 12.294646, 10.096282, 10.150013, 810.327899),
    (194, 5030, 606.224858, 3.488445, 2.957265, 2.974137, 11.131608),
    (411, 13, 4711.916499, 13.111166, 11.530551, 11.570774, 2530.495588),
    (819, 5370, 5253.111340, 5.469064, 5.207546, 5.215652, 44.016795),
    (170, 1046, 977.310688, 5.563576, 4.966214, 4.985095, 45.735678),
    (120, 271, 894.052339, 7.009386, 6.224476, 6.249051, 114.301565),
]


class TestEvertsTen:
    @pytest.mark.parametrize(("hits", "other", "g2", "log_ratio", "lrc", "positive", "maths"), EVERT)
    def test_all_five_values(self, hits, other, g2, log_ratio, lrc, positive, maths):
        given = hits, 1177, other, 341805
        assert float(log_likelihood(*given)) == pytest.approx(g2, abs=1e-6)
        assert float(simple_maths(*given, 100)) == pytest.approx(maths, abs=1e-6)
        assert max(float(log_ratio_interval(*given, 0.95, family=20109)[0]), 0) == pytest.approx(lrc, abs=1e-6)
        # The one-sided bound is the lower end of the 90 % interval of the same family.
        assert float(log_ratio_interval(*given, 0.90, family=20109)[0]) == pytest.approx(positive, abs=1e-6)
        row = keyness_from_counts(
            pandas.Series({"x": hits, "rest": 1177 - hits}),
            pandas.DataFrame({"pool": {"x": other, "rest": 341805 - other}}),
            min_count=1,
        ).set_index("term").loc["x"]  # fmt: skip
        assert row[["g2", "log_ratio"]].tolist() == pytest.approx([g2, log_ratio], abs=2e-6)

    def test_seven_against_two_in_a_thousand(self):
        # Run in R: simple maths with a constant of one.
        assert float(simple_maths(7, 1000, 2, 1000, 1)) == pytest.approx(3.498751, abs=5e-7)

    # R 4.2.2 and corpora 0.6: family of 400, one-sided, for eight in 1,000 against none in 5,000.
    def test_eight_against_none_one_sided(self):
        assert float(log_ratio_interval(8, 1000, 0, 5000, 0.90, family=400)[0]) == pytest.approx(1.268614, abs=5e-7)


class TestSimpleMaths:
    def test_sketch_engines_example(self):
        # sketchengine.eu, documentation of simple maths: .3117 and .1686 per million.
        assert float(simple_maths(35, 112289776, 263, 1559716979, 1)) == pytest.approx(1.1224, abs=5e-5)

    @PROPERTY
    @given(COUNTS, COUNTS, SIZES, SIZES, st.floats(0.01, 1000))
    def test_swapping_the_sides_inverts_it(self, hits, other, size, other_size, constant):
        here = float(simple_maths(hits, size, other, other_size, constant))
        assert here == pytest.approx(1 / float(simple_maths(other, other_size, hits, size, constant)), rel=1e-9)


# tidylo, documentation of bind_log_odds: cars by two kinds of engine and three numbers of gears.
CARS = {0: [12, 2, 4], 1: [3, 10, 1]}


class TestWeightedLogOdds:
    # Its smoothed counts are those plus one (or plus the gear's total), set against those of both engines together.
    @pytest.mark.parametrize(
        ("engine", "values"),
        [(0, [1.8912729, -1.9691060, 0.5549172]), (1, [-1.7407107, 2.8421436, -0.6570674])],
    )
    def test_tidylos_uninformative_prior(self, engine, values):
        smooth = {which: numpy.array(counts) + 1 for which, counts in CARS.items()}
        assert weighted_log_odds(smooth[engine], smooth[0] + smooth[1], 0) == pytest.approx(values, abs=5e-7)

    @pytest.mark.parametrize(
        ("engine", "values"), [(0, [0.6968169, -1.2527630, 0.3249262]), (1, [-0.9673459, 1.1451323, -0.5268260])]
    )
    def test_tidylos_log_odds_before_they_are_weighted(self, engine, values):
        smooth = {which: numpy.array(counts) + 1 for which, counts in CARS.items()}
        both = smooth[0] + smooth[1]
        error = numpy.sqrt(1 / smooth[engine] + 1 / both)
        assert weighted_log_odds(smooth[engine], both, 0) * error == pytest.approx(values, abs=5e-7)

    @pytest.mark.parametrize(
        ("engine", "values"), [(0, [1.1728347, -1.3767516, 0.4033125]), (1, [-1.1354777, 1.5661168, -0.4362340])]
    )
    def test_tidylos_empirical_bayes(self, engine, values):
        totals = numpy.array(CARS[0]) + CARS[1]
        smooth = {which: numpy.array(counts) + totals for which, counts in CARS.items()}
        assert weighted_log_odds(smooth[engine], smooth[0] + smooth[1], 0) == pytest.approx(values, abs=5e-7)

    def test_nine_words_against_nine(self):
        # Monroe, Colaresi & Quinn's form with a flat prior of .05; one text twice "the", one word each of three of its
        # own and four shared ones (jmhessel/FightingWords, issue 3).
        one = [2, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]
        other = [2, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1]
        found = weighted_log_odds(one, other, 0.05)
        assert found == pytest.approx([0] * 5 + [0.689423] * 3 + [-0.689423] * 3, abs=5e-7)
        assert (found[:5] == 0).all()

    @PROPERTY
    @given(MANY, st.floats(0.01, 5))
    def test_swapping_the_sides_flips_every_sign(self, pairs, prior):
        one, other = [a for a, _ in pairs], [b for _, b in pairs]
        assert weighted_log_odds(one, other, prior) == pytest.approx(-weighted_log_odds(other, one, prior), abs=1e-9)

    @PROPERTY
    @given(MANY, st.floats(0.01, 5))
    def test_one_prior_for_all_is_the_same_as_one_for_each(self, pairs, prior):
        one, other = [a for a, _ in pairs], [b for _, b in pairs]
        each = weighted_log_odds(one, other, [prior] * len(pairs))
        assert weighted_log_odds(one, other, prior) == pytest.approx(each, abs=1e-12)


class TestDivergence:
    def test_shifterators_three_types(self):
        # shifterator: x 3 and 1, y 1 and 1, z 0 and 2; parts as shares of the whole.
        parts = divergence_parts([3, 1, 0], [1, 1, 2])
        assert float(parts.sum()) == pytest.approx(0.34436093777043353, rel=1e-12)
        assert parts / parts.sum() == pytest.approx([0.2740175, 0, 0.7259825], abs=5e-8)

    def test_shifterators_letters_a_to_g_against_b_to_h(self):
        parts = divergence_parts([10] * 7 + [0], [0] + [10] * 7)
        assert float(parts.sum()) == pytest.approx(1 / 7, rel=1e-12)
        assert parts / parts.sum() == pytest.approx([0.5, 0, 0, 0, 0, 0, 0, 0.5], abs=1e-12)

    def test_nothing_shared_is_one_bit(self):
        assert divergence_parts([3, 1, 0], [0, 0, 9]).tolist() == pytest.approx([3 / 8, 1 / 8, 1 / 2])

    def test_an_empty_list_is_no_error(self):
        assert divergence_parts([], []).sum() == 0
        assert divergence_parts([0, 0], [1, 3]).tolist() == pytest.approx([1 / 8, 3 / 8])

    @PROPERTY
    @given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), min_size=1, max_size=8))
    def test_the_same_as_scipys_on_either_side(self, pairs):
        one, other = [a for a, _ in pairs], [b for _, b in pairs]
        parts = divergence_parts(one, other)
        assert parts == pytest.approx(divergence_parts(other, one), abs=1e-12)
        assert (parts >= -1e-12).all()
        p, q = numpy.array(one) / sum(one), numpy.array(other) / sum(other)
        middle = (p + q) / 2
        expected = (stats.entropy(p, middle, base=2) + stats.entropy(q, middle, base=2)) / 2
        assert float(parts.sum()) == pytest.approx(float(expected), abs=1e-9)


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
