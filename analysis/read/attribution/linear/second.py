"""What a second reading looks at besides the words: what the first reading found around each of them.

Input is the view of a text, the tags of the first reading and how near other tags came; output is more columns of
hashes. Source of the idea: Cohen and Carvalho (2005), stacked sequential learning. Caution: while training, the first
reading has to come from models that have not seen the text, or the second learns to trust it too far.
"""

from collections.abc import Iterator

import numpy

from analysis.read.attribution.linear.features import Column, View, bucket, gaps, mixed, taken
from analysis.read.attribution.words import FIRST, GOES_ON, WITHIN

CUE, SOURCE, CONTENT = 1, 2, 3
LEVELS = numpy.array([-12.0, -6.0, -3.0, -1.5, -0.5, 0.5, 1.5, 3.0, 6.0, 12.0])


class Found:
    """What a reading found: `tags`, `kinds` (0 none, 1 cue, 2 source, 3 content), `begins`, and soft levels by kind."""

    def __init__(self, view: View, tags: numpy.ndarray, soft: numpy.ndarray):
        self.view, self.tags, self.margins, n = view, tags, soft, view.n
        self.kinds = (tags + 1) // 2
        same = numpy.concatenate([[False], (self.kinds[1:] == self.kinds[:-1])]) & (tags % 2 == 0)
        same &= numpy.concatenate([[False], view.paragraph[1:] == view.paragraph[:-1]])
        self.begins = (self.kinds > 0) & ~same
        followed = numpy.concatenate([self.begins[1:] | (self.kinds[1:] == 0), [True]]) if n else same
        self.ends = (self.kinds > 0) & followed
        self.soft = [numpy.searchsorted(LEVELS, soft[:, k]).astype(numpy.uint64) for k in range(3)]
        self.starts = numpy.flatnonzero(self.begins)
        self.span_kinds = self.kinds[self.starts]
        self.spans_before = numpy.cumsum(self.begins)

    def span(self, step: int) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Kind of the span `step` spans on from each word (0 where none), and the paragraphs between."""
        number = self.spans_before - 1 + step
        if step < 0:
            # A word in a span counts its own span as place 0.
            number = numpy.where(self.kinds > 0, number, number + 1)
        known = (number >= 0) & (number < len(self.starts))
        if not len(self.starts):
            return numpy.zeros(self.view.n, dtype=numpy.uint64), numpy.zeros(self.view.n, dtype=numpy.uint64)
        safe = numpy.where(known, number, 0)
        apart = numpy.abs(self.view.sentence[self.starts[safe]] - self.view.sentence)
        near = numpy.where(known, numpy.minimum(apart, 2), 3)
        kinds = numpy.where(known & (apart < 4), self.span_kinds[safe], 0)
        return kinds.astype(numpy.uint64), near.astype(numpy.uint64)


def soft_levels(scores: numpy.ndarray) -> numpy.ndarray:
    """By how much the best tag of each kind beats the best tag of no kind or another one, shape (words, 3)."""
    kinds = numpy.stack([scores[:, 0], *(scores[:, k : k + 2].max(1) for k in (1, 3, 5))], 1)
    return numpy.stack([kinds[:, k] - numpy.delete(kinds, k, 1).max(1) for k in (1, 2, 3)], 1)


def patterns(found: Found) -> tuple[Column, Column]:
    """For each sentence the sequence of kinds of its spans as a hash, and for each word how many stand before it."""
    v = found.view
    total = int(v.sentence[-1]) + 1 if v.n else 1
    codes = [1] * (total + 1)
    counts = [0] * (total + 1)
    order = []
    for sentence, kind in zip(v.sentence[found.starts].tolist(), found.span_kinds.tolist(), strict=True):
        order.append(counts[sentence])
        counts[sentence] += 1
        if counts[sentence] <= 8:
            codes[sentence] = codes[sentence] * 4 + kind
    code = numpy.array(codes, dtype=numpy.uint64)
    first = numpy.searchsorted(v.sentence, v.sentence, side="left")
    before = found.spans_before - found.spans_before[first] + found.begins[first]
    return code, numpy.minimum(before, 9).astype(numpy.uint64)


def second_columns(found: Found) -> Iterator[Column]:
    """The features of every word that the first reading gives, one column a template."""
    v, at = found.view, found.view.at
    tag = found.tags.astype(numpy.uint64)
    t = {k: at(tag, k) for k in range(-4, 5)}
    low, few, many, state, shape = v.low, v.few, v.many, v.state, v.shape
    lows = {k: at(low, k) for k in (-1, 1)}
    cue, source, content = found.soft
    kinds = {k: found.span(k) for k in (-3, -2, -1, 1, 2, 3)}
    own = found.kinds.astype(numpy.uint64)
    is_cue, is_source, is_content = (found.kinds == k for k in (CUE, SOURCE, CONTENT))
    cue_left, cue_right = v.previous(is_cue, v.paragraph), v.following(is_cue & found.ends, v.paragraph)
    source_left, source_right = v.previous(is_source, v.paragraph), v.following(is_source, v.paragraph)
    content_left = v.previous(is_content & found.ends, v.paragraph)
    content_right = v.following(is_content & found.begins, v.paragraph)
    left_word, right_word = taken(low, cue_left), taken(low, cue_right)
    code, before = patterns(found)
    this, last, following = code[v.sentence], code[v.sentence - 1], code[numpy.minimum(v.sentence + 1, len(code) - 1)]
    in_reach = [numpy.where(p >= 0, numpy.minimum(numpy.abs(v.sentence[p] - v.sentence), 2), 3).astype(numpy.uint64)
                for p in (cue_left, cue_right, source_left, source_right)]  # fmt: skip
    known = [_count(v, mask) for mask in (is_cue, is_source, is_content)]
    quote = _quote_share(found)
    made = [
        (tag,), (t[-1], tag, t[1]), (t[-2], t[-1], tag, t[1], t[2]), tuple(t[k] for k in range(-3, 4)),
        tuple(t[k] for k in range(-4, 5)), (t[-2], t[-1]), (t[1], t[2]), (t[-3], t[-2], t[-1], tag),
        (tag, t[1], t[2], t[3]), (tag, low), (t[-1], low), (t[1], low), (tag, lows[-1]), (tag, lows[1]),
        (t[-1], tag, t[1], few), (t[-1], tag, t[1], low), (tag, many), (tag, at(many, -1)), (tag, at(many, 1)),
        (tag, state), (t[-1], tag, t[1], state, shape), (cue,), (source,), (content,), (cue, source, content),
        (cue, low), (source, low), (content, low), (at(cue, -1), cue, at(cue, 1)),
        (at(source, -1), source, at(source, 1)), (at(content, -1), content, at(content, 1)),
        (cue, source, at(cue, 1), at(source, -1)), (cue, few), (source, few), (content, few), (content, state, tag),
        (kinds[-1][0], kinds[1][0], own), (*kinds[-1], *kinds[1], own),
        (kinds[-2][0], *kinds[-1], *kinds[1], kinds[2][0], own),
        (kinds[-3][0], kinds[-2][0], *kinds[-1], *kinds[1], kinds[2][0], kinds[3][0], own),
        (*kinds[-1], *kinds[1], own, low), (*kinds[-1], *kinds[1], own, content), (*kinds[-1], *kinds[1], own, source),
        (*kinds[-1], *kinds[1], own, cue), (*kinds[-1], *kinds[1], own, few), (this, own), (this, before, own),
        (this, last, own), (this, following, own), (this, before, content), (this, before, source),
        (this, before, low), (last, own, state), (following, own, state), (gaps(cue_left), in_reach[0], tag),
        (gaps(cue_right), in_reach[1], tag), (gaps(source_left), in_reach[2], tag),
        (gaps(source_right), in_reach[3], tag), (gaps(content_left), tag), (gaps(content_right), tag),
        (left_word, in_reach[0], tag), (right_word, in_reach[1], tag), (left_word, gaps(cue_left), tag),
        (right_word, gaps(cue_right), tag), (left_word, low, in_reach[0]), (right_word, low, in_reach[1]),
        (left_word, gaps(cue_left), low), (left_word, right_word, tag), (taken(low, source_left), tag, in_reach[2]),
        (taken(low, source_right), tag, in_reach[3]), (left_word, gaps(content_left), content), (*in_reach, tag),
        (*in_reach, state, low), (*in_reach, content), (*known, tag), (known[1], shape, source),
        (known[1], known[0], low), (known[2], content), (quote, tag, state), (quote, content, state), (quote, low),
    ]  # fmt: skip
    for number, parts in enumerate(made):
        yield mixed(500 + number, *parts)


def _count(view: View, mask: numpy.ndarray) -> Column:
    """How often the same word stands where `mask` holds elsewhere in the text, and how often it stands at all."""
    if not view.n:
        return view.low
    _, same = numpy.unique(view.low, return_inverse=True)
    marked = numpy.bincount(same, weights=mask).astype(numpy.int64)
    total = numpy.bincount(same)
    return bucket(marked[same] - mask) * numpy.uint64(16) + bucket(total[same] - 1)


def _quote_share(found: Found) -> Column:
    """How much of the quotation around each word is content, in five classes; 9 outside quotations."""
    v = found.view
    if not v.n:
        return v.low
    quoted = numpy.isin(v.state, [FIRST, WITHIN, GOES_ON])
    starts = quoted & numpy.concatenate([[True], ~quoted[:-1] | (v.paragraph[1:] != v.paragraph[:-1])])
    number = numpy.cumsum(starts)
    size = numpy.bincount(number, weights=quoted)
    filled = numpy.bincount(number, weights=quoted & (found.kinds == CONTENT))
    share = numpy.ceil(4 * filled / numpy.maximum(size, 1)).astype(numpy.uint64)
    return numpy.where(quoted, share[number], numpy.uint64(9))
