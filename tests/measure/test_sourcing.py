"""Who speaks in the town, by hand; shares with intervals and spans that lead back."""

import pytest
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.reports import attributed_sentences
from analysis.measure.sourcing import (
    ATTRIBUTION_COLUMNS,
    PROFILE_COLUMNS,
    attributions,
    sentences,
    sourcing_profile,
)
from analysis.measure.uncertainty import proportion_interval, rate_interval
from analysis.read.document import Document
from tests.measure.reported import MILL, SAYINGS, mill, office, reported, silent, together


class TestAttributions:
    def test_the_three_speakers_of_the_town(self, town):
        assert attributions(town)[["document", "sentence", "mode", "source", "cue"]].values.tolist() == [
            ["paper", 3, "indirect", "Mayor Lind", "said"],
            ["office", 2, "direct", "the captain", "said"],
            ["bank", 2, "direct", "Its head", "said"],
        ]

    def test_what_they_say(self, town):
        contents = attributions(town)["content"]
        assert "the bridge opened in 2021" in contents[0]
        assert "The ferry was slow" in contents[1]
        assert "We trust the bridge" in contents[2]

    def test_spans_by_hand(self, town):
        spans = attributions(town)[["source_start", "source_end", "cue_start", "cue_end"]]
        assert spans.values.tolist() == [[69, 79, 80, 84], [49, 60, 61, 65], [40, 48, 49, 53]]

    def test_every_span_holds_its_text(self, town):
        for row in attributions(town).itertuples():
            text = town[row.document].text
            assert text[row.source_start : row.source_end] == row.source
            assert text[row.cue_start : row.cue_end] == row.cue
            assert text[row.content_start : row.content_end] == row.content

    def test_publishers_stand_beside_the_documents(self, town):
        assert attributions(town)["publisher"].tolist() == ["The Gazette", "Roads Office", "Town Bank"]

    def test_a_missing_source_is_empty_with_a_span_of_its_own(self, corpus_of):
        table = attributions(corpus_of("The ferry reportedly sank. The captain said that it rained."))
        assert table["source"].tolist() == ["", "The captain"]
        assert table[["source_start", "source_end"]].values.tolist() == [[-1, -1], [27, 38]]

    def test_line_breaks_are_not_shown(self, corpus_of):
        table = attributions(corpus_of("A headline\n\nThe captain said that the old\nferry sank."))
        assert table["source"].tolist() == ["The captain"]
        assert "old ferry" in table["content"][0]

    def test_a_speaker_whose_name_runs_over_a_line_end_is_whole(self, corpus_of):
        table = attributions(corpus_of("A headline\n\nIt rained. The harbour\nmaster said that it sank."))
        assert table["source"].tolist() == ["The harbour master"]

    def test_nobody_speaking_keeps_the_columns(self, corpus_of):
        table = attributions(corpus_of("The ferry sank.", ""))
        assert table.empty
        assert table.columns.tolist() == ATTRIBUTION_COLUMNS

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(attributions(town), attributions(town))
        assert [document.text for document in town] == texts


