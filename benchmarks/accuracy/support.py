"""Does a document state a claim? Probabilities against people's reading, by weights that never saw the document."""

from collections.abc import Iterator

import numpy

from analysis.measure.support import claim_parts, comparisons, probabilities
from analysis.models import train_support
from analysis.models.train_choice import calibration_error
from analysis.models.train_support import Example, examples, figures, held_out, models_apart
from analysis.read.encoder import verified_weights
from benchmarks.accuracy.labels import absence, label_path
from benchmarks.rows import Row, Skipped

FILES = (train_support.DOCUMENTS, train_support.RELATIONS, train_support.NEWS)
BARS = {"F1": 0.74, "balanced accuracy": 0.8}
SURE = 0.95
FORMS = {"auto": "with sentence vectors", "none": "words alone"}


def decided(chances: numpy.ndarray, right: numpy.ndarray, accuracy: float = SURE) -> float:
    """The largest share of cases, taken from the surest on, of which a share `accuracy` is decided rightly at one half.

    >>> decided(numpy.array([0.99, 0.9, 0.02, 0.55]), numpy.array([True, True, False, False]))
    0.75
    """
    order = numpy.argsort(-abs(chances - 0.5).round(6), kind="stable")
    hits = numpy.cumsum(((chances >= 0.5) == right)[order]) / numpy.arange(1, len(order) + 1)
    enough = numpy.flatnonzero(hits >= accuracy)
    return float((enough.max() + 1) / len(order)) if len(enough) else 0.0


def scores(chances: numpy.ndarray, right: numpy.ndarray) -> dict[str, float]:
    """F1, balanced accuracy, area under the curve, share decided and calibration error of probabilities.

    >>> scores(numpy.array([0.9, 0.8, 0.1]), numpy.array([True, True, False]))["F1"]
    1.0
    """
    from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

    guess = chances >= train_support.LEAST
    return {
        "F1": f1_score(right, guess),
        "balanced accuracy": balanced_accuracy_score(right, guess),
        "area under the ROC curve": roc_auc_score(right, chances),
        f"share decided at {SURE:.0%} accuracy": decided(chances, right),
        "calibration error": calibration_error(chances, right),
    }


def support_rows() -> Iterator[Row | Skipped]:
    """The rows of the judged statements, and one of pairs of news sentences, with sentence vectors and without."""
    if reason := absence("coverage", *FILES):
        yield Skipped(reason)
        return
    found = examples(label_path(FILES[0]).parent)
    for encoder, form in FORMS.items():
        if encoder == "auto" and verified_weights() is None:
            yield Skipped(f"coverage {form}: the weights package is not installed")
            continue
        yield from _rows(found, encoder, form)


def _rows(found: list[Example], encoder: str, form: str) -> Iterator[Row]:
    table = figures(found, encoder=encoder)
    models = models_apart(found, table)
    chances = held_out(found, table, models)
    rows = [i for i, one in enumerate(found) if one.kind == "document"]
    right = numpy.array([found[i].label == "entails" for i in rows])
    data = f"{len(rows)} statements, leaving out one of {len({found[i].group for i in rows})} subjects in turn"
    for name, value in scores(chances[rows], right).items():
        bar = BARS.get(name, "")
        yield Row(f"coverage, {form}: {name}", round(float(value), 4), bar, ">=" if bar else "", f"{data} ({FILES[1]})")
    known = [i for i in rows if found[i].label == "entails" and found[i].evidence]
    hits = sum(table.evidence[i][0][0] in found[i].evidence for i in known) / len(known)
    yield Row(f"coverage, {form}: evidence sentence first", round(hits, 4), data=f"{len(known)} stated ({FILES[1]})")
    yield _in_part(found, models, encoder, form)
    news = [i for i, one in enumerate(found) if one.kind == "news"]
    agreed = ((chances[news] >= 0.5) == numpy.array([found[i].share == 1 for i in news])).mean()
    data = f"{len(news)} pairs, five parts in turn ({FILES[2]})"
    yield Row(f"coverage, {form}: accuracy on pairs of news sentences", round(float(agreed), 4), data=data)


def _in_part(found: list[Example], models: dict[str, dict], encoder: str, form: str) -> Row:
    """Whole sentences: does the likeliest of their parts tell that at least one of their statements is stated?"""
    from sklearn.metrics import f1_score

    rows = [one for one in found if one.kind == "whole"]
    best = []
    for one in rows:
        parts = [part.text for part in claim_parts(one.claim)]
        seen = comparisons(parts, [one.sentences], encoder=encoder)
        best.append(probabilities(seen.figures[:, 0], models[one.group]).max())
    right = numpy.array([one.share > 0 for one in rows])
    value = f1_score(right, numpy.array(best) >= train_support.LEAST)
    data = f"{len(rows)} sentences, {right.sum()} of them stated at least in part ({FILES[1]})"
    return Row(f"coverage, {form}: F1 of sentences stated in part", round(float(value), 4), data=data)
