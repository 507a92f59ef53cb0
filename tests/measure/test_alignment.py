"""Hand-made pairs through the whole door: every relation, what keeps a difference from being likely, and the table."""

import datetime
import re
import warnings

import pytest
from pandas.testing import assert_frame_equal

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure import alignment, late_interaction, rank_parts, ranking
from analysis.measure.alignment import CLAIM_COLUMNS, KEPT, OVERLAP_COLUMNS, claims, overlap
from analysis.measure.relations import BANDS, CONFLICTS, SUGGESTED
from analysis.read import encoder as sentence_encoder
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.encoder import verified_weights
from analysis.read.verdicts import pair_hash, pair_id

needs_weights = pytest.mark.skipif(verified_weights() is None, reason="the weights package is not installed")
REST = "A choir sang in the market hall. The weir was painted green."  # what else a source says
STORM = "The storm of 2019 killed 12 people."
MILL = "The council closed the old flour mill by the weir."
CLOSED = "The council closed the old mill."
BOATS = "In 1987 the mill owned 40 boats."
OPENED = "The bridge was opened on 3 May 2021."
SCORES = ["rank", "part", "score", "margin", "support", "part_support", "near", "relation_auto", "band", "reasons"]


@pytest.fixture
def without_weights(monkeypatch):
    """As on a machine without the weights package, with nothing kept from before or for after."""
    for module in (rank_parts, sentence_encoder):
        monkeypatch.setattr(module, "vectors", lambda texts, progress=None: None)
    monkeypatch.setattr(late_interaction, "piece_states", lambda texts: None)
    for cached in (alignment._overlap, ranking.say_lexical):
        cached.cache_clear()
    yield
    for cached in (alignment._overlap, ranking.say_lexical):
        cached.cache_clear()


@pytest.fixture
def told(corpus_of):
    """A function: a claim and a sentence in, relation, band and reasons out, as the whole door gives them."""

    def judged(claim: str, sentence: str, *, encoder: str = "none"):
        table = overlap(corpus_of(claim, f"{sentence} {REST}"), encoder=encoder)
        rows = table[table["text"].isin(s.text for s in Document(id="x", text=sentence).sentences)]
        first = rows.sort_values("rank", kind="stable").iloc[0]
        assert set(table.drop(rows.index)["relation_auto"]) <= {"only here", "related"}
        return first["relation_auto"], first["band"], first["reasons"]

    return judged


ENCODERS = ["none", pytest.param("auto", marks=needs_weights)]


