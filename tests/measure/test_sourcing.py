"""Who speaks in the town, by hand; shares with intervals and spans that lead back."""

import pytest
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.sourcing import (
    ATTRIBUTION_COLUMNS,
    attributed_sentences,
    attributions,
    matching,
    sourcing_profile,
)
from analysis.read.document import Document


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

    def test_wilsons_intervals_by_hand(self, town):
        table = sourcing_profile(town).set_index("document")
        # z = 1.959964. One in two: 1/2 -+ z * sqrt(1/8 + z²/16) / (1 + z²/2). None in n: 0 to z² / (n + z²).
        assert table.loc["bank", ["low", "high"]].tolist() == pytest.approx([0.094531, 0.905469], abs=1e-6)
        squared = 1.959964**2
        assert table.loc["harbour", ["low", "high"]].tolist() == pytest.approx([0, squared / (4 + squared)], abs=1e-6)
        assert table.loc["choir", ["low", "high"]].tolist() == pytest.approx([0, squared / (2 + squared)], abs=1e-6)

    def test_a_lower_level_narrows_the_interval_and_keeps_the_share(self, town):
        wide, narrow = sourcing_profile(town), sourcing_profile(town, interval=0.8)
        assert narrow["share"].tolist() == wide["share"].tolist()
        assert (narrow["high"] < wide["high"]).all()

    def test_like_source_phrases_count_once(self, corpus_of):
        text = "The captain said that it rained. A mate said that it snowed. The Captain said that it froze."
        row = sourcing_profile(corpus_of(text)).iloc[0]
        assert (row["attributions"], row["sources"]) == (3, 2)

    def test_columns_are_those_of_the_docstring(self, town):
        assert sourcing_profile(town).columns.tolist() == [
            "document", "publisher", "kind", "sentences", "attributed", "share", "low", "high", "attributions",
            "direct", "indirect", "mixed", "sources",
        ]  # fmt: skip

    def test_a_document_without_sentences_has_no_share(self, corpus_of):
        table = sourcing_profile(corpus_of("The mayor said that it rained.", ""))
        assert table["sentences"].tolist() == [1, 0]
        assert table.loc[0, "share"] == 1
        assert table.loc[1, ["share", "low", "high"]].isna().all()

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


class TestMatching:
    @pytest.mark.parametrize("phrase", ["The  Captain", "a captain", "captain", "THE\ncaptain"])
    def test_case_article_and_space_do_not_matter(self, phrase):
        assert matching(phrase) == "captain"

    def test_a_name_that_is_an_article_stays(self):
        assert matching("A") == "a"
