"""The edition says what the tables say, sentence by sentence: lane, words, margin; nothing of a text becomes markup."""

import html
import re
import sys
from dataclasses import replace
from pathlib import Path

import pandas
import pytest

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure.ledger import decision, reviewed
from analysis.measure.matrix import NOT_FOUND, RELATIONS, matrix_of
from analysis.read import verdicts as file
from analysis.read.corpus import Corpus
from analysis.read.document import Document
from analysis.read.markup import Mark
from analysis.read.verdicts import added_verdict, pair_hash, pair_id
from analysis.show import edition_card, edition_marks
from analysis.show.edition import SAID, STYLE, article_edition, said, sentence_margins
from analysis.show.edition_card import edition_panel, side_by_side
from analysis.show.edition_marks import article_marks, lanes, words_listed
from analysis.show.plots.matrix import SIGNS

BAD = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
# Claim, source, sentence, rank, relation, band.
KEPT = [
    (1, "office", 1, 1, "only here", "unlikely"), (1, "ferry", 2, 1, "related", "open"),
    (1, "town", 2, 1, "same", "likely"), (2, "office", 1, 1, "figures differ", "likely"),
    (2, "ferry", 1, 1, "only here", "unlikely"), (2, "town", 1, 1, "in part", "open"),
    (2, "town", 2, 2, "related", "open"), (3, "office", 1, 1, "only here", "unlikely"),
    (3, "ferry", 1, 1, "polarity differs", "open"), (3, "town", 2, 1, "only here", "unlikely"),
]  # fmt: skip


def corpus_of(article, *sources):
    """A corpus of an article and sources from their texts alone."""
    rows = [Document(id=f"s{i}", text=text, publisher=f"Source {i}") for i, text in enumerate(sources, 1)]
    return Corpus(Path("nowhere"), (Document(id="paper", text=article, kind="original"), *rows))


