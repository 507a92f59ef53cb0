"""Texts are put in order by stems, letters and meaning; every score can be worked out by hand or by a plain oracle."""

import json
import math
import warnings

import numpy
import pytest

from analysis.errors import CrossreadError
from analysis.measure import rank_parts, ranking
from analysis.measure.rank_files import ranked_lines, ranking_rows
from analysis.measure.rank_parts import bare, ranking_words, unsigned
from analysis.measure.ranking import Ranker, weights
from analysis.read.encoder import verified_weights

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")

MILLS = [
    "The council shut the old flour mill in May.",
    "Two boats sank in the harbour after the storm.",
    "The weir holds back 1,200 tonnes of water.",
    "A choir sang in the market hall.",
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSREAD_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def without_weights(monkeypatch):
    monkeypatch.setattr(rank_parts, "vectors", lambda texts, progress=None: None)
    ranking.say_lexical.cache_clear()
    yield
    ranking.say_lexical.cache_clear()


def scores(texts, queries, titles=None, encoder="none"):
    return Ranker(texts, titles, encoder=encoder).scores(queries)


class TestWords:
    def test_possessives_and_curly_apostrophes_are_the_same(self):
        assert ranking_words("the mill’s gate") == ranking_words("The Mill's gates") == ["the", "mill", "gate"]

    def test_joint_words_are_taken_apart(self):
        assert ranking_words("@OldMill #weir2019") == ["old", "mill", "weir", "2019"]

    def test_grouped_digits_are_one_number_and_others_are_not(self):
        assert ranking_words("1,200 and 3,45") == ["1200", "and", "3", "45"]

    def test_initials_lose_their_points(self):
        assert ranking_words("the U.K. and N.A.T.O.") == ["the", "uk", "and", "nato"]

    def test_a_word_of_a_megabyte_is_read(self):
        assert len(ranking_words("w" * 1_000_000)) == 1

    def test_marks_of_quotation_go_and_apostrophes_stay(self):
        assert bare('He said: "don\'t ‘sink’ the «boat»"') == "He said: don't sink the boat"

    def test_addresses_of_pages_go(self):
        assert bare("Look: https://example.org/a?b www.example.org now") == "Look: now"

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("The dam held. — Ann Weir (@annweir) May 3, 2019", "The dam held."),
            ("The dam held.— Ann Weir (@annweir)", "The dam held."),
            ("The dam held. - Ann Weir, 3 May 2019", "The dam held."),
            ("The dam — a tall one — held.", "The dam — a tall one — held."),
            ("The dam held - so far", "The dam held - so far"),
            ("— Ann Weir (@annweir) May 3, 2019", "— Ann Weir (@annweir) May 3, 2019"),
        ],
    )
    def test_only_author_and_date_are_cut_off(self, text, wanted):
        assert unsigned(text) == wanted

    def test_many_dashes_take_no_long_time(self):
        text = "a — b" * 100_000
        assert unsigned(text) == text


class TestStems:
    def test_the_score_is_that_of_the_formula(self):
        texts = ["mill weir", "mill mill boat choir"]
        # Two texts of 2 and 4 words, 3 on average; "mill" is in both, "boat" in one.
        greatest = math.log1p(2.5 / 1.5)
        mill, boat = math.log1p(0.5 / 2.5) / greatest, math.log1p(1.5 / 1.5) / greatest

        def part(count, length):
            return count * 2.5 / (count + 1.5 * (0.25 + 0.75 * length / 3))

        wanted = [mill * part(1, 2), mill * part(2, 4) + boat * part(1, 4)]
        assert scores(texts, ["mills boats mill"]).stems[0] == pytest.approx(wanted, rel=1e-6)

    def test_the_only_text_of_a_word_counts_alike_in_small_and_large_pools(self):
        small = scores(["mill", *["boat"] * 9], ["mill"]).stems[0, 0]
        large = scores(["mill", *["boat"] * 999], ["mill"]).stems[0, 0]
        assert large == pytest.approx(small, rel=0.1)

    def test_titles_are_read_with_their_texts(self):
        found = scores(["A boat sank.", "A boat sank."], ["harbour"], ["", "In the harbour"])
        assert found.stems[0, 0] == 0 < found.stems[0, 1]


class TestLetters:
    def test_equal_texts_have_one_and_unlike_ones_none(self):
        assert scores(["flour mill", "xyxyxy"], ["flour mill"]).letters[0] == pytest.approx([1, 0], abs=1e-6)

    def test_a_slip_of_the_pen_costs_little(self):
        found = scores(MILLS, ["the flour mil was shutt by the councill"])
        assert found.letters[0].argmax() == 0


