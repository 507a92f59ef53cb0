"""Processes of this machine that share the work of the first one, whichever script or notebook has started it.

Input is functions of ours and what they work on. Each process is a fresh interpreter, since a forked copy of one with
threads may hang; it ends with the first one. Caution: it does not import the script that runs, so that no line of that
has to be guarded, and nothing that is defined there can be sent.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from types import ModuleType

MAIN = "__main__"


class Processes(ProcessPoolExecutor):
    """As many processes as are asked for, started when they are needed; use it as `ProcessPoolExecutor`.

    >>> with Processes(1) as pool:
    ...     pool.submit(pow, 2, 10).result()
    1024
    """

    def __init__(self, count: int) -> None:
        super().__init__(count, mp_context=get_context("spawn"), initializer=_alone)

    def submit(self, work, /, *given, **named) -> Future:
        """The work's future; the first times, a process starts."""
        with _no_script():
            return super().submit(work, *given, **named)


@contextmanager
def _no_script() -> Iterator[None]:
    """Hide the script that runs: a new process imports what it finds in its place."""
    script = sys.modules[MAIN]
    sys.modules[MAIN] = ModuleType(MAIN)
    try:
        yield
    finally:
        sys.modules[MAIN] = script


def _alone() -> None:
    """Make a process deaf to Ctrl-C, which goes to all, and let it end with the one that has started it."""
    os.environ["CROSSREAD_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watched() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    if parent is not None:
        threading.Thread(target=watched, daemon=True).start()
