"""From drafts in word numbers to attributions: spans, mode, the sentence they stand in.

Input is what a trained engine found, output is `Attribution`. Caution: the mode is read from the quotation marks, so a
mark that a text forgot turns direct speech into indirect.
"""

import bisect

from analysis.read.attribution.drafts import Draft
from analysis.read.attribution.record import Attribution
from analysis.read.attribution.words import Words
from analysis.read.quotations import Quotation
from analysis.read.segments import Sentence
from analysis.read.zones import Span

WHOLE = 0.9  # a content of which this share of the letters is quoted is direct
FRAGMENT = 30  # a quotation of fewer letters that neither begins nor ends like a sentence is a fragment


def span(found: Words, low: int, high: int) -> Span:
    """The span of the words from `low` up to `high`."""
    start, end = int(found.starts[low]), int(found.ends[high - 1])
    return Span(start, end, found.text[start:end])


def mode(content: tuple[Span, ...], quoted: tuple[Quotation, ...]) -> str:
    """'direct', 'indirect' or 'mixed', from how many letters of the content stand inside quotation marks.

    Parameters
    ----------
    quoted : the quotations of the text, in order.

    >>> mode((Span(0, 6, "it was"),), ())
    'indirect'
    """
    inside = total = 0
    stopped = False
    for piece in content:
        total += _letters(piece.text)
        first = max(0, bisect.bisect_right(quoted, piece.start, key=_start) - 1)
        for q in quoted[first : bisect.bisect_left(quoted, piece.end, key=_start)]:
            low, high = max(q.start, piece.start) - piece.start, min(q.end, piece.end) - piece.start
            if low < high:
                inside += _letters(piece.text[low:high])
                text = q.text.strip()
                stopped = stopped or text.endswith((".", ",", "!", "?", "…")) or (text[:1].isupper() and " " in text)
    if not inside:
        return "indirect"
    return "direct" if inside >= WHOLE * total and (stopped or total >= FRAGMENT) else "mixed"


def _start(row: Span) -> int:
    return row.start


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def outside(pair: tuple[int, int], cue: tuple[int, int]) -> list[tuple[int, int]]:
    """What of a range of words does not belong to the cue (or source): neither is a part of what is reported.

    >>> outside((2, 9), (4, 5)), outside((2, 9), (9, 10))
    ([(2, 4), (5, 9)], [(2, 9)])
    """
    parts = (pair[0], min(pair[1], cue[0])), (max(pair[0], cue[1]), pair[1])
    return [part for part in parts if part[0] < part[1]]


def merged(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch as one.

    >>> merged([(1, 3), (3, 5), (6, 7)])
    [(1, 5), (6, 7)]
    """
    found: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def attribution(
    found: Words, draft: Draft, sentences: tuple[Sentence, ...], quoted: tuple[Quotation, ...], engine: str
) -> Attribution:
    """The attribution of one draft; `sentence` is 0 where the cue stands in a heading."""
    held = [part for pair in draft.content for part in outside(pair, draft.cue)]
    if draft.source:
        held = [part for pair in held for part in outside(pair, draft.source)]
    content = tuple(span(found, low, high) for low, high in merged(held))
    cue = span(found, *draft.cue)
    i = bisect.bisect_right(sentences, cue.start, key=_start) - 1
    number = sentences[i].number if i >= 0 and cue.start < sentences[i].end else 0
    source = span(found, *draft.source) if draft.source else None
    return Attribution(source, cue, content, mode(content, quoted), engine, number, confidence=draft.confidence)
