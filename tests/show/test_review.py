"""Cards of pairs: escaped, in context, blind where they must be; each press is kept before the card goes."""

import html
import re
import sys

import pandas
import pytest

from analysis import measure
from analysis.errors import CrossreadError
from analysis.measure import ledger
from analysis.read import verdicts as file
from analysis.read.corpus import Corpus
from analysis.read.verdicts import FILE, RELATIONS, pair_hash, pair_id, verdicts
from analysis.show import deciding
from analysis.show.deciding import Sitting, decide, named_pair
from analysis.show.pair_card import marked, pair_card
from analysis.show.panels import Page
from analysis.show.review import BUTTONS, review_panel

SHOWN = [
    ("office", 1, "figures differ", "likely"),
    ("ferry", 2, "related", "open"),
    ("town", 1, "dates differ", "open"),
    ("office", 2, "same", "likely"),
]


def table_of(corpus):
    """Pairs of the first claims of an article about a bridge, as `measure.overlap` gives them."""
    rows = []
    for i, (document, sentence, relation, band) in enumerate(SHOWN):
        claim = corpus.target.sentences[min(i, len(corpus.target.sentences) - 1)]
        other = corpus[document].sentences[sentence - 1]
        claim_text, text = (" ".join(part.text.split()) for part in (claim, other))
        rows.append(
            {
                "pair": pair_id(corpus.target.id, claim.number, document, sentence),
                "text_hash": pair_hash(claim_text, text),
                "claim": f"c{i}", "claim_sentence": claim.number, "document": document, "sentence": sentence,
                "publisher": corpus[document].label, "rank": 1, "score": 0.9 - i / 10, "margin": 0.125,
                "relation_auto": relation, "band": band, "reasons": ("4,000 is 1.6 times 2,500",),
                "speaker": "the mayor", "reported": True, "date": corpus[document].date,
                "depth": len(corpus[document].sentences), "claim_text": claim_text, "text": text,
            }
        )  # fmt: skip
    return pandas.DataFrame(rows)


@pytest.fixture
def pairs(bridge, monkeypatch):
    table = table_of(bridge)
    deciding.pairs_of.cache_clear()
    monkeypatch.setattr(measure, "overlap", lambda corpus, **_: table, raising=False)
    monkeypatch.delenv("CROSSREAD_READER", raising=False)
    yield table
    deciding.pairs_of.cache_clear()


def words_of(markup):
    return html.unescape(re.sub("<.*?>", "", markup))


class TestMarked:
    def test_shared_words_figures_and_dates_are_set_apart(self):
        shown = marked("Over 4,000 drivers crossed in May 2021.", {"driver"})
        assert shown == "Over <u>4,000</u> <mark>drivers</mark> crossed in <u>May 2021</u>."

    def test_a_figure_that_is_shared_is_both(self):
        assert marked("4,000 men", {"4,000"}) == "<u><mark>4,000</mark></u> men"

    @pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b \"c\" 'd'", "", "  ", "<u>40</u> men"])
    def test_text_stays_text(self, text):
        shown = marked(text, {"men", "script"})
        assert words_of(shown) == text and "<script" not in shown

    def test_tags_are_closed_in_the_order_in_which_they_were_opened(self):
        opened = []
        for closing, tag in re.findall(r"<(/?)(\w+)>", marked("About 4,000 drivers of 5 March 2021", {"driver", "5"})):
            assert not closing or opened.pop() == tag
            if not closing:
                opened.append(tag)
        assert opened == []


