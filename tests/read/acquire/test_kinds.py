"""What some bytes are: bytes before media type before name."""

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.kinds import media_kind
from tests.read.acquire.attacks import paragraph, word_file


class TestMediaKind:
    @pytest.mark.parametrize(
        ("content", "media", "name", "kind"),
        [
            (b"%PDF-1.4 ...", "text/html", "a.html", "pdf"),
            (b"\n\n%PDF-1.4 ...", "", "", "pdf"),
            (b"<!DOCTYPE html><p>a", "application/pdf", "a.pdf", "html"),
            (b"\xef\xbb\xbf <!-- x --><HTML>", "", "", "html"),
            (b'<?xml version="1.0"?><html xmlns="x">', "", "a.xml", "html"),
            ("<html>".encode("utf-16"), "", "", "html"),
            (b"words", "text/html; charset=x", "", "html"),
            (b"words", "", "https://a.example/b.htm?c=d", "html"),
            (b"words", "text/plain", "notes.md", "markdown"),
            (b"<div align=center>\n\n# A", "", "README.md", "markdown"),
            (b"words", "text/markdown", "", "markdown"),
            (b"words", "", "", "text"),
            (b"BMW and MZ are makers.", "", "", "text"),
            (b"ID3 is a tag.", "", "a.unknown", "text"),
        ],
    )
    def test_the_kind_goes_by_bytes_then_media_type_then_name(self, content, media, name, kind):
        assert media_kind(content, media=media, name=name) == kind

    def test_a_word_file_is_one_whatever_it_is_called(self):
        assert media_kind(word_file(paragraph("a")), name="a.html", media="text/plain") == "docx"

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"", "empty"),
            (b" \r\n\t", "empty"),
            (b"\x89PNG\r\n\x1a\n", "PNG"),
            (b"GIF89a\x01\0", "GIF"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
            (b"BM\x10\0\0\0", "BMP"),
            (b"\0\0\0\x18ftypmp42", "film"),
            (b"RIFF\x10\0\0\0WEBP", "picture"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office"),
            (b"{\\rtf1 a}", "RTF"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"PK\x03\x04 mimetypeapplication/epub+zip", "EPUB"),
            (b"PK\x03\x04 xl/workbook.xml", "Excel"),
            (b"PK\x03\x04 ppt/presentation.xml", "PowerPoint"),
            (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
            (b"PK\x03\x04 a.txt", "zip archive"),
            (b'<?xml version="1.0"?><rss>', "XML"),
            (b"<svg>", "svg"),
            (b'{"a": 1}', "json"),
        ],
    )
    def test_anything_else_is_named_and_what_is_accepted_listed(self, content, what):
        media = {b"<svg>": "image/svg+xml", b'{"a": 1}': "application/json"}.get(content, "")
        with pytest.raises(CrossreadError, match=f"{what}.*HTML, PDF, Word"):
            media_kind(content, media=media)


class TestNoText:
    @pytest.mark.parametrize("head", [b"Subject: A", b"From: a@b.example\r\nTo: c\r\n more", b"Received: x"])
    def test_a_mail_or_web_archive_is_refused_with_what_to_do(self, head):
        content = head + b"\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>A swan.</p>"
        with pytest.raises(CrossreadError, match=r"web archive.*save the page as HTML only"):
            media_kind(content, name="a.txt")

    def test_the_head_of_a_mail_pasted_into_a_text_is_text(self):
        assert media_kind(b"From: Ann\nSubject: Swan\n\nA swan sat on the rails.") == "text"

    @pytest.mark.parametrize(("content", "name"), [(b'{"a": "A swan."}', "a.txt"), (b"a,b\n1,2", "a.csv")])
    def test_data_are_refused_by_content_or_name(self, content, name):
        with pytest.raises(CrossreadError, match=r"HTML, PDF, Word"):
            media_kind(content, name=name)

    def test_a_text_that_speaks_of_pdf_is_text(self):
        assert media_kind(b"A PDF begins with %PDF-1.7, the manual says.") == "text"
