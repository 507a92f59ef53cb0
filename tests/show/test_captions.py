"""The sentences under a picture say what its table says, and nothing that the workbook refuses to say."""

import re

import pandas
import pytest

from analysis.measure.noise import keyness_beside_noise
from analysis.read.corpus import Corpus
from analysis.show import captions_claims, captions_words, gallery

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


class TestCaptionsOfClaims:
    def matrix(self, *cells):
        """Two claims by two sources; a cell is relation and status."""
        rows = [
            {"claim": f"c{i // 2}", "document": f"s{i % 2}", "publisher": f"Source {i % 2}", "relation_final": relation,
             "status": status, "searched": 20 + i % 2}
            for i, (relation, status) in enumerate(cells)
        ]  # fmt: skip
        return pandas.DataFrame(rows)

    def test_the_matrix_tells_what_is_shared_what_differs_and_how_much_is_decided(self):
        table = self.matrix(
            ("figures differ", "confirmed"), ("not found", "unreviewed"), ("related", "unreviewed"), ("same", "changed")
        )
        caption, alt = captions_claims.claim_matrix(table)
        assert caption.startswith(
            "For 2 of 2 claims at least one of 2 sources says the same, a part of it, or otherwise"
        )
        assert "1 of 4 cells hold a difference. 2 of 3 filled cells have been decided by a reader" in caption
        assert "whose 20 to 21 sentences were searched" in caption
        assert alt == (
            "Matrix of 2 claims by 2 sources: figures differ 1, related 1, same 1; not found in 1 of 4 cells."
        )

    @pytest.mark.parametrize(
        ("status", "decided"),
        [("confirmed", 1), ("changed", 1), ("rejected", 1), ("unreviewed", 0), ("disputed", 0), ("stale", 0)],
    )
    def test_only_decisions_that_stand_are_counted(self, status, decided):
        caption, _ = captions_claims.claim_matrix(self.matrix(("same", status), ("related", "unreviewed")))
        assert f"{decided} of 2 filled cells have been decided" in caption

    def test_what_is_merely_related_or_of_another_time_is_not_told_as_said(self):
        caption, _ = captions_claims.claim_matrix(self.matrix(("related", "confirmed"), ("other time", "changed")))
        assert caption.startswith("For 0 of 1 claim at least one")
        assert "0 of 2 cells hold a difference" in caption

    def test_a_matrix_in_which_nothing_is_found(self):
        caption, alt = captions_claims.claim_matrix(self.matrix(("not found", "unreviewed")))
        assert "0 of 0 filled cells" in caption and "whose 20 sentences were searched" in caption
        assert "no relation in any cell" in alt

    def test_numbers_of_a_corpus_are_those_of_its_table(self, bridge):
        table, caption, _ = told(bridge, "04-claim-matrix")
        filled = int((table["relation_final"] != "not found").sum())
        assert f"0 of {filled} filled cells" in caption
        assert f"of {len(table)} cells hold a difference" in caption

    def coverage(self, *rows):
        columns = ["publisher", "claims", "found", "share", "confirmed"]
        return pandas.DataFrame(rows, columns=columns)

    def test_coverage_tells_most_least_and_what_a_reader_confirmed(self):
        table = self.coverage(("A", 4, 1, 0.25, 1), ("B", 4, 3, 0.75, 1), ("C *", 4, 0, 0.0, 0))
        caption, alt = captions_claims.coverage(table)
        assert caption.startswith("Of 4 claims of the article, B speaks to 3 and C to 0: states them, whole or in part")
        assert "2 of 4 such cells have been decided by a reader" in caption
        assert alt.endswith("from 0 % to 75 %.")

    def test_one_source_is_not_held_against_itself(self):
        caption, _ = captions_claims.coverage(self.coverage(("A", 4, 1, 0.25, 0)))
        assert caption.startswith("Of 4 claims of the article, A speaks to 1: states them")

    def test_the_ladder_tells_every_group_with_the_articles_number_first(self, bridge):
        _, caption, alt = told(bridge, "04-stated-figures")
        assert "Drivers, 2021: the article over 4,000 drivers; 1 source 2,500. " in caption
        assert (
            alt
            == "Ladder of 2 numbers on a log scale in 1 group; drivers, 2021: the article over 4,000 drivers; "
            + ("1 source 2,500.")
        )

    def test_the_caption_of_the_ladder_changes_when_the_table_does(self, bridge):
        table, caption, _ = told(bridge, "04-stated-figures")
        changed = table.assign(high=table["high"] + 1, low=table["low"] + 1)
        assert captions_claims.stated_figures(changed)[0] != caption

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("04-claim-matrix", "There is no source to compare the claims with."),
            ("04-coverage", "There is no source to compare the claims with."),
            ("04-stated-figures", "No number is given by the article and a source for the same thing and year."),
        ],
    )
    def test_an_empty_table_says_so(self, bridge, key, expected):
        assert told(bridge.subset([]), key)[1] == expected


def test_a_corpus_of_the_article_alone_gets_captions(bridge):
    alone = Corpus(bridge.folder, bridge.documents[:1])
    for key in gallery.REGISTRY:
        _, caption, alt = told(alone, key)
        assert caption and alt


def test_every_figure_of_the_registry_has_its_caption_function():
    for key, entry in gallery.REGISTRY.items():
        assert entry.sentences.__module__.startswith("analysis.show.captions"), key
