"""The files around the code hold together: lock, licences, README, layers, start-up."""

import ast
import csv
import importlib
import importlib.util
import re
import subprocess
import sys
import tomllib

import pytest

import analysis
from analysis import measure, show
from analysis.read.corpus import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
# PyTorch is for training alone: what imports it cannot be imported where it is not installed.
NEEDS_TORCH = (
    set()
    if importlib.util.find_spec("torch")
    else {"network.py", "export.py", "train_transformer.py", "export_encoder.py"}
)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def tracked_texts():
    """Path and text of every file that git would hold and that is text (the lock apart)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".lock", ".onnx", ".npz", ".gz"}:
            yield name, path.read_text(encoding="utf-8")


class TestEnvironment:
    def test_every_direct_dependency_is_locked(self):
        pinned = {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)}
        wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
        assert {re.match(r"[A-Za-z0-9._-]+", line).group().lower() for line in wanted} <= pinned

    def test_every_pin_has_a_hash(self):
        pins = re.split(r"\n(?=[A-Za-z0-9])", LOCK.split("\n", 2)[2])
        assert len(pins) > 100
        assert all("--hash=sha256:" in pin for pin in pins)

    def test_the_locks_name_no_address_and_no_path(self):
        weights = (ROOT / "requirements-weights.lock").read_text(encoding="utf-8")
        assert not re.search(r"https?:|file:|--index|--find-links|--extra|/home|/tmp", LOCK + weights)

    def test_setuptools_is_locked_for_the_second_step(self):
        assert re.search(r"^setuptools==", LOCK, re.MULTILINE)

    def test_conda_goes_through_the_same_lock(self):
        text = (ROOT / "environment.yml").read_text(encoding="utf-8")
        assert re.search(r"^ +- -r requirements\.lock$", text, re.MULTILINE)
        version = re.search(r"python=(3\.\d+)", text).group(1)
        assert PROJECT["project"]["requires-python"] == f">={version}"
        assert not re.search(r"^ +- (?!python=|pip\b|pip:|conda-forge|-r )", text, re.MULTILINE)

    def test_versions_agree(self):
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert PROJECT["project"]["version"] == analysis.__version__
        assert f"\nversion: {analysis.__version__}\n" in citation

    def test_every_package_is_installed(self):
        homes = [path.parent.relative_to(ROOT).parts for path in MODULES if path.name == "__init__.py"]
        found = {".".join(parts) for parts in homes}
        assert found == set(PROJECT["tool"]["setuptools"]["packages"])


class TestStartUp:
    def test_importing_the_package_imports_nothing_heavy(self):
        code = (
            "import sys, analysis\nfrom analysis import measure, show\n"
            "heavy = ('numpy', 'pandas', 'matplotlib', 'nltk', 'scipy', 'sklearn', 'IPython')\n"
            "print([name for name in heavy if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def test_every_promised_name_exists(self):
        for path in MODULES:
            if path.name != "__main__.py" and path.name not in NEEDS_TORCH:
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for package in (measure, show):
            for name in package.__all__:
                # A module of the same name would take the function's place once it is imported.
                assert callable(getattr(package, name)), name
        assert all(getattr(analysis, name) is not None for name in analysis.__all__)

    def test_an_unknown_name_is_answered_with_the_known_ones(self):
        with pytest.raises(AttributeError, match="measure has no 'keynes'; it has absent_terms"):
            measure.keynes  # noqa: B018

    def test_a_plot_of_the_same_name_is_found_for_tables(self):
        assert show.keyness is not measure.keyness


class TestHouse:
    def test_no_tracked_file_names_a_path_of_a_machine(self):
        pattern = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/")
        found = [name for name, text in tracked_texts() if pattern.search(text)]
        assert found in ([], ["tests/test_repository.py"])

    def test_every_module_says_what_it_is_for(self):
        for path, tree in TREES.items():
            assert ast.get_docstring(tree), path

    def test_every_public_function_and_class_has_a_docstring(self):
        for path, tree in TREES.items():
            for node in tree.body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                    assert ast.get_docstring(node), f"{path.name}: {node.name}"

    def test_no_function_takes_more_than_six_parameters(self):
        for path, tree in TREES.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    count = len(node.args.args) + len(node.args.kwonlyargs)
                    assert count <= 6, f"{path.name}: {node.name}"

    def test_every_row_of_every_lexicon_has_its_source(self):
        folder = ROOT / "analysis" / "lexicons"
        terms = (folder / "README.md").read_text(encoding="utf-8")
        for path in folder.glob("*.csv"):
            assert path.name in terms
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            assert rows
            assert all(row["source"].strip() for row in rows), path.name

    def test_every_make_target_is_explained(self):
        text = (ROOT / "Makefile").read_text(encoding="utf-8")
        phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE).group(1).split()
        explained = re.findall(r"^([a-z0-9-]+):.*## \S", text, re.MULTILINE)
        assert sorted(phony) == sorted(explained)


class TestReadme:
    def test_every_link_and_picture_leads_somewhere(self):
        for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", README):
            target = "".join(target)
            assert target.startswith("https://") or (ROOT / target).exists(), target

    def test_every_make_command_exists(self):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for name in set(re.findall(r"^make ([a-z0-9-]+)", README, re.MULTILINE)):
            assert re.search(rf"^{name}:", makefile, re.MULTILINE), name

    def test_every_public_function_stands_in_the_table(self):
        for package, names in (("measure", measure.__all__), ("show", show.__all__)):
            for name in names:
                assert f"`{package}.{name}`" in README, f"{package}.{name}"

    def test_pictures_have_alternative_text(self):
        assert re.findall(r"!\[\s*\]|<img(?![^>]* alt=\"[^\"]{20,}\")", README) == []
