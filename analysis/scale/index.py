"""A full-text index of an archive: which of its documents are candidates for saying something of a claim?

Input is an archive, once, and then any text; output is the documents that share its rarest words, best first, copies of
one report as one row. The index holds words and places; `text` reads the document from the archive. Caution: a
candidate shares words, and nothing says that it speaks to the claim.
"""

import sqlite3
from functools import cached_property
from pathlib import Path

from analysis.errors import CrossreadError, in_range
from analysis.read.corpus import Corpus
from analysis.read.counting import word_counts
from analysis.read.files import locked
from analysis.scale.indexed_texts import SHARE, shared_runs
from analysis.scale.indexing import connected, fill
from analysis.scale.search import Postings
from analysis.scale.sources import archive_sources

COLUMNS = ["document", "publisher", "date", "score", "copies", "path", "place"]
TERMS = 16  # of the words of a text, the rarest, that are looked for
COMMON = 0.05  # share of documents from which a word says too little to be looked for,
FEWEST_TERMS = 3  # unless it is among the three rarest
DEEPEST = 4096  # documents that are looked at for ten that are no copies of one another


class Index:
    """The index at `path`, opened for searching; `archive` is needed for `text` alone.

    Raises
    ------
    CrossreadError
        Where there is no index, or the work of filling it was broken off.

    >>> import tempfile
    >>> from analysis.scale.archive import Archive
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.jsonl").write_text(
    ...     '{"id": "a", "publisher": "P", "date": "2020-05-01", "text": "The weir broke in May."}\\n'
    ...     '{"id": "b", "publisher": "Q", "date": "2020-05-02", "text": "A mayor left in June."}\\n'
    ... )
    >>> index = Index.built(Archive(folder), folder / "index.db")
    >>> found = index.candidates("Who said that the weir broke?")
    >>> found["document"].tolist(), index.text(found.iloc[0])
    (['a'], 'The weir broke in May.')
    """

    def __init__(self, path: Path | str, archive=None):
        self.path, self.archive = Path(path), archive
        if not self.path.is_file():
            raise CrossreadError(f"there is no index {self.path}; build it with Index.built(archive, path)")
        self._database = connected(self.path)
        if not self._database.execute("SELECT 1 FROM facts WHERE name = 'counted'").fetchone():
            self.close()
            raise CrossreadError(f"{self.path} is not finished; build it again, and it goes on where it stopped")

    @classmethod
    def built(cls, archive, path: Path | str) -> "Index":
        """The index of an archive at `path`: what is new is added, what is there already is passed over.

        Work that was broken off goes on where it stopped. Rows of the archive that are no documents are counted in
        `unread`.

        Raises
        ------
        CrossreadError
            Where `path` is something else, or another process fills the same index.
        """
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_name(f".{path.name}.lock").open("w") as lock:
            locked(lock, path, wait=0)
            database = connected(path)
            try:
                fill(database, archive)
            except sqlite3.OperationalError as error:
                raise CrossreadError(f"{path} cannot be written ({error}); what was added before is kept") from None
            finally:
                database.close()
        return cls(path, archive)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __len__(self) -> int:
        return self._sum("documents")

    @property
    def unread(self) -> int:
        """How many rows of the archive are no documents; a scan lists them."""
        return self._sum("unread")

    def _sum(self, column: str) -> int:
        return self._database.execute(f"SELECT coalesce(sum({column}), 0) FROM pieces").fetchone()[0]

    def __repr__(self) -> str:
        return f"Index({str(self.path)!r}: {len(self):,} documents, {self.unread:,} rows unread)"

    def document_frequencies(self, terms) -> dict[str, int]:
        """In how many documents each term stands (those of changed files are counted until the index is built anew)."""
        found = {}
        for term in terms:
            row = self._database.execute("SELECT documents FROM frequencies WHERE term = ?", [term]).fetchone()
            found[term] = row[0] if row else 0
        return found

    def rarest_terms(self, text: str) -> dict[str, int]:
        """The rarest words of a text that the archive has, sixteen at most, with their document frequencies.

        Words in one of twenty documents or more are left out, but for the three rarest words.
        """
        known = self.document_frequencies(word_counts([text]))
        order = sorted((count, term) for term, count in known.items() if count)
        common = COMMON * self._postings.size
        kept = [row for i, row in enumerate(order[:TERMS]) if i < FEWEST_TERMS or row[0] <= common]
        return {term: count for count, term in kept}

    @cached_property
    def _postings(self) -> Postings:
        return Postings(self._database)

    def candidates(self, claim, *, top: int = 10):
        """The `top` documents that share the rarest words of a claim or text, best first (a DataFrame).

        Columns: `document`, `publisher`, `date`, `score` (BM25 with every word counted once, over `rarest_terms`),
        `copies` (further documents that share half of its runs of five words and are not listed), `path` and `place`
        (where `archive.record` finds it). Of equal scores the document that stands first in the archive comes first.
        """
        import pandas

        in_range("top", top, 1, 1000)
        terms = self.rarest_terms(getattr(claim, "text", claim))
        depth = 2 * top
        while True:
            numbers, scores = self._postings.best(terms, depth)
            rows = self._distinct(numbers, scores, top)
            if len(rows) == top or len(numbers) < depth or depth >= DEEPEST:
                break
            depth = min(4 * depth, DEEPEST)
        table = pandas.DataFrame(rows, columns=COLUMNS)
        table.attrs["terms"] = terms
        return table

    def _distinct(self, numbers: list[int], scores: list[float], top: int) -> list[list]:
        """The first `top` rows that are no copies; those that are, are counted with the one that they copy."""
        query = (
            "SELECT id, publisher, date, name, place, sketch FROM documents JOIN files USING (file) WHERE number = ?"
        )
        rows: list[list] = []
        kept: list[bytes] = []
        for number, score in zip(numbers, scores, strict=True):
            found = self._database.execute(query, [number]).fetchone()
            if found is None:
                continue  # its file has changed or gone
            *facts, name, place, sketch = found
            twin = next((i for i, other in enumerate(kept) if shared_runs(sketch, other) >= SHARE), None)
            if twin is not None:
                rows[twin][4] += 1
            elif len(rows) < top:
                rows.append([*facts, score, 0, name, place])
                kept.append(sketch)
        return rows

    def claim_candidates(self, corpus: Corpus, *, top: int = 10):
        """The candidates for every claim of the article, as `candidates` with the column `claim_sentence` before."""
        import pandas

        tables = [
            self.candidates(claim, top=top).assign(claim_sentence=claim.sentence) for claim in corpus.target.claims
        ]
        empty = pandas.DataFrame(columns=["claim_sentence", *COLUMNS])
        full = [table for table in tables if len(table)]
        return pandas.concat(full, ignore_index=True)[list(empty.columns)] if full else empty

    def sources(self, corpus: Corpus, *, top: int = 10) -> Corpus:
        """The article with the `top` documents that most of its claims found candidates in (see `archive_sources`)."""
        return archive_sources(corpus, self.claim_candidates(corpus), self._archive(), top=top)

    def text(self, row) -> str:
        """The text of a row of `candidates`, read from the archive."""
        return self._archive().record((row["path"], row["place"])).text

    def _archive(self):
        if self.archive is None:
            raise CrossreadError("the index holds no texts; open it with its archive, Index(path, archive)")
        return self.archive
