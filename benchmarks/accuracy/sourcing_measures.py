"""The measures of a document, computed from each engine's attributions and from people's, article by article.

Input is the folder of labels, output is rows for the table and `attribution_reliability.json`, the figures that the
workbook shows beside its measures. How far people agree is taken from other readings of the same articles.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from types import ModuleType

import numpy

from analysis.errors import CrossreadError
from analysis.measure.agreement import ACTS, FILE, UNSURE
from analysis.read.attribution import ENGINES, attributions
from analysis.read.files import write_atomically
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from benchmarks.accuracy.labels import absence, label_path, label_rows, label_script
from benchmarks.rows import Row, Skipped

LABELS, READERS = "polnear_dev.jsonl", "polnear_other_readers_train_dev.jsonl"
OTHERS = "polnear_train.jsonl"  # the first readings of articles that others read too
SCRIPTS = ("score_documents.py", "score_attribution.py")
# As the script calls them, and as the workbook does.
NAMES = {
    "attributed_word_share": "word_share",
    "attributions_per_1000w": "per_1000",
    "direct_share": "direct_share",
    "distinct_sources": "sources",
    "source_entropy": "entropy",
    "top_source_share": "top_share",
    "sourceless_share": "sourceless_share",
}
BARS = {"word_share": (0.94, 0.047), "direct_share": (0.93, None), "sources": (0.95, None), "entropy": (0.90, None)}
BARRED = ("transformer",)  # the engine that the workbook reads with unless told otherwise
DRAWS = 1000


def document_scripts() -> tuple[ModuleType, ModuleType]:
    """The scripts that measure a document and that tell reported speech; the first imports the second by its name."""
    folder = str(label_path(SCRIPTS[0]).parent)
    sys.path.insert(0, folder)
    try:
        return label_script(SCRIPTS[0]), label_script(SCRIPTS[1])
    finally:
        sys.path.remove(folder)


def labelled(row: dict, engine: str) -> dict:
    """The row with what an engine finds in its whole text (people marked the headline too) in place of the labels."""
    text = row["text"]
    blocks = paragraphs(text, Span(0, len(text), text))
    found = attributions(text, blocks, sentences(text, blocks), quotations(text, blocks), engine=engine, nested=False)
    parts = ({"source": [a.source] if a.source else [], "cue": [a.cue] if a.cue else [], "content": a.content}
             for a in found)  # fmt: skip
    marks = [{k: [[s.start, s.end] for s in v] for k, v in one.items()} for one in parts]
    likely = [one.is_likely for one in found]
    return {"text": text, "attributions": [{**mark, "likely": sure} for mark, sure in zip(marks, likely, strict=True)]}


def agreement(one: list[float], other: list[float]) -> dict[str, float | None]:
    """Pearson's r (None where a list is all alike) and the mean absolute error of two lists of one measure.

    >>> agreement([1, 2, 3], [2, 3, 5])
    {'r': 0.982, 'mae': 1.3333}
    """
    x, y = numpy.asarray(one, float), numpy.asarray(other, float)
    spread = x.std() * y.std()
    r = round(float(((x - x.mean()) * (y - y.mean())).mean() / spread), 3) if spread else None
    return {"r": r, "mae": round(float(numpy.abs(x - y).mean()), 4)}


def r_interval(one: list[float], other: list[float]) -> tuple[float | None, float | None]:
    """95 % percentile interval of r over draws of the articles, with one seed; None where a list is all alike.

    >>> low, high = r_interval([1, 2, 3, 4, 5, 6], [1, 3, 2, 5, 4, 6])
    >>> 0 < low < high <= 1
    True
    """
    x, y = numpy.asarray(one, float), numpy.asarray(other, float)
    if not x.std() * y.std():
        return None, None
    picked = numpy.random.default_rng(0).integers(len(x), size=(DRAWS, len(x)))
    x, y = x[picked], y[picked]
    x, y = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
    with numpy.errstate(invalid="ignore"):
        values = (x * y).sum(axis=1) / numpy.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))
    low, high = numpy.nanquantile(values, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


def reading_pairs() -> list[tuple[dict, dict]]:
    """All ordered pairs of readings of one article by different people."""
    readings: dict[str, list[dict]] = defaultdict(list)
    others = label_rows(READERS)
    read_by_others = {row["doc_id"] for row in others}
    for row in [*label_rows(OTHERS), *label_rows(LABELS), *others]:
        if row["doc_id"] in read_by_others:
            readings[row["doc_id"]].append(row)
    return [pair for _, rows in sorted(readings.items()) for pair in permutations(rows, 2)]


def measured(rows: list[dict], scripts: tuple[ModuleType, ModuleType], acts: str) -> list[dict[str, float]]:
    """The measures of each document, of all attributions or of reported speech alone, under the workbook's names."""
    documents, marking = scripts
    chosen = map(marking.only_core, map(_likely, rows)) if acts == "speech" else rows
    return [{NAMES[name]: value for name, value in documents.measures(row).items()} for row in chosen]


