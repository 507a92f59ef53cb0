"""Passages and tokens by hand; mentions shown are mentions counted, in all and in each voice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.context import COLUMNS, concordance
from analysis.measure.terms import LEDGER, SIZES, VOICES, term_counts, tokens, voice_of
from analysis.read.document import Document

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

    def test_context_ends_with_a_whole_word_in_a_wrapped_text_too(self, corpus_of):
        corpus = corpus_of("All of the\ncrew saw the\nferry sink\nslowly in the sea that night.", "It rained.")
        row = concordance(corpus, "ferry", width=9).iloc[0]
        assert (row["left"], row["right"]) == ("saw the", "sink")

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

    @PROPERTY
    @given(
        rows=st.lists(
            st.lists(
                st.sampled_from(
                    ["ferry", "sea", "“old", "mill”", "“road”", '"said', 'town"', "«men»", "don't", "crews’"]
                ),
                max_size=7,
            ),
            min_size=1,
            max_size=4,
        ),
        unit=st.sampled_from(["word", "bigram", "trigram"]),
    )
    def test_in_each_voice_for_any_text_with_quotation_marks(self, corpus_of, rows, unit):
        article = "\n\n".join(f"Here {' '.join(row)} sank." for row in rows)
        corpus = corpus_of(article, "It “rained on” the ferry.")
        counted = {voice: term_counts(corpus, unit=unit, voice=voice).sum(axis=1) for voice in VOICES}
        for term, hits in counted["all"].items():
            shown = concordance(corpus, term)["voice"].value_counts()
            own, quoted = (int(counted[voice].get(term, 0)) for voice in ("own", "quoted"))
            assert shown.get("own", 0) == own
            assert shown.get("quoted", 0) == quoted
            assert shown.get("mixed", 0) == hits - own - quoted
            assert unit != "word" or own + quoted == hits

    def test_for_a_stem_whose_own_stem_is_another(self, corpus_of):
        corpus = corpus_of("They were pleased. It was tense. The plea failed. Ten men came.", "It rained.")
        for term, row in term_counts(corpus, unit="stem").iterrows():
            assert len(concordance(corpus, term, unit="stem")) == row.sum()

    def test_for_a_document_named_twice(self, town):
        assert len(concordance(town, "ferry", documents=["paper", "paper"])) == 2

    @pytest.mark.parametrize("word", ["ﷺ", "ʼ"])
    def test_for_letters_that_count_as_something_else(self, corpus_of, word):
        corpus = corpus_of(f"They wrote {word} there.", "It rained.")
        for term, row in term_counts(corpus).iterrows():
            assert len(concordance(corpus, term)) == row.sum()


class TestSorts:
    TEXT = "One ferry’s bell rang. The old ferry came late. A new Ferry sank. The old ferry burned."

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("text", ["bell", "came", "sank", "burned"]),
            # "new", "old the rang", "old the sank", "one".
            ("left", ["sank", "came", "burned", "bell"]),
            ("right", ["bell", "burned", "came", "sank"]),
            # "ferry" in the order of the text, whatever its capital, then "ferry’s".
            ("keyword", ["came", "sank", "burned", "bell"]),
        ],
    )
    def test_by_hand(self, corpus_of, sort, order):
        table = concordance(corpus_of(self.TEXT, "It rained."), "ferry", sort=sort, width=200)
        assert [right.split()[0].rstrip(".") for right in table["right"]] == order
        assert table.index.tolist() == [0, 1, 2, 3]

    def test_the_second_word_decides_where_the_first_is_the_same(self, corpus_of):
        text = "My old ferry sank twice. Big old ferry sank loudly. An old ferry sank often."
        corpus = corpus_of(text.replace(". ", ".\n\n"), "It rained.")
        assert [left.split()[0] for left in concordance(corpus, "ferry", sort="left")["left"]] == ["An", "Big", "My"]
        right = concordance(corpus, "ferry", sort="right")["right"]
        assert right.tolist() == ["sank loudly.", "sank often.", "sank twice."]

    def test_capitals_do_not_matter(self, corpus_of):
        corpus = corpus_of("They met Zora ferry men. They met anna ferry men. They met Bert ferry men.", "It rained.")
        assert [left.split()[-1] for left in concordance(corpus, "ferry", sort="left")["left"]] == [
            "anna", "Bert", "Zora",
        ]  # fmt: skip

    def test_passages_that_tie_stay_in_the_order_of_the_text(self, town):
        table = concordance(town, "ferry", sort="keyword")
        assert_frame_equal(table, concordance(town, "ferry"))

    def test_every_sort_has_the_same_passages(self, town):
        plain = concordance(town, "the")
        for sort in ("left", "right", "keyword"):
            again = concordance(town, "the", sort=sort).sort_values(["document", "start"], ignore_index=True)
            assert_frame_equal(again, plain.sort_values(["document", "start"], ignore_index=True))

    @pytest.mark.parametrize(
        ("sort", "text", "order"),
        [
            ("right", "A ferry, men and all, came. The ferry bar sank.", [32, 2]),
            ("left", "One zebra ferry sank. He said “ferry” once.", [31, 10]),
        ],
    )
    def test_punctuation_is_no_word(self, corpus_of, sort, text, order):
        assert concordance(corpus_of(text, "It rained."), "ferry", sort=sort)["start"].tolist() == order

    def test_an_unknown_sort_is_refused(self, town):
        with pytest.raises(
            CrossreadError, match=r"^sort must be one of 'text', 'left', 'right', 'keyword'; not 'middle'$"
        ):
            concordance(town, "ferry", sort="middle")


class TestVoices:
    TEXT = "He said, “the ferry sank.” The ferry, “an old ferry,” rose. It’s gone."

    def test_words_by_hand(self, corpus_of):
        table = concordance(corpus_of(self.TEXT, "It rained."), "ferry")
        assert table["voice"].tolist() == ["quoted", "own", "quoted"]

    @pytest.mark.parametrize(
        ("phrase", "voice"),
        [
            ("the ferry", ["quoted", "own"]),
            ("said the", ["mixed"]),
            ("old ferry rose", ["mixed"]),
            ("it's gone", ["own"]),
        ],
    )
    def test_phrases_by_hand(self, corpus_of, phrase, voice):
        assert concordance(corpus_of(self.TEXT, "It rained."), phrase)["voice"].tolist() == voice

    def test_a_phrase_across_a_whole_quotation_is_mixed(self, corpus_of):
        corpus = corpus_of("He cried “...” and left.", "It rained.")
        assert concordance(corpus, "cried and")["voice"].tolist() == ["mixed"]

    def test_a_stem_has_the_voice_of_its_word(self, corpus_of):
        table = concordance(
            corpus_of("The ferries sank. He said, “one ferry rose.”", "It rained."), "ferri", unit="stem"
        )
        assert table[["keyword", "voice"]].values.tolist() == [["ferries", "own"], ["ferry", "quoted"]]

    @pytest.mark.parametrize(
        ("pattern", "voice"),
        [
            (r"ferry\W+sank", ["quoted"]),
            (r"said, .the", ["mixed"]),
            (r"ferry, .an", ["mixed"]),
            (r"(?<=The )ferry", ["own"]),
            (r"err", ["quoted", "own", "quoted"]),
        ],
    )
    def test_a_pattern_has_the_voice_of_the_words_it_touches(self, corpus_of, pattern, voice):
        assert concordance(corpus_of(self.TEXT, "It rained."), pattern, unit="pattern")["voice"].tolist() == voice

    def test_a_pattern_that_touches_no_word_has_the_voice_of_its_place(self, corpus_of):
        corpus = corpus_of("He said, “go, now!” She left!", "It rained.")
        assert concordance(corpus, "[,!]", unit="pattern")["voice"].tolist() == ["own", "quoted", "quoted", "own"]

    # The apostrophe of a word within the phrase, or the possessive of a plural, is no quotation mark.
    @pytest.mark.parametrize(
        ("text", "phrase"),
        [
            ("He doesn’t know it.", "he doesn't know"),
            ("The old regime’s crew left.", "old regime crew"),
            ("He said, “they don't go there.”", "they don't go"),
            ("The workers’ tea was cold.", "workers tea"),
            ("The workers' tea was cold.", "the workers tea"),
        ],
    )
    def test_an_apostrophe_is_no_quotation_mark(self, corpus_of, text, phrase):
        corpus = corpus_of(text, "It rained.")
        voice = "quoted" if "“" in text else "own"
        assert concordance(corpus, phrase)["voice"].tolist() == [voice]
        unit = {size: unit for unit, size in SIZES.items()}[len(phrase.split())]
        assert term_counts(corpus, unit=unit, voice=voice).loc[phrase, "paper"] == 1

    def test_voice_of_by_hand(self):
        document = Document(id="x", text="He said “go home” and “stay there” again.")
        runs = [(document.tokens[i : i + 2], voice) for i, voice in enumerate(
            ["own", "mixed", "quoted", "mixed", "mixed", "quoted", "mixed"]
        )]  # fmt: skip
        for run, voice in runs:
            assert voice_of(document, run) == voice
        # Across a whole quotation, and from one quotation into another.
        assert voice_of(document, document.tokens[1:5]) == "mixed"
        assert voice_of(document, document.tokens[2:7]) == "mixed"

    def test_two_quotations_side_by_side_are_two(self):
        document = Document(id="x", text="He cried “go”, “stay” there.")
        assert voice_of(document, document.tokens[2:4]) == "mixed"


class TestLedger:
    def test_by_hand(self, corpus_of):
        corpus = corpus_of("It’s 1,500 men’s.\n\nHe said, “go. Now!”", "A road.")
        assert tokens(corpus).values.tolist() == [
            ["paper", 1, 1, 0, 4, "It’s", "it's", "word", False, False],
            ["paper", 1, 1, 5, 10, "1,500", "1,500", "number", False, False],
            ["paper", 1, 1, 11, 16, "men’s", "men", "word", False, False],
            ["paper", 2, 2, 19, 21, "He", "he", "word", False, False],
            ["paper", 2, 2, 22, 26, "said", "said", "word", False, False],
            ["paper", 2, 2, 29, 31, "go", "go", "word", True, False],
            ["paper", 2, 3, 33, 36, "Now", "now", "word", True, False],
            ["s1", 1, 1, 0, 1, "A", "a", "word", False, False],
            ["s1", 1, 1, 2, 6, "road", "road", "word", False, False],
        ]

    def test_words_of_a_quotation_that_is_never_closed_are_marked(self, corpus_of):
        corpus = corpus_of("He said, “it sank” and “we left it.\n\nThe ferry rose.", "A road.")
        table = tokens(corpus)
        assert table.loc[table["in_quote"], "norm"].tolist() == ["it", "sank", "we", "left", "it"]
        assert table.loc[table["quote_open"], "norm"].tolist() == ["we", "left", "it"]

    def test_a_quotation_of_two_paragraphs_is_closed_in_the_second(self, corpus_of):
        corpus = corpus_of("He said, “we left it.\n\n“It sank.” She rose.", "A road.")
        table = tokens(corpus)
        assert table.loc[table["in_quote"], "norm"].tolist() == ["we", "left", "it", "it", "sank"]
        assert not table["quote_open"].any()

    def test_titles_and_headings_are_not_in_it_but_headings_count_as_paragraphs(self, corpus_of):
        corpus = corpus_of("A headline\n\nThe ferry sank.\n\nA heading\n\nIt rose.", "A road.")
        table = tokens(corpus)
        assert table.loc[table["document"] == "paper", "norm"].tolist() == ["the", "ferry", "sank", "it", "rose"]
        assert table.loc[table["document"] == "paper", "paragraph"].tolist() == [1, 1, 1, 3, 3]

    def test_empty_texts_give_an_empty_ledger_with_its_columns(self, corpus_of):
        table = tokens(corpus_of("", "... !!!"))
        assert table.empty
        assert table.columns.tolist() == LEDGER

    @PROPERTY
    @given(
        texts=st.lists(
            st.text(st.sampled_from("aB é’'“”\"«».,!? \n1٣غ\u200f"), max_size=60), min_size=1, max_size=3
        )
    )  # fmt: skip
    def test_it_is_the_tokens_of_the_documents_one_after_the_other(self, corpus_of, texts):
        corpus = corpus_of(*texts)
        table = tokens(corpus)
        assert len(table) == sum(document.words for document in corpus)
        for document in corpus:
            rows = table[table["document"] == document.id]
            kept = ["start", "end", "form", "norm", "kind", "sentence", "in_quote"]
            assert list(rows[kept].itertuples(index=False, name=None)) == [tuple(t) for t in document.tokens]
            assert (rows["quote_open"] <= rows["in_quote"]).all()
            for row in rows.itertuples():
                assert document.text[row.start : row.end] == row.form
                assert document.sentence_at(row.start).paragraph == row.paragraph

    def test_every_count_can_be_taken_from_it(self, town):
        counted = tokens(town).groupby(["norm", "document"]).size().unstack(fill_value=0)
        assert_frame_equal(
            counted.rename_axis("term"), term_counts(town), check_like=True, check_names=False, check_index_type=False
        )


HOSTILE = {
    "digits only": "12 34 56. 12 12 12 12 12.",
    "right to left": "قال الوزير إن العبّارة غرقت في الميناء. وقال القبطان «لا أحد نجا» أمس.",
    "opening marks": "“" * 10_000,
    "straight marks": '"a ' * 10_000,
    "patterns": r"The (a.*b)+ [x] $5 \d {2} C++ ^ferry$ | ferry?",
    "control characters": "A \x0b ferry \u200e sank \ufeff here.",
}


class TestHostileTexts:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
    def test_words_shown_are_words_counted(self, corpus_of, text):
        corpus = corpus_of(text, "It rained.")
        for term, row in term_counts(corpus).iterrows():
            assert len(concordance(corpus, term)) == row.sum()

    def test_a_query_is_no_pattern(self, corpus_of):
        corpus = corpus_of(HOSTILE["patterns"], "It rained.")
        assert concordance(corpus, "f.rry").empty
        assert len(concordance(corpus, "^ferry$")) == 2
        with pytest.raises(CrossreadError, match=r"^query '\.\*' holds no word or number$"):
            concordance(corpus, ".*")
