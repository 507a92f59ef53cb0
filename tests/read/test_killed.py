"""SIGKILL at any point of an addition or of a decision: what was reported as saved is there, and the corpus is whole.

A driver of its own, which has no threads, forks the processes that are killed. They write the id of each document, or
the pair of each verdict, into a pipe as soon as it is reported as saved.
"""

import json
import os
import subprocess
import sys

import pytest

from analysis.read.corpus import ROOT
from tests.read.test_corpus import write_corpus

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

DRIVER = '''
import json, os, random, shutil, signal, sys, time
from pathlib import Path
from types import SimpleNamespace

from analysis.read.corpus import corpus_problems, load_corpus
from analysis.read.local import kept
from analysis.read.manifest import local_rows
from analysis.read.verdicts import Verdict, added_verdict, verdicts

folder, task, first, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "fcntl.flock", "os.listdir", "os.scandir")


def text(number):
    title = f"Mill {number}"
    more = {"title": title, "url": "", "publisher": "The board", "date": None}
    return SimpleNamespace(text=f"{title}\\n\\nIn {number} days the mill closed.\\n", **more)


def add(number):
    return kept(folder, text(number), {}, {"source": "driver"}).id


def decide(number):
    row = Verdict(f"p{number:08x}", "accept", relation="same", note="x" * 500, by="Ada", text_hash="0" * 16)
    return added_verdict(folder, row).pair


def child(pipe, number, after):
    """Save until killed; at the file operation number `after`, where that is given, by itself."""
    if after is not None:
        seen = [0]

        def hook(event, args):
            if event in EVENTS:
                seen[0] += 1
                if seen[0] > after:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
    for step in range(1 if after is not None else 100_000):
        os.write(pipe, ((add if task == "add" else decide)(number * 100_000 + step) + "\\n").encode())
    os._exit(0)


saved, ended, left, chance = [], {"killed": 0, "done": 0}, 0, random.Random(first)
for number in range(first, last):
    reading, writing = os.pipe()
    exact = sys.argv[5] == "exact"
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            child(writing, number, number - first if exact else None)
        finally:
            os._exit(3)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        told = ""
        if not exact:
            if number % 2:
                told = file.readline().decode()  # once something is saved
            time.sleep(chance.uniform(0, 0.04))
            os.kill(pid, signal.SIGKILL)
        told += file.read().decode()
    status = os.waitpid(pid, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    ended["killed" if os.WIFSIGNALED(status) else "done"] += 1
    saved += told.split("\\n")[:-1]
    problems = corpus_problems(folder)
    assert problems == [], problems
    if task == "add":
        present = {document.id for document in load_corpus(folder)}
    else:
        rows = verdicts(folder)
        present = {row.pair for row in rows}
        left = len(rows.problems)
    lost = [name for name in saved if name not in present]
    assert lost == [], lost
    if exact and task == "add":
        # The next addition clears away what the dead process left; then all begins anew.
        add(5_000_000 + number)
        known = {row["id"] for row in local_rows(folder)}
        files = {path.name for path in (folder / "local").iterdir()} - {"manifest.csv", ".lock"}
        assert files == {f"{name}.{ending}" for name in known for ending in ("txt", "json")}, files
        shutil.rmtree(folder / "local")
        saved.clear()
    if ended["done"]:
        break
last_word = (add if task == "add" else decide)(99_999_999)
print(json.dumps({"ended": ended, "saved": len(saved), "set_aside": left, "last": last_word}))
'''


def driven(folder, task, first, last, how):
    """What the driver tells after it has killed `last - first` processes."""
    words = [sys.executable, "-c", DRIVER, str(folder), task, str(first), str(last), how]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def leftovers(folder):
    """What lies in local/ and belongs to no document of its manifest."""
    lines = (folder / "local" / "manifest.csv").read_text(encoding="utf-8").splitlines()[1:]
    known = {f"{line.split(',')[0]}.{ending}" for line in lines for ending in ("txt", "json")}
    return {path.name for path in (folder / "local").iterdir()} - known - {"manifest.csv", ".lock"}


def test_an_addition_may_be_killed_before_each_of_its_file_operations(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    told = driven(folder, "add", 0, 200, "exact")
    assert told["ended"]["killed"] > 20  # there are that many operations to be killed at
    assert told["ended"]["done"] == 1  # and no more
    assert leftovers(folder) == set()


@pytest.mark.parametrize("part", range(4))
def test_additions_may_be_killed_at_any_time(tmp_path, part):
    folder = write_corpus(tmp_path / "corpus")
    told = driven(folder, "add", 30 * part, 30 * part + 30, "random")
    assert told["ended"]["killed"] == 30
    assert told["saved"] > 0
    assert leftovers(folder) == set()


def test_verdicts_may_be_killed_at_any_time(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    told = driven(folder, "verdict", 0, 60, "random")
    assert told["ended"]["killed"] == 60
    assert told["saved"] > 0
    assert told["set_aside"] == 0  # a line is one write, so that not even a part of one is left


def test_a_verdict_may_be_killed_before_each_of_its_file_operations(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    told = driven(folder, "verdict", 0, 200, "exact")
    assert told["ended"]["killed"] > 0
    assert told["ended"]["done"] == 1
