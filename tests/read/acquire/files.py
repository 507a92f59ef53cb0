"""PDF and DOCX files of invented stories, as office programs and typesetters lay them out."""

import io
import textwrap
from pathlib import Path

from tests.read.acquire.articles import Story


def docx_plain(story: Story) -> bytes:
    """Title and paragraphs in the Normal style, the title bold; title and day in the file's properties."""
    import docx

    file = docx.Document()
    file.add_paragraph().add_run(story.title).bold = True
    for part in story.paragraphs:
        file.add_paragraph(part)
    return _docx_bytes(file, story)


def docx_with_headings(story: Story) -> bytes:
    """Title style, headings, a header with the publisher's name and a footer."""
    import docx

    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = f"{story.publisher}, confidential draft"
    file.sections[0].footer.paragraphs[0].text = "Page 1"
    file.add_heading(story.title, 0)
    for part in story.paragraphs:
        if len(part) < 40:
            file.add_heading(part, 2)
        else:
            paragraph = file.add_paragraph()
            for word in part.split(" "):  # runs as a spelling checker leaves them
                paragraph.add_run(word + " ")
    return _docx_bytes(file, story)


def docx_with_list(story: Story) -> bytes:
    """A bulleted list in the middle."""
    import docx

    file = docx.Document()
    file.add_heading(story.title, 1)
    for i, part in enumerate(story.paragraphs):
        file.add_paragraph(part, style="List Bullet" if 2 <= i <= 4 else None)
    return _docx_bytes(file, story)


def _docx_bytes(file, story: Story) -> bytes:
    import datetime

    file.core_properties.title = story.title
    file.core_properties.author = "A. Writer"
    file.core_properties.created = datetime.datetime.fromisoformat(story.day)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


A5 = (148, 210)  # millimetres


def _pdf(story: Story, size="A4"):
    import fpdf

    pdf = fpdf.FPDF(format=size)
    pdf.set_title(story.title)
    pdf.set_author(story.publisher)
    return pdf


def _western(text: str) -> str:
    """What the fonts built into PDF can show."""
    return text.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-", "œ": "oe"}))