class TestGivenAttributions:
    """What each row tells, on attributions that are given, so that no engine matters."""

    def test_sources_acts_and_stances_stand_beside(self):
        table = attributions(together(mill()))
        assert table[["attribution", "act", "stance", "source_name", "source_type"]].values.tolist() == [
            [0, "speech", "neutral", "Mayor Lind", "named person"],
            [1, "speech", "neutral", "the clerk", "unnamed person or group"],
            [2, "belief", "asserting", "Mayor Lind", "named person"],
            [3, "speech", "doubting", "", "unknown"],
        ]
        assert table["anonymous"].tolist() == [False, True, False, False]
        assert table["content_words"].tolist() == [5, 4, 7, 3]
        assert table["affiliation"].tolist() == ["the town", "", "", ""]

    def test_numbers_stay_when_one_act_is_asked_for(self):
        table = attributions(together(mill()), act="belief")
        assert table["attribution"].tolist() == [2] and table.attrs["acts"] == "belief"

    def test_a_content_in_pieces_has_a_span_each(self):
        row = attributions(together(mill())).iloc[3]
        assert row["content"] == "The gate ... jammed"
        spans = [tuple(map(int, part.split("-"))) for part in row["content_spans"].split()]
        assert [MILL[start:end] for start, end in spans] == ["The gate", "jammed"]
        assert (row["content_start"], row["content_end"]) == (spans[0][0], spans[1][1])

    def test_confidence_and_parent(self):
        text = "Lind said that Doe said that it rained."
        rows = (
            {"source": "Lind", "cue": "said", "content": "that Doe said that it rained", "confidence": 0.91234567},
            {"source": "Doe", "cue": "said", "after": 15, "content": "that it rained", "parent": 0},
        )
        table = attributions(together(reported("x", text, *rows)))
        assert table["parent"].tolist() == [-1, 0]
        assert table["confidence"][0] == 0.912346 and table["confidence"].isna()[1]

    def test_sentences_tell_which_carry_one(self):
        table = sentences(together(mill()), act="speech")
        assert table["attributed"].tolist() == [False, True, True, False, False, True]
        assert table["modes"].tolist() == ["", "indirect", "direct", "", "", "indirect"]


class TestAttributedSentences:
    def test_only_the_sentence_with_a_speaker(self, town):
        assert attributed_sentences(town["paper"]) == {3: {"indirect"}}
        assert attributed_sentences(town["office"]) == {2: {"direct"}}
        assert attributed_sentences(town["harbour"]) == {}

    def test_a_quotation_of_two_sentences_covers_both(self):
        text = "It rained. “The ferry sank. Nobody died,” the captain said. It stopped."
        found = attributed_sentences(Document(id="x", text=text))
        assert set(found) == {2, 3}


