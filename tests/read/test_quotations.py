"""Quotations: what stands between quotation marks, paragraph by paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.quotations import Quotation, quotations
from analysis.read.segments import Paragraph, paragraphs
from analysis.read.zones import Span

PIECES = ["“", "”", "„", "‘", "’", '"', "'", "«", "»", "‹", "›", "bread", " ", "s", ".", ",", "9", "\n\n", "\u00a0"]
TEXTS = st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def read(text: str) -> tuple[Quotation, ...]:
    return quotations(text, paragraphs(text, Span(0, len(text), text)))


def quoted(text: str) -> list[str]:
    return [quotation.text for quotation in read(text)]


def flags(text: str) -> list[tuple[str, int, bool, bool]]:
    return [(q.text, q.paragraph, q.closed, q.continued) for q in read(text)]


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "„”", "«»", "‹›", "‘’", "''", "»«", "›‹", "‚‘"])
def test_each_kind_of_marks_is_paired(marks):
    text = f"She said, {marks[0]}The bread is done,{marks[1]} and left."
    assert flags(text) == [("The bread is done,", 1, True, False)]


def test_the_marks_are_left_out_of_the_span():
    text = "She said, “Go.”"
    (found,) = read(text)
    assert (found.start, found.end) == (11, 14)
    assert text[found.start - 1] + text[found.end] == "“”"


def test_french_marks_may_stand_apart_from_the_words():
    assert [piece.strip() for piece in quoted("Elle dit : «\u00a0Le pain est là\u00a0» et part.")] == ["Le pain est là"]


def test_several_quotations_of_one_paragraph_come_in_order():
    assert quoted('“Yes,” she said. “No,” he said: ‘perhaps’ and "never".') == ["Yes,", "No,", "perhaps", "never"]


@pytest.mark.parametrize(
    ("text", "outermost"),
    [
        ("He said, “She told me ‘never’ twice.” So it is.", "She told me ‘never’ twice."),
        ("He said, “She told me “never” twice.” So it is.", "She told me “never” twice."),
        ("He said, ‘She told me “never” twice.’ So it is.", "She told me “never” twice."),
        ("He said, \"She told me 'never' twice.\" So it is.", "She told me 'never' twice."),
        ("«Il mugnaio dice «mai» due volte».", "Il mugnaio dice «mai» due volte"),
        ("Er sagte: „Sie rief ‚nie‘ zweimal.“ So ist es.", "Sie rief ‚nie‘ zweimal."),
    ],
)
def test_of_nested_quotations_only_the_outermost_counts(text, outermost):
    assert quoted(text) == [outermost]


@pytest.mark.parametrize("mark", ["“", '"', "„", "«"])
def test_a_quotation_left_open_ends_with_its_paragraph_and_is_flagged(mark):
    text = f"She said, {mark}The bread is done. It is warm.\n\nNobody came."
    assert flags(text) == [("The bread is done. It is warm.", 1, False, False)]


@pytest.mark.parametrize("mark", ["‘", "'"])
def test_a_single_mark_left_open_is_taken_for_an_apostrophe(mark):
    assert quoted(f"She said, {mark}The bread is done. It is warm.") == []


def test_a_paragraph_that_opens_with_the_mark_again_continues_the_quotation():
    text = "She said: “The mill is old.\n\n“It turns still.\n\n“It will turn.”\n\n“Who knows,” he said."
    assert flags(text) == [
        ("The mill is old.", 1, False, False),
        ("It turns still.", 2, False, True),
        ("It will turn.", 3, True, True),
        ("Who knows,", 4, True, False),
    ]


def test_straight_marks_continue_in_the_same_way():
    assert flags('She said: "The mill is old.\n\n"It turns still," she added. "Yes."') == [
        ("The mill is old.", 1, False, False),
        ("It turns still,", 2, True, True),
        ("Yes.", 2, True, False),
    ]


def test_a_paragraph_that_opens_with_a_word_or_with_another_mark_continues_nothing():
    assert [q.continued for q in read("She said: “The mill is old.\n\nIt turns “still,” he added.")] == [False, False]
    assert [q.continued for q in read('She said: “The mill is old.\n\n"It turns," he added.')] == [False, False]


def test_a_quotation_does_not_run_past_a_closed_paragraph():
    assert [q.continued for q in read("“The mill is old.”\n\n“It turns,” he added.")] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "The miller’s wheel isn’t wet; it’s dry.",
        "The miller's wheel isn't wet; it's dry.",
        "The workers’ tea and the bakers’ bread were cold.",
        "The workers' tea and the bakers' bread were cold.",
        "The ’90s and the ‘90s were wet, the millers’ boots too.",
        "In the '90s the mill closed; the workers' tea went cold.",
        "It was rock 'n' roll.",
        'A board 6" wide, 5\' 10" long.',
        'The 6" board and the 8" board.',
        "A 5’ rope and a 6’ rope.",
        "Nothing is quoted here.",
        "",
    ],
)
def test_apostrophes_possessives_decades_and_inches_are_no_quotations(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The workers’ ‘tea’ and the bakers’ bread.", "tea"),
        ("‘The miller’s tea isn’t hot,’ he said.", "The miller’s tea isn’t hot,"),
        ("'The miller's tea isn't hot,' he said.", "The miller's tea isn't hot,"),
        ("“The workers’ tea is hot,” he said.", "The workers’ tea is hot,"),
        ("‘The workers’ tea is hot,’ he said.", "The workers’ tea is hot,"),
        ("'The workers' tea is hot,' he said.", "The workers' tea is hot,"),
    ],
)
def test_an_apostrophe_inside_a_quotation_does_not_end_it(text, expected):
    assert quoted(text) == [expected]


@pytest.mark.parametrize("text", ["He said “” twice.", 'He said "" twice.', "He said “ ” twice.", 'He said " ".', "‘’"])
def test_empty_quotation_marks_hold_no_quotation(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    "text",
    ["He wrote (“bread”).", 'He wrote ("bread").', 'He wrote—"bread"—and left.', 'Wrote "bread", he did.', "[‘bread’]"],
)
def test_marks_beside_brackets_and_dashes_are_paired(text):
    assert quoted(text) == ["bread"]


def test_headings_and_items_are_paragraphs_too():
    assert flags("The “old” mill\n\n- a “warm” loaf") == [("old", 1, True, False), ("warm", 2, True, False)]


def test_offsets_count_from_the_start_of_the_text():
    text = "He said. “Go.”"
    (found,) = quotations(text, (Paragraph(9, 14, text[9:14], "prose"),))
    assert (found.start, found.end, found.text) == (10, 13, "Go.")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_of_any_text_quotations_are_exact_ordered_spans_within_their_paragraphs(text):
    rows = paragraphs(text, Span(0, len(text), text))
    found = quotations(text, rows)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for quotation in found:
        row = rows[quotation.paragraph - 1]
        assert row.start < quotation.start < quotation.end <= row.end
        assert text[quotation.start : quotation.end] == quotation.text
        assert quotation.text.strip()
        assert quotation.closed or quotation.end == row.end
