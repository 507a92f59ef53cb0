"""The indices of lexical diversity against published values, their definitions and hostile input.

Only the pattern of repetition counts, so published texts are written as numbers, each type by the order in which it
first occurs; no word of theirs is kept here.
"""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import CrossreadError
from analysis.measure.diversity import hdd, lexical_diversity, maas, mattr, msttr, mtld, mtld_ma_bid, mtld_ma_wrap
from tests.timing import least_cpu_seconds

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
TOKENS = st.integers(1, 60).flatmap(lambda types: st.lists(st.integers(0, types), max_size=90))
MTLDS = [mtld, mtld_ma_wrap, mtld_ma_bid]
ALL = [mattr, msttr, hdd, maas, *MTLDS]


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]


# The paragraph on a state of the USA in the README of the package lexical_diversity 0.1.1, as its flemmatize gives it.
COLORADO = numbers(
    """
    0 1 2 3 4 0 5 6 7 8 9 3 0 10 5 4 0 11 12 0 6 13 14 0 15 0 16 17 5 2 18 19 20 21 22 23 19 24 25 26 27 28 29
    30 31 32 33 34 35 5 36 0 37 38 0 39 1 5 2 40 0 41 42 43 44 45 46 1 46 47 48 0 32 17 0 49 1 50 17 51 5 2 52
    53 54 36 0 55 56 36 0 57 58 36 0 59 60 36 0 61 62 63 36 0 64 65 36 0 66 23 67 68 36 0 69 70 0 71 72 5 2 73 4
    74 75 76 17 15 77 78 79 80 81 82 6 23 83 84 5 2 85 17 0 86 87 88 49 1 23 89 17 0 15 1 90 2 0 91 23 92 93 94
    17 5 95 17 0 1 2 96 38 97 98 0 99 100 101 2 102 103
    """
)
# The two sentences on a person, cats and dogs in textacy's tests of MTLD, lower-cased, split by \w+.
TEXTACY = numbers("0 1 2 3 2 4 0 0 1 5 6 7 8 7 2 9 5 10 6 4 0 11 8")
# The test sentence of LexicalRichness 0.5.1, without digits and hyphen.
LEXICAL_RICHNESS = numbers("0 1 2 3 1 4 5 6 1 7")
# The two texts on shrimps of quanteda.textstats' page on textstat_lexdiv, lower-cased, [a-z]+(?:['-][a-z]+)*.
SHRIMPS = (
    numbers("0 1 2 3 4 5 6 7 8 9 7 10 11 12 13 14 15 14 16 14 17 14 18 14"),
    numbers("0 1 2 3 2 4 5 6 7 6 8 0 9 2 10 2 11 2 12 2 2 13 2 14 2 15 2 16 17 2 18 2 19"),
)
# The test of quanteda's moving-average ratio.
MATTR = numbers("0 0 1 0 0 1 0")


def exactly(value):
    return pytest.approx(value, rel=1e-9)


def same(one: float, two: float) -> bool:
    return one == pytest.approx(two, rel=1e-9, nan_ok=True)


