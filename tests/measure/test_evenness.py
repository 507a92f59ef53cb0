"""Dispersion against Gries's toy corpus, other published values, texts counted by hand, and its own laws."""

import math

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure import dispersion, dispersion_from_counts
from analysis.measure.evenness import SPREADS, dp_norm
from analysis.measure.terms import one_paragraph_terms
from analysis.read.document import Document

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
COLUMNS = [
    "count", "range", "parts", "sd", "vc", "juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "kl", "da",
]  # fmt: skip
PARTS = st.lists(st.tuples(st.integers(0, 40), st.integers(41, 900)), min_size=2, max_size=8)

# Gries's toy corpus of five parts of 9, 10, 10, 10 and 11 letters, as counts; eight values a letter, printed to three
# decimals: scattertext, test_Dispersion.py.
GRIES = {
    "b": ([2, 2, 2, 2, 2], [5, 0, 0, 0.968, 0.999, 0.02, 0.024, 0.003]),
    "i": ([1, 0, 0, 0, 0], [1, 0.4, 2, 0, 0.18, 0.82, 1, 2.474]),
    "q": ([0, 1, 0, 0, 0], [1, 0.4, 2, 0, 0.20, 0.80, 0.976, 2.322]),
    "x": ([0, 0, 0, 0, 1], [1, 0.4, 2, 0, 0.22, 0.78, 0.951, 2.184]),
}
EIGHT = ["range", "sd", "vc", "juilland_d", "rosengren_s", "dp", "dp_norm", "kl"]


def spread(hits: list[int], sizes: list[int]) -> pandas.Series:
    """The measures of one term."""
    return dispersion_from_counts(pandas.DataFrame([hits], ["x"]), pandas.Series(sizes)).loc["x"]


class TestPublishedValues:
    @pytest.mark.parametrize("letter", GRIES)
    @pytest.mark.parametrize("measure", EIGHT)
    def test_four_letters_of_gries(self, letter, measure):
        hits, values = GRIES[letter]
        assert spread(hits, [9, 10, 10, 10, 11])[measure] == pytest.approx(values[EIGHT.index(measure)], abs=6e-4)

    # The letter a, recomputed; with Carroll's D2 and Burch, Egbert and Biber's DA.
    @pytest.mark.parametrize(
        ("measure", "value"),
        [
            ("range", 5), ("sd", 1.414214), ("vc", 0.471405), ("juilland_d", 0.785150), ("rosengren_s", 0.949816),
            ("dp", 0.18), ("dp_norm", 0.219512), ("kl", 0.136972), ("carroll_d2", 0.937921), ("da", 0.697450),
        ],
    )  # fmt: skip
    def test_the_letter_a(self, measure, value):
        assert spread([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])[measure] == pytest.approx(value, abs=5e-7)

    def test_two_thirds_one_third_and_nothing_in_equal_parts(self):
        # Lijffijt & Gries (2012): DP 1/3, normalised 1/2.
        assert spread([2, 1, 0], [10, 10, 10])[["dp", "dp_norm"]].tolist() == pytest.approx([1 / 3, 1 / 2], rel=1e-12)

    def test_one_to_five_in_equal_parts(self):
        # ruTS, tests of DPnorm and of Juilland's D.
        row = spread([1, 2, 3, 4, 5], [7] * 5)
        assert row[["dp_norm", "juilland_d"]].tolist() == pytest.approx([0.25, 1 - math.sqrt(2) / 3 / 2], rel=1e-12)

    # Five sources of 1,000 words each: the DP of a burst, of a habit, and of a word of everyday.
    @pytest.mark.parametrize(
        ("hits", "used_by", "dp"),
        [
            ([0, 0, 1, 0, 0], 1, 0.8),
            ([6, 8, 5, 7, 6], 5, 0.0688),
            ([4, 6, 5, 3, 7], 5, 0.12),
            ([25, 0, 0, 0, 0], 1, 0.8),
            ([60, 55, 70, 64, 58], 5, 0.0365),
        ],
    )
    def test_five_sources(self, hits, used_by, dp):
        row = spread(hits, [1000] * 5)
        assert (row["range"], row["dp"]) == pytest.approx((used_by, dp), abs=5e-5)


