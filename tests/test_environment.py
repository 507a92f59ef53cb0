"""The other doors, conda and Binder, lead into the same environment; and what pip installs of this package is whole.

No test here asks the network: what conda's pip section would install is compared, by pip itself, with what the lock has
installed beside this test; the package is built and installed for real.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest

from analysis.read.corpus import ROOT

CONDA = (ROOT / "environment.yml").read_text(encoding="utf-8")
BINDER = ROOT / "postBuild"
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--isolated"]
needs_pip = pytest.mark.skipif(
    subprocess.run([*PIP, "--version"], capture_output=True).returncode != 0, reason="pip is not installed"
)


def pip_section():
    """The lines below `- pip:` of environment.yml."""
    below = CONDA.partition("  - pip:\n")[2]
    return re.findall(r"^      - (.+)$", below, re.MULTILINE)


class TestConda:
    @needs_pip
    def test_the_pip_section_asks_for_what_is_installed_here(self, tmp_path):
        # Conda writes the section into a file beside environment.yml, from where `-r` is followed, and runs this.
        for name in ("environment.yml", "requirements.lock"):
            shutil.copy(ROOT / name, tmp_path)
        given = tmp_path / "condaenv.x7.requirements.txt"
        given.write_text("\n".join(pip_section()) + "\n", encoding="utf-8")
        options = ["-U", "--exists-action=b", "--dry-run", "--no-index", "-r", str(given)]
        done = subprocess.run([*PIP, "install", *options], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Would install" not in done.stdout
        assert len(re.findall(r"^Requirement already satisfied: \S+==", done.stdout, re.MULTILINE)) > 90

    def test_readme_and_binder_run_the_same_commands_afterwards(self):
        commands = re.findall(r"^python -m (pip install .+)$", BINDER.read_text(encoding="utf-8"), re.MULTILINE)
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        assert len(commands) == 2
        assert "\n".join(commands) in readme

    def test_binder_can_run_its_script_and_finds_environment_yml(self):
        assert os.access(BINDER, os.X_OK) or os.name == "nt"
        assert b"\r" not in BINDER.read_bytes()
        # A folder `binder` would hide the files in the root, and a Dockerfile would take their place.
        assert not any((ROOT / name).exists() for name in ("binder", ".binder", "Dockerfile"))


class TestPackage:
    @needs_pip
    def test_the_installed_package_has_every_file_of_the_checkout(self, tmp_path):
        def files(folder):
            paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
            return {path.relative_to(folder).as_posix() for path in paths}

        copy = tmp_path / "copy"
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            copy.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, copy)
        shutil.copytree(ROOT / "analysis", copy / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
        options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--no-compile"]
        subprocess.run([*PIP, "install", *options, "--target", str(tmp_path / "site"), str(copy)], check=True)
        assert files(ROOT / "analysis") - files(tmp_path / "site" / "analysis") == set()
