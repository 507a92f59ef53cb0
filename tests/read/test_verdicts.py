"""Decisions of readers: kept line by line, read whatever else stands in the file, never lost."""

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.measure import relations
from analysis.read import verdicts as module
from analysis.read.corpus import ROOT
from analysis.read.verdicts import (
    FILE,
    KEYS,
    RELATIONS,
    VERDICTS,
    Verdict,
    added_verdict,
    added_verdicts,
    pair_hash,
    pair_id,
    verdict_problems,
    verdicts,
)

ROW = Verdict("p00000001", "accept", "same", "seen", "Ada", "2021-06-01T10:00:00Z", "0.1", "0" * 16)


def numbered(count, by="Ada"):
    return [replace(ROW, pair=f"p{i:08x}", text_hash=f"{i:016x}", by=by) for i in range(count)]


class TestNames:
    def test_a_pair_is_named_by_where_its_sentences_stand(self):
        places = [("paper", 3, "office", 1), ("paper", 31, "office", 1), ("paper", 3, "office", 11), ("pap", 3, "o", 1)]
        assert len({pair_id(*place) for place in places}) == 4
        assert pair_id("paper", 3, "office", 1) == pair_id("paper", 3, "office", 1)

    def test_the_hash_is_of_the_words_and_their_order(self):
        assert pair_hash("A  mill\n closed.", "It did.") == pair_hash("A mill closed.", " It did. ")
        other = {pair_hash("A mill", "closed."), pair_hash("A", "mill closed."), pair_hash("closed.", "A mill")}
        assert len(other) == 3

    def test_half_a_character_has_a_hash(self):
        assert pair_hash("\ud800", "x") != pair_hash("\ud801", "x")

    def test_every_relation_of_the_rules_can_be_said_by_a_reader(self):
        assert set(relations.SUGGESTED) <= set(RELATIONS)
        assert len(set(RELATIONS)) == len(RELATIONS)


