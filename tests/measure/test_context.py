"""Passages by hand; mentions shown are mentions counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.context import COLUMNS, concordance
from analysis.measure.terms import term_counts

PROPERTY = settings(max_examples=50, deadline=None, derandomize=True, database=None)


class TestConcordance:
    def test_ferry_in_the_town_by_hand(self, town):
        table = concordance(town, "ferry")
        assert table[["document", "sentence", "start", "end", "voice"]].values.tolist() == [
            ["paper", 2, 28, 33, "own"],
            ["paper", 2, 52, 57, "own"],
            ["office", 2, 32, 37, "quoted"],
            ["harbour", 1, 4, 9, "own"],
        ]
        assert table["publisher"].tolist() == ["The Gazette", "The Gazette", "Roads Office", "Harbour Watch *"]

    def test_left_and_right_by_hand(self, town):
        row = concordance(town, "ferry", width=10).iloc[1]
        assert (row["left"], row["keyword"], row["right"]) == ("and the", "ferry", "was dear.")

    def test_context_ends_with_the_paragraph(self, town):
        row = concordance(town, "dear", width=14).iloc[0]
        assert (row["left"], row["right"]) == ("the ferry was", ".")

    def test_no_context_where_none_is_wanted(self, town):
        assert concordance(town, "ferry", width=0)[["left", "right"]].eq("").all(axis=None)

    @pytest.mark.parametrize("query", ["the ferry", "THE FERRY", "The  ferry’s", "the ferry's"])
    def test_a_phrase_is_found_however_it_is_written(self, town, query):
        table = concordance(town, query)
        assert table["document"].tolist() == ["paper", "paper", "office", "harbour"]
        assert table["keyword"].str.lower().eq("the ferry").all()

    def test_phrases_do_not_cross_sentence_ends(self, town):
        # "... is a marvel. The ferry ..."
        assert concordance(town, "marvel the").empty
        assert len(concordance(town, "a marvel")) == 2

    def test_numbers_are_found_as_written(self, corpus_of):
        corpus = corpus_of("Some 1,500 came. Then 500 left.", "It rained.")
        assert concordance(corpus, "1,500")["sentence"].tolist() == [1]
        assert concordance(corpus, "500")["sentence"].tolist() == [2]

    def test_a_stem_finds_all_forms(self, corpus_of):
        corpus = corpus_of("A ferry sank. Two ferries came.", "The ferry’s crew left.")
        assert concordance(corpus, "ferries", unit="stem")["keyword"].tolist() == ["ferry", "ferries", "ferry’s"]

    def test_a_pattern_searches_the_sentences_as_they_stand(self, town):
        table = concordance(town, r"\d+ people", unit="pattern")
        assert table["keyword"].tolist() == ["12 people", "40 people", "36 people", "12 people", "25 people"]
        assert concordance(town, r"marvel\. The", unit="pattern").empty

    def test_a_pattern_that_matches_nothing_at_all_gives_no_rows(self, town):
        assert concordance(town, "x*", unit="pattern").empty

    def test_only_the_documents_asked_for_in_the_order_asked_for(self, town):
        assert concordance(town, "ferry", documents=["harbour", "paper"])["document"].tolist() == [
            "harbour", "paper", "paper",
        ]  # fmt: skip

    def test_nothing_found_keeps_the_columns(self, town):
        table = concordance(town, "lighthouse")
        assert table.empty
        assert table.columns.tolist() == COLUMNS == [
            "document", "publisher", "sentence", "left", "keyword", "right", "voice", "start", "end",
        ]  # fmt: skip

    def test_an_unknown_unit_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^unit must be one of 'phrase', 'stem', 'pattern'; not 'word'$"):
            concordance(town, "ferry", unit="word")

    def test_a_query_without_words_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^query '!\?' holds no word or number$"):
            concordance(town, "!?")

    def test_a_broken_pattern_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^query '\(' is no regular expression: "):
            concordance(town, "(", unit="pattern")

    def test_an_unknown_document_is_refused_with_those_there_are(self, town):
        with pytest.raises(CrossreadError, match=r"no document 'press' .* paper, office, harbour, choir, bank$"):
            concordance(town, "ferry", documents=["press"])

    def test_a_negative_width_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^width must lie between 0 and 10000; not -1$"):
            concordance(town, "ferry", width=-1)

    def test_two_calls_agree_and_the_texts_stay(self, town):
        texts = [document.text for document in town]
        assert_frame_equal(concordance(town, "the"), concordance(town, "the"))
        assert [document.text for document in town] == texts


class TestMentionsShownAreMentionsCounted:
    def test_for_every_word_of_the_town(self, town):
        counted = term_counts(town)
        for term, row in counted.iterrows():
            shown = concordance(town, term)["document"].value_counts()
            assert shown.reindex(counted.columns, fill_value=0).tolist() == row.tolist()

    @pytest.mark.parametrize("unit", ["bigram", "trigram"])
    def test_for_every_phrase_of_the_town(self, town, unit):
        for term, row in term_counts(town, unit=unit).iterrows():
            assert len(concordance(town, term)) == row.sum()

    def test_for_every_stem_of_the_town(self, town):
        for term, row in term_counts(town, unit="stem").iterrows():
            assert len(concordance(town, term, unit="stem")) == row.sum()

    @pytest.mark.parametrize("word", ["increases", "databases", "purposes"])
    def test_for_stems_that_would_be_cut_again(self, corpus_of, word):
        corpus = corpus_of(f"They saw {word} here.", "It rained.")
        (term,) = set(term_counts(corpus, unit="stem").query("paper == 1").index) - {"they", "saw", "here"}
        assert len(concordance(corpus, term, unit="stem")) == 1
        assert len(concordance(corpus, word, unit="stem")) == 1

    @pytest.mark.parametrize("word", ["U.S.", "anti‑war", "it’s", "workers’", "Ångström", "rock’n’roll", "ﬁnal"])
    def test_for_words_whose_counted_form_differs_from_the_written_one(self, corpus_of, word):
        corpus = corpus_of(f"They say {word} mattered. Then {word} was gone.", "It rained.")
        (term,) = set(term_counts(corpus).query("paper == 2").index)
        assert len(concordance(corpus, term)) == len(concordance(corpus, word)) == 2

    @PROPERTY
    @given(
        rows=st.lists(
            st.lists(st.sampled_from(["ferry", "Ferry’s", "old-town", "“bridge”", "1,500", "it's", "the"]), max_size=6),
            min_size=1,
            max_size=5,
        )
    )
    def test_for_any_text_and_every_span_holds_the_word(self, corpus_of, rows):
        article = " ".join(f"Here {' '.join(row)} sank." for row in rows)
        corpus = corpus_of(article, "It rained on the ferry.")
        for term, row in term_counts(corpus).iterrows():
            table = concordance(corpus, term)
            assert len(table) == row.sum()
            for found in table.itertuples():
                assert corpus[found.document].text[found.start : found.end] == found.keyword
                assert found.keyword.lower().replace("’", "'").startswith(term)
