"""Pieces and records of archives: nothing is read twice, nothing is passed over in silence."""

import datetime
import json
import os
import sys
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from analysis.errors import CrossreadError
from analysis.scale.archive import Archive
from analysis.scale.record import BadRow, Columns, Record
from tests.scale.archives import lines, news, written

KINDS = ["jsonl", "ndjson", "jsonl.gz", "jsonl.zst", "parquet"]


def everything(archive):
    return [row for piece in archive.pieces for row in archive.records(piece)]


def row(name="a", **more):
    return {"id": name, "publisher": "P", "date": "2020-05-01", "text": "One."} | more


class TestPieces:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("size", [50, 3000, 10**9])
    def test_every_record_is_read_once_whatever_the_size_of_a_piece(self, tmp_path, kind, size):
        rows = news(30)
        found = everything(Archive(written(tmp_path / "x", rows, kind), piece_bytes=size))
        assert [(one.id, one.publisher, one.date, one.text) for one in found] == [tuple(one.values()) for one in rows]

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_record_is_found_again_at_its_place(self, tmp_path, kind):
        archive = Archive(written(tmp_path / "x", news(30), kind), piece_bytes=2000)
        for one in everything(archive):
            assert archive.record(one.place) == one

    @pytest.mark.parametrize("place", [("a.jsonl", 3), ("a.jsonl", 10**6)])
    def test_a_place_without_a_record_is_told(self, tmp_path, place):
        archive = Archive(written(tmp_path / "x", news(3), "jsonl"))
        with pytest.raises(CrossreadError, match=r"a\.jsonl has no record at \d+"):
            archive.record(place)

    @given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=9), max_size=9), st.integers(1, 90))
    def test_cuts_may_fall_anywhere(self, tmp_path_factory, texts, size):
        folder = tmp_path_factory.mktemp("x")
        rows = [row(str(i), text="x" + text) for i, text in enumerate(texts)]
        (folder / "a.jsonl").write_bytes(lines(rows))
        assert [one.text for one in everything(Archive(folder, piece_bytes=size))] == [one["text"] for one in rows]

    def test_files_come_in_the_order_of_their_names_and_folders(self, tmp_path):
        for name in ("b/a", "a", "b/b", ".hidden/c"):
            path = tmp_path / f"{name}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(lines([row(name)]))
        assert [one.place for one in everything(Archive(tmp_path))] == [
            ("a.jsonl", 0),
            ("b/a.jsonl", 0),
            ("b/b.jsonl", 0),
        ]

    def test_one_file_may_be_the_archive(self, tmp_path):
        path = tmp_path / "a.jsonl"
        path.write_bytes(b"\xef\xbb\xbf" + lines([row()]) + b"\n  \n")
        assert [one.id for one in everything(Archive(path))] == ["a"]

    def test_an_archive_that_is_not_there_is_told_as_such(self, tmp_path):
        with pytest.raises(CrossreadError, match=r"there is no archive .*nowhere"):
            _ = Archive(tmp_path / "nowhere").pieces

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are always text")
    def test_a_file_whose_name_is_no_text_is_one_error(self, tmp_path):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl"))
        path.write_bytes(lines([row()]))
        for one in (tmp_path, path):
            with pytest.raises(CrossreadError, match=r"the name of the file .*dcff.jsonl.* is no UTF-8; rename it"):
                _ = Archive(one).pieces

    def test_a_folder_without_archives_is_one_error(self, tmp_path):
        with pytest.raises(CrossreadError, match=r"holds no archive; files must be called \*\.jsonl"):
            Archive(tmp_path).pieces  # noqa: B018


class TestColumns:
    @pytest.mark.parametrize("kind", KINDS)
    def test_other_names_are_one_error_that_tells_found_wanted_and_remedy(self, tmp_path, kind):
        rows = [{"uid": one["id"], "publisher": "P", "date": "", "body": one["text"]} for one in news(5)]
        archive = Archive(written(tmp_path / "x", rows, kind))
        with pytest.raises(CrossreadError) as caught:
            archive.pieces  # noqa: B018
        told = str(caught.value)
        assert "lacks the columns 'id', 'text'; it has 'body', 'date', 'publisher', 'uid'" in told
        assert told.endswith("name yours with --id-column NAME --text-column NAME")

    @pytest.mark.parametrize("kind", KINDS)
    def test_columns_are_renamed(self, tmp_path, kind):
        rows = [{"uid": i, "publisher": "P", "date": "", "body": "One."} for i in range(9)]
        archive = Archive(written(tmp_path / "x", rows, kind), Columns(id="uid", text="body"))
        assert [one.id for one in everything(archive)] == [str(i) for i in range(9)]

    def test_a_column_may_be_missing_from_some_rows(self, tmp_path):
        (tmp_path / "a.jsonl").write_bytes(lines([row("a"), {"id": "b", "text": "Two."}]))
        assert everything(Archive(tmp_path))[1] == Record("b", "", "", "Two.", ("a.jsonl", len(lines([row("a")]))))

    def test_dates_of_parquet_become_texts(self, tmp_path):
        rows = [row(date=datetime.date(2020, 5, 1))]
        parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
        assert everything(Archive(tmp_path))[0].date == "2020-05-01"


