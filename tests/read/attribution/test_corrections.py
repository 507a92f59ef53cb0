"""A reader's corrections: kept line by line, applied in order, set aside when their text has changed."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load_corpus
from analysis.errors import CrossreadError
from analysis.read.attribution.correcting import corrected, standing
from analysis.read.attribution.corrections import (
    FILE,
    Correction,
    added_correction,
    correction,
    corrections,
    place,
    set_aside,
    text_hash,
)
from analysis.read.attribution.record import Attribution
from analysis.read.checks import correction_problems
from analysis.read.corpus import ROOT, corpus_problems
from analysis.read.document import Document
from analysis.read.zones import Span

TEXT = "The keeper said that the lock is old. “It leaks,” said Ada Pell. The council noted that Pell had warned of it."


def span(words, text=TEXT):
    at = text.index(words)
    return Span(at, at + len(words), words)


def mark(source, cue, *content, **facts):
    spans = tuple(span(words) for words in content)
    given = {"mode": "indirect", "marked_by": "rule", "sentence": 1} | facts
    return Attribution(span(source) if source else None, span(cue) if cue else None, spans, **given)


KEEPER = mark("The keeper", "said that", "the lock is old")
PELL = mark("Ada Pell", "said Ada Pell", "It leaks", mode="direct", sentence=2)
COUNCIL = mark("The council", "noted", "that Pell had warned of it", sentence=3)
WARNED = mark("Pell", "warned", "of it", sentence=3, parent=2)
FOUND = (KEEPER, PELL, COUNCIL, WARNED)


def row(of, action, **facts):
    return correction("note", TEXT, of, action, **facts)


def ends(words):
    found = span(words)
    return found.start, found.end


class TestCorrected:
    def test_without_rows_the_very_same_marks_come_back(self):
        assert corrected(TEXT, FOUND, ()) is FOUND

    def test_a_removed_mark_is_gone_and_the_others_stay(self):
        assert corrected(TEXT, FOUND, (row(KEEPER, "remove"),)) == (PELL, COUNCIL, replace(WARNED, parent=1))

    def test_another_source_is_the_readers_with_full_confidence(self):
        keeper, *others = corrected(TEXT, FOUND, (row(KEEPER, "replace", source=ends("Ada Pell")),))
        assert keeper.source == span("Ada Pell")
        assert (keeper.marked_by, keeper.confidence) == ("reader", 1.0)
        assert (keeper.cue, keeper.content, keeper.mode) == (KEEPER.cue, KEEPER.content, KEEPER.mode)
        assert tuple(others) == FOUND[1:]

    def test_no_source_may_be_the_right_one(self):
        assert corrected(TEXT, FOUND, (row(KEEPER, "replace", source=None),))[0].source is None

    def test_an_added_mark_gets_mode_act_stance_and_sentence_from_the_text(self):
        document = Document(
            id="note", text="The lock\n\n" + TEXT + " “Nothing was done,” wrote the clerk.", engine="rules"
        )
        at = document.text.index("Nothing was done,")
        wrote, clerk = document.text.index("wrote"), document.text.index("the clerk")
        new = Correction(
            "note", "add", (wrote, wrote + 5), (clerk, clerk + 9), (wrote, wrote + 5), ((at, at + 17),),
            text_hash(document.text),
        )  # fmt: skip
        before = document.engine_attributions
        bare = tuple(m for m in before if m.cue is None or m.cue.text != "wrote")
        parts = {"sentences": document.sentences, "quotations": document.quotations}
        added = next(m for m in corrected(document.text, bare, (new,), **parts) if m.marked_by == "reader")
        assert (added.mode, added.sentence, added.source.text) == ("direct", 4, "the clerk")
        assert (added.act, added.stance) == ("speech", "neutral")

    def test_marks_stay_in_the_order_of_the_text(self):
        rows = (row(COUNCIL, "remove"), row(KEEPER, "remove"), row(COUNCIL, "replace"), row(KEEPER, "replace"))
        starts = [place(m)[0] for m in corrected(TEXT, FOUND, rows)]
        assert starts == sorted(starts)

    def test_the_later_line_wins(self):
        first, second = row(KEEPER, "replace", source=ends("Ada Pell")), row(KEEPER, "replace", source=None)
        assert corrected(TEXT, FOUND, (first, second))[0].source is None
        assert corrected(TEXT, FOUND, (second, first))[0].source == span("Ada Pell")
        assert corrected(TEXT, FOUND, (first, row(KEEPER, "remove")))[0] == PELL
        assert corrected(TEXT, FOUND, (row(KEEPER, "remove"), first))[0].source == span("Ada Pell")

    @pytest.mark.parametrize("action", ["remove", "replace"])
    def test_undo_gives_the_place_back_to_the_engine(self, action):
        assert corrected(TEXT, FOUND, (row(COUNCIL, action), row(COUNCIL, "undo"))) == FOUND

    def test_undoing_an_addition_takes_it_away(self):
        rows = (row(COUNCIL, "add"), row(COUNCIL, "undo"))
        assert corrected(TEXT, (KEEPER,), rows) == (KEEPER,)

    def test_adding_what_stands_already_does_not_double_it(self):
        assert len(corrected(TEXT, FOUND, (row(COUNCIL, "add"),))) == len(FOUND)

    def test_what_stood_inside_a_removed_mark_moves_up(self):
        outer = replace(COUNCIL, parent=0)
        found = (KEEPER, PELL, outer, WARNED)
        assert corrected(TEXT, found, (row(COUNCIL, "remove"),))[-1].parent == 0
        assert corrected(TEXT, FOUND, (row(COUNCIL, "remove"),))[-1].parent is None

    def test_a_mark_keeps_to_its_parent_when_others_go(self):
        left = corrected(TEXT, FOUND, (row(KEEPER, "remove"), row(PELL, "remove")))
        assert left[left[1].parent] == COUNCIL

    def test_of_two_reports_of_one_cue_the_content_tells_which(self):
        one, two = mark("The keeper", "said that", "the lock"), mark("The keeper", "said that", "is old")
        assert corrected(TEXT, (one, two), (row(two, "remove"),)) == (one,)

    def test_a_cue_marked_more_widely_by_another_engine_is_still_met(self):
        narrow = replace(KEEPER, cue=Span(KEEPER.cue.start, KEEPER.cue.start + 4, "said"))
        assert corrected(TEXT, (narrow, PELL), (row(KEEPER, "remove"),)) == (PELL,)

    def test_a_mark_without_a_cue_is_found_by_its_content(self):
        bare = replace(PELL, cue=None)
        assert corrected(TEXT, (KEEPER, bare), (row(bare, "remove"),)) == (KEEPER,)

    def test_a_line_about_another_wording_changes_nothing(self):
        stale = replace(row(KEEPER, "remove"), text_sha256=text_hash(TEXT + " "))
        assert corrected(TEXT, FOUND, (stale,)) == FOUND
        assert set_aside((stale, row(PELL, "remove")), {"note": TEXT}) == (stale,)
        assert set_aside((row(PELL, "remove"),), {"other": TEXT}) == (row(PELL, "remove"),)

    @given(
        st.lists(st.tuples(st.sampled_from(FOUND), st.sampled_from(["remove", "replace", "add", "undo"])), max_size=12)
    )
    def test_any_history_leaves_spans_of_the_text_and_parents_that_exist(self, history):
        rows = tuple(row(of, action) for of, action in history)
        left = corrected(TEXT, FOUND, rows)
        for m in left:
            for part in filter(None, (m.source, m.cue, *m.content)):
                assert TEXT[part.start : part.end] == part.text
            assert m.parent is None or 0 <= m.parent < len(left)
        undone = rows + tuple(row(of, "undo") for of in FOUND)
        assert corrected(TEXT, FOUND, undone) == FOUND
        assert standing(TEXT, FOUND, undone) == ()


class TestStanding:
    def test_only_the_line_that_counts_is_counted(self):
        rows = (row(KEEPER, "remove"), row(KEEPER, "replace"), row(PELL, "remove"), row(PELL, "undo"))
        assert standing(TEXT, FOUND, rows) == (rows[1],)

    def test_removing_what_is_not_marked_does_not_count(self):
        assert standing(TEXT, (PELL,), (row(COUNCIL, "remove"),)) == ()


def written(folder, **changes):
    """A file of one line, some of its values changed."""
    told = {
        "document": "note", "action": "remove", "at": [1, 4], "source": None, "cue": [1, 4], "content": [[5, 9]],
        "text_sha256": "0" * 16, "reader": "", "date": "2026-01-02", "note": "",
    } | changes  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / FILE
    path.write_text(json.dumps({k: v for k, v in told.items() if v != "gone"}) + "\n", encoding="utf-8")
    return path


class TestFile:
    def test_no_file_is_no_correction(self, tmp_path):
        assert corrections(tmp_path) == ()

    def test_what_is_added_is_read_back(self, tmp_path):
        rows = [row(KEEPER, "remove", note="“no” \n\\"), row(PELL, "replace", source=ends("The keeper"))]
        for one in rows:
            added_correction(tmp_path / "corpus", one)
        assert corrections(tmp_path / "corpus") == tuple(rows)
        assert [one.line for one in corrections(tmp_path / "corpus")] == [1, 2]

    def test_lines_are_only_ever_added(self, tmp_path):
        added_correction(tmp_path, row(KEEPER, "remove"))
        before = (tmp_path / FILE).read_bytes()
        added_correction(tmp_path, row(KEEPER, "undo"))
        assert (tmp_path / FILE).read_bytes().startswith(before)

    def test_a_last_line_without_its_line_feed_is_not_glued_to_the_next(self, tmp_path):
        path = written(tmp_path)
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
        added_correction(tmp_path, row(KEEPER, "remove"))
        assert len(corrections(tmp_path)) == 2

    def test_two_processes_may_add_at_once(self, tmp_path):
        code = (
            "import sys\nfrom analysis.read.attribution.corrections import *\n"
            "row = Correction('note', 'remove', (1, 4), None, (1, 4), ((5, 9),), '0' * 16, note=sys.argv[2] * 900)\n"
            "for _ in range(60): added_correction(sys.argv[1], row)"
        )
        at_work = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name], cwd=ROOT) for name in "abc"]
        assert [process.wait() for process in at_work] == [0, 0, 0]
        notes = [one.note for one in corrections(tmp_path)]
        assert sorted(set(notes)) == ["a" * 900, "b" * 900, "c" * 900]
        assert len(notes) == 180

    def test_what_could_not_be_read_again_is_not_written(self, tmp_path):
        with pytest.raises(ValueError, match="at must be"):
            added_correction(tmp_path, replace(row(KEEPER, "remove"), at=(4, 4)))
        assert corrections(tmp_path) == ()

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"action": "delete"}, "action must be one of 'remove', 'replace', 'add', 'undo'; not 'delete'"),
            ({"at": [4, 1]}, r"at must be \[start, end\] with 0 <= start < end, not \[4, 1\]"),
            ({"at": [True, 4]}, "at must be"),
            ({"at": None}, "at must be"),
            ({"cue": [1]}, "cue must be"),
            ({"source": "Pell"}, "source must be"),
            ({"content": None}, "content must be a list"),
            ({"content": [3]}, "content must be"),
            ({"content": [], "action": "replace"}, "content is empty, so there is nothing to replace"),
            ({"document": 7}, "document must be a text, not 7"),
            ({"text_sha256": "gone"}, "lacks text_sha256"),
            ({"why": "x"}, "has the unknown key 'why'"),
        ],
    )
    def test_a_line_that_cannot_be_used_is_named_with_its_fault(self, tmp_path, changes, told):
        path = written(tmp_path, **changes)
        with pytest.raises(CrossreadError, match=rf"corrections\.jsonl line 1: {told}.*mend the line or remove it"):
            corrections(tmp_path)
        path.write_bytes(b"\n\n" + path.read_bytes())
        with pytest.raises(CrossreadError, match="line 3: "):
            corrections(tmp_path)

    @pytest.mark.parametrize("content", [b"[1]", b"{", b"\xff", b"[" * 90_000, b"null"])
    def test_what_is_no_object_is_named_too(self, tmp_path, content):
        (tmp_path / FILE).write_bytes(content)
        with pytest.raises(CrossreadError, match=r"line 1: no JSON object in UTF-8; mend"):
            corrections(tmp_path)

    def test_a_folder_of_that_name_is_an_error_in_one_sentence(self, tmp_path):
        (tmp_path / FILE).mkdir()
        with pytest.raises(CrossreadError, match="cannot be read"):
            corrections(tmp_path)


@pytest.fixture
def shipped(tmp_path):
    """A copy of the shipped corpus that a test may correct."""
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", folder, ignore=shutil.ignore_patterns(FILE))
    return folder


class TestCorpus:
    def test_a_correction_reaches_every_reader_of_the_document(self, shipped):
        from analysis import measure

        target = load_corpus(shipped, engine="rules").target
        gone, changed = target.attributions[:2]
        added_correction(shipped, correction(target.id, target.text, gone, "remove"))
        again = load_corpus(shipped, engine="rules")
        assert len(again.target.attributions) == len(target.attributions) - 1
        assert again.target.engine_attributions == target.attributions
        table = measure.attributions(again)
        assert (table["document"] == target.id).sum() == len(target.attributions) - 1
        added_correction(shipped, correction(target.id, target.text, changed, "replace", source=(0, 3)))
        assert load_corpus(shipped, engine="rules").target.attributions[0].marked_by == "reader"
        assert corpus_problems(shipped) == correction_problems(shipped) == []

    def test_the_other_documents_are_left_alone(self, shipped):
        before = load_corpus(shipped, engine="rules")
        document = before.contrast[0]
        added_correction(shipped, correction(document.id, document.text, document.attributions[0], "remove"))
        for one, two in zip(before, load_corpus(shipped, engine="rules"), strict=True):
            assert (one.attributions == two.attributions) == (one.id != document.id)

    def test_a_line_that_reaches_beyond_the_text_keeps_the_corpus_from_loading(self, shipped):
        target = load_corpus(shipped, engine="rules").target
        end = len(target.text) + 1
        bad = replace(correction(target.id, target.text, target.attributions[0], "remove"), at=(end - 1, end))
        added_correction(shipped, bad)
        with pytest.raises(CrossreadError, match=rf"line 1: reaches to character {end}, but {target.id} has {end - 1}"):
            load_corpus(shipped, engine="rules")

    def test_check_lists_what_is_set_aside(self, shipped):
        target = load_corpus(shipped, engine="rules").target
        good = correction(target.id, target.text, target.attributions[0], "remove")
        for one in (good, replace(good, text_sha256="0" * 16), replace(good, document="nobody")):
            added_correction(shipped, one)
        told = correction_problems(shipped)
        assert len(told) == 2
        assert "line 2: the text of" in told[0] and "has changed since" in told[0]
        assert "line 3: the text of 'nobody' is not in this corpus" in told[1]
        assert len(load_corpus(shipped, engine="rules").target.attributions) == len(target.attributions) - 1