class TestFile:
    def test_no_file_is_no_decision(self, tmp_path):
        assert verdicts(tmp_path) == () and verdict_problems(tmp_path) == []

    def test_what_is_added_comes_back_in_order(self, tmp_path):
        placed = replace(ROW, blind=True, claim_sentence=3, document="office", sentence=2)
        rejected = replace(ROW, verdict="reject", relation="unrelated", note="no\n“mill” there")
        rows = [ROW, rejected, placed, replace(placed, verdict="undo", relation="")]
        for row in rows:
            assert added_verdict(tmp_path, row) is row
        assert list(verdicts(tmp_path)) == rows
        assert [row.line for row in verdicts(tmp_path)] == [1, 2, 3, 4]

    def test_a_line_has_the_keys_that_are_promised(self, tmp_path):
        added_verdict(tmp_path, ROW)
        told = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
        assert list(told)[:8] == ["pair", "verdict", "relation", "note", "by", "at", "version", "text_hash"]

    def test_the_folder_is_made_where_it_is_missing(self, tmp_path):
        added_verdict(tmp_path / "a" / "b", ROW)
        assert verdicts(tmp_path / "a" / "b") == (ROW,)

    @settings(deadline=None)
    @given(st.text(), st.text(max_size=5), st.sampled_from(RELATIONS), st.sampled_from(VERDICTS))
    def test_any_note_and_name_come_back_as_they_were(self, tmp_path_factory, note, by, relation, verdict):
        folder = tmp_path_factory.mktemp("verdicts")
        row = replace(ROW, note=note, by=by, relation=relation, verdict=verdict)
        added_verdict(folder, row)
        assert verdicts(folder) == (row,)

    def test_half_a_character_comes_back(self, tmp_path):
        added_verdict(tmp_path, replace(ROW, note="a\ud83dé"))
        assert verdicts(tmp_path)[0].note == "a\ud83dé"

    @pytest.mark.parametrize(
        "fault", [{"verdict": "skip"}, {"relation": "alike"}, {"pair": "7f3"}, {"text_hash": "x"}, {"note": 3}]
    )
    def test_what_could_not_be_read_again_is_not_written(self, tmp_path, fault):
        with pytest.raises(CrossreadError, match="cannot be kept"):
            added_verdicts(tmp_path, [ROW, replace(ROW, **fault)])
        assert not (tmp_path / FILE).exists()

    def test_nothing_to_add_makes_no_file(self, tmp_path):
        assert added_verdicts(tmp_path, []) == () and not (tmp_path / FILE).exists()

    def test_a_key_of_a_later_version_is_no_fault(self, tmp_path):
        added_verdict(tmp_path, ROW)
        line = json.loads((tmp_path / FILE).read_text(encoding="utf-8")) | {"mood": "fine"}
        (tmp_path / FILE).write_text(json.dumps(line) + "\n", encoding="utf-8")
        assert verdicts(tmp_path) == (ROW,) and verdict_problems(tmp_path) == []

    def test_a_line_written_by_hand_needs_three_keys(self, tmp_path):
        line = {"pair": "p00000001", "verdict": "undo", "text_hash": "0" * 16}
        (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf" + json.dumps(line).encode() + b"\r\n\r\n")
        assert [(row.pair, row.by) for row in verdicts(tmp_path)] == [("p00000001", "")]

    def test_a_file_that_cannot_be_opened_is_one_error(self, tmp_path):
        (tmp_path / FILE).mkdir()
        with pytest.raises(CrossreadError, match="cannot be read"):
            verdicts(tmp_path)
        assert len(verdict_problems(tmp_path)) == 1
        with pytest.raises(OSError):
            added_verdict(tmp_path, ROW)


class TestFaults:
    def lines(self, count=3):
        return [json.dumps({name: getattr(row, name) for name in KEYS}).encode() for row in numbered(count)]

    def test_a_cut_off_line_is_told_and_the_others_count_wherever_it_was_cut(self, tmp_path):
        whole = b"\n".join(self.lines()) + b"\n"
        last = whole.rindex(b"\n", 0, -1) + 1
        for end in range(last + 1, len(whole) - 1):
            (tmp_path / FILE).write_bytes(whole[:end])
            found = verdicts(tmp_path)
            assert list(found) == numbered(2)
            assert len(found.problems) == 1 and "line 3 is cut off" in found.problems[0]

    def test_a_line_that_lacks_its_line_feed_alone_counts(self, tmp_path):
        (tmp_path / FILE).write_bytes(b"\n".join(self.lines()))
        assert len(verdicts(tmp_path)) == 3 and verdict_problems(tmp_path) == []

    @pytest.mark.parametrize("tail", [b'{"pair": "p0', b"\0\0\0\0", b"\xff\xfe", b'{"pair": "p00000001", "verd\xc3'])
    def test_what_is_added_after_a_cut_off_line_stands_on_its_own(self, tmp_path, tail):
        (tmp_path / FILE).write_bytes(b"\n".join(self.lines(2)) + b"\n" + tail)
        added_verdict(tmp_path, ROW)
        assert list(verdicts(tmp_path)) == [*numbered(2), ROW]
        assert tail in (tmp_path / FILE).read_bytes()

    def test_zero_bytes_before_a_line_do_not_cost_the_line(self, tmp_path):
        first, second = self.lines(2)
        (tmp_path / FILE).write_bytes(first + b"\n" + b"\0" * 40 + second + b"\n")
        assert list(verdicts(tmp_path)) == numbered(2)

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            (b"<<<<<<< HEAD", "no JSON object"),
            (b"[1, 2]", "no JSON object"),
            (b"[" * 100_000, "no JSON object"),
            (b'{"pair": "p00000001"}', "lacks verdict, text_hash"),
            (b'{"pair": "p00000001", "verdict": "maybe", "text_hash": "0000000000000000"}', "must be one of 'accept'"),
            (b'{"pair": "p00000001", "verdict": "accept", "text_hash": "0000000000000000"}', "relation must be one of"),
            (b'{"pair": "p00000001", "verdict": "undo", "text_hash": "0000000000000000", "by": 3}', "must be a str"),
            (b'{"pair": "p00000001", "verdict": "undo", "text_hash": "0000000000000000", "sentence": true}', "an? int"),
            (b'{"pair": 1, "verdict": "undo", "text_hash": "0000000000000000"}', "must be a str"),
        ],
    )
    def test_a_bad_line_in_the_middle_is_told_with_its_number(self, tmp_path, line, told):
        first, *others = self.lines()
        (tmp_path / FILE).write_bytes(b"\n".join([first, line, *others]) + b"\n")
        assert list(verdicts(tmp_path)) == numbered(3)
        (problem,) = verdict_problems(tmp_path)
        assert "line 2 " in problem
        assert re.search(told, problem)