@pytest.mark.parametrize("encoder", ENCODERS)
class TestEveryRelation:
    @pytest.mark.parametrize(
        ("claim", "sentence"),
        [
            ("The bridge is a marvel.", "The bridge is a marvel."),
            (MILL, "On Monday the council closed the old flour mill by the weir."),
            ("In 1987 the mill by the weir owned 40 boats.", "In 1987 the mill by the weir owned 40 boats."),
        ],
    )  # fmt: skip
    def test_copied(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder)[:2] == ("copied", "likely")

    @pytest.mark.parametrize(
        ("claim", "sentence"),
        [
            (MILL, "The old flour mill by the weir was shut by the council."),
            ("The harbour was blocked by ice in the winter.", "In the winter ice blocked the harbour."),
            ("The mayor opened the new library.", "A new library was opened by the mayor."),
        ],
    )  # fmt: skip
    def test_same(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder)[0] == "same"

    @pytest.mark.parametrize(
        ("claim", "sentence", "reason"),
        [
            (STORM, "In 2019 the storm killed 12 people.", "12 and 12 state the same number"),
            (STORM, "About 12 people died in the storm of 2019.", "12 and about 12 state the same number"),
            (STORM, "In 2019 at least 10 people died in the storm.", "12 is compatible with at least 10"),
            (STORM, "Between 10 and 15 people died in the storm of 2019.", "12 is compatible with 10 and 15"),
            (BOATS, "The 40 boats of 1987 were owned by the mill.", "40 and 40 state the same number"),
        ],
    )  # fmt: skip
    def test_figures_agree(self, told, encoder, claim, sentence, reason):
        assert told(claim, sentence, encoder=encoder) == ("figures agree", "likely", reason)

    @pytest.mark.parametrize(
        ("claim", "sentence", "reason"),
        [
            (STORM, "In 2019 the storm killed 36 people.", "36 is 3 times 12"),
            (STORM, "In 2019 the storm killed more than 24 people.", "more than 24 is 2 times 12"),
            (STORM, "In the storm of 2019, 18 people lost their lives.", "18 is 50 % above 12"),
            ("The mill owned 40 boats in 1987.", "In 1987 the mill owned 60 boats.", "60 is 50 % above 40"),
        ],
    )
    def test_figures_differ(self, told, encoder, claim, sentence, reason):
        assert told(claim, sentence, encoder=encoder) == ("figures differ", "likely", reason)

    @pytest.mark.parametrize(
        ("claim", "sentence", "reason"),
        [
            (OPENED, "The bridge was opened on 9 June 2021.", "3 May 2021 beside 9 June 2021"),
            ("The dam was built in 1953.", "The dam was built in 1971.", "1953 beside 1971"),
        ],
    )  # fmt: skip
    def test_dates_differ(self, told, encoder, claim, sentence, reason):
        relation, band, reasons = told(claim, sentence, encoder=encoder)
        assert (relation, reasons) == ("dates differ", reason)
        assert band == "likely"

    @pytest.mark.parametrize(
        ("claim", "sentence", "reason"),
        [
            (CLOSED, "The council did not close the old mill.", "“closed” beside “not … close”"),
            ("Grain prices rose in the towns.", "Grain prices fell in the towns.", "“rose” beside “fell”"),
            ("The old dam is safe.", "The old dam is unsafe.", "“safe” beside “unsafe”"),
        ],
    )  # fmt: skip
    def test_polarity_differs(self, told, encoder, claim, sentence, reason):
        assert told(claim, sentence, encoder=encoder) == ("polarity differs", "likely", reason)

    @pytest.mark.parametrize(
        ("claim", "sentence"),
        [
            (
                "The old mill was shut in 1987 after a long dispute over water, and its owner moved to the coast.",
                "The old mill was shut in 1987.",
            ),
            (
                "The storm tore the roof off the market hall, and the council asked the bank of the county for a loan.",
                "In June the roof of the market hall was torn off by a storm.",
            ),
        ],
    )
    def test_in_part(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder)[:2] == ("in part", "open")

    @pytest.mark.parametrize(
        ("claim", "sentence"),
        [
            ("The storm of 2019 killed 12 people.", "The storm of 2011 killed 36 people."),
            ("The council repaired the harbour wall before the winter.", "The harbour froze in winter."),
        ],
    )
    def test_related(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder)[:2] == ("related", "open")

    @pytest.mark.parametrize("sentence", ["Nine singers sang two songs.", "It snowed all night on the hills."])
    @pytest.mark.parametrize("claim", ["The council closed the old flour mill by the weir.", STORM])
    def test_only_here(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder) == ("only here", "unlikely", "not nearer than chance")