class TestPublishedValues:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("ttr", 0.5777777777777777), ("root_ttr", 7.751702321999271), ("herdan", 0.8943634681549878)],
    )
    def test_ratios_of_colorado(self, name, value):
        assert lexical_diversity(COLORADO)[name] == exactly(value)

    @pytest.mark.parametrize(
        ("index", "value"),
        [
            (lambda tokens: maas(tokens, base=10), 0.04683980831849556),
            (maas, 0.02034227028612866),
            (lambda tokens: msttr(tokens, 50), 0.7133333333333334),
            (lambda tokens: mattr(tokens, 50), 0.7206106870229007),
            (lambda tokens: mattr(tokens, 25), 0.7961538461538461),
            (hdd, 0.7346993253061275),
            (mtld, 36.50595044690307),
            (lambda tokens: mtld(tokens, minimum=1), 36.50595044690307),
            (lambda tokens: mtld(tokens, minimum=11), 42.13022383831725),
            (mtld_ma_wrap, 33.68333333333333),
            (mtld_ma_bid, 35.46626265150569),
        ],
    )
    def test_other_indices_of_colorado(self, index, value):
        assert index(COLORADO) == exactly(value)

    def test_eleven_values_of_lexical_richness(self):
        assert lexical_diversity(LEXICAL_RICHNESS) == {
            "ttr": exactly(0.8),
            "root_ttr": exactly(2.5298221281347035),
            "corrected_ttr": exactly(1.7888543819998317),
            "herdan": exactly(0.9030899869919434),
            "summer": exactly(0.8777828395738175),
            "dugast": exactly(23.760032854423635),
            "maas": exactly(0.04208748389057132),
            "yule_k": exactly(600),
            "yule_i": exactly(8),
            "herdan_vm": exactly(0.18708286933869708),
            "simpson_d": exactly(0.06666666666666667),
        }

    @pytest.mark.parametrize(("threshold", "value"), [(0.72, 10.181193), (0.66, 14.162160), (0.75, 10.0625)])
    def test_textacys_mtld_which_has_no_shortest_factor(self, threshold, value):
        assert mtld(TEXTACY, threshold, minimum=1) == pytest.approx(value, abs=5e-7)

    @pytest.mark.parametrize(("types", "k"), [("a b c d d e e f f f", 1000), ("a b c d d e e f f f g g g g", 1122.449)])
    def test_yules_k_of_korpus(self, types, k):
        assert lexical_diversity(types.split())["yule_k"] == pytest.approx(k, abs=5e-4)

    @pytest.mark.parametrize(
        ("tokens", "ttr", "corrected", "k"),
        [(SHRIMPS[0], 0.7916667, 2.742414, 381.9444), (SHRIMPS[1], 0.6060606, 2.461830, 1248.8522)],
    )
    def test_quantedas_two_texts(self, tokens, ttr, corrected, k):
        found = lexical_diversity(tokens)
        assert found["ttr"] == pytest.approx(ttr, abs=5e-8)
        assert found["corrected_ttr"] == pytest.approx(corrected, abs=5e-7)
        assert found["yule_k"] == pytest.approx(k, abs=5e-5)

    @pytest.mark.parametrize(("window", "value"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
    def test_quantedas_moving_average(self, window, value):
        assert mattr(MATTR, window) == exactly(value)


class TestByHand:
    def test_mtld_of_two_factors_and_a_rest(self):
        # Forward: ten a close at 10 (the minimum), then ten tokens b c b c ... close again; the rest d e e has a share
        # of 2/3, so it counts (1/3)/.28 and no more than 1.
        tokens = [*"aaaaaaaaaa", *"bcbcbcbcbc", *"dee"]
        backward = [*"eedcbcbcbc", *"bcbaaaaaaa", *"aaa"]
        assert tokens[::-1] == backward
        # Backward: e e d c b c b c b c closes at 10 with 4 types, then with 3 at 20; the rest a a a would count 2.38.
        assert mtld(tokens) == exactly((23 / 3 + 23 / 3) / 2)

    def test_the_rest_counts_by_how_far_it_has_come(self):
        # Ten a, then d e e f: a share of 3/4 has come .25 of the .28; backwards f e e d and six a: 4 of 10 close, then
        # a a a a: 1.
        tokens = [*"aaaaaaaaaa", *"deef"]
        assert mtld(tokens) == exactly((14 / (1 + 0.25 / 0.28) + 14 / 2) / 2)

    def test_a_share_at_the_threshold_does_not_close(self):
        # 18 types in 25 tokens are .72 exactly; one more repetition closes, in both directions at the last token.
        tokens = [*range(18), *range(7)]
        assert math.isnan(mtld(tokens))
        assert mtld([*tokens, 8]) == 26

    def test_moving_factors(self):
        # a b a b: from each token two types in three fall below .72; none closes after the last two, unless it goes
        # round.
        assert mtld_ma_wrap([*"abab"], minimum=1) == 3
        assert mtld_ma_bid([*"abab"], minimum=1) == 3
        assert math.isnan(mtld_ma_bid([*"ab"], minimum=1))

    def test_an_incomplete_segment_is_left_out(self):
        assert msttr([*"aabc", *"abcd", *"a"], 4) == (3 / 4 + 4 / 4) / 2

    def test_draws_of_two_from_three(self):
        # a a b: a is missed in no draw of two, b in one of three.
        assert hdd([*"aab"], draw=2) == exactly((1 + 2 / 3) / 2)


class TestLaws:
    @PROPERTY
    @given(TOKENS)
    def test_no_index_depends_on_the_names_of_the_types(self, tokens):
        renamed = [f"type {-token}" for token in tokens]
        assert lexical_diversity(tokens) == pytest.approx(lexical_diversity(renamed), nan_ok=True)
        assert all(same(index(tokens), index(renamed)) for index in ALL)

    @PROPERTY
    @given(TOKENS, st.sampled_from([1, 5, 10]))
    def test_no_index_depends_on_the_direction(self, tokens, minimum):
        backward = tokens[::-1]
        assert same(mtld(tokens, minimum=minimum), mtld(backward, minimum=minimum))
        assert same(mtld_ma_bid(tokens, minimum=minimum), mtld_ma_bid(backward, minimum=minimum))
        assert same(mattr(tokens, 7), mattr(backward, 7))

    @PROPERTY
    @given(TOKENS, st.integers(0, 90))
    def test_going_round_does_not_depend_on_where_one_begins(self, tokens, turn):
        turn %= len(tokens) or 1
        assert same(mtld_ma_wrap(tokens), mtld_ma_wrap(tokens[turn:] + tokens[:turn]))

    @PROPERTY
    @given(TOKENS, st.sampled_from([1, 5, 10]), st.sampled_from([0.5, 0.72, 0.9]))
    def test_moving_factors_are_those_of_the_definition(self, tokens, minimum, threshold):
        def mean_length(sequence):
            lengths = []
            for start in range(len(tokens)):
                for length in range(minimum, min(len(tokens), len(sequence) - start) + 1):
                    if len(set(sequence[start : start + length])) / length < threshold:
                        lengths.append(length)
                        break
            return sum(lengths) / len(lengths) if lengths else math.nan

        assert same(mtld_ma_wrap(tokens, threshold, minimum), mean_length(tokens * 2))
        both = (mean_length(tokens) + mean_length(tokens[::-1])) / 2
        assert same(mtld_ma_bid(tokens, threshold, minimum), both)

    @PROPERTY
    @given(TOKENS, st.integers(1, 20))
    def test_moving_average_is_the_mean_over_the_windows(self, tokens, window):
        windows = [tokens[i : i + window] for i in range(len(tokens) - window + 1)]
        expected = sum(len(set(part)) / window for part in windows) / len(windows) if windows else math.nan
        assert same(mattr(tokens, window), expected)

    @PROPERTY
    @given(TOKENS, st.integers(1, 42))
    def test_hdd_is_the_hypergeometric_sum(self, tokens, draw):
        n = len(tokens)
        counts = [tokens.count(token) for token in set(tokens)]
        expected = sum(1 - stats.hypergeom.pmf(0, n, count, draw) for count in counts) / draw if n >= draw else math.nan
        assert same(hdd(tokens, draw), expected)

    @PROPERTY
    @given(TOKENS.filter(bool))
    def test_one_window_as_long_as_the_text_gives_the_plain_ratio(self, tokens):
        ratio, n = lexical_diversity(tokens)["ttr"], len(tokens)
        assert mattr(tokens, n) == msttr(tokens, n) == exactly(ratio)
        assert hdd(tokens, n) == exactly(ratio)

    @PROPERTY
    @given(TOKENS, st.sampled_from([2, 10]))
    def test_the_base_scales_maas(self, tokens, base):
        assert same(maas(tokens, base), maas(tokens) * math.log(base))


class TestHostileInput:
    def test_nothing_has_no_index(self):
        assert all(math.isnan(value) for value in lexical_diversity([]).values())
        assert all(math.isnan(index([])) for index in ALL)

    def test_one_token_has_only_ratios_and_rates(self):
        found = lexical_diversity(["a"])
        assert {name for name, value in found.items() if math.isnan(value)} == {
            "herdan", "summer", "dugast", "maas", "yule_i", "simpson_d",
        }  # fmt: skip
        assert all(math.isnan(index(["a"])) for index in ALL)

    @pytest.mark.parametrize("index", MTLDS)
    @pytest.mark.parametrize("length", [2, 9, 49, 5000])
    def test_a_text_without_repetition_has_no_mtld(self, index, length):
        # lexical_diversity gives 0 and LexicalRichness 49 for 49 tokens.
        assert math.isnan(index(range(length)))

    @pytest.mark.parametrize("index", MTLDS)
    def test_too_few_tokens_for_one_factor_have_no_mtld(self, index):
        assert math.isnan(index(["a"] * 9))
        assert index(["a"] * 10) == 10

    def test_all_alike(self):
        found = lexical_diversity(["a"] * 100)
        assert (found["ttr"], found["herdan"], found["yule_k"], found["simpson_d"]) == (0.01, 0, 9900, 1)
        assert math.isnan(found["summer"])
        assert hdd(["a"] * 100) == exactly(1 / 42)
        assert mtld(["a"] * 100) == mtld_ma_wrap(["a"] * 100) == 10

    def test_all_unlike(self):
        found = lexical_diversity(range(100))
        assert (found["ttr"], found["maas"], found["yule_k"], found["herdan_vm"], found["simpson_d"]) == (1, 0, 0, 0, 0)
        assert math.isnan(found["dugast"])
        assert math.isnan(found["yule_i"])
        assert hdd(range(100)) == exactly(1)
        assert mattr(range(100)) == 1

    @pytest.mark.parametrize("index", [mattr, msttr])
    def test_a_text_shorter_than_the_window_has_no_average(self, index):
        assert math.isnan(index(range(49)))
        assert not math.isnan(index(range(50)))

    @pytest.mark.parametrize("text", ["news", "hardly any repetition", "no repetition", "nothing else"])
    @pytest.mark.parametrize("index", [lexical_diversity, *ALL])
    def test_a_hundred_thousand_tokens_take_no_time(self, index, text):
        draw = random.Random(0)
        tokens = {
            "news": [int(draw.paretovariate(0.7)) for _ in range(100_000)],
            "hardly any repetition": [draw.randrange(1_000_000) for _ in range(100_000)],
            "no repetition": range(100_000),
            "nothing else": [0] * 100_000,
        }[text]
        assert least_cpu_seconds(lambda: index(tokens), 1) < 5

    def test_a_rare_word_counts_in_a_very_long_text(self):
        # One token in five million is met in a draw of 42 with a chance of 42 in five million.
        lonely = hdd([*[0] * 4_999_999, 1]) - hdd([0] * 5_000_000)
        assert lonely == pytest.approx(1 / 5_000_000, rel=1e-6)

    def test_what_is_not_allowed_is_told_in_one_sentence(self):
        with pytest.raises(CrossreadError, match=r"^threshold must lie between 0 and 1, both excluded; not 72$"):
            mtld(["a"], threshold=72)
        with pytest.raises(CrossreadError, match=r"^window must lie between 1 and"):
            mattr(["a"], window=0)
        with pytest.raises(CrossreadError, match=r"^draw must lie between 1 and"):
            hdd(["a"], draw=0)
        with pytest.raises(CrossreadError, match=r"^minimum must lie between 1 and"):
            mtld_ma_wrap(["a"], minimum=0)
