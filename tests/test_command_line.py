"""The command line: a manual, one line for a mistake, cards in a terminal, and work that goes on after Ctrl-C."""

import errno
import hashlib
import io
import json
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from analysis.commands import (  # noqa: F401
    adding,
    batch,
    checking,
    deciding,
    fetching,
    manual,
    measuring,
    scanning,
    start,
)
from analysis.commands.cards import text_card
from analysis.read.corpus import ROOT
from analysis.read.encoder import verified_weights
from analysis.read.verdicts import verdicts

PROGRAM = [sys.executable, "-m", "analysis"]
COMMANDS = ("figures", "notebooks", "report", "new", "add", "check", "names", "fetch", "review", "pairs", "verdicts",
            "attributions", "quantities", "rank", "scan", "accuracy", "speed", "clean")  # fmt: skip
TEXTS = {
    "paper": (
        "original",
        "The weir\n\nThe weir broke in March 2019. About 40 men lost their work at the mill, the mayor said. The mill "
        "had stood there for 120 years.\n",
    ),
    "office": (
        "full",
        "A report\n\nThe office said that the weir broke in March 2019. At the mill 90 men lost their work. The mill "
        "was sold in May.\n",
    ),
}
needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")


def run(*words, **more):
    return subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=ROOT, **more)


@pytest.fixture
def case(tmp_path):
    """A corpus of two short texts, and its folder."""
    folder = tmp_path / "corpus"
    (folder / "texts").mkdir(parents=True)
    rows = ["id,title,publisher,publisher_type,date,url,kind,licence,file,body,sha256"]
    for name, (kind, text) in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        hashed = hashlib.sha256(text.encode()).hexdigest()
        title = text.splitlines()[0]
        rows.append(f"{name},{title},{name.title()},town,2019-05-01,,{kind},for this test,texts/{name}.txt,,{hashed}")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")
    return folder


def lines_of(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


class TestManual:
    def test_help_lists_every_command_under_what_it_is_for(self):
        done = run("--help")
        assert (done.returncode, done.stderr) == (0, "")
        for name in COMMANDS:
            assert f"\n  {name} " in done.stdout
        for part in ("Start here:", "Deciding about claims:", "Examples:", "Exit status:", "Environment:"):
            assert part in done.stdout
        assert "..." not in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80

    def test_no_word_is_a_call_for_help(self):
        assert run().stdout == run("--help").stdout

    def test_help_imports_nothing_heavy(self):
        heavy = ("numpy", "pandas", "matplotlib", "nltk", "rich", "IPython")
        code = (
            "import sys\nfrom analysis.commands import adding, batch, checking, deciding, fetching, manual, measuring\n"
            "from analysis.commands import scanning, start\n"
            f"manual.status(['--help'])\nprint([name for name in {heavy} if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.splitlines()[-1] == "[]"

    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_command_tells_what_it_does(self, name, capsys):
        assert manual.status([name, "--help"]) == 0
        assert f"Usage: python -m analysis {name}" in capsys.readouterr().out


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "ended", "told"),
        [
            (["figures", "--only", "99-x"], 1, "no figure '99-x'; the registry has"),
            (["figurs"], 2, "Did you mean 'figures'?"),
            (["figures", "--colour"], 2, "No such option: --colour"),
            (["attributions"], 2, "Missing argument 'IN.jsonl'"),
            (["rank", "nothing.jsonl", "nothing.jsonl", "out.jsonl"], 2, "'nothing.jsonl' does not exist"),
            (["quantities", "corpus", "out.jsonl"], 2, "is a directory"),
            (["check", "--corpus", "nowhere"], 2, "'nowhere' does not exist"),
            (["pairs", "pairs.xlsx"], 1, "the ending of OUT must be one of 'csv', 'json'; not 'xlsx'"),
            (["report", "--corpus", "notebooks"], 1, "manifest.csv"),
        ],
    )
    def test_a_mistake_is_one_line_with_its_status(self, words, ended, told):
        done = run(*words)
        assert (done.returncode, done.stdout) == (ended, "")
        assert len(done.stderr.splitlines()) == 1
        assert told in done.stderr

    def test_a_row_that_cannot_be_read_is_named(self, tmp_path):
        given = tmp_path / "in.jsonl"
        given.write_bytes(b'{"sentence": "Two."}\n{"sentence": "\xff"}\n')
        done = run("quantities", given, tmp_path / "out.jsonl")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]

    def test_a_folder_where_a_file_is_to_be_written_costs_no_work(self, tmp_path):
        (tmp_path / "in.jsonl").write_text('{"doc_id": 1, "text": "A."}\n', encoding="utf-8")
        done = run("attributions", tmp_path / "in.jsonl", tmp_path)
        assert done.returncode == 2
        assert "is a directory" in done.stderr

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
    def test_a_disk_that_refuses_is_one_line(self, case, number, monkeypatch, capsys):
        from analysis.read import files

        def refused(path, content):
            raise OSError(number, os.strerror(number), str(path))

        monkeypatch.setattr(files, "write_atomically", refused)
        assert manual.status(["names", "--corpus", str(case)]) == 1
        told = capsys.readouterr().err
        assert told == f"{case / 'names.csv'}: {os.strerror(number)}\n"

    def test_a_defect_keeps_its_traceback(self, monkeypatch):
        def broken(*_, **__):
            raise ZeroDivisionError

        monkeypatch.setattr(manual, "app", broken)
        with pytest.raises(ZeroDivisionError):
            manual.status(["check"])

    @needs_posix
    def test_a_reader_who_leaves_is_no_mistake(self):
        done = subprocess.run(
            f"{sys.executable} -m analysis check | true", shell=True, capture_output=True, text=True, cwd=ROOT
        )
        assert "Traceback" not in done.stderr

    def test_without_benchmarks_it_is_told_where_they_are(self, monkeypatch, tmp_path, capsys):
        monkeypatch.setattr("analysis.read.corpus.ROOT", tmp_path)
        assert manual.status(["accuracy"]) == 1
        assert "has no benchmarks/accuracy; run 'accuracy' in a checkout" in capsys.readouterr().err


