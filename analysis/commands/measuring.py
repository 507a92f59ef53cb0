"""How often are the methods right, and how fast are they? Runs the benchmarks that lie beside the package."""

import subprocess
import sys
from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import MEASURING
from analysis.errors import CrossreadError

Strict = Annotated[bool, typer.Option("--strict", help="End with status 1 if a bar is missed.")]


@app.command(rich_help_panel=MEASURING)
def accuracy(strict: Strict = False) -> None:
    """Measure the methods against known truth and people's labels."""
    _run("accuracy", strict)


@app.command(rich_help_panel=MEASURING)
def speed(strict: Strict = False) -> None:
    """Measure speed beside other tools."""
    _run("speed", strict)


def _run(name: str, strict: bool) -> None:
    from analysis.read.corpus import ROOT

    if not (ROOT / "benchmarks" / name / "__main__.py").is_file():
        raise CrossreadError(f"{ROOT} has no benchmarks/{name}; run '{name}' in a checkout of the whole repository")
    words = [sys.executable, "-m", f"benchmarks.{name}", *(["--strict"] if strict else [])]
    raise typer.Exit(subprocess.run(words, cwd=ROOT).returncode)
