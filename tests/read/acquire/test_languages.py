"""Which language, and what follows."""

import pytest

from analysis.read.acquire.languages import language_code, language_note
from tests.read.acquire import articles


class TestLanguageCode:
    @pytest.mark.parametrize(
        ("story", "code"),
        [(articles.FERRY, "en"), (articles.BRIEF, "en"), (articles.FRENCH, "fr"), (articles.PERSIAN, "fa"),
         (articles.ARABIC, "ar"), (articles.JAPANESE, "ja")],
    )  # fmt: skip
    def test_news_is_told_by_its_body(self, story, code):
        assert language_code("\n".join(story.paragraphs)) == code

    @pytest.mark.parametrize("text", ["", "12 345", "No.", "a b c d"])
    def test_too_little_text_has_no_language(self, text):
        assert language_code(text) == ""


class TestLanguageNote:
    def test_the_note_says_which_measures_do_not_hold(self):
        for word in ("Persian", "sentence ends", "attributions", "claims", "word lists", "counts of words"):
            assert word in language_note("fa")

    def test_words_that_are_not_parted_cannot_be_counted(self):
        assert "counts of words do not hold" in language_note("ja")
        assert "counts of words do not hold" not in language_note("fr")

    def test_english_needs_no_note(self):
        assert language_note("en") == language_note("") == ""

    def test_a_language_without_a_name_is_given_by_its_code(self):
        assert "'fi'" in language_note("fi")
