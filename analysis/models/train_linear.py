"""Training of the linear engine: three readings, each learnt on what the one before says of texts it has not seen.

Input is a folder of labelled articles, output is one file of weights. It needs numba and, for the word groups, the
encoder's weights that the set-up installs. Caution: the same seed gives the same file on one machine; sums of floating
point numbers may differ in their last digit on another one.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.models.examples import Example, examples
from analysis.models.linear_learning import (
    PARTS,
    Reading,
    gold_tags,
    labels_of,
    logistic,
    reading,
    role_tags,
    word_groups,
    word_rates,
)
from analysis.models.linear_perceptron import Lessons
from analysis.models.linear_table import Table, joined, table
from analysis.read.attribution.linear.engine import sequence_lengths
from analysis.read.attribution.linear.features import Forms, View, columns
from analysis.read.attribution.linear.proposals import CONTENT, Proposal, answers, possible_cues, sureness
from analysis.read.attribution.linear.roles import Roles, sites
from analysis.read.attribution.linear.second import Found, second_columns, soft_levels
from analysis.read.attribution.linear.weights import FILE, Weights, word_pieces, write_weights
from analysis.read.encoder import verified_weights

EPOCHS = ((7, 4), (7, 4), (5, 4))  # of the whole, and of each part, by reading
NOISE = 0.005
RATE_PARTS = 5
PIECES = 30522


def train(labels: Path, out: Path, *, seed: int = 0) -> list[str]:
    """Train on the labels of a folder, write the weights into `out` and return the names of the files."""
    if importlib.util.find_spec("numba") is None:
        raise SystemExit("numba is not installed; install the dependency group 'train'")
    encoder = verified_weights()
    if encoder is None:
        raise SystemExit("the encoder's weights are not installed; run 'make figures' once")
    groups = word_groups(encoder, word_pieces(), PIECES)
    write_weights(out / FILE, learnt(examples(labels / "polnear_train.jsonl"), groups, seed=seed))
    return [FILE]


def parts(size: int, number: int, seed: int) -> numpy.ndarray:
    """A part for each article, all parts of nearly the same size."""
    row = numpy.arange(size) % number
    numpy.random.default_rng(seed).shuffle(row)
    return row


@dataclass(frozen=True)
class Course:
    """The articles of a training: their views, sequence lengths, gold tags, and the part each belongs to."""

    articles: list[Example]
    views: list[View]
    lengths: list[numpy.ndarray]
    part: numpy.ndarray
    seed: int

    def found(self, past: Reading) -> list[Found]:
        """What a reading says of each article, by models that have not seen it."""
        cuts = numpy.cumsum([view.n for view in self.views])[:-1]
        soft = numpy.split(soft_levels(past.ways) * past.scale, cuts)
        return [Found(*row) for row in zip(self.views, numpy.split(past.tags, cuts), soft, strict=True)]


def learnt(articles: list[Example], groups: numpy.ndarray, *, seed: int = 0) -> Weights:
    """The weights learnt from labelled articles."""
    pieces = word_pieces()
    share = parts(len(articles), RATE_PARTS, seed)
    # An article's own rates are those of the other parts.
    rates = [word_rates([a for a, p in zip(articles, share, strict=True) if p != k]) for k in range(RATE_PARTS)]
    forms = [Forms(row, pieces, groups, {}) for row in rates]
    views = [View(article.words, forms[p]) for article, p in zip(articles, share, strict=True)]
    lengths = [sequence_lengths(view) for view in views]
    course = Course(articles, views, lengths, parts(len(articles), PARTS, seed), seed)
    gold = numpy.concatenate([gold_tags(article) for article in articles])
    first_table = table(joined([list(columns(view)) for view in views]))
    joint, part = numpy.concatenate(lengths), numpy.repeat(course.part, [len(row) for row in lengths])
    first = reading(Lessons(first_table.rows, gold, joint, first_table.size), part, epochs=EPOCHS[0], seed=seed)
    first_model = first_table.model(first.weights, first.steps)
    found = course.found(first)
    second_table = table(joined([[*columns(one.view), *second_columns(one)] for one in found]))
    second = reading(Lessons(second_table.rows, gold, joint, second_table.size), part, epochs=EPOCHS[1], seed=seed + 10)
    second_model = second_table.model(second.weights, second.steps)
    third_table, third, made = third_reading(course, course.found(second))
    trust, least = trusted(course, made)
    third_model = third_table.model(third.weights, third.steps)
    scales = (first.scale, second.scale, third.scale)
    full = Forms(word_rates(articles), pieces, groups, {})
    return Weights(first_model, second_model, third_model, scales, full, trust, least)


def third_reading(course: Course, found: list[Found]) -> tuple[Table, Reading, list[list[Proposal]]]:
    """Train the third reading; also what it proposes for each article that it has not seen."""
    cues = [possible_cues(one) for one in found]
    near = [sites(one.view, row) for one, row in zip(found, cues, strict=True)]
    made = [
        list(Roles(one, row, sureness(one, row)).columns(at)) if row else []
        for one, row, at in zip(found, cues, near, strict=True)
    ]
    rows = table(joined([row for row in made if row]), 5)
    gold = numpy.concatenate([role_tags(*pair) for pair in zip(course.articles, near, strict=True)])
    sizes, part = numpy.concatenate([at.lengths for at in near]), numpy.repeat(course.part, [len(row) for row in cues])
    # Learnt from cues that do report: whether one does is left to the confidence.
    taught = numpy.maximum.reduceat(gold, numpy.cumsum(sizes) - sizes) > 0
    lessons = Lessons(rows.rows, gold, sizes, rows.size)
    third = reading(lessons, part, epochs=EPOCHS[2], seed=course.seed + 20, wanted=CONTENT, taught=taught)
    cuts = numpy.cumsum([len(at.words) for at in near])[:-1]
    ways = numpy.split(third.ways * third.scale, cuts)
    tags = numpy.split(third.tags, cuts)
    return rows, third, [answers(*row) for row in zip(found, near, tags, ways, strict=True)]


def trusted(course: Course, made: list[list[Proposal]]) -> tuple[numpy.ndarray, float]:
    """The weights that tell how sure a proposal is, and the lowest probability from which F1 is nearly its best."""
    figures = numpy.array([p.figures for row in made for p in row])
    rights = [right(article, p) for article, row in zip(course.articles, made, strict=True) for p in row]
    hits = numpy.array(rights, dtype=float)
    weights = logistic(figures, hits)
    shares = 1 / (1 + numpy.exp(-figures @ weights))
    wanted = sum(len(article.labels) for article in course.articles)
    levels = numpy.arange(0, 0.6, 0.02)
    scores = [2 * hits[shares >= level].sum() / ((shares >= level).sum() + wanted) for level in levels]
    # F1 is flat around its best; of levels that differ by less than noise, the lowest finds most.
    return weights, float(levels[int(numpy.argmax(numpy.array(scores) > max(scores) - NOISE))])


def right(article: Example, proposal: Proposal) -> bool:
    """Whether source and cue overlap with those of a label, and the contents share half of their words."""
    words = {i for pair in proposal.content for i in range(*pair)}
    label = labels_of(article, [proposal.cue]).get(0)
    if label is None or bool(label.source) != bool(proposal.source):
        return False
    labelled = {i for pair in label.content for i in range(*pair)}
    if 2 * len(words & labelled) < len(words | labelled):
        return False
    if proposal.source is None:
        return True
    return any(proposal.source[0] < high and proposal.source[1] > low for low, high in label.source)
