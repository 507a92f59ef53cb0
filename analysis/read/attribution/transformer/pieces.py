"""Windows of word pieces: how a text of any length is cut for an encoder that reads a few hundred pieces at a time.

Windows end at paragraph ends where they can. Input is `Words`, output is integer arrays a window. Caution: the
vocabulary is uncased; case reaches the network through the shapes of `words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy

from analysis.read.attribution.words import Words

VOCABULARY = Path(__file__).parents[3] / "models" / "attribution_vocabulary.txt"
LENGTH = 192  # pieces a window, the markers at both ends and between paragraphs included
MOST = 12  # pieces that one word may take: a string of a thousand letters tells no more than its beginning
START, END = 101, 102  # the encoder's own marks


@dataclass(frozen=True)
class Window:
    """One window: `pieces`, `shapes`, `states` of equal length, its first word, and the piece each word begins at."""

    pieces: numpy.ndarray
    shapes: numpy.ndarray
    states: numpy.ndarray
    first_word: int
    at: numpy.ndarray


@cache
def tokenizer():
    """The word-piece tokenizer of the encoder."""
    from tokenizers import BertWordPieceTokenizer  # 20 ms: only where the transformer is asked for

    return BertWordPieceTokenizer(str(VOCABULARY), lowercase=True, strip_accents=True)


def word_pieces(found: Words) -> list[list[int]]:
    """The piece numbers of each word."""
    forms = found.forms
    different = list(dict.fromkeys(forms))
    # A lone surrogate is no character to the tokenizer.
    clean = [form[:64].encode("utf-8", "replace").decode() for form in different]
    encoded = tokenizer().encode_batch(clean, add_special_tokens=False)
    pieces = {form: (e.ids or [100])[:MOST] for form, e in zip(different, encoded, strict=True)}
    return [pieces[form] for form in forms]


def window_ranges(found: Words, sizes: list[int], length: int = LENGTH) -> list[tuple[int, int]]:
    """Word ranges, each of which fits a window, cut at paragraph ends where possible, else after a full stop.

    `sizes` holds the number of pieces of each word.
    """
    ranges: list[tuple[int, int]] = []
    begin, used = 0, 2
    for low, high in zip(found.breaks, found.breaks[1:], strict=False):
        need = sum(sizes[low:high]) + 1
        if used + need > length and low > begin:
            ranges.append((begin, low))
            begin, used = low, 2
        used += need
        if used > length:
            pieces = _cut(found, sizes, begin, high, length)
            ranges += pieces[:-1]
            begin = pieces[-1][0]
            used = 2 + sum(sizes[begin:high]) + 1
    return [*ranges, (begin, len(found))] if begin < len(found) else ranges


def _cut(found: Words, sizes: list[int], low: int, high: int, length: int) -> list[tuple[int, int]]:
    ranges, begin, used, stop = [], low, 2, low
    for i in range(low, high):
        if used + sizes[i] + 1 > length:
            cut = stop if stop > begin else i
            ranges.append((begin, cut))
            begin, used = cut, 2 + sum(sizes[cut:i])
        used += sizes[i]
        if found.text[found.starts[i]] in ".!?" and i + 1 < high and found.shapes[i + 1] != 1:
            stop = i + 1
            if i + 1 < high and found.text[found.starts[i + 1]] in '"”’)':
                stop = i + 2
    return [*ranges, (begin, high)]


def windows(found: Words, length: int = LENGTH) -> Iterator[Window]:
    """The windows of a text, in order; together they hold each word once."""
    pieces = word_pieces(found)
    sizes = [len(ids) for ids in pieces]
    for low, high in window_ranges(found, sizes, length):
        yield window(found, pieces, low, high)


def window(found: Words, pieces: list[list[int]], low: int, high: int) -> Window:
    """The window of the words from `low` up to `high`."""
    inner = set(found.breaks)
    ids, shapes, states, at = [START], [0], [0], []
    for i in range(low, high):
        if i in inner and i > low:
            ids.append(END)
            shapes.append(0)
            states.append(0)
        at.append(len(ids))
        ids += pieces[i]
        shapes += [int(found.shapes[i])] * len(pieces[i])
        states += [int(found.states[i])] * len(pieces[i])
    arrays = (numpy.array(row, dtype=numpy.int64) for row in ([*ids, END], [*shapes, 0], [*states, 0]))
    return Window(*arrays, low, numpy.array(at, dtype=numpy.int64))
