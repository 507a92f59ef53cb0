"""What the commands share: where files lie, how a line is said, which paths are taken.

Caution: `say` replaces control characters, since a title or a text could hold orders to a terminal.
"""

import re
from pathlib import Path
from typing import Annotated

import typer

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
START, CORPUS, DECIDING = "Start here", "Your own corpus", "Deciding about claims"
BATCH = "Many texts (JSON lines in, JSON lines out)"
ARCHIVES = "Archives (millions of documents)"
MEASURING = "Measuring and upkeep"
GROUPS = (START, CORPUS, DECIDING, BATCH, ARCHIVES, MEASURING)

CorpusFolder = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="Folder with manifest.csv; by default corpus/ here, or else the shipped case.",
        show_default=False,
    ),
]


def lines_in(metavar: str, help: str):
    """An argument that is a file to read."""
    return typer.Argument(metavar=metavar, help=help, exists=True, dir_okay=False, readable=True)


def file_out(metavar: str, help: str):
    """An argument that is a file to write."""
    return typer.Argument(metavar=metavar, help=help, dir_okay=False, writable=True)


def say(line: str) -> None:
    """Print a line at once, control characters replaced.

    >>> say("the \\x1b[31mmill")
    the �[31mmill
    """
    print(CONTROL.sub("\N{REPLACEMENT CHARACTER}", line), flush=True)


def short(path: Path) -> str:
    """A path as seen from the working folder where it lies in it, or else the whole of it.

    >>> short(Path("figures") / "README.md")
    'figures/README.md'
    """
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
