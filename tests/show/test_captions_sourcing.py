"""The captions of sourcing tell acts, denominators, engine, corrections and trust, each from the table."""

import re
from dataclasses import replace

import pytest

from analysis.read.attribution.corrections import correction
from analysis.read.corpus import Corpus
from analysis.show import captions_sourcing, gallery, sourcing_tables

MAKERS = {
    "03-attribution": sourcing_tables.profile,
    "03-mix": sourcing_tables.mix,
    "03-voices": sourcing_tables.lanes,
    "03-stance": sourcing_tables.stances,
    "03-unattributed": sourcing_tables.unattributed,
    "03-diversity": sourcing_tables.diversity,
}
KEYS = list(MAKERS)


@pytest.fixture
def bridge(bridge):
    """The bridge as the rules mark it, whichever engine is the default."""
    return Corpus(bridge.folder, tuple(replace(document, engine="rules") for document in bridge))


@pytest.fixture
def tables(bridge):
    """Each table of the bridge, computed once for a test."""
    return {key: gallery.REGISTRY[key].table(bridge) for key in KEYS}


def caption_of(key, table):
    return gallery.REGISTRY[key].sentences(table)[0]


def corrected(corpus, action="remove", **changes):
    """The corpus with one line about the article's first mark."""
    target = corpus.target
    row = replace(correction(target.id, target.text, target.attributions[0], action), **changes)
    return Corpus(corpus.folder, (replace(target, corrections=(row,)), *corpus.contrast))


class TestEveryCaption:
    @pytest.mark.parametrize("key", KEYS)
    def test_all_acts_are_told(self, bridge, key):
        caption = caption_of(key, MAKERS[key](bridge, act="all"))
        assert "Shown: all acts (speech, belief, intention, perception)" in caption

    def test_the_engine_is_told(self, tables):
        for key, table in tables.items():
            caption = caption_of(key, table)
            assert f"marked by {captions_sourcing.ENGINES['rules']}" in caption, key

    @pytest.mark.parametrize("key", KEYS)
    def test_speech_alone_is_told(self, bridge, key):
        assert "Shown: reported speech alone" in caption_of(key, MAKERS[key](bridge, act="speech"))

    def test_another_engine_is_told(self, tables):
        for key, table in tables.items():
            table.attrs["engine"] = "transformer"
            assert "marked by a small transformer" in caption_of(key, table)

    @pytest.mark.parametrize("key", KEYS)
    def test_corrections_are_counted(self, bridge, key):
        before = gallery.REGISTRY[key].table(bridge)
        assert f"corrected by a reader: none of {before.attrs['marks']}." in caption_of(key, before)
        after = gallery.REGISTRY[key].table(corrected(bridge, "replace"))
        assert f"corrected by a reader: 1 of {after.attrs['marks']}" in caption_of(key, after)

    def test_corrections_set_aside_are_counted_and_not_applied(self, bridge):
        stale = corrected(bridge, text_sha256="0" * 16)
        table = sourcing_tables.profile(stale)
        told = f"none of {table.attrs['marks']} (1 correction set aside because the text has changed)."
        assert told in caption_of("03-attribution", table)
        assert table["attributed"].tolist() == sourcing_tables.profile(bridge)["attributed"].tolist()

    def test_digests_are_told_with_what_may_not_be_concluded(self, tables):
        for key in ("03-attribution", "03-mix", "03-stance", "03-unattributed", "03-diversity"):
            caption = caption_of(key, tables[key])
            assert "1 source of 3 is a digest" in caption, key
            assert "the workbook's own, not its publisher's." in caption, key

    def test_without_digests_nothing_is_said_of_them(self, bridge):
        full = Corpus(bridge.folder, tuple(document for document in bridge if document.kind != "digest"))
        for key in KEYS:
            assert "digest" not in " ".join(gallery.described(key, full)[1:]), key

    def test_how_far_to_trust_a_measure_is_told_with_its_warning(self, tables):
        row = {"measure": "word_share", "label": "share of words", "r": 0.951, "mae": 0.0412, "people_r": 0.79,
               "people_mae": 0.055, "warning": ""}  # fmt: skip
        table = tables["03-attribution"]
        table.attrs["trust"] = [row]
        caption = caption_of("03-attribution", table)
        told = "share of words r 0.95, mean error 0.041 (people among themselves 0.79, 0.055)"
        assert told in caption and "has not been measured" not in caption
        table.attrs["trust"] = [row | {"warning": "not to be leaned on"}]
        assert f"{told}; not to be leaned on." in caption_of("03-attribution", table)

    def test_where_nothing_was_measured_that_is_told(self, tables):
        table = tables["03-diversity"]
        table.attrs["trust"] = []
        assert "has not been measured" in caption_of("03-diversity", table)

    def test_a_table_of_ones_own_needs_no_attrs(self, tables):
        for key, table in tables.items():
            bare = table.copy()
            bare.attrs = {}
            caption = caption_of(key, bare)
            assert caption.endswith(".") and "marked by" not in caption, key

    def test_an_article_in_which_nobody_speaks_gets_captions(self, bridge):
        silent = replace(bridge.target, text="A bridge\n\nThe bridge is new. It is long.")
        corpus = Corpus(bridge.folder, (silent, *bridge.contrast))
        for key in KEYS:
            _, caption, alt = gallery.described(key, corpus)
            assert caption.endswith(".") and alt.endswith(".")
            assert not re.search(r"\b(?:nan|inf)\b", f"{caption} {alt}")


