"""The scores of other tools on texts: by hand, by published value, by their own laws."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure import other_scores, term_counts

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
COLUMNS = [
    "term", "count", "sources_count", "g2", "g2_two_cells", "bic", "chi2", "percent_diff", "simple_maths", "log_odds_z",
]  # fmt: skip
SENTENCES = st.lists(
    st.lists(st.sampled_from(["ferry", "road", "sea", "mill", "old"]), min_size=1, max_size=6), min_size=1, max_size=5
)


def text(rows: list[list[str]], first: str) -> str:
    return " ".join(f"{first} {' '.join(row)} sank." for row in rows)


class TestPublishedValues:
    @pytest.fixture
    def ten_and_five(self, corpus_of):
        """Ten in 1,000 words against five in 2,000; the other words differ, so that no text repeats the other."""
        corpus = corpus_of("ferry " * 10 + "road " * 990, "ferry " * 5 + "rail " * 1995)
        return other_scores(corpus).set_index("term").loc["ferry"]

    # ruTS, test of keyness; quanteda.extras for the two cells; Wilson's BIC is the two-cell value less ln 3,000.
    @pytest.mark.parametrize(
        ("score", "value"),
        [("g2_two_cells", 6.931471805599453), ("bic", -1.0748957620507928), ("percent_diff", 300)],
    )
    def test_ten_in_a_thousand_against_five_in_two(self, ten_and_five, score, value):
        assert ten_and_five[["count", "sources_count"]].tolist() == [10, 5]
        assert ten_and_five[score] == pytest.approx(value, abs=5e-7)

    def test_chi_squared_is_not_corrected_where_five_are_expected(self, ten_and_five):
        # 15 * 1,000 / 3,000 = 5 are expected; ad - bc = 10 * 1,995 - 5 * 990 = 15,000.
        assert ten_and_five["chi2"] == pytest.approx(3000 * 15000**2 / (15 * 2985 * 1000 * 2000), abs=5e-7)

    def test_the_four_cells_and_simple_maths(self, ten_and_five):
        cells = [(10, 5), (990, 995), (5, 10), (1995, 1990)]
        assert ten_and_five["g2"] == pytest.approx(2 * sum(o * math.log(o / e) for o, e in cells), abs=5e-7)
        assert ten_and_five["simple_maths"] == pytest.approx((10_000 + 100) / (2_500 + 100), abs=5e-7)

    def test_seven_against_two_in_a_thousand_as_in_r(self, corpus_of):
        # corpora 0.6: G-squared 2.95449418, simple maths with a constant of one 3.498751.
        corpus = corpus_of("ferry " * 7 + "road " * 993, "ferry " * 2 + "rail " * 998)
        row = other_scores(corpus, constant=1).set_index("term").loc["ferry"]
        assert row[["g2", "simple_maths"]].tolist() == pytest.approx([2.954494, 3.498751], abs=1e-6)


class TestByHand:
    def test_bridge_in_the_town(self, town):
        # Two of 34 words against three of 63: 5 * 34 / 97 and 5 * 63 / 97 are expected.
        row = other_scores(town).set_index("term").loc["bridge"]
        two_cells = 2 * (2 * math.log(2 / (5 * 34 / 97)) + 3 * math.log(3 / (5 * 63 / 97)))
        assert row[["count", "sources_count"]].tolist() == [2, 3]
        assert row["g2_two_cells"] == pytest.approx(two_cells, abs=1e-6)
        assert row["bic"] == pytest.approx(two_cells - math.log(97), abs=1e-6)
        assert row["percent_diff"] == pytest.approx(100 * (2 / 34 * 63 / 3 - 1), abs=1e-6)
        assert row["simple_maths"] == pytest.approx((2e6 / 34 + 100) / (3e6 / 63 + 100), abs=1e-6)
        # The pooled counts scaled to 500: 5 * 500 / 97 for "bridge".
        x, y, size, other = 2 + 2500 / 97, 3 + 2500 / 97, 534, 563
        z = (math.log(x / (size - x)) - math.log(y / (other - y))) / math.sqrt(1 / x + 1 / y)
        assert row["log_odds_z"] == pytest.approx(z, abs=1e-6)

    def test_chi_squared_is_corrected_where_fewer_than_five_are_expected(self, corpus_of):
        # 3 of 10 against 0 of 20: one is expected and |ad - bc| = 60 exceeds half of 30.
        corpus = corpus_of("ferry " * 3 + "road " * 7, "rail " * 20)
        table = other_scores(corpus).set_index("term")
        assert table.loc["ferry", "chi2"] == pytest.approx(30 * (60 - 15) ** 2 / (3 * 27 * 10 * 20), abs=1e-6)
        assert table.loc["rail", "chi2"] < 0 < table.loc["road", "chi2"]

    def test_a_term_that_the_sources_lack_exceeds_them_by_no_finite_share(self, town):
        table = other_scores(town).set_index("term")
        lacking = table["sources_count"] == 0
        assert sorted(table.index[lacking]) == ["40", "and", "dear", "lind", "mayor", "that"]
        assert (table["percent_diff"] == math.inf).equals(lacking)
        # A term that the article lacks falls short of them by all of it.
        assert (table["percent_diff"] == -100).equals(table["count"] == 0)

    def test_a_larger_prior_draws_the_scores_to_zero(self, town):
        mild, strong = (other_scores(town, prior=n).set_index("term")["log_odds_z"].sort_index() for n in (1, 5000))
        assert (strong.abs() < mild.abs()).all()

    def test_a_larger_constant_draws_simple_maths_to_one(self, town):
        near = other_scores(town, constant=1e9)["simple_maths"]
        assert near.tolist() == pytest.approx([1] * len(near), abs=1e-3)

    def test_phrases_are_counted_out_of_phrases(self, town):
        # "the bridge" is two of 29 bigrams against three of 52.
        row = other_scores(town, unit="bigram").set_index("term").loc["the bridge"]
        assert row["percent_diff"] == pytest.approx(100 * (2 / 29 * 52 / 3 - 1), abs=1e-6)

    def test_the_own_voice_leaves_quotations_out(self, town):
        row = other_scores(town, voice="own").set_index("term").loc["ferry"]
        assert row[["count", "sources_count"]].tolist() == [2, 1]

    def test_near_copies_are_counted_once(self, corpus_of):
        wire = "A wire report says that the old ferry sank in the harbour on Monday and that nobody was hurt at all."
        one, two = (corpus_of("The ferry is slow.", wire, *more, "A road.") for more in ((), (wire,)))
        assert_frame_equal(other_scores(two), other_scores(one))

    def test_a_term_of_a_copy_alone_is_no_term(self, corpus_of):
        wire = "A wire report says that the old ferry sank in the harbour on Monday and that nobody was hurt at all."
        table = other_scores(corpus_of("Something else was said.", f"{wire} It was raining.", f"{wire} Unseen!"))
        assert "unseen" not in table["term"].tolist()


class TestTheTable:
    def test_columns_are_those_of_the_docstring(self, town):
        assert other_scores(town).columns.tolist() == COLUMNS

    def test_sorted_by_the_last_column_then_by_the_alphabet(self, town):
        table = other_scores(town)
        keys = list(zip(-table["log_odds_z"], table["term"], strict=True))
        assert keys == sorted(keys)

    @pytest.mark.parametrize("texts", [("", "A ferry."), ("A ferry.",), ("A ferry.", ""), ("", ""), ("...", "!")])
    def test_nothing_to_compare_keeps_the_columns(self, corpus_of, texts):
        table = other_scores(corpus_of(*texts))
        assert table.empty
        assert table.columns.tolist() == COLUMNS

    def test_a_voice_that_the_article_lacks_keeps_the_columns(self, town):
        table = other_scores(town, voice="quoted")
        assert table.empty
        assert table.columns.tolist() == COLUMNS

    def test_texts_of_one_word_give_a_table_without_warning(self, corpus_of):
        table = other_scores(corpus_of("Ferry ferry.", "Ferry."))
        assert table[["term", "count", "sources_count"]].values.tolist() == [["ferry", 2, 1]]

    @pytest.mark.parametrize(("option", "low"), [("prior", "1e-06"), ("constant", "1e-06")])
    def test_a_prior_or_constant_of_zero_is_refused(self, town, option, low):
        with pytest.raises(CrossreadError, match=rf"^{option} must lie between {low} and 1000000000\.0; not 0$"):
            other_scores(town, **{option: 0})

    @pytest.mark.parametrize(("option", "given"), [("unit", "letter"), ("voice", "loud")])
    def test_unknown_options_are_refused(self, town, option, given):
        with pytest.raises(CrossreadError, match=rf"^{option} must be one of .*; not '{given}'$"):
            other_scores(town, **{option: given})

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(other_scores(town), other_scores(town), check_exact=True)
        assert [document.text for document in town] == texts


class TestLaws:
    @PROPERTY
    @given(SENTENCES, SENTENCES)
    def test_nothing_counted_is_lost(self, corpus_of, one, other):
        # The first word of each text is its own, so that neither repeats the other.
        corpus = corpus_of(text(one, "Here"), text(other, "There"))
        table = other_scores(corpus).set_index("term")
        counts = term_counts(corpus)
        assert table["count"].to_dict() == counts["paper"].to_dict()
        assert table["sources_count"].to_dict() == counts["s1"].to_dict()

    @PROPERTY
    @given(SENTENCES, SENTENCES)
    def test_swapping_article_and_source_flips_the_signs(self, corpus_of, one, other):
        texts = text(one, "Here"), text(other, "There")
        forth, back = (other_scores(corpus_of(*pair)).set_index("term").sort_index() for pair in (texts, texts[::-1]))
        assert forth["log_odds_z"].to_numpy() == pytest.approx(-back["log_odds_z"].to_numpy(), abs=2e-6)
        assert forth["simple_maths"].to_numpy() == pytest.approx(1 / back["simple_maths"].to_numpy(), rel=1e-2)
        assert forth[["g2", "g2_two_cells", "bic"]].to_numpy() == pytest.approx(
            back[["g2", "g2_two_cells", "bic"]].to_numpy(), abs=2e-6
        )
        assert forth["chi2"].abs().to_numpy() == pytest.approx(back["chi2"].abs().to_numpy(), abs=2e-6)

    @PROPERTY
    @given(SENTENCES, SENTENCES)
    def test_every_score_says_more_where_the_article_uses_it_more(self, corpus_of, one, other):
        table = other_scores(corpus_of(text(one, "Here"), text(other, "There")))
        size, other_size = table["count"].sum(), table["sources_count"].sum()
        more = table["count"] * other_size - table["sources_count"] * size
        assert ((table["log_odds_z"] > 0) == (more > 0)).all()
        # Yates's correction may leave nothing.
        assert (table["chi2"] * more >= 0).all()
        assert ((table["percent_diff"] > 0) == (more > 0)).all()
        assert ((table["simple_maths"] > 1) == (more > 0)).all()
