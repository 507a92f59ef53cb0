"""How probable is it that a document states what a claim states?

Input is claims and the sentences of documents; output is a probability for each claim and document, the sentences that
speak to the claim, and the figures that the probability was made of (`pair_features`). The weights are one logistic
regression with sentence vectors and one without, both in `support_weights.json`; their card tells on what they were
fitted. Caution: words, names and numbers are compared, not meanings: a denial in the same words comes out as covered,
and a paraphrase that shares no word does not. A low value says "not found in this document", never "not said".
"""

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy

from analysis.errors import CrossreadError, one_of
from analysis.measure.pair_features import FEATURES, LEXICAL, pair_features, pool, words
from analysis.read import encoder as sentence_encoder
from analysis.read.zones import Span, trimmed_span

WEIGHTS = Path(__file__).parents[1] / "models" / "support_weights.json"
ENCODERS = ("auto", "none")
DEPTH = 3  # sentences kept as evidence
DIGITS = 4
LEAST_WORDS = 3  # content words of a part of a claim
_CUT = re.compile(
    r"(?<=[;:,])(?=\s)|(?<=[—–])|\s(?=(?:and|but|or|which|who|that|whose|where|while|when|because|although|though|after"
    r"|before)\s)"
)


@dataclass(frozen=True)
class Comparisons:
    """`evidence`, `figures`, `names` and `encoder` of a `CoverageTable`."""

    evidence: tuple[tuple[tuple[int, ...], ...], ...]
    figures: numpy.ndarray
    names: tuple[str, ...]
    encoder: bool


@dataclass(frozen=True)
class CoverageTable:
    """Claims against documents.

    `probabilities` (claims x documents) is rounded to four digits; `evidence[claim][document]` holds the places, from
    0, of up to three sentences, the nearest first; `figures` (claims x documents x names) are the values of `names`,
    not numbers where a claim has no word or a document no sentence: there the probability is 0. `least` is the
    probability from which "covered" is the better guess, `encoder` whether sentence vectors took part.
    """

    probabilities: numpy.ndarray
    evidence: tuple[tuple[tuple[int, ...], ...], ...]
    figures: numpy.ndarray
    names: tuple[str, ...]
    least: float
    encoder: bool

    def values(self, claim: int, document: int) -> dict[str, float]:
        """The figures of one claim and document by name, or none where there was nothing to compare."""
        row = self.figures[claim, document]
        return {} if numpy.isnan(row).any() else dict(zip(self.names, row.tolist(), strict=True))


def coverage_table(
    claims: Sequence[str], documents: Sequence[Sequence[str]], *, encoder: str = "auto"
) -> CoverageTable:
    """Probability, evidence and figures of every claim against every document.

    Parameters
    ----------
    claims : texts. documents : for each document the texts of its sentences, in order.
    encoder : 'auto' takes sentence vectors where the weights package is installed, 'none' never.

    Raises
    ------
    CrossreadError
        When `claims` or a document is one string, or `encoder` is unknown.

    References
    ----------
    The question is that of Chen, S. et al. (2023), PropSegmEnt: a large-scale corpus for proposition-level
    segmentation and entailment recognition, Findings of ACL.

    >>> mill = ["The old mill stands by the weir.", "It was shut in 1987."]
    >>> table = coverage_table(["The mill was shut in 1987."], [mill, ["Choirs sang in the rain."]], encoder="none")
    >>> (table.probabilities > table.least).tolist(), table.evidence[0][0]
    ([[True, False]], (1, 0))
    """
    seen = comparisons(claims, documents, encoder=encoder)
    model = weights()["meaning" if seen.encoder else "lexical"]
    chances = numpy.nan_to_num(probabilities(seen.figures, model)).round(DIGITS)
    return CoverageTable(chances, seen.evidence, seen.figures, seen.names, weights()["least"], seen.encoder)


@dataclass(frozen=True)
class PartTable:
    """The parts of claims against documents.

    `parts[claim]` are the spans of its parts; `best` (claims x documents) is the place of the part that the document
    is likeliest to state, `probabilities` how likely, `evidence[claim][document]` the sentences for that part.
    """

    parts: tuple[tuple[Span, ...], ...]
    probabilities: numpy.ndarray
    best: numpy.ndarray
    evidence: tuple[tuple[tuple[int, ...], ...], ...]


def part_table(claims: Sequence[str], documents: Sequence[Sequence[str]], *, encoder: str = "auto") -> PartTable:
    """The part of every claim that each document is likeliest to state; arguments and errors as in `coverage_table`.

    A sentence of news says several things, and a document that states one of them covers it in part.

    >>> claim = "The old mill was shut in 1987, and its owner moved to the coast with her sons."
    >>> table = part_table([claim], [["It rained.", "The old mill was shut in 1987."]], encoder="none")
    >>> table.parts[0][table.best[0, 0]].text, table.evidence[0][0][0]
    ('The old mill was shut in 1987,', 1)
    """
    if isinstance(claims, str):
        raise CrossreadError("claims must be a list of texts; not one string: put it between square brackets")
    parts = tuple(claim_parts(claim) for claim in claims)
    seen = coverage_table([part.text for row in parts for part in row], documents, encoder=encoder)
    best = numpy.zeros((len(parts), len(documents)), dtype=int)
    chances = numpy.zeros((len(parts), len(documents)))
    evidence, first = [], 0
    for i, row in enumerate(parts):
        own = seen.probabilities[first : first + len(row)]
        best[i], chances[i] = own.argmax(axis=0), own.max(axis=0)
        evidence.append(tuple(seen.evidence[first + part][j] for j, part in enumerate(best[i])))
        first += len(row)
    return PartTable(parts, chances, best, tuple(evidence))


