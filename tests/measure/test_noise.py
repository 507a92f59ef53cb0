"""What the rules find where there is nothing to find: by hand, by published value, by property."""

import numpy
import pandas
import pytest

from analysis.errors import CrossreadError
from analysis.measure import (
    absent_terms,
    keyness,
    keyness_by_source,
    keyness_from_counts,
    near_copies,
    noise_floor,
    other_scores,
    split_half,
    term_places,
    word_shift,
)
from analysis.measure.copies import TYPES, distinct_columns, distinct_sources
from analysis.measure.statistics import divergence_parts, two_cell_log_likelihood

FILLER = " ".join(f"The {word} stood by the mill." for word in ("red", "blue", "green", "black", "white", "brown"))


class TestStatistics:
    def test_the_published_two_cell_value(self):
        # ruTS and quanteda.extras: 10 in 1,000 against 5 in 2,000 gives 10 ln 2.
        assert float(two_cell_log_likelihood(10, 1000, 5, 2000)) == pytest.approx(10 * numpy.log(2), rel=1e-12)

    def test_the_published_divergences(self):
        assert divergence_parts([3, 1, 0], [1, 1, 2]).sum() == pytest.approx(0.34436093777043353, rel=1e-12)
        # Seven letters each, six of them shared: one seventh, half of it from each letter of its own.
        parts = divergence_parts([10] * 7 + [0], [0] + [10] * 7)
        assert parts.sum() == pytest.approx(1 / 7, rel=1e-12)
        assert parts[0] / parts.sum() == pytest.approx(0.5)
        assert parts[1:7] == pytest.approx(0)

    def test_the_option_adds_the_two_cell_column_and_changes_no_other(self):
        counts = pandas.Series({"x": 10, "z": 990}), pandas.DataFrame({s: {"x": 1, "z": 399} for s in "abcde"})
        plain, more = keyness_from_counts(*counts), keyness_from_counts(*counts, rayson=True)
        assert more.set_index("term").loc["x", "g2_two_cells"] == pytest.approx(10 * numpy.log(2), abs=1e-6)
        assert more.drop(columns="g2_two_cells").equals(plain)


class TestCopies:
    TEXT = "A wire report says that the old ferry sank in the harbour on Monday and that nobody was hurt at all."

    def test_copies_are_found_and_the_shorter_is_left_out(self, corpus_of):
        corpus = corpus_of("Something else was said.", self.TEXT + " It was raining.", self.TEXT, "Nobody saw it.")
        pairs = near_copies(corpus)
        assert pairs[["document", "copy"]].values.tolist() == [["s1", "s2"]]
        assert pairs["share"].iloc[0] == 1
        assert [source.id for source in distinct_sources(corpus)] == ["s1", "s3"]

    def test_a_source_listed_twice_changes_nothing(self, corpus_of):
        texts = [f"{self.TEXT} {FILLER}", "The bridge is new.", "The road is old.", "Nobody saw the sea."]
        plain = keyness(corpus_of("The ferry is slow.", *texts), min_count=1)
        doubled = keyness(corpus_of("The ferry is slow.", *texts, texts[0]), min_count=1)
        assert doubled["p_document"].tolist() == plain["p_document"].tolist()
        assert doubled["band"].tolist() == plain["band"].tolist()


FERRIES = ("A ferry sank.", "One ferry leaves.", "Another ferry came.")


