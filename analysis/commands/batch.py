"""Doors for many texts at once: JSON lines in, JSON lines out, so that anyone can measure the methods on other labels.

Caution: all lines are read through first, so that a fault in the last one costs no work.
"""

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import BATCH, file_out, lines_in, say, short


@app.command(rich_help_panel=BATCH)
def attributions(
    given: Annotated[Path, lines_in("IN.jsonl", 'Lines of {"doc_id", "text"}.')],
    out: Annotated[Path, file_out("OUT.jsonl", "The same lines with attributions.")],
    engine: Annotated[str, typer.Option(metavar="NAME", help="rules, linear or transformer.")] = "transformer",
    nested: Annotated[bool, typer.Option("--nested", help="Add reports inside reports.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a processor.")] = None,
) -> None:
    """Mark who says what in many texts.

    An interrupted run leaves the lines that are done beside OUT.jsonl; the same command goes on after them.
    """
    from analysis.read.attribution.batch import annotated, checked_lines
    from analysis.read.progress import progress
    from analysis.read.resuming import file_hash, program_hash, resumed_file

    total = sum(1 for _ in checked_lines(given))
    recipe = f"{engine} {nested} {file_hash(given)} {program_hash()}"
    with progress(engine, total) as told, resumed_file(out, recipe) as (file, kept):
        told(kept)
        rest = islice(checked_lines(given), kept, None)
        for done, line in enumerate(annotated(rest, engine, jobs=jobs, nested=nested), start=kept + 1):
            file.write(line + "\n")
            told(done)
    before = f", {kept} of them from a run before" if kept else ""
    say(f"{short(out)}  {total} texts{before}")


@app.command(rich_help_panel=BATCH)
def quantities(
    given: Annotated[Path, lines_in("IN.jsonl", 'Lines of {"sentence"}.')],
    out: Annotated[Path, file_out("OUT.jsonl", "The same lines with quantities.")],
) -> None:
    """Read the quantities of many sentences as intervals."""
    from analysis.read.files import growing_file
    from analysis.read.progress import progress
    from analysis.read.quantity_lines import quantity_lines, sentence_rows

    total = sum(1 for _ in sentence_rows(given))
    with progress("reading quantities", total) as told, growing_file(out) as file:
        for done, line in enumerate(quantity_lines(given), start=1):
            file.write(line + "\n")
            told(done)
    say(f"{short(out)}  {total} sentences")


@app.command(rich_help_panel=BATCH)
def rank(
    queries: Annotated[Path, lines_in("QUERIES.jsonl", 'Lines of {"id", "text"}.')],
    claims: Annotated[Path, lines_in("CLAIMS.jsonl", 'Lines of {"id", "text"[, "title"]}.')],
    out: Annotated[Path, file_out("OUT.jsonl", "Ranked ids with scores, a line a query.")],
    top: Annotated[int, typer.Option(min=1, help="How many claims are kept for each query.")] = 20,
    encoder: Annotated[
        str, typer.Option(metavar="NAME", help="auto: meaning too, where its weights are installed; or none.")
    ] = "auto",
) -> None:
    """Rank claims by how near they are to each query."""
    from analysis.measure.rank_files import ranked_lines, ranking_rows
    from analysis.read.files import growing_file
    from analysis.read.progress import progress

    asked, known = ranking_rows(queries), ranking_rows(claims)
    with progress("ranking", len(asked)) as told, growing_file(out) as file:
        for done, line in enumerate(ranked_lines(asked, known, top=top, encoder=encoder), start=1):
            file.write(line + "\n")
            told(done)
    say(f"{short(out)}  {len(asked)} queries, {len(known)} claims")