@pytest.mark.parametrize("encoder", ENCODERS)
class TestWhatKeepsADifferenceFromBeingLikely:
    @pytest.mark.parametrize(
        ("claim", "sentence", "doubt"),
        [
            (STORM, "The captain said that the storm of 2019 killed 36 people.", "reported, not asserted: The captain"),
            (STORM, "According to Jane Doe, the storm of 2019 killed 36 people.", "reported, not asserted: Jane Doe"),
            (f"{STORM[:-1]} in Quay.", "The storm of 2019 killed 36 people in Elmford.", "names differ"),
            ("By 3 May 2019 it had killed 12 people.", "By 9 June 2019 36 people were killed.", "as of another time"),
            ("In 2019 at least 304 people died.", "In 2019 1,500 people died in the flood.", "an open bound"),
            (BOATS, "In 1987 the mill sold 6 of the boats.", "part of a total"),
            ("The mill owned 40 boats.", "The mill owned 60 boats.", "year not stated"),
            (BOATS, "It owned 60 boats in 1987.", "context needed"),
        ],
    )  # fmt: skip
    def test_one_doubt_makes_it_open_and_is_told(self, told, encoder, claim, sentence, doubt):
        relation, band, reasons = told(claim, sentence, encoder=encoder)
        assert (relation, band) == ("figures differ", "open")
        assert reasons.split("; ")[1:] == [doubt]

    def test_two_make_it_unlikely(self, told, encoder):
        sentence = "In 1987 the mill at Elmford owned 60 boats, the miller said."
        relation, band, reasons = told("In 1987 the mill at Quay owned 40 boats.", sentence, encoder=encoder)
        assert (relation, band) == ("figures differ", "unlikely")
        assert reasons == "60 is 50 % above 40; names differ; reported, not asserted: the miller"

    @pytest.mark.parametrize(
        ("claim", "sentence"),
        [
            (STORM, "The storm of 2019 injured 36 people."),
            (STORM, "The storm of 2011 killed 36 people."),
            (STORM, "The storm of 2019 hit 36 towns."),
            (BOATS, "In 1987 the mill owned 60 carts."),
            (BOATS, "In 1990 the mill owned 60 boats."),
        ],
    )
    def test_figures_of_another_thing_or_year_are_not_compared(self, told, encoder, claim, sentence):
        relation, _, reasons = told(claim, sentence, encoder=encoder)
        assert relation not in CONFLICTS
        assert not re.search(r"times|above", reasons)

    @pytest.mark.parametrize(
        "claim", ["In 2019 the flood killed thousands of people.", "In 2019 the flood killed 12,000 people."]
    )
    @pytest.mark.parametrize(
        "sentence", ["The flood of 2019 killed thousands of people.", "The flood of 2019 killed 12,000 people."]
    )
    def test_a_vague_word_reaches_beyond_its_ends(self, told, encoder, claim, sentence):
        assert told(claim, sentence, encoder=encoder)[0] in ("figures agree", "copied")

    @pytest.mark.parametrize(
        ("claim", "sentence", "reason"),
        [
            ("In 1987 it cost 3 million euros.", "In 1987 it cost 6 million euros.", "6 million is 2 times 3 million"),
            ("The old dam is 40 metres high.", "The old dam is 60 metres high.", "60 metres is 50 % above 40 metres"),
            ("The mill employed 40 men in 1987.", "In 1987 the mill employed 60 men.", "60 is 50 % above 40"),
        ],
    )  # fmt: skip
    def test_amounts_that_only_their_unit_aligns(self, told, encoder, claim, sentence, reason):
        relation, band, reasons = told(claim, sentence, encoder=encoder)
        assert relation == "figures differ" and band != "likely"
        assert reasons.startswith(f"{reason}; aligned by unit alone")

    def test_another_speaker_keeps_a_negation_open(self, told, encoder):
        relation, band, reasons = told(
            "The council closed the old mill.",
            "The miller said the council did not close the old mill.",
            encoder=encoder,
        )
        assert (relation, band) == ("polarity differs", "open")
        assert reasons.endswith("reported, not asserted: The miller")


@pytest.mark.parametrize("encoder", ENCODERS)
class TestAPassageTakenOverButForOneWord:
    """The word that was changed is what a reader must see, however much else is copied."""

    @pytest.mark.parametrize(
        ("claim", "sentence", "expected"),
        [
            (
                "In 2019 the storm that came over the harbour at night killed 12 people.",
                "In 2019 the storm that came over the harbour at night killed 36 people.",
                ("figures differ", "likely", "36 is 3 times 12"),
            ),
            (
                "The council closed the old flour mill by the weir after the storm.",
                "The council did not close the old flour mill by the weir after the storm.",
                ("polarity differs", "likely", "“closed” beside “not … close”"),
            ),
            (
                "The bridge over the river by the old mill was opened on 3 May 2021.",
                "The bridge over the river by the old mill was opened on 9 June 2021.",
                ("dates differ", "likely", "3 May 2021 beside 9 June 2021"),
            ),
        ],
    )
    def test_it_differs(self, told, encoder, claim, sentence, expected):
        assert told(claim, sentence, encoder=encoder) == expected


