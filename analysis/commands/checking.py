"""Is a corpus fit to be read, and what may actors and events be called in it?"""

from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import CORPUS, CorpusFolder, say, short
from analysis.errors import CrossreadError


@app.command(rich_help_panel=CORPUS)
def check(
    corpus: CorpusFolder = None,
    fix: Annotated[bool, typer.Option("--fix", help="Take the texts as they are: hash them anew.")] = False,
) -> None:
    """List everything that keeps a corpus from being trusted."""
    from analysis.read.checks import correction_problems, name_problems, reference_problems, rehashed
    from analysis.read.corpus import corpus_problems, usual_folder
    from analysis.read.verdicts import verdict_problems

    folder = corpus or usual_folder()
    if fix:
        for name in rehashed(folder):
            say(f"new hash: {name}")
    problems = corpus_problems(folder)
    problems = problems or name_problems(folder)
    problems = problems or [*reference_problems(folder), *correction_problems(folder), *verdict_problems(folder)]
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)
    say("nothing to report: manifest, texts, references, names, corrections and verdicts agree")


@app.command(rich_help_panel=CORPUS)
def names(corpus: CorpusFolder = None) -> None:
    """Write a first names.csv, for you to mend: what actors are called."""
    from analysis import load_corpus, measure
    from analysis.read.corpus import usual_folder
    from analysis.read.files import write_atomically
    from analysis.read.names import COLUMNS, FILE
    from analysis.read.progress import progress

    path = (corpus or usual_folder()) / FILE
    if path.exists():
        raise CrossreadError(f"{short(path)} exists already and is yours; move it away to have a first one written")
    with progress("looking for names"):
        table = measure.suggested_names(load_corpus(corpus))
        write_atomically(path, table[list(COLUMNS)].to_csv(index=False, lineterminator="\n").encode())
    say(f"{short(path)}  {len(table)} labels; mend it, then draw 02-naming")
