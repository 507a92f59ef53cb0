"""How many pairs of documents a second are searched for shared passages, beside difflib, in one process and one run.

All contenders get lists of words; CPU time counts, the least of several rounds in turn. difflib's matcher looks for
equal runs alone, which takes less than alignment with edits; it is here because everybody has it. Caution: the package
text-matcher, which does align, is not measured, for it runs only with stop words that NLTK downloads.
"""

import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations, islice

from analysis import load_corpus
from analysis.measure.reuse import default_cap, folded_words
from analysis.measure.reuse_spans import GAP, MIN_WORDS, aligned, reused_spans, shared_seeds
from benchmarks.rows import Row
from benchmarks.speed import sample

ROUNDS = 5
TEXTS, WORDS = 300, 700  # of the generated corpus

Lists = list[list[str]]


def pair_by_pair(texts: Lists) -> int:
    """Our passages of every pair, each read by itself: how many.

    >>> pair_by_pair([list("abcdefghij"), list("xabcdefghi"), list("jihgfedcba")])
    1
    """
    return sum(len(reused_spans(a, b)) for a, b in combinations(texts, 2))


def one_index(texts: Lists) -> int:
    """Our passages of every pair, all read as one corpus: how many.

    >>> one_index([list("abcdefghij"), list("xabcdefghi"), list("jihgfedcba")])
    1
    """
    seeds = shared_seeds(texts, max_documents=default_cap(len(texts)))
    return sum(len(aligned(texts, pair, seeds, min_words=MIN_WORDS, gap=GAP)) for pair in seeds.pairs)


def difflib_blocks(texts: Lists) -> int:
    """The equal runs of every pair by difflib: how many.

    >>> difflib_blocks([list("abcd"), list("xabc")])
    1
    """
    matchers = (SequenceMatcher(None, a, b, autojunk=False) for a, b in combinations(texts, 2))
    return sum(len(matcher.get_matching_blocks()) - 1 for matcher in matchers)


def seconds(work: Callable[[Lists], int], texts: Lists) -> float:
    """The CPU seconds of one run."""
    start = time.process_time()
    work(texts)
    return time.process_time() - start


def reuse_rows() -> Iterator[Row]:
    """Pairs a second on the shipped corpus beside difflib, then on a larger, generated corpus."""
    texts = [[word.form for word in folded_words(document.tokens)] for document in load_corpus()]
    works = {"pair by pair": pair_by_pair, "one index": one_index, "difflib": difflib_blocks}
    tried = [[seconds(work, texts) for work in works.values()] for _ in range(ROUNDS)]
    count = len(texts) * (len(texts) - 1) // 2
    rates = dict(zip(works, (round(count / min(column)) for column in zip(*tried, strict=True)), strict=True))
    data = f"{count} pairs of the {len(texts)} texts of the shipped corpus, {sum(map(len, texts)):,} words"
    peer = f"difflib without its shortcut for frequent words: {rates.pop('difflib'):,}"
    for name, rate in rates.items():
        yield Row(f"text reuse, {name}: pairs a CPU second", rate, data=data, peer=peer)
    made = [text.lower().split() for text in islice(sample.stream(length=WORDS), TEXTS)]
    took = min(seconds(one_index, made) for _ in range(ROUNDS))
    count = TEXTS * (TEXTS - 1) // 2
    data = f"{count:,} pairs of {TEXTS} generated texts of {WORDS} words, which share nothing"
    yield Row("text reuse, one index of many texts: pairs a CPU second", round(count / took), data=data)
