"""What is looked for, what the scores are made of, and the floor that bags of words reach."""

from collections import Counter

import numpy
import pytest

from analysis.measure import nearness
from analysis.measure.nearness import (
    OTHER_TIME,
    SAME_FIGURE,
    SAME_TIME,
    Pool,
    asked_parts,
    chance_floors,
    joined_scores,
    random_bags,
    standardised,
    times,
    wording_scores,
)
from analysis.measure.ranking import Ranker
from analysis.read.encoder import verified_weights

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")
LONG = "The old mill was shut in 1987, and its owner moved to the coast with her sons."


class TestPool:
    def test_the_sentences_of_all_sources_in_order_each_with_its_place(self, corpus_of):
        pool = Pool(corpus_of("It rained.", "One mill. Two mills.", "", "Three mills."))
        assert pool.texts == ["One mill.", "Two mills.", "Three mills."]
        assert [(document.id, list(places)) for document, places in pool.ranges] == [("s1", [0, 1]), ("s3", [2])]

    def test_the_article_is_not_in_it(self, corpus_of):
        pool = Pool(corpus_of("It rained."))
        assert pool.texts == [] and pool.ranges == []


class TestAskedParts:
    def test_a_short_claim_is_asked_for_whole_and_a_long_one_in_parts_too(self, corpus_of):
        corpus = corpus_of(f"It rained. {LONG}", "It snowed.")
        found = asked_parts(corpus)
        assert [(one.claim, one.text) for one in found] == [
            (0, "It rained."),
            (1, LONG),
            (1, "The old mill was shut in 1987,"),
            (1, "and its owner moved to the coast with her sons."),
        ]
        for one in found:
            assert corpus.target.text[one.span.start : one.span.end] == one.text

    def test_who_says_it_is_no_part_of_what_is_said(self, corpus_of):
        corpus = corpus_of("The old mayor Jane Lind said that no warning had reached the town hall.", "It snowed.")
        assert [one.text for one in asked_parts(corpus)] == [
            "The old mayor Jane Lind said that no warning had reached the town hall.",
            "that no warning had reached the town hall.",
        ]

    def test_an_article_without_sentences_asks_nothing(self, corpus_of):
        assert asked_parts(corpus_of("", "It snowed.")) == []


class TestStandardised:
    def test_each_row_by_hand(self):
        # Mean 3, deviations -3, -1, 4, standard deviation the root of 26 / 3.
        row = standardised(numpy.array([[0.0, 2.0, 7.0]]))[0]
        assert row == pytest.approx(numpy.array([-3, -1, 4]) / numpy.sqrt(26 / 3))

    def test_rows_without_spread_are_zero_and_hurt_no_other(self):
        rows = standardised(numpy.array([[0.2, 0.2], [1.0, 3.0]]))
        assert rows.tolist() == [[0, 0], [-1, 1]]


class TestTimes:
    def test_same_other_and_no_time(self, corpus_of):
        corpus = corpus_of("In 1987 it closed. The mill closed.", "In 1987 it rained. In 1990 it rained.", "It rained.")
        claims = [corpus.target.claims[0], Pool(corpus_of("The mill closed.", "It rained.")).corpus.target.claims[0]]
        assert times(claims, Pool(corpus).sentences).tolist() == [[SAME_TIME, OTHER_TIME, 0], [0, 0, 0]]

    def test_no_claims_and_no_sentences_keep_the_shape(self):
        assert times([], ()).shape == (0, 0)


