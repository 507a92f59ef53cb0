"""Figures, notebooks and report of a corpus."""

from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import MEASURING, START, CorpusFolder, say, short


@app.command(rich_help_panel=START)
def figures(
    only: Annotated[str | None, typer.Option(metavar="KEY", help="Draw this figure alone: 02-keyness.")] = None,
    corpus: CorpusFolder = None,
) -> None:
    """Draw the figures into figures/ beside the corpus.

    Each is written as soon as it is drawn, with its table; a file that would not change is left alone.
    """
    from analysis import load_corpus
    from analysis.read.progress import steps
    from analysis.show import gallery

    loaded = load_corpus(corpus)
    for key in steps("drawing", [only] if only else list(gallery.REGISTRY)):
        picture = gallery.figure(key, loaded)
        say(f"{picture.key}  {picture.title}")
    if not only:
        say(f"gallery  {short(gallery.gallery(loaded))}")


@app.command(rich_help_panel=START)
def notebooks() -> None:
    """Run all notebooks in clean kernels, then write the gallery.

    This is what 'make figures' does: two notebooks at a time, executed copies in build/notebooks/. The notebooks are
    those of the workbook in whose folder you are, or else those of the shipped case.
    """
    from analysis.read.corpus import usual_folder
    from analysis.read.progress import progress
    from analysis.show import gallery
    from analysis.show.notebooks import notebook_paths, runs

    home = usual_folder().parent
    total = len(notebook_paths(home / "notebooks"))
    with progress("running the notebooks", total) as told:
        for done, (path, seconds) in enumerate(runs(home / "notebooks", home / "build" / "notebooks"), start=1):
            say(f"{path.name}  {seconds:.1f} s")
            told(done)
        page = gallery.gallery()
    say(f"gallery  {short(page)}")


@app.command(rich_help_panel=START)
def report(corpus: CorpusFolder = None) -> None:
    """Write the report, one HTML page, into report/ beside the corpus."""
    from analysis import load_corpus
    from analysis.read.progress import progress
    from analysis.show.page import report as written

    with progress("writing the report") as told:
        path = written(load_corpus(corpus), progress=told)
    say(short(path))


@app.command(rich_help_panel=MEASURING)
def clean() -> None:
    """Remove outputs, counts and timings from the notebooks."""
    from analysis.read.corpus import usual_folder
    from analysis.read.files import write_atomically
    from analysis.show.notebooks import cleaned, notebook_paths

    for path in notebook_paths(usual_folder().parent / "notebooks"):
        write_atomically(path, cleaned(path).encode())
