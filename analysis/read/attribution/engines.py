"""The trained engines behind one function, their results kept by content.

Input is the parts of a text, output is its attributions. What a network found in a text is kept in `build/cache/`
(or where `CROSSREAD_CACHE` says), under a hash of the text, the weights and the code that reads it, so that no text is
read twice. Caution: the folder may be removed at any time, and a cache that cannot be read or written is left out
without a word.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.finish import attribution
from analysis.read.attribution.record import Attribution
from analysis.read.attribution.words import Words, words
from analysis.read.files import write_atomically
from analysis.read.quotations import Quotation
from analysis.read.segments import Paragraph, Sentence

PACKAGE = Path(__file__).parents[2]
CACHE = Path(os.environ.get("CROSSREAD_CACHE") or PACKAGE.parent / "build" / "cache") / "attributions"
NETWORK = ("transformer.onnx", "pairs.onnx", "choice.json", "vocabulary.txt")  # what the transformer's answers hang on


def drafts(found: Words, engine: str) -> list[Draft]:
    """What an engine finds, in word numbers."""
    if engine == "linear":
        from analysis.read.attribution.linear.engine import linear_drafts

        return linear_drafts(found)
    from analysis.read.attribution.transformer.engine import transformer_drafts

    return transformer_drafts(found)


def trained_attributions(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    sentences: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    engine: str,
) -> tuple[Attribution, ...]:
    """The attributions that a trained engine finds, in the order of their cues."""
    found = words(text, paragraphs, quotations)
    # The linear engine reads a text sooner than a file is found.
    rows = kept_drafts(found, engine) if engine == "transformer" else drafts(found, engine)
    made = (attribution(found, row, sentences, quotations, engine) for row in rows)
    return tuple(one for one in made if one.content)


@cache
def code_hash() -> str:
    """A hash of everything but the text that decides what the network finds."""
    digest = hashlib.sha256()
    weights = [PACKAGE / "models" / f"attribution_{name}" for name in NETWORK]
    for path in [*weights, *sorted((PACKAGE / "read").rglob("*.py"))]:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def kept_drafts(found: Words, engine: str) -> list[Draft]:
    """The drafts of a text from the cache, or found now and kept there."""
    key = hashlib.sha256(code_hash().encode())
    key.update(found.text.encode("utf-8", "surrogatepass"))
    key.update(found.starts.tobytes())
    path = CACHE / f"{key.hexdigest()[:40]}.json"
    try:
        return [_draft(*row) for row in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError):
        rows = drafts(found, engine)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(rows).encode())
    except OSError:
        pass  # a folder that cannot be written costs time, nothing else
    return rows


def _draft(cue: list, source: list | None, content: list, confidence: float) -> Draft:
    def pair(given: list) -> tuple[int, int]:
        low, high = given
        return int(low), int(high)

    return Draft(pair(cue), pair(source) if source else None, tuple(map(pair, content)), float(confidence))
