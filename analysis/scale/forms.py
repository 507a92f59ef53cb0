"""The matching forms of words, numbered: what a piece between two spaces is, is worked out once in a process.

Input is running text; output is the number of the form that each piece in it holds, the same forms that `word_counts`
counts. Pieces are told apart by a hash of 64 bits that is taken of all characters of a text at once; "The" and "(the,"
have the hash of "the", so that little but new words is ever new.
Caution: numbers hold within one process and one `Forms`, so nothing that is written may hang on them; that two of a
million different pieces share a hash is expected in one of forty million archives.
"""

import hashlib
import re
from collections.abc import Iterator

import numpy

from analysis.read.counting import AROUND, piece_forms

FULL = 0.43  # of the slots of its table after which a process begins anew, so that its memory stays bounded
LETTERS = 27  # parts that terms are divided into by their first letter; what follows "z" is one more
BITS = 21  # of the number of slots
MIX = numpy.uint64(0x9E3779B97F4A7C15)
BASE = 0xD1342543DE82EF95  # odd, so that it can be divided by
OTHER, SPACE, OUTER, UPPER, LOWER = range(5)
KINDS = numpy.zeros(0x3002, dtype=numpy.uint8)  # of characters; all above the last are of its kind
KINDS[[code for code in range(0x3001) if chr(code).isspace()]] = SPACE
KINDS[[ord(mark) for mark in AROUND]] = OUTER
KINDS[ord("A") : ord("Z") + 1] = UPPER
KINDS[ord("a") : ord("z") + 1] = LOWER
GAP = re.compile(r"\s")
LONG = 1_000_000  # characters that are worked on at once
MARKS = 2  # at each end of a word that are looked through for where it begins and ends
_powers: list[numpy.ndarray] = []


