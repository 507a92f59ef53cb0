"""A workbook of one's own, and the texts that go into it.

Input is addresses, files and folders; output is `corpus/local/`, and a line for each document. Caution: what is added
lies on this machine alone; git passes `corpus/local/` over, for most texts may not be passed on.
"""

import datetime
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.manual import app
from analysis.commands.parts import CONTROL, CORPUS, CorpusFolder, say, short
from analysis.errors import CrossreadError, one_of

MEDIA = ("html", "pdf", "docx", "text", "markdown")
SHOWN = ("publisher", "date", "url")  # of each of several texts
ONE = ("id", "title", "date", "url", "stands_for")  # what only one text can have


def _word(help: str, metavar: str = "TEXT"):
    return typer.Option(metavar=metavar, help=help, show_default=False)


@app.command(rich_help_panel=CORPUS)
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet, or is empty.")],
) -> None:
    """Lay an empty workbook: corpus, notebooks, Makefile."""
    from analysis.read.workbooks import new_workbook

    home = new_workbook(folder)
    say(f"{short(home)}  corpus, notebooks, Makefile")
    say(f"next: cd {shlex.quote(short(home))}, then")
    python = _python()
    say(f"  {python} -m analysis add ARTICLE.html --target")
    say(f"  {python} -m analysis add SOURCE.pdf https://...")
    say("  make figures")


# A command line has as many options as there are facts.
@app.command("add", rich_help_panel=CORPUS)
def _add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="An address, a file, a folder of files, or - (the input).")
    ],
    target: Annotated[bool, typer.Option("--target", help="It is the article under study.")] = False,
    id: Annotated[str, _word("Its id; by default made from publisher and date.")] = "",
    title: Annotated[str, _word("Its title.")] = "",
    publisher: Annotated[str, _word("Who published it.")] = "",
    publisher_type: Annotated[str, _word("What kind of publisher: newspaper, agency.")] = "",
    date: Annotated[str, _word("When it was published.", "YYYY-MM-DD")] = "",
    licence: Annotated[str, _word("On what terms you may keep it.")] = "",
    url: Annotated[str, _word("The address it was published at.")] = "",
    stands_for: Annotated[str, _word("The digest it may stand in for.", "ID")] = "",
    encoding: Annotated[str, _word("Of HTML or text: utf-8, cp1256.")] = "",
    media: Annotated[str, _word("html, pdf, docx, text or markdown.")] = "",
    corpus: CorpusFolder = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what was guessed without asking.")] = False,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch from addresses of this machine or network too.")
    ] = False,
) -> None:
    """Add web pages, PDF, Word and text files to a corpus.

    What a page says of itself is shown, and in a terminal you are asked whether it is right. A text that is there
    already is told and not written twice.
    """
    from analysis.commands.incoming import incoming
    from analysis.read.corpus import usual_folder

    given = {
        "id": id, "title": title, "publisher": publisher, "publisher_type": publisher_type, "date": date,
        "licence": licence, "url": url, "stands_for": stands_for, "kind": "original" if target else "full",
    }  # fmt: skip
    folder = corpus or usual_folder()
    found, passed = incoming(sources)
    if media:
        one_of("--media", media, MEDIA)
    _refuse_at_once(folder, given, len(found))
    for line in passed:
        say(line)
    asked = not yes and sys.stdin.isatty() and "-" not in sources
    wish = _Wish(given, {"encoding": encoding, "media": media}, asked, allow_local, len(found) == 1)
    counts = {"added": 0, "failed": 0}
    for one in found:
        try:
            counts["added"] += _added(folder, one, wish)
        except (CrossreadError, OSError) as error:
            reason = str(error) if isinstance(error, CrossreadError) else error.strerror or str(error)
            told = reason if one.name in reason else f"{one.name}: {reason}"
            if len(found) == 1:
                raise CrossreadError(told) from None
            counts["failed"] += 1
            print(CONTROL.sub("\N{REPLACEMENT CHARACTER}", f"not added: {told}"), file=sys.stderr, flush=True)
    _say_what_next(folder, counts, len(found))
    if counts["failed"] or not found:
        raise typer.Exit(1)


