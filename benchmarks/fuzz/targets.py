"""What is fuzzed, by name: a function of bytes, the inputs to begin with, and words to mix in.

Input is bytes; output is nothing. Caution: everything runs in this process, so that the fuzzer sees which lines it
reaches.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import CrossreadError
from tests.read.acquire.attacks import ATTACKS, RELATIONS, SPACE, TYPES
from tests.read.acquire.hard_pages import hard_pages
from tests.read.acquire.pages import pages
from tests.scale.archives import article, news, written

SMALL = 8_000  # bytes: larger inputs teach a fuzzer little and cost it much


@dataclass(frozen=True)
class Target:
    """One thing to fuzz: `call` takes bytes; `modules` are instrumented."""

    call: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    words: tuple[str, ...]
    modules: tuple[str, ...]


def _parsed(name: str) -> Callable[[bytes], object]:
    def call(content: bytes) -> object:
        from analysis.read.acquire.parsing import parsed

        return parsed(content, name=name)

    return call


def _word(content: bytes) -> object:
    """Bytes as the markup of a Word file, since those of the zip archive around it would hardly ever fit."""
    from analysis.read.acquire.parsing import parsed

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", content[1:] if content[:1] < b"\x80" else _wrapped(content[1:]))
    whole = stream.getvalue()
    if content[:1] == b"\x7f":  # sometimes the archive itself
        at = content[1] * 256 + content[2] if len(content) > 3 else 0
        whole = whole[:at] + content[3:] + whole[at + len(content) - 3 :]
    return parsed(whole, name="a.docx")


def _wrapped(content: bytes) -> bytes:
    return f"<w:document {SPACE}><w:body>".encode() + content + b"</w:body></w:document>"


def _manifest(content: bytes) -> object:
    """Bytes as the manifest of a corpus with one text."""
    from analysis.read.corpus import corpus_problems, load_corpus
    from analysis.read.manifest import COLUMNS, csv_rows, row_faults

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "texts").mkdir()
        (folder / "texts" / "a.txt").write_text("A swan\n\nA swan sat on the rails.\n", encoding="utf-8")
        (folder / "manifest.csv").write_bytes(content)
        problems = corpus_problems(folder)
        try:
            rows = csv_rows(folder / "manifest.csv", COLUMNS)
            faults = [fault for n, row in enumerate(rows, start=2) for fault in row_faults(row, {}, n)]
        except CrossreadError:
            assert problems
            raise
        assert problems or not faults
        return load_corpus(folder)


def _scanned(name: str) -> Callable[[bytes], object]:
    """Bytes as a file of an archive, read by all measures in one piece and in many: both must give the same."""
    asked = article()

    def call(content: bytes) -> None:
        from analysis.scale.archive import Archive
        from analysis.scale.cluster import Scheduler
        from analysis.scale.scan import FILES, MEASURES, Settings, scan

        with tempfile.TemporaryDirectory() as place:
            (path := Path(place) / name).write_bytes(content)
            given = []
            for size in (10**9, 900):
                options = {"settings": Settings(measures=MEASURES, top=2), "scheduler": Scheduler("here")}
                try:
                    scan(Archive(path, piece_bytes=size), asked, folder=Path(place) / f"scan{size}", **options)
                except CrossreadError as error:
                    given.append(str(error).replace(f"scan{size}", ""))
                else:
                    made = [Path(place) / f"scan{size}" / file for file in FILES if file != "recipe.json"]
                    given.append([file.read_bytes() if file.exists() else None for file in made])
            assert given[0] == given[1], "in pieces the archive reads otherwise"

    return call


def _archive_seeds(kind: str) -> list[bytes]:
    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place) / "x", [*news(3), {"id": "", "text": None}], kind)
        return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _small(ending: tuple[str, ...]) -> list[bytes]:
    found = [page.content for page in (*pages(), *hard_pages()) if page.name.endswith(ending)]
    attacks = [make() for name, make in ATTACKS.items() if name.endswith(ending) and "million" not in name]
    return [content for content in (*found, *attacks) if len(content) <= SMALL]


def _word_seeds() -> list[bytes]:
    parts = []
    for page in (*pages(), *hard_pages()):
        if page.name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(page.content)) as package:
                parts.append(b"\x01" + package.read("word/document.xml"))
    row = "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
    return [
        *parts,
        f"\x01<w:document {SPACE}><w:body><w:tbl>{row}</w:tbl></w:body></w:document>".encode(),
        b"\x80" + f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr></w:p><w:tbl>{row}</w:tbl>".encode("latin-1"),
    ]


def _manifest_seeds() -> list[bytes]:
    from analysis.read.manifest import COLUMNS

    head = ",".join(COLUMNS)
    row = "a-1,A swan,Lines,news,2020-05-04,https://news.example/a,original,own,texts/a.txt,8:32,"
    return [
        (head + "\n" + row + "\n").encode(),
        ("\ufeff" + head + "\r\n" + row.replace("A swan", '"A, ""swan"""') + "\r\n").encode(),
        (head + "\n" + row + "\n" + row.replace("original", "full") + "\n").encode(),
    ]


TARGETS = {
    "html": Target(
        _parsed("a.html"), lambda: _small((".html", ".htm", ".xhtml")),
        ("<p>", "</p>", "<article>", "<table>", "<tr>", "<td>", "<br>", "<h1>", "<li>", "<meta charset=", "utf-16",
         "shift_jis", "&nbsp;", "&#x202e;", "<!--", "<script>", "consent", "<title>", "\\x00", "\\xff\\xfe"),
        ("analysis.read.acquire", "trafilatura", "htmldate", "courlan", "justext"),
    ),
    "pdf": Target(
        _parsed("a.pdf"), lambda: _small((".pdf",)),
        ("/Kids", "/Count", "/Parent", "/Length", "/Filter", "/FlateDecode", "/ASCII85Decode", "/LZWDecode",
         "/ToUnicode", "/Encrypt", "/Font", "/Prev", "/XObject", "endobj", "stream", "BT", "ET", "Tj", "TJ",
         "Td", "Tm", "1 0 R", "3 0 R"),
        ("analysis.read.acquire", "pypdf"),
    ),
    "docx": Target(
        _word, _word_seeds,
        ("<w:p>", "</w:p>", "<w:r>", "<w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sdt>", "<w:sdtContent>", "<w:ins>",
         "<w:del>", "<w:txbxContent>", "<w:br/>", "<w:pStyle w:val=", "<!DOCTYPE", "<!ENTITY", "xmlns:w="),
        ("analysis.read.acquire", "docx"),
    ),
    "archive": Target(
        _scanned("a.jsonl"), lambda: _archive_seeds("jsonl"),
        ('\\x22', ",", ":", "\\x0a", "{", "}", "null", "1e999", "id", "text", "\\\\ud83d", "\\xef\\xbb\\xbf", "said"),
        ("analysis.scale", "analysis.read.segments", "analysis.read.counting", "analysis.read.quantities"),
    ),
    "parquet": Target(
        _scanned("a.parquet"), lambda: _archive_seeds("parquet"), ("PAR1",), ("analysis.scale",),
    ),
    "manifest": Target(
        _manifest, _manifest_seeds,
        ('\\x22', ",", "\\x0a", "original", "digest", "full", "texts/a.txt", "local/", "../", "2020-02-30", "0:9", "http://"),
        ("analysis.read.manifest", "analysis.read.corpus", "analysis.read.zones", "analysis.read.checks"),
    ),
}  # fmt: skip
