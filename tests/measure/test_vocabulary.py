"""Counts by hand, the keyness table against published values, the bands, and the laws that any counts obey."""

import math

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.terms import UNITS, VOICES, stem, term_counts, units
from analysis.measure.vocabulary import BANDS, keyness, keyness_from_counts
from analysis.read.document import Document

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
COLUMNS = [
    "term", "count", "per_1000", "sources_count", "sources_per_1000", "log_ratio", "conservative", "low", "high", "lrc",
    "g2", "p", "q", "t", "p_document", "range", "dp_norm", "one_source", "one_paragraph", "band",
]  # fmt: skip
# An article of 1,000 words and five sources of 1,000 words: hits, hits in the sources, then log ratio, its 95 %
# interval and the interval of 200 comparisons at once, recomputed from the formulas of Hardie and Evert.
SEVEN = {
    "regime": (9, [0, 0, 1, 0, 0], 4.984316, 2.6405, 10.9457, 1.0664, 18.6095),
    "government": (2, [6, 8, 5, 7, 6], -1.379089, -4.7844, 0.2927, -8.7189, 1.3620),
    "omission": (0, [4, 6, 5, 3, 7], -3.351074, -math.inf, -0.3310, -math.inf, 1.1130),
    "burst": (0, [25, 0, 0, 0, 0], -3.351074, -math.inf, -0.3310, -math.inf, 1.1130),
    "three hits": (3, [0, 0, 0, 0, 0], 5.128706, 1.0469, math.inf, -1.9260, math.inf),
    "six hits": (6, [0, 0, 0, 0, 0], 6.021791, 2.5576, math.inf, 0.5261, math.inf),
    "the": (62, [60, 55, 70, 64, 58], 0.022693, -0.4039, 0.4118, -0.7803, 0.7265),
}


def filled(hits: dict[str, int], spread: dict[str, list[int]], size: int = 1000):
    """Counts of article and sources, filled up with other words to `size` each."""
    sources = pandas.DataFrame(spread).T
    sources.columns = [f"s{i}" for i in range(1, sources.shape[1] + 1)]
    sources.loc["other"] = size - sources.sum()
    return pandas.Series({**hits, "other": size - sum(hits.values())}), sources


def seven_cases():
    return filled({name: row[0] for name, row in SEVEN.items()}, {name: row[1] for name, row in SEVEN.items()})


def band(hits: int, spread: list[int], **options) -> str:
    table = keyness_from_counts(*filled({"x": hits}, {"x": spread}), min_count=1, **options)
    return table.set_index("term").loc["x", "band"]


@st.composite
def counts(draw, least=1, most=6):
    """Counts of a target and some sources over the same few terms; no document is empty."""
    terms, k = draw(st.integers(1, 7)), draw(st.integers(least, most))
    numbers = st.lists(st.integers(0, 40), min_size=terms, max_size=terms)
    index = [*(f"term{i}" for i in range(terms)), "rest"]
    columns = [[*draw(numbers), draw(st.integers(1, 500))] for _ in range(k + 1)]
    names = [f"s{i}" for i in range(k)]
    return pandas.Series(columns[0], index), pandas.DataFrame(dict(zip(names, columns[1:], strict=True)), index)


