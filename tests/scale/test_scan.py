"""A scan from beginning to end: what it finds, what it refuses, and how it goes on after a death or a full disk."""

import errno
import gzip
import json
import os
import subprocess
import sys

import pytest

from analysis.commands import manual, scanning, start  # noqa: F401
from analysis.errors import CrossreadError
from analysis.measure import keyness_from_counts
from analysis.read.corpus import ROOT
from analysis.read.counting import word_counts
from analysis.scale.archive import Archive
from analysis.scale.cluster import Scheduler
from analysis.scale.result import ScanResult
from analysis.scale.scan import Settings, scan
from tests.scale.archives import PLANTED, article, files, lines, news, written
from tests.scale.conftest import ALL, ROWS, After

HERE = Scheduler("here")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def result(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("result")
    return scan(archive, article(), folder=folder, settings=ALL, scheduler=HERE)


@pytest.fixture
def read(monkeypatch):
    """The numbers of the pieces that are read from now on."""
    found, records = [], Archive.records

    def noted(self, piece):
        found.append(piece.number)
        return records(self, piece)

    monkeypatch.setattr(Archive, "records", noted)
    return found


class Stopped(Exception):
    """What stands for a sudden end."""


def stop():
    raise Stopped


class TestResult:
    def test_counts_are_a_table_for_keyness(self, result):
        rows = news(ROWS)
        table = result.counts
        for publisher in {row["publisher"] for row in rows}:
            own = word_counts([row["text"] for row in rows if row["publisher"] == publisher])
            column = table[publisher or "(no publisher)"]
            assert column[column > 0].to_dict() == dict(own)
        keyness = keyness_from_counts(result.terms.set_index("term")["count"], table)
        assert len(keyness) > 100

    def test_small_publishers_may_share_a_column(self, result):
        whole, few = result.counts, result.counts_of(publishers=2)
        assert few.columns[-1] == "4 other publishers" and len(few.columns) == 3
        assert few.sum(axis=1).tolist() == whole.sum(axis=1).tolist()
        assert few[few.columns[0]].equals(whole[few.columns[0]])

    def test_terms_are_told_with_document_frequencies(self, result):
        texts = [set(word_counts([row["text"]])) for row in news(ROWS)]
        table = result.terms.set_index("term")
        for word in ("river", "1,500", "indigo", "mill"):
            assert table.loc[word, "document_frequency"] == sum(word in text for text in texts)
        assert list(table.index) == sorted(table.index)

    def test_candidates_hold_what_was_planted(self, result, archive):
        table = result.candidates
        for claim, text in PLANTED:
            row = table[(table["claim_sentence"] == claim) & (table["rank"] == 1)].iloc[0]
            assert row["text"] == text
            record = archive.record((row["path"], int(row["place"])))
            assert record.text[row["start"] : row["end"]] == text and record.id == row["document"]

    def test_who_speaks_is_told_by_publisher(self, result):
        table = result.attributions.set_index(["publisher", "measure", "value"])["count"]
        documents = {row["publisher"]: 0 for row in news(ROWS)}
        for row in news(ROWS):
            documents[row["publisher"]] += 1
        assert table.xs("documents", level="measure").droplevel("value").to_dict() == documents
        for publisher in documents:
            assert table[publisher, "attributions", ""] >= documents[publisher]
        assert result.voices.set_index("name")["documents"]["Mara Quill"] > ROWS / 20

    def test_quantities_of_the_articles_units_are_counted(self, result):
        table = result.quantities
        assert set(table["unit"]) == {"tonnes"}
        assert table["mentions"].sum() >= ROWS and table["low"].between(2, 90).all()

    def test_publishers_of_a_strange_name_come_back_as_they_are(self, result):
        assert set(result.publishers["publisher"]) == {row["publisher"] for row in news(ROWS)}
        assert b"\n'=Weir Weekly," in (result.folder / "publishers.csv").read_bytes()

    def test_the_manifest_says_what_was_read(self, result):
        told = result.manifest
        assert (told["documents"], told["claims"], told["publishers"]) == (ROWS, 3, 6)
        assert told["words"] == word_counts([row["text"] for row in news(ROWS)]).total()
        assert told["unread"] == {"rows": 0, "lost": 0, "repeated": 0}
        assert ScanResult.read(result.folder).manifest == told

    def test_what_was_not_asked_for_is_an_empty_table(self, archive, tmp_path):
        found = scan(archive, folder=tmp_path, settings=Settings(("counts",)), scheduler=HERE)
        for name in ("candidates", "attributions", "voices", "quantities", "copies"):
            table = getattr(found, name)
            assert table.empty and len(table.columns) > 3
        assert len(found.terms) > 100

    def test_a_folder_without_a_finished_scan_is_one_error(self, tmp_path):
        with pytest.raises(CrossreadError, match="holds no finished scan"):
            ScanResult.read(tmp_path)


class TestRefusals:
    def test_candidates_need_an_article(self, archive, tmp_path):
        with pytest.raises(CrossreadError, match="candidates need an article"):
            scan(archive, folder=tmp_path)

    def test_a_result_may_not_lie_in_the_archive(self, tmp_path):
        archive = Archive(written(tmp_path / "x", news(3), "jsonl"))
        with pytest.raises(CrossreadError, match="lies in the archive"):
            scan(archive, article(), folder=tmp_path / "x" / "out")
        assert [path.name for path in (tmp_path / "x").iterdir()] == ["a.jsonl"]

    @pytest.mark.parametrize("wrong", [{"measures": ("words",)}, {"engine": "best"}, {"top": 0}])
    def test_settings_are_checked(self, wrong):
        with pytest.raises(CrossreadError, match="must"):
            Settings(**wrong)

    @pytest.mark.parametrize(("text", "reason"), [("{\n", "the first row .*is no JSON"), ("", "it holds no row")])
    def test_an_archive_without_a_document_is_one_error_with_the_reason(self, tmp_path, text, reason):
        (tmp_path / "a.jsonl").write_text(text)
        with pytest.raises(CrossreadError, match=f"no document of .* could be read; {reason}"):
            scan(Archive(tmp_path / "a.jsonl"), folder=tmp_path / "out", settings=Settings(("counts",)), scheduler=HERE)


class TestGoingOn:
    @pytest.mark.parametrize("count", [1, 7, 25])
    def test_pieces_that_are_done_are_not_read_again(self, archive, expected, tmp_path, read, count):
        told = []
        with pytest.raises(Stopped):
            scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=After("here", count=count, then=stop))
        first = list(read)
        assert len(first) == count
        pieces = len(archive.pieces)
        assert 7 < pieces < 25 < 2 * pieces  # some stop in the first reading, some in that for the candidates
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=HERE, say=told.append)
        again = read[len(first) :]
        assert first + again == [*range(pieces)] * 2
        assert files(tmp_path) == expected
        assert f"{count % pieces} of {pieces} pieces are done from a run before" in told[-1]

    def test_a_finished_scan_is_not_done_twice(self, archive, tmp_path, read):
        told, settings = [], Settings(("counts",))
        scan(archive, folder=tmp_path, settings=settings, scheduler=HERE)
        scan(archive, folder=tmp_path, settings=settings, scheduler=HERE, say=told.append)
        assert len(read) == len(archive.pieces)
        assert told == [f"{tmp_path} holds the result of this very scan already; nothing was read"]

    @pytest.mark.parametrize("what", ["settings", "archive", "code", "damage"])
    def test_what_was_begun_otherwise_is_begun_anew_and_told(self, tmp_path, read, monkeypatch, what):
        told, folder = [], written(tmp_path / "x", news(40), "jsonl")
        with pytest.raises(Stopped):
            scan(
                Archive(folder, piece_bytes=3000),
                article(),
                folder=tmp_path / "out",
                scheduler=After("here", then=stop),
            )
        settings, pieces = Settings(), len(Archive(folder, piece_bytes=3000).pieces)
        if what == "settings":
            settings = Settings(top=3)
        elif what == "archive":
            os.utime(folder / "a.jsonl", ns=(1, 1))
        elif what == "code":
            for module in ("scan", "work"):
                monkeypatch.setattr(f"analysis.scale.{module}.code_hash", lambda: "another")
        else:
            path = next((tmp_path / "out").rglob("*0.piece"))
            path.write_bytes(path.read_bytes()[:-1])
        del read[:]
        given = {"folder": tmp_path / "out", "settings": settings, "scheduler": HERE, "say": told.append}
        scan(Archive(folder, piece_bytes=3000), article(), **given)
        reasons = {
            "settings": "the settings differ",
            "archive": "the archive has changed",
            "code": "program has changed",
        }
        if what == "damage":  # the piece alone is read again
            assert read[: pieces - 2] == [0, *range(3, pieces)]
        else:
            assert read == [*range(pieces)] * 2
            assert len(told) == 1 and told[0].startswith("beginning anew: ") and reasons[what] in told[0]
        whole = scan(Archive(folder), article(), folder=tmp_path / "whole", settings=settings, scheduler=HERE)
        assert files(whole.folder) == files(tmp_path / "out")

    def test_an_archive_that_changes_while_it_is_read_gives_no_result(self, tmp_path):
        folder = written(tmp_path / "x", news(40), "jsonl")
        changed = After("here", then=lambda: os.utime(folder / "a.jsonl", ns=(1, 1)))
        with pytest.raises(CrossreadError, match="has changed while it was read"):
            scan(Archive(folder, piece_bytes=3000), article(), folder=tmp_path / "out", scheduler=changed)
        told = []
        scan(Archive(folder), article(), folder=tmp_path / "out", scheduler=HERE, say=told.append)
        assert "the archive has changed" in told[0]

    def test_a_second_scan_of_the_same_folder_is_refused(self, archive, tmp_path):
        def another():
            with pytest.raises(CrossreadError, match="another scan is writing"):
                scan(archive, article(), folder=tmp_path, settings=Settings(top=3), scheduler=HERE)
            stop()

        with pytest.raises(Stopped):
            scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=After("here", then=another))

    @needs_posix
    def test_a_scan_killed_twenty_times_ends_with_the_same_bytes(self, archive, expected, tmp_path):
        command = [
            sys.executable,
            "-m",
            "tests.scale.killed_scans",
            str(archive.path),
            str(tmp_path / "out"),
            "7",
            "20",
        ]
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=alone, check=True)
        told = json.loads(done.stdout)
        assert told["killed"] == 20 and told["kept"] > 2
        assert files(tmp_path / "out") == expected


