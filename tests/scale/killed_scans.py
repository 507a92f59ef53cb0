"""A scan that is killed at random points, again and again; a program of its own, so that only it is copied.

Its arguments are the archive, the folder of the result, a seed and how often. Each scan is a copy of this process,
killed after a random time; one that ends before is begun anew. At the end one scan is let through to its end.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.scan import scan
from tests.scale.archives import article
from tests.scale.conftest import ALL


def scanned(path: Path, folder: Path) -> None:
    """Scan in this process."""
    scan(Archive(path, piece_bytes=4000), article(), folder=folder, settings=ALL, scheduler=Scheduler("here"))


def main() -> None:
    """Kill so many scans, then end one."""
    path, folder, rng = Path(sys.argv[1]), Path(sys.argv[2]), random.Random(sys.argv[3])
    scanned(path, folder)  # what is imported and worked out once is there before the copies are made
    began = time.monotonic()
    shutil.rmtree(folder)
    scanned(path, folder)
    span = time.monotonic() - began
    shutil.rmtree(folder)
    killed = kept = 0
    while killed < int(sys.argv[4]):
        child = os.fork()
        if not child:
            scanned(path, folder)
            os._exit(0)
        time.sleep(rng.uniform(0, span / 3))
        os.kill(child, signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) < 0:
            killed += 1
            kept = max(kept, len(list(folder.rglob("*.piece"))))
        else:
            shutil.rmtree(folder)
    scanned(path, folder)
    print(json.dumps({"killed": killed, "kept": kept}))


if __name__ == "__main__":
    main()
