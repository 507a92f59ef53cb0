"""Fitting of the weights that say how checkable a sentence is, and of the words that count.

Input is the folder of labels (`python -m analysis.models.train_checkable LABELS`), output is `checkable_weights.json`
and its card. Caution: the labels are of sentences spoken in political debates of one country, a quarter of them
check-worthy; scores of other texts are only comparable with one another.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from analysis.models.train_choice import calibration_error
from analysis.read.checkable import WEIGHTS, checkable_features
from analysis.read.files import write_atomically
from analysis.read.light_stems import light_stem
from analysis.read.segments import TOKEN, token_norm

FILE = "claimbuster_train_dev.jsonl"
WORDS, SEEN, SMOOTHING, FOLDS = 600, 8, 0.3, 4
OPENING = 0.5  # share of capitals inside sentences from which a word is a name
SURVEY = 0.29  # share of check-worthy sentences in the fuller edition of the labels, on which others report
CARD = Path(__file__).with_name("card_checkable.md")


def rows(labels: Path) -> tuple[list[str], numpy.ndarray]:
    """The sentences of the labels, and 1 for each that is check-worthy."""
    with (labels / FILE).open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [row["text"] for row in found], numpy.array([row["label"] for row in found])


def common_words(texts: list[str], right: numpy.ndarray) -> frozenset[str]:
    """The stems that tell most between the classes by chi-squared, names left out."""
    capitals, inside, seen, positive = Counter(), Counter(), Counter(), Counter()
    for text, label in zip(texts, right.tolist(), strict=True):
        stems = set()
        for i, match in enumerate(TOKEN.finditer(text)):
            norm = token_norm(match)
            if norm.isalpha():
                stem = light_stem(norm)
                stems.add(stem)
                capitals[stem] += bool(i) and match.group()[0].isupper()
                inside[stem] += bool(i)
        seen.update(stems)
        positive.update(stems if label else ())
    share = right.mean()

    def chi(stem: str) -> float:
        expected = seen[stem] * share
        return round(float((positive[stem] - expected) ** 2 / (expected * (1 - share))), 6)

    kept = [stem for stem in seen if seen[stem] >= SEEN and capitals[stem] <= OPENING * inside[stem]]
    return frozenset(sorted(kept, key=lambda stem: (-chi(stem), stem))[:WORDS])


def fitted(found: list[dict[str, float]], right: numpy.ndarray, words: frozenset[str]) -> dict:
    """The model as plain numbers; features that hardly occur or hardly count are left out."""
    kept = [{k: v for k, v in one.items() if k[:5] != "word:" or k[5:] in words} for one in found]
    table = DictVectorizer()
    model = LogisticRegression(C=SMOOTHING, max_iter=5000).fit(table.fit_transform(kept), right)
    weights = {n: round(float(w), 3) for n, w in zip(table.feature_names_, model.coef_[0], strict=True)}
    weights = {name: weight for name, weight in sorted(weights.items()) if weight}
    return {"constant": round(float(model.intercept_[0]), 3), "weights": weights}


def probabilities(model: dict, found: list[dict[str, float]]) -> numpy.ndarray:
    """The model's probability for each sentence's features."""
    weights = model["weights"]
    sums = [sum(weights.get(n, 0.0) * v for n, v in one.items()) + model["constant"] for one in found]
    return 1 / (1 + numpy.exp(-numpy.clip(numpy.array(sums), -30, 30)))


def f1(shares: numpy.ndarray, right: numpy.ndarray, threshold: float, weight: float = 1.0) -> float:
    """F1 of the check-worthy class; `weight` is how much each other sentence counts.

    >>> f1(numpy.array([0.9, 0.8, 0.1]), numpy.array([1, 0, 1]), 0.5)
    0.5
    """
    called = shares >= threshold
    hit, false = float((called & (right == 1)).sum()), float((called & (right == 0)).sum()) * weight
    return 2 * hit / max(hit + false + float((right == 1).sum()), 1e-9)


def best_threshold(shares: numpy.ndarray, right: numpy.ndarray) -> float:
    """The threshold, in steps of .01, of the highest F1; the lowest of equals."""
    return max((round(f1(shares, right, step / 100), 6), -step / 100) for step in range(15, 65))[1] * -1


def crossed(texts: list[str], right: numpy.ndarray) -> dict[str, float]:
    """F1, F1 at the survey's share, and calibration error, each sentence judged by a model that has not seen it."""
    found = [checkable_features(text) for text in texts]
    shares, parts = numpy.zeros(len(right)), []
    for seen, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, right):
        words = common_words([texts[i] for i in seen], right[seen])
        model = fitted([found[i] for i in seen], right[seen], words)
        shares[held] = probabilities(model, [found[i] for i in held])
        parts.append(held)
    called = numpy.zeros(len(right))
    for held in parts:
        others = numpy.setdiff1d(numpy.arange(len(right)), held)
        called[held] = shares[held] >= best_threshold(shares[others], right[others])
    share = right.mean()
    weight = float(share / (1 - share) / (SURVEY / (1 - SURVEY)))
    return {
        "f1": round(f1(called, right, 0.5), 4),
        "weighted": round(f1(called, right, 0.5, weight), 4),
        "error": round(calibration_error(shares, right), 4),
        "threshold": best_threshold(shares, right),
    }


def train(labels: Path, out: Path = WEIGHTS) -> dict[str, float]:
    """Write the weights and the card; returns the scores in cross-validation."""
    texts, right = rows(labels)
    scores = crossed(texts, right)
    model = fitted([checkable_features(text) for text in texts], right, common_words(texts, right))
    model["threshold"] = round(scores["threshold"], 2)
    model["made_from"] = {"labels": "ClaimBuster, doi 10.5281/zenodo.3609356", "sentences": len(texts), "seed": 0}
    write_atomically(out, (json.dumps(model, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    features = sum(not name.startswith("word:") for name in model["weights"])
    facts = {
        "features": features,
        "words": len(model["weights"]) - features,
        "sentences": len(texts),
        "share": right.mean(),
    }
    card = CARD.read_text(encoding="utf-8").format(**facts, **scores, folds=FOLDS, survey=SURVEY)
    write_atomically(out.with_suffix(".md"), card.encode())
    return scores


if __name__ == "__main__":
    print(train(Path(sys.argv[1])))
