"""Words, windows and tags: what the trained engines see, and how scores become spans."""

import itertools

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.attribution import words as w
from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.finish import attribution, mode
from analysis.read.attribution.transformer.decoding import best_tags, tag_spans
from analysis.read.attribution.transformer.pieces import LENGTH, MOST, window_ranges, windows, word_pieces
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span


def read(text):
    rows = paragraphs(text, Span(0, len(text), text))
    return w.words(text, rows, quotations(text, rows))


class TestWords:
    def test_every_word_is_where_it_says(self):
        found = read("Mora (the baker) didn’t go; 3,000 did.\n\n“Go,” he said.")
        assert found.forms[:8] == ["Mora", "(", "the", "baker", ")", "didn", "’", "t"]
        assert len(found) == len(found.shapes) == len(found.states)

    def test_a_quotation_that_goes_on_is_told_from_one_that_begins(self):
        found = read("“We shall close the mill.\n\n“We shall open it again,” said Mora.")
        states = dict(zip(found.forms, found.states.tolist(), strict=True))
        assert states["shall"] == w.GOES_ON  # of the second paragraph, which wrote over the first
        assert states["close"] == w.WITHIN
        assert states["again"] == w.GOES_ON
        assert states["Mora"] == w.OUTSIDE

    @pytest.mark.parametrize("form", ["É", "ß", "中", "١", "_", "²", "ǅ"])
    def test_any_character_has_a_shape(self, form):
        assert 1 <= w.shape(form) <= 6

    @settings(max_examples=60, deadline=None)
    @given(st.text(alphabet=st.sampled_from("aA1 .,“”\"'\n—_é中"), max_size=80))
    def test_breaks_part_the_words_and_none_is_lost(self, text):
        found = read(text)
        assert found.breaks[-1] == len(found)
        assert list(found.breaks) == sorted(found.breaks)
        kept = "".join(found.forms)
        shown = "".join(row.text for row in paragraphs(text, Span(0, len(text), text)))
        assert kept == "".join(shown.split())


class TestWindows:
    def test_windows_hold_each_word_once_and_fit(self):
        text = "\n\n".join(
            f"The council of town {i} said on Friday that it would meet again. " * (i % 9) for i in range(60)
        )
        found = read(text)
        sizes = [len(p) for p in word_pieces(found)]
        ranges = window_ranges(found, sizes)
        assert [low for low, _ in ranges[1:]] == [high for _, high in ranges[:-1]]
        assert (ranges[0][0], ranges[-1][1]) == (0, len(found))
        assert all(len(one.pieces) <= LENGTH + 1 for one in windows(found))

    def test_a_window_ends_where_a_paragraph_ends_if_it_can(self):
        found = read("\n\n".join("The mill on the river closed its doors again. " * 3 for _ in range(20)))
        ranges = window_ranges(found, [len(p) for p in word_pieces(found)])
        assert all(high in found.breaks for _, high in ranges)

    def test_a_long_paragraph_is_cut_after_a_full_stop(self):
        found = read("The mill on the river closed its doors again. " * 100)
        ranges = window_ranges(found, [len(p) for p in word_pieces(found)])
        assert len(ranges) > 3
        assert all(found.forms[high - 1] == "." for _, high in ranges)

    def test_a_word_without_end_takes_few_pieces(self):
        assert [len(p) for p in word_pieces(read("x" * 5000 + " said"))] <= [MOST, 1]

    def test_the_vocabulary_is_the_encoders_own(self):
        found = read("said the")
        assert word_pieces(found) == [[2056], [1996]]


class TestTags:
    @settings(max_examples=50, deadline=None)
    @given(st.integers(1, 5), st.integers(0, 10**6))
    def test_the_best_sequence_is_the_best_of_all_that_are_allowed(self, size, seed):
        scores = numpy.random.default_rng(seed).normal(size=(size, 5))
        continues = {2: 1, 4: 3}

        def allowed(tags):
            before = (0, *tags[:-1])
            return all(t not in continues or b in (t, continues[t]) for b, t in zip(before, tags, strict=True))

        def total(tags):
            return sum(scores[i, tag] for i, tag in enumerate(tags))

        best = max(filter(allowed, itertools.product(range(5), repeat=size)), key=total)
        assert best_tags(scores, continues).tolist() == list(best)

    def test_several_sequences_at_once_are_as_each_alone(self):
        scores = numpy.random.default_rng(3).normal(size=(4, 12, 3))
        together = best_tags(scores, {2: 1})
        assert all((together[i] == best_tags(scores[i], {2: 1})).all() for i in range(4))

    def test_two_spans_that_touch_stay_two(self):
        assert tag_spans(numpy.array([1, 2, 1, 0, 1]), 1, 2) == [(0, 2), (2, 3), (4, 5)]


class TestFinish:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("He said the mill would close.", "indirect"),
            ("“The mill will close,” he said.", "direct"),
            ("“The mill will close”", "direct"),
            ("that the “mill” would close for good", "mixed"),
            ("“huge”", "mixed"),
            ("“Never!”", "direct"),
            ("he called it “a shame for the town” and left", "mixed"),
        ],
    )
    def test_the_mode_is_read_from_the_marks(self, text, expected):
        rows = paragraphs(text, Span(0, len(text), text))
        end = text.find(" he said") if text.startswith("“The mill will close,”") else len(text)
        assert mode((Span(0, end, text[:end]),), quotations(text, rows)) == expected

    def test_a_cue_in_a_heading_stands_in_no_sentence(self):
        text = "Mora says no\n\nThe mill closed. Mora said so."
        rows = paragraphs(text, Span(0, len(text), text))
        found = read(text)
        parts = (sentences(text, rows), quotations(text, rows), "linear")
        heading = attribution(found, Draft((1, 2), (0, 1), ((2, 3),), 0.5), *parts)
        assert (heading.sentence, heading.source.text, heading.content[0].text) == (0, "Mora", "no")
        body = attribution(found, Draft((8, 9), (7, 8), ((9, 10),), 0.5), *parts)
        assert (body.sentence, body.cue.text) == (2, "said")
