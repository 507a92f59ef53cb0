"""A publication from the web into `local/`: asked for, read, compared with what was expected, and kept.

Input is an entry of `fulltexts.toml`; output is what became of it, and for each address that gave nothing the reason.
Caution: a page that has changed is kept beside the text before it, and the corpus goes on with that one.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read import acquire
from analysis.read.catalogue import clean_line
from analysis.read.files import write_atomically
from analysis.read.local import filing, kept
from analysis.read.manifest import LOCAL, csv_rows, guarded, manifest_bytes, unguarded
from analysis.read.web.client import AGENT, Received, Visit
from analysis.read.web.fulltexts import Fulltext
from analysis.read.web.likeness import date_note, unlike
from analysis.read.web.versions import Version, added_version, versions

MISSING, MISSING_COLUMNS = "not-fetched.csv", ("id", "url", "reason", "at")
NEW, SAME, CHANGED, ELSEWHERE = "kept", "unchanged", "changed", "had already"
STALE, FAILED = "not asked again", "not had"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: its state, what is told of it, and the addresses that gave nothing, with reasons."""

    id: str
    state: str
    told: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def is_had(self) -> bool:
        """Whether its text is in the corpus."""
        return self.state != FAILED


def gathered(folder: Path, entry: Fulltext, visit: Visit, *, again: bool = False) -> Outcome:
    """What became of an entry; a text that is kept already is asked for at its source, and on condition.

    With `again` it is asked for everywhere, without condition, and read anew.
    """
    known, faults = versions(folder, entry.id), []
    last = known[-1].provenance if known and not again else {}
    # A text that was added by hand, or from an address that is no longer listed, has no source to be asked again.
    source = str(last.get("source") or "") if last.get("source") in entry.sources else ""
    for url in (source,) if source else entry.sources:
        asked = {name: str(last.get(name) or "") for name in ("etag", "last_modified")} if source else {}
        try:
            answer = visit.received(url, **asked)
            if answer.status == 304 or last.get("received_sha256") == hashlib.sha256(answer.content).hexdigest():
                return Outcome(entry.id, SAME)
            return _filed(folder, entry, url, answer, known)
        except CrossreadError as error:
            faults.append((url, clean_line(str(error), 500)))
    if known:
        return Outcome(entry.id, STALE, f"the text that is kept stays; {faults[-1][1]}")
    return Outcome(entry.id, FAILED, faults[0][1], tuple(faults))


def _filed(folder: Path, entry: Fulltext, url: str, answer: Received, known: tuple[Version, ...]) -> Outcome:
    """What became of a page that was received; raises `CrossreadError` where it is not to be kept."""
    extract = acquire.extract(answer.content, media=answer.media or entry.media, url=answer.url)
    if reason := unlike(extract, entry):
        raise CrossreadError(f"{clean_line(url, 200)}: {reason}")
    if any(version.sha256 == hashlib.sha256(extract.text.encode()).hexdigest() for version in known):
        return Outcome(entry.id, SAME)
    told = {
        "source": url,
        "final_url": answer.url,
        "at": answer.at,
        "media": answer.media,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "bytes": len(answer.content),
        "received_sha256": hashlib.sha256(answer.content).hexdigest(),
        "archived": url not in entry.urls,
        "terms": entry.terms,
        "grounds": entry.grounds,
        "program": AGENT,
    }
    notes = [*extract.notes, *filter(None, [date_note(extract, entry)])]
    if known:
        path = added_version(folder, entry.id, extract, told)
        return Outcome(entry.id, CHANGED, "; ".join([f"{LOCAL}/{path.name}", *notes]))
    found = kept(folder, extract, _facts(entry), told)
    if not found.is_new:
        return Outcome(entry.id, ELSEWHERE, f"the same text is kept as {found.id!r}")
    near = [f"shares {share:.0%} of its runs of five words with {other!r}" for other, share in found.near]
    words = f"{len(extract.text.split()):,} words from {clean_line(answer.url, 200)}"
    return Outcome(entry.id, NEW, "; ".join([words, *near, *notes]))


def _facts(entry: Fulltext) -> dict[str, str]:
    licence = entry.terms if entry.is_open else "all rights reserved; kept for personal use"
    return {
        "id": entry.id,
        "title": entry.title,
        "publisher": entry.publisher,
        "publisher_type": entry.publisher_type,
        "date": entry.date.isoformat() if entry.date else "",
        "url": entry.known_as,
        "kind": "full",
        "licence": licence,
        "stands_for": entry.stands_for,
    }


def missing_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of `local/not-fetched.csv`; none where there is no such file or it cannot be read.

    >>> missing_rows(Path("nowhere"))
    []
    """
    try:
        rows = csv_rows(folder / LOCAL / MISSING, MISSING_COLUMNS)
    except (CrossreadError, csv.Error):
        return []
    return [{name: unguarded(value) for name, value in row.items()} for row in rows]


def told_missing(folder: Path, outcomes: Iterable[Outcome], at: str) -> None:
    """Write into `local/not-fetched.csv` what could not be had; rows of entries that were not asked for stay."""
    asked = {outcome.id: outcome for outcome in outcomes}
    before = missing_rows(folder)
    rows = [row for row in before if row["id"] not in asked]
    rows += [
        {"id": outcome.id, "url": url, "reason": reason, "at": at}
        for outcome in asked.values()
        if not outcome.is_had
        for url, reason in outcome.faults
    ]
    if not rows and not (folder / LOCAL / MISSING).exists():
        return
    with filing(folder) as place:
        for left in place.glob(f".{MISSING}.*"):
            left.unlink(missing_ok=True)
        cells: list[Mapping[str, str]] = [{name: guarded(value) for name, value in row.items()} for row in rows]
        write_atomically(place / MISSING, manifest_bytes(cells, MISSING_COLUMNS))
