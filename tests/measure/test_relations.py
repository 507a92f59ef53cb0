"""Judgements of evidence made by hand: which relation, which band, and the reasons in words."""

import itertools

import pytest

from analysis.measure.evidence import CONTEXT, OTHER_NAMES, REPORTED
from analysis.measure.relations import (
    BANDS,
    CONFLICTS,
    COPIED_WORDS,
    RELATED,
    STATED,
    SUGGESTED,
    SURE,
    UNIT_ALONE,
    Evidence,
    FigurePair,
    judgement,
)
from analysis.measure.support import weights
from analysis.read import verdicts
from analysis.read.quantities import Comparison

DIFFERS = Comparison("differs", "40 is 2 times 20", 2.0)
AGREES = Comparison("equal", "40 and 40 state the same number", None)
BOUND = Comparison("compatible", "at least 10 is compatible with 40", None)
OTHER_DATE = Comparison("as-of differs", "40 and 20 hold for different dates", None)
DOUBTS = (REPORTED, OTHER_NAMES, CONTEXT, "year not stated", "part of a total", "as of another time", "an open bound")


def boats(judged, *doubts, thing="boats", gap=None):
    return FigurePair(judged, thing, gap, doubts)


def told(support=0.5, **more):
    judged = judgement(Evidence(support, **more))
    return judged.relation, judged.band


class TestFigures:
    @pytest.mark.parametrize("judged", [AGREES, BOUND, Comparison("overlaps", "30 to 50 overlaps 40 to 60", None)])
    def test_numbers_that_can_both_be_true_agree(self, judged):
        assert boats(judged).agrees and not boats(judged).differs
        assert told(figures=(boats(judged),)) == ("figures agree", "likely")

    @pytest.mark.parametrize("judged", [DIFFERS, OTHER_DATE])
    def test_numbers_that_cannot_differ(self, judged):
        assert boats(judged).differs and not boats(judged).agrees
        assert told(figures=(boats(judged),))[0] == "figures differ"

    def test_numbers_in_other_units_decide_nothing(self):
        pair = boats(Comparison("unit differs", "40 boats and 20 carts count different things", None))
        assert not pair.agrees and not pair.differs
        assert told(0.9, figures=(pair,)) == ("same", "likely")

    def test_a_wide_gap_under_an_open_bound_is_a_difference_and_says_how_wide(self):
        pair = boats(BOUND, "an open bound", gap=4.0)
        judged = judgement(Evidence(0.5, figures=(pair,)))
        assert (judged.relation, judged.band) == ("figures differ", "open")
        assert judged.reasons == (
            "at least 10 is compatible with 40 as a bound, and 4.0 times apart",
            "an open bound",
        )

    def test_a_thing_of_which_one_figure_agrees_agrees(self):
        assert told(figures=(boats(DIFFERS), boats(AGREES))) == ("figures agree", "likely")

    def test_one_thing_that_differs_outweighs_another_that_agrees(self):
        judged = judgement(Evidence(0.5, figures=(boats(AGREES, thing="carts"), boats(DIFFERS))))
        assert (judged.relation, judged.band) == ("figures differ", "likely")
        assert judged.reasons == (DIFFERS.reason, AGREES.reason)

    def test_the_pair_least_in_doubt_decides_and_its_doubts_alone_are_told(self):
        doubtful = boats(Comparison("differs", "40 is 4 times 10", 4.0), "part of a total", "year not stated")
        judged = judgement(Evidence(0.5, figures=(doubtful, boats(DIFFERS))))
        assert judged.band == "likely"
        assert judged.reasons == (DIFFERS.reason, "40 is 4 times 10")

    def test_figures_decide_however_little_else_is_shared(self):
        assert told(0.0, figures=(boats(DIFFERS),)) == ("figures differ", "likely")

    def test_agreeing_figures_are_doubted_as_differing_ones_are(self):
        assert told(figures=(boats(AGREES, "year not stated"),)) == ("figures agree", "open")

    def test_amounts_of_one_unit_need_a_sentence_that_is_not_in_doubt_besides(self):
        pair = boats(DIFFERS, UNIT_ALONE)
        assert told(0.1, near=True, figures=(pair,)) == ("figures differ", "open")
        assert told(0.1, near=True, figures=(pair,), doubts=(REPORTED,)) == ("related", "open")
        assert told(STATED, near=True, figures=(pair,), doubts=(REPORTED,)) == ("figures differ", "unlikely")


