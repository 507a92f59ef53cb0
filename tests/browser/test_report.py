"""The report, opened from disk: it asks for nothing, sorts, filters and opens cells, and can be used by everybody."""

import io
import re
import time
import unicodedata

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.lab import HEIGHT, WIDTHS

NARROWEST = 320  # pixels to which a page must fit without scrolling sideways (WCAG 1.4.10)
GRAVE = {"serious", "critical"}
ALIKE = 5  # rows of a table that stand for all: each more takes axe its time and tells it nothing
UNFOLDED = """alike => {
  for (const part of document.querySelectorAll("details")) part.open = true;
  const groups = [...document.querySelectorAll("table")].map(table => [...table.tBodies[0].rows]);
  groups.push([...document.querySelectorAll("#pairs details")], [...document.querySelectorAll("#edition .line")]);
  groups.forEach(group => group.slice(alike).forEach(part => part.remove()));
}"""
# The smallest text of each figure as it stands on the screen, in pixels.
SMALLEST = """() => [...document.querySelectorAll("figure svg")].map(svg => {
  const sizes = [...svg.querySelectorAll("text")].map(text => {
    const { a, b } = text.getScreenCTM();
    return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
  });
  return [svg.closest("section").id, Math.min(...sizes)];
})"""
# The words of each sentence's lane that are broken over two lines within the word.
BROKEN = """() => [...document.querySelectorAll("#edition .lane")].flatMap(lane => {
  const text = lane.lastChild, range = document.createRange();
  return [...text.data.matchAll(/[\\p{L}\\p{N}]+/gu)].filter(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]);
})"""
# The frames that are shown: name, whether the Tab key stops there, whether there is anything to scroll.
FRAMES = """() => [...document.querySelectorAll(".frame, .wide")].filter(part => part.checkVisibility()).map(part => [
  part.getAttribute("aria-label"), part.tabIndex,
  part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight,
])"""
MOST = 45  # pages of the report on paper
INJECTED = """() => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
  document.body.append(Object.assign(document.createElement("script"), { textContent: "window.taken = true" }));
  document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.taken = true">
    <img src="http://127.0.0.1:9/pixel.png"><p style="position:fixed">over the page</p>`);
  return new Promise(done => setTimeout(() => done([Boolean(window.taken), refused]), 300));
}"""


@pytest.fixture
def report(page, report_file):
    """The report in a page of its own."""
    page.page.goto(report_file.as_uri())
    page.page.set_default_timeout(20_000)
    return page


@pytest.fixture
def words(report) -> Locator:
    """The part of the page about the figure of words."""
    return report.page.get_by_role("region", name="Words the article uses more, or less, than its sources", exact=True)


def column(table: Locator, name: str) -> list[str]:
    """The values of a column in the rows that are shown."""
    return table.evaluate(
        """(table, name) => {
          const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.innerText === name);
          return [...table.tBodies[0].rows].filter(row => row.checkVisibility()).map(row => row.cells[at].innerText);
        }""",
        name,
    )


def printed(file) -> list[str]:
    """The text of each page of a PDF, its ligatures as letters, its lines joined."""
    texts = (unicodedata.normalize("NFKC", page.extract_text()) for page in PdfReader(file).pages)
    return [" ".join(text.split()) for text in texts]


def findings(page: Page, part: str | None = None) -> list[tuple]:
    """What axe finds grave in the page, or in a part of it: rule, impact, place and markup."""
    found = Axe().run(page, part).response["violations"]
    return [(rule["id"], node["impact"], node["target"], node["html"][:200]) for rule in found
            for node in rule["nodes"] if rule["impact"] in GRAVE]  # fmt: skip


class TestDisk:
    def test_it_asks_for_nothing_but_itself(self, report, report_file):
        assert report.asked == [report_file.as_uri()]
        assert (report.blocked, report.errors) == ([], [])

    def test_its_policy_lets_nothing_in_that_a_text_could_bring(self, report):
        taken, refused = report.page.evaluate(INJECTED)
        assert not taken
        assert {"script-src-elem", "script-src-attr", "img-src", "style-src-attr"} <= set(refused)

    def test_nothing_is_wider_than_the_page(self, report):
        for width in (*WIDTHS, NARROWEST):
            report.page.set_viewport_size({"width": width, "height": HEIGHT})
            assert report.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_the_text_of_every_figure_can_be_read_and_no_word_is_broken(self, report):
        for width in WIDTHS:
            report.page.set_viewport_size({"width": width, "height": HEIGHT})
            assert [name for name, size in report.page.evaluate(SMALLEST) if size < 9.99] == []
            assert report.page.evaluate(BROKEN) == []

    def test_a_frame_is_a_stop_of_the_tab_key_where_it_scrolls_and_scrolls_by_key(self, report):
        report.page.set_viewport_size({"width": 800, "height": HEIGHT})
        frames = report.page.get_by_role("group", name=re.compile("^Figure: "))
        expect(report.page.locator(".frame.scrolls").first).to_be_visible()
        told = report.page.evaluate(FRAMES)
        assert {tab for _, tab, _ in told} == {0, -1}
        assert all((tab == 0) == scrolls and name for name, tab, scrolls in told)
        frame = frames.and_(report.page.locator(".scrolls")).first
        frame.focus()
        report.page.keyboard.press("ArrowRight")
        # Asked from outside again and again: the page's rules forbid what `wait_for_function` does inside.
        until = time.monotonic() + 10
        while not report.page.evaluate("document.activeElement.scrollLeft > 0"):
            assert time.monotonic() < until, "the frame did not scroll"
            report.page.wait_for_timeout(20)

    def test_titles_of_sources_have_room(self, report):
        for width in WIDTHS:
            report.page.set_viewport_size({"width": width, "height": HEIGHT})
            table = report.page.get_by_role("table", name=re.compile("^Every document"))
            assert table.get_by_role("columnheader", name="title").bounding_box()["width"] >= 250

    def test_every_link_within_it_leads_somewhere(self, report):
        links = report.page.get_by_role("link").evaluate_all("links => links.map(link => link.hash.slice(1))")
        names = report.page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
        assert len(names) == len(set(names))
        assert set(filter(None, links)) <= set(names)

    def test_pictures(self, report, shots):
        report.pictures(shots, "report")
        report.page.pdf(path=shots / "report.pdf", prefer_css_page_size=True)
        pages = printed(shots / "report.pdf")
        text = " ".join(pages)
        assert len(pages) < MOST
        assert not re.search("Filter rows|Skip the matrix|Back to the cell", text)
        assert re.search(r"the first \d+; \d+ more rows in the page", text)
        assert re.search(r"\d more pairs? in the page", text)