@pytest.mark.parametrize("encoder", ENCODERS)
class TestTheTable:
    def test_columns_are_those_of_the_docstring(self, town, encoder):
        assert overlap(town, encoder=encoder).columns.tolist() == OVERLAP_COLUMNS

    def test_every_span_holds_its_text(self, town, encoder):
        for row in overlap(town, encoder=encoder).itertuples():
            assert " ".join(town.target.text[row.claim_start : row.claim_end].split()) == row.claim_text
            assert " ".join(town[row.document].text[row.start : row.end].split()) == row.text
            assert row.part in row.claim_text

    def test_pair_and_hash_are_those_that_verdicts_are_kept_under(self, town, encoder):
        table = overlap(town, encoder=encoder)
        assert table["pair"].is_unique
        for row in table.itertuples():
            assert row.pair == pair_id("paper", row.claim_sentence, row.document, row.sentence)
            assert row.text_hash == pair_hash(row.claim_text, row.text)

    def test_claims_in_the_order_of_the_article_and_sources_in_that_of_the_manifest(self, town, encoder):
        table = overlap(town, encoder=encoder)
        places = list(dict.fromkeys(zip(table["claim_sentence"], table["document"], strict=True)))
        assert places == [(n, name) for n in (1, 2, 3, 4, 5) for name in ("office", "harbour", "choir", "bank")]

    def test_the_nearest_sentences_of_the_town_by_hand(self, town, encoder):
        table = overlap(town, encoder=encoder)
        first = table.groupby(["document", "claim_sentence"], sort=False)["sentence"].first()
        # Ferry was slow; bridge opened in 2021; storm killed people.
        assert [first["office", n] for n in (2, 3, 4)] == [2, 1, 3]
        # The first sentence of the article stands there word for word.
        assert first["choir", 1] == 2

    def test_the_relations_of_the_town_by_hand(self, town, encoder):
        table = overlap(town, encoder=encoder).set_index(["document", "claim_sentence", "sentence"])
        assert tuple(table.loc[("office", 4, 3), ["relation_auto", "band"]]) == ("figures differ", "likely")
        assert tuple(table.loc[("choir", 1, 2), ["relation_auto", "band"]]) == ("copied", "likely")
        # Its year comes from the sentence before and its subject from there too.
        assert tuple(table.loc[("harbour", 4, 3), ["relation_auto", "band"]]) == ("figures agree", "open")

    def test_ranks_begin_at_one_and_beyond_the_third_stand_only_figures(self, town, encoder):
        table = overlap(town, encoder=encoder)
        for _, rows in table.groupby(["claim", "document"]):
            assert rows["rank"].min() == 1
            assert rows["rank"].is_monotonic_increasing
        assert set(table[table["rank"] > KEPT]["relation_auto"]) <= {"figures agree", "figures differ"}

    def test_bands_and_relations_are_known_and_reasons_given(self, town, encoder):
        table = overlap(town, encoder=encoder)
        assert set(table["relation_auto"]) <= set(SUGGESTED)
        assert set(table["band"]) <= set(BANDS)
        assert table["reasons"].str.len().min() > 0

    def test_who_says_it_when_and_how_much_was_searched(self, town, encoder):
        table = overlap(town, encoder=encoder)
        row = table[(table["document"] == "bank") & (table["claim_sentence"] == 3)].iloc[0]
        assert row["claim_speaker"] == "Lind"
        assert (row["date"], row["depth"], row["publisher"]) == ("2022-03-01", 2, "Town Bank")
        assert table[table["document"] == "harbour"]["publisher"].unique().tolist() == ["Harbour Watch *"]
        assert not table[table["claim_sentence"] == 4]["claim_figures"].str.fullmatch("").any()

    @pytest.mark.parametrize("sources", [(), ("",), ("", "")])
    def test_no_sources_keep_the_columns(self, corpus_of, encoder, sources):
        table = overlap(corpus_of("The ferry sank.", *sources), encoder=encoder)
        assert table.empty and table.columns.tolist() == OVERLAP_COLUMNS

    @pytest.mark.parametrize("article", ["", " \n "])
    def test_an_article_without_sentences_keeps_the_columns(self, corpus_of, encoder, article):
        table = overlap(corpus_of(article, "The ferry sank."), encoder=encoder)
        assert table.empty and table.columns.tolist() == OVERLAP_COLUMNS

    def test_a_source_without_sentences_has_no_rows(self, corpus_of, encoder):
        table = overlap(corpus_of("The ferry sank.", "", "A ferry sank."), encoder=encoder)
        assert table["document"].tolist() == ["s2"]

    def test_one_sentence_beside_one_sentence(self, corpus_of, encoder):
        (row,) = overlap(corpus_of("The ferry sank.", "The ferry sank."), encoder=encoder).to_dict("records")
        # Nothing stands beside it: no rank to lose, no margin.
        assert (row["rank"], row["margin"], row["depth"], row["part"]) == (1, 0, 1, "The ferry sank.")


