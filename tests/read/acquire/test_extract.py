"""The door: a process of its own, its limits, and inputs made to break it."""

import subprocess
import sys
import time
import tracemalloc

import pytest

from analysis.errors import CrossreadError
from analysis.read.acquire import MAX_BYTES, Extract, extract
from analysis.read.acquire.limits import limited
from analysis.read.acquire.parsing import parsed
from analysis.read.acquire.record import as_values, from_values, joined
from tests.read.acquire import articles, hard_pages, pages
from tests.read.acquire.attacks import ATTACKS, SENTENCE

KNOWN = {"name": "a.txt", "media": "", "encoding": "", "url": ""}
# These take longer than a test may; the first of them is stopped by the clock below.
SLOW = {"many attributes.html", "million operators.pdf"}
HEAVY = ("huge", "deep", "bomb", "million", "many")


class TestExtract:
    @pytest.mark.parametrize("name", ["newspaper.html", "agreement.md", "filature.txt", "tracked.docx", "gazette.pdf"])
    def test_the_other_process_answers_what_this_one_would(self, name):
        found = next(page for page in (*pages.pages(), *hard_pages.hard_pages()) if page.name == name)
        assert extract(found.content, name=name) == parsed(found.content, name=name)

    def test_values_that_are_no_strings_are_taken_as_such(self, tmp_path):
        assert extract(bytearray(SENTENCE.encode()), name=tmp_path / "a.txt", url=None).text == SENTENCE.strip() + "\n"

    def test_an_error_begins_with_what_was_given(self):
        with pytest.raises(CrossreadError, match=r"^swan\.gif: the input is a GIF picture"):
            extract(b"GIF89a\x01\0", name="swan.gif")
        with pytest.raises(CrossreadError, match=r"^https://a\.example/b: the input is empty"):
            extract(b"", url="https://a.example/b")
        with pytest.raises(CrossreadError, match=r"^the input: the input is empty"):
            extract(b"")

    def test_a_name_cannot_command_the_terminal(self):
        with pytest.raises(CrossreadError) as error:
            extract(b"", name="a\x1b[2J\u202eb.html")
        assert not set(str(error.value)) & set("\x1b\u202e")

    def test_what_is_too_large_is_not_sent_anywhere(self):
        begun = time.perf_counter()
        with pytest.raises(CrossreadError, match="20,000,001 bytes are more than 20,000,000"):
            extract(b"a" * (MAX_BYTES + 1), name="a.txt")
        assert time.perf_counter() - begun < 0.5

    def test_a_module_in_the_folder_one_stands_in_is_not_imported(self, tmp_path):
        (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
        code = "import os, sys; os.chdir(sys.argv[1]); from analysis.read.acquire import extract; "
        code += "print(extract(b'A swan.').text)"
        done = subprocess.run([sys.executable, "-P", "-c", code, str(tmp_path)], capture_output=True, text=True)
        assert done.stdout.strip() == "A swan.", done.stderr


class TestAttacks:
    @pytest.mark.parametrize("name", sorted(set(ATTACKS) - SLOW))
    def test_an_attack_ends_in_text_or_one_error(self, name):
        content = ATTACKS[name]()
        # What could take this process with it goes to the other one; the rest is quicker here.
        read = extract if any(word in name for word in HEAVY) else parsed
        begun = time.perf_counter()
        try:
            found = read(content, name=name)
        except CrossreadError as error:
            assert str(error).startswith(f"{name}: ")
            assert "\n" not in str(error)
            assert len(str(error)) < 400
            assert "was stopped" not in str(error)
        else:
            assert isinstance(found, Extract)
            assert "\0" not in found.text
        assert time.perf_counter() - begun < 32


class TestLimited:
    def test_the_clock_ends_it(self):
        begun = time.perf_counter()
        with pytest.raises(CrossreadError, match=r"^a\.txt: it takes longer than 2 seconds to read"):
            limited(ATTACKS["many attributes.html"](), KNOWN, seconds=2)
        assert time.perf_counter() - begun < 6

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
    def test_memory_ends_it(self):
        with pytest.raises(
            CrossreadError, match=r"^a\.txt: (it needs more than 0\.2 GiB|.*was stopped|.*cannot be read)"
        ):
            limited(b"<p>" + b"a swan sat here " * 1_000_000, KNOWN, memory=200 << 20)

    def test_what_the_parent_holds_does_not_grow_with_a_bomb(self):
        content = ATTACKS["a bomb.docx"]()
        tracemalloc.start()
        with pytest.raises(CrossreadError):
            limited(content, KNOWN)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20_000_000


class TestWorker:
    def test_reading_opens_no_connection_writes_no_file_and_starts_nothing(self, tmp_path):
        code = f"""
import sys
from analysis.read.acquire import worker
sys.addaudithook(worker._refuse)
import os, socket, subprocess
tried = [
    lambda: open({str(tmp_path / "a")!r}, "w"), lambda: os.open({str(tmp_path / "a")!r}, os.O_CREAT | os.O_WRONLY),
    lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"]), lambda: os.system("true"),
    lambda: os.remove({str(tmp_path)!r}), lambda: os.mkdir({str(tmp_path / "b")!r}),
]
for act in tried:
    try:
        act()
    except PermissionError as error:
        print("refused")
open({__file__!r}).close()
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
        assert done.stdout.split() == ["refused"] * 7, done.stderr
        assert list(tmp_path.iterdir()) == []


class TestRecord:
    def test_a_record_survives_its_journey(self):
        import json

        found = parsed(articles.FERRY.text.encode(), name="a.txt")
        assert from_values(json.loads(json.dumps(as_values(found)))) == found

    def test_a_title_far_down_stays_where_it_is(self):
        blocks = ["One.", "Two.", "Three.", "Four.", "Title"]
        assert joined(blocks, "Title").count("Title") == 2

    def test_nothing_gives_nothing(self):
        assert joined([]) == ""
