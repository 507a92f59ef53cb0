"""An archive of documents in files too large for memory: JSON lines, plain or compressed, and Parquet.

Input is a file or a folder of files; output is pieces, and for each piece its records in order, bad rows among them.
Caution: a compressed file is one piece, since it can only be read from its beginning; many middling files are read
faster than a large one. Parquet and zstd need the extra `scale`.
"""

import gzip
import io
import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from analysis.errors import CrossreadError
from analysis.scale.lines import Parsed, bad_line, one_line, parsed_lines
from analysis.scale.record import RAW, BadRow, Columns, Piece, Record, is_writable, record

PIECE = 32_000_000  # bytes of a piece, where a file can be cut
DENSITY = 4  # bytes of text that a byte of a compressed file comes to, about
FIRST = 100  # rows that are looked at for the names of the columns
BATCH = 256  # rows of Parquet that are in memory at once
KINDS = {".jsonl": "lines", ".ndjson": "lines", ".gz": "gz", ".zst": "zst", ".parquet": "parquet"}
NAMES = "*.jsonl, *.ndjson, *.jsonl.gz, *.jsonl.zst, *.parquet"
INSTALL = 'install the extra with: .venv/bin/python -m pip install ".[scale]"'


@dataclass(frozen=True)
class Archive:
    """The documents below `path`; `columns` says what the archive calls id, publisher, date and text.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> row = '{"id": "a", "publisher": "P", "date": "2020-05-01", "text": "One."}'
    >>> _ = (folder / "a.jsonl").write_text(row + "\\n[]\\n")
    >>> archive = Archive(folder)
    >>> [getattr(row, "reason", row.__class__.__name__) for row in archive.records(archive.pieces[0])]
    ['Record', 'is no JSON object']
    """

    path: Path
    columns: Columns = field(default_factory=Columns)
    piece_bytes: int = PIECE

    def __reduce__(self):
        return Archive, (self.path, self.columns, self.piece_bytes)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of the files, as seen from the archive's folder, in alphabetical order."""
        found = (self.path.name,) if self.path.is_file() else self._inside()
        if odd := next((name for name in found if not is_writable(name)), None):
            raise CrossreadError(f"the name of the file {odd!r} in {self.path} is no UTF-8; rename it")
        return found

    def _inside(self) -> tuple[str, ...]:
        """The names of the files in the folder."""
        if not self.path.exists():
            raise CrossreadError(f"there is no archive {self.path}; give a folder of files, or one file ({NAMES})")
        paths = sorted(path for path in self.path.rglob("*") if path.suffix in KINDS and path.is_file())
        named = (path.relative_to(self.path) for path in paths)
        found = tuple(path.as_posix() for path in named if not any(part.startswith(".") for part in path.parts))
        if not found:
            raise CrossreadError(f"{self.path} holds no archive; files must be called {NAMES}")
        return found

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in order, the same for the same files; one error where the columns are not what is wanted.

        Raises
        ------
        CrossreadError
            Where there is no archive, or its columns are not called as `columns` says.
        """
        found: list[tuple] = []
        is_checked = False
        for name in self.files:
            kind = KINDS.get(Path(name).suffix)
            if kind is None:
                raise CrossreadError(f"{self.file(name)} is no archive; files must be called {NAMES}")
            if kind == "parquet":
                found += self._row_groups(name)
                continue
            if not is_checked:
                is_checked = self._lines_are_checked(name, kind)
            size = self.file(name).stat().st_size
            step = self.piece_bytes if kind == "lines" else max(size, 1)
            stops = [(start, min(start + step, size)) for start in range(0, size, step)]
            grows = 1 if kind == "lines" else DENSITY
            found += [(name, kind, start, stop, "", grows * (stop - start)) for start, stop in stops]
        return tuple(Piece(number, *row) for number, row in enumerate(found))

    def records(self, piece: Piece) -> Iterator[Record | BadRow]:
        """The records of a piece in the order of the file; what is none comes as a `BadRow`."""
        if piece.kind == "unreadable":
            yield BadRow(piece.path, "whole file", piece.note, is_lost=True)
        elif piece.kind == "parquet":
            yield from self._rows(piece)
        else:
            yield from self._lines(piece)

    def record(self, place: tuple[str, int]) -> Record:
        """The record at a place; in a compressed file all that stands before it has to be read.

        Raises
        ------
        CrossreadError
            Where no record stands there (any more).
        """
        name, where = place
        kind = KINDS.get(Path(name).suffix)
        if kind == "parquet":
            found = self._row(name, where)
        else:
            stop = self.file(name).stat().st_size if kind == "lines" else 0
            rows = self._lines(Piece(0, name, kind, where, stop), is_begun=True)
            found = next(
                (row for row in rows if kind == "lines" or (isinstance(row, Record) and row.place == place)), None
            )
        if not isinstance(found, Record) or found.place != place:
            raise CrossreadError(f"{self.file(name)} has no record at {where}; it was changed, or the place is wrong")
        return found

    def file(self, name: str) -> Path:
        """The path of one of the files."""
        return self.path if self.path.name == name and not self.path.is_dir() else self.path / name

    def _lines_are_checked(self, name: str, kind: str) -> bool:
        rows = self._parsed(Piece(0, name, kind, 0, self.file(name).stat().st_size))
        first = [row for row, _, _ in itertools.islice(rows, FIRST) if isinstance(row, dict)]
        if first and (missing := self.columns.missing(set().union(*first))):
            raise CrossreadError(f"{self.file(name)} {missing}")
        return bool(first)

    def _lines(self, piece: Piece, *, is_begun: bool = False) -> Iterator[Record | BadRow]:
        for row, position, raw in self._parsed(piece, is_begun=is_begun):
            if isinstance(row, BadRow):
                yield row
                continue
            made = record(row, self.columns, (piece.path, position)) if isinstance(row, dict) else row
            yield made if isinstance(made, Record) else bad_line(piece.path, position, made, raw)

    def _parsed(self, piece: Piece, *, is_begun: bool = False) -> Iterator[Parsed | tuple[BadRow, int, bytes]]:
        is_plain, position, size = piece.kind == "lines", piece.start, 0
        try:
            with self._stream(piece) as file:
                stop = piece.stop if is_plain else None
                for row in parsed_lines(file, piece.start if is_plain else 0, stop, is_begun=is_begun):
                    position, size = row[1], len(row[2])
                    yield row
        except (FileNotFoundError, CrossreadError):
            raise
        except (OSError, EOFError, ValueError, zlib.error) as error:
            where = f"byte {position + size} to the end"
            yield BadRow(piece.path, where, f"cannot be read: {one_line(error)}", is_lost=True), position, b""

    def _stream(self, piece: Piece) -> IO[bytes]:
        path = self.file(piece.path)
        if piece.kind == "gz":
            return gzip.open(path, "rb")
        if piece.kind == "zst":
            pyarrow = _pyarrow(path)
            stream = pyarrow.CompressedInputStream(pyarrow.OSFile(str(path), "rb"), "zstd")
            return io.BufferedReader(stream, 1 << 16)  # small, for a fault costs what was to fill it
        return path.open("rb", buffering=1 << 20)

    def _row_groups(self, name: str) -> Iterator[tuple]:
        """Ranges of row groups of about the size of a piece."""
        path = self.file(name)
        try:
            with _parquet_file(path) as file:
                found = set(file.schema_arrow.names)
                sizes = [file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups)]
        except CrossreadError:
            raise
        except (OSError, ValueError) as error:
            yield name, "unreadable", 0, 0, f"cannot be read: {one_line(error)}"
            return
        if missing := self.columns.missing(found):
            raise CrossreadError(f"{path} {missing}")
        start = size = 0
        for stop, more in enumerate([*sizes[1:], self.piece_bytes + 1][: len(sizes)], start=1):
            size += sizes[stop - 1]
            if size + more > self.piece_bytes:
                yield name, "parquet", start, stop, "", size
                start, size = stop, 0

    def _rows(self, piece: Piece) -> Iterator[Record | BadRow]:
        path, group = self.file(piece.path), piece.start
        while group < piece.stop:
            where = f"row group {group}"
            try:
                # Opened again after a fault, since nothing more can be read through the same handle.
                with _parquet_file(path) as file:
                    position = sum(file.metadata.row_group(i).num_rows for i in range(group))
                    while group < piece.stop:
                        end = position + file.metadata.row_group(group).num_rows
                        where = f"rows {position} to {end - 1} (row group {group})"
                        options = {"row_groups": [group], "columns": [*self.columns.names], "use_threads": False}
                        for batch in file.iter_batches(BATCH, **options):
                            yield from self._batch(batch, piece.path, position)
                            position += batch.num_rows
                            where = f"rows {position} to {end - 1} (row group {group})"
                        group += 1
            except (FileNotFoundError, CrossreadError):
                raise
            except (OSError, ValueError) as error:
                yield BadRow(piece.path, where, f"cannot be read: {one_line(error)}", is_lost=True)
                group += 1

    def _batch(self, batch, name: str, position: int) -> Iterator[Record | BadRow]:
        cells = [_cells(batch.column(batch.schema.get_field_index(column))) for column in self.columns.names]
        for number, values in enumerate(zip(*cells, strict=True), start=position):
            wrong = next((value for value in values if isinstance(value, UnicodeDecodeError)), None)
            row = dict(zip(self.columns.names, values, strict=True))
            made = "is no UTF-8" if wrong else record(row, self.columns, (name, number))
            raw = "" if wrong else str(row)[:RAW]
            yield made if isinstance(made, Record) else BadRow(name, f"row {number}", made, raw)

    def _row(self, name: str, where: int) -> Record | BadRow | None:
        with _parquet_file(self.file(name)) as file:
            end = 0
            for group in range(file.num_row_groups):
                start, end = end, end + file.metadata.row_group(group).num_rows
                if start <= where < end:
                    batch = file.read_row_group(group, columns=[*self.columns.names]).slice(where - start, 1)
                    return next(self._batch(batch.combine_chunks().to_batches()[0], name, where))
        return None


def _cells(column) -> list:
    try:
        return column.to_pylist()
    except UnicodeDecodeError:
        return [_cell(value) for value in column]


def _cell(value) -> object:
    try:
        return value.as_py()
    except UnicodeDecodeError as error:
        return error


def _pyarrow(path: Path):
    try:
        import pyarrow
    except ImportError:
        raise CrossreadError(f"{path} needs pyarrow, which is not installed; {INSTALL}") from None
    return pyarrow


def _parquet_file(path: Path):
    _pyarrow(path)
    from pyarrow.parquet import ParquetFile

    return ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
