"""Could somebody check this sentence? A score from 0 to 1 with the reasons for it, each a feature that can be seen.

Input is a sentence, output is a probability that readers of political debates would call it a checkable statement of
fact, and what counted for and against it. Weights come from `models/checkable_weights.json`; its card says on what they
were fitted. Caution: it tells form, not importance and not truth; it is a sort key, and no sentence is hidden by it.
"""

import csv
import json
import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from analysis.read.attribution.rules.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, STOPS
from analysis.read.lexicons import FOLDER, lexicon
from analysis.read.light_stems import irregular_verbs, light_stem
from analysis.read.segments import TOKEN, token_norm

WORDS = "checkable_words.csv"
WEIGHTS = Path(__file__).parents[1] / "models" / "checkable_weights.json"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?")
LISTED = {"evaluative": "an opinion word", "hedges": "a hedge", "boosters": "insists"}
REASONS = {
    "number": "has a number", "year": "names a year", "money": "a sum of money", "percent": "a percentage",
    "name": "names somebody or something", "past form": "past tense", "doing form": "tells what goes on",
    "question": "asks", "exclamation": "exclaims", "length": "long or short", "very short": "very short",
    "opens with a name": "names an actor", "opens with he or they": "names an actor",
    "opens with I": "speaks of oneself", "opens with we": 'speaks of "us"', "opens with you": "speaks to somebody",
    "done by somebody": "something was done",
}  # fmt: skip
OPENERS = {
    "i": "I", "i'm": "I", "i've": "I", "i'd": "I", "i'll": "I", "we": "we", "we've": "we", "we're": "we", "our": "we",
    "you": "you", "your": "you", "he": "he or they", "she": "he or they", "they": "he or they", "his": "he or they",
    "her": "he or they", "their": "he or they",
}  # fmt: skip
SMALL = STOPS | PREPOSITIONS | DETERMINERS | PRONOUNS | frozenset(["and", "or", "both", "also", "now", "even", "just"])
LEAST = 0.1  # a reason that counts less than this, in log odds, is not told
TOLD = 6  # reasons told at most


@dataclass(frozen=True, slots=True)
class Reason:
    """What counts for a sentence (weight above 0) or against it; the weight is in log odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Checkable:
    """A probability with the strongest reasons first; `reasons` leaves out what hardly counts."""

    score: float
    reasons: tuple[Reason, ...]


@cache
def word_features() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The features that each word, or two words joined by a space, brings; and the reason that each feature gives.

    >>> word_features()[0]["going to"], word_features()[1]["will"]
    (('will',), 'about the future')
    """
    by_word: dict[str, list[str]] = {}
    reasons = dict(REASONS)
    with (FOLDER / WORDS).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            reasons[row["feature"]] = row["reason"]
            for word in row["words"].split():
                by_word.setdefault(word.replace("_", " "), []).append(row["feature"])
    for name, reason in LISTED.items():
        reasons[name] = reason
        for form in (form for entry in lexicon(name) for form in entry.forms):
            by_word.setdefault(form, []).append(name)
    return {word: tuple(found) for word, found in by_word.items()}, reasons


def checkable_features(text: str) -> dict[str, float]:
    """The features of a sentence: 1 where it has one, and "more" for those that it has several times (at most 3).

    Words of the fitted list come as "word:" with their stem.

    >>> found = checkable_features("Grain prices rose by 12% in 1931.")
    >>> sorted(name for name in found if not name.startswith("word:"))[:5]
    ['change', 'length', 'money and work', 'number', 'past form']
    """
    matches = list(TOKEN.finditer(text))
    norms = [token_norm(match) for match in matches]
    counts: dict[str, int] = {}
    by_word, _ = word_features()
    for i, norm in enumerate(norms):
        pair = f"{norms[i - 1]} {norm}" if i else ""
        for name in (*by_word.get(norm, ()), *by_word.get(pair, ())):
            counts[name] = counts.get(name, 0) + 1
    for name, count in _shapes(text, matches, norms).items():
        counts[name] = counts.get(name, 0) + count
    found = {name: 1.0 for name, count in counts.items() if count}
    found |= {f"more {name}": float(min(count - 1, 3)) for name, count in counts.items() if count > 1}
    found["length"] = round(math.log1p(min(len(norms), 40)) / 2 - 1.4, 4)
    found |= dict.fromkeys((f"word:{light_stem(norm)}" for norm in norms if norm.isalpha()), 1.0)
    return found


