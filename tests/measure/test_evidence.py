"""What speaks for and against a pair, by hand-made sentences: passages, dates, names, negation, who says it."""

import pytest

from analysis.measure.evidence import (
    CONTEXT,
    OTHER_NAMES,
    REPORTED,
    Nearness,
    date_difference,
    evidence,
    pair_doubts,
    polarity_difference,
    shared_run,
)
from analysis.measure.figure_pairs import figure_pair
from analysis.measure.numbers import statements
from analysis.read.document import Document


def document(text: str) -> Document:
    return Document(id="x", text=text, publisher="Town Bank", engine="rules")


def number(text: str):
    """The first number of a text that counts a thing."""
    return statements(document(text))[0]


def claim(text: str):
    """The last sentence of a text as a claim."""
    return document(text).claims[-1]


def figures(one: str, other: str, *doubts: str):
    claimed = number(one)
    return figure_pair(claimed, number(other), claimed.thing, doubts)


class TestPassagesTakenOver:
    def test_scattered_words_are_not_taken_over(self):
        one = "The Harbour List won the vote in the old town on Sunday with 48 per cent of the vote."
        other = "The Harbour List has won 48 per cent and the Civic Union 39 per cent of the vote in the old town."
        assert shared_run(one, other)[0] < 8

    def test_a_passage_edited_here_and_there_is(self):
        one = "The old mill by the weir was shut on Friday after a long dispute over water."
        other = "The old mill by the weir was closed on Friday after a long quarrel over water."
        assert shared_run(one, other)[0] == 14


class TestSharedRun:
    def test_the_longest_passage_and_its_share_of_the_claim(self):
        one = "The old mill by the weir was shut on Friday."
        assert shared_run(one, one) == (10, 1.0)
        assert shared_run(one, "On Monday the old mill by the weir was shut.") == (8, 0.8)

    def test_a_short_claim_taken_over_whole(self):
        assert shared_run("The bridge is closed.", "He said: the bridge is closed.") == (4, 1.0)

    def test_fewer_than_four_words_are_none(self):
        assert shared_run("The old mill burned.", "The old mill stood.") == (0, 0.0)

    @pytest.mark.parametrize(("one", "other"), [("", "The mill."), ("The mill.", ""), ("", ""), ("!", "?")])
    def test_no_words_are_none(self, one, other):
        assert shared_run(one, other) == (0, 0.0)


class TestDates:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The bridge was opened on 3 May 2021.", "The bridge was opened on 9 June 2021."),
            ("The bridge was opened in 2021.", "The bridge was opened in 2019."),
            ("The bridge was opened in May 2021.", "The bridge was opened in June 2021."),
        ],
    )
    def test_dates_that_do_not_meet_differ(self, one, other):
        assert len(date_difference(claim(one), claim(other))) == 1

    def test_both_are_told(self):
        one, other = claim("It was opened on 3 May 2021."), claim("It was opened in June 2021 and in 2022.")
        assert date_difference(one, other) == ("3 May 2021 beside June 2021, 2022",)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The bridge was opened on 3 May 2021.", "The bridge was opened in May 2021."),
            ("The bridge was opened on 3 May 2021.", "The bridge was opened in 2021."),
            ("The bridge was opened on 3 May 2021.", "The bridge was opened."),
            ("The bridge was opened on 3 May 2021.", "Built in 2019, the bridge was opened on 3 May 2021."),
        ],
    )
    def test_dates_that_meet_or_are_missing_do_not(self, one, other):
        assert date_difference(claim(one), claim(other)) == date_difference(claim(other), claim(one)) == ()

    def test_a_date_that_is_only_compared_with_is_left_out(self):
        one = claim("The storm was the worst since 1953.")
        assert any(date.comparison for date in one.dates)
        assert date_difference(one, claim("The storm came in 2019.")) == ()


