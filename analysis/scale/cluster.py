"""Where the work is done: in this process, in a pool of processes, or on a Dask cluster by its address.

Input is work and what it is done on; output is what each item gave, in the order in which it comes. Caution: nobody
may rely on that order. A worker of a cluster must see the archive under the same path, and have the same version
installed.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from analysis.errors import CrossreadError
from analysis.read.processes import Processes

AHEAD = 2  # items that wait for each worker: enough to keep it busy, few enough for their results to fit in memory
TRIES = 3  # pools that may break before the scan gives up
ANSWER = 10  # seconds until a scheduler has to answer
POLL = 0.02  # seconds between two looks at what is done
PATIENCE = 60  # seconds without any worker in a cluster
INSTALL = 'install the extra with: .venv/bin/python -m pip install ".[scale]"'
GOES_ON = "what is done is kept; the same command goes on from there"
SMALL = 50_000_000  # bytes that one process handles before others have started
Result = TypeVar("Result")


class _Pool:
    """Processes of this machine, started when they are needed, which stay until they are let go."""

    def __init__(self) -> None:
        self.executor: Processes | None = None

    def submit(self, workers: int, work: Callable, item: object) -> Future:
        if self.executor is None:
            self.executor = Processes(workers)
        return self.executor.submit(work, item)

    def let_go(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None


@dataclass(frozen=True)
class Scheduler:
    """Who does the work: `address` is 'here', 'processes' or that of a Dask scheduler; `workers` counts processes.

    In a `with` statement its processes end with the statement; otherwise they end with the scheduler.

    >>> list(Scheduler("here").results(abs, [3, -4]))
    [3, 4]
    """

    address: str = "processes"
    workers: int | None = None
    _pool: _Pool = field(default_factory=_Pool, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.address not in ("here", "processes") and "://" not in self.address:
            allowed = "'here', 'processes' or an address such as tcp://127.0.0.1:8786"
            raise CrossreadError(f"scheduler must be {allowed}; not {self.address!r}")

    def __enter__(self) -> "Scheduler":
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.let_go()

    @property
    def is_remote(self) -> bool:
        """Whether the work is done by a cluster, which may not see this machine's files."""
        return "://" in self.address

    def results(self, work: Callable[..., Result], items: Sequence) -> Iterator[Result]:
        """What came of each item, such as a bundle of pieces, as soon as it is done.

        Raises
        ------
        CrossreadError
            Where no worker can do it (any more).
        """
        workers = self.workers or os.cpu_count() or 1
        if self.is_remote:
            return _on_cluster(work, items, self.address)
        if self.address == "here" or min(workers, len(items)) <= 1:
            return map(work, items)
        return _in_pools(self._pool, work, items, workers)

    def near(self, size: int) -> "Scheduler":
        """Who works on so many bytes in files of this machine, which a cluster may not see."""
        if size < SMALL:
            return Scheduler("here")
        return Scheduler() if self.is_remote else self


def _in_pools(pool: _Pool, work: Callable[..., Result], items: Sequence, workers: int) -> Iterator[Result]:
    left = dict(enumerate(items))
    for _ in range(TRIES):
        try:
            for number, result in _in_pool(pool, work, dict(left), workers):
                del left[number]
                yield result
            return
        except BrokenProcessPool:
            pool.let_go()
    told = f"processes that read the archive were killed {TRIES} times, perhaps for want of memory"
    raise CrossreadError(f"{told}; {GOES_ON}; --workers 1 needs the least memory")


def _in_pool(
    pool: _Pool, work: Callable[..., Result], items: dict[int, object], workers: int
) -> Iterator[tuple[int, Result]]:
    rest, waiting = iter(items.items()), {}
    try:
        while True:
            for number, item in islice(rest, AHEAD * workers - len(waiting)):
                waiting[pool.submit(workers, work, item)] = number
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()
    finally:
        for future in waiting:
            future.cancel()


def _on_cluster(work: Callable[..., Result], items: Sequence, address: str) -> Iterator[Result]:
    try:
        from distributed import Client
    except ImportError:
        raise CrossreadError(f"a scheduler by address needs Dask, which is not installed; {INSTALL}") from None
    try:
        client = Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        told = " ".join(str(error).split())
        raise CrossreadError(f"no Dask scheduler answers at {address} ({told}); {GOES_ON}") from None
    try:
        yield from _from_client(client, work, items, address)
    finally:
        client.close(timeout=5)


def _from_client(client, work: Callable[..., Result], items: Sequence, address: str) -> Iterator[Result]:
    from distributed import CancelledError
    from distributed.scheduler import KilledWorker

    rest, waiting, seen = iter(items), {}, time.monotonic()
    while True:
        threads = _threads(client, address)
        if threads:
            seen = time.monotonic()
        elif time.monotonic() - seen > PATIENCE:
            raise CrossreadError(f"the cluster at {address} has had no worker for {PATIENCE} seconds; {GOES_ON}")
        for item in islice(rest, max(AHEAD * max(threads, 1) - len(waiting), 0)):
            waiting[client.submit(work, item, pure=False)] = item
        if not waiting:
            return
        for future in _done(waiting, client, address):
            item = waiting.pop(future)
            try:
                found = future.result()
            except KilledWorker:
                told = f"workers were killed again and again at {item}"
                raise CrossreadError(f"{told}, perhaps for want of memory; {GOES_ON}") from None
            except CancelledError:
                raise _gone(address) from None
            future.release()
            yield found


def _done(waiting: dict, client, address: str) -> list:
    """The futures that are done, after a second at most; one error where the scheduler has gone."""
    until = time.monotonic() + 1
    while not (found := [future for future in waiting if future.done()]) and time.monotonic() < until:
        time.sleep(POLL)
    if client.status != "running" or any(future.status in ("cancelled", "lost") for future in found):
        raise _gone(address)
    return found


def _threads(client, address: str) -> int:
    """How many threads the workers have; one error where the scheduler has gone."""
    try:
        if client.status == "running":
            return sum(client.nthreads().values())
    except (OSError, RuntimeError, TypeError):
        pass
    raise _gone(address)


def _gone(address: str) -> CrossreadError:
    return CrossreadError(f"the Dask scheduler at {address} has gone; {GOES_ON} once it runs again")
