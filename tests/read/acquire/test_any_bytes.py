"""Whatever the bytes: a record or a `CrossreadError`, for every way in which they can be read."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.read.acquire.parsing import parsed
from tests.read.acquire import articles, files, pages
from tests.read.acquire.attacks import pdf_file, word_file

NAMES = ("a.html", "a.pdf", "a.docx", "a.txt", "a.md", "a")
TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "<article>", "</article>", "<table>", "<tr>", "<td>", "<br>", "<h1>", "<ul>", "<li>",
     "<a href=x>", "<!--", "-->", "<script>", "</script>", "<meta charset=utf-16>", "<title>", "<![CDATA[", "&nbsp;",
     "&#0;", "&#xd800;",
     "<blockquote>", "<time datetime=2020-02-30>", "<html lang=xx>", "<svg>", "<template>", "\0", "\ud7ff", "<p", "<"]
)  # fmt: skip
MARKS = st.sampled_from(
    ["# ", "> ", "- ", "1. ", "```\n", "---\n", "+++\n", "title: x\n", "date: 99\n", "[a](b)", "[a]: b\n",
     "|a|b|\n|-|-|\n",
     "<div>\n", "*", "_", "`", "\\", "[^1]", "!", "\n", "\n\n", "\t"]
)  # fmt: skip
WORD_TAGS = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
     "</w:tc>",
     "<w:sdt/>", "<w:br/>", "<w:pPr><w:pStyle w:val='Title'/></w:pPr>", "<w:txbxContent>", "</w:txbxContent>", "&amp;"]
)  # fmt: skip
WORDS = st.text(max_size=30)


def outcome(content: bytes, **known: str) -> None:
    try:
        found = parsed(content, **known)
    except CrossreadError as error:
        assert str(error).strip() == str(error)
        assert "\n" not in str(error)
    else:
        assert found.text.endswith("\n") and found.text.strip()
        assert not set(found.text) & set("\0\x1b\r\x07")
        assert all(found.text[start:end] for _, start, end in found.pages)
        assert found.text.startswith(found.title)


class TestAnyBytes:
    @pytest.mark.parametrize("name", NAMES)
    @settings(max_examples=60, deadline=None)
    @given(content=st.binary(max_size=400), media=st.sampled_from(["", "text/html; charset=utf-16", "text/plain"]))
    def test_bytes(self, name, content, media):
        outcome(content, name=name, media=media)

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.one_of(TAGS, WORDS), max_size=40).map("".join))
    def test_markup_of_pages(self, text):
        outcome(b"<html>" + text.encode("utf-8", "surrogatepass"), name="a.html")

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.one_of(MARKS, WORDS), max_size=40).map("".join))
    def test_markup_of_markdown(self, text):
        outcome(text.encode("utf-8", "surrogatepass"), name="a.md")

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.one_of(WORD_TAGS, WORDS), max_size=40).map("".join))
    def test_markup_of_word(self, text):
        outcome(word_file(text.replace("\ud7ff", "")), name="a.docx")

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300), st.booleans())
    def test_operators_of_a_pdf(self, content, texts):
        outcome(pdf_file(b"BT /F 12 Tf (A swan sat) Tj " + content if texts else content), name="a.pdf")

    @settings(max_examples=40, deadline=None)
    @given(encoding=st.text(max_size=12), content=st.binary(max_size=60))
    def test_any_name_of_an_encoding(self, encoding, content):
        outcome(content, name="a.txt", encoding=encoding)


def damaged(content: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    for place, piece in cuts:
        at = place % (len(content) + 1)
        content = content[:at] + piece + content[at + len(piece) + place % 3 :]
    return content


CUTS = st.lists(st.tuples(st.integers(0, 60_000), st.binary(max_size=8)), max_size=6)
PDF, DOCX = files.pdf_running_heads(articles.DROUGHT), files.docx_with_list(articles.TRADE)
HTML = pages.pages()[0].content


class TestDamagedFiles:
    @settings(max_examples=60, deadline=None)
    @given(CUTS)
    def test_a_damaged_pdf(self, cuts):
        outcome(damaged(PDF, cuts), name="a.pdf")

    @settings(max_examples=60, deadline=None)
    @given(CUTS)
    def test_a_damaged_word_file(self, cuts):
        outcome(damaged(DOCX, cuts), name="a.docx")

    @settings(max_examples=40, deadline=None)
    @given(CUTS)
    def test_damaged_markup_in_a_sound_word_file(self, cuts):
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(DOCX)) as old, zipfile.ZipFile(stream, "w") as new:
            for part in old.namelist():
                content = old.read(part)
                new.writestr(part, damaged(content, cuts) if part.endswith("document.xml") else content)
        outcome(stream.getvalue(), name="a.docx")

    @settings(max_examples=40, deadline=None)
    @given(CUTS)
    def test_a_damaged_page(self, cuts):
        outcome(damaged(HTML, cuts), name="a.html")
