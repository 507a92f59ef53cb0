"""The sentences of a text as claims: figures, time, speaker, and whether a claim can be read alone.

The unit is the sentence: it loses no content, and a reader can find it. Input is a document's parts, output is one
`Claim` a sentence. Caution: time is carried over from the sentence before by rule, and a rule can be wrong; each
claim says in `time_from` where its time was read.
"""

import bisect
import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from analysis.read.attribution import Attribution
from analysis.read.dates import DateSpan
from analysis.read.quantities import Quantity
from analysis.read.segments import Sentence
from analysis.read.zones import Span

# "The former baker" names somebody, "the former was" points back.
BACK = r"the (?:latter|same)|the former(?= (?:is|was|has|had|will|would|can|could|may|might|did|does)\b)"
ANAPHORIC = re.compile(
    r"(?i)(?:in fact,? |but |and |yet |also,? |beyond that,? |at the same time,? )*"
    rf"(?:this|that|these|those|it|its|he|she|his|her|they|their|{BACK}|such|not only|but beyond)\b"
)
UNRESOLVED = re.compile(rf"(?i)(?:this|that|these|those|it|he|she|they|{BACK})\b(?! is the)")
DIRECTIVE = re.compile(r"\b(?:must|should|ought to|needs? to|has to|have to)\b")


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """One sentence as a claim.

    `id` is stable while the sentence's words stay; `kind` is 'statement', 'question' or 'directive'; `years` are the
    years spoken of and `time_from` where they were read ('sentence', 'context' or ''); `reported` tells that the
    sentence attributes something to somebody; `context_needed` that it opens with an unresolved pronoun.
    """

    id: str
    document: str
    sentence: int
    paragraph: int
    kind: str
    quantities: tuple[Quantity, ...]
    years: tuple[int, ...]
    time_from: str
    reported: bool
    context_needed: bool


def claims(
    document: str,
    sentences: tuple[Sentence, ...],
    quantities: tuple[Quantity, ...],
    dates: tuple[DateSpan, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Claim, ...]:
    """One claim a sentence, in the order of the text.

    >>> from analysis.read.document import Document
    >>> found = Document(id="x", text="In 1988 many died. The dead were 30. Was it so?").claims
    >>> [(c.kind, c.years, c.time_from, len(c.quantities)) for c in found]
    [('statement', (1988,), 'sentence', 0), ('statement', (1988,), 'context', 1), ('question', (1988,), 'context', 0)]
    """
    found: list[Claim] = []
    starts = {"quantities": [q.start for q in quantities], "dates": [d.start for d in dates]}
    speaking = {a.sentence for a in attributions}
    seen: Counter[str] = Counter()
    for row in sentences:
        years, time_from = _years(dates[_slice(starts["dates"], row)]), "sentence"
        if not years:
            years = _carried_years(row, found)
            time_from = "context" if years else ""
        words = " ".join(row.text.lower().split())
        seen[words] += 1
        identity = hashlib.sha256(f"{document}\n{words}\n{seen[words] - 1}".encode()).hexdigest()[:10]
        found.append(
            Claim(
                row.start,
                row.end,
                row.text,
                identity,
                document,
                row.number,
                row.paragraph,
                _kind(row.text),
                quantities[_slice(starts["quantities"], row)],
                years,
                time_from,
                row.number in speaking,
                bool(UNRESOLVED.match(row.text)),
            )
        )
    return tuple(found)


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


def _kind(text: str) -> str:
    if text.rstrip("”\"') ").endswith("?"):
        return "question"
    return "directive" if DIRECTIVE.search(text) else "statement"
