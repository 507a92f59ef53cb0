"""Claims: one a sentence, with its figures, its time, its speaker, and whether it can be read alone."""

import pytest

from analysis.read.claims import Claim, claims
from analysis.read.document import Document
from tests.timing import least_cpu_seconds


def read(text: str, name: str = "x") -> tuple[Claim, ...]:
    return Document(id=name, text=text).claims


def times(text: str) -> list[tuple[tuple[int, ...], str]]:
    return [(claim.years, claim.time_from) for claim in read(text)]


def test_every_sentence_is_one_claim_with_its_place():
    text = "The mill turns. The pond froze.\n\nA bell rang."
    assert [(c.text, c.start, c.end, c.sentence, c.paragraph, c.document) for c in read(text, "mills")] == [
        ("The mill turns.", 0, 15, 1, 1, "mills"),
        ("The pond froze.", 16, 31, 2, 1, "mills"),
        ("A bell rang.", 33, 45, 3, 2, "mills"),
    ]


def test_a_text_without_sentences_has_no_claims():
    assert read("") == ()


# Identity


def test_an_id_is_ten_hexadecimal_digits():
    (claim,) = read("The mill turns.")
    assert len(claim.id) == 10
    assert set(claim.id) <= set("0123456789abcdef")


def test_half_a_surrogate_pair_has_an_id_too():
    (one,), (other,) = read("The mill \ud800 turns."), read("The mill \ud801 turns.")
    assert len(one.id) == 10 and one.id != other.id


def test_an_id_stays_when_other_sentences_change_or_move():
    before = {c.text: c.id for c in read("The mill turns. The pond froze. A bell rang.")}
    after = {c.text: c.id for c in read("New bread rose here.\n\nA bell rang. The mill turns. The oven is hot.")}
    assert {text: after[text] for text in ("The mill turns.", "A bell rang.")} == {
        text: before[text] for text in ("The mill turns.", "A bell rang.")
    }


def test_an_id_stays_when_only_space_or_capitals_change():
    text = "The  MILL turns\nat dawn."
    (one,), (two,) = read("The mill turns at dawn."), Document(id="x", text=text, body=(0, len(text))).claims
    assert one.text != two.text
    assert one.id == two.id


def test_an_id_changes_with_the_words():
    (one,), (two,) = read("The mill turns at dawn."), read("The mill turns at dusk.")
    assert one.id != two.id


def test_an_id_belongs_to_its_document():
    (one,), (two,) = read("The mill turns.", "paper"), read("The mill turns.", "guild")
    assert one.id != two.id


def test_equal_sentences_have_different_ids():
    found = read("The mill turns. The mill turns. The pond froze. The mill turns.")
    assert len({claim.id for claim in found}) == 4


def test_of_equal_sentences_the_first_keeps_its_id_when_another_is_added():
    (alone,) = read("The mill turns.")
    assert [claim.id == alone.id for claim in read("The mill turns. The pond froze. The mill turns.")] == [
        True,
        False,
        False,
    ]


# Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mill turns.", "statement"),
        ("Does the mill turn?", "question"),
        ("“Does the mill turn?”", "question"),
        ("Does the mill turn (at all?)", "question"),
        ("Must the mill turn?", "question"),
        ("The mill must turn.", "directive"),
        ("The town should mend it.", "directive"),
        ("The wheel needs to be mended.", "directive"),
        ("The millers ought to rest.", "directive"),
        ("The town has to pay.", "directive"),
        ("The mustard grows by the mill.", "statement"),
        ("“Why?” is what she asked.", "statement"),
    ],
)
def test_the_kind_is_told_by_the_mark_at_the_end_and_by_words_of_duty(text, kind):
    assert [claim.kind for claim in read(text)] == [kind]


# Time


def test_the_years_of_a_sentence_are_its_own():
    assert times("The mill burned in 1931.") == [((1931,), "sentence")]


def test_a_span_of_years_holds_every_year_of_it():
    assert times("The mill stood from 1928 to 1931.") == [((1928, 1929, 1930, 1931), "sentence")]


def test_a_sentence_without_a_year_has_none():
    assert times("The mill burned.") == [((), "")]


def test_years_are_carried_on_within_a_paragraph():
    assert times("The mill burned in 1931. Nobody was hurt. The town paid.") == [
        ((1931,), "sentence"),
        ((1931,), "context"),
        ((1931,), "context"),
    ]


def test_a_new_year_takes_the_place_of_the_one_carried():
    assert times("The mill burned in 1931. A new one rose in 1935. It turns.") == [
        ((1931,), "sentence"),
        ((1935,), "sentence"),
        ((1935,), "context"),
    ]