class TestDaysWithoutAYear:
    def found(self, one, other):
        return evidence((claim(one), claim(other)), "Town Bank", [], Nearness(0.9, 0.9, True), frozenset())

    def test_they_differ_in_doubt(self):
        found = self.found("The gate opened on 3 May.", "The gate opened on 9 May 2021.")
        assert found.dates == ("3 May beside 9 May 2021",) and found.doubts == ("year not stated",)

    def test_beside_a_denial_the_other_day_is_the_doubt(self):
        found = self.found("The gate opened on 3 May.", "The gate was shut on 9 May.")
        assert found.polarity and found.dates and found.doubts == ()

    def test_dates_with_years_are_compared_by_themselves(self):
        found = self.found("The gate opened on 3 May 2021.", "The gate opened on 9 May 2021.")
        assert found.dates == ("3 May 2021 beside 9 May 2021",) and found.doubts == ()


class TestDoubts:
    def doubts(self, one, other, publisher="Town Bank", known=()):
        return pair_doubts(claim(one), claim(other), publisher, frozenset(known))

    def test_a_plain_sentence_raises_none(self):
        assert self.doubts("The mill closed.", "The mill was shut.") == ()

    def test_what_somebody_is_reported_to_say_names_whom(self):
        assert self.doubts("The mill closed.", "The captain said that the mill closed.") == (
            f"{REPORTED}: The captain",
        )

    @pytest.mark.parametrize(
        "text", ["The Harbour Board said that the mill closed.", "The report said that the mill closed."]
    )
    def test_what_the_publisher_itself_or_an_unnamed_report_says_is_asserted(self, text):
        assert self.doubts("The mill closed.", text, publisher="Harbour Board") == ()
        assert self.doubts("The mill closed.", "The Bakers' Guild said that the mill closed.", "Harbour Board") != ()

    def test_in_a_full_text_an_unnamed_body_is_somebody_else(self):
        found = pair_doubts(
            claim("The mill closed."),
            claim("The company said that the mill closed."),
            "Gazette",
            frozenset(),
            digest=False,
        )
        assert found == (f"{REPORTED}: The company",)

    def test_a_name_that_the_article_never_uses(self):
        assert self.doubts("The mill at Quay closed.", "The mill at Elmford closed.") == (OTHER_NAMES,)

    def test_a_name_that_it_uses_elsewhere_is_none(self):
        assert self.doubts("The mill at Quay closed.", "The mill at Elmford closed.", known=("Elmford",)) == ()

    def test_one_name_in_common_is_enough(self):
        assert self.doubts("The mill at Quay closed.", "The mills at Quay and Elmford closed.") == ()

    def test_whoever_is_cited_is_not_what_it_is_about(self):
        doubts = self.doubts("The mill closed.", "According to Jane Doe, the mill closed.")
        assert OTHER_NAMES not in doubts and doubts[0].startswith(REPORTED)

    def test_nor_is_the_publisher_that_writes_of_itself(self):
        pair = ("The wall was mended.", "The Harbour Board mended the wall.")
        assert self.doubts(*pair, publisher="Harbour Board") == ()
        assert self.doubts(*pair, publisher="Town Bank") == (OTHER_NAMES,)

    def test_an_opening_pronoun_needs_its_context(self):
        assert self.doubts("The mill closed.", "It closed.") == (CONTEXT,)

    def test_all_at_once(self):
        doubts = self.doubts("The mill at Quay closed.", "It closed at Elmford, the miller said.")
        assert [doubt.split(":")[0] for doubt in doubts] == [OTHER_NAMES, REPORTED, CONTEXT]


class TestPolarity:
    def test_the_words_are_told(self):
        one, other = claim("The council closed the mill."), claim("The council did not close the mill.")
        assert polarity_difference(one, other) == ("“closed” beside “not … close”",)
        assert polarity_difference(one, one) == ()


class TestEvidence:
    def test_everything_is_collected(self):
        one = claim("The council closed the mill at Quay on 3 May 2021.")
        other = claim("The council, the miller said, did not close the mill at Quay on 9 June 2021.")
        found = evidence((one, other), "Town Bank", [], Nearness(0.5, 0.6, True), frozenset())
        assert (found.support, found.part, found.near, found.figures) == (0.5, 0.6, True, ())
        assert found.run >= 5 and 0 < found.run_share < 1
        assert found.polarity and found.dates == ("3 May 2021 beside 9 June 2021",)
        assert found.doubts == (f"{REPORTED}: the miller",)