class TestFullDisk:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    @pytest.mark.parametrize("name", ["parts.write_atomically", "writing.growing_file", "writing.write_atomically"])
    def test_it_is_one_error_and_the_same_command_goes_on(self, archive, expected, tmp_path, monkeypatch, name, number):
        calls = []

        def full(path, *_):
            calls.append(path)
            if len(calls) > (5 if name.startswith("parts") else 0):
                raise OSError(number, os.strerror(number), str(path))
            return original(path, *_)

        module = sys.modules[f"analysis.scale.{name.split('.')[0]}"]
        original = getattr(module, name.split(".")[1])
        with monkeypatch.context() as patch:
            patch.setattr(module, name.split(".")[1], full)
            with pytest.raises(CrossreadError) as caught:
                scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=HERE)
        assert os.strerror(number) in str(caught.value) and "the same command goes on" in str(caught.value)
        kept = len(list(tmp_path.rglob("*.piece")))
        assert kept >= 5 and not (tmp_path / "manifest.json").exists()
        told = []
        scan(archive, article(), folder=tmp_path, settings=ALL, scheduler=HERE, say=told.append)
        assert "pieces are done from a run before" in told[0]
        assert files(tmp_path) == expected

    @needs_posix
    def test_a_real_limit_on_the_size_of_files_is_one_line(self, archive, tmp_path):
        import resource

        words = [
            "scan",
            str(archive.path),
            "--out",
            str(tmp_path / "out"),
            "--scheduler",
            "here",
            "--measures",
            "counts",
        ]
        done = subprocess.run(
            [sys.executable, "-m", "analysis", *words], cwd=ROOT, capture_output=True, text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
        )  # fmt: skip
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert "File too large" in done.stderr and "the same command goes on" in done.stderr


