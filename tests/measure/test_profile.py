"""The profile of texts that can be counted with a pencil: values, halves, gaps and when they are judged."""

import dataclasses
import itertools

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure.diversity import hdd, mattr, mtld
from analysis.measure.profile import CUTS, STATISTICS, halves, text_profile
from tests.timing import least_cpu_seconds

PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, database=None)
COLUMNS = ["document", "publisher", "is_article", "statistic", "value", "n"]
COLUMNS += ["half_low", "half_high", "within", "gap", "beyond"]


def text(lengths, word="mill") -> str:
    """Sentences of so many words, all short; the last is one that no splitter takes for an abbreviation."""
    fillers = itertools.cycle(a + b for a in "bdfgklmnprst" for b in ["atter", "inner", "opper", "ugger", "enter"])
    return " ".join(" ".join([word.capitalize(), *itertools.islice(fillers, n - 2), "stood."]) for n in lengths)


def rows(table, document):
    return table[table["document"] == document].set_index("statistic")


class TestHalves:
    @PROPERTY
    @given(st.integers(2, 300))
    def test_halves_are_complementary_contiguous_and_as_equal_as_can_be(self, sentences):
        for half, rest in halves(sentences):
            assert sorted(half + rest) == list(range(sentences))
            assert 0 <= len(rest) - len(half) <= 1
            assert all((b - a) % sentences == 1 for a, b in itertools.pairwise(half + rest))

    @PROPERTY
    @given(st.integers(2, 300))
    def test_one_cut_a_sentence_up_to_a_limit(self, sentences):
        starts = [half[0] for half, _ in halves(sentences)]
        assert len(set(starts)) == len(starts) == min(sentences, CUTS)
        steps = numpy.diff([*starts, sentences])
        assert steps.max() - steps.min() <= 1

    @pytest.mark.parametrize("sentences", [0, 1])
    def test_less_than_two_sentences_have_no_halves(self, sentences):
        assert halves(sentences) == []


class TestByHand:
    def test_words_sentences_and_syllables(self, corpus_of):
        # Ten words in two sentences, eleven syllables, none of three; six words in one, eight syllables, one of three.
        table = text_profile(corpus_of("The cat sat on the table. The big dog ran.", "The minister sat on the mat."))
        article, source = rows(table, "paper"), rows(table, "s1")
        ease = [206.835 - 1.015 * 5 - 84.6 * 1.1, 206.835 - 1.015 * 6 - 84.6 * 8 / 6]
        years = [0.4 * 5, 0.4 * (6 + 100 / 6)]
        for row, length, e, y, n in zip((article, source), (5, 6), ease, years, (2, 1), strict=True):
            values = row.loc[["sentence length", "reading ease", "FOG"], "value"].tolist()
            assert values == pytest.approx([length, e, y], abs=1e-6)
            assert row.loc[["sentence length", "reading ease", "FOG"], "n"].tolist() == [n] * 3
        assert source.loc["sentence length", "gap"] == -1

    def test_numbers_count_as_tokens_and_not_as_words(self, corpus_of):
        article = rows(text_profile(corpus_of("In 2019 the storm of 1987 came back. 40, 50.")), "paper")
        assert article.loc["sentence length", "value"] == 6
        assert article.loc["sentence length", "n"] == 1
        assert article.loc["reading ease", "value"] == pytest.approx(206.835 - 1.015 * 6 - 84.6, abs=1e-6)
        assert article.loc["MTLD", "n"] == 10

    def test_words_are_sounded_as_they_are_written(self, corpus_of):
        # Six words of eight syllables: initials and the possessive are heard.
        article = rows(text_profile(corpus_of("The US left the church’s land.")), "paper")
        assert article.loc["reading ease", "value"] == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 8 / 6, abs=1e-6)

    def test_indices_of_diversity_are_those_of_the_tokens(self, corpus_of):
        corpus = corpus_of(text([12] * 12), text([9] * 13, "ferry"))
        table = text_profile(corpus)
        for document in corpus:
            norms = [token.norm for token in document.tokens]
            found = rows(table, document.id).loc[["MTLD", "HD-D", "MATTR"]]
            assert found["value"].tolist() == pytest.approx([mtld(norms), hdd(norms), mattr(norms, 50)], abs=1e-6)
            assert found["n"].tolist() == [len(norms)] * 3

    def test_halves_of_a_text_that_gets_longer_winded(self, corpus_of):
        # Five sentences of 10 words and five of 20. Cuts at each sentence differ by 10, 6, 2, 2, 6, 10, 6, 2, 2, 6;
        # their halves have means from 10 to 20.
        row = rows(text_profile(corpus_of(text([10] * 5 + [20] * 5))), "paper").loc["sentence length"]
        assert row[["value", "half_low", "half_high", "within"]].tolist() == [15, 10, 20, 10]

    def test_the_95_percent_quantiles(self, corpus_of):
        # Forty sentences of 5 to 44 words, the halves taken one by one from the list written twice.
        lengths = list(range(5, 45))
        means = [(sum((lengths * 2)[i : i + 20]) / 20, sum((lengths * 2)[i + 20 : i + 40]) / 20) for i in range(20)]
        gaps = [abs(one - other) for one, other in means]
        # Beginning at the other twenty sentences gives the same pairs once more.
        expected = [*numpy.quantile(means * 2, [0.025, 0.975]), numpy.quantile(gaps * 2, 0.95)]
        row = rows(text_profile(corpus_of(text(lengths))), "paper").loc["sentence length"]
        assert row[["half_low", "half_high", "within"]].tolist() == pytest.approx(expected, abs=1e-6)
        assert row["within"] < max(gaps)


