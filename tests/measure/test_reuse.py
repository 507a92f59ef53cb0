"""Shared passages by hand: exact, edited, moved, quoted by both, stock phrases; what spans and order promise."""

import datetime
import itertools
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure import reuse_extension as extension_module
from analysis.measure import reuse_spans as spans_module
from analysis.measure.reuse import COLUMNS, folded_words, text_reuse
from analysis.measure.reuse_spans import ReusedSpan, aligned, chains, reused_spans, shared_seeds
from analysis.measure.reuse_voices import KINDS, Voice, kind, same_name, voice
from analysis.read.corpus import Corpus
from analysis.read.document import Document

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
COPIED, COMMON = KINDS


def words_of(text: str) -> list[str]:
    """The words between spaces."""
    return text.split()


DAM = words_of("the old dam above the mill cracked in march and nobody from the council came to look at it")
FERRY = words_of("seven sailors left the ferry at noon because its engine smoked and the captain had sold the pump")
CHOIR = words_of("our choir will sing under the lime trees each sunday until the first snow covers their benches")
PHRASE = words_of("the united harbours of the northern river and all its lakes")


def other_words(count: int, name: str) -> list[str]:
    """Words that stand nowhere else."""
    return [f"{name}{i}" for i in range(count)]


def covered(words: list[str], start: int, end: int) -> str:
    return " ".join(words[start:end])


