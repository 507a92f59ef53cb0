"""Processes that share work: started from scripts of any kind, and gone with the first one."""

import subprocess
import sys

import psutil
import pytest

SCRIPT = """
from pathlib import Path
from analysis.read.attribution.batch import annotated
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.scan import Settings, scan

settings = Settings(("counts",))
archive = Archive(Path("a.jsonl"), piece_bytes=200)
found = scan(archive, folder=Path("scan"), settings=settings, scheduler=Scheduler("processes", 2))
print(found.manifest["documents"], len(list(annotated(['{"doc_id": 1, "text": "It rained."}'] * 3, "rules", jobs=2))))
"""
SLEEPING = """
import time
from analysis.read.processes import Processes

pool = Processes(2)
waiting = [pool.submit(time.sleep, 60) for _ in range(2)]
print("begun", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_script_needs_no_guard_around_what_it_does(tmp_path, way):
    row = '{"id": "%d", "publisher": "P", "date": "2020-05-01", "text": "The mill closed, and the weir broke."}\n'
    (tmp_path / "a.jsonl").write_text("".join(row % number for number in range(20)))
    (tmp_path / "script.py").write_text(SCRIPT)
    command = [sys.executable, "script.py"] if way == "file" else [sys.executable, "-"]
    done = subprocess.run(command, input=SCRIPT, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.split()) == (0, ["20", "3"]), done.stderr


def test_they_end_with_the_process_that_has_started_them(tmp_path):
    (tmp_path / "script.py").write_text(SLEEPING)
    command = [sys.executable, "script.py"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as first:
        assert first.stdout.readline() == "begun\n"
        below = psutil.Process(first.pid).children(recursive=True)
        first.kill()
    assert len(below) >= 2
    _, alive = psutil.wait_procs(below, timeout=20)
    assert alive == []
