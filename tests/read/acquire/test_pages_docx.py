"""Word files: blocks, properties, and packages that are none."""

import datetime
import io

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.pages_docx import docx_extract
from tests.read.acquire import articles, files
from tests.read.acquire.attacks import ATTACKS, paragraph, word_file

SWAN = "A swan sat on the rails."


class TestDocxExtract:
    def test_the_text_is_the_title_a_blank_line_and_the_paragraphs(self):
        for make in (files.docx_plain, files.docx_with_headings, files.docx_with_list, files.docx_tracked):
            assert docx_extract(make(articles.TRADE)).text == articles.TRADE.text + "\n"

    def test_properties_give_title_and_day_with_a_caution(self):
        found = docx_extract(files.docx_plain(articles.COURT))
        assert (found.title, found.date) == (articles.COURT.title, datetime.date(2020, 11, 26))
        assert any("The date is that of the file" in note for note in found.notes)

    def test_a_file_without_properties_has_neither(self):
        found = docx_extract(word_file(paragraph(SWAN)))
        assert (found.title, found.date, found.text) == ("", None, SWAN + "\n")

    def test_a_title_that_stands_only_in_the_properties_is_put_first(self):
        import docx

        file = docx.Document()
        file.core_properties.title = "Swan stops trams"
        file.add_paragraph(SWAN)
        stream = io.BytesIO()
        file.save(stream)
        assert docx_extract(stream.getvalue()).text == f"Swan stops trams\n\n{SWAN}\n"

    def test_a_table_gives_a_line_a_row_and_is_told(self):
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        row = f"<w:tr>{cell.format('a')}{cell.format('b')}</w:tr>"
        found = docx_extract(word_file(f"{paragraph(SWAN)}<w:tbl>{row}{row}</w:tbl>{paragraph(SWAN)}"))
        assert found.text == f"{SWAN}\n\na | b\n\na | b\n\n{SWAN}\n"
        assert found.notes == ("1 table is given as lines, one a row.",)

    def test_footnotes_are_told(self):
        found = docx_extract(word_file(f'<w:p><w:r><w:t>{SWAN}</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'))
        assert found.notes == ("1 footnote is not in the text.",)

    def test_inserted_text_is_in_and_deleted_text_is_not(self):
        body = (
            "<w:p><w:ins><w:r><w:t>In. </w:t></w:r></w:ins><w:del><w:r><w:delText>Out.</w:delText></w:r></w:del></w:p>"
        )
        assert docx_extract(word_file(body)).text == "In.\n"

    def test_a_text_box_is_read_once(self):
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
        drawn = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        drawn = f"<mc:AlternateContent {space}>{drawn}</mc:AlternateContent>"
        found = docx_extract(word_file(f"<w:p><w:r><w:t>{SWAN}</w:t>{drawn}</w:r></w:p>"))
        assert found.text == f"{SWAN}\n\nIn a box.\n"

    def test_links_tabs_and_breaks(self):
        body = (
            "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>"
            "<w:hyperlink><w:r><w:t>, linked</w:t></w:r></w:hyperlink>"
            "<w:r><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four.</w:t></w:r></w:p>"
        )
        assert docx_extract(word_file(body)).text == "One\ttwo, linked\nthree\u2011four.\n"


class TestPackages:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("a bomb.docx", "unpacks to 200,0.*refused"),
            ("a bomb in markup.docx", "unpacks to 100,0.*refused"),
            ("false sizes.docx", "damaged"),
            ("outside.docx", "names a place outside itself"),
            ("outside windows.docx", "names a place outside itself"),
            ("root.docx", "names a place outside itself"),
            ("twice.docx", "names a part twice|damaged"),
            ("entities.docx", "declares XML entities"),
            ("file entity.docx", "declares XML entities"),
            ("deep.docx", "nests more|damaged"),
            ("many parts.docx", "6,001 parts"),
            ("cut.docx", "damaged or cut off"),
            ("no body.docx", "no text|no body"),
            ("not xml.docx", "damaged"),
        ],
    )
    def test_a_package_that_is_none_is_one_error(self, name, said):
        with pytest.raises(CrossreadError, match=said):
            docx_extract(ATTACKS[name]())

    def test_entities_written_in_sixteen_bits_are_seen(self):
        hidden = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16")
        with pytest.raises(CrossreadError, match="declares XML entities"):
            docx_extract(word_file(paragraph(SWAN), more={"docProps/core.xml": hidden}))


class TestNothingLostOrTwice:
    def test_hidden_words_are_not_in_and_formulas_are(self):
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r><w:r><w:t>seen</w:t></w:r>"
        assert docx_extract(word_file(f"<w:p>{hidden}</w:p>{paragraph(SWAN)}")).text.split()[0] == "seen"

    def test_a_table_that_lays_out_gives_paragraphs_each_once(self):
        inner = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
        outer = f"<w:tbl><w:tr><w:tc>{paragraph(SWAN)}{inner}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>"
        assert docx_extract(word_file(outer)).text == f"{SWAN}\n\na | b\n\nc\n"

    def test_a_cell_with_several_paragraphs_of_prose_keeps_them(self):
        long = "A swan sat on the rails. " * 5
        cells = f"<w:tc>{paragraph(long)}{paragraph(SWAN)}</w:tc><w:tc>{paragraph('c')}</w:tc>"
        found = docx_extract(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
        assert found.text == f"{long.strip()}\n\n{SWAN}\n\nc\n"
