"""From the network's numbers to attributions: candidates, the choice among them, and gaps that are filled."""

import numpy
import pytest

from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.transformer.candidates import (
    OWN,
    Candidate,
    candidates,
    content_words,
    distances,
    possible_cues,
)
from analysis.read.attribution.transformer.choice import chosen, judge, shares
from analysis.read.attribution.transformer.engine import transformer_drafts, window_scores
from analysis.read.attribution.transformer.gaps import Hold, filled, gaps
from analysis.read.attribution.transformer.pieces import windows
from tests.read.attribution.test_words import read

JUDGE = {"least": 0.3, "weights": [1.0, 0, 0, 0, 0, 0, 0], "constant": 0.0}


def candidate(cue, content, *, sure, size=12, source=None, offset=0):
    """A candidate whose evidence is one number."""
    roles = numpy.zeros(size, dtype=int)
    for low, high in content:
        roles[low:high] = 4
        roles[low] = 3
    if source:
        roles[source[0] : source[1]] = 2
        roles[source[0]] = 1
    return Candidate(offset, cue, source, roles, numpy.where(roles >= 3, sure, 0.0), (sure, 0, 0, 0, 0, 0, 0))


class TestDistances:
    def test_steps_grow_with_the_distance_and_tell_the_sides_apart(self):
        steps = distances(200, (100, 102))
        assert steps[100] == steps[101] == OWN
        assert steps[99] != steps[102]
        assert len(set(steps.tolist())) == 19
        assert (numpy.diff(steps[:100]) <= 0).all()
        assert (numpy.diff(steps[102:]) >= 0).all()


class TestCandidates:
    def test_a_cue_that_is_only_possible_is_looked_at_after_the_likely_ones(self):
        share = numpy.array([[0.98, 0.01, 0.01], [0.1, 0.85, 0.05], [0.8, 0.15, 0.05], [0.95, 0.03, 0.02]])
        assert possible_cues(numpy.log(share)) == [(1, 2), (2, 3)]

    def test_a_window_without_cues_has_none(self):
        found = read("It rained.")
        window = next(windows(found))
        tags = numpy.tile([9.0, 0, 0], (3, 3))
        assert candidates(found, window, [tags, *[numpy.zeros((3, 4))] * 3], None) == []
        assert not content_words(tags).any()


class TestChoice:
    def test_the_surer_of_two_that_claim_the_same_words_is_kept(self):
        one, two = candidate((5, 6), [(6, 10)], sure=2.0), candidate((4, 5), [(6, 11)], sure=1.0)
        assert [d.cue for d in chosen([two, one], JUDGE)] == [(5, 6)]

    def test_no_word_is_content_of_two(self):
        one, two = candidate((0, 1), [(1, 5)], sure=2.0), candidate((9, 10), [(3, 9)], sure=1.0)
        drafts = chosen([one, two], JUDGE)
        assert [d.content for d in drafts] == [((1, 5),), ((5, 9),)]

    def test_what_is_less_likely_than_the_least_share_is_left_out(self):
        assert chosen([candidate((0, 1), [(1, 5)], sure=-1.0)], JUDGE) == []
        assert chosen([], JUDGE) == []

    def test_ranges_are_moved_to_the_words_of_the_text_and_the_confidence_is_a_probability(self):
        (draft,) = chosen([candidate((2, 3), [(3, 6)], sure=0.0, source=(0, 2), offset=100)], JUDGE)
        assert draft == Draft((102, 103), (100, 102), ((103, 106),), 0.5)

    def test_the_shipped_model_rises_with_the_evidence(self):
        poor, good = candidate((0, 1), [(1, 5)], sure=-3.0), candidate((0, 1), [(1, 5)], sure=3.0)
        low, high = shares([poor, good], judge())
        assert 0 < low < high < 1


class TestGaps:
    TEXT = "“We shall stay,” said Mora.\n\n“We shall fight on and on.\n\nThe town slept. It rained."

    def words(self):
        found = read(self.TEXT)
        content = numpy.zeros(len(found), dtype=bool)
        return found, content

    def test_a_quotation_goes_to_whoever_was_quoted_before_it(self):
        found, content = self.words()
        start = found.breaks[1]
        content[start : found.breaks[2]] = True
        draft = Draft((6, 7), (7, 8), ((0, 6),), 0.9)
        (done,) = filled(found, content, [draft], [Hold(0, numpy.zeros(start))])
        assert done.content == ((0, 6), (start, found.breaks[2]))

    def test_words_of_nobody_stay_nobodys(self):
        found, content = self.words()
        start = found.breaks[2]
        content[start : start + 3] = True
        draft = Draft((6, 7), (7, 8), ((0, 6),), 0.9)
        assert filled(found, content, [draft], [Hold(0, numpy.zeros(start))]) == [draft]

    def test_a_cue_that_holds_them_gets_them(self):
        found, content = self.words()
        content[9:12] = True
        hold = numpy.zeros(len(found))
        hold[9:12] = 0.4
        draft = Draft((6, 7), (7, 8), ((0, 6),), 0.9)
        (done,) = filled(found, content, [draft], [Hold(0, hold)])
        assert done.content == ((0, 6), (9, 12))

    def test_a_gap_ends_with_its_paragraph_and_single_words_are_none(self):
        found, content = self.words()
        content[found.breaks[1] - 2 : found.breaks[1] + 2] = True
        content[-1] = True
        edge = found.breaks[1]
        assert gaps(found, content, []) == [(edge - 2, edge), (edge, edge + 2)]


class TestNetwork:
    def test_a_text_gives_the_same_numbers_in_any_company(self):
        alone = window_scores(next(windows(read("Mora said that the mill would close."))))
        again = window_scores(next(windows(read("Mora said that the mill would close."))))
        assert all((a == b).all() for a, b in zip(alone, again, strict=True))

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "said", "!!!", "\ud800 said"])
    def test_next_to_nothing_gives_nothing(self, text):
        assert transformer_drafts(read(text)) == []

    def test_content_may_run_over_paragraphs(self):
        text = "Mora said: “We shall stay in the town.\n\n“We shall mend the mill and open it in May.”"
        (draft,) = transformer_drafts(read(text))
        spoken = {i for low, high in draft.content for i in range(low, high)}
        assert len(spoken) > 18
