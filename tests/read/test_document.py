"""A document: parts computed on first use, all of them spans into the untouched text."""

import datetime
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.document import Document

TITLE = "Forty mills (1931) and “one” pond"
BODY = (
    "The mayor said that 40 mills stood in the valley on 4 May 1931. “Only three are left,” she added.\n\n"
    "What is left\n\nAbout 1,500 loaves were baked in 1950. It rained."
)
TEXT = f"{TITLE}\n\n5 June 2020\n\n{BODY}\n\nPublished in Town News\n\n12 mills, 1990\n"
PIECES = [
    "The mayor said",
    " 40 mills",
    " in 1931",
    ".",
    "?",
    "\n\n",
    "“",
    "”",
    " It rained.",
    " Bread",
    ",",
    " 4 May 2020",
]


@pytest.fixture
def mills() -> Document:
    return Document(id="mills", text=TEXT)


def all_parts(document: Document) -> list:
    found = [
        *document.paragraphs,
        *document.sentences,
        *document.tokens,
        *document.quotations,
        *document.quantities,
        *document.dates,
        *document.claims,
    ]
    for attribution in document.attributions:
        found += [part for part in (attribution.source, attribution.cue, *attribution.content) if part]
    return found


def test_nothing_is_computed_before_it_is_asked_for(mills):
    computed = set(vars(mills))
    assert not computed & {"zones", "paragraphs", "sentences", "tokens", "quotations", "claims", "quantities"}
    assert mills.words == len(mills.tokens)
    assert {"zones", "paragraphs", "sentences", "quotations", "tokens"} <= set(vars(mills))
    assert not set(vars(mills)) & {"claims", "quantities", "dates", "attributions"}


@pytest.mark.parametrize(
    "part",
    ["zones", "paragraphs", "sentences", "quotations", "tokens", "attributions", "quantities", "dates", "claims"],
)
def test_a_part_is_computed_once_and_kept(mills, part):
    assert getattr(mills, part) is getattr(mills, part)


def test_a_document_cannot_be_changed(mills):
    with pytest.raises(FrozenInstanceError):
        mills.text = "Other words."


def test_every_part_is_an_exact_span_of_the_body(mills):
    low, high = TEXT.index(BODY), TEXT.index(BODY) + len(BODY)
    parts = all_parts(mills)
    assert len(parts) > 40
    for part in parts:
        assert TEXT[part.start : part.end] == part.text
        assert low <= part.start < part.end <= high


def test_title_dateline_and_trailing_block_stand_in_the_zones_only(mills):
    assert mills.zones.title.text == TITLE
    assert mills.zones.dateline.text == "5 June 2020"
    assert mills.zones.trailing.text == "Published in Town News\n\n12 mills, 1990"
    assert {"forty", "june", "published", "1990"}.isdisjoint(token.norm for token in mills.tokens)
    assert [quotation.text for quotation in mills.quotations] == ["Only three are left,"]


def test_quantities_dates_and_claims_lie_where_the_document_has_them(mills):
    assert (
        [(q.text, q.start) for q in mills.quantities if "1,500" in q.text]
        == [(q.text, TEXT.index(q.text)) for q in mills.quantities if "1,500" in q.text]
        != []
    )
    assert [(d.text, d.start) for d in mills.dates] == [
        ("4 May 1931", TEXT.index("4 May 1931")),
        ("1950", TEXT.index("1950")),
    ]
    assert [(c.start, c.end) for c in mills.claims] == [(s.start, s.end) for s in mills.sentences]
    assert [[q.low for q in c.quantities] for c in mills.claims] == [[40.0], [3.0], [1500.0], []]


def test_an_amount_that_occurs_twice_is_found_at_both_places():
    text = "The mill has 40 stones. The pond has 40 fish."
    found = Document(id="x", text=text).quantities
    assert [(q.start, text[q.start : q.end]) for q in found] == [(13, found[0].text), (37, found[1].text)]


def test_tokens_within_quotation_marks_are_marked(mills):
    assert [token.norm for token in mills.tokens if token.in_quote] == ["only", "three", "are", "left"]


def test_the_body_of_the_manifest_bounds_all_parts():
    start, end = TEXT.index("About"), TEXT.index(" It rained.")
    document = Document(id="mills", text=TEXT, body=(start, end))
    assert [sentence.text for sentence in document.sentences] == ["About 1,500 loaves were baked in 1950."]
    assert document.sentences[0].number == 1
    assert {part.start >= start and part.end <= end for part in all_parts(document)} == {True}


def test_sentence_at_the_edges_of_sentences(mills):
    first, second, third, last = mills.sentences
    assert mills.sentence_at(first.start) is first
    assert mills.sentence_at(first.end - 1) is first
    assert mills.sentence_at(first.end) is None
    assert mills.sentence_at(second.start) is second
    assert mills.sentence_at(third.start) is third
    assert mills.sentence_at(last.end - 1) is last


def test_sentence_at_a_place_outside_the_sentences_is_none(mills):
    for position in (0, mills.sentences[0].start - 1, TEXT.index("What is left"), mills.sentences[-1].end, 10**9, -1):
        assert mills.sentence_at(position) is None


def test_sentence_at_in_an_empty_text_is_none():
    assert Document(id="x", text="").sentence_at(0) is None


def test_two_sentences_without_a_space_between_them_share_no_place():
    document = Document(id="x", text="The pond froze.Then it thawed again.")
    first, second = document.sentences
    assert first.end == second.start
    assert document.sentence_at(first.end - 1) is first
    assert document.sentence_at(first.end) is second


def test_the_label_is_the_publisher_and_marks_a_digest():
    assert Document(id="mills", text="x", publisher="The Valley Paper").label == "The Valley Paper"
    assert Document(id="mills", text="x", publisher="The Valley Paper", kind="digest").label == "The Valley Paper *"
    assert Document(id="mills", text="x", publisher="The Valley Paper", kind="original").label == "The Valley Paper"


def test_the_label_is_the_id_where_no_publisher_is_known():
    assert Document(id="mills", text="x").label == "mills"
    assert Document(id="mills", text="x", kind="digest").label == "mills *"


def test_the_printed_form_does_not_hold_the_text():
    document = Document(id="mills", text="The secret recipe.", date=datetime.date(2020, 5, 4))
    assert "secret" not in repr(document)
    assert "mills" in repr(document)


@pytest.mark.parametrize("text", ["", "  \n", "\u00a0"])
def test_an_empty_text_has_no_parts(text):
    document = Document(id="x", text=text)
    assert all_parts(document) == []
    assert document.words == 0


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
@settings(max_examples=120, deadline=None)
def test_of_any_text_every_part_is_an_exact_span_and_nothing_fails(text):
    document = Document(id="x", text=text)
    for part in all_parts(document):
        assert text[part.start : part.end] == part.text
    assert [claim.sentence for claim in document.claims] == [sentence.number for sentence in document.sentences]
    for sentence in document.sentences:
        assert document.sentence_at(sentence.start) is sentence
        assert document.sentence_at(sentence.end - 1) is sentence
