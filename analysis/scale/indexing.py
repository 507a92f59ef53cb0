"""How an index of an archive is filled: piece by piece, each written whole or not at all.

Input is an archive and the open database of an index; output is its rows. Only what words stand in a document is kept,
not how often or where, so that a million reports fit; the texts stay in the archive. Caution: documents of a file that
has changed or gone are passed over from then on, but their words stay in the index and in the document frequencies
until it is built anew.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy

from analysis.errors import CrossreadError
from analysis.scale.forms import KnownForms
from analysis.scale.indexed_texts import distinct_forms, sketches
from analysis.scale.reading import batches
from analysis.scale.record import BadRow

APPLICATION = 0x43523031  # marks the file as ours
BITS = 19  # of the table of forms: half a million slots, so that it fits into little memory
AT_ONCE = 64_000_000  # characters of text after which what has been added is kept for good
HASHED = 24 << 20  # bytes of postings that SQLite gathers before it writes them: fewer segments to search
SETTINGS = {"hashsize": HASHED, "automerge": 0, "crisismerge": 16, "pgsz": 8000}
PRAGMAS = """
PRAGMA page_size = 8192; PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;
PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;
"""
# The forms come ready made: they are parted at spaces alone, and all other marks belong to them.
MARKS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum()).replace('"', '""').replace("'", "''''")
SCHEMA = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value);
CREATE TABLE files (file INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER, time INTEGER);
CREATE TABLE pieces (file INTEGER, start INTEGER, stop INTEGER, documents INTEGER, unread INTEGER,
    PRIMARY KEY (file, start, stop)) WITHOUT ROWID;
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT, publisher TEXT, date TEXT, file INTEGER, place INTEGER,
    sketch BLOB);
CREATE TABLE blocks (first INTEGER PRIMARY KEY, words BLOB);
CREATE TABLE frequencies (term TEXT PRIMARY KEY, documents INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE postings USING fts5(term, content='', columnsize=0, detail=none,
    tokenize="ascii tokenchars '{MARKS}'");
"""


def connected(path: Path) -> sqlite3.Connection:
    """The database of an index, ready to be written; a new one is made, with its tables, in one step.

    Raises
    ------
    CrossreadError
        Where the file is something else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    database = None
    try:
        database = sqlite3.connect(path, isolation_level=None)
        database.executescript(PRAGMAS)
        if not database.execute("PRAGMA schema_version").fetchone()[0]:
            statements = "".join(
                f"INSERT INTO postings(postings, rank) VALUES ('{name}', {value});" for name, value in SETTINGS.items()
            )
            database.executescript(f"BEGIN; PRAGMA application_id = {APPLICATION}; {SCHEMA} {statements} COMMIT;")
        elif database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise CrossreadError(f"{path} is another program's database; give the index another name")
        return database
    except (sqlite3.DatabaseError, CrossreadError) as error:
        if database is not None:
            database.close()
        if isinstance(error, CrossreadError):
            raise
        if isinstance(error, sqlite3.OperationalError):
            raise CrossreadError(f"{path} cannot be opened ({error}); see who else uses it, and its rights") from None
        raise CrossreadError(f"{path} is no index of an archive; give another name, or remove the file") from None


def fill(database: sqlite3.Connection, archive) -> None:
    """Add what the archive has and the index has not, piece by piece, and count in how many documents each term is."""
    known, numbers = KnownForms(BITS), _files(database, archive)
    done = set(database.execute("SELECT file, start, stop FROM pieces"))
    keys = [(piece, (numbers[piece.path], piece.start, piece.stop)) for piece in archive.pieces]
    missing = [(piece, key) for piece, key in keys if key not in done]
    while missing:
        # Small pieces share a transaction: every one leaves a segment behind that each search has to open.
        with _transaction(database):
            database.execute("DELETE FROM facts WHERE name = 'counted'")
            size = 0
            while missing and size < AT_ONCE:
                piece, key = missing.pop(0)
                size += _add(database, archive, piece, key, known)
    if not database.execute("SELECT 1 FROM facts WHERE name = 'counted'").fetchone():
        _count(database)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    """What is done inside is kept as a whole, or not at all."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _files(database: sqlite3.Connection, archive) -> dict[str, int]:
    """The number of each file of the archive; what the index has of a file that is no longer the same is given up."""
    pieces: dict[str, set[tuple[int, int]]] = {name: set() for name in archive.files}
    for piece in archive.pieces:
        pieces[piece.path].add((piece.start, piece.stop))
    known = {name: row for name, *row in database.execute("SELECT name, file, size, time FROM files")}
    with _transaction(database):
        for name, (file, *seen) in known.items():
            found = database.execute("SELECT start, stop FROM pieces WHERE file = ?", [file])
            if name not in pieces or seen != _stamp(archive, name) or not pieces[name].issuperset(found):
                for table in ("documents", "pieces", "files"):
                    database.execute(f"DELETE FROM {table} WHERE file = ?", [file])
        for name in pieces:
            row = [name, *_stamp(archive, name)]
            database.execute("INSERT OR IGNORE INTO files (name, size, time) VALUES (?, ?, ?)", row)
    return dict(database.execute("SELECT name, file FROM files"))


def _stamp(archive, name: str) -> list[int]:
    """What tells that a file is still the same: its size and the time of its last change."""
    status = archive.file(name).stat()
    return [status.st_size, status.st_mtime_ns]


def _add(database: sqlite3.Connection, archive, piece, key: tuple[int, int, int], known: KnownForms) -> int:
    """Add the documents of a piece; the characters of their texts."""
    first = 1 + (database.execute("SELECT max(first + length(words) / 4) - 1 FROM blocks").fetchone()[0] or 0)
    documents = size = 0
    unread: list[BadRow] = []
    for batch in batches(archive.records(piece), unread, known=known):
        numbers = range(first + documents, first + documents + len(batch.records))
        database.executemany(
            "INSERT INTO postings (rowid, term) VALUES (?, ?)", zip(numbers, distinct_forms(batch), strict=True)
        )
        database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, row.id, row.publisher, row.date, key[0], row.place[1], sketch)
                for number, row, sketch in zip(numbers, batch.records, sketches(batch), strict=True)
            ),
        )
        lengths = numpy.diff(batch.edges).astype("<u4").tobytes()
        database.execute("INSERT INTO blocks VALUES (?, ?)", [numbers[0], lengths])
        documents += len(batch.records)
        size += sum(len(row.text) for row in batch.records)
    database.execute("INSERT INTO pieces VALUES (?, ?, ?, ?, ?)", [*key, documents, len(unread)])
    return size


def _count(database: sqlite3.Connection) -> None:
    """In how many documents each term is, counted by the database itself."""
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, postings, row)")
    with _transaction(database):
        database.execute("DELETE FROM frequencies")
        database.execute("INSERT INTO frequencies SELECT term, doc FROM temp.vocabulary")
        database.execute("INSERT INTO facts VALUES ('counted', 1)")
