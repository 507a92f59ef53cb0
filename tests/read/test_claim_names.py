"""Names of sentences: listed entities under one name, short forms under the full one."""

import pytest

from analysis.read.claim_names import sentence_names, shared_names
from analysis.read.document import Document
from analysis.read.names import Name

LISTED = (
    Name("Harbour Board", "actor", "HB", ("HB",)),
    Name("Harbour Board", "actor", "the board", ("the board",)),
    Name("Harbour Board", "actor", "-", ("over the board", "HB Gazette")),
    Name("Floods", "event", "flood", ("flood", "floods")),
)


def named(text: str, listed: tuple[Name, ...] = ()) -> list[tuple[str, ...]]:
    return sentence_names(Document(id="x", text=text, engine="rules", names=listed))


class TestListed:
    def test_all_forms_stand_for_their_entity(self):
        assert named("The HB met. Then the board left.", LISTED) == [("Harbour Board",), ("Harbour Board",)]

    def test_events_are_no_names(self):
        assert named("The flood came.", LISTED) == [()]

    def test_what_the_file_takes_away_is_nobodys_name(self):
        assert named("They leant over the board.", LISTED) == [()]

    def test_a_name_that_only_holds_a_listed_one_is_its_own(self):
        assert named("She reads the HB Gazette.", LISTED) == [("HB Gazette",)]


class TestOthers:
    def test_a_surname_and_an_acronym_are_given_in_full(self):
        text = "Jane Doe runs the Harbour Safety Agency (HSA). Doe left. Then the HSA met."
        assert named(text)[1:] == [("Jane Doe",), ("Harbour Safety Agency",)]

    def test_each_stands_once_in_the_order_of_the_sentence(self):
        assert named("Then Quay met Harrow, and Harrow met Quay.") == [("Quay", "Harrow")]

    @pytest.mark.parametrize(
        "text",
        [
            "The mill turns.",
            "On Monday it rained.",
            "Many Italian towns have mills.",
            "The case was T-2 then.",
            "Mayor and council met.",
        ],
    )
    def test_what_is_no_name(self, text):
        assert named(text) == [()]

    def test_a_title_in_quotation_marks_is_one_name(self):
        assert named("Then she wrote “Lost Mills: A Study of Four Towns” in May.") == [
            ("Lost Mills: A Study of Four Towns",)
        ]

    def test_a_text_without_sentences_has_none(self):
        assert named("") == []


class TestShared:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("Jane Doe", "jane doe"), ("Jane Doe", "Doe"), ("Harbour Safety Agency", "HSA"), ("Harbour Board", "Harbour")],
    )
    def test_names_that_may_be_of_one(self, one, other):
        assert shared_names([one], [other]) == (one,)
        assert shared_names([other], [one]) == (other,)

    @pytest.mark.parametrize(("one", "other"), [("Jane Doe", "Jane Roe"), ("Quay", "Harrow"), ("HSA", "HSB")])
    def test_names_of_two(self, one, other):
        assert shared_names([one], [other]) == ()

    def test_nothing_shares_nothing(self):
        assert shared_names([], ["Quay"]) == shared_names(["Quay"], []) == ()