class TestUnits:
    DOCUMENT = Document(id="x", text="The mayor said, “The old ferry sank.” The old ferry’s crew left.")

    def test_words_in_the_order_of_the_text(self):
        assert [term for term, _, _ in units(self.DOCUMENT)] == (
            ["the", "mayor", "said", "the", "old", "ferry", "sank", "the", "old", "ferry", "crew", "left"]
        )

    def test_phrases_stop_at_the_sentence_end(self):
        document = Document(id="x", text="Boats sank. Boats rose high.")
        assert [term for term, _, _ in units(document, "bigram")] == ["boats sank", "boats rose", "rose high"]
        assert [term for term, _, _ in units(document, "trigram")] == ["boats rose high"]

    def test_phrases_stop_at_the_paragraph_end(self):
        document = Document(id="x", text="Boats sank at\n\n- night they rose.\n\nAll of them rose.")
        assert "at night" not in [term for term, _, _ in units(document, "bigram")]

    @pytest.mark.parametrize("unit", UNITS)
    @pytest.mark.parametrize("voice", VOICES)
    def test_every_span_begins_and_ends_with_a_word_of_its_term(self, unit, voice):
        for term, start, end in units(self.DOCUMENT, unit, voice):
            spanned = self.DOCUMENT.text[start:end].lower()
            assert spanned.startswith(term.split()[0][:3])
            assert len(spanned.split()) == len(term.split())

    def test_own_words_and_quoted_words_by_hand(self):
        assert [term for term, _, _ in units(self.DOCUMENT, voice="quoted")] == ["the", "old", "ferry", "sank"]
        assert [term for term, _, _ in units(self.DOCUMENT, voice="own")] == (
            ["the", "mayor", "said", "the", "old", "ferry", "crew", "left"]
        )

    @pytest.mark.parametrize("marks", ["“”", "‘’", '""', "«»", "‹›", "„“"])
    def test_own_words_on_two_sides_of_a_quotation_are_no_phrase(self, marks):
        document = Document(id="x", text=f"He cried {marks[0]}stop now{marks[1]} and left.")
        assert [term for term, _, _ in units(document, "bigram", "own")] == ["he cried", "and left"]

    @pytest.mark.parametrize("marks", ["“”", "‘’", '""', "«»", "‹›", "„“"])
    def test_words_of_two_quotations_are_no_phrase(self, marks):
        a, b = marks
        document = Document(id="x", text=f"He cried {a}stop now{b}, {a}turn back{b} there.")
        assert [term for term, _, _ in units(document, "bigram", "quoted")] == ["stop now", "turn back"]

    def test_stems_join_the_forms_of_a_word(self):
        document = Document(id="x", text="The ferry sank and two ferries sank.")
        assert [term for term, _, _ in units(document, "stem")].count(stem("ferry")) == 2

    def test_an_unknown_unit_or_voice_is_refused_with_what_is_allowed(self):
        with pytest.raises(
            CrossreadError, match=r"^unit must be one of 'word', 'stem', 'bigram', 'trigram'; not 'letter'$"
        ):
            units(self.DOCUMENT, "letter")
        with pytest.raises(CrossreadError, match=r"^voice must be one of 'all', 'own', 'quoted'; not 'loud'$"):
            units(self.DOCUMENT, voice="loud")


class TestTermCounts:
    def test_the_town_counted_by_hand(self, town):
        counted = term_counts(town)
        assert counted.columns.tolist() == ["paper", "office", "harbour", "choir", "bank"]
        assert counted.loc["the"].tolist() == [5, 4, 2, 2, 3]
        assert counted.loc["bridge"].tolist() == [2, 1, 0, 1, 1]
        assert counted.loc["ferry"].tolist() == [2, 1, 1, 0, 0]
        assert counted.loc["people"].tolist() == [2, 1, 2, 0, 0]
        assert counted.loc["2019"].tolist() == [1, 1, 1, 0, 0]

    def test_each_column_adds_up_to_the_words_of_the_document(self, town):
        assert term_counts(town).sum().tolist() == [34, 19, 19, 10, 15]

    def test_bigrams_are_one_fewer_than_the_words_of_each_sentence(self, town):
        counted = term_counts(town, unit="bigram")
        assert counted.sum().tolist() == [34 - 5, 19 - 3, 19 - 4, 10 - 2, 15 - 2]
        assert counted.loc["the bridge"].tolist() == [2, 1, 0, 1, 1]

    @pytest.mark.parametrize("unit", ["word", "stem"])
    def test_own_and_quoted_words_together_are_all_words(self, town, unit):
        own, quoted = (term_counts(town, unit=unit, voice=voice) for voice in ("own", "quoted"))
        together = own.add(quoted, fill_value=0).astype(int)
        assert_frame_equal(together, term_counts(town, unit=unit), check_like=True)
        assert quoted.sum().tolist() == [0, 4, 0, 0, 4]

    def test_words_that_other_programs_take_for_a_missing_value_are_words(self, corpus_of):
        counted = term_counts(corpus_of("The nan met null, none and NA.", "A nan."))
        assert counted.loc[["nan", "null", "none", "na"], "paper"].tolist() == [1, 1, 1, 1]
        assert counted.loc["nan", "s1"] == 1

    def test_empty_texts_give_an_empty_table_with_a_column_each(self, corpus_of):
        counted = term_counts(corpus_of("", ""))
        assert counted.shape == (0, 2)
        assert counted.columns.tolist() == ["paper", "s1"]

    def test_titles_are_not_counted(self, corpus_of):
        counted = term_counts(corpus_of("A headline\n\nThe ferry sank.", "It rose."))
        assert "headline" not in counted.index
        assert counted["paper"].sum() == 3

    @PROPERTY
    @given(words=st.lists(st.lists(st.sampled_from(["ferry", "bridge", "old", "40", "town"]), min_size=1, max_size=6),
                          min_size=1, max_size=5))  # fmt: skip
    def test_any_text_is_counted_whole(self, corpus_of, words):
        text = " ".join(f"The {' '.join(row)} sank." for row in words)
        counted = term_counts(corpus_of(text, "It rose."))["paper"]
        assert counted["the"] == counted["sank"] == len(words)
        for term in {word for row in words for word in row}:
            assert counted[term] == sum(row.count(term) for row in words)


