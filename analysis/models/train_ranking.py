"""From labelled pairs of statement and claim to `ranking_weights.json`: what each score counts when they are joined.

Input is the folder of labels, output the weights with their figures and provenance. Each query is asked three times, so
that the weights suit prose too: as it is, against texts with titles; unsigned, against texts alone; and its longest
sentence, against texts alone. Claims that are copies of a right one are left out, since no score could tell them apart.
Method: the logarithm of the softmax of the right claim among likely ones (Cao et al. 2007). Caution: the figures on the
development part in the file come from weights fitted on the training part; the weights that ship from both.
Run as `python -m analysis.models.train_ranking LABELS`.
"""

import datetime
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy
from scipy.optimize import minimize

from analysis.measure.rank_parts import bare, unsigned
from analysis.measure.ranking import WEIGHTS, Ranker, RankScores
from analysis.read.encoder import PUBLISHED_SHA256, vectors
from analysis.read.files import write_atomically

CLAIMS, QUERIES = "checkthat20_claims.jsonl", "checkthat20_queries_train_dev.jsonl"
NAMES = {"auto": ("meaning", "stems", "letters"), "none": ("letters", "stems")}  # the first of each counts 1
LIKELY, COPY, FOLDS, DEPTH = 100, 0.97, 5, 5
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
DIGITS = 2


class Form(NamedTuple):
    """One way of asking: the scores, and for each query the numbers of its right claims."""

    scores: RankScores
    right: list[set[int]]


def rows_of(path: Path) -> list[dict]:
    """The rows of a file of labels."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def copies(claims: list[dict], right: set[int]) -> set[int]:
    """The numbers of claims that say in the same words what a right claim before them says, itself not right."""
    table = vectors([bare(claim["text"]) for claim in claims])
    kept = numpy.array(sorted(right))
    near = (table[kept] @ table.T > COPY) & (kept[:, None] < numpy.arange(len(claims)))
    return set(numpy.flatnonzero(near.any(axis=0)).tolist()) - right


def forms(claims: list[dict], queries: list[dict]) -> list[Form]:
    """The three ways of asking, without copies."""
    place = {claim["id"]: i for i, claim in enumerate(claims)}
    wanted = [{place[one] for one in query["relevant"]} for query in queries]
    left_out = copies(claims, set().union(*wanted))
    kept = [i for i in range(len(claims)) if i not in left_out]
    moved = {old: new for new, old in enumerate(kept)}
    right = [{moved[one] for one in row} for row in wanted]
    texts = [claims[i]["text"] for i in kept]
    asked = [query["text"] for query in queries]
    short = [unsigned(bare(query)) for query in asked]
    longest = [max(SENTENCE.split(query), key=len) for query in short]
    titled, plain = Ranker(texts, [claims[i].get("title") for i in kept]), Ranker(texts)
    return [Form(titled.scores(asked), right), *(Form(plain.scores(rows), right) for rows in (short, longest))]


def precision(fused: numpy.ndarray, right: list[set[int]], at: Sequence[int]) -> float:
    """The mean average precision at 5 of the queries whose numbers are `at`.

    >>> precision(numpy.array([[0.1, 0.9, 0.5]]), [{2}], [0])
    0.5
    """
    found = []
    for i in at:
        order = numpy.lexsort((numpy.arange(fused.shape[1]), -fused[i].round(6)))[:DEPTH]
        hits = [rank for rank, one in enumerate(order.tolist(), start=1) if one in right[i]]
        found.append(sum(n / rank for n, rank in enumerate(hits, start=1)) / min(len(right[i]), DEPTH))
    return round(float(numpy.mean(found)), 4)


def lists(form: Form, names: tuple[str, ...], at: Sequence[int]) -> list[tuple[numpy.ndarray, numpy.ndarray]]:
    """For each query the scores of its likely claims (claims, scores), and which of these are right."""
    found = []
    for i in at:
        rows = [getattr(form.scores, name)[i] for name in names]
        likely = sorted(set().union(*(numpy.argpartition(-row, LIKELY)[:LIKELY].tolist() for row in rows)))
        right = numpy.array([one in form.right[i] for one in likely])
        if right.any():
            found.append((numpy.stack([row[likely] for row in rows], axis=1).astype(float), right))
    return found


def fitted(asked: list[Form], names: tuple[str, ...], at: Sequence[int]) -> dict[str, float]:
    """The weights under which the right claims are likeliest, the first one 1."""
    rows = [row for form in asked for row in lists(form, names, at)]
    table, right = numpy.concatenate([x for x, _ in rows]), numpy.concatenate([y for _, y in rows])
    starts = numpy.cumsum([0] + [len(y) for _, y in rows])[:-1]
    sizes = numpy.array([len(y) for _, y in rows])

    def loss(weights: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        raw = table @ weights
        raw = numpy.exp(raw - numpy.repeat(numpy.maximum.reduceat(raw, starts), sizes))
        whole, hit = numpy.add.reduceat(raw, starts), numpy.add.reduceat(raw * right, starts)
        pull = raw / numpy.repeat(whole, sizes) - raw * right / numpy.repeat(hit, sizes)
        return -numpy.log(hit / whole).mean(), table.T @ pull / len(rows)

    found = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight / found[0]), DIGITS) for name, weight in zip(names, found, strict=True)}


def joined(scores: RankScores, weights: dict[str, float]) -> numpy.ndarray:
    """The fused scores under some weights."""
    return sum(weight * getattr(scores, name) for name, weight in weights.items())


def measured(asked: list[Form], queries: list[dict], encoder: str) -> dict:
    """What the weights of one encoder reach, fitted on the training part and by cross-validation over both."""
    names = NAMES[encoder]
    parts = {part: [i for i, row in enumerate(queries) if row["split"] == part] for part in ("train", "dev")}
    first = fitted(asked, names, parts["train"])
    folds = numpy.random.default_rng(0).integers(0, FOLDS, len(queries))
    crossed = []
    for fold in range(FOLDS):
        rest, held = numpy.flatnonzero(folds != fold), numpy.flatnonzero(folds == fold)
        weights = fitted(asked, names, rest)
        crossed += [precision(joined(form.scores, weights), form.right, held) * len(held) for form in asked[:1]]
    return {
        "weights_from_train": first,
        "dev": [precision(joined(form.scores, first), form.right, parts["dev"]) for form in asked],
        "cross_validated": round(sum(crossed) / len(queries), 4),
        "alone_dev": {name: precision(getattr(asked[0].scores, name), asked[0].right, parts["dev"]) for name in names},
    }


def provenance(labels: Path) -> dict:
    """What the weights were made from, and when."""
    hashes = {name: hashlib.sha256((labels / name).read_bytes()).hexdigest()[:16] for name in (CLAIMS, QUERIES)}
    return {
        "labels": "CLEF CheckThat! 2020, task 2 (training and development part)",
        "sha256": hashes,
        "encoder": PUBLISHED_SHA256[:16],
        "made": datetime.date.today().isoformat(),
        "by": "python -m analysis.models.train_ranking LABELS",
    }


def main(labels: Path) -> None:
    """Fit, measure and write."""
    claims, queries = rows_of(labels / CLAIMS), rows_of(labels / QUERIES)
    asked = forms(claims, queries)
    table = {
        "weights": {encoder: fitted(asked, names, range(len(queries))) for encoder, names in NAMES.items()},
        "map_at_5": {encoder: measured(asked, queries, encoder) for encoder in NAMES},
        "provenance": provenance(labels),
    }
    write_atomically(WEIGHTS, (json.dumps(table, indent=1) + "\n").encode())
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
