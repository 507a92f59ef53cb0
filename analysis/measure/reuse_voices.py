"""Whose words is a stretch of a document: the writer's, or those of somebody quoted or reported there?

Input is a document and the words of a passage, output is how many stand in quotation marks or in what somebody is
reported to say, and who that is. Caution: attributions are marked by an engine, which errs; a report that is less
likely than not is left out.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.measure.reuse_spans import MIN_WORDS
from analysis.read.document import Document
from analysis.read.segments import matching_form
from analysis.read.sources.types import OUTLET, UNKNOWN
from analysis.read.zones import Span

KINDS = ("copied", "quotation of a common third source")


class Voice(NamedTuple):
    """Of `words` words (without "the mayor said"), how many are quoted or reported, and the name of who says most."""

    words: int
    reported: int
    source: str
    own: bool


def voice(document: Document, places: Sequence[int]) -> Voice:
    """Whose words begin at these places of a text, which are in order; `own` says that they are the publisher's own.

    >>> document = Document(id="x", text="The old mill closed. “We shall miss it,” Jane Doe said.", publisher="Gazette")
    >>> voice(document, [22, 25, 31, 36, 41, 46, 50])
    Voice(words=4, reported=4, source='Jane Doe', own=False)
    """
    reported = _inside(places, document.quotations)
    frames: set[int] = set()  # "the mayor said": neither the writer's words nor the mayor's
    said: Counter[str] = Counter()
    own: set[str] = set()
    for attribution, source in zip(document.attributions, document.sources, strict=True):
        inside = _inside(places, attribution.content)
        if inside and attribution.is_likely:
            reported |= inside
            frames |= _inside(places, [part for part in (attribution.source, attribution.cue) if part])
            name = "" if source.type == UNKNOWN else " ".join(source.name.split())
            said[name] += len(inside)
            if source.type == OUTLET:
                own.add(name)
    # The named before the unnamed, then whoever says more, then whoever speaks first.
    source = max(said, key=lambda name: (bool(name), said[name]), default="")
    return Voice(len(set(places) - (frames - reported)), len(reported), source, source in own)


def _inside(places: Sequence[int], spans: Iterable[Span]) -> set[int]:
    found: set[int] = set()
    for span in spans:
        found.update(places[bisect.bisect_left(places, span.start) : bisect.bisect_left(places, span.end)])
    return found


def kind(one: Voice, two: Voice, publishers: tuple[str, str], *, min_words: int = MIN_WORDS) -> str:
    """'quotation of a common third source' where both documents report somebody else's words, otherwise 'copied'.

    More than half of the passage must be reported in both, and what is not must be too short for a passage of its own.

    >>> reported = Voice(12, 12, "Jane Doe", False)
    >>> kind(reported, reported, ("Gazette", "Herald"))
    'quotation of a common third source'
    >>> kind(reported, Voice(12, 0, "", False), ("Gazette", "Herald")), kind(reported, reported, ("Gazette", "J. Doe"))
    ('copied', 'quotation of a common third source')
    >>> kind(reported, reported._replace(source="Gazette"), ("The Gazette", "Herald"))
    'copied'
    """
    for voice in (one, two):
        if 2 * voice.reported <= voice.words or voice.words - voice.reported >= min_words or voice.own:
            return KINDS[0]
        if any(same_name(voice.source, publisher) for publisher in publishers):
            return KINDS[0]
    return KINDS[1]


def same_name(source: str, publisher: str) -> bool:
    """Whether a source is called by the publisher's name, a part of it with a capital, or its initials.

    >>> same_name("the Harbour Board", "Harbour Board of Lindby"), same_name("HBL", "Harbour Board of Lindby")
    (True, True)
    >>> same_name("officials", "Town officials"), same_name("", "Gazette"), same_name("The Mill", "The Gazette")
    (False, False, False)
    """
    ours, theirs = _words(source), _words(publisher)
    initials = {"".join(w[0] for w in theirs if w[0].isupper()), "".join(w[0] for w in theirs).upper()}
    if len(ours) == 1 and len(ours[0]) > 1 and ours[0].replace(".", "") in initials:
        return True
    named = any(word[0].isupper() for word in ours)
    return named and {matching_form(word) for word in ours} <= {matching_form(word) for word in theirs}


def _words(name: str) -> list[str]:
    words = re.findall(r"\w[\w.’'-]*", name)
    return words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words
