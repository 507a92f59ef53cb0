"""What nobody is cited for, counted by hand."""

import pytest

from analysis.measure.silence import CLAIM_COLUMNS, SHARE_COLUMNS, unattributed_claims, unattributed_shares
from analysis.measure.uncertainty import proportion_interval
from analysis.read.document import Document
from tests.measure.reported import MILL, mill, office, reported, silent, together


class TestClaims:
    def test_the_mill_and_the_office_by_hand(self):
        table = unattributed_claims(together(mill(), office()))
        assert table[["document", "sentence", "cited", "figures", "values"]].values.tolist() == [
            ["paper", 1, "nobody", 0, ""],
            ["paper", 5, "nobody", 1, "40"],
            ["office", 1, "in part", 1, "12"],
            ["office", 2, "nobody", 0, ""],
        ]

    def test_spans_hold_the_sentences(self):
        for row in unattributed_claims(together(mill())).itertuples():
            assert MILL[row.start : row.end] == row.text

    def test_of_speech_alone_a_belief_is_nobodys_word(self):
        table = unattributed_claims(together(mill()), act="speech")
        assert table["sentence"].tolist() == [1, 4, 5]
        assert table["values"].tolist() == ["", "3 million", "40"]
        assert set(table["acts"]) == {"speech"}

    def test_questions_and_demands_are_left_out(self):
        table = unattributed_claims(together(reported("x", "Was it 40 days? It must cost 3 euros. It rained.")))
        assert table["text"].tolist() == ["It rained."]

    def test_dates_ordinals_and_a_mere_one_are_no_figures(self):
        text = "On 4 May 2021 the second gate and one of the two dams broke."
        assert unattributed_claims(together(reported("x", text)))["values"].tolist() == ["two"]

    def test_a_quotation_over_sentences_covers_all_of_them(self):
        text = "“It took 40 days. It cost 3 euros,” Lind said. It rained."
        row = {"source": "Lind", "cue": "said", "content": "“It took 40 days. It cost 3 euros,”", "mode": "direct"}
        assert unattributed_claims(together(reported("x", text, row)))["sentence"].tolist() == [3]

    def test_a_figure_half_outside_is_outside(self):
        text = "Lind said it took 40 days."
        row = {"source": "Lind", "cue": "said", "content": "it took 4"}
        assert unattributed_claims(together(reported("x", text, row)))["values"].tolist() == ["40"]

    def test_nothing_to_list_keeps_the_columns(self):
        table = unattributed_claims(together(Document(id="empty", text="", kind="original")))
        assert table.empty and table.columns.tolist() == CLAIM_COLUMNS


class TestShares:
    def test_by_hand(self):
        table = unattributed_shares(together(mill(), office(), silent()))
        assert table[["statements", "uncited", "figures", "uncited_figures"]].values.tolist() == [
            [6, 2, 2, 1], [2, 1, 1, 1], [2, 2, 0, 0],
        ]  # fmt: skip
        assert table["share"].tolist() == pytest.approx([1 / 3, 1 / 2, 1], abs=1e-6)
        low, high = proportion_interval(2, 6)
        assert table.loc[0, ["low", "high"]].tolist() == pytest.approx([float(low), float(high)], abs=1e-6)

    def test_without_figures_or_statements_there_is_no_share(self):
        table = unattributed_shares(together(silent(), Document(id="empty", text="")))
        assert table["figure_share"].isna().all() and table["figure_low"].isna().all()
        assert table["share"].isna().tolist() == [False, True]
        assert table.columns.tolist() == SHARE_COLUMNS

    def test_fewer_acts_cite_less(self):
        corpus = together(mill(), office())
        every, speech = unattributed_shares(corpus), unattributed_shares(corpus, act="speech")
        assert (every["uncited"] <= speech["uncited"]).all()
        assert speech["uncited"].tolist() == [3, 1]

    def test_claims_and_shares_agree(self):
        corpus = together(mill(), office(), silent())
        claims, shares = unattributed_claims(corpus), unattributed_shares(corpus)
        assert (claims["cited"] == "nobody").sum() == shares["uncited"].sum()
        assert claims["figures"].sum() == shares["uncited_figures"].sum()
