"""Hits of the word lists, counted by hand, with their spans and voices; rates with Garwood's interval."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load_corpus
from analysis.errors import CrossreadError
from analysis.measure.uncertainty import rate_interval
from analysis.measure.wording import HITS, RATES, lexicon_hits, lexicon_rates
from analysis.read.lexicons import LEXICONS, lexicon

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True, database=None)
# 25 words. Hedges: perhaps, may, could (quoted); boosters: clearly, no doubt; evaluative: brave (quoted), sham, sham.
ARTICLE = (
    "Perhaps it may rain in May. The mayor said, “It could be a brave plan.” "
    "It is clearly a sham, no doubt a Sham, a sham."
)
# 11 words: quoted 5. Hedges: may (quoted).
SOURCE = "The bank said, “It may lend us money.” It then did."


def forms(table, name: str, document: str = "paper", category: str = "all"):
    here = table[(table["lexicon"] == name) & (table["document"] == document) & (table["category"] == category)]
    assert len(here) == 1
    return here.iloc[0]


class TestHits:
    def test_every_hit_in_the_order_of_lists_and_texts(self, corpus_of):
        table = lexicon_hits(corpus_of(ARTICLE, SOURCE))
        assert table.columns.tolist() == HITS
        told = ["lexicon", "category", "lemma", "document", "sentence", "keyword", "voice"]
        assert table[told].values.tolist() == [
            ["hedges", "adverb", "perhaps", "paper", 1, "Perhaps", "own"],
            ["hedges", "modal", "may", "paper", 1, "may", "own"],
            ["hedges", "modal", "could", "paper", 2, "could", "quoted"],
            ["hedges", "modal", "may", "s1", 1, "may", "quoted"],
            ["boosters", "adverb", "clearly", "paper", 3, "clearly", "own"],
            ["boosters", "phrase", "no doubt", "paper", 3, "no doubt", "own"],
            ["evaluative", "positive", "brave", "paper", 2, "brave", "quoted"],
            ["evaluative", "negative", "sham", "paper", 3, "sham", "own"],
            ["evaluative", "negative", "sham", "paper", 3, "sham", "own"],
            ["reporting verbs", "neutral", "say", "paper", 2, "said", "own"],
            ["reporting verbs", "neutral", "say", "s1", 1, "said", "own"],
        ]

    def test_every_span_of_the_shipped_corpus_holds_its_keyword_and_no_two_of_a_list_overlap(self):
        corpus = load_corpus()
        for (_, name), here in lexicon_hits(corpus).groupby(["lexicon", "document"]):
            text = corpus[name].text
            assert [text[a:b] for a, b in zip(here["start"], here["end"], strict=True)] == here["keyword"].tolist()
            assert (here["end"].to_numpy()[:-1] <= here["start"].to_numpy()[1:]).all()

    def test_may_counts_in_lower_case_only(self, corpus_of):
        text = "It may rain in May there. They say that MAY came at last. May it rain? They may."
        assert lexicon_hits(corpus_of(text), ["hedges"])["start"].tolist() == [3, text.rindex("may")]

    def test_a_phrase_counts_once_and_over_a_line_end(self, corpus_of):
        table = lexicon_hits(corpus_of("It is beyond all doubt here, and in\nfact no doubt is left."), ["boosters"])
        assert table["keyword"].tolist() == ["beyond all doubt", "in\nfact", "no doubt"]

    def test_a_phrase_does_not_cross_a_sentence_end(self, corpus_of):
        assert lexicon_hits(corpus_of("They came in. Fact after fact was told."), ["boosters"]).empty

    def test_a_phrase_that_crosses_a_quotation_mark_is_of_mixed_voice(self, corpus_of):
        table = lexicon_hits(corpus_of("He said that it was in “fact” true."), ["boosters"])
        assert table[["keyword", "voice"]].values.tolist() == [["in “fact", "mixed"]]

    def test_only_whole_words_count(self, corpus_of):
        assert lexicon_hits(corpus_of("A culture of brave-hearted shampoo makers, mayhem and couldron.")).empty

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mayor said that it rains.", ["said"]),
            ("It rains there all day, the mayor said.", ["said"]),
            ("The mayor claims that it rains.", ["claims"]),
            ("The mayor pointed out that it rains.", ["pointed out"]),
            ("The claims were old.", []),
            ("The claims and the reports were old.", []),
            ("In the town there were protests at night.", []),
        ],
    )
    def test_reporting_verbs_count_only_where_an_attribution_hangs_on_them(self, corpus_of, text, expected):
        corpus = corpus_of(text)
        assert lexicon_hits(corpus, ["reporting verbs"])["keyword"].tolist() == expected
        assert bool(expected) == any(a.cue for a in corpus.target.attributions)

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Press reports on the flood said that it rained there.", "reports"),
            ("The bank said of the March protests that nobody came there.", "protests"),
            ("The paper set two labels side by side there.", "labels"),
            ("The bank published details on Monday and said that it rained there.", "details"),
        ],
    )
    def test_a_noun_or_a_participle_is_no_reporting_verb(self, corpus_of, text, word):
        assert word not in lexicon_hits(corpus_of(text), ["reporting verbs"])["keyword"].tolist()

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("They saw reports and points of all sorts.", "points"),
            ("The bank, a body strongly opposed to the town, wrote that it rained there.", "opposed"),
            ("The public thought less of it.", "thought"),
        ],
    )
    def test_other_nouns_and_participles_are_no_reporting_verbs(self, corpus_of, text, word):
        assert word not in lexicon_hits(corpus_of(text), ["reporting verbs"])["keyword"].tolist()

    def test_every_reporting_verb_of_the_shipped_corpus_lies_in_a_cue(self):
        corpus = load_corpus()
        for row in lexicon_hits(corpus, ["reporting verbs"]).to_dict("records"):
            cues = [a.cue for a in corpus[row["document"]].attributions if a.cue]
            assert any(cue.start < row["end"] and row["start"] < cue.end for cue in cues), row

    def test_one_list_alone_gives_the_same_hits_as_all_together(self, corpus_of):
        corpus = corpus_of(ARTICLE, SOURCE)
        every = lexicon_hits(corpus)
        for name in LEXICONS:
            assert lexicon_hits(corpus, [name]).values.tolist() == every[every["lexicon"] == name].values.tolist()

    def test_lists_come_in_the_order_asked_for(self, corpus_of):
        table = lexicon_hits(corpus_of(ARTICLE), ["evaluative", "hedges"])
        assert table["lexicon"].unique().tolist() == ["evaluative", "hedges"]

    def test_no_list_at_all_gives_an_empty_table_with_its_columns(self, corpus_of):
        for table, columns in (
            (lexicon_hits(corpus_of(ARTICLE), []), HITS), (lexicon_rates(corpus_of(ARTICLE), []), RATES)
        ):  # fmt: skip
            assert table.empty
            assert table.columns.tolist() == columns

    def test_an_unknown_list_is_refused_with_those_there_are(self, corpus_of):
        for function in (lexicon_hits, lexicon_rates):
            with pytest.raises(
                CrossreadError,
                match=r"^lexicon must be one of 'hedges', 'boosters', 'evaluative', 'reporting verbs'; not 'insults'$",
            ):
                function(corpus_of(ARTICLE), ["hedges", "insults"])

    def test_a_name_in_place_of_a_list_is_told_as_it_was_given(self, corpus_of):
        try:
            table = lexicon_hits(corpus_of(ARTICLE), "hedges")
        except CrossreadError as error:
            assert "'hedges'" in str(error).split("; not ")[1]
        else:
            assert table["lexicon"].unique().tolist() == ["hedges"]

    @pytest.mark.parametrize("text", ["", "\n", "—", "Ferry", "May"])
    def test_texts_of_one_word_or_none_have_no_hits(self, corpus_of, text):
        assert lexicon_hits(corpus_of(text, text)).empty


class TestRates:
    def test_counts_by_hand(self, corpus_of):
        table = lexicon_rates(corpus_of(ARTICLE, SOURCE))
        assert table.columns.tolist() == RATES
        rows = [
            (name, forms(table, name, document)[["count", "tokens", "hits"]].tolist())
            for name in ("hedges", "boosters", "evaluative", "reporting verbs")
            for document in ("paper", "s1")
        ]
        assert rows == [
            ("hedges", [3, 26, "could 1, may 1, perhaps 1"]),
            ("hedges", [1, 11, "may 1"]),
            ("boosters", [2, 26, "clearly 1, no doubt 1"]),
            ("boosters", [0, 11, ""]),
            ("evaluative", [3, 26, "sham 2, brave 1"]),
            ("evaluative", [0, 11, ""]),
            ("reporting verbs", [1, 26, "said 1"]),
            ("reporting verbs", [1, 11, "said 1"]),
        ]

    def test_categories_add_up_to_all(self, corpus_of):
        table = lexicon_rates(corpus_of(ARTICLE, SOURCE))
        for name in LEXICONS:
            here = table[table["lexicon"] == name]
            assert set(here["category"]) == {"all"} | {entry.category for entry in lexicon(name)}
            parts = here[here["category"] != "all"].groupby("document")["count"].sum()
            assert parts.to_dict() == here[here["category"] == "all"].set_index("document")["count"].to_dict()
        assert forms(table, "evaluative", category="negative")["count"] == 2

    @pytest.mark.parametrize(
        ("voice", "hedges", "evaluative", "tokens"), [("all", 3, 3, 26), ("own", 2, 2, 20), ("quoted", 1, 1, 6)]
    )
    def test_a_voice_counts_its_own_words(self, corpus_of, voice, hedges, evaluative, tokens):
        table = lexicon_rates(corpus_of(ARTICLE, SOURCE), voice=voice)
        for name, count in (("hedges", hedges), ("evaluative", evaluative)):
            row = forms(table, name)
            assert (row["count"], row["tokens"]) == (count, tokens)
            assert row["per_1000"] == pytest.approx(1000 * count / tokens, abs=1e-6)

    @pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
    def test_rates_have_garwoods_interval(self, corpus_of, level):
        for row in lexicon_rates(corpus_of(ARTICLE, SOURCE), interval=level).to_dict("records"):
            low, high = rate_interval(row["count"], row["tokens"], level)
            assert (row["low"], row["high"]) == pytest.approx((float(low), float(high)), abs=1e-6)
            assert row["low"] <= row["per_1000"] <= row["high"]

    def test_no_hits_in_a_thousand_words_as_garwood_gives_it(self, corpus_of):
        # -ln(0.025) = 3.688879: the bound of no events.
        row = forms(lexicon_rates(corpus_of("Now it rains there. " * 250)), "hedges")
        assert (row["count"], row["tokens"], row["low"]) == (0, 1000, 0)
        assert row["high"] == pytest.approx(3.688879, abs=1e-6)

    @pytest.mark.parametrize("texts", [("", ""), (ARTICLE, ""), ("", SOURCE)])
    def test_a_text_without_words_has_no_rate(self, corpus_of, texts):
        corpus = corpus_of(*texts)
        for row in lexicon_rates(corpus).to_dict("records"):
            empty = not corpus[row["document"]].words
            assert all(numpy.isnan(row[name]) == empty for name in ("per_1000", "low", "high"))
            assert not (empty and (row["count"] or row["hits"]))

    def test_a_text_without_quotations_has_no_quoted_rate(self, corpus_of):
        row = forms(lexicon_rates(corpus_of("It may rain."), voice="quoted"), "hedges")
        assert row["tokens"] == row["count"] == 0
        assert numpy.isnan(row["per_1000"])

    def test_a_corpus_of_the_article_alone_has_its_rows(self, corpus_of):
        assert lexicon_rates(corpus_of(ARTICLE))["document"].unique().tolist() == ["paper"]

    def test_a_hit_over_two_voices_counts_in_neither(self, corpus_of):
        corpus = corpus_of("He said that it was in “fact” true.")
        counts = {v: forms(lexicon_rates(corpus, voice=v), "boosters")["count"] for v in ("all", "own", "quoted")}
        assert counts == {"all": 1, "own": 0, "quoted": 0}

    def test_an_unknown_voice_or_level_is_refused(self, corpus_of):
        with pytest.raises(CrossreadError, match=r"^voice must be one of 'all', 'own', 'quoted'; not 'loud'$"):
            lexicon_rates(corpus_of(ARTICLE), voice="loud")
        with pytest.raises(CrossreadError, match=r"^interval must lie between 0\.5 and 0\.9999; not 95$"):
            lexicon_rates(corpus_of(ARTICLE), interval=95)

    def test_the_forms_of_the_shipped_corpus_add_up_to_their_counts(self):
        for row in lexicon_rates(load_corpus()).to_dict("records"):
            told = [part.rpartition(" ") for part in row["hits"].split(", ")] if row["hits"] else []
            assert sum(int(number) for _, _, number in told) == row["count"]
            numbers = [int(number) for _, _, number in told]
            assert numbers == sorted(numbers, reverse=True)
            assert len({form for form, _, _ in told}) == len(told)

    def test_a_list_named_twice_is_counted_once(self, corpus_of):
        table = lexicon_rates(corpus_of(ARTICLE), ["hedges", "hedges"])
        assert set(table.loc[table["category"] == "all", "count"]) == {3}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("It is in\nfact so, and it is in fact so.", "in fact 2"),
            ("It is in\u00a0fact so, and it is in fact so.", "in fact 2"),
            ("It is in, fact, so, and it is in fact so.", "in fact 2"),
        ],
    )
    def test_one_form_is_told_once_however_it_is_set(self, corpus_of, text, expected):
        assert forms(lexicon_rates(corpus_of(text)), "boosters")["hits"] == expected


WORDS = st.sampled_from(
    ["perhaps", "may", "May", "Could", "sham", "brave", "no doubt", "in fact", "clearly", "rain", "ox"]
)
ROWS = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=5), st.booleans()), max_size=5)


@PROPERTY
@given(rows=ROWS)
def test_in_any_text_spans_hold_and_voices_and_categories_add_up(corpus_of, rows):
    pieces = [piece for row, _ in rows for piece in row]
    joined = [f"“{', '.join(row)}”" if quote else ", ".join(row) for row, quote in rows]
    text = " ".join(f"Now {row} went." for row in joined)
    corpus = corpus_of(text)
    found = lexicon_hits(corpus, ["hedges", "boosters", "evaluative"])
    assert len(found) == sum(piece not in ("May", "rain", "ox") for piece in pieces)
    for row in found.to_dict("records"):
        assert corpus[row["document"]].text[row["start"] : row["end"]] == row["keyword"]
    tables = [lexicon_rates(corpus, ["hedges", "boosters", "evaluative"], voice=v) for v in ("all", "own", "quoted")]
    for every, own, quoted in zip(*(table.to_dict("records") for table in tables), strict=True):
        assert every["count"] == own["count"] + quoted["count"]
        assert every["tokens"] == own["tokens"] + quoted["tokens"]