def write_many(folder, by):
    for row in numbered(50, by):
        added_verdict(folder, row)


class TestProcesses:
    def test_four_at_once_lose_nothing(self, tmp_path):
        context = multiprocessing.get_context("spawn")
        running = [context.Process(target=write_many, args=(tmp_path, f"reader {i}")) for i in range(4)]
        for process in running:
            process.start()
        for process in running:
            process.join()
        found = verdicts(tmp_path)
        assert [process.exitcode for process in running] == [0] * 4
        assert len(found) == 200 and found.problems == ()
        assert (tmp_path / FILE).read_bytes().count(b"\n") == 200
        for i in range(4):
            assert [row for row in found if row.by == f"reader {i}"] == numbered(50, f"reader {i}")

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
    def test_what_was_told_as_kept_is_there_after_the_writer_was_killed(self, tmp_path):
        code = (
            "import sys; from dataclasses import replace; from analysis.read.verdicts import Verdict, added_verdict\n"
            "row = Verdict('p00000001', 'accept', 'same', 'x' * 3000, text_hash='0' * 16)\n"
            "for i in range(int(sys.argv[2]), 10**6):\n"
            "    added_verdict(sys.argv[1], replace(row, by=str(i))); print(i, flush=True)"
        )
        begun = 0
        for wait in (0.0, 0.003, 0.011, 0.027, 0.05):
            command = [sys.executable, "-c", code, str(tmp_path), str(begun)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
                process.stdout.readline()  # it writes now
                time.sleep(wait)
                os.kill(process.pid, signal.SIGKILL)
                told = process.stdout.read().split(b"\n")
            last = int(told[-2]) if len(told) > 1 else begun
            found = [int(row.by) for row in verdicts(tmp_path)]
            assert found[: last + 1] == list(range(last + 1))
            assert len(found) <= last + 2
            begun = len(found)
        added_verdict(tmp_path, ROW)
        assert verdicts(tmp_path)[-1] == ROW and len(verdicts(tmp_path)) == begun + 1

    def test_a_lock_that_is_not_given_back_is_told_and_nothing_is_added(self, tmp_path, monkeypatch):
        fcntl = pytest.importorskip("fcntl")
        monkeypatch.setattr(module, "WAIT", 0.02)
        added_verdict(tmp_path, ROW)
        with (tmp_path / FILE).open("rb") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            with pytest.raises(CrossreadError, match="locked by another process; nothing was added"):
                added_verdict(tmp_path, ROW)
        assert verdicts(tmp_path) == (ROW,)
        added_verdict(tmp_path, ROW)
        assert len(verdicts(tmp_path)) == 2

    def test_without_locks_lines_are_added_all_the_same(self, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "fcntl", None)
        added_verdict(tmp_path, ROW)
        assert verdicts(tmp_path) == (ROW,)

    def test_a_write_that_does_not_reach_the_disk_is_taken_back(self, tmp_path, monkeypatch):
        pytest.importorskip("fcntl")
        added_verdict(tmp_path, ROW)
        before = (tmp_path / FILE).read_bytes()

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(module.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            added_verdicts(tmp_path, numbered(3))
        assert (tmp_path / FILE).read_bytes() == before