class TestTable:
    @pytest.fixture
    def table(self, words):
        """The table of the figure, unfolded by key."""
        words.get_by_text(re.compile("^Table: ")).press("Enter")
        return words.get_by_role("table")

    def test_a_number_sorts_as_a_number_by_mouse_and_by_key(self, table):
        head = table.get_by_role("columnheader", name="count", exact=True)
        before = column(table, "count")
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert column(table, "count") == sorted(before, key=int)
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        assert column(table, "count") == sorted(before, key=int, reverse=True) != before

    def test_a_filter_leaves_the_rows_that_hold_its_words_and_counts_them(self, words, table):
        rows, told = table.get_by_role("row").all_inner_texts()[1:], words.get_by_role("status")
        wanted = sum("clear" in row.lower() for row in rows)
        assert 0 < wanted < len(rows)
        words.get_by_label("Filter").fill("CLEAR")
        expect(table.get_by_role("row")).to_have_count(1 + wanted)
        expect(told).to_contain_text(f"{wanted} of {len(rows)}")
        words.get_by_label("Filter").fill("")
        expect(told).to_contain_text(f"{len(rows)} of {len(rows)}")


class TestMatrix:
    @pytest.fixture
    def cell(self, report):
        """The first cell of the claim matrix that says that figures differ."""
        matrix = report.page.get_by_role("table", name=re.compile("^What each source says"))
        return matrix.get_by_role("link", name=re.compile("figures differ")).first

    def test_a_cell_opens_its_pairs_by_mouse(self, report, cell):
        cell.click()
        dialog = report.page.get_by_role("dialog", name=re.compile(r"^Sentence \d+ beside .+figures differ"))
        expect(dialog.get_by_role("article", name=re.compile("^pair p")).first).to_be_visible()
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()

    def test_a_cell_opens_by_key_and_the_focus_comes_back(self, report, cell):
        cell.press("Enter")
        dialog = report.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        report.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(cell).to_be_focused()

    def test_an_opened_cell_is_printed_by_itself_with_all_of_its_pairs(self, report, cell):
        cell.press("Enter")
        dialog = report.page.get_by_role("dialog")
        heading, pairs = dialog.get_by_role("heading").first.inner_text(), dialog.get_by_role("article").count()
        pages = printed(io.BytesIO(report.page.pdf(prefer_css_page_size=True)))
        text = " ".join(pages)
        assert len(pages) <= 1 + pairs
        assert heading in text and text.count("characters ") == pairs
        assert not re.search("Contents|Close|Every document", text)

    def test_without_the_script_a_cell_leads_to_its_pairs(self, browser, report_file):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(report_file.as_uri())
        matrix = page.get_by_role("table", name=re.compile("^What each source says"))
        matrix.get_by_role("link", name=re.compile("figures differ")).first.click()
        pairs = page.get_by_role("region", name=re.compile(r"^Sentence \d+ beside .+figures differ"))
        expect(pairs.first).to_be_in_viewport()
        context.close()


class TestEverybody:
    def test_the_first_key_offers_to_skip_to_the_content(self, report):
        report.page.keyboard.press("Tab")
        skip = report.page.get_by_role("link", name=re.compile("^Skip to"))
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        skip.press("Enter")
        expect(report.page.get_by_role("main")).to_be_focused()

    def test_axe_finds_nothing_serious_in_the_page(self, report):
        report.page.evaluate(UNFOLDED, ALIKE)
        for width in WIDTHS:
            report.page.set_viewport_size({"width": width, "height": HEIGHT})
            assert findings(report.page) == []

    def test_axe_finds_nothing_serious_in_an_open_cell(self, report):
        matrix = report.page.get_by_role("table", name=re.compile("^What each source says"))
        matrix.get_by_role("link", name=re.compile("figures differ")).first.click()
        expect(report.page.get_by_role("dialog")).to_be_visible()
        report.page.get_by_role("main", include_hidden=True).evaluate("main => main.replaceChildren()")  # read above
        assert findings(report.page, "dialog") == []
