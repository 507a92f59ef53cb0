"""`fetch` against a site on loopback: what is kept, what is not, what changed, and what survives a sudden end."""

import contextlib
import csv
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from typing import ClassVar

import pytest

from analysis.commands import checking, fetching, manual  # noqa: F401
from analysis.read.corpus import ROOT, corpus_problems, load_corpus
from analysis.read.manifest import csv_rows
from analysis.read.web import client
from analysis.read.web.fulltexts import fulltexts
from analysis.read.web.gathering import MISSING_COLUMNS
from tests.read.web.conftest import QUICK
from tests.read.web.site import STORY, SWAN, answer, article, conditional, in_turn, moved, served

TEXTS = {
    "paper": (
        "original",
        "The weir is closed\n\nThe weir is closed, the paper wrote. Nobody counted the boats there.\n",
    ),
    "board": ("digest", "The board\n\nAccording to the river board, fewer boats came to the weir in spring.\n"),
}
ENTRY = """
[[fulltext]]
id = "{id}"
stands_for = "board"
title = "Fewer boats on the upper weir"
publisher = "River board"
publisher_type = "public body"
date = 2020-05-04
urls = ["{url}"]
media = "html"
terms = "{terms}"
grounds = "Written for this test (stated on the document)."
expects = "Fewer boats on the upper weir"
"""


