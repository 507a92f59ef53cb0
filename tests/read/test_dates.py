"""Dates: the days a text names, as intervals."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.read.dates import calendar_spans, dates
from tests.timing import least_cpu_seconds

PIECES = "May 5 20 2020 - 1988 in since the Oct. 7, / 31 February 1980s people 2017-18 to , AD"


def spans(text: str) -> list[tuple[str, str, str]]:
    return [(d.text, d.first.isoformat(), d.last.isoformat()) for d in dates(text)]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("20 May 2020", "2020-05-20", "2020-05-20"),
        ("May 20, 2020", "2020-05-20", "2020-05-20"),
        ("Oct. 7, 2023", "2023-10-07", "2023-10-07"),
        ("7th of October 2023", "2023-10-07", "2023-10-07"),
        ("October 7th, 2023", "2023-10-07", "2023-10-07"),
        ("5-7 May 2020", "2020-05-05", "2020-05-07"),
        ("May 5-7, 2020", "2020-05-05", "2020-05-07"),
        ("29 February 2020", "2020-02-29", "2020-02-29"),
        ("2020-05-20", "2020-05-20", "2020-05-20"),
        ("20/05/2020", "2020-05-20", "2020-05-20"),
        ("05/20/2020", "2020-05-20", "2020-05-20"),
        ("20.05.2020", "2020-05-20", "2020-05-20"),
        ("November 2019", "2019-11-01", "2019-11-30"),
        ("February 2020", "2020-02-01", "2020-02-29"),
        ("May-June 2020", "2020-05-01", "2020-06-30"),
        ("November to March 2020", "2019-11-01", "2020-03-31"),
        ("1988", "1988-01-01", "1988-12-31"),
        ("2017-18", "2017-01-01", "2018-12-31"),
        ("1981-85", "1981-01-01", "1985-12-31"),
        ("1999-00", "1999-01-01", "2000-12-31"),
        ("2017-2018", "2017-01-01", "2018-12-31"),
        ("2017–2018", "2017-01-01", "2018-12-31"),
        ("2023/24", "2023-01-01", "2024-12-31"),
        ("1981 to 1985", "1981-01-01", "1985-12-31"),
        ("1981 and 1985", "1981-01-01", "1985-12-31"),
        ("1980s", "1980-01-01", "1989-12-31"),
        ("1800s", "1800-01-01", "1899-12-31"),
        ("2000s", "2000-01-01", "2009-12-31"),
    ],
)
def test_date_is_an_interval(written, first, last):
    assert spans(f"It was in {written}, they said.") == [(written, first, last)]


@pytest.mark.parametrize(
    "text", ["31 February 2020", "February 30, 2021", "2020-13-01", "29 February 2021", "2020-02-31"]
)
def test_impossible_date_is_no_date(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    "text", ["Oct. 7", "12 May", "the '90s", "in 500 BC", "a 19th-century mill", "the 20th Century"]
)
def test_date_without_a_year_is_found_but_not_returned(text):
    assert spans(text) == []
    assert len(calendar_spans(text)) == 1


@pytest.mark.parametrize("text", ["05/06/2020", "he may 20 times", "a 12345 b", "3.1988", "x1988", "it may 2", "$2000"])
def test_no_date(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2000 people came",
        "at least 1988 prisoners",
        "it cost Rs 2000",
        "an Su-2000 jet",
        "Resolution 1701",
        "1800 km",
        "1200 men",
    ],
)
def test_number_that_looks_like_a_year(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    "text", ["in 2000 people came", "the 2016 elections", "mid-2018", "pre-1979 rules", "in 1215", "by 2030"]
)
def test_year_is_kept(text):
    assert len(spans(text)) == 1


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("the worst since the 1988 flood", True),
        ("prices have risen since 2020", True),
        ("fewer than in 2009", True),
        ("down from 2009", True),
        ("compared with May 2019", True),
        ("it happened in 2009", False),
        ("the 1988 flood", False),
    ],
)
def test_point_of_comparison(text, compared):
    assert [d.comparison for d in dates(text)] == [compared]


def test_several_dates_come_in_order():
    assert [d.first for d in dates("From 3 May 2021 back to April 2019.")] == [date(2021, 5, 3), date(2019, 4, 1)]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split()), max_size=20).map(" ".join)))
def test_spans_are_exact_ordered_and_apart(text):
    found = dates(text)
    assert all(d.text == text[d.start : d.end] and d.first <= d.last for d in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("piece", ["2020-", "May ", "1,", "1/"])
def test_time_grows_with_length_only(piece):
    assert least_cpu_seconds(lambda: dates(piece * (1_000_000 // len(piece))), 1) < 5