class TestAbsence:
    def test_by_hand(self, corpus_of):
        # The article has 12 words; "ferry" stands once in each source of three words: 12 * 3 / 9 = 4 hits expected.
        corpus = corpus_of("one two three four five six seven eight nine ten eleven twelve.", *FERRIES)
        table = absent_terms(corpus).set_index("term")
        assert table.loc["ferry", ["sources_count", "range", "expected"]].tolist() == [3, 3, 4]
        assert table.loc["ferry", "p_zero"] == pytest.approx(numpy.exp(-4), abs=1e-6)
        assert table.loc["ferry", "sources_per_1000"] == pytest.approx(1000 / 3, abs=1e-6)

    def test_a_word_of_one_source_is_no_absence(self, corpus_of):
        corpus = corpus_of("one two three four five.", "ferry ferry ferry ferry.", "A road.", "A bridge.")
        assert "ferry" not in absent_terms(corpus, expected=0)["term"].tolist()

    def test_an_article_too_short_shows_none(self, corpus_of):
        assert absent_terms(corpus_of("A bridge.", *FERRIES)).empty

    def test_two_sources_cannot_be_judged(self, corpus_of):
        table = absent_terms(corpus_of("A bridge stood here.", "A ferry.", "A ferry."), expected=0)
        assert table.empty
        assert "p_zero" in table.columns


class TestNoiseFloor:
    def test_one_row_for_each_document_in_the_articles_place(self, corpus_of):
        corpus = corpus_of(FILLER, *[FILLER.replace("mill", word) for word in ("bridge", "ferry", "road", "sea")])
        table = noise_floor(corpus, min_count=1)
        assert table["is_article"].tolist() == [True, False, False, False, False]
        assert (table["flagged_per_1000"] >= 0).all()

    def test_three_sources_are_too_few(self, corpus_of):
        assert noise_floor(corpus_of(FILLER, "A.", "B c d.", "E f g.")).empty

    def test_halves_of_the_article_hold_all_its_words(self, corpus_of):
        table = split_half(corpus_of(FILLER), splits=4)
        assert (table["tokens"] + table["other_tokens"] == 36).all()
        assert table["divergence"].between(0, 1).all()

    def test_the_same_seed_gives_the_same_halves_and_another_does_not(self, corpus_of):
        corpus = corpus_of("The mill stood. The old ferry sank slowly. Rain fell on the road all night. He left.")
        assert split_half(corpus, seed=1).equals(split_half(corpus, seed=1))
        assert not split_half(corpus, seed=1).equals(split_half(corpus, seed=2))


class TestWordShift:
    def test_parts_add_up_to_the_divergence(self, corpus_of):
        corpus = corpus_of(
            f"The ferry sank. {FILLER}", "Where the road ends nobody lives.", f"The road is old. {FILLER[:60]}."
        )
        table = word_shift(corpus, draws=20)
        assert table["part"].sum() == pytest.approx(table["total"].iloc[0], abs=1e-6)
        assert (table["null_low"] <= table["null_high"]).all()

    def test_the_sign_tells_who_uses_it_more(self, corpus_of):
        table = word_shift(corpus_of("Ferry ferry ferry.", "Road road road road."), draws=10).set_index("term")
        assert table.loc["ferry", "signed"] > 0 > table.loc["road", "signed"]

    @pytest.mark.parametrize("texts", [["A ferry."], ["A ferry.", ""], ["", "A ferry."]])
    def test_nothing_to_compare_gives_an_empty_table_with_its_columns(self, corpus_of, texts):
        table = word_shift(corpus_of(*texts))
        assert table.empty
        assert table.columns.tolist() == word_shift(corpus_of("A ferry.", "A road.")).columns.tolist()


class TestPlaces:
    def test_positions_run_from_start_to_end(self, corpus_of):
        table = term_places(corpus_of("ferry here and there a ferry.", "No boat."), ["ferry"])
        assert table["position"].tolist() == [0, round(23 / 29, 6)]

    def test_as_many_strokes_as_uses(self, corpus_of):
        corpus = corpus_of("ferry ferry road.", "ferry road road.")
        counts = term_places(corpus, ["road", "ferry"]).groupby("term", sort=False).size()
        assert counts.to_dict() == {"road": 3, "ferry": 3}
        assert counts.index.tolist() == ["road", "ferry"]

    def test_unknown_terms_give_an_empty_table_with_its_columns(self, corpus_of):
        table = term_places(corpus_of("A ferry.", "A road."), ["bridge"])
        assert table.empty
        assert "position" in table.columns


