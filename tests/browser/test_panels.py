"""The panels of 02, 03 and 04 in JupyterLab: a reader chooses by mouse or key, and figure and passages follow."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from analysis.show.frames import ROWS


def options(control: Locator) -> list[str]:
    """The options of a list as they read; ipywidgets writes hard spaces."""
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in control.locator("option").all_text_contents()]


def figure_in(page: Page) -> Locator:
    """The picture of the panel, the first figure of its notebook."""
    return page.get_by_role("figure").first.get_by_role("img")


class PanelTest:
    NOTEBOOK = ""

    @pytest.fixture
    def page(self, books) -> Page:
        """The notebook that the tests are about; afterwards it is as whole as before."""
        book = books(self.NOTEBOOK)
        count = len(book.cells())
        yield book.page
        assert len(book.cells()) == count, "JupyterLab took a key for a command of its own"
        assert (book.complaints(), book.blocked, book.errors) == ([], [], [])


class TestWhatAPanelDrewFrom(PanelTest):
    NOTEBOOK = "02-vocabulary"

    def test_the_table_opens_by_key_with_a_row_for_each_term(self, page):
        behind, terms = page.locator(".crossread-code").first, page.get_by_label("terms")
        expect(behind.get_by_role("table")).to_be_hidden()
        behind.get_by_text("Show table").press("Enter")
        expect(behind.get_by_role("table")).to_be_visible()
        rows = min(ROWS, len(options(terms)))
        expect(behind.get_by_role("row")).to_have_count(1 + rows)

    def test_the_code_follows_the_choice_and_is_copied_by_key(self, page):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_label("terms").select_option(index=2)
        term = options(page.get_by_label("terms"))[2].split("  ")[0]
        code = page.locator(".crossread-code").first.locator("code")
        expect(code).to_contain_text(f"measure.concordance(chosen, {term!r}")
        page.get_by_role("button", name="Copy code").first.press("Enter")
        expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == code.text_content()


class TestVocabularyPanel(PanelTest):
    NOTEBOOK = "02-vocabulary"

    def test_another_unit_gives_other_terms_another_figure_and_other_passages(self, page):
        terms, found = page.get_by_label("terms"), page.get_by_role("table", name=re.compile("mentions? of"))
        figure, listed, passages = figure_in(page).get_attribute("src"), options(terms), found.inner_text()
        page.get_by_label("unit").select_option("two words")
        expect(figure_in(page)).not_to_have_attribute("src", figure)
        expect(found).not_to_have_text(passages)
        assert set(options(terms)).isdisjoint(listed)
        page.get_by_label("unit").select_option("one word")
        expect(figure_in(page)).to_have_attribute("src", figure)

    def test_an_arrow_key_opens_the_passages_of_the_next_term_as_many_as_are_counted(self, page):
        terms = page.get_by_label("terms")
        terms.select_option(index=0)
        term, hits, others = re.match(r"(.+?)  (\d+) : (\d+)  ", options(terms)[1]).groups()
        terms.press("ArrowDown")
        found = page.get_by_role("table", name=re.compile(f"mentions? of “{re.escape(term)}”"))
        expect(found.get_by_role("row")).to_have_count(1 + int(hits) + int(others))
        for key in "xdd":  # in JupyterLab: cut the cell, delete the cell
            terms.press(key)

    def test_fewer_sources_are_counted_and_the_caption_says_so(self, page):
        page.get_by_role("listbox", name="sources", exact=True).select_option(index=[0, 1, 2])
        expect(page.get_by_role("figure").first).to_contain_text("3 sources pooled")
        page.get_by_role("button", name="all sources").click()
        expect(page.get_by_role("figure").first).to_contain_text("15 sources pooled")


class TestSourcingPanel(PanelTest):
    NOTEBOOK = "03-sourcing"

    def test_another_document_gives_other_voices_another_figure_and_other_passages(self, page):
        voices, document = page.get_by_label("voices"), page.get_by_role("combobox", name="document")
        before, figure = options(voices), figure_in(page).get_attribute("src")
        document.select_option(index=3)
        expect(figure_in(page)).not_to_have_attribute("src", figure)
        assert options(voices) != before
        document.select_option(index=0)
        expect(figure_in(page)).to_have_attribute("src", figure)

    def test_an_arrow_key_opens_all_that_the_next_voice_says(self, page):
        voices = page.get_by_label("voices")
        voices.select_option(index=0)
        name = re.search(r"%  (.+) \(", options(voices)[1]).group(1)
        voices.press("ArrowDown")
        expect(page.get_by_role("heading", name=re.compile(f"^{re.escape(name)}: \\d+ report"))).to_be_visible()
        for key in "xdd":
            voices.press(key)


class TestClaimsPanel(PanelTest):
    NOTEBOOK = "04-claims"

    def test_another_claim_gives_other_sources_and_the_cards_of_its_pairs(self, page):
        claims, sources = page.get_by_label(re.compile("^claim:")), page.get_by_label(re.compile("^source:"))
        status = page.get_by_role("status").filter(has_text="Sentence")
        claims.select_option(index=0)
        number = options(claims)[1].split()[0]
        told = options(sources)
        claims.press("ArrowDown")
        expect(status).to_contain_text(f"Sentence {number},")
        expect(page.get_by_role("heading", name=f"Sentence {number} of the article beside").first).to_be_visible()
        assert options(sources) != told

    def test_an_arrow_key_opens_the_next_source(self, page):
        sources = page.get_by_label(re.compile("^source:"))
        sources.select_option(index=0)
        name = options(sources)[1].split(":")[0]
        sources.press("ArrowDown")
        expect(page.get_by_role("status").filter(has_text="Sentence")).to_contain_text(f", {name}:")
        for key in "xdd":
            sources.press(key)
