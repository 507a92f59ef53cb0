"""Mentions and ways of naming, counted by hand; what chance makes of few mentions, against urns one can work out."""

import dataclasses

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis import load_corpus
from analysis.errors import CrossreadError
from analysis.measure.entities import DIVERGENCE, MENTIONS, NAMING, mentions, naming, naming_divergence
from analysis.measure.uncertainty import proportion_interval

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
HEADER = "entity,kind,label,forms,note"
NAMES = (
    "Ferry,actor,ferry,ferry; ferries,",
    "Ferry,actor,boat,boat; old boat,",
    "Ferry,actor,tub,tub,nobody says so",
    "Ferry,actor,-,ferry house,a building",
    "Storm,event,storm,storm; Great Storm,",
    "Storm,event,gale,gale,",
)
# Ferry: ferry 2 (the house is none), boat 3 (1 own, 1 quoted, 1 over the mark). Storm: storm 1, gale 1 quoted.
ARTICLE = (
    "The ferry left, and its old boat was slow. “A boat of shame in a gale,” the captain said. "
    "The old “boat” sank at the ferry house. In the Great Storm the ferry’s crew drowned."
)
# Ferry: ferry 1 quoted, boat 1 own.
SOURCE = "He called it “a ferry” of sorts. It was a boat for two people."


