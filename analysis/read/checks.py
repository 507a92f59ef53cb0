"""What `check` looks at beyond the manifest: the references of digests, and hashes after an edit made on purpose.

Input is a corpus folder; output is a list of sentences, or the manifest written anew. Caution: `rehashed` trusts the
texts as they stand, so look at them first.
"""

import csv
import hashlib
import io
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.corpus import COLUMNS, load_corpus, manifest_rows
from analysis.read.files import write_atomically

REFERENCE_COLUMNS = ("document", "sentence", "url", "publication", "certainty", "later")
CERTAINTIES = {"S": "seen in the publication", "M": "seen in a copy of it", "R": "reported by another page"}


def reference_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of `references.csv`; none where the corpus has no such file.

    >>> from analysis.read.corpus import ROOT
    >>> sorted({row["certainty"] for row in reference_rows(ROOT / "corpus")})
    ['M', 'R', 'S']
    """
    path = folder / "references.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != REFERENCE_COLUMNS:
            raise CrossreadError(f"{path}: the columns must be {', '.join(REFERENCE_COLUMNS)}")
        return list(rows)


def reference_problems(folder: Path) -> list[str]:
    """Sentences of digests without a reference, and references that lead nowhere; one line each."""
    try:
        rows, corpus = reference_rows(folder), load_corpus(folder)
    except CrossreadError as error:
        return [str(error)]
    path, problems = folder / "references.csv", []
    digests = {d.id: {s.number for s in d.sentences} for d in corpus if d.kind == "digest"}
    missing = {name: set(numbers) for name, numbers in digests.items()}
    for number, row in enumerate(rows, start=2):
        where = f"{path} row {number}"
        if row["document"] not in digests:
            problems.append(f"{where}: {row['document']!r} is no digest of this corpus")
        elif not row["sentence"].isdigit() or int(row["sentence"]) not in digests[row["document"]]:
            last = max(digests[row["document"]], default=0)
            problems.append(f"{where}: {row['document']} has no sentence {row['sentence']}; it has 1 to {last}")
        else:
            missing[row["document"]].discard(int(row["sentence"]))
        if not row["url"].startswith(("http://", "https://")):
            problems.append(f"{where}: url {row['url']!r} must begin with http:// or https://")
        if row["certainty"] not in CERTAINTIES:
            problems.append(f"{where}: certainty {row['certainty']!r} must be one of {', '.join(CERTAINTIES)}")
        if row["later"] not in {"", "later"}:
            problems.append(f"{where}: later must be 'later' or empty, not {row['later']!r}")
    for name, numbers in missing.items():
        problems += [f"{path}: sentence {number} of {name} has no reference" for number in sorted(numbers)]
    return problems


def rehashed(folder: Path) -> list[str]:
    """Write the hashes of the texts as they now are into the manifest; returns the ids that changed."""
    rows, changed = manifest_rows(folder), []
    for row in rows:
        path = folder / row["file"]
        if not row["file"] or not path.is_file():
            continue
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != row["sha256"]:
            row["sha256"] = found
            changed.append(row["id"])
    write_atomically(folder / "manifest.csv", manifest_bytes(rows))
    return changed


def manifest_bytes(rows: list[dict[str, str]]) -> bytes:
    """The manifest as it is written: UTF-8, one line feed a row, the columns in their order."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
