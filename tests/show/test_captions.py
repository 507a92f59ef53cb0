"""The sentences under a picture say what its table says, and nothing that the workbook refuses to say."""

import re

import pytest

from analysis import measure
from analysis.measure.noise import keyness_beside_noise
from analysis.read.corpus import Corpus
from analysis.show import captions, captions_words, gallery

VERDICTS = re.compile(r"(?i)\b(omit\w*|bias\w*|credib\w*|lie[sd]?|false\w*|wrong\w*)\b")


def told(corpus, key):
    return gallery.described(key, corpus)


@pytest.mark.parametrize("key", gallery.REGISTRY)
class TestEveryCaption:
    def test_caption_and_alternative_text_are_sentences(self, named, key):
        _, caption, alt = told(named, key)
        for text in (caption, alt):
            assert text[0].isupper() or text[0].isdigit()
            assert text.endswith(".")
            assert "  " not in text

    def test_no_verdict_is_spoken(self, named, key):
        _, caption, alt = told(named, key)
        assert not VERDICTS.search(caption.replace("none is taken for the true one", "") + alt)

    def test_no_missing_value_is_printed(self, named, key):
        _, caption, alt = told(named, key)
        assert not re.search(r"\b(?:nan|inf)\b", f"{caption} {alt}".lower())


class TestCaptionsOfWords:
    def test_the_noise_floor_stands_beside_the_keyness_result(self, named):
        table = keyness_beside_noise(named)
        table.attrs["noise"] = {"article": 9.0, "low": 1.5, "high": 12.25, "above": 2, "sources": 5, "halves": 0.5}
        caption, _ = captions_words.keyness(table)
        assert "flags 9.0 terms per 1,000 words of the article and 1.5 to 12.2 with each source in its place" in caption
        assert "as 2 sources of 5 reach more, the length of the list is no finding" in caption
        assert "between random halves of the article the token test alone flags 0.5 terms" in caption

    def test_an_article_above_its_sources_is_not_played_down(self, named):
        table = keyness_beside_noise(named)
        table.attrs["noise"] = {"article": 9.0, "low": 1.5, "high": 8.0, "above": 0, "sources": 5}
        assert "no finding" not in captions_words.keyness(table)[0]

    def test_what_cannot_be_judged_is_in_the_caption(self, named):
        two = named.subset(["office", "ferry"])
        caption, _ = captions_words.keyness(keyness_beside_noise(two))
        assert "With 2 of the 3 sources needed" in caption
        alone, _ = captions_words.keyness(keyness_beside_noise(named.subset([])))
        assert alone == "There is no source to compare with."

    def test_names_are_told_with_mentions_and_interval(self, named):
        _, caption, _ = told(named, "02-naming")
        # The article: "The bridge is a triumph. Over 4,000 drivers crossed it ... The old ferry ... the old ferry."
        assert "Crossing: ferry 2 of 3 (95 % interval 21 % to 94 %) and bridge 1 of 3" in caption

    def test_the_article_is_told_of_wherever_the_manifest_lists_it(self, named):
        later = Corpus(named.folder, (*named.documents[1:], named.documents[0]))
        for key in ("02-naming", "02-word-lists"):
            first, last = told(named, key)[1], told(later, key)[1]
            assert first == last

    def test_without_names_the_caption_says_how_to_get_them(self, bridge):
        assert "python -m analysis names" in told(bridge, "02-naming")[1]

    def test_counts_of_the_word_lists_are_those_of_the_table(self, named):
        table, caption, _ = told(named, "02-word-lists")
        own = table[table["document"] == "paper"].set_index(["lexicon", "category"])
        assert f"hedges {own.loc[('hedges', 'all'), 'count']} (" in caption


def test_numbers_of_the_documents_caption_are_those_of_the_table(bridge):
    table, caption, _ = told(bridge, "01-documents")
    assert f"{table['words'].iloc[0]} words" in caption
    assert "3 sources" in caption
    assert "1 source of 3 is a digest" in caption


def test_share_and_interval_of_the_article_stand_in_the_sourcing_caption(bridge):
    table, caption, _ = told(bridge, "03-attribution")
    row = table.iloc[0]
    assert caption.startswith(f"{row['attributed']} of {row['sentences']} body sentences of the article")
    assert f"{100 * row['low']:.0f} % to {100 * row['high']:.0f} %" in caption


def test_the_stated_figures_caption_changes_when_the_table_does(bridge):
    table, caption, _ = told(bridge, "04-stated-figures")
    changed = table.assign(high=table["high"] + 1, low=table["low"] + 1)
    assert captions.stated_figures(changed)[0] != caption


def test_an_empty_ladder_says_that_nothing_is_shared(bridge):
    table = measure.stated_figures(bridge).iloc[:0]
    assert captions.stated_figures(table)[0].startswith("No number is given by the article and a source")


def test_a_corpus_of_the_article_alone_gets_captions(bridge):
    alone = Corpus(bridge.folder, bridge.documents[:1])
    for key in gallery.REGISTRY:
        _, caption, alt = told(alone, key)
        assert caption and alt


def test_every_figure_of_the_registry_has_its_caption_function():
    for key, entry in gallery.REGISTRY.items():
        assert entry.sentences.__module__.startswith("analysis.show.captions"), key
