"""PDF: lines, words, pages, and files that are none."""

import re

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire.pages_pdf import pdf_extract
from analysis.read.acquire.parsing import parsed
from analysis.read.acquire.pdf_lines import Line, body_lines, paragraph_starts
from analysis.read.acquire.pdf_words import joined_lines
from tests.read.acquire import articles, files
from tests.read.acquire.attacks import pdf_file


def lines(*rows: tuple[str, float, float, float, int]) -> list[Line]:
    return [Line(*row) for row in rows]


def page(number: int, head: str, foot: str, count: int = 12) -> list[Line]:
    body = [(f"Word {chr(97 + i)}{chr(96 + number)} and more.", 50, 700 - 15 * i, 11, number) for i in range(count)]
    return lines((head, 50, 780, 9, number), *body, (foot, 280, 30, 9, number))


class TestRunningHeads:
    def left(self, *pages: list[Line]) -> list[str]:
        return [line.text for line in body_lines(list(pages)) if not line.text.startswith("Word")]

    def test_a_head_of_every_page_and_its_number_go(self):
        assert self.left(*(page(n, "The Report", f"Page {n} of 9") for n in (1, 2, 3))) == []

    def test_heads_that_differ_between_left_and_right_pages_go(self):
        assert self.left(*(page(n, ("Left", "Right")[n % 2], f"{n}") for n in range(1, 7))) == []

    def test_heads_with_number_and_words_go(self):
        assert self.left(*(page(n, f"{n + 40} | Annual report 2021", "") for n in (1, 2, 3, 4))) == []

    def test_a_headline_of_one_page_stays(self):
        pages = [page(n, "The Report", f"{n}") for n in (1, 2, 3)]
        pages[1][0] = Line("A headline", 50, 740, 18, 2)
        assert self.left(*pages) == ["A headline"]

    def test_the_number_of_a_single_page_goes_and_its_lines_stay(self):
        assert self.left(page(1, "A headline", "- 1 -")) == ["A headline"]

    def test_a_line_that_stands_on_two_pages_in_the_middle_stays(self):
        pages = [page(n, f"{n}", "") for n in (1, 2)]
        for found in pages:
            found[6] = Line("Sum of the year", 50, 610, 11, found[0].page)
        assert self.left(*pages) == ["Sum of the year"] * 2

    def test_a_year_that_ends_a_page_within_the_text_stays(self):
        pages = [page(1, "The Report", "1"), page(2, "The Report", "2")]
        pages[0].insert(-1, Line("in the summer of 1999", 50, 520, 11, 1))
        assert self.left(*pages) == ["in the summer of 1999"]


class TestParagraphStarts:
    def starts(self, *rows) -> list[int]:
        return paragraph_starts(lines(*rows))

    def test_a_gap_begins_a_paragraph(self):
        rows = [("One line of it that goes on.", 50, 700, 11, 1), ("Two lines of it that go on.", 50, 686, 11, 1),
                ("Three lines of it and so on.", 50, 660, 11, 1),
                ("Four lines of it and so on.", 50, 646, 11, 1)]  # fmt: skip
        assert self.starts(*rows) == [0, 2]

    def test_an_indented_line_begins_a_paragraph(self):
        rows = [("One line of it that goes on.", 50, 700, 11, 1), ("Two lines of it that go on.", 50, 686, 11, 1),
                ("Three lines of it and so on.", 65, 672, 11, 1),
                ("Four lines of it and so on.", 50, 658, 11, 1)]  # fmt: skip
        assert self.starts(*rows) == [0, 2]

    def test_a_sentence_runs_on_over_a_page(self):
        rows = [("The sentence goes on over", 50, 60, 11, 1), ("the end of the page.", 50, 700, 11, 2),
                ("Another one.", 50, 686, 11, 2)]  # fmt: skip
        assert self.starts(*rows)[:2] in ([0], [0, 2])

    def test_larger_letters_are_a_heading(self):
        rows = [("A heading", 50, 700, 16, 1), ("and the text.", 50, 680, 11, 1)]
        assert self.starts(*rows) == [0, 1]