class TestBadRows:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"id": "a", "text": "On', "is no JSON: Invalid control character"),
            (b"[1]", "is no JSON object"),
            (b"[" * 100_000, "is no JSON"),
            (b'{"id": "a", "text": "\xff"}', "is no UTF-8"),
            (b'{"id": "a", "text": "\\ud800 x"}', "half a surrogate pair"),
            (b'{"id": "a", "publisher": "P"}', "'text' is missing or empty"),
            (b'{"id": "a", "text": "  "}', "'text' is missing or empty"),
            (b'{"text": "One."}', "'id' is missing or empty"),
            (b'{"id": "a", "text": ["One."]}', "'text' is a list, not a text"),
            (b'{"id": true, "text": "One."}', "'id' is a truth value, not a text"),
            (b'{"id": "a", "date": 2020, "text": "One."}', "'date' is a number, not a text"),
        ],
    )
    def test_a_bad_row_is_set_aside_with_place_and_reason(self, tmp_path, line, reason):
        (tmp_path / "a.jsonl").write_bytes(lines([row("x")]) + line + b"\n" + lines([row("y")]))
        first, bad, last = everything(Archive(tmp_path))
        assert (first.id, last.id) == ("x", "y")
        assert isinstance(bad, BadRow) and reason in bad.reason and not bad.is_lost
        assert (bad.path, bad.where) == ("a.jsonl", f"byte {len(lines([row('x')]))}")
        assert len(bad.raw) <= 200 and bad.raw[:5] == line.decode("utf-8", "replace")[:5]

    def test_a_line_without_end_is_not_held_in_memory(self, tmp_path, monkeypatch):
        monkeypatch.setattr("analysis.scale.lines.LINE", 1000)
        (tmp_path / "a.jsonl").write_bytes(lines([row("x")]) + b"x" * 5500 + b"\n" + lines([row("y"), row("z")]))
        found = everything(Archive(tmp_path))
        assert [getattr(one, "id", one.__class__.__name__) for one in found] == ["x", "BadRow", "y", "z"]
        assert "longer than" in found[1].reason

    @pytest.mark.parametrize("kind", ["jsonl.gz", "jsonl.zst"])
    def test_a_truncated_file_says_from_where_on_it_was_not_read(self, tmp_path, kind):
        written(tmp_path, news(400), kind)
        path = tmp_path / f"a.{kind}"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        *records, lost = everything(Archive(tmp_path))
        assert records and all(isinstance(one, Record) for one in records)
        assert lost.is_lost and lost.path == f"a.{kind}" and "to the end" in lost.where
        assert "cannot be read" in lost.reason
        assert int(lost.where.split()[1]) == len(lines(news(400)[: len(records)]))

    def test_a_broken_row_group_costs_itself_alone(self, tmp_path):
        rows = news(300)
        parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=100)
        data = bytearray((tmp_path / "a.parquet").read_bytes())
        column = parquet.ParquetFile(tmp_path / "a.parquet").metadata.row_group(1).column(3)
        start = column.dictionary_page_offset or column.data_page_offset
        data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
        (tmp_path / "a.parquet").write_bytes(data)
        found = everything(Archive(tmp_path))
        (lost,) = [one for one in found if isinstance(one, BadRow)]
        assert lost.is_lost and lost.where.endswith("(row group 1)") and "to 199" in lost.where
        read = [one.id for one in found if isinstance(one, Record)]
        assert read[:100] + read[-100:] == [one["id"] for one in rows[:100] + rows[200:]]

    def test_a_parquet_file_without_its_end_is_told_and_the_others_are_read(self, tmp_path):
        written(tmp_path, news(40), "parquet jsonl")
        path = tmp_path / "a.parquet"
        path.write_bytes(path.read_bytes()[:-20])
        lost, *records = everything(Archive(tmp_path))
        assert (lost.path, lost.where, lost.is_lost) == ("a.parquet", "whole file", True)
        assert len(records) == 20

    def test_bad_utf8_in_parquet_is_one_bad_row(self, tmp_path):
        texts = pyarrow.array([b"One.", b"\xff\xfe", b"Three."]).view(pyarrow.string())
        table = pyarrow.table({"id": ["a", "b", "c"], "publisher": ["P"] * 3, "date": [""] * 3, "text": texts})
        parquet.write_table(table, tmp_path / "a.parquet")
        one, bad, three = everything(Archive(tmp_path))
        assert (one.text, three.text) == ("One.", "Three.")
        assert (bad.where, bad.reason) == ("row 1", "is no UTF-8")

    def test_without_pyarrow_plain_lines_are_read_and_others_name_the_remedy(self, tmp_path, monkeypatch):
        written(tmp_path / "plain", news(5), "jsonl jsonl.gz")
        written(tmp_path / "other", news(5), "parquet")
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        assert len(everything(Archive(tmp_path / "plain"))) == 5
        with pytest.raises(CrossreadError, match=r'needs pyarrow.*pip install "\.\[scale\]"'):
            everything(Archive(tmp_path / "other"))

    def test_no_row_is_lost_among_good_and_bad_ones(self, tmp_path):
        rows = [json.dumps(row(str(i))) if i % 3 else "{" * i for i in range(1, 90)]
        (tmp_path / "a.jsonl").write_text("\n".join(rows))
        assert len(everything(Archive(tmp_path, piece_bytes=100))) == len(rows)