class TestCheckAndNames:
    def test_check_lists_every_problem_and_fails(self, tmp_path):
        (tmp_path / "manifest.csv").write_text("id,title\n", encoding="utf-8")
        done = run("check", "--corpus", tmp_path)
        assert done.returncode == 1
        assert "lacks publisher" in done.stdout

    def test_names_are_written_once_and_never_over_the_readers(self, tmp_path):
        corpus = tmp_path / "corpus"
        shutil.copytree(ROOT / "corpus", corpus)
        (corpus / "names.csv").unlink()
        first = run("names", "--corpus", corpus)
        written = (corpus / "names.csv").read_bytes()
        assert first.returncode == 0 and b"MEK" in written
        assert run("check", "--corpus", corpus).returncode == 0
        second = run("names", "--corpus", corpus)
        assert second.returncode == 1
        assert "exists already and is yours" in second.stderr
        assert (corpus / "names.csv").read_bytes() == written

    def test_check_tells_what_is_wrong_with_the_names(self, tmp_path):
        corpus = tmp_path / "corpus"
        shutil.copytree(ROOT / "corpus", corpus)
        with (corpus / "names.csv").open("a", encoding="utf-8") as file:
            file.write("Iranian state,actor,regime again,regime,\n")
        done = run("check", "--corpus", corpus)
        assert done.returncode == 1
        assert "form 'regime' stands already in row" in done.stdout

    def test_check_of_the_shipped_corpus_is_silent(self):
        done = run("check")
        assert done.returncode == 0, done.stdout
        assert "nothing to report" in done.stdout


class TestReview:
    """Cards without widgets; each decision is a line of the file before the next card."""

    @pytest.fixture
    def read(self, case, monkeypatch, capsys):
        """A function from lines to what was shown and what was kept."""

        def read(given):
            monkeypatch.setattr("sys.stdin", io.StringIO(given))
            assert manual.status(["review", "--corpus", str(case), "--by", "Ada"]) == 0
            shown, told = capsys.readouterr()
            assert told == ""
            return shown, verdicts(case)

        return read

    def test_a_line_stands_for_a_key(self, read):
        shown, kept = read("reject: another mill\nq\n")
        assert [(row.verdict, row.by, row.note) for row in kept] == [("reject", "Ada", "another mill")]
        assert "Saved: " in shown
        assert "\n> " in shown and "At the mill 90 men lost their work." in shown

    def test_a_relation_is_accepted_in_place_of_the_machines_and_undone(self, read):
        _, kept = read("other scope\nundo\nquit\n")
        assert [(row.verdict, row.relation) for row in kept] == [("accept", "other scope"), ("undo", "")]

    def test_what_is_not_understood_is_told_and_the_card_stays(self, read):
        shown, kept = read("maybe\n\nu\n")
        assert shown.count("Not saved: ") == 2
        assert "Nothing was decided." in shown
        assert len(kept) == 0

    def test_the_end_of_the_input_is_the_end(self, read):
        shown, kept = read("")
        assert len(kept) == 0
        assert "0 decided in this sitting" in shown

    @needs_posix
    def test_in_a_terminal_a_key_is_enough(self, case):
        screen, ended = in_terminal(["review", "--corpus", str(case), "--by", "Ada"], "zrq")
        assert ended == 0
        assert [row.verdict for row in verdicts(case)] == ["reject"]
        assert screen.count("q quit") == 3

    def test_a_number_or_words_choose_a_relation(self, monkeypatch, capsys):
        for given, wanted in (("2: same mill", "same: same mill"), ("Other  Time", "other time"), ("", "")):
            monkeypatch.setattr("builtins.input", lambda given=given: given)
            assert deciding._chosen() == wanted

    def test_orders_to_a_terminal_do_not_reach_it(self):
        from rich.console import Console

        console = Console(width=60, record=True, force_terminal=True, file=io.StringIO())
        console.print(text_card("<section><p>a\x1b]0;b\x07 &#27;[2J<mark>word</mark></p></section>"))
        told = console.export_text(styles=True)
        assert "\x1b]" not in told and "\x1b[2J" not in told and "\x07" not in told
        assert "\x1b[1mword\x1b[0m" in told