def test_log_odds_are_antisymmetric_for_two_texts(corpus_of):
    one, other = "The ferry sank in the sea.", "The road by the sea is a new road."
    forth = other_scores(corpus_of(one, other)).set_index("term")["log_odds_z"]
    back = other_scores(corpus_of(other, one)).set_index("term")["log_odds_z"]
    assert forth.sort_index().to_numpy() == pytest.approx(-back.sort_index().to_numpy(), abs=1e-6)


def letters(first: str, many: int) -> list[str]:
    """Made-up words, all different."""
    return [f"{first}{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(many)]


def prose(words: list[str]) -> str:
    return f"{' '.join(words)}."


class TestNearCopies:
    ONE, TWO = letters("x", 120), letters("y", 60)

    def test_shared_runs_by_hand(self, corpus_of):
        # Of 20 words in each, the last 14 and the first 14 are the same: 13 runs of eight, 7 of them shared.
        words = letters("x", 26)
        table = near_copies(corpus_of("Nothing else was said.", prose(words[:20]), prose(words[6:])))
        assert table.values.tolist() == [["s1", "s2", 7, round(7 / 13, 4)]]

    def test_half_of_the_runs_is_enough(self, corpus_of):
        # Of 21 words in each, 14 are the same: 7 of 14 runs.
        words = letters("x", 28)
        table = near_copies(corpus_of("Nothing else was said.", prose(words[:21]), prose(words[7:])))
        assert table.values.tolist() == [["s1", "s2", 7, 0.5]]

    def test_less_than_half_of_the_runs_is_no_copy(self, corpus_of):
        # The last 13 and the first 13 words: 6 of 13 runs.
        words = letters("x", 27)
        corpus = corpus_of("Nothing else was said.", prose(words[:20]), prose(words[7:]))
        assert near_copies(corpus).empty
        assert near_copies(corpus).columns.tolist() == ["document", "copy", "shared_runs", "share"]

    @pytest.mark.parametrize("more", [[], letters("z", 30)])
    def test_a_source_that_reprints_the_article_is_left_out_even_if_it_is_longer(self, corpus_of, more):
        corpus = corpus_of(prose(self.ONE), prose(more + self.ONE), prose(self.TWO))
        assert near_copies(corpus)[["document", "copy", "share"]].values.tolist() == [["paper", "s1", 1]]
        assert [source.id for source in distinct_sources(corpus)] == ["s2"]

    def test_where_every_source_reprints_the_article_there_is_nothing_to_compare_with(self, corpus_of):
        corpus = corpus_of(prose(self.ONE), prose(self.ONE), prose(self.ONE))
        assert distinct_sources(corpus) == ()
        assert keyness(corpus).attrs["limits"] == [
            "Left out as near copies of the article or of another source: s1, s2.",
            "There is no source to compare with.",
        ]

    def test_case_marks_and_lines_do_not_hide_a_copy(self, corpus_of):
        text = "The old ferry sank in the harbour on Monday, and the town’s men saw it from afar."
        other = "“The old ferry\nsank”: in the Harbour, on Monday; and the town's men saw it from afar!"
        assert near_copies(corpus_of("Nothing else was said.", text, other))["share"].tolist() == [1]

    def test_a_text_that_only_a_copy_resembles_is_kept(self, corpus_of):
        # The second repeats half of the first and half of the third; these two share nothing.
        corpus = corpus_of(
            "Nothing else was said.", prose(self.ONE), prose(self.ONE[-60:] + self.TWO[:45]), prose(self.TWO[:52])
        )
        assert near_copies(corpus)[["document", "copy"]].values.tolist() == [["s1", "s2"]]
        assert [source.id for source in distinct_sources(corpus)] == ["s1", "s3"]

    def test_the_longer_of_two_is_kept_wherever_it_stands(self, corpus_of):
        corpus = corpus_of("Nothing else was said.", prose(self.ONE[:60]), prose(self.ONE))
        assert near_copies(corpus)[["document", "copy", "share"]].values.tolist() == [["s2", "s1", 1]]

    def test_the_earlier_of_two_that_are_equally_long_is_kept(self, corpus_of):
        corpus = corpus_of("Nothing else was said.", prose(self.TWO), prose(self.ONE), prose(self.ONE))
        assert near_copies(corpus)[["document", "copy"]].values.tolist() == [["s2", "s3"]]

    # Texts of fewer than eight words are one run each: copies only if they are the same.
    @pytest.mark.parametrize(
        ("one", "other", "copies"),
        [
            ("A ferry sank.", "a ferry sank", 1),
            ("A ferry sank.", "A ferry sank there.", 0),
            ("A ferry sank.", "It was said that a ferry sank. It was so.", 0),
            ("Ferry.", "Ferry!", 1),
            ("1,500.", "1500.", 0),
            ("", "", 0),
            ("...", "!!!", 0),
            ("A ferry sank.", "", 0),
        ],
    )
    def test_very_short_texts(self, corpus_of, one, other, copies):
        assert len(near_copies(corpus_of("Nothing else was said.", one, other))) == copies

    def test_no_source_has_no_copy(self, corpus_of):
        assert near_copies(corpus_of("A ferry sank.")).empty
        assert distinct_sources(corpus_of("A ferry sank.")) == ()


class TestDistinctColumns:
    @staticmethod
    def table(**columns: list[int]) -> pandas.DataFrame:
        return pandas.DataFrame(columns)

    def test_columns_of_a_text_under_another_name_are_left_out(self):
        text = [1 + i % 6 for i in range(TYPES)]
        kept, left_out = distinct_columns(self.table(a=text, b=text[::-1], c=text))
        assert (kept.columns.tolist(), left_out) == (["a", "b"], ["c"])

    @pytest.mark.parametrize(
        "counts",
        [
            [1 + i % 6 for i in range(TYPES - 1)],
            [1 + i % 5 for i in range(2 * TYPES)],
            [0] * TYPES + [1 + i % 6 for i in range(TYPES - 1)],
        ],
        ids=["one term too few", "one count too few", "zeros are no terms"],
    )
    def test_tables_that_may_agree_by_chance_are_kept(self, counts):
        kept, left_out = distinct_columns(self.table(a=counts, b=counts))
        assert (kept.columns.tolist(), left_out) == (["a", "b"], [])

    def test_one_name_and_the_same_counts_is_one_source_however_small(self):
        kept, left_out = distinct_columns(pandas.DataFrame([[1, 2, 1, 1]], ["x"], ["a", "b", "a", "a"]))
        assert (kept.columns.tolist(), left_out) == (["a", "b"], ["a", "a"])

    def test_one_name_and_other_counts_are_refused(self):
        message = r"^two sources are called 'a' and their counts differ; give each its own name$"
        with pytest.raises(CrossreadError, match=message):
            distinct_columns(pandas.DataFrame([[1, 2]], ["x"], ["a", "a"]))

    def test_nothing_to_leave_out_gives_the_table_itself(self):
        for table in (self.table(a=[1, 2], b=[2, 1]), self.table(), self.table(a=[])):
            kept, left_out = distinct_columns(table)
            assert kept is table
            assert left_out == []


class TestSplitHalf:
    def test_columns_are_those_of_the_docstring(self, corpus_of):
        columns = ["split", "tokens", "other_tokens", "terms", "flagged", "divergence"]
        assert split_half(corpus_of(FILLER), splits=2).columns.tolist() == columns
        for text in ("", "One sentence only.", "12", "https://example.org"):
            table = split_half(corpus_of(text))
            assert table.empty
            assert table.columns.tolist() == columns

    def test_like_halves_by_hand(self, corpus_of):
        # Six sentences: "the" 12 times, "stood", "by" and "mill" six times each, six colours once.
        table = split_half(corpus_of(FILLER), splits=3)
        assert table["split"].tolist() == [1, 2, 3]
        assert (table[["tokens", "other_tokens", "terms", "flagged"]] == [18, 18, 4, 0]).all(axis=None)
        # A colour is one of 18 words in one half only; six of them: 6 * 1/18 * 1/2.
        assert table["divergence"].tolist() == pytest.approx([1 / 6] * 3, abs=1e-6)

    def test_unlike_halves_by_hand(self, corpus_of):
        # Two sentences without a common word: each of two terms has 30 hits in one half and none in the other.
        table = split_half(corpus_of(f"{'Ferry ' * 30}sank. {'Road ' * 30}ends."), splits=2)
        assert (table[["tokens", "other_tokens", "terms", "flagged"]] == [31, 31, 2, 2]).all(axis=None)
        assert table["divergence"].tolist() == pytest.approx([1, 1], abs=1e-6)

    def test_the_first_half_has_the_odd_sentence(self, corpus_of):
        table = split_half(corpus_of("A ferry sank. A road ends. A mill stood."), splits=5)
        assert (table[["tokens", "other_tokens"]] == [6, 3]).all(axis=None)

    def test_only_terms_of_five_hits_are_tested(self, corpus_of):
        four, five = (split_half(corpus_of("The ferry rose. " * n), splits=1)["terms"].tolist() for n in (4, 5))
        assert (four, five) == ([0], [3])

    @pytest.mark.parametrize("unit", ["stem", "bigram", "trigram"])
    def test_any_unit_is_counted(self, corpus_of, unit):
        table = split_half(corpus_of(FILLER), unit=unit, splits=2)
        words = {"stem": 36, "bigram": 30, "trigram": 24}[unit]
        assert (table["tokens"] + table["other_tokens"] == words).all()

    @pytest.mark.parametrize("splits", [0, 100_001])
    def test_no_split_and_too_many_are_refused(self, corpus_of, splits):
        with pytest.raises(CrossreadError, match=rf"^splits must lie between 1 and 100000; not {splits}$"):
            split_half(corpus_of(FILLER), splits=splits)

    def test_the_sources_do_not_matter(self, corpus_of):
        assert split_half(corpus_of(FILLER)).equals(split_half(corpus_of(FILLER, "A road ends here.")))


class TestTextsWithoutTheUnitAsked:
    @pytest.mark.parametrize("unit", ["bigram", "trigram"])
    def test_the_floor_of_documents_without_phrases(self, corpus_of, unit):
        sources = [FILLER.replace("mill", word) for word in ("bridge", "ferry", "road", "sea")]
        table = noise_floor(corpus_of(FILLER, *sources, "Rain!"), unit=unit)
        assert table["document"].tolist() == ["paper", "s1", "s2", "s3", "s4"]

    def test_the_shift_of_an_article_without_words(self, corpus_of):
        assert word_shift(corpus_of("https://example.org/a.", "A ferry sank."), draws=10).empty


class TestTextsWithoutWords:
    def test_an_article_without_words_has_no_noise_floor(self, corpus_of):
        table = noise_floor(
            corpus_of("***", *(f"The {word} mill turned." for word in ["one", "two", "three", "four", "five"]))
        )
        assert table.empty
        assert "flagged_per_1000" in table

    def test_a_source_without_words_is_no_source_that_most_could_be(self, corpus_of):
        article = "One two three four five six seven eight nine ten eleven twelve."
        assert absent_terms(corpus_of(article, *FERRIES[:2], "")).empty
        assert not absent_terms(corpus_of(article, *FERRIES, "")).empty


def test_one_term_may_be_given_as_it_is(corpus_of):
    corpus = corpus_of("A ferry sank.", "No ferry came.", "It rained.")
    assert term_places(corpus, "ferry")["document"].tolist() == term_places(corpus, ["ferry"])["document"].tolist()
    assert len(term_places(corpus, "ferry")) == 2
    assert keyness_by_source(corpus, "ferry")["term"].tolist() == ["ferry", "ferry"]