class TestConflictsAreLikelyOnlyWithoutADoubt:
    def conflicts(self, *doubts):
        yield Evidence(0.9, figures=(boats(DIFFERS),), doubts=doubts)
        yield Evidence(0.9, polarity=("“open” beside “not open”",), doubts=doubts)
        yield Evidence(0.9, dates=("3 May beside 9 June",), doubts=doubts)

    def test_without_a_doubt_they_are_likely(self):
        assert [judgement(one).band for one in self.conflicts()] == ["likely"] * 3
        assert tuple(judgement(one).relation for one in self.conflicts()) == CONFLICTS

    @pytest.mark.parametrize("doubt", DOUBTS)
    def test_each_doubt_makes_them_open_and_is_told(self, doubt):
        for one in self.conflicts(doubt):
            judged = judgement(one)
            assert judged.band == "open" and judged.reasons[-1] == doubt

    @pytest.mark.parametrize("doubts", list(itertools.combinations(DOUBTS[:4], 2)))
    def test_two_make_them_unlikely(self, doubts):
        assert [judgement(one).band for one in self.conflicts(*doubts)] == ["unlikely"] * 3

    def test_more_than_two_change_nothing_more(self):
        assert {judgement(one).band for one in self.conflicts(*DOUBTS)} == {"unlikely"}

    def test_one_doubt_of_the_figures_and_of_the_pair_counts_once(self):
        assert told(figures=(boats(DIFFERS, REPORTED),), doubts=(REPORTED,))[1] == "open"
        assert told(figures=(boats(DIFFERS, "year not stated"),), doubts=(REPORTED,))[1] == "unlikely"


class TestPolarity:
    CUES = ("“closed” beside “not … close”",)

    @pytest.mark.parametrize(
        ("support", "part", "near"), [(STATED, 0.0, False), (0.0, STATED, False), (0.0, 0.0, True)]
    )
    def test_it_needs_a_sentence_on_the_same_subject(self, support, part, near):
        assert told(support, part=part, near=near, polarity=self.CUES)[0] == "polarity differs"
        assert told(0.3, part=0.3, polarity=self.CUES)[0] == "related"

    def test_where_only_a_part_is_shared_it_is_open(self):
        judged = judgement(Evidence(0.1, part=0.9, polarity=self.CUES))
        assert judged.band == "open" and judged.reasons == (*self.CUES, "shared in part")

    def test_on_another_day_it_is_open(self):
        judged = judgement(Evidence(0.9, polarity=self.CUES, dates=("3 May beside 9 May",)))
        assert judged.band == "open" and judged.reasons == (*self.CUES, "of other dates")

    def test_figures_go_first(self):
        assert told(figures=(boats(DIFFERS),), polarity=self.CUES)[0] == "figures differ"


class TestDates:
    DATES = ("3 May 2021 beside 9 June 2021",)

    def test_a_stated_claim_of_another_date_differs(self):
        judged = judgement(Evidence(STATED, dates=self.DATES))
        assert judged.relation == "dates differ" and judged.reasons == self.DATES

    def test_what_is_not_stated_is_merely_another_event(self):
        assert told(STATED - 0.01, part=0.9, near=True, dates=self.DATES) == ("in part", "open")

    def test_polarity_goes_first(self):
        assert told(polarity=("rose beside fell",), dates=self.DATES)[0] == "polarity differs"