class TestSourcingProfile:
    def test_the_town_by_hand(self, town):
        table = sourcing_profile(town)
        assert table[["document", "sentences", "attributed", "share"]].values.tolist() == [
            ["paper", 5, 1, 0.2],
            ["office", 3, 1, 0.333333],
            ["harbour", 4, 0, 0.0],
            ["choir", 2, 0, 0.0],
            ["bank", 2, 1, 0.5],
        ]
        assert table["kind"].tolist() == ["original", "full", "digest", "full", "full"]
        assert table[["direct", "indirect", "mixed"]].values.tolist() == [
            [0, 1, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0], [1, 0, 0],
        ]  # fmt: skip

    def test_silent_texts_have_wilsons_bounds(self, town):
        table = sourcing_profile(town).set_index("document")
        # z = 1.959964. None in n: 0 to z² / (n + z²).
        squared = 1.959964**2
        assert table.loc["harbour", ["low", "high"]].tolist() == pytest.approx([0, squared / (4 + squared)], abs=1e-6)
        assert table.loc["choir", ["low", "high"]].tolist() == pytest.approx([0, squared / (2 + squared)], abs=1e-6)

    def test_a_lower_level_narrows_the_interval_and_keeps_the_share(self, town):
        wide, narrow = sourcing_profile(town), sourcing_profile(town, interval=0.8)
        assert narrow["share"].tolist() == wide["share"].tolist()
        assert (narrow["high"] < wide["high"]).all()

    def test_the_mill_by_hand(self):
        row = sourcing_profile(together(mill())).iloc[0]
        assert row[["sentences", "attributed", "words", "attributed_words"]].tolist() == [6, 4, 43, 19]
        assert row[["share", "word_share"]].tolist() == pytest.approx([4 / 6, 19 / 43], abs=1e-6)
        assert row[["attributions", "direct", "indirect", "mixed"]].tolist() == [4, 1, 3, 0]
        assert row[["sources", "sourceless", "unresolved"]].tolist() == [2, 1, 0]
        assert row[["speech", "belief", "intention", "perception"]].tolist() == [3, 1, 0, 0]
        assert row["per_1000"] == pytest.approx(4000 / 43, abs=1e-6)
        rate = [float(bound) for bound in rate_interval(4, 43)]
        assert row[["per_1000_low", "per_1000_high"]].tolist() == pytest.approx(rate, abs=1e-6)
        direct = [float(bound) for bound in proportion_interval(1, 4)]
        assert row[["direct_low", "direct_high"]].tolist() == pytest.approx(direct, abs=1e-6)

    def test_of_speech_alone_the_counts_of_all_acts_are_still_told(self):
        table = sourcing_profile(together(mill()), act="speech")
        row = table.iloc[0]
        assert row[["attributions", "attributed_words", "speech", "belief"]].tolist() == [3, 12, 3, 1]
        assert row["acts"] == "speech" and table.attrs["acts"] == "speech"

    def test_mixed_counts_as_quoted(self):
        rows = [dict(saying) for saying in SAYINGS]
        rows[0]["mode"] = "mixed"
        assert sourcing_profile(together(reported("paper", MILL, *rows)))["direct_share"].tolist() == [0.5]

    def test_a_word_for_nobody_in_particular_is_no_source(self):
        row = {"source": "They", "cue": "said", "content": "it rained", "type": "unknown", "reason": "not resolved"}
        table = sourcing_profile(together(reported("x", "They said it rained.", row)))
        assert table[["sources", "sourceless", "unresolved"]].values.tolist() == [[0, 0, 1]]

    def test_a_documents_bounds_do_not_hang_on_the_others(self):
        alone, beside = sourcing_profile(together(mill())), sourcing_profile(together(mill(), office()))
        assert_frame_equal(alone, beside[:1])

    def test_all_shares_lie_within_their_bounds(self):
        table = sourcing_profile(together(mill(), office(), silent()))
        for share, low, high in (
            ("share", "low", "high"), ("word_share", "word_low", "word_high"),
            ("direct_share", "direct_low", "direct_high"), ("per_1000", "per_1000_low", "per_1000_high"),
        ):  # fmt: skip
            known = table.dropna(subset=share)
            assert ((known[low] <= known[share]) & (known[share] <= known[high])).all(), share

    def test_like_source_phrases_count_once(self, corpus_of):
        text = "The captain said that it rained. A mate said that it snowed. The Captain said that it froze."
        row = sourcing_profile(corpus_of(text)).iloc[0]
        assert (row["attributions"], row["sources"]) == (3, 2)

    def test_columns_are_those_of_the_docstring(self, town):
        assert sourcing_profile(town).columns.tolist() == PROFILE_COLUMNS
        assert all(f"`{name}`" in sourcing_profile.__doc__ for name in PROFILE_COLUMNS[:-5] if "1000" not in name)

    def test_a_document_without_sentences_has_no_share(self, corpus_of):
        table = sourcing_profile(corpus_of("The mayor said that it rained.", ""))
        assert table["sentences"].tolist() == [1, 0]
        assert table.loc[0, "share"] == 1
        assert table.loc[1, ["share", "low", "high", "word_share", "per_1000", "direct_share"]].isna().all()
        assert table.loc[1, ["sentences", "words", "attributions", "sources"]].tolist() == [0, 0, 0, 0]

    def test_a_level_in_per_cent_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.9999; not 95$"):
            sourcing_profile(town, interval=95)

    def test_profile_and_attributions_agree(self, town):
        counted = attributions(town)["document"].value_counts()
        profile = sourcing_profile(town).set_index("document")
        assert profile["attributions"].tolist() == counted.reindex(profile.index, fill_value=0).tolist()
        assert (profile[["direct", "indirect", "mixed"]].sum(axis=1) == profile["attributions"]).all()

    def test_two_calls_agree(self, town):
        assert_frame_equal(sourcing_profile(town), sourcing_profile(town))
