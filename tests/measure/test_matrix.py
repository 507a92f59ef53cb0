"""Cells by hand: the most telling pair first, readers before rules, and coverage that can be counted with a pencil."""

import itertools

import pandas
import pytest
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.ledger import decision, reviewed, reviewed_pairs, taken_back
from analysis.measure.matrix import (
    AGREES,
    COVERAGE_COLUMNS,
    DIFFERS,
    MATRIX_COLUMNS,
    NOT_FOUND,
    RELATIONS,
    SPEAKS,
    claim_matrix,
    coverage,
    coverage_of,
    matrix_of,
)
from analysis.measure.relations import SUGGESTED
from analysis.read import verdicts
from analysis.read.encoder import verified_weights
from analysis.read.verdicts import pair_hash, pair_id

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")


def pairs_of(*rows):
    """A table of pairs: (claim, document, sentence, relation, band), ranks in the order given within a cell."""
    table, ranks = [], {}
    for claim, document, sentence, relation, band in rows:
        ranks[claim, document] = ranks.get((claim, document), 0) + 1
        claim_text, text = f"Claim {claim}.", f"Sentence {sentence} of {document}."
        table.append(
            {
                "pair": pair_id("paper", claim, document, sentence), "text_hash": pair_hash(claim_text, text),
                "claim": f"c{claim}", "claim_sentence": claim, "document": document, "publisher": document.title(),
                "sentence": sentence, "rank": ranks[claim, document], "relation_auto": relation, "band": band,
                "depth": 9, "claim_text": claim_text, "text": text,
            }
        )  # fmt: skip
    return pandas.DataFrame(table)


def matrix(pairs, *decisions):
    return matrix_of(reviewed(pairs, decisions))


def cell(pairs, *decisions):
    """The only cell of a table, as a dictionary."""
    (row,) = matrix(pairs, *decisions).to_dict("records")
    return row


def said(pairs, at, word, **more):
    return decision(pairs.iloc[at].to_dict(), word, **more)


def one_cell(*pairs):
    """One claim and one document; a pair is (relation, band)."""
    return pairs_of(*((1, "office", i, relation, band) for i, (relation, band) in enumerate(pairs, 1)))


class TestPrecedence:
    def test_what_is_likely_goes_before_what_is_more_telling(self):
        row = cell(one_cell(("figures differ", "open"), ("same", "likely"), ("related", "open")))
        assert (row["relation_auto"], row["relation_final"], row["sentence"]) == ("same", "same", 2)
        assert row["also"] == "figures differ, related"
        assert (row["pairs"], row["band"], row["status"]) == (3, "likely", "unreviewed")

    @pytest.mark.parametrize(("first", "second"), list(itertools.pairwise(RELATIONS)))
    def test_of_one_band_the_more_telling_goes_first(self, first, second):
        row = cell(one_cell((second, "open"), (first, "open")))
        assert (row["relation_final"], row["also"], row["sentence"]) == (first, second, 2)

    def test_of_one_relation_the_nearer_goes_first_and_is_no_other(self):
        row = cell(one_cell(("related", "open"), ("related", "open")))
        assert (row["sentence"], row["also"], row["pairs"]) == (1, "", 2)
        row = cell(one_cell(("related", "open"), ("same", "open"), ("related", "open")))
        assert (row["sentence"], row["also"], row["pairs"]) == (2, "related", 3)

    @pytest.mark.parametrize("relation", ["figures differ", "polarity differs", "related"])
    def test_what_is_unlikely_is_not_shown(self, relation):
        row = cell(one_cell((relation, "unlikely"), ("only here", "unlikely")))
        assert row["relation_auto"] == row["relation_final"] == NOT_FOUND
        assert (row["pairs"], row["band"], row["also"], row["sentence"]) == (0, "", "", 1)

    def test_only_here_in_every_sentence_is_not_found(self):
        row = cell(one_cell(("only here", "unlikely"), ("only here", "unlikely")))
        assert (row["relation_final"], row["status"], row["searched"]) == (NOT_FOUND, "unreviewed", 9)

    def test_every_relation_that_rules_or_readers_know_has_its_place(self):
        assert set(SUGGESTED) - set(RELATIONS) == {"only here"}
        assert set(verdicts.RELATIONS) - set(RELATIONS) == {"only here", "unrelated"}
        assert AGREES | DIFFERS | {"in part"} == SPEAKS
        assert not AGREES & DIFFERS