def pdf_one_page(story: Story) -> bytes:
    """One page in an embedded font with all its letters."""
    import matplotlib

    pdf = _pdf(story)
    pdf.add_font("DejaVu", fname=Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    pdf.add_page()
    pdf.set_font("DejaVu", size=18)
    pdf.multi_cell(0, 9, story.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("DejaVu", size=11)
    for part in story.paragraphs:
        pdf.ln(3)
        pdf.multi_cell(0, 6, part, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def pdf_running_heads(story: Story) -> bytes:
    """Several small pages with a running head, a page number at the foot, and paragraphs cut by the page's end."""
    import fpdf

    class Paper(fpdf.FPDF):
        def header(self):
            self.set_font("Helvetica", size=8)
            left = self.page_no() % 2
            self.cell(0, 5, story.publisher if left else "Water and land", align="L" if left else "R")
            self.ln(9)

        def footer(self):
            self.set_y(-12)
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, f"{story.publisher} - Page {self.page_no()} of {{nb}}", align="C")

    pdf = Paper(format=A5)
    pdf.set_title(story.title)
    pdf.set_auto_page_break(True, 18)
    pdf.add_page()
    pdf.set_font("Times", size=18)
    pdf.multi_cell(0, 8, _western(story.title), new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", size=14)
    for part in story.paragraphs:
        pdf.ln(4)
        pdf.multi_cell(0, 7, _western(part), new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(pdf.output())


def hyphenated_lines(text: str, width: int) -> list[str]:
    """The text in lines of `width` characters; a long word is parted at the line's end, a compound at its hyphen."""
    lines, line = [], ""
    for word in text.split():
        room = width - len(line) - 1
        cut = next((i for i in range(min(room - 1, len(word) - 3), 2, -1) if word[:i][-1] in "aeiou"), 0)
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
        elif "-" in word and word.index("-") < room:
            at = word.index("-") + 1
            lines.append(f"{line} {word[:at]}")
            line = word[at:]
        elif len(word) >= 7 and word.isalpha() and cut:
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def pdf_hyphenated(story: Story) -> bytes:
    """Two pages of short lines with hyphenated words and a number at the foot."""
    pdf = _pdf(story, A5)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Times", "B", 16)
    for line in textwrap.wrap(_western(story.title), 40):
        pdf.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Times", size=12)
    for part in story.paragraphs:
        pdf.ln(3)
        for line in hyphenated_lines(_western(part), 52):
            if pdf.get_y() > 180:
                _number(pdf)
                pdf.add_page()
            pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    _number(pdf)
    return bytes(pdf.output())


def _number(pdf) -> None:
    pdf.set_y(196)
    pdf.cell(0, 6, f"- {pdf.page_no()} -", align="C")


def pdf_columns(story: Story) -> bytes:
    """Two columns below a title that goes over both."""
    pdf = _pdf(story)
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 18)
    pdf.multi_cell(0, 9, _western(story.title), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    pdf.set_font("Times", size=12)
    with pdf.text_columns(ncols=2, gutter=8, text_align="L") as columns:
        for part in story.paragraphs:
            with columns.paragraph(bottom_margin=4) as paragraph:
                paragraph.write(_western(part))
    return bytes(pdf.output())


def pdf_indented(story: Story) -> bytes:
    """Paragraphs parted by an indented first line alone, justified, as books have them."""
    pdf = _pdf(story, A5)
    pdf.add_page()
    pdf.set_font("Times", "B", 16)
    pdf.multi_cell(0, 8, _western(story.title), new_x="LMARGIN", new_y="NEXT", align="C")
    pdf.ln(6)
    pdf.set_font("Times", size=12)
    for part in story.paragraphs:
        pdf.multi_cell(0, 6, "      " + _western(part), new_x="LMARGIN", new_y="NEXT", align="J")
    return bytes(pdf.output())


def pdf_columns_hyphenated(story: Story) -> bytes:
    """Two columns on small pages, hyphenated, with heads that tell left pages from right ones; no properties."""
    import fpdf

    pdf = fpdf.FPDF(format=A5)
    pdf.set_auto_page_break(False)
    lines: list[tuple[str, bool]] = []
    for part in story.paragraphs:
        lines += [(line, i == 0) for i, line in enumerate(hyphenated_lines(_western(part), 34))]
    at, page = 0, 0
    while at < len(lines):
        pdf.add_page()
        page += 1
        pdf.set_font("Helvetica", size=7)
        pdf.text(12 if page % 2 else 100, 8, f"{page}   {story.publisher}" if page % 2 else f"May 2022   {page}")
        top = 18
        if page == 1:
            pdf.set_font("Times", "B", 18)
            for i, line in enumerate(textwrap.wrap(_western(story.title), 36)):
                pdf.text(12, top + 8 * i, line)
            top += 26
        pdf.set_font("Times", size=10)
        for x in (12, 78):
            y = top
            while at < len(lines) and y < 120:
                line, first = lines[at]
                pdf.text(x + (4 if first else 0), y, line)
                y += 5
                at += 1
    return bytes(pdf.output())


def pdf_word_by_word(story: Story) -> bytes:
    """Every word put in its place by itself, as typesetters do to fill the line."""
    import fpdf

    pdf = fpdf.FPDF(format=A5)
    pdf.add_page()
    pdf.set_font("Times", "B", 15)
    pdf.text(14, 20, _western(story.title))
    pdf.set_font("Times", size=10)
    y = 32
    for part in story.paragraphs:
        for line in textwrap.wrap(_western(part), 70):
            x = 14.0
            for word in line.split():
                pdf.text(x, y, word)
                x += pdf.get_string_width(word + " ") + 0.3
            y += 5
        y += 3
    return bytes(pdf.output())


def docx_tracked(story: Story) -> bytes:
    """A sentence inserted and one deleted under tracked changes, a text box twice, a footnote, a content control."""
    import docx
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = docx.Document()
    file.add_heading(story.title, 0)
    for i, part in enumerate(story.paragraphs):
        paragraph = file.add_paragraph()
        half = part.index(" ", len(part) // 2)
        first, rest = part[:half], part[half:]
        if i == 0:
            paragraph.add_run(first)
            paragraph._p.append(
                parse_xml(
                    f'<w:ins {space} w:id="1" w:author="B"><w:r><w:t xml:space="preserve">{rest}</w:t></w:r></w:ins>'
                )
            )
            paragraph._p.append(
                parse_xml(f'<w:del {space} w:id="2" w:author="B"><w:r><w:delText>Struck out.</w:delText></w:r></w:del>')
            )
        else:
            paragraph.add_run(part)
        if i == 1:
            paragraph._p.append(parse_xml(f'<w:r {space}><w:footnoteReference w:id="2"/></w:r>'))
        if i == 2:
            paragraph._p.getparent().replace(
                paragraph._p,
                parse_xml(
                    f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>{part}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
                ),
            )
    return _docx_bytes(file, story)


def pdf_numbered(story: Story) -> bytes:
    """A committee's document: letterhead, numbered paragraphs with a hanging indent, page numbers in words."""
    pdf = _pdf(story)
    pdf.set_title("")
    for number, parts in enumerate((story.paragraphs[:3], story.paragraphs[3:]), start=1):
        pdf.add_page()
        pdf.set_font("Helvetica", size=9)
        pdf.text(20, 14, "A/HC.3/L.17")
        pdf.set_y(24)
        if number == 1:
            pdf.set_font("Helvetica", "B", 15)
            pdf.multi_cell(0, 8, _western(story.title), new_x="LMARGIN", new_y="NEXT")
            pdf.ln(6)
        pdf.set_font("Helvetica", size=11)
        for part in parts:
            lines = textwrap.wrap(_western(part), 82)
            for i, line in enumerate(lines):
                pdf.set_x(20 if i == 0 else 14)
                pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(4)
        pdf.set_font("Helvetica", size=9)
        pdf.text(170, 285, f"Page {number}/2")
    return bytes(pdf.output())


def pdf_report(story: Story) -> bytes:
    """A report: cover lines above the title, chapters' names at the head of each page, text set justified."""
    import fpdf

    class Paper(fpdf.FPDF):
        def header(self):
            self.set_font("Helvetica", "I", 8)
            self.cell(0, 5, f"{story.publisher} | Wells and rain", new_x="LMARGIN", new_y="NEXT", align="R")
            self.ln(4)

        def footer(self):
            self.set_y(-14)
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, str(self.page_no() + 12), align="R")

    pdf = Paper(format=A5)
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()
    pdf.set_font("Times", "B", 20)
    pdf.multi_cell(0, 9, _western(story.title), new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.ln(8)
    pdf.set_font("Times", size=12)
    for part in story.paragraphs:
        pdf.multi_cell(0, 6, _western(part), new_x="LMARGIN", new_y="NEXT", align="J")
        pdf.ln(3)
    return bytes(pdf.output())
