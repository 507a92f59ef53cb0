"""The transformer engine: for each cue that the network finds, the words of its source and of its content.

Input is the words of a text, output is drafts in word numbers. The weights are two ONNX files beside their card in
`models/`; onnxruntime runs them on the processor. Caution: each window is read alone, so a source and a cue that stand
further apart than a window (`pieces.LENGTH`) cannot be joined.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy

from analysis.errors import CrossreadError
from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.transformer.candidates import Candidate, candidates, content_words, log_shares
from analysis.read.attribution.transformer.choice import chosen
from analysis.read.attribution.transformer.gaps import Hold, filled
from analysis.read.attribution.transformer.pieces import Window, windows
from analysis.read.attribution.words import Words

FOLDER = Path(__file__).parents[3] / "models"
NETWORK, PAIRS = FOLDER / "attribution_transformer.onnx", FOLDER / "attribution_pairs.onnx"
THREADS = "CROSSREAD_THREADS"  # a worker of a pool has its processor for itself and sets it to 1


@cache
def sessions():
    """The network and the head that scores words against cues, loaded once."""
    import onnxruntime  # 100 ms: only where this engine is asked for

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = int(os.environ.get(THREADS, 0))  # 0: one a processor
    for path in (NETWORK, PAIRS):
        if not path.is_file():
            raise CrossreadError(f"{path} is missing; restore it from the repository or choose engine='linear'")
    return tuple(
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        for path in (NETWORK, PAIRS)
    )


def window_scores(window: Window) -> list[numpy.ndarray]:
    """What the network says of each word of a window: tags, and what the second head needs of it."""
    rows = sessions()[0].run(None, {name: getattr(window, name)[None] for name in ("pieces", "shapes", "states")})
    return [row[0, window.at] for row in rows]


def role_shares(word: numpy.ndarray, cue: numpy.ndarray, steps: numpy.ndarray) -> numpy.ndarray:
    """The logarithms of the shares of the roles: (cues, words, roles)."""
    return log_shares(sessions()[1].run(None, {"word": word, "cue": cue, "distance": steps})[0])


def text_candidates(found: Words) -> Iterator[tuple[list[Candidate], numpy.ndarray]]:
    """Window by window, what may be an attribution, and which words are content of anybody."""
    for window in windows(found):
        if len(window.at):
            scores = window_scores(window)
            yield candidates(found, window, scores, role_shares), content_words(scores[0])


def transformer_drafts(found: Words) -> list[Draft]:
    """The attributions of a text as word ranges, in the order of their cues.

    Source of the two heads: Cai et al. (2018), roles scored for each predicate and word together.

    >>> from analysis.read.segments import Paragraph
    >>> from analysis.read.attribution.words import words
    >>> text = "Jane Doe said that the mill would close."
    >>> found = words(text, (Paragraph(0, len(text), text, "prose"),), ())
    >>> [(d.source, d.cue, d.content) for d in transformer_drafts(found)]
    [((0, 2), (2, 3), ((3, 8),))]
    """
    drafts: list[Draft] = []
    holds: list[Hold] = []
    contents: list[numpy.ndarray] = []
    for rows, content in text_candidates(found):
        contents.append(content)
        held = {row.cue: Hold(row.offset, row.held) for row in rows}
        for draft in chosen(rows):
            drafts.append(draft)
            holds.append(held[draft.cue[0] - rows[0].offset, draft.cue[1] - rows[0].offset])
    return filled(found, numpy.concatenate(contents), drafts, holds) if drafts else []
