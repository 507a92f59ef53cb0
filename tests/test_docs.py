"""The API pages: every promised function with its docstring, offline, the same bytes; and the index by question."""

import re
import subprocess
import sys

import pytest

from analysis import measure, show
from analysis.read.corpus import ROOT
from analysis.show.gallery import REGISTRY
from analysis.show.notebooks import notebook_paths

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Two sets of pages by their names, written by two processes."""
    pytest.importorskip("pdoc")
    written = []
    for number in "12":
        folder = tmp_path_factory.mktemp(number)
        subprocess.run([sys.executable, "-W", "error", "docs/pages.py", str(folder)], cwd=ROOT, check=True)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append({path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths})
    return written


class TestPages:
    def test_every_public_function_is_told_of(self, pages):
        for package in (measure, show):
            page = pages[0][package.__name__.replace(".", "/") + ".html"]
            for name in package.__all__:
                section = page.partition(f'<section id="{name}">')[2].partition("</section>")[0]
                assert "docstring" in section, f"{package.__name__}.{name}"

    def test_sections_and_examples_are_set_apart(self, pages):
        page = pages[0]["analysis/measure.html"].partition('<section id="concordance">')[2].partition("</section>")[0]
        assert ">Parameters<" in page and "<li><code>width</code>: " in page
        assert "<code>&gt;&gt;&gt;" not in page and 'class="pdoc-code codehilite"' in page

    def test_nothing_is_asked_of_any_host(self, pages):
        for text in pages[0].values():
            assert not re.search(r"<script|<(?:link|img|iframe)\b[^>]*https?:|@import|url\(['\"]?https?:", text)

    def test_the_same_input_gives_the_same_bytes(self, pages):
        assert pages[0] == pages[1]


class TestIndexByQuestion:
    INDEX = README.partition("## Find your question")[2].partition("\n## ")[0]

    def test_every_figure_and_notebook_stands_there(self):
        assert re.findall(r"\]\(figures/(.+?)\.png\)", self.INDEX) != []
        assert set(re.findall(r"\]\(figures/(.+?)\.png\)", self.INDEX)) == set(REGISTRY)
        for path in notebook_paths(ROOT / "notebooks"):
            assert f"(notebooks/{path.name})" in self.INDEX

    def test_each_row_names_the_notebook_of_its_figure(self):
        for row in re.findall(r"^\|.*\(figures/.*$", self.INDEX, re.MULTILINE):
            *_, notebook, figure, _ = (cell.strip() for cell in row.split("|"))
            assert notebook.strip("[")[:2] == REGISTRY[re.search(r"\[(.+?)\]", figure).group(1)].notebook[:2]

    def test_each_call_exists(self):
        for package, name in re.findall(r"`(measure|show)\.(\w+)`", self.INDEX):
            assert name in {"measure": measure, "show": show}[package].__all__
