"""Pairs into a spreadsheet and decisions back: both texts, nothing computed, nothing taken in twice or by half."""

import csv
import datetime
import io
import json

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.measure.ledger import reviewed
from analysis.measure.spreadsheets import FILLED, _bare, _cell, exported_pairs, imported_verdicts, table_verdicts
from analysis.read.verdicts import FILE, added_verdict, added_verdicts, pair_hash, verdicts
from tests.measure.test_ledger import CLAIM, pairs_of, said

PAIRS = pairs_of(
    (1, "It had 60 men.", "figures differ", {"figures": ("60 men",), "date": datetime.date(2021, 6, 1)}),
    (2, "“The mill, the pride; of the town,” he said.", "related", {"margin": 0.25, "start": 12, "end": 40}),
    (3, "=HYPERLINK(A1)", "related", {"reasons": ("one", "two")}),
)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def filled(path, *decisions, pairs=PAIRS, lines=(), **how):
    """The export with decisions written into it: each the place of a row and its cells."""
    rows = rows_of(exported_pairs(pairs, lines))
    for at, cells in decisions:
        rows[at] |= cells
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator=how.get("end", "\n"), delimiter=how.get("delimiter", ","))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(how.get("encoding", "utf-8")))
    return path


@pytest.fixture
def sheet(tmp_path):
    return tmp_path / "pairs.csv"


