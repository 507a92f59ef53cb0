"""Running text of any size, made from word frequencies alone: pseudo-words, punctuation as news has it, one seed.

The vocabulary grows as that of news does: see `shares`. Paragraphs and sentences are as long as in news, so the texts
are read as prose. Caution: words are drawn independently, so no word is burstier than chance makes it.
"""

from collections.abc import Iterator

import numpy

SYLLABLES = numpy.array([onset + vowel for onset in "bcdfghklmnprstvw" for vowel in "aeiou"], dtype=object)
ENDINGS = numpy.array(["", "", "", "n", "r", "s", "t", "st", "nd"], dtype=object)
TYPES = 300_000
COMMON = 200  # of the most frequent words, none is a number, a name or a compound
LENGTH = 700  # words of a text
PARAGRAPH = 60  # words of a paragraph, on average
BLOCK = 200  # texts drawn at once
# What stands before and after a word, and how often.
FRAMES = {("", ""): 0.84, ("", ","): 0.06, ("", "."): 0.05, ("“", ""): 0.012, ("", "”"): 0.008, ("", ".”"): 0.004,
          ("(", ")"): 0.004, ("", ":"): 0.004, ("", "’s"): 0.014, ("", ";"): 0.004}  # fmt: skip
BEFORE, AFTER = (numpy.array(column, dtype=object) for column in zip(*FRAMES, strict=True))
SHARES = numpy.array(list(FRAMES.values()))
STOPS = numpy.array(["." in mark for mark in AFTER])
STOP = 2  # the frame with the plain full stop


def shares() -> numpy.ndarray:
    """The share of each rank: Zipf's law, steeper from about rank 3,000 on.

    The constants were chosen so that the number of distinct words grows as in Reuters RCV1: 38,365 in the first
    1,000,020 words, 44 n ** 0.49 in n words (Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval,
    section 5.1.1). The number of distinct words is what the time of counting depends on.

    >>> [round(float(-numpy.expm1(n * numpy.log1p(-shares())).sum() / (44 * n**0.49)), 2) for n in (1e6, 8e6)]
    [0.99, 0.98]
    """
    ranks = numpy.arange(TYPES)
    found = 1 / (ranks + 2.7) / (1 + ranks / 3000) ** 0.9
    return found / found.sum()


def words(rng: numpy.random.Generator, count: int) -> list[str]:
    """That many distinct words, the frequent ones short; some numbers, names and compounds among them.

    >>> made = words(numpy.random.default_rng(0), 1000)
    >>> len(set(made)), max(map(len, made[:100])) < 12
    (1000, True)
    """
    found: dict[str, None] = {}
    while len(found) < count:
        ranks = len(found) + numpy.arange(min(count, 1 + len(found)))
        size = 1 + rng.poisson(numpy.minimum(2.2, 0.4 + ranks / 3000))
        made = rng.choice(ENDINGS, len(ranks))
        for i in range(size.max()):
            made = numpy.where(i < size, rng.choice(SYLLABLES, len(ranks)), "") + made
        kind = numpy.where(ranks > COMMON, rng.random(len(ranks)), 1)
        numbers, tails = rng.integers(1, 100_000, len(ranks)), rng.choice(SYLLABLES, len(ranks))
        for word, draw, number, tail in zip(made, kind, numbers.tolist(), tails, strict=True):
            if draw < 0.03:
                word = f"{number:,}"
            elif draw < 0.25:
                word = word.capitalize()
            elif draw < 0.3:
                word = f"{word}-{tail}"
            found[word] = None
    return list(found)[:count]


def texts(size: int) -> list[str]:
    """Texts of together at least `size` characters, line ends included.

    >>> made = texts(10_000)
    >>> sum(map(len, made)) + len(made) >= 10_000, made == texts(10_000)
    (True, True)
    """
    made, total = [], 0
    for text in stream():
        made.append(text)
        total += len(text) + 1
        if total >= size:
            break
    return made


def stream(*, seed: int = 0, length: int = LENGTH) -> Iterator[str]:
    """Texts of `length` words without end.

    >>> text = next(stream(length=100))
    >>> len(text.split()), text[-1], text[0].isupper()
    (100, '.', True)
    """
    rng = numpy.random.default_rng(seed)
    forms = numpy.array(words(rng, TYPES), dtype=object)
    capitals = numpy.array([form[0].upper() + form[1:] for form in forms], dtype=object)
    edges = shares().cumsum()[:-1]
    ending = 1 / (PARAGRAPH * SHARES[STOPS].sum())  # share of full stops that end a paragraph
    while True:
        shape = (BLOCK, length)
        ranks = numpy.searchsorted(edges, rng.random(shape))
        frames = numpy.searchsorted(SHARES.cumsum()[:-1], rng.random(shape))
        frames[:, -1] = STOP
        stops = STOPS[frames]
        starts = numpy.roll(stops, 1, axis=1)  # the last word has a full stop, so the first is a start
        gaps = numpy.where(stops & (rng.random(shape) < ending), "\n\n", " ").astype(object)
        gaps[:, -1] = ""
        row = BEFORE[frames] + numpy.where(starts, capitals[ranks], forms[ranks]) + AFTER[frames] + gaps
        yield from map("".join, row)
