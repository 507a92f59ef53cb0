"""Which passages do two lists of words share, word for word or with edits?

Input is lists of words, already normalised; output is spans of places in both lists. Runs of three words that both have
are seeds; seeds near one diagonal are tried together, the largest group first, and each is extended to both sides by
local alignment until the words part for good. A word that a passage holds belongs to that passage alone. Caution: a
passage of which no three words stand as they stood (in a row, or with one word between) is not found.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy

from analysis.errors import CrossreadError, in_range
from analysis.measure.reuse_extension import Sides, extension

MIN_WORDS, GAP, MAX_REPEATS = 8, 10, 10
SHAPES = ((0, 1, 2), (0, 1, 3), (0, 2, 3))  # three words in a row; or of four, the third or the second left out
LONG = 4  # letters from which a word counts double: shorter ones are mostly grammar and agree by chance

Seeds = list[tuple[int, int]]


class ReusedSpan(NamedTuple):
    """Words `start` to `end` of the first list and `other_start` to `other_end` of the second; `alike` are in both."""

    start: int
    end: int
    other_start: int
    other_end: int
    alike: int

    @property
    def share(self) -> float:
        """Words alike over the words of the longer of the two passages."""
        return self.alike / max(self.end - self.start, self.other_end - self.other_start)


def reused_spans(
    a: Sequence[str],
    b: Sequence[str],
    *,
    min_words: int = MIN_WORDS,
    gap: int = GAP,
    max_frequency: int = MAX_REPEATS,
) -> list[ReusedSpan]:
    """The passages that two lists of words share, in the order of the first; swapping the lists swaps the spans.

    Parameters
    ----------
    a, b : words, already normalised (see `reuse.folded_words`).
    min_words : words that must be alike, in order, in a passage.
    gap : words in a row that may be changed, left out or put in before a passage ends.
    max_frequency : a run of three words that stands more often than this in either list begins no passage.

    Notes
    -----
    Time grows with the number of seeds, at most 3 * `max_frequency` for each word, and with the words of passages.

    References
    ----------
    Smith, D. A., Cordell, R. & Mullen, A. (2015). Computational methods for uncovering reprinted texts in antebellum
    newspapers. American Literary History 27, E1-E15 (seeds with a cap on frequency, then alignment).
    Smith, T. F. & Waterman, M. S. (1981). Identification of common molecular subsequences. Journal of Molecular
    Biology 147, 195-197 (local alignment).
    Zhang, Z., Schwartz, S., Wagner, L. & Miller, W. (2000). A greedy algorithm for aligning DNA sequences. Journal of
    Computational Biology 7, 203-214 (an extension ends where its score falls too far below its best).
    Ma, B., Tromp, J. & Li, M. (2002). PatternHunter: faster and more sensitive homology search. Bioinformatics 18,
    440-445 (seeds with places left out).

    >>> old = "the miller said that the old dam would not hold another winter".split()
    >>> new = "on friday the miller said the old dam would not hold one more winter".split()
    >>> reused_spans(old, new)
    [ReusedSpan(start=0, end=12, other_start=2, other_end=14, alike=10)]
    """
    checked_limits(min_words, gap, max_frequency)
    texts = [list(a), list(b)]
    known = set(texts[1])
    if sum(word in known for word in texts[0]) < min_words:  # most pairs of sentences: no need to look closer
        return []
    return aligned(texts, (0, 1), shared_seeds(texts, max_repeats=max_frequency), min_words=min_words, gap=gap)


def checked_limits(min_words: int, gap: int, max_frequency: int) -> None:
    """Raise `CrossreadError` unless the limits are ones that can be met."""
    for name, given in (("min_words", min_words), ("gap", gap), ("max_frequency", max_frequency)):
        if isinstance(given, bool) or not isinstance(given, int | numpy.integer):
            raise CrossreadError(f"{name} must be a whole number; not {given!r}")
    in_range("min_words", min_words, 3, 10_000)
    in_range("gap", gap, 1, 100)
    in_range("max_frequency", max_frequency, 1, 1_000_000)


class SharedSeeds(NamedTuple):
    """Where runs stand that both lists of a pair have, and what each word of each list is worth: 0 in stock phrases."""

    pairs: dict[tuple[int, int], Seeds]
    worth: list[list[int]]


def shared_seeds(
    texts: list[list[str]],
    *,
    max_repeats: int = MAX_REPEATS,
    max_documents: int | None = None,
    groups: Sequence[int] = (),
    only: int | None = None,
) -> SharedSeeds:
    """Where runs of three words stand in two lists of several.

    Parameters
    ----------
    max_repeats : runs that stand more often in one list are left out. max_documents : runs in more lists likewise.
    groups : the group of each list (near copies of one text); a run counts once for a group. By default all differ.
    only : the list that every pair must hold.

    >>> found = shared_seeds([["a", "b", "c", "d"], ["b", "c", "d"], ["d", "c", "b"]])
    >>> found.pairs
    {(0, 1): [(1, 0)]}
    """
    limit = len(texts) if max_documents is None else max_documents
    groups = groups or range(len(texts))
    pairs: dict[tuple[int, int], Seeds] = defaultdict(list)
    worth = [[2 if len(word) >= LONG else 1 for word in text] for text in texts]
    numbers: dict[str, int] = defaultdict(itertools.count().__next__)
    coded = [numpy.array([numbers[word] for word in text], dtype=numpy.int64) for text in texts]
    for shape in SHAPES:
        for run in _shared_runs(coded, shape):
            if len({groups[owner] for owner in run}) <= limit:
                _add(pairs, [(owner, found) for owner, found in run.items() if len(found) <= max_repeats], only)
            elif shape == SHAPES[0]:
                for owner, found in run.items():
                    for place in found:
                        worth[owner][place : place + 3] = (0, 0, 0)
    return SharedSeeds({pair: sorted(pairs[pair]) for pair in sorted(pairs)}, worth)


def _shared_runs(coded: list[numpy.ndarray], shape: tuple[int, int, int]) -> Iterator[dict[int, list[int]]]:
    """For each run of words of a shape that stands in two lists or more: the lists, and the places in each."""
    keys, owners, places = [], [], []
    for owner, words in enumerate(coded):
        count = max(0, len(words) - shape[2])
        x, y, z = (words[i : i + count] for i in shape)
        # Three numbers in one. Past two million different words it wraps; a seed that is none is then not extended.
        keys.append(((x << 21) + y << 21) + z)
        owners.append(numpy.full(count, owner))
        places.append(numpy.arange(count))
    key, owner, place = map(numpy.concatenate, (keys, owners, places))
    order = numpy.argsort(key, kind="stable")
    key, owner, place = key[order], owner[order], place[order]
    edges = numpy.flatnonzero(numpy.diff(key, prepend=-1, append=-1))
    # Places of one run stand in the order of their lists, so the first and the last tell whether there are two.
    shared = numpy.flatnonzero(owner[edges[:-1]] != owner[edges[1:] - 1])
    for low, high in zip(edges[shared].tolist(), edges[shared + 1].tolist(), strict=True):
        run: dict[int, list[int]] = {}
        for one, at in zip(owner[low:high].tolist(), place[low:high].tolist(), strict=True):
            run.setdefault(one, []).append(at)
        yield run


def _add(pairs: dict[tuple[int, int], Seeds], run: list[tuple[int, list[int]]], only: int | None) -> None:
    for n, (one, here) in enumerate(run):
        for two, there in run[n + 1 :]:
            if only is None or only in (one, two):
                pairs[one, two] += [(i, j) for i in here for j in there]


def aligned(
    texts: list[list[str]], pair: tuple[int, int], seeds: SharedSeeds, *, min_words: int, gap: int
) -> list[ReusedSpan]:
    """The passages of one pair of lists from its seeds, in the order of the first; no word stands in two of them."""
    one, two = pair
    if texts[two] < texts[one]:  # one order for both, so that ties fall the same way
        turned = SharedSeeds({(two, one): sorted((j, i) for i, j in seeds.pairs.get(pair, []))}, seeds.worth)
        spans = aligned(texts, (two, one), turned, min_words=min_words, gap=gap)
        return sorted(ReusedSpan(s.other_start, s.other_end, s.start, s.end, s.alike) for s in spans)
    sides = Sides(texts[one], texts[two], seeds.worth[one], seeds.worth[two], *(bytearray(len(texts[i])) for i in pair))
    spans: list[ReusedSpan] = []
    for chain in chains(seeds.pairs.get(pair, []), gap):
        tried = ReusedSpan(0, 0, 0, 0, 0)
        for i, j in chain:
            inside = tried.start <= i < tried.end and tried.other_start <= j < tried.other_end
            if inside or sides.taken_a[i] or sides.taken_b[j]:
                continue
            score, span = extension(sides, i, j, gap)
            tried = ReusedSpan(*span)
            if tried.alike >= min_words and score >= min_words:
                spans.append(tried)
                _take(sides, tried)
    return _joined(sorted(spans), sides, gap)


def _take(sides: Sides, span: ReusedSpan) -> None:
    sides.taken_a[span.start : span.end] = b"\1" * (span.end - span.start)
    sides.taken_b[span.other_start : span.other_end] = b"\1" * (span.other_end - span.other_start)


def chains(seeds: Seeds, gap: int) -> list[Seeds]:
    """Seeds, in order, in groups along diagonals: each at most `gap` words from one before.

    The group with most seeds on one diagonal comes first, and in each group the seeds of that diagonal.

    >>> chains([(0, 5), (1, 6), (2, 40), (9, 13), (10, 15)], gap=10)
    [[(0, 5), (1, 6), (10, 15), (9, 13)], [(2, 40)]]
    """
    latest: dict[int, Seeds] = {}
    found: list[Seeds] = []
    for i, j in seeds:
        band = (j - i) // gap
        near = [chain for at in (band, band - 1, band + 1) if (chain := latest.get(at)) and i - chain[-1][0] <= gap + 3]
        if near:
            chain = max(near, key=lambda chain: chain[-1][0])
        else:
            chain = []
            found.append(chain)
        chain.append((i, j))
        latest[band] = chain
    ranked = []
    for chain in found:
        held = Counter(j - i for i, j in chain)
        chain.sort(key=lambda seed: (-held[seed[1] - seed[0]], seed))
        i, j = chain[0]
        # Of equals the one nearest to the main diagonal: a text is a copy of itself before its parts are of each other.
        ranked.append((-held[j - i], -len(chain), abs(j - i), chain))
    return [chain for *_, chain in sorted(ranked)]


def _joined(spans: list[ReusedSpan], sides: Sides, gap: int) -> list[ReusedSpan]:
    """Passages of which the next begins within `gap` words after the one before, in both lists, made one."""
    found: list[ReusedSpan] = []
    for span in spans:
        last = found[-1] if found else ReusedSpan(0, -gap - 1, 0, 0, 0)
        between = sides.taken_b[last.other_end : span.other_start]
        if span.start - last.end <= gap and 0 <= span.other_start - last.other_end <= gap and not any(between):
            span = ReusedSpan(last.start, span.end, last.other_start, span.other_end, last.alike + span.alike)
            found.pop()
        found.append(span)
    return found