class TestJoinedLines:
    @pytest.mark.parametrize(
        ("parted", "whole"),
        [
            (["infor-", "mation"], "information"),
            (["a well-", "known man"], "a well-known man"),
            (["forty-", "eight hours"], "forty-eight hours"),
            (["self-", "respect"], "self-respect"),
            (["how-", "ever it is"], "however it is"),
            (["without, with-", "out"], "without, without"),
            (["Iran-", "Iraq war"], "Iran-Iraq war"),
            (["COVID-", "19"], "COVID-19"),
            (["1980-", "1988"], "1980-1988"),
            (["a dash -", "and more"], "a dash - and more"),
            (["co\u00ad", "operate"], "cooperate"),
            (["zyrk-", "whomble"], "zyrkwhomble"),
            (["two", "words"], "two words"),
        ],
    )  # fmt: skip
    def test_a_word_at_the_end_of_a_line(self, parted, whole):
        assert joined_lines([parted])[0] == [whole]

    def test_the_same_text_is_the_first_evidence(self):
        assert joined_lines([["a zyrk-whomble, a zyrk-", "whomble"]])[0] == ["a zyrk-whomble, a zyrk-whomble"]
        assert joined_lines([["the understatement of an under-", "statement"]])[0][0].endswith("an understatement")

    def test_offsets_are_where_the_lines_begin(self):
        texts, offsets = joined_lines([["The infor-", "mation was well-", "known to", "all"]])
        assert [texts[0][at:][:3] for at in offsets[0]] == ["The", "mat", "kno", "all"]


class TestPdfExtract:
    def test_the_stretch_of_a_page_holds_its_words(self):
        found = pdf_extract(files.pdf_running_heads(articles.DROUGHT))
        assert [number for number, _, _ in found.pages] == [1, 2]
        for _, start, end in found.pages:
            assert found.text[start:end] == found.text[start:end].strip() != ""
        first, second = (found.text[start:end] for _, start, end in found.pages)
        assert "Santa Brígida" in first and "Santa Brígida" not in second
        assert "writes down who has come." in second

    def test_a_paragraph_over_two_pages_is_one(self):
        text = pdf_extract(files.pdf_running_heads(articles.DROUGHT)).text
        assert len(text.strip().split("\n\n")) == 1 + len(articles.DROUGHT.paragraphs)

    def test_every_word_once_and_in_order(self):
        for make in (files.pdf_hyphenated, files.pdf_columns_hyphenated, files.pdf_columns, files.pdf_word_by_word):
            words = re.findall(r"\w+", pdf_extract(make(articles.BRIDGE)).text)
            assert words == re.findall(r"\w+", articles.BRIDGE.text)

    def test_a_page_without_text_is_told(self):
        import fpdf

        pdf = fpdf.FPDF()
        for text in (
            articles.FERRY.paragraphs[0].replace("’", "'"),
            "",
            articles.COURT.paragraphs[0].replace("’", "'"),
        ):
            pdf.add_page()
            pdf.set_font("Helvetica", size=12)
            pdf.multi_cell(0, 6, text or " ")
        found = pdf_extract(bytes(pdf.output()))
        assert found.notes[0] == "Of 3 pages 1 hold no text (page 2); they may be pictures."
        assert [number for number, _, _ in found.pages] == [1, 3]

    def test_a_file_of_pictures_is_one_error(self):
        with pytest.raises(CrossreadError, match="no text, only pictures"):
            pdf_extract(pdf_file(b"0 0 m 100 100 l S"))

    def test_an_encrypted_file_is_one_error(self):
        import fpdf

        pdf = fpdf.FPDF()
        pdf.set_encryption(owner_password="o", user_password="u")
        pdf.add_page()
        with pytest.raises(CrossreadError, match="encrypted; save a copy without a password"):
            pdf_extract(bytes(pdf.output()))

    def test_a_file_that_only_forbids_copying_can_be_read_as_it_can_be_shown(self):
        import fpdf

        pdf = fpdf.FPDF()
        pdf.set_encryption(owner_password="o")
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        pdf.multi_cell(0, 6, "A swan that sat between the rails held up trams.")
        assert pdf_extract(bytes(pdf.output())).text == "A swan that sat between the rails held up trams.\n"

    @pytest.mark.parametrize("length", [9, 100, 700, 1500, 2500])
    def test_a_file_cut_off_is_one_error_or_its_text(self, length):
        content = files.pdf_running_heads(articles.DROUGHT)[:length]
        with pytest.raises(CrossreadError, match=r"^cut\.pdf: the PDF (is damaged|has no pages|holds)"):
            parsed(content, name="cut.pdf")

    def test_letters_that_command_do_not_come_in(self):
        found = pdf_extract(pdf_file(b"BT /F 12 Tf (A swan sat \\033[2J\\007 on the tram rails.) Tj ET"))
        assert found.text == "A swan sat [2J on the tram rails.\n"

    def test_printers_letters_become_two(self):
        from pathlib import Path

        import fpdf
        import matplotlib

        pdf = fpdf.FPDF()
        pdf.add_page()
        pdf.add_font("DejaVu", fname=Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
        pdf.set_font("DejaVu", size=12)
        pdf.cell(0, 6, "The ﬁrst ofﬁce of the ﬂeet, they say.")
        assert pdf_extract(bytes(pdf.output())).text == "The first office of the fleet, they say.\n"