class Forms:
    """The pieces that this process has met and what they mean.

    >>> forms = Forms()
    >>> numbers, starts, ends = forms.numbers("Mill mill, mill/weir ...")
    >>> numbers.tolist(), starts.tolist(), ends.tolist(), forms.words
    ([0, 0, -1, -2], [0, 5, 11, 21], [4, 10, 20, 24], ['mill', 'weir'])
    >>> [part.tolist() for part in forms.taken_apart(numbers)]
    [[0, 0, 0, 1], [0, 1, 2, 2]]
    """

    def __init__(self, bits: int = BITS) -> None:
        self.bits = bits
        self.words: list[str] = []
        self.count = 0
        self._several: list[tuple[int, ...]] = []
        self._numbers: dict[str, int] = {}
        self._parts = numpy.zeros(0, dtype=numpy.uint8)
        self._hashes = numpy.zeros(0, dtype=numpy.uint64)
        self._slots = numpy.zeros(1 << bits, dtype=numpy.uint64)  # a table of hashes, open addressing
        self._values = numpy.zeros(1 << bits, dtype=numpy.int32)

    @property
    def is_full(self) -> bool:
        """Whether so many pieces are known that it is time for a new beginning."""
        return self.count > FULL * len(self._slots)

    def numbers(self, text: str) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """For each piece between white space what it holds, its first character and the one behind its last.

        What it holds is the number of a form; a number below zero stands for no form or several.
        """
        found = [self._stretch(text[start:stop], start) for start, stop in _stretches(text)]
        return tuple(map(numpy.concatenate, zip(*found, strict=True))) if len(found) > 1 else found[0]

    def _stretch(self, text: str, first: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        text = f" {text} "  # so that every piece lies between two spaces
        codes = numpy.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        kinds = KINDS.take(codes, mode="clip")
        gaps = kinds == SPACE
        edges = numpy.flatnonzero(gaps[1:] != gaps[:-1])
        starts, ends = edges[::2] + 1, edges[1::2] + 1
        firsts, stops, is_plain = _cores(kinds, starts, ends)
        hashes = _piece_hashes(codes, firsts, stops, is_plain & (kinds[firsts] == UPPER))
        return self._looked_up(hashes, text, firsts, stops, is_plain), edges[::2] + first, edges[1::2] + first

    def _looked_up(
        self, hashes: numpy.ndarray, text: str, starts: numpy.ndarray, ends: numpy.ndarray, is_plain: numpy.ndarray
    ) -> numpy.ndarray:
        slots = ((hashes * MIX) >> numpy.uint64(64 - self.bits)).astype(numpy.int64)
        left = numpy.flatnonzero(self._slots[slots] != hashes)
        while len(left):
            stored = self._slots[slots[left]]
            new = left[stored == 0]
            if len(new):
                new = new[numpy.unique(slots[new], return_index=True)[1]]  # of two that want a slot, one has it
                rows = zip(starts[new].tolist(), ends[new].tolist(), is_plain[new].tolist(), strict=True)
                self._slots[slots[new]] = hashes[new]
                self._values[slots[new]] = [
                    self._number(text[start:end].lower()) if plain else self._holding(piece_forms(text[start:end]))
                    for start, end, plain in rows
                ]
                self.count += len(new)
                stored = self._slots[slots[left]]
            moved = left[(stored != 0) & (stored != hashes[left])]
            slots[moved] = (slots[moved] + 1) & (len(self._slots) - 1)
            left = left[self._slots[slots[left]] != hashes[left]]
        return self._values[slots]

    def _holding(self, found: list[str]) -> int:
        if len(found) == 1:
            return self._number(found[0])
        self._several.append(tuple(map(self._number, found)))
        return -len(self._several)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def taken_apart(self, found: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The forms that pieces hold, in order, and for each the place of its piece among the given ones."""
        odd = numpy.flatnonzero(found < 0)
        if not len(odd):
            return found, numpy.arange(len(found))
        groups = [self._several[-number - 1] for number in found[odd].tolist()]
        sizes = numpy.ones(len(found), dtype=numpy.int64)
        sizes[odd] = [len(group) for group in groups]
        places = numpy.repeat(numpy.arange(len(found)), sizes)
        found = found[places]
        found[found < 0] = [number for group in groups for number in group]
        return found, places

    def parts(self) -> numpy.ndarray:
        """The part of the alphabet that each form belongs to."""
        new = [letter_part(word) for word in self.words[len(self._parts) :]]
        self._parts = numpy.concatenate([self._parts, numpy.array(new, dtype=numpy.uint8)])
        return self._parts

    def hashes(self) -> numpy.ndarray:
        """A hash of each form of 64 bits, the same in every process."""
        new = self.words[len(self._hashes) :]
        if new:
            digests = b"".join(hashlib.blake2b(word.encode(), digest_size=8).digest() for word in new)
            self._hashes = numpy.concatenate([self._hashes, numpy.frombuffer(digests, dtype="<u8")])
        return self._hashes


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where a text is cut, at white space, so that no array is much longer than `LONG`."""
    start = 0
    while len(text) - start > LONG:
        cut = GAP.search(text, start + LONG)
        if cut is None:
            break
        yield start, cut.start()
        start = cut.start()
    yield start, len(text)


def _cores(
    kinds: numpy.ndarray, starts: numpy.ndarray, ends: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Of a piece that is one plain word between marks that word, or else the whole piece; and whether it is one."""
    firsts, lasts = starts, ends - 1
    for _ in range(MARKS):  # nothing but marks ends in the space behind them, which is no letter
        firsts = firsts + (kinds[firsts] == OUTER)
        lasts = lasts - (kinds[lasts] == OUTER)
    before = numpy.cumsum(kinds != LOWER, dtype=numpy.int32)  # characters that are no small letter, each included
    is_plain = (kinds[firsts] >= UPPER) & (before[lasts] == before[firsts])
    return numpy.where(is_plain, firsts, starts), numpy.where(is_plain, lasts + 1, ends), is_plain


def _piece_hashes(
    codes: numpy.ndarray, starts: numpy.ndarray, ends: numpy.ndarray, is_capital: numpy.ndarray
) -> numpy.ndarray:
    """A hash of each piece, never zero: its characters as the digits of a number, modulo 2 ** 64.

    The first character of a capitalised word counts as the small letter.
    """
    powers, inverses = _power_tables(len(codes))
    sums = numpy.zeros(len(codes) + 1, dtype=numpy.uint64)
    numpy.cumsum((codes + numpy.uint64(1)) * powers, out=sums[1:])
    found = (sums[ends] - sums[starts]) * inverses[starts] + is_capital * numpy.uint64(ord("a") - ord("A"))
    found ^= found >> numpy.uint64(32)
    found[found == 0] = 1
    return found


def _power_tables(size: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The powers of the base and of its inverse, modulo 2 ** 64, as many as a text has characters."""
    if not _powers or len(_powers[0]) < size:
        length = 1 << max(size - 1, 1).bit_length()
        bases = [numpy.full(length, base % (1 << 64), dtype=numpy.uint64) for base in (BASE, pow(BASE, -1, 1 << 64))]
        for row in bases:
            row[0] = 1
        _powers[:] = [numpy.cumprod(row) for row in bases]
    return _powers[0][:size], _powers[1][:size]


class KnownForms:
    """The forms that a process keeps at hand; a new beginning once they are full, so ask once for each batch.

    >>> forms = KnownForms(12)
    >>> forms() is forms()
    True
    """

    def __init__(self, bits: int = BITS) -> None:
        self.bits = bits
        self._kept: Forms | None = None

    def __call__(self) -> Forms:
        if self._kept is None or self._kept.is_full:
            self._kept = Forms(self.bits)
        return self._kept


known_forms = KnownForms()


def letter_part(word: str) -> int:
    """The part that a term belongs to; parts in order are terms in order.

    >>> [letter_part(word) for word in ("1,500", "aid", "zoo", "état")]
    [0, 1, 26, 27]
    """
    return min(max(ord(word[0]) - 96, 0), LETTERS)
