"""The matching forms of words, numbered: what a piece between two spaces is, is worked out once in a process.

Input is running text; output is the number of the form that each piece in it holds, the same forms that `word_counts`
counts. Little but new words is ever new, since marks around a word and its capital do not count.
Caution: numbers hold within one process and one `Forms`, so nothing that is written may hang on them.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator

import numpy

from analysis.read.counting import piece_forms
from analysis.scale.word_hashes import Pieces, hashed_pieces

FULL = 0.43  # of the slots of its table after which a process begins anew, so that its memory stays bounded
LETTERS = 27  # parts that terms are divided into by their first letter; what follows "z" is one more
BITS = 21  # of the number of slots
MIX = numpy.uint64(secrets.randbits(64) | 1)  # another one in each process: nobody can write words that crowd one slot
GAP = re.compile(r"\s")
LONG = 1_000_000  # characters that are worked on at once


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
        # Hash and meaning lie side by side, since far places of a large table cost more than anything else here.
        self._table = numpy.zeros((1 << bits, 2), dtype=numpy.uint64)

    @property
    def is_full(self) -> bool:
        """Whether so many pieces are known that it is time for a new beginning."""
        return self.count > FULL * len(self._table)

    def numbers(self, text: str) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """For each piece between white space what it holds, its first character and the one behind its last.

        What it holds is the number of a form; a number below zero stands for no form or several.
        """
        found = [self._stretch(text[start:stop], start) for start, stop in _stretches(text)]
        return tuple(map(numpy.concatenate, zip(*found, strict=True))) if len(found) > 1 else found[0]

    def _stretch(self, text: str, first: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        pieces = hashed_pieces(text)
        return self._looked_up(pieces, text), pieces.starts + first, pieces.ends + first

    def _looked_up(self, pieces: Pieces, text: str) -> numpy.ndarray:
        hashes = pieces.hashes
        slots = ((hashes * MIX) >> numpy.uint64(64 - self.bits)).astype(numpy.int64)
        entries = self._entries(slots)
        left = numpy.flatnonzero(entries[:, 0] != hashes)
        if not len(left):
            return entries[:, 1].astype(numpy.int32)
        while len(left):
            stored = self._table[slots[left], 0]
            new = left[stored == 0]
            if len(new):
                firsts = numpy.unique(slots[new], return_index=True)[1]  # of two that want a slot, one has it
                new = new[numpy.sort(firsts)]
                self._learn(slots[new], hashes[new], self._meanings(pieces, new, text))
                stored = self._table[slots[left], 0]
            moved = left[(stored != 0) & (stored != hashes[left])]
            slots[moved] = (slots[moved] + 1) & (len(self._table) - 1)
            left = left[self._table[slots[left], 0] != hashes[left]]
        return self._entries(slots)[:, 1].astype(numpy.int32)

    def _entries(self, slots: numpy.ndarray) -> numpy.ndarray:
        """Rows of the table; as numbers of two halves they are taken in one go."""
        return self._table.view(numpy.complex128)[:, 0].take(slots).view(numpy.uint64).reshape(-1, 2)

    def _learn(self, slots: numpy.ndarray, hashes: numpy.ndarray, meanings: list[int]) -> None:
        self._table[slots, 0] = hashes
        self._table.view(numpy.int64)[slots, 1] = meanings
        self.count += len(meanings)

    def _meanings(self, pieces: Pieces, some: numpy.ndarray, text: str) -> list[int]:
        rows = zip(*(part[some].tolist() for part in (pieces.firsts, pieces.stops, pieces.is_plain)), strict=True)
        return [
            self._number(text[start:end].lower()) if plain else self._holding(piece_forms(text[start:end]))
            for start, end, plain in rows
        ]

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