class TestCard:
    def test_both_sentences_stand_between_those_before_and_after(self, bridge, pairs):
        card = pair_card(pairs.iloc[1].to_dict(), bridge)
        paler = [html.unescape(found) for found in re.findall(r"opacity:0.72'>(.*?)</span>", card)]
        sentences = [" ".join(s.text.split()) for s in bridge.target.sentences]
        assert paler == [sentences[0], sentences[2], " ".join(bridge["ferry"].sentences[0].text.split())]

    def test_what_the_machine_says_and_why(self, bridge, pairs):
        shown = words_of(pair_card(pairs.iloc[0].to_dict(), bridge))
        for told in ("figures differ (likely)", "4,000 is 1.6 times 2,500", "rank 1 among the 2 sentences",
                     "score 0.90", "0.12 before the next", "said by the mayor: reported, not asserted", "2021-06-01",
                     "Office", "sentence 1", pairs["pair"][0]):  # fmt: skip
            assert told in shown

    @pytest.mark.parametrize("at", range(len(SHOWN)))
    def test_a_blind_card_tells_nothing_of_the_machine(self, bridge, pairs, at):
        row = pairs.iloc[at].to_dict()
        shown = words_of(pair_card(row, bridge, blind=True))
        for hidden in ("suggested", row["relation_auto"], row["band"], row["reasons"][0], "score", "rank"):
            assert hidden not in shown.replace(row["text"], "").replace(row["claim_text"], "")
        assert "the mayor" in shown

    def test_not_found_tells_how_deep_was_searched(self, bridge, pairs):
        row = pairs.iloc[0].to_dict() | {"relation_auto": "only here", "text": "", "sentence": None}
        shown = words_of(pair_card(row, bridge))
        assert "not found in the 2 sentences of this source" in shown and "no sentence was found" in shown

    def test_what_readers_said_is_told_or_not(self, bridge, pairs):
        row = pairs.iloc[0].to_dict() | {"said": "Ada: same", "status": "stale"}
        assert "readers say (stale): Ada: same" in words_of(pair_card(row, bridge))
        assert "Ada" not in pair_card(row, bridge, told=False)

    def test_everything_from_outside_is_escaped(self, pairs):
        bad = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
        row = dict.fromkeys(pairs.columns, bad) | {"score": 0.5, "margin": 0.1, "sentence": 1, "claim_sentence": 1}
        for blind in (False, True):
            shown = pair_card(row | {"said": bad, "status": bad}, blind=blind)
            assert "<script" not in shown and "<img" not in shown
            assert re.findall(r"<(\w+)", shown.replace("<mark>", "").replace("<u>", ""))[0] == "article"
            assert "pair " + html.escape(bad) in shown

    def test_a_sentence_that_is_not_the_corpus_s_has_no_context(self, bridge, pairs):
        row = pairs.iloc[1].to_dict() | {"text": "Other words.", "claim_text": "Others.", "document": "nowhere"}
        assert "opacity" not in pair_card(row, bridge)

    def test_two_texts_alone_are_a_card(self):
        assert isinstance(pair_card({"claim_text": "A mill.", "text": "The mill."}), Page)


class TestDecide:
    def test_the_beginning_of_a_name_is_enough(self, bridge, pairs):
        row = decide(pairs["pair"][0][:6].upper(), "differs", corpus=bridge, note="n", by="Ada")
        assert (row.pair, row.relation, row.by, row.note) == (pairs["pair"][0], "differs", "Ada", "n")
        assert verdicts(bridge.folder) == (row,)

    def test_the_machines_word_is_accepted(self, bridge, pairs, monkeypatch):
        monkeypatch.setenv("CROSSREAD_READER", "Bo")
        row = decide(pairs["pair"][1], "accept", corpus=bridge)
        assert (row.relation, row.by) == ("related", "Bo")

    def test_undo_takes_back(self, bridge, pairs):
        decide(pairs["pair"][0], "reject", corpus=bridge)
        decide(pairs["pair"][0], "undo", corpus=bridge)
        assert ledger.reviewed(pairs, verdicts(bridge.folder))["status"][0] == "unreviewed"

    @pytest.mark.parametrize(
        ("name", "word", "told"),
        [
            ("p", "accept", "4 pairs begin with 'p' .* write more"),
            ("pxyz", "accept", "no pair begins with 'pxyz'"),
            ("", "accept", "no pair begins with ''"),
            (None, "skip", "verdict must be one of 'accept', 'reject'"),
            (None, "undo", "has decided nothing"),
        ],
    )
    def test_a_mistake_is_one_sentence_and_nothing_is_kept(self, bridge, pairs, name, word, told):
        with pytest.raises(CrossreadError, match=told):
            decide(pairs["pair"][0] if name is None else name, word, corpus=bridge)
        assert not (bridge.folder / FILE).exists()

    def test_many_that_begin_alike_are_not_all_listed(self):
        with pytest.raises(CrossreadError, match=r"7 pairs .*p00000004, \.\.\.\)"):
            named_pair(pandas.DataFrame({"pair": [f"p{i:08x}" for i in range(7)]}), "p0")


@pytest.fixture
def panel(bridge, pairs):
    return Panel(review_panel(bridge))


