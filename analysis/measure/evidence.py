"""What speaks for and against a pair: figures, dates, negation, names, who says it.

Input is a claim of the article and a sentence of a source, both as claims; output is what `relations` judges; the
figures of both come from `figure_pairs`. Caution: what is in doubt is told as a doubt, and much is.
"""

import re
from dataclasses import dataclass

from analysis.measure.day_dates import day_difference
from analysis.measure.figure_pairs import NO_YEAR
from analysis.measure.relations import COPIED_WORDS, Evidence, FigurePair
from analysis.measure.reuse_spans import reused_spans
from analysis.read.claim_names import shared_names
from analysis.read.claims import Claim
from analysis.read.polarity import polarity_conflict
from analysis.read.segments import TOKEN, matching_form
from analysis.read.sources.nouns import BODIES, noun

TAKEN_OVER = 0.7  # share of a passage's words that are alike from which it is the same passage, edited
DOCUMENT_NOUN = "document"  # the kind of nouns such as "report"
REPORTED, OTHER_NAMES, CONTEXT = "reported, not asserted", "names differ", "context needed"


@dataclass(frozen=True)
class Nearness:
    """How near a sentence is to a claim: the probabilities that it states it whole (`support`) and some `part` of it,
    and whether its wording is nearer than chance (`near`)."""

    support: float
    part: float
    near: bool


def evidence(
    pair: tuple[Claim, Claim],
    publisher: str,
    figures: list[FigurePair],
    nearness: Nearness,
    known: frozenset[str],
    *,
    digest: bool = True,
) -> Evidence:
    """All that is known of a claim and a sentence of a source.

    `publisher` is in whose name the sentence is written, `figures` are those aligned, `known` the names that the
    article uses; `digest` tells that the sentence sums up what the publisher says.
    """
    claim, other = pair
    run, share = shared_run(claim.text, other.text)
    polarity, dates = polarity_difference(claim, other), date_difference(claim, other)
    doubts = pair_doubts(claim, other, publisher, known, digest=digest)
    if not (claim.dates and other.dates) and (days := day_difference(claim.text, other.text)):
        # Beside a denial the other day is the doubt, whatever its year.
        dates, doubts = (days,), doubts if polarity else (*doubts, NO_YEAR)
    return Evidence(
        support=nearness.support,
        part=nearness.part,
        near=nearness.near,
        run=run,
        run_share=share,
        figures=tuple(figures),
        polarity=polarity,
        dates=dates,
        doubts=doubts,
    )


def shared_run(one: str, other: str) -> tuple[int, float]:
    """The words of the longest passage taken over, and their share of the first text.

    >>> shared_run("The old mill by the weir was shut on Friday.", "On Monday the old mill by the weir was shut.")
    (8, 0.8)
    """
    words, others = ([matching_form(m.group()) for m in TOKEN.finditer(text)] for text in (one, other))
    spans = reused_spans(words, others, min_words=COPIED_WORDS // 2)
    # Words alike that stand scattered are common to any two sentences on one subject.
    alike = max((span.alike for span in spans if span.share >= TAKEN_OVER), default=0)
    return alike, round(alike / len(words), 4) if words else 0.0


def date_difference(claim: Claim, other: Claim) -> tuple[str, ...]:
    """Where both sentences name dates and none of one's meets any of the other's, the two in words.

    A date that is only compared with ("since 1979") is left out.
    """
    one = [d for d in claim.dates if not d.comparison]
    two = [d for d in other.dates if not d.comparison]
    if not one or not two or any(a.first <= b.last and b.first <= a.last for a in one for b in two):
        return ()
    return (f"{', '.join(d.text for d in one)} beside {', '.join(d.text for d in two)}",)


def pair_doubts(
    claim: Claim, other: Claim, publisher: str, known: frozenset[str], *, digest: bool = True
) -> tuple[str, ...]:
    """What holds for the pair as a whole and keeps a difference from being likely.

    `publisher` is in whose name the sentence is written: that of its document and, in a `digest`, of what it sums up.
    `known` are the names that the article itself uses anywhere: a name beyond them is of somebody or somewhere else.
    """
    doubts = []
    if other_names(claim, other, publisher, known):
        doubts.append(OTHER_NAMES)
    if said_by_another(other, publisher, digest=digest):
        doubts.append(f"{REPORTED}: {other.speaker or 'somebody'}")
    if other.context_needed:
        doubts.append(CONTEXT)
    return tuple(doubts)


def other_names(claim: Claim, other: Claim, publisher: str, known: frozenset[str]) -> bool:
    """Whether the sentence names somebody whom the article never does, and nobody whom the claim names.

    Whoever the sentence cites, and the publisher, are not what it is about.
    """
    if shared_names(claim.names, other.names):
        return False
    cited = _name_words(other.speaker) | _name_words(publisher)
    return any(name not in known and not _name_words(name) & cited for name in other.names)


def said_by_another(claim: Claim, publisher: str, *, digest: bool = True) -> bool:
    """Whether a sentence reports somebody who is not its publisher nor, in a digest, a paper or body left unnamed.

    "The report said" and "the agency noted" are, in a digest of one publisher, mostly the publisher's own; in a paper
    "the company said" is somebody else's word.
    """
    if not claim.reported or _name_words(claim.speaker) & _name_words(publisher):
        return False
    if _name_words(claim.speaker) or not digest:
        return True
    head = next((found for word in reversed(claim.speaker.lower().split()) if (found := noun(word))), None)
    return not (head and head.kind in (DOCUMENT_NOUN, *BODIES))


def _name_words(name: str) -> set[str]:
    """The capitalised words of a name, an article before them left out.

    >>> sorted(_name_words("The Harbour Board")), _name_words("The report")
    (['board', 'harbour'], set())
    """
    return {word.lower() for word in re.findall(r"\b[A-Z][\w'’]+", name)} - {"the", "its", "his", "her", "their"}


def polarity_difference(claim: Claim, other: Claim) -> tuple[str, ...]:
    """The negation or opposites by which two sentences on one subject differ, in words; empty where none is seen."""
    found = polarity_conflict(claim.text, other.text)
    return () if found is None else (str(found),)
