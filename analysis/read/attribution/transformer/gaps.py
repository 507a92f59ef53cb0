"""Contents completed: words that the network holds for content, but that no attribution claims.

Input is drafts with what the network says of each word, output is the drafts with such words added: to the cue that
has some hold on them, to the quotation before or after them where they are quoted too, or, where they fill a paragraph,
to what ends the one before. Caution: words that have no cue near them stay out, and are counted as the document's own.
"""

from bisect import bisect_right
from typing import NamedTuple

import numpy

from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.words import OUTSIDE, Words

HOLD = 0.1  # the least mean share with which a cue holds words that are added to its content
WHOLE = 0.8  # of a paragraph that is content from end to end
STOPS = frozenset(".!?")
RECENT = 12  # so many attributions back a speaker is looked for
SHORTEST = 2  # words; a single one is mostly a slip
Range = tuple[int, int]


class Hold(NamedTuple):
    """How surely a draft's cue holds each word of its window, which begins at word `offset`."""

    offset: int
    shares: numpy.ndarray


def gaps(found: Words, content: numpy.ndarray, drafts: list[Draft]) -> list[Range]:
    """The runs of words that are content by `content` (a truth value a word) and belong to no draft.

    A run ends with its paragraph.
    """
    free = content.copy()
    for draft in drafts:
        for low, high in (draft.cue, *draft.content, *((draft.source,) if draft.source else ())):
            free[low:high] = False
    runs: list[Range] = []
    breaks = set(found.breaks)
    for i in numpy.flatnonzero(free).tolist():
        if runs and runs[-1][1] == i and i not in breaks:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return [run for run in runs if run[1] - run[0] >= SHORTEST]


def filled(found: Words, content: numpy.ndarray, drafts: list[Draft], holds: list[Hold]) -> list[Draft]:
    """The drafts with the gaps that belong to them; `holds` has one row a draft, in their order."""
    drafts, starts = list(drafts), [draft.cue[0] for draft in drafts]
    for run in gaps(found, content, drafts):
        owner = _holder(run, starts, holds)
        if owner is not None and _is_elsewhere(found, run, drafts[owner].cue):
            owner = None
        if owner is None:
            owner = _speaker(found, run, drafts, starts)
        if owner is not None:
            drafts[owner] = drafts[owner]._replace(content=tuple(sorted((*drafts[owner].content, run))))
    return drafts


def _holder(run: Range, starts: list[int], holds: list[Hold]) -> int | None:
    """The draft of the same window whose cue holds the run most, if it holds it enough."""
    best, owner = HOLD, None
    near = bisect_right(starts, run[0])
    # Windows are short: drafts of another one begin where the run can no longer be inside.
    for step, i in ((-1, near - 1), (1, near)):
        while 0 <= i < len(holds):
            low, high = run[0] - holds[i].offset, run[1] - holds[i].offset
            if low < 0 or high > len(holds[i].shares):
                break
            share = float(holds[i].shares[low:high].mean())
            if share > best:
                best, owner = share, i
            i += step
    return owner


def _is_elsewhere(found: Words, run: Range, cue: Range) -> bool:
    """Whether a run is a piece of another sentence than the cue's: neither whole sentences nor a quotation."""
    low, high = (cue[1], run[0]) if cue[1] <= run[0] else (run[1], cue[0])
    if not any(form in STOPS for form in found.forms[low:high]) or _is_quoted(found, run):
        return False
    begins = run[0] == 0 or run[0] in found.breaks or found.forms[run[0] - 1] in STOPS
    ends = any(form in STOPS for form in found.forms[run[1] - 1 : run[1] + 1]) or run[1] in found.breaks
    return not (begins and ends)


def _speaker(found: Words, run: Range, drafts: list[Draft], starts: list[int]) -> int | None:
    """Whoever spoke last before the run, if the run goes on with it; else who is named next in its paragraph.

    A quotation goes on with a quotation of its paragraph or the one before; a paragraph that is content from end to end
    goes on with words that reach the end of the paragraph before it, as quotations set apart as blocks do.
    """
    here, after = _paragraph(found, run[0]), bisect_right(starts, run[0])
    quoted = _is_quoted(found, run)
    reach = {i: _reach(drafts[i], run[0]) for i in range(max(0, after - RECENT), after)}
    if reach:
        last = max(reach, key=reach.get)
        ends = reach[last]
        apart = here - _paragraph(found, ends - 1)
        if quoted and apart <= 1 and any(_is_quoted(found, part) for part in drafts[last].content):
            return last
        if apart == 1 and ends >= found.breaks[here - 1] - 2 and _is_whole(found, run, here):
            return last
    follows = quoted and after < len(drafts) and _paragraph(found, starts[after]) == here
    return after if follows else None


def _reach(draft: Draft, before: int) -> int:
    """Where a draft's words end, of those that stand before a word; its cue always does."""
    return max(draft.cue[1], *(high for _, high in draft.content if high <= before), 0)


def _paragraph(found: Words, word: int) -> int:
    """The number, from 1, of the paragraph in which a word stands."""
    return bisect_right(found.breaks, word)


def _is_quoted(found: Words, run: Range) -> bool:
    return bool((found.states[slice(*run)] != OUTSIDE).mean() > 0.5)


def _is_whole(found: Words, run: Range, paragraph: int) -> bool:
    low, high = found.breaks[paragraph - 1 : paragraph + 1]
    return run[1] - run[0] >= WHOLE * (high - low)
