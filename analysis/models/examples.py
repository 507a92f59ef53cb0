"""Labelled articles as what the taggers learn from: words, and word ranges of cue, source and content.

Input is JSON lines of `{"doc_id", "publisher", "text", "attributions": [{"source", "cue", "content"}]}` with character
spans, end exclusive. Caution: an attribution without a cue cannot be learnt and is left out.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.read.attribution.words import Words, words
from analysis.read.quotations import quotations
from analysis.read.segments import paragraphs
from analysis.read.zones import Span

Range = tuple[int, int]


@dataclass(frozen=True)
class Labels:
    """One labelled attribution in word numbers."""

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True)
class Example:
    """One labelled article."""

    row: dict
    words: Words
    labels: tuple[Labels, ...]


def read_words(text: str) -> Words:
    """The words of a whole text, headline and dateline included."""
    rows = paragraphs(text, Span(0, len(text), text))
    return words(text, rows, quotations(text, rows))


def examples(path: Path) -> list[Example]:
    """The labelled articles of a file."""
    with path.open(encoding="utf-8") as lines:
        return [example(json.loads(line)) for line in lines]


def example(row: dict) -> Example:
    """One labelled article of its row."""
    found = read_words(row["text"])

    def ranges(spans: list[list[int]]) -> tuple[Range, ...]:
        kept = []
        for start, end in spans:
            low = int(numpy.searchsorted(found.ends, start, side="right"))
            high = int(numpy.searchsorted(found.starts, end))
            if high > low:
                kept.append((low, high))
        return tuple(kept)

    labels = []
    for a in row["attributions"]:
        if cue := ranges(a["cue"]):
            labels.append(Labels(cue[0], ranges(a["source"]), ranges(a["content"])))
    return Example(row, found, tuple(labels))


def tags(spans: list[Range], size: int) -> numpy.ndarray:
    """0 outside, 1 at the first word of a span, 2 within.

    >>> tags([(1, 3)], 4).tolist()
    [0, 1, 2, 0]
    """
    found = numpy.zeros(size, dtype=numpy.int64)
    for low, high in spans:
        found[low:high] = 2
        found[low] = 1
    return found
