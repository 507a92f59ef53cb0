"""What quotation marks are for: one short passage each, what may be counted as speech, and properties of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load_corpus
from analysis.read.attribution.quotation_kinds import (
    KINDS,
    NAME,
    SCARE,
    SLOGAN,
    SPEECH,
    TERM,
    UNATTRIBUTED,
    is_speech_content,
    quotation_kinds,
)
from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.engine import rule_attributions
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from tests.timing import least_cpu_seconds


def parts(text):
    rows = paragraphs(text, Span(0, len(text), text))
    quoted = quotations(text, rows)
    split = sentences(text, rows)
    return split, quoted, rule_attributions(split, quoted)


def kinds(text):
    return [found.kind for found in quotation_kinds(text, *parts(text))]


PASSAGES = [
    ("“The dam is safe,” Mora said.", [SPEECH]),
    ("Mora said: “The dam is safe.”", [SPEECH]),
    ("“No,” said Mora.", [SPEECH]),
    ("“Nonsense,” the report said.", [SPEECH]),
    ("Mora called the plan “a waste of water”.", [SPEECH]),
    ("Mora said that the wall is “tired” and must go.", [SPEECH]),
    ("The plan was described by engineers as “reckless”.", [SPEECH]),
    ("The crowd chanted “Save our mill!” for an hour.", [SPEECH]),
    ("Mora said: “The dam is old.\n\n“It is not safe.”", [SPEECH, SPEECH]),
    ("The “experts” came to the mill at noon.", [SCARE]),
    ("In the town the group passes for a “sect” to this day.", [SCARE]),
    ("The trial of the so-called “engineer” begins on Monday.", [SCARE]),
    ("Its self-styled “parliament” met in a barn.", [SCARE]),
    ("They sold the river to their “friends,” and the town paid.", [SCARE]),
    ("Two “safety committees” ran the harbour in those years.", [SCARE]),
    ("The book “Deep Water” came out in May.", [NAME]),
    ("It came out as “Deep Water: A Life on the Dam” in May.", [NAME]),
    ("The annual “Harbour Lights” drew thousands to the town.", [NAME]),
    ("A march through the town was named “Clean River”.", [NAME]),
    ("The exercise, named “Iron Gate”, cost the town its peace.", [NAME]),
    ("They came for the “Open River” festival in June.", [NAME]),
    ("The institute issued “Who Owns the River?” in 2004, a study of forty pages.", [NAME]),
    ("William “Bill” Mora left the mill in May.", [NAME]),
    ("A man known as “Old Tom” left the mill in May.", [NAME]),
    ("On Monday’s “State of the Town,” the mayor sat by the window.", [NAME]),
    ("The town council sent its own “Report on the State of the Harbour” to the ministry.", [NAME]),
    ("Mora said that the novel “Deep Water” was hers.", [NAME]),
    ("The march brought slogans like “down with the dam” into the town.", [SLOGAN]),
    ("A banner on the bridge read “no more dams”.", [SLOGAN]),
    ("The “no more dams” placards were gone by noon.", [SLOGAN]),
    ("On the wall of the mill stood “Death to the dam!” in red.", [SLOGAN]),
    ("Their rallying cry, “water for all”, was on every door.", [SLOGAN]),
    ("The word “weir” is older than the town.", [TERM]),
    ("The low wall is known locally as “the lip” by now.", [TERM]),
    ("“Weir” means a low wall in a river.", [TERM]),
    ("It is a rare illness, termed “miller’s lung” in the valley.", [TERM]),
    ("Mora said that the word “weir” is older than the town.", [TERM]),
    ("It rained. “The dam has stood for a hundred years and will stand for another.” It rained on.", [UNATTRIBUTED]),
    ("“Yes.” The door closed.", [UNATTRIBUTED]),
    ("Council Names ‘Tired’ Dam Keeper After Long Search", [SCARE]),
    ("The “cult” left “Deep Water”, a book, here. “It leaks,” Mora said.", [SCARE, NAME, SPEECH]),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES, ids=[text[:50] for text, _ in PASSAGES])
def test_the_kind_of_each_quotation(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(("text", "expected"), PASSAGES, ids=[text[:50] for text, _ in PASSAGES])
def test_straight_marks_are_read_like_curly_ones(text, expected):
    assert kinds(text.replace("“", '"').replace("”", '"')) == expected


def test_every_kind_has_a_reason():
    for text, _ in PASSAGES:
        assert all(found.reason and found.kind in KINDS for found in quotation_kinds(text, *parts(text)))


def marked(text, content, cue=None):
    """An attribution of a given content, as an engine might have marked it."""
    at = text.index(content)
    start = text.index(cue) if cue else 0
    word = Span(start, start + len(cue), cue) if cue else None
    return Attribution(None, word, (Span(at, at + len(content), content),), "direct", "linear", 1)


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("The “experts” came to the mill.", "“experts”", None, False),
        ("The “experts” came to the mill.", "experts", None, False),
        ("The “experts” came to the mill.", "“experts” came to the mill", None, True),
        ("They spoke of “experts” at the mill.", "“experts”", "spoke of", True),
        ("The institute published “Deep Water” in May.", "“Deep Water”", "published", False),
        ("They wrote slogans like “down with the dam” on it.", "“down with the dam”", "wrote", False),
        ("They used the word “weir” for it.", "“weir”", "used", False),
        ("“It leaks a little,” she said.", "“It leaks a little,”", "said", True),
        ("“It leaks a little.” She left.", "“It leaks a little.”", None, True),
        ("She said it leaks.", "it leaks", "said", True),
    ],
)
def test_a_label_is_no_speech(text, content, cue, expected):
    split, quoted, _ = parts(text)
    attribution = marked(text, content, cue)
    for others in ((), (attribution,)):
        assert is_speech_content(text, attribution, quotation_kinds(text, split, quoted, others)) is expected


def test_the_shipped_article_has_three_quotations_that_speak_or_are_spoken_of_and_five_labels():
    document = load_corpus().target
    attributions = rule_attributions(document.sentences, document.quotations)
    found = quotation_kinds(document.text, document.sentences, document.quotations, attributions)
    assert [row.kind for row in found].count(SPEECH) == 2
    assert {row.quotation.text for row in found if row.kind == SCARE} == {"cult", "death commissions", "diplomat"}
    assert {row.quotation.text for row in found if row.kind == NAME} == {"Free Iran Global Summit", "Free Iran"}
    assert {row.quotation.text for row in found if row.kind == SLOGAN} == {"death to the dictator"}
    assert all(is_speech_content(document.text, row, found) for row in attributions)


def test_titles_in_the_digests_are_names():
    titles = [q for document in load_corpus() for q in document.quotations if len(q.text.split()) > 7 and ":" in q.text]
    assert len(titles) > 3
    for document in load_corpus():
        attributions = rule_attributions(document.sentences, document.quotations)
        for row in quotation_kinds(document.text, document.sentences, document.quotations, attributions):
            assert row.kind == NAME or row.quotation.text not in {q.text for q in titles}, row


PIECES = ["“", "”", '"', "'", "said", "Mora", "the word", "slogan", "book", "Deep Water", "x", ",", ".", " ", "\n\n"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_has_one_kind_for_each_quotation(pieces):
    text = " ".join(pieces)
    split, quoted, attributions = parts(text)
    found = quotation_kinds(text, split, quoted, attributions)
    assert tuple(row.quotation for row in found) == quoted
    assert all(isinstance(is_speech_content(text, row, found), bool) for row in attributions)


def test_time_grows_with_the_text():
    def work(n):
        text = "The “experts” came. “It leaks,” Mora said. " * n
        split, quoted, attributions = parts(text)

        def run():
            found = quotation_kinds(text, split, quoted, attributions)
            return [is_speech_content(text, row, found) for row in attributions]

        return least_cpu_seconds(run)

    assert work(2000) < 8 * work(500) + 0.1
