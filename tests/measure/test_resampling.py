"""Intervals from draws of runs of sentences: laws, extremes, and how often they hold a known share."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.measure.resampling import draws_for, ratio_interval, resampled_ratios, run_length, run_sums, spread
from analysis.measure.uncertainty import proportion_interval

SENTENCE = st.integers(1, 40).flatmap(lambda words: st.tuples(st.integers(0, words), st.just(words)))
SENTENCES = st.lists(SENTENCE, min_size=1, max_size=30)


class TestDraws:
    def test_the_same_seed_and_name_give_the_same_draws_and_others_do_not(self):
        assert draws_for(1, "a").random() == draws_for(1, "a").random()
        assert len({draws_for(*key).random() for key in ((1, "a"), (2, "a"), (1, "b"), (1, "a", "b"))}) == 4

    def test_equal_shares_never_vary(self):
        assert resampled_ratios([[1, 2, 3]], [2, 4, 6], draws_for(0), 50).tolist() == [[0.5] * 50]

    def test_a_draw_takes_as_many_sentences_as_there_are_or_a_run_more(self):
        # With totals of one, the ratio's denominator is the number of sentences drawn; parts of one make the ratio one.
        ratios = resampled_ratios(numpy.ones((1, 10)), numpy.ones(10), draws_for(0), 20)
        assert (ratios == 1).all()

    def test_runs_keep_neighbours_together(self):
        # 27 sentences, runs of three: a run over all three marked sentences always brings them together.
        parts = numpy.array([[1, 1, 1] + [0] * 24])
        sums = resampled_ratios(parts, numpy.ones(27), draws_for(0), 4000)[0] * 27
        single = numpy.random.default_rng(0).binomial(27, 3 / 27, 4000)
        assert sums.mean() == pytest.approx(3, abs=0.2)
        assert sums.var() > 1.5 * single.var()

    def test_many_rows_give_what_each_gives_alone(self):
        parts = numpy.array([[1, 0, 2, 0], [0, 3, 0, 1]])
        both = resampled_ratios(parts, [4, 4, 4, 4], draws_for(0), 30)
        for row, drawn in zip(parts, both, strict=True):
            assert resampled_ratios(row, [4, 4, 4, 4], draws_for(0), 30)[0].tolist() == pytest.approx(drawn.tolist())

    def test_large_texts_are_drawn_in_pieces(self, monkeypatch):
        monkeypatch.setattr("analysis.measure.resampling.CELLS", 10)
        assert resampled_ratios([[1, 0, 1]], [1, 1, 1], draws_for(0), 11).shape == (1, 11)

    def test_no_sentences_no_ratios(self):
        assert numpy.isnan(resampled_ratios(numpy.empty((1, 0)), [], draws_for(0), 3)).all()


class TestRuns:
    def test_the_last_run_is_shorter(self):
        assert run_length(11) == 2
        assert run_sums(numpy.arange(11)[None, :]).tolist() == [[1, 5, 9, 13, 17, 10]]

    def test_the_variance_of_few_runs_is_corrected(self):
        # Two of four draws at 0 and 1: variance 1/4; for eight sentences in runs of two times 8/6.
        assert spread(numpy.array([[0.0, 1.0, 0.0, 1.0, numpy.nan]]), 8).tolist() == [pytest.approx(1 / 3)]


class TestInterval:
    @settings(deadline=None, max_examples=40)
    @given(SENTENCES, st.floats(0.5, 0.99))
    def test_the_share_lies_within_and_the_bounds_within_zero_and_one(self, sentences, interval):
        parts, totals = zip(*sentences, strict=True)
        low, high = ratio_interval(parts, totals, draws_for(0), interval, draws=50)
        assert 0 <= low[0] <= sum(parts) / sum(totals) + 1e-12
        assert sum(parts) / sum(totals) - 1e-12 <= high[0] <= 1

    @pytest.mark.parametrize("hits", [0, 6])
    def test_nothing_and_everything_have_wilsons_bounds_for_as_many_sentences(self, hits):
        bounds = ratio_interval([hits] * 6, [6] * 6, draws_for(0))
        assert [float(b[0]) for b in bounds] == pytest.approx([float(b) for b in proportion_interval(hits, 6)])

    def test_sentences_that_alternate_are_no_surer_than_others(self):
        low, high = ratio_interval([4, 0, 0] * 8, [4] * 24, draws_for(0))
        wilson = proportion_interval(8, 24)
        assert high[0] - low[0] >= 0.95 * (wilson[1] - wilson[0])

    def test_the_same_share_in_every_sentence_has_wilsons_bounds(self):
        bounds = ratio_interval([2] * 9, [4] * 9, draws_for(0))
        assert [float(b[0]) for b in bounds] == pytest.approx([float(b) for b in proportion_interval(4.5, 9)])

    def test_without_words_there_are_no_bounds(self):
        assert numpy.isnan(ratio_interval([[0, 0]], [0, 0], draws_for(0))).all()
        assert numpy.isnan(ratio_interval(numpy.empty((1, 0)), [], draws_for(0))).all()

    def test_a_level_in_per_cent_is_refused(self):
        with pytest.raises(CrossreadError, match="interval must lie between"):
            ratio_interval([1], [2], draws_for(0), 95)

    def test_it_holds_a_known_share_about_as_often_as_it_says(self):
        # 33 sentences of which neighbours are alike (r = .3); intervals for single sentences hold it 87 to 89 times.
        world, held = numpy.random.default_rng(5), 0
        totals = world.integers(5, 45, size=60_000)
        stays, fresh = world.random(60_000) < 0.3, world.random(60_000) < 0.35
        marked = fresh.copy()
        for i in range(1, len(marked)):
            marked[i] = marked[i - 1] if stays[i] else fresh[i]
        parts = numpy.round(totals * marked * world.uniform(0.4, 1, 60_000))
        truth = parts.sum() / totals.sum()
        for i in range(300):
            start = int(world.integers(60_000 - 33))
            low, high = ratio_interval(parts[start : start + 33], totals[start : start + 33], draws_for(i), draws=200)
            held += bool(low[0] <= truth <= high[0])
        assert 0.915 <= held / 300 <= 0.985
