"""How attributions divide, counted by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.measure.mixes import MIX_COLUMNS, READERS, STANCE_COLUMNS, sourcing_mix, stance_by_source
from analysis.measure.uncertainty import proportion_interval
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from tests.measure.reported import OFFICE, OFFICE_SAYING, mill, office, reported, silent, together


class TestMix:
    def test_types_of_the_mill_by_hand(self):
        table = sourcing_mix(together(mill(), office()))
        assert table[["document", "category", "attributions", "of", "words"]].values.tolist() == [
            ["paper", "named person", 2, 4, 12],
            ["paper", "named organisation", 0, 4, 0],
            ["paper", "unnamed person or group", 1, 4, 4],
            ["paper", "unknown", 1, 4, 3],
            ["office", "named person", 0, 1, 0],
            ["office", "named organisation", 1, 1, 4],
            ["office", "unnamed person or group", 0, 1, 0],
            ["office", "unknown", 0, 1, 0],
        ]
        assert table["share"].tolist()[:4] == [0.5, 0, 0.25, 0.25]
        low, high = proportion_interval(2, 4)
        assert table.loc[0, ["low", "high"]].tolist() == pytest.approx([float(low), float(high)], abs=1e-6)

    @pytest.mark.parametrize(
        ("by", "categories"),
        [
            ("mode", ["direct", "indirect"]),
            ("act", ["speech", "belief"]),
            ("stance", ["neutral", "asserting", "doubting"]),
            ("affiliation", ["the town", "none stated"]),
            ("anonymous", ["anonymous", "not anonymous"]),
        ],
    )
    def test_categories_stand_in_their_order_what_is_not_known_last(self, by, categories):
        assert sourcing_mix(together(mill()), by=by)["category"].tolist() == categories

    def test_a_category_that_no_list_knows_is_kept(self):
        odd = reported("paper", OFFICE, OFFICE_SAYING | {"stance": "musing", "type": "oracle"})
        assert sourcing_mix(together(odd), by="stance")["category"].tolist() == ["musing"]
        assert sourcing_mix(together(odd))["category"].tolist() == ["oracle"]

    def test_speech_alone_says_so(self):
        table = sourcing_mix(together(mill()), by="act", act="speech")
        assert table[["category", "attributions", "acts"]].values.tolist() == [["speech", 3, "speech"]]
        assert table.attrs == {"acts": "speech", "by": "act"}

    def test_a_silent_document_has_zeros_and_no_shares(self):
        table = sourcing_mix(together(mill(), silent()), by="mode")
        quiet = table[table["document"] == "silent"]
        assert quiet[["attributions", "of", "words"]].values.tolist() == [[0, 0, 0], [0, 0, 0]]
        assert quiet[["share", "low", "high"]].isna().all().all()

    def test_nobody_speaking_anywhere_keeps_the_columns(self):
        table = sourcing_mix(together(silent(), Document(id="empty", text="")))
        assert table.empty and table.columns.tolist() == MIX_COLUMNS

    def test_an_unknown_division_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^by must be one of 'source_type'"):
            sourcing_mix(together(mill()), by="colour")

    @settings(deadline=None, max_examples=40)
    @given(st.sampled_from(sorted(READERS)), st.sampled_from(["all", "speech", "belief"]))
    def test_counts_add_up_and_shares_lie_within_their_bounds(self, by, act):
        table = sourcing_mix(together(mill(), office()), by=by, act=act)
        for _, here in table.groupby("document"):
            assert here["attributions"].sum() == here["of"].iloc[0]
        known = table.dropna(subset="share")
        assert ((known["low"] <= known["share"]) & (known["share"] <= known["high"])).all()


class TestStance:
    def test_article_and_sources_by_hand(self):
        table = stance_by_source(together(mill(), office(), silent()))
        seen = table[table["attributions"] > 0]
        assert seen[["texts", "group", "stance", "attributions", "of", "cues"]].values.tolist() == [
            ["article", "named person", "neutral", 1, 2, "said 1"],
            ["article", "named person", "asserting", 1, 2, "believes 1"],
            ["article", "unnamed person or group", "neutral", 1, 1, "said 1"],
            ["article", "unknown", "doubting", 1, 1, "reportedly 1"],
            ["sources", "named organisation", "unclassified", 1, 1, "said 1"],
        ]

    def test_passages_hold_the_cues(self):
        corpus = together(mill(), office())
        for row in stance_by_source(corpus).itertuples():
            for passage in filter(None, row.passages.split("; ")):
                name, span = passage.split()
                start, end = map(int, span.split("-"))
                assert corpus[name].text[start:end] in row.cues

    def test_shares_of_a_group_add_up(self):
        table = stance_by_source(together(mill(), office()))
        assert table.groupby(["texts", "group"])["share"].sum().tolist() == pytest.approx([1] * 4)

    def test_camps_come_from_the_names_of_the_corpus(self, tmp_path):
        (tmp_path / "names.csv").write_text(
            "entity,kind,label,forms,note\nTown Hall,actor,town,the town,\nOffice,actor,office,the office,\n", "utf-8"
        )
        table = stance_by_source(Corpus(tmp_path, (mill(), office())), by="camp")
        seen = table[table["attributions"] > 0]
        assert seen[["texts", "group", "stance", "of"]].values.tolist() == [
            ["article", "Town Hall", "neutral", 1],
            ["article", "other", "neutral", 3],
            ["article", "other", "asserting", 3],
            ["article", "other", "doubting", 3],
            ["sources", "Office", "unclassified", 1],
        ]

    def test_nobody_speaking_keeps_the_columns(self):
        table = stance_by_source(together(reported("quiet", "It rained.")))
        assert table.empty and table.columns.tolist() == STANCE_COLUMNS

    def test_an_unknown_group_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^by must be one of 'source_type', 'camp'"):
            stance_by_source(together(mill()), by="mode")
