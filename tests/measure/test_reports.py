"""The words that reports cover, on texts counted by hand."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CrossreadError
from analysis.measure.reports import (
    NOBODY,
    UNRESOLVED,
    attributed_sentences,
    by_group_and_sentence,
    by_sentence,
    covered,
    matching,
    most_frequent,
    reports,
    words_by_sentence,
)
from analysis.read.document import Document
from tests.measure.reported import MILL, SAYINGS, mill, reported, silent


class TestReports:
    def test_voices_numbers_and_words_of_the_mill(self):
        found = reports(mill())
        assert [(r.number, r.voice) for r in found] == [
            (0, "Mayor Lind"), (1, "the clerk"), (2, "Mayor Lind"), (3, NOBODY),
        ]  # fmt: skip
        assert [r.runs for r in found] == [((9, 14),), ((14, 18),), ((27, 34),), ((39, 41), (42, 43))]

    def test_one_act_keeps_the_numbers(self):
        assert [r.number for r in reports(mill(), "speech")] == [0, 1, 3]
        assert [r.number for r in reports(mill(), "belief")] == [2]
        assert reports(mill(), "perception") == []

    def test_an_unknown_act_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^act must be one of 'all', 'speech', .*; not 'speach'$"):
            reports(mill(), "speach")

    def test_like_names_are_one_voice_called_as_first_written(self):
        text = "The Board said it rained. The board added it snowed. A  board denied it."
        rows = (
            {"source": "The Board", "cue": "said", "content": "it rained"},
            {"source": "The board", "cue": "added", "content": "it snowed"},
            {"source": "A  board", "cue": "denied", "content": "it."},
        )
        assert [r.voice for r in reports(reported("x", text, *rows))] == ["The Board"] * 3

    def test_the_name_of_a_voice_does_not_hang_on_the_act_asked_for(self):
        text = "The Board thinks it rained. The board said it snowed."
        rows = (
            {"source": "The Board", "cue": "thinks", "content": "it rained", "act": "belief"},
            {"source": "The board", "cue": "said", "content": "it snowed"},
        )
        assert [r.voice for r in reports(reported("x", text, *rows), "speech")] == ["The Board"]

    def test_a_word_for_somebody_who_was_not_found_is_nobodys_name(self):
        row = {"source": "They", "cue": "said", "content": "it rained", "type": "unknown", "reason": "not resolved"}
        assert reports(reported("x", "They said it rained.", row))[0].voice == UNRESOLVED

    def test_a_text_without_sentences_has_none(self):
        assert reports(Document(id="x", text="")) == []


class TestWords:
    def test_words_inside_contents_by_sentence(self):
        document = mill()
        assert words_by_sentence(document).tolist() == [6, 8, 10, 10, 5, 4]
        assert by_sentence(document, covered(document, reports(document))).tolist() == [0, 5, 4, 7, 0, 3]
        assert by_sentence(document, covered(document, reports(document, "speech"))).tolist() == [0, 5, 4, 0, 0, 3]

    def test_a_word_said_twice_over_counts_once_for_all_and_once_for_each(self):
        text = "Lind said that Doe said that it rained."
        rows = (
            {"source": "Lind", "cue": "said", "content": "that Doe said that it rained"},
            {"source": "Doe", "cue": "said", "after": 15, "content": "that it rained", "parent": 0},
        )
        document = reported("x", text, *rows)
        found = reports(document)
        assert covered(document, found).sum() == 6
        assert by_group_and_sentence(document, [[r] for r in found]).tolist() == [[6], [3]]

    def test_a_content_of_several_sentences_is_counted_in_each(self):
        text = "“It rained. Nobody came,” the clerk said. He left."
        row = {"source": "the clerk", "cue": "said", "content": "“It rained. Nobody came,”", "mode": "direct"}
        document = reported("x", text, row)
        assert by_sentence(document, covered(document, reports(document))).tolist() == [2, 2, 0]
        assert attributed_sentences(document) == {1: {"direct"}, 2: {"direct"}}

    def test_nothing_is_covered_where_nobody_speaks(self):
        document = silent()
        assert covered(document, reports(document)).tolist() == [False] * 7
        assert attributed_sentences(document) == {}
        assert by_group_and_sentence(document, []).shape == (0, 2)

    @settings(deadline=None, max_examples=40)
    @given(st.lists(st.tuples(st.integers(0, len(MILL) - 1), st.integers(1, 60)), max_size=6))
    def test_words_are_conserved_wherever_the_contents_lie(self, places):
        rows = [{"content": MILL[start : start + size], "after": start} for start, size in places]
        document = reported("paper", MILL, *[row for row in rows if row["content"].strip() and _in_body(row)])
        found = reports(document)
        inside = covered(document, found)
        assert inside.sum() <= document.words
        assert by_sentence(document, inside).sum() == inside.sum()
        assert words_by_sentence(document).sum() == document.words
        tokens = [t for t, flag in zip(document.tokens, inside, strict=True) if flag]
        contents = [span for r in found for span in r.attribution.content]
        assert all(any(s.start <= t.start < s.end for s in contents) for t in tokens)

    def test_saying_the_same_twice_changes_nothing(self):
        twice = reported("paper", MILL, *SAYINGS, *SAYINGS)
        once = mill()
        assert numpy.array_equal(covered(twice, reports(twice)), covered(once, reports(once)))


def _in_body(row: dict) -> bool:
    return Document(id="x", text=MILL).sentence_at(row["after"]) is not None


class TestMatching:
    @pytest.mark.parametrize("phrase", ["The  Captain", "a captain", "captain", "THE\ncaptain"])
    def test_case_article_and_space_do_not_matter(self, phrase):
        assert matching(phrase) == "captain"

    def test_a_name_that_is_an_article_stays(self):
        assert matching("A") == "a"


class TestMostFrequent:
    def test_of_equals_the_first_and_never_the_empty_one(self):
        assert most_frequent(["", "", "dam", "mill", "mill", "dam"]) == "dam"
        assert most_frequent([]) == most_frequent([""]) == ""
