"""Which sentences of an archive have most in common with each of the article's claims?

Input is batches of records, the words of each claim and in how many documents of the archive each of them stands;
output is the best sentences of each claim. A sentence scores the share of the claim's weight that it has, where a word
weighs the more the fewer documents use it; long sentences score a little less. All is computed in whole numbers, so
that no order of adding up can change a score. Caution: only shared words are seen. A sentence that says the same, or
the contrary, in other words is not found, nor one that another spelling or ending hides.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy

from analysis.read.segments import paragraphs, sentences
from analysis.read.zones import Span
from analysis.scale.arrays import distinct
from analysis.scale.parts import Blocks
from analysis.scale.reading import Batch
from analysis.scale.record import BadRow, unmeasured

COMMON = 0.2  # share of the documents from which on a word weighs nothing
LEAST = 70_000  # millionths of a claim's weight that a candidate shares: other words for the same share little
WORDS = 2  # a candidate's fewest words in common
LENGTH = 25  # words up to which a sentence scores its share as it is
UNIT = 1_000_000
ONE = 1 << 16  # what a weight is multiplied with, so that a sum of weights also tells how many there are
UNDATED = "9999"
Entry = list  # score, key, [date, publisher, id, file, place, start], end, text, prints


def weights(frequencies: Mapping[str, int], documents: int) -> dict[str, int]:
    """The weight of each word in thousandths of a natural logarithm; common words are left out.

    A word that no document has weighs most: a claim that hangs on it has little in common with anything.

    >>> weights({"the": 90, "mill": 9, "weir": 0}, 99)
    {'mill': 2303, 'weir': 4605}
    """
    rare = {word: count for word, count in frequencies.items() if count <= COMMON * documents}
    return {word: round(1000 * math.log((documents + 1) / (count + 1))) for word, count in sorted(rare.items())}


def score(shared: int, whole: int, length: int) -> int:
    """The share of the weight `whole` that is shared by a sentence of so many words, in millionths.

    >>> score(5, 10, 25), score(5, 10, 50)
    (500000, 416666)
    """
    return shared * UNIT * 5 * LENGTH // (whole * (4 * LENGTH + max(length, LENGTH)))


@dataclass(frozen=True)
class Candidates:
    """The measure `candidates`: `claims` are the words of each claim, `weights` those that weigh."""

    claims: tuple[frozenset[str], ...]
    weights: Mapping[str, int] = field(repr=False)
    top: int = 20
    name = "candidates"

    def begun(self) -> "_Work":
        """What the candidates of one bundle are gathered in."""
        return _Work(self)


class _Work:
    def __init__(self, measure: Candidates) -> None:
        self.numbers = {word: number for number, word in enumerate(measure.weights)}
        self.matrix = numpy.zeros((len(self.numbers), len(measure.claims)), dtype=numpy.int64)
        for claim, words in enumerate(measure.claims):
            for word in words & self.numbers.keys():
                self.matrix[self.numbers[word], claim] = measure.weights[word] * ONE + 1
        self.whole = self.matrix.sum(axis=0) // ONE
        self.floor = numpy.full(len(measure.claims), LEAST, dtype=numpy.int64)
        self._raise_least()
        self.best = [Best(measure.top) for _ in measure.claims]
        self.forms, self.places = None, numpy.zeros(0, dtype=numpy.int64)
        self.failed: list[BadRow] = []

    def add(self, batch: Batch) -> None:
        """Look through the records of a batch."""
        if not self.numbers:
            return
        found = self._numbered(batch)
        hits = numpy.flatnonzero(found >= 0)
        if not len(hits):
            return
        pairs = distinct(batch.owners[hits] * len(self.numbers) + found[hits])
        owners = pairs // len(self.numbers)
        firsts = numpy.flatnonzero(numpy.diff(owners, prepend=-1))
        shared = numpy.add.reduceat(self.matrix[pairs % len(self.numbers)], firsts)
        for row in numpy.flatnonzero(self._may_do(shared).any(axis=1)).tolist():
            owner = int(owners[firsts[row]])
            mine = slice(int(batch.edges[owner]), int(batch.edges[owner + 1]))
            try:
                self._look(batch, owner, found[mine], mine)
            except Exception as error:
                self.failed.append(unmeasured(batch.records[owner], Candidates.name, error))

    def _numbered(self, batch: Batch) -> numpy.ndarray:
        """For each word of the batch its place among those that weigh, or -1."""
        if self.forms is not batch.forms:
            self.forms, self.places = batch.forms, numpy.zeros(0, dtype=numpy.int64)
        words = batch.words
        new = batch.forms.words[len(self.places) :]
        if new:
            self.places = numpy.concatenate([self.places, [self.numbers.get(word, -1) for word in new]])
        return self.places[words]

    def _raise_least(self) -> None:
        """Work out the weight that a stretch of text must have in common with each claim, to hold a candidate."""
        self.least = -(-self.floor * self.whole // UNIT) * ONE + WORDS

    def _may_do(self, shared: numpy.ndarray) -> numpy.ndarray:
        """Whether a stretch of text that has so much in common with each claim may hold a candidate for it."""
        return (shared >= self.least) & (shared % ONE >= WORDS)

    def _look(self, batch: Batch, owner: int, found: numpy.ndarray, mine: slice) -> None:
        text = batch.records[owner].text
        starts = batch.starts[mine]
        for row in paragraphs(text, Span(0, len(text), text)):
            near = self._shared(found, starts, row)
            if row.kind == "heading" or not self._may_do(near[0]).any():
                continue
            for sentence in sentences(text, (row,)):
                self._weigh(batch, owner, sentence, self._shared(found, starts, sentence), mine.start)

    def _shared(self, found: numpy.ndarray, starts: numpy.ndarray, span: Span) -> tuple[numpy.ndarray, int, int]:
        """The weight in common with each claim, and the first and last word of a span."""
        first, last = numpy.searchsorted(starts, (span.start, span.end)).tolist()
        hits = set(found[first:last].tolist()) - {-1}
        return self.matrix[[*hits]].sum(axis=0), first, last

    def _weigh(self, batch: Batch, owner: int, sentence: Span, near: tuple, offset: int) -> None:
        shared, first, last = near
        claims = numpy.flatnonzero(self._may_do(shared)).tolist()
        if not claims:
            return
        words = batch.words[offset + first : offset + last]
        told = " ".join(batch.forms.words[word] for word in words.tolist())
        key = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
        row = batch.records[owner]
        print_ = [row.date or UNDATED, row.publisher, row.id, *row.place, sentence.start]
        for claim in claims:
            points = score(int(shared[claim]) // ONE, int(self.whole[claim]), last - first)
            if points >= self.floor[claim]:
                self.best[claim].add([points, key, print_, sentence.end, sentence.text, 1])
                if self.best[claim].floor > self.floor[claim]:
                    self.floor[claim] = self.best[claim].floor
                    self._raise_least()

    def blocks(self) -> Blocks:
        """What the piece gave."""
        rows = [best.entries for best in self.best]
        return {"candidates": json.dumps(rows, ensure_ascii=False).encode()} if any(rows) else {}


class Best:
    """The best sentences of one claim, in a heap that never grows; the same words in several prints are one entry.

    What is thrown out can never come back, for enough others have been better; so every print of what stays is counted.

    >>> best = Best(1)
    >>> best.add([9, "k", ["2020", "P", "b", "f", 0, 0], 4, "One.", 1])
    >>> best.add([9, "k", ["2019", "Q", "a", "f", 9, 0], 4, "One.", 1])
    >>> best.add([7, "l", ["2018", "Q", "c", "f", 7, 0], 4, "Two.", 1])
    >>> best.entries
    [[9, 'k', ['2019', 'Q', 'a', 'f', 9, 0], 4, 'One.', 2]]
    """

    def __init__(self, top: int) -> None:
        self.top = top
        self._kept: dict[str, Entry] = {}
        self.floor = 0  # what a sentence must reach to come in

    @property
    def entries(self) -> list[Entry]:
        """The entries, best first; of equal ones, that with the lower hash of its words."""
        return sorted(self._kept.values(), key=lambda entry: (-entry[0], entry[1]))

    def add(self, entry: Entry) -> None:
        """Let an entry in, if it is among the best."""
        known = self._kept.get(entry[1])
        if known is not None:
            prints = known[5] + entry[5]
            self._kept[entry[1]] = [*min(known, entry, key=lambda one: one[2])[:5], prints]
            return
        self._kept[entry[1]] = entry
        if len(self._kept) > self.top:
            worst = self.entries[-1]
            del self._kept[worst[1]]
        if len(self._kept) == self.top:
            self.floor = min(one[0] for one in self._kept.values())


def best_of(blocks: Iterable[bytes], claims: int, top: int) -> Sequence[Best]:
    """The best of all pieces, for each claim."""
    found = [Best(top) for _ in range(claims)]
    for block in blocks:
        for best, rows in zip(found, json.loads(block), strict=True):
            for row in rows:
                best.add(row)
    return found


def candidate_rows(found: Sequence[Best]) -> Iterator[dict]:
    """The candidates as rows; `claim_sentence` counts from 1, `prints` is how often the same words stand there."""
    for claim, best in enumerate(found, start=1):
        for rank, (points, _, place, end, text, prints) in enumerate(best.entries, start=1):
            date, publisher, name, path, where, start = place
            yield {
                "claim_sentence": claim, "rank": rank, "score": round(points / UNIT, 4), "document": name,
                "publisher": publisher, "date": "" if date == UNDATED else date, "start": start, "end": end,
                "text": text, "prints": prints, "path": path, "place": where,
            }  # fmt: skip