def _refuse_at_once(folder: Path, given: dict[str, str], number: int) -> None:
    """What would be refused for every text is told before the first is read."""
    from analysis.read.manifest import local_rows, manifest_rows

    alone = [f"--{name.replace('_', '-')}" for name in ONE if given[name]]
    alone += ["--target"] if given["kind"] == "original" else []
    if number > 1 and alone:
        raise CrossreadError(f"{alone[0]} fits one text, and {number} are named; add that one by itself")
    originals = [row["id"] for row in (*manifest_rows(folder), *local_rows(folder)) if row["kind"] == "original"]
    if given["kind"] == "original" and originals:
        remedy = "lay a workbook of its own with 'python -m analysis new FOLDER', or name another with --corpus"
        raise CrossreadError(f"{short(folder)} has an article under study already, {originals[0]!r}; {remedy}")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the reader wants of every source that is named."""

    given: dict[str, str]
    reading: dict[str, str]
    asked: bool
    allow_local: bool
    is_alone: bool


def _added(folder: Path, one, wish: _Wish) -> bool:
    """Read one source and keep it, if the reader wants it; whether it is new."""
    from analysis.commands.confirming import confirmed, shown_facts
    from analysis.commands.incoming import content_of
    from analysis.read.acquire import extract
    from analysis.read.local import kept

    got = content_of(one, allow_local=wish.allow_local)
    read = extract(
        got.content, name="" if one.is_web else one.name, media=wish.reading["media"] or got.media,
        encoding=wish.reading["encoding"], url=got.url,
    )  # fmt: skip
    facts, words = _guessed(one, read, got, wish.given), len(read.text.split())
    more = {"language": read.language or "-", "words": f"{words:,}"}
    if wish.asked:
        say(one.name)
        for note in read.notes:
            say(f"  note: {note}")
    told = {**got.provenance, "added": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}
    while True:
        if wish.asked and (facts := confirmed(facts, more)) is None:
            say(f"left out: {one.name}")
            return False
        try:
            done = kept(folder, read, facts, told)
            break
        except CrossreadError as error:
            if not wish.asked:
                raise
            say(f"Not kept: {error}")
    if not done.is_new:
        _refuse_other_kind(folder, done.id, facts["kind"])
        say(f"{done.id}  {words:,} words  is there already, with the same text; nothing was written")
        return False
    say(f"{done.id}  {words:,} words  {facts['title']}")
    if not wish.asked:
        if wish.is_alone:
            shown_facts(facts | {"id": done.id}, more)
        else:
            say(
                "  " + ", ".join([facts[name] for name in SHOWN if facts[name]] + [read.language or "language unknown"])
            )
        for note in read.notes:
            say(f"  note: {note}")
    for name, share in done.near:
        say(f"  note: {share:.0%} of the shorter text's runs of five words stand in {name!r} too; "
            "near copies count once in the measures")  # fmt: skip
    return True


def _refuse_other_kind(folder: Path, name: str, kind: str) -> None:
    """An article under study that lies there as a source stays one; that must not pass for done."""
    from analysis.read.manifest import local_rows, manifest_rows

    row = next((row for row in (*manifest_rows(folder), *local_rows(folder)) if row["id"] == name), {})
    if kind == "original" and row.get("kind") not in ("original", None):
        remedy = "write 'original' into the column kind of its row in the manifest to make it the article under study"
        raise CrossreadError(f"{row['file']} holds this text already, as {row['kind']}; {remedy}")


def _guessed(one, read, got, given: dict[str, str]) -> dict[str, str]:
    """What the reader said, what the text says of itself, and for the rest what stands in for it."""
    from analysis.read.catalogue import UNKNOWN, row_facts

    guesses = {
        "title": read.title, "publisher": read.publisher, "date": read.date.isoformat() if read.date else "",
    }  # fmt: skip
    facts = guesses | {name: value for name, value in given.items() if value}
    url = given["url"] or got.url or read.url
    first = next((line for line in read.text.splitlines() if line.strip()), "")
    if not facts["publisher"] and not url:
        facts["publisher"] = f"{UNKNOWN} ({one.name})"
    return row_facts(facts, title=first[:100], url=url) | {"id": given["id"]}


def _say_what_next(folder: Path, counts: dict[str, int], number: int) -> None:
    from analysis.read.corpus import usual_folder
    from analysis.read.manifest import local_rows, manifest_rows

    if number > 1:
        left = number - counts["added"] - counts["failed"]
        parts = [f"{counts['added']} of {number} added to {short(folder)}"]
        parts += [f"{left} there already or left out"] if left else []
        parts += [f"{counts['failed']} not added"] if counts["failed"] else []
        say(", ".join(parts))
    if not counts["added"]:
        return
    kinds = {row["kind"] for row in (*manifest_rows(folder), *local_rows(folder))}
    where = "" if folder.resolve() == usual_folder().resolve() else f" --corpus {shlex.quote(short(folder))}"
    if "original" not in kinds:
        say(f"next: python -m analysis add ARTICLE --target{where}")
    elif kinds == {"original"}:
        say(f"next: python -m analysis add SOURCE...{where}")
    else:
        say(f"next: python -m analysis figures{where}")


def _python() -> str:
    """How this interpreter is called from another folder."""
    import shutil

    found = shutil.which("python")
    is_first = found and Path(found).absolute().parent == Path(sys.executable).absolute().parent
    return "python" if is_first else shlex.quote(sys.executable)