class TestSpans:
    def test_a_passage_taken_over_word_for_word(self):
        a = other_words(20, "a") + DAM + other_words(5, "b")
        b = other_words(3, "c") + DAM + other_words(30, "d")
        assert reused_spans(a, b) == [ReusedSpan(20, 39, 3, 22, 19)]

    def test_a_passage_at_the_edges_of_both_lists(self):
        assert reused_spans(DAM, DAM) == [ReusedSpan(0, 19, 0, 19, 19)]
        assert reused_spans(DAM, DAM + FERRY) == [ReusedSpan(0, 19, 0, 19, 19)]
        assert reused_spans(DAM, FERRY + DAM) == [ReusedSpan(0, 19, 18, 37, 19)]

    def test_a_word_replaced_one_left_out_and_one_put_in(self):
        edited = [word for word in DAM if word != "march"]
        edited[3] = "over"
        edited.insert(9, "really")
        (span,) = reused_spans(other_words(4, "a") + DAM, edited + other_words(4, "b"))
        assert span == ReusedSpan(4, 23, 0, 19, 17)
        assert span.share == 17 / 19

    def test_two_neighbours_swapped(self):
        swapped = [*DAM[:6], DAM[7], DAM[6], *DAM[8:]]
        assert reused_spans(DAM, swapped) == [ReusedSpan(0, 19, 0, 19, 18)]

    def test_every_fourth_word_replaced_is_still_one_passage(self):
        edited = [f"x{i}" if i % 4 == 3 else word for i, word in enumerate(DAM + FERRY)]
        (span,) = reused_spans(DAM + FERRY, other_words(9, "a") + edited + other_words(9, "b"))
        assert (span.start, span.end, span.other_start, span.other_end) == (0, 37, 9, 46)

    def test_every_third_word_replaced_leaves_no_three_in_a_row_and_is_found(self):
        edited = [f"x{i}" if i % 3 == 2 else word for i, word in enumerate(DAM + FERRY)]
        assert reused_spans(DAM + FERRY, edited) == [ReusedSpan(0, 37, 0, 37, 25)]

    def test_every_second_word_replaced_is_another_text(self):
        edited = [f"x{i}" if i % 2 else word for i, word in enumerate(DAM + FERRY)]
        assert reused_spans(DAM + FERRY, edited) == []

    def test_scattered_words_around_a_common_phrase_are_no_passage(self):
        a = words_of("the mill lost by the end of the year more than the dam had cost in all")
        b = words_of("a choir of nine sang at the end of the mass and the bells rang in the valley")
        assert reused_spans(a, b) == []

    def test_paragraphs_in_another_order_are_passages_of_their_own(self):
        a = DAM + other_words(12, "a") + FERRY + other_words(12, "b") + CHOIR
        b = CHOIR + other_words(12, "c") + DAM + other_words(12, "d") + FERRY
        found = reused_spans(a, b)
        assert [covered(a, s.start, s.end) for s in found] == [" ".join(part) for part in (DAM, FERRY, CHOIR)]
        assert [s.other_start for s in found] == [29, 60, 0]

    def test_paragraphs_swapped_with_nothing_between_them(self):
        found = reused_spans(DAM + FERRY, FERRY + DAM)
        assert found == [ReusedSpan(0, 19, 18, 37, 19), ReusedSpan(19, 37, 0, 18, 18)]

    @pytest.mark.parametrize(("changed", "passages"), [(4, 1), (5, 2)])
    def test_a_gap_as_long_as_allowed_joins_and_a_longer_one_parts(self, changed, passages):
        b = DAM + other_words(changed, "b") + FERRY
        assert len(reused_spans(DAM + other_words(changed, "a") + FERRY, b, gap=4)) == passages

    SHORT = words_of("it is to be or not to be")

    def test_passages_too_weak_to_bridge_a_gap_are_joined_over_it(self):
        a = self.SHORT + other_words(9, "a") + words_of("so he can go on up or in")
        b = self.SHORT + other_words(9, "b") + words_of("so he can go on up or in")
        assert reused_spans(a, b) == [ReusedSpan(0, 25, 0, 25, 16)]

    def test_passages_are_not_joined_over_another(self):
        rest = words_of("so he can go on up or in")
        a = self.SHORT + other_words(9, "a") + rest + other_words(20, "c") + DAM[:8]
        b = self.SHORT + DAM[:8] + rest
        assert [s[:4] for s in reused_spans(a, b)] == [(0, 8, 0, 8), (17, 25, 16, 24), (45, 53, 8, 16)]

    def test_a_gap_in_one_list_alone(self):
        assert len(reused_spans(DAM + FERRY, DAM + other_words(10, "b") + FERRY, gap=10)) == 1
        assert len(reused_spans(DAM + FERRY, DAM + other_words(11, "b") + FERRY, gap=10)) == 2

    @pytest.mark.parametrize(("length", "passages"), [(7, 0), (8, 1), (9, 1)])
    def test_eight_words_are_the_fewest(self, length, passages):
        a = other_words(5, "a") + DAM[:length] + other_words(5, "b")
        assert len(reused_spans(a, other_words(5, "c") + DAM[:length] + other_words(5, "d"))) == passages

    def test_eight_short_words_are_enough(self):
        words = words_of("it is to be or not to be")
        assert reused_spans([*words, "dam"], ["mill", *words]) == [ReusedSpan(0, 8, 1, 9, 8)]

    def test_fewer_words_can_be_asked_for(self):
        assert reused_spans(["a1", *DAM[:5]], ["b1", *DAM[:5]], min_words=5) == [ReusedSpan(1, 6, 1, 6, 5)]

    def test_words_alike_in_another_order_are_no_passage(self):
        assert reused_spans(DAM, sorted(DAM)) == []

    def test_a_passage_that_one_list_repeats_is_found_once(self):
        twice = DAM + other_words(30, "a") + DAM
        assert reused_spans(DAM, twice) == [ReusedSpan(0, 19, 0, 19, 19)]

    def test_the_better_of_two_prints_is_taken(self):
        worse = [f"x{i}" if i % 4 == 3 else word for i, word in enumerate(DAM)]
        b = worse + other_words(30, "a") + DAM
        assert reused_spans(DAM, b) == [ReusedSpan(0, 19, 49, 68, 19)]

    def test_a_passage_that_both_repeat_is_found_as_often(self):
        a, b = (DAM + other_words(30, name) + DAM for name in "ab")
        assert [(s.start, s.other_start) for s in reused_spans(a, b)] == [(0, 0), (49, 49)]

    @pytest.mark.parametrize(("a", "b"), [([], []), (DAM, []), ([], DAM), (["dam"], ["dam"]), (DAM[:2], DAM[:2])])
    def test_nothing_or_next_to_nothing(self, a, b):
        assert reused_spans(a, b) == []

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("min_words", 2, "min_words must lie between 3 and 10000; not 2"),
            ("min_words", 8.0, "min_words must be a whole number; not 8.0"),
            ("gap", 0, "gap must lie between 1 and 100; not 0"),
            ("gap", True, "gap must be a whole number; not True"),
            ("max_frequency", 0, "max_frequency must lie between 1 and 1000000; not 0"),
        ],
    )
    def test_a_limit_that_cannot_be_met_is_refused(self, name, value, message):
        with pytest.raises(CrossreadError, match=f"^{message}$"):
            reused_spans(DAM, DAM, **{name: value})


