"""Readers' decisions applied to pairs: machine, human and final stay apart, and what is said holds while words stay."""

import itertools

import pandas
import pytest

from analysis.errors import CrossreadError
from analysis.measure.ledger import (
    HUMAN,
    STATUSES,
    decision,
    histories,
    last_words,
    reader_name,
    reviewed,
    taken_back,
)
from analysis.read.verdicts import RELATIONS, pair_hash, pair_id

CLAIM = "The mill employed 40 men."


def pairs_of(*rows):
    """A table of pairs; a row is (sentence, text, relation_auto) and what else it is to have."""
    table = [
        {
            "pair": pair_id("paper", 1, more.get("document", "office"), sentence),
            "text_hash": pair_hash(CLAIM, text),
            "claim": "c1", "claim_sentence": 1, "document": "office", "sentence": sentence, "relation_auto": relation,
            "band": "open", "score": 0.5, "claim_text": CLAIM, "text": text,
        } | more
        for sentence, text, relation, more in ((*row, {})[:4] for row in rows)
    ]  # fmt: skip
    return pandas.DataFrame(table)


ONE = pairs_of((1, "It had 60 men.", "figures differ"))


def said(table, at=0, **particulars):
    """A decision on a row: its word, and `by`."""
    word = particulars.pop("word", "accept")
    return decision(table.iloc[at].to_dict(), word, **particulars)


def status(table, decisions, at=0):
    row = reviewed(table, decisions).iloc[at]
    return row["status"], row["relation_human"], row["relation_final"]


class TestReviewed:
    def test_without_decisions_the_machine_stands_alone(self):
        assert status(ONE, []) == ("unreviewed", "", "figures differ")

    @pytest.mark.parametrize(
        ("word", "relation", "expected"),
        [
            ("accept", "", ("confirmed", "figures differ", "figures differ")),
            ("accept", "same", ("changed", "same", "same")),
            ("differs", "", ("changed", "differs", "differs")),
            ("figures differ", "", ("confirmed", "figures differ", "figures differ")),
            ("reject", "", ("rejected", "unrelated", "unrelated")),
            ("reject", "related", ("rejected", "related", "related")),
            ("unrelated", "", ("rejected", "unrelated", "unrelated")),
            ("accept", "unrelated", ("rejected", "unrelated", "unrelated")),
            (" Cannot  Tell ", "", ("changed", "cannot tell", "cannot tell")),
        ],
    )
    def test_one_word_by_one_reader(self, word, relation, expected):
        assert status(ONE, [said(ONE, word=word, relation=relation)]) == expected

    def test_the_machines_column_never_changes(self):
        table = reviewed(ONE, [said(ONE, word="same")])
        assert table["relation_auto"].tolist() == ["figures differ"]
        assert table.columns.tolist() == [*ONE.columns, *HUMAN]

    def test_rows_order_index_and_the_table_given_stay(self):
        table = pairs_of((2, "B.", "same"), (1, "A.", "same"))
        table.index = [7, 3]
        before = table.copy()
        found = reviewed(table, [said(table, 1, word="reject")])
        pandas.testing.assert_frame_equal(table, before)
        assert found.index.tolist() == [7, 3] and found["status"].tolist() == ["unreviewed", "rejected"]

    def test_applied_twice_is_applied_once(self):
        rows = [said(ONE, word="same")]
        pandas.testing.assert_frame_equal(reviewed(reviewed(ONE, rows), rows), reviewed(ONE, rows))

    def test_what_was_confirmed_is_changed_once_the_machine_says_otherwise(self):
        rows = [said(ONE)]
        assert status(ONE.assign(relation_auto="same"), rows) == ("changed", "figures differ", "figures differ")

    def test_an_empty_table_keeps_its_columns(self):
        found = reviewed(ONE.iloc[:0], [said(ONE)])
        assert found.empty and found.columns.tolist() == [*ONE.columns, *HUMAN]

    def test_a_table_without_its_columns_is_told_what_it_lacks(self):
        with pytest.raises(CrossreadError, match="lacks text_hash"):
            reviewed(ONE.drop(columns="text_hash"))

    def test_every_status_is_known(self):
        words = ["accept", "reject", "same"]
        found = {
            status(ONE, [said(ONE, word=one, by="Ada"), said(ONE, word=two, by="Bo")])[0]
            for one, two in itertools.product(words, words)
        }
        assert found < set(STATUSES)


