"""What `check` looks at beyond the manifests: the references of digests, and hashes after an edit made on purpose.

Input is a corpus folder; output is a list of sentences, or the manifests written anew. Caution: `rehashed` trusts the
texts as they stand, so look at them first.
"""

import hashlib
import re
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.attribution.corrections import FILE, corrections, set_aside
from analysis.read.corpus import load_corpus
from analysis.read.files import write_atomically
from analysis.read.local import filing
from analysis.read.manifest import COLUMNS, LOCAL_COLUMNS, local_rows, manifest_bytes, manifest_rows, text_path
from analysis.read.names import names
from analysis.read.references import REFERENCE_COLUMNS, reference_rows

__all__ = [
    "CERTAINTIES",
    "REFERENCE_COLUMNS",
    "correction_problems",
    "name_problems",
    "reference_problems",
    "reference_rows",
    "rehashed",
]

CERTAINTIES = {"S": "seen in the publication", "M": "seen in a copy of it", "R": "reported by another page"}


def reference_problems(folder: Path) -> list[str]:
    """Sentences of digests without a reference, and references that lead nowhere; one line each."""
    try:
        rows, corpus = reference_rows(folder), load_corpus(folder, every_digest=True)
    except CrossreadError as error:
        return [str(error)]
    path, problems = folder / "references.csv", []
    digests = {d.id: {str(s.number) for s in d.sentences} for d in corpus if d.kind == "digest"}
    missing = {name: set(numbers) for name, numbers in digests.items()}
    for number, row in enumerate(rows, start=2):
        where = f"{path} row {number}"
        if row["document"] not in digests:
            problems.append(f"{where}: {row['document']!r} is no digest of this corpus")
        elif row["sentence"] not in digests[row["document"]]:
            told, last = row["sentence"][:20], len(digests[row["document"]])
            problems.append(f"{where}: {row['document']} has no sentence {told}; it has 1 to {last}")
        else:
            missing[row["document"]].discard(row["sentence"])
        if not row["url"].startswith(("http://", "https://")):
            problems.append(f"{where}: url {row['url']!r} must begin with http:// or https://")
        if row["certainty"] not in CERTAINTIES:
            problems.append(f"{where}: certainty {row['certainty']!r} must be one of {', '.join(CERTAINTIES)}")
        if row["later"] not in {"", "later"}:
            problems.append(f"{where}: later must be 'later' or empty, not {row['later']!r}")
    for name, numbers in missing.items():
        problems += [f"{path}: sentence {number} of {name} has no reference" for number in sorted(numbers, key=int)]
    return problems


def name_problems(folder: Path) -> list[str]:
    """What is wrong with `names.csv`, in one line; nothing where there is no such file."""
    try:
        names(folder)
    except CrossreadError as error:
        return [str(error)]
    return []


def correction_problems(folder: Path) -> list[str]:
    """The lines of `corrections.jsonl` that are not applied, because their text has changed or is gone; one line each.

    >>> from analysis.read.corpus import ROOT
    >>> correction_problems(ROOT / "corpus")
    []
    """
    try:
        texts = {document.id: document.text for document in load_corpus(folder, every_digest=True)}
        rows = set_aside(corrections(folder), texts)
    except CrossreadError as error:
        return [str(error)]
    told = {True: "has changed since", False: "is not in this corpus"}
    return [
        f"{folder / FILE} line {row.line}: the text of {row.document[:60]!r} {told[row.document in texts]}, so the "
        "correction is not applied; make it anew and remove the line"
        for row in rows
    ]


def rehashed(folder: Path) -> list[str]:
    """Write the hashes of the texts as they now are into the manifests; returns the ids that changed.

    A text outside the corpus is not read. Where nothing changed a manifest is left alone to the byte.
    """
    changed = _rehashed(folder, folder / "manifest.csv", manifest_rows(folder), COLUMNS)
    if local_rows(folder):
        with filing(folder) as place:
            changed += _rehashed(folder, place / "manifest.csv", local_rows(folder), LOCAL_COLUMNS)
    return changed


def _rehashed(folder: Path, path: Path, rows: list[dict[str, str]], columns: tuple[str, ...]) -> list[str]:
    changed, content = [], path.read_bytes()
    for row in rows:
        try:
            text = text_path(folder, row["file"])
        except CrossreadError:
            continue
        found = hashlib.sha256(text.read_bytes()).hexdigest() if text.is_file() else row["sha256"]
        if found != row["sha256"]:
            old, row["sha256"] = row["sha256"], found
            changed.append(row["id"])
            # A hash stands nowhere else, so the bytes around it can stay as they are; a missing one cannot be placed.
            once = re.fullmatch(r"[0-9a-f]{64}", old) and content.count(old.encode()) == 1
            content = content.replace(old.encode(), found.encode()) if once else manifest_bytes(rows, columns)
    write_atomically(path, content)
    return changed
