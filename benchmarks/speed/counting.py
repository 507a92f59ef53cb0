"""Speed of counting many texts, and of reading them with spans."""

from collections.abc import Iterator

from benchmarks.rows import Row, Skipped
from benchmarks.speed import sample
from benchmarks.speed.timing import Timing, timings, version

SIZE, SHARE = 50_000_000, 2_000_000  # characters; the share is what the slower contenders read
ROUNDS = 5
WARM_UP = 20  # texts


def counting_rows() -> Iterator[Row]:
    """Our counting against the bare loop and against scikit-learn."""
    found = _found(("word_counts", "bare_loop", "count_vectorizer"), SIZE)
    ours = found["word_counts"]
    data = _data(SIZE, ours)
    peers = {"bare_loop": ("the bare loop", 2.0, "re.findall and Counter"),
             "count_vectorizer": ("CountVectorizer", 1.0, version("scikit-learn"))}  # fmt: skip
    for name, (label, bar, peer) in peers.items():
        ratio = round(ours.cpu / found[name].cpu, 2)
        yield Row(
            f"counting: CPU time over that of {label}", ratio, bar, "<=", data, f"{peer}, {_seconds(found[name])}"
        )


def reading_rows() -> Iterator[Row | Skipped]:
    """Reading with spans, and scattertext's corpus against our two ways of reading."""
    found = _found(("word_counts", "full_reading", "scattertext_build"), SHARE)
    spans, build = found["full_reading"], found["scattertext_build"]
    pace = float(f"{spans.found / spans.cpu:.3g}")
    yield Row("reading with spans: words a CPU second", pace, data=_data(SHARE, spans))
    if isinstance(build, Skipped):
        yield build
        return
    peer = f"{version('scattertext')}, whitespace_nlp_with_sentences, {_seconds(build)}"
    for label, ours in (("counting", found["word_counts"]), ("reading with spans", spans)):
        ratio = round(build.cpu / ours.cpu, 2)
        yield Row(f"{label}: CPU time of scattertext's corpus over ours", ratio, data=_data(SHARE, ours), peer=peer)


def _found(names: tuple[str, ...], size: int) -> dict[str, Timing | Skipped]:
    texts = sample.texts(size)
    return timings(names, [texts[:WARM_UP], texts], warm_ups=1, rounds=ROUNDS)


def _data(size: int, ours: Timing) -> str:
    return f"{size / 1e6:g} MB of generated text, {ours.found:,} words; ours {_seconds(ours)}"


def _seconds(timing: Timing) -> str:
    return f"{timing.cpu:.2f} s"
