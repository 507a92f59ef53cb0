"""The file of the linear engine's weights: written once by the training, read once by the engine.

Input and output is one compressed file of arrays; word forms are in it only as numbers, not as words. Caution: the
weights are of no use with other features than those that they were trained on, so the two change together.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy

from analysis.errors import CrossreadError
from analysis.read.attribution.linear.features import Forms
from analysis.read.attribution.linear.model import BITS, Model
from analysis.read.files import write_atomically

MODELS = Path(__file__).parents[3] / "models"
FILE = "attribution_linear.npz"
VOCABULARY = "attribution_vocabulary.txt"


@dataclass(frozen=True)
class Weights:
    """All that was learnt: three models with the scales of their scores, word forms, and how far to trust an answer.

    `trust` are the weights of the logistic model of the confidence; answers below `least` are left out.
    """

    first: Model
    second: Model
    third: Model
    scales: tuple[float, float, float]
    forms: Forms
    trust: numpy.ndarray
    least: float


def word_pieces() -> dict[str, int]:
    """The whole-word pieces of the encoder's vocabulary and their numbers."""
    lines = (MODELS / VOCABULARY).read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece.isalpha()}


def write_weights(path: Path, learnt: Weights) -> None:
    """Write the weights; the same weights give the same bytes."""
    words = sorted(learnt.forms.rates)
    arrays = {
        "words": numpy.array(words, dtype=numpy.uint32),
        "rates": numpy.array([learnt.forms.rates[word] for word in words], dtype=numpy.uint8),
        "groups": learnt.forms.groups,
        "scales": numpy.array(learnt.scales),
        "trust": learnt.trust,
        "least": numpy.array(learnt.least),
    }
    for name in ("first", "second", "third"):
        model: Model = getattr(learnt, name)
        slots = numpy.flatnonzero(model.weights.any(1))
        arrays[f"{name}_slots"] = numpy.diff(slots, prepend=0).astype(numpy.uint16)
        arrays[f"{name}_keys"] = model.keys[slots]
        # A column at a time, because zeros then stand beside zeros and take less room.
        arrays[f"{name}_weights"] = model.weights[slots].T.copy()
        arrays[f"{name}_steps"], arrays[f"{name}_unit"] = model.steps, numpy.array(model.unit)
    whole = io.BytesIO()
    numpy.savez_compressed(whole, **arrays)
    write_atomically(path, whole.getvalue())


def read_weights(path: Path = MODELS / FILE) -> Weights:
    """The weights of a file; raises `CrossreadError` where there is none."""
    if not path.is_file():
        raise CrossreadError(
            f"{path} is missing: the linear engine has no weights; install the package again, or name another engine"
        )
    with numpy.load(path) as file:
        part = {name: file[name] for name in file.files}
    rates = dict(zip(part["words"].tolist(), map(tuple, part["rates"].tolist()), strict=True))
    models = []
    for name in ("first", "second", "third"):
        slots = numpy.cumsum(part[f"{name}_slots"].astype(numpy.int64))
        told = part[f"{name}_weights"]
        keys, weights = numpy.zeros(2**BITS, dtype=numpy.uint16), numpy.zeros((2**BITS, len(told)), dtype=numpy.int8)
        keys[slots], weights[slots] = part[f"{name}_keys"], told.T
        models.append(Model(keys, weights, part[f"{name}_steps"], float(part[f"{name}_unit"])))
    scales = tuple(part["scales"].tolist())
    forms = Forms(rates, word_pieces(), part["groups"], {})
    return Weights(*models, scales, forms, part["trust"], float(part["least"]))
