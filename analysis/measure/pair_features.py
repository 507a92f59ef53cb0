"""How much of a claim does a document hold? The figures from which coverage is judged.

Input is a claim and the sentences of a document, or one sentence; output is one figure a name of `FEATURES`, most of
them shares between 0 and 1, and the sentences in the order in which they speak to the claim. A word weighs more the
rarer it is in English, so that the figures of a pair do not hang on what else is compared. Caution: these are figures
of words, names and numbers; that a document holds all words of a claim does not mean that it states it.
"""

import functools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy

from analysis.measure.terms import stem
from analysis.read.dates import DateSpan, dates
from analysis.read.quantities import Quantity, quantities
from analysis.read.segments import TOKEN, token_norm

LEXICAL = {
    "words_best": "weighted share of the claim's words in the nearest sentence",
    "words_lead": "the same in the nearest sentence, the one before it and the document's first",
    "words_document": "the same in the whole document",
    "gap_document": "longest run of content words that the document lacks, as a share of all",
    "letters_best": "share of the claim's runs of four letters in the nearest sentence",
    "letters_document": "share of the claim's runs of four letters in the document",
    "beginnings_lead": "words_lead where the first five letters of a word are enough",
    "beginnings_document": "words_document where the first five letters of a word are enough",
    "rare_best": "words_best where a word weighs less the more sentences of the document have it",
    "rare_document": "words_document where a word weighs less the more sentences of the document have it",
    "late_best": "words_best of the second half of the claim, where the news of a sentence usually is",
    "late_document": "words_document of the second half of the claim",
    "names_best": "share of the capitalised words in the nearest sentence; 1 where there are none",
    "names_document": "share of the capitalised words in the document; 1 where there are none",
    "figures_missing_best": "quantities of the claim that the nearest sentence lacks",
    "figures_missing_document": "quantities of the claim that the document lacks",
    "dates_missing_best": "dates of the claim that no date of the nearest sentence meets",
    "dates_missing_document": "dates of the claim that no date of the document meets",
    "polarity_differs": "1 where one of claim and nearest sentence is negated, else 0",
    "length": "logarithm of one more than the number of content words of the claim",
    "shorter": "logarithm of the claim's length over the nearest sentence's",
}
MEANING = {
    "meaning_best": "cosine of the claim's and the nearest sentence's vector",
    "meaning_most": "greatest cosine of the claim's vector and a sentence's",
    "meaning_mean": "mean cosine of the claim's vector and the sentences'",
}
FEATURES = LEXICAL | MEANING
VOCABULARY = Path(__file__).parents[1] / "models" / "attribution_vocabulary.txt"
FIRST_WORD = 1990  # the entries before are marks, single letters and signs
LETTERS, BEGINNING, SLIGHT = 4, 5, 0.1  # letters in a run, letters of a beginning, weight of a function word
_FUNCTION_WORDS = """
    a an the and or but nor if of in on at to for from by with as into onto than that this these those it its he she
    they his her hers him their them we our us you your i my me who whom whose which what when where how why there
    here is are was were be been being am has have had having do does did done will would shall should can could may
    might must not no so such very also too only just then both each any some all more most other same own about
    over under between after before during while because since until up down out off again upon through
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
NEGATIONS = frozenset(["not", "no", "never", "without", "neither", "nor", "none", "cannot", "nobody", "nothing"])


class Words(NamedTuple):
    """A text as the figures see it; the arrays have one value a word."""

    stems: list[str]
    beginnings: list[str]
    weights: numpy.ndarray  # rarity of a content word, little for a function word
    content: numpy.ndarray
    capitals: numpy.ndarray  # content words with a capital that do not open the text
    letters: frozenset[str]
    negated: bool
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]


class Pool(NamedTuple):
    """The sentences of a document with, for each stem, beginning and run of letters, the sentences that have it."""

    rows: list[Words]
    stems: dict[str, list[int]]
    beginnings: dict[str, list[int]]
    letters: dict[str, list[int]]


@functools.cache
def _ranks() -> dict[str, int]:
    return {word: i for i, word in enumerate(VOCABULARY.read_text(encoding="utf-8").splitlines())}


@functools.lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """How rare a word is in English, from .05 to 1, by its rank in a word list that is ordered by frequency.

    References
    ----------
    The list is that of BERT (Devlin et al. 2019); a word that is not in it counts as rarest.

    >>> rarity("year") < rarity("harbour") < rarity("weir")
    True
    """
    ranks = _ranks()
    if word not in ranks:
        return 1.0
    return max(0.05, math.log(max(1, ranks[word] - FIRST_WORD)) / math.log(len(ranks) - FIRST_WORD))


@functools.lru_cache(maxsize=4096)
def words(text: str) -> Words:
    """What the figures need to know of a text, read once.

    >>> words("The mill at Overton never shut.").negated
    True
    """
    found = list(TOKEN.finditer(text))
    norms = [token_norm(match) for match in found]
    content = [norm not in FUNCTION_WORDS for norm in norms]
    plain = f" {' '.join(norms)} "
    return Words(
        [stem(norm) for norm in norms],
        [norm[:BEGINNING] for norm in norms],
        numpy.array([rarity(norm) if own else SLIGHT for norm, own in zip(norms, content, strict=True)]),
        numpy.array(content, dtype=bool),
        numpy.array([own and i > 0 and found[i].group()[0].isupper() for i, own in enumerate(content)], dtype=bool),
        frozenset(plain[i : i + LETTERS] for i in range(len(plain) - LETTERS + 1)),
        any(norm in NEGATIONS or norm.endswith("n't") for norm in norms),
        quantities(text),
        dates(text),
    )


def pool(sentences: Sequence[str]) -> Pool:
    """The sentences of a document, made ready for any number of claims."""
    rows = [words(text) for text in sentences]
    return Pool(rows, *(_places([getattr(row, part) for row in rows]) for part in ("stems", "beginnings", "letters")))


def _places(parts: list) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, part in enumerate(parts):
        for key in set(part):
            found.setdefault(key, []).append(i)
    return found


def _present(keys: list[str], places: dict[str, list[int]], count: int) -> numpy.ndarray:
    """Which key stands in which sentence: keys x sentences."""
    table = numpy.zeros((len(keys), count), dtype=bool)
    for i, key in enumerate(keys):
        table[i, places.get(key, [])] = True
    return table


def _share(held: numpy.ndarray, weights: numpy.ndarray, empty: float = 1.0) -> float:
    total = weights.sum()
    return float(weights[held].sum() / total) if total > 0 else empty


def _gap(held: numpy.ndarray) -> float:
    """The longest run of False as a share of the whole."""
    edges = numpy.flatnonzero(numpy.concatenate(([True], held, [True])))
    return float(numpy.diff(edges).max() - 1) / max(1, len(held))


def pair_features(
    claim: Words, document: Pool, meaning: numpy.ndarray | None = None
) -> tuple[list[float], numpy.ndarray]:
    """The figures of one claim and one document, and its sentences from the nearest on.

    Parameters
    ----------
    claim : with at least one word. document : with at least one sentence.
    meaning : cosine of the claim's vector and each sentence's; None leaves the figures `MEANING` out.

    Returns
    -------
    The values in the order of `LEXICAL`, then `MEANING`, rounded to six digits; and the places of the sentences.

    >>> values, order = pair_features(words("The mill shut."), pool(["It rained.", "The mill shut in May."]))
    >>> dict(zip(LEXICAL, values))["words_best"], order.tolist()
    (1.0, [1, 0])
    """
    held = _present(claim.stems, document.stems, len(document.rows))
    near = (claim.weights @ held) / claim.weights.sum()
    letters = _letters(claim, document)
    score = near + letters / 2 + (0 if meaning is None else meaning)
    order = numpy.argsort(-score.round(6), kind="stable")
    best = int(order[0])
    values = _of_words(claim, document, held, best)
    shared = sum(run in document.letters for run in claim.letters) / max(1, len(claim.letters))
    values |= {"letters_best": letters[best], "letters_document": shared}
    values |= _of_atoms(claim, document, best)
    if meaning is not None:
        values |= {"meaning_best": meaning[best], "meaning_most": meaning.max(), "meaning_mean": meaning.mean()}
    return [round(float(values[name]), 6) for name in FEATURES if name in values], order


def _letters(claim: Words, document: Pool) -> numpy.ndarray:
    """The share of the claim's runs of letters in each sentence."""
    counts = numpy.zeros(len(document.rows))
    for run in claim.letters:
        counts[document.letters.get(run, [])] += 1
    return counts / max(1, len(claim.letters))


