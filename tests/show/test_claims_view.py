"""The claims panel shows what the public functions give: every kept pair of a cell, the matrix's pair first."""

import html
import itertools
import re
import sys
from dataclasses import replace

import pandas
import pytest

from analysis import measure, show
from analysis.errors import CrossreadError
from analysis.measure.ledger import decision, reviewed
from analysis.measure.matrix import MATRIX_COLUMNS, NOT_FOUND, RELATIONS, SPEAKS, matrix_of
from analysis.read import verdicts as file
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.verdicts import added_verdict, pair_hash, pair_id
from analysis.show.cell_views import (
    CellChoice,
    cell_pairs,
    cell_view,
    claim_view,
    claims_listed,
    sources_listed,
    told_relation,
)
from analysis.show.claims_view import _Panel
from analysis.show.frames import drawn_from
from analysis.show.gallery import Picture
from tests.show.cells import cell_values

# Claim, source, sentence, rank, relation, band.
KEPT = [
    (1, "office", 1, 1, "only here", "unlikely"), (1, "ferry", 2, 1, "related", "open"),
    (1, "ferry", 1, 2, "only here", "unlikely"), (1, "town", 2, 1, "polarity differs", "unlikely"),
    (2, "office", 2, 1, "related", "open"), (2, "office", 1, 2, "figures differ", "likely"),
    (2, "ferry", 1, 1, "only here", "unlikely"), (2, "town", 1, 1, "in part", "open"),
    (3, "office", 1, 1, "only here", "unlikely"), (3, "ferry", 1, 1, "same", "likely"),
    (3, "ferry", 2, 2, "in part", "open"), (3, "town", 2, 1, "only here", "unlikely"),
]  # fmt: skip


def table_of(corpus):
    """Pairs of an article about a bridge, with the columns of `measure.overlap` that are shown."""
    rows = []
    for claim_sentence, document, sentence, rank, relation, band in KEPT:
        claim, other = corpus.target.sentences[claim_sentence - 1], corpus[document].sentences[sentence - 1]
        claim_text, text = (" ".join(part.text.split()) for part in (claim, other))
        rows.append(
            {
                "pair": pair_id(corpus.target.id, claim_sentence, document, sentence),
                "text_hash": pair_hash(claim_text, text),
                "claim": f"c{claim_sentence}", "claim_sentence": claim_sentence, "document": document,
                "publisher": corpus[document].label, "sentence": sentence, "rank": rank, "score": 2.5 - rank,
                "margin": 0.25, "relation_auto": relation, "band": band, "reasons": f"because of {sentence}",
                "speaker": "", "reported": False, "date": "2021-06-01",
                "depth": len(corpus[document].sentences), "claim_text": claim_text, "text": text,
            }
        )  # fmt: skip
    return pandas.DataFrame(rows)


@pytest.fixture
def pairs(bridge, monkeypatch):
    """The table, which stands for what `measure.overlap` finds in the bridge."""
    table = table_of(bridge)
    monkeypatch.setattr(measure, "overlap", lambda corpus, **_: table.copy(), raising=False)
    return table


def decided(corpus, pairs, at, word, **particulars):
    return added_verdict(corpus.folder, decision(pairs.iloc[at].to_dict(), word, **{"by": "Ada"} | particulars))


def words_of(markup):
    return " ".join(html.unescape(re.sub("<.*?>", " ", re.sub("</?(b|u|mark)>", "", markup))).split())


def shown(page):
    """The names of the pairs in the order of their cards: those in sight, and those folded away."""
    open_part, *folded = page.split("<details", 1)
    named = re.compile(r"aria-label='pair (p\w+)'")
    return named.findall(open_part), named.findall("".join(folded))


