"""Every notebook runs from top to bottom in a clean kernel, offline, and is committed bare."""

import ast
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from analysis.errors import CrossreadError
from analysis.read.corpus import ROOT
from analysis.show import gallery
from analysis.show.notebooks import cleaned, executed, notebook_paths

PATHS = notebook_paths(ROOT / "notebooks")
GUARD = (Path(__file__).parent / "network.py").read_text(encoding="utf-8") + "\nrefuse_network()\n"
HEADINGS = ["Question", "What we compare", "Look", "Check", "What we may say"]
pytestmark = pytest.mark.filterwarnings("ignore:Proactor event loop")


def code_cells(path: Path) -> list[str]:
    return [c["source"] for c in nbformat.read(path, as_version=4).cells if c["cell_type"] == "code"]


@pytest.fixture(scope="module")
def runs():
    """Every executed notebook or the error that stopped it, two at a time, the network refused in the kernel."""

    def run(path):
        try:
            return executed(path, prelude=GUARD)
        except CrossreadError as error:
            return error

    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip([path.name for path in PATHS], pool.map(run, PATHS), strict=True))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
class TestNotebook:
    def test_runs_without_network(self, path, runs):
        assert not isinstance(runs[path.name], CrossreadError), str(runs[path.name])

    def test_prints_no_warning(self, path, runs):
        streams = [o.text for c in runs[path.name].cells for o in c.get("outputs", []) if o.get("name") == "stderr"]
        assert streams == []

    def test_has_the_five_headings_in_order(self, path):
        text = "\n".join(c["source"] for c in nbformat.read(path, as_version=4).cells if c["cell_type"] == "markdown")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS

    def test_has_twelve_to_forty_cells_and_one_for_parameters(self, path):
        cells = nbformat.read(path, as_version=4).cells
        assert 12 <= len(cells) <= 40
        assert sum("parameters" in c["metadata"].get("tags", []) for c in cells) == 1

    def test_parameters_are_plain_values(self, path):
        cell = next(c for c in nbformat.read(path, as_version=4).cells if "parameters" in c["metadata"].get("tags", []))
        for statement in ast.parse(cell["source"]).body:
            assert isinstance(statement, ast.Assign)
            ast.literal_eval(statement.value)

    def test_defines_no_function_and_no_class(self, path):
        for source in code_cells(path):
            kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
            assert not any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))

    def test_is_committed_bare(self, path):
        assert path.read_text(encoding="utf-8") == cleaned(path)
        assert path.stat().st_size < 30_000

    def test_every_figure_cell_is_followed_by_the_committed_figure(self, path):
        cells = nbformat.read(path, as_version=4).cells
        for cell, after in zip(cells, [*cells[1:], None], strict=True):
            found = re.search(r'show\.figure\("([^"]+)", corpus\)', cell["source"])
            if cell["cell_type"] != "code" or not found or path.stem.startswith("05"):
                continue
            key = found.group(1)
            image = re.search(rf"!\[([^\]]+)\]\(\.\./figures/{key}\.png\)", after["source"])
            assert image, key
            assert (ROOT / "figures" / f"{key}.png").is_file()

    def test_links_lead_somewhere(self, path):
        text = "\n".join(c["source"] for c in nbformat.read(path, as_version=4).cells if c["cell_type"] == "markdown")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("http") or (path.parent / target).exists(), target


def test_every_figure_of_the_registry_is_drawn_in_its_notebook():
    for key, entry in gallery.REGISTRY.items():
        source = "\n".join(code_cells(ROOT / "notebooks" / f"{entry.notebook}.ipynb"))
        assert f'show.figure("{key}", corpus)' in source


def test_an_error_names_notebook_cell_and_error(tmp_path):
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# t"), nbformat.v4.new_code_cell("1 / 0")],
        metadata={"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}},
    )
    path = tmp_path / "broken.ipynb"
    path.write_text(nbformat.writes(book), encoding="utf-8")
    with pytest.raises(CrossreadError, match=r"^broken\.ipynb, cell 2: ZeroDivisionError: division by zero$"):
        executed(path)


def test_the_network_guard_works_inside_a_kernel(tmp_path):
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('import socket\nsocket.getaddrinfo("example.org", 80)')],
        metadata={"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}},
    )
    path = tmp_path / "online.ipynb"
    path.write_text(nbformat.writes(book), encoding="utf-8")
    with pytest.raises(CrossreadError, match=r"cell 1: NetworkRefusedError: tests may not look up example\.org"):
        executed(path, prelude=GUARD)


def test_cleaning_removes_outputs_counts_and_timings(tmp_path):
    book = json.loads(PATHS[0].read_text(encoding="utf-8"))
    cell = next(c for c in book["cells"] if c["cell_type"] == "code")
    cell["execution_count"] = 7
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    cell["metadata"]["execution"] = {"iopub.status.idle": "now"}
    path = tmp_path / "dirty.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    assert cleaned(path) == PATHS[0].read_text(encoding="utf-8")
