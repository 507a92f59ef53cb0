"""The texts of one page as it was at different times: the first under its id, each later one under its day.

Input is a corpus folder and an id; output is files `local/<id>.<day>.txt` with their `.json`, beside the first and
never over it. Caution: a corpus goes on with the text that its row names, until `newest_taken` names another.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CrossreadError
from analysis.read.catalogue import body_cell
from analysis.read.files import reach_disk, write_atomically
from analysis.read.local import filing
from analysis.read.manifest import LOCAL, LOCAL_COLUMNS, local_rows, manifest_bytes
from analysis.read.provenance import provenance_bytes

if TYPE_CHECKING:
    from analysis.read.acquire import Extract

DATED = re.compile(r"\.(\d{4}-\d{2}-\d{2})(?:-(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a page: its file, the hash of its bytes, and where it came from."""

    path: Path
    sha256: str
    provenance: Mapping[str, object] = field(default_factory=dict)


def versions(folder: Path, name: str) -> tuple[Version, ...]:
    """All texts that are kept of the document `name`, oldest first; none where it has no row in `local/`.

    >>> versions(Path("nowhere"), "paper")
    ()
    """
    if name not in {row["id"] for row in local_rows(folder)}:
        return ()
    found = []
    for path in (folder / LOCAL).glob(f"{name}.*txt"):
        middle = path.name[len(name) : -len(".txt")]
        dated = DATED.fullmatch(middle)
        if path.is_file() and (dated or not middle):
            found.append(((dated[1], int(dated[2] or 1)) if dated else ("", 0), path))
    return tuple(_version(path) for _, path in sorted(found))


def _version(path: Path) -> Version:
    try:
        told = json.loads(path.with_name(f"{path.name[:-4]}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        told = {}
    return Version(path, hashlib.sha256(path.read_bytes()).hexdigest(), told if isinstance(told, dict) else {})


def added_version(folder: Path, name: str, extract: "Extract", provenance: Mapping[str, object]) -> Path:
    """The file of a text that has changed, written beside those before it; its row stays as it is."""
    content = extract.text.encode("utf-8")
    told = {"id": name, "sha256": hashlib.sha256(content).hexdigest(), **provenance}
    with filing(folder) as place:
        for left in (*place.glob(f".{name}.????-??-??*.txt.*"), *place.glob(f".{name}.????-??-??*.json.*")):
            left.unlink(missing_ok=True)
        day = str(provenance["at"])[:10]
        stem, number = f"{name}.{day}", 2
        while (place / f"{stem}.txt").exists():
            stem, number = f"{name}.{day}-{number}", number + 1
        write_atomically(place / f"{stem}.json", provenance_bytes(extract, told))
        reach_disk(place)  # what a text is before the text
        write_atomically(place / f"{stem}.txt", content)
        reach_disk(place)
    return place / f"{stem}.txt"


def newest_taken(folder: Path, name: str) -> Path | None:
    """Let the row name the newest text that is kept; its file, or None where the row named it already."""
    with filing(folder) as place:
        rows, kept = local_rows(folder), versions(folder, name)
        row = next((row for row in rows if row["id"] == name), None)
        if row is None or not kept:
            raise CrossreadError(f"no text of {name!r} is kept in {folder / LOCAL}; fetch it first")
        last = kept[-1]
        if row["file"] == f"{LOCAL}/{last.path.name}":
            return None
        extracted = last.provenance.get("extract")
        title = extracted.get("title") if isinstance(extracted, dict) else ""
        text = last.path.read_bytes().decode("utf-8")
        row |= {"file": f"{LOCAL}/{last.path.name}", "body": body_cell(text, str(title or "")), "sha256": last.sha256}
        write_atomically(place / "manifest.csv", manifest_bytes(rows, LOCAL_COLUMNS))
        reach_disk(place)
    return last.path
