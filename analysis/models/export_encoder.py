"""From the shape of the sentence encoder to `encoder.onnx` and `piece_states.onnx`: graphs that hold no weight.

What comes out names its weights as external; `analysis.read.encoder` hands them over from the file of the weights
package. Texts of one length go in together, so that nothing is padded and no mask is needed. Architecture: BERT (Devlin
et al. 2019) as in MiniLM (Wang et al. 2020), mean pooling and unit length as in Reimers and Gurevych (2019).
Caution: needs the package `onnx`, which nothing that runs does. Run as `python -m analysis.models.export_encoder`.
"""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

LAYERS, WIDTH, HEADS, INNER, PIECES, PLACES = 6, 384, 12, 1536, 30522, 512
NEVER = 1e-12  # what the published configuration adds to a variance
STATE_LAYERS = 4  # pieces fit best in the middle, where a state still tells the word and already what is meant
HERE = Path(__file__).parent


class Graph:
    """Nodes in their order, small constants, and the names and shapes of the weights to come."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], name: str, outputs: int = 1, **attributes) -> str:
        """Add a node; returns the name of its (first) output."""
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, **attributes))
        return names[0]

    def weight(self, name: str, *shape: int) -> str:
        """Name a weight that is handed over when the graph is loaded."""
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="model.safetensors")
        self.held.append(tensor)
        return name

    def constant(self, name: str, values: list[int] | list[float], kind: int = TensorProto.INT64) -> str:
        """Hold a few numbers in the graph itself."""
        self.held.append(helper.make_tensor(name, kind, [len(values)], values))
        return name

    def dense(self, given: str, name: str, size: int, out: int) -> str:
        """A linear layer; its weight stands as (in, out)."""
        product = self.node("MatMul", [given, self.weight(f"{name}.weight", size, out)], f"{name}.product")
        return self.node("Add", [product, self.weight(f"{name}.bias", out)], f"{name}.sum")

    def norm(self, given: str, name: str) -> str:
        """Layer normalisation."""
        inputs = [given, self.weight(f"{name}.weight", WIDTH), self.weight(f"{name}.bias", WIDTH)]
        return self.node("LayerNormalization", inputs, f"{name}.normed", axis=-1, epsilon=NEVER)

    def attended(self, given: str, name: str) -> str:
        """Self-attention of all pieces of a text; query, key and value come from one product."""
        both = self.dense(given, f"{name}.self", WIDTH, 3 * WIDTH)
        self.node("Split", [both, "thirds"], f"{name}.part", 3, axis=-1)
        parts = [self.node("Reshape", [f"{name}.part.{i}", "by_head"], f"{name}.heads{i}") for i in range(3)]
        orders = ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
        query, key, value = (
            self.node("Transpose", [part], f"{name}.turned{i}", perm=order)
            for i, (part, order) in enumerate(zip(parts, orders, strict=True))
        )
        score = self.node("MatMul", [query, key], f"{name}.score")
        share = self.node("Softmax", [self.node("Mul", [score, "scale"], f"{name}.scaled")], f"{name}.share", axis=-1)
        mixed = self.node("MatMul", [share, value], f"{name}.mixed")
        back = self.node("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
        return self.node("Reshape", [back, "joined"], f"{name}.joined")

    def layer(self, given: str, name: str) -> str:
        """One layer of the encoder."""
        mixed = self.attended(given, f"{name}.attention")
        mixed = self.dense(mixed, f"{name}.attention.output.dense", WIDTH, WIDTH)
        mixed = self.norm(self.node("Add", [mixed, given], f"{name}.a"), f"{name}.attention.output.LayerNorm")
        inner = self.node("Gelu", [self.dense(mixed, f"{name}.intermediate.dense", WIDTH, INNER)], f"{name}.gelu")
        outer = self.dense(inner, f"{name}.output.dense", INNER, WIDTH)
        return self.norm(self.node("Add", [outer, mixed], f"{name}.b"), f"{name}.output.LayerNorm")


def read_pieces(graph: Graph, layers: int) -> str:
    """Add what leads from `pieces` to the states after so many layers; returns their name."""
    graph.constant("thirds", [WIDTH] * 3)
    graph.constant("by_head", [0, 0, HEADS, WIDTH // HEADS])
    graph.constant("joined", [0, 0, WIDTH])
    graph.constant("scale", [(WIDTH // HEADS) ** -0.5], TensorProto.FLOAT)
    for name, value in (("zero", 0), ("one", 1), ("two", 2)):
        graph.constant(name, [value])
    words = graph.node("Gather", [graph.weight("embeddings.word_embeddings.weight", PIECES, WIDTH), "pieces"], "words")
    length = graph.node("Slice", [graph.node("Shape", ["pieces"], "shape"), "one", "two"], "length")
    # The weight of the only kind of text that is used is added to that of the places when the weights are handed over.
    table = graph.weight("embeddings.place", PLACES, WIDTH)
    state = graph.node("Add", [words, graph.node("Slice", [table, "zero", length, "zero"], "places")], "embedded")
    state = graph.norm(state, "embeddings.LayerNorm")
    for i in range(layers):
        state = graph.layer(state, f"encoder.layer.{i}")
    return state


def model(graph: Graph, name: str, output: str, shape: list[str | int]) -> onnx.ModelProto:
    """The graph as a file's content: `pieces` (texts, length) of whole numbers in, one output of numbers out."""
    inputs = [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
    made = helper.make_graph(graph.nodes, name, inputs, outputs, graph.held)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="crossread")


def piece_states() -> onnx.ModelProto:
    """The first layers alone: `states` (texts, length, 384) of every piece out."""
    graph = Graph()
    graph.node("Identity", [read_pieces(graph, STATE_LAYERS)], "states")
    return model(graph, "piece_states", "states", ["texts", "length", WIDTH])


def encoder() -> onnx.ModelProto:
    """The whole encoder: `vectors` (texts, 384) of unit length out."""
    graph = Graph()
    state = read_pieces(graph, LAYERS)
    mean = graph.node("ReduceMean", [state, "one"], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], "vectors", axis=-1, p=2)
    return model(graph, "encoder", "vectors", ["texts", WIDTH])


if __name__ == "__main__":
    for name, made in (("encoder.onnx", encoder()), ("piece_states.onnx", piece_states())):
        (HERE / name).write_bytes(made.SerializeToString(deterministic=True))
        print(name, (HERE / name).stat().st_size, "bytes")