class TestNumbers:
    def test_the_article_is_told_with_share_and_interval(self, tables):
        row = tables["03-unattributed"].iloc[0]
        caption = caption_of("03-unattributed", tables["03-unattributed"])
        assert f"nobody is cited for {row['uncited']} of {row['statements']} statements" in caption
        assert f"{100 * row['low']:.0f} % to {100 * row['high']:.0f} %" in caption

    def test_acts_are_counted_where_any_is_no_speech(self, tables):
        table = tables["03-attribution"]
        assert "by act" not in caption_of("03-attribution", table.assign(speech=3, belief=0, intention=0, perception=0))
        more = table.assign(speech=3, belief=2, intention=0, perception=1)
        assert "; by act 3 speech, 2 belief and 1 perception." in caption_of("03-attribution", more)

    def test_first_figures_stand_with_their_sentence(self, bridge):
        text = "A bridge\n\nSome 40 boats passed. The mayor said 12 sank."
        corpus = Corpus(bridge.folder, (replace(bridge.target, text=text), *bridge.contrast))
        caption = caption_of("03-unattributed", sourcing_tables.unattributed(corpus))
        assert re.search(r"First such figures: “[^”]*40[^”]*” \(sentence 1\)\.", caption)
        assert "12" not in caption

    def test_voices_are_told_by_their_words(self, tables):
        table = tables["03-voices"]
        caption = caption_of("03-voices", table)
        said = table[table["voice"] != ""]
        assert caption.startswith(f"Paper: {said['voice'].nunique()} voice")
        words = int((said["end_word"] - said["start_word"]).sum())
        assert f"{said['voice'].iloc[0]} ({words} words)" in caption

    def test_counts_of_the_mix_are_those_of_the_table(self, tables):
        table = tables["03-mix"]
        own = table[(table["kind"] == "original") & (table["by"] == "by mode") & (table["attributions"] > 0)].iloc[0]
        assert f"{own['category']} {own['attributions']} (95 % interval" in caption_of("03-mix", table)

    def test_counts_of_the_stances_are_those_of_the_table(self, tables):
        table = tables["03-stance"]
        total = int(table[table["texts"] == "sources"].drop_duplicates("group")["of"].sum())
        assert f"in the sources {total} cues" in caption_of("03-stance", table)

    def test_the_effective_number_is_that_of_the_table(self, tables):
        table = tables["03-diversity"]
        assert f"as diverse as {table['effective'].iloc[0]:.1f} sources" in caption_of("03-diversity", table)


class TestDigests:
    def test_one_and_many(self):
        assert "2 sources of 2 are digests" in captions_sourcing.digests(["original", "digest", "digest"])
        assert captions_sourcing.digests(["original", "full"]) == ""