class TestCellPairs:
    def test_the_first_is_the_pair_of_the_matrix_whatever_the_pairs_say(self):
        """Every two pairs that differ in relation, band, decision or rank, as a cell of their own."""
        kinds = [*itertools.product([*RELATIONS, "only here"], ("likely", "open", "unlikely"), ("", "kept", "no"))]
        rows = []
        for cell, (one, two) in enumerate(itertools.permutations(kinds[::2], 2)):
            for rank, (relation, band, word) in enumerate((one, two), 1):
                status = {"": "unreviewed", "kept": "confirmed", "no": "rejected"}[word]
                human = {"": "", "kept": relation, "no": "unrelated"}[word]
                rows.append((cell, rank, relation, band, human, human or relation, status))
        columns = ["claim_sentence", "rank", "relation_auto", "band", "relation_human", "relation_final", "status"]
        table = pandas.DataFrame(rows, columns=columns).assign(document="x", claim="c", publisher="X", depth=2, text="")
        table["pair"] = table["sentence"] = range(len(table))
        table["claim_text"] = ""
        cells = dict(iter(table.groupby("claim_sentence")))
        for cell in matrix_of(table).to_dict("records"):
            found = cell_pairs(cells[cell["claim_sentence"]], CellChoice(cell["claim_sentence"], "x"))
            assert len(found.left) == cell["pairs"]
            assert len(found.left) + len(found.rejected) + len(found.unlikely) == 2
            assert [row["pair"] for row in found.left[:1]] in ([], [cell["pair"]])
            assert bool(found.left) == (cell["relation_final"] != NOT_FOUND)

    def test_no_pair_of_the_cell_is_lost_and_none_of_another_shown(self, bridge, pairs):
        for (claim, document), rows in pairs.groupby(["claim_sentence", "document"]):
            in_sight, folded = shown(cell_view(pairs, claim, document))
            assert sorted(in_sight + folded) == sorted(rows["pair"])


