"""What kind of source somebody is: short invented passages for each type, and for anonymity."""

import pytest

from analysis.read.sources.anonymity import withheld
from analysis.read.sources.nouns import nouns
from analysis.read.sources.types import TYPES, core, phrase_type
from tests.read.sources.test_resolution import found, last

TYPED = [
    ("Jane Doe said that it was old.", "named person"),
    ("Prime Minister Jane Doe said that it was old.", "named person"),
    ("Doe, the mayor, said that it was old.", "named person"),
    ("Harbour Board chairman John Roe said that it was old.", "named person"),
    ("Mrs. Doe said that it was old.", "named person"),
    ("The Harbour Board said that it was old.", "named organisation"),
    ("Green Harbour Watch said that it was old.", "named organisation"),
    ("Washington said that it was old.", "named organisation"),
    ("The White House said that it was old.", "named organisation"),
    ("The Doe campaign said that it was old.", "named organisation"),
    ("Reuters reported that it was old.", "named organisation"),
    ("The Harbour Gazette reported that it was old.", "named organisation"),
    ("The MHB said that it was old.", "named organisation"),
    ("France said that it was old.", "named organisation"),
    ("The Ministry of Works said that it was old.", "named organisation"),
    ("A report said that it was old.", "document or data"),
    ("The latest figures showed that it was old.", "document or data"),
    ("The letter from Jane Doe said that it was old.", "document or data"),
    ("The Harbour Board report said that it was old.", "document or data"),
    ("The 1951 Harbour Convention said that it was old.", "document or data"),
    ("A poll of residents found that it was old.", "document or data"),
    ("Officials said that it was old.", "unnamed official"),
    ("A senior port official said that it was old.", "unnamed official"),
    ("A spokesman for the mill said that it was old.", "unnamed official"),
    ("Two diplomats said that it was old.", "unnamed official"),
    ("The government said that it was old.", "unnamed official"),
    ("Police said that it was old.", "unnamed official"),
    ("A government source said that it was old.", "unnamed official"),
    ("A source said that it was old.", "unnamed person or group"),
    ("A witness said that it was old.", "unnamed person or group"),
    ("Two residents said that it was old.", "unnamed person or group"),
    ("One former member said that it was old.", "unnamed person or group"),
    ("Her daughter said that it was old.", "unnamed person or group"),
    ("The beekeeper said that it was old.", "unnamed person or group"),
    ("A charity said that it was old.", "unnamed person or group"),
    ("Critics said that it was old.", "collective"),
    ("Some experts said that it was old.", "collective"),
    ("Supporters of the dam said that it was old.", "collective"),
    ("Many in the valley said that it was old.", "collective"),
    ("Republicans said that it was old.", "collective"),
    ("Most Canadians said that it was old.", "collective"),
    ("Sixty percent of voters said that it was old.", "collective"),
    ("The media said that it was old.", "collective"),
    ("This newspaper reported that it was old.", "outlet itself"),
    ("We reported that it was old.", "outlet itself"),
    ("I believe that it is old.", "outlet itself"),
    ("You said that it was old.", "unknown"),
]


@pytest.mark.parametrize(("text", "kind"), TYPED)
def test_the_type_is_that_of_the_words(text, kind):
    words, cue = (
        text.split(" ", 1),
        next(cue for cue in ("said", "reported", "showed", "found", "believe") if cue in text),
    )
    assert words
    assert last(text, (text[: text.index(cue)].strip(" ,"), cue)).type == kind
    assert kind in TYPES


def test_the_publisher_that_has_learned_is_the_outlet():
    text = "The Harbour Gazette has learned that it was old."
    marked = ("The Harbour Gazette", "has learned")
    assert last(text, marked, publisher="Harbour Gazette").type == "outlet itself"
    assert last(text, marked).type == "named organisation"
    assert last(text, marked, publisher="Valley Post").type == "named organisation"


def test_a_missing_source_is_unknown_and_no_person():
    source = last("It was reportedly sold.", ("", "reportedly"))
    assert (source.type, source.name, source.resolved, source.anonymous) == ("unknown", "", False, False)