class TestExport:
    def test_a_row_a_pair_with_both_texts_places_and_figures(self):
        rows = rows_of(exported_pairs(PAIRS))
        assert [row["pair"] for row in rows] == PAIRS["pair"].tolist()
        assert {row["claim_text"] for row in rows} == {CLAIM} and rows[0]["text"] == "It had 60 men."
        assert (rows[0]["figures"], rows[0]["date"], rows[1]["start"]) == ("60 men", "2021-06-01", "12")
        assert rows[2]["reasons"] == "one; two"

    def test_the_columns_to_fill_in_are_empty_and_the_decisions_stand_beside_them(self):
        lines = [said(PAIRS, 0, by="Ada", note="far\noff"), said(PAIRS, 0, word="same", by="Bo")]
        row = rows_of(exported_pairs(PAIRS, lines))[0]
        assert [row[name] for name in FILLED] == [""] * 4
        assert (row["status"], row["lines"], row["relation_final"]) == ("disputed", "2", "figures differ")
        assert row["history"].count(" | ") == 1 and "Ada: accept figures differ (far off)" in row["history"]

    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1 men", "@A1", "\t=1", "  =1", "\r=1", "＝1", "'=1", "1988", "1e5"]
    )
    def test_no_cell_is_computed_and_every_text_comes_back(self, text):
        assert _cell(text) == "'" + text and _bare(_cell(text)) == text

    def test_numbers_stay_numbers(self):
        assert [_cell(value) for value in (-0.5, 3, numpy.int64(4), numpy.float64(0.25))] == ["-0.5", "3", "4", "0.25"]
        assert [_cell(value) for value in (None, float("nan"), pandas.NaT, True)] == ["", "", "", "True"]

    @settings(deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_text_comes_back_through_a_file(self, text):
        content = exported_pairs(PAIRS.iloc[:1].assign(text=text))
        (row,) = rows_of(content)
        assert _bare(row["text"]) == text
        assert row["text"][:1] not in tuple("=+-@\t\r")

    def test_json_has_the_decisions_as_objects(self):
        lines = [said(PAIRS, 0, by="Ada", note="é\ud83d")]
        told = json.loads(exported_pairs(PAIRS.assign(score=[0.5, numpy.nan, 1]), lines, form="json"))["pairs"]
        assert [row["pair"] for row in told] == PAIRS["pair"].tolist()
        assert told[0]["figures"] == ["60 men"] and told[0]["date"] == "2021-06-01" and told[1]["score"] is None
        assert told[0]["verdicts"][0]["note"] == "é\ud83d" and told[1]["verdicts"] == []

    def test_the_same_pairs_are_the_same_bytes(self):
        for form in ("csv", "json"):
            assert exported_pairs(PAIRS, form=form) == exported_pairs(PAIRS.copy(), form=form)

    def test_a_reviewed_table_stays_as_it_is(self):
        table = reviewed(PAIRS, [said(PAIRS, 0)])
        assert rows_of(exported_pairs(table))[0]["status"] == "confirmed"
        assert rows_of(exported_pairs(table, []))[0]["status"] == "unreviewed"

    def test_no_pair_is_a_head_alone(self):
        assert rows_of(exported_pairs(PAIRS.iloc[:0])) == []

    def test_another_form_is_refused(self):
        with pytest.raises(CrossreadError, match="form must be one of 'csv', 'json'"):
            exported_pairs(PAIRS, form="xlsx")


class TestImport:
    def test_rows_that_were_filled_in_become_decisions(self, sheet):
        filled(sheet, (0, {"verdict": "accept", "by": "Ada", "note": "seen"}), (1, {"verdict": "Reject"}),
               (2, {"relation": "differs", "by": "Ada"}))  # fmt: skip
        rows = imported_verdicts(sheet, PAIRS, folder=sheet.parent, by="Bo")
        assert [(row.verdict, row.relation, row.note, row.by) for row in rows] == [
            ("accept", "figures differ", "seen", "Ada"), ("reject", "unrelated", "", "Bo"),
            ("accept", "differs", "", "Ada"),
        ]  # fmt: skip
        assert verdicts(sheet.parent) == rows

    def test_an_export_nobody_touched_adds_nothing(self, sheet):
        added_verdict(sheet.parent, said(PAIRS, 0))
        filled(sheet, lines=verdicts(sheet.parent))
        assert imported_verdicts(sheet, PAIRS, folder=sheet.parent) == ()

    def test_the_same_file_twice_adds_nothing(self, sheet):
        filled(sheet, (0, {"verdict": "accept"}), (1, {"verdict": "differs", "note": "'=x"}))
        assert len(imported_verdicts(sheet, PAIRS, folder=sheet.parent)) == 2
        assert imported_verdicts(sheet, PAIRS, folder=sheet.parent) == ()

    def test_an_old_file_does_not_undo_what_was_decided_since(self, sheet):
        filled(sheet, (0, {"verdict": "accept"}))
        imported_verdicts(sheet, PAIRS, folder=sheet.parent)
        added_verdict(sheet.parent, said(PAIRS, 0, word="reject"))
        assert imported_verdicts(sheet, PAIRS, folder=sheet.parent) == ()
        assert reviewed(PAIRS, verdicts(sheet.parent))["status"][0] == "rejected"

    def test_a_new_export_may_bring_the_old_word_back(self, sheet):
        added_verdicts(sheet.parent, [said(PAIRS, 0), said(PAIRS, 0, word="reject")])
        filled(sheet, (0, {"verdict": "accept"}), lines=verdicts(sheet.parent))
        assert len(imported_verdicts(sheet, PAIRS, folder=sheet.parent)) == 1
        assert imported_verdicts(sheet, PAIRS, folder=sheet.parent) == ()

    def test_undo_takes_back_once(self, sheet):
        added_verdicts(sheet.parent, [said(PAIRS, 0), said(PAIRS, 0, word="reject")])
        filled(sheet, (0, {"verdict": "undo"}), lines=verdicts(sheet.parent))
        assert len(imported_verdicts(sheet, PAIRS, folder=sheet.parent)) == 1
        assert imported_verdicts(sheet, PAIRS, folder=sheet.parent) == ()
        assert reviewed(PAIRS, verdicts(sheet.parent))["status"][0] == "confirmed"

    @pytest.mark.parametrize(
        "how",
        [{"encoding": "utf-8-sig"}, {"delimiter": ";"}, {"delimiter": "\t", "encoding": "utf-16"}, {"end": "\r\n"},
         {"delimiter": ";", "end": "\r\n", "encoding": "utf-8-sig"}],
    )  # fmt: skip
    def test_what_spreadsheets_write_is_read(self, sheet, how):
        filled(sheet, (1, {"verdict": "accept", "note": "a; b, “c”"}), (2, {"verdict": "reject"}), **how)
        assert [row.note for row in table_verdicts(sheet, PAIRS)] == ["a; b, “c”", ""]

    def test_only_four_columns_are_needed_in_any_order_and_empty_lines_do_no_harm(self, sheet):
        row = PAIRS.iloc[0]
        lines = ["Verdict,Text,Claim_text,PAIR", f"accept,{row.text},{row.claim_text},{row.pair}", "", ",,,"]
        sheet.write_text("\n".join(lines), encoding="utf-8")
        assert len(table_verdicts(sheet, PAIRS)) == 1

    def test_a_cell_as_long_as_a_book_is_read(self, sheet):
        text = "word " * 60_000
        filled(sheet, (0, {"verdict": "accept"}))
        sheet.write_text(sheet.read_text(encoding="utf-8").replace(PAIRS["text"][0], text), encoding="utf-8")
        long = PAIRS.iloc[:1].assign(text=text, text_hash=pair_hash(CLAIM, text))
        assert len(table_verdicts(sheet, long)) == 1

    def test_two_readers_may_fill_in_one_pair(self, sheet):
        filled(sheet, (0, {"verdict": "accept", "by": "Ada"}))
        content = sheet.read_text(encoding="utf-8").splitlines()
        sheet.write_text("\n".join([*content, content[1].replace("Ada", "Bo")]), encoding="utf-8")
        assert [row.by for row in table_verdicts(sheet, PAIRS)] == ["Ada", "Bo"]


class TestFaults:
    def refused(self, sheet, told, pairs=PAIRS):
        with pytest.raises(CrossreadError, match=told):
            imported_verdicts(sheet, pairs, folder=sheet.parent)
        assert not (sheet.parent / FILE).exists()

    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            ({"verdict": "maybe"}, "row 4: verdict must be one of 'accept'"),
            ({"verdict": "accept", "relation": "alike"}, "row 4: relation must be one of"),
            ({"verdict": "same", "relation": "related"}, "row 4: the verdict says 'same'"),
            ({"verdict": "accept", "pair": "p12345678"}, "row 4: no pair 'p12345678' in this corpus"),
            ({"verdict": "accept", "pair": ""}, "row 4: no pair ''"),
            ({"verdict": "accept", "text": "Another text."}, "row 4: the sentences of p.* are not those of the corpus"),
            ({"verdict": "accept", "claim_text": ""}, "row 4: the sentences"),
            ({"verdict": "undo"}, "row 4: .* has decided nothing"),
            ({"note": "well"}, "row 4: has a note and no verdict"),
        ],
    )
    def test_one_fault_and_nothing_is_taken_in(self, sheet, cells, told):
        filled(sheet, (0, {"verdict": "accept"}), (2, cells))
        self.refused(sheet, told)

    def test_a_text_that_changed_since_the_export_is_told(self, sheet):
        filled(sheet, (0, {"verdict": "accept"}))
        text = "It had 61 men."
        self.refused(sheet, "row 2: the sentences", PAIRS.assign(text=text, text_hash=pair_hash(CLAIM, text)))

    def test_rows_that_were_sorted_apart_are_told(self, sheet):
        filled(sheet, (0, {"text": PAIRS["text"][1], "verdict": "accept"}), (1, {"text": PAIRS["text"][0]}))
        self.refused(sheet, "row 2: the sentences")

    def test_one_reader_with_two_words_on_one_pair_is_told(self, sheet):
        filled(sheet, (0, {"verdict": "accept", "by": "Ada"}))
        content = sheet.read_text(encoding="utf-8").splitlines()
        sheet.write_text("\n".join([*content, content[1].replace("accept", "reject")]), encoding="utf-8")
        self.refused(sheet, "row 5: 'Ada' decides on p.* a second time")

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "lacks the column pair, claim_text, text, verdict"),
            (b"pair,verdict\n", "lacks the column claim_text, text"),
            ("pair,note\nx,é".encode("cp1252"), "is not UTF-8"),
            (b'pair,"note\nx', "is no CSV table"),
            (b"pair,claim_text,text,verdict\np1,a,b,accept,c,d\n", "row 2: has more cells"),
        ],
    )
    def test_what_is_no_export_is_one_error(self, sheet, content, told):
        sheet.write_bytes(content)
        self.refused(sheet, told)

    def test_a_file_that_is_not_there_is_one_error(self, sheet):
        self.refused(sheet, "cannot be read")
