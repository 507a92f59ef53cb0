"""How well is told which sentences can be checked? Cross-validation on sentences that people have labelled."""

from collections.abc import Iterator

from analysis.models.train_checkable import FILE, FOLDS, SURVEY, crossed, rows
from benchmarks.accuracy.labels import absence, label_path
from benchmarks.rows import Row, Skipped

PEER = "words, characters, 11 features and sentence vectors: 0.796 at 29 %, without the vectors 0.782"


def checkable_rows() -> Iterator[Row | Skipped]:
    """F1 of the check-worthy class, as it is and at the share of others' figures, and the calibration error."""
    if reason := absence("checkable sentences", FILE):
        yield Skipped(reason)
        return
    texts, right = rows(label_path(FILE).parent)
    found = crossed(texts, right)
    data = f"{len(texts)} sentences, {right.mean():.0%} check-worthy, {FOLDS} parts ({FILE})"
    yield Row("checkable: F1 of the check-worthy class", found["f1"], data=data)
    name = f"checkable: the same, weighted to {SURVEY:.0%} check-worthy"
    yield Row(name, found["weighted"], data=data, peer=PEER)
    yield Row("checkable: calibration error", found["error"], 0.03, "<=", data)
