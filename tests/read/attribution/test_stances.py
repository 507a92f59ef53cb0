"""What a cue reports and what it lets the writer say: whole phrases, unlisted ones, and the two lists behind them."""

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.attribution.record import ACTS
from analysis.read.attribution.rules.cues import LEXICON, verbs
from analysis.read.attribution.stances import KINDS, STANCES, cue_act, cue_head, cue_stance, cue_words
from analysis.read.lexicons import FOLDER
from tests.timing import least_cpu_seconds

ROWS = [
    row
    for path in (FOLDER / "cue_words.csv", LEXICON)
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), strict=True)
]

CUES = [
    ("said", "speech", "neutral"),
    ("told reporters", "speech", "neutral"),
    ("According to", "speech", "neutral"),
    ("in the words of", "speech", "neutral"),
    ("was quoted as saying", "speech", "neutral"),
    ("said in a statement", "speech", "neutral"),
    ("refused to say", "speech", "neutral"),
    ("declined to comment on", "speech", "neutral"),
    ("wanted to know", "speech", "neutral"),
    ("is said to", "speech", "neutral"),
    ("has long insisted", "speech", "asserting"),
    ("insisted in an interview", "speech", "asserting"),
    ("made it clear that", "speech", "asserting"),
    ("'s argument that", "speech", "asserting"),
    ("claims", "speech", "doubting"),
    ("the claim that", "speech", "doubting"),
    ("repeated his claim that", "speech", "doubting"),
    ("is alleged to have", "speech", "doubting"),
    ("allegedly", "speech", "doubting"),
    ("so-called", "speech", "doubting"),
    ("falsely stated", "speech", "doubting"),
    ("would have us believe", "speech", "doubting"),
    ("rumoured", "speech", "doubting"),
    ("was quick to point out that", "speech", "endorsing"),
    ("revealed", "speech", "endorsing"),
    ("has acknowledged", "speech", "endorsing"),
    ("noted", "speech", "endorsing"),
    ("confirmed", "speech", "endorsing"),
    ("shows", "speech", "endorsing"),
    ("admitted", "speech", "conceding"),
    ("its admission that", "speech", "conceding"),
    ("had to concede that", "speech", "conceding"),
    ("never denied", "speech", "disputing"),
    ("pushed back against", "speech", "disputing"),
    ("was accused of lying", "speech", "evaluating"),
    ("expressed praise for", "speech", "evaluating"),
    ("used a speech to attack", "speech", "evaluating"),
    ("has repeatedly called for", "speech", "directive"),
    ("urged", "speech", "directive"),
    ("thinks", "belief", "neutral"),
    ("is expected to", "belief", "neutral"),
    ("the view that", "belief", "neutral"),
    ("in the eyes of", "belief", "neutral"),
    ("hopes to see", "belief", "neutral"),
    ("sees as", "belief", "neutral"),
    ("is widely believed to", "belief", "neutral"),
    ("is convinced", "belief", "asserting"),
    ("remain sceptical of", "belief", "disputing"),
    ("supports", "belief", "evaluating"),
    ("are angry about", "belief", "evaluating"),
    ("plans to", "intention", "neutral"),
    ("'s plan for", "intention", "neutral"),
    ("wants to see", "intention", "neutral"),
    ("have no interest in", "intention", "neutral"),
    ("is eager to hear", "intention", "neutral"),
    ("was determined to", "intention", "neutral"),
    ("saw", "perception", "neutral"),
    ("did not know", "perception", "endorsing"),
    ("has since learned", "perception", "endorsing"),
    ("is well aware of", "perception", "endorsing"),
]


@pytest.mark.parametrize(("cue", "act", "stance"), CUES, ids=[cue for cue, *_ in CUES])
def test_a_cue_has_the_act_and_the_stance_of_the_word_that_governs_it(cue, act, stance):
    assert (cue_act(cue), cue_stance(cue)) == (act, stance)
    assert (cue_act(cue.upper()), cue_stance(cue.upper())) == (act, stance)


@pytest.mark.parametrize("cue", ["did not confirm", "could never prove", "failed to show", "has no evidence of"])
def test_what_is_not_confirmed_is_not_taken_for_true(cue):
    assert cue_stance(cue) == "neutral"