@pytest.fixture
def named(corpus_of, tmp_path):
    """A function: texts in, a corpus out whose folder holds `NAMES` or the rows given."""

    def build(*texts: str, rows: tuple[str, ...] = NAMES):
        (tmp_path / "names.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return dataclasses.replace(corpus_of(*texts), folder=tmp_path)

    return build


def cell(table, label: str, document: str, entity: str = "Ferry"):
    here = table[(table["entity"] == entity) & (table["label"] == label) & (table["document"] == document)]
    assert len(here) == 1
    return here.iloc[0]


class TestMentions:
    def test_every_mention_in_the_order_of_the_texts(self, named):
        table = mentions(named(ARTICLE, SOURCE))
        assert table.columns.tolist() == MENTIONS
        assert table[["document", "sentence", "label", "keyword", "voice"]].values.tolist() == [
            ["paper", 1, "ferry", "ferry", "own"],
            ["paper", 1, "boat", "old boat", "own"],
            ["paper", 2, "boat", "boat", "quoted"],
            ["paper", 2, "gale", "gale", "quoted"],
            ["paper", 3, "boat", "old “boat", "mixed"],
            ["paper", 4, "storm", "Great Storm", "own"],
            ["paper", 4, "ferry", "ferry’s", "own"],
            ["s1", 1, "ferry", "ferry", "quoted"],
            ["s1", 2, "boat", "boat", "own"],
        ]
        assert table["kind"].tolist() == ["actor"] * 3 + ["event", "actor", "event"] + ["actor"] * 3
        assert table["publisher"].tolist() == ["Paper"] * 7 + ["Source 1"] * 2

    def test_every_span_holds_its_keyword(self, named):
        corpus = named(ARTICLE, SOURCE)
        for row in mentions(corpus).to_dict("records"):
            assert corpus[row["document"]].text[row["start"] : row["end"]] == row["keyword"]

    def test_words_taken_away_are_no_mention_of_anybody(self, named):
        rows = ("Ferry,actor,ferry,ferry,", "House,actor,house,house,", "Ferry,actor,-,ferry house,")
        table = mentions(named("The ferry house stood. A house fell on a ferry.", rows=rows))
        assert table["keyword"].tolist() == ["house", "ferry"]

    def test_one_label_in_two_rows_is_one_label(self, named):
        rows = ("Ferry,actor,ferry,ferry,", "Ferry,actor,ferry,old tub,")
        table = naming(named("A ferry and an old tub sank.", rows=rows))
        assert table[["label", "count"]].values.tolist() == [["ferry", 2]]

    def test_an_entity_may_be_called_like_a_label_of_another(self, named):
        rows = ("boat,actor,ferry,ferry,", "ferry,actor,boat,boat,")
        table = naming(named("A ferry, a ferry and a boat sank.", rows=rows))
        assert table[["entity", "label", "count", "mentions"]].values.tolist() == [
            ["boat", "ferry", 2, 2], ["ferry", "boat", 1, 1]
        ]  # fmt: skip

    @pytest.mark.parametrize("label", ["<script>alert(1)</script>", "$x^2$", "مجاهدین", "nan", 'a "b"; c', "a, b"])
    def test_a_label_is_printed_as_it_is_written(self, named, label):
        quoted = label.replace('"', '""')
        corpus = named("The ferry sank.", rows=(f'"{quoted}",actor,"{quoted}",ferry,',))
        assert mentions(corpus)[["entity", "label"]].values.tolist() == [[label, label]]
        assert naming(corpus)[["entity", "label", "count"]].values.tolist() == [[label, label, 1]]

    def test_persian_names_are_mentions(self, named):
        corpus = named("They say that علی خامنه‌ای spoke there.", rows=("Leader,actor,name,علی خامنه‌ای,",))
        assert mentions(corpus)["keyword"].tolist() == ["علی خامنه‌ای"]

    def test_forms_are_no_patterns(self, named):
        assert mentions(named(ARTICLE, rows=("Ferry,actor,any,fer.y; [a-z]+ boat; ferr(y|ies),",))).empty

    def test_a_corpus_without_names_has_no_mentions(self, corpus_of):
        table = mentions(corpus_of(ARTICLE, SOURCE))
        assert table.empty
        assert table.columns.tolist() == MENTIONS

    @pytest.mark.parametrize("text", ["", "\n", "—", "Ferry", "Ferry."])
    def test_texts_of_one_word_or_none(self, named, text):
        assert len(mentions(named(text, text))) == (2 if "Ferry" in text else 0)

    def test_spans_of_the_shipped_corpus_hold_and_do_not_overlap(self):
        corpus = load_corpus()
        table = mentions(corpus)
        for name, here in table.groupby("document"):
            assert (here["end"].to_numpy()[:-1] <= here["start"].to_numpy()[1:]).all()
            text = corpus[name].text
            assert [text[a:b] for a, b in zip(here["start"], here["end"], strict=True)] == here["keyword"].tolist()


class TestNaming:
    def test_counts_by_hand(self, named):
        table = naming(named(ARTICLE, SOURCE))
        assert table.columns.tolist() == NAMING
        counted = table[["entity", "label", "document", "count", "own", "quoted", "mentions"]].values.tolist()
        assert counted == [
            ["Ferry", "ferry", "paper", 2, 2, 0, 5],
            ["Ferry", "ferry", "s1", 1, 0, 1, 2],
            ["Ferry", "boat", "paper", 3, 1, 1, 5],
            ["Ferry", "boat", "s1", 1, 1, 0, 2],
            ["Ferry", "tub", "paper", 0, 0, 0, 5],
            ["Ferry", "tub", "s1", 0, 0, 0, 2],
            ["Storm", "storm", "paper", 1, 1, 0, 2],
            ["Storm", "storm", "s1", 0, 0, 0, 0],
            ["Storm", "gale", "paper", 1, 0, 1, 2],
            ["Storm", "gale", "s1", 0, 0, 0, 0],
        ]

    def test_shares_have_wilsons_interval(self, named):
        table = naming(named(ARTICLE, SOURCE))
        for row in table[table["mentions"] > 0].to_dict("records"):
            low, high = proportion_interval(row["count"], row["mentions"])
            assert row["share"] == pytest.approx(row["count"] / row["mentions"], abs=1e-6)
            assert (row["low"], row["high"]) == pytest.approx((float(low), float(high)), abs=1e-6)

    def test_eight_of_ten_as_wilson_gives_it(self, named):
        row = cell(naming(named("The ferry sank. " * 8 + "A boat sank. " * 2)), "ferry", "paper")
        assert (row["count"], row["mentions"], row["share"]) == (8, 10, 0.8)
        assert (row["low"], row["high"]) == pytest.approx((0.4902, 0.9433), abs=5e-5)

    def test_the_level_widens_the_interval(self, named):
        narrow, wide = (cell(naming(named(ARTICLE), interval=level), "boat", "paper") for level in (0.8, 0.99))
        assert wide["low"] < narrow["low"] < narrow["share"] < narrow["high"] < wide["high"]

    def test_rates_are_per_thousand_words(self, named):
        # The article has 9 + 10 + 8 + 8 words, the source 14.
        table = naming(named(ARTICLE, SOURCE))
        rates = [cell(table, "boat", name)["per_1000"] for name in ("paper", "s1")]
        assert rates == pytest.approx([3000 / 35, 1000 / 14], abs=1e-6)

    def test_a_document_without_mentions_has_no_share(self, named):
        row = cell(naming(named(ARTICLE, SOURCE)), "storm", "s1", "Storm")
        assert row[["count", "mentions", "per_1000"]].tolist() == [0, 0, 0]
        assert all(numpy.isnan(row[name]) for name in ("share", "low", "high"))

    def test_a_label_that_nobody_uses_is_kept_with_zeros(self, named):
        row = cell(naming(named(ARTICLE, SOURCE)), "tub", "paper")
        assert row[["count", "share", "low"]].tolist() == [0, 0, 0]
        assert 0 < row["high"] < 1

    @pytest.mark.parametrize(
        ("voice", "ferry", "boat", "together"), [("all", 2, 3, 5), ("own", 2, 1, 3), ("quoted", 0, 1, 1)]
    )
    def test_a_voice_counts_its_own_mentions(self, named, voice, ferry, boat, together):
        table = naming(named(ARTICLE, SOURCE), voice=voice)
        rows = [cell(table, label, "paper") for label in ("ferry", "boat")]
        assert [row["count"] for row in rows] == [ferry, boat]
        assert [row["mentions"] for row in rows] == [together] * 2
        assert [row["share"] for row in rows] == pytest.approx([ferry / together, boat / together], abs=1e-6)
        # What is said of both voices stays.
        assert [(row["own"], row["quoted"]) for row in rows] == [(2, 0), (1, 1)]

    def test_entities_stand_together_in_the_order_of_the_file(self, named):
        rows = ("Storm,event,gale,gale,", "Ferry,actor,boat,boat,", "Storm,event,storm,storm,")
        table = naming(named(ARTICLE, rows=rows))
        assert table["label"].tolist() == ["gale", "storm", "boat"]

    def test_other_things_are_no_label_and_an_entity_of_them_alone_is_none(self, named):
        table = naming(named(ARTICLE, rows=("Ferry,actor,-,ferry house,", "Storm,event,gale,gale,")))
        assert table["label"].tolist() == ["gale"]

    def test_every_label_has_a_row_for_every_document(self, named):
        table = naming(named(ARTICLE, SOURCE, "", "Word"))
        assert len(table) == 5 * 4
        assert not table.duplicated(["entity", "label", "document"]).any()

    def test_an_unknown_voice_or_level_is_refused(self, named):
        with pytest.raises(CrossreadError, match=r"^voice must be one of 'all', 'own', 'quoted'; not 'loud'$"):
            naming(named(ARTICLE), voice="loud")
        with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.9999; not 95$"):
            naming(named(ARTICLE), interval=95)

    def test_without_names_the_table_is_empty_and_has_its_columns(self, corpus_of):
        table = naming(corpus_of(ARTICLE))
        assert table.empty
        assert table.columns.tolist() == NAMING

    def test_the_counts_of_the_shipped_corpus_add_up(self):
        corpus = load_corpus()
        table, found = naming(corpus), mentions(corpus)
        by_entity = table.groupby(["entity", "document"]).agg({"count": "sum", "mentions": "first"})
        assert (by_entity["count"] == by_entity["mentions"]).all()
        assert table["count"].sum() == len(found)
        assert table["own"].sum() == (found["voice"] == "own").sum()
        assert table["quoted"].sum() == (found["voice"] == "quoted").sum()


PIECES = st.sampled_from(["ferry", "Ferry’s", "boat", "old boat", "ferry house", "tub", "gale", "Great Storm", "dust"])
SENTENCES = st.lists(st.tuples(st.lists(PIECES, min_size=1, max_size=5), st.booleans(), st.booleans()), max_size=5)


@PROPERTY
@given(rows=SENTENCES, others=SENTENCES)
def test_in_any_text_spans_hold_and_own_quoted_and_mixed_mentions_are_all(corpus_of, tmp_path_factory, rows, others):
    folder = tmp_path_factory.mktemp("names")
    (folder / "names.csv").write_text("\n".join([HEADER, *NAMES]) + "\n", encoding="utf-8")
    texts = []
    for told in (rows, others):
        marked = [f"“{' '.join(row)}” there" if quote else " ".join(row) for row, quote, _ in told]
        texts.append(" ".join(f"Now {row} {'went “away”' if end else 'went'}." for row, (_, _, end) in
                              zip(marked, told, strict=True)))  # fmt: skip
    corpus = dataclasses.replace(corpus_of(*texts), folder=folder)
    found, table = mentions(corpus), naming(corpus)
    for row in found.to_dict("records"):
        assert corpus[row["document"]].text[row["start"] : row["end"]] == row["keyword"]
    mixed = found[found["voice"] == "mixed"].groupby(["entity", "label", "document"]).size().to_dict()
    for row in table.to_dict("records"):
        key = (row["entity"], row["label"], row["document"])
        assert row["own"] + row["quoted"] + mixed.get(key, 0) == row["count"]
    assert table["count"].sum() == len(found)
    pieces = [piece for told in (rows, others) for row, _, _ in told for piece in row]
    # "old" and "boat" cannot meet over two pieces, nor "ferry" and "house": every piece is its own mention.
    assert len(found) == sum(piece not in ("dust", "ferry house") for piece in pieces)


class TestDivergence:
    ROWS = ("X,actor,a,alpha,", "X,actor,b,beta,", "Y,actor,c,gamma,", "Y,actor,d,delta,")

    def test_labels_that_are_never_shared_lie_one_bit_apart(self, named):
        table = naming_divergence(named("Now alpha, alpha, alpha.", "Now beta, beta, beta.", rows=self.ROWS))
        assert table.columns.tolist() == DIVERGENCE
        row = table.iloc[0]
        assert len(table) == 1
        assert row[["entity", "mentions", "sources_mentions", "divergence"]].tolist() == ["X", 3, 3, 1.0]

    def test_chance_is_the_urn_worked_out_by_hand(self, named):
        # Three of six balls: 2 of the 20 deals are pure (1 bit), 18 are two to one (1 - H(1/3) = 0.081704 bits).
        table = naming_divergence(named("Now alpha, alpha, alpha.", "Now beta, beta, beta.", rows=self.ROWS))
        row = table.iloc[0]
        assert row["p"] == pytest.approx(0.1, abs=0.03)
        assert row["null_mean"] == pytest.approx(0.1 + 0.9 * 0.081704, abs=0.03)
        assert row["null_high"] == 1

    def test_the_same_labels_lie_together_and_p_is_one(self, named):
        table = naming_divergence(named("Now alpha, alpha, beta.", "Here alpha, alpha, beta.", rows=self.ROWS))
        assert table[["divergence", "p"]].values.tolist() == [[0, 1]]

    def test_a_divergence_between_the_two_by_hand(self, named):
        # (3/4, 1/4) against (1/4, 3/4): the middle is even (1 bit), each half has 0.811278 bits.
        text = "Now alpha, alpha, alpha, beta.", "Now beta, beta, beta, alpha."
        assert naming_divergence(named(*text, rows=self.ROWS))["divergence"][0] == pytest.approx(0.188722, abs=1e-6)

    @pytest.mark.parametrize("draws", [20, 200])
    def test_p_is_never_zero(self, named, draws):
        corpus = named("Now alpha. " * 30, "Now beta. " * 30, rows=self.ROWS)
        assert naming_divergence(corpus, draws=draws)["p"][0] == pytest.approx(1 / (draws + 1), abs=1e-6)

    def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(self, named):
        texts = "Now alpha, alpha, alpha, beta, gamma, delta.", "Now beta, beta, alpha, delta, delta, gamma."
        corpus = named(*texts, rows=self.ROWS)
        one, same, other = (naming_divergence(corpus, draws=50, seed=seed) for seed in (3, 3, 4))
        assert_frame_equal(one, same)
        assert one["null_mean"].tolist() != other["null_mean"].tolist()
        assert one["divergence"].tolist() == other["divergence"].tolist()

    def test_an_entity_that_one_side_lacks_is_left_out(self, named):
        texts = "Now alpha and gamma.", "Now beta alone."
        assert naming_divergence(named(*texts, rows=self.ROWS))["entity"].tolist() == ["X"]
        assert naming_divergence(named(*reversed(texts), rows=self.ROWS))["entity"].tolist() == ["X"]
        assert naming_divergence(named("Now alpha.", "Now gamma.", rows=self.ROWS)).empty

    def test_sources_further_from_all_others_are_counted_by_hand(self, named):
        # (2, 2) against (3, 2) is near; (3, 0) against (2, 4) and (0, 2) against (5, 2) are further.
        table = naming_divergence(
            named("Now alpha, beta, alpha, beta.", "Now alpha, alpha, alpha.", "Now beta, beta.", "Nothing.",
                  rows=self.ROWS)
        )  # fmt: skip
        assert table[["further", "sources"]].values.tolist() == [[2, 2]]

    def test_a_copy_of_a_source_is_counted_once(self, named):
        source = "Now the old beta went out with another beta at noon and came back at night."
        alone, copied = (
            naming_divergence(named("Now alpha.", *sources, rows=self.ROWS)) for sources in ([source], [source] * 3)
        )
        assert alone["sources_mentions"].tolist() == copied["sources_mentions"].tolist() == [2]

    @pytest.mark.parametrize("sources", [(), ("",), ("Word",)])
    def test_nothing_to_compare_with_gives_an_empty_table(self, named, sources):
        table = naming_divergence(named("Now alpha.", *sources, rows=self.ROWS))
        assert table.empty
        assert table.columns.tolist() == DIVERGENCE

    def test_without_names_the_table_is_empty_and_has_its_columns(self, corpus_of):
        table = naming_divergence(corpus_of("Now alpha.", "Now beta."))
        assert table.empty
        assert table.columns.tolist() == DIVERGENCE

    def test_too_few_draws_are_refused(self, named):
        with pytest.raises(CrossreadError, match=r"^draws must lie between 20 and 1000000; not 19$"):
            naming_divergence(named("Now alpha.", "Now beta.", rows=self.ROWS), draws=19)
