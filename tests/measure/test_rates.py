"""Rates side by side: the bounds of chance by brute force, and one source against the article by hand."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load_corpus
from analysis.errors import CrossreadError
from analysis.measure.rates import PAIR, keyness_by_source, rate_pairs
from analysis.measure.uncertainty import log_ratio_interval
from analysis.measure.vocabulary import keyness

PROPERTY = settings(max_examples=40, deadline=None, derandomize=True, database=None)
CHANCE = [*PAIR, "chance_low", "chance_high"]
BY_SOURCE = [
    "term", "document", "publisher", "count", "source_count", "per_1000", "source_per_1000", "log_ratio", "low", "high"
]  # fmt: skip


def text_of(hits: int, size: int, filler: str) -> str:
    """One sentence of `size` words, `hits` of which are "ferry", spread out."""
    words = [filler] * size
    for i in range(hits):
        words[i * size // hits] = "ferry"
    return " ".join(words) + "."


def chance(other_hits: int, size: int, other_size: int, upto: int = 20_000) -> tuple[float, float]:
    """The lowest and the highest rate whose exact interval spans the sources', trying every count."""
    hits = numpy.arange(upto)
    low, high = log_ratio_interval(hits, size, numpy.full(upto, other_hits), other_size)
    spans = hits[(low <= 0) & (high >= 0)]
    assert spans[-1] < upto - 1
    return 1000 * spans[0] / size, 1000 * spans[-1] / size


class TestRatePairs:
    def test_rates_of_the_town_by_hand(self, town):
        # 34 words against 63.
        table = rate_pairs(town).set_index("term")
        assert table.columns.tolist() == CHANCE[1:]
        row = table.loc["the"]
        assert (row["count"], row["sources_count"]) == (5, 11)
        assert (row["per_1000"], row["sources_per_1000"]) == pytest.approx((5000 / 34, 11000 / 63), abs=1e-6)

    @pytest.mark.parametrize("least", [1, 2, 3])
    def test_the_bounds_of_chance_by_brute_force(self, town, least):
        table = rate_pairs(town, min_count=least)
        assert len(table) > 3
        for row in table.to_dict("records"):
            expected = chance(row["sources_count"], 34, 63)
            assert (row["chance_low"], row["chance_high"]) == pytest.approx(expected, abs=1e-6)

    def test_the_terms_and_their_order_are_those_of_keyness(self, town):
        table, other = rate_pairs(town, min_count=2), keyness(town, min_count=2)
        assert table[PAIR].values.tolist() == other[PAIR].values.tolist()
        assert table.attrs["limits"] == other.attrs["limits"]

    def test_the_more_the_sources_use_a_term_the_more_chance_allows(self):
        table = rate_pairs(load_corpus()).sort_values("sources_count")
        assert table["chance_low"].is_monotonic_increasing
        assert table["chance_high"].is_monotonic_increasing
        assert (table["chance_low"] <= table["sources_per_1000"] + 1e-6).all()
        assert (table["sources_per_1000"] <= table["chance_high"] + 1e-6).all()

    def test_a_rate_outside_the_bounds_is_one_whose_interval_does_not_span_zero(self):
        corpus = load_corpus()
        pairs, other = rate_pairs(corpus), keyness(corpus)
        outside = (pairs["per_1000"] < pairs["chance_low"] - 1e-6) | (pairs["per_1000"] > pairs["chance_high"] + 1e-6)
        assert outside.tolist() == (other["conservative"] != 0).tolist()
        assert outside.any() and not outside.all()

    @pytest.mark.parametrize("voice", ["own", "quoted"])
    def test_a_voice_has_its_own_sizes(self, town, voice):
        sizes = {"own": (34, 63 - 8), "quoted": (0, 8)}[voice]
        table = rate_pairs(town, voice=voice, min_count=1)
        if voice == "quoted":
            assert table.empty
            return
        for row in table.to_dict("records"):
            assert (row["chance_low"], row["chance_high"]) == pytest.approx(
                chance(row["sources_count"], *sizes), abs=1e-6
            )

    @pytest.mark.parametrize(
        "texts", [("",), ("", ""), ("The ferry sank.",), ("The ferry sank.", ""), ("", "It sank.")]
    )
    def test_nothing_to_compare_gives_an_empty_table_with_its_columns(self, corpus_of, texts):
        table = rate_pairs(corpus_of(*texts), min_count=1)
        assert table.empty
        assert table.columns.tolist() == CHANCE

    @pytest.mark.parametrize("texts", [("Ferry", "Boat"), ("Ferry.", "Ferry boat.")])
    def test_texts_of_one_word(self, corpus_of, texts):
        table = rate_pairs(corpus_of(*texts), min_count=1)
        assert set(table["term"]) == {"ferry", "boat"}
        assert table.loc[table["term"] == "ferry", "per_1000"].tolist() == [1000]

    def test_the_options_of_keyness_are_refused_as_keyness_refuses_them(self, town):
        with pytest.raises(CrossreadError, match=r"^unit must be one of "):
            rate_pairs(town, unit="letter")
        with pytest.raises(CrossreadError, match=r"^min_count must lie between "):
            rate_pairs(town, min_count=0)

    @PROPERTY
    @given(counts=st.tuples(st.integers(0, 30), st.integers(0, 60), st.integers(0, 200), st.integers(0, 400)))
    def test_where_the_article_is_the_shorter_the_bounds_are_those_of_brute_force(self, corpus_of, counts):
        hits, other_hits, more, longer = counts
        size = hits + 9 + more
        other_size = max(other_hits + 9, size) + longer
        corpus = corpus_of(text_of(hits, size, "stone"), text_of(other_hits, other_size, "water"))
        for row in rate_pairs(corpus, min_count=1).to_dict("records"):
            expected = chance(row["sources_count"], size, other_size)
            assert (row["chance_low"], row["chance_high"]) == pytest.approx(expected, abs=1e-6), row["term"]

    @pytest.mark.parametrize(("other_hits", "other_size"), [(0, 40), (1, 40), (3, 100)])
    def test_where_the_article_is_the_longer_the_bounds_are_those_of_brute_force(
        self, corpus_of, other_hits, other_size
    ):
        corpus = corpus_of(text_of(20, 4000, "stone"), text_of(other_hits, other_size, "water"))
        row = rate_pairs(corpus, min_count=1).set_index("term").loc["ferry"]
        expected = chance(other_hits, 4000, other_size)
        assert (row["chance_low"], row["chance_high"]) == pytest.approx(expected, abs=1e-6)


