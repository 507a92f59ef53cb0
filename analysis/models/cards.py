"""Model cards: what a model was trained on, under which terms, when, with which seed, and how it scores.

Input is an engine and the folder of labels, output is a Markdown file beside the weights. Caution: the scores are those
of the development part, on which settings were chosen; a held-back part scores a little lower.
"""

import datetime
import hashlib
import importlib.util
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis.models.examples import Example, examples
from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.engines import drafts
from analysis.read.attribution.finish import span
from analysis.read.attribution.words import Words
from analysis.read.files import write_atomically

HERE = Path(__file__).parent
DEVELOPMENT, SCRIPT = "polnear_dev.jsonl", "score_attribution.py"
MEASURES = {
    "whole attributions (source, cue, content), F1": "triple",
    "words of the content, F1": "content.tok",
    "quotations matched at .3, F1": "quote@0.3",
    "source span exact, F1": "source.exact",
    "cue span exact, F1": "cue.exact",
    "content span exact, F1": "content.exact",
}


def scores(labels: Path, found: list[Example], drafts: Callable[[Words], list[Draft]]) -> dict[str, dict[str, float]]:
    """F1 by measure on the articles `found`, for all attributions ('all') and for reported speech alone ('speech').

    `labels` is the folder of the scoring script, `drafts` the engine.
    """
    spec = importlib.util.spec_from_file_location("score_attribution", labels / SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    marked = {}
    for one in found:
        marks = []
        for draft in drafts(one.words):
            parts = {"source": [draft.source] if draft.source else [], "cue": [draft.cue], "content": draft.content}
            marks.append({role: [_edges(one.words, pair) for pair in pairs] for role, pairs in parts.items()})
        marked[one.row["doc_id"]] = {"attributions": marks}
    rows, kinds = [one.row for one in found], {"all": False, "speech": True}
    table = {kind: script.score(rows, marked, speech=speech) for kind, speech in kinds.items()}
    return {kind: {name: round(row[key][2], 4) for name, key in MEASURES.items()} for kind, row in table.items()}


def _edges(words, pair: tuple[int, int]) -> list[int]:
    place = span(words, *pair)
    return [place.start, place.end]


def write_card(labels: Path, out: Path, engine: str, seed: int, files: list[str]) -> None:
    """Write `attribution_<engine>.md` from the template `card_<engine>.md` and the scores on the labels."""
    found = scores(labels, examples(labels / DEVELOPMENT), partial(drafts, engine=engine))
    with (labels / "polnear_train.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    count = sum(len(row["attributions"]) for row in rows)
    table = ["| measure | all | reported speech |", "|---|---|---|"]
    table += [f"| {name} | {found['all'][name]:.3f} | {found['speech'][name]:.3f} |" for name in MEASURES]
    hashes = [f"- `{name}` {_hash(out / name)}, {(out / name).stat().st_size / 1e6:.1f} MB" for name in files]
    text = (HERE / f"card_{engine}.md").read_text(encoding="utf-8").format(
        date=datetime.date.today(), seed=seed, articles=len(rows), attributions=f"{count:,}",
        scores="\n".join(table), files="\n".join(hashes),
    )  # fmt: skip
    write_atomically(out / f"attribution_{engine}.md", text.encode())


def _hash(path: Path) -> str:
    return "sha256 " + hashlib.sha256(path.read_bytes()).hexdigest()[:16]
