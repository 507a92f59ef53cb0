"""All attribution engines against people's marks, side by side with regular expressions, in one run."""

from collections.abc import Iterator

from analysis.read.attribution import ENGINES
from analysis.read.attribution.batch import marks
from benchmarks.accuracy.baseline import regex_marks
from benchmarks.accuracy.labels import absence, label_rows, label_script
from benchmarks.rows import Row, Skipped

FILE, SCRIPT = "polnear_dev.jsonl", "score_attribution.py"
KINDS = {"all": False, "speech": True}
# What is printed: its name, its key in the scoring script; speaker accuracy stands in another form.
MEASURES = {
    "whole attributions, F1": "triple",
    "words of the content, F1": "content.tok",
    "quotations matched at .3, F1": "quote@0.3",
    "source exact, F1": "source.exact",
    "cue exact, F1": "cue.exact",
    "indirect content found, recall": "recall.indirect",
}
BARS = {
    ("linear", "all", "triple"): 0.58,
    ("linear", "speech", "triple"): 0.74,
    ("linear", "all", "quote@0.3"): 0.80,
    ("transformer", "all", "triple"): 0.70,
    ("transformer", "speech", "triple"): 0.83,
    ("transformer", "all", "content.tok"): 0.91,
    ("transformer", "all", "quote@0.3"): 0.86,
}
# Figures of others on the held-back part of the same labels, where an engine has no bar of its own.
PEERS = {("all", "triple"): "BERT-base .70, people .75", ("speech", "triple"): "BERT-base .82, people .91",
         ("all", "content.tok"): "BERT-base .88, people .92"}  # fmt: skip


def engine_marks(text: str, engine: str) -> list[dict]:
    """The attributions of a whole text in the notation of the labels, by an engine or by regular expressions."""
    return regex_marks(text) if engine == "regular expressions" else marks(text, engine)


def attribution_rows() -> Iterator[Row | Skipped]:
    """F1 of whole attributions and of their parts, for all attributions and for reported speech alone."""
    if reason := absence("attributions", FILE, SCRIPT):
        yield Skipped(reason)
        return
    script, documents = label_script(SCRIPT), label_rows(FILE)
    count = sum(len(row["attributions"]) for row in documents)
    data = f"{len(documents)} articles with {count:,} attributions ({FILE})"
    for engine in ("regular expressions", *ENGINES):
        found = {row["doc_id"]: {"attributions": engine_marks(row["text"], engine)} for row in documents}
        for kind, speech in KINDS.items():
            scored = script.score(documents, found, speech=speech)
            for name, key in MEASURES.items():
                value = scored[key]
                value = round(value[2] if len(value) == 3 else value[0], 4)
                bar = BARS.get((engine, kind, key), "")
                peer = PEERS.get((kind, key), "") if engine == "transformer" else ""
                yield Row(f"{engine}, {kind}: {name}", value, bar, ">=" if bar else "", data=data, peer=peer)
