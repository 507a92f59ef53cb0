"""Voices: who says a sentence, and how much of it."""

from dataclasses import replace

import pytest

from analysis.read.claim_voices import Voice, sentence_voices
from analysis.read.document import Document


def voices(text: str) -> list[Voice]:
    return sentence_voices(Document(id="x", text=text, engine="rules"))


def test_a_report_has_its_speaker_and_its_words():
    (voice,) = voices("The mayor said that the mill would close.")
    assert voice == Voice("The mayor", True, "that the mill would close")


def test_the_texts_own_words_have_no_speaker():
    assert voices("The mill closed. It is old.") == [Voice(), Voice()]


def test_a_short_report_in_a_long_sentence_is_not_its_main_part():
    (voice,) = voices("Nine wagons of grain burned in the mill last night, the mayor said that he knew.")
    assert not voice.reported


def test_a_pronoun_is_given_its_name():
    assert voices("Mayor Jane Doe came. She said that the mill would close.")[1].speaker == "Jane Doe"


def test_a_pronoun_for_nobody_leaves_the_speaker_open():
    (voice,) = voices("They said that the mill would close.")
    assert (voice.speaker, voice.reported) == ("", True)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The mill is a sad old place,” the mayor said.", True),
        ("The mayor called the mill “sad”.", False),
        ("The mayor said that the mill would be open “for now”.", False),
    ],
)
def test_what_is_mostly_quoted(text, quoted):
    assert [voice.quoted for voice in voices(text)] == [quoted]


def test_quoted_words_of_nobody_named_are_not_the_texts_own():
    voice = voices("It was a cold day.\n\n“We will all go home and sleep.”")[1]
    assert (voice.speaker, voice.reported, voice.quoted) == ("", True, True)


def test_a_mark_that_is_more_likely_wrong_than_right_does_not_count():
    document = Document(id="x", text="The mayor said that the mill would close.", engine="rules")
    doubtful = replace(document.attributions[0], confidence=0.4)
    document.__dict__["attributions"] = (doubtful,)
    assert sentence_voices(document) == [Voice()]


def test_what_was_not_said_has_no_words():
    document = Document(id="x", text="The mayor did not say that the mill would close.", engine="rules")
    assert all(voice.told == "" for voice in sentence_voices(document))
