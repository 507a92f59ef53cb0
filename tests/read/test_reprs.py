"""A corpus, a document and a ledger show themselves: what they hold, nothing as markup, and not too much of it."""

import html
import re
from dataclasses import replace

import pytest

from analysis.read import reprs
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.reprs import LINES, document_marks
from analysis.read.verdicts import FILE, Verdict, Verdicts, added_verdicts, verdicts

BAD = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
TEXT = "The mayor said that 40 mills closed.\n\n“We saw the dam,” the captain told the council, “and left.”"


def words_of(markup):
    markup = re.sub(r"<style>.*?</style>|<sup>.*?</sup>", "", markup)
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", markup)).split())


def body_of(markup):
    """The text that is shown, without its marks."""
    body = re.search(r'class="body".*?>(.*)</div></section>', markup, re.DOTALL).group(1)
    body = re.sub(r"<sup>.*?</sup>|</?(span|b)[^>]*>|\[|\]", "", body)
    return [html.unescape(part) for part in re.findall("<p>(.*?)</p>", body, re.DOTALL)]


class TestCorpus:
    def test_every_document_has_a_row_with_its_counts(self, bridge):
        found = bridge._repr_html_()
        for document in bridge:
            assert f'<td class="short">{document.id}</td>' in found and html.escape(document.title) in found
        assert "the article and 3 sources (1 digest, 2 full)" in words_of(found)

    def test_of_many_documents_the_first_are_shown_and_the_rest_counted(self, bridge):
        more = (Document(id=f"s{i}", text="It rained.") for i in range(reprs.DOCUMENTS))
        found = Corpus(bridge.folder, (*bridge, *more))._repr_html_()
        assert found.count("<tr>") == reprs.DOCUMENTS + 1 and "4 more in corpus.table" in found

    def test_what_the_manifest_says_stays_text(self, bridge):
        bad = [replace(d, id=f"{i}{BAD}", title=BAD, publisher=BAD, licence=BAD) for i, d in enumerate(bridge)]
        assert not re.search("<(script|img)", Corpus(bridge.folder, tuple(bad))._repr_html_())


class TestDocument:
    def test_who_says_what_is_joined_by_a_number(self):
        document = Document(id="x", text=TEXT, engine="rules")
        found = {(mark.sign, document.text[mark.start : mark.end]) for mark in document_marks(document)}
        assert {("s1", "The mayor"), ("w1", "said"), ("n", "40"), ("q", "We saw the dam,")} <= found
        assert len([sign for sign, _ in found if sign.startswith("t2")]) == 2

    def test_the_legend_names_what_is_marked_and_counts_it(self):
        legend = words_of(re.search(r'class="legend">(.*?)</p>', Document(id="x", text=TEXT)._repr_html_()).group(1))
        for part in ("who speaks", "the reporting words", "what is said", "quotation", "quantity ] 1"):
            assert part.replace(" ]", "") in legend.replace("[ ", "").replace(" ]", "")

    def test_every_mark_is_told_apart_without_colour(self):
        signs = {letter for letter, _ in reprs.LEGEND.values()}
        assert len(signs) == len(reprs.LEGEND)
        lines = re.findall(r"\.(\w+)\{text-decoration:underline (\w+)", reprs.STYLE)
        assert len({line for _, line in lines}) == len(lines) == 4  # a quotation has its own marks in the text

    def test_the_text_is_there_whole_and_in_order(self, bridge):
        for document in bridge:
            assert body_of(document._repr_html_()) == [row.text for row in document.paragraphs]

    def test_an_attribution_that_is_unsure_has_a_question_mark(self):
        document = Document(id="x", text="The mayor said that the mill closed.", engine="rules")
        unsure = tuple(replace(one, confidence=0.2) for one in document.attributions)
        document.__dict__["attributions"] = unsure
        found = document._repr_html_()
        assert "<sup>s1?</sup>" in found and "less likely right than wrong" in found

    def test_a_text_without_marks_says_so(self):
        assert "Nothing is marked in this text." in Document(id="x", text="It rained.")._repr_html_()

    def test_a_very_long_text_is_shown_in_part_and_unmarked(self, monkeypatch):
        monkeypatch.setattr(reprs, "LONGEST", 30)
        monkeypatch.setattr(reprs, "OPENING", 9)
        monkeypatch.setattr(reprs, "document_marks", lambda document: pytest.fail("it was marked"))
        found = Document(id="x", text=TEXT)._repr_html_()
        assert body_of(found) == ["The mayor …"] and "The first of" in found

    @pytest.mark.parametrize("text", [BAD, f"The mayor said: “{BAD}”", f"{BAD} said that 40 mills closed."])
    def test_nothing_of_it_becomes_markup(self, text):
        found = Document(id=BAD, text=text, title=BAD, publisher=BAD)._repr_html_()
        assert not re.search("<(script|img)", found)
        tags = "style section div table caption thead tbody tr th td p b span sup"
        assert set(re.findall(r"<(\w+)", found)) <= set(tags.split())

    def test_it_repeats_to_the_byte(self):
        assert Document(id="x", text=TEXT)._repr_html_() == Document(id="x", text=TEXT)._repr_html_()


def decisions(count, **particulars):
    rows = (Verdict(f"p{i:08x}", "accept", "same", by="Ada", text_hash="0" * 16) for i in range(count))
    return [replace(row, **particulars) for row in rows]


class TestVerdicts:
    def test_decisions_read_from_the_file_show_the_latest_first(self, tmp_path):
        added_verdicts(tmp_path, decisions(LINES + 3, at="2026-01-02T03:04:05Z"))
        found = verdicts(tmp_path)._repr_html_()
        shown = re.findall("p[0-9a-f]{8}", found)
        assert shown == [f"p{i:08x}" for i in range(LINES + 2, 2, -1)]
        assert f"{LINES + 3} lines of decisions by 1 reader ({LINES + 3} accept); the latest {LINES}" in found

    def test_lines_set_aside_are_told(self, tmp_path):
        (tmp_path / FILE).write_text('{"pair": "<img src=x>"}\n', encoding="utf-8")
        found = verdicts(tmp_path)._repr_html_()
        assert "0 lines of decisions; 1 set aside" in found and "lacks verdict, text_hash" in found

    def test_what_readers_wrote_stays_text(self):
        found = Verdicts(decisions(2, note=BAD, by=BAD, document=BAD))._repr_html_()
        assert not re.search("<(script|img)", found) and html.escape(BAD) in found

    def test_no_decision_is_an_empty_table(self):
        assert "0 lines of decisions" in Verdicts()._repr_html_()
