"""Tables that fit a page: every value once, missing ones as nothing, nothing of a text as markup."""

import html
import re

import numpy
import pandas
import pytest

from analysis import show
from analysis.show.frames import COPY, ROWS, drawn_from
from analysis.show.frames import table as shown_table


def cells(page):
    rows = re.findall(r"<tr>(.*?)</tr>", str(page))
    return [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


class TestTable:
    def test_each_value_stands_in_its_place(self):
        frame = pandas.DataFrame({"word": ["mill", "weir"], "count": [12000, 2019], "rate": [0.33337, 2.0]})
        assert cells(show.table(frame)) == [
            ["word", "count", "rate"],
            ["mill", "12,000", "0.3334"],
            ["weir", "2019", "2.0"],
        ]

    @pytest.mark.parametrize("missing", [None, numpy.nan, pandas.NA, pandas.NaT])
    def test_what_is_missing_is_shown_as_nothing(self, missing):
        assert cells(show.table(pandas.DataFrame({"a": ["x", missing]}, dtype=object)))[2] == [""]

    def test_yes_and_no_are_words_and_minus_nought_is_nought(self):
        frame = pandas.DataFrame({"a": [True, False], "b": [-0.00001, 1.0]})
        assert cells(show.table(frame))[1:] == [["true", "0.0"], ["false", "1.0"]]

    def test_an_index_with_a_name_is_a_column_and_one_without_is_not(self):
        frame = pandas.DataFrame({"a": [1]}, index=pandas.Index(["x"], name="document"))
        assert cells(show.table(frame))[0] == ["document", "a"]
        assert cells(show.table(frame.rename_axis(None)))[0] == ["a"]

    def test_the_caption_tells_of_rows_that_are_not_shown(self):
        page = show.table(pandas.DataFrame({"a": range(9)}), "Nine", rows=4)
        assert "Nine: the first 4 of 9 rows" in page and len(cells(page)) == 5
        assert "the first" not in show.table(pandas.DataFrame({"a": range(9)}), "Nine", rows=9)

    def test_markup_in_names_values_and_caption_stays_text(self):
        page = show.table(pandas.DataFrame({"<b>": ["<script>"]}), '"><img onerror=x>')
        assert not re.search("<(script|img|b)>", str(page)) and "<img" not in page

    def test_a_table_without_rows_has_its_head(self):
        assert cells(show.table(pandas.DataFrame({"a": []}))) == [["a"]]


class TestDrawnFrom:
    def test_the_table_and_the_lines_stand_there_escaped(self):
        found = drawn_from(pandas.DataFrame({"a": ["<i>"]}), 'f("<b>")')
        assert str(shown_table(pandas.DataFrame({"a": ["<i>"]}), "1 row")) in found
        assert "<code>f(&quot;&lt;b&gt;&quot;)</code>" in found and "<i>" not in found

    def test_a_long_table_says_how_much_of_it_is_shown(self):
        assert f"the first {ROWS} of {ROWS + 1} rows" in drawn_from(pandas.DataFrame({"a": range(ROWS + 1)}), "f()")

    def test_the_button_is_one_and_its_order_is_escaped(self):
        found = drawn_from(pandas.DataFrame({"a": [1]}), "f()")
        assert re.findall(r'<button type=\'button\' onclick="([^"]*)">', found) == [html.escape(COPY)]
