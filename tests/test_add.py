"""Texts come into a corpus by the command line: whole or not at all, told line by line."""

import os
import subprocess
import sys
import time

import pytest

from analysis.commands import adding, manual  # noqa: F401
from analysis.read.corpus import ROOT, corpus_problems, load_corpus
from analysis.read.manifest import local_rows, manifest_bytes
from analysis.read.provenance import provenance
from tests.read.test_corpus import NO_ARTICLE, write_corpus
from tests.read.web.site import answer, article, served
from tests.test_command_line import in_terminal, needs_posix

PAGE = """<html lang="en"><head><title>Mill closes</title><meta property="og:site_name" content="Weir News">
<meta property="article:published_time" content="2020-05-04T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Mill closes</h1><p>The mill closed in May 2020, the mayor said on Monday. About 40 people lost their work
there after 120 years.</p><p>The council has promised to find other work for everybody who asked.</p></article>
</body></html>"""
PLAIN = (
    "The guild on the mill\n\nThe guild said that the mill had closed. It said that 90 people had lost their work.\n"
)


@pytest.fixture
def empty(tmp_path):
    """The corpus of a workbook that has just been laid."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "manifest.csv").write_bytes(manifest_bytes([]))
    return folder


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "guild.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


@pytest.fixture
def add(empty, capsys):
    """A function from words to status, standard output and standard error."""

    def add(*words, corpus=empty):
        status = manual.status(["add", *map(str, words), "--corpus", str(corpus)])
        return status, *capsys.readouterr()

    return add


class TestOneText:
    def test_an_article_and_a_source_make_a_corpus(self, add, empty, page, plain):
        status, told, wrong = add(page, "--target")
        assert (status, wrong) == (0, "")
        assert told.splitlines()[0].split("  ")[::2] == ["weir-news-2020", "Mill closes"]
        assert told.splitlines()[-1].startswith("next: python -m analysis add SOURCE...")
        status, told, wrong = add(plain, "--publisher", "The guild", "--date", "2020-06-01")
        assert (status, wrong) == (0, "")
        assert told.splitlines()[-1].startswith("next: python -m analysis figures")
        corpus = load_corpus(empty)
        assert [document.id for document in corpus] == ["weir-news-2020", "the-guild-2020"]
        assert corpus.target.date.isoformat() == "2020-05-04"
        assert "Home" not in corpus.target.text
        assert corpus_problems(empty) == []

    def test_what_was_guessed_is_shown(self, add, page):
        _, told, _ = add(page, "--target")
        for part in ("Mill closes", "Weir News", "2020-05-04", "unknown, private use", "en"):
            assert part in told

    def test_a_file_that_names_nobody_is_kept_under_its_name(self, add, empty, plain):
        add(plain, "--target")
        assert load_corpus(empty).target.publisher == "unknown publisher (guild.txt)"

    def test_a_reader_knows_better_than_the_page(self, add, empty, page):
        facts = {
            "--id": "mill", "--title": "The end", "--publisher": "Weir", "--publisher-type": "newspaper",
            "--date": "2021-01-02", "--licence": "CC0", "--url": "https://weir.example/mill",
        }  # fmt: skip
        add(page, "--target", *(word for pair in facts.items() for word in pair))
        one = load_corpus(empty)["mill"]
        assert (one.title, one.publisher, one.publisher_type, one.licence, one.url) == (
            "The end", "Weir", "newspaper", "CC0", "https://weir.example/mill"
        )  # fmt: skip
        assert one.date.isoformat() == "2021-01-02"

    def test_the_same_text_is_told_and_no_fault(self, add, plain):
        add(plain, "--id", "guild")
        status, told, wrong = add(plain, "--id", "again")
        assert (status, wrong) == (0, "")
        assert told.startswith("guild  ") and "is there already, with the same text; nothing was written" in told

    def test_a_near_copy_is_told_with_id_and_share(self, add, tmp_path):
        words = " ".join(f"Wheel {i} turned for {i} days." for i in range(60))
        for name, more in (("one", ""), ("two", " It stopped.")):
            (tmp_path / f"{name}.txt").write_text(f"Wheels\n\n{words}{more}\n", encoding="utf-8")
        add(tmp_path / "one.txt", "--id", "one")
        status, told, _ = add(tmp_path / "two.txt", "--id", "two")
        assert status == 0
        assert "stand in 'one' too; near copies count once" in told

    def test_another_language_is_taken_with_a_note(self, add, empty, tmp_path):
        text = (
            "Die Mühle\n\nDie Mühle wurde im Mai geschlossen, sagte die Bürgermeisterin am Montag. Vierzig Menschen "
            "haben ihre Arbeit verloren, und niemand weiß, wie es weitergehen soll.\n"
        )
        (tmp_path / "m.txt").write_text(text, encoding="utf-8")
        status, told, _ = add(tmp_path / "m.txt", "--target")
        assert status == 0
        assert "note: The text is in German" in told
        assert load_corpus(empty).target.text.startswith("Die Mühle")

    def test_the_standard_input_is_a_source(self, empty):
        words = [sys.executable, "-m", "analysis", "add", "-", "--target", "--media", "text", "--corpus", str(empty)]
        done = subprocess.run(words, input=PLAIN.encode(), capture_output=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        assert load_corpus(empty).target.text == PLAIN
        assert provenance(empty, load_corpus(empty).target.id)["source"] == "standard input"

    def test_an_encoding_can_be_named(self, add, empty, tmp_path):
        (tmp_path / "a.txt").write_bytes("Café\n\nThe café à la mode closed.\n".encode("cp437"))
        add(tmp_path / "a.txt", "--target", "--encoding", "cp437")
        assert "café à la mode" in load_corpus(empty).target.text


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["ftp://mill.example/a"], "is no file here and no address that begins with http:// or https://"),
            (["javascript:alert(1)"], "is no file here and no address"),
            (["nowhere.txt"], "'nowhere.txt' is not there; name a file"),
            (["-", "-"], "- stands twice"),
            ([os.devnull], "is no plain file"),
        ],
    )
    def test_what_is_no_source_is_one_line(self, add, words, told):
        status, out, wrong = add(*words)
        assert (status, out) == (1, "")
        assert told in wrong and wrong.count("\n") == 1

    @pytest.mark.parametrize("words", [["--target"], ["--id", "x"], ["--title", "x"], ["--url", "https://a.example/"],
                                       ["--date", "2020-01-01"], ["--stands-for", "x"]])  # fmt: skip
    def test_what_fits_one_text_is_refused_for_several(self, add, empty, page, plain, words):
        status, out, wrong = add(page, plain, *words)
        assert (status, out) == (1, "")
        assert wrong == f"{words[0]} fits one text, and 2 are named; add that one by itself\n"
        assert not (empty / "local").exists()

    @pytest.mark.parametrize("words", [["--id", "../x"], ["--id", "CON"], ["--date", "May"], ["--stands-for", "rand"],
                                       ["--url", "javascript:alert(1)"], ["--media", "spreadsheet"],
                                       ["--encoding", "no-such-encoding"]])  # fmt: skip
    def test_a_fact_that_cannot_be_kept_is_one_line(self, add, empty, plain, words):
        status, out, wrong = add(plain, *words)
        assert (status, out) == (1, "")
        assert wrong.count("\n") == 1 and "Traceback" not in wrong
        assert [path.name for path in empty.rglob("*") if path.is_file()] in (
            ["manifest.csv"],
            ["manifest.csv", ".lock"],
        )

    def test_a_second_article_is_refused_before_it_is_read(self, add, tmp_path, page):
        corpus = write_corpus(tmp_path / "full")
        status, _, wrong = add(page, "--target", corpus=corpus)
        assert status == 1
        assert "has an article under study already, 'paper'; lay a workbook of its own with" in wrong

    def test_a_corpus_without_an_article_is_told_with_the_remedy(self, add, empty, plain):
        _, told, _ = add(plain)
        assert told.splitlines()[-1].startswith("next: python -m analysis add ARTICLE --target")
        assert corpus_problems(empty) == [f"{empty / 'manifest.csv'}: {NO_ARTICLE}"]

    def test_a_folder_without_a_manifest_is_one_line(self, add, tmp_path, plain):
        status, _, wrong = add(plain, corpus=tmp_path)
        assert status == 1
        assert wrong.startswith("no manifest.csv in")

    def test_a_file_that_may_not_be_read_is_one_line(self, add, plain):
        plain.chmod(0)
        if os.access(plain, os.R_OK):
            pytest.skip("this user may read everything")
        assert add(plain)[2].count("\n") == 1


class TestSeveral:
    @pytest.fixture
    def folder(self, tmp_path):
        """A folder with two texts, a broken one, and what is passed over."""
        folder = tmp_path / "sources"
        (folder / "more").mkdir(parents=True)
        (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
        (folder / "b.HTML").write_text(PAGE, encoding="utf-8")
        (folder / "c.pdf").write_bytes(b"%PDF-1.4 and nothing more")
        (folder / ".hidden.txt").write_text(PLAIN, encoding="utf-8")
        (folder / "table.xlsx").write_bytes(b"PK")
        (tmp_path / "secret.txt").write_text("A secret\n\nNobody may read it.\n", encoding="utf-8")
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
        return folder

    def test_of_a_folder_the_good_are_added_and_the_others_told(self, add, empty, folder, page):
        page.write_text(PAGE.replace("Mill", "Mint").replace("mill", "mint"), encoding="utf-8")
        add(page, "--target")
        status, told, wrong = add(folder)
        assert status == 1
        assert "2 of 3 added" in told and "1 not added" in told
        assert wrong.startswith("not added: ") and "c.pdf" in wrong and wrong.count("\n") == 1
        for name, why in {
            ".hidden.txt": "a hidden file", "link.txt": "a link that leads out of the folder",
            "more": "a folder in the folder", "table.xlsx": "its name ends in none of .html",
        }.items():  # fmt: skip
            assert f"{name}: passed over, {why}" in told
        assert len(load_corpus(empty).contrast) == 2
        assert "secret" not in "".join(document.text for document in load_corpus(empty))

    @needs_posix
    def test_a_name_of_a_file_gives_no_orders_to_a_terminal(self, add, tmp_path):
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a\x1b[2J\n.txt").write_text(PLAIN, encoding="utf-8")
        (tmp_path / "in" / "b\x1b[2J.txt").write_bytes(b"\x00\x01")
        (tmp_path / "in" / "c\x1b[2J.xlsx").write_bytes(b"")
        status, told, wrong = add(tmp_path / "in")
        assert status == 1
        assert "\x1b" not in told + wrong
        assert wrong.count("\n") == 1

    def test_a_folder_of_nothing_is_a_fault(self, add, tmp_path):
        (tmp_path / "nothing").mkdir()
        status, _, _ = add(tmp_path / "nothing")
        assert status == 1

    def test_the_same_folder_again_adds_nothing_and_is_no_fault(self, add, folder):
        (folder / "c.pdf").unlink()
        add(folder)
        status, told, _ = add(folder)
        assert status == 0
        assert "0 of 2 added" in told and "2 there already or left out" in told


class TestAddresses:
    def test_a_page_is_fetched_read_and_kept_with_its_address(self, add, empty):
        with served() as site:
            site.pages["/boats.html"] = answer(body=article())
            url = site.url("/boats.html")
            status, told, wrong = add(url, "--target", "--allow-local")
        assert (status, wrong) == (0, ""), told
        target = load_corpus(empty).target
        assert (target.title, target.url) == ("Fewer boats on the upper weir", url)
        assert "cookies" not in target.text
        known = provenance(empty, target.id)
        assert (known["source"], known["url"], known["status"]) == (url, url, 200)

    def test_a_machine_of_the_own_network_is_not_asked(self, add, empty):
        with served() as site:
            status, _, wrong = add(site.url("/boats.html"))
            assert site.asked == []
        assert status == 1
        assert wrong.count("\n") == 1 and "--allow-local" in wrong
        assert not (empty / "local").exists()

    def test_a_page_that_is_not_there_is_one_line(self, add):
        with served() as site:
            status, _, wrong = add(site.url("/nothing.html"), "--allow-local")
        assert status == 1
        assert "404" in wrong and wrong.count("\n") == 1


@needs_posix
class TestInATerminal:
    def added(self, empty, path, keys):
        return in_terminal(["add", str(path), "--corpus", str(empty), "--target"], keys)

    def test_enter_takes_what_was_guessed(self, empty, page):
        screen, ended = self.added(empty, page, ["\n"])
        assert ended == 0, screen
        assert "Weir News" in screen
        assert load_corpus(empty).target.publisher == "Weir News"

    def test_n_leaves_it_out(self, empty, page):
        screen, ended = self.added(empty, page, ["n\n"])
        assert ended == 0, screen
        assert "left out: page.html" in screen
        assert not (empty / "local").exists()

    def test_e_edits_field_by_field_and_asks_again_where_one_cannot_be_kept(self, empty, page):
        fields = ["\n", "The end\n", "\n", "paper\n", "May\n", "\n", "\n"]
        again = ["\n", "\n", "\n", "\n", "2020-05-05\n", "\n", "\n"]
        screen, ended = self.added(empty, page, ["e\n", *fields, "\n", "e\n", *again, "\n"])
        assert ended == 0, screen
        assert "Not kept: date 'May' is no date" in screen
        target = load_corpus(empty).target
        assert (target.title, target.publisher, target.publisher_type) == ("The end", "Weir News", "paper")
        assert target.date.isoformat() == "2020-05-05"

    def test_with_yes_nothing_is_asked(self, empty, page):
        screen, ended = in_terminal(["add", str(page), "--corpus", str(empty), "--target", "--yes"], [])
        assert ended == 0 and "  > " not in screen
        assert load_corpus(empty).target.publisher == "Weir News"


class TestStrangePages:
    """What a page says of itself ends as text in tables, terminal and report."""

    PAGE = """<html><head><title>=cmd|' /C calc'!A0 &lt;script&gt;alert(1)&lt;/script&gt;</title>