@pytest.fixture
def site():
    with served() as running:
        yield running


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "texts").mkdir(parents=True)
    rows = ["id,title,publisher,publisher_type,date,url,kind,licence,file,body,sha256"]
    for name, (kind, text) in TEXTS.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        hashed = hashlib.sha256(text.encode()).hexdigest()
        rows.append(f"{name},{text.splitlines()[0]},{name},town,2020-05-01,,{kind},free,texts/{name}.txt,,{hashed}")
    (folder / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")
    return folder


def listing(corpus, *entries, archived=""):
    """Write fulltexts.toml; each entry is an id, an address, and maybe other terms than an open licence."""
    tables = [ENTRY.format(id=name, url=url, terms=(*more, "CC BY 4.0")[0]) for name, url, *more in entries]
    text = f"archived = {json.dumps(archived)}\n" + "".join(tables)
    (corpus / "fulltexts.toml").write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def fetch(corpus, monkeypatch, capsys):
    """A function from the words after `fetch` to the status and what was told."""
    monkeypatch.setattr(client, "LIMITS", QUICK)

    def fetch(*words, local=True):
        ended = manual.status(["fetch", "--corpus", str(corpus), *(["--allow-local"] if local else []), *words])
        told = capsys.readouterr()
        assert corpus_problems(corpus) == []
        return ended, told.out + told.err

    return fetch


def files(corpus):
    place = corpus / "local"
    return sorted(path.name for path in place.iterdir() if path.name != ".lock") if place.exists() else []


def missing(corpus):
    return csv_rows(corpus / "local" / "not-fetched.csv", MISSING_COLUMNS)


class TestFetch:
    def test_a_page_becomes_a_full_text_with_its_source(self, corpus, site, fetch):
        site.pages |= {"/old": moved("/story"), "/story": answer(200, article(), ETag='"a"', Last_Modified="then")}
        listing(corpus, ("board-2020", site.url("/old")))
        ended, told = fetch()
        assert ended == 0
        assert "kept: board-2020" in told and "1 of 1 are in the corpus" in told
        document = load_corpus(corpus)["board-2020"]
        assert document.kind == "full" and document.licence == "CC BY 4.0" and str(document.date) == "2020-05-04"
        assert document.text == "\n\n".join(["Fewer boats on the upper weir", *STORY]) + "\n"
        source = json.loads((corpus / "local" / "board-2020.json").read_text(encoding="utf-8"))
        assert (source["source"], source["final_url"]) == (site.url("/old"), site.url("/story"))
        assert (source["etag"], source["last_modified"]) == ('"a"', "then")
        assert source["received_sha256"] == hashlib.sha256(article().encode()).hexdigest()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", source["at"])

    @pytest.mark.parametrize(
        ("charset", "word"), [("iso-8859-1", "Fährleute"), ("windows-1256", "قارب"), ("utf-8", "лодки")]
    )
    def test_letters_are_read_as_the_server_says(self, corpus, site, fetch, charset, word):
        page = article(
            charset="utf-8" if charset == "utf-8" else "x", more=f"The {word} were counted too, it was said."
        )
        page = page.replace('<meta charset="x">', "")
        site.pages["/story"] = answer(200, page.encode(charset), f"text/html; charset={charset}")
        listing(corpus, ("board-2020", site.url("/story")))
        assert fetch()[0] == 0
        assert f"The {word} were counted too" in load_corpus(corpus)["board-2020"].text

    @pytest.mark.parametrize("media", ["", "application/octet-stream", "text/plain", "image/png", "nonsense"])
    def test_a_type_that_is_missing_or_wrong_is_kept_right_or_told(self, corpus, site, fetch, media):
        site.pages["/story"] = answer(200, article(), media)
        listing(corpus, ("board-2020", site.url("/story")))
        ended, told = fetch()
        if ended:
            assert "not had: board-2020" in told and files(corpus) == ["not-fetched.csv"]
        else:
            text = load_corpus(corpus)["board-2020"].text
            assert all(part in text for part in STORY) and "<p>" not in text

    def test_nothing_of_the_own_network_is_asked_without_leave(self, corpus, site, fetch):
        listing(corpus, ("board-2020", site.url("/story")))
        ended, told = fetch(local=False)
        assert ended == 1 and site.asked == []
        assert "the address 127.0.0.1 is loopback" in told

    def test_the_next_address_is_tried_and_the_archive_last(self, corpus, site, fetch):
        copy = f"/web/20200504id_/{site.url('/gone')}"
        site.pages |= {copy: answer(200, article())}
        listing(corpus, ("board-2020", site.url("/gone")), archived=site.url("/web/{date}id_/{url}"))
        assert fetch()[0] == 0
        assert site.paths() == ["/gone", copy]
        assert json.loads((corpus / "local" / "board-2020.json").read_text())["archived"] is True

    def test_the_same_text_is_not_kept_twice(self, corpus, site, fetch):
        site.pages |= {"/a": answer(200, article()), "/b": answer(200, article())}
        listing(corpus, ("board-a", site.url("/a")), ("board-b", site.url("/b")))
        ended, told = fetch()
        assert ended == 0
        assert "had already: board-b  the same text is kept as 'board-a'" in told


class TestNotHad:
    PAGES: ClassVar = {
        "404": (answer(404, article()), "it answers 404 Not Found"),
        "soft": (answer(200, article("Page not found")), "does not look like 'Fewer boats on the upper weir'"),
        "denied": (answer(200, article("Access denied", story=SWAN)), "asks who is reading"),
        "other": (answer(200, article("Swan stops tram", story=SWAN)), "does not look like"),
        "shell": (answer(200, "<html><title>Fewer boats on the upper weir</title><p>Please wait.</p></html>"), ""),
        "empty": (answer(200, b""), ""),
        "503": (answer(503), "503 Service Unavailable; 3 tries were made"),
    }

    @pytest.mark.parametrize("name", PAGES)
    def test_it_is_listed_with_its_reason(self, corpus, site, fetch, name):
        page, reason = self.PAGES[name]
        site.pages |= {"/story": page, "/good": answer(200, article())}
        listing(corpus, ("board-2020", site.url("/story")), ("board-good", site.url("/good")))
        ended, told = fetch()
        assert ended == 1
        assert "not had: board-2020" in told and reason in told
        assert "kept: board-good" in told and "1 of 2 are in the corpus" in told
        (row,) = missing(corpus)
        assert (row["id"], row["url"]) == ("board-2020", site.url("/story"))
        assert reason in row["reason"]
        assert files(corpus) == ["board-good.json", "board-good.txt", "manifest.csv", "not-fetched.csv"]

    def test_what_is_had_later_is_taken_off_the_list(self, corpus, site, fetch):
        site.pages |= {"/a": in_turn(answer(404), answer(200, article())), "/b": answer(404)}
        listing(corpus, ("board-a", site.url("/a")), ("board-b", site.url("/b")))
        assert fetch()[0] == 1
        assert {row["id"] for row in missing(corpus)} == {"board-a", "board-b"}
        assert fetch("board-a")[0] == 0
        assert {row["id"] for row in missing(corpus)} == {"board-b"}

    def test_what_a_host_says_cannot_be_an_order_to_terminal_or_spreadsheet(self, corpus, site, fetch):
        site.pages["/story"] = answer(200, article("=HYPERLINK(1) \x1b[31m\u202eevil", story=SWAN).encode())
        listing(corpus, ("board-2020", site.url("/story")))
        ended, told = fetch()
        assert ended == 1 and "\x1b" not in told and "\u202e" not in told
        with (corpus / "local" / "not-fetched.csv").open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if re.match(r"[=+\-@\t\r]", cell)]


