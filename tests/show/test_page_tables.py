"""Tables of the report: columns that tell, rows that a page can hold, values as a reader writes them."""

import numpy
import pandas
import pytest

from analysis import load_corpus
from analysis.show.gallery import REGISTRY
from analysis.show.page_columns import ANY, OF_FIGURE, column_notes
from analysis.show.page_tables import LONGEST, address, cell, figure_table, listed


class TestFigureTable:
    def test_a_column_for_each_document_is_left_to_the_file(self):
        table = pandas.DataFrame({"term": ["mill"], "count": [3], "count hrw": [1], "per_1000 hrw": [0.5]})
        assert figure_table("02-absence", "T", table, ["hrw"]).columns == ["term", "count"]

    def test_a_long_table_ends_early_and_says_so(self):
        found = figure_table("02-x", "T", pandas.DataFrame({"n": range(LONGEST + 5)}), [])
        assert len(found.rows) == LONGEST
        assert found.size == f"the first {LONGEST} of {LONGEST + 5} rows"

    def test_an_empty_table_keeps_its_columns(self):
        found = figure_table("02-x", "T", pandas.DataFrame(columns=["a", "b"]), [])
        assert (found.columns, found.rows, found.size) == (["a", "b"], [], "0 rows")


class TestColumnNotes:
    def test_every_column_of_every_figure_is_told_and_nothing_else(self):
        shipped = load_corpus()
        used = set()
        for key, entry in REGISTRY.items():
            columns = figure_table(key, "T", entry.table(shipped), [d.id for d in shipped]).columns
            assert [name for name, _ in column_notes(key, columns)] == columns, key
            used |= {(key, name) if name in OF_FIGURE.get(key, {}) else name for name in columns}
        assert used == {*ANY} | {(key, name) for key, notes in OF_FIGURE.items() for name in notes}


class TestListed:
    def test_a_column_is_one_of_numbers_where_all_it_has_are(self):
        rows = [(1, "1", None, True), (numpy.float64(2.5), "2", float("nan"), False)]
        assert listed("k", "T", "abcd", rows).numeric == [True, False, False, False]


class TestCell:
    @pytest.mark.parametrize(
        ("value", "written"),
        [(0.0, "0"), (numpy.float64(0.12345), "0.1235"), (numpy.int64(1200), "1200"), (float("inf"), "∞"),
         (54321.5, "54,322"), (None, ""), (pandas.NaT, ""), (pandas.NA, ""), (numpy.bool_(False), "no"),
         ("a\0b", "a\N{REPLACEMENT CHARACTER}b")],
    )  # fmt: skip
    def test_values_as_written(self, value, written):
        assert cell(value) == written


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//example.org", "",
         "http://a\"onclick='x'", "https://a b", "https://a\n.org", "file:///etc", "vbscript:x"],
    )  # fmt: skip
    def test_what_is_no_web_address_is_text(self, url):
        assert address(url) == url and not hasattr(address(url), "__html__")

    def test_a_web_address_is_a_link_that_tells_nobody_where_it_was(self):
        assert 'rel="noreferrer"' in address("http://example.org/")
