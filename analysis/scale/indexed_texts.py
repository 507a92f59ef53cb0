"""Texts made ready for the index: their matching forms, and a sketch of each by which wire copies are known.

Input is running text; output is strings of matching forms, the same as `word_counts` counts, and for each text the
smallest hashes of its runs of five words. Caution: a sketch holds sixteen hashes, so that a share of common runs is
an estimate; a text of fewer than five words has no sketch and is nobody's copy.
"""

import struct
from collections.abc import Sequence

import numpy

from analysis.read.counting import piece_forms

RUN = 5  # words in a row
KEPT = 16  # hashes of a sketch
SHARE = 0.5  # of the shorter text's runs, from which two texts count as copies
REMEMBERED = 150_000  # written pieces whose forms are kept at hand; the frequent ones come first in any text
CUT = 1_000_000  # bytes of a text that its sketch is made from
BASE, INVERSE = 0x9E3779B97F4A7C15, pow(0x9E3779B97F4A7C15, -1, 1 << 64)


class SpacedForms(dict):
    """What stands between two spaces -> its matching forms, each behind a space; filled as pieces are met.

    >>> forms = SpacedForms()
    >>> forms["Iran’s"], forms["—"], forms.of("The men, in 1,500 towns.")
    (' iran', '', [' the', ' men', ' in', ' 1,500', ' towns'])
    """

    def __missing__(self, piece: str) -> str:
        found = "".join([f" {form}" for form in piece_forms(piece)])
        if len(self) < REMEMBERED:
            self[piece] = found
        return found

    def of(self, text: str) -> list[str]:
        """The forms of a text in its order, piece by piece."""
        return list(map(self.__getitem__, text.split()))


def sketches(texts: Sequence[str]) -> tuple[numpy.ndarray, list[bytes]]:
    """How many forms each text has, and its sketch: the smallest hashes of its runs, in order.

    Parameters
    ----------
    texts : forms, each behind a space, as `SpacedForms` gives them.

    >>> counts, made = sketches([" a b c d e f", " a b c d e f g", " a b"])
    >>> counts.tolist(), [len(sketch) // 4 for sketch in made], shared_runs(made[0], made[1])
    ([6, 7, 2], [2, 3, 0], 1.0)
    """
    written = [text.encode()[:CUT] for text in texts]
    content = numpy.frombuffer(b"\n".join([*written, b""]), dtype=numpy.uint8)
    sizes = numpy.array([len(text) + 1 for text in written])
    breaks = sizes.cumsum() - 1  # the line end behind each text
    starts = numpy.flatnonzero(content == ord(" ")) + 1
    firsts = numpy.searchsorted(starts, breaks - sizes + 1)  # the first word of each text
    counts = numpy.diff(firsts, append=len(starts))
    # A word ends before the space of the next one, or at the end of its text.
    ends = numpy.append(starts[1:] - 1, 0)
    filled = counts > 0
    ends[(firsts + counts - 1)[filled]] = breaks[filled]
    owners = numpy.repeat(numpy.arange(len(texts)), counts)
    runs = numpy.flatnonzero(owners[RUN - 1 :] == owners[: len(owners) - RUN + 1]) if len(owners) >= RUN else owners[:0]
    hashes = _hashes(content, starts[runs], ends[runs + RUN - 1])
    order = numpy.sort(owners[runs].astype(numpy.uint64) << numpy.uint64(32) | hashes)
    kept = (order & numpy.uint64(0xFFFFFFFF)).astype("<u4")
    sizes = numpy.maximum(counts - RUN + 1, 0)
    begins = sizes.cumsum() - sizes
    stops = begins + numpy.minimum(sizes, KEPT)
    return counts, [kept[i:j].tobytes() for i, j in zip(begins.tolist(), stops.tolist(), strict=True)]


def _hashes(content: numpy.ndarray, starts: numpy.ndarray, stops: numpy.ndarray) -> numpy.ndarray:
    """A 32-bit hash of the bytes from each start to its stop, the same on every machine."""
    # The hash of a stretch is a difference of two sums over the whole, shifted to begin at zero.
    powers = numpy.full(len(content) + 1, BASE, dtype=numpy.uint64)
    powers[0] = 1
    numpy.cumprod(powers, out=powers)
    sums = numpy.zeros(len(content) + 1, dtype=numpy.uint64)
    numpy.cumsum(powers[:-1] * (content + numpy.uint64(1)), out=sums[1:])
    powers[1:] = INVERSE
    powers[0] = 1
    numpy.cumprod(powers, out=powers)
    found = (sums[stops] - sums[starts]) * powers[starts]
    found ^= found >> numpy.uint64(32)
    found *= numpy.uint64(0xD6E8FEB86659FD93)
    return found >> numpy.uint64(32)


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
