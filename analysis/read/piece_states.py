"""The pieces of texts as the sentence encoder reads them in their places, before they are joined into one vector.

Input is texts; output is for each its pieces (word parts by number) and a row of numbers for each piece. The weights
are those of `encoder`, of which the first layers are run. Caution: nothing is kept between runs; a thousand sentences
take some seconds.
"""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy

from analysis.errors import CrossreadError
from analysis.read.encoder import tokenizer, verified_weights, weighted_graph

GRAPH = Path(__file__).parents[1] / "models" / "piece_states.onnx"
BEYOND = ("encoder.layer.4.", "encoder.layer.5.")  # layers that the graph does not have
AT_ONCE = 4096  # pieces
DIGITS = 4


class States(NamedTuple):
    """The pieces of a text, and a row of 384 numbers for each, rounded to four digits."""

    pieces: numpy.ndarray
    states: numpy.ndarray


def piece_states(texts: Sequence[str]) -> list[States] | None:
    """The pieces of each text and their states; None where the weights package is not installed.

    >>> rows = piece_states(["The mill shut.", ""])
    >>> rows is None or [row.states.shape for row in rows]
    [(4, 384), (0, 384)]
    """
    if verified_weights() is None:
        return None
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in dict.fromkeys(texts)]
    read = [tuple(one.ids) for one in tokenizer().encode_batch(clean)]
    by_length: dict[int, list[tuple[int, ...]]] = {}
    for pieces in dict.fromkeys(read):
        by_length.setdefault(len(pieces), []).append(pieces)
    found: dict[tuple[int, ...], States] = {}
    # Texts of one length go together: nothing is padded, and no text's numbers hang on what it was read beside.
    for length, members in sorted(by_length.items()):
        step = max(1, AT_ONCE // length)
        for first in range(0, len(members), step):
            batch = numpy.array(members[first : first + step], dtype=numpy.int64)
            for pieces, states in zip(batch, _session().run(None, {"pieces": batch})[0], strict=True):
                # The marks of beginning and end stand for no word.
                found[tuple(pieces.tolist())] = States(pieces[1:-1], states[1:-1].round(DIGITS))
    known = dict(zip(dict.fromkeys(texts), (found[pieces] for pieces in read), strict=True))
    return [known[text] for text in texts]


@functools.cache
def _session():
    """The graph with its weights, loaded once."""
    if not GRAPH.is_file():
        raise CrossreadError(f"{GRAPH} is missing; restore it from the repository")
    return weighted_graph(GRAPH, BEYOND)
