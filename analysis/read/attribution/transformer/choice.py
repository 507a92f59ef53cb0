"""Which candidates are attributions, and how sure that is: a logistic model over what speaks for each.

Input is the candidates of one window, output is drafts. The model tells the probability that cue, source and content
are all right; it was fitted on labelled articles that the network had not learned from. Source: Platt (1999). Caution:
probabilities hold for texts like the labelled ones.
"""

import json
from functools import cache
from pathlib import Path

import numpy

from analysis.errors import CrossreadError
from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.transformer.candidates import Candidate
from analysis.read.attribution.transformer.decoding import tag_spans

FILE = Path(__file__).parents[3] / "models" / "attribution_choice.json"
UNCOVERED = 0.5  # the share of a candidate's content that no surer one may claim


@cache
def judge() -> dict:
    """The model, {"weights", "constant"}, and the `least` probability of what is kept, as the training wrote them."""
    if not FILE.is_file():
        raise CrossreadError(f"{FILE} is missing; restore it from the repository or choose engine='linear'")
    return json.loads(FILE.read_text(encoding="utf-8"))


def shares(rows: list[Candidate], model: dict) -> numpy.ndarray:
    """The probability of each candidate."""
    evidence = numpy.array([row.evidence for row in rows])
    return 1 / (1 + numpy.exp(-(evidence @ numpy.array(model["weights"]) + model["constant"])))


def chosen(rows: list[Candidate], model: dict | None = None) -> list[Draft]:
    """The candidates that are attributions, in the order of their cues; no word is content of two.

    The surest is taken first; one whose content is mostly claimed by surer ones is left out.
    """
    model = model or judge()
    if not rows:
        return []
    sure = shares(rows, model)
    covered = numpy.zeros(len(rows[0].roles), dtype=bool)
    taken = []
    for i in numpy.argsort(-sure, kind="stable").tolist():
        content = rows[i].content
        if sure[i] >= model["least"] and (content & ~covered).sum() >= UNCOVERED * content.sum():
            taken.append(i)
            covered |= content
    taken.sort(key=lambda i: rows[i].cue)
    owner = numpy.stack([numpy.where(rows[i].content, rows[i].held, 0.0) for i in taken]).argmax(0) if taken else None
    drafts = []
    for place, i in enumerate(taken):
        row = rows[i]
        content = tag_spans(numpy.where(row.content & (owner != place), 0, row.roles), 3, 4)
        if content:
            moved = [(low + row.offset, high + row.offset) for low, high in (row.cue, *content)]
            source = (row.source[0] + row.offset, row.source[1] + row.offset) if row.source else None
            drafts.append(Draft(moved[0], source, tuple(moved[1:]), round(float(sure[i]), 2)))
    return drafts