class TestRanks:
    MANY = " ".join(f"The {word} mill stood by the weir." for word in ("old", "new", "red", "low", "tall", "grey"))

    def test_three_sentences_are_kept_and_a_figure_for_the_same_thing_beyond_them(self, corpus_of):
        claim = "In 1987 the mill by the weir owned 40 boats."
        table = overlap(corpus_of(claim, f"{self.MANY}\n\nSome 60 boats were lost in 1987."), encoder="none")
        assert table[table["sentence"] < 7]["rank"].max() <= KEPT
        assert table.set_index("sentence").loc[7, "relation_auto"] == "figures differ"

    def test_every_figure_for_the_same_thing_is_kept(self, corpus_of):
        told = [f"In 1987 the mill owned {number} boats." for number in (50, 60, 70, 80, 90)]
        table = overlap(corpus_of(BOATS, f"{' '.join(told)} {self.MANY}"), encoder="none")
        assert table["text"].tolist()[:5] == told
        assert table["rank"].tolist() == [1, 2, 3, 4, 5]

    def test_equal_sentences_stand_in_the_order_of_the_text_without_margin(self, corpus_of):
        table = overlap(corpus_of("The ferry sank.", "A ferry sank. A ferry sank. It snowed."), encoder="none")
        assert table["sentence"].tolist() == [1, 2, 3]
        assert table["rank"].tolist() == [1, 2, 3]
        assert table["margin"].iloc[0] == 0 < table["margin"].iloc[1]

    def test_a_part_finds_the_sentence_that_speaks_to_it(self, corpus_of):
        claim = "The old mill was shut in 1987 after a long dispute, and its owner moved to the coast with her sons."
        table = overlap(corpus_of(claim, f"Her sons and the owner lived on the coast. {self.MANY}"), encoder="none")
        row = table[table["sentence"] == 1].iloc[0]
        assert row["rank"] == 1
        assert row["part"].endswith("and its owner moved to the coast with her sons.") and row["part"] != claim

    def test_the_margin_is_the_way_to_the_next_sentence(self, corpus_of):
        table = overlap(corpus_of("The ferry sank in the harbour.", f"The ferry sank. {REST}"), encoder="none")
        gaps = table["score"].iloc[:-1].to_numpy() - table["score"].iloc[1:].to_numpy()
        assert table["margin"].iloc[:-1].tolist() == pytest.approx(gaps, abs=1e-4)
        assert table["margin"].iloc[-1] == 0


