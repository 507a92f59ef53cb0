"""The weights are trusted only after their hash has been compared; the vectors are those of a plain forward pass."""

import hashlib
import importlib.util
import json
import re
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy
import pytest

from analysis.errors import CrossreadError
from analysis.read import encoder
from analysis.read.encoder import checked_file, verified_weights
from tests.read.plain_encoder import plain_states

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")


@pytest.fixture
def installed_as(monkeypatch):
    """A function that pretends what the search for the weights package finds; its answers are not kept."""
    asked = []

    def pretend(spec):
        def find_spec(name):
            asked.append(name)
            return spec

        monkeypatch.setattr(importlib.util, "find_spec", find_spec)
        return asked

    verified_weights.cache_clear()
    yield pretend
    verified_weights.cache_clear()


def package(folder):
    spec = ModuleSpec("weights", None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    return spec


def test_a_file_with_the_right_hash_is_returned(tmp_path):
    path = tmp_path / "weights.bin"
    path.write_bytes(b"flour")
    assert checked_file(path, hashlib.sha256(b"flour").hexdigest()) == path


def test_a_file_with_another_hash_is_refused_and_both_hashes_are_named(tmp_path):
    path = tmp_path / "weights.bin"
    path.write_bytes(b"sand")
    expected, found = hashlib.sha256(b"flour").hexdigest(), hashlib.sha256(b"sand").hexdigest()
    with pytest.raises(CrossreadError) as caught:
        checked_file(path, expected)
    assert str(caught.value) == (
        f"{path} is not the published weights file (sha256 {found}, expected {expected}); install it again"
    )


def test_a_missing_file_is_an_error_with_a_remedy(tmp_path):
    path = tmp_path / "weights.bin"
    with pytest.raises(CrossreadError) as caught:
        checked_file(path, "0" * 64)
    assert str(caught.value) == f"{path} is missing; remove .venv and run 'make figures' to install it again"


def test_the_make_targets_that_the_remedy_names_exist(tmp_path):
    with pytest.raises(CrossreadError) as caught:
        checked_file(tmp_path / "weights.bin", "0" * 64)
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    named = [name for run in re.findall(r"make ([a-z -]+)", str(caught.value)) for name in run.split()]
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(CrossreadError, match="is missing"):
        checked_file(tmp_path, "0" * 64)


def test_without_the_package_there_are_no_weights_and_no_error(installed_as):
    asked = installed_as(None)
    assert verified_weights() is None
    assert asked == [encoder.PACKAGE]


def test_a_plain_module_of_that_name_is_no_package(installed_as):
    installed_as(ModuleSpec(encoder.PACKAGE, None))
    assert verified_weights() is None


def test_a_package_without_the_file_is_an_error(installed_as, tmp_path):
    installed_as(package(tmp_path))
    with pytest.raises(CrossreadError) as caught:
        verified_weights()
    assert str(caught.value).startswith(f"{tmp_path / 'model' / 'model.safetensors'} is missing")


def test_a_package_with_another_file_is_an_error(installed_as, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"sand")
    installed_as(package(tmp_path))
    with pytest.raises(CrossreadError, match=f"not the published weights file .*expected {encoder.PUBLISHED_SHA256}"):
        verified_weights()


def test_a_package_with_the_published_file_gives_its_path(installed_as, tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    path = tmp_path / "model" / "model.safetensors"
    path.write_bytes(b"flour")
    monkeypatch.setattr(encoder, "PUBLISHED_SHA256", hashlib.sha256(b"flour").hexdigest())
    installed_as(package(tmp_path))
    assert verified_weights() == path


def plain_vector(arrays, pieces):
    mean = plain_states(arrays, pieces, layers=6).mean(0)
    return mean / numpy.linalg.norm(mean)


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSREAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "vectors.sqlite"


@pytest.fixture
def without_weights(monkeypatch):
    monkeypatch.setattr(encoder, "verified_weights", lambda: None)


TEXTS = [
    "The mill by the weir was shut in May.",
    "In May the council closed the old flour mill.",
    "She sang.",
    "",
    "The harbour master counted 1,204 boats, 12% more than a year before; nobody had expected so many of them.",
    "Ünïcode — “quoted” words, e.g. naïve café №5 and 水.",
    "dam " * 400,
    "x" * 300,
    "half of a pair: \ud800.",
]


@needs_weights
class TestVectors:
    def test_they_agree_with_a_plain_forward_pass_of_the_same_weights(self, own_cache):
        arrays = encoder.stored_arrays(verified_weights())
        for text, row in zip(TEXTS, encoder.vectors(TEXTS), strict=True):
            pieces = encoder.tokenizer().encode(text.replace("\ud800", "?")).ids
            oracle = plain_vector(arrays, pieces)
            assert row @ oracle > 0.999999, text
            assert abs(row - oracle).max() < 2e-6, text

    def test_rows_are_of_unit_length_and_in_the_order_of_the_texts(self, own_cache):
        rows = encoder.vectors(TEXTS)
        assert rows.shape == (len(TEXTS), 384) and rows.dtype == numpy.float32
        assert numpy.allclose(numpy.linalg.norm(rows, axis=1), 1, atol=1e-5)
        assert numpy.array_equal(encoder.vectors(TEXTS[::-1]), rows[::-1])

    def test_alike_is_nearer_than_unlike(self, own_cache):
        mill, closed, sang = encoder.vectors(TEXTS[:3])
        assert mill @ closed > 0.6 > 0.2 > mill @ sang

    def test_a_text_has_the_same_bytes_alone_and_among_others(self, own_cache):
        together = encoder.read_vectors([*TEXTS, "She ran.", "He sang."])
        for text, row in zip(TEXTS, together, strict=False):
            assert encoder.read_vectors([text])[0].tobytes() == row.tobytes(), text

    def test_kept_and_fresh_agree_to_the_byte(self, own_cache, monkeypatch):
        fresh = encoder.vectors(TEXTS)
        monkeypatch.setattr(encoder, "read_vectors", None)  # whoever reads again fails
        assert encoder.vectors(TEXTS).tobytes() == fresh.tobytes()

    def test_equal_texts_are_read_once(self, own_cache, monkeypatch):
        read, asked = encoder.read_vectors, []
        monkeypatch.setattr(encoder, "read_vectors", lambda texts: asked.extend(texts) or read(texts))
        rows = encoder.vectors(["She sang.", "He ran.", "She sang."])
        assert asked == ["She sang.", "He ran."]
        assert numpy.array_equal(rows[0], rows[2]) and not numpy.array_equal(rows[0], rows[1])

    def test_pieces_beyond_the_first_256_change_nothing(self, own_cache):
        long = "weir " * 254  # with the marks of beginning and end 256
        one, other, shorter = encoder.vectors([long, long + "and the mill", "weir " * 253 + "mill"])
        assert numpy.array_equal(one, other)
        assert not numpy.array_equal(one, shorter)

    def test_a_paragraph_of_a_megabyte_is_read(self, own_cache):
        assert encoder.vectors(["The mill stood still. " * 50_000]).shape == (1, 384)

    def test_no_texts_make_no_rows(self, own_cache):
        assert encoder.vectors([]).shape == (0, 384)

    def test_progress_begins_with_what_is_kept_and_ends_with_all(self, own_cache, monkeypatch):
        monkeypatch.setattr(encoder, "KEPT_EVERY", 2)
        encoder.vectors(TEXTS[:1])
        told = []
        encoder.vectors([*TEXTS[:4], TEXTS[0]], progress=lambda done, total: told.append((done, total)))
        assert told == [(1, 4), (3, 4), (4, 4)]

    def test_what_was_read_before_a_halt_is_kept(self, own_cache, monkeypatch):
        monkeypatch.setattr(encoder, "KEPT_EVERY", 2)

        def halt(done, total):
            if done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            encoder.vectors(TEXTS[:4], progress=halt)
        told = []
        encoder.vectors(TEXTS[:4], progress=lambda *counts: told.append(counts))
        assert told[0] == (2, 4)

    def test_a_cache_that_cannot_be_written_changes_nothing(self, own_cache, monkeypatch, tmp_path):
        rows = encoder.vectors(TEXTS[:2])
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("CROSSREAD_CACHE", str(tmp_path / "file"))
        assert encoder.vectors(TEXTS[:2]).tobytes() == rows.tobytes()

    def test_one_string_is_refused_with_a_remedy(self):
        with pytest.raises(CrossreadError, match="must be a list of texts; not one string: put it between square"):
            encoder.vectors("The mill.")

    def test_a_missing_graph_is_an_error_that_names_it(self, own_cache, monkeypatch, tmp_path):
        encoder.graph_hash.cache_clear()
        monkeypatch.setattr(encoder, "GRAPH", tmp_path / "encoder.onnx")
        with pytest.raises(CrossreadError, match=r"encoder\.onnx is missing; restore it from the repository"):
            encoder.vectors(["The mill."])
        encoder.graph_hash.cache_clear()


class TestWithoutTheWeights:
    def test_there_are_no_vectors_and_no_error(self, without_weights):
        assert encoder.vectors(["The mill."]) is None

    def test_one_string_is_refused_all_the_same(self, without_weights):
        with pytest.raises(CrossreadError, match="must be a list"):
            encoder.vectors("The mill.")


class TestStoredArrays:
    def file(self, tmp_path, header, numbers):
        head = json.dumps(header).encode()
        path = tmp_path / "x.safetensors"
        path.write_bytes(len(head).to_bytes(8, "little") + head + numbers)
        return path

    def test_arrays_come_by_name_and_shape(self, tmp_path):
        numbers = numpy.arange(6, dtype="<f4")
        header = {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
            "b": {"dtype": "F32", "shape": [2], "data_offsets": [16, 24]},
            "places": {"dtype": "I64", "shape": [1], "data_offsets": [24, 32]},
        }
        found = encoder.stored_arrays(self.file(tmp_path, header, numbers.tobytes() + bytes(8)))
        assert {name: array.tolist() for name, array in found.items()} == {"a": [[0, 1], [2, 3]], "b": [4, 5]}

    def test_other_numbers_are_refused_by_name(self, tmp_path):
        header = {"a": {"dtype": "F16", "shape": [1], "data_offsets": [0, 2]}}
        with pytest.raises(CrossreadError, match="holds a as F16; only F32 is read"):
            encoder.stored_arrays(self.file(tmp_path, header, bytes(2)))