@pytest.mark.parametrize("cue", ["did not know", "never admitted", "would not acknowledge"])
def test_what_is_not_known_or_admitted_still_is(cue):
    assert cue_stance(cue) in ("endorsing", "conceding")


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("said on his angry post", "say"),
        ("told of in a report", "tell"),
        ("responded by saying", "say"),
        ("in response to a question, said", "say"),
        ("was accused of boasting about", "accuse"),
        ("gave an assurance", "assurance"),
        ("called on members to insist", "call on"),
        ("shot back", "shoot back"),
        ("sounded like", "sound"),
    ],
)
def test_the_governing_word_is_found(cue, lemma):
    assert cue_head(cue).lemma == lemma


@pytest.mark.parametrize(
    ("cue", "quoted", "act"),
    [
        ("was glimpish about", False, "belief"),
        ("were all for", False, "belief"),
        ("is off to", False, "intention"),
        ("glimped", False, "belief"),
        ("was glimpish about", True, "speech"),
        ("", False, "speech"),
        ("—", False, "speech"),
    ],
)
def test_an_unlisted_cue_has_an_act_by_its_shape_and_no_stance(cue, quoted, act):
    assert cue_head(cue) is None
    assert cue_act(cue, quoted=quoted) == act
    assert cue_stance(cue) == ("neutral" if cue == "—" else "unclassified")


@pytest.mark.parametrize("cue", ["made", "has", "gave it"])
def test_a_light_verb_alone_has_no_stance(cue):
    assert cue_stance(cue) == "unclassified"


@pytest.mark.parametrize("given", [None, 3, ["said"]])
@pytest.mark.parametrize("function", [cue_act, cue_stance, cue_head])
def test_only_text_is_a_cue(function, given):
    with pytest.raises(CrossreadError, match=r"^cue_text must be the words of a cue, a str; not "):
        function(given)


def test_quotation_marks_and_line_ends_do_not_matter():
    assert cue_stance("so‑called") == cue_stance("so-called")
    assert cue_head("pointed\n out").lemma == "point out"
    assert cue_act("didn’t know") == cue_act("didn't know") == "perception"


class TestLists:
    def test_no_form_stands_in_both_lists_or_twice(self):
        forms = [form for row in ROWS for form in row["forms"].split()]
        assert sorted(forms) == sorted(set(forms))

    def test_rows_are_whole_and_have_the_categories_that_the_readme_names(self):
        section = (FOLDER / "README.md").read_text(encoding="utf-8").split("## reporting_verbs.csv")[1]
        for row in ROWS:
            assert None not in row and None not in row.values()
            assert row["act"] in ACTS and row["stance"] in STANCES[:-1] and row["source"].strip(), row
            assert row.get("kind", "verb") in KINDS and row["lemma"] == row["forms"].split()[0], row
            assert f"`{row['stance']}`" in section and f"`{row['act']}`" in section

    def test_forms_are_in_lower_case_and_can_be_found_in_a_cue(self):
        for row in ROWS:
            assert re.fullmatch(r"[a-z'_ -]+", row["forms"]), row
            for form in row["forms"].split():
                assert cue_words()[form.replace("_", " ")].lemma == row["lemma"].replace("_", " ")
                assert cue_head(form.replace("_", " ")) is not None

    def test_the_rule_engine_keeps_its_own_list(self):
        assert "wants" not in verbs() and verbs()["claims"].stance == "doubting"

    def test_every_category_has_words_and_verbs_have_all_forms(self):
        assert {row["stance"] for row in ROWS} == set(STANCES[:-1])
        for row in ROWS:
            if row.get("kind", "verb") == "verb" and "_" not in row["lemma"]:
                assert any(form.endswith("ing") for form in row["forms"].split()), row


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_text_has_one_of_the_acts_and_stances(cue, quoted):
    assert cue_act(cue, quoted=quoted) in ACTS
    assert cue_stance(cue) in STANCES


def test_a_cue_as_long_as_a_text_costs_no_more_than_a_long_cue():
    assert least_cpu_seconds(lambda: cue_stance("said in a statement " * 50_000)) < 0.5
