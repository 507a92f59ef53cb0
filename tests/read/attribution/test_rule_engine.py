"""Who says what: one short passage for each construction, the passages that are none, and properties of any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.attribution.rules.cues import verbs
from analysis.read.attribution.rules.engine import rule_attributions
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from tests.timing import least_cpu_seconds


def found(text):
    rows = paragraphs(text, Span(0, len(text), text))
    return rule_attributions(sentences(text, rows), quotations(text, rows))


def summary(text):
    """(source, cue, content, mode) of each attribution as plain text."""
    return [
        (a.source.text if a.source else None, a.cue.text if a.cue else None, [c.text for c in a.content], a.mode)
        for a in found(text)
    ]


DIRECT = [
    ("“The dam is safe,” Mora said.", "Mora", "said", ["“The dam is safe,”"]),
    ("“The dam is safe,” said Mora.", "Mora", "said", ["“The dam is safe,”"]),
    ('"The dam is safe," Mora, the minister, said.', "Mora, the minister", "said", ['"The dam is safe,"']),
    ('"The dam is safe," said Mora, the minister.', "Mora, the minister", "said", ['"The dam is safe,"']),
    ('"Is the dam safe?" she asked.', "she", "asked", ['"Is the dam safe?"']),
    ('"The dam is safe!" he told reporters on Friday.', "he", "told", ['"The dam is safe!"']),
    ("Mora said: “The dam is safe.”", "Mora", "said", ["“The dam is safe.”"]),
    ("Mora said, “The dam is safe.”", "Mora", "said", ["“The dam is safe.”"]),
    ("Mora said “The dam is safe.”", "Mora", "said", ["“The dam is safe.”"]),
    ("Mora told the council: “The dam is safe.”", "Mora", "told", ["“The dam is safe.”"]),
    ("Mora wrote in a letter to the council, “The dam is safe.”", "Mora", "wrote", ["“The dam is safe.”"]),
    (
        "“The dam,” Mora said, “is safe.”",
        "Mora",
        "said",
        ["“The dam,”", "“is safe.”"],
    ),
    (
        "“The dam is safe,” Mora said. “It was built well.”",
        "Mora",
        "said",
        ["“The dam is safe,”", "“It was built well.”"],
    ),
    (
        "“The dam is safe,” said Mora, who runs it. “It was built well. It will stand.”",
        "Mora, who runs it",
        "said",
        ["“The dam is safe,”", "“It was built well. It will stand.”"],
    ),
    (
        "“The dam is safe,” Mora said.\n\n“It was built well by good people.”",
        "Mora",
        "said",
        ["“The dam is safe,”", "“It was built well by good people.”"],
    ),
    (
        "“It is old. It is safe,” Mora said.",
        "Mora",
        "said",
        ["“It is old. It is safe,”"],
    ),
    (
        "As Senator Ann Mora pointed out in her speech to the council, “The dam is safe.”",
        "Senator Ann Mora",
        "pointed out",
        ["“The dam is safe.”"],
    ),
    (
        "It shows the reach of what Senator Ann Mora called “a circle of firms that sell fear.”",
        "Senator Ann Mora",
        "called",
        ["“a circle of firms that sell fear.”"],
    ),
    ("It hung in the hall. “The dam is safe.” - Ann Mora.", "Ann Mora", "-", ["“The dam is safe.”"]),
    (
        "It hung in the hall. “The dam is safe.” — Ann Mora, engineer.",
        "Ann Mora, engineer",
        "—",
        ["“The dam is safe.”"],
    ),
    (
        "In the evening the minister added:\n\n“The dam is safe and will stay so.”",
        "the minister",
        "added",
        ["“The dam is safe and will stay so.”"],
    ),
    ("«The dam is safe,» Mora said.", "Mora", "said", ["«The dam is safe,»"]),
    ("„The dam is safe,“ Mora said.", "Mora", "said", ["„The dam is safe,“"]),
    ("'The dam is safe,' Mora said.", "Mora", "said", ["'The dam is safe,'"]),
    ("''The dam is safe,'' Mora said.", "Mora", "said", ["''The dam is safe,''"]),
    ("“He said it was safe,” Mora told the court.", "Mora", "told", ["“He said it was safe,”"]),
]

INDIRECT = [
    ("Mora said that the dam is safe.", "Mora", "said", ["that the dam is safe"]),
    ("Mora said the dam is safe.", "Mora", "said", ["the dam is safe"]),
    ("The dam is safe for now, Mora said.", "Mora", "said", ["The dam is safe for now"]),
    ("The dam is safe for now, the minister said on Monday.", "the minister", "said", ["The dam is safe for now"]),
    ("The dam, she said, is safe for years to come.", "she", "said", ["The dam", "is safe for years to come"]),
    (
        "The dam may break this year, said Ann Mora, an engineer.",
        "Ann Mora, an engineer",
        "said",
        ["The dam may break this year"],
    ),
    ("According to Mora, the dam is safe.", "Mora", "According to", ["the dam is safe"]),
    ("The dam is safe, according to Mora.", "Mora", "according to", ["The dam is safe"]),
    ("The dam, according to two engineers, is safe.", "two engineers", "according to", ["The dam", "is safe"]),
    ("As Mora noted, the dam is safe.", "Mora", "noted", ["the dam is safe"]),
    ("The dam is safe for now, as Mora noted.", "Mora", "noted", ["The dam is safe for now"]),
    (
        "The failure was acknowledged by the minister in May 2011.",
        "the minister",
        "was acknowledged by",
        ["The failure"],
    ),
    (
        "The plan was described by engineers as a risk to the valley.",
        "engineers",
        "was described by",
        ["The plan", "a risk to the valley"],
    ),
    (
        "The plan was criticized by none other than Ann Mora.",
        "none other than Ann Mora",
        "was criticized by",
        ["The plan"],
    ),
    (
        "Minister Mora is still warning of the danger of floods.",
        "Minister Mora",
        "is still warning of",
        ["the danger of floods"],
    ),
    ("Mora has complained about the cost of the dam.", "Mora", "has complained about", ["the cost of the dam"]),
    (
        "She has been joined by other engineers in warning about the cracks.",
        "other engineers",
        "warning about",
        ["the cracks"],
    ),
    (
        "And advisors in the valley are recommending further repairs.",
        "advisors in the valley",
        "are recommending",
        ["further repairs"],
    ),
    ("Mora denied that the dam leaks.", "Mora", "denied", ["that the dam leaks"]),
    ("Mora denied the charge.", "Mora", "denied", ["the charge"]),
    ("The ministry rejected the report.", "The ministry", "rejected", ["the report"]),
    ("The ministry has confirmed that the dam leaks.", "The ministry", "has confirmed", ["that the dam leaks"]),
    ("He acknowledged the mistake.", "He", "acknowledged", ["the mistake"]),
    ("Mora accused the firm of fraud.", "Mora", "accused", ["the firm of fraud"]),
    ("Mora told the council that the dam is safe.", "Mora", "told", ["that the dam is safe"]),
    ("Mora told reporters the dam is safe.", "Mora", "told", ["the dam is safe"]),
    ("Mora’s claim that the dam is safe did not last.", "Mora", "claim", ["that the dam is safe did not last"]),
    (
        "The valley heard from engineers who underlined that there is another way.",
        "engineers",
        "underlined",
        ["that there is another way"],
    ),
    (
        "The town invited several dozen mayors and flood experts who insisted that the dam must go.",
        "several dozen mayors and flood experts",
        "insisted",
        ["that the dam must go"],
    ),
    ("The report found that the dam leaks.", "The report", "found", ["that the dam leaks"]),
    ("A new study suggests that the dam leaks.", "A new study", "suggests", ["that the dam leaks"]),
    ("The court ruled that the dam must go.", "The court", "ruled", ["that the dam must go"]),
    ("The agency put the number of homes at 300.", "The agency", "put", ["the number of homes at 300"]),
    ("The agency estimated that 300 homes were lost.", "The agency", "estimated", ["that 300 homes were lost"]),
    ("Officials asked whether the dam is safe.", "Officials", "asked", ["whether the dam is safe"]),
    (
        "Former US Ambassador Ann Mora argued that the dam is safe.",
        "Former US Ambassador Ann Mora",
        "argued",
        ["that the dam is safe"],
    ),
    (
        "A senior official familiar with the matter said the dam leaks.",
        "A senior official familiar with the matter",
        "said",
        ["the dam leaks"],
    ),
    (
        "Ann Mora, who has run the dam for years, said it leaks.",
        "Ann Mora, who has run the dam for years",
        "said",
        ["it leaks"],
    ),
    ("On Monday, the mayor said the dam leaks.", "the mayor", "said", ["the dam leaks"]),
    ("Mora said in an interview on Friday that the dam leaks.", "Mora", "said", ["that the dam leaks"]),
    ("The dam reportedly leaks.", None, "reportedly", ["The dam", "leaks"]),
    ("It is believed that the dam leaks.", None, "is believed", ["that the dam leaks"]),
    ("The dam is said to leak.", None, "is said", ["The dam", "to leak"]),
    ("MORA SAID THE DAM WOULD LEAK.", "MORA", "SAID", ["THE DAM WOULD LEAK"]),
    (
        "mora said the dam would leak in a year or so if nobody came to mend the wall that had stood since the war",
        "mora",
        "said",
        ["the dam would leak in a year or so if nobody came to mend the wall that had stood since the war"],
    ),
]

MIXED = [
    ("Mora said the dam was “a ruin” and would fall.", "Mora", "said", ["the dam was “a ruin” and would fall"]),
    ("Mora said that “nothing is safe” in the valley.", "Mora", "said", ["that “nothing is safe” in the valley"]),
    ("The dam is “a ruin,” Mora said.", "Mora", "said", ["The dam is “a ruin,”"]),
    ("Mora called the dam “a ruin.”", "Mora", "called", ["the dam “a ruin.”"]),
    ("It is what Mora called “a ruin” last year.", "Mora", "called", ["“a ruin”"]),
]

SEVERAL = [
    (
        "Mora said that the dam leaks and added that it may fall.",
        [("Mora", "said", ["that the dam leaks"]), ("Mora", "added", ["that it may fall"])],
    ),
    (
        "Mora praised the town, saying it had held on.",
        [("Mora", "praised", ["the town"]), ("Mora", "saying", ["it had held on"])],
    ),
    (
        "Mora said the dam leaks, but the mayor said it was dry.",
        [("Mora", "said", ["the dam leaks"]), ("the mayor", "said", ["it was dry"])],
    ),
    (
        "“It leaks,” Mora said, adding that it may fall. “We must go.”",
        [("Mora", "said", ["“It leaks,”", "“We must go.”"]), ("Mora", "adding", ["that it may fall"])],
    ),
    (
        "“It leaks,” Mora said. “It does not,” the mayor replied.",
        [("Mora", "said", ["“It leaks,”"]), ("the mayor", "replied", ["“It does not,”"])],
    ),
]

NONE = [
    "The group held its yearly “Free River” gathering in Paris.",
    "The council held its annual “Free River Global Summit” in July.",
    "The protests brought slogans like “down with the dam” to the streets.",
    "The arrest of the so-called “engineer” was welcome news.",
    "In that year “water courts” in many towns sent people away.",
    "References to the group as a “sect” are many.",
    "She read “The River and the Sea” on the train.",
    "He took a class called “Rivers” at school.",
    "The report shows a dam.",
    "The notes on the table were old.",
    "The self-described painter left town.",
    "Their claims were many.",
    "The so-called experts left.",
    "The United States has a dam.",
    "The river rose and the road was closed.",
    "",
    "\n\n",
    "“",
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), DIRECT)
def test_direct(text, source, cue, content):
    assert summary(text) == [(source, cue, content, "direct")]


@pytest.mark.parametrize(("text", "source", "cue", "content"), INDIRECT)
def test_indirect(text, source, cue, content):
    assert summary(text) == [(source, cue, content, "indirect")]


@pytest.mark.parametrize(("text", "source", "cue", "content"), MIXED)
def test_mixed(text, source, cue, content):
    assert summary(text) == [(source, cue, content, "mixed")]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several(text, expected):
    assert [row[:3] for row in summary(text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_none(text):
    assert summary(text) == []


@pytest.mark.parametrize("verb", ["showed", "noted", "suggested", "meant"])
def test_verbs_that_need_that(verb):
    assert summary(f"The mayor {verb} the cracks in the wall.") == []
    assert summary(f"The mayor {verb} that the wall has cracks.")[0][2] == ["that the wall has cracks"]


def test_unclosed_quotation_goes_on_in_next_paragraph():
    text = "Mora said: “The dam is old.\n\n“It is not safe.”"
    assert [c.text for c in found(text)[0].content] == ["“The dam is old.", "“It is not safe.”"]


def test_unclosed_quotation_does_not_hide_the_rest():
    assert summary("“The dam is safe, Mora said.\n\nThe mayor said it leaks.")[-1][:2] == ("The mayor", "said")


def test_sentence_number_is_that_of_the_cue():
    assert [a.sentence for a in found("It rained. Mora said the dam leaks. It did.")] == [2]


def test_lexicon_is_complete_and_consistent():
    frames = {"free", "that", "quote", "object", "preposition"}
    stances = {"neutral", "asserting", "doubting", "endorsing", "conceding", "disputing", "evaluating", "directive"}
    assert all(v.frame in frames and v.stance in stances for v in verbs().values())
    assert {verbs()[form].lemma for form in ("said", "told", "pointed out", "showing")} == {
        "say",
        "tell",
        "point out",
        "show",
    }


PIECES = [
    "said", "Mora", "“", "”", '"', "'", "''", ",", ".", "?", ":", " ", " ", "\n\n", "that", "according to", "he",
    "and added", "who warned of", "reportedly", "was described by", "—", "- Ann", "The dam", "\x1f", "(", ")", "\x02",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_gives_exact_ordered_spans(text):
    for a in found(text):
        spans = [*a.content, *(span for span in (a.source, a.cue) if span)]
        assert all(text[span.start : span.end] == span.text and span.text.strip() for span in spans)
        assert a.content
        assert all(x.end <= y.start for x, y in zip(a.content, a.content[1:], strict=False))
        assert a.mode in {"direct", "indirect", "mixed"}


@pytest.mark.parametrize(
    "piece",
    [
        "the mayor said the dam leaks and ",
        "“It leaks,” she said, adding that it may fall. ",
        "THE MAYOR SAID ",
        "“It leaks ",
    ],
)
def test_a_megabyte_in_one_paragraph_takes_seconds(piece):
    text = piece * (1_000_000 // len(piece))
    rows = paragraphs(text, Span(0, len(text), text))
    given_sentences, given_quotations = sentences(text, rows), quotations(text, rows)
    assert least_cpu_seconds(lambda: rule_attributions(given_sentences, given_quotations), 1) < 20
