"""Speed of keyness from raw texts to the table."""

from collections.abc import Iterator
from itertools import islice

from benchmarks.rows import Row, Skipped
from benchmarks.speed import sample
from benchmarks.speed.timing import Timing, timings, version

DOCUMENTS, WORDS = 6, 1000
WARM_UPS, RUNS, ROUNDS = 3, 30, 5
LIMIT = 50  # milliseconds
PEERS = ("bare_g2", "count_vectorizer", "scattertext_scores")


def keyness_rows() -> Iterator[Row | Skipped]:
    """Milliseconds of our table, then what the peers' scores or counts of the same texts take."""
    found = timings(("keyness_table", *PEERS), batches(), warm_ups=WARM_UPS, rounds=ROUNDS)
    ours = found["keyness_table"]
    data = (
        f"{DOCUMENTS} texts of {WORDS:,} words, new ones each run; median of {RUNS} runs, least of {ROUNDS} processes"
    )
    yield Row("keyness: CPU milliseconds from raw texts to table", _milliseconds(ours.cpu), LIMIT, "<=", data)
    yield Row("keyness: wall milliseconds from raw texts to table", _milliseconds(ours.wall), LIMIT, "<=", data)
    labels = {"bare_g2": ("of re.findall, Counter and G² alone", ""),
              "count_vectorizer": ("of CountVectorizer, which only counts", version("scikit-learn")),
              "scattertext_scores": ("of scattertext's corpus and scaled F-score", version("scattertext"))}  # fmt: skip
    for name, (label, peer) in labels.items():
        other = found[name]
        yield other if isinstance(other, Skipped) else _ratio(label, peer, ours, other, data)


def batches() -> list[list[str]]:
    """The texts of each run; no two runs have the same, so that no cache of whole sentences helps.

    >>> [len(batch) for batch in batches()] == [6] * 33
    True
    """
    texts = list(islice(sample.stream(length=WORDS), DOCUMENTS * (WARM_UPS + RUNS)))
    return [texts[i : i + DOCUMENTS] for i in range(0, len(texts), DOCUMENTS)]


def _ratio(label: str, peer: str, ours: Timing, other: Timing, data: str) -> Row:
    name = f"keyness: our CPU time over that {label}"
    took = f"{_milliseconds(other.cpu):g} ms"
    return Row(name, round(ours.cpu / other.cpu, 2), data=data, peer=f"{peer}, {took}" if peer else took)


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 1)