def _of_words(claim: Words, document: Pool, held: numpy.ndarray, best: int) -> dict[str, float]:
    """The figures that are about words and their order."""
    weights, content, nearest = claim.weights, claim.content, document.rows[best]
    heavy = weights * content
    one, whole, around = held[:, best], held.any(axis=1), [0, max(0, best - 1), best]
    lead = held[:, around].any(axis=1)
    rare = heavy * (1 - held.mean(axis=1))
    starts = _present(claim.beginnings, document.beginnings, held.shape[1]) | held
    late = numpy.flatnonzero(content)[content.sum() // 2 :]
    return {
        "words_best": _share(one, weights),
        "words_lead": _share(lead, weights),
        "words_document": _share(whole, weights),
        "gap_document": _gap(whole[content]),
        "beginnings_lead": _share(starts[:, around].any(axis=1), weights),
        "beginnings_document": _share(starts.any(axis=1), weights),
        "rare_best": _share(one, rare),
        "rare_document": _share(whole, rare),
        "late_best": _share(one[late], weights[late]),
        "late_document": _share(whole[late], weights[late]),
        "names_best": _share(one, claim.capitals * 1.0),
        "names_document": _share(whole, claim.capitals * 1.0),
        "length": math.log(1 + content.sum()),
        "shorter": math.log((1 + len(claim.stems)) / (1 + len(nearest.stems))),
    }


def _of_atoms(claim: Words, document: Pool, best: int) -> dict[str, float]:
    """The figures that are about quantities, dates and negation."""
    nearest = document.rows[best]
    figures = [(q.low, q.high) for q in claim.quantities]
    here = {(q.low, q.high) for q in nearest.quantities}
    there = {(q.low, q.high) for row in document.rows for q in row.quantities} if figures else set()
    days = [day for row in document.rows for day in row.dates] if claim.dates else []
    return {
        "figures_missing_best": sum(pair not in here for pair in figures),
        "figures_missing_document": sum(pair not in there for pair in figures),
        "dates_missing_best": sum(not _met(day, nearest.dates) for day in claim.dates),
        "dates_missing_document": sum(not _met(day, days) for day in claim.dates),
        "polarity_differs": float(claim.negated != nearest.negated),
    }


def _met(day: DateSpan, others: Sequence[DateSpan]) -> bool:
    return any(day.first <= other.last and other.first <= day.last for other in others)
