"""Inputs made to hang, exhaust or deceive a reader: each by name, as bytes."""

import io
import zipfile
import zlib
from collections.abc import Callable

SENTENCE = "A swan that sat between the rails held up trams on two lines for an hour on Sunday morning. "
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(body: str, *, before: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A Word file of the least parts; `before` stands between the XML declaration and the document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        text = f'<?xml version="1.0"?>{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", text)
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str) -> str:
    """One paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_file(content: bytes, *, pages: str = "[3 0 R]", extra: str = "", stream: str = "", page: str = "") -> bytes:
    """A PDF of one page with this content stream; the rest goes into its dictionaries."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids {pages}/Count 1>>".encode(),
        f"<</Type/Page/Parent 2 0 R{page or '/MediaBox[0 0 300 300]'}/Contents 4 0 R/Resources"
        f"<</Font<</F 5 0 R>>{extra}>>>>".encode(),
        f"<<{stream or f'/Length {len(content)}'}>>\nstream\n".encode() + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _html(*, before: str = "", after: str = "", body: str = "") -> bytes:
    return f"<html><body>{before}<article><p>{body or SENTENCE * 6}</p></article>{after}</body></html>".encode()


def _bomb(levels: int = 1) -> bytes:
    content = b"0" * 300_000_000
    for _ in range(levels):
        content = zlib.compress(content, 9)
    return content


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'>" + "".join(
    f"<!ENTITY a{i} '{'&a' + (str(i - 1) if i else '') + ';'}" + ("&a" + (str(i - 1) if i else "") + ";") * 9 + "'>"
    for i in range(10)
) + "]>"  # fmt: skip
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def _encrypted_pdf() -> bytes:
    import fpdf

    pdf = fpdf.FPDF()
    pdf.set_encryption(owner_password="o", user_password="u")
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.multi_cell(0, 6, SENTENCE)
    return bytes(pdf.output())


def _cut_pdf() -> bytes:
    from tests.read.acquire import articles, files

    return files.pdf_running_heads(articles.DROUGHT)[:1500]


def _zip(names: list[str], content: bytes = b"x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", content)
        for name in names:
            package.writestr(name, b"x")
    return stream.getvalue()


def _false_sizes() -> bytes:
    """A part that states less than it holds."""
    content = bytearray(word_file(paragraph("a" * 3_000_000)))
    name = content.rindex(b"word/document.xml")
    content[name - 22 : name - 18] = (1000).to_bytes(4, "little")
    return bytes(content)


