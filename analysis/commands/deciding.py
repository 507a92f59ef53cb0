"""Deciding about claims in a terminal: card by card, or by a spreadsheet that goes out and comes back.

Input is a corpus and a reader's keys, or lines where no terminal reads; output is lines of `verdicts.jsonl`, each on
the disk before the next card is shown. Caution: figures that were drawn before stay as they were drawn.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import DECIDING, CorpusFolder, file_out, lines_in, say, short
from analysis.errors import CrossreadError, one_of

KEYS = {"a": "accept", "r": "reject", "s": "skip", "u": "undo", "c": "choose", "q": "quit"}
HINT = "  ".join(f"{key} {word}" for key, word in KEYS.items())
Reader = Annotated[str, typer.Option("--by", metavar="NAME", help="The reader; by default $CROSSREAD_READER.")]


@app.command(rich_help_panel=DECIDING)
def review(
    corpus: CorpusFolder = None,
    by: Reader = "",
    again: Annotated[bool, typer.Option("--again", help="Read what others have decided, without seeing how.")] = False,
    seed: Annotated[int, typer.Option(help="Of the sample that is read without the machine's word.")] = 0,
) -> None:
    """Decide pair by pair, with a key for each decision.

    Keys: a accept, r reject, s skip, u undo, c choose another relation or add a note, q quit. Where the input is no
    terminal, a line stands for a key: a key, its word or a relation, with a note after a colon ("differs: year").
    """
    from rich.console import Console

    from analysis import load_corpus
    from analysis.commands.cards import text_card
    from analysis.measure.ledger import reader_name
    from analysis.show.deciding import Sitting, pairs_of

    loaded = load_corpus(corpus)
    sitting = Sitting(loaded, pairs_of(loaded), seed=seed, again=reader_name(by) if again else "")
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, 100)
    while sitting.todo:
        console.rule(f"{len(sitting.todo)} to read", characters="-", style="none")
        console.print(text_card(sitting.card()._repr_html_()))
        word, _, note = _asked(HINT, line=not sys.stdin.isatty()).partition(":")
        if word == "choose" or (word == "accept" and sitting.is_blind):
            word, _, note = _chosen().partition(":")
        if word == "quit":
            break
        try:
            say(_done(sitting, word.strip(), note.strip(), by))
            sitting.refresh()
        except CrossreadError as error:
            say(f"Not saved: {error}")
    say(sitting.progress() if sitting.todo else f"No card is left to read. {sitting.progress()}")


def _done(sitting, word: str, note: str, by: str) -> str:
    """Do what a word says; what is to be told of it."""
    if word == "skip":
        sitting.skip()
        return "Skipped; it comes again after the others."
    if word == "undo":
        row = sitting.undo()
        return f"Taken back: {row.pair}." if row else "Back to the card that was skipped."
    if not word:
        return "Nothing was decided."
    auto = f" The machine says “{sitting.table['relation_auto'][sitting.todo[0]]}”." if sitting.is_blind else ""
    relation = "" if word in KEYS.values() else word
    row = sitting.decided("accept" if relation else word, relation=relation, note=note, by=by)
    return f"Saved: {row.pair} {row.verdict}ed, “{row.relation}”.{auto}"


def _asked(prompt: str, line: bool) -> str:
    """What the reader wants, as a word: one key where a terminal reads, or a line; the end of the input is 'quit'."""
    while True:
        print(f"{prompt}  > ", end="", flush=True)
        try:
            given = input() if line else typer.getchar()
        except EOFError:
            given = "q"
        if not line:
            print(given if given.isprintable() else "")
        word, colon, note = given.partition(":")
        known = KEYS.get(word.strip().lower())
        if known or line:
            return f"{known or ' '.join(word.split()).lower()}{colon}{note}"


def _chosen() -> str:
    """A relation, by its number or its words, with a note after a colon if there is one; "" for none."""
    from analysis.read.verdicts import RELATIONS

    for number, relation in enumerate(RELATIONS, start=1):
        say(f"{number:>4}  {relation}")
    given, colon, note = _asked("number or words, a note after a colon; empty: none", line=True).partition(":")
    if given.isdecimal() and 1 <= int(given) <= len(RELATIONS):
        given = RELATIONS[int(given) - 1]
    return f"{given}{colon}{note}"


@app.command(rich_help_panel=DECIDING)
def pairs(
    out: Annotated[Path, file_out("OUT", "A file that ends in .csv or .json.")], corpus: CorpusFolder = None
) -> None:
    """Write all pairs, with both texts and every decision, as a spreadsheet."""
    from analysis import load_corpus, measure
    from analysis.read.files import write_atomically
    from analysis.read.verdicts import verdicts as decisions

    form = out.suffix.removeprefix(".").lower()
    one_of("the ending of OUT", form, ("csv", "json"))
    loaded = load_corpus(corpus)
    table = measure.overlap(loaded)
    write_atomically(out, measure.exported_pairs(table, decisions(loaded.folder), form=form))
    say(f"{short(out)}  {len(table)} pairs")


@app.command(rich_help_panel=DECIDING)
def verdicts(
    given: Annotated[Path, lines_in("IN.csv", "What 'pairs' wrote, with verdicts filled in.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="The reader, where the column 'by' is empty.")] = "",
    corpus: CorpusFolder = None,
) -> None:
    """Take over the verdicts filled into such a spreadsheet; all or none."""
    from analysis import load_corpus, measure

    loaded = load_corpus(corpus)
    added = measure.imported_verdicts(given, measure.overlap(loaded), folder=loaded.folder, by=by)
    say(f"{len(added)} new verdicts from {short(given)}")
