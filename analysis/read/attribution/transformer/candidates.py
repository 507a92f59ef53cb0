"""What may be an attribution: each cue that the network holds possible, with the words of its source and content.

Input is the network's scores for one window, output is candidates with what speaks for each; `choice` decides among
them. Caution: candidates may claim the same words.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy

from analysis.read.attribution.transformer.decoding import best_tags, tag_spans
from analysis.read.attribution.transformer.pieces import Window
from analysis.read.attribution.words import MARK, Words

POSSIBLE = 0.08  # a cue of a smaller probability is not looked at
NEAR = numpy.array([0, 1, 2, 3, 4, 5, 5, *[6] * 4, *[7] * 6, *[8] * 12, *[9] * 22])  # steps of distance
BEHIND, OWN = 11, 23  # the steps of words that follow the cue; the step of the cue's own words
Range = tuple[int, int]


class Candidate(NamedTuple):
    """A possible attribution in word numbers of its window, which begins at word `offset` of the text.

    `roles` holds for each word 0, or 1 and 2 for a beginning and a going on of the source, 3 and 4 of the content;
    `held` how surely each word belongs to the content; `evidence` the numbers from which `choice` judges it.
    """

    offset: int
    cue: Range
    source: Range | None
    roles: numpy.ndarray
    held: numpy.ndarray
    evidence: tuple[float, ...]

    @property
    def content(self) -> numpy.ndarray:
        """True for the words of the content."""
        return self.roles >= 3


def log_shares(scores: numpy.ndarray) -> numpy.ndarray:
    """The logarithms of the softmax of `scores` along the last axis.

    >>> numpy.exp(log_shares(numpy.array([0.0, 0.0]))).round(6).tolist()
    [0.5, 0.5]
    """
    scores = scores - scores.max(-1, keepdims=True)
    return scores - numpy.log(numpy.exp(scores).sum(-1, keepdims=True))


def distances(size: int, cue: Range) -> numpy.ndarray:
    """How far each of `size` words stands from a cue, in steps that grow with the distance.

    >>> distances(6, (2, 3)).tolist()
    [2, 1, 23, 12, 13, 14]
    """
    at = numpy.arange(size)
    before, after = cue[0] - at, at - cue[1] + 1
    steps = numpy.where(before > 0, NEAR[before.clip(0, 50)], BEHIND + NEAR[after.clip(0, 50)])
    steps[cue[0] : cue[1]] = OWN
    return steps


def possible_cues(tags: numpy.ndarray) -> list[Range]:
    """The cues of the best sequence of tags, then others that are possible, the likeliest first.

    `tags` (words, 3) holds logarithms of the shares of none, beginning, going on.
    """
    cues = tag_spans(best_tags(tags, {2: 1}), 1, 2)
    shares, size = numpy.exp(tags), len(tags)
    taken = numpy.zeros(size, dtype=bool)
    for low, high in cues:
        taken[low:high] = True
    for low in numpy.argsort(-shares[:, 1], kind="stable").tolist():
        if shares[low, 1] < POSSIBLE:
            break
        if not taken[low]:
            high = low + 1
            while high < size and not taken[high] and shares[high, 2] > shares[high, 0]:
                high += 1
            cues.append((low, high))
            taken[low:high] = True
    return cues


def candidates(found: Words, window: Window, scores: list[numpy.ndarray], role_shares: Callable) -> list[Candidate]:
    """The candidates of one window.

    Parameters
    ----------
    scores : the network's rows for the words of the window: tags, then the word as word, first and last of a cue.
    role_shares : from words, cues and steps of distance to logarithms of shares of roles (cues, words, 5).
    """
    tags, word, first, last = scores
    size = len(tags)
    tags = log_shares(tags.reshape(size, 3, 3))
    cues = possible_cues(tags[:, 0])
    if not cues:
        return []
    steps = numpy.stack([distances(size, cue) for cue in cues])
    table = role_shares(word, numpy.stack([first[low] + last[high - 1] for low, high in cues]), steps)
    best = best_tags(table, {2: 1, 4: 3})
    shares, roles = numpy.exp(tags), numpy.exp(table)
    speaks = found.shapes[window.first_word : window.first_word + size] != MARK
    made = []
    for cue, row, role in zip(cues, best, roles, strict=True):
        row[cue[0] : cue[1]] = 0
        if (speaks & (row >= 3)).any():
            made.append(_candidate(window.first_word, cue, row, role, shares))
    return made


def content_words(tags: numpy.ndarray) -> numpy.ndarray:
    """Which words of a window are content of anybody, by the network's first head alone."""
    return best_tags(log_shares(tags.reshape(len(tags), 3, 3)[:, 2]), {2: 1}) > 0


def _candidate(offset: int, cue: Range, row: numpy.ndarray, role: numpy.ndarray, tags: numpy.ndarray) -> Candidate:
    content, spans = row >= 3, tag_spans(row, 1, 2)
    sure = [float(role[low:high, 1:3].sum(-1).mean()) for low, high in spans]
    source = spans[sure.index(max(sure))] if spans else None
    held = role[:, 3:].sum(-1)
    evidence = (
        _odds(tags[cue[0], 0, 1]),
        _odds(held[content].mean()),
        _odds(tags[content, 2, 1:].sum(-1).mean()),
        _odds(max(sure)) if spans else 0.0,
        float(source is None),
        0.0 if spans else _odds(1 - role[:, 1:3].sum(-1).max()),
        float(numpy.log(content.sum())),
    )
    return Candidate(offset, cue, source, row, held, evidence)


def _odds(share: float) -> float:
    """The logarithm of the odds of a probability, which is kept away from 0 and 1."""
    share = min(max(float(share), 1e-4), 1 - 1e-4)
    return float(numpy.log(share / (1 - share)))
