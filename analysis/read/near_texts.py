"""Does a text repeat another one? Shares of runs of five words, for texts that are not read as documents yet.

Input is plain text; output is a share between 0 and 1, or the ids of near copies. Caution: this is a first warning
when a text comes in; what the measures leave out as a copy is told by `measure.near_copies`.
"""

import functools
import re
from collections.abc import Iterable

RUN = 5  # words in a row
SHARE = 0.5  # of the shorter text's runs, from which a text is told as a near copy
WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=2048)
def shingles(text: str) -> frozenset[int]:
    """The runs of five words of a text, as hashes that hold within one process; a shorter text is one run.

    >>> len(shingles("One two three four five six.")), len(shingles("One two.")), len(shingles("..."))
    (2, 1, 0)
    """
    words = WORD.findall(text.casefold())
    runs = (tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    return frozenset(hash(run) for run in runs if run)


def shared_part(one: str, other: str) -> float:
    """The share of the shorter text's runs of five words that the other text has too.

    >>> shared_part("The mill closed in May after a fire.", "It closed. THE MILL CLOSED IN MAY after a fire, twice.")
    1.0
    """
    first, second = shingles(one), shingles(other)
    return round(len(first & second) / size, 4) if (size := min(len(first), len(second))) else 0.0


def near_texts(text: str, others: Iterable[tuple[str, str]]) -> tuple[tuple[str, float], ...]:
    """Id and share of those of `others` (id and text) that share half of the shorter text's runs, most alike first.

    >>> near_texts("The mill closed in May.", [("a", "The mill closed in May."), ("b", "The weir broke in May.")])
    (('a', 1.0),)
    """
    found = [(name, shared_part(text, other)) for name, other in others]
    return tuple(sorted((row for row in found if row[1] >= SHARE), key=lambda row: (-row[1], row[0])))
