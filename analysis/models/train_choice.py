"""Fitting of the logistic model that chooses among candidates and says how sure an attribution is.

Input is labelled articles that the network was not trained on, output is `attribution_choice.json`. Two halves judge
each other, so that the printed figures are of articles that were not fitted on; what ships is fitted on both.
"""

import json
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

from analysis.models.examples import Example, Labels
from analysis.read.attribution.transformer.candidates import Candidate
from analysis.read.attribution.transformer.engine import text_candidates
from analysis.read.files import write_atomically

LEAST = 0.25  # the probability from which a candidate is kept; a lower one finds more and errs more
MATCH = 0.5  # Jaccard index of contents that are the same


def is_right(row: Candidate, labels: tuple[Labels, ...]) -> bool:
    """Whether cue, content and source are those of one of the labels."""
    low, high = (edge + row.offset for edge in row.cue)
    content = set((numpy.flatnonzero(row.content) + row.offset).tolist())
    for label in labels:
        if low < label.cue[1] and label.cue[0] < high:
            there = {i for a, b in label.content for i in range(a, b)}
            source = [edge + row.offset for edge in row.source] if row.source else None
            if source is None or not label.source:
                same = source is None and not label.source
            else:
                same = any(source[0] < b and a < source[1] for a, b in label.source)
            return same and len(content & there) >= MATCH * len(content | there)
    return False


def fitted(evidence: numpy.ndarray, right: numpy.ndarray) -> dict:
    """One logistic model as plain numbers."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(evidence, right)
    weights = [round(float(weight), 6) for weight in model.coef_[0]]
    return {"weights": weights, "constant": round(float(model.intercept_[0]), 6)}


def calibration_error(shares: numpy.ndarray, right: numpy.ndarray) -> float:
    """The expected calibration error in ten bins (Naeini et al. 2015).

    >>> calibration_error(numpy.array([0.25, 0.25, 0.25, 0.25]), numpy.array([1, 0, 0, 0]))
    0.0
    """
    bins = (shares * 10).astype(int).clip(0, 9)
    parts = [(bins == i) for i in range(10) if (bins == i).any()]
    return float(sum(abs(shares[part].mean() - right[part].mean()) * part.mean() for part in parts))


def train(found: list[Example], out: Path) -> float:
    """Write `attribution_choice.json`; returns the calibration error of halves that judge each other."""
    evidence, right, half = [], [], []
    for number, one in enumerate(found):
        for row in (row for rows, _ in text_candidates(one.words) for row in rows):
            evidence.append(row.evidence)
            right.append(is_right(row, one.labels))
            half.append(number % 2)
    table, truth, side = numpy.array(evidence), numpy.array(right), numpy.array(half)
    judged = numpy.zeros(len(table))
    for i in (0, 1):
        model = fitted(table[side != i], truth[side != i])
        judged[side == i] = 1 / (1 + numpy.exp(-(table[side == i] @ numpy.array(model["weights"]) + model["constant"])))
    model = {"least": LEAST, **fitted(table, truth)}
    write_atomically(out / "attribution_choice.json", (json.dumps(model, indent=1) + "\n").encode())
    return calibration_error(judged, truth)
