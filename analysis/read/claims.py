"""The sentences of a text as claims: kind, figures, time, names, negation, speaker, and how far it can be checked.

The unit is the sentence: it loses no content, and a reader can find it. Input is a document, output is one `Claim` a
sentence. Caution: time is carried over from the sentence before by rule, and a rule can be wrong; each claim says in
`time_from` where its time was read. `checkable` tells form, not truth.
"""

import bisect
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.read.checkable import Reason, checkable
from analysis.read.claim_kinds import BACK, needs_context, sentence_kind
from analysis.read.claim_names import sentence_names
from analysis.read.claim_voices import sentence_voices
from analysis.read.dates import DateSpan
from analysis.read.polarity import reading
from analysis.read.quantities import Quantity
from analysis.read.segments import Sentence
from analysis.read.zones import Span

if TYPE_CHECKING:
    from analysis.read.document import Document

ANAPHORIC = re.compile(
    r"(?i)(?:in fact,? |but |and |yet |also,? |beyond that,? |at the same time,? )*"
    rf"(?:this|that|these|those|it|its|he|she|his|her|they|their|{BACK}|such|not only|but beyond)\b"
)


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """One sentence as a claim: a span of its document, with what can be read off it.

    Attributes
    ----------
    id : ten hexadecimal digits, stable while the sentence's words stay.
    document, sentence, paragraph : where it stands; both numbers count from 1.
    kind : 'statement', 'question', 'directive' (says what should be), 'prediction' or 'quotation' (mostly somebody's
        quoted words); of a reported sentence, what is reported decides.
    checkable : from 0 to 1, how probable it is that it states something that could be checked.
    reasons : what counts for (weight above 0) and against that, the strongest first.
    quantities, dates : the amounts and dates of the sentence.
    years : the years spoken of; time_from : where they were read ('sentence', 'context' or '').
    names : whom and what it names, each under one name; the alias file of the corpus joins "MEK" and "PMOI".
    negations, hedges : the words that deny and those that withhold commitment.
    speaker : who says it, "" where the article itself does or nobody is named.
    reported : whether the main part is what somebody else says: reported, not asserted.
    context_needed : whether it opens with a pronoun that it does not resolve.
    """

    id: str
    document: str
    sentence: int
    paragraph: int
    kind: str
    checkable: float
    reasons: tuple[Reason, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    years: tuple[int, ...]
    time_from: str
    names: tuple[str, ...]
    negations: tuple[Span, ...]
    hedges: tuple[Span, ...]
    speaker: str
    reported: bool
    context_needed: bool


def claims(document: "Document") -> tuple[Claim, ...]:
    """One claim a sentence, in the order of the text.

    >>> from analysis.read.document import Document
    >>> found = claims(Document(id="x", text="In 1988 many died. The dead were 30. The mayor said it was not so."))
    >>> [(c.kind, c.years, c.time_from, len(c.quantities), c.reported) for c in found]
    [('statement', (1988,), 'sentence', 0, False), ('statement', (1988,), 'context', 1, False),
    ('statement', (1988,), 'context', 0, True)]
    >>> found[2].speaker, [cue.text for cue in found[2].negations]
    ('The mayor', ['not'])
    """
    found: list[Claim] = []
    starts = {"quantities": [q.start for q in document.quantities], "dates": [d.start for d in document.dates]}
    voices, names = sentence_voices(document), sentence_names(document)
    seen: Counter[str] = Counter()
    for row, voice, named in zip(document.sentences, voices, names, strict=True):
        days = document.dates[_slice(starts["dates"], row)]
        years, time_from = _years(days), "sentence"
        if not years:
            years = _carried_years(row, found)
            time_from = "context" if years else ""
        judged, signs = checkable(row.text), reading(row.text)
        found.append(
            Claim(
                row.start,
                row.end,
                row.text,
                _identity(document.id, row.text, seen),
                document.id,
                row.number,
                row.paragraph,
                sentence_kind(row.text, told=voice.told, quoted=voice.quoted),
                judged.score,
                judged.reasons,
                document.quantities[_slice(starts["quantities"], row)],
                days,
                years,
                time_from,
                named,
                _moved(signs.negations, row),
                _moved(signs.hedges, row),
                voice.speaker,
                voice.reported,
                needs_context(row.text),
            )
        )
    return tuple(found)


def _identity(document: str, text: str, seen: Counter[str]) -> str:
    words = " ".join(text.lower().split())
    seen[words] += 1
    told = f"{document}\n{words}\n{seen[words] - 1}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _moved(cues: tuple[Span, ...], row: Sentence) -> tuple[Span, ...]:
    return tuple(Span(row.start + cue.start, row.start + cue.end, cue.text) for cue in cues)


def _slice(starts: list[int], row: Sentence) -> slice:
    return slice(bisect.bisect_left(starts, row.start), bisect.bisect_left(starts, row.end))


def _years(dates: tuple[DateSpan, ...]) -> tuple[int, ...]:
    """The years the dates lie in, the last named last; one that only serves as a comparison is left out."""
    named = [year for d in dates if not d.comparison for year in range(d.first.year, d.last.year + 1)]
    return tuple(reversed(dict.fromkeys(reversed(named))))


def _carried_years(row: Sentence, before: list[Claim]) -> tuple[int, ...]:
    """Years of the sentence before: within a paragraph always, across one only where the sentence points back."""
    if not before:
        return ()
    last = before[-1]
    if last.paragraph != row.paragraph:
        return last.years[-1:] if ANAPHORIC.match(row.text) else ()
    return last.years