class TestDigests:
    def corpus(self, folder, kind):
        article = Document(id="paper", text=STORM, kind="original", publisher="Paper", engine="rules")
        text = "The Harbour Board said that the storm of 2019 killed 36 people. A choir sang in the hall."
        digest = Document(id="sums", text=text, kind=kind, publisher="Reports", engine="rules")
        return Corpus(folder, (article, digest))

    def row(self, folder, kind):
        table = overlap(self.corpus(folder, kind), encoder="none")
        return table[table["sentence"] == 1].iloc[0]

    @pytest.fixture
    def listed(self, tmp_path):
        from analysis.read.checks import REFERENCE_COLUMNS

        values = {"document": "sums", "sentence": "1", "publication": "Harbour Board, yearly report"}
        rows = [",".join(REFERENCE_COLUMNS), ",".join(f'"{values.get(name, "")}"' for name in REFERENCE_COLUMNS)]
        (tmp_path / "references.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return tmp_path

    def test_a_digest_speaks_in_the_name_of_what_it_sums_up(self, listed):
        assert self.row(listed, "digest")["band"] == "likely"

    def test_a_full_text_does_not(self, listed):
        row = self.row(listed, "full")
        assert row["band"] == "open" and "reported, not asserted: Harbour Board" in row["reasons"]

    def test_nor_a_digest_without_a_list(self, tmp_path):
        assert self.row(tmp_path, "digest")["band"] == "open"


@needs_weights
class TestEncoder:
    def test_it_moves_scores_and_leaves_texts_and_evidence(self, town):
        auto, none = overlap(town), overlap(town, encoder="none")
        both = auto.merge(none, on="pair", suffixes=("", "_none"))
        assert len(both) > 0.8 * len(auto)
        for column in (name for name in OVERLAP_COLUMNS if name not in ("pair", *SCORES)):
            assert both[column].tolist() == both[f"{column}_none"].tolist(), column
        assert both["score"].tolist() != both["score_none"].tolist()
        assert both["support"].tolist() != both["support_none"].tolist()

    def test_the_same_in_other_words_is_found_by_meaning_alone(self, corpus_of):
        claim, sentence = "The vessel went down off the port.", "A boat sank near the harbour."
        corpus = corpus_of(claim, f"{REST} {sentence} Nine mills stood in the valley.")
        auto = overlap(corpus).set_index("text")
        assert auto.loc[sentence, "rank"] == 1

    def test_without_the_weights_it_works_by_words_and_says_so_once(self, town, without_weights):
        with pytest.warns(UserWarning, match="the weights package is not installed: texts are ranked by words and"):
            first = overlap(town)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            again = overlap(town, seed=1)
        none = overlap(town, encoder="none")
        assert_frame_equal(first, none)
        assert again["score"].tolist() == none["score"].tolist()

    def test_an_unknown_encoder_is_refused_with_the_known_ones(self, town):
        with pytest.raises(CrossreadError, match="encoder must be one of 'auto', 'none'; not 'big'"):
            overlap(town, encoder="big")


class TestOptions:
    def test_a_chance_in_per_cent_is_refused(self, town):
        with pytest.raises(CrossreadError, match=r"^chance must lie between 0\.5 and 0\.999; not 95$"):
            overlap(town, chance=95)

    def test_a_higher_chance_leaves_fewer_near_and_all_scores(self, town):
        low, high = overlap(town, encoder="none", chance=0.5), overlap(town, encoder="none", chance=0.999)
        assert low["near"].sum() > high["near"].sum()
        assert (low["near"] | ~high["near"]).all()
        assert low["score"].tolist() == high["score"].tolist()

    def test_the_scores_do_not_hang_on_the_draw_of_the_bags(self, town):
        one, two = overlap(town, encoder="none", seed=0), overlap(town, encoder="none", seed=1)
        assert one["score"].tolist() == two["score"].tolist()

    def test_two_calls_agree_the_texts_stay_and_the_table_is_the_callers_own(self, town):
        texts = [document.text for document in town]
        first = overlap(town, encoder="none")
        kept = first.copy()
        first["band"] = "spoiled"
        assert_frame_equal(overlap(town, encoder="none"), kept, check_exact=True)
        assert [document.text for document in town] == texts

    def test_nothing_kept_and_fresh_agree(self, town):
        kept = overlap(town, encoder="none")
        alignment._overlap.cache_clear()
        assert_frame_equal(overlap(town, encoder="none"), kept, check_exact=True)


class TestClaims:
    def test_the_town_by_hand(self, town):
        table = claims(town)
        assert table.columns.tolist() == CLAIM_COLUMNS
        assert table["sentence"].tolist() == [1, 2, 3, 4, 5]
        assert table["speaker"].tolist() == ["", "", "Lind", "", ""]
        assert table["reported"].tolist() == [False, False, True, False, False]
        assert table["context_needed"].tolist() == [False, False, False, False, True]
        assert table["years"].tolist()[2:] == ["2021", "2019", "2019"]
        assert table["time_from"].tolist()[2:] == ["sentence", "sentence", "context"]
        assert table["quantities"].tolist()[3:] == ["12 people", "40 people"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mill owned 40 boats.", "40 boats"),
            ("The mill owned at least 1,500 boats.", ">= 1,500 boats"),
            ("The mill owned about 40 boats.", "~ 40 boats"),
            ("The mill made 1,234,567 loaves.", "1,234,567 loaves"),
            ("The mill made 2.5 loaves.", "2.5 loaves"),
            ("The mill owned 40 boats and 3 carts.", "40 boats; 3 carts"),
            ("The mill owned boats.", ""),
        ],
    )
    def test_quantities_with_their_modifier(self, corpus_of, text, expected):
        assert claims(corpus_of(text))["quantities"].tolist() == [expected]

    def test_a_range_has_both_its_ends(self, corpus_of):
        (told,) = claims(corpus_of("The mill owned between 20 and 30 boats."))["quantities"]
        assert told.startswith("20") and told.endswith("30 boats")

    def test_reasons_stand_with_their_weight_and_ids_are_those_of_the_pairs(self, town):
        table = claims(town)
        assert all(re.fullmatch(r"([^;]+ [+-]\d+\.\d(; |$))+", why) for why in table["why"])
        assert table["checkable"].between(0, 1).all()
        assert set(overlap(town, encoder="none")["claim"]) == set(table["claim"])

    def test_an_article_without_sentences_keeps_the_columns(self, corpus_of):
        table = claims(corpus_of("", "It rained."))
        assert table.empty and table.columns.tolist() == CLAIM_COLUMNS


