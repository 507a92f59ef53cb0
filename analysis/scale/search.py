"""The best documents for a few terms, without reading all postings of the frequent ones.

Input is an open index; output is numbers of documents with their scores, exactly those that scoring every document
would give (the rule is MaxScore's: a document that has only terms whose weights together stay below the score of the
last place need not be looked at). Caution: a term counts once in a document however often it stands there.

References
----------
Turtle, H., & Flood, J. (1995). Query evaluation: strategies and optimizations. Information Processing & Management
31(6). Robertson, S., & Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. Foundations and
Trends in Information Retrieval 3(4).
"""

import math
import sqlite3

import numpy

SATURATION, LENGTH_PART = 1.2, 0.75  # the usual constants k1 and b
DIGITS = 6


class Postings:
    """The documents of each term, and how long each document is."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database
        blocks = database.execute("SELECT first, words FROM blocks ORDER BY first").fetchall()
        self.size = sum(len(words) // 4 for _, words in blocks)
        lengths = numpy.frombuffer(b"".join(words for _, words in blocks), dtype="<u4").astype(numpy.float32)
        mean = float(lengths.mean()) if self.size else 1.0
        norms = SATURATION * (1 - LENGTH_PART + LENGTH_PART * lengths / max(mean, 1.0))
        # What a term's weight is multiplied with in each document; the number 0 is nobody's.
        self._gains = numpy.concatenate([[0], (SATURATION + 1) / (1 + norms)]).astype(numpy.float32)
        self._most = float(self._gains.max())

    def weight(self, count: int) -> float:
        """How much a term says that stands in `count` documents (inverse document frequency, never below zero)."""
        return math.log(1 + (self.size - count + 0.5) / (count + 0.5))

    def best(self, terms: dict[str, int], depth: int) -> tuple[list[int], list[float]]:
        """The `depth` best documents, and their scores; of equal scores the lower number first.

        Parameters
        ----------
        terms : the terms with the number of documents that each stands in.
        """
        order = sorted(terms.items(), key=lambda row: (row[1], row[0]))
        weights = [self.weight(count) for _, count in order]
        left = [sum(weights[i:]) for i in range(len(order) + 1)]
        numbers, sums, i = numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0), 0
        # Rare terms first: every document of theirs is a candidate until the others together cannot bring a new one in.
        while i < len(order) and self._last(numbers, sums, depth) <= self._most * left[i]:
            numbers, sums = _united(numbers, sums, self._documents(_quoted(order[i][0])), weights[i])
            i += 1
        read, rare = sum(count for _, count in order[:i]), " OR ".join(_quoted(term) for term, _ in order[:i])
        for j in range(i, len(order)):
            scores = sums * self._gains[numbers]
            hopeful = scores + self._gains[numbers] * left[j] >= self._last(numbers, sums, depth)
            numbers, sums = numbers[hopeful], sums[hopeful]
            term, count = _quoted(order[j][0]), order[j][1]
            # The database passes over documents by itself faster than it can name them.
            holding = self._documents(term if count < read else f"({rare}) AND {term}")
            sums[numpy.isin(numbers, holding, assume_unique=True)] += weights[j]
        scores = (sums * self._gains[numbers]).round(DIGITS)
        first = numpy.lexsort([numbers, -scores])[:depth]
        return numbers[first].tolist(), scores[first].tolist()

    def _last(self, numbers: numpy.ndarray, sums: numpy.ndarray, depth: int) -> float:
        """The score of the last place as far as it is known; below all where there are fewer documents than places."""
        if len(numbers) < depth:
            return -1.0
        scores = sums * self._gains[numbers]
        return float(numpy.partition(scores, len(scores) - depth)[len(scores) - depth]) - 10.0**-DIGITS

    def _documents(self, query: str) -> numpy.ndarray:
        """The documents that a query of the database's own kind finds, in order."""
        # One text of all numbers, because a row for each takes three times as long.
        found = "SELECT group_concat(rowid) FROM postings WHERE postings MATCH ?"
        written = self._database.execute(found, [query]).fetchone()[0]
        return numpy.sort(numpy.fromstring(written or "", dtype=numpy.int64, sep=","))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _united(
    numbers: numpy.ndarray, sums: numpy.ndarray, others: numpy.ndarray, weight: float
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The documents of both, in order, and their sums of weights; `numbers` and `others` are in order."""
    places = numpy.searchsorted(numbers, others)
    known = numpy.zeros(len(others), dtype=bool)
    inside = places < len(numbers)
    known[inside] = numbers[places[inside]] == others[inside]
    sums[places[known]] += weight
    new = places[~known]
    return numpy.insert(numbers, new, others[~known]), numpy.insert(sums, new, weight)