class TestGap:
    def test_positive_means_more_in_the_article(self, corpus_of):
        long, short = text([30] * 10), text([10] * 10)
        table = text_profile(corpus_of(long, short))
        assert rows(table, "s1").loc["sentence length", ["gap", "beyond"]].tolist() == [20, True]
        table = text_profile(corpus_of(short, long))
        assert rows(table, "s1").loc["sentence length", ["gap", "beyond"]].tolist() == [-20, True]

    def test_the_same_text_is_never_beyond(self, corpus_of):
        same = text([10, 14] * 10)
        source = rows(text_profile(corpus_of(same, same)), "s1")
        assert source["gap"].tolist() == [0] * 6
        assert source["beyond"].tolist() == [False] * 6

    @pytest.mark.parametrize("uneven_first", [True, False])
    def test_the_more_uneven_of_the_two_texts_is_the_measure(self, corpus_of, uneven_first):
        # Means of 15 and 22; the halves of the first differ by up to 10, those of the second by nothing.
        texts = [text([10] * 5 + [20] * 5), text([22] * 10)]
        row = rows(text_profile(corpus_of(*(texts if uneven_first else texts[::-1]))), "s1").loc["sentence length"]
        assert abs(row["gap"]) == 7
        assert not row["beyond"]

    @pytest.mark.parametrize("short", [text([20] * 9), text([9] * 11), "", "One. Two."])
    @pytest.mark.parametrize("article_is_short", [True, False])
    def test_a_text_too_short_is_not_judged(self, corpus_of, short, article_is_short):
        texts = [short, text([20] * 12)]
        table = text_profile(corpus_of(*(texts if article_is_short else texts[::-1])))
        assert table["beyond"].isna().all()
        assert rows(table, "paper" if article_is_short else "s1")["within"].isna().all()

    def test_ten_sentences_and_a_hundred_tokens_are_enough(self, corpus_of):
        source = rows(text_profile(corpus_of(text([20] * 12), text([10] * 10))), "s1")
        assert source.loc["sentence length", "beyond"]

    def test_a_statistic_without_value_in_a_half_is_not_judged(self, corpus_of):
        # A hundred and sixty words of which none comes twice: no MTLD.
        names = (f"{a}{b}{c}ber" for a in "bdfgk" for b in "aiou" for c in "lmnprstv")
        unlike = " ".join(" ".join(itertools.islice(names, 16)).capitalize() + "." for _ in range(10))
        source = rows(text_profile(corpus_of(text([20] * 12), unlike)), "s1")
        assert source.loc["MTLD", ["value", "half_low", "half_high", "within", "gap", "beyond"]].isna().all()
        assert source.loc["sentence length", "beyond"]


class TestTable:
    def test_one_row_a_document_and_statistic(self, town):
        table = text_profile(town)
        assert list(table.columns) == COLUMNS
        expected = list(itertools.product([document.id for document in town], STATISTICS))
        assert list(zip(table["document"], table["statistic"], strict=True)) == expected
        assert table.loc[table["document"] == "harbour", "publisher"].unique().tolist() == ["Harbour Watch *"]
        assert table.loc[table["is_article"], "document"].unique().tolist() == ["paper"]

    def test_an_article_alone(self, corpus_of):
        table = text_profile(corpus_of(text([20] * 12)))
        assert len(table) == 6
        assert table["gap"].tolist() == [0] * 6
        assert table["beyond"].isna().all()

    def test_empty_documents_give_rows_without_values(self, corpus_of):
        table = text_profile(corpus_of("", "", "A bridge."))
        empty = table[table["document"] != "s2"]
        assert empty[["value", "half_low", "half_high", "within", "gap"]].isna().all(axis=None)
        assert empty["n"].tolist() == [0] * 12
        assert table["beyond"].dtype == "boolean"

    def test_the_order_of_the_sources_changes_no_value(self, corpus_of):
        article, one, other = text([20] * 12), text([10] * 12), text([8, 14] * 8)
        forth, back = text_profile(corpus_of(article, one, other)), text_profile(corpus_of(article, other, one))
        columns = ["value", "within", "gap", "beyond"]
        assert rows(forth, "s1")[columns].equals(rows(back, "s2")[columns])

    def test_the_same_twice(self, town):
        assert text_profile(town).equals(text_profile(town))


class TestSpeed:
    def test_a_text_of_fifty_thousand_words_does_not_take_a_minute(self, corpus_of):
        corpus = corpus_of(text([20] * 2500))
        assert corpus.target.words == 50_000
        assert least_cpu_seconds(lambda: text_profile(corpus), 1) < 60


def test_a_digest_is_profiled_like_any_text_and_marked(corpus_of):
    corpus = corpus_of(text([20] * 12), text([10] * 12))
    digest = dataclasses.replace(corpus.documents[1], kind="digest")
    table = text_profile(dataclasses.replace(corpus, documents=(corpus.documents[0], digest)))
    assert rows(table, "s1")["publisher"].unique().tolist() == ["Source 1 *"]
    assert rows(table, "s1").loc["sentence length", "beyond"]
