"""Every notebook in JupyterLab: it opens, its kernel answers, all cells run, and nothing asks for the network."""

import pytest

from analysis.read.corpus import ROOT
from analysis.show.notebooks import notebook_paths

NAMES = [path.stem for path in notebook_paths(ROOT / "notebooks")]


@pytest.mark.parametrize("name", NAMES)
def test_notebook(name, books, shots):
    book = books(name)
    book.pictures(shots, name)
    assert book.complaints() == []
    assert all(cell["count"] for cell in book.cells() if cell["kind"] == "code" and cell["source"].strip())
    assert book.blocked == []
    assert book.errors == []