<meta property="og:site_name" content="&lt;img src=x onerror=alert(2)&gt;&#8238;,&quot;x&quot;">
<link rel="canonical" href="javascript:alert(3)"></head><body><article><h1>=cmd|' /C calc'!A0
&lt;script&gt;alert(1)&lt;/script&gt;</h1><p>The mill closed in May 2020, the mayor said on Monday. About 40 people lost
their work there after 120 years. The council has promised to find other work for everybody.</p></article></body>
</html>"""

    def test_they_are_escaped_everywhere(self, add, empty, tmp_path, plain):
        from analysis import show

        (tmp_path / "bad.html").write_text(self.PAGE, encoding="utf-8")
        status, told, wrong = add(tmp_path / "bad.html", "--target")
        assert (status, wrong) == (0, "")
        assert "\u202e" not in told and "\x1b" not in told
        assert add(plain)[0] == 0
        corpus = load_corpus(empty)
        assert corpus.target.title.startswith("=cmd|")
        assert corpus.target.url == ""
        for line in (empty / "local" / "manifest.csv").read_text(encoding="utf-8").splitlines():
            assert ",=" not in line and not line.startswith("=")
        page = show.report(corpus).read_text(encoding="utf-8")
        for word in ("<script>alert", "<img src=x", "javascript:alert", "\u202e"):
            assert word not in page
        assert "&lt;script&gt;alert" in page
        assert "<img src=x" not in corpus._repr_html_() and "<script>alert" not in corpus.target._repr_html_()


@needs_posix
def test_the_command_may_be_killed_at_any_time(empty, tmp_path):
    """What it said it had added is there, the corpus is whole, and the same command goes on."""
    import random
    import signal

    chance = random.Random(0)
    (tmp_path / "texts").mkdir()
    for i in range(6):
        text = f"Mill {i}\n\nIn {i + 10} days the mill of the guild closed, its owner said.\n"
        (tmp_path / "texts" / f"{i}.txt").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "analysis", "add", str(tmp_path / "texts"), "--corpus", str(empty)]
    told = ""
    for _ in range(2):
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        told += first + process.communicate()[0]
        said = [line.split("  ")[0] for line in told.split("\n")[:-1] if " words  Mill" in line]
        rows = {row["id"] for row in local_rows(empty)}
        assert set(said) <= rows
        assert corpus_problems(empty) == [f"{empty / 'manifest.csv'}: {NO_ARTICLE}"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert len(local_rows(empty)) == 6
    assert {path.suffix for path in (empty / "local").iterdir()} == {"", ".csv", ".txt", ".json"}
    assert len(list((empty / "local").iterdir())) == 6 * 2 + 2


class TestMisused:
    def test_an_empty_word_does_not_add_the_working_folder(self, add, plain, monkeypatch):
        monkeypatch.chdir(plain.parent)
        status, _, told = add("")
        assert status == 1
        assert "an empty word names nothing" in told

    def test_an_empty_folder_is_told(self, add, tmp_path):
        (tmp_path / "nothing").mkdir()
        status, told, _ = add(tmp_path / "nothing")
        assert (status, "an empty folder" in told) == (1, True)

    def test_a_source_that_is_to_be_the_article_is_not_passed_over_silently(self, add, plain):
        assert add(plain)[0] == 0
        status, _, told = add(plain, "--target")
        assert status == 1
        assert "as full; write 'original' into the column kind" in told
