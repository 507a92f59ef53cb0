"""Two reports of one source, told in one breath: "X said that A and added that B" becomes "X said A" and "X added B".

Input and output are attributions. Trained engines mostly take the second report for content of the first. Caution: only
a verb of the lexicon that stands right between "and" or "but" and "that" parts a content.
"""

import re
from dataclasses import replace

from analysis.read.attribution.record import Attribution
from analysis.read.attribution.rules.cues import verbs
from analysis.read.zones import Span

JOINT = re.compile(r",?\s+(?:and|but)\s+(?:then\s+|also\s+|later\s+)?(\w+)\s+(?=that\b)")
QUOTED = re.compile('[“”"„«»]')


def parted(found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, joint reports as one attribution each, in text order.

    >>> text = "that it leaks and added that it is old"
    >>> one = Attribution(Span(0, 2, "He"), Span(3, 7, "said"), (Span(8, 8 + len(text), text),), "indirect", "", 1)
    >>> [(a.source.text, a.cue.text, a.content[0].text) for a in parted((one,))]
    [('He', 'said', 'that it leaks'), ('He', 'added', 'that it is old')]
    """
    return tuple(part for one in found for part in _parts(one))


def _parts(one: Attribution) -> list[Attribution]:
    if one.mode != "indirect" or one.cue is None or not one.content:
        return [one]
    last = one.content[-1]
    for match in JOINT.finditer(last.text):
        verb = verbs().get(match.group(1).lower())
        if verb and verb.shape in ("past", "s") and not QUOTED.search(last.text) and last.start > one.cue.start:
            first = Span(last.start, last.start + match.start(), last.text[: match.start()])
            cue = Span(last.start + match.start(1), last.start + match.end(1), match.group(1))
            more = Span(last.start + match.end(), last.end, last.text[match.end() :])
            rest = replace(one, cue=cue, content=(more,), marked_by="coordinated cue", confidence=None)
            return [replace(one, content=(*one.content[:-1], first)), *_parts(rest)]
    return [one]