def test_a_pronoun_for_nobody_is_unknown():
    assert last("It is believed that the mill was sold.", ("It", "is believed")).type == "unknown"


def test_a_resolved_office_is_a_named_person():
    assert last("Mayor Jane Doe came. The mayor said that it was old.").type == "named person"


def test_a_capital_of_a_sentence_makes_no_name():
    assert last("Neighbours said that it was old.", ("Neighbours", "said")).type == "collective"


ANONYMOUS = [
    ("A port clerk, who spoke on condition of anonymity because talks go on, said that it was old.",
     "who spoke on condition of anonymity because talks go on"),
    ("A port official, who was not authorised to speak publicly, said that it was old.",
     "who was not authorised to speak publicly"),
    ("A port official who asked not to be named said that it was old.", "who asked not to be named"),
    ("Two officials, who insisted on anonymity to discuss the talks, said that it was old.",
     "who insisted on anonymity to discuss the talks"),
    ("A clerk said that it was old. She asked not to be identified for fear of losing her job.",
     "She asked not to be identified for fear of losing her job"),
    ("A clerk said that it was old. The clerk declined to be named, citing the talks.",
     "declined to be named, citing the talks"),
    ("A clerk, who did not want to be named, said that it was old.", "who did not want to be named"),
    ("A clerk whose name is withheld for his safety said that it was old.", "whose name is withheld for his safety"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), ANONYMOUS)
def test_the_reason_for_anonymity_is_the_texts_own(text, reason):
    first = text.index(" said")
    words = text[:first].split(",")[0].split(" who ")[0].split(" whose ")[0]
    source = found(text, (words, "said"))[0]
    assert source.anonymous
    assert source.anonymity_reason.lower().endswith(reason.lower()[4:])
    assert source.anonymity_reason in text


@pytest.mark.parametrize(
    "text",
    ["A clerk said that it was old.", "An unnamed clerk said that it was old.", "Officials said that it was old."],
)
def test_unnamed_people_are_anonymous_without_a_reason(text):
    source = last(text)
    assert (source.anonymous, source.anonymity_reason) == (True, "")


NAMED = [
    "Jane Doe said that it was old.",
    "The Harbour Board said that it was old.",
    "The government said that it was old.",
    "A report said that it was old.",
    "A spokesman for the mill said that it was old.",
    "Critics said that it was old.",
]


@pytest.mark.parametrize("text", NAMED)
def test_names_bodies_documents_and_crowds_are_not_anonymous(text):
    assert not last(text).anonymous


def test_the_reason_goes_with_the_same_source_wherever_it_speaks():
    text = (
        "A port clerk, who asked not to be named, said that it was old. Jane Doe left. "
        "The clerk said that it would close."
    )
    out = found(text, ("A port clerk", "said"), ("The clerk", "said"))
    assert out[0].anonymity_reason == out[1].anonymity_reason == "who asked not to be named"


def test_a_named_speaker_in_the_sentence_gets_no_reason():
    text = "Jane Doe said that it was old, and a clerk, who asked not to be named, said that it was not."
    out = found(text, ("Jane Doe", "said"), ("a clerk", "said"))
    assert [source.anonymity_reason for source in out] == ["", "who asked not to be named"]


@pytest.mark.parametrize(
    "text", ["The mill was named after Doe.", "The board named no price.", "He was asked to leave."]
)
def test_other_naming_is_no_anonymity(text):
    assert withheld(text) == (-1, "")


def test_the_core_of_a_phrase_ends_before_what_hangs_on_it():
    assert core("the clerk of the port") == "the clerk"
    assert core("a number of clerks") == "clerks"
    assert phrase_type("said") == "unknown"


def test_the_list_of_nouns_has_no_form_of_two_classes():
    kinds = {}
    for form, entry in nouns().items():
        assert form == form.lower()
        assert kinds.setdefault(form, entry.kind) == entry.kind
    assert len({entry.kind for entry in nouns().values()}) == 10
