"""Reading in a process of its own, so that no page or file can hang, exhaust or crash the one that asks.

Input is bytes; output is a record, or one error. The child has 30 seconds, and where the system can limit them (Linux,
other Unix in part) 30 seconds of computing and 2 GiB of memory; it writes no file and opens no connection. Caution: on
macOS and Windows memory is not limited.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.acquire.parsing import MAX_BYTES, shown_name
from analysis.read.acquire.record import Extract, from_values

SECONDS = 30
MEMORY = 2 << 30
REMEDY = "save its text as .txt and add that"


def limited(content: bytes, known: dict[str, str], *, seconds: float = SECONDS, memory: int = MEMORY) -> Extract:
    """The record that a child process makes of the bytes; raises `CrossreadError` where it fails or is stopped.

    Parameters
    ----------
    known : name, media, encoding and url, as `parsed` takes them.
    """
    shown = shown_name(known.get("name", ""), known.get("url", ""))
    if len(content) > MAX_BYTES:
        raise CrossreadError(f"{shown}: {len(content):,} bytes are more than {MAX_BYTES:,}; add the part you need")
    order = json.dumps({"known": known, "seconds": int(seconds) + 1, "memory": memory}).encode() + b"\n"
    # -P keeps the folder one stands in from being searched for modules; -B writes none.
    command = [sys.executable, "-P", "-B", "-m", "analysis.read.acquire.worker"]
    try:
        done = subprocess.run(
            command, input=order + content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds,
            env=_environment(), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CrossreadError(f"{shown}: it takes longer than {seconds:g} seconds to read; {REMEDY}") from None
    except OSError as error:
        raise CrossreadError(f"{shown}: no process could be started to read it ({error.strerror}); try again") from None
    return _answer(done, shown, memory)


def _environment() -> dict[str, str]:
    """The child finds the package wherever it stands, and its libraries start one thread each."""
    root = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "PYTHONPATH": path}


def _answer(done: subprocess.CompletedProcess, shown: str, memory: int) -> Extract:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    if "extract" in answer:
        return from_values(answer["extract"])
    if "error" in answer:
        raise CrossreadError(answer["error"])
    if answer.get("memory"):
        raise CrossreadError(f"{shown}: it needs more than {memory / 2**30:.2g} GiB of memory to read; {REMEDY}")
    raise CrossreadError(f"{shown}: the process that read it was stopped (status {done.returncode}); {REMEDY}")
