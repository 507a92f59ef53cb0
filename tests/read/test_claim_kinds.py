"""Kinds of sentences, and which need the sentence before them."""

import pytest

from analysis.read.claim_kinds import KINDS, needs_context, sentence_kind
from analysis.read.document import Document


def kinds(text: str) -> list[str]:
    return [claim.kind for claim in Document(id="x", text=text, engine="rules").claims]


class TestKind:
    @pytest.mark.parametrize(
        "text",
        [
            "The mill will close.",
            "The mill won’t reopen.",
            "They’ll sell the land.",
            "The bridge is going to fall.",
            "The port is expected to reopen in May.",
            "The strike looks set to spread.",
            "If it rains, the dam will fail.",
            "Residents who live near the dam will be moved.",
        ],
    )
    def test_what_is_foretold(self, text):
        assert sentence_kind(text) == "prediction"

    @pytest.mark.parametrize(
        "text",
        [
            "The town must pay.",
            "The council should close the road.",
            "The wheel has to be mended.",
            "Please boil the water.",
            "Do not drink the water.",
            "Those who own land, or who rent it, should pay.",
        ],
    )
    def test_what_is_asked_for(self, text):
        assert sentence_kind(text) == "directive"

    @pytest.mark.parametrize(
        "text",
        [
            "The mill closed in 1931.",
            "He left a will.",
            "The free will of the people counts.",
            "The will of the town is known.",
            "The board fears that the dam will fail.",
            "The report lists people who should pay.",
            "The mill must have burned.",
            "The quarrel has to do with land.",
            "The town had to pay.",
            "Because the dam will fail the town was moved.",
            "The mill would close at dusk.",
        ],
    )
    def test_what_is_only_stated(self, text):
        assert sentence_kind(text) == "statement"

    def test_what_is_reported_decides(self):
        assert sentence_kind("The mayor said that the town must pay.", told="that the town must pay") == "directive"
        assert sentence_kind("The mayor said the mill would close.", told="the mill would close") == "prediction"
        told = "the mill would close if it rained"
        assert sentence_kind("The mayor said the mill would close if it rained.", told=told) == "statement"

    def test_a_question_stays_one_and_a_quotation_is_one_before_all_else(self):
        assert sentence_kind("“Must it close?”", quoted=True) == "question"
        assert sentence_kind("“The town must pay,” he said.", quoted=True) == "quotation"

    def test_all_kinds_are_known(self):
        text = "Who pays? The town must pay. The mill will close. It is old. “It is a sad day for us,” said Jane Doe."
        assert set(kinds(text)) == set(KINDS)

    def test_words_in_quotation_marks_make_no_quotation_where_they_are_few_or_a_title(self):
        assert kinds("The “mill” turns.") == ["statement"]
        assert kinds("The prize went to “Four Songs of the Old Mill Road”.") == ["statement"]

    def test_a_text_without_a_pause_is_read(self):
        assert sentence_kind("that the mill will " * 20000) == "prediction"


class TestContext:
    @pytest.mark.parametrize(
        "text",
        [
            "It turns still.",
            "But they left.",
            "At the same time, it closed.",
            "Invariably, that mill closed.",
            "In May, she resigned.",
            "The latter burned.",
            "It was sold in 1931.",
        ],
    )
    def test_it_points_back(self, text):
        assert needs_context(text)

    @pytest.mark.parametrize(
        "text",
        [
            "The mill turns.",
            "It is clear that the mill closed.",
            "It’s likely that the dam leaks.",
            "It took a year to mend the dam.",
            "It is not known who came.",
            "At the same time, the mill closed.",
            "Italy has mills.",
            "This is the mill.",
            "",
        ],
    )
    def test_it_does_not(self, text):
        assert not needs_context(text)
