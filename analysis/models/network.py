"""The transformer that finds cues, and for each cue the words of its source and its content (PyTorch; training only).

A BERT encoder of the MiniLM shape reads word pieces with their shape and quotation state; one head finds cues, sources
and contents word by word, a second scores every word against every cue. Sources: Devlin et al. (2019), the encoder;
Cai et al. (2018), semantic roles scored for each predicate and word together.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, LAYERS, HEADS, INNER, PAIR = 384, 6, 12, 1536, 256
VOCABULARY, POSITIONS, SHAPES, STATES = 30522, 512, 7, 6
TAGS, ROLES, DISTANCES = 9, 5, 24


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.out, self.norm1 = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm2, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """`x` (batch, pieces, HIDDEN) and `blocked` (batch, 1, 1, pieces), added to the attention scores."""
        batch, length = x.shape[0], x.shape[1]
        q, k, v = (
            f(x).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=blocked)
        seen = seen.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """The encoder with its two heads."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes, self.states = nn.Embedding(SHAPES, HIDDEN), nn.Embedding(STATES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.states.weight)
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.word, self.cue_first, self.cue_last = (nn.Linear(HIDDEN, PAIR) for _ in range(3))
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.roles = nn.Linear(PAIR, ROLES)

    def forward(self, pieces: Tensor, shapes: Tensor, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Tag scores, and what the second head needs of each piece as word, first and last word of a cue."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(at)[None] + self.shapes(shapes) + self.states(states)
        x = self.drop(self.norm(x))
        blocked = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        x = self.drop(x)
        return self.tags(x), self.word(x), self.cue_first(x), self.cue_last(x)

    def pair_scores(self, word: Tensor, cue: Tensor, distance: Tensor) -> Tensor:
        """Role scores (cues, words, ROLES) of `word` (cues, words, PAIR) for `cue` (cues, PAIR) at `distance`."""
        return self.roles(functional.gelu(word + cue[:, None] + self.distance(distance)))


def pretrained(path: str) -> Network:
    """The network with the encoder's published weights, its heads fresh.

    `path` is a safetensors file of a BERT encoder of this shape.
    """
    from safetensors.torch import load_file

    raw, network = load_file(path), Network()
    own = {
        "pieces.weight": raw["embeddings.word_embeddings.weight"],
        # Segment 0 is all that single texts use, so its vector joins the positions.
        "positions.weight": raw["embeddings.position_embeddings.weight"]
        + raw["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
        "outer": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(LAYERS):
        for name, there in parts.items():
            for kind in ("weight", "bias"):
                own[f"layers.{i}.{name}.{kind}"] = raw[f"encoder.layer.{i}.{there}.{kind}"]
    missing, unknown = network.load_state_dict(own, strict=False)
    assert not unknown and not any(name.startswith("layers") for name in missing)
    return network
