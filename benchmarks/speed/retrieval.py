"""How many pairs of query and text a CPU second scores, beside what others use for it, in one run.

Scoring alone is timed: indices are built, vectors read and words cut before. How fast vectors are read is a row of its
own. Caution: the texts are made of pseudo-words, which share fewer words than real ones do.
"""

import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

from analysis.measure.ranking import Ranker
from analysis.read.encoder import read_vectors, verified_weights
from benchmarks.rows import PEERS, Row, Skipped
from benchmarks.speed import sample
from benchmarks.speed.timing import version

TEXTS, QUERIES, SLOW_QUERIES = 5000, 256, 16  # so few queries for what compares pair by pair
WORDS = 25
READ = 200
ROUNDS = 3


def retrieval_rows() -> Iterator[Row | Skipped]:
    """Pairs a CPU second of our scores and of three peers, then texts a second of the encoder."""
    made = list(islice(sample.stream(length=WORDS), TEXTS + QUERIES))
    texts, queries = made[:TEXTS], made[TEXTS:]
    data = f"{TEXTS:,} texts of {WORDS} words, {QUERIES} queries"
    yield _rapidfuzz(texts, queries[:SLOW_QUERIES], f"the same texts, {SLOW_QUERIES} queries")
    for peer in (_scikit_learn, _bm25s):
        yield peer(texts, queries, data)
    yield _row("ranking without the encoder", _ours(texts, queries, "none"), QUERIES, data)
    if verified_weights() is None:
        yield Skipped("retrieval with the encoder is not measured: the weights package is not installed")
        return
    yield _row("ranking with the encoder", _ours(texts, queries, "auto"), QUERIES, data)
    seconds = _least(lambda: read_vectors(texts[:READ]), time.perf_counter)
    yield Row(
        "encoder: texts a second", float(f"{READ / seconds:.3g}"), data=f"{READ} texts of {WORDS} words, no cache"
    )


def _ours(texts: list[str], queries: list[str], encoder: str) -> Callable[[], object]:
    ranker = Ranker(texts, encoder=encoder)
    ranker.scores(queries)  # the vectors of the queries come from the cache from now on
    return lambda: ranker.scores(queries)


def _rapidfuzz(texts: list[str], queries: list[str], data: str) -> Row | Skipped:
    sys.path.append(str(PEERS))
    try:
        from rapidfuzz import fuzz, process
    except ImportError as error:
        return Skipped(f"rapidfuzz is not measured: {error}; 'make peers' installs what it needs")
    finally:
        sys.path.remove(str(PEERS))
    work = lambda: process.cdist(queries, texts, scorer=fuzz.token_set_ratio, workers=1)  # noqa: E731
    return _row("rapidfuzz token_set_ratio", work, len(queries), data, version("rapidfuzz"))


def _scikit_learn(texts: list[str], queries: list[str], data: str) -> Row:
    from sklearn.feature_extraction.text import TfidfVectorizer

    maker = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    table = maker.fit_transform(texts).T.tocsr()
    work = lambda: (maker.transform(queries) @ table).toarray()  # noqa: E731
    return _row("TF-IDF of words and pairs of words", work, QUERIES, data, version("scikit-learn"))


def _bm25s(texts: list[str], queries: list[str], data: str) -> Row:
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def work() -> None:
        for words in bm25s.tokenize(queries, stopwords=None, return_ids=False, show_progress=False):
            index.get_scores(words)

    return _row("bm25s", work, QUERIES, data, version("bm25s"))


def _row(name: str, work: Callable[[], object], queries: int, data: str, peer: str = "") -> Row:
    rate = queries * TEXTS / _least(work, time.process_time)
    return Row(f"{name}: million pairs a CPU second", float(f"{rate / 1e6:.3g}"), data=data, peer=peer)


def _least(work: Callable[[], object], clock: Callable[[], float]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        seconds.append(clock() - start)
    return max(min(seconds), 1e-9)
