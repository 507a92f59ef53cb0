"""Marks keep the text, close what they open, and let nothing of a text become markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.read.markup import Mark, compact_table, marked_text

TEXT = 'The <b>mill</b> & the "dam" of \'40'


def words_of(markup):
    return html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", markup))


def unclosed(markup):
    """The elements left open at the end, or those closed out of turn."""
    opened = []
    for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", markup):
        if closing and (not opened or opened.pop() != name):
            return [name]
        if not closing:
            opened.append(name)
    return opened


class TestMarkedText:
    def test_text_without_marks_is_escaped(self):
        assert marked_text(TEXT, []) == html.escape(TEXT)

    def test_nested_marks_are_nested_elements(self):
        found = marked_text("ab cd ef", [Mark(3, 5, "in"), Mark(0, 8, "out")])
        assert found == '<span class="out">ab <span class="in">cd</span> ef</span>'

    def test_marks_of_one_stretch_stand_in_each_other_in_the_order_given(self):
        assert marked_text("ab", [Mark(0, 2, "x"), Mark(0, 2, "y")]) == (
            '<span class="x"><span class="y">ab</span></span>'
        )

    def test_one_that_is_cut_through_goes_on_without_a_second_sign_or_bracket(self):
        marks = [Mark(0, 4, "x", sign="1", brackets=True), Mark(2, 6, "y", sign="2", brackets=True)]
        assert marked_text("abcdef", marks) == (
            '<span class="x"><sup>1</sup>[ab<span class="y"><sup>2</sup>[cd</span>]</span><span class="y">ef]</span>'
        )

    def test_a_mark_that_reaches_out_is_cut_off(self):
        assert marked_text("abcdef", [Mark(0, 6, "x")], 2, 4) == '<span class="x">cd</span>'

    @pytest.mark.parametrize("mark", [Mark(4, 4, "x"), Mark(7, 9, "x"), Mark(0, 2, "x")])
    def test_a_mark_without_words_in_the_stretch_leaves_none(self, mark):
        assert marked_text("abcdefghi", [mark], 3, 7) == "defg"

    def test_an_empty_stretch_is_empty(self):
        assert marked_text("abc", [Mark(0, 3, "x")], 1, 1) == "" == marked_text("", [])

    def test_sign_class_and_title_are_escaped(self):
        bad = "\"><script>alert('x')</script>"
        found = marked_text("abc", [Mark(0, 3, bad, sign=bad, title=bad)])
        assert "<script" not in found and re.findall("<(span|sup)", found) == ["span", "sup"]

    @given(st.text(alphabet="ab<&\"' é\n", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
    def test_any_marks_keep_every_character_and_close_in_turn(self, text, edges):
        found = marked_text(text, [Mark(min(pair), min(max(pair), len(text)), "x", sign="1") for pair in edges])
        assert words_of(found) == text and unclosed(found) == []


class TestCompactTable:
    def test_cells_heads_and_caption_are_escaped(self):
        bad = "<img src=x onerror=alert(1)>\"'"
        found = compact_table([bad], [[bad]], bad)
        assert "<img" not in found and found.count(html.escape(bad)) == 4  # the caption names the region too

    def test_numbers_stand_right_and_nothing_is_left_blank(self):
        found = compact_table(["n", "m"], [[12345, None]])
        assert '<td class="number">12,345</td><td class="short"></td>' in found

    def test_the_table_can_be_reached_by_key_and_has_a_name(self):
        assert re.search(r'tabindex="0" role="region" aria-label="Mills"', compact_table(["a"], [], "Mills"))
        assert 'aria-label="table"' in compact_table(["a"], [])