@needs_weights
class TestMeaning:
    def test_the_same_in_other_words_is_found(self):
        found = scores(MILLS, ["Vessels went down off the port."], encoder="auto")
        assert found.order(1).tolist() == [[1]]
        assert found.stems[0].argmax() != 1

    def test_it_is_the_mean_of_text_and_of_the_nearer_of_text_and_title(self):
        from analysis.read.encoder import vectors

        query, text, title = "Vessels sank.", "A choir sang.", "Boats went down"
        asked, one, other = vectors([query, text, title])
        near, nearer = asked @ one, asked @ other
        assert nearer > near
        found = scores([text, title], [query], [title, text], encoder="auto").meaning[0]
        assert found == pytest.approx([(near + nearer) / 2, nearer], abs=1e-5)

    def test_the_signed_query_is_as_near_as_the_unsigned(self):
        signed = "Boats sank in the harbour after the storm. — Ann Weir (@annweir) May 3, 2019"
        found = scores(MILLS, [signed, unsigned(signed)], encoder="auto").meaning[:, 1]
        assert found[0] >= found[1] - 1e-6

    def test_none_leaves_it_out(self):
        assert scores(MILLS, ["boats"]).meaning is None


class TestFused:
    @pytest.mark.parametrize("encoder", ["none", pytest.param("auto", marks=needs_weights)])
    def test_it_is_the_weighed_sum_of_the_parts(self, encoder):
        found = scores(MILLS, ["The mill was shut.", "1200 tonnes"], encoder=encoder)
        wanted = sum(weight * getattr(found, name) for name, weight in weights()[encoder].items())
        assert found.fused == pytest.approx(wanted, abs=2e-6)
        assert found.fused.shape == (2, 4)

    def test_each_query_scores_alike_alone_and_among_others(self, monkeypatch):
        queries = ["the mill", "a boat", "the choir", "water"]
        whole = scores(MILLS, queries).fused
        monkeypatch.setattr(ranking, "AT_ONCE", 3)
        assert numpy.array_equal(scores(MILLS, queries).fused, whole)
        assert numpy.array_equal(scores(MILLS, queries[2:3]).fused[0], whole[2])

    @needs_weights
    def test_texts_that_differ_in_quotation_marks_alone_tie_and_the_earlier_is_first(self):
        texts = ["A boat.", "The “old” mill shut.", "The 'old' mill shut."]
        found = scores(texts, ["the old mill"], encoder="auto")
        assert found.fused[0, 1] == found.fused[0, 2]
        assert found.order(2).tolist() == [[1, 2]]
        assert found.margins().tolist() == [0]

    def test_the_margin_is_what_the_best_has_before_the_next(self):
        found = scores(MILLS, ["the old flour mill", "harbour"])
        two = numpy.sort(found.fused, axis=1)[:, -2:]
        assert found.margins() == pytest.approx(two[:, 1] - two[:, 0], abs=1e-6)
        assert (found.margins() > 0).all()

    def test_one_text_has_no_margin(self):
        assert numpy.isnan(scores(["A mill."], ["mill"]).margins()).all()

    @pytest.mark.parametrize("encoder", ["none", pytest.param("auto", marks=needs_weights)])
    @pytest.mark.parametrize(
        ("texts", "queries"), [([], []), ([], ["mill"]), (["mill"], []), (["", " "], ["", "mill"])]
    )
    def test_nothing_is_as_good_as_empty(self, texts, queries, encoder):
        found = scores(texts, queries, encoder=encoder)
        for array in (found.stems, found.letters, found.fused) + ((found.meaning,) if encoder == "auto" else ()):
            assert array.shape == (len(queries), len(texts))
            assert numpy.isfinite(array).all()
        assert found.order(5).shape == (len(queries), len(texts))

    @needs_weights
    def test_odd_characters_are_scored(self):
        assert numpy.isfinite(scores(["half \ud800 pair", "水车 mill"], ["\ud800", "水车"], encoder="auto").fused).all()


class TestRefusals:
    def test_an_unknown_encoder_is_named_with_the_known_ones(self):
        with pytest.raises(CrossreadError, match="encoder must be one of 'auto', 'none'; not 'large'"):
            Ranker(["a"], encoder="large")

    def test_titles_must_be_as_many_as_texts(self):
        with pytest.raises(CrossreadError, match="titles must be as many as texts, 2; not 1"):
            Ranker(["a", "b"], ["c"], encoder="none")

    def test_one_string_is_no_list(self):
        with pytest.raises(CrossreadError, match="texts must be a list of texts"):
            Ranker("a mill", encoder="none")
        with pytest.raises(CrossreadError, match="queries must be a list of texts"):
            Ranker(["a mill"], encoder="none").scores("a mill")

    def test_missing_weights_are_named(self, monkeypatch, tmp_path):
        monkeypatch.setattr(ranking, "WEIGHTS", tmp_path / "ranking_weights.json")
        weights.cache_clear()
        with pytest.raises(CrossreadError, match=r"ranking_weights\.json is missing; restore it from the repository"):
            Ranker(["a"], encoder="none")


class TestWithoutTheWeightsPackage:
    def test_words_and_letters_rank_and_it_is_said_once(self, without_weights):
        with pytest.warns(UserWarning, match="ranked by words and letters alone, without meaning") as told:
            found = scores(MILLS, ["the mill"], encoder="auto")
            scores(MILLS, ["the mill"], encoder="auto")
        assert len(told) == 1
        assert found.meaning is None
        assert numpy.array_equal(found.fused, scores(MILLS, ["the mill"], encoder="none").fused)

    def test_who_asks_for_no_encoder_is_told_nothing(self, without_weights):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            scores(MILLS, ["the mill"], encoder="none")
        assert told == []