def in_terminal(words, keys):
    """What a command shows in a terminal in which one key is pressed whenever it waits for one, and its status."""
    import pty

    child, screen = pty.fork()
    if not child:
        os.chdir(ROOT)
        os.execve(sys.executable, [*PROGRAM, *words], {**os.environ, "TERM": "xterm", "COLUMNS": "90"})
    shown, seen, keys = b"", 0, list(keys)
    while select.select([screen], [], [], 120)[0]:
        try:
            shown += os.read(screen, 65536)
        except OSError:  # it has ended
            break
        if keys and b"  > " in shown[seen:]:
            seen = len(shown)
            time.sleep(0.2)  # what is typed before the terminal waits for a key is thrown away
            os.write(screen, keys.pop(0).encode())
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What runs in the background is born deaf to Ctrl-C, and so would be what it starts.
HEARING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
INTERRUPTIBLE = [sys.executable, "-c", HEARING + "import runpy\nrunpy.run_module('analysis', run_name='__main__')"]


@needs_posix
class TestInterruption:
    """Ctrl-C ends with one line and status 130, nothing is half written, and the same command goes on."""

    def interrupted(self, words, is_time, **more):
        """Run a command, interrupt it once `is_time()`; its standard error."""
        process = subprocess.Popen(
            [*INTERRUPTIBLE, *map(str, words)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )
        while not is_time() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
        assert process.returncode == 130, told
        assert len(told.splitlines()) == 1 and told.startswith("interrupted"), told

    def test_figures(self, case):
        folder = case.parent / "figures"
        self.interrupted(["figures", "--corpus", case], lambda: list(folder.glob("*.csv")))
        assert [path.name for path in folder.iterdir() if path.suffix not in (".svg", ".png", ".csv")] == []
        done = run("figures", "--corpus", case, "--only", "01-documents")
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_attributions(self, tmp_path, jobs):
        rows = [{"doc_id": i, "text": f"Mill {i} will close, the mayor said on Monday. " * 20} for i in range(150)]
        given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        given.write_text(lines_of(rows), encoding="utf-8")
        command = ["attributions", given, out, "--engine", "rules", "--jobs", jobs]
        self.interrupted(command, lambda: any(path.stat().st_size for path in tmp_path.glob(".out*.part")))
        assert not out.exists()
        done = run(*command)
        assert "of them from a run before" in done.stdout, done.stderr
        assert run("attributions", given, tmp_path / "whole.jsonl", "--engine", "rules", "--jobs", 1).returncode == 0
        assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "whole.jsonl"]

    @pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")
    def test_rank(self, tmp_path):
        claims, queries, out = (tmp_path / f"{name}.jsonl" for name in ("claims", "queries", "out"))
        claims.write_text(lines_of({"id": i, "text": f"Mill number {i} has shut."} for i in range(700)))
        queries.write_text(lines_of([{"id": 1, "text": "Did mill 7 shut?"}]))
        own = {"env": {**os.environ, "CROSSREAD_CACHE": str(tmp_path / "cache")}}
        database = tmp_path / "cache" / "vectors.sqlite"

        def kept():
            with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as open_:
                return open_.execute("SELECT count(*) FROM vectors").fetchone()[0]

        def is_time():
            try:
                return kept() > 0
            except sqlite3.Error:
                return False

        self.interrupted(["rank", queries, claims, out], is_time, **own)
        assert 0 < kept() < 700
        assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "claims.jsonl", "queries.jsonl"]
        assert run("rank", queries, claims, out, **own).returncode == 0
        assert kept() >= 700
        assert json.loads(out.read_text())["ranked"][0]["id"] == 7

    def test_scan(self, tmp_path):
        from tests.scale.archives import news, written

        folder, out = written(tmp_path / "x", news(2000), "jsonl.gz jsonl.gz jsonl.gz jsonl.gz"), tmp_path / "out"
        command = ["scan", folder, "--measures", "attributions", "--out", out, "--workers", 1]
        self.interrupted(command, lambda: list(out.rglob("*.piece")))
        assert not (out / "manifest.json").exists()
        done = run(*command)
        assert "pieces are done from a run before" in done.stdout, done.stderr
        assert run(*command[:-3], tmp_path / "whole", "--workers", 1).returncode == 0
        for name in ("attributions.csv", "voices.csv", "counts.csv", "manifest.json"):
            assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()

    def test_notebooks(self, tmp_path):
        import nbformat

        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("open('begun', 'w')\nimport time\ntime.sleep(600)")]
        )
        for name in "abc":
            nbformat.write(book, tmp_path / f"{name}.ipynb")
        code = (
            "import sys\nfrom pathlib import Path\nfrom analysis.show.notebooks import runs\n"
            "folder = Path(sys.argv[1])\n"
            "try:\n    list(runs(folder, folder / 'build'))\nexcept KeyboardInterrupt:\n    sys.exit(130)"
        )
        process = subprocess.Popen([sys.executable, "-c", HEARING + code, str(tmp_path)], cwd=ROOT)
        while not (tmp_path / "begun").exists() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=120) == 130
        assert not (tmp_path / "build").exists()