class TestCommand:
    def told(self, capsys, *words):
        status = manual.status(["scan", *map(str, words), "--scheduler", "here"])
        out, err = capsys.readouterr()
        return status, out, err

    def test_it_says_how_much_was_read(self, tmp_path, capsys):
        folder = written(tmp_path / "x", news(30), "jsonl")
        status, out, err = self.told(capsys, folder, "--measures", "counts")
        words = word_counts([row["text"] for row in news(30)]).total()
        assert (status, err) == (0, "")
        assert out == f"{tmp_path / 'x.scan'}  30 documents, {words:,} words\n"

    def test_columns_are_renamed_by_flag(self, tmp_path, capsys):
        rows = [{"uid": row["id"], "source": "P", "when": "", "body": row["text"]} for row in news(9)]
        path = tmp_path / "a.jsonl"
        path.write_bytes(lines(rows))
        assert self.told(capsys, path, "--measures", "counts")[0] == 1
        flags = ["--id-column", "uid", "--publisher-column", "source", "--date-column", "when", "--text-column", "body"]
        status, out, _ = self.told(capsys, path, "--measures", "counts", *flags)
        assert status == 0 and "9 documents" in out

    def test_large_files_that_cannot_be_cut_are_told(self, archive, tmp_path, monkeypatch):
        told = []
        options = {"settings": Settings(measures=("counts",)), "scheduler": HERE, "say": told.append}
        scan(archive, folder=tmp_path / "one", **options)
        assert not told
        monkeypatch.setattr("analysis.scale.scan.UNDIVIDED", 10)
        scan(archive, folder=tmp_path / "two", **options)
        (line,) = told
        assert "compressed files are read from their beginning" in line

    def test_bad_rows_and_repeated_ids_are_counted(self, tmp_path, capsys):
        rows = news(20)
        rows[4]["id"] = rows[2]["id"]
        (tmp_path / "a.jsonl").write_bytes(lines(rows) + b"{\n[]\n")
        status, out, _ = self.told(capsys, tmp_path / "a.jsonl", "--measures", "counts", "--out", tmp_path / "out")
        assert status == 0
        assert out.splitlines()[1:] == [
            "1 documents bear an id that stands already: see unread.csv",
            "2 rows could not be read: see unread.csv",
        ]
        table = ScanResult.read(tmp_path / "out").unread
        assert table["reason"].tolist()[1:] == [
            "is no JSON object",
            "read, but its id stands already in a.jsonl at " + str(len(lines(rows[:2]))),
        ]

    def test_a_part_that_was_lost_is_told_exactly_and_the_status_is_1(self, tmp_path, capsys):
        folder = written(tmp_path / "x", news(400), "jsonl jsonl.gz")
        path = folder / "b.jsonl.gz"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        status, out, err = self.told(capsys, folder, "--measures", "counts", "--out", tmp_path / "out")
        assert (status, err) == (1, "")
        read = gzip.compress(lines(news(400)[200:]), mtime=0)[: path.stat().st_size]
        assert read == path.read_bytes()
        documents = ScanResult.read(tmp_path / "out").manifest["documents"]
        place = len(lines(news(400)[200:documents]))
        assert f"not read: b.jsonl.gz, byte {place} to the end: cannot be read: " in out.splitlines()[1]
        assert len(out.splitlines()) == 2 and 200 < documents < 400

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--measures", "words"], "measures must be one of 'counts'"),
            (["--scheduler", "dask"], "scheduler must be 'here', 'processes' or an address"),
            (["--article", "nobody"], "no document 'nobody'"),
            (["--engine", "best"], "engine must be one of"),
        ],
    )
    def test_a_mistake_is_one_line(self, tmp_path, capsys, words, told):
        written(tmp_path / "x", news(3), "jsonl")
        assert manual.status(["scan", str(tmp_path / "x"), *words]) == 1
        err = capsys.readouterr().err
        assert told in err and len(err.splitlines()) == 1
