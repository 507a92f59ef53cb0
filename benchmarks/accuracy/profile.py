"""How often does the text profile tell two news articles of one publisher apart, where nothing is to be found?"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy
import pandas

from analysis.measure.profile import STATISTICS, text_profile
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from benchmarks.accuracy.labels import absence, label_rows
from benchmarks.rows import Row, Skipped

FILE = "polnear_train.jsonl"
ARTICLES = 30  # of each publisher, the first of the file


def beyond_shares(profile: pandas.DataFrame) -> dict[str, tuple[int, int]]:
    """Of all pairs of documents, how many lie further apart than the halves of either, and how many can be judged.

    >>> table = pandas.DataFrame({"statistic": "FOG", "value": [1.0, 5.0, 9.0], "within": [3.0, 3.0, 5.0]})
    >>> beyond_shares(table)
    {'FOG': (2, 3)}
    """
    found = {}
    for statistic, rows in profile.dropna(subset=["value", "within"]).groupby("statistic", sort=False):
        pairs = list(combinations(rows[["value", "within"]].to_numpy(), 2))
        found[statistic] = (sum(bool(abs(a[0] - b[0]) > max(a[1], b[1])) for a, b in pairs), len(pairs))
    return found


def profile_rows() -> Iterator[Row | Skipped]:
    """One row a statistic, over the pairs of articles of each publisher."""
    if reason := absence("text profile on news articles", FILE):
        yield Skipped(reason)
        return
    publishers = defaultdict(list)
    for row in label_rows(FILE):
        publishers[row["publisher"]].append(row)
    totals = dict.fromkeys(STATISTICS, numpy.zeros(2, dtype=int))
    for rows in publishers.values():
        documents = [
            Document(id=str(i), text=row["text"], kind="full" if i else "original")
            for i, row in enumerate(rows[:ARTICLES])
        ]
        for statistic, counts in beyond_shares(text_profile(Corpus(Path("memory"), tuple(documents)))).items():
            totals[statistic] = totals[statistic] + counts
    for statistic, (beyond, pairs) in totals.items():
        data = f"{pairs:,} pairs of articles of one publisher ({len(publishers)} publishers; {FILE})"
        yield Row(f"text profile: pairs told apart by {statistic}", round(float(beyond / pairs), 4), data=data)
