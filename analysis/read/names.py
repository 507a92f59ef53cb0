"""Who or what is called by which names: the alias file of a corpus, which its reader edits.

`names.csv` lies beside the manifest, one row a label: `entity` (who or what), `kind` ('actor' or 'event'), `label`
(how the tables call this way of naming), `forms` (what is looked for, separated by semicolons), `note`. A form written
with a capital counts only where the text has one too, an acronym only where it has two ("WHO" is not "Who"). The label
`-` takes words away from an entity: "US government" under it is nobody's mention. Caution: a form stands for one
entity only; a word that names two must be left out.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import CrossreadError
from analysis.read.expressions import Expression, expression
from analysis.read.manifest import csv_rows

FILE = "names.csv"
COLUMNS = ("entity", "kind", "label", "forms", "note")
KINDS = ("actor", "event")
OTHER = "-"  # the label of words that name something else


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming an entity, and the forms it is found by."""

    entity: str
    kind: str
    label: str
    forms: tuple[str, ...]


def names(folder: Path) -> tuple[Name, ...]:
    """The names of a corpus folder in the order of its file; none where there is no file.

    Raises
    ------
    CrossreadError
        On the first row that cannot be used, with file, row and remedy.
    """
    path = Path(folder) / FILE
    if not path.exists():
        return ()
    found: list[Name] = []
    seen: dict[tuple[str, ...], int] = {}
    kinds: dict[str, str] = {}
    for number, row in enumerate(csv_rows(path, COLUMNS), start=2):
        fault = _fault(row, seen, kinds, number)
        if fault:
            raise CrossreadError(f"{path} row {number}: {fault}")
        found.append(Name(row["entity"].strip(), row["kind"], row["label"].strip(), _forms(row["forms"])))
    return tuple(found)


def _forms(written: str) -> tuple[str, ...]:
    return tuple(" ".join(form.split()) for form in written.split(";") if form.strip())


def form_key(form: str) -> tuple[str, ...]:
    """What two forms must not share, the words that they find; empty where a form has no word or number."""
    looked_for = expression(form, 0, capitals=True)
    return (*looked_for.norms, *map(str, looked_for.capitals))


def _fault(row: dict[str, str], seen: dict[tuple[str, ...], int], kinds: dict[str, str], number: int) -> str:
    for column in ("entity", "label"):
        if not row[column].strip():
            return f"{column} is missing"
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", row[column].strip()):
            return f"{column} {row[column]!r} holds a control character; remove it"
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is unknown; it must be one of {', '.join(KINDS)}"
    first_kind = kinds.setdefault(row["entity"].strip(), row["kind"])
    if row["kind"] != first_kind:
        return f"kind {row['kind']!r} differs from the entity's first row, {first_kind!r}; an entity has one kind"
    if not _forms(row["forms"]):
        return "forms is empty; write what is to be found, separated by semicolons"
    for form in _forms(row["forms"]):
        key = form_key(form)
        if not key:
            return f"form {form!r} holds no word or number"
        if key in seen:
            return f"form {form[:60]!r} stands already in row {seen[key]}; a form can stand for one label only"
        seen[key] = number
    return ""


def name_expressions(listed: tuple[Name, ...]) -> list[Expression]:
    """All forms of all names as expressions; each one's entry is its name's place in the list.

    >>> [e.norms for e in name_expressions((Name("Rome", "actor", "Rome", ("Rome", "the Eternal City")),))]
    [('rome',), ('the', 'eternal', 'city')]
    """
    return [expression(form, i, capitals=True) for i, name in enumerate(listed) for form in name.forms]
