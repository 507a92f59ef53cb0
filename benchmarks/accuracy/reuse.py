"""Shared passages against passages that we put in ourselves: words found, and passages found where there are none.

Texts are taken in threes: of one a passage of 20 to 120 words is put into the two others, into the second with random
edits. All texts of a round are read as one corpus, each with three stock phrases, so that every other pair is a clean
one. Caution: edits fall on words at random, which is not how people edit. News texts share phrases of their own, which
count as false here; the texts of the shipped corpus share so many that those are taken out before a passage is put in.
"""

import random
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from analysis import load_corpus
from analysis.measure.reuse import default_cap, folded_words
from analysis.measure.reuse_spans import GAP, MIN_WORDS, aligned, shared_seeds
from analysis.read.document import Document
from benchmarks.accuracy.labels import absence, label_rows
from benchmarks.rows import Row, Skipped

FILE = "polnear_dev.jsonl"
LEVELS = {0: "", 0.1: 0.96, 0.2: 0.93, 0.4: ""}  # share of words edited, and the bar
SHORTEST, LONGEST = 20, 120  # words of a passage
FEWEST = 200  # words of a text that is used
PASSAGES = 200  # at least, at each level
BLOCK = 6  # words in a row that the peer takes for shared
STOCK = tuple(
    phrase.split()
    for phrase in (
        "the views given here are those of the writer and of nobody else",
        "at the end of the day it remains to be seen what will come of it",
        "the joint committee of the northern harbours and the lower river towns",
    )
)

Words = list[str]
Stretch = tuple[int, int]


class Inserted(NamedTuple):
    """The two texts (their places in the round) that hold a passage, and where it stands in each."""

    pair: tuple[int, int]
    here: Stretch
    there: Stretch


def edited(words: Words, share: float, others: Words, rng: random.Random) -> Words:
    """The words with that share of them replaced, left out, followed by another or swapped with the next.

    >>> edited(["a", "b", "c", "d"], 0, ["x"], random.Random(1))
    ['a', 'b', 'c', 'd']
    >>> len(edited(["a"] * 1000, 0.4, ["x"], random.Random(1))) in range(950, 1050)
    True
    """
    found: Words = []
    i = 0
    while i < len(words):
        edit = rng.choice(("replace", "delete", "insert", "swap")) if rng.random() < share else ""
        if edit == "swap" and i + 1 < len(words):
            found += [words[i + 1], words[i]]
            i += 1
        elif edit == "replace":
            found.append(rng.choice(others))
        elif edit != "delete":
            found.append(words[i])
        if edit == "insert":
            found.append(rng.choice(others))
        i += 1
    return found


def rounds(hosts: list[Words], share: float, seed: str) -> Iterator[tuple[list[Words], list[Inserted]]]:
    """Corpora of texts with stock phrases in all and one passage in every two, until there are enough passages."""
    rng = random.Random(seed)
    others = [word for host in hosts for word in host]
    made = 0
    while made < PASSAGES:
        order = rng.sample(range(len(hosts)), len(hosts))
        texts, inserted = [], []
        for one, two, donor in zip(order[::3], order[1::3], order[2::3], strict=False):
            length = rng.randint(SHORTEST, min(LONGEST, len(hosts[donor])))
            start = rng.randint(0, len(hosts[donor]) - length)
            passage = hosts[donor][start : start + length]
            changed = edited(passage, share, others, rng)
            pair = (len(texts), len(texts) + 1)
            (first, here), (second, there) = (
                _with(hosts[n], part, rng) for n, part in ((one, passage), (two, changed))
            )
            texts += [first, second]
            inserted.append(Inserted(pair, here, there))
        made += len(inserted)
        yield texts, inserted


def _with(host: Words, passage: Words, rng: random.Random) -> tuple[Words, Stretch]:
    """A text with the stock phrases and then the passage put in, and where the passage stands."""
    text = list(host)
    for phrase in STOCK:
        at = rng.randint(0, len(text))
        text[at:at] = phrase
    at = rng.randint(0, len(text))
    text[at:at] = passage
    return text, (at, at + len(passage))


Found = Callable[[tuple[int, int]], list[tuple[int, int, int, int]]]


def ours(texts: list[Words]) -> Found:
    """Our passages of any pair of the texts, which are read as one corpus."""
    seeds = shared_seeds(texts, max_documents=default_cap(len(texts)))
    return lambda pair: [s[:4] for s in aligned(texts, pair, seeds, min_words=MIN_WORDS, gap=GAP)]