class TestProvenance:
    def test_the_weights_tell_what_they_were_fitted_on(self):
        table = json.loads(ranking.WEIGHTS.read_text(encoding="utf-8"))
        assert set(table["weights"]) == {"auto", "none"}
        assert all(0 < weight <= 1 for row in table["weights"].values() for weight in row.values())
        assert {"labels", "sha256", "encoder", "made", "by"} <= set(table["provenance"])


class TestRanking:
    CLAIMS = tuple({"id": i, "text": text} for i, text in enumerate(MILLS))

    def test_each_query_has_its_best_claims_in_falling_order(self):
        rows = list(ranking.ranking([{"id": "q", "text": "boats in the harbour"}], self.CLAIMS, top=3, encoder="none"))
        assert [row["id"] for row in rows] == ["q"]
        ranked = rows[0]["ranked"]
        assert ranked[0]["id"] == 1 and len(ranked) == 3
        assert [one["score"] for one in ranked] == sorted((one["score"] for one in ranked), reverse=True)

    def test_there_are_no_more_than_there_are_claims(self):
        [row] = ranking.ranking([{"id": 1, "text": "mill"}], self.CLAIMS, encoder="none")
        assert sorted(one["id"] for one in row["ranked"]) == [0, 1, 2, 3]

    def test_queries_come_back_in_their_order_over_several_blocks(self, monkeypatch):
        monkeypatch.setattr(ranking, "AT_ONCE", 2)
        queries = [{"id": f"q{i}", "text": text} for i, text in enumerate(MILLS)]
        rows = list(ranking.ranking(queries, self.CLAIMS, top=1, encoder="none"))
        assert [(row["id"], row["ranked"][0]["id"]) for row in rows] == [("q0", 0), ("q1", 1), ("q2", 2), ("q3", 3)]

    def test_nothing_asked_nothing_answered(self):
        assert list(ranking.ranking([], self.CLAIMS, encoder="none")) == []

    def test_a_top_of_nothing_is_refused(self):
        with pytest.raises(CrossreadError, match="top must be 1 or more; not 0"):
            ranking.ranking([], [], top=0)

    @needs_weights
    def test_the_same_input_gives_the_same_bytes(self):
        queries = [{"id": "é", "text": "the mill"}]
        one, other = (list(ranked_lines(queries, list(self.CLAIMS), encoder="auto")) for _ in range(2))
        assert one == other and json.loads(one[0])["id"] == "é"


class TestRows:
    def rows(self, tmp_path, text):
        path = tmp_path / "rows.jsonl"
        path.write_text(text, encoding="utf-8")
        return ranking_rows(path)

    def test_rows_keep_their_ids_and_titles(self, tmp_path):
        found = self.rows(tmp_path, '{"id": 7, "text": "a", "x": 1}\n\n{"id": "b", "text": "c", "title": "d"}\n')
        assert found == [{"id": 7, "text": "a", "title": None}, {"id": "b", "text": "c", "title": "d"}]

    def test_an_empty_file_has_no_rows(self, tmp_path):
        assert self.rows(tmp_path, "") == []

    def test_a_mark_of_byte_order_is_no_fault(self, tmp_path):
        assert len(self.rows(tmp_path, '\ufeff{"id": 1, "text": "a"}')) == 1

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("{", "line 2 is not JSON"),
            ("[" * 100_000, "line 2 is not JSON"),
            ("[1]", "line 2 is no JSON object"),
            ('{"text": "b"}', "line 2 lacks an id"),
            ('{"id": true, "text": "b"}', "line 2 lacks an id"),
            ('{"id": "", "text": "b"}', "line 2 lacks an id"),
            ('{"id": "b"}', "line 2 lacks a text"),
            ('{"id": "b", "text": " "}', "line 2 lacks a text or has an empty one"),
            ('{"id": "b", "text": "c", "title": 3}', "line 2 has a title that is no text"),
            ('{"id": "1", "text": "c"}', "line 2 has the id '1' of line 1"),
        ],
    )
    def test_a_fault_is_told_with_file_and_line(self, tmp_path, line, told):
        with pytest.raises(CrossreadError, match=rf"rows\.jsonl {told}"):
            self.rows(tmp_path, f'{{"id": 1, "text": "a"}}\n{line}\n')

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(CrossreadError, match=r"none\.jsonl cannot be read"):
            ranking_rows(tmp_path / "none.jsonl")

    def test_bytes_that_are_no_text_are_told(self, tmp_path):
        (tmp_path / "x.jsonl").write_bytes(b'{"id": 1, "text": "\xff"}')
        with pytest.raises(CrossreadError, match=r"x\.jsonl cannot be read"):
            ranking_rows(tmp_path / "x.jsonl")