def _shapes(text: str, matches: list[re.Match], norms: list[str]) -> dict[str, int]:
    """The features that are told by form: figures, capitals, endings, the first word, the last mark."""
    numbers = [match.group() for match in matches if match.lastgroup == "number"]
    years = sum(bool(YEAR.fullmatch(number)) for number in numbers)
    rest = list(zip(matches, norms, strict=True))[1:]
    end = text.rstrip("”\"') ")[-1:]
    counts = {
        "number": len(numbers) - years,
        "year": years,
        "money": int(bool(re.search(r"[$£€]", text))),
        "percent": int("%" in text or "percent" in norms or "per cent" in text),
        "name": sum(m.group()[0].isupper() and n[:2] not in ("i", "i'") for m, n in rest),
        "past form": sum((n.endswith("ed") and len(n) > 4) or n in irregular_verbs() for n in norms),
        "doing form": int(any(n.endswith("ing") and len(n) > 5 for n in norms)),
        "done by somebody": sum(
            before in ("was", "were", "been", "is", "are", "be") and (n.endswith("ed") or n in irregular_verbs())
            for before, n in pairwise(norms)
        ),
        "question": int(end == "?"),
        "exclamation": int(end == "!"),
        "very short": int(len(norms) < 6),
    }  # fmt: skip
    opener = OPENERS.get(norms[0] if norms else "", "")
    if opener:
        counts[f"opens with {opener}"] = 1
    return counts


@cache
def checkable_weights() -> dict:
    """The fitted model: `constant`, `weights` by feature, and `threshold`, from which a sentence is called so."""
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def checkable(text: str) -> Checkable:
    """How probable it is that a sentence states something that can be checked, and why.

    References
    ----------
    Hassan, N., Arslan, F., Li, C. & Tremayne, M. (2017). Toward automated fact-checking: detecting check-worthy factual
    claims by ClaimBuster. Proceedings of KDD 2017, 1803-1812.

    >>> fact, wish = checkable("In 1931 the town spent $2 million on 12 mills."), checkable("I hope we will be happy.")
    >>> fact.score > 0.8, wish.score < 0.2
    (True, True)
    >>> {"has a number", "names a year"} <= {reason.name for reason in fact.reasons}
    True
    """
    model = checkable_weights()
    weights, total = model["weights"], model["constant"]
    told: dict[str, float] = {}
    forms = {light_stem(norm): norm for norm in map(token_norm, TOKEN.finditer(text))}
    for name, value in checkable_features(text).items():
        part = weights.get(name, 0.0) * value
        if part:
            total += part
            label = _label(name, value, forms)
            told[label] = told.get(label, 0.0) + part
    ranked = sorted(((round(part, 3), label) for label, part in told.items()), key=lambda one: (-abs(one[0]), one[1]))
    reasons = tuple(Reason(label, part) for part, label in ranked if abs(part) >= LEAST)[:TOLD]
    return Checkable(round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4), reasons)


def _label(name: str, value: float, forms: dict[str, str]) -> str:
    """A feature as a reader is told of it; a word that belongs to a class counts for the reason of its class."""
    by_word, reasons = word_features()
    if name == "length":
        return "long sentence" if value > 0 else "short sentence"
    if name.startswith("word:"):
        form = forms[name[5:]]
        if form in SMALL:
            return "small words"
        return reasons[by_word[form][0]] if form in by_word else f"the word “{form}”"
    return reasons[name.removeprefix("more ")]
