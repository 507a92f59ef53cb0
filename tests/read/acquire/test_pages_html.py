"""Main text and metadata of web pages."""

import datetime

import pytest
from lxml.etree import fromstring
from lxml.html import document_fromstring

from analysis.errors import CrossreadError
from analysis.read.acquire.body_blocks import body_blocks
from analysis.read.acquire.pages_html import html_extract
from analysis.read.acquire.parsing import parsed
from analysis.read.acquire.pruning import prune
from tests.read.acquire import articles, furniture
from tests.read.acquire.pages import document, pages, paragraphs

STORY = articles.FERRY


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


class TestMainText:
    @pytest.mark.parametrize("name", ["newspaper.html", "live.html", "lists.html", "sections.html", "divs.html"])
    def test_the_text_is_the_title_a_blank_line_and_the_paragraphs(self, name):
        found = next(page for page in pages() if page.name == name)
        assert parsed(found.content, name=name).text == found.expected + "\n"

    @pytest.mark.parametrize("tag", ["div", "section", "span", "main", "article", "center"])
    def test_a_plain_page_without_a_class_or_a_name_is_read(self, tag):
        assert html_extract(f"<{tag}><p>{STORY.paragraphs[0]}</p></{tag}>").text.strip() == STORY.paragraphs[0]

    def test_the_title_is_not_said_twice(self):
        heads = f"<p>{STORY.title}</p><h1>{STORY.title.upper()}</h1><h2>{STORY.title}</h2>"
        text = html_extract(
            page(f"<article>{heads}{paragraphs(STORY)}</article>", f"<title>{STORY.title}</title>")
        ).text
        assert text.casefold().count(STORY.title.casefold()) == 1
        assert text.casefold().startswith(STORY.title.casefold())

    def test_nothing_of_what_stands_around_the_story_comes_in(self):
        around = (furniture.NAV, furniture.CONSENT, furniture.RELATED, furniture.COMMENTS, furniture.NEWSLETTER)
        body = f"{''.join(around[:2])}<article><h1>{STORY.title}</h1>{paragraphs(STORY)}</article>{''.join(around[2:])}"
        text = html_extract(document(STORY, body + furniture.FOOT)).text
        for words in ("Subscribe", "privacy", "herring", "grandfather", "inbox", "Reproduction", "advertisement"):
            assert words not in text

    def test_a_joiner_in_a_persian_word_stays(self):
        found = html_extract(
            document(articles.PERSIAN, f"<h1>{articles.PERSIAN.title}</h1>{paragraphs(articles.PERSIAN)}")
        )
        assert "می\u200cبندد" in found.title
        assert "می\u200cکنند" in found.text

    def test_letters_stay_composed_as_they_came(self):
        text = html_extract(page(f"<p>Cafe\u0301 and café. {STORY.paragraphs[0]}</p>")).text
        assert "Cafe\u0301 and café" in text

    def test_entities_of_letters_are_read_and_those_of_the_page_are_not(self):
        bomb = '<!DOCTYPE html [<!ENTITY x "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        text = html_extract(f"{bomb}<p>&eacute;t&#233;; &x; &f; {STORY.paragraphs[0]}</p>").text
        assert "été" in text
        assert "boom" not in text.replace("&x;", "")


class TestMetadata:
    def test_a_page_says_who_it_is(self):
        found = parsed(pages()[0].content, name="a.html")
        assert (found.title, found.publisher, found.date) == (STORY.title, STORY.publisher, datetime.date(2023, 2, 9))
        assert (found.url, found.media, found.encoding, found.language) == (
            "https://news.example/2023-02-09/story", "html", "utf-8", "en",
        )  # fmt: skip

    def test_the_address_it_came_from_is_not_taken_for_its_own(self):
        assert html_extract(page(paragraphs(STORY)), url="https://a.example/b").url == ""

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "file:///etc/passwd", "/relative", 'https://a.example/"x']
    )
    def test_only_a_web_address_is_an_address(self, address):
        head = f"<link rel='canonical' href='{address}'>"
        assert html_extract(page(paragraphs(STORY), head), url="https://a.example/b").url == ""

    def test_a_year_in_the_text_is_no_date(self):
        assert html_extract(page(paragraphs(articles.BRIDGE))).date is None

    def test_titles_and_names_are_cleaned(self):
        head = "<meta property='og:title' content='A\x1b[31m \u202eswan'>"
        head += "<meta property='og:site_name' content='L\x07ines\u2066'>"
        found = html_extract(page(paragraphs(STORY), head))
        for value in (found.title, found.publisher, found.text):
            assert not set(value) & set("\x1b\x07")
        assert not set(found.title + found.publisher) & set("\u202e\u2066")


