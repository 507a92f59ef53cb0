"""Archives of millions of documents, read for one article.

Input is a file or a folder of files; output is a folder of tables. Caution: what could not be read is listed in
`unread.csv`; where a part of a file was lost, the scan ends with status 1.
"""

from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import ARCHIVES, CorpusFolder, say, short


def _word(help: str, metavar: str):
    return typer.Option(metavar=metavar, help=help)


# A command line has as many options as there are settings.
@app.command("scan", rich_help_panel=ARCHIVES)
def _scan(
    archive: Annotated[
        Path,
        typer.Argument(metavar="ARCHIVE", exists=True, help="JSON lines (.gz, .zst) or Parquet; a file or folder."),
    ],
    article: Annotated[str, _word("The document whose claims are looked for; by default the article.", "ID")] = "",
    corpus: CorpusFolder = None,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="By default ARCHIVE.scan.")] = None,
    measures: Annotated[
        str, _word("all, or some of counts, candidates, copies, attributions, quantities.", "NAMES")
    ] = "counts,candidates,copies",
    scheduler: Annotated[str, _word("processes, here, or a Dask scheduler: tcp://HOST:PORT.", "NAME")] = "processes",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a processor.")] = None,
    engine: Annotated[str, _word("What marks attributions: rules, linear, transformer.", "NAME")] = "rules",
    top: Annotated[int, typer.Option(min=1, max=1000, help="Candidates a claim.")] = 20,
    id_column: Annotated[str, _word("What the archive calls the id.", "NAME")] = "id",
    publisher_column: Annotated[str, _word("What it calls the publisher.", "NAME")] = "publisher",
    date_column: Annotated[str, _word("What it calls the date.", "NAME")] = "date",
    text_column: Annotated[str, _word("What it calls the text.", "NAME")] = "text",
) -> None:
    """Read an archive of any size for one article: rare words, voices, its claims.

    Attributions and quantities take many times as long as the rest. An interrupted scan goes on with the same command;
    the result is the same on one processor, on many, and on a Dask cluster.
    """
    from analysis.scale.archive import Archive
    from analysis.scale.cluster import Scheduler
    from analysis.scale.record import Columns
    from analysis.scale.scan import MEASURES, Settings, scan

    wanted = tuple(name for name in measures.replace(" ", "").split(",") if name)
    settings = Settings(MEASURES if wanted == ("all",) else wanted, engine, top)
    where = Scheduler(scheduler, workers)
    path = archive.resolve()
    result = scan(
        Archive(path, Columns(id_column, publisher_column, date_column, text_column)),
        _article(corpus, article) if {"candidates", "quantities"} & set(settings.measures) else None,
        folder=out or path.with_name(f"{path.name}.scan"),
        settings=settings,
        scheduler=where,
        say=say,
    )
    told = result.manifest
    say(f"{short(result.folder)}  {told['documents']:,} documents, {told['words']:,} words")
    lost, bad, repeated = (told["unread"][name] for name in ("lost", "rows", "repeated"))
    if repeated:
        say(f"{repeated:,} documents bear an id that stands already: see unread.csv")
    if bad:
        say(f"{bad:,} rows could not be read: see unread.csv")
    if lost:
        for row in result.unread[result.unread["is_lost"]].itertuples():
            say(f"not read: {row.path}, {row.where}: {row.reason}")
        raise typer.Exit(1)


def _article(folder: Path | None, name: str):
    """The document whose claims and figures are looked for."""
    from analysis.read.corpus import load_corpus

    documents = load_corpus(folder)
    return documents[name] if name else documents.target
