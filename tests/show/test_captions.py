"""The sentences under a picture say what its table says, and nothing that the workbook refuses to say."""

import re

import pytest

from analysis import measure
from analysis.show import captions, captions_words, gallery

VERDICTS = re.compile(r"(?i)\b(omit\w*|bias\w*|credib\w*|lie[sd]?|false\w*|wrong\w*)\b")


def told(corpus, name):
    table = corpus.table if name == "documents" else getattr(measure, name)(corpus)
    home = captions if hasattr(captions, name) else captions_words
    return table, *getattr(home, name)(table)


@pytest.mark.parametrize("name", ["documents", "keyness", "sourcing_profile", "overlap", "coverage", "stated_figures"])
class TestEveryCaption:
    def test_caption_and_alternative_text_are_sentences(self, bridge, name):
        _, caption, alt = told(bridge, name)
        for text in (caption, alt):
            assert text[0].isupper() or text[0].isdigit()
            assert text.endswith(".")
            assert "  " not in text

    def test_no_verdict_is_spoken(self, bridge, name):
        _, caption, alt = told(bridge, name)
        assert not VERDICTS.search(caption.replace("none is taken for the true one", "") + alt)

    def test_no_missing_value_is_printed(self, bridge, name):
        _, caption, alt = told(bridge, name)
        assert "nan" not in f"{caption} {alt}".lower().split()


def test_numbers_of_the_documents_caption_are_those_of_the_table(bridge):
    table, caption, _ = told(bridge, "documents")
    assert f"{table['words'].iloc[0]} words" in caption
    assert "3 sources" in caption
    assert "1 source of 3 is a digest" in caption


def test_share_and_interval_of_the_article_stand_in_the_sourcing_caption(bridge):
    table, caption, _ = told(bridge, "sourcing_profile")
    row = table.iloc[0]
    assert caption.startswith(f"{row['attributed']} of {row['sentences']} body sentences of the article")
    assert f"{100 * row['low']:.0f} % to {100 * row['high']:.0f} %" in caption


def test_the_stated_figures_caption_changes_when_the_table_does(bridge):
    table, caption, _ = told(bridge, "stated_figures")
    changed = table.assign(high=table["high"] + 1, low=table["low"] + 1)
    assert captions.stated_figures(changed)[0] != caption


def test_an_empty_ladder_says_that_nothing_is_shared(bridge):
    table = measure.stated_figures(bridge).iloc[:0]
    assert captions.stated_figures(table)[0].startswith("No number is given by the article and a source")


def test_a_corpus_of_the_article_alone_gets_captions(bridge):
    from analysis.read.corpus import Corpus

    alone = Corpus(bridge.folder, bridge.documents[:1])
    for name in ("documents", "sourcing_profile", "overlap", "coverage", "stated_figures"):
        _, caption, alt = told(alone, name)
        assert caption and alt


def test_every_figure_of_the_registry_has_its_caption_function():
    for key, entry in gallery.REGISTRY.items():
        assert entry.sentences.__module__.startswith("analysis.show.captions"), key