class TestRefused:
    def test_a_page_too_deep_for_the_parser_is_not_cut_off_silently(self):
        deep = "<div>" * 300 + paragraphs(STORY) + "</div>" * 300
        with pytest.raises(CrossreadError, match="nests more than 250 elements"):
            html_extract(page(paragraphs(STORY) + deep))

    def test_a_page_of_a_hundred_thousand_elements_is_refused(self):
        with pytest.raises(CrossreadError, match="more than 100,000 elements"):
            html_extract(page(paragraphs(STORY) + "<i>a</i>" * 100_000))

    @pytest.mark.parametrize("text", ["<html>", "<p>", "<!-- -->", "<", "<html><head></head></html>", "<p></p><br>"])
    def test_a_page_of_nothing_is_one_error(self, text):
        with pytest.raises(CrossreadError, match=r"the page (is one without an article|cannot be read)"):
            html_extract(text)


class TestBodyBlocks:
    def blocks(self, body: str) -> list[str]:
        return body_blocks(fromstring(f"<body>{body}</body>"))

    def test_text_between_blocks_is_a_block(self):
        assert self.blocks("one<p>two</p>three<lb/>four") == ["one", "two", "three", "four"]

    def test_a_table_of_data_gives_a_line_a_row(self):
        rows = "<row><cell>a</cell><cell>b</cell></row><row><cell>1</cell><cell/></row>"
        assert self.blocks(f"<table>{rows}</table>") == ["a | b", "1"]

    def test_a_table_that_lays_out_gives_its_text_without_its_menus(self):
        long = "A swan that sat between the rails held up trams on two lines for an hour on Sunday morning."
        rows = f"<row><cell>News<p>Sport</p></cell><cell>Head<p>{long}</p><p>Short.</p></cell><cell>Win</cell></row>"
        assert self.blocks(f"<table>{rows}</table>") == ["Head", long, "Short."]

    def test_a_table_in_a_table_is_read_once(self):
        long = "A swan that sat between the rails held up trams on two lines for an hour on Sunday morning."
        inner = f"<table><row><cell><p>{long}</p></cell></row></table>"
        assert self.blocks(f"<table><row><cell>Menu</cell></row><row><cell>{inner}</cell></row></table>") == [long]


class TestPrune:
    def test_a_consent_dialogue_goes_and_an_article_of_that_class_stays(self):
        tree = document_fromstring(
            "<body class='has-cookie-banner'><div class='cookie-wall'><article>a</article></div>"
            "<div id=onetrust-sdk>b</div><div class=cookies>c</div><p class=consenting>d</p></body>"
        )
        prune(tree)
        assert tree.text_content() == "ad"

    def test_a_teaser_goes_and_an_entry_of_a_live_page_stays(self):
        long = "<p>" + "a " * 200 + "</p>"
        tree = document_fromstring(
            f"<article><h1>x</h1>{long}</article><article><h3><a href=1>teaser</a></h3></article>"
            "<article>entry</article>"
        )
        prune(tree)
        assert "teaser" not in tree.text_content()
        assert "entry" in tree.text_content()


class TestReshaped:
    def test_a_wrapper_that_says_consent_was_given_stays(self):
        body = f"<div class='page cookie consent'><h1>{STORY.title}</h1>{paragraphs(STORY)}</div>"
        assert html_extract(page(body)).text == STORY.text + "\n"

    @pytest.mark.parametrize(
        "more",
        [
            "<p hidden>Nobody sees this.</p>",
            "<p>Now<sup><a href='#n'>1</a></sup>.</p>",
            "<p>Now<a href='#n'><sup>1</sup></a>.</p>",
        ],
    )
    def test_hidden_parts_and_marks_of_footnotes_go(self, more):
        body = f"<article><h1>{STORY.title}</h1>{paragraphs(STORY)}{more}</article>"
        end = "\n\nNow.\n" if "Now" in more else "\n"
        assert html_extract(page(body)).text == STORY.text + end

    def test_what_is_struck_through_goes_and_is_told(self):
        more = "<p>It costs <del>three</del> five million pounds, the mayor of the town said.</p>"
        found = html_extract(page(f"<article><h1>{STORY.title}</h1>{paragraphs(STORY)}{more}</article>"))
        assert "costs five million" in found.text
        assert found.notes == ("1 passage that is struck through is not in the text.",)

    def test_the_source_of_a_quotation_stays(self):
        more = "<blockquote><p>We shall fight on.</p><footer>Jo Smith, shopkeeper</footer></blockquote>"
        text = html_extract(page(f"<article><h1>{STORY.title}</h1>{paragraphs(STORY)}{more}</article>")).text
        assert "Jo Smith, shopkeeper" in text

    def test_prose_that_is_set_as_it_stands_keeps_its_paragraphs(self):
        assert html_extract(page("<pre>" + STORY.text + "</pre>")).text == STORY.text + "\n"

    def test_entries_keep_their_headings(self):
        body = "".join(f"<article><h3>Entry {i}</h3><p>{p}</p></article>" for i, p in enumerate(STORY.paragraphs))
        text = html_extract(page(f"<main><h1>{STORY.title}</h1>{body}</main>")).text
        assert all(f"Entry {i}\n" in text for i in range(len(STORY.paragraphs)))
