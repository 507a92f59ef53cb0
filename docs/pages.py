"""`make docs`: the API pages, written from the docstrings into build/docs/.

Input is the installed package; output is HTML with its styles inside, which asks no host for anything and repeats to
the byte. Caution: only what `analysis`, `measure` and `show` promise in `__all__` is shown, and a document's spans.
"""

import importlib
import re
import sys
from pathlib import Path

import pdoc

import analysis
from analysis import measure, show

ROOT = Path(__file__).resolve().parents[1]
# What stands in a document: spans of the text; and a reader's decision.
TAKEN = tuple(f"analysis.read.{name}" for name in ("zones", "segments", "quotations", "attribution.record", "verdicts"))
HEADING = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)
EXAMPLE = re.compile(r"^>>> .+(?:\n.*\S.*)*", re.MULTILINE)
ITEM = re.compile(r"^(\w[\w, ]*)(?: :|\n)((?: .*\n?|\n(?= ))+)", re.MULTILINE)


def markdown(docstring: str, *_: object) -> str:
    """A docstring of this package as Markdown: its sections, their items, its examples."""
    first, *parts = HEADING.split(EXAMPLE.sub(r"```python\n\g<0>\n```", docstring))
    for title, words in zip(parts[::2], parts[1::2], strict=True):
        if title in ("Parameters", "Raises"):
            words = ITEM.sub(lambda m: f"- `{m[1]}`: {' '.join(m[2].split())}\n", words)
        first += f"###### {title}\n{words}"
    return first


def main(folder: Path) -> None:
    """Write the pages into a folder."""
    for module in (analysis, measure, show):
        for name in module.__all__:
            setattr(module, name, getattr(module, name))  # found on first use only, where pdoc does not look
    for home in map(importlib.import_module, TAKEN):
        shapes = [value for value in vars(home).values() if isinstance(value, type)]
        home.__all__ = [shape.__name__ for shape in shapes if shape.__module__ == home.__name__]
    pdoc.docstrings.convert = markdown
    # Without the search page: its index comes out otherwise where Node is installed.
    pdoc.render.configure(search=False, footer_text=f"Crossread {analysis.__version__}")
    pdoc.pdoc("analysis", *TAKEN, "!analysis.measure.", "!analysis.show.", output_directory=folder)


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "docs"
    main(out)
    print(out / "index.html")
