"""Is it the page that was asked for? Titles, openings, error pages and dates."""

import datetime

import pytest

from analysis.read.acquire import Extract
from analysis.read.web.fulltexts import Fulltext
from analysis.read.web.likeness import date_note, unlike

DAY = datetime.date(2020, 5, 4)
BODY = " ".join(f"word{n}" for n in range(60))


def entry(expects="Fewer boats on the upper weir", date=DAY):
    facts = ("weir-2020", "board", "Fewer boats", "River board", "public body", "html", "CC BY 4.0", "Stated.")
    return Fulltext(*facts, expects, ("http://mill.example/",), date)


def extract(title, body=BODY, date=None):
    return Extract(text=f"{title}\n\n{body}\n", title=title, date=date)


class TestUnlike:
    @pytest.mark.parametrize(
        "title", ["Fewer boats on the upper weir", "FEWER BOATS on the weir | River board", "Upper weir: fewer boats"]
    )
    def test_a_title_with_most_of_the_words_will_do(self, title):
        assert unlike(extract(title), entry()) == ""

    def test_the_opening_may_hold_the_title_that_the_page_does_not_give(self):
        assert unlike(extract("scan0001.tif", "RIVER BOARD. Fewer boats on the upper weir. " + BODY), entry()) == ""
        assert unlike(extract("scan0001.tif", BODY * 20 + " Fewer boats on the upper weir."), entry()) != ""

    @pytest.mark.parametrize("title", ["Page not found", "404", "Access denied", "Just a moment", "Sign in"])
    def test_a_title_that_names_an_error_is_not_saved_by_what_the_page_teases_with(self, title):
        told = unlike(extract(title, "Most read: Fewer boats on the upper weir. " + BODY), entry())
        assert told.startswith("the page does not look like 'Fewer boats': it has 0 of 4 words") and title in told

    def test_an_article_about_errors_is_no_error(self):
        assert unlike(extract("Error in the count: fewer boats"), entry("Error in the count: fewer boats")) == ""

    def test_the_expected_day_makes_up_for_a_changed_title(self):
        changed = "Boats on the weir counted anew"
        assert unlike(extract(changed), entry("Fewer boats on upper weir in spring")) != ""
        assert unlike(extract(changed, date=DAY), entry("Fewer boats on upper weir in spring")) == ""
        later = DAY + datetime.timedelta(days=30)
        assert unlike(extract(changed, date=later), entry("Fewer boats on upper weir in spring")) != ""

    def test_a_page_with_a_few_words_is_none(self):
        assert "has only 8 words" in unlike(extract("Fewer boats on the upper weir", "Please wait."), entry())


class TestDateNote:
    def test_another_day_is_told_and_a_near_one_is_not(self):
        assert date_note(extract("a", date=DAY + datetime.timedelta(days=3)), entry()) == ""
        assert date_note(extract("a", date=DAY + datetime.timedelta(days=4)), entry()) == (
            "the page dates itself 2020-05-08, 2020-05-04 was expected"
        )
        assert date_note(extract("a"), entry()) == date_note(extract("a", date=DAY), entry(date=None)) == ""