def blocks(texts: list[Words]) -> Found:
    """What difflib's matcher gives for any pair of the texts: runs of `BLOCK` words or more.

    >>> blocks([list("abcdefgh"), list("xabcdefy")])((0, 1))
    [(0, 6, 1, 7)]
    """

    def found(pair: tuple[int, int]) -> list[tuple[int, int, int, int]]:
        matcher = SequenceMatcher(None, texts[pair[0]], texts[pair[1]], autojunk=False)
        return [(a, a + n, b, b + n) for a, b, n in matcher.get_matching_blocks() if n >= BLOCK]

    return found


def precision_recall(spans: list[tuple[int, int, int, int]], truth: Inserted) -> tuple[float, float]:
    """Shares of the words found that were put in, and of the words put in that were found, over both texts.

    Nothing found is no precision and no recall.

    >>> precision_recall([(0, 4, 10, 14)], Inserted((0, 1), (2, 6), (12, 16)))
    (0.5, 0.5)
    """
    hits = found = wanted = 0
    for side, stretch in ((0, truth.here), (2, truth.there)):
        there = set(range(*stretch))
        words = {n for span in spans for n in range(*span[side : side + 2])}
        hits, found, wanted = hits + len(words & there), found + len(words), wanted + len(there)
    return (hits / found if found else 0.0), hits / wanted


def score(hosts: list[Words], share: float, finder: Callable[[list[Words]], Found], *, seed: str) -> tuple[float, int]:
    """F1 of mean precision and mean recall over the passages put in, and how many passages that was."""
    pairs = []
    for texts, inserted in rounds(hosts, share, seed):
        found = finder(texts)
        pairs += [precision_recall(found(one.pair), one) for one in inserted]
    precision, recall = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return round(2 * precision * recall / max(precision + recall, 1e-9), 4), len(pairs)


def false_passages(hosts: list[Words], *, seed: str) -> tuple[float, int]:
    """Passages found in 100 pairs of one round between which nothing was put, and how many pairs that was."""
    texts, inserted = next(rounds(hosts, 0, seed))
    found, holding = ours(texts), {one.pair for one in inserted}
    clean = [pair for pair in combinations(range(len(texts)), 2) if pair not in holding]
    return round(100 * sum(len(found(pair)) for pair in clean) / len(clean), 2), len(clean)


def without_own(hosts: list[Words]) -> list[Words]:
    """The texts without the passages that they share before anything is put in, which each keeps but once.

    >>> [len(host) for host in without_own([list("abcdefghij"), list("xabcdefghy")])]
    [10, 2]
    """
    found, kept = ours(hosts), [list(range(len(host))) for host in hosts]
    for one, two in combinations(range(len(hosts)), 2):
        gone = {n for span in found((one, two)) for n in range(*span[2:])}
        kept[two] = [n for n in kept[two] if n not in gone]
    return [[host[n] for n in places] for host, places in zip(hosts, kept, strict=True)]


def reuse_rows() -> Iterator[Row | Skipped]:
    """F1 at each share of edits, and false passages, on news texts and on the shipped corpus."""
    yield from _rows("shipped corpus", [document.text for document in load_corpus()])
    if reason := absence("text reuse in news", FILE):
        yield Skipped(reason)
    else:
        yield from _rows("news", [row["text"] for row in label_rows(FILE)], f" ({FILE})")


def _rows(name: str, texts: list[str], file: str = "") -> Iterator[Row]:
    documents = [Document(id=f"text-{i}", text=text) for i, text in enumerate(texts)]
    whole = [[word.form for word in folded_words(document.tokens)] for document in documents]
    whole = [host for host in whole if len(host) >= FEWEST]
    hosts = whole if file else without_own(whole)
    for share, bar in LEVELS.items():
        f1, count = score(hosts, share, ours, seed=f"{name} {share}")
        peer, _ = score(hosts, share, blocks, seed=f"{name} {share}")
        data = f"{count} passages of {SHORTEST} to {LONGEST} words put into {len(hosts)} texts{file}"
        other = f"difflib, runs of {BLOCK} words or more: {peer}"
        yield Row(f"text reuse, {name}: F1 of words, {share:.0%} edited", f1, bar, ">=" if bar else "", data, other)
    value, count = false_passages(whole, seed=name)
    data = f"{count} pairs of {len(whole)} texts{file}, with what they share of their own"
    yield Row(f"text reuse, {name}: passages in 100 clean pairs", value, data=data)
