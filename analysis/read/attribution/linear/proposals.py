"""From the third reading to attributions: the cues worth asking, what each answers, and how sure that is.

Input is what the second reading found and the model of the third; output is proposals with the figures from which
their confidence is told. Caution: two cues may claim the same words; the surer one keeps them.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy

from analysis.read.attribution.linear.model import Model, best_with
from analysis.read.attribution.linear.roles import Roles, sites
from analysis.read.attribution.linear.second import LEVELS, Found
from analysis.read.attribution.words import EDGE, FIRST, GOES_ON, WITHIN

Range = tuple[int, int]
LEAST = -1.6  # how far below other tags a word may stay and still be asked as a cue
CONTENT = 3  # the tag that begins a content in the third reading
BATCH = 256  # cues read together
QUOTED = (FIRST, WITHIN, EDGE, GOES_ON)  # the states of words in a quotation and of its marks


@dataclass(frozen=True)
class Proposal:
    """One cue's answer; `figures` tell how sure each part of it is.

    `claims` are the contents of the second reading near the cue, each with how near the cue comes to claiming it.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    figures: tuple[float, ...]
    claims: tuple[tuple[int, int, float], ...] = ()


def spans(tags: numpy.ndarray, begin: int) -> list[Range]:
    """The ranges of one kind of span, whose tags are `begin` and the next one.

    >>> spans(numpy.array([0, 1, 2, 1, 0]), 1)
    [(1, 3), (3, 4)]
    """
    found: list[Range] = []
    for i in numpy.flatnonzero((tags == begin) | (tags == begin + 1)).tolist():
        if tags[i] == begin + 1 and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def possible_cues(found: Found) -> list[Range]:
    """The cues that a reading found, and runs of words that came near to being one, in text order."""
    cues = spans(found.tags, 1)
    near = (found.margins[:, 0] > LEAST) & (found.kinds != 1)
    more: list[Range] = []
    for i in numpy.flatnonzero(near).tolist():
        if more and more[-1][1] == i and found.view.paragraph[i] == found.view.paragraph[i - 1]:
            more[-1] = (more[-1][0], i + 1)
        else:
            more.append((i, i + 1))
    return sorted(cues + more)


def sureness(found: Found, cues: list[Range]) -> numpy.ndarray:
    """How sure the second reading is of each cue, as a level."""
    return numpy.array([numpy.searchsorted(LEVELS, found.margins[a:b, 0].max()) for a, b in cues], dtype=numpy.uint64)


def proposals(found: Found, model: Model, scale: float) -> list[Proposal]:
    """What each possible cue of a text reports, those that report nothing left out."""
    cues = possible_cues(found)
    made: list[Proposal] = []
    if not cues:
        return made
    roles = Roles(found, cues, sureness(found, cues))
    for low in range(0, len(cues), BATCH):
        near = sites(found.view, cues[low : low + BATCH])
        scores = model.scores(roles.columns(near, low), len(near.words))
        tags, ways = best_with(CONTENT, scores, near.lengths, model.steps)
        made += answers(found, near, tags, ways * scale)
    return made


def answers(found: Found, near, tags: numpy.ndarray, ways: numpy.ndarray) -> list[Proposal]:
    """The proposals of cues read together; `ways` are the scores of the best sequences through each tag."""
    made = []
    ends = numpy.cumsum(near.lengths).tolist()
    earlier = spans(found.tags, 5)
    starts = [end - length for end, length in zip(ends, near.lengths.tolist(), strict=True)]
    for k, (start, end) in enumerate(zip(starts, ends, strict=True)):
        offset = int(near.words[start])
        row = tags[start:end]
        sources, content = spans(row, 1), spans(row, CONTENT)
        if not content:
            continue
        way = ways[start:end]
        held = way[:, 1:3].max(1) - numpy.maximum(way[:, 0], way[:, 3:].max(1))
        said = way[:, 3:].max(1) - way[:, :3].max(1)
        source = max(sources, key=lambda pair: held[slice(*pair)].mean()) if sources else None
        cue = tuple(near.cues[k].tolist())
        figures = _figures(found, cue, offset, source, content, held, said)
        moved = tuple((a + offset, b + offset) for a, b in content)
        mine = (source[0] + offset, source[1] + offset) if source else None
        made.append(Proposal(cue, mine, moved, figures, _claims(earlier, offset, said)))
    return made


def _claims(earlier: list[Range], offset: int, said: numpy.ndarray) -> tuple[tuple[int, int, float], ...]:
    """How near a cue comes to claiming each content of the second reading among the words from `offset` on."""
    sums = numpy.concatenate([[0.0], numpy.cumsum(said)])
    claims = []
    for low, high in earlier[bisect_right(earlier, offset, key=lambda pair: pair[1]) :]:
        first, last = max(low - offset, 0), min(high - offset, len(said))
        if first >= last:
            break
        claims.append((low, high, float(sums[last] - sums[first]) / (last - first)))
    return tuple(claims)


def _figures(found: Found, cue, offset: int, source, content, held, said) -> tuple[float, ...]:
    """How sure cue, source and content are, and what kind of content it is, each from -1 to 1 or near it."""
    clip = lambda x, most=12.0: float(numpy.clip(x, -most, most)) / most  # noqa: E731
    of_cue = found.margins[slice(*cue), 0]
    words = sum(b - a for a, b in content)
    inner = numpy.concatenate([said[a:b] for a, b in content])
    edges = min(min(said[a], said[b - 1]) for a, b in content)
    outside = [said[i] for a, b in content for i in (a - 1, b) if 0 <= i < len(said)]
    before = numpy.concatenate([found.margins[a + offset : b + offset, 2] for a, b in content])
    state = found.view.state[content[0][0] + offset]
    of_source = held[slice(*source)].mean() if source else held.max()
    earlier = found.margins[source[0] + offset : source[1] + offset, 1].mean() if source else 0.0
    return (
        1.0, clip(of_cue.max()), clip(of_cue.min()), clip(said.max(), 40.0),
        clip(inner.mean()), clip(edges), clip(-max(outside, default=0.0)), clip(before.mean()), clip(before.min()),
        *((clip(of_source), 0.0, 1.0) if source else (0.0, clip(of_source), 0.0)), clip(earlier),
        min(numpy.log(words) / 3, 2.0), float(len(content) > 1), float(state in QUOTED),
        float(words <= 2), float(cue[1] - cue[0] > 1),
    )  # fmt: skip


def weighed(found: list[Proposal], weights: numpy.ndarray) -> list[tuple[Proposal, float]]:
    """The proposals with the probability that each is right, by a logistic model over its figures."""
    table = numpy.array([p.figures for p in found]).reshape(len(found), len(weights)) @ weights
    return list(zip(found, (1 / (1 + numpy.exp(-table))).tolist(), strict=True))


def chosen(rows: list[tuple[Proposal, float]], least: float) -> list[tuple[Proposal, float]]:
    """The proposals kept, in text order: each word is content of the surest only, and none stays below `least`."""
    taken: set[int] = set()
    kept = []
    for k in sorted(range(len(rows)), key=lambda k: (-rows[k][1], k)):
        p, share = rows[k]
        content = tuple(pair for pair in p.content if taken.isdisjoint(range(*pair)))
        if not content or share < least:
            continue
        for pair in content:
            taken.update(range(*pair))
        kept.append((replace(p, content=content), share))
    return sorted(kept, key=lambda row: row[0].cue)