class TestReaders:
    def test_the_last_word_of_a_reader_counts(self):
        rows = [said(ONE, word="reject"), said(ONE)]
        assert status(ONE, rows)[0] == "confirmed"
        assert status(ONE, rows[::-1])[0] == "rejected"

    def test_two_who_differ_make_it_disputed_and_the_machine_is_used(self):
        rows = [said(ONE, by="Ada"), said(ONE, word="same", by="Bo")]
        assert status(ONE, rows) == ("disputed", "", "figures differ")
        table = reviewed(ONE, rows)
        assert table["said"].tolist() == ["Ada: figures differ; Bo: same"]
        assert (table["by"][0], table["readers"][0]) == ("Ada; Bo", 2)

    def test_it_is_settled_once_one_gives_way(self):
        rows = [said(ONE, by="Ada"), said(ONE, word="same", by="Bo"), said(ONE, word="same", by="Ada")]
        assert status(ONE, rows) == ("changed", "same", "same")

    def test_it_is_settled_by_a_third(self):
        rows = [said(ONE, by="Ada"), said(ONE, word="same", by="Bo"), said(ONE, by="Cy")]
        assert status(ONE, rows)[0] == "confirmed"

    def test_three_who_say_three_things_and_two_against_two_stay_disputed(self):
        three = [said(ONE, by="Ada"), said(ONE, word="same", by="Bo"), said(ONE, word="differs", by="Cy")]
        assert status(ONE, three)[0] == "disputed"
        assert status(ONE, [*three[:2], said(ONE, by="Cy"), said(ONE, word="same", by="Di")])[0] == "disputed"

    def test_two_of_four_are_no_majority(self):
        rows = [
            said(ONE, word=word, by=by) for word, by in zip(["same", "same", "differs", "related"], "ABCD", strict=True)
        ]
        assert status(ONE, rows)[0] == "disputed"

    def test_two_rejections_for_other_reasons_are_disputed(self):
        rows = [said(ONE, word="reject", by="Ada"), said(ONE, word="reject", relation="related", by="Bo")]
        assert status(ONE, rows)[0] == "disputed"

    def test_a_name_in_other_letters_is_the_same_reader(self):
        assert status(ONE, [said(ONE, by="Ada"), said(ONE, word="same", by=" ADA ")])[0] == "changed"

    def test_blind_is_what_was_decided_without_the_machine(self):
        rows = [said(ONE, by="Ada", blind=True), said(ONE, by="Bo")]
        assert reviewed(ONE, rows[:1])["blind"].tolist() == [True]
        assert reviewed(ONE, rows)["blind"].tolist() == [False]

    def test_the_name_comes_from_the_environment(self, monkeypatch):
        monkeypatch.delenv("CROSSREAD_READER", raising=False)
        assert reader_name() == "reader" and reader_name(" ; ") == "reader"
        monkeypatch.setenv("CROSSREAD_READER", "Ada; the first")
        assert reader_name() == "Ada the first" and reader_name("Bo") == "Bo"


class TestUndo:
    def undone(self, table, rows, by="reader", at=0):
        return [*rows, taken_back(histories(table, rows)[at], by=by)]

    def test_undo_takes_back_the_last_word_alone(self):
        rows = [said(ONE), said(ONE, word="reject")]
        once = self.undone(ONE, rows)
        assert status(ONE, once)[0] == "confirmed"
        assert status(ONE, self.undone(ONE, once))[0] == "unreviewed"

    def test_undo_takes_back_nothing_of_another_reader(self):
        rows = [said(ONE, by="Ada"), said(ONE, word="same", by="Bo")]
        assert status(ONE, self.undone(ONE, rows, "Bo"))[0] == "confirmed"
        assert status(ONE, self.undone(ONE, rows, "Ada"))[0] == "changed"

    def test_where_there_is_nothing_to_take_back_it_is_told(self):
        with pytest.raises(CrossreadError, match="'Bo' has decided nothing"):
            self.undone(ONE, [said(ONE, by="Ada")], "Bo")

    def test_an_undo_too_many_in_the_file_is_no_harm(self):
        rows = self.undone(ONE, [said(ONE)])
        assert last_words([*rows, rows[-1], said(ONE, word="same")])["reader"].relation == "same"

    def test_a_word_on_an_earlier_wording_can_be_taken_back(self):
        rows = [said(ONE)]
        changed = pairs_of((1, "It had 61 men.", "figures differ"))
        assert status(changed, rows)[0] == "stale"
        assert status(changed, self.undone(changed, rows))[0] == "unreviewed"