def drawn(seed: int) -> list[str]:
    """20 to 60 words of a few, so that there are passages, ties and repetitions."""
    draw = random.Random(seed)
    return draw.choices(["mill", "dam", "the", "of", "old"], k=draw.randint(20, 60))


WORDS = st.integers(0, 10_000).map(drawn)


class TestPromises:
    @PROPERTY
    @given(st.lists(st.text("abcde", min_size=1, max_size=6), min_size=8, max_size=30), st.data())
    def test_any_passage_whose_runs_stand_once_is_found_wherever_it_is_put(self, passage, data):
        runs = list(zip(passage, passage[1:], passage[2:], strict=False))
        assume(len(set(runs)) == len(runs))
        before, after, left, right = (data.draw(st.integers(0, 15)) for _ in range(4))
        a = other_words(before, "P") + passage + other_words(after, "Q")
        b = other_words(left, "R") + passage + other_words(right, "S")
        assert (before, before + len(passage), left, left + len(passage), len(passage)) in reused_spans(a, b)

    @PROPERTY
    @given(WORDS, WORDS)
    def test_swapping_the_lists_swaps_the_spans(self, a, b):
        turned = [ReusedSpan(s.other_start, s.other_end, s.start, s.end, s.alike) for s in reused_spans(b, a)]
        assert reused_spans(a, b) == sorted(turned)

    @PROPERTY
    @given(WORDS, WORDS, st.integers(3, 9), st.integers(1, 12))
    def test_spans_lie_in_the_lists_and_no_word_stands_in_two(self, a, b, min_words, gap):
        found = reused_spans(a, b, min_words=min_words, gap=gap)
        assert found == sorted(found)
        for words, edges in ((a, [s[:2] for s in found]), (b, sorted(s[2:4] for s in found))):
            assert all(0 <= start < end <= len(words) for start, end in edges)
            assert all(one[1] <= two[0] for one, two in itertools.pairwise(edges))
        for s in found:
            assert min_words <= s.alike <= min(s.end - s.start, s.other_end - s.other_start)
            assert a[s.start] == b[s.other_start] and a[s.end - 1] == b[s.other_end - 1]

    @PROPERTY
    @given(WORDS)
    def test_a_list_is_one_passage_of_itself(self, words):
        assert reused_spans(words, words) == [(0, len(words), 0, len(words), len(words))]


