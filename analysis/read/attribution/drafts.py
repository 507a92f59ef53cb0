"""What a trained engine hands over: one attribution in word numbers, before it becomes spans of the text."""

from typing import NamedTuple


class Draft(NamedTuple):
    """Half-open ranges of word numbers; `confidence` is the probability that all parts are right."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    confidence: float
