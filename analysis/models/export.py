"""From a trained network to the files that ship: ONNX graphs, weights in eight bits.

Caution: eight-bit weights cost a little accuracy; `make accuracy` measures the files that ship, not the network.
"""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from analysis.models.network import PAIR, Network

INPUTS, OUTPUTS = ["pieces", "shapes", "states"], ["tags", "word", "first", "last"]


class Pairs(torch.nn.Module):
    """The second head alone, for one window: every word against every cue."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, word, cue, distance):
        return self.network.pair_scores(word[None], cue, distance)


class Rows(torch.nn.Module):
    """An embedding table in eight bits, each row with a scale of its own: rare pieces lose nothing to frequent ones."""

    def __init__(self, table: torch.Tensor):
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces):
        return self.rows[pieces].float() * self.scale[pieces]


def exported(network: Network, out: Path) -> list[str]:
    """Write `attribution_transformer.onnx` and `attribution_pairs.onnx` into `out`; returns their names."""
    network = network.float().eval()
    pairs = Pairs(network)
    network.pieces = Rows(network.pieces.weight.detach())
    row = torch.ones((2, 9), dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in INPUTS + OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "network.onnx"
        torch.onnx.export(
            network, (row, row, row), raw, input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            raw, out / "attribution_transformer.onnx", op_types_to_quantize=["MatMul"],
            per_channel=True, weight_type=QuantType.QInt8,
        )  # fmt: skip
    example = (torch.zeros(9, PAIR), torch.zeros(2, PAIR), torch.zeros((2, 9), dtype=torch.int64))
    torch.onnx.export(
        pairs, example, out / "attribution_pairs.onnx", input_names=["word", "cue", "distance"],
        output_names=["roles"], opset_version=17, dynamo=False,
        dynamic_axes={"word": {0: "words"}, "cue": {0: "cues"}, "distance": {0: "cues", 1: "words"},
                      "roles": {0: "cues", 1: "words"}},
    )  # fmt: skip
    return ["attribution_transformer.onnx", "attribution_pairs.onnx"]
