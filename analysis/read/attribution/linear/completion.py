"""What the third reading left over: contents that the second reading found and no cue has claimed.

Input is the proposals that were kept and all that were made; output is the kept ones with what belongs to them, and
those brought in by a long content that nobody else claims. Caution: what is brought in here is right less often; its
confidence says so.
"""

from dataclasses import replace

import numpy

from analysis.read.attribution.linear.proposals import Proposal, Range, spans
from analysis.read.attribution.linear.second import CONTENT, Found
from analysis.read.attribution.words import MARK

LONG = 6  # words from which a content that nobody claims is given to the cue that comes nearest to claiming it
PREFERRED = 6.0  # how much nearer a cue comes that has been kept
GAP = 3  # marks that may stand between two pieces of one content
Kept = list[tuple[Proposal, float]]


def completed(found: Found, kept: Kept, everything: Kept) -> Kept:
    """The kept proposals, completed by contents of the second reading that are free, in text order."""
    owner = _owners(found.view.n, kept)
    free = spans(numpy.where((found.kinds == CONTENT) & (owner == FREE), found.tags, 0), 2 * CONTENT - 1)
    more: dict[Range, list[Range]] = {}
    cues = {p.cue for p, _ in kept}
    claimants = _claimants(everything, cues)
    starts = numpy.maximum.accumulate(numpy.where(found.begins, numpy.arange(found.view.n), 0))
    for low, high in free:
        number = _neighbour(found, owner, low, high)
        cue = kept[number][0].cue if number is not None else None
        if cue is None and _words(found, low, high) >= LONG:
            cue = claimants.get(int(starts[low]))
        if cue is not None:
            more.setdefault(cue, []).append((low, high))
    rows = [(replace(p, content=joined([*p.content, *more.get(p.cue, [])], found)), share) for p, share in kept]
    for p, share in everything:
        if p.cue in more and p.cue not in cues and owner[slice(*p.cue)].max() == FREE:
            rows.append((replace(p, content=joined(more[p.cue], found)), share))
    return sorted(rows, key=lambda row: row[0].cue)


FREE, TAKEN = -1, -2


def _owners(words: int, kept: Kept) -> numpy.ndarray:
    """For each word the number of the proposal whose content it is, `TAKEN` in cues and sources, else `FREE`."""
    owner = numpy.full(words, FREE)
    for p, _ in kept:
        for pair in (p.cue, p.source or p.cue):
            owner[slice(*pair)] = TAKEN
    for number, (p, _) in enumerate(kept):
        for pair in p.content:
            owner[slice(*pair)] = number
    return owner


def _words(found: Found, low: int, high: int) -> int:
    return int((found.view.shape[low:high] != MARK).sum())


def _neighbour(found: Found, owner: numpy.ndarray, low: int, high: int) -> int | None:
    """The proposal whose content stands beside a range, only marks between, in the same paragraph."""
    v = found.view
    for places in (range(low - 1, max(low - 1 - GAP, -1), -1), range(high, min(high + GAP, v.n))):
        for i in places:
            if v.paragraph[i] != v.paragraph[low]:
                break
            if owner[i] >= 0:
                return int(owner[i])
            if v.shape[i] != MARK:
                break
    return None


def _claimants(everything: Kept, cues: set[Range]) -> dict[int, Range]:
    """For each content of the second reading, by its first word, the cue that comes nearest to claiming it."""
    most: dict[int, tuple[float, Range]] = {}
    for p, _ in everything:
        for start, _, value in p.claims:
            claim = (value + (PREFERRED if p.cue in cues else 0.0), p.cue)
            most[start] = max(claim, most.get(start, claim))
    return {start: cue for start, (_, cue) in most.items()}


def joined(content: list[Range], found: Found) -> tuple[Range, ...]:
    """Ranges in order, those joined between which at most one mark stands."""
    rows = sorted(content)
    made = [rows[0]]
    for low, high in rows[1:]:
        last = made[-1][1]
        if low <= last or (low == last + 1 and found.view.shape[last] == MARK):
            made[-1] = (made[-1][0], max(high, last))
        else:
            made.append((low, high))
    return tuple(made)