class TestReaders:
    PAIRS = one_cell(("figures differ", "likely"), ("same", "open"), ("related", "open"))

    def test_a_confirmed_pair_goes_before_all_that_nobody_decided(self):
        row = cell(self.PAIRS, said(self.PAIRS, 2, "accept"))
        assert (row["relation_human"], row["relation_final"], row["status"]) == ("related", "related", "confirmed")
        assert (row["relation_auto"], row["sentence"]) == ("figures differ", 3)
        assert row["also"] == "figures differ, same"

    def test_of_two_decided_pairs_the_more_telling_goes_first(self):
        row = cell(self.PAIRS, said(self.PAIRS, 2, "accept"), said(self.PAIRS, 1, "disputes"))
        assert (row["relation_final"], row["status"], row["sentence"]) == ("disputes", "changed", 2)
        assert row["also"] == "related, figures differ"

    @pytest.mark.parametrize("relation", ["differs", "disputes", "other time", "other scope", "cannot tell"])
    def test_a_readers_own_words_are_shown(self, relation):
        row = cell(self.PAIRS, said(self.PAIRS, 0, relation))
        assert (row["relation_final"], row["status"]) == (relation, "changed")

    def test_a_rejected_pair_leaves_the_others(self):
        row = cell(self.PAIRS, said(self.PAIRS, 0, "reject"))
        assert (row["relation_final"], row["status"], row["pairs"], row["sentence"]) == ("same", "unreviewed", 2, 2)
        assert row["relation_auto"] == "figures differ"
        assert "unrelated" not in row["also"]

    def test_where_all_are_rejected_nothing_is_found_and_it_says_who_saw_to_it(self):
        row = cell(self.PAIRS, *(said(self.PAIRS, i, "reject") for i in range(3)))
        assert (row["relation_final"], row["status"], row["pairs"], row["band"]) == (NOT_FOUND, "rejected", 0, "")
        assert (row["relation_auto"], row["relation_human"], row["sentence"]) == ("figures differ", "unrelated", 1)

    def test_one_rejected_beside_what_the_rules_left_out(self):
        pairs = one_cell(("only here", "unlikely"), ("related", "open"))
        row = cell(pairs, said(pairs, 1, "reject"))
        assert (row["relation_final"], row["status"], row["sentence"]) == (NOT_FOUND, "rejected", 2)

    def test_what_rules_thought_unlikely_counts_once_a_reader_says_so(self):
        pairs = one_cell(("only here", "unlikely"), ("figures differ", "unlikely"))
        row = cell(pairs, said(pairs, 1, "accept"))
        assert (row["relation_auto"], row["relation_final"], row["status"]) == (
            NOT_FOUND,
            "figures differ",
            "confirmed",
        )
        row = cell(pairs, said(pairs, 0, "same"))
        assert (row["relation_auto"], row["relation_final"], row["status"]) == (NOT_FOUND, "same", "changed")

    def test_two_readers_who_disagree_leave_the_machines_word_as_disputed(self):
        row = cell(self.PAIRS, said(self.PAIRS, 0, "accept", by="Ada"), said(self.PAIRS, 0, "reject", by="Bo"))
        assert (row["relation_human"], row["relation_final"], row["status"]) == ("", "figures differ", "disputed")

    def test_a_decision_on_an_earlier_wording_is_stale_and_decides_nothing(self):
        old = said(self.PAIRS, 0, "reject")
        changed = self.PAIRS.copy()
        changed.loc[0, "text_hash"] = pair_hash("Claim 1.", "Another sentence.")
        row = cell(changed, old)
        assert (row["relation_human"], row["relation_final"], row["status"]) == ("", "figures differ", "stale")

    def test_a_decision_taken_back_leaves_no_trace(self):
        from analysis.measure.ledger import histories

        rows = [said(self.PAIRS, 2, "accept", by="Ada")]
        rows.append(taken_back(histories(self.PAIRS, rows)[2], by="Ada"))
        assert cell(self.PAIRS, *rows) == cell(self.PAIRS)


