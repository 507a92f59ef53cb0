"""Texts made ready for the index: the words that stand in them, and a sketch of each by which wire copies are known.

Input is batches of records; output is for each record a string of its distinct matching forms, the same as
`word_counts` counts, and the smallest hashes of its runs of five words. Caution: a sketch holds sixteen hashes, so that
a share of common runs is an estimate.
"""

import struct
from itertools import pairwise

import numpy

from analysis.scale.arrays import distinct
from analysis.scale.reading import Batch
from analysis.scale.runs import runs

KEPT = 16  # hashes of a sketch
SHARE = 0.5  # of the shorter text's runs, from which two texts count as copies


def distinct_forms(batch: Batch) -> list[str]:
    """The distinct forms of each record in any order, with a space between two.

    >>> from analysis.scale.record import Record
    >>> rows = [Record("a", "P", "", "The mill, the weir.", ("a.jsonl", 0)), Record("b", "P", "", "—", ("a.jsonl", 9))]
    >>> [sorted(forms.split()) for forms in distinct_forms(Batch(rows))]
    [['mill', 'the', 'weir'], []]
    """
    rows = distinct(batch.owners << 32 | batch.words)
    edges = numpy.searchsorted(rows >> 32, numpy.arange(len(batch.records) + 1)).tolist()
    numbers, words = (rows & 0xFFFFFFFF).tolist(), batch.forms.words
    return [" ".join(map(words.__getitem__, numbers[first:last])) for first, last in pairwise(edges)]


def sketches(batch: Batch) -> list[bytes]:
    """The sketch of each record: the smallest hashes of its runs, in order; empty without words.

    >>> from analysis.scale.record import Record
    >>> texts = ["One two three four five six.", "One two three four five six seven.", "One two.", ""]
    >>> made = sketches(Batch([Record(str(i), "P", "", text, ("a.jsonl", i)) for i, text in enumerate(texts)]))
    >>> [len(sketch) // 4 for sketch in made], shared_runs(made[0], made[1]), shared_runs(made[0], made[2])
    ([2, 3, 1, 0], 1.0, 0.0)
    """
    owners, hashes = runs(batch)
    rows = numpy.sort(owners.astype(numpy.uint64) << numpy.uint64(32) | hashes >> numpy.uint64(32))
    kept = (rows & numpy.uint64(0xFFFFFFFF)).astype("<u4")
    sizes = numpy.bincount(owners, minlength=len(batch.records))
    begins = sizes.cumsum() - sizes
    stops = begins + numpy.minimum(sizes, KEPT)
    return [kept[i:j].tobytes() for i, j in zip(begins.tolist(), stops.tolist(), strict=True)]


def shared_runs(one: bytes, other: bytes) -> float:
    """The share of the shorter text's runs that the other text has too, as far as their sketches tell.

    >>> shared_runs(b"", b"")
    0.0
    """
    first, second = (struct.unpack(f"<{len(sketch) // 4}I", sketch) for sketch in (one, other))
    if set(first).isdisjoint(second):
        return 0.0
    # Of the fuller sketch nothing above its last hash is known, so only what lies below both ends is compared. A sketch
    # that is not full holds all runs of its text.
    end = min((rows[-1] for rows in (first, second) if len(rows) == KEPT), default=max(first + second))
    first, second = ({row for row in rows if row <= end} for rows in (first, second))
    return len(first & second) / min(len(first), len(second))
