"""Characters that command, turn or are none."""

import pytest

from analysis.read.acquire.cleaning import clean_characters, clean_line, clean_text, web_address


class TestCleanCharacters:
    @pytest.mark.parametrize("code", [*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), 0xFEFF, 0xFFFF, 0xD800])
    def test_a_control_character_is_gone(self, code):
        assert clean_characters(f"a{chr(code)}b") == "ab"

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
    def test_every_line_end_becomes_one_kind(self, end):
        assert clean_characters(f"a{end}b") == "a\nb"

    def test_letters_stay_composed_as_they_came(self):
        text = "é e\u0301 می\u200cبندد \u200fא\u200e \U0001f9a2"
        assert clean_characters(text) == text


class TestCleanText:
    def test_blank_lines_and_margins_go(self):
        assert clean_text("\n a\xa0\n \t\n b ") == "a\nb"


class TestCleanLine:
    def test_a_title_cannot_turn_the_line_round(self):
        assert clean_line("gnp.\u202eexe\u2066x\u200f") == "gnp.exex"

    def test_a_joiner_inside_a_word_stays(self):
        assert clean_line("می\u200cبندد") == "می\u200cبندد"

    def test_a_title_as_long_as_a_book_is_cut(self):
        assert len(clean_line("a " * 10_000)) <= 500

    def test_nothing_gives_nothing(self):
        assert clean_line(None) == ""


class TestWebAddress:
    @pytest.mark.parametrize("address", ["https://a.example/b?c=d#e", "http://a.example", "HTTPS://a.example:8080/ü"])
    def test_a_web_address_stays(self, address):
        assert web_address(f" {address} ") == address

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "file:///etc/passwd", "//a.example", "ftp://a.example", "https://", "https:///a",
         'https://a.example/"><script>', "https://a.example/a b", "data:text/html,x",
         "https://a.example/" + "a" * 3000],
    )  # fmt: skip
    def test_anything_else_is_none(self, address):
        assert web_address(address) == ""
