"""The article's sourcing against its sources': by hand, under no difference, and where nothing can be said."""

import numpy
import pytest
from pandas.testing import assert_frame_equal

from analysis.errors import CrossreadError
from analysis.measure.contrast import ALL, CONTRAST_COLUMNS, DIGEST, ONE, POOLED, sourcing_contrast
from tests.measure.reported import mill, office, reported, silent, together


def text_of(name: str, flags: str, kind: str = "full"):
    """A text of sentences of four words each; in those flagged 'x' Lind says two of the four.

    No two names share a run of words, so that no text is taken for a copy of another.
    """
    said, sentences, place = [], [], 0
    for i, flag in enumerate(flags):
        content = f"it{name}{i} rained{name}{i}"
        sentences.append(f"Lind said {content}." if flag == "x" else f"The sun{name}{i} shone again.")
        if flag == "x":
            said.append({"source": "Lind", "cue": "said", "content": content, "after": place})
        place += len(sentences[-1]) + 1
    return reported(name, " ".join(sentences), *said, kind=kind)


class TestOne:
    def test_values_and_difference_by_hand(self):
        corpus = together(text_of("paper", "x" * 3 + "-" * 21, "original"), text_of("other", "x-" * 10))
        row = sourcing_contrast(corpus, draws=200).iloc[0]
        assert row[["sentences", "other_sentences"]].tolist() == [24, 20]
        assert row[["value", "other_value", "difference"]].tolist() == pytest.approx([1 / 16, 1 / 4, -3 / 16], abs=1e-6)
        assert row["low"] < row["difference"] < row["high"]
        assert row["judged"] == "yes" and row["limit"] == ONE

    @pytest.mark.parametrize(("measure", "value"), [("share", 1 / 8), ("direct_share", 0)])
    def test_the_other_measures(self, measure, value):
        corpus = together(text_of("paper", "x" * 3 + "-" * 21, "original"), text_of("other", "x-" * 10))
        assert sourcing_contrast(corpus, measure, draws=50)["value"].tolist() == pytest.approx([value] * 2)

    def test_alike_texts_do_not_differ(self):
        corpus = together(text_of("paper", "x--" * 8, "original"), text_of("other", "-x-" * 8))
        row = sourcing_contrast(corpus, draws=200).iloc[0]
        assert row["difference"] == 0 and row["p"] == 1
        assert row["low"] < 0 < row["high"]

    def test_unlike_texts_do(self):
        corpus = together(text_of("paper", "-" * 30, "original"), text_of("other", "x" * 30))
        row = sourcing_contrast(corpus, draws=500).iloc[0]
        assert row["p"] == pytest.approx(1 / 501, abs=2e-3) and row["high"] < 0

    def test_chance_differences_are_found_about_as_rarely_as_promised(self):
        draw, found = numpy.random.default_rng(0), 0
        for i in range(60):
            flags = ["".join(draw.choice(["x", "-"], p=[0.3, 0.7], size=24)) for _ in range(2)]
            corpus = together(text_of("paper", flags[0], "original"), text_of("other", flags[1]))
            found += sourcing_contrast(corpus, draws=60, seed=i)["p"].iloc[0] <= 0.1
        assert found <= 14

    def test_too_few_sentences_are_not_judged(self):
        row = sourcing_contrast(together(mill(), office())).iloc[0]
        assert numpy.isnan(row["p"]) and numpy.isnan(row["q"])
        assert row["judged"] == "cannot be judged: 2 sentences that count, fewer than 12"
        assert row["low"] <= row["difference"] <= row["high"]

    def test_a_text_without_attributions_has_no_direct_share(self):
        row = sourcing_contrast(together(mill(), silent()), "direct_share").iloc[0]
        assert numpy.isnan(row["other_value"]) and numpy.isnan(row["difference"])
        assert row["judged"].startswith("cannot be judged: 0 sentences")


class TestAll:
    def corpus(self, article="-" * 24, kind="full"):
        flags = ("x-" * 12, "x--" * 8, "xx-" * 8, "xx--" * 6, "x---" * 6, "xxx---" * 4)
        return together(
            text_of("paper", article, "original"), *(text_of(f"s{i}", f, kind) for i, f in enumerate(flags))
        )

    def test_the_mean_of_the_sources_by_hand(self):
        row = sourcing_contrast(self.corpus(), draws=100).iloc[-1]
        assert row["against"] == ALL and row["other_sentences"] == 6 * 24
        assert row["other_value"] == pytest.approx((1 / 4 + 1 / 6 + 1 / 3 + 1 / 4 + 1 / 8 + 1 / 4) / 6, abs=1e-6)

    def test_p_is_the_rank_among_all_documents(self):
        assert sourcing_contrast(self.corpus(), draws=50)["p"].iloc[-1] == pytest.approx(1 / 7, abs=1e-6)
        assert sourcing_contrast(self.corpus("x-" * 12), draws=50)["p"].iloc[-1] > 0.5

    def test_few_sources_are_not_judged(self):
        row = sourcing_contrast(self.corpus().subset(["s0", "s1"]), draws=50).iloc[-1]
        assert row["judged"] == "cannot be judged: 2 sources that count, fewer than 5"

    def test_q_covers_the_single_sources_alone(self):
        table = sourcing_contrast(self.corpus(), draws=100)
        assert (table["q"][:-1] >= table["p"][:-1]).all() and numpy.isnan(table["q"].iloc[-1])

    def test_limits_tell_of_digests_each_once(self):
        table = sourcing_contrast(self.corpus(kind="digest"), draws=50)
        assert table["limit"][0] == f"{ONE} {DIGEST}"
        assert table.attrs["limits"][:2] == [ONE, DIGEST]
        assert table.attrs["limits"][2].startswith(POOLED) and "6 of 6 sources are digests" in table.attrs["limits"][2]
        assert sourcing_contrast(self.corpus(), draws=50).attrs["limits"] == [ONE, POOLED]


class TestAsked:
    def test_no_sources_no_rows(self):
        table = sourcing_contrast(together(mill()))
        assert table.empty and table.columns.tolist() == CONTRAST_COLUMNS and table.attrs["limits"] == []

    def test_an_unknown_measure_is_refused(self):
        with pytest.raises(CrossreadError, match=r"^measure must be one of 'word_share'"):
            sourcing_contrast(together(mill()), "bias")

    def test_a_seed_repeats(self):
        corpus = together(text_of("paper", "x--" * 8, "original"), text_of("other", "xx-" * 8))
        assert_frame_equal(sourcing_contrast(corpus, draws=50, seed=4), sourcing_contrast(corpus, draws=50, seed=4))

    def test_acts_are_told(self):
        table = sourcing_contrast(together(mill(), office()), act="speech")
        assert set(table["acts"]) == {"speech"} and table.attrs["acts"] == "speech"
        assert table["value"].iloc[0] == pytest.approx(12 / 43, abs=1e-6)
