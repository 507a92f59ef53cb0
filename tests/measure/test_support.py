"""Whether a document states a claim: what raises and lowers the probability, the parts of a claim, and bad input."""

import numpy
import pytest

from analysis.errors import CrossreadError
from analysis.measure import support
from analysis.measure.pair_features import FEATURES, LEXICAL
from analysis.measure.support import claim_parts, coverage_probabilities, coverage_table, part_table
from analysis.models.train_support import fitted
from analysis.read.encoder import verified_weights

MILL = ["The old mill stands by the weir.", "Its owner shut it in 1987 after the flood.", "Sheep graze there now."]
CLAIM = "The owner of the old mill shut it in 1987."
ENCODERS = ["none", pytest.param("auto", marks=pytest.mark.skipif(verified_weights() is None, reason="no weights"))]


def chance(claim, sentences, encoder):
    return coverage_probabilities([claim], [sentences], encoder=encoder)[0, 0]


@pytest.mark.parametrize("encoder", ENCODERS)
class TestProbability:
    def test_a_stated_claim_is_covered_and_a_foreign_one_is_not(self, encoder):
        table = coverage_table([CLAIM, "Two choirs sang at the harbour."], [MILL], encoder=encoder)
        assert table.probabilities[0, 0] > 0.6 > table.least > 0.1 > table.probabilities[1, 0]
        assert table.evidence[0][0][0] == 1

    def test_another_year_lowers_it(self, encoder):
        assert chance(CLAIM, MILL, encoder) > chance(CLAIM.replace("1987", "1962"), MILL, encoder) + 0.1

    def test_another_figure_lowers_it(self, encoder):
        text = "The flood ruined 40 farms."
        assert chance(text, [text], encoder) > chance(text, [text.replace("40", "900")], encoder) + 0.02

    def test_a_denial_lowers_it(self, encoder):
        text = "The council sold the mill."
        assert chance(text, [text], encoder) > chance(text, ["The council never sold the mill."], encoder)

    def test_another_name_lowers_it(self, encoder):
        text = "The ferry sank off Overton."
        assert chance(text, [text], encoder) > chance(text, ["The ferry sank off Netherby."], encoder) + 0.05

    def test_one_sentence_is_a_document_of_one_sentence(self, encoder):
        alone = coverage_probabilities([CLAIM], MILL, encoder=encoder)
        assert alone.shape == (1, 3)
        assert alone.tolist() == coverage_probabilities([CLAIM], [[text] for text in MILL], encoder=encoder).tolist()
        assert alone.argmax() == 1

    def test_it_does_not_hang_on_what_else_is_asked(self, encoder):
        many = coverage_probabilities(["It rained.", CLAIM], [["Choirs sang."], MILL, []], encoder=encoder)
        assert many[1, 1] == chance(CLAIM, MILL, encoder)


class TestTable:
    def test_shapes_and_names(self):
        table = coverage_table([CLAIM, "It rained."], [MILL, MILL[:1], []], encoder="none")
        assert table.probabilities.shape == (2, 3)
        assert table.figures.shape == (2, 3, len(LEXICAL))
        assert [len(row) for row in table.evidence[0]] == [3, 1, 0]
        assert not table.encoder
        assert list(table.values(0, 0)) == list(LEXICAL)

    def test_nothing_to_compare_is_nothing_covered(self):
        table = coverage_table(["—", CLAIM], [[], MILL], encoder="none")
        assert table.probabilities[:, 0].tolist() == [0, 0]
        assert table.probabilities[0, 1] == 0 < table.probabilities[1, 1]
        assert table.values(0, 1) == {} == table.values(1, 0)

    def test_no_claims_and_no_documents(self):
        assert coverage_table([], [MILL], encoder="none").probabilities.shape == (0, 1)
        assert coverage_table([CLAIM], []).probabilities.shape == (1, 0)
        assert coverage_table([], []).probabilities.shape == (0, 0)

    def test_without_the_weights_package_words_alone_are_taken(self, monkeypatch):
        monkeypatch.setattr(support.sentence_encoder, "vectors", lambda texts: None)
        found = coverage_table([CLAIM], [MILL])
        assert not found.encoder
        assert found.probabilities.tolist() == coverage_table([CLAIM], [MILL], encoder="none").probabilities.tolist()