class TestTerms:
    def test_pages_without_an_open_licence_wait_for_the_readers_word(self, corpus, site, fetch):
        site.pages |= {"/a": answer(200, article()), "/b": answer(200, article(more="And the boats were counted."))}
        listing(corpus, ("board-a", site.url("/a")), ("board-b", site.url("/b"), "personal use"))
        ended, told = fetch()
        assert (ended, site.paths()) == (0, ["/a"])
        assert "left out for their terms: 1" in told
        ended, told = fetch("board-b")
        assert ended == 1 and "no open licence is known for board-b; add --personal-use" in told
        ended, told = fetch("board-b", "--personal-use")
        assert ended == 0 and told.startswith("You take the responsibility:")
        assert "personal use" in load_corpus(corpus)["board-b"].licence

    def test_a_list_asks_for_nothing(self, corpus, site, fetch):
        listing(corpus, ("board-a", site.url("/a")), ("board-b", site.url("/b"), "personal use"))
        ended, told = fetch("--list")
        assert (ended, site.asked, files(corpus)) == (0, [], [])
        assert "board-a  [CC BY 4.0]  would be fetched" in told
        assert "board-b  [personal use]  left out for its terms" in told
        assert told.count("Written for this test") == 2 and site.url("/b") in told
        assert "left out" not in fetch("--list", "--personal-use")[1]

    def test_an_unknown_id_is_answered_with_a_near_one(self, corpus, site, fetch):
        listing(corpus, ("board-2020", site.url("/a")))
        ended, told = fetch("bord-2020")
        assert ended == 1 and "did you mean 'board-2020'?" in told


class TestAgain:
    def test_what_is_there_is_asked_for_on_condition(self, corpus, site, fetch):
        site.pages["/story"] = conditional(article())
        listing(corpus, ("board-2020", site.url("/story")))
        fetch()
        before = {path: path.stat().st_mtime_ns for path in (corpus / "local").glob("*.*")}
        ended, told = fetch()
        assert ended == 0 and "unchanged: board-2020" in told
        assert site.asked[-1][1]["If-None-Match"] == '"one"'
        assert {path: path.stat().st_mtime_ns for path in (corpus / "local").glob("*.*")} == before

    def test_other_bytes_with_the_same_text_change_nothing(self, corpus, site, fetch):
        site.pages["/story"] = in_turn(answer(200, article()), answer(200, article().replace("Most read", "Popular")))
        listing(corpus, ("board-2020", site.url("/story")))
        fetch()
        assert "unchanged: board-2020" in fetch()[1]
        assert files(corpus) == ["board-2020.json", "board-2020.txt", "manifest.csv"]

    def test_a_changed_page_is_kept_beside_and_taken_on_demand(self, corpus, site, fetch):
        pages = [
            article(),
            *(article(more=f"The count was mended {n} times, the board said.") for n in ("two", "three")),
        ]
        site.pages["/story"] = in_turn(*(answer(200, page) for page in pages))
        listing(corpus, ("board-2020", site.url("/story")))
        fetch()
        first = (corpus / "local" / "board-2020.txt").read_bytes()
        today = time.strftime("%Y-%m-%d", time.gmtime())
        ended, told = fetch()
        assert ended == 0 and f"changed: board-2020  local/board-2020.{today}.txt" in told and "--newest takes" in told
        assert load_corpus(corpus)["board-2020"].text.encode() == first
        assert fetch()[1].startswith(f"changed: board-2020  local/board-2020.{today}-2.txt")
        assert fetch()[1].startswith("unchanged")
        asked = len(site.asked)
        assert fetch("--newest")[0] == 0
        assert "three times" in load_corpus(corpus)["board-2020"].text
        assert (corpus / "local" / "board-2020.txt").read_bytes() == first
        assert "two times" in (corpus / "local" / f"board-2020.{today}.txt").read_text(encoding="utf-8")
        assert len(site.asked) == asked
        assert "has the newest text" in fetch("--newest")[1]

    def test_a_page_that_goes_away_takes_nothing_with_it(self, corpus, site, fetch):
        site.pages["/story"] = in_turn(answer(200, article()), answer(200, article("Page not found")), answer(410))
        listing(corpus, ("board-2020", site.url("/story")))
        fetch()
        first = (corpus / "local" / "board-2020.txt").read_bytes()
        for reason in ("does not look like", "410 Gone"):
            ended, told = fetch()
            assert ended == 0 and "not asked again: board-2020" not in told.splitlines()[-1] and reason in told
        assert (corpus / "local" / "board-2020.txt").read_bytes() == first

    def test_again_asks_without_condition(self, corpus, site, fetch):
        site.pages["/story"] = conditional(article())
        listing(corpus, ("board-2020", site.url("/story")))
        fetch()
        assert fetch("--again")[0] == 0
        assert "If-None-Match" not in site.asked[-1][1]
        assert files(corpus) == ["board-2020.json", "board-2020.txt", "manifest.csv"]

    def test_newest_needs_a_text(self, corpus, site, fetch):
        listing(corpus, ("board-2020", site.url("/story")))
        ended, told = fetch("board-2020", "--newest")
        assert ended == 1 and "no text of 'board-2020' is kept" in told
        assert fetch("--newest") == (0, "")


