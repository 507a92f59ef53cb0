"""The folder of human labels: where it is, and what is in it. Nothing of it is ever copied or printed."""

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

from analysis.read.corpus import ROOT

VARIABLE = "CROSSREAD_GOLD"


def label_path(name: str) -> Path:
    """Where a file of labels should be."""
    return (ROOT / os.environ.get(VARIABLE, "../shared/gold") / name).resolve()


def absence(rows: str, *names: str) -> str:
    """Why some rows cannot be measured, or "" if all the files are there."""
    missing = [name for name in names if not label_path(name).is_file()]
    if not missing:
        return ""
    return f"{rows}: {', '.join(missing)} not found; set {VARIABLE} to the folder of labels that holds it"


def label_rows(name: str) -> list[dict]:
    """The rows of a file of labels."""
    with label_path(name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def label_script(name: str) -> ModuleType:
    """A scoring script that lies beside the labels, as a module."""
    path = label_path(name)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