ATTACKS: dict[str, Callable[[], bytes]] = {
    "deep divisions.html": lambda: _html(before="<div>" * 100_000, after="</div>" * 100_000),
    "deep unclosed.html": lambda: ("<b><i>" * 200_000 + SENTENCE * 6).encode(),
    "deep lists.html": lambda: ("<ul><li>" * 50_000 + SENTENCE * 6).encode(),
    "deep tables.html": lambda: ("<table><tr><td>" * 5_000 + SENTENCE * 6).encode(),
    "deep mixed.html": lambda: ("<div><p><blockquote><span>" * 90 + SENTENCE * 6).encode(),
    "huge attribute.html": lambda: _html(before=f'<div class="{"a " * 1_000_000}">x</div>'),
    "huge word.html": lambda: _html(body="a" * 2_000_000),
    "many attributes.html": lambda: ("<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">" + SENTENCE * 6).encode(),
    "a million paragraphs.html": lambda: ("<article>" + "<p>A swan sat." * 1_000_000).encode(),
    "a million breaks.html": lambda: (f"<div>{SENTENCE}" + "<br>" * 1_000_000 + SENTENCE).encode(),
    "a million links.html": lambda: _html(after="<a href=x>y</a>" * 500_000),
    "a million empty tags.html": lambda: _html(after="<i></i>" * 1_000_000),
    "entities.html": lambda: (LAUGHS + _html(body="&a9;" + SENTENCE * 4).decode()).encode(),
    "file entity.xhtml": lambda: (
        '<?xml version="1.0"?>' + FILE_ENTITY + _html(body="&f; " + SENTENCE * 4).decode()
    ).encode(),
    "zero bytes.html": lambda: _html(body=SENTENCE * 3 + "\0" * 50 + SENTENCE * 3),
    "comment never closed.html": lambda: _html(before="<!--" * 200_000),
    "cdata.html": lambda: _html(before="<![CDATA[" * 100_000),
    "open tag at the end.html": lambda: _html()[:-15] + b"<" * 500_000,
    "spaces.html": lambda: b" " * 19_000_000 + _html(),
    "escapes.html": lambda: _html(body=("&amp;lt;" * 500_000) + SENTENCE * 4),
    "open brackets.md": lambda: ("[" * 50_000 + SENTENCE).encode(),
    "stars.md": lambda: ("*a **b " * 20_000 + SENTENCE).encode(),
    "quotes in quotes.md": lambda: (">" * 100_000 + SENTENCE).encode(),
    "backticks.md": lambda: ("".join("`" * i + "a" for i in range(2_000)) + SENTENCE).encode(),
    "one line.txt": lambda: b"a" * 19_900_000,
    "line ends.txt": lambda: b"\n" * 19_900_000 + b"a",
    "too long.txt": lambda: b"a" * 20_000_001,
    "empty.html": lambda: b"",
    "blank.txt": lambda: b" \n\t ",
    "marks only.txt": lambda: b"\xef\xbb\xbf",
    "no letters.txt": lambda: b"... --- ...",
    "old word.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000,
    "rich text.rtf": lambda: b"{\\rtf1\\ansi " + SENTENCE.encode() + b"}",
    "picture.html": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "book.epub": lambda: _zip(["mimetype"]).replace(b"word/document.xml", b"OEBPS/content.xml"),
    "random.bin": lambda: __import__("random").Random(1).randbytes(100_000),
    "wide random.txt": lambda: bytes(range(256)) * 100,
    "a bomb.docx": lambda: word_file(paragraph(SENTENCE), more={"word/media/a.bin": b"0" * 200_000_000}),
    "a bomb in markup.docx": lambda: word_file(paragraph("a" * 100_000_000)),
    "false sizes.docx": _false_sizes,
    "outside.docx": lambda: _zip(["../../outside.txt"]),
    "outside windows.docx": lambda: _zip(["..\\outside.txt"]),
    "root.docx": lambda: _zip(["/etc/outside"]),
    "twice.docx": lambda: word_file(paragraph(SENTENCE)).replace(b"_rels/.rels", b"word/a.xmlx"),
    "entities.docx": lambda: word_file(paragraph("&a9;" + SENTENCE), before=LAUGHS),
    "file entity.docx": lambda: word_file(paragraph("&f;" + SENTENCE), before=FILE_ENTITY),
    "deep.docx": lambda: word_file("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000),
    "deeper than the parser.docx": lambda: word_file("<w:sdt>" * 150 + paragraph(SENTENCE) + "</w:sdt>" * 150),
    "many parts.docx": lambda: _zip([f"word/{i}.xml" for i in range(6_000)]),
    "cut.docx": lambda: word_file(paragraph(SENTENCE * 50))[:-200],
    "half.docx": lambda: word_file(paragraph(SENTENCE * 50))[:300],
    "no body.docx": lambda: word_file("").replace(b"w:body", b"w:bodx"),
    "not xml.docx": lambda: _zip([], b"this is no XML"),
    "encrypted.pdf": _encrypted_pdf,
    "cut off.pdf": _cut_pdf,
    "only a head.pdf": lambda: b"%PDF-1.7\n",
    "noise.pdf": lambda: b"%PDF-1.7\n" + __import__("random").Random(2).randbytes(200_000),
    "own child.pdf": lambda: pdf_file(b"BT /F 12 Tf (x) Tj ET", pages="[2 0 R]"),
    "page twice.pdf": lambda: pdf_file(b"BT /F 12 Tf (x) Tj ET", pages="[3 0 R 3 0 R 2 0 R]"),
    "length to itself.pdf": lambda: pdf_file(b"BT ET", stream="/Length 4 0 R"),
    "form in itself.pdf": lambda: pdf_file(
        b"/X Do", extra="/XObject<</X 4 0 R>>",
        stream="/Length 5/Type/XObject/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>",
    ),
    "deep arrays.pdf": lambda: pdf_file(b"BT ET", page="/MediaBox" + "[" * 50_000),
    "a bomb.pdf": lambda: pdf_file(bomb := _bomb(), stream=f"/Length {len(bomb)}/Filter/FlateDecode"),
    "a bomb in a bomb.pdf": lambda: pdf_file(
        bomb := _bomb(2), stream=f"/Length {len(bomb)}/Filter[/FlateDecode/FlateDecode]"
    ),
    "million operators.pdf": lambda: pdf_file(b"BT /F 12 Tf " + b"(a) Tj 0 -1 Td " * 1_000_000 + b" ET"),
    "deep states.pdf": lambda: pdf_file(b"q " * 1_000_000 + b"BT /F 12 Tf (a swan sat on the tram rails) Tj ET"),
    "no pages.pdf": lambda: pdf_file(b"", pages="[]"),
    "a picture of text.pdf": lambda: pdf_file(b"0 0 m 100 100 l S"),
    "no table.pdf": lambda: pdf_file(b"BT /F 12 Tf (a swan sat on the tram rails) Tj ET").split(b"xref")[0],
}  # fmt: skip
