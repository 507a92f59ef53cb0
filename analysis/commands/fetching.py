"""The full texts behind the digests, fetched one page at a time where their terms allow it.

Input is `fulltexts.toml` of a corpus and the reader's choice; output is texts in `local/`, and a list of what could not
be had. Caution: this and `add` with an address are the only commands that use the network.
"""

import datetime
import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import CORPUS, CorpusFolder, say, short
from analysis.errors import CrossreadError

if TYPE_CHECKING:
    from analysis.read.web.fulltexts import Fulltext

RESPONSIBILITY = (
    "You take the responsibility: no open licence is known for these pages, so whether you may keep a copy for your "
    "own reading depends on their terms and on the law where you live, and the copies are not to be passed on."
)


# A command line has as many options as there are choices.
@app.command("fetch", rich_help_panel=CORPUS)
def _fetch(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Which; by default all.")] = None,
    corpus: CorpusFolder = None,
    personal_use: Annotated[
        bool, typer.Option("--personal-use", help="Also pages without an open licence, on your responsibility.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show what there is, on which terms; ask for none.")] = False,
    allow_local: Annotated[bool, typer.Option("--allow-local", help="Also ask machines of your own network.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ask for what is kept already without condition, and read it anew.")
    ] = False,
    newest: Annotated[
        bool, typer.Option("--newest", help="Let the corpus go on with the newest texts kept; ask for none.")
    ] = False,
) -> None:
    """Fetch the full texts behind the digests, where their terms allow it.

    Texts go to local/ in the corpus and stand in for their digests. What is there already is asked for on condition:
    a page that has changed is kept beside the old text, and --newest takes it. Status 1: something could not be had.
    """
    from analysis.read.corpus import usual_folder
    from analysis.read.web.fulltexts import fulltexts

    folder = corpus or usual_folder()
    entries = _chosen(fulltexts(folder), ids or [])
    if listed:
        return _listed(folder, entries, personal_use)
    if newest:
        return _newest(folder, entries, bool(ids))
    closed = [entry for entry in entries if not entry.is_open]
    if closed and personal_use:
        say(RESPONSIBILITY)
    elif closed and ids:
        named = ", ".join(entry.id for entry in closed)
        raise CrossreadError(f"no open licence is known for {named}; add --personal-use if you answer for the copy")
    else:
        entries = [entry for entry in entries if entry.is_open]
    _fetched(folder, entries, allow_local, again)
    if closed and not personal_use:
        say(f"left out for their terms: {len(closed)}; --list shows them, --personal-use asks for them too")


def _chosen(entries: tuple["Fulltext", ...], ids: list[str]) -> list["Fulltext"]:
    """The entries that are named, in the order of the file; all where none is."""
    known = [entry.id for entry in entries]
    for name in ids:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3)
            told = f"did you mean {' or '.join(map(repr, near))}?" if near else "'fetch --list' shows all"
            raise CrossreadError(f"no entry {name!r} in fulltexts.toml; {told}")
    return [entry for entry in entries if not ids or entry.id in ids]


def _listed(folder: Path, entries: list["Fulltext"], personal_use: bool) -> None:
    """Show each entry with its terms, their grounds, its addresses and what would become of it."""
    from analysis.read.web.versions import versions

    for entry in entries:
        kept = versions(folder, entry.id)
        left_out = "" if entry.is_open or personal_use else "left out for its terms"
        state = f"kept ({len(kept)} texts)" if len(kept) > 1 else "kept" if kept else left_out or "would be fetched"
        say(f"{entry.id}  [{entry.terms}]  {state}")
        say(f"    {entry.title}, {entry.publisher}, {entry.date or 'no date known'}; stands for {entry.stands_for}")
        say(f"    {entry.grounds}")
        for url in entry.sources:
            say(f"    {url}")
    say(f"{len(entries)} publications, {sum(entry.is_open for entry in entries)} of them on open terms")


def _newest(folder: Path, entries: list["Fulltext"], is_named: bool) -> None:
    from analysis.read.web.versions import newest_taken, versions

    for entry in entries:
        if is_named or versions(folder, entry.id):
            path = newest_taken(folder, entry.id)
            say(f"{entry.id}  {f'goes on with {short(path)}' if path else 'has the newest text that is kept'}")


def _fetched(folder: Path, entries: list["Fulltext"], allow_local: bool, again: bool) -> None:
    """Fetch entry by entry; what is told as kept has reached the disk."""
    from analysis.read.progress import progress
    from analysis.read.web.client import Visit
    from analysis.read.web.gathering import MISSING, gathered, told_missing

    outcomes, visit = [], Visit(allow_local)
    at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        with progress("fetching", len(entries)) as told:
            for number, entry in enumerate(entries, start=1):
                outcome = gathered(folder, entry, visit, again=again)
                outcomes.append(outcome)
                say(f"{outcome.state}: {outcome.id}" + (f"  {outcome.told}" if outcome.told and outcome.is_had else ""))
                told(number)
    finally:
        told_missing(folder, outcomes, at)
    failed = [outcome for outcome in outcomes if not outcome.is_had]
    for outcome in failed:
        for url, reason in outcome.faults:
            say(f"not had: {outcome.id}  {reason if url in reason else f'{url}: {reason}'}")
    if any(outcome.state == "changed" for outcome in outcomes):
        say(
            "a page that changed is kept beside the old text, with which the corpus goes on; --newest takes the new one"
        )
    say(f"{len(outcomes) - len(failed)} of {len(outcomes)} are in the corpus")
    if failed:
        say(f"the others are listed in {short(folder / 'local' / MISSING)}; their digests stay")
        raise typer.Exit(1)
