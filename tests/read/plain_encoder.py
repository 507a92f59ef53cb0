"""The oracle of the encoder: the forward pass of BERT for one text, in double precision, one head after another."""

import math

import numpy
from scipy.special import erf


def plain_states(arrays: dict[str, numpy.ndarray], pieces: list[int], *, layers: int) -> numpy.ndarray:
    """The state of every piece, the marks of beginning and end among them, after so many layers."""
    weights = {name: array.astype(float) for name, array in arrays.items() if "word_embeddings" not in name}

    def dense(rows, name):
        return rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normed(rows, name):
        centred = rows - rows.mean(1, keepdims=True)
        spread = numpy.sqrt((centred**2).mean(1, keepdims=True) + 1e-12)
        return centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    state = arrays["embeddings.word_embeddings.weight"][pieces].astype(float)
    state = state + weights["embeddings.position_embeddings.weight"][: len(pieces)]
    state = normed(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in (f"encoder.layer.{i}" for i in range(layers)):
        query, key, value = (dense(state, f"{layer}.attention.self.{part}") for part in ("query", "key", "value"))
        heads = []
        for at in range(0, 384, 32):
            score = query[:, at : at + 32] @ key[:, at : at + 32].T / math.sqrt(32)
            share = numpy.exp(score - score.max(1, keepdims=True))
            heads.append(share / share.sum(1, keepdims=True) @ value[:, at : at + 32])
        mixed = dense(numpy.concatenate(heads, 1), f"{layer}.attention.output.dense")
        state = normed(state + mixed, f"{layer}.attention.output.LayerNorm")
        inner = dense(state, f"{layer}.intermediate.dense")
        inner = inner * (1 + erf(inner / math.sqrt(2))) / 2
        state = normed(state + dense(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return state
