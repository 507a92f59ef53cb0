"""The report is one page that asks nobody for anything, in which no document can plant markup, and that lacks nothing.

All structural tests read one page, whose corpus attacks it wherever a document, a list or a reader has a say.
"""

import base64
import datetime
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas
import pytest

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.ledger import decision
from analysis.measure.matrix import SPEAKS
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.verdicts import Verdicts, added_verdict
from analysis.show import gallery
from analysis.show.page import report, report_text
from analysis.show.page_claims import GROUPS, Claims, group_of
from analysis.show.page_notes import counted_sentence
from analysis.show.page_tables import PRINTED
from analysis.show.plots.matrix import GROUNDS, SIGNS, ink

ATTACK = "\"><script>alert(1)</script><img src=x onerror=alert(2)>' onmouseover='alert(3)"
IN_TEXT = "a <b style=\"color:red\">bold</b> style='x' word & more"
LICENCE = "by agreement <i>only</i>"
NOTE = "Counted twice </p></li><script>alert(5)</script>"
VOID = {"meta", "link", "img", "br", "hr", "input", "col"}
PARTS = ["edition", "compared", "vocabulary", "sourcing", "claims", "readers", "sources", "method"]
FETCHING = {"src", "srcset", "data", "action", "formaction", "poster", "background", "ping"}


class Node:
    """An element: its name, attributes, children (elements and text) and parent."""

    def __init__(self, tag, attributes=(), parent=None):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def all(self, tag=None, **wanted):
        """Every element below, of that name and with these attributes."""
        for child in self.children:
            if isinstance(child, Node):
                if tag in (None, child.tag) and all(child.attributes.get(k) == v for k, v in wanted.items()):
                    yield child
                yield from child.all(tag, **wanted)

    def one(self, tag=None, **wanted):
        found = list(self.all(tag, **wanted))
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()