class Panel:
    """The widgets of a panel by their names."""

    def __init__(self, whole):
        self.whole = whole
        self.card, form, _, self.status, self.turn, self.letters = whole.children
        *buttons, self.relation, self.reader, self.note = form.children
        self.buttons = dict(zip(BUTTONS, buttons, strict=True))

    def press(self, name, **fields):
        for field, value in fields.items():
            getattr(self, field).value = value
        self.buttons[name].click()

    @property
    def pair(self):
        found = re.search(r"aria-label='pair (p\w+)'", self.card.value)
        return found.group(1) if found else None


class TestPanel:
    def test_differences_come_first_and_the_blind_card_last(self, panel, pairs):
        seen = []
        while panel.pair:
            seen.append(panel.pair)
            panel.press("accept", relation="related")
        assert seen == pairs["pair"][[0, 2, 1, 3]].tolist()
        assert "No card is left" in panel.card.value
        panel.press("accept")
        panel.press("skip")
        assert "No card is left." in panel.status.value

    def test_a_press_is_a_line_with_name_note_and_relation(self, panel, bridge, pairs):
        panel.press("accept", relation="differs", note="why", reader="Ada")
        (row,) = verdicts(bridge.folder)
        assert (row.pair, row.verdict, row.relation) == (pairs["pair"][0], "accept", "differs")
        assert (row.note, row.by) == ("why", "Ada")
        assert panel.note.value == "" and panel.reader.value == "Ada" and panel.relation.value == ""
        assert f"Saved: {row.pair} accepted, “differs”." in panel.status.value

    def test_without_a_choice_the_machines_word_is_accepted(self, panel, bridge):
        panel.press("accept")
        panel.press("reject", relation="same")
        assert [row.relation for row in verdicts(bridge.folder)] == ["figures differ", "unrelated"]

    def test_skip_writes_nothing_and_the_card_comes_again(self, panel, bridge):
        first = panel.pair
        panel.press("skip")
        assert panel.pair != first and not (bridge.folder / FILE).exists()
        for _ in range(2):
            panel.press("reject")
        panel.press("accept", relation="same")
        assert panel.pair == first

    def test_undo_goes_back_and_takes_back(self, panel, bridge, pairs):
        first = panel.pair
        panel.press("reject")
        panel.press("skip")
        panel.press("undo")
        panel.press("undo")
        assert panel.pair == first and f"Taken back: {first}." in panel.status.value
        assert [row.verdict for row in verdicts(bridge.folder)] == ["reject", "undo"]
        panel.press("undo")
        assert "Not saved: nothing was decided in this sitting" in html.unescape(panel.status.value)

    def test_undo_is_of_who_decided_though_the_name_was_changed(self, panel, bridge, pairs):
        panel.press("accept", reader="Ada")
        panel.press("undo", reader="Bo")
        assert ledger.reviewed(pairs, verdicts(bridge.folder))["status"].tolist() == ["unreviewed"] * 4

    def test_a_blind_card_needs_a_relation_and_tells_the_machines_only_then(self, panel, bridge, pairs):
        for _ in range(3):
            panel.press("reject")
        assert panel.pair == pairs["pair"][3] and "suggested" not in panel.card.value
        panel.press("accept")
        assert "choose a relation first" in panel.status.value and panel.pair == pairs["pair"][3]
        panel.press("accept", relation="in part")
        assert "The machine says “same”." in panel.status.value
        row = verdicts(bridge.folder)[-1]
        assert (row.blind, row.relation) == (True, "in part")
        assert [row.blind for row in verdicts(bridge.folder)[:-1]] == [False] * 3

    def test_a_write_that_fails_is_told_and_the_card_stays(self, panel, bridge, monkeypatch):
        first, turn = panel.pair, panel.turn.value

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(file.os, "fsync", full)
        panel.press("accept", note="kept")
        assert panel.pair == first and panel.note.value == "kept" and panel.turn.value != turn
        assert "Not saved:" in panel.status.value and "No space left" in panel.status.value
        assert verdicts(bridge.folder) == ()
        monkeypatch.undo()
        panel.press("accept")
        assert len(verdicts(bridge.folder)) == 1 and panel.pair != first

    def test_what_another_kernel_decided_meanwhile_is_passed_over_and_kept(self, panel, bridge, pairs):
        decide(pairs["pair"][2], "reject", corpus=bridge, by="Bo")
        panel.press("accept", reader="Ada")
        assert panel.pair == pairs["pair"][1]
        assert [row.by for row in verdicts(bridge.folder)] == ["Bo", "Ada"]

    def test_how_far_and_how_often_confirmed_with_an_interval(self, panel):
        panel.press("accept")
        panel.press("reject")
        told = words_of(panel.status.value)
        assert "2 decided in this sitting, 2 to read." in told
        assert "Differences: 1 of 2 confirmed (50%, 95% interval 9% to 91%)." in told
        assert "role='status'" in panel.status.value and "aria-live" in panel.status.value

    def test_a_line_that_was_cut_off_is_told(self, panel, bridge):
        panel.press("accept")
        with (bridge.folder / FILE).open("ab") as lines:
            lines.write(b'{"pair": "p0')
        panel.press("reject")
        assert "line 2 holds no JSON object" in panel.status.value and len(verdicts(bridge.folder)) == 2

    def test_a_decision_is_there_in_the_next_sitting(self, panel, bridge, pairs):
        panel.press("reject")
        assert Panel(review_panel(bridge)).pair == pairs["pair"][2]

    def test_a_second_reader_is_shown_what_others_decided_and_not_how(self, panel, bridge, pairs):
        panel.press("accept", relation="same", reader="Ada")
        second = Panel(review_panel(bridge, reader="Bo", again=True))
        assert second.pair == pairs["pair"][0] and "Ada" not in second.card.value
        second.press("accept")
        assert ledger.reviewed(pairs, verdicts(bridge.folder))["status"][0] == "disputed" and second.pair is None

    def test_every_button_has_its_letter_and_the_letters_their_listener(self, panel):
        for name, key in BUTTONS.items():
            button = panel.buttons[name]
            assert button.description == f"{name} ({key})" and f"crossread-key-{key}" in button._dom_classes
        assert "crossread-panel" in panel.whole._dom_classes
        assert panel.letters.value.count('"') == 2  # the handler is one attribute
        assert "crossread-key-" in panel.letters.value and "lmSuppressShortcuts" in panel.letters.value

    def test_every_answer_lets_the_next_press_through(self, panel):
        turns = [panel.turn.value]
        for name in ("accept", "undo", "undo", "skip", "reject"):
            panel.press(name)
            turns.append(panel.turn.value)
        assert len(set(turns)) == len(turns)

    def test_any_relation_may_be_chosen(self, panel):
        chosen = {value for _, value in panel.relation.options}
        assert chosen == {"", *RELATIONS} - {"unrelated"}

    def test_nothing_but_our_own_markup_reaches_the_page(self, bridge, pairs):
        bad = '"><script>x</script>'
        panel = Panel(review_panel(pairs.assign(speaker=bad, publisher=bad, reasons=bad, text=bad), corpus=bridge))
        panel.press("accept", note=bad, reader=bad, relation="same")
        for part in (panel.card, panel.status, panel.turn):
            assert "<script" not in part.value

    def test_an_empty_table_is_no_card(self, bridge, pairs):
        assert Panel(review_panel(pairs.iloc[:0], corpus=bridge)).pair is None

    def test_a_table_with_an_index_of_its_own_is_read_by_place(self, bridge, pairs):
        table = pairs.set_index(pandas.Index([10, 9, 8, 7]))
        panel = Panel(review_panel(table, corpus=bridge))
        panel.press("accept")
        assert verdicts(bridge.folder)[0].pair == pairs["pair"][0]

    def test_without_widgets_the_first_cards_stand(self, bridge, pairs, monkeypatch):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        page = review_panel(bridge)
        assert isinstance(page, Page) and page.count("<article") == 4 and "decide(" in page
        assert page.count("suggested:") == 3


class TestSitting:
    def test_the_table_given_is_left_as_it_was(self, bridge, pairs):
        before = pairs.copy()
        sitting = Sitting(bridge, pairs)
        sitting.decided("accept")
        pandas.testing.assert_frame_equal(pairs, before)

    def test_a_folder_that_is_not_there_yet_is_made(self, bridge, pairs):
        sitting = Sitting(Corpus(bridge.folder / "new", bridge.documents), pairs)
        sitting.decided("accept", by="Ada")
        assert len(verdicts(bridge.folder / "new")) == 1
