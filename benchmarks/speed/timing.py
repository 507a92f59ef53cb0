"""CPU and wall time of contenders, each in a child process of its own, in turn, round after round.

Other work may run on the machine at the same time: every contender gets its share of it in every round, and the
smallest time of all rounds counts. Imports and the reading of the texts are not timed. Run as a module, this is the
child.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from benchmarks.rows import FOLDER, PEERS, Skipped
from benchmarks.speed import contenders

PEER = "scattertext"  # needs packages that Crossread does not


@dataclass(frozen=True)
class Timing:
    """Seconds of one run, and how many things the contender found in it."""

    cpu: float
    wall: float
    found: int


def timings(
    names: tuple[str, ...], batches: list[list[str]], *, warm_ups: int, rounds: int
) -> dict[str, Timing | Skipped]:
    """The timing of each contender: the median over the batches of one process, the smallest of all rounds.

    Parameters
    ----------
    names : functions of `benchmarks.speed.contenders`.
    batches : the texts of each run; no two runs of a process need have the same.
    warm_ups : how many batches, the first ones, are run and not counted.

    >>> found = timings(("bare_loop",), [["One two."], ["Three, four, five."]], warm_ups=1, rounds=1)["bare_loop"]
    >>> found.found, 0 < found.cpu < 1
    (3, True)
    """
    tried: dict[str, list[Timing]] = {name: [] for name in names}
    missing: dict[str, Skipped] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "batches.json"
        file.write_text(json.dumps(batches), encoding="utf-8")
        for i in range(rounds):
            for name in names[:: -1 if i % 2 else 1]:
                if name in missing:
                    continue
                reply = _reply(name, file)
                if "missing" in reply:
                    missing[name] = Skipped(
                        f"{name} is not measured: {reply['missing']}; 'make peers' installs what it needs"
                    )
                else:
                    counted = {key: values[warm_ups:] for key, values in reply.items()}
                    cpu, wall = statistics.median(counted["cpu"]), statistics.median(counted["wall"])
                    tried[name].append(Timing(cpu, wall, sum(counted["found"])))
    return missing | {name: _smallest(found) for name, found in tried.items() if found}


def version(name: str) -> str:
    """Name and version of an installed package, ours or a peer's.

    >>> version("scikit-learn").split()[0]
    'scikit-learn'
    """
    found = [package.version for package in distributions(name=name, path=[*sys.path, str(PEERS)])]
    return f"{name} {found[0]}" if found else name


def _smallest(found: list[Timing]) -> Timing:
    return Timing(min(t.cpu for t in found), min(t.wall for t in found), found[0].found)


def _reply(name: str, file: Path) -> dict:
    environment = dict(os.environ)
    environment.pop("PYTHONPATH", None)
    if name.startswith(PEER):
        environment["PYTHONPATH"] = str(PEERS)
    command = [sys.executable, "-m", "benchmarks.speed.timing", name, str(file)]
    done = subprocess.run(command, cwd=FOLDER.parent, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} failed in its own process:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _run(name: str, file: Path) -> dict:
    """What the child replies: seconds and number of things found of each batch, or which module is missing."""
    try:
        work = getattr(contenders, name)()
    except ImportError as error:
        if not name.startswith(PEER):
            raise
        return {"missing": str(error)}
    reply: dict[str, list] = {"cpu": [], "wall": [], "found": []}
    for texts in json.loads(file.read_text(encoding="utf-8")):
        cpu, wall = time.process_time(), time.perf_counter()
        found = work(texts)
        reply["cpu"].append(time.process_time() - cpu)
        reply["wall"].append(time.perf_counter() - wall)
        reply["found"].append(found)
    return reply


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], Path(sys.argv[2]))))
