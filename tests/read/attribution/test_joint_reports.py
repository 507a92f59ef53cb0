"""Two reports told in one breath, and views without a verb: what is added to the marks of a trained engine."""

import pytest

from analysis.read.attribution import joined
from analysis.read.attribution.chains import agentless
from analysis.read.attribution.coordination import parted
from analysis.read.attribution.record import Attribution
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span


def report(text, cue="said"):
    """One report of `text`: what stands before the cue is its source, what follows its content."""
    at = text.index(f" {cue} ") + 1
    end = at + len(cue)
    spans = [Span(low, high, text[low:high]) for low, high in ((0, at - 1), (at, end), (end + 1, len(text)))]
    return Attribution(spans[0], spans[1], (spans[2],), "indirect", "transformer", 1, confidence=0.9)


@pytest.mark.parametrize(
    ("text", "cues", "last"),
    [
        ("Mora said that it leaks and added that the walls are damp", ["said", "added"], "that the walls are damp"),
        ("Mora said the crane was old, but insisted that it was safe", ["said", "insisted"], "that it was safe"),
        ("Mora said that it leaks and then added that it is old and warned that it may fall",
         ["said", "added", "warned"], "that it may fall"),
        ("Mora said that the roof leaks and that the walls are damp", ["said"], "and that the walls are damp"),
        ("Mora said that the baker and added salt", ["said"], "salt"),
        ("Mora said that the mill grinds and grows that wheat", ["said"], "that wheat"),
    ],
)  # fmt: skip
def test_a_second_verb_of_the_same_speaker_is_a_report_of_its_own(text, cues, last):
    made = parted((report(text),))
    assert [one.cue.text for one in made] == cues
    assert made[-1].content[-1].text.endswith(last)
    assert {one.source.text for one in made} == {"Mora"}
    for one in made:
        for span in (one.cue, *one.content):
            assert text[span.start : span.end] == span.text


def test_a_quotation_is_not_parted():
    one = report("Mora said “that it leaks and added that it is old”")
    assert parted((one,)) == (one,)


def found(text):
    rows = paragraphs(text, Span(0, len(text), text))
    return agentless(sentences(text, rows), quotations(text, rows))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("In the miller's view, the dam is too old.", "the miller's", "view", "the dam is too old"),
        ("In her account, the boat left at noon.", "her", "account", "the boat left at noon"),
        ("By the board's own count, forty boats left.", "the board's", "count", "forty boats left"),
        ("On Mora’s telling, nobody was asked.", "Mora’s", "telling", "nobody was asked"),
    ],
)
def test_a_view_needs_no_verb(text, source, cue, content):
    (one,) = found(text)
    assert (one.source.text, one.cue.text, one.content[0].text) == (source, cue, content)


@pytest.mark.parametrize(
    "text",
    [
        "In view of the rain, the fair was moved.",
        "In the town's account book, forty boats stand.",
        "By noon, it rained.",
    ],
)
def test_other_openings_are_no_views(text):
    assert found(text) == ()


def test_what_an_engine_has_marked_already_is_not_marked_twice():
    text = "In the miller's view, the dam is too old."
    (one,) = found(text)
    assert joined((one,), found(text)) == (one,)
    assert joined((), found(text)) == (one,)