class TestDispersionFromCounts:
    def test_columns_are_those_of_the_docstring(self):
        table = dispersion_from_counts(pandas.DataFrame([[1, 2]], ["x"], ["a", "b"]))
        assert table.columns.tolist() == COLUMNS
        assert table.index.tolist() == ["x"]
        assert COLUMNS[3:] == SPREADS

    def test_without_sizes_the_sums_of_the_columns_are_taken(self):
        counts = pandas.DataFrame([[1, 2, 3], [8, 8, 7]], ["x", "rest"], list("abc"))
        assert_frame_equal(dispersion_from_counts(counts), dispersion_from_counts(counts, counts.sum()))
        assert dispersion_from_counts(counts).loc["x", "dp"] == spread([1, 2, 3], [9, 10, 10])["dp"]

    def test_a_term_without_hits_has_counts_and_no_spread(self):
        row = spread([0, 0, 0], [10, 20, 30])
        assert row[["count", "range", "parts"]].tolist() == [0, 0, 3]
        assert row[SPREADS].isna().all()

    def test_a_single_part_has_no_spread(self):
        row = spread([4], [10])
        assert row[["count", "range", "parts"]].tolist() == [4, 1, 1]
        assert row[SPREADS].isna().all()

    def test_an_empty_part_is_no_part(self):
        assert spread([1, 0, 2], [10, 0, 20]).tolist() == spread([1, 2], [10, 20]).tolist()

    def test_one_hit_in_each_of_two_equal_parts_is_as_even_as_can_be(self):
        row = spread([1, 1], [10, 10])
        assert row[COLUMNS].tolist() == pytest.approx([2, 2, 2, 0, 0, 1, 1, 1, 0, 0, 0, 1], abs=1e-12)

    def test_all_hits_in_one_of_two_equal_parts_are_as_uneven_as_can_be(self):
        # sd of 0 and 2 is 1, their mean 1; half the words hold all hits: one bit.
        row = spread([2, 0], [10, 10])
        assert row[COLUMNS].tolist() == pytest.approx([2, 1, 2, 1, 1, 0, 0, 0.5, 0.5, 1, 1, 0], abs=1e-12)

    @PROPERTY
    @given(PARTS, st.randoms())
    def test_the_order_of_the_parts_changes_nothing(self, parts, random):
        mixed = random.sample(parts, len(parts))
        one, two = (spread([h for h, _ in rows], [n for _, n in rows]).tolist() for rows in (parts, mixed))
        assert one == pytest.approx(two, abs=1e-9, nan_ok=True)

    @PROPERTY
    @given(PARTS)
    def test_every_measure_keeps_to_its_range(self, parts):
        hits, sizes = [h for h, _ in parts], [n for _, n in parts]
        row, n = spread(hits, sizes), len(parts)
        assert row["dp_norm"] == pytest.approx(float(dp_norm([hits], sizes)[0]), abs=1e-12, nan_ok=True)
        if not sum(hits):
            assert row[SPREADS].isna().all()
            return
        for name in ("juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "da"):
            assert -1e-9 <= row[name] <= 1 + 1e-9, name
        assert -1e-9 <= row["kl"] <= math.log2(sum(sizes) / min(sizes)) + 1e-9
        assert -1e-9 <= row["vc"] <= math.sqrt(n - 1) + 1e-9

    @PROPERTY
    @given(st.lists(st.integers(1, 40), min_size=2, max_size=8), st.integers(1, 30))
    def test_the_same_rate_in_all_parts_is_even_by_every_measure_of_rates(self, hits, words_a_hit):
        row = spread(hits, [words_a_hit * h for h in hits])
        even = {"juilland_d": 1, "carroll_d2": 1, "rosengren_s": 1, "dp": 0, "dp_norm": 0, "kl": 0, "da": 1}
        assert row[list(even)].tolist() == pytest.approx(list(even.values()), abs=1e-7)

    @PROPERTY
    @given(PARTS)
    def test_da_is_what_its_definition_says(self, parts):
        rates = [h / n for h, n in parts]
        if sum(rates):
            pairs = [abs(a - b) for i, a in enumerate(rates) for b in rates[i + 1 :]]
            expected = 1 - numpy.mean(pairs) / (2 * numpy.mean(rates))
            assert spread([h for h, _ in parts], [n for _, n in parts])["da"] == pytest.approx(expected, abs=1e-9)

    def test_sizes_go_by_the_names_of_the_parts(self):
        counts = pandas.DataFrame([[1, 2]], ["x"], ["a", "b"])
        straight = dispersion_from_counts(counts, pandas.Series({"a": 10, "b": 90}))
        assert_frame_equal(dispersion_from_counts(counts, pandas.Series({"b": 90, "a": 10})), straight)


class TestOverSources:
    def test_the_town_by_hand(self, town):
        # Words of the sources: office 19, harbour 19, choir 10, bank 15, together 63.
        table = dispersion(town).set_index("term")
        # "bridge": 1, 0, 1, 1 (see test_vocabulary). "the": 4, 2, 2, 3 of 11; shares of hits less shares of words, in
        # 693rds: 252 - 209, 126 - 209, 126 - 110, 189 - 165 = 43, -83, 16, 24: half of 166, over 1 - 10/63.
        assert table.loc["bridge", ["count", "range", "parts"]].tolist() == [3, 3, 4]
        assert table.loc["bridge", ["dp", "dp_norm"]].tolist() == pytest.approx([19 / 63, 19 / 53], abs=1e-6)
        assert table.loc["the", ["count", "range", "parts"]].tolist() == [11, 4, 4]
        assert table.loc["the", ["dp", "dp_norm"]].tolist() == pytest.approx([83 / 693, 83 / 583], abs=1e-6)
        # "it" stands twice in harbour and nowhere else: two hits are not listed unless asked for.
        assert "it" not in table.index
        assert dispersion(town, min_count=2).set_index("term").loc["it", ["count", "range"]].tolist() == [2, 1]

    def test_the_article_is_no_part(self, town):
        # "marvel" stands in paper and choir, "dear" in paper only.
        table = dispersion(town, min_count=1).set_index("term")
        assert table.loc["marvel", ["count", "range"]].tolist() == [1, 1]
        assert "dear" not in table.index

    def test_the_most_even_term_comes_first_then_the_more_frequent_then_the_alphabet(self, town):
        table = dispersion(town, min_count=1)
        keys = list(zip(table["dp_norm"], -table["count"], table["term"], strict=True))
        assert keys == sorted(keys)
        assert table["term"].iloc[0] == "the"

    def test_near_copies_are_one_part(self, corpus_of):
        wire = "A wire report says that the old ferry sank in the harbour on Monday and that nobody was hurt at all."
        table = dispersion(corpus_of("The road is new.", wire, wire, "The ferry is old."), min_count=2)
        assert table.set_index("term").loc["ferry", ["count", "range", "parts"]].tolist() == [2, 2, 2]

    def test_sources_that_quote_nobody_are_no_parts_of_the_quoted_voice(self, town):
        # office: "The ferry was slow"; bank: "We trust the bridge".
        row = dispersion(town, voice="quoted", min_count=2).set_index("term").loc["the"]
        assert row[["count", "range", "parts", "dp"]].tolist() == [2, 2, 2, 0]

    def test_phrases_are_shared_out_over_phrases(self, town):
        # Bigrams of the sources: 16, 15, 8, 13 of 52; "the bridge" 1, 0, 1, 1 of 3; in 156ths:
        # 52 - 48, 0 - 45, 52 - 24, 52 - 39.
        row = dispersion(town, unit="bigram").set_index("term").loc["the bridge"]
        assert row["dp"] == pytest.approx((4 + 45 + 28 + 13) / 156 / 2, abs=1e-6)

    def test_one_source_has_counts_and_no_spread(self, corpus_of):
        table = dispersion(corpus_of("A road.", "A ferry ferry ferry."))
        assert table[["term", "count", "range", "parts"]].values.tolist() == [["ferry", 3, 1, 1]]
        assert table[SPREADS].isna().all(axis=None)


class TestOverParagraphs:
    def test_the_town_by_hand(self, town):
        # The article's paragraphs have 14 and 20 words. "bridge" 1, 1; "the" 3, 2; "people" 0, 2; "ferry", "was" 2, 0.
        table = dispersion(town, over="paragraphs", min_count=2)
        assert table["term"].tolist() == ["bridge", "the", "people", "ferry", "was"]
        assert table["range"].tolist() == [2, 2, 1, 1, 1]
        assert table["count"].tolist() == [2, 5, 2, 2, 2]
        assert (table["parts"] == 2).all()
        # DP: half less 14/34, 3/5 less 14/34, 14/34, 20/34 twice; the smaller part has 14/34.
        dp = [1 / 2 - 14 / 34, 3 / 5 - 14 / 34, 14 / 34, 20 / 34, 20 / 34]
        assert table["dp"].tolist() == pytest.approx(dp, abs=1e-6)
        assert table["dp_norm"].tolist() == pytest.approx([d * 34 / 20 for d in dp], abs=1e-6)

    def test_counts_are_those_of_the_article(self, town):
        assert dispersion(town, over="paragraphs", min_count=1)["count"].sum() == town.target.words

    def test_headings_are_no_paragraphs(self, corpus_of):
        text = "The ferry sank at night.\n\nThe ferry\n\nThe old ferry was slow.\n\nThe ferry rose."
        row = dispersion(corpus_of(text, "A road."), over="paragraphs").set_index("term").loc["ferry"]
        assert row[["count", "range", "parts"]].tolist() == [3, 3, 3]

    def test_the_quoted_voice_is_spread_over_the_paragraphs_that_quote(self, corpus_of):
        text = "He said, “the ferry sank.” He left.\n\nShe left the town.\n\nShe said, “the ferry rose.”"
        table = dispersion(corpus_of(text, "A road."), over="paragraphs", voice="quoted", min_count=2)
        assert table[["term", "count", "range", "parts"]].values.tolist() == [["ferry", 2, 2, 2], ["the", 2, 2, 2]]

    def test_an_article_of_one_paragraph_has_no_spread(self, corpus_of):
        table = dispersion(corpus_of("A ferry met a ferry and a ferry.", "A road."), over="paragraphs")
        assert table["term"].tolist() == ["a", "ferry"]
        assert table[SPREADS].isna().all(axis=None)

    @PROPERTY
    @given(
        st.lists(st.lists(st.sampled_from(["ferry", "road", "sea"]), min_size=1, max_size=6), min_size=1, max_size=5)
    )
    def test_one_paragraph_terms_are_those_of_range_one(self, corpus_of, rows):
        corpus = corpus_of("\n\n".join(f"The {' '.join(row)} was seen by them." for row in rows), "A mill.")
        table = dispersion(corpus, over="paragraphs", min_count=1)
        assert set(table.loc[table["range"] == 1, "term"]) == one_paragraph_terms(corpus.target)


class TestOneParagraphTerms:
    TEXT = "The ferry sank. The old ferry was slow.\n\nThe crew left. He said, “the ferry rose.”"

    def test_by_hand(self):
        found = one_paragraph_terms(Document(id="x", text=self.TEXT))
        assert found == {"sank", "old", "was", "slow", "crew", "left", "he", "said", "rose"}

    def test_a_voice_by_hand(self):
        document = Document(id="x", text=self.TEXT)
        assert one_paragraph_terms(document, voice="quoted") == {"the", "ferry", "rose"}
        assert "ferry" in one_paragraph_terms(document, voice="own")

    def test_phrases_by_hand(self):
        # "the ferry" stands in both paragraphs.
        found = one_paragraph_terms(Document(id="x", text=self.TEXT), "bigram")
        assert "the ferry" not in found
        assert {"ferry sank", "the old", "the crew", "ferry rose"} <= found

    def test_an_empty_text_has_none(self):
        assert one_paragraph_terms(Document(id="x", text="")) == frozenset()


class TestMistakesAndEmptyTexts:
    def test_an_unknown_part_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^over must be one of 'sources', 'paragraphs'; not 'sentences'$"):
            dispersion(town, over="sentences")

    @pytest.mark.parametrize("over", ["sources", "paragraphs"])
    def test_unknown_units_and_voices_are_refused(self, town, over):
        with pytest.raises(CrossreadError, match=r"^unit must be one of 'word', .*; not 'letter'$"):
            dispersion(town, over=over, unit="letter")
        with pytest.raises(CrossreadError, match=r"^voice must be one of 'all', 'own', 'quoted'; not 'loud'$"):
            dispersion(town, over=over, voice="loud")

    def test_a_min_count_of_zero_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^min_count must lie between 1 and 1000000000; not 0$"):
            dispersion(town, min_count=0)

    @pytest.mark.parametrize("over", ["sources", "paragraphs"])
    def test_nothing_frequent_enough_keeps_the_columns(self, town, over):
        table = dispersion(town, over=over, min_count=1000)
        assert table.empty
        assert table.columns.tolist() == ["term", *COLUMNS]

    @pytest.mark.parametrize(
        ("over", "texts"), [("sources", ("A ferry.",)), ("sources", ("A ferry.", "")), ("paragraphs", ("", "A ferry."))]
    )
    def test_no_text_gives_an_empty_table_with_its_columns(self, corpus_of, over, texts):
        table = dispersion(corpus_of(*texts), over=over, min_count=1)
        assert table.empty
        assert table.columns.tolist() == ["term", *COLUMNS]

    def test_a_voice_that_nobody_has_gives_an_empty_table(self, corpus_of):
        assert dispersion(corpus_of("A ferry.", "A road."), voice="quoted", min_count=1).empty

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(dispersion(town), dispersion(town), check_exact=True)
        assert [document.text for document in town] == texts