class TestRepetition:
    """Work is counted, not timed: seeds, and the places from which an extension was tried."""

    @pytest.fixture
    def tries(self, monkeypatch):
        places = []
        plain = spans_module.extension

        def counted(sides, i, j, gap):
            places.append((i, j))
            return plain(sides, i, j, gap)

        monkeypatch.setattr(spans_module, "extension", counted)
        return places

    def test_one_word_a_hundred_thousand_times_has_no_seeds(self, tries):
        words = ["the"] * 100_000
        assert shared_seeds([words, words]).pairs == {}
        assert reused_spans(words, words) == []
        assert not tries

    def test_a_refrain_five_thousand_times_leaves_the_rest_to_be_found(self, tries):
        refrain = words_of("row the boat over the water and home again") * 5000
        found = reused_spans(refrain + DAM, other_words(9, "a") + DAM + refrain)
        assert ReusedSpan(len(refrain), len(refrain) + 19, 9, 28, 19) in found
        assert len(tries) < 100

    def test_the_same_long_text_is_extended_once(self, tries):
        words = [word for i in range(3000) for word in (f"mill{i}", "and", "the", f"dam{i}")]
        assert reused_spans(words, words) == [ReusedSpan(0, 12000, 0, 12000, 12000)]
        assert len(tries) == 1

    @pytest.mark.parametrize("repeats", [2, 10, 11, 400])
    def test_seeds_grow_with_the_words_and_not_with_their_square(self, repeats):
        words = DAM * repeats
        seeds = shared_seeds([words, words], max_repeats=10).pairs.get((0, 1), [])
        assert len(seeds) <= 3 * 10 * len(words)

    def test_a_run_above_the_limit_in_one_list_begins_no_passage(self):
        many = [word for i in range(11) for word in (*DAM[:10], f"a{i}")]
        assert reused_spans(many, ["b1", *DAM[:10]]) == []
        assert len(reused_spans(many, ["b1", *DAM[:10]], max_frequency=11)) == 1

    def test_the_diagonal_with_most_seeds_is_tried_first(self):
        seeds = sorted([(0, 3), (1, 4), (2, 2), (3, 3), (4, 4), (30, 90)])
        assert chains(seeds, gap=10)[0] == [(2, 2), (3, 3), (4, 4), (0, 3), (1, 4)]

    def test_a_group_on_one_diagonal_comes_before_a_larger_one_that_wanders(self):
        straight, wandering = [(200, 9), (201, 10), (202, 11)], [(0, 0), (1, 2), (2, 4), (3, 6)]
        assert chains(wandering + straight, gap=10) == [straight, wandering]

    def test_what_runs_word_for_word_is_not_aligned_cell_by_cell(self, monkeypatch):
        rows = []
        plain = extension_module._gains
        monkeypatch.setattr(extension_module, "_gains", lambda *given: rows.append(1) or plain(*given))
        words = other_words(4000, "mill")
        edited = ["dam" if i % 40 == 20 else word for i, word in enumerate(words)]
        assert len(reused_spans(words, edited)) == 1
        assert len(rows) < 1200

    def test_chains_part_where_diagonals_or_places_lie_far_apart(self):
        seeds = sorted([(0, 0), (1, 1), (5, 6), (6, 60), (40, 40)])
        assert chains(seeds, gap=10) == [[(0, 0), (1, 1), (5, 6)], [(40, 40)], [(6, 60)]]


class TestStockPhrases:
    def test_runs_in_more_lists_than_allowed_are_no_seeds_and_worth_nothing(self):
        lists = [other_words(3, name) + PHRASE for name in "abcd"]
        kept, capped = shared_seeds(lists), shared_seeds(lists, max_documents=3)
        assert len(kept.pairs) == 6
        assert capped.pairs == {}
        assert [sum(row) for row in capped.worth] == [3] * 4  # "a0" and the like are short words

    def test_near_copies_count_once(self):
        lists = [other_words(3, name) + PHRASE for name in "abcd"]
        assert len(shared_seeds(lists, max_documents=3, groups=[0, 0, 2, 3]).pairs) == 6

    def test_a_word_beside_a_stock_phrase_makes_no_passage_of_it(self):
        lists = [other_words(3, name) + PHRASE + ["again", name] for name in "abcd"]
        lists[0] += DAM
        lists[3] += DAM
        seeds = shared_seeds([*lists, [*PHRASE, "anew"], [*PHRASE, "still"]], max_documents=5)
        assert (0, 1) in seeds.pairs  # "and all lakes again" stands in four
        assert aligned(lists, (0, 1), seeds, min_words=8, gap=10) == []
        assert len(aligned(lists, (0, 3), seeds, min_words=8, gap=10)) == 1

    def test_only_pairs_of_one_list(self):
        lists = [other_words(3, name) + PHRASE for name in "abcd"]
        assert list(shared_seeds(lists, only=2).pairs) == [(0, 2), (1, 2), (2, 3)]


