"""A whole archive read for one article: how rare its words are there, who speaks, what comes near its claims.

Input is an archive and perhaps an article; output is a folder of tables. The archive is read once for all measures but
`candidates`, which has to know first how rare each word is, and reads it again. What was read is kept in `.progress/`
in that folder until the end: a scan that was killed goes on and ends with the same bytes. Caution: an archive that has
changed, other settings or another version begin anew.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CrossreadError, in_range, one_of
from analysis.read.attribution import ENGINES
from analysis.read.counting import word_counts
from analysis.read.files import write_atomically
from analysis.read.progress import progress
from analysis.scale.archive import Archive
from analysis.scale.candidates import Candidates, best_of, candidate_rows, weights
from analysis.scale.cluster import GOES_ON, Scheduler
from analysis.scale.copies import Copies
from analysis.scale.counted import Counted
from analysis.scale.figures import Figures
from analysis.scale.parts import Parts
from analysis.scale.result import COLUMNS, ScanResult
from analysis.scale.spoken import Spoken
from analysis.scale.work import KeptWork, Measure, Work, bundles, code_hash
from analysis.scale.writing import write_counts, write_manifest, write_rows, write_tables, write_unread

if TYPE_CHECKING:
    from analysis.read.document import Document

MEASURES = ("counts", "candidates", "copies", "attributions", "quantities")
USUAL = MEASURES[:3]  # the others split every text into sentences, and take many times as long
PROGRESS = ".progress"
FILES = (
    "manifest.json",
    "recipe.json",
    "candidates.jsonl",
    "publisher_counts.npy",
    *(f"{name}.csv" for name in COLUMNS),
)
COMPRESSED, UNDIVIDED = ("gz", "zst"), 200_000_000  # bytes from which a file that cannot be cut is told
WHY = {"archive": "the archive has changed", "settings": "the settings differ", "code": "the program has changed"}


@dataclass(frozen=True)
class Settings:
    """What is asked: which measures, with which engine for attributions, and how many candidates a claim."""

    measures: tuple[str, ...] = USUAL
    engine: str = "rules"
    top: int = 20

    def __post_init__(self) -> None:
        for name in self.measures:
            one_of("measures", name, MEASURES)
        one_of("engine", self.engine, ENGINES)
        in_range("top", self.top, 1, 1000)


def scan(
    archive: Archive,
    article: "Document | None" = None,
    *,
    folder: Path,
    settings: Settings | None = None,
    scheduler: Scheduler | None = None,
    say: Callable[[str], object] = lambda line: None,
) -> ScanResult:
    """Read an archive, and write what was found into a folder; a scan that was interrupted goes on.

    Parameters
    ----------
    article : the document whose claims are looked for; without it there are no candidates, and all quantities count.
    folder : where tables and progress go; it may not lie in the archive.
    scheduler : who does the work; the result does not depend on it.
    say : is told in sentences what the reader should know.

    Raises
    ------
    CrossreadError
        Where the archive cannot be read as one, the disk is full, or no worker is left; what is done is kept.
    """
    settings, scheduler = settings or Settings(), scheduler or Scheduler()
    if "candidates" in settings.measures and article is None:
        raise CrossreadError("candidates need an article; name one with --article ID, or leave candidates out")
    folder, home = Path(folder), archive.path.resolve()
    if home.is_dir() and folder.resolve().is_relative_to(home):
        raise CrossreadError(f"{folder} lies in the archive and would be read as a part of it; name another with --out")
    recipe = _recipe(archive, article, settings)
    if _read_json(folder / "recipe.json") == recipe and (folder / "manifest.json").is_file():
        say(f"{folder} holds the result of this very scan already; nothing was read")
        return ScanResult.read(folder)
    with _kept_on_a_full_disk(folder), _claimed(folder), scheduler:
        _begin(folder, recipe, say)
        _tell_undivided(archive, say)
        _Scan(archive, article, folder, settings, scheduler, say).run()
        if _recipe(archive, article, settings) != recipe:
            raise CrossreadError(f"{archive.path} has changed while it was read; the same command begins anew")
        write_atomically(folder / "recipe.json", json.dumps(recipe).encode())
        shutil.rmtree(folder / PROGRESS)
    return ScanResult.read(folder)


@dataclass(frozen=True)
class _Scan:
    archive: Archive
    article: "Document | None"
    folder: Path
    settings: Settings
    scheduler: Scheduler
    say: Callable[[str], object]

    def run(self) -> None:
        """Read, merge, read again where candidates are asked for, and write."""
        first = self._done("reading", "first", self._measures())
        claims = [frozenset(word_counts([claim.text])) for claim in self.article.claims] if self.article else []
        words = frozenset().union(*claims)
        frequencies, totals = write_counts(self.folder, first, words, self.scheduler)
        if not totals["documents"]:
            raise CrossreadError(f"no document of {self.archive.path} could be read; {self._first_reason(first)}")
        parts, tables = [first], {}
        if "candidates" in self.settings.measures:
            heavy = weights(dict.fromkeys(words, 0) | frequencies, totals["documents"])
            measure = Candidates(tuple(claims), heavy, self.settings.top)
            second = self._done("looking for the claims", "second", [measure], tells_unread=False)
            parts.append(second)
            found = candidate_rows(best_of(second.blocks("candidates"), len(claims), self.settings.top))
            tables["candidates"] = write_rows(self.folder / "candidates.jsonl", found)
        tables |= write_tables(self.folder, first, self.settings.measures)
        told = {"article": self.article.id if self.article else "", "claims": len(claims)}
        told |= {"measures": [*self.settings.measures], "engine": self.settings.engine, "top": self.settings.top}
        write_manifest(
            self.folder, told | totals | {"tables": tables, "unread": write_unread(self.folder, parts, first)}
        )

    def _measures(self) -> list[Measure]:
        units = frozenset(q.unit for q in self.article.quantities) if self.article else None
        known = {"copies": Copies(), "attributions": Spoken(), "quantities": Figures(units)}
        return [Counted(), *(known[name] for name in MEASURES if name in known and name in self.settings.measures)]

    def _done(self, label: str, name: str, measures: Sequence[Measure], *, tells_unread: bool = True) -> Parts:
        """What all bundles gave, those from a run before among them."""
        found = bundles(self.archive)
        parts = Parts(self.folder / PROGRESS / name, len(found))
        parts.folder.mkdir(parents=True, exist_ok=True)  # an archive without a row has no bundle that would make it
        missing = parts.missing
        if len(missing) < len(found):
            self.say(f"{label}: {len(found) - len(missing)} of {len(found)} pieces are done from a run before")
        work = Work(self.archive, tuple(measures), self.settings.engine, code_hash(), tells_unread)
        work = work if self.scheduler.is_remote else KeptWork(work, parts)
        with progress(label, len(found)) as told:
            told(len(found) - len(missing))
            results = self.scheduler.results(work, [found[number] for number in missing])
            for done, (number, blocks) in enumerate(results, start=len(found) - len(missing) + 1):
                if blocks:
                    parts.keep(number, blocks)
                told(done)
        return parts

    def _first_reason(self, parts: Parts) -> str:
        write_unread(self.folder, [parts], parts)
        rows = ScanResult(self.folder, {}).unread
        return f"the first row is not read because: {rows['reason'].iloc[0]}" if len(rows) else "it holds no row"


def _recipe(archive: Archive, article: "Document | None", settings: Settings) -> dict[str, str]:
    """All that the results hang on, in three hashes."""
    stats = [(name, archive.file(name).stat()) for name in archive.files]
    files = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    claims = [article.id, *(claim.text for claim in article.claims)] if article else []
    units = sorted({q.unit for q in article.quantities}) if article else []
    asked = (
        settings.measures,
        settings.engine,
        settings.top,
        claims,
        units,
        archive.columns.names,
        archive.piece_bytes,
    )
    parts = {"archive": json.dumps([str(archive.path.resolve()), files]), "settings": json.dumps(asked)}
    hashes = {name: hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest() for name, told in parts.items()}
    return hashes | {"code": code_hash()}


def _begin(folder: Path, recipe: dict[str, str], say: Callable[[str], object]) -> None:
    """Leave the progress of the same recipe, throw away any other, and tell so."""
    place = folder / PROGRESS
    before = _read_json(place / "recipe.json") or _read_json(folder / "recipe.json")
    if before and before != recipe:
        reasons = [told for part, told in WHY.items() if before.get(part) != recipe[part]]
        say(f"beginning anew: {' and '.join(reasons)}")
        shutil.rmtree(place, ignore_errors=True)
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    write_atomically(place / "recipe.json", json.dumps(recipe).encode())


def _tell_undivided(archive: Archive, say: Callable[[str], object]) -> None:
    """Say so where large compressed files keep processes from sharing the work."""
    large = [
        piece.path
        for piece in archive.pieces
        if piece.kind in COMPRESSED and archive.file(piece.path).stat().st_size > UNDIVIDED
    ]
    if large:
        noun = (
            f"{large[0]} is one piece" if len(large) == 1 else f"{len(large)} files such as {large[0]} are a piece each"
        )
        say(f"{noun}, since compressed files are read from their beginning; smaller ones are shared out and resumed")


def _read_json(path: Path) -> dict | None:
    with suppress(OSError, ValueError):
        return json.loads(path.read_bytes())
    return None


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Make the folder this process's alone, where the system can."""
    (folder / PROGRESS).mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        with suppress(ImportError):
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CrossreadError(f"another scan is writing {folder}; wait for it, or name another --out") from None
            except OSError:
                pass  # not every disk has locks
        yield


@contextmanager
def _kept_on_a_full_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise CrossreadError(f"{where} cannot be written or read ({error.strerror or error}); {GOES_ON}") from None