class Tree(HTMLParser):
    """Reads a page into nodes; an element that is closed in the wrong order fails the test."""

    def __init__(self, text):
        super().__init__()
        self.root = self.at = Node("")
        self.feed(text)
        assert self.at is self.root, f"{self.at.tag} is never closed"

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), f"{tag} has an attribute twice: {attrs}"
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Node(tag, attrs, self.at))

    def handle_endtag(self, tag):
        assert tag == self.at.tag, f"</{tag}> closes {self.at.tag}"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A bridge, its article and three sources, all of them hostile; one pair is decided, with a hostile note."""
    folder = tmp_path_factory.mktemp("page") / "corpus"
    folder.mkdir()
    texts = {
        "paper": (
            "original",
            f"Over 4,000 drivers crossed the bridge in May 2021. Nobody misses the ferry: {IN_TEXT}.",
        ),
        "office": ("full", "About 2,500 drivers crossed the bridge in May 2021. It was counted for 31 days."),
        "ferry": ("full", f"The ferry carried 900 drivers in May 2021, the captain said, {IN_TEXT}."),
        "town": ("digest", "According to the town, 4,100 drivers crossed the bridge in May 2021. The town praised it."),
    }
    urls = ("", "javascript:alert(4)", "data:text/html,<script>alert(4)</script>", "https://example.org/a?b=1&c=2")
    documents = [
        Document(id=name, text=f"Heading\n\n{text}\n", title=f"{name} {ATTACK}", publisher=f"{name} {ATTACK}",
                 publisher_type=ATTACK, url=url, date=datetime.date(2021, 6, 1), kind=kind, licence=LICENCE)
        for (name, (kind, text)), url in zip(texts.items(), urls, strict=True)
    ]  # fmt: skip
    rows = ["document,sentence,url,publication,certainty,later", f'town,1,javascript:alert(6),"{ATTACK[2:]}",S,',
            "town,2,https://example.org/report,The report,M,"]  # fmt: skip
    (folder / "references.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    corpus = Corpus(folder, tuple(documents))
    pairs = measure.overlap(corpus)
    office = pairs[(pairs["document"] == "office") & (pairs["relation_auto"] == "figures differ")].iloc[0]
    added_verdict(folder, decision(office.to_dict(), "accept", by=f"Ada {ATTACK}", note=NOTE))
    return corpus


@pytest.fixture(scope="module")
def pictures(corpus):
    return [gallery.drawn(key, corpus) for key in gallery.REGISTRY]


@pytest.fixture(scope="module")
def text(corpus, pictures):
    return report_text(corpus, pictures)


@pytest.fixture(scope="module")
def page(text):
    return Tree(text).root


def section(page, name):
    return page.one(id=name)


class TestSelfContained:
    def test_nothing_is_fetched_from_anywhere(self, page, text):
        assert not [n for n in page.all() if FETCHING & set(n.attributes)]
        assert not {n.tag for n in page.all()} & {"link", "img", "iframe", "object", "embed", "form", "base"}
        assert not re.search(r"url\((?!#)|@import", text)

    def test_the_policy_allows_its_own_style_and_script_alone(self, page):
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
        hashes = {
            tag: base64.b64encode(hashlib.sha256(page.one(tag).text.encode()).digest()).decode()
            for tag in ("style", "script")
        }
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
            "base-uri 'none'; form-action 'none'"
        )

    def test_the_policy_stands_before_all_that_it_governs(self, text):
        assert text.index("Content-Security-Policy") < min(text.index("<style"), text.index("<script"))

    def test_no_element_has_a_style_or_a_handler_of_its_own(self, page):
        assert not [n for n in page.all() if any(a == "style" or a.startswith("on") for a in n.attributes)]

    def test_links_lead_into_the_page_or_to_the_web(self, page):
        links = {n.attributes["href"] for n in page.all("a")}
        assert {link for link in links if not link.startswith("#")} == {
            "https://example.org/a?b=1&c=2", "https://example.org/report",
        }  # fmt: skip


class TestEscaping:
    def test_markup_in_titles_publishers_and_notes_stays_text(self, page):
        assert ATTACK in page.one("h1").text
        assert f"office {ATTACK}" in section(page, "sources").text
        assert NOTE in section(page, "pairs").text
        assert f"Ada {ATTACK}" in section(page, "readers").text

    def test_markup_in_a_text_stays_text(self, page):
        assert IN_TEXT in section(page, "matrix").text
        assert not [n for n in page.all("b") if n.text == "bold"]

    def test_addresses_that_are_none_stand_as_text(self, page):
        told = section(page, "sources").text
        for address in ("javascript:alert(4)", "data:text/html,<script>alert(4)</script>", "javascript:alert(6)"):
            assert address in told

    def test_half_a_surrogate_pair_is_written_all_the_same(self, corpus, tmp_path, monkeypatch):
        monkeypatch.setattr(gallery, "REGISTRY", {})
        odd = [replace(document, licence="half \ud800 a pair") for document in corpus]
        path = report(Corpus(corpus.folder, tuple(odd)), tmp_path)
        assert "half ? a pair" in path.read_text(encoding="utf-8")


class TestFigures:
    def test_every_figure_has_its_section_caption_and_table(self, page, pictures):
        for picture in pictures:
            part = section(page, picture.key)
            assert part.one("h3").text == picture.title
            assert part.one("figcaption").text == picture.caption
            tables = list(part.all("table"))
            assert len(tables) == (len(picture.table) > 0)
            assert all(picture.title in table.one("caption").text for table in tables)

    def test_a_title_stands_once_for_the_eye(self, page, pictures):
        for picture in pictures:
            assert picture.title in picture.svg.decode().split("<desc>")[1], "the file of the figure has it"
            drawn = [n.text for n in section(page, picture.key).one("svg").all("text")]
            assert drawn and picture.title not in drawn

    def test_a_figure_wider_than_its_place_scrolls_in_a_frame_that_keys_reach(self, page, pictures):
        for picture in pictures:
            frame = section(page, picture.key).one("div", **{"class": "frame"})
            assert frame.one("svg").attributes["role"] == "img"
            assert (frame.attributes["tabindex"], frame.attributes["role"]) == ("0", "group")
            assert frame.attributes["aria-label"] == f"Figure: {picture.title}"

    def test_every_picture_is_named_and_described(self, page, pictures):
        assert len(list(page.all("svg"))) == len(pictures) == len(gallery.REGISTRY)
        for picture in pictures:
            svg = section(page, picture.key).one("svg")
            assert svg.attributes["role"] == "img"
            assert svg.one("title", id=svg.attributes["aria-labelledby"]).text == picture.title
            assert svg.one("desc", id=svg.attributes["aria-describedby"]).text == picture.alt

    def test_a_figure_without_a_part_is_shown_all_the_same(self, corpus, pictures):
        odd = replace(pictures[0], key="99-new")
        assert 'id="99-new"' in report_text(corpus, [odd])


class TestStructure:
    def test_ids_are_unique_and_what_refers_to_them_finds_them(self, page):
        ids = [n.attributes["id"] for n in page.all() if "id" in n.attributes]
        assert len(ids) == len(set(ids))
        for node in page.all():
            links = [v[1:] for k, v in node.attributes.items() if k == "href" and v.startswith("#")]
            labels = " ".join(node.attributes.get(k, "") for k in ("aria-labelledby", "aria-describedby")).split()
            parts = re.findall(r"url\(#([^)]+)\)", str(node.attributes))
            assert {*links, *labels, *parts} <= set(ids), node.attributes

    def test_what_the_stylesheet_refers_to_is_there(self, page):
        ids = {n.attributes["id"] for n in page.all() if "id" in n.attributes}
        assert set(re.findall(r"url\(#([^)]+)\)", page.one("style").text)) <= ids

    def test_headings_leave_out_no_level(self, page):
        levels = [int(n.tag[1]) for n in page.all() if re.fullmatch(r"h[1-6]", n.tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))

    def test_landmarks_language_and_the_skip_link(self, page):
        assert page.one("html").attributes["lang"] == "en"
        assert next(page.all("a")).attributes["href"] == "#" + page.one("main").attributes["id"]
        assert page.one("nav").attributes["aria-label"] == "Contents"
        landmarks = [n.tag for n in page.one("body").children if isinstance(n, Node)]
        assert landmarks == ["a", "header", "nav", "main", "footer", "script"]

    def test_the_contents_list_every_part_and_figure(self, page, pictures):
        listed = [n.attributes["href"] for n in page.one("nav").all("a")]
        parts = [n.attributes["id"] for n in page.one("main").children if isinstance(n, Node)]
        assert {f"#{name}" for name in [*parts, *(p.key for p in pictures)]} <= set(listed)

    def test_every_table_has_a_caption_scoped_headers_and_whole_rows(self, page):
        tables = list(page.all("table"))
        assert len(tables) > len(gallery.REGISTRY) / 2
        for table in tables:
            assert table.one("caption").text.strip()
            assert all(n.attributes.get("scope") in ("col", "row") for n in table.all("th"))
            widths = {
                sum(c.tag in ("td", "th") for c in row.children if isinstance(c, Node)) for row in table.all("tr")
            }
            assert len(widths) == 1

    def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(self, page):
        scrolling = [n for n in page.all("div") if "wide" in n.classes]
        assert scrolling
        for node in scrolling:
            assert node.attributes["tabindex"] == "0" and node.attributes["role"] == "region"
            assert node.attributes["aria-label"]


class TestClaims:
    def test_rows_are_claims_and_columns_are_sources(self, page, corpus):
        table = section(page, "matrix").one("table")
        assert [n.text for n in table.all("th", scope="col")][1:] == [d.label for d in corpus.contrast]
        heads = [n.text.split(" ", 1)[1] for n in table.all("th", scope="row")]
        assert heads == [" ".join(claim.text.split()) for claim in corpus.target.claims]

    def test_cells_say_in_words_what_their_sign_says(self, page, corpus):
        table = section(page, "matrix").one("table")
        told = [n.one("span", **{"class": "heard"}).text for n in table.all("td")]
        matrix = measure.claim_matrix(corpus)
        assert told[0] == "figures differ, confirmed"
        assert told.count("not found") == (matrix["relation_final"] == "not found").sum() > 0

    def test_a_cell_has_the_colours_that_it_has_in_the_picture(self, page, corpus):
        css = page.one("style").text
        relations = measure.claim_matrix(corpus)["relation_final"]
        for cell, relation in zip(section(page, "matrix").one("table").all("td"), relations, strict=True):
            names = [name for name in cell.classes if name.startswith("r-")]
            assert len(names) == (relation in SIGNS)
            for name in names:
                fill = SIGNS[relation][1]
                rule = f".{name},.{name} [aria-hidden]{{background-color:{fill};color:{ink(fill)}}}"
                assert css.count(rule) == 1
                assert not re.search(rf"\.{name}\b(?!,|\ \[aria)", css), "no other rule paints it"

    def test_grounds_are_named_for_every_relation_and_can_be_told_apart(self):
        assert {group_of(name) for name in SIGNS} == set(GROUPS) == set(GROUNDS)
        assert len(set(GROUNDS.values())) == len(GROUNDS)

    def test_what_no_reader_has_decided_is_marked_by_hatch_ring_and_word(self, page):
        cells = [n for n in section(page, "matrix").all("td") if list(n.all("a"))]
        open_ones = [n for n in cells if "undecided" in n.classes]
        assert 0 < len(open_ones) < len(cells)
        for cell in cells:
            assert ("°" in cell.text) == ("undecided" in cell.classes) == ("unreviewed" in cell.text)

    def test_a_cell_opens_both_sentences_with_all_that_is_known_of_them(self, page, corpus):
        cell = next(section(page, "matrix").all("a", **{"class": "open"}))
        told = section(page, cell.attributes["href"][1:]).text
        row = measure.reviewed_pairs(corpus).query("document == 'office' and status == 'confirmed'").iloc[0]
        for part in (row["claim_text"], row["text"], "figures differ", row["band"], row["reasons"], "confirmed",
                     row["pair"], f"characters {row['claim_start']} to {row['claim_end']} of the article",
                     f"{row['start']} to {row['end']} of office", f"Ada {ATTACK}", NOTE):  # fmt: skip
            assert part in told

    def test_only_sources_that_speak_are_counted(self, page, corpus):
        matrix = measure.claim_matrix(corpus)
        first = matrix[matrix["claim_sentence"] == 1]["relation_final"].isin(SPEAKS).sum()
        assert f"Sentence 1: {first} of 3 sources speak to it" in section(page, "pairs").text


class TestNotes:
    def test_the_header_and_the_readers_part_say_how_much_is_decided(self, page, corpus):
        filled = measure.claim_matrix(corpus).query("relation_final != 'not found'")
        told = f"1 of {len(filled)} cells of the claim matrix"
        assert told in page.one("h1").parent.text and told in section(page, "readers").text

    def test_a_line_that_was_set_aside_is_told(self, corpus, tmp_path):
        (tmp_path / "verdicts.jsonl").write_text("no decision\n", encoding="utf-8")
        told = report_text(Corpus(tmp_path, corpus.documents), [])
        assert "line 1 holds no JSON object in UTF-8; it is set aside" in told

    def test_sources_are_listed_with_terms_hash_and_kind(self, page, corpus):
        rows = list(section(page, "table-sources-table").one("tbody").all("tr"))
        for row, document in zip(rows, corpus, strict=True):
            cells = [n.text for n in row.all("td")]
            assert cells[0] == document.label and LICENCE in cells
            assert cells[-1] == hashlib.sha256(document.text.encode()).hexdigest()[:12]
            assert any(cell.startswith("digest *") for cell in cells) == (document.kind == "digest")

    def test_the_readers_part_says_why_it_counts_fewer_pairs_than_decisions(self, page):
        told = "The file holds 1 decision, by which 1 pair of sentences is decided. For 1 of these the rules had"
        assert told in section(page, "readers").text

    @pytest.mark.parametrize("lines", [3, 5])
    def test_only_pairs_of_which_something_was_suggested_can_confirm(self, lines):
        rows = [("confirmed", "same", "same", "likely"), ("changed", "same", "only here", "likely"),
                ("rejected", "unrelated", "same", "unlikely"), ("unreviewed", "", "same", "likely")]  # fmt: skip
        pairs = pandas.DataFrame(rows, columns=["status", "relation_human", "relation_auto", "band"]).assign(blind=True)
        told = counted_sentence(Claims(pairs, pairs, Verdicts([None] * lines)))
        assert f"{lines} decisions, by which 3 pairs of sentences are decided" in told
        assert ("taken back" in told) == (lines != 3)
        assert "For 1 of these" in told and "for the other 2" in told

    def test_references_are_listed_where_there_are_any(self, page, corpus, tmp_path):
        told = section(page, "table-references-table").text
        assert "The report" in told and "seen in a copy of it" in told
        assert 'id="table-references-table"' not in report_text(Corpus(tmp_path, corpus.documents), [])

    def test_method_tells_versions_weights_and_settings(self, page, corpus):
        told = section(page, "method").text
        for part in ("Crossread", "pandas", "encoder.onnx", "seed = 0", "min_count = 3", "interval = 0.95",
                     f"engine “{corpus.target.engine}”"):  # fmt: skip
            assert part in told


class TestWriting:
    def test_the_page_repeats_to_the_byte(self, corpus, pictures, text):
        assert report_text(corpus, pictures) == text

    def test_it_lies_beside_the_corpus_and_tells_how_far_it_is(self, bridge, monkeypatch):
        monkeypatch.setattr(gallery, "REGISTRY", {"01-documents": gallery.REGISTRY["01-documents"]})
        told = []
        path = report(bridge, progress=lambda done, total: told.append((done, total)))
        assert path == bridge.folder.parent / "report" / "crossread.html"
        assert told == [(1, 2), (2, 2)]

    def test_paper_has_as_many_rows_of_a_long_table_as_its_caption_says(self, text):
        assert f".long tbody tr:nth-child(n + {PRINTED + 1}) {{ display: none; }}" in text

    def test_a_table_says_how_many_of_its_rows_paper_lacks(self, corpus, pictures):
        long = pandas.DataFrame({"n": range(PRINTED + 3)})
        root = Tree(report_text(corpus, [replace(pictures[0], key="99-new", table=long)])).root
        told = section(root, "99-new").one("caption").one("span", **{"class": "paper"}).text
        assert told == f": the first {PRINTED}; 3 more rows in the page"

    def test_an_article_alone_has_a_page(self, bridge):
        root = Tree(report_text(Corpus(bridge.folder, (bridge.target,)), [])).root
        assert "0 other documents" in root.text

    @pytest.mark.parametrize("sources", [("office", "ferry"), ("office",), ("quiet",), ()])
    def test_few_sources_no_digest_and_no_figure_make_a_whole_page(self, corpus, tmp_path, sources):
        quiet = replace(corpus["office"], id="quiet", text="Heading\n\nDrivers like the bridge. Some miss the ferry.\n")
        known = {document.id: document for document in (*corpus, quiet)}
        small = Corpus(tmp_path, (known["paper"], *(known[name] for name in sources)))
        found = report_text(small, [gallery.drawn(key, small) for key in gallery.REGISTRY])
        root = Tree(found).root
        assert [n.attributes["id"] for n in root.one("main").children if isinstance(n, Node)] == PARTS
        assert len(list(root.all("svg"))) == len(gallery.REGISTRY)
        assert "digest" not in section(root, "sources").text.lower()
        assert "asterisk" not in root.one("header").text and "Digest *" not in found
        assert not re.search(r"\bnan\b|\bNone\b|\{\{|\}\}", section(root, "claims").text)
        assert len(section(root, "table-sources-table").one("tbody").text.split("full text")) == len(sources) + 1
        assert not [n for n in root.all("script") if "alert" in n.text] and not list(root.all("img"))

    def test_a_broken_list_of_references_is_one_line_and_nothing_is_written(self, corpus, tmp_path, monkeypatch):
        monkeypatch.setattr(gallery, "REGISTRY", {})
        (tmp_path / "references.csv").write_text("document,url\n", encoding="utf-8")
        with pytest.raises(CrossreadError, match=r"references\.csv lacks sentence"):
            report(Corpus(tmp_path, corpus.documents), tmp_path / "out")
        assert not (tmp_path / "out").exists()