class TestKeynessFromCounts:
    @pytest.mark.parametrize("name", SEVEN)
    def test_the_seven_cases(self, name):
        hits, spread, log_ratio, low, high, _, _ = SEVEN[name]
        row = keyness_from_counts(*seven_cases()).set_index("term").loc[name]
        assert (row["count"], row["sources_count"], row["range"]) == (hits, sum(spread), sum(n > 0 for n in spread))
        assert row["log_ratio"] == pytest.approx(log_ratio, abs=1e-6)
        assert (row["low"], row["high"]) == pytest.approx((low, high), abs=6e-5)
        assert [row[f"count s{i}"] for i in range(1, 6)] == spread

    @pytest.mark.parametrize("name", SEVEN)
    def test_the_interval_of_200_comparisons_decides_the_conservative_log_ratio(self, name):
        hits, spread, _, _, _, low, high = SEVEN[name]
        # Filled up with terms of six hits each until 200 terms have the five hits that a test needs.
        fillers = [f"filler{i}" for i in range(199 - (hits + sum(spread) >= 5))]
        target, sources = filled(
            {name: hits} | dict.fromkeys(fillers, 1), {name: spread} | {f: [1] * 5 for f in fillers}
        )
        assert (target.reindex(sources.index) + sources.sum(axis=1) >= 5).sum() == 200
        row = keyness_from_counts(target, sources).set_index("term").loc[name]
        assert row["lrc"] == pytest.approx(max(low, 0) if row["log_ratio"] > 0 else min(high, 0), abs=6e-5)

    # Evert, R package corpora 0.6, tests/keyness.R: G-squared and log ratio (one half added) of 1,177 against 341,805.
    @pytest.mark.parametrize(
        ("hits", "other", "g2", "log_ratio"),
        [(2, 1, 18.890004, 8.918270), (8, 0, 90.849659, 12.268768), (94, 749, 489.763198, 5.193762)],
    )
    def test_everts_rows(self, hits, other, g2, log_ratio):
        target = pandas.Series({"x": hits, "rest": 1177 - hits})
        sources = pandas.DataFrame({"pool": {"x": other, "rest": 341805 - other}})
        row = keyness_from_counts(target, sources).set_index("term").loc["x"]
        assert (row["g2"], row["log_ratio"]) == pytest.approx((g2, log_ratio), abs=2e-6)

    def test_seven_against_two_in_a_thousand_as_in_r(self):
        # corpora 0.6: LogRatio 1.584963 with one half added, G-squared 2.954494, LRC 0.
        table = keyness_from_counts(*filled({"x": 7}, {"x": [2]})).set_index("term")
        assert table.loc["x", ["log_ratio", "g2", "lrc"]].tolist() == pytest.approx([1.584963, 2.954494, 0], abs=1e-6)

    def test_columns_are_those_of_the_docstring_and_two_for_each_source(self):
        table = keyness_from_counts(*seven_cases())
        named = [f"{what} s{i}" for i in range(1, 6) for what in ("count", "per_1000")]
        assert table.columns.tolist() == COLUMNS + named

    def test_nothing_listed_keeps_the_columns(self):
        table = keyness_from_counts(*seven_cases(), min_count=10**6)
        assert table.empty
        assert table.columns.tolist()[: len(COLUMNS)] == COLUMNS

    def test_terms_below_min_count_are_left_out_but_still_count_as_words(self):
        target, sources = filled({"x": 1, "y": 2}, {"x": [1, 0, 0], "y": [1, 0, 0]})
        assert set(keyness_from_counts(target, sources)["term"]) == {"y", "other"}
        every = keyness_from_counts(target, sources, min_count=1).set_index("term")
        assert set(every.index) == {"x", "y", "other"}
        some = keyness_from_counts(target, sources).set_index("term")
        assert some.loc["y", "per_1000"] == every.loc["y", "per_1000"] == 2

    def test_a_min_count_up_to_the_smallest_that_is_tested_changes_no_row(self):
        wide, narrow = (keyness_from_counts(*seven_cases(), min_count=n).set_index("term") for n in (1, 5))
        assert_frame_equal(wide.loc[narrow.index], narrow)

    def test_listing_fewer_terms_makes_no_difference_surer(self):
        # 300 terms of seven hits are tested whether or not they are listed.
        more = [f"filler{i}" for i in range(300)]
        counts = filled({"x": 8} | dict.fromkeys(more, 2), {"x": [1, 1, 1, 0, 0]} | {term: [1] * 5 for term in more})
        every, few = (keyness_from_counts(*counts, min_count=n).set_index("term").loc["x"] for n in (3, 8))
        assert few[["lrc", "q"]].tolist() == every[["lrc", "q"]].tolist()

    def test_a_min_count_of_zero_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^min_count must lie between 1 and 1000000000; not 0$"):
            keyness_from_counts(*seven_cases(), min_count=0)

    def test_a_level_in_per_cent_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.9999; not 95$"):
            keyness_from_counts(*seven_cases(), interval=95)

    def test_the_level_changes_the_interval_and_nothing_that_decides_the_band(self):
        one, two = (keyness_from_counts(*seven_cases(), interval=level).set_index("term") for level in (0.8, 0.99))
        assert (one["low"].loc[two.index] >= two["low"]).all()
        assert one.loc["regime", "low"] > two.loc["regime", "low"]
        kept = ["log_ratio", "lrc", "g2", "p", "q", "t", "p_document", "band"]
        assert_frame_equal(one.loc[two.index, kept], two[kept])

    def test_a_term_that_one_side_lacks_counts_zero_there(self):
        table = keyness_from_counts(
            pandas.Series({"a": 5, "b": 5}), pandas.DataFrame({"s": {"b": 4, "c": 6}}), min_count=1
        ).set_index("term")
        assert table.loc[["a", "b", "c"], ["count", "sources_count"]].values.tolist() == [[5, 0], [5, 4], [0, 6]]

    def test_the_surest_difference_comes_first_and_ties_are_in_alphabetical_order(self):
        table = keyness_from_counts(*seven_cases())
        assert table["term"].tolist()[:2] == ["regime", "six hits"]
        assert table["conservative"].abs().is_monotonic_decreasing
        same = filled({"b": 4, "a": 4, "c": 4}, {"b": [4], "a": [4], "c": [4]})
        assert keyness_from_counts(*same)["term"].tolist()[:3] == ["a", "b", "c"]

    def test_the_conservative_value_is_the_bound_nearest_to_zero_or_zero(self):
        table = keyness_from_counts(*seven_cases()).set_index("term")
        assert table.loc["regime", "conservative"] == table.loc["regime", "low"] == pytest.approx(2.6405, abs=6e-5)
        assert table.loc["omission", "conservative"] == table.loc["omission", "high"] == pytest.approx(-0.331, abs=6e-5)
        assert table.loc["the", "conservative"] == 0

    def test_terms_of_fewer_than_five_hits_have_no_q(self):
        table = keyness_from_counts(*seven_cases()).set_index("term")
        assert table.index[table["q"].isna()].tolist() == ["three hits"]

    def test_a_very_small_p_is_not_printed_as_zero(self):
        table = keyness_from_counts(*filled({"x": 90}, {"x": [20] * 5})).set_index("term")
        assert 0 < table.loc["x", "p"] < 1e-6
        assert 0 < table.loc["x", "q"] < 1e-6

    def test_a_source_without_words_is_left_out_and_named(self):
        target, sources = seven_cases()
        table = keyness_from_counts(target, sources.assign(empty=0))
        assert_frame_equal(table, keyness_from_counts(target, sources), check_like=True)
        assert table.attrs["limits"][0] == "Left out because nothing was counted in them: empty."

    def test_nothing_to_compare_gives_an_empty_table_that_says_why(self):
        target, sources = seven_cases()
        for empty, reason in (
            (
                keyness_from_counts(target * 0, sources),
                "Nothing was counted in the article, so nothing can be compared.",
            ),
            (keyness_from_counts(target, sources[[]]), "There is no source to compare with."),
            (keyness_from_counts(target, sources * 0), "There is no source to compare with."),
        ):
            assert empty.empty
            assert empty.columns.tolist()[: len(COLUMNS)] == COLUMNS
            assert empty.attrs["limits"][-1] == reason

    def test_two_sources_are_said_to_be_too_few(self):
        target, sources = seven_cases()
        table = keyness_from_counts(target, sources[["s1", "s2"]])
        assert table.attrs["limits"][-1].startswith("With 2 of the 3 sources needed")
        assert set(table["band"]) <= {"thin", "cannot be judged"}

    def test_an_article_of_fifty_words_is_told_what_it_can_show(self):
        target = pandas.Series({"x": 3, "rest": 47})
        sources = pandas.DataFrame([[20] * 5, [980] * 5], ["x", "rest"], list("abcde"))
        table = keyness_from_counts(target, sources).set_index("term")
        # Three hits where one is expected: Poisson gives p = .08, so no band may rest on it.
        assert table.loc["x", "band"] == "no evidence"
        assert "needs 2 hits to stand out" in table.attrs["limits"][-1]
        assert "from 60 hits per 1,000" in table.attrs["limits"][-1]

    @pytest.mark.parametrize(
        ("cell", "message"),
        [(-1, "given: -1 for 'x' in 'b'"), (0.5, "given: 0.5 for 'x' in 'b'"), (math.inf, "given: inf for 'x' in 'b'")],
    )
    def test_what_is_no_count_is_refused(self, cell, message):
        sources = pandas.DataFrame({"a": {"x": 1, "y": 2}, "b": {"x": cell, "y": 2}})
        with pytest.raises(CrossreadError, match=f"^counts must be whole numbers of 0 or more; {message}$"):
            keyness_from_counts(pandas.Series({"x": 1}), sources)

    def test_a_missing_count_is_none(self):
        target, sources = seven_cases()
        holes = sources.astype(float).where(sources > 0)
        assert_frame_equal(keyness_from_counts(target, holes), keyness_from_counts(target, sources))

    def test_a_term_listed_twice_is_refused(self):
        twice = pandas.Series([1, 2], ["x", "x"])
        with pytest.raises(CrossreadError, match=r"^term 'x' stands in the counts twice"):
            keyness_from_counts(twice, pandas.DataFrame({"a": {"x": 1}}))

    def test_two_sources_of_one_name_and_other_counts_are_refused(self):
        sources = pandas.DataFrame([[1, 2, 3]], ["x"], ["a", "b", "a"])
        with pytest.raises(CrossreadError, match=r"^two sources are called 'a' and their counts differ"):
            keyness_from_counts(pandas.Series({"x": 1}), sources)

    @PROPERTY
    @given(counts(), st.integers(0, 4))
    def test_listing_a_source_twice_changes_nothing(self, given_counts, which):
        target, sources = given_counts
        again = sources.iloc[:, [which % len(sources.columns)]]
        doubled = keyness_from_counts(target, pandas.concat([sources, again], axis=1), min_count=1)
        assert_frame_equal(doubled, keyness_from_counts(target, sources, min_count=1))

    def test_a_long_text_under_another_name_is_counted_once(self):
        counts = [1 + 60 // rank for rank in range(1, 41)]
        sources = pandas.DataFrame({"a": counts, "b": counts[::-1], "c": 3}, [f"w{i}" for i in range(40)])
        target = pandas.Series({"w0": 9, "w1": 5, "w2": 80})
        table = keyness_from_counts(target, sources.assign(wire=sources["a"]))
        assert_frame_equal(table, keyness_from_counts(target, sources))
        assert table.attrs["limits"][0] == "Counted once because their counts are the same as another's: wire."

    def test_the_counts_given_are_left_as_they_were(self):
        target, sources = seven_cases()
        before = target.copy(), sources.copy()
        keyness_from_counts(target, sources)
        pandas.testing.assert_series_equal(target, before[0])
        assert_frame_equal(sources, before[1])

    def test_two_calls_give_the_same_table(self):
        assert_frame_equal(keyness_from_counts(*seven_cases()), keyness_from_counts(*seven_cases()), check_exact=True)

    @PROPERTY
    @given(counts(1, 1))
    def test_swapping_article_and_source_flips_every_sign_and_swaps_the_counts(self, given_counts):
        target, sources = given_counts
        one = keyness_from_counts(target, sources, min_count=1).set_index("term")
        two = keyness_from_counts(sources["s0"], target.to_frame("s0"), min_count=1).set_index("term").loc[one.index]
        for name in ("log_ratio", "conservative", "lrc"):
            assert numpy.allclose(one[name], -two[name], atol=2e-6)
        assert numpy.allclose(one["low"], -two["high"], atol=2e-6)
        assert numpy.allclose(one["g2"], two["g2"], atol=2e-6)
        assert numpy.allclose(one["p"], two["p"], atol=2e-6)
        assert one["count"].tolist() == two["sources_count"].tolist()
        assert one["sources_count"].tolist() == two["count"].tolist()

    @PROPERTY
    @given(counts())
    def test_positive_never_means_less_in_the_article(self, given_counts):
        for row in keyness_from_counts(*given_counts, min_count=1).itertuples():
            assert row.log_ratio * (row.per_1000 - row.sources_per_1000) >= 0

    def test_tests_that_point_in_two_ways_make_nothing_likely(self):
        # Twenty sources use it 30 times in 1,000; one of ten million words never; the article twice in 1,000.
        sources = pandas.DataFrame({f"s{i}": {"x": 30, "rest": 970} for i in range(20)})
        sources["huge"] = [0, 10**7]
        row = keyness_from_counts(pandas.Series({"x": 2, "rest": 998}), sources).set_index("term").loc["x"]
        assert row["log_ratio"] > 0 > row["t"]
        assert row["band"] == "no evidence"

    def test_a_text_in_which_nothing_could_stand_out_is_told_so(self):
        target, sources = filled({"x": 3}, {"x": [1, 1, 1]}, size=100)
        sources["s3"] = [1, 0]
        limits = keyness_from_counts(target, sources).attrs["limits"]
        assert "no term that no source uses has room to stand out" in limits[-1]

    @PROPERTY
    @given(counts())
    def test_nothing_counted_is_lost(self, given_counts):
        target, sources = given_counts
        table = keyness_from_counts(target, sources, min_count=1)
        assert table["count"].sum() == target.sum()
        assert table["sources_count"].sum() == sources.to_numpy().sum()
        for name in sources:
            assert table[f"count {name}"].sum() == sources[name].sum()
            assert table[f"per_1000 {name}"].sum() == pytest.approx(1000, abs=1e-4)
        assert table["per_1000"].sum() == pytest.approx(1000, abs=1e-4)

    @PROPERTY
    @given(counts())
    def test_the_interval_holds_the_log_ratio_of_the_bare_rates(self, given_counts):
        for row in keyness_from_counts(*given_counts, min_count=1).itertuples():
            if row.count and row.sources_count:
                bare = math.log2(row.per_1000 / row.sources_per_1000)
                assert row.low - 1e-5 <= bare <= row.high + 1e-5
            else:
                assert math.isinf(row.high if row.count else row.low)

    @PROPERTY
    @given(counts(), st.randoms())
    def test_the_order_of_the_sources_changes_nothing(self, given_counts, random):
        target, sources = given_counts
        mixed = sources[random.sample(list(sources), sources.shape[1])]
        one = keyness_from_counts(target, sources, min_count=1)
        two = keyness_from_counts(target, mixed, min_count=1)
        assert_frame_equal(one, two[one.columns], atol=2e-6, rtol=0)

    @PROPERTY
    @given(counts(), st.randoms())
    def test_the_order_of_the_terms_changes_nothing(self, given_counts, random):
        target, sources = given_counts
        mixed = random.sample(list(sources.index), len(sources))
        one = keyness_from_counts(target, sources, min_count=1)
        two = keyness_from_counts(target.iloc[::-1], sources.loc[mixed], min_count=1)
        assert_frame_equal(one, two, check_exact=True)

    @PROPERTY
    @given(counts(1, 1), st.integers(0, 2**32 - 1))
    def test_cutting_a_source_in_two_leaves_the_pooled_columns(self, given_counts, seed):
        target, sources = given_counts
        part = numpy.random.default_rng(seed).integers(0, sources["s0"].to_numpy() + 1)
        part[-1] = 1
        halves = pandas.DataFrame({"a": part, "b": sources["s0"] - part}, sources.index)
        if halves["b"].sum():
            pooled = COLUMNS[:13]
            one = keyness_from_counts(target, sources, min_count=1)[pooled]
            assert_frame_equal(one, keyness_from_counts(target, halves, min_count=1)[pooled])


class TestBands:
    def test_the_seven_cases(self):
        table = keyness_from_counts(*seven_cases()).set_index("term")
        assert table["band"].to_dict() == {
            "regime": "clear",
            "six hits": "clear",
            "omission": "likely",
            "burst": "thin",
            "three hits": "thin",
            "government": "no evidence",
            "the": "no evidence",
            "other": "no evidence",
        }

    def test_an_omission_and_a_burst_of_the_same_total_are_told_apart(self):
        assert band(0, [4, 6, 5, 3, 7]) in {"clear", "likely"}
        assert band(0, [25, 0, 0, 0, 0]) == "thin"

    def test_a_word_of_the_article_that_one_source_shares_is_no_burst(self):
        assert band(9, [0, 0, 1, 0, 0]) == "clear"

    def test_a_word_used_in_one_paragraph_only_is_not_clear(self):
        assert band(9, [0, 0, 1, 0, 0], one_paragraph=frozenset(["x"])) == "likely"

    def test_four_hits_are_thin_and_five_are_tested(self):
        assert band(4, [0, 0, 0, 0, 0]) == "thin"
        assert band(5, [0, 0, 0, 0, 0]) != "thin"

    @pytest.mark.parametrize("sources", [1, 2])
    def test_one_or_two_sources_cannot_judge_however_large_the_difference(self, sources):
        assert band(60, [0] * sources) == "cannot be judged"
        assert band(0, [60] * sources) == "cannot be judged"
        assert band(2, [0] * sources) == "thin"

    def test_three_sources_can(self):
        assert band(60, [0] * 3) == "clear"

    def test_a_word_that_article_and_sources_push_in_two_directions_is_not_clear(self):
        # One very long source seldom uses it; 24 short ones use it more than the article. Against the pooled words the
        # article is above, against the documents below: nothing about its direction is clear.
        spread = {f"s{i}": {"x": 30, "rest": 970} for i in range(24)} | {"long": {"x": 400, "rest": 399_600}}
        table = keyness_from_counts(pandas.Series({"x": 10, "rest": 990}), pandas.DataFrame(spread)).set_index("term")
        assert table.loc["x", "lrc"] > 0
        assert table.loc["x", "t"] < 0
        assert table.loc["x", "band"] != "clear"

    @PROPERTY
    @given(counts())
    def test_every_band_is_one_of_the_five_and_means_what_it_says(self, given_counts):
        target, sources = given_counts
        table = keyness_from_counts(target, sources, min_count=1)
        assert set(table["band"]) <= set(BANDS)
        few = table["count"] + table["sources_count"] < 5
        assert (table.loc[few, "band"] == "thin").all()
        assert ((table["band"] == "cannot be judged") == (~few & (sources.shape[1] < 3))).all()
        clear = table[table["band"] == "clear"]
        assert (clear["lrc"] != 0).all()
        assert (clear["p_document"] <= 0.05).all()

    def test_words_drawn_from_one_urn_are_hardly_ever_clear(self):
        # Nothing to find: article and five sources are draws from the same Zipf-like urn, 1,000 words each.
        draw = numpy.random.default_rng(7)
        chances = 1 / numpy.arange(3, 2003)
        urn = chances / chances.sum()
        found = []
        for _ in range(20):
            texts = pandas.DataFrame(
                draw.multinomial(1000, urn, 6).T, [f"w{i:04}" for i in range(2000)], list("abcdef")
            )
            found += keyness_from_counts(texts["a"], texts[list("bcdef")], min_count=5)["band"].tolist()
        assert len(found) > 4000
        assert found.count("clear") / len(found) <= 0.001
        assert found.count("likely") / len(found) <= 0.005


class TestKeyness:
    def test_the_town_by_hand(self, town):
        table = keyness(town, min_count=1).set_index("term")
        bridge = table.loc["bridge"]
        assert (bridge["count"], bridge["sources_count"], bridge["range"]) == (2, 3, 3)
        assert bridge["per_1000"] == pytest.approx(1000 * 2 / 34, abs=1e-6)
        assert bridge["sources_per_1000"] == pytest.approx(1000 * 3 / 63, abs=1e-6)
        assert bridge["per_1000 choir"] == pytest.approx(100)
        assert bridge["log_ratio"] == pytest.approx(math.log2((2.5 / 34.5) / (3.5 / 63.5)), abs=1e-6)
        # A third of the hits in office, choir and bank, which hold 19, 10 and 15 of 63 words; harbour, 19, has none:
        # the differences in 63rds are 2, 11, 6 and 19, half of their sum 19/63, over 1 - 10/63.
        assert bridge["dp_norm"] == pytest.approx(19 / 53, abs=1e-6)

    def test_flags_by_hand(self, town):
        table = keyness(town, min_count=1).set_index("term")
        # "bridge" stands in both paragraphs of the article; "ferry" twice, but in the first only.
        assert not table.loc["bridge", "one_paragraph"]
        assert table.loc["ferry", "one_paragraph"]
        assert not table.loc["choir", "one_paragraph"]
        # "choir" and "it" (twice) come from one source each, "ferry" from two, "dear" from none.
        assert table.loc[["choir", "it"], "one_source"].all()
        assert not table.loc[["ferry", "dear"], "one_source"].any()

    def test_bands_by_hand(self, town):
        bands = keyness(town, min_count=1).set_index("term")["band"]
        # Five hits or more have "the" (16), "bridge" (5) and "people" (5), and none is used unlike elsewhere.
        assert sorted(bands.index[bands == "no evidence"]) == ["bridge", "people", "the"]
        assert set(bands.drop(["bridge", "people", "the"])) == {"thin"}

    def test_phrases_are_counted_out_of_phrases(self, town):
        row = keyness(town, unit="bigram").set_index("term").loc["the bridge"]
        assert (row["count"], row["sources_count"]) == (2, 3)
        assert row["per_1000"] == pytest.approx(1000 * 2 / 29, abs=1e-6)
        assert row["sources_per_1000"] == pytest.approx(1000 * 3 / 52, abs=1e-6)

    def test_the_quoted_voice_of_a_text_without_quotations_is_empty_and_says_so(self, town):
        table = keyness(town, voice="quoted")
        assert table.empty
        assert table.attrs["limits"][-1] == "Nothing was counted in the article, so nothing can be compared."

    def test_the_own_voice_leaves_quotations_out(self, town):
        row = keyness(town, voice="own", min_count=1).set_index("term").loc["ferry"]
        assert (row["count"], row["sources_count"], row["count office"]) == (2, 1, 0)

    @pytest.mark.parametrize(("option", "given"), [("unit", "letter"), ("voice", "loud")])
    def test_unknown_options_are_refused(self, town, option, given):
        with pytest.raises(CrossreadError, match=rf"^{option} must be one of .*; not '{given}'$"):
            keyness(town, **{option: given})

    def test_an_empty_source_is_left_out_and_named(self, corpus_of):
        table = keyness(corpus_of("The ferry sank.", "It rose.", ""), min_count=1)
        assert "count s1" in table and "count s2" not in table
        assert table.attrs["limits"][0] == "Left out because nothing was counted in them: s2."

    @pytest.mark.parametrize("sources", [1, 2])
    def test_with_one_or_two_sources_nothing_is_judged(self, corpus_of, sources):
        text = " ".join(["The old ferry sank in the harbour."] * 4)
        table = keyness(corpus_of(text, *["The bridge stood over the river."] * sources))
        assert set(table["band"]) <= {"thin", "cannot be judged"}
        assert table["p_document"].isna().all()

    def test_an_article_of_fifty_words_works(self, corpus_of):
        article = "The ferry sank at night, ten men said. " * 6 + "Nobody knew why."
        table = keyness(
            corpus_of(article[:-1].strip() + ".", *["The bridge stood over the wide river."] * 3), min_count=1
        )
        assert table["count"].sum() == 51
        assert table.set_index("term").loc["ferry", ["count", "sources_count", "range"]].tolist() == [6, 0, 0]

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        first, second = keyness(town), keyness(town)
        assert_frame_equal(first, second, check_exact=True)
        first["count"] = 0
        assert_frame_equal(keyness(town), second, check_exact=True)
        assert [document.text for document in town] == texts