def table_of(corpus):
    """Pairs of the article about a bridge, with those columns of `measure.overlap` that are shown."""
    rows = []
    for claim_sentence, document, sentence, rank, relation, band in KEPT:
        claim, other = corpus.target.sentences[claim_sentence - 1], corpus[document].sentences[sentence - 1]
        claim_text, text = (" ".join(part.text.split()) for part in (claim, other))
        rows.append(
            {
                "pair": pair_id(corpus.target.id, claim_sentence, document, sentence),
                "text_hash": pair_hash(claim_text, text), "claim": f"c{claim_sentence}",
                "claim_sentence": claim_sentence, "document": document, "publisher": corpus[document].label,
                "sentence": sentence, "rank": rank, "score": 2.5 - rank, "margin": 0.25, "relation_auto": relation,
                "band": band, "reasons": f"because of {sentence}", "speaker": "", "reported": False,
                "date": "2021-06-01", "depth": len(corpus[document].sentences), "claim_text": claim_text,
                "text": text, "figures": f"{sentence} ferries",
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
    markup = re.sub(r"<style>.*?</style>|<sup>.*?</sup>", "", markup)
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", re.sub("</?(span|b|u|mark|small)[^>]*>", "", markup))).split())


def lines_of(page):
    """The line of each sentence, by its number."""
    return {
        int(number): line for number, line in re.findall(r"id='sentence-(\d+)'>(.*?)</li>(?=<li class|</ol>)", page)
    }


def summaries(markup):
    return [words_of(found) for found in re.findall("<summary>(.*?)</summary>", markup)]


class TestLines:
    def test_every_sentence_stands_there_once_with_its_own_words(self, bridge, pairs):
        lines = lines_of(article_edition(bridge))
        assert list(lines) == [row.number for row in bridge.target.sentences]
        for row in bridge.target.sentences:
            shown = re.search("<p class='words'>(.*?)</p>", lines[row.number]).group(1)
            assert words_of(shown) == " ".join(row.text.split())

    def test_a_paragraph_begins_with_a_line_of_its_own(self):
        page = article_edition(corpus_of("The mill is old. It closed.\n\nThe dam is new. It holds. It is tall."))
        assert re.findall(r"<li class='line( first)?' id='sentence-(\d)'", page) == [
            (" first", "1"), ("", "2"), (" first", "3"), ("", "4"), ("", "5"),
        ]  # fmt: skip

    def test_it_repeats_to_the_byte_and_takes_a_table_with_or_without_decisions(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        page = article_edition(bridge)
        assert (
            page == article_edition(bridge, pairs=pairs) == article_edition(bridge, pairs=reviewed_again(bridge, pairs))
        )

    def test_an_article_without_a_source_says_so(self, bridge):
        page = article_edition(Corpus(bridge.folder, (bridge.target,)))
        assert page.count("There is no source to compare with.") == 3 and "Nothing was found" in page

    def test_the_style_is_scoped_under_the_class(self):
        rules = re.findall(r"([^{}]+)\{", STYLE.replace("@media print{", ""))
        selectors = [part for rule in rules for part in re.split(r",(?![^()]*\))", rule)]
        own = (".crossread-edition", "section.crossread-edition")
        assert len(selectors) > 20 and all(part.strip("}").startswith(own) for part in selectors)
        assert "url(" not in STYLE and "@import" not in STYLE


def reviewed_again(corpus, pairs):
    return reviewed(pairs, file.verdicts(corpus.folder))


class TestLanes:
    @pytest.mark.parametrize(("text", "kind", "told"), [
        ("The mill is old.", "no source", "asserted; no source is cited for this here"),
        ("The mayor said that the mill would close.", "reported", "reported, not asserted: The mayor"),
        ("“It is the end of the mill,” she said.", "reported", "reported, not asserted"),
    ])  # fmt: skip
    def test_who_says_it(self, text, kind, told):
        lane = lanes(Document(id="x", text=text, engine="rules"))[0]
        assert lane.kind == kind and lane.told.startswith(told)

    def test_a_source_for_a_small_part_does_not_make_it_reported(self):
        text = "After forty years of work for the town and the valley the mill, which the mayor called old, was closed."
        lane = lanes(Document(id="x", text=text, engine="rules"))[0]
        assert (lane.kind, lane.told) == ("in part", "asserted, in part reported: the mayor")

    def test_each_line_has_the_lane_of_its_sentence(self, bridge, pairs):
        page, counts = article_edition(bridge), [lane.kind for lane in lanes(bridge.target)]
        for (number, line), lane in zip(lines_of(page).items(), lanes(bridge.target), strict=True):
            assert f"<div class='lane {lane.kind.replace(' ', '-')}'>" in line
            assert words_of(line).startswith(f"{number}{lane.told}")
        assert f"{counts.count('reported')} reported, {counts.count('in part')} reported in part" in page


class TestMarks:
    def test_loaded_words_are_the_hits_of_the_lists(self, bridge):
        found = [(m.start, m.end) for m in article_marks(bridge) if m.name == "loaded"]
        hits = measure.lexicon_hits(bridge)
        own = hits[hits["document"] == bridge.target.id]
        assert len(found) > 0 and sorted(found) == sorted(zip(own["start"], own["end"], strict=True))

    def test_distinctive_words_are_those_the_article_uses_more(self):
        article = "The mill stands. " * 5 + "A mill runs.\n\n" + "Our mill turns. " * 4
        rivers = (f"{word} rivers pass the dam and the town. " * 8 for word in ("Two", "Some", "Cold", "Old"))
        corpus = corpus_of(article, *rivers)
        table = measure.keyness(corpus).set_index("term")
        wanted = table[table["band"].isin(("clear", "likely")) & (table["log_ratio"] > 0)]
        marks = [m for m in article_marks(corpus) if m.name in edition_marks.BANDS]
        shown = {corpus.target.text[m.start : m.end].lower() for m in marks}
        assert "mill" in shown and shown == set(wanted.index)
        assert len(marks) == wanted["count"].sum() and "dam" in set(table.index)

    def test_function_words_are_left_unmarked(self):
        article = "It is here. It is there. It is so. " * 8 + "The mill stands. " * 8
        rivers = (f"{word} rivers pass the dam and the town. " * 20 for word in ("Two", "Some", "Cold", "Old"))
        corpus = corpus_of(article, *rivers)
        table = measure.keyness(corpus).set_index("term")
        assert table.loc["is", "band"] in ("clear", "likely") and table.loc["is", "log_ratio"] > 0
        marks = [m for m in article_marks(corpus) if m.name in edition_marks.BANDS]
        assert "is" not in {corpus.target.text[m.start : m.end].lower() for m in marks}

    def test_figures_and_dates_are_underlined(self, bridge):
        text = bridge.target.text
        assert {text[m.start : m.end] for m in article_marks(bridge) if m.name == "figure"} >= {"4,000", "May 2021"}

    def test_every_sign_stands_for_one_thing_and_is_in_the_legend(self):
        used = {*edition_marks.LETTERS.values(), *edition_marks.BANDS.values()}
        assert used == {sign for _, sign, _ in edition_marks.LEGEND if sign}
        assert len(used) == len(edition_marks.LETTERS) + len(edition_marks.BANDS)

    def test_the_legend_counts_what_is_marked(self, bridge):
        marks = article_marks(bridge)
        figures = sum(mark.name == "figure" for mark in marks)
        assert f"figure or date {figures}" in words_of(edition_marks.legend(marks))
        assert edition_marks.legend([]) == "no word or figure is marked"

    def test_words_are_listed_with_what_they_were_marked_as(self):
        marks = [Mark(0, 4, "loaded", "b", "boosters: adverb"), Mark(5, 9, "loaded", "b", "boosters: adverb")]
        assert words_of(words_listed(marks, "very very old")) == "very (boosters: adverb; 2 times here)"


class TestMargin:
    def test_a_mark_for_each_cell_in_which_something_was_found(self, bridge, pairs):
        lines, matrix = lines_of(article_edition(bridge)), matrix_of(reviewed_again(bridge, pairs))
        for number, line in lines.items():
            cells = matrix[matrix["claim_sentence"] == number]
            found = cells[cells["relation_final"] != NOT_FOUND]
            assert line.count("<details class='") - line.count("class='missing'") == len(found)
            for pair in found["pair"]:
                assert line.count(f"aria-label='pair {pair}'") == 1

    def test_a_mark_says_sign_words_source_and_who_says_so(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        lines = lines_of(article_edition(bridge))
        assert summaries(lines[1]) == [
            "= agrees: Town * suggested, likely",
            "○ near, says neither: Ferry suggested, open",
            "· not found in 1 document",
        ]
        assert summaries(lines[2]) == [
            "≈ agrees in part: Town * suggested, open",
            "#≠ other figure: Office ✓ read",
            "· not found in 1 document",
        ]

    def test_what_no_reader_decided_has_another_line(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        line = lines_of(article_edition(bridge))[2]
        assert "<details class='differs'>" in line and "<details class='agrees suggested'>" in line
        assert ".suggested{border-left-style:dashed}" in STYLE

    def test_other_pairs_of_the_cell_are_named(self, bridge, pairs):
        assert "Other pairs of the two: related." in lines_of(article_edition(bridge))[2]

    def test_not_found_gives_the_nearest_sentence_and_how_much_was_searched(self, bridge, pairs):
        line = lines_of(article_edition(bridge))[3]
        missing = words_of(re.search("<details class='missing'>(.*?)</details>", line).group(1))
        for name, sentence in (("office", 1), ("town", 2)):
            document = bridge[name]
            told = f"{document.label}: nearest of 2 sentences, {sentence}: “{document.sentences[sentence - 1].text}”"
            assert told in missing
        assert "not found in these 2 documents" in missing and "Ferry" not in missing

    def test_a_rejected_pair_is_no_mark_and_is_told(self, bridge, pairs):
        decided(bridge, pairs, 3, "reject")
        line = lines_of(article_edition(bridge))[2]
        assert "other figure" not in line and "a reader has rejected this one" in line

    def test_readers_who_disagree_and_older_wordings_are_told(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        decided(bridge, pairs, 3, "same", by="Bo")
        stale = pairs.iloc[2].to_dict() | {"text_hash": "0" * 16}
        added_verdict(bridge.folder, decision(stale, "accept", by="Ada"))
        lines = lines_of(article_edition(bridge))
        assert "#≠ other figure: Office suggested, likely, readers disagree" in summaries(lines[2])
        assert "= agrees: Town * suggested, likely, read in an earlier wording" in summaries(lines[1])

    def test_every_relation_has_its_words(self):
        assert set(SAID) == set(RELATIONS) == set(SIGNS)
        cell = {"publisher": "Town", "status": "unreviewed", "band": "open"}
        told = [said(cell | {"relation_final": relation}) for relation in SAID]
        assert len(set(told)) == len(SAID)

    def test_the_head_counts_marks_and_decisions(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        assert "5 marks, 1 decided by readers (✓, solid line), 4 suggested" in words_of(article_edition(bridge))


class TestAccess:
    def test_nothing_needs_a_script_or_another_host(self, bridge, pairs):
        page = article_edition(bridge)
        assert not re.search(r"<script|\son\w+=|https?:|src=|href=", page)
        assert page.count("<details") == page.count("<summary>") > 0

    def test_headings_are_in_order(self, bridge, pairs):
        for page in (article_edition(bridge), side_by_side(bridge, 2)):
            levels = [int(level) for level in re.findall(r"<h(\d)", page)]
            assert levels[0] == 3 and set(levels[1:]) == {4}

    def test_what_comes_from_outside_stays_text(self, bridge, pairs, monkeypatch):
        bad = [replace(d, title=BAD, publisher=BAD) for d in bridge]
        corpus = Corpus(
            bridge.folder, (replace(bad[0], text=f"The {BAD} said that 40 men came. It was {BAD}."), *bad[1:])
        )
        rows = pairs[pairs["claim_sentence"] < 3].assign(
            publisher=BAD, text=BAD, claim_text=BAD, reasons=BAD, band=BAD, figures=BAD, date=BAD, speaker=BAD
        )
        decided(corpus, rows, 2, "accept", by=BAD, note=BAD)
        monkeypatch.setattr(measure, "overlap", lambda corpus, **_: rows.copy())
        for page in (article_edition(corpus), side_by_side(corpus, 1), side_by_side(corpus, 2)):
            assert not re.search("<(script|img)", page) and html.escape(BAD) in page


class TestCard:
    def test_it_has_words_speaker_figures_counterparts_and_decisions(self, bridge, pairs):
        decided(bridge, pairs, 3, "accept")
        shown = words_of(side_by_side(bridge, 2))
        row = measure.claims(bridge).iloc[1]
        for told in ("Sentence 2 of 3", bridge.target.sentences[0].text, bridge.target.sentences[2].text,
                     f"Who says it: {lanes(bridge.target)[1].told}", f"Figures: {row['quantities']}",
                     "#≠ other figure", "Office, sentence 1", "1 ferries", "because of 1", "✓ read: Ada",
                     "≈ agrees in part (other pairs: related)", "suggested, open",
                     "2 sources of 3 with a sentence that speaks to this one",
                     "Office, sentence 1: Ada: figures differ (confirmed; suggested: figures differ; pair p",
                     f'show.decide("{pairs["pair"][5]}", "differs", corpus=corpus)'):  # fmt: skip
            assert told in shown, told

    def test_reasons_of_a_suggestion_do_not_stand_for_a_readers_word(self, bridge, pairs):
        decided(bridge, pairs, 3, "differs")
        shown = words_of(side_by_side(bridge, 2).split("Open the evidence")[0])
        assert "suggested was: figures differ" in shown and "because of 1 ✓" not in shown

    def test_a_sentence_of_which_nothing_is_known(self, bridge, pairs, monkeypatch):
        rows = pairs.assign(relation_auto="only here", band="unlikely")
        monkeypatch.setattr(measure, "overlap", lambda corpus, **_: rows.copy())
        shown = words_of(side_by_side(bridge, 1))
        assert "Nothing yet." in shown and "show.decide" not in shown and "not found in these 3 documents" in shown

    def test_without_a_source(self, bridge):
        assert "no source to compare with" in side_by_side(Corpus(bridge.folder, (bridge.target,)), 1)

    @pytest.mark.parametrize("number", [0, 4, -1, "2", None, 1.0])
    def test_a_sentence_that_is_not_there_is_refused(self, bridge, number):
        with pytest.raises(CrossreadError, match=r"no sentence .* in the article; it has the sentences 1 to 3"):
            side_by_side(bridge, number)


class TestPanel:
    def parts(self, panel):
        top, _, card, behind, _ = panel.children
        return *top.children, card, behind

    def test_it_opens_at_the_sentence_to_which_most_is_said(self, bridge, pairs):
        chosen, _, _, _, card, code = self.parts(edition_panel(bridge))
        most = max(sentence_margins(reviewed_again(bridge, pairs)).items(), key=lambda item: len(item[1].told))[0]
        assert chosen.value == most and card.value == side_by_side(bridge, most)
        assert f"show.side_by_side(corpus, {most})" in code.value

    def test_list_and_buttons_lead_to_every_card_and_stop_at_the_ends(self, bridge, pairs):
        chosen, back, on, _, card, _ = self.parts(edition_panel(bridge))
        for _ in range(4):
            back.click()
        seen = []
        for _ in range(4):
            seen.append(chosen.value)
            assert card.value == side_by_side(bridge, chosen.value)
            on.click()
        assert seen == [1, 2, 3, 3]

    def test_a_decision_made_elsewhere_is_shown_by_the_button(self, bridge, pairs):
        chosen, _, _, anew, card, _ = self.parts(edition_panel(bridge))
        chosen.value = 2
        decided(bridge, pairs, 3, "accept")
        assert "✓ read: Ada" not in card.value
        anew.click()
        assert "✓ read: Ada" in card.value

    def test_a_file_that_cannot_be_read_is_told(self, bridge, pairs, monkeypatch):
        chosen, *_, card, _ = self.parts(edition_panel(bridge))

        def broken(*_):
            raise CrossreadError("the <file> is gone")

        monkeypatch.setattr(edition_card, "side_by_side", broken)
        chosen.value = 3
        assert "Not read: the &lt;file&gt; is gone" in card.value

    def test_without_ipywidgets_one_card_stands_still(self, bridge, pairs, monkeypatch):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        most = max(sentence_margins(reviewed_again(bridge, pairs)).items(), key=lambda item: len(item[1].told))[0]
        assert edition_panel(bridge) == side_by_side(bridge, most)

    def test_an_article_without_a_sentence(self, bridge):
        empty = replace(bridge.target, text="\n", title="")
        assert "no sentence" in edition_panel(Corpus(bridge.folder, (empty, *bridge.contrast)))
