"""Archives: what counting, attribution and the search for claims cost, in time and memory, as archives grow.

Every figure is measured on a child process with all its own children: CPU seconds, seconds, and the largest memory of
all of them together, looked at fifty times a second, new ones five times. Sizes come from `CROSSREAD_ARCHIVE_MB` (2000
unless set) and `CROSSREAD_ARCHIVE_DOCUMENTS` (1000000). Caution: memory that two processes share counts twice. Run as a
module, this is the child.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.rows import FOLDER, PEERS, Row, Skipped
from benchmarks.speed import archive_sample, archive_work
from benchmarks.speed.timing import version

MEGABYTE = 1_000_000
SMALL = 10  # megabytes of the smallest archive
PEER_SIZES = (100, 400)  # megabytes that the peers which hold everything in memory are given; the last has the bar
SPOKEN = {"rules": 10, "linear": 1}  # megabytes that each engine reads
PEER_DOCUMENTS = 100_000
ROUNDS = 3
BEST = {"cpu": min, "wall": min, "peak": max}
CLAIMS = 100
CLAIMS_SIZE = 200  # megabytes that are searched through for the claims of the article


@dataclass(frozen=True)
class Measured:
    """What a child took: CPU seconds and seconds, its largest memory in bytes, and what it replied."""

    cpu: float
    wall: float
    peak: int
    reply: dict


def archive_rows() -> Iterator[Row | Skipped]:
    """All rows, the archives being made and thrown away again."""
    size = int(os.environ.get("CROSSREAD_ARCHIVE_MB", "2000"))
    documents = int(os.environ.get("CROSSREAD_ARCHIVE_DOCUMENTS", "1000000"))
    if size < 8 * SMALL or documents < 1000:
        raise SystemExit(f"CROSSREAD_ARCHIVE_MB must be {8 * SMALL} or more, CROSSREAD_ARCHIVE_DOCUMENTS 1000 or more")
    with tempfile.TemporaryDirectory(prefix="crossread-archives-") as name:
        folder = Path(name)
        yield from _counting(folder, size)
        yield from _speaking(folder)
        yield from _claims(folder, min(size, CLAIMS_SIZE))
        yield from _index(folder, documents)


def _counting(folder: Path, size: int) -> Iterator[Row | Skipped]:
    _archive(folder, size)  # the smaller ones are its beginnings
    found = {mb: measured("counts", _archive(folder, mb), 2) for mb in (SMALL, size // 4, size // 2)}
    middle, large = _archive(folder, size // 2), _archive(folder, size)
    # What is compared is run in turns, so that a slow spell of the machine meets all of it.
    runs = ((middle, 1), (large, 1), (large, 2))
    rounds = [[measured("counts", *one) for one in runs] for _ in range(ROUNDS)]
    half, alone, whole = map(_best, zip(*rounds, strict=True))
    for mb, one in (found | {size: whole}).items():
        bar = (1000.0, "<=") if mb == size else ("", "")
        yield Row(f"archive, counting {mb} MB: largest memory in MB", _mega(one.peak), *bar, _told(one))
    yield Row(
        "archive, counting: million words a second", _three(whole.reply["words"] / whole.wall / 1e6), data=_told(whole)
    )
    yield Row(
        "archive, counting: million words a CPU second",
        _three(whole.reply["words"] / whole.cpu / 1e6),
        data=_told(whole),
    )
    gigabytes = whole.reply["read"] / 1e9
    yield Row("archive: words a MB", _three(whole.reply["words"] / gigabytes / 1000), data=_told(whole))
    yield Row("archive: bytes a document", _three(whole.reply["read"] / whole.reply["documents"]), data=_told(whole))
    yield Row("archive, counting: MB given back for a GB read", _three(whole.reply["sent"] / gigabytes / 1e6))
    for name, bar, direction in (("at most", 2.1, "<="), ("at least", 1.9, ">=")):
        ratio = _three(alone.cpu / half.cpu)
        yield Row(
            f"archive, counting: CPU time when {size // 2} MB are doubled, {name}", ratio, bar, direction, _told(alone)
        )
    ratio = _three(alone.wall / whole.wall)
    name = f"archive, counting {size} MB: time of one process over that of two"
    yield Row(name, ratio, 1.7, ">=", f"{_told(alone)}; two: {whole.wall:.1f} s")
    for one, who in ((alone, "one process"), (whole, "two processes")):
        pace = _three(one.reply["merging"] / (one.reply["read"] / 1e9))
        yield Row(f"archive, counting: seconds of {who} to merge a GB", pace)
    for mb in (size // 2, size // 4):
        _archive(folder, mb).unlink()
    yield from _counting_peers(folder, sorted({min(mb, size // 4) for mb in PEER_SIZES}))


def _counting_peers(folder: Path, sizes: list[int]) -> Iterator[Row | Skipped]:
    # A word is worked out when it is first met, so that small archives cost more a word.
    for mb in sizes:
        path = _archive(folder, mb)
        ours = measured("counts", path, 1)
        peer = measured("count_vectorizer", path)
        told = f"{version('scikit-learn')}, {_told(peer)}, {_mega(peer.peak):g} MB of memory"
        name = f"archive, counting {mb} MB: CPU time of CountVectorizer over ours, from file to terms by document"
        bar = (2.0, ">=") if mb == sizes[-1] else ("", "")
        yield Row(name, _three(peer.cpu / ours.cpu), *bar, _told(ours), told)
    small = _archive(folder, 2)
    ours = measured("counts", small, 1)
    for name, package in (("scattertext_build", "scattertext"), ("textacy_counts", "textacy")):
        peer = measured(name, small)
        if "missing" in peer.reply:
            yield _missing(f"{package}'s corpus", peer)
            continue
        name = f"archive, counting 2 MB: CPU time of {package}'s corpus over ours"
        yield Row(name, _three(peer.cpu / ours.cpu), data=_told(ours), peer=f"{version(package)}, {_told(peer)}")


def _speaking(folder: Path) -> Iterator[Row]:
    for engine, mb in SPOKEN.items():
        one = measured("attributions", _archive(folder, mb), 2, engine)
        pace = _three(one.reply["words"] / one.cpu)
        yield Row(
            f"archive, attributions by {engine}: words a CPU second",
            pace,
            data=f"{_told(one)}, {_mega(one.peak):g} MB of memory",
        )


def _claims(folder: Path, mb: int) -> Iterator[Row]:
    path = _archive(folder, mb)
    one = measured("candidates", path, 2)
    claims = one.reply["claims"]
    data = f"{_told(one)}, {claims} claims, {_mega(one.peak):g} MB of memory"
    yield Row(
        "archive, sentences near each claim: MB a CPU second, all claims at once", _three(mb / one.cpu), data=data
    )
    built = measured("index", path, folder / "articles.db")
    rate = _three(one.reply["documents"] / built.cpu)
    data = f"{one.reply['documents']:,} articles, {_told(built)}"
    yield Row("archive, index of whole articles: documents a CPU second", rate, data=data)
    part = _three(built.reply["bytes"] / one.reply["read"])
    yield Row("archive, index of whole articles: its size over that of the archive", part, data=data)


def _index(folder: Path, documents: int) -> Iterator[Row | Skipped]:
    lede = archive_sample.LEDE
    path = folder / "ledes.jsonl"
    count, size = archive_sample.written(path, documents=documents, words=lede)
    kind = f"{count:,} heads of reports of {lede} words, {size / MEGABYTE:.0f} MB; {archive_sample.vocabulary()[2]}"
    built = measured("index", path, folder / "index.db")
    yield Row(
        "archive, index: seconds to build it", _three(built.wall), 120.0, "<=", f"{kind}; {_told(built)}, one process"
    )
    yield Row("archive, index: largest memory in MB", _mega(built.peak), 200.0, "<=", kind)
    yield Row("archive, index: its size over that of the archive", _three(built.reply["bytes"] / size), data=kind)
    asked = measured("search", path, folder / "index.db", CLAIMS)
    data = f"{CLAIMS} sentences of about 25 words, ten documents each; {kind}"
    for name in ("new", "own"):
        of = "that stand in no document" if name == "new" else "out of the documents"
        times = asked.reply[name]
        yield Row(
            f"archive, index: milliseconds a claim, sentences {of}, mean", _three(times["mean"]), 100.0, "<=", data
        )
        name = f"archive, index: milliseconds a claim, sentences {of}, 95 in 100 are below"
        yield Row(name, _three(times["high"]), 100.0, "<=", data)
    yield Row("archive, index: share of sentences whose own document is found", _three(asked.reply["found"]), data=data)
    yield from _index_peers(folder, path, min(PEER_DOCUMENTS, documents))


def _index_peers(folder: Path, path: Path, count: int) -> Iterator[Row | Skipped]:
    some = folder / "some.jsonl"
    with path.open("rb") as file:
        some.write_bytes(b"".join(islice(file, count)))
    built = measured("index", some, folder / "some.db")
    asked = measured("search", some, folder / "some.db", CLAIMS)
    data = f"{count:,} heads of reports; ours {_told(built)}, {_three(asked.reply['new']['mean']):g} ms a claim"
    for name, package in (("bm25s_search", "bm25s"), ("rapidfuzz_search", "rapidfuzz")):
        peer = measured(name, some, CLAIMS)
        if "missing" in peer.reply:
            yield _missing(package, peer)
            continue
        told = f"{version(package)}, all in memory: {_mega(peer.peak):g} MB, {peer.reply['build']:.1f} s to make ready"
        ratio = _three(peer.reply["mean"] / asked.reply["new"]["mean"])
        yield Row(f"archive, search: time of {package} a claim over ours", ratio, data=data, peer=told)


def _archive(folder: Path, mb: int) -> Path:
    """An archive of so many megabytes of articles, made once; the beginning of a larger one where there is one."""
    path = folder / f"{mb}.jsonl"
    larger = [one for one in folder.glob("[0-9]*.jsonl") if int(one.stem) > mb]
    if path.exists():
        return path
    if not larger:
        archive_sample.written(path, characters=mb * MEGABYTE)
        return path
    left = mb * MEGABYTE
    with larger[0].open("rb") as file, path.open("wb") as cut:
        for line in file:
            if left <= 0:
                break
            left -= cut.write(line)
    return path


def measured(name: str, *given: object) -> Measured:
    """What the function `name` of `archive_work` takes in a process of its own.

    >>> one = measured("nothing", 5_000_000)
    >>> one.reply, one.cpu > 0, 5_000_000 < one.peak < 500_000_000
    ({'bytes': 5000000}, True, True)
    """
    environment = dict(os.environ) | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("PYTHONPATH", None)
    if name.startswith(archive_work.PEERS_NEEDED):
        environment["PYTHONPATH"] = str(PEERS)
    command = [sys.executable, "-m", "benchmarks.speed.archives", name, *map(str, given)]
    before, start = os.times(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=FOLDER.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        watch = _Watch(child.pid)
        watch.start()
        told, trouble = child.communicate()
        watch.is_over.set()
        watch.join()
    wall, after = time.perf_counter() - start, os.times()
    if child.returncode:
        raise SystemExit(f"{name} failed in its own process:\n{trouble}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Measured(cpu, wall, watch.peak, json.loads(told.splitlines()[-1]))


def _best(runs: Sequence[Measured]) -> Measured:
    """The least time of several runs, since others may use the machine, and the most memory."""
    cpu, wall, peak = (column(getattr(run, name) for run in runs) for name, column in BEST.items())
    return Measured(cpu, wall, peak, min(runs, key=lambda run: run.wall).reply)


class _Watch(threading.Thread):
    """Looks again and again how much memory a process and all below it hold.

    Looking for new processes costs a thousandth of a second, which is taken from those that are measured where they use
    all processors; so that is done seldom.
    """

    def __init__(self, number: int):
        super().__init__(daemon=True)
        self.number, self.peak, self.is_over = number, 0, threading.Event()

    def run(self) -> None:
        import psutil

        looks, below = 0, ()
        while not self.is_over.wait(0.02):
            try:
                top = psutil.Process(self.number)
                below = below if looks % 10 else tuple(top.children(recursive=True))
            except psutil.Error:
                continue
            looks += 1
            self.peak = max(self.peak, sum(_resident(psutil, process) for process in (top, *below)))


def _resident(psutil, process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def _told(one: Measured) -> str:
    words = f"{one.reply['words']:,} words, " if "words" in one.reply else ""
    return f"{words}{one.wall:.1f} s, {one.cpu:.1f} CPU s"


def _missing(name: str, peer: Measured) -> Skipped:
    return Skipped(f"{name} is not measured: {peer.reply['missing']}; 'make peers' installs what it needs")


def _mega(count: int) -> float:
    return float(round(count / MEGABYTE))


def _three(value: float) -> float:
    return float(f"{value:.3g}")


if __name__ == "__main__":
    print(json.dumps(archive_work.reply(sys.argv[1], sys.argv[2:])))
