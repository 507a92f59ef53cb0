"""Batches of labelled windows for training: word pieces, tags a word, and roles a word for each cue.

Input is labelled articles, output is padded arrays of one batch. Caution: windows are cut anew each epoch, at one of
several lengths, so that the network does not learn where windows end.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy

from analysis.models.examples import Example, Range, tags
from analysis.read.attribution.transformer.candidates import distances
from analysis.read.attribution.transformer.pieces import LENGTH, Window, window, window_ranges, word_pieces

LENGTHS = (LENGTH - 64, LENGTH - 32, LENGTH, LENGTH + 16)
IGNORED = -100  # the label of padding


@dataclass(frozen=True)
class Pair:
    """One cue of a window: its words, the role of each word for it, and the step of distance of each word."""

    cue: Range
    roles: numpy.ndarray
    steps: numpy.ndarray


@dataclass(frozen=True)
class Labelled:
    """One window with its labels: `tags` (words, 3) for cue, source and content."""

    window: Window
    tags: numpy.ndarray
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Article:
    """A labelled article with the pieces of its words."""

    example: Example
    pieces: list[list[int]]


def articles(found: list[Example]) -> list[Article]:
    """The articles, their words cut into pieces once."""
    return [Article(example, word_pieces(example.words)) for example in found]


def labelled(article: Article, low: int, high: int) -> Labelled:
    """The words from `low` up to `high` with their labels."""
    size, labels = high - low, article.example.labels

    def inside(ranges) -> list[Range]:
        return [(max(a, low) - low, min(b, high) - low) for a, b in ranges if a < high and b > low]

    sources = [inside(label.source) for label in labels]
    contents = [inside(label.content) for label in labels]
    rows = [inside([label.cue for label in labels]), [*chain(*sources)], [*chain(*contents)]]
    pairs = []
    for label, source, content in zip(labels, sources, contents, strict=True):
        if low <= label.cue[0] < high:
            cue = inside([label.cue])[0]
            roles, spoken = tags(source, size), tags(content, size)
            roles = numpy.where(roles > 0, roles, numpy.where(spoken > 0, spoken + 2, 0))
            pairs.append(Pair(cue, roles, distances(size, cue)))
    table = numpy.stack([tags(row, size) for row in rows], 1)
    return Labelled(window(article.example.words, article.pieces, low, high), table, tuple(pairs))


def batches(found: list[Article], chance: random.Random, pieces: int) -> list[list[Labelled]]:
    """One epoch: every article cut into windows of one length drawn by chance, in batches of about equal length."""
    items = []
    for article in found:
        length = chance.choice(LENGTHS)
        ranges = window_ranges(article.example.words, [len(ids) for ids in article.pieces], length)
        items += [labelled(article, *pair) for pair in ranges]
    chance.shuffle(items)
    made = [batch for i in range(0, len(items), 512) for batch in _filled(items[i : i + 512], pieces)]
    chance.shuffle(made)
    return made


def _filled(items: list[Labelled], pieces: int) -> Iterator[list[Labelled]]:
    batch: list[Labelled] = []
    for item in sorted(items, key=lambda one: len(one.window.pieces)):
        if batch and (len(batch) + 1) * len(item.window.pieces) > pieces:
            yield batch
            batch = []
        batch.append(item)
    yield batch


def padded(rows: list[numpy.ndarray], fill: int = 0) -> numpy.ndarray:
    """Rows of unequal length as one array.

    >>> padded([numpy.array([1, 2]), numpy.array([3])], -1).tolist()
    [[1, 2], [3, -1]]
    """
    table = numpy.full((len(rows), max(map(len, rows)), *rows[0].shape[1:]), fill, dtype=numpy.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    return table
