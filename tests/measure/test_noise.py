"""What the rules find where there is nothing to find: by hand, by published value, by property."""

import numpy
import pandas
import pytest

from analysis.errors import CrossreadError
from analysis.measure import (
    absent_terms,
    keyness,
    keyness_from_counts,
    near_copies,
    noise_floor,
    other_scores,
    split_half,
    term_places,
    word_shift,
)
from analysis.measure.copies import distinct_sources
from analysis.measure.statistics import divergence_parts, two_cell_log_likelihood, weighted_log_odds

FILLER = " ".join(f"The {word} stood by the mill." for word in ("red", "blue", "green", "black", "white", "brown"))


class TestStatistics:
    def test_the_published_two_cell_value(self):
        # ruTS and quanteda.extras: 10 in 1,000 against 5 in 2,000 gives 10 ln 2.
        assert float(two_cell_log_likelihood(10, 1000, 5, 2000)) == pytest.approx(10 * numpy.log(2), rel=1e-12)

    def test_the_published_weighted_log_odds(self):
        one, other = (
            ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"],
            ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"],
        )
        terms = sorted({*one, *other})
        z = dict(zip(terms, weighted_log_odds([*map(one.count, terms)], [*map(other.count, terms)], 0.05), strict=True))
        # The form of Monroe, Colaresi and Quinn with a flat prior of .05.
        assert {term for term in terms if round(z[term], 6) == 0.689423} == {"brown", "fox", "quick"}
        assert {term for term in terms if round(z[term], 6) == -0.689423} == {"donkey", "lazier", "purple"}
        assert all(z[term] == 0 for term in ("jumps", "lazy", "over", "pig", "the"))

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

    def test_no_sources_give_one_clear_error(self, corpus_of):
        with pytest.raises(CrossreadError, match=r"^article and sources must have at least one sentence each"):
            word_shift(corpus_of("A ferry."))


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
