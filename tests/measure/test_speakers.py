"""What each voice says, and the strip of the article, counted by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.reports import NOBODY, covered, reports
from analysis.measure.speakers import LANE_COLUMNS, VOICE_COLUMNS, voice_lanes, voices
from analysis.read.document import Document
from tests.measure.reported import MILL, SAYINGS, mill, office, reported, silent, together


class TestVoices:
    def test_the_mill_by_hand(self):
        table = voices(together(mill(), office(), silent()))
        assert table[["document", "voice", "attributions", "words"]].values.tolist() == [
            ["paper", "Mayor Lind", 2, 12],
            ["paper", "the clerk", 1, 4],
            ["paper", NOBODY, 1, 3],
            ["office", "The office", 1, 4],
        ]
        assert table["share"].tolist() == pytest.approx([12 / 43, 4 / 43, 3 / 43, 4 / 13], abs=1e-6)
        assert table[["direct", "indirect", "mixed"]].values.tolist() == [[0, 2, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]]
        assert table["sentences"].tolist() == ["2, 4", "3", "6", "1"]
        assert table["affiliation"].tolist() == ["the town", "", "", ""]
        assert table["anonymous"].tolist() == [False, True, False, False]

    def test_positions_by_hand(self):
        table = voices(together(mill())).set_index("voice")
        assert table.loc["Mayor Lind", ["first", "last"]].tolist() == pytest.approx([9 / 43, 34 / 43], abs=1e-6)
        assert table.loc[NOBODY, ["first", "last"]].tolist() == pytest.approx([39 / 43, 1], abs=1e-6)

    def test_passages_hold_the_contents(self):
        corpus = together(mill())
        table = voices(corpus).set_index("voice")
        spans = [tuple(map(int, part.split("-"))) for part in table.loc["Mayor Lind", "passages"].split()]
        assert [MILL[start:end] for start, end in spans] == [SAYINGS[0]["content"], SAYINGS[2]["content"]]

    def test_speech_alone_says_so(self):
        table = voices(together(mill()), act="speech")
        assert table.set_index("voice").loc["Mayor Lind", ["attributions", "words"]].tolist() == [1, 5]
        assert set(table["acts"]) == {"speech"} and table.attrs["acts"] == "speech"

    def test_saying_it_twice_changes_no_words(self):
        once, twice = (voices(together(reported("paper", MILL, *rows))) for rows in (SAYINGS, SAYINGS * 2))
        assert once["words"].tolist() == twice["words"].tolist()
        assert (2 * once["attributions"]).tolist() == twice["attributions"].tolist()

    def test_shares_lie_within_their_bounds_and_a_seed_repeats_them(self):
        corpus = together(mill(), office())
        table = voices(corpus, seed=3)
        assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
        assert_frame_equal(table, voices(together(mill(), office()), seed=3))

    def test_a_documents_bounds_do_not_hang_on_the_others(self):
        alone = voices(together(mill()))
        beside = voices(together(mill(), office()))
        assert_frame_equal(alone, beside[beside["document"] == "paper"])

    def test_nobody_speaking_keeps_the_columns(self):
        table = voices(together(silent(), Document(id="empty", text="")))
        assert table.empty and table.columns.tolist() == VOICE_COLUMNS


class TestLanes:
    def test_the_strip_of_the_mill_by_hand(self):
        table = voice_lanes(together(mill()))
        assert table[["voice", "start_word", "end_word", "attribution"]].values.tolist() == [
            ["", 0, 9, -1],
            ["Mayor Lind", 9, 14, 0],
            ["the clerk", 14, 18, 1],
            ["", 18, 27, -1],
            ["Mayor Lind", 27, 34, 2],
            ["", 34, 39, -1],
            [NOBODY, 39, 41, 3],
            ["", 41, 42, -1],
            [NOBODY, 42, 43, 3],
        ]
        assert table["sentence"].tolist() == [1, 2, 3, 3, 4, 5, 6, 6, 6]

    def test_characters_hold_the_words(self):
        row = voice_lanes(together(mill())).iloc[1]
        assert MILL[row["start"] : row["end"]] == "that the dam would hold"

    def test_one_act_leaves_the_rest_to_nobody(self):
        table = voice_lanes(together(mill()), act="belief")
        assert table["voice"].tolist() == ["", "Mayor Lind", ""]
        assert table.attrs["acts"] == "belief"

    def test_another_document_and_an_unknown_one(self):
        corpus = together(mill(), office())
        assert set(voice_lanes(corpus, "office")["document"]) == {"office"}
        with pytest.raises(CrossreadError, match="no document 'offices'"):
            voice_lanes(corpus, "offices")

    def test_a_silent_text_is_one_stretch_and_an_empty_one_none(self):
        assert voice_lanes(together(silent(), mill()), "silent")[["voice", "end_word"]].values.tolist() == [["", 7]]
        empty = voice_lanes(together(mill(), Document(id="empty", text="")), "empty")
        assert empty.empty and empty.columns.tolist() == LANE_COLUMNS

    @settings(deadline=None, max_examples=40)
    @given(st.lists(st.tuples(st.integers(0, 120), st.integers(1, 90)), max_size=6))
    def test_every_word_stands_in_a_lane_and_no_word_of_a_voice_in_nobodys(self, places):
        body = Document(id="x", text=MILL)
        kept = [(a, b) for a, b in places if body.sentence_at(a) and MILL[a : a + b].strip()]
        rows = [{"source": "Mayor Lind", "content": MILL[a : a + b], "after": a} for a, b in kept]
        document = reported("paper", MILL, *[row | {"source": ""} for row in rows])
        table, inside = voice_lanes(together(document)), covered(document, reports(document))
        counted = [0] * document.words
        for row in table.itertuples():
            for word in range(row.start_word, row.end_word):
                counted[word] += 1
                assert inside[word] == bool(row.voice)
        assert min(counted) >= 1
