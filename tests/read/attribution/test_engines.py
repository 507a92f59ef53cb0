"""The engines behind one function, and the cache of what a network found."""

import json

import pytest

from analysis.read.attribution import DEFAULT, ENGINES, engines
from analysis.read.document import Document
from tests.read.attribution.test_words import read

TEXT = "The mill\n\n“We will close the mill in May,” Jane Doe said on Friday. The council denied that it had known."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_finds_the_plain_quotation(engine):
    found = Document(id="x", text=TEXT, engine=engine).attributions
    first = next(a for a in found if a.cue.text == "said")
    assert (first.source.text, first.mode, first.act, first.stance) == ("Jane Doe", "direct", "speech", "neutral")
    assert first.content[0].text.strip("“”,") == "We will close the mill in May"
    assert (first.confidence is None) == (engine == "rules")
    assert first.sentence == 1


def test_the_default_engine_is_one_of_them():
    assert DEFAULT in ENGINES


def test_what_was_found_is_kept_and_found_again(folder, monkeypatch):
    first = engines.kept_drafts(read(TEXT), "transformer")
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(engines, "drafts", None)  # a second reading would fail
    assert engines.kept_drafts(read(TEXT), "transformer") == first


@pytest.mark.parametrize("damage", [b"", b"{", b"[[1]]", b"[3]", b'{"a": 1}', b"\xff\xfe", b"[[[1, 2], null, 5, 0.5]]"])
def test_a_damaged_entry_is_read_anew_and_mended(folder, damage):
    first = engines.kept_drafts(read(TEXT), "transformer")
    entry = next(folder.iterdir())
    good = entry.read_bytes()
    entry.write_bytes(damage)
    assert engines.kept_drafts(read(TEXT), "transformer") == first
    assert entry.read_bytes() == good


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(engines, "CACHE", tmp_path / "file" / "cache")
    assert engines.kept_drafts(read(TEXT), "transformer")


def test_another_text_or_paragraphing_is_another_entry(folder):
    engines.kept_drafts(read(TEXT), "transformer")
    engines.kept_drafts(read(TEXT + " It rained."), "transformer")
    assert len(list(folder.iterdir())) == 2
    assert all(isinstance(json.loads(path.read_bytes()), list) for path in folder.iterdir())
