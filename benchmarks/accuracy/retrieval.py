"""Ranking against people's labels: which verified claim a short statement makes, out of ten thousand."""

from collections.abc import Iterator, Sequence

import numpy

from analysis.measure.ranking import Ranker, RankScores, weights
from analysis.models.train_ranking import CLAIMS, QUERIES, copies, joined, precision
from analysis.read.encoder import verified_weights
from benchmarks.accuracy.labels import absence, label_rows
from benchmarks.rows import Row, Skipped

BAR = 0.82
PARTS = {"stems": "BM25 over stems alone", "letters": "runs of letters alone", "meaning": "sentence vectors alone"}
DEPTH = 20


def recall(order: numpy.ndarray, right: Sequence[set[int]]) -> float:
    """The mean share of the right claims of each query that stand in its row of `order`.

    >>> recall(numpy.array([[3, 1], [0, 2]]), [{1, 5}, {2}])
    0.75
    """
    shares = [len(wanted & set(row)) / len(wanted) for row, wanted in zip(order.tolist(), right, strict=True)]
    return round(float(numpy.mean(shares)), 4)


def retrieval_rows() -> Iterator[Row | Skipped]:
    """Precision and recall with and without the encoder, then of each score alone."""
    if reason := absence("retrieval", CLAIMS, QUERIES):
        yield Skipped(reason)
        return
    if verified_weights() is None:
        yield Skipped("retrieval: the weights package is not installed; remove .venv and run 'make figures'")
        return
    claims = label_rows(CLAIMS)
    place = {claim["id"]: i for i, claim in enumerate(claims)}
    queries = [query for query in label_rows(QUERIES) if query["split"] == "dev"]
    right = [{place[one] for one in query["relevant"]} for query in queries]
    data = f"{len(queries)} statements of the development part of CheckThat! 2020 task 2, {len(claims):,} claims"
    ranker = Ranker([claim["text"] for claim in claims], [claim.get("title") for claim in claims])
    found = ranker.scores([query["text"] for query in queries])
    yield from _rows(found, right, copies(claims, set().union(*right)), data)


def _rows(found: RankScores, right: list[set[int]], copied: set[int], data: str) -> Iterator[Row]:
    every = range(len(right))
    yield Row("retrieval: MAP@5", precision(found.fused, right, every), BAR, ">=", data)
    yield Row(f"retrieval: recall among the first {DEPTH}", recall(found.order(DEPTH), right), data=data)
    # A pool in which a claim stands twice, in other quotation marks, has one right row and one wrong one.
    single = found.fused.copy()
    single[:, sorted(copied)] = -numpy.inf
    note = f"{data}, {len(copied)} of them left out that copy a right one"
    yield Row("retrieval: MAP@5 without copies", precision(single, right, every), data=note)
    lexical = joined(found, weights()["none"])
    yield Row("retrieval: MAP@5 without the encoder", precision(lexical, right, every), data=data)
    for name, label in PARTS.items():
        yield Row(f"retrieval: MAP@5, {label}", precision(getattr(found, name), right, every), data=data)
