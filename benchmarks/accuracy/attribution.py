"""The attribution rules against people's marks: who, by which words, says what."""

from collections.abc import Iterator

from analysis.read.attribution import attributions
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from benchmarks.accuracy.labels import absence, label_rows, label_script
from benchmarks.rows import Row, Skipped

FILE, SCRIPT = "polnear_dev.jsonl", "score_attribution.py"
PEERS = {"all": "regular expressions 0.34", "speech": "regular expressions 0.48"}


def marks(text: str) -> list[dict[str, list[list[int]]]]:
    """The attributions of a whole text in the notation of the labels: lists of [start, end] for each role."""
    blocks = paragraphs(text, Span(0, len(text), text))  # people marked the headline and the dateline too
    found = attributions(sentences(text, blocks), quotations(text, blocks))
    roles = (
        {"source": [a.source] if a.source else [], "cue": [a.cue] if a.cue else [], "content": a.content} for a in found
    )
    return [{name: [[s.start, s.end] for s in spans] for name, spans in row.items()} for row in roles]


def attribution_rows() -> Iterator[Row | Skipped]:
    """F1 of whole attributions (source, cue, content) and of the words of the content."""
    if reason := absence("attributions", FILE, SCRIPT):
        yield Skipped(reason)
        return
    script, documents = label_script(SCRIPT), label_rows(FILE)
    found = {row["doc_id"]: {"attributions": marks(row["text"])} for row in documents}
    count = sum(len(row["attributions"]) for row in documents)
    data = f"{len(documents)} articles with {count:,} attributions ({FILE})"
    for kind in ("all", "speech"):
        scored = script.score(documents, found, speech=kind == "speech")
        yield Row(
            f"attributions by rule, {kind}: F1 of triples", round(scored["triple"][2], 4), data=data, peer=PEERS[kind]
        )
        yield Row(f"attributions by rule, {kind}: F1 of content words", round(scored["content.tok"][2], 4), data=data)
