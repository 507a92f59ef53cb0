"""A file that grows line by line: whole in the end, or left so that the same work goes on."""

import pytest

from analysis.errors import CrossreadError
from analysis.read.resuming import program_hash, resumed_file


def interrupted(path, recipe, words):
    with pytest.raises(KeyboardInterrupt), resumed_file(path, recipe) as (file, kept):
        file.write(words)
        raise KeyboardInterrupt
    return kept


def names(folder):
    return [path.name for path in folder.iterdir()]


class TestResumedFile:
    def test_it_takes_its_name_at_the_end(self, tmp_path):
        out = tmp_path / "deep" / "out.jsonl"
        with resumed_file(out, "a") as (file, kept):
            file.write("one\n")
            assert not out.exists()
        assert (kept, out.read_bytes(), names(out.parent)) == (0, b"one\n", ["out.jsonl"])

    def test_the_same_work_goes_on_after_the_last_whole_line(self, tmp_path):
        out = tmp_path / "out.jsonl"
        out.write_text("from before\n")
        interrupted(out, "a", "one\ntwo\nthr")
        assert out.read_text() == "from before\n"
        with resumed_file(out, "a") as (file, kept):
            file.write("three\n")
        assert kept == 2
        assert out.read_text() == "one\ntwo\nthree\n"
        assert names(tmp_path) == ["out.jsonl"]

    def test_other_work_begins_anew_and_clears_away(self, tmp_path):
        out = tmp_path / "out[1].jsonl"
        interrupted(out, "a", "one\n")
        with resumed_file(out, "b") as (file, kept):
            file.write("other\n")
        assert (kept, out.read_text(), names(tmp_path)) == (0, "other\n", ["out[1].jsonl"])

    def test_an_error_before_the_first_line_leaves_nothing(self, tmp_path):
        interrupted(tmp_path / "out.jsonl", "a", "")
        assert names(tmp_path) == []

    def test_a_folder_is_refused_before_any_work(self, tmp_path):
        with pytest.raises(CrossreadError, match="is a folder"), resumed_file(tmp_path, "a"):
            pass

    def test_two_processes_do_not_write_one_file(self, tmp_path):
        pytest.importorskip("fcntl")
        out = tmp_path / "out.jsonl"
        with resumed_file(out, "a") as (file, _):
            with pytest.raises(CrossreadError, match="another process is writing"), resumed_file(out, "a"):
                pass
            file.write("one\n")
        assert out.read_text() == "one\n"


def test_the_program_is_one_hash_as_long_as_it_is_the_same():
    assert program_hash() == program_hash()
