"""Several processes that add texts to one corpus at once: each text once, none lost."""

import json
import subprocess
import sys

from analysis.read.corpus import ROOT, corpus_problems, load_corpus
from tests.read.test_corpus import write_corpus

PROCESS = """
import json, sys
from pathlib import Path
from types import SimpleNamespace
from analysis.errors import CrossreadError
from analysis.read.local import kept

folder, who, kind = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
sys.stdin.readline()
told = []
for i in range(10):
    text = f"Mill {i}\\n\\nThe mill of {'everybody' if i % 2 else who} closed on day {i}.\\n"
    page = SimpleNamespace(text=text, title=f"Mill {i}", url="", publisher="The board", date=None)
    try:
        done = kept(folder, page, {"kind": kind}, {"source": who})
        told.append([done.id, done.is_new])
    except CrossreadError as error:
        told.append([str(error), False])
print(json.dumps(told))
"""


def at_once(folder, kind, number=4):
    """What each of some processes tells that add ten texts, five of them the same in all."""
    words = [sys.executable, "-c", PROCESS, str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    running = [subprocess.Popen([*words, f"person {n}", kind], **pipes) for n in range(number)]
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [json.loads(process.communicate(timeout=120)[0]) for process in running]


def test_texts_that_are_the_same_are_written_once_and_others_all(tmp_path):
    folder = write_corpus(tmp_path / "corpus")
    told = at_once(folder, "full")
    new = [name for rows in told for name, is_new in rows if is_new]
    assert len(new) == len(set(new)) == 5 + 4 * 5
    assert {name for rows in told for name, _ in rows} == set(new)
    assert corpus_problems(folder) == []
    assert {document.id for document in load_corpus(folder)} == {"paper", "guild", "river", *new}


def test_of_several_articles_one_becomes_the_article_under_study(tmp_path):
    folder = write_corpus(tmp_path / "corpus", [], {})
    told = at_once(folder, "original")
    new = [name for rows in told for name, is_new in rows if is_new]
    assert len(new) == 1
    assert load_corpus(folder).target.id == new[0]
    refused = [said for rows in told for said, is_new in rows if not is_new and said != new[0]]
    assert len(refused) >= 36
    assert all(said.startswith("this corpus has an article under study already") for said in refused)