class TestText:
    CHANGED = pairs_of((1, "It had 61 men.", "same"))

    @pytest.mark.parametrize("word", ["accept", "reject", "differs"])
    def test_a_decision_on_other_words_is_stale_and_shown_and_not_used(self, word):
        rows = [said(ONE, word=word)]
        assert status(self.CHANGED, rows) == ("stale", "", "same")
        table = reviewed(self.CHANGED, rows)
        assert table["said"].tolist() == [f"reader: {rows[0].relation}"]

    def test_a_new_decision_on_the_new_words_counts(self):
        rows = [said(ONE), said(self.CHANGED, word="reject")]
        assert status(self.CHANGED, rows)[0] == "rejected"
        assert status(ONE, rows)[0] == "confirmed"

    def test_of_two_earlier_wordings_the_later_is_shown(self):
        newest = pairs_of((1, "It had 62 men.", "same"))
        table = reviewed(newest, [said(ONE, word="reject"), said(self.CHANGED, word="differs")])
        assert table["said"].tolist() == ["reader: differs"]

    def test_white_space_is_no_change(self):
        assert status(pairs_of((1, "It  had\n60 men.", "same")), [said(ONE, word="reject")])[0] == "rejected"

    def test_a_decision_goes_with_its_words_to_another_place(self):
        moved = pairs_of((1, "A new sentence.", "related"), (2, "It had 60 men.", "figures differ"))
        found = reviewed(moved, [said(ONE, word="reject")])
        assert found["status"].tolist() == ["unreviewed", "rejected"]

    def test_a_copy_elsewhere_is_not_decided_with_it(self):
        copies = pairs_of((1, "It had 60 men.", "same"), (1, "It had 60 men.", "same", {"document": "town"}))
        rows = [said(copies, 0, word="reject")]
        assert reviewed(copies, rows)["status"].tolist() == ["rejected", "unreviewed"]

    def test_words_that_moved_stay_in_their_document_though_a_copy_is_elsewhere(self):
        moved = pairs_of((2, "It had 60 men.", "same"), (1, "It had 60 men.", "same", {"document": "town"}))
        assert reviewed(moved, [said(ONE, word="reject")])["status"].tolist() == ["rejected", "unreviewed"]

    def test_a_decision_on_a_pair_that_is_gone_is_kept_and_harms_nothing(self):
        other = pairs_of((9, "Other words.", "same"))
        assert status(other, [said(ONE)])[0] == "unreviewed"


class TestDecision:
    def test_it_holds_all_that_a_line_needs(self):
        row = said(ONE, note=" because ", by="Ada")
        assert (row.pair, row.text_hash, row.note, row.by) == (ONE["pair"][0], ONE["text_hash"][0], "because", "Ada")
        assert row.at.endswith("Z") and row.version and (row.document, row.sentence) == ("office", 1)

    def test_every_relation_may_be_said(self):
        assert {said(ONE, word=name).relation for name in RELATIONS} == set(RELATIONS)

    @pytest.mark.parametrize("fault", [{"word": "skip"}, {"word": ""}, {"word": "accept", "relation": "alike"}])
    def test_another_word_is_told_the_known_ones(self, fault):
        with pytest.raises(CrossreadError, match="must be one of"):
            said(ONE, **fault)

    def test_two_relations_at_once_are_refused(self):
        with pytest.raises(CrossreadError, match="'differs' and the relation 'same'"):
            said(ONE, word="differs", relation="same")

    def test_numbers_of_a_table_become_plain_ones(self):
        row = said(ONE.assign(sentence=float("nan")))
        assert type(row.claim_sentence) is int and row.sentence == 0
