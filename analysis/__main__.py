"""The command line: `python -m analysis COMMAND`. One line for a mistake, a traceback only for a defect."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from analysis.errors import CrossreadError
from analysis.read.attribution import DEFAULT

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Crossread reads one article across contrasting sources. Start with: python -m analysis figures",
)
console = Console(highlight=False)
CorpusFolder = Annotated[Path | None, typer.Option("--corpus", help="Folder with manifest.csv.")]


@app.command()
def figures(
    only: Annotated[str | None, typer.Option(help="Draw this figure alone, for instance 02-keyness.")] = None,
    corpus: CorpusFolder = None,
) -> None:
    """Draw the figures into figures/ without running the notebooks."""
    from analysis import load_corpus
    from analysis.show import gallery

    loaded = load_corpus(corpus)
    for key in [only] if only else gallery.REGISTRY:
        with console.status(f"drawing {key}"):
            picture = gallery.figure(key, loaded)
        console.print(f"{picture.key}  {picture.title}")
    if not only:
        console.print(f"gallery  {_short(gallery.gallery(loaded))}")


@app.command()
def notebooks() -> None:
    """Run all notebooks in clean kernels, two at a time, and write the gallery page; what `make figures` does."""
    from analysis.read.corpus import ROOT
    from analysis.show import gallery
    from analysis.show.notebooks import runs

    with console.status("running the notebooks"):
        for path, seconds in runs(ROOT / "notebooks", ROOT / "build" / "notebooks"):
            console.print(f"{path.name}  {seconds:.1f} s")
        page = gallery.gallery()
    console.print(f"gallery  {_short(page)}")


@app.command()
def report(corpus: CorpusFolder = None) -> None:
    """Write the report, one self-contained HTML page."""
    from analysis import load_corpus
    from analysis.show.page import report as written

    with console.status("writing the report"):
        path = written(load_corpus(corpus))
    console.print(_short(path))


@app.command()
def check(
    corpus: CorpusFolder = None,
    fix: Annotated[bool, typer.Option("--fix", help="Take the texts as they are: hash them anew.")] = False,
) -> None:
    """List everything that keeps the corpus from being trusted."""
    from analysis.read.checks import correction_problems, name_problems, reference_problems, rehashed
    from analysis.read.corpus import ROOT, corpus_problems
    from analysis.read.verdicts import verdict_problems

    folder = corpus or ROOT / "corpus"
    if fix:
        for name in rehashed(folder):
            console.print(f"new hash: {name}")
    problems = corpus_problems(folder)
    problems = problems or name_problems(folder)
    problems = problems or [*reference_problems(folder), *correction_problems(folder), *verdict_problems(folder)]
    for problem in problems:
        console.print(problem, markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)
    console.print("nothing to report: manifest, texts, references, names, corrections and verdicts agree")


@app.command()
def names(corpus: CorpusFolder = None) -> None:
    """Write a first names.csv for the corpus: what actors and events may be called, for you to mend."""
    from analysis import load_corpus, measure
    from analysis.read.corpus import ROOT
    from analysis.read.files import write_atomically
    from analysis.read.names import COLUMNS, FILE

    path = (corpus or ROOT / "corpus") / FILE
    if path.exists():
        raise CrossreadError(f"{_short(path)} exists already and is yours; move it away to have a first one written")
    loaded = load_corpus(corpus)
    table = measure.suggested_names(loaded)
    write_atomically(path, table[list(COLUMNS)].to_csv(index=False, lineterminator="\n").encode())
    console.print(f"{_short(path)}  {len(table)} labels; mend it, then draw 02-naming")


@app.command()
def attributions(
    given: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='Lines of {"doc_id", "text"}.')],
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="The same lines with attributions.")],
    engine: Annotated[str, typer.Option(help="rules, linear or transformer.")] = DEFAULT,
    nested: Annotated[bool, typer.Option("--nested", help="Add reports inside reports.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a processor.")] = None,
) -> None:
    """Mark who says what in many texts, one JSON object a line."""
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    from analysis.read.attribution.batch import annotated, checked_lines
    from analysis.read.files import growing_file

    total = sum(1 for _ in checked_lines(given))  # read through once first: a fault in the last line costs no work
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar, growing_file(out) as file:
        task = bar.add_task(engine, total=total)
        for line in annotated(checked_lines(given), engine, jobs=jobs, nested=nested):
            file.write(line + "\n")
            bar.advance(task)
    console.print(f"{_short(out)}  {total} texts")


@app.command()
def quantities(
    given: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='Lines of {"sentence"}.')],
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="The same lines with quantities.")],
) -> None:
    """Read the quantities of many sentences as intervals, one JSON object a line."""
    from analysis.read.files import growing_file
    from analysis.read.quantity_lines import quantity_lines, sentence_rows

    total = sum(1 for _ in sentence_rows(given))  # a fault in the last line costs no work
    with console.status("reading quantities"), growing_file(out) as file:
        file.writelines(line + "\n" for line in quantity_lines(given))
    console.print(f"{_short(out)}  {total} sentences")


@app.command()
def rank(
    queries: Annotated[Path, typer.Argument(metavar="QUERIES.jsonl", help='Lines of {"id", "text"}.')],
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl", help='Lines of {"id", "text"[, "title"]}.')],
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="Ranked ids with scores, a line a query.")],
    top: Annotated[int, typer.Option(min=1, help="How many claims are kept for each query.")] = 20,
    encoder: Annotated[str, typer.Option(help="auto: meaning too, where its weights are installed; or none.")] = "auto",
) -> None:
    """Rank claims by how near they are to each query, one JSON object a line."""
    from analysis.measure.rank_files import ranked_lines, ranking_rows
    from analysis.read.files import growing_file

    asked, known = ranking_rows(queries), ranking_rows(claims)
    with console.status("ranking"), growing_file(out) as file:
        file.writelines(line + "\n" for line in ranked_lines(asked, known, top=top, encoder=encoder))
    console.print(f"{_short(out)}  {len(asked)} queries, {len(known)} claims")


@app.command()
def pairs(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A file that ends in .csv or .json.")],
    corpus: CorpusFolder = None,
) -> None:
    """Write the pairs of claims and sentences with both texts, figures, suggestions and every reader's decisions."""
    from analysis import load_corpus, measure
    from analysis.errors import one_of
    from analysis.read.files import write_atomically
    from analysis.read.verdicts import verdicts as decisions

    form = out.suffix.removeprefix(".").lower()
    one_of("the ending of OUT", form, ("csv", "json"))
    with console.status("comparing"):
        loaded = load_corpus(corpus)
        table = measure.overlap(loaded)
        write_atomically(out, measure.exported_pairs(table, decisions(loaded.folder), form=form))
    console.print(f"{_short(out)}  {len(table)} pairs")


@app.command()
def verdicts(
    given: Annotated[Path, typer.Argument(metavar="IN.csv", help="What 'pairs' wrote, with verdicts filled in.")],
    by: Annotated[str, typer.Option(help="The reader, where the column 'by' is empty.")] = "",
    corpus: CorpusFolder = None,
) -> None:
    """Take over the verdicts that a reader has filled into a spreadsheet of pairs; all of them or none."""
    from analysis import load_corpus, measure

    with console.status("comparing"):
        loaded = load_corpus(corpus)
        added = measure.imported_verdicts(given, measure.overlap(loaded), folder=loaded.folder, by=by)
    console.print(f"{len(added)} new verdicts from {_short(given)}")


@app.command()
def clean() -> None:
    """Remove outputs, counts and timings from the notebooks."""
    from analysis.read.corpus import ROOT
    from analysis.read.files import write_atomically
    from analysis.show.notebooks import cleaned, notebook_paths

    for path in notebook_paths(ROOT / "notebooks"):
        write_atomically(path, cleaned(path).encode())


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def main() -> None:
    """Run the command line; a `CrossreadError` becomes one line on standard error and exit status 1."""
    try:
        app()
    except CrossreadError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
