"""What a scan has found, read from its folder: tables that fit into memory, however large the archive was.

Input is a folder that `scan` has written; output is DataFrames. Caution: cells that a spreadsheet would take for a
formula are led by an apostrophe in the files, and are read without it here.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CrossreadError
from analysis.read.manifest import unguarded

if TYPE_CHECKING:
    import numpy
    import pandas

    from analysis.read.corpus import Corpus
    from analysis.scale.archive import Archive

COLUMNS = {
    "counts": ("term", "count", "document_frequency"),
    "publishers": ("publisher", "documents", "words", "first_date", "last_date"),
    "attributions": ("publisher", "measure", "value", "count"),
    "voices": ("name", "type", "attributions", "documents"),
    "quantities": ("unit", "kind", "low", "high", "modifier", "mentions", "documents"),
    "copies": ("group", "document", "publisher", "date", "words", "share", "path", "place"),
    "unread": ("path", "where", "reason", "raw", "is_lost"),
}
CANDIDATES = (
    "claim_sentence", "rank", "score", "document", "publisher", "date", "start", "end", "text", "prints", "path",
    "place",
)  # fmt: skip
WHOLE = {"count", "document_frequency", "documents", "words", "attributions", "mentions", "group", "place"}
WIDTH = 40  # publishers that have a column of their own


@dataclass(frozen=True)
class ScanResult:
    """The result of a scan; `manifest` says what was asked and how much was read, each other part is a DataFrame."""

    folder: Path
    manifest: dict

    @staticmethod
    def read(folder: str | Path) -> "ScanResult":
        """The result in a folder.

        Raises
        ------
        CrossreadError
            Where no finished scan lies there.
        """
        path = Path(folder) / "manifest.json"
        try:
            return ScanResult(Path(folder), json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            remedy = "give a folder that 'python -m analysis scan ARCHIVE --out FOLDER' has finished"
            raise CrossreadError(f"{folder} holds no finished scan; {remedy}") from None

    @cached_property
    def terms(self) -> "pandas.DataFrame":
        """`term`, `count`, `document_frequency`, in alphabetical order."""
        return self._table("counts")

    @cached_property
    def publishers(self) -> "pandas.DataFrame":
        """`publisher`, `documents`, `words`, `first_date`, `last_date`."""
        return self._table("publishers")

    @cached_property
    def counts(self) -> "pandas.DataFrame":
        """Counts of each term (rows) with each publisher (columns): what `measure.keyness_from_counts` takes."""
        return self.counts_of()

    def counts_of(self, *, publishers: int = WIDTH) -> "pandas.DataFrame":
        """The same with that many columns: the publishers with most words, and one more for all others together."""
        import numpy
        import pandas

        cells, table = self._cells, self.publishers
        order = table.sort_values(["words", "publisher"], ascending=[False, True], kind="stable").index.to_numpy()
        if len(order) > publishers + 1:
            names = [*table["publisher"][order[:publishers]], f"{len(order) - publishers} other publishers"]
        else:
            names = table["publisher"][order].tolist()
        columns = numpy.zeros(len(order), dtype=numpy.int64)
        columns[order] = numpy.minimum(numpy.arange(len(order)), max(len(names) - 1, 0))
        size = len(self.terms) * len(names)
        counts = numpy.zeros(size, dtype=numpy.int64)
        for start in range(0, len(cells), 1 << 22):
            part = cells[start : start + (1 << 22)].astype(numpy.int64)
            numpy.add.at(counts, part[:, 0] * len(names) + columns[part[:, 1]], part[:, 2])
        names = [name or "(no publisher)" for name in names]
        return pandas.DataFrame(counts.reshape(-1, len(names)), index=self.terms["term"].to_numpy(), columns=names)

    @cached_property
    def candidates(self) -> "pandas.DataFrame":
        """The sentences nearest to each claim of the article; `claim_sentence` counts from 1."""
        import pandas

        path = self.folder / "candidates.jsonl"
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        return pandas.DataFrame([json.loads(line) for line in lines if line], columns=list(CANDIDATES))

    def sources(self, corpus: "Corpus", archive: "Archive", *, top: int = 10) -> "Corpus":
        """The article with the `top` documents that most of its claims found candidates in, read from the archive."""
        from analysis.scale.sources import archive_sources

        return archive_sources(corpus, self.candidates, archive, top=top)

    @cached_property
    def attributions(self) -> "pandas.DataFrame":
        """How many attributions of each mode, act, stance and source type each publisher has."""
        return self._table("attributions")

    @cached_property
    def voices(self) -> "pandas.DataFrame":
        """Who is cited how often, and in how many documents."""
        return self._table("voices")

    @cached_property
    def quantities(self) -> "pandas.DataFrame":
        """Which figures are given for the same unit, and how often."""
        return self._table("quantities")

    @cached_property
    def copies(self) -> "pandas.DataFrame":
        """Groups of near copies, the first print of each first."""
        return self._table("copies")

    @cached_property
    def unread(self) -> "pandas.DataFrame":
        """What was not read: file, where, why, and how it begins."""
        return self._table("unread")

    @property
    def _cells(self) -> "numpy.ndarray":
        """Rows of the number of a term, of a publisher, and a count; numbers are rows of the two tables."""
        import numpy

        return numpy.load(self.folder / "publisher_counts.npy", mmap_mode="r")

    def _table(self, name: str) -> "pandas.DataFrame":
        import pandas

        path, columns = self.folder / f"{name}.csv", COLUMNS[name]
        if not path.is_file():
            return pandas.DataFrame(columns=list(columns))
        types = {column: "int64" if column in WHOLE else str for column in columns}
        types |= {"is_lost": bool} if name == "unread" else {}
        types |= dict.fromkeys({"low", "high", "share"} & set(columns), "float64")
        table = pandas.read_csv(path, dtype=types, keep_default_na=False, encoding="utf-8")
        for column in columns:
            if types[column] is str and name != "counts":
                table[column] = table[column].map(unguarded)
        return table
