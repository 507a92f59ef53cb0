"""Who says a sentence: the article itself, or somebody to whom it gives the main part of it.

Input is a document with its attributions, output is one voice a sentence. Caution: only marks that are more likely
right than wrong are used, of speech and belief; what the marks miss counts as the article's own.
"""

import bisect
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.read.attribution.rules.phrases import PRONOUNS, STOPS
from analysis.read.polarity import reading
from analysis.read.sources.name_runs import is_headline, word_list
from analysis.read.sources.types import OUTLET

if TYPE_CHECKING:
    from analysis.read.document import Document

MAIN = 0.5  # share of a sentence's words, those of source and cue apart, from which it is mainly a report
QUOTED = 0.6  # the same for quoted words
FEWEST = 4  # quoted words that make a quotation; fewer are a term or a title
ASSERTED = ("speech", "belief")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a sentence.

    `reported` tells that somebody other than the article says the main part; `speaker` is who, "" where that is not
    known or it is the article itself; `told` are the reported words; `quoted` that the main part is between quotation
    marks.
    """

    speaker: str = ""
    reported: bool = False
    told: str = ""
    quoted: bool = False


def sentence_voices(document: "Document") -> list[Voice]:
    """One voice for each sentence, in order.

    >>> from analysis.read.document import Document
    >>> found = sentence_voices(Document(id="x", text="The mayor said that the mill would close. It is old."))
    >>> [(one.speaker, one.reported, one.told) for one in found]
    [('The mayor', True, 'that the mill would close'), ('', False, '')]
    """
    tokens = document.tokens
    words, quoted = defaultdict(int), defaultdict(int)
    titles = [(q.start, q.end) for q in document.quotations if is_headline(word_list(q.text))]
    for token in tokens:
        words[token.sentence] += 1
        quoted[token.sentence] += token.in_quote and not _within(titles, token.start)
    starts = [token.start for token in tokens]
    covered, aside = _coverage(document, starts)
    return [
        _voice(document, row, (words[row.number], quoted[row.number]), (covered[row.number], aside[row.number]))
        for row in document.sentences
    ]


def _within(ranges: list[tuple[int, int]], place: int) -> bool:
    i = bisect.bisect_right(ranges, place, key=lambda pair: pair[0]) - 1
    return i >= 0 and place < ranges[i][1]


def _coverage(document: "Document", starts: list[int]) -> tuple[dict, dict]:
    """For each sentence: the words that each attribution gives to somebody, and those of sources and cues."""
    covered: dict[int, dict[int, set[int]]] = defaultdict(dict)
    aside: dict[int, set[int]] = defaultdict(set)
    for number, (mark, source) in enumerate(zip(document.attributions, document.sources, strict=True)):
        if not mark.is_likely or mark.act not in ASSERTED or source.type == OUTLET:
            continue
        for span in mark.content:
            for i in _places(starts, span):
                covered[document.tokens[i].sentence].setdefault(number, set()).add(i)
        for span in (mark.source, mark.cue):
            for i in _places(starts, span) if span else ():
                aside[document.tokens[i].sentence].add(i)
    return covered, aside


def _places(starts: list[int], span) -> range:
    return range(bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end))


def _voice(document: "Document", row, counts: tuple[int, int], marks: tuple[dict, set]) -> Voice:
    (words, quoted), (covered, aside) = counts, marks
    said = set().union(*covered.values()) if covered else set()
    rest = max(words - len(aside - said), 1)
    is_quoted = quoted >= min(FEWEST, words) and quoted >= QUOTED * rest
    if len(said) < MAIN * rest:
        return Voice(reported=is_quoted, quoted=is_quoted)
    number = min(covered, key=lambda n: (-len(covered[n]), n))
    speaker = " ".join(document.sources[number].name.split())
    speaker = "" if speaker.lower() in PRONOUNS | STOPS else speaker  # a pronoun that was not resolved
    cue = document.attributions[number].cue
    if cue and reading(cue.text).negations:
        return Voice(speaker, True, "", is_quoted)  # "did not say that": no words of the source
    told = " ".join(
        document.text[max(s.start, row.start) : min(s.end, row.end)] for s in document.attributions[number].content
    )
    return Voice(speaker, True, told.strip(), is_quoted)