class TestCellView:
    def test_the_most_telling_pair_comes_first_though_another_is_nearer(self, bridge, pairs):
        in_sight, folded = shown(cell_view(bridge, 2, "office"))
        assert in_sight == pairs["pair"][[5, 4]].tolist() and folded == []

    def test_unlikely_pairs_are_folded_away(self, bridge, pairs):
        page = cell_view(bridge, 1, "ferry")
        assert shown(page) == ([pairs["pair"][1]], [pairs["pair"][2]])
        assert "1 pair unlikely" in words_of(page) and "Ferry: 1 pair" in words_of(page)

    @pytest.mark.parametrize(("document", "told"), [("office", "Office: not found in 2 sentences"),
                                                    ("town", "Town *: not found in 2 sentences")])  # fmt: skip
    def test_where_nothing_is_left_it_says_how_far_was_searched(self, bridge, pairs, document, told):
        page = cell_view(bridge, 1, document)
        assert told in words_of(page) and shown(page)[0] == []

    def test_a_card_tells_relations_band_reasons_rank_and_score(self, bridge, pairs):
        decided(bridge, pairs, 5, "differs")
        told = words_of(cell_view(bridge, 2, "office"))
        for words in ("relation_auto figures differ", "relation_human differs", "relation_final differs",
                      "status changed", "figures differ (likely)", "because of 1", "rank 2", "score 0.50",
                      "relation_human none yet", "Ada: differs"):  # fmt: skip
            assert words in told

    def test_the_sentences_around_are_shown_for_a_corpus_and_for_a_table_with_one(self, bridge, pairs):
        assert "It was counted for 31 days." in words_of(cell_view(bridge, 3, "office"))
        assert cell_view(pairs, 3, "office", corpus=bridge) == cell_view(bridge, 3, "office")
        assert "31 days" not in cell_view(pairs, 3, "office")

    def test_a_rejected_pair_is_folded_under_its_own_word_and_stays_rejected(self, bridge, pairs):
        decided(bridge, pairs, 7, "reject")
        page = cell_view(bridge, 2, "town")
        assert "1 pair rejected by a reader" in words_of(page) and "not found in 2 sentences" in words_of(page)
        assert shown(page) == ([], [pairs["pair"][7]])

    def test_what_a_reader_confirms_is_unfolded(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        assert shown(cell_view(bridge, 1, "town")) == ([pairs["pair"][3]], [])

    @pytest.mark.parametrize(
        ("claim", "document", "told"),
        [(9, "office", "no claim 9; they are the sentences 1 to 3"), (0, "office", "no claim 0"),
         (1, "paper", "no source 'paper'; there are office, ferry, town"), (1, "", "no source ''")],
    )  # fmt: skip
    def test_a_cell_that_is_not_there_is_one_sentence(self, bridge, pairs, claim, document, told):
        for given in (bridge, pairs):
            with pytest.raises(CrossreadError, match=re.escape(told)):
                cell_view(given, claim, document)

    def test_a_source_without_pairs_was_searched_all_the_same(self, bridge, pairs):
        other = Document(id="other", text="T\n\nIt rained. It was late.", kind="full", publisher="Other")
        corpus = Corpus(bridge.folder, (*bridge.documents, other))
        page = cell_view(corpus, 1, "other")
        assert f"Other: not found in {len(other.sentences)} sentences" in words_of(page) and shown(page) == ([], [])

    def test_an_empty_table_has_no_claim(self, pairs):
        with pytest.raises(CrossreadError, match="no claim 1; there are none"):
            cell_view(pairs.iloc[:0], 1, "office")

    def test_everything_from_outside_is_escaped(self, bridge, pairs):
        bad = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
        table = reviewed(pairs).assign(publisher=bad, reasons=bad, text=bad, claim_text=bad, speaker=bad, said=bad,
                                       relation_auto=bad, status=bad, pair=bad, date=bad)  # fmt: skip
        for document in ("office", "ferry", "town"):
            page = cell_view(table, 2, document)
            assert not re.search("<(script|img)", page)
            assert html.escape(bad) in page
        assert not re.search("<(script|img)", told_relation(table.iloc[0].to_dict() | {"searched": 2}))


class TestClaimView:
    def test_it_tells_the_row_of_the_table_of_claims(self, bridge):
        for row in measure.claims(bridge).to_dict("records"):
            told = words_of(claim_view(bridge, row["sentence"]))
            for column in ("text", "kind", "why", "years", "time_from", "names", "quantities"):
                assert str(row[column]) in told
            assert f"{row['checkable']:.2f} of 1" in told
            assert ("reported, not asserted" in told) == bool(row["reported"])
            assert ("context needed" in told) == bool(row["context_needed"])

    def test_no_such_claim(self, bridge):
        with pytest.raises(CrossreadError, match="no claim 99"):
            claim_view(bridge, 99)

    def test_markup_in_an_article_stays_text(self, bridge):
        text = "T\n\nThe <script>alert(1)</script> mayor said that 40 <b>boats</b> came in 2019."
        bad = Corpus(bridge.folder, (replace(bridge.target, text=text), *bridge.contrast))
        assert not re.search("<(script|b)>(?!The claim)", claim_view(bad, 1))


class TestLists:
    def test_claims_with_how_many_sources_speak_agree_and_differ(self, pairs):
        listed = claims_listed(matrix_of(reviewed(pairs)))
        assert listed[["claim_sentence", "sources", "speak", "agree", "differ"]].values.tolist() == [
            [1, 3, 0, 0, 0], [2, 3, 2, 0, 1], [3, 3, 1, 1, 0],
        ]  # fmt: skip

    def test_sources_that_speak_come_first_then_what_else_was_found(self, pairs):
        matrix = matrix_of(reviewed(pairs))
        assert sources_listed(matrix, 1)["document"].tolist() == ["ferry", "office", "town"]
        assert sources_listed(matrix, 2)["document"].tolist() == ["office", "town", "ferry"]
        matrix["relation_final"] = matrix["relation_final"].replace("figures differ", "related")
        assert sources_listed(matrix, 2)["document"].tolist() == ["town", "office", "ferry"]

    def test_a_rejected_cell_says_so(self, bridge, pairs):
        decided(bridge, pairs, 7, "reject")
        cells = measure.claim_matrix(bridge).set_index(["claim_sentence", "document"])
        assert told_relation(cells.loc[2, "town"].to_dict()) == "· not found in 2 sentences; a pair was rejected"


class TestCode:
    @pytest.mark.parametrize("document", ["office", "ferry", "o'\"n\\e"])
    def test_the_code_gives_the_rows_that_are_shown(self, bridge, pairs, document):
        table = pairs.assign(document=pairs["document"].replace("town", "o'\"n\\e"))
        for claim in (1, 2, 3):
            given = _Measure(reviewed(table))
            (_, rows), _ = cell_values(CellChoice(claim, document).code(), measure=given, corpus=bridge)
            in_sight, folded = shown(cell_view(table, claim, document))
            assert sorted(rows["pair"]) == sorted(in_sight + folded) != []


class _Measure:
    def __init__(self, table):
        self.reviewed_pairs = lambda corpus: table
        self.claim_matrix = lambda corpus: matrix_of(table)


@pytest.fixture
def panel(bridge, pairs):
    import ipywidgets

    return _Panel(ipywidgets, bridge)


class TestPanel:
    def follows(self, panel):
        """Whether everything that the panel shows is of its choice, as the file of decisions stands."""
        matrix, (claim, document) = measure.claim_matrix(panel.corpus), (panel.claim.value, panel.source.value)
        for (label, number), row in zip(panel.claim.options, claims_listed(matrix).to_dict("records"), strict=True):
            assert number == row["claim_sentence"] and label.startswith(f"{number}  {row['speak']} speak")
            assert row["claim_text"][:12] in label
        cells = sources_listed(matrix, claim).to_dict("records")
        assert panel.source.options == tuple((f"{c['publisher']}: {told_relation(c)}", c["document"]) for c in cells)
        assert f">{cell_view(panel.corpus, claim, document)}</div>" in panel.cell.value
        assert panel.facts.value == claim_view(panel.corpus, claim)
        rows = panel.pairs[(panel.pairs["claim_sentence"] == claim) & (panel.pairs["document"] == document)]
        assert panel.behind.value == drawn_from(rows, CellChoice(claim, document).code())
        assert "role='status'" in panel.status.value and f"Sentence {claim}, " in panel.status.value
        return True

    def test_it_opens_on_the_claim_to_which_most_sources_speak(self, panel):
        assert (panel.claim.value, panel.source.value) == (2, "office")
        assert self.follows(panel)

    def test_it_follows_every_claim_and_every_source(self, panel):
        for _, claim in panel.claim.options:
            panel.claim.value = claim
            assert self.follows(panel)
            for _, document in panel.source.options:
                panel.source.value = document
                assert panel.source.value == document and self.follows(panel)

    def test_the_source_stays_where_it_speaks_to_the_other_claim_too(self, panel, pairs):
        panel.source.value = "town"
        panel.claim.value = 3
        assert panel.source.value == "ferry"
        panel.claim.value = 2
        assert panel.source.value == "office"
        matrix = matrix_of(reviewed(pairs))
        assert set(matrix.query("claim_sentence == 3 and document == 'town'")["relation_final"]) - SPEAKS

    def test_a_source_that_speaks_to_both_stays(self, panel, pairs, monkeypatch):
        both = pairs.assign(relation_auto=pairs["relation_auto"].where(pairs["document"] != "town", "in part"),
                            band=pairs["band"].where(pairs["document"] != "town", "open"))  # fmt: skip
        monkeypatch.setattr(measure, "overlap", lambda corpus, **_: both, raising=False)
        panel.source.value = "town"
        panel.claim.value = 3
        assert panel.source.value == "town" and self.follows(panel)

    def test_a_decision_made_elsewhere_is_shown_with_the_next_choice_or_at_once_by_the_button(self, panel, pairs):
        decided(panel.corpus, pairs, 5, "reject")
        panel.claim.value = 1
        assert self.follows(panel) and panel.claim.options[1][0].startswith("2  1 speak: 0 agree, 0 differ")
        decided(panel.corpus, pairs, 1, "same")
        panel.anew.click()
        assert panel.claim.value == 1 and self.follows(panel)
        assert panel.claim.options[0][0].startswith("1  1 speak: 1 agree, 0 differ")

    def test_the_choice_stays_when_decisions_are_read_anew(self, panel, pairs):
        panel.claim.value = 3
        panel.source.value = "town"
        decided(panel.corpus, pairs, 9, "reject")
        panel.anew.click()
        assert (panel.claim.value, panel.source.value) == (3, "town") and self.follows(panel)

    def test_nothing_is_written(self, panel):
        for claim in (1, 2, 3):
            panel.claim.value = claim
        panel.anew.click()
        assert not panel.corpus.folder.exists()

    def test_a_file_that_cannot_be_read_is_told_and_the_panel_stands(self, panel, monkeypatch):
        before = panel.cell.value

        def refused(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(file.Path, "read_bytes", refused)
        panel.anew.click()
        assert "Not read:" in panel.status.value and panel.cell.value == before

    def test_every_control_has_a_label(self, panel):
        assert all(control.description.strip() for control in (panel.claim, panel.source, panel.anew))

    def test_nothing_but_our_own_markup_reaches_the_page(self, bridge, pairs, monkeypatch):
        import ipywidgets

        bad = '"><script>x</script>'
        table = pairs.assign(publisher=bad, text=bad, reasons=bad)
        monkeypatch.setattr(measure, "overlap", lambda corpus, **_: table, raising=False)
        panel = _Panel(ipywidgets, bridge)
        for part in (panel.cell, panel.facts, panel.behind, panel.status):
            assert "<script" not in part.value

    def test_an_article_without_sources_or_claims_is_told(self, bridge, monkeypatch):
        import ipywidgets

        empty = pandas.DataFrame(columns=table_of(bridge).columns)
        monkeypatch.setattr(measure, "overlap", lambda corpus, **_: empty, raising=False)
        panel = _Panel(ipywidgets, bridge.subset([]))
        assert "no source to compare" in panel.status.value and panel.claim.options == ()

    def test_the_whole_is_one_widget_and_holds_its_keys(self, bridge, pairs):
        whole = show.claims_panel(bridge)
        assert "crossread-panel" in whole._dom_classes
        assert "lmSuppressShortcuts" in whole.children[-1].value

    def test_without_widgets_the_matrix_stands(self, bridge, pairs, monkeypatch):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        picture = show.claims_panel(bridge)
        assert isinstance(picture, Picture) and picture.key == "04-claim-matrix"
        assert picture.table.columns.tolist() == MATRIX_COLUMNS and len(picture.table) == 9
