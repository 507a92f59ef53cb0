"""Pages in place of an article, and articles that use their words."""

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.parsing import parsed
from analysis.read.acquire.walls import teaser_note, wall, word_count
from tests.read.acquire import articles, furniture

WALLS = {
    "error": (
        "404 Not Found",
        "<h1>404</h1><p>Sorry, the page you are looking for could not be found. It may have been moved, or the "
        "address may be wrong. You can go back to our front page or use the search.</p>",
    ),
    "error ": (
        "Oops",
        "<h1>Something went wrong</h1><p>Our engineers have been told, and they are working on it. Please try again in "
        "a few minutes or write to the help desk if it goes on and on.</p>",
    ),
    "script": ("News", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"),
    "script ": (
        "News",
        "<p>This page requires JavaScript. Please turn it on in the settings of your browser, load the "
        "page again and then you will see what we have written for you today, all of it.</p>",
    ),
    "log-in": (
        "Ferry strike",
        "<article><p>Workers on the ferries will walk out from Monday after talks over a new rota broke down, their "
        "union said.</p><p>Subscribe now to continue reading. Already a subscriber? Log in to your account.</p>"
        "</article>",
    ),
    "consent": ("The Courier", furniture.CONSENT),
    "consent ": (
        "The Courier",
        "<p>Before you continue: we use cookies and data to deliver our services, to measure how readers use them and "
        "to show advertisements. If you agree, choose Accept all; if not, choose Reject all.</p>",
    ),
    "robot": (
        "Just a moment",
        "<h1>news.example</h1><p>Please verify that you are human by completing the action below. The site needs to "
        "review the security of your connection before it can go on, which takes a moment.</p>",
    ),
    "nothing": ("Front page", furniture.NAV + furniture.FOOT),
    "empty": ("", ""),
}


class TestWall:
    @pytest.mark.parametrize("name", list(WALLS))
    def test_a_page_in_place_of_an_article_is_one_error(self, name):
        title, body = WALLS[name]
        content = f"<html><head><title>{title}</title>{furniture.SCRIPT}</head><body>{body}</body></html>".encode()
        with pytest.raises(
            CrossreadError, match=r"^a\.html: the page is (one|an error page) ?.*\(words of text: \d+\); open it"
        ):
            parsed(content, name="a.html")

    @pytest.mark.parametrize(
        "story",
        [value for value in vars(articles).values() if isinstance(value, articles.Story)],
        ids=lambda s: s.title,
    )
    def test_a_story_is_no_wall(self, story):
        assert wall(story.title, "\n".join(story.paragraphs)) == ""

    @pytest.mark.parametrize(
        "text",
        [
            "The minister said that access to the harbour had been denied to journalists for three days, that the "
            "water was temporarily unavailable in four districts, and that an error had been made. Nobody was hurt.",
            "A court in Halden held on Friday that the newspaper could not be found guilty, since the page in question "
            "had never been printed. The editor said that she would sleep well for the first time in a long year.",
        ],
    )
    def test_short_news_that_speaks_of_such_things_is_no_wall(self, text):
        assert wall("News", text) == ""


class TestTeaserNote:
    def test_an_article_that_ends_in_an_offer_is_told(self):
        paragraphs = "".join(f"<p>{part}</p>" for part in articles.DROUGHT.paragraphs)
        content = f"<article>{paragraphs}<p>Subscribe to continue reading this story.</p></article>".encode()
        assert "only the beginning" in parsed(content, name="a.html").notes[0]

    def test_an_article_that_ends_otherwise_is_not(self):
        assert teaser_note(articles.DROUGHT.text) == ""


class TestWordCount:
    @pytest.mark.parametrize(
        ("text", "count"), [("", 0), ("It’s 9.4 o'clock.", 4), ("می‌بندد شهر", 2), ("市は来月から", 2)]
    )
    def test_words_by_hand(self, text, count):
        assert word_count(text) == count
