"""The table of pairs, kept by content: found once for a corpus, its settings and the code, then read from a file.

Input is a corpus with settings and a way to find its pairs; output is the table. Files lie in `build/cache/pairs` (or
where `CROSSREAD_CACHE` says). Caution: the folder may be removed at any time, and a file that cannot be read or written
is left out without a word.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas

from analysis.read.attribution.engines import CACHE, PACKAGE
from analysis.read.corpus import Corpus
from analysis.read.encoder import verified_weights
from analysis.read.files import write_atomically

FOLDER = CACHE.parent / "pairs"
BESIDE = ("names.csv", "references.csv")  # files of a corpus that the pairs hang on


def kept_pairs(corpus: Corpus, settings: tuple, found: Callable[[], pandas.DataFrame]) -> pandas.DataFrame:
    """The pairs of a corpus: from the file of just these texts, settings and code, or found now and kept there."""
    path = FOLDER / f"{content_hash(corpus, settings)}.json"
    try:
        kept = json.loads(path.read_bytes())
        return pandas.DataFrame(kept["rows"], columns=kept["columns"])
    except (OSError, ValueError, TypeError, KeyError):
        table = found()
    rows = table.astype(object).to_numpy().tolist()
    with contextlib.suppress(OSError, TypeError):  # a folder that cannot be written costs time, nothing else
        write_atomically(path, json.dumps({"columns": list(table.columns), "rows": rows}).encode())
    return table


def content_hash(corpus: Corpus, settings: tuple) -> str:
    """What the pairs hang on: the documents with their corrections, the lists beside them, settings and code."""
    digest = hashlib.sha256(f"{code_hash()} {settings!r} {verified_weights() is not None}".encode())
    for document in corpus:
        told = (document.id, document.publisher, document.kind, document.date, document.engine, document.names,
                document.corrections, document.body)  # fmt: skip
        digest.update(repr(told).encode("utf-8", "surrogatepass"))
        digest.update(document.text.encode("utf-8", "surrogatepass"))
    for name in BESIDE:
        path = corpus.folder / name
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()[:40]


@cache
def code_hash() -> str:
    """A hash of the code, the word lists and the weights."""
    digest = hashlib.sha256()
    for folder, pattern in (("read", "*.py"), ("measure", "*.py"), ("lexicons", "*.csv"), ("models", "*.[jon]*")):
        for path in sorted((Path(PACKAGE) / folder).rglob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
