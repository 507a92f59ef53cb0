"""The pieces of a text between white space, and a hash of each by which a process knows it again: all at once.

Input is running text; output is where each piece stands, whether it is one plain word, and 64 bits for it. The letters
of a plain word are read eight at a time: up to eight are their own hash, and the same for "The", "the" and "(the,".
Caution: the multipliers differ from process to process, so that nobody can write texts whose words are taken for one
another; that two of a million pieces of other kinds share a hash is expected in one of nine million archives.
"""

import secrets
from dataclasses import dataclass

import numpy

from analysis.read.counting import AROUND

OTHER, OUTER, SPACE = 0, 1, ord(" ")
BYTES = numpy.zeros(0x3002, dtype=numpy.uint8)  # what a character counts as; all above the last are as the last
BYTES[[code for code in range(0x3001) if chr(code).isspace()]] = SPACE
BYTES[[ord(mark) for mark in AROUND]] = OUTER
for _first, _last in ("AZ", "az"):
    BYTES[ord(_first) : ord(_last) + 1] = range(ord(_first), ord(_last) + 1)
MARKS = 2  # at each end of a word that are looked through for where it begins and ends
BLOCK = 8  # letters that are read at once
PLAIN = 4 * BLOCK  # letters of a plain word at most; longer ones are of another kind
WHOLE = 256  # characters of a piece above which Python hashes it as a whole
MASKS = numpy.array([(1 << 8 * letters) - 1 for letters in range(BLOCK + 1)], dtype=numpy.uint64)
SMALL = numpy.uint64(0x6060606060606060)  # two bits that all small letters have, and nothing else in `BYTES`
CAPITAL = numpy.uint64(0x20)  # what a small letter has beyond its capital
OF_LONG, OF_OTHERS = (numpy.uint64(kind << 62) for kind in (0b10, 0b11))  # beyond what eight letters can be
BASE, FACTOR = (secrets.randbits(64) | 1 for _ in range(2))  # odd, so that nothing is lost in a multiplication
_powers: list[numpy.ndarray] = []


@dataclass(frozen=True)
class Pieces:
    """Pieces in order: `starts` to `ends` is the piece, `firsts` to `stops` the same without marks around a plain word.

    >>> pieces = hashed_pieces('The "mill" 1,500')
    >>> pieces.starts.tolist(), pieces.ends.tolist(), pieces.firsts.tolist(), pieces.is_plain.tolist()
    ([0, 4, 11], [3, 10, 16], [0, 5, 11], [True, True, False])
    >>> bool(pieces.hashes[1] == hashed_pieces("(Mill,").hashes[0])
    True
    """

    starts: numpy.ndarray
    ends: numpy.ndarray
    firsts: numpy.ndarray
    stops: numpy.ndarray
    is_plain: numpy.ndarray
    hashes: numpy.ndarray


def hashed_pieces(text: str) -> Pieces:
    """All pieces of a text; no hash is nought."""
    padded = f" {text}{' ' * BLOCK}"  # every piece lies between two spaces, and eight letters can be read anywhere
    codes = numpy.frombuffer(padded.encode("utf-32-le"), dtype="<u4")
    letters = BYTES.take(codes, mode="clip")
    gaps = letters == SPACE
    edges = numpy.flatnonzero(gaps[1:] != gaps[:-1])
    starts, ends = edges[::2] + 1, edges[1::2] + 1
    firsts, stops = _without_marks(letters, starts, ends)
    hashes, is_plain = _word_hashes(letters, firsts, stops)
    odd = numpy.flatnonzero(~is_plain)
    firsts[odd], stops[odd] = starts[odd], ends[odd]
    hashes[odd] = _other_hashes(padded, codes, starts[odd], ends[odd])
    return Pieces(starts - 1, ends - 1, firsts - 1, stops - 1, is_plain, hashes)


def _without_marks(
    letters: numpy.ndarray, starts: numpy.ndarray, ends: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    firsts, lasts = starts, ends - 1
    for _ in range(MARKS):  # a piece of nothing but marks ends in the space behind or before it
        firsts = firsts + (letters[firsts] == OUTER)
        lasts = lasts - (letters[lasts] == OUTER)
    return firsts, lasts + 1


def _word_hashes(
    letters: numpy.ndarray, firsts: numpy.ndarray, stops: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """A hash of each plain word, and which of the stretches are plain words."""
    lengths = stops - firsts
    blocks = numpy.ndarray(len(letters) - BLOCK + 1, "<u8", letters, strides=(1,))  # from each letter on
    masks = MASKS.take(lengths, mode="clip")
    hashes = (blocks[firsts] | CAPITAL) & masks
    is_plain = (lengths > 0) & (lengths <= PLAIN) & (hashes & SMALL == masks & SMALL)
    for done in range(BLOCK, PLAIN, BLOCK):
        longer = numpy.flatnonzero(is_plain & (lengths > done))
        masks = MASKS.take(lengths[longer] - done, mode="clip")
        more = blocks[firsts[longer] + done] & masks
        is_plain[longer] = more & SMALL == masks & SMALL
        hashes[longer] = (hashes[longer] * numpy.uint64(FACTOR) + more) | OF_LONG
    return hashes, is_plain


def _other_hashes(text: str, codes: numpy.ndarray, starts: numpy.ndarray, ends: numpy.ndarray) -> numpy.ndarray:
    """A hash of each piece that is no plain word: its characters as the digits of a number, modulo 2 ** 64."""
    lengths = ends - starts
    long = numpy.flatnonzero(lengths > WHOLE)  # such numbers could be made to agree, whatever the base
    lengths[long] = 0
    edges = numpy.zeros(len(starts) + 1, dtype=numpy.int64)
    numpy.cumsum(lengths, out=edges[1:])
    chosen = codes[numpy.arange(edges[-1]) + numpy.repeat(starts - edges[:-1], lengths)]
    powers, inverses = _power_tables(len(chosen) + 1)
    sums = numpy.zeros(len(chosen) + 1, dtype=numpy.uint64)
    numpy.cumsum((chosen + numpy.uint64(1)) * powers[:-1], out=sums[1:])
    hashes = (sums[edges[1:]] - sums[edges[:-1]]) * inverses[edges[:-1]]
    rows = zip(starts[long].tolist(), ends[long].tolist(), strict=True)
    hashes[long] = numpy.array([hash(text[start:end]) for start, end in rows], dtype=numpy.int64).view(numpy.uint64)
    return (hashes ^ (hashes >> numpy.uint64(32))) | OF_OTHERS


def _power_tables(size: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The powers of the base and of its inverse, modulo 2 ** 64."""
    if not _powers or len(_powers[0]) < size:
        length = 1 << max(size - 1, 1).bit_length()
        bases = [numpy.full(length, base, dtype=numpy.uint64) for base in (BASE, pow(BASE, -1, 1 << 64))]
        for row in bases:
            row[0] = 1
        _powers[:] = [numpy.cumprod(row) for row in bases]
    return _powers[0][:size], _powers[1][:size]
