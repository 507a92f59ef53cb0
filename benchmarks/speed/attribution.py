"""How many words a second each attribution engine reads, on all processors, beside plain regular expressions.

The whole of it is timed: sentences, quotations, marks, acts, sources. What it takes to start the processes and to load
the weights is not: it is the difference between a long and a short run that counts.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator

from analysis import load_corpus
from analysis.models.examples import read_words
from analysis.read.attribution import ENGINES
from analysis.read.attribution.batch import annotated
from benchmarks.accuracy.baseline import regex_marks
from benchmarks.rows import Row

BARS = {"linear": 20_000, "transformer": 4_000}
REPEATED = {"rules": 60, "linear": 20, "transformer": 4}  # so often are the texts of the corpus read
ROUNDS = 3


def attribution_rows() -> Iterator[Row]:
    """Words a second of each engine; the bars are for two processors."""
    texts = [document.text for document in load_corpus()]
    size, cores = sum(len(read_words(text)) for text in texts), os.cpu_count() or 1
    lines = [json.dumps({"doc_id": i, "text": text}) for i, text in enumerate(texts)]
    data = f"the {len(texts)} texts of the shipped corpus again and again, {cores} processes"
    start = time.perf_counter()
    for text in texts:
        regex_marks(text)
    peer = f"regular expressions, one process: {size / (time.perf_counter() - start):,.0f}"
    for engine in ENGINES:
        many = REPEATED[engine]
        rate = max(_rate(lines, engine, many, size) for _ in range(ROUNDS))
        bar = BARS.get(engine, "")
        yield Row(f"{engine}: words a second", round(rate), bar, ">=" if bar else "", data=data, peer=peer)


def _rate(lines: list[str], engine: str, many: int, size: int) -> float:
    seconds = []
    for times in (1, 1 + many):
        copies = [
            line.replace('"}', f' {i}"}}') for i in range(times) for line in lines
        ]  # no text is read from a cache
        with tempfile.TemporaryDirectory() as folder:
            os.environ["CROSSREAD_CACHE"] = folder
            start = time.perf_counter()
            for _ in annotated(copies, engine):
                pass
            seconds.append(time.perf_counter() - start)
    return many * size / max(seconds[1] - seconds[0], 1e-9)
