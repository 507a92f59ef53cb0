"""A workbook of one's own: laid whole or not at all, and usable at once."""

import ast
import csv
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.commands import adding, checking, manual, start  # noqa: F401
from analysis.errors import CrossreadError
from analysis.read import workbooks
from analysis.read.corpus import ROOT, corpus_problems, load_corpus, usual_folder
from analysis.read.workbooks import HERE, make_word, new_workbook
from analysis.show import gallery
from analysis.show.notebooks import cleaned, notebook_paths
from tests.read.test_corpus import NO_ARTICLE, write_corpus
from tests.read.web.site import answer, article, served

BOOKS = notebook_paths(HERE / "notebooks")
HEADINGS = ["Question", "What we compare", "Look", "Check", "What we may say"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


class TestLaying:
    def test_it_holds_a_corpus_notebooks_and_a_makefile(self, tmp_path):
        home = new_workbook(tmp_path / "mill")
        assert names(home) == [
            ".gitignore", "Makefile", "README.md", "corpus", "corpus/README.md", "corpus/manifest.csv", "corpus/texts",
            "notebooks", *(f"notebooks/{path.name}" for path in BOOKS),
        ]  # fmt: skip
        assert corpus_problems(home / "corpus") == [f"{home / 'corpus' / 'manifest.csv'}: {NO_ARTICLE}"]
        assert [path.name for path in tmp_path.iterdir()] == ["mill"]

    def test_an_empty_folder_and_missing_parents_are_taken(self, tmp_path):
        (tmp_path / "mill").mkdir()
        assert (new_workbook(tmp_path / "mill") / "Makefile").is_file()
        assert (new_workbook(tmp_path / "a" / "b") / "Makefile").is_file()

    def test_the_folder_one_stands_in_is_filled_and_stays_the_same(self, tmp_path, monkeypatch):
        (tmp_path / "mill").mkdir()
        monkeypatch.chdir(tmp_path / "mill")
        before = Path().stat().st_ino
        new_workbook(".")
        assert Path().stat().st_ino == before
        assert Path("corpus/manifest.csv").is_file()
        assert [path.name for path in tmp_path.iterdir()] == ["mill"]

    @pytest.mark.parametrize("kind", ["file", "full", "link", "dangling"])
    def test_what_lies_there_is_never_touched(self, tmp_path, kind):
        path = tmp_path / "mill"
        if kind == "file":
            path.write_text("mine", encoding="utf-8")
        elif kind == "full":
            path.mkdir()
            (path / "mine").write_text("mine", encoding="utf-8")
        else:
            (tmp_path / "other").mkdir()
            path.symlink_to(tmp_path / ("other" if kind == "link" else "gone"))
        before = names(tmp_path)
        with pytest.raises(CrossreadError, match=r"mill is (not empty|a file|a link); name"):
            new_workbook(path)
        assert names(tmp_path) == before

    def test_a_failure_leaves_nothing(self, tmp_path, monkeypatch):
        monkeypatch.setattr(workbooks, "manifest_bytes", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            new_workbook(tmp_path / "mill")
        assert list(tmp_path.iterdir()) == []

    def test_it_has_the_rights_of_any_new_folder(self, tmp_path):
        (tmp_path / "plain").mkdir()
        home = new_workbook(tmp_path / "mill")
        assert stat.S_IMODE(home.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)

    def test_the_command_says_what_comes_next(self, tmp_path, capsys):
        assert manual.status(["new", str(tmp_path / "mill")]) == 0
        told = capsys.readouterr().out
        assert "add ARTICLE.html --target" in told and "make figures" in told
        assert manual.status(["new", str(tmp_path / "mill")]) == 1
        assert "is not empty" in capsys.readouterr().err

    def test_nothing_of_the_shipped_case_is_in_it(self, tmp_path):
        home = new_workbook(tmp_path / "mill")
        text = "".join(path.read_text(encoding="utf-8") for path in home.rglob("*") if path.is_file())
        shipped = load_corpus(ROOT / "corpus")
        assert not re.search(r"\b(MEK|PMOI|NCRI|Iran\w*|mullahs?)\b", text)
        assert not [d.id for d in shipped if re.search(rf"\b{re.escape(d.id)}\b", text) and len(d.id) > 4]

    def test_every_file_of_the_skeleton_is_installed(self):
        import fnmatch
        import tomllib

        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        patterns = project["tool"]["setuptools"]["package-data"]["analysis"]
        for path in (path for path in HERE.rglob("*") if path.is_file()):
            name = path.relative_to(ROOT / "analysis").as_posix()
            assert any(fnmatch.fnmatch(name, p) and name.count("/") == p.count("/") for p in patterns), name

    @pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
    @pytest.mark.parametrize("name", ["my python", "a$b", "a#b", "ä", "a`b", 'a"b', "a\\b", "a'b"])
    def test_make_finds_the_interpreter_wherever_it_lies(self, tmp_path, name, monkeypatch):
        (tmp_path / name).mkdir()
        program = tmp_path / name / "python"
        program.write_text('#!/bin/sh\necho "asked: $*"\n', encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(workbooks.sys, "executable", str(program))
        home = new_workbook(tmp_path / "mill")
        monkeypatch.delenv("PYTHON", raising=False)
        done = subprocess.run(["make", "-s", "report"], cwd=home, capture_output=True, text=True)
        assert done.stdout == "asked: -m analysis report\n", done.stderr
        assert make_word("/usr/bin/python3") == "/usr/bin/python3"

    @pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
    def test_make_help_lists_every_target(self, tmp_path):
        home = new_workbook(tmp_path / "mill")
        told = subprocess.run(["make", "-s"], cwd=home, capture_output=True, text=True, check=False, env={
            **os.environ, "PYTHON": "true"})  # fmt: skip
        assert told.returncode == 0
        text = (home / "Makefile").read_text(encoding="utf-8")
        listed = subprocess.run(["make", "-s", "help"], cwd=home, capture_output=True, text=True).stdout
        for name in re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE).group(1).split():
            assert f"make {name} " in listed


class TestUsualFolder:
    def test_in_a_workbook_its_own_corpus_is_meant(self, tmp_path, monkeypatch):
        home = new_workbook(tmp_path / "mill")
        for place in (home, home / "notebooks"):
            monkeypatch.chdir(place)
            assert usual_folder() == home / "corpus"
        write_corpus(home / "corpus")
        assert load_corpus().target.id == "paper"
        assert gallery.usual_corpus().target.id == "paper"

    @pytest.mark.parametrize("place", [".", "corpus", "corpus/texts", "elsewhere"])
    def test_anywhere_else_the_shipped_one_is(self, tmp_path, monkeypatch, place):
        home = new_workbook(tmp_path / "mill")
        (tmp_path / "elsewhere").mkdir()
        (home / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path if place == "." else home / place)
        assert usual_folder() == ROOT / "corpus"

    def test_so_do_the_commands(self, tmp_path, monkeypatch, capsys):
        home = new_workbook(tmp_path / "mill")
        monkeypatch.chdir(home)
        assert manual.status(["check"]) == 1
        assert NO_ARTICLE in capsys.readouterr().out
        (home / "board.txt").write_text("A board\n\nThe board met twice in May.\n", encoding="utf-8")
        assert manual.status(["add", "board.txt", "--target"]) == 0
        assert manual.status(["check"]) == 0
        assert manual.status(["figures", "--only", "01-documents"]) == 0
        assert (home / "figures" / "01-documents.png").is_file()

    def test_a_corpus_that_has_changed_is_read_anew(self, tmp_path, monkeypatch):
        from analysis.read.acquire import Extract
        from analysis.read.local import kept

        home = new_workbook(tmp_path / "mill")
        write_corpus(home / "corpus")
        monkeypatch.chdir(home)
        assert len(gallery.usual_corpus()) == 3
        kept(home / "corpus", Extract("A\n\nThe board met twice.\n", "A"), {}, {})
        assert len(gallery.usual_corpus()) == 4


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
class TestNotebooks:
    def test_is_bare_and_has_the_five_headings(self, path):
        assert path.read_text(encoding="utf-8") == cleaned(path)
        cells = nbformat.read(path, as_version=4).cells
        text = "\n".join(c["source"] for c in cells if c["cell_type"] == "markdown")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
        assert len(cells) <= 40
        assert sum("parameters" in c["metadata"].get("tags", []) for c in cells) == 1

    def test_defines_nothing_and_links_to_its_neighbours(self, path):
        cells = nbformat.read(path, as_version=4).cells
        for cell in cells:
            if cell["cell_type"] == "code":
                kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
                assert not any(isinstance(node, kinds) for node in ast.walk(ast.parse(cell["source"])))
        text = "\n".join(c["source"] for c in cells if c["cell_type"] == "markdown")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (path.parent / target).exists(), target


def test_every_figure_is_drawn_in_the_notebook_that_the_gallery_names():
    for key, entry in gallery.REGISTRY.items():
        source = (HERE / "notebooks" / f"{entry.notebook}.ipynb").read_text(encoding="utf-8")
        assert f'show.figure(\\"{key}\\", corpus)' in source


TINY = {
    "one short source": ["A bill\n\nThe town pays.\n", "No bill\n\nNobody pays.\n"],
    "no source": ["A bill\n\nThe town pays.\n"],
    "another script": ["سلام\n\nدولت گفت که پل بسته شد. مردم رفتند.\n", "خبر\n\nپل باز است.\n"],
    "quotations without figures": [
        'Sad\n\n"We are sad," the mayor said. "So are we," said the guild.\n', "Glad\n\nNobody was sad, it said.\n",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", list(TINY))
def test_the_shortest_texts_have_every_figure_or_a_sentence_that_says_why_not(name, tmp_path):
    from tests.read.test_corpus import small_corpus

    rows = []
    for i, text in enumerate(TINY[name]):
        facts = {
            "id": f"d{i}",
            "title": text.splitlines()[0],
            "kind": "full" if i else "original",
            "url": "",
            "date": "",
        }
        rows.append(small_corpus()[0][0] | facts | {"file": f"texts/d{i}.txt"})
    texts = {row["file"]: text.encode() for row, text in zip(rows, TINY[name], strict=True)}
    corpus = load_corpus(write_corpus(tmp_path / "corpus", rows, texts))
    for key in gallery.REGISTRY:
        picture = gallery.figure(key, corpus)
        assert len(picture.caption) > 20 and not re.search(r"\bnan\b", picture.caption), key
        with (tmp_path / "figures" / f"{key}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [str(column) for column in picture.table.columns]
    assert gallery.gallery(corpus).is_file()


@pytest.mark.skipif(shutil.which("make") is None or os.name == "nt", reason="needs make")
class TestFiveMinutes:
    """The walk of the README, typed as it stands there."""

    WALK = re.search(r"## Bring your own article.*?```sh\n(.*?)```", README, re.DOTALL).group(1)
    SOURCE = (
        "The river board said on Monday that 120 boats had come through the lock in May 2020. It had counted them by "
        "hand, and nobody had been paid for it."
    )
    ADDRESS = "https://www.example.org/report.html"

    def test_it_can_be_retyped(self, tmp_path):
        from fpdf import FPDF

        home = tmp_path / "crossread"
        (home / ".venv" / "bin").mkdir(parents=True)
        # The environment is the one that runs this test, whatever it is called.
        path = Path(sys.executable).parent
        (home / ".venv" / "bin" / "activate").write_text(f'PATH="{path}:$PATH"\nexport PATH\n', encoding="utf-8")
        (tmp_path / "ARTICLE.html").write_text(article("Boats are back"), encoding="utf-8")
        page = FPDF()
        page.add_page()
        page.set_font("Helvetica", size=12)
        page.set_title("The board on boats")
        page.multi_cell(0, 6, self.SOURCE)
        page.output(str(tmp_path / "SOURCE.pdf"))
        with served() as site:
            site.pages["/report.html"] = answer(
                body=article("Fewer boats on the weir", more="Only 90 boats came in May 2020.")
            )
            assert self.ADDRESS in self.WALK
            script = "set -e\n" + self.WALK.replace(self.ADDRESS, f"--allow-local {site.url('/report.html')}")
            done = subprocess.run(
                ["sh", "-c", script], cwd=home, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name != "PYTHON"},
            )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        corpus = load_corpus(tmp_path / "my-article" / "corpus")
        assert (corpus.target.title, len(corpus.contrast)) == ("Boats are back", 2)
        figures = {path.name for path in (tmp_path / "my-article" / "figures").iterdir()}
        assert figures == {f"{key}.{kind}" for key in gallery.REGISTRY for kind in ("svg", "png", "csv")} | {
            "README.md"
        }
        assert (tmp_path / "my-article" / "report" / "crossread.html").stat().st_size > 100_000
        ran = notebook_paths(tmp_path / "my-article" / "build" / "notebooks")
        assert [path.name for path in ran] == [path.name for path in BOOKS]
        for book in ran:
            cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
            assert not [o for c in cells for o in c.get("outputs", []) if o.get("name") == "stderr"], book.name
