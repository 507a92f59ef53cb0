"""Hearsay: what stands inside what, reports found inside reports and those left alone, reports that name nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.attribution.chains import agentless, chained, with_hearsay
from analysis.read.attribution.record import ACTS, Attribution
from analysis.read.attribution.rules.engine import rule_attributions
from analysis.read.attribution.stances import STANCES
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from tests.timing import least_cpu_seconds


def parts(text):
    rows = paragraphs(text, Span(0, len(text), text))
    return sentences(text, rows), quotations(text, rows)


def heard(text, flat=None):
    """The attributions with hearsay; `flat` stands in for what a trained engine found."""
    split, quoted = parts(text)
    return with_hearsay(text, rule_attributions(split, quoted) if flat is None else flat, split, quoted)


def name(a):
    return a.source.text if a.source else None


def links(text):
    """(source, cue, source of the report around it) of each attribution that stands inside another."""
    found = heard(text)
    return [(name(a), a.cue.text, name(found[a.parent])) for a in found if a.parent is not None]


NESTED = [
    ("Mora said that the mayor had told her that the dam leaks.", [("the mayor", "had told", "Mora")]),
    ("Mora said the mayor said that the dam leaks.", [("the mayor", "said", "Mora")]),
    ("“He told me that the dam leaks,” Mora said.", [("He", "told", "Mora")]),
    ("“The mayor said the dam leaks,” Mora said.", [("The mayor", "said", "Mora")]),
    ("“The mayor said, ‘It leaks,’” Mora told the court.", [("The mayor", "said", "Mora")]),
    ("“We heard a lot. The mayor said the dam was safe. It was not,” Mora said.", [("The mayor", "said", "Mora")]),
    ("Mora said: “The engineers warned us that it leaks.”", [("The engineers", "warned", "Mora")]),
    ("Mora said that, according to the ministry, the dam leaks.", [("the ministry", "according to", "Mora")]),
    ("According to Mora, the mayor claims that the dam leaks.", [("the mayor", "claims", "Mora")]),
    ("Mora wrote that the mayor's claim that the dam leaks was false.", [("the mayor", "claim", "Mora")]),
    ("Mora said the dam reportedly leaks.", [(None, "reportedly", "Mora")]),
    ("Mora said that the dam is said to leak.", [(None, "is said", "Mora")]),
    ("The paper reported that it is believed that the dam leaks.", [(None, "is believed", "The paper")]),
    ("He said that she had said that it leaks.", [("she", "had said", "He")]),
    ("The paper reported that Mora called the dam “a ruin of a wall”.", [("Mora", "called", "The paper")]),
    ("The paper said that two divers told it that the wall had moved.", [("two divers", "told", "The paper")]),
    ("Mora told the court that the mayor knew that it leaks.", [("the mayor", "knew", "Mora")]),
    (
        "Mora said that the mayor said that the engineers said that the dam leaks.",
        [("the mayor", "said", "Mora"), ("the engineers", "said", "the mayor")],
    ),
]

FLAT = [
    "Mora said that the dam leaks.",
    "Mora said the dam leaks, adding that it is old.",
    "“I told him that the dam leaks,” Mora said.",
    "Mora said she believed that the dam leaks.",
    "He said that he had said that it leaks.",
    "Mora said the council rejected the plan.",
    "Mora said that the demands that come with the work are hard.",
    "Mora said that the tests prove that the wall moves.",
    "Mora said that reports on the dam are old.",
    "“Who said that it leaks?” Mora asked.",
    "Mora said that the claims were old.",
    "The dam leaks. It rained all day.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), NESTED, ids=[text[:60] for text, _ in NESTED])
def test_a_report_inside_a_report_is_found_and_chained(text, expected):
    assert links(text) == expected


@pytest.mark.parametrize("text", FLAT, ids=[text[:60] for text in FLAT])
def test_what_is_no_report_of_another_is_left_alone(text):
    assert links(text) == []
    assert heard(text) == rule_attributions(*parts(text))


def test_what_is_added_says_so_and_has_act_and_stance():
    added = heard("Mora said that the mayor had admitted that the dam leaks.")[1]
    assert (added.marked_by, added.act, added.stance) == ("hearsay: source, cue, clause", "speech", "conceding")
    assert [c.text for c in added.content] == ["that the dam leaks"]


def test_a_report_that_is_already_marked_is_not_marked_again():
    text = "Mora said that the mayor had told her that the dam leaks."
    once = heard(text)
    assert heard(text, once) == once
    assert len(once) == 2


def test_the_innermost_content_counts():
    def row(source, cue, content):
        return Attribution(source, cue, (content,), "indirect", "linear", 1)

    text = "A said B said C said it leaks"
    outer = row(Span(0, 1, "A"), Span(2, 6, "said"), Span(7, 29, text[7:]))
    middle = row(Span(7, 8, "B"), Span(9, 13, "said"), Span(14, 29, text[14:]))
    inner = row(Span(14, 15, "C"), Span(16, 20, "said"), Span(21, 29, text[21:]))
    assert [a.parent for a in chained((outer, middle, inner))] == [None, 0, 1]
    assert [a.parent for a in chained((inner, middle, outer))] == [1, 2, None]


def test_a_source_outside_the_content_is_no_hearsay():
    text = "Mora said it leaks, adding that it is old"
    whole = Attribution(Span(0, 4, "Mora"), Span(5, 9, "said"), (Span(10, 41, text[10:]),), "indirect", "linear", 1)
    adding = Attribution(Span(0, 4, "Mora"), Span(20, 26, "adding"), (Span(27, 41, text[27:]),), "indirect", "x", 1)
    assert [a.parent for a in chained((whole, adding))] == [None, None]


def test_two_that_hold_each_other_make_no_circle():
    a = Attribution(None, Span(0, 4, "said"), (Span(5, 20, "x"),), "indirect", "linear", 1)
    b = Attribution(None, Span(6, 10, "said"), (Span(0, 4, "x"),), "indirect", "linear", 1)
    assert [row.parent for row in chained((a, b))].count(None) == 1


def test_an_attribution_without_a_cue_has_no_parent():
    a = Attribution(None, None, (Span(5, 20, "x"),), "direct", "linear", 1)
    b = Attribution(None, Span(0, 4, "said"), (Span(0, 30, "x"),), "indirect", "linear", 1)
    assert [row.parent for row in chained((a, b))] == [None, None]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The dam reportedly leaks.", "reportedly", ["The dam", "leaks"]),
        ("The dam allegedly leaks.", "allegedly", ["The dam", "leaks"]),
        ("The wall is ostensibly sound.", "ostensibly", ["The wall is", "sound"]),
        ("It is believed that the dam leaks.", "is believed", ["that the dam leaks"]),
        ("It has been suggested that the dam leaks.", "has been suggested", ["that the dam leaks"]),
        ("It is not known whether the dam leaks.", "is not known", ["whether the dam leaks"]),
        ("The dam is said to leak.", "is said", ["The dam", "to leak"]),
        ("The dam is expected to leak.", "is expected", ["The dam", "to leak"]),
        ("The dam is rumoured to leak.", "is rumoured", ["The dam", "to leak"]),
        ("The dam, it is said, leaks at night.", "is said", ["The dam", "leaks at night"]),
        ("There are reports that the dam leaks.", "reports", ["that the dam leaks"]),
        ("There has been some talk that the dam leaks.", "talk", ["that the dam leaks"]),
    ],
)
def test_reports_that_name_nobody(text, cue, content):
    (found,) = agentless(*parts(text))
    assert (found.source, found.cue.text, [c.text for c in found.content]) == (None, cue, content)


@pytest.mark.parametrize(
    "text", ["Mora said that it leaks.", "Mora was quoted as saying that it leaks.", "There are two reports on it."]
)
def test_reports_of_somebody_are_not_agentless(text):
    assert agentless(*parts(text)) == ()


def test_who_is_quoted_as_saying_something_is_its_source():
    (found,) = rule_attributions(*parts("Mora was quoted as saying that it leaks."))
    assert (found.source.text, found.cue.text) == ("Mora", "was quoted as saying")


def test_who_is_opposed_to_something_is_its_source():
    (found,) = rule_attributions(*parts("The council is opposed to the dam."))
    assert (found.source.text, found.cue.text, found.content[0].text) == ("The council", "is opposed to", "the dam")


PIECES = [
    "Mora",
    "said",
    "that",
    "he",
    "told me",
    "reportedly",
    "“",
    "”",
    "‘",
    "’",
    "it leaks",
    ",",
    ".",
    "\n\n",
    "\x1f",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_keeps_what_it_had_and_makes_no_circle(pieces):
    text = " ".join(pieces)
    split, quoted = parts(text)
    flat = rule_attributions(split, quoted)
    found = with_hearsay(text, flat, split, quoted)
    for a in found:
        for part in (a.source, a.cue, *a.content):
            assert part is None or text[part.start : part.end] == part.text
        assert a.act in ACTS and a.stance in STANCES
        seen, at = 0, a.parent
        while at is not None:
            assert 0 <= at < len(found) and seen < len(found)
            at, seen = found[at].parent, seen + 1
    assert len([a for a in found if not a.marked_by.startswith("hearsay: ")]) == len(flat)


def test_time_grows_with_the_text():
    def work(n):
        text = "Mora said that the mayor had told her that the dam “leaks”. " * n
        split, quoted = parts(text)
        flat = rule_attributions(split, quoted)
        return least_cpu_seconds(lambda: with_hearsay(text, flat, split, quoted))

    assert work(400) < 8 * work(100) + 0.1