LONG_REST = (
    "Later the bakers of both towns met in a barn to agree on what a loaf should weigh, and parted without a word."
)
LONG_OTHER = "Every house on the hill has its own well, dug by hand, and most are still in use although none is deep."


def sentence(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


class TestTable:
    def test_one_row_with_both_spans(self, corpus_of):
        article = f"It rained all night in the valley. {sentence(DAM)} Then it snowed. {LONG_OTHER}"
        corpus = corpus_of(article, f"A letter reached us. {sentence(DAM)} {LONG_REST}")
        row = text_reuse(corpus).iloc[0]
        assert (row["document"], row["other"], row["kind"]) == ("paper", "s1", COPIED)
        assert (row["publisher"], row["other_publisher"]) == ("Paper", "Source 1")
        assert (row["words"], row["other_words"], row["alike"], row["share"]) == (19, 19, 19, 1)
        assert row["text"] == row["other_text"] == sentence(DAM)[:-1]
        assert article[row["start"] : row["end"]] == row["text"]
        assert not row["near_copy"]

    def test_every_span_holds_its_text(self, corpus_of):
        edited = sentence(DAM).replace("cracked", "broke\nopen")
        corpus = corpus_of(
            f"First words here.\n\n{sentence(DAM)}\n\n{sentence(CHOIR)}",
            f"{sentence(CHOIR)} Some words between them stand here, and more of them, all about the weather. {edited}",
            f"Nothing of this. {sentence(FERRY)}",
            f"{edited} {sentence(FERRY)}",
        )
        table = text_reuse(corpus)
        assert table[["document", "other"]].values.tolist() == [
            ["paper", "s1"], ["paper", "s1"], ["paper", "s3"], ["s1", "s3"], ["s2", "s3"],
        ]  # fmt: skip
        for row in table.itertuples():
            assert corpus[row.document].text[row.start : row.end] == row.text
            assert corpus[row.other].text[row.other_start : row.other_end] == row.other_text

    def test_the_article_alone_against_its_sources(self, corpus_of):
        corpus = corpus_of(sentence(DAM), sentence(FERRY), f"{sentence(FERRY)} {sentence(DAM)}")
        assert text_reuse(corpus, pairs="article")["other"].tolist() == ["s2"]
        assert text_reuse(corpus)["document"].tolist() == ["paper", "s1"]

    def test_prints_differ_in_quotation_marks_hyphens_and_commas(self, corpus_of):
        one = "The mill‑owner’s “well-known” dam held 1,200 tons of water and U.S. engineers praised it."
        two = 'the mill-owner\'s "well known" dam held 1200 tons of water and US engineers praised it!'
        row = text_reuse(corpus_of(f"Rain fell. {one}", f"Snow came. {two}")).iloc[0]
        assert row["share"] == 1
        assert row["text"] == one[:-1]

    def test_a_document_that_repeats_itself_has_no_row_of_its_own(self, corpus_of):
        corpus = corpus_of(f"{sentence(DAM)} {sentence(CHOIR)} {sentence(DAM)}", "It snowed.")
        assert text_reuse(corpus).empty

    @pytest.mark.parametrize("sources", [(), ("",), ("", ""), ("It snowed.",)])
    @pytest.mark.parametrize("article", ["", sentence(DAM)])
    @pytest.mark.parametrize("pairs", ["all", "article"])
    def test_nothing_shared_keeps_the_columns(self, corpus_of, article, sources, pairs):
        table = text_reuse(corpus_of(article, *sources), pairs=pairs)
        assert table.empty
        assert table.columns.tolist() == COLUMNS

    def test_near_copies_as_a_whole_are_marked(self, corpus_of):
        report = " ".join(map(sentence, (DAM, FERRY, CHOIR)))
        table = text_reuse(corpus_of("It snowed.", report, f"{report} It ended.", f"{LONG_REST} {sentence(DAM)}"))
        marked = table.set_index(["document", "other"])["near_copy"].to_dict()
        assert marked == {("s1", "s2"): True, ("s1", "s3"): False, ("s2", "s3"): False}

    def test_a_stock_phrase_of_all_documents_is_not_reported(self, corpus_of):
        texts = [f"{sentence(other_words(12, name))[:-1]} for {' '.join(PHRASE)} again." for name in "abcdefgh"]
        corpus = corpus_of(f"{texts[0]} {sentence(DAM)}", *texts[1:-1], f"{texts[-1]} {sentence(DAM)}")
        table = text_reuse(corpus)
        assert table[["document", "other"]].values.tolist() == [["paper", "s7"]]
        assert len(text_reuse(corpus, max_frequency=8)) > 20

    def test_a_stock_phrase_inside_a_passage_belongs_to_it(self, corpus_of):
        texts = [f"{sentence(other_words(12, name))[:-1]} for {' '.join(PHRASE)} again." for name in "abcdefgh"]
        shared = sentence([*DAM, "for", *PHRASE])
        row = text_reuse(corpus_of(f"{shared} It snowed.", *texts, f"It rained. {shared}")).iloc[0]
        assert row["text"] == shared[:-1]

    def test_a_stock_phrase_behind_an_edit_belongs_to_it(self, corpus_of):
        texts = [f"{sentence(other_words(12, name))[:-1]} for {' '.join(PHRASE)} again." for name in "abcdefgh"]
        one, two = (sentence([*DAM, new, "in", "harbours", *PHRASE]) for new in ("then", "later"))
        row = text_reuse(corpus_of(f"{one} It snowed.", *texts, f"It rained. {two}")).iloc[0]
        assert (row["text"], row["other_text"]) == (one[:-1], two[:-1])

    def test_a_report_printed_by_many_is_no_stock_phrase(self, corpus_of):
        report = " ".join(map(sentence, (DAM, FERRY, CHOIR)))
        corpus = corpus_of(f"{LONG_OTHER} {LONG_REST} {sentence(FERRY)}", *[report] * 9)
        table = text_reuse(corpus, pairs="article", max_frequency=2)
        assert table["other"].tolist() == [f"s{i}" for i in range(1, 10)]
        assert not table["near_copy"].any()

    def test_the_unknown_is_refused(self, corpus_of):
        corpus = corpus_of("It snowed.", "It rained.")
        with pytest.raises(CrossreadError, match=r"^pairs must be one of 'all', 'article'; not 'some'$"):
            text_reuse(corpus, pairs="some")
        with pytest.raises(CrossreadError, match=r"^max_frequency must be a whole number; not '3'$"):
            text_reuse(corpus, max_frequency="3")
        with pytest.raises(CrossreadError, match=r"^max_frequency must lie between 2 and 1000000; not 1$"):
            text_reuse(corpus, max_frequency=1)

    def test_two_calls_agree(self, corpus_of):
        corpus = corpus_of(f"{sentence(DAM)} {sentence(CHOIR)}", f"{sentence(CHOIR)} {sentence(DAM)}")
        assert_frame_equal(text_reuse(corpus), text_reuse(corpus), check_exact=True)

    def test_an_order_of_sources_does_not_change_what_is_found(self, corpus_of):
        one, two = f"{sentence(DAM)} {sentence(CHOIR)}", f"{sentence(CHOIR)} It rained a lot. {sentence(DAM)}"
        here, there = text_reuse(corpus_of("It snowed.", one, two)), text_reuse(corpus_of("It snowed.", two, one))
        assert sorted(zip(here["text"], here["other_text"], strict=True)) == sorted(
            zip(there["other_text"], there["text"], strict=True)
        )


QUOTED = "We shall not sell the pump to anybody before the ferry is mended and paid for"


class TestKinds:
    def kinds(self, corpus_of, article, source):
        return text_reuse(corpus_of(article, source))["kind"].tolist()

    def test_both_quote_a_third(self, corpus_of):
        article = f"The ferry lay idle. “{QUOTED},” Captain Anna Lind said."
        source = f'Anna Lind spoke on Monday. "{QUOTED}," she told the harbour council.'
        assert self.kinds(corpus_of, article, source) == [COMMON]

    def test_quotation_marks_are_enough_where_nobody_is_named(self, corpus_of):
        assert self.kinds(corpus_of, f"A note was found: “{QUOTED}.”", f"On the door: “{QUOTED}.”") == [COMMON]

    def test_both_report_a_third_without_quotation_marks(self, corpus_of):
        said = "the pump would not be sold before the old ferry was mended and fully paid for"
        article = f"Rain fell. Captain Anna Lind said that {said}."
        assert self.kinds(corpus_of, article, f"Monday was dry. Lind said that {said}.") == [COMMON]

    def test_one_quotes_what_the_other_writes(self, corpus_of):
        assert self.kinds(corpus_of, f"“{QUOTED},” the office wrote.", f"The ferry is old. {QUOTED}.") == [COPIED]

    def test_words_of_one_of_the_publishers_are_its_own(self, corpus_of, tmp_path):
        texts = {
            "paper": ("Paper", f"The ferry lay idle. “{QUOTED},” the Harbour Office said."),
            "office": ("Harbour Office", f"We answer. “{QUOTED},” the Harbour Office said on Monday."),
        }
        documents = tuple(
            Document(id=name, text=text, publisher=who, kind="original" if name == "paper" else "full",
                     date=datetime.date(2022, 3, 1))
            for name, (who, text) in texts.items()
        )  # fmt: skip
        assert text_reuse(Corpus(tmp_path, documents))["kind"].tolist() == [COPIED]

    def test_a_quotation_with_the_writing_around_it_is_copied(self, corpus_of):
        around = f"Snow lay on the roofs of the long and narrow valley, and on the last door was a sheet: “{QUOTED}.”"
        assert self.kinds(corpus_of, f"Rain fell. {around}", f"It was May. {around}") == [COPIED]

    def test_who_is_reported_stands_in_the_row(self, corpus_of):
        article = f"The ferry lay idle. “{QUOTED},” Anna Lind said."
        row = text_reuse(corpus_of(article, f"It rained. “{QUOTED},” said Anna Lind.")).iloc[0]
        assert (row["source"], row["other_source"]) == ("Anna Lind", "Anna Lind")

    def test_the_half_must_be_reported_and_the_rest_be_short(self):
        names = ("Paper", "Office")
        assert kind(Voice(20, 13, "", False), Voice(20, 20, "", False), names) == COMMON
        assert kind(Voice(20, 12, "", False), Voice(20, 20, "", False), names) == COPIED
        assert kind(Voice(10, 5, "", False), Voice(10, 10, "", False), names) == COPIED
        assert kind(Voice(10, 10, "", True), Voice(10, 10, "", False), names) == COPIED

    def test_who_speaks_and_how_are_nobodys_words(self):
        document = Document(id="x", text="The mayor said that the mill would close.")
        places = [word.start for word in folded_words(document.tokens)]
        assert voice(document, places) == Voice(5, 5, "The mayor", False)

    def test_no_quotation_and_no_report_is_the_writer(self):
        document = Document(id="x", text="It rained on the mill.")
        assert voice(document, [0, 3]) == Voice(2, 0, "", False)

    @pytest.mark.parametrize(
        ("source", "publisher", "same"),
        [
            ("Harbour Board", "The Harbour Board", True),
            ("HBL", "Harbour Board of Lindby", True),
            ("board", "Harbour Board", False),
            ("Harbour Board of Lindby", "Harbour Board", False),
            ("", "", False),
        ],
    )
    def test_names_of_publishers(self, source, publisher, same):
        assert same_name(source, publisher) is same


class TestWords:
    def test_pieces_of_a_compound_have_their_own_spans(self):
        document = Document(id="x", text="A co‑owner’s half-built mill.")
        for word in folded_words(document.tokens):
            assert document.text[word.start : word.end].lower().startswith(word.form)
        assert [w.form for w in folded_words(document.tokens)] == ["a", "co", "owner", "half", "built", "mill"]

    def test_no_word_is_empty(self):
        document = Document(id="x", text="U.S. ’tis 3.5 F-16 x- -y A.B. Ünal ﬁn’s 1½ said.")
        assert all(word.form and word.start < word.end for word in folded_words(document.tokens))