def claim_parts(text: str) -> tuple[Span, ...]:
    """The parts of a sentence, cut at marks and before joining words, each of three content words at least.

    >>> [part.text for part in claim_parts("The old mill shut, and its owner moved to the coast, alone.")]
    ['The old mill shut,', 'and its owner moved to the coast, alone.']
    """
    ends: list[int] = []
    count = 0
    for low, high in pairwise([0, *(match.start() for match in _CUT.finditer(text)), len(text)]):
        count += int(words(text[low:high]).content.sum())
        if count >= LEAST_WORDS:
            ends.append(high)
            count = 0
    # What is left over at the end belongs to the last part, or is the whole.
    ends = [*ends[:-1], len(text)]
    return tuple(trimmed_span(text, low, high) for low, high in pairwise([0, *ends]))


def coverage_probabilities(
    claims: Sequence[str], sentences: Sequence[str] | Sequence[Sequence[str]], *, encoder: str = "auto"
) -> numpy.ndarray:
    """Each claim's probability to be stated by each sentence alone, or by each list of sentences as a whole.

    Returns claims x sentences (or lists), from 0 to 1; errors and `encoder` as in `coverage_table`.

    >>> coverage_probabilities(["The mill was shut."], ["The mill was shut in May."], encoder="none").shape
    (1, 1)
    """
    if isinstance(sentences, str):
        raise CrossreadError("sentences must be a list of texts; not one string: put it between square brackets")
    alone = [[entry] if isinstance(entry, str) else entry for entry in sentences]
    return coverage_table(claims, alone, encoder=encoder).probabilities


def comparisons(claims: Sequence[str], documents: Sequence[Sequence[str]], *, encoder: str = "auto") -> Comparisons:
    """What `coverage_table` finds before anything is weighed; arguments and errors are the same.

    >>> comparisons(["The mill shut."], [["It rained."]], encoder="none").names[:2]
    ('words_best', 'words_lead')
    """
    one_of("encoder", encoder, ENCODERS)
    for name, given in (("claims", claims), *(("a document", document) for document in documents)):
        if isinstance(given, str):
            raise CrossreadError(f"{name} must be a list of texts; not one string: put it between square brackets")
    cosines = _cosines(claims, documents) if encoder == "auto" else None
    names = tuple(FEATURES if cosines is not None else LEXICAL)
    figures = numpy.full((len(claims), len(documents), len(names)), numpy.nan)
    asked = [words(claim) for claim in claims]
    evidence: list[list[tuple[int, ...]]] = [[() for _ in documents] for _ in claims]
    for j, document in enumerate(documents):
        known = pool(document)
        for i, claim in enumerate(asked):
            if claim.stems and known.rows:
                values, order = pair_features(claim, known, None if cosines is None else cosines[j][i])
                figures[i, j] = values
                evidence[i][j] = tuple(order[:DEPTH].tolist())
    kept = tuple(tuple(row) for row in evidence)
    return Comparisons(kept, figures, names, cosines is not None)


def _cosines(claims: Sequence[str], documents: Sequence[Sequence[str]]) -> list[numpy.ndarray] | None:
    """For each document, claims x sentences; None where there are no sentence vectors."""
    rows = sentence_encoder.vectors([*claims, *(text for document in documents for text in document)])
    if rows is None:
        return None
    # Row by row, in 64 bits: no claim's cosine hangs on how many others are asked.
    asked, rest = rows[: len(claims)].astype(float), rows[len(claims) :].astype(float)
    edges = numpy.cumsum([0, *(len(document) for document in documents)])
    found = numpy.array([(rest * row).sum(axis=1) for row in asked]).reshape(len(claims), len(rest)).round(6)
    return [found[:, low:high] for low, high in pairwise(edges)]


@functools.cache
def weights() -> dict:
    """What was fitted: `least`, where the weights come from, and a model each for `lexical` and `meaning`."""
    if not WEIGHTS.is_file():
        raise CrossreadError(f"{WEIGHTS} is missing; restore it from the repository")
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def probabilities(figures: numpy.ndarray, model: dict) -> numpy.ndarray:
    """The probabilities of a logistic model; the last axis of `figures` is the figures in the model's order.

    >>> model = {"constant": 0.0, "features": {"a": {"mean": 1.0, "scale": 2.0, "weight": 3.0}}}
    >>> probabilities(numpy.array([[1.0]]), model).tolist()
    [0.5]
    """
    rows = model["features"].values()
    mean, scale, weight = (numpy.array([row[part] for row in rows]) for part in ("mean", "scale", "weight"))
    odds = ((figures - mean) / scale * weight).sum(axis=-1) + model["constant"]
    return 1 / (1 + numpy.exp(-odds))