class TestFulltexts:
    def test_the_shipped_list_names_only_known_addresses_and_digests(self):
        rows = csv_rows(
            ROOT / "corpus" / "references.csv", ("document", "sentence", "url", "publication", "certainty", "later")
        )
        entries = fulltexts(ROOT / "corpus")
        known = {row["url"] for row in rows}
        cited = [entry for entry in entries if entry.known_as in known]
        assert len(cited) >= len(entries) - 3
        assert {entry.stands_for for entry in entries} == {row["document"] for row in rows}
        for entry in entries:
            assert "(" in entry.grounds or "stated on the document" in entry.grounds

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ('terms = "CC BY 4.0"', 'terms = "free"', "terms 'free' are not known as open"),
            ('urls = ["http', 'urls = ["ftp', "is no web address"),
            ('urls = ["', "urls = [1, ", "fulltexts.toml"),
            ("date = 2020-05-04", 'date = "2020-05-04"', "date '2020-05-04' is no day"),
            ("date = 2020-05-04", "date = 2020-05-04T10:00:00Z", "is no day"),
            ('stands_for = "board"', 'stands_for = "paper"', "stands_for 'paper' is no digest of this corpus"),
            ('id = "board-2020"', 'id = "../x"', "cannot be taken"),
            ('id = "board-2020"', 'id = "board"', "ids must differ"),
            ('id = "board-2020"', "", "id is missing"),
            ('title = "Fewer', 'title = "\\u001bFewer', "title holds a control character"),
            ('media = "html"', 'media = "exe"', "media must be one of"),
            ('expects = "Fewer boats on the upper weir"', 'expects = "weir"', "at least two words"),
            ("publisher =", "editor =", "editor is unknown"),
            ('archived = ""', 'archived = "https://archive.example/"', "with {url} in it"),
            ('archived = ""', "more = 1", "has also more"),
            ('archived = ""', "archived = ", "is no TOML"),
        ],
    )
    def test_a_fault_is_one_sentence_with_its_place(self, corpus, fetch, old, new, told):
        listing(corpus, ("board-2020", "http://mill.example/"))
        path = corpus / "fulltexts.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        ended, said = fetch()
        assert ended == 1 and told in said and len(said.splitlines()) == 1
        assert "fulltexts.toml" in said

    def test_a_corpus_without_a_list_says_what_to_do(self, fetch):
        ended, told = fetch()
        assert ended == 1 and "there is nothing to fetch; write one" in told and len(told.splitlines()) == 1