def _likely(row: dict) -> dict:
    """The row with the marks that the workbook counts where it counts one act alone; people's marks all count."""
    return {**row, "attributions": [mark for mark in row["attributions"] if mark.get("likely", True)]}


def _beside(one: list[dict[str, float]], other: list[dict[str, float]], name: str) -> tuple[list[float], list[float]]:
    return [row[name] for row in one], [row[name] for row in other]


def figures() -> tuple[dict, list[str]]:
    """Agreement by engine, acts and measure, and why some engines are missing."""
    scripts, gold, pairs = document_scripts(), label_rows(LABELS), reading_pairs()
    people = {acts: [measured([pair[side] for pair in pairs], scripts, acts) for side in (0, 1)] for acts in ACTS}
    labels = {acts: measured(gold, scripts, acts) for acts in ACTS}
    found, missing = {}, []
    for engine in ENGINES:
        try:
            rows = [labelled(row, engine) for row in gold]
        except (CrossreadError, ImportError, OSError) as error:
            missing.append(f"document measures, {engine}: {error}")
            continue
        found[engine] = {acts: {} for acts in ACTS}
        for acts in ACTS:
            values = measured(rows, scripts, acts)
            for name in NAMES.values():
                beside = _beside(labels[acts], values, name)
                low, high = r_interval(*beside)
                ceiling = agreement(*_beside(*people[acts], name))
                found[engine][acts][name] = {
                    **agreement(*beside), "r_low": low, "r_high": high, "people_r": ceiling["r"],
                    "people_mae": ceiling["mae"], "articles": len(gold),
                }  # fmt: skip
    return found, missing


def written_figures(found: dict, path: Path = FILE) -> None:
    """Write the figures that the workbook shows."""
    write_atomically(path, (json.dumps(found, indent=1, sort_keys=True) + "\n").encode())


def sourcing_measure_rows() -> Iterator[Row | Skipped]:
    """r and mean absolute error of each measure of a document, by engine; people's own beside them."""
    if reason := absence("document measures", LABELS, OTHERS, READERS, *SCRIPTS):
        yield Skipped(reason)
        return
    found, missing = figures()
    yield from map(Skipped, missing)
    for engine, by_acts in found.items():
        for acts, by_measure in by_acts.items():
            for name, values in by_measure.items():
                yield from _rows(engine, acts, name, values)
    if found:
        written_figures(found)


def _rows(engine: str, acts: str, name: str, values: dict[str, float]) -> Iterator[Row]:
    bar, error = BARS.get(name, (None, None)) if engine in BARRED and acts == "all" else (None, None)
    data = f"{values['articles']} articles ({LABELS})"
    for kind, limit, direction in (("r", bar, ">="), ("mae", error, "<=")):
        if values[kind] is None:
            continue
        peer = f"people {values[f'people_{kind}']:g}"
        peer += "; people do not agree: not to be leaned on" * (kind == "r" and values["people_r"] < UNSURE)
        told = {"r": "r", "mae": "mean absolute error"}[kind]
        row = f"{engine}, {acts}: {name} of a document, {told}"
        yield Row(row, values[kind], "" if limit is None else limit, "" if limit is None else direction, data, peer)