def test_years_are_not_carried_backwards():
    assert times("The pond froze. The mill burned in 1931.")[0] == ((), "")


def test_years_are_not_carried_into_a_paragraph_that_begins_anew():
    assert times("The mill burned in 1931.\n\nThe pond froze. Nobody came.")[1:] == [((), ""), ((), "")]


@pytest.mark.parametrize(
    "opening",
    ["This was a blow.", "It was rebuilt.", "But they stayed.", "In fact, its owner fled.", "The same befell it."],
)
def test_years_are_carried_into_a_paragraph_whose_opening_points_back(opening):
    assert times(f"The mill burned in 1931.\n\n{opening} Nobody came.")[1:] == [
        ((1931,), "context"),
        ((1931,), "context"),
    ]


def test_of_several_years_only_the_last_is_carried_across_paragraphs():
    assert times("The mill rose in 1928 and burned in 1931.\n\nThis was a blow.") == [
        ((1928, 1931), "sentence"),
        ((1931,), "context"),
    ]


def test_the_last_year_is_the_one_named_last_even_where_it_was_named_before():
    assert times("The mill burned in 1931, not in 1928, but in 1931.\n\nThis was a blow.")[1] == ((1931,), "context")


def test_a_year_that_serves_as_a_comparison_is_not_the_time_of_the_sentence():
    assert times("It was the worst flood since 1988. The mill stood.") == [((), ""), ((), "")]
    assert times("In 2020 came the worst flood since 1988.") == [((2020,), "sentence")]


def test_a_comparison_lets_the_year_before_it_pass():
    assert times("The river rose in 2020. It was the worst flood since 1988. The mill stood.") == [
        ((2020,), "sentence"),
        ((2020,), "context"),
        ((2020,), "context"),
    ]


# Figures, speaker, context


def test_each_claim_has_the_figures_of_its_own_sentence():
    found = read("The mill has 40 stones and 3 wheels. The pond is deep. About 12 boats came.")
    assert [[q.low for q in claim.quantities] for claim in found] == [[40.0, 3.0], [], [12.0]]


def test_a_claim_is_reported_where_its_sentence_names_a_speaker():
    found = read("The miller said that the wheel broke. The wheel is old. According to the town, it was oak.")
    assert [claim.reported for claim in found] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("It turns still.", True),
        ("They left at dawn.", True),
        ("This was the end of it.", True),
        ("That house is old.", True),
        ("The latter burned.", True),
        ("The former baker left.", False),
        ("Former bakers left.", False),
        ("This is the mill.", False),
        ("The mill turns.", False),
        ("Italy has mills.", False),
        ("Here they turn.", False),
    ],
)
def test_a_claim_that_opens_with_a_word_that_points_back_needs_its_context(text, needed):
    assert [claim.context_needed for claim in read(text)] == [needed]


def test_what_is_reported_has_its_speaker_and_what_the_text_says_itself_has_none():
    found = read("The wheel is old. The miller said that the wheel broke.")
    assert [claim.speaker for claim in found] == ["", "The miller"]


def test_negations_and_hedges_are_spans_of_the_text():
    text = "The mill is old. It may not reopen."
    claim = read(text)[1]
    assert [text[cue.start : cue.end] for cue in claim.negations] == ["not"]
    assert [text[cue.start : cue.end] for cue in claim.hedges] == ["may"]


def test_dates_and_names_are_those_of_the_sentence():
    found = read("The mill burned in May 1931. Mayor Jane Doe saw Quay in 1940.")
    assert [[date.text for date in claim.dates] for claim in found] == [["May 1931"], ["1940"]]
    assert [claim.names for claim in found] == [(), ("Jane Doe", "Quay")]


def test_the_score_comes_with_its_reasons():
    (claim,) = read("In 1931 the town spent 12 million pounds on mills.")
    assert claim.checkable > 0.5
    assert "has a number" in [reason.name for reason in claim.reasons]


def test_a_claim_can_be_hashed():
    assert len({*read("The mill turns. The pond froze.")}) == 2


def test_four_times_the_text_takes_less_than_ten_times_as_long():
    def seconds(paragraphs: int) -> float:
        text = "\n\n".join(["In 1931 the mill had 40 stones. In 1940 it had 12."] * paragraphs)
        document = Document(id="x", text=text, engine="rules")
        assert len(document.quantities) + len(document.dates) == len(document.sources) + 4 * paragraphs
        assert len(claims(document)) == 2 * paragraphs
        return least_cpu_seconds(lambda: claims(document))

    assert seconds(2000) < 10 * seconds(500) + 0.02
