"""The report is one page that asks nobody for anything and in which no document can plant markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analysis.read.corpus import Corpus
from analysis.show import gallery
from analysis.show.page import report


class Page(HTMLParser):
    """Collects tags, addresses that a browser would fetch, ids and in-page links."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.fetched, self.ids, self.links = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "srcset", "data", "action", "poster"} or (name == "href" and tag == "link"):
                self.fetched.append(value)
            if name == "id":
                self.ids.append(value)
            if name == "href" and tag == "a":
                self.links.append(value)


@pytest.fixture
def page(bridge):
    return report(bridge).read_text(encoding="utf-8")


def test_the_page_lies_beside_the_corpus(bridge):
    assert report(bridge) == bridge.folder.parent / "report" / "crossread.html"


def test_nothing_is_fetched_from_anywhere(page):
    found = Page(page)
    assert found.fetched == []
    assert "script" not in found.tags
    assert not re.search(r"url\((?!#)", page)
    assert "@import" not in page


def test_every_figure_stands_in_it_with_caption_and_description(page, bridge):
    for key in gallery.REGISTRY:
        picture = gallery.drawn(key, bridge)
        assert f'<section id="{key}">' in page
        assert page.count("<figcaption>") == len(gallery.REGISTRY)
        assert f"<title>{picture.title}</title>" in page


def test_ids_are_unique_and_links_lead_to_them(page):
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_markup_in_titles_texts_and_addresses_stays_text(bridge):
    attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    bad = [
        replace(document, title=attack, publisher=attack, licence=attack, url="javascript:alert(3)",
                text=document.text.replace("The", f"The {attack}"))
        for document in bridge
    ]  # fmt: skip
    text = report(Corpus(bridge.folder, tuple(bad))).read_text(encoding="utf-8")
    found = Page(text)
    assert "script" not in found.tags
    assert "img" not in found.tags
    assert not any(link.startswith("javascript:") for link in found.links)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_page_repeats_to_the_byte(bridge):
    assert report(bridge).read_bytes() == report(bridge).read_bytes()


def test_every_column_of_every_table_has_a_scoped_header(page):
    for table in re.findall(r"<table>.*?</table>", page, flags=re.DOTALL):
        assert "<caption>" in table
        assert re.findall(r"<th(?! scope=\"col\")[ >]", table) == []