class TestParts:
    def test_they_cover_the_whole_sentence_in_order(self):
        text = "The mill shut in May; its owner — a widow — left Overton, and the council, which paid, sold the land."
        parts = claim_parts(text)
        assert len(parts) > 2
        assert all(text[part.start : part.end] == part.text for part in parts)
        assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())

    @pytest.mark.parametrize("text", ["The mill shut.", "Mills, dams, weirs.", "And then, it rained."])
    def test_a_short_sentence_is_one_part(self, text):
        assert [part.text for part in claim_parts(text)] == [text]

    def test_a_figure_is_not_cut_at_its_comma(self):
        assert (
            "30,000 people" in claim_parts("The flood drove out 30,000 people, and their cattle drowned there.")[0].text
        )

    def test_an_empty_claim_has_one_empty_part(self):
        assert [part.text for part in claim_parts("")] == [""]

    def test_the_part_that_is_stated_is_found(self):
        claim = "Choirs sang at the new harbour, and the owner of the old mill shut it in 1987."
        table = part_table([claim, "It rained."], [["Boats sailed."], MILL], encoder="none")
        assert table.best[0, 1] == 1
        assert table.evidence[0][1][0] == 1
        assert table.probabilities[0, 1] > coverage_probabilities([claim], [MILL], encoder="none")[0, 0]
        assert table.probabilities.shape == (2, 2)

    def test_no_claims(self):
        assert part_table([], [MILL], encoder="none").probabilities.shape == (0, 1)


class TestMistakes:
    @pytest.mark.parametrize("ask", [coverage_table, coverage_probabilities, part_table])
    def test_one_string_is_not_a_list(self, ask):
        with pytest.raises(CrossreadError, match="claims must be a list of texts; not one string"):
            ask("The mill shut.", [MILL])

    def test_a_document_is_a_list_of_sentences(self):
        with pytest.raises(CrossreadError, match="a document must be a list"):
            coverage_table([CLAIM], ["The mill shut."])
        with pytest.raises(CrossreadError, match="sentences must be a list"):
            coverage_probabilities([CLAIM], "The mill shut.")

    def test_an_unknown_encoder(self):
        with pytest.raises(CrossreadError, match="encoder must be one of 'auto', 'none'; not 'large'"):
            coverage_table([CLAIM], [MILL], encoder="large")


class TestWeights:
    def test_the_file_names_every_figure_in_order(self):
        found = support.weights()
        assert list(found["lexical"]["features"]) == list(LEXICAL)
        assert list(found["meaning"]["features"]) == list(FEATURES)

    def test_it_tells_where_it_comes_from(self):
        assert {"made", "by", "files", "examples", "counted", "penalty"} <= set(support.weights()["about"])

    @pytest.mark.parametrize("form", ["lexical", "meaning"])
    def test_what_a_document_holds_counts_for_it_and_what_it_lacks_against(self, form):
        parts = support.weights()[form]["features"]
        assert all(parts[name]["weight"] > 0 for name in ("letters_best", "letters_document", "names_document"))
        assert all(parts[name]["weight"] < 0 for name in parts if "missing" in name or name == "polarity_differs")

    def test_the_fit_finds_the_weight_that_made_the_data(self):
        draw = numpy.random.default_rng(0)
        table = draw.normal(size=(20_000, 2))
        odds = 1.5 * table[:, 0] - 0.5
        shares = 1 / (1 + numpy.exp(-odds))
        model = fitted(table, shares, numpy.ones(len(table)), ("real", "idle"))
        weight = {name: part["weight"] / part["scale"] for name, part in model["features"].items()}
        assert weight["real"] == pytest.approx(1.5, abs=0.05)
        assert weight["idle"] == pytest.approx(0, abs=0.02)
