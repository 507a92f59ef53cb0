"""What the linear engine learns before and between its readings: word rates and groups, gold tags, cross-readings.

Input is labelled articles; output is arrays. Sources: Cohen and Carvalho (2005), a second reading learnt on what a
first one says of texts that it has not seen; Hartigan and Wong (1979), k-means. Caution: word rates of a training
article are counted without its own part of the articles, or every rare cue would look certain.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.models.examples import Example, Labels
from analysis.models.linear_perceptron import Lessons, summed, trained
from analysis.read.attribution.linear.features import RATES, hashed
from analysis.read.attribution.linear.model import best, best_with, through
from analysis.read.attribution.linear.roles import Sites

FEW, MANY, ROUNDS = 100, 800, 12
PARTS = 3  # of the articles, for cross-readings
RUNS = 2  # orders in which the whole is learnt
Range = tuple[int, int]


def word_rates(articles: list[Example]) -> dict[int, tuple[int, int, int]]:
    """How often each word form belongs to a cue, to a source, and begins a content, as buckets by hash."""
    counts, cues, sources, begins = Counter(), Counter(), Counter(), Counter()
    for article in articles:
        low = [hashed(form.lower()) for form in article.words.forms]
        counts.update(low)
        for label in article.labels:
            cues.update(low[slice(*label.cue)])
            for pair in label.source:
                sources.update(low[slice(*pair)])
            begins.update(low[a] for a, _ in label.content)
    kept = sorted(word for word, count in counts.items() if count >= 3)
    shares = numpy.array([[part[word] / (counts[word] + 1) for part in (cues, sources, begins)] for word in kept])
    return dict(zip(kept, map(tuple, numpy.searchsorted(RATES, shares, side="right").tolist()), strict=True))


def word_groups(weights: Path, pieces: dict[str, int], size: int) -> numpy.ndarray:
    """Groups of word pieces that an encoder holds for alike, (size, 2): one of `FEW`, one of `MANY`; 0 for the rest."""
    from safetensors.numpy import load_file

    vectors = load_file(str(weights))["embeddings.word_embeddings.weight"].astype(numpy.float32)
    kept = numpy.array(sorted(pieces.values()))
    points = vectors[kept] - vectors[kept].mean(0)
    points /= numpy.linalg.norm(points, axis=1, keepdims=True)
    groups = numpy.zeros((size, 2), dtype=numpy.uint16)
    for column, number in enumerate((FEW, MANY)):
        groups[kept, column] = 1 + _nearest(points, number)
    return groups


def _nearest(points: numpy.ndarray, number: int) -> numpy.ndarray:
    centres = points[numpy.random.default_rng(0).choice(len(points), number, replace=False)]
    for _ in range(ROUNDS):
        own = numpy.concatenate([(part @ centres.T).argmax(1) for part in numpy.array_split(points, 20)])
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, own, points)
        centres = sums / numpy.maximum(numpy.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return own


def gold_tags(article: Example) -> numpy.ndarray:
    """0, then 1 and 2 for cues, 3 and 4 for sources, 5 and 6 for contents; odd numbers begin a span."""
    tags = numpy.zeros(len(article.words), dtype=numpy.int64)
    for label in article.labels:
        for begin, spans in ((5, label.content), (3, label.source)):
            mark(tags, spans, begin)
    for label in article.labels:
        mark(tags, (label.cue,), 1)
    # Where a later span has overwritten the beginning of an earlier one, what is left begins anew.
    before = numpy.concatenate([[0], tags[:-1]])
    orphan = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    tags[orphan] -= 1
    return tags


def mark(tags: numpy.ndarray, spans: tuple[Range, ...], begin: int, offset: int = 0) -> None:
    """Write spans into `tags`, the first word of which is number `offset`."""
    for low, high in spans:
        low, high = max(low - offset, 0), min(high - offset, len(tags))
        if high > low:
            tags[low:high] = begin + 1
            tags[low] = begin


def labels_of(article: Example, cues: list[Range]) -> dict[int, Labels]:
    """The label of each proposed cue that overlaps with a labelled one, the largest overlap first come."""
    found: dict[int, Labels] = {}
    for label in article.labels:
        shared = [(min(b, label.cue[1]) - max(a, label.cue[0]), -k) for k, (a, b) in enumerate(cues)]
        most = max(shared, default=(0, 0))
        if most[0] > 0:
            found.setdefault(-most[1], label)
    return found


def role_tags(article: Example, near: Sites) -> numpy.ndarray:
    """What each word around each cue is to that cue: 0, then 1 and 2 for its source, 3 and 4 for its content."""
    tags = numpy.zeros(len(near.words), dtype=numpy.int64)
    ends = numpy.cumsum(near.lengths)
    for k, label in labels_of(article, near.cues.tolist()).items():
        row = slice(int(ends[k] - near.lengths[k]), int(ends[k]))
        for begin, spans in ((3, label.content), (1, label.source)):
            mark(tags[row], spans, begin, int(near.words[row.start]))
    return tags


@dataclass(frozen=True)
class Reading:
    """Weights learnt from all articles; tags and best scores through each tag from models that had not seen them."""

    weights: numpy.ndarray
    steps: numpy.ndarray
    tags: numpy.ndarray
    ways: numpy.ndarray

    @property
    def scale(self) -> float:
        """What brings the middle distance between the two best tags of a word to 3."""
        best_two = numpy.sort(self.ways, 1)[:, -2:]
        return float(3 / numpy.median(best_two[:, 1] - best_two[:, 0]))


def reading(
    lessons: Lessons,
    part: numpy.ndarray,
    *,
    epochs: tuple[int, int],
    seed: int,
    wanted: int | None = None,
    taught: numpy.ndarray | None = None,
) -> Reading:
    """Train on all articles and, for what the next reading sees, `PARTS` times without a part of them.

    Parameters
    ----------
    part : (sequences,) the part of the articles that each sequence belongs to.
    epochs : of the whole, and of each part.
    wanted : a tag that each sequence is made to hold when it is read, as the third reading does.
    taught : (sequences,) whether to learn from each, by default all.
    """
    of_word, kinds = numpy.repeat(part, lessons.lengths), lessons.tags
    tags = numpy.zeros(len(of_word), dtype=numpy.int64)
    ways = numpy.zeros((len(of_word), kinds), dtype=numpy.float32)

    def learn(number: int) -> tuple[numpy.ndarray, numpy.ndarray]:
        part_number = max(number - RUNS, -1)
        seen = part != part_number
        only = numpy.flatnonzero(seen if taught is None else seen & taught)
        times = epochs[0 if part_number < 0 else 1]
        weights, steps = trained(lessons, epochs=times, seed=seed + number, only=only)
        if part_number >= 0:
            unseen, own = of_word == part_number, lessons.lengths[part == part_number]
            scores = summed(lessons.rows[unseen], weights)
            if wanted is None:
                tags[unseen], ways[unseen] = best(scores, own, steps), through(scores, own, steps)
            else:
                tags[unseen], ways[unseen] = best_with(wanted, scores, own, steps)
            wrong = (tags[unseen] != lessons.gold[unseen]).mean()
            print(f"without part {part_number + 1}: {wrong:.4f} of words wrong", flush=True)
        return weights, steps

    # Parts from RUNS on; before them the whole, in several orders, whose weights are averaged.
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(learn, range(RUNS + PARTS)))[:RUNS]
    weights, steps = (sum(part) / numpy.float32(RUNS) for part in zip(*runs, strict=True))
    return Reading(weights, steps, tags, ways)


def logistic(figures: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
    """The weights of a logistic regression, by Newton's method with a small penalty.

    >>> x = numpy.array([[1.0, 0.0], [1.0, 1.0]] * 50)
    >>> weights = logistic(x, x[:, 1])
    >>> bool(weights[1] > 3)
    True
    """
    weights = numpy.zeros(figures.shape[1])
    for _ in range(30):
        shares = 1 / (1 + numpy.exp(-figures @ weights))
        slope = figures.T @ (shares - right) + weights
        curve = (figures * (shares * (1 - shares))[:, None]).T @ figures + numpy.eye(len(weights))
        weights -= numpy.linalg.solve(curve, slope)
    return weights
