"""A hundred million documents on a cluster of 64 cores, worked out from measured rates: the tables of docs/scale.md.

Input is the rows of `make speed`; output is Markdown. Nothing is assumed but the numbers of documents and of cores, and
that cores of a cluster are as fast as the one that was measured and do not wait for the disk. Caution: the rates come
from one machine; the page says where a rate will not hold.
"""

from collections.abc import Sequence
from pathlib import Path

from analysis.read.files import write_atomically
from benchmarks.rows import FOLDER, Row, results

PAGE = FOLDER.parent / "docs" / "scale.md"
START, END = "<!-- tables: written by make speed -->", "<!-- end of tables -->"
DOCUMENTS, CORES = 100_000_000, 64
RATES = {
    "size": "archive: bytes a document",
    "words": "archive: words a MB",
    "counting": "archive, counting: million words a CPU second",
    "given back": "archive, counting: MB given back for a GB read",
    "merging": "archive, counting: seconds of one process to merge a GB",
    "merging by two": "archive, counting: seconds of two processes to merge a GB",
    "rules": "archive, attributions by rules: words a CPU second",
    "linear": "archive, attributions by linear: words a CPU second",
    "claims": "archive, sentences near each claim: MB a CPU second, all claims at once",
    "indexing": "archive, index of whole articles: documents a CPU second",
    "index size": "archive, index of whole articles: its size over that of the archive",
    "search": "archive, index: milliseconds a claim, sentences that stand in no document, mean",
}
NOT_MEASURED = "The rates have not been measured yet: `make speed` measures them and fills in this part."


def tables(rows: Sequence[Row]) -> str:
    """The measured rates, and what follows from them; one sentence where they were not measured.

    >>> tables([]) == NOT_MEASURED
    True
    """
    found = {row.name: row for row in rows}
    memory = [row for row in rows if row.name.startswith("archive, counting ") and "largest memory" in row.name]
    if not memory or any(name not in found for name in RATES.values()):
        return NOT_MEASURED
    rates = {key: found[name].value for key, name in RATES.items()}
    measured = [
        f"| {row.name.removeprefix('archive, ')} | {row.value:g} |"
        for row in [*memory, *map(found.get, RATES.values())]
    ]
    told = [f"| {what} | {much} |" for what, much in projected(rates, memory[-1].value)]
    return "\n".join(
        ["### Measured", "", "| rate | value |", "|---|---|", *measured, "", "### Worked out", "",
         f"{DOCUMENTS:,} documents, {CORES} cores.", "", "| what | how much |", "|---|---|", *told]
    )  # fmt: skip


def projected(rates: dict[str, float], memory: float) -> list[tuple[str, str]]:
    """What the rates come to; `memory` is the largest of two processes with the one that merges, in MB.

    >>> rates = dict.fromkeys(RATES, 1.0) | {"size": 5000.0, "words": 160000.0}
    >>> dict(projected(rates, 900.0))["size of the archive"]
    '500 GB'
    """
    megabytes = DOCUMENTS * rates["size"] / 1e6
    words = megabytes * rates["words"]
    seconds = {
        "counting": words / (1e6 * rates["counting"]),
        "attributions by rules": words / rates["rules"],
        "attributions by linear": words / rates["linear"],
        "sentences near each claim": megabytes / rates["claims"],
    }
    rows = [("size of the archive", _size(megabytes)), ("words", f"{words / 1e9:,.0f} billion")]
    for name, cpu in seconds.items():
        rows.append((f"{name}: time on {CORES} cores", _time(cpu / CORES)))
    fastest = min(seconds.values()) / CORES
    return [
        *rows,
        (
            "disk or network that the fastest of them asks for, all cores together",
            f"{_size(megabytes / fastest)} a second",
        ),
        ("counting: given back to the process that merges", _size(megabytes / 1000 * rates["given back"])),
        ("counting: merging by one process", _time(megabytes / 1000 * rates["merging"])),
        ("counting: merging by two processes", _time(megabytes / 1000 * rates["merging by two"])),
        ("counting: largest memory of two workers and the process that merges, as measured", _size(memory)),
        ("index: building by one process", _time(DOCUMENTS / rates["indexing"])),
        (f"index: building {CORES} indexes, one a core", _time(DOCUMENTS / rates["indexing"] / CORES)),
        ("index: size", _size(megabytes * rates["index size"])),
        (
            "index: a claim, one index of all, if time grows with the documents",
            _time(rates["search"] * DOCUMENTS / 1e9),
        ),
        (f"index: a claim, {CORES} indexes at once", _time(rates["search"] * DOCUMENTS / 1e9 / CORES)),
    ]


def _size(megabytes: float) -> str:
    """Megabytes in the unit that suits them.

    >>> _size(3.2), _size(64_000), _size(4_000_000)
    ('3.2 MB', '64 GB', '4 TB')
    """
    for unit, factor in (("TB", 1e6), ("GB", 1e3)):
        if megabytes >= factor:
            return f"{megabytes / factor:.3g} {unit}"
    return f"{megabytes:.3g} MB"


def _time(seconds: float) -> str:
    """Seconds in the unit that suits them.

    >>> _time(0.5), _time(600), _time(7200), _time(400_000)
    ('0.5 s', '10 min', '2 h', '4.6 days')
    """
    for unit, factor in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * factor:
            return f"{seconds / factor:.2g} {unit}"
    return f"{seconds:.2g} s"


def page(text: str, rows: Sequence[Row]) -> str:
    """The page with its generated part written anew.

    >>> page(f"Before\\n{START}\\nold\\n{END}\\nafter", []).count(NOT_MEASURED)
    1
    """
    before, _, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"docs/scale.md lacks the line {START!r} or {END!r}; put both back, in this order")
    return f"{before}{START}\n\n{tables(rows)}\n\n{END}{after}"


def written(path: Path = PAGE) -> None:
    """Write the page from the rows that were measured last."""
    rows = results(FOLDER / "speed")
    write_atomically(path, page(path.read_text(encoding="utf-8"), rows).encode())


if __name__ == "__main__":
    written()