class TestJoinedScores:
    ARTICLE = "In 1987 the old mill by the weir was shut. A choir sang."
    SOURCES = ("In 1987 the mill closed. In 1990 a ferry sank.", "The choir sang in the market hall.")

    def joined(self, corpus, figures=None, encoder="none"):
        pool, asked = Pool(corpus), asked_parts(corpus)
        given = numpy.zeros((len(corpus.target.claims), len(pool.texts))) if figures is None else figures
        return joined_scores(asked, pool, given, encoder=encoder)

    def test_without_an_encoder_it_is_the_mean_of_words_and_letters_and_what_the_time_adds(self, corpus_of):
        corpus = corpus_of(self.ARTICLE, *self.SOURCES)
        pool = Pool(corpus)
        found = Ranker(pool.texts, encoder="none").scores([claim.text for claim in corpus.target.claims])
        wanted = (standardised(found.stems) + standardised(found.letters)) / 2
        # The choir's claim takes its year from the sentence before.
        added = times(list(corpus.target.claims), pool.sentences)
        assert added.tolist() == [[SAME_TIME, OTHER_TIME, 0]] * 2
        assert self.joined(corpus) == pytest.approx(wanted + added, abs=1e-4)

    def test_a_figure_for_the_same_thing_adds_its_weight_to_all_parts_of_its_claim(self, corpus_of):
        corpus = corpus_of(f"{LONG} It rained.", "It snowed. A ferry sank.")
        figures = numpy.array([[0.0, 1.0], [0.0, 0.0]])
        added = self.joined(corpus, figures) - self.joined(corpus)
        assert added == pytest.approx(numpy.array([[0, SAME_FIGURE]] * 3 + [[0, 0]]), abs=1e-3)

    @needs_weights
    def test_with_it_meaning_counts_once_and_the_fit_of_words_twice(self, corpus_of, monkeypatch):
        corpus = corpus_of(self.ARTICLE, *self.SOURCES)
        pool, claims = Pool(corpus), [claim.text for claim in corpus.target.claims]
        fit = numpy.array([[0.1, 0.2, 0.6], [0.9, 0.1, 0.2]])
        monkeypatch.setattr(nearness, "word_fit", lambda texts, sentences: fit)
        found = Ranker(pool.texts).scores(claims)
        parts = [standardised(scores) for scores in (found.stems, found.letters, found.meaning)]
        wanted = (sum(parts) + 2 * standardised(fit)) / 4 + times(list(corpus.target.claims), pool.sentences)
        assert self.joined(corpus, encoder="auto") == pytest.approx(wanted, abs=1e-4)

    @pytest.mark.parametrize("encoder", ["none", pytest.param("auto", marks=needs_weights)])
    def test_the_sentence_that_says_it_stands_first(self, corpus_of, encoder):
        scores = self.joined(corpus_of(self.ARTICLE, *self.SOURCES), encoder=encoder)
        assert scores.argmax(axis=1).tolist() == [0, 2]

    def test_scores_are_rounded_before_anything_is_ranked(self, corpus_of):
        scores = self.joined(corpus_of(self.ARTICLE, *self.SOURCES))
        assert (scores == scores.round(4)).all()


class TestChanceFloors:
    CLAIMS = ("The old mill by the weir was shut.", "A choir sang in the hall.")

    def floors(self, corpus_of, *sources, chance=0.95, seed=0):
        pool = Pool(corpus_of("It rained.", *sources))
        return pool, chance_floors(pool, self.CLAIMS, chance=chance, seed=seed, encoder="none")

    def test_a_bag_has_the_length_of_a_text_and_words_of_all_texts(self):
        bags = random_bags(["one two", "three four five"], 0)
        words = [bag.split() for bag in bags]
        assert set(map(len, words)) == {2, 3} and len(bags) == nearness.CHANCE_DRAWS
        counted = Counter(word for row in words for word in row)
        assert set(counted) == {"one", "two", "three", "four", "five"}
        assert min(counted.values()) > 0.5 * max(counted.values())

    def test_one_seed_gives_one_draw(self):
        assert (
            random_bags(["one two three"], 7) == random_bags(["one two three"], 7) != random_bags(["one two three"], 8)
        )

    @pytest.mark.parametrize("texts", [[], [""], ["!", "…"]])
    def test_no_words_make_no_bags(self, texts):
        assert random_bags(texts, 0) == []

    def test_without_words_the_floor_is_nothing(self, corpus_of):
        pool = Pool(corpus_of("It rained.", "It snowed.", "A ferry."))
        assert chance_floors(pool, ["…"], chance=0.95, seed=0, encoder="none") == [0.0, 0.0]

    def test_so_many_draws_stay_below(self, corpus_of):
        pool, (floor,) = self.floors(corpus_of, "The mill was old. A choir sang of a mill in the hall.")
        scores = wording_scores(pool, random_bags(self.CLAIMS, 0), encoder="none").max(axis=1)
        assert 0.93 <= (scores <= floor).mean() <= 0.97
        assert (scores > floor).mean() > 0

    def test_a_claim_that_stands_there_is_above_it_and_one_on_something_else_is_not(self, corpus_of):
        pool, floors = self.floors(corpus_of, self.CLAIMS[0], "Nine boats sank.")
        own = wording_scores(pool, self.CLAIMS[:1], encoder="none")[0]
        assert own[0] > floors[0] and own[1] <= floors[1]

    def test_a_higher_chance_and_a_longer_source_raise_it(self, corpus_of):
        text = "The mill was old. A choir sang. The weir was shut."
        _, (low,) = self.floors(corpus_of, text, chance=0.5)
        _, (high,) = self.floors(corpus_of, text, chance=0.99)
        assert low < high
        _, (short, long) = self.floors(corpus_of, "Boats sank.", f"Boats sank. {text}")
        assert short <= long
