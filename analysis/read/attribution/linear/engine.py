"""The linear engine: three readings by averaged perceptrons over hashed features, without a part-of-speech tagger.

Input is the words of a text, output is drafts of attributions. The first reading marks cues, sources and contents word
by word; the second does so again and sees what the first found; the third asks each cue for its own source and content.
Source: Collins (2002) for the training. Caution: it has learnt from American political news; in other kinds of text it
misses more.
"""

from functools import cache
from itertools import chain

import numpy

from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.linear.completion import completed
from analysis.read.attribution.linear.features import View, columns
from analysis.read.attribution.linear.model import Model, best, through
from analysis.read.attribution.linear.proposals import chosen, proposals, weighed
from analysis.read.attribution.linear.second import Found, second_columns, soft_levels
from analysis.read.attribution.linear.weights import Weights, read_weights
from analysis.read.attribution.words import Words

LONGEST = 200  # words that are tagged together


@cache
def weights() -> Weights:
    """The weights that the package carries, read once."""
    return read_weights()


def linear_drafts(found: Words) -> list[Draft]:
    """The attributions of a text as the linear engine sees them, in text order.

    >>> from analysis.read.attribution.words import words
    >>> from analysis.read.segments import Paragraph
    >>> text = "Jane Doe said that the mill would close."
    >>> rows = linear_drafts(words(text, (Paragraph(0, len(text), text, "prose"),), ()))
    >>> [(d.source, d.cue, d.content) for d in rows]
    [((0, 2), (2, 3), ((3, 8),))]
    """
    return drafts(found, weights()) if len(found) else []


def drafts(found: Words, learnt: Weights) -> list[Draft]:
    """The drafts of a text of at least one word, with given weights."""
    read = second_reading(View(found, learnt.forms), learnt)
    rows = weighed(proposals(read, learnt.third, learnt.scales[2]), learnt.trust)
    kept = completed(read, chosen(rows, learnt.least), rows)
    return [Draft(p.cue, p.source, p.content, round(share, 3)) for p, share in kept]


def second_reading(view: View, learnt: Weights) -> Found:
    """What the first two readings find."""
    lengths = sequence_lengths(view)
    first = _reading(view, learnt.first, learnt.scales[0], lengths, columns(view))
    return _reading(view, learnt.second, learnt.scales[1], lengths, chain(columns(view), second_columns(first)))


def _reading(view: View, model: Model, scale: float, lengths: numpy.ndarray, made) -> Found:
    scores = model.scores(made, view.n)
    tags = best(scores, lengths, model.steps)
    return Found(view, tags, soft_levels(through(scores, lengths, model.steps)) * scale)


def sequence_lengths(view: View) -> numpy.ndarray:
    """How many words are tagged together: paragraphs, long ones cut at sentence ends."""
    lengths = []
    for low, high in zip(view.found.breaks, view.found.breaks[1:], strict=False):
        while high - low > LONGEST:
            middle = low + LONGEST // 2
            ends = numpy.flatnonzero(numpy.diff(view.sentence[middle : low + LONGEST]))
            cut = middle + int(ends[-1]) + 1 if len(ends) else low + LONGEST
            lengths.append(cut - low)
            low = cut
        if high > low:
            lengths.append(high - low)
    return numpy.array(lengths, dtype=numpy.int64)