class TestShape:
    PAIRS = pairs_of(
        (1, "office", 1, "same", "likely"),
        (1, "choir", 1, "only here", "unlikely"),
        (2, "office", 1, "only here", "unlikely"),
        (2, "office", 2, "in part", "open"),
        (2, "choir", 1, "related", "open"),
    )

    def test_one_row_a_claim_and_source_in_the_order_of_the_pairs(self):
        table = matrix(self.PAIRS)
        assert table.columns.tolist() == MATRIX_COLUMNS
        cells = table[["claim_sentence", "document", "relation_final", "sentence"]].values.tolist()
        assert cells == [
            [1, "office", "same", 1],
            [1, "choir", NOT_FOUND, 1],
            [2, "office", "in part", 2],
            [2, "choir", "related", 1],
        ]

    def test_the_pair_shown_carries_its_own_texts(self):
        row = matrix(self.PAIRS).iloc[2]
        assert (row["claim_text"], row["text"]) == ("Claim 2.", "Sentence 2 of office.")
        assert row["pair"] == pair_id("paper", 2, "office", 2)

    def test_the_table_given_stays(self):
        pairs = reviewed(self.PAIRS)
        before = pairs.copy()
        matrix_of(pairs)
        assert_frame_equal(pairs, before)

    def test_no_pairs_keep_the_columns(self):
        table = matrix_of(reviewed(self.PAIRS.iloc[:0]))
        assert table.empty and table.columns.tolist() == MATRIX_COLUMNS


class TestCoverageByHand:
    # Of four claims: one agrees, one differs, one in part, one merely related; the choir has none.
    PAIRS = pairs_of(
        (1, "office", 1, "same", "likely"),
        (1, "choir", 1, "only here", "unlikely"),
        (2, "office", 1, "figures differ", "likely"),
        (2, "choir", 1, "related", "open"),
        (3, "office", 1, "in part", "open"),
        (3, "choir", 1, "polarity differs", "unlikely"),
        (4, "office", 1, "related", "open"),
        (4, "choir", 1, "only here", "unlikely"),
    )

    def table(self, *decisions):
        return coverage_of(matrix(self.PAIRS, *decisions)).set_index("document")

    def test_counts(self):
        counts = ["claims", "found", "agreeing", "differing", "in_part", "confirmed"]
        assert self.table()[counts].T.to_dict("list") == {"office": [4, 3, 1, 1, 1, 0], "choir": [4, 0, 0, 0, 0, 0]}

    def test_share_and_wilsons_interval(self):
        table = self.table()
        # Wilson, three in four and none in four.
        office, choir = (tuple(table.loc[name, ["share", "low", "high"]]) for name in ("office", "choir"))
        assert office == pytest.approx((0.75, 0.300642, 0.954413), abs=1e-6)
        assert choir == pytest.approx((0, 0, 0.489891), abs=1e-6)

    def test_a_wider_interval_holds_the_narrower(self):
        wide, narrow = coverage_of(matrix(self.PAIRS), 0.99), coverage_of(matrix(self.PAIRS), 0.8)
        assert (wide["low"] <= narrow["low"]).all() and (wide["high"] > narrow["high"]).all()

    def test_readers_change_what_is_counted(self):
        rejected = self.table(said(self.PAIRS, 0, "reject"))
        assert tuple(rejected.loc["office", ["found", "agreeing", "confirmed"]]) == (2, 0, 0)
        changed = self.table(said(self.PAIRS, 0, "disputes"), said(self.PAIRS, 2, "accept"))
        assert tuple(changed.loc["office", ["found", "agreeing", "differing", "confirmed"]]) == (3, 0, 2, 2)
        other = self.table(said(self.PAIRS, 2, "other time"))
        assert tuple(other.loc["office", ["found", "differing", "confirmed"]]) == (2, 0, 0)
        found = self.table(said(self.PAIRS, 5, "accept"))
        assert tuple(found.loc["choir", ["found", "differing", "confirmed"]]) == (1, 1, 1)

    def test_what_readers_dispute_is_not_confirmed(self):
        table = self.table(said(self.PAIRS, 0, "accept", by="Ada"), said(self.PAIRS, 0, "related", by="Bo"))
        assert tuple(table.loc["office", ["found", "confirmed"]]) == (3, 0)

    def test_no_cells_keep_the_columns(self):
        table = coverage_of(matrix_of(reviewed(self.PAIRS.iloc[:0])))
        assert table.empty and table.columns.tolist() == COVERAGE_COLUMNS

    def test_two_documents_of_one_publisher_are_two_rows(self):
        pairs = self.PAIRS.assign(publisher="One House")
        assert coverage_of(matrix(pairs))["found"].tolist() == [3, 0]