class TestCopied:
    def test_a_long_passage_is_taken_over(self):
        judged = judgement(Evidence(0.1, run=COPIED_WORDS, run_share=0.2))
        assert (judged.relation, judged.band) == ("copied", "likely")
        assert judged.reasons == ("a passage of 8 words alike",)

    @pytest.mark.parametrize(
        ("run", "share", "expected"),
        [(7, 0.5, "same"), (5, 1.0, "copied"), (4, 0.9, "copied"), (3, 1.0, "same"), (0, 0.0, "same")],
    )
    def test_a_short_one_only_where_it_is_nearly_the_whole_claim(self, run, share, expected):
        assert told(0.9, run=run, run_share=share)[0] == expected

    def test_agreeing_figures_are_part_of_what_is_copied(self):
        assert told(run=12, figures=(boats(AGREES),)) == ("copied", "likely")

    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            ({"figures": (boats(DIFFERS),)}, "figures differ"),
            ({"polarity": ("“open” beside “not open”",)}, "polarity differs"),
            ({"dates": ("3 May beside 9 June",)}, "dates differ"),
        ],
    )
    def test_a_passage_changed_where_it_matters_is_a_difference(self, more, expected):
        assert told(0.9, run=20, run_share=0.95, **more)[0] == expected

    def test_who_says_it_does_not_matter(self):
        assert told(run=12, doubts=(REPORTED,)) == ("copied", "likely")


class TestWording:
    @pytest.mark.parametrize(
        ("support", "more", "expected"),
        [
            (1.0, {}, ("same", "likely")),
            (SURE, {}, ("same", "likely")),
            (SURE - 0.01, {}, ("same", "open")),
            (1.0, {"doubts": (REPORTED,)}, ("same", "open")),
            (STATED, {}, ("same", "open")),
            (STATED - 0.01, {}, ("only here", "unlikely")),
            (0.1, {"part": STATED}, ("in part", "open")),
            (0.1, {"part": 1.0, "near": True}, ("in part", "open")),
            (0.1, {"part": RELATED}, ("related", "open")),
            (0.0, {"near": True}, ("related", "open")),
            (0.1, {"part": RELATED - 0.01}, ("only here", "unlikely")),
            (0.0, {"doubts": (OTHER_NAMES,)}, ("only here", "unlikely")),
        ],
    )
    def test_bounds(self, support, more, expected):
        assert told(support, **more) == expected

    def test_reasons_name_the_probability_and_then_the_doubts(self):
        assert judgement(Evidence(0.9, doubts=(REPORTED,))).reasons == (
            "stated with a probability of 0.90",
            REPORTED,
        )
        assert judgement(Evidence(0.1, part=0.5)).reasons == ("a part stated with a probability of 0.50",)
        assert judgement(Evidence(0.1, near=True)).reasons == ("nearer in wording than chance",)
        assert judgement(Evidence(0.1, part=0.3)).reasons == ("a part with a probability of 0.30",)
        assert judgement(Evidence(0.1)).reasons == ("not nearer than chance",)

    def test_stated_is_where_the_fitted_model_says_it_is(self):
        assert weights()["least"] == STATED


EVERY = [
    Evidence(support, part, near, run, share, figures, polarity, dates, doubts)
    for support, part, near, (run, share), figures, polarity, dates, doubts in itertools.product(
        (0.1, 0.5, 0.9), (0.1, 0.9), (False, True), ((0, 0.0), (12, 0.5)),
        ((), (boats(AGREES),), (boats(DIFFERS),)), ((), ("a beside b",)), ((), ("c beside d",)), ((), DOUBTS[:1]),
    )
]  # fmt: skip


class TestEveryJudgement:
    def test_relation_band_and_reasons_are_of_the_known_kinds(self):
        for one in EVERY:
            judged = judgement(one)
            assert judged.relation in SUGGESTED and judged.band in BANDS
            assert judged.reasons and all(judged.reasons)

    def test_every_relation_can_be_reached(self):
        assert {judgement(one).relation for one in EVERY} == set(SUGGESTED)

    def test_no_conflict_is_likely_with_a_doubt(self):
        bands = {judgement(one).band for one in EVERY if one.doubts and judgement(one).relation in CONFLICTS}
        assert bands == {"open", "unlikely"}

    def test_a_doubt_never_makes_a_judgement_surer(self):
        for one in EVERY:
            if not one.doubts:
                doubted = Evidence(
                    one.support, one.part, one.near, one.run, one.run_share, one.figures, one.polarity, one.dates,
                    (REPORTED,),
                )  # fmt: skip
                assert BANDS.index(judgement(doubted).band) >= BANDS.index(judgement(one).band)
                assert judgement(doubted).relation == judgement(one).relation

    def test_what_the_rules_suggest_is_what_a_reader_may_confirm(self):
        assert set(SUGGESTED) == set(verdicts.SUGGESTED)
