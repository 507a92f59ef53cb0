"""`make speed`: all rows, their file, the table, and what docs/scale.md works out from them."""

import sys
from itertools import chain

from benchmarks.rows import run
from benchmarks.speed import paper
from benchmarks.speed.archives import archive_rows
from benchmarks.speed.attribution import attribution_rows
from benchmarks.speed.counting import counting_rows, reading_rows
from benchmarks.speed.keyness import keyness_rows
from benchmarks.speed.retrieval import retrieval_rows
from benchmarks.speed.reuse import reuse_rows

if __name__ == "__main__":
    parts = (counting_rows, reading_rows, keyness_rows, attribution_rows, reuse_rows, retrieval_rows, archive_rows)
    status = run("speed", chain.from_iterable(part() for part in parts))
    paper.written()
    sys.exit(status)