@pytest.mark.parametrize("encoder", ["none", pytest.param("auto", marks=needs_weights)])
class TestTheDoors:
    ARTICLE = "The old ferry sank in the harbour. The mayor opened a new bridge. Drivers liked the bridge."

    def test_a_cell_for_every_claim_and_source_of_the_town(self, town, encoder):
        table = claim_matrix(town, encoder=encoder)
        assert len(table) == 5 * 4
        final = table.set_index(["document", "claim_sentence"])["relation_final"]
        assert (final["choir", 1], final["office", 4], final["harbour", 4]) == (
            "copied", "figures differ", "figures agree",
        )  # fmt: skip
        assert [final["choir", n] for n in (2, 3, 4, 5)] == [NOT_FOUND] * 4

    def test_coverage_agrees_with_the_cells_counted_one_by_one(self, town, encoder):
        cells, table = claim_matrix(town, encoder=encoder), coverage(town, encoder=encoder)
        assert table["document"].tolist() == ["office", "harbour", "choir", "bank"]
        assert table["claims"].tolist() == [5, 5, 5, 5]
        for row in table.itertuples():
            own = cells[cells["document"] == row.document]["relation_final"]
            assert row.found == own.isin(SPEAKS).sum() == row.agreeing + row.differing + row.in_part

    def test_the_article_itself_as_a_source_agrees_whole(self, corpus_of, encoder):
        (row,) = coverage(corpus_of(self.ARTICLE, self.ARTICLE), encoder=encoder).to_dict("records")
        assert (row["claims"], row["found"], row["agreeing"], row["share"], row["high"]) == (3, 3, 3, 1, 1)

    def test_a_source_on_another_subject_finds_nothing(self, corpus_of, encoder):
        corpus = corpus_of(self.ARTICLE, "Nine singers sang two songs. Zebras jump.")
        (row,) = coverage(corpus, encoder=encoder).to_dict("records")
        assert (row["found"], row["share"], row["low"]) == (0, 0, 0)
        assert (claim_matrix(corpus, encoder=encoder)["relation_final"] == NOT_FOUND).all()

    @pytest.mark.parametrize(("article", "sources"), [(ARTICLE, ()), (ARTICLE, ("",)), ("", (ARTICLE,)), ("", ())])
    def test_nothing_to_compare_keeps_the_columns(self, corpus_of, encoder, article, sources):
        corpus = corpus_of(article, *sources)
        cells, table = claim_matrix(corpus, encoder=encoder), coverage(corpus, encoder=encoder)
        assert cells.empty and cells.columns.tolist() == MATRIX_COLUMNS
        assert table.empty and table.columns.tolist() == COVERAGE_COLUMNS

    def test_a_source_without_sentences_has_no_cell(self, corpus_of, encoder):
        table = claim_matrix(corpus_of(self.ARTICLE, "", "The ferry sank."), encoder=encoder)
        assert set(table["document"]) == {"s2"}

    def test_decisions_in_the_folder_are_followed(self, town, encoder):
        pairs = reviewed_pairs(town, encoder=encoder)
        at = pairs.index[(pairs["document"] == "office") & (pairs["relation_auto"] == "figures differ")][0]
        verdicts.added_verdict(town.folder, said(pairs, at, "other time", by="Ada"))
        table = claim_matrix(town, encoder=encoder).set_index(["document", "claim_sentence"])
        row = table.loc["office", pairs.loc[at, "claim_sentence"]]
        assert (row["relation_auto"], row["relation_human"], row["status"]) == (
            "figures differ",
            "other time",
            "changed",
        )
        assert row["relation_final"] == "other time"

    def test_two_calls_agree(self, town, encoder):
        assert_frame_equal(claim_matrix(town, encoder=encoder), claim_matrix(town, encoder=encoder), check_exact=True)


def test_an_interval_in_per_cent_is_refused(town):
    with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.999; not 95$"):
        coverage(town, interval=95)
