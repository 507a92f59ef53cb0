"""The weights are trusted only after their hash has been compared."""

import hashlib
import importlib.util
import re
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from analysis.errors import CrossreadError
from analysis.read import encoder
from analysis.read.encoder import checked_file, verified_weights


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
