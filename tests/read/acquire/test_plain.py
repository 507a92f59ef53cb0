"""Plain text and Markdown, by hand."""

import datetime

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.parsing import parsed
from analysis.read.acquire.plain import markdown_extract, paragraphs, text_extract, written_day
from tests.read.acquire import articles


class TestTextExtract:
    def test_the_first_short_line_by_itself_is_the_title(self):
        found = text_extract("Swan stops trams\n\nA swan sat on the rails.\n\nIt left.\n")
        assert (found.title, found.text) == (
            "Swan stops trams",
            "Swan stops trams\n\nA swan sat on the rails.\n\nIt left.\n",
        )

    def test_a_text_that_begins_with_a_sentence_has_no_title(self):
        found = text_extract("A swan sat on the rails.\n\nIt left.")
        assert (found.title, found.text) == ("", "A swan sat on the rails.\n\nIt left.\n")

    def test_a_single_line_is_text_and_no_title(self):
        assert text_extract("Swan stops trams").text == "Swan stops trams\n"

    def test_words_and_their_order_stay(self):
        for story in (articles.FERRY, articles.PERSIAN, articles.SCHOOLS):
            assert text_extract(story.text).text.split() == story.text.split()


class TestParagraphs:
    def test_lines_wrapped_to_a_width_are_joined(self):
        import textwrap

        text = "\n\n".join("\n".join(textwrap.wrap(part, 72)) for part in articles.BRIDGE.paragraphs)
        assert paragraphs(text) == list(articles.BRIDGE.paragraphs)

    def test_a_paragraph_a_line_without_blank_lines(self):
        assert paragraphs("\n".join(articles.BRIDGE.paragraphs)) == list(articles.BRIDGE.paragraphs)

    def test_a_paragraph_a_line_below_a_blank_line(self):
        text = "Title\n\n" + "\n".join(articles.BRIDGE.paragraphs)
        assert paragraphs(text) == ["Title", *articles.BRIDGE.paragraphs]

    def test_items_of_a_list_stay_apart(self):
        assert paragraphs("Three things:\n- one\n- two\n- three") == ["Three things:", "- one", "- two", "- three"]

    def test_a_heading_above_wrapped_lines_stays_apart(self):
        wrapped = "A line that is as long as lines in this text are,\nand another one that goes on to the end of it.\n"
        assert paragraphs(f"{wrapped}\nA heading\n{wrapped}")[1] == "A heading"


class TestMarkdownExtract:
    @pytest.mark.parametrize(
        ("marked", "plain"),
        [
            ("Some *emphasis*, **strong** and `code`.", "Some emphasis, strong and code."),
            ("A [link](https://a.example 'x') and <https://b.example>.", "A link and https://b.example."),
            ("A [reference][r].\n\n[r]: https://a.example", "A reference."),
            ("Text ![a picture](p.png) goes on.", "Text goes on."),
            ("> Quoted\n> words.", "Quoted words."),
            ("Heading\n=======\n\nText.", "Heading\n\nText."),
            ("### Third level ###\n\nText.", "Third level\n\nText."),
            ("1. one\n2. two", "one\n\ntwo"),
            ("- one\n  - two", "one\n\ntwo"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
            ("Two lines\nof one paragraph\\\nand a break.", "Two lines of one paragraph and a break."),
            ("Stars \\*stay\\* and 2 * 3 * 4.", "Stars *stay* and 2 * 3 * 4."),
            ("A note.[^1]\n\n[^1]: Its text.", "A note.\n\nIts text."),
            ("<div>Words in a <b>block</b></div>\n\n<!-- not this -->", "Words in a block"),
            ("```\ncode stays\n```", "code stays"),
            ("&amp; and &nbsp;so on", "& and \xa0so on"),
        ],
    )  # fmt: skip
    def test_marks_go_and_words_stay(self, marked, plain):
        assert " ".join(markdown_extract(marked).text.split()) == " ".join(plain.split())

    def test_front_matter_gives_what_it_says(self):
        text = "---\ntitle: 'A: b'\ndate: 2020-05-04T10:00:00Z\nurl: https://a.example/b\nsource: Lines\nx: y\n"
        text += "---\n# A: b\n\nText."
        found = markdown_extract(text)
        assert (found.title, found.date, found.url, found.publisher) == (
            "A: b", datetime.date(2020, 5, 4), "https://a.example/b", "Lines",
        )  # fmt: skip
        assert found.text == "A: b\n\nText.\n"

    def test_front_matter_of_the_other_kind(self):
        assert markdown_extract('+++\ntitle = "A"\ndate = 2020-05-04\n+++\n\nText.').date == datetime.date(2020, 5, 4)

    def test_front_matter_cannot_smuggle_an_address(self):
        assert markdown_extract("---\nurl: javascript:alert(1)\n---\n\nText.").url == ""

    def test_a_rule_between_paragraphs_is_no_front_matter(self):
        assert "After" in markdown_extract("Before.\n\n---\n\nAfter.").text

    def test_the_first_heading_is_the_title(self):
        assert markdown_extract("# One\n\nText.\n\n# Two\n\nMore.").title == "One"


class TestWrittenDay:
    @pytest.mark.parametrize("value", ["2020-13-01", "yesterday", "", None, "04.05.2020"])
    def test_no_day_is_made_up(self, value):
        assert written_day(value) is None


class TestLostCharacters:
    def test_a_few_are_told(self):
        found = parsed(("A swan sat on the rails. " * 40 + "Caf\ufffd.").encode(), name="a.txt")
        assert found.notes == ("1 character was lost before the file was saved (U+FFFD marks the place).",)


class TestNothingLost:
    def test_prose_between_two_rules_is_no_front_matter(self):
        found = markdown_extract("---\n\nA swan sat on the rails.\n\n---\n\nIt left.")
        assert found.text == "A swan sat on the rails.\n\nIt left.\n"

    def test_a_title_on_the_next_lines_is_not_the_sign_for_them(self):
        assert markdown_extract("---\ntitle: >\n  Folded\n---\n\nA swan sat on the rails.").title == ""

    @pytest.mark.parametrize("text", [">" * 60 + " deep", "\n".join("  " * i + "- a" for i in range(60))])
    def test_markdown_too_deep_for_the_parser_is_refused(self, text):
        with pytest.raises(CrossreadError, match="nested too deeply"):
            markdown_extract(text)

    def test_thirty_quotations_in_one_another_are_read(self):
        assert markdown_extract(">" * 30 + " deep\n\nA swan sat.").text == "deep\n\nA swan sat.\n"

    def test_a_word_parted_at_the_end_of_a_line_is_whole(self):
        assert paragraphs("after engi-\nneers found cracks.") == ["after engineers found cracks."]

    def test_marks_that_set_type_do_not_part_words(self):
        text = "The o\ufb03ce of\u00a0the engi\u00adneers, and\u200b/or \u0e01\u200b\u0e02."
        assert text_extract(text).text == "The office of the engineers, and/or \u0e01\u200b\u0e02.\n"

    def test_many_parted_lines_and_a_word_without_end_take_no_time(self):
        assert len(paragraphs("w" * 300_000 + "\nab-\ncd")) == 1