class TestDates:
    def test_a_claim_without_a_year_takes_that_of_its_article(self, corpus_of):
        corpus = corpus_of(
            "The storm killed 12 people.", f"In 2019 the storm killed 36 people. {REST}", date=datetime.date(2019, 5, 1)
        )
        row = overlap(corpus, encoder="none").iloc[0]
        assert (row["relation_auto"], row["band"]) == ("figures differ", "likely")

    def test_and_of_no_other(self, corpus_of):
        corpus = corpus_of(
            "The storm killed 12 people.", f"In 2019 the storm killed 36 people. {REST}", date=datetime.date(2021, 5, 1)
        )
        row = overlap(corpus, encoder="none").iloc[0]
        assert (row["relation_auto"], row["band"]) == ("figures differ", "open")
        assert row["reasons"].endswith("year not stated")


class TestTheNamesOfThePackage:
    @pytest.mark.parametrize("name", measure.__all__)
    def test_a_name_is_a_function_however_often_it_is_asked_for(self, name):
        assert all(callable(getattr(measure, name)) for _ in range(3))

    def test_an_unknown_name_is_refused_with_those_there_are(self):
        with pytest.raises(AttributeError, match=r"^measure has no 'bias'; it has absent_terms, attributions, claim"):
            _ = measure.bias
