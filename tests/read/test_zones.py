"""Zones: title, dateline, body and trailing block, as spans into the untouched text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.read.zones import Span, Zones, lines, trimmed_span, zones

BODY = "The mill opened at dawn. Its wheel turns again."
PAGE_LINES = [
    "Bakers reopen the mill",
    "4 May 2020",
    "By Ada Finch",
    "Print",
    BODY,
    "Sources",
    "External Links",
    "https://bread.example/a",
    " \u00a0",
    "",
]
PAGES = st.lists(st.sampled_from(PAGE_LINES), max_size=9).map("\n".join)
TEXTS = st.one_of(st.text(max_size=120), PAGES)


def parts(found: Zones) -> list[Span]:
    return [part for part in (found.title, found.dateline, found.body, found.trailing) if part]


def texts(found: Zones) -> tuple[str | None, ...]:
    return tuple(part.text if part else None for part in (found.title, found.dateline, found.body, found.trailing))


@pytest.mark.parametrize(
    "row",
    [
        "4 May 2020",
        "4. May 2020",
        "04 May 2020 10:15",
        "May 4, 2020",
        "Sept. 4, 2020",
        "May 2020",
        "Monday, 4 May 2020",
        "Monday 4 May 2020",
        "Wednesday, May 6, 2020",
        "2020-05-04",
        "2020-05-04 10:15",
        "4.5.2020",
        "04/05/20",
        "Updated 3 hours ago",
        "Published: 4 May 2020 10:00",
        "Posted on 4 May 2020",
        "Last modified 5 May 2020",
        "4th May 2020",
        "May 4th, 2020",
        "Mon, 4 May 2020",
    ],
)
def test_a_date_below_the_title_is_the_dateline(row):
    assert texts(zones(f"Bakers reopen the mill\n\n{row}\n\n{BODY}\n")) == ("Bakers reopen the mill", row, BODY, None)


@pytest.mark.parametrize("row", ["By Ada Finch", "by Ada Finch and Tom Reed", "Print", "Share", "E-mail", "| Email"])
def test_bylines_and_print_and_share_links_belong_to_the_dateline(row):
    assert texts(zones(f"Bakers reopen the mill\n\n{row}\n\n{BODY}\n")) == ("Bakers reopen the mill", row, BODY, None)


def test_several_lines_above_the_body_are_one_dateline():
    text = f"Bakers reopen the mill\n\nBy Ada Finch\n4 May 2020\n\nPrint\nShare\n\n{BODY}"
    assert zones(text).dateline.text == "By Ada Finch\n4 May 2020\n\nPrint\nShare"


def test_a_first_sentence_that_begins_like_a_byline_or_a_date_stays_in_the_body():
    for first in ("By noon the wheel had stopped.", "May 2020 was a wet month for the mill.", "Share the bread."):
        assert texts(zones(f"Bakers reopen the mill\n\n{first}\n\n{BODY}")) == (
            "Bakers reopen the mill",
            None,
            f"{first}\n\n{BODY}",
            None,
        )


@pytest.mark.parametrize(
    "row",
    [
        "Published in Town News",
        "Published in Town News on 4 May 2020",
        "External Links",
        "External link:",
        "Related articles",
        "Related Articles:",
        "Related stories from the valley",
        "Read more: the old mill",
        "See also",
        "Share this",
        "Tags: bread, mill",
        "Filed under bread",
        "Last modified on 5 May 2020",
        "© Copyright 2020 The Valley Paper",
        "Leave a reply",
        "Comments",
        "Sources",
        "Sources:",
        "Notes",
        "References:",
        "* Footnotes",
    ],
)
def test_the_block_of_links_after_the_body_is_the_trailing_zone(row):
    found = zones(
        f"Bakers reopen the mill\n\n4 May 2020\n\n{BODY}\n\n{row}\n\nThe old ferry\nhttps://bread.example/a\n"
    )
    assert texts(found) == (
        "Bakers reopen the mill",
        "4 May 2020",
        BODY,
        f"{row}\n\nThe old ferry\nhttps://bread.example/a",
    )


@pytest.mark.parametrize(
    "row",
    [
        "Sources close to the mill spoke of flour.",
        "Notes were found in the wheel",
        "Comments on the bread were kind",
        "Published in 1931, the first map of the valley shows no mill.",
        "See also the wheel, the pond, the weir, the sluice, the race, the stones, the hopper and the loft",
    ],
)
def test_a_line_of_prose_that_begins_like_furniture_stays_in_the_body(row):
    assert zones(f"Bakers reopen the mill\n\n{BODY}\n\n{row}\n\n{BODY}").body.text == f"{BODY}\n\n{row}\n\n{BODY}"


@pytest.mark.parametrize("title", ["Sources of the river found", "Sources", "See also the mill", "Notes"])
def test_a_headline_that_begins_like_furniture_is_the_title(title):
    assert texts(zones(f"{title}\n\n4 May 2020\n\n{BODY}\n\nSources\n\nA map")) == (
        title,
        "4 May 2020",
        BODY,
        "Sources\n\nA map",
    )


def test_a_text_that_is_only_body_has_no_other_zone():
    assert texts(zones(BODY)) == (None, None, BODY, None)
    assert texts(zones(f"{BODY}\n\nThe pond is full. It is cold.")) == (
        None,
        None,
        f"{BODY}\n\nThe pond is full. It is cold.",
        None,
    )


def test_a_single_line_is_the_body_even_where_it_looks_like_a_title():
    assert texts(zones("Bakers reopen the mill")) == (None, None, "Bakers reopen the mill", None)


def test_a_title_and_a_date_alone_leave_the_last_line_as_the_body():
    assert texts(zones("Bakers reopen the mill\n4 May 2020")) == ("Bakers reopen the mill", None, "4 May 2020", None)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\r\n\t"])
def test_an_empty_text_has_an_empty_body(text):
    assert zones(text) == Zones(None, None, Span(0, 0, ""), None)


def test_a_first_line_too_long_for_a_title_belongs_to_the_body():
    long = "bread and " * 21
    assert zones(f"{long}\n\n{BODY}").title is None
    assert zones(f"{long[:199]}\n\n{BODY}").title.text == long[:199]


def test_white_space_around_the_zones_is_in_none_of_them():
    found = zones(f"\r\n \u00a0Bakers reopen the mill\t\r\n\r\n  4 May 2020 \r\n\r\n {BODY} \r\n\r\n Tags: mill \r\n")
    assert texts(found) == ("Bakers reopen the mill", "4 May 2020", BODY, "Tags: mill")


def test_the_body_of_the_manifest_overrules_the_rules():
    text = f"Bakers reopen the mill\n\nA letter from the valley\n\n{BODY}\n\nSources\n\nThe pond is deep.\n\nA map"
    start, end = text.index(BODY), text.index("\n\nA map")
    assert texts(zones(text, (start, end))) == (
        "Bakers reopen the mill",
        "A letter from the valley",
        text[start:end],
        "A map",
    )


def test_a_body_of_the_manifest_that_is_the_whole_text_leaves_nothing_else():
    assert texts(zones(f"Sources\n\n{BODY}", (0, 9 + len(BODY)))) == (None, None, f"Sources\n\n{BODY}", None)


def test_a_body_of_the_manifest_loses_the_white_space_at_its_ends():
    text = f"Bakers reopen the mill\n\n{BODY}\n\nA map"
    found = zones(text, (22, text.index("A map")))
    assert (found.body.text, found.trailing.text) == (BODY, "A map")


def test_a_body_of_the_manifest_that_begins_within_a_line_leaves_the_rest_of_it_to_the_zones_before():
    text = f"Bakers reopen the mill\n\nMILLTOWN, 4 May: {BODY}"
    assert texts(zones(text, (text.index(BODY), len(text)))) == (
        "Bakers reopen the mill",
        "MILLTOWN, 4 May:",
        BODY,
        None,
    )


def nothing_is_lost(text: str, found: Zones) -> None:
    for part in parts(found):
        assert text[part.start : part.end] == part.text
    ends = [0, *(at for part in parts(found) for at in (part.start, part.end)), len(text)]
    assert ends == sorted(ends)
    outside = "".join(text[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
    assert not outside.strip()


@given(TEXTS)
@example("\x1c")
@example("a\x0bb\x0cc\x1dd\x85e\u2028f")
@example("\ufeffBakers\n\nThe mill.")
@settings(max_examples=150, deadline=None)
def test_of_any_text_every_character_that_is_no_space_lies_in_exactly_one_zone(text):
    nothing_is_lost(text, zones(text))


@given(TEXTS, st.data())
@settings(max_examples=100, deadline=None)
def test_with_any_body_of_the_manifest_nothing_is_lost_either(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    nothing_is_lost(text, zones(text, (start, end)))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_lines_of_any_text_hold_all_that_is_no_space(text):
    found = lines(text)
    assert all(text[row.start : row.end] == row.text == row.text.strip() != "" for row in found)
    assert "".join("".join(row.text for row in found).split()) == "".join(text.split())


def test_a_trimmed_span_of_nothing_but_space_is_empty_and_lies_at_its_end():
    assert trimmed_span("a \u00a0\n b", 1, 4) == Span(4, 4, "")