CHILD = """
import sys
from analysis.commands import checking, fetching, manual
from analysis.read import acquire
from analysis.read.web import client, gathering
from analysis.read.acquire import Extract
import analysis.read.local, analysis.read.progress
client.LIMITS = client.Limits(pause=0, backoff=0.01)
def extract(content, **_):
    return Extract(text=content.decode(), title=content.decode().splitlines()[0])
if sys.argv[1] == "quick":  # the reading of a page writes nothing; without it the blows fall on what does
    acquire.extract = extract
print("begun", flush=True)
sys.exit(manual.status(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
class TestSuddenEnd:
    PAGES = 12

    def run(self, corpus, how, seconds=None):
        """What a child said before it ended by itself, or was killed after some seconds; its status."""
        words = [sys.executable, "-c", CHILD, how, "fetch", "--corpus", str(corpus), "--allow-local"]
        child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        assert child.stdout.readline() == "begun\n"
        if seconds is not None:
            time.sleep(seconds)
            child.send_signal(signal.SIGKILL)
        told, faults = child.communicate(timeout=120)
        assert "Traceback" not in faults
        return told, child.returncode

    def check(self, corpus, told):
        """Nothing is broken, and all that was told as kept is there."""
        assert corpus_problems(corpus) == []
        rows = {row["id"]: row for row in csv_rows(corpus / "local" / "manifest.csv", load_columns())} if told else {}
        for name in re.findall(r"^kept: (\S+) ", told, re.MULTILINE):
            assert (corpus / rows[name]["file"]).is_file() and (corpus / "local" / f"{name}.json").is_file()
        for name in re.findall(r"^changed: \S+  local/([^;\s]+)", told, re.MULTILINE):
            assert (corpus / "local" / name).is_file()
        return len(rows)

    # Seeds 0 to 3 were run once, 40 kills in all; each takes about ten seconds.
    @pytest.mark.parametrize("seed", [0])
    def test_a_kill_at_any_point_loses_nothing_that_was_told(self, corpus, site, seed):
        rng, kills, rounds, texts = random.Random(seed), 0, 0, {}

        def page(n):
            def send(handler):
                # Every second round each page has changed, so that both ways of writing are under fire.
                words = " ".join(f"w{n}x{k}" for k in range(60))
                body = f"Fewer boats on the upper weir {n} {rounds // 2}\n\n{words}\n"
                answer(200, body, "text/plain; charset=utf-8")(handler)

            return send

        site.pages |= {f"/{n}": page(n) for n in range(self.PAGES)}
        listing(corpus, *((f"board-{n}", site.url(f"/{n}")) for n in range(self.PAGES)))
        begun = time.monotonic()
        self.run(corpus, "quick")
        whole = time.monotonic() - begun
        for path in (corpus / "local").iterdir():
            path.unlink()
        while kills < 10:
            told, ended = self.run(corpus, "quick", rng.uniform(0, min(whole, 1.0)))
            kills += ended == -signal.SIGKILL
            rounds += 1
            self.check(corpus, told)
            kept = {path.name: path.read_bytes() for path in (corpus / "local").glob("*.txt")}
            assert texts.items() <= kept.items()  # no text that was there has gone or become another
            texts = {name: kept[name] for name in kept if whole_one(corpus, name)}
        told, ended = self.run(corpus, "quick")
        assert ended == 0 and f"{self.PAGES} of {self.PAGES} are in the corpus" in told
        assert self.check(corpus, told) == self.PAGES
        assert not [path for path in (corpus / "local").glob(".*") if path.name not in (".lock", ".adding")]

    def test_a_kill_while_a_page_is_read_leaves_the_next_run_to_go_on(self, corpus, site):
        site.pages |= {f"/{n}": answer(200, article(more=f"Boat {n} was the last.")) for n in range(3)}
        listing(corpus, *((f"board-{n}", site.url(f"/{n}")) for n in range(3)))
        told, _ = self.run(corpus, "real", 1.6)
        self.check(corpus, told)
        assert self.run(corpus, "real")[1] == 0
        assert len(load_corpus(corpus).contrast) >= 3

    def test_an_interrupt_is_told_and_the_next_run_goes_on(self, corpus, site):
        released = threading.Event()
        site.pages |= {"/0": answer(200, article()), "/1": lambda _: released.wait(60)}
        listing(corpus, ("board-0", site.url("/0")), ("board-1", site.url("/1")))
        words = [sys.executable, "-c", CHILD, "real", "fetch", "--corpus", str(corpus), "--allow-local"]
        child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        assert child.stdout.readline() == "begun\n"
        assert child.stdout.readline().startswith("kept: board-0")
        while "/1" not in site.paths():
            time.sleep(0.01)
        for _ in range(3):
            # Python drops an interrupt that meets it while it tidies up an object; a reader presses the keys again.
            child.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(10)
                break
        _, faults = child.communicate(timeout=20)
        released.set()
        assert child.returncode == 130, faults
        assert faults == "interrupted; what was written whole stays, and the same command goes on from there\n"
        site.pages["/1"] = answer(200, article(more="One boat came."))
        told, ended = self.run(corpus, "real")
        assert ended == 0 and "unchanged: board-0" in told and "kept: board-1" in told


def load_columns():
    from analysis.read.manifest import LOCAL_COLUMNS

    return LOCAL_COLUMNS


def whole_one(corpus, name):
    """Whether a text of `local/` is kept: the first of a document has a row, a later one its source beside it."""
    if name.count(".") > 1:
        return (corpus / "local" / f"{name[:-4]}.json").is_file()
    path = corpus / "local" / "manifest.csv"
    return path.exists() and name[:-4] in {row["id"] for row in csv_rows(path, load_columns())}