class TestBySource:
    # 9 words with 2 ferries, 10 words with 1.
    TEXTS = ("The ferry sank and the ferry burned at night.", "A ferry came and its old crew cheered all day.")

    def test_one_source_by_hand(self, corpus_of):
        table = keyness_by_source(corpus_of(*self.TEXTS), ["ferry"])
        assert table.columns.tolist() == BY_SOURCE
        row = table.iloc[0]
        assert len(table) == 1
        assert row[["term", "document", "publisher", "count", "source_count"]].tolist() == (
            ["ferry", "s1", "Source 1", 2, 1]
        )
        assert (row["per_1000"], row["source_per_1000"]) == pytest.approx((2000 / 9, 100), abs=1e-6)
        assert row["log_ratio"] == pytest.approx(math.log2((2.5 / 9.5) / (1.5 / 10.5)), abs=1e-6)
        # Clopper and Pearson for 2 of 3: the upper bound solves 1 - p^3 = .025, the lower 3p^2 - 2p^3 = .025.
        high = 0.975 ** (1 / 3)
        assert row["high"] == pytest.approx(math.log2(high / (1 - high)) + math.log2(10 / 9), abs=1e-6)
        odds = 2 ** (row["low"] - math.log2(10 / 9))
        low = odds / (1 + odds)
        assert 3 * low**2 - 2 * low**3 == pytest.approx(0.025, abs=1e-6)

    def test_a_term_that_one_side_lacks_has_an_open_interval(self, corpus_of):
        table = keyness_by_source(corpus_of(*self.TEXTS), ["the", "crew"]).set_index("term")
        assert table.loc["the", ["count", "source_count", "high"]].tolist() == [2, 0, math.inf]
        assert table.loc["crew", ["count", "source_count", "low"]].tolist() == [0, 1, -math.inf]
        # Two of two: the lower bound is the root of .025; none of one: the upper is .975.
        root = math.sqrt(0.025)
        assert table.loc["the", "low"] == pytest.approx(math.log2(root / (1 - root)) + math.log2(10 / 9), abs=1e-6)
        assert table.loc["crew", "high"] == pytest.approx(math.log2(0.975 / 0.025) + math.log2(10 / 9), abs=1e-6)

    def test_of_a_term_that_both_lack_nothing_is_known(self, corpus_of):
        row = keyness_by_source(corpus_of(*self.TEXTS), ["unheard"]).iloc[0]
        assert row[["count", "source_count", "low", "high"]].tolist() == [0, 0, -math.inf, math.inf]
        assert row["log_ratio"] == pytest.approx(math.log2(10.5 / 9.5), abs=1e-6)

    def test_terms_stand_in_the_order_given_for_each_source(self, town):
        table = keyness_by_source(town, ["the", "bridge"])
        assert table[["document", "term", "count", "source_count"]].values.tolist() == [
            ["office", "the", 5, 4], ["office", "bridge", 2, 1],
            ["harbour", "the", 5, 2], ["harbour", "bridge", 2, 0],
            ["choir", "the", 5, 2], ["choir", "bridge", 2, 1],
            ["bank", "the", 5, 3], ["bank", "bridge", 2, 1],
        ]  # fmt: skip
        assert table["publisher"].unique().tolist() == ["Roads Office", "Harbour Watch *", "Choir News", "Town Bank"]

    def test_without_terms_the_leaders_of_both_directions_are_taken(self):
        corpus = load_corpus()
        leaders = keyness(corpus)
        more, fewer = (leaders.loc[side, "term"].head(2).tolist() for side in
                       (leaders["log_ratio"] > 0, leaders["log_ratio"] < 0))  # fmt: skip
        assert keyness_by_source(corpus, top=2)["term"].unique().tolist() == [*more, *fewer[::-1]]

    def test_a_voice_counts_its_own_words(self, town):
        table = keyness_by_source(town, ["the"], voice="own").set_index("document")
        assert table["source_count"].to_dict() == {"office": 3, "harbour": 2, "choir": 2, "bank": 2}
        # Four of the bank's 15 words are quoted.
        assert table.loc["bank", "source_per_1000"] == pytest.approx(2000 / 11, abs=1e-6)

    def test_sources_without_words_and_near_copies_are_left_out(self, corpus_of):
        source = "A ferry came and its old crew cheered all day and sang all night long."
        table = keyness_by_source(corpus_of(self.TEXTS[0], source, "", source), ["ferry"])
        assert table["document"].tolist() == ["s1"]

    @pytest.mark.parametrize(
        "texts", [("",), ("", ""), ("The ferry sank.",), ("The ferry sank.", ""), ("", "It sank.")]
    )
    @pytest.mark.parametrize("terms", [None, [], ["ferry"]])
    def test_nothing_to_compare_gives_an_empty_table_with_its_columns(self, corpus_of, texts, terms):
        table = keyness_by_source(corpus_of(*texts), terms)
        assert table.empty
        assert table.columns.tolist() == BY_SOURCE

    def test_no_terms_at_all_give_an_empty_table_with_its_columns(self, town):
        table = keyness_by_source(town, [])
        assert table.empty
        assert table.columns.tolist() == BY_SOURCE

    @pytest.mark.parametrize("top", [0, 1001])
    def test_a_top_out_of_range_is_refused(self, town, top):
        with pytest.raises(CrossreadError, match=rf"^top must lie between 1 and 1000; not {top}$"):
            keyness_by_source(town, top=top)

    @PROPERTY
    @given(hits=st.integers(0, 12), other=st.integers(0, 12), size=st.integers(24, 60), other_size=st.integers(24, 60))
    def test_the_estimate_lies_in_its_interval_and_changes_sides_with_the_texts(
        self, corpus_of, hits, other, size, other_size
    ):
        texts = text_of(hits, size, "stone"), text_of(other, other_size, "water")
        one, two = (keyness_by_source(corpus_of(*order), ["ferry"]).iloc[0] for order in (texts, texts[::-1]))
        assert (one["count"], one["source_count"]) == (hits, other) == (two["source_count"], two["count"])
        assert one["low"] <= one["log_ratio"] <= one["high"]
        assert (one["log_ratio"], one["low"], one["high"]) == pytest.approx(
            (-two["log_ratio"], -two["high"], -two["low"]), abs=1e-5
        )
