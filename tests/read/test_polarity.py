"""Polarity: what denies, on which words it falls, and where two sentences part."""

import csv

import pytest

from analysis.read.lexicons import FOLDER
from analysis.read.light_stems import light_stem
from analysis.read.polarity import antonyms, polarity, polarity_conflict, reading
from analysis.read.polarity_cues import negation_list

STATE = (
    "The dam was safe.",
    "The unsafe bridge was closed in May.",
    "The dam was not unsafe.",
    "The board never failed to pay the crew.",
    "Not only the mill burned.",
    "The flood not only closed the road but also cut the line.",
    "No doubt the river rose.",
    "No fewer than 40 boats sank.",
    "The crew did nothing but wait.",
    "Last but not least, the mill reopened.",
    "The board, which did not meet in June, opened the gate.",
    "The mill closed because the town did not pay.",
    "The house stands at No. 10 Mill Lane.",
    "The gate did not open until May.",
    "The town was built without a wall.",
    "If it does not rain, the crops will fail.",
    "Whether or not it rains, the market opens.",
)
DENY = (
    "The dam was not safe.",
    "The dam wasn’t safe.",
    "The mill never reopened.",
    "The council cannot close the harbour.",
    "Nobody was hurt in the fire.",
    "No deaths were reported.",
    "None of the boats sank.",
    "The board failed to inspect the dam.",
    "The mayor refused to sign the permit.",
    "The village lacks a school.",
    "The claim was unfounded.",
    "The bridge was unsafe.",
    "It is not the case that the dam leaked.",
    "There is no evidence that the dam leaked.",
    "The miller denied that the wheel broke.",
    "Neither the mill nor the dam was damaged.",
    "The harbour is hardly used.",
    "The crews no longer work there.",
)
CONFLICTS = (
    ("The dam was safe.", "The dam was not safe."),
    ("It's an exchange.", "It's not an exchange."),
    ("The council opened the gate.", "The council did not open the gate."),
    ("The council has opened the gate.", "The council never opened the gate."),
    ("Deaths were reported at the mill.", "No deaths were reported at the mill."),
    ("There were three deaths.", "There were no deaths."),
    ("Three dams failed in the storm.", "None of the dams failed in the storm."),
    ("The board inspected the dam.", "The board failed to inspect the dam."),
    ("The mayor signed the permit.", "The mayor refused to sign the permit."),
    ("The village has a school.", "The village lacks a school."),
    ("The company sold the land.", "The company denied that it had sold the land."),
    ("The company sold the land.", "The company denied selling the land."),
    ("The dam leaked for weeks.", "There is no evidence that the dam leaked."),
    ("The bridge was safe.", "The bridge was unsafe."),
    ("The bridge was not unsafe.", "The bridge was not safe."),
    ("Grain prices rose in May.", "Grain prices fell in May."),
    ("The council accepted the plan.", "The council rejected the plan."),
    ("The mayor confirmed the report.", "The mayor denied the report."),
    ("The court found the baker guilty.", "The court acquitted the baker."),
    ("The market is open.", "The market is closed."),
    ("The union supports the strike.", "The union opposes the strike."),
    ("The rowers won the race.", "The rowers lost the race."),
    ("The harbour was not damaged by the storm.", "The storm damaged the harbour."),
    ("The crew was paid.", "The crew was unpaid."),
    ("All the dams failed.", "Not all the dams failed."),
    ("The wall was built with a permit.", "The wall was built without a permit."),
    ("Nobody drowned in the flood.", "Two people drowned in the flood."),
    ("The mayor may not reopen the mill.", "The mayor will reopen the mill."),
    ("The report that the dam leaked is unfounded.", "The dam leaked in March."),
    ("The town was not flooded in 1931.", "The town was flooded in 1931."),
    ("The company is unable to pay the crew.", "The company pays the crew."),
    ("The board said it would not close the school.", "The board will close the school."),
    ("The road remains closed.", "The road has reopened."),
    ("The strike was legal.", "The strike was illegal."),
    ("Neither the mill nor the dam was damaged.", "The dam was damaged."),
    ("The crew stopped short of striking.", "The crew is striking."),
    ("The town hardly grew in ten years.", "The town grew in ten years."),
    ("The ship carried no grain.", "The ship carried grain to the harbour."),
    ("He did not resign.", "He resigned."),
    ("The judges released the baker.", "The judges jailed the baker."),
    ("Members did not vote on the levy.", "Members voted for the levy."),
    ("The mill was damaged.", "Neither the mill nor the dam was damaged."),
    ("The mayor has not ruled out a new levy.", "The mayor ruled out a new levy."),
    ("The plan was approved without debate.", "The plan was debated for hours."),
    ("The river did not rise last week.", "The river rose last week."),
    ("Not one of the boats returned to the harbour.", "Six boats returned to the harbour."),
    ("The union has yet to accept the offer.", "The union accepted the offer."),
    ("The union rejected the offer.", "The union accepted the offer."),
    ("The inquiry found nothing in the cellar.", "The inquiry found coins in the cellar."),
    ("The council allowed the market.", "The council banned the market."),
    ("The levy was increased, not cut.", "The levy was cut."),
    ("The baker was found guilty of fraud.", "The baker was not guilty of fraud."),
    ("The town has few wells.", "The town has no wells."),
    ("Nowhere did the river burst its banks.", "The river burst its banks at Quay."),
    ("The report is not yet public.", "The report is public."),
    ("The miller rejected claims that the wheel was broken.", "The wheel was broken."),
    ("The ferry line is no longer running.", "The ferry line is running."),
    ("The court upheld the fine.", "The court overturned the fine."),
    ("The mayor did not resign because of the flood.", "The mayor resigned because of the flood."),
    ("The strike ended on Monday.", "The strike began on Monday."),
    ("The council was not told of the leak by the engineers.", "The engineers told the council of the leak."),
    ("The dam can’t be repaired.", "The dam can be repaired."),
    ("Residents were told not to drink the water.", "Residents were told to drink the water."),
    ("The mayor said the levy would not rise.", "The levy rose in March, the mayor said."),
    ("The line was not only slow but unsafe.", "The line was safe."),
    ("Nothing was stolen from the museum.", "Two clocks were stolen from the museum."),
    ("The owners had no permit for the wall.", "The owners had a permit for the wall."),
    ("The harbour is free of ice.", "The harbour is full of ice."),
)
NO_CONFLICTS = (
    ("Four people were reported hurt in the storm.", "There were no reports of deaths in the storm."),
    ("The town met Mayor Doe.", "The town has no mayor."),
    ("The Close Street mill burned.", "The mill in the street will open."),
    ("The dams were built in 1931.", "No dams failed in the storm."),
    ("The bridge was not unsafe.", "The bridge was safe."),
    ("Exports rose in May.", "Imports fell in May."),
    ("Exports rose while imports fell.", "Exports and imports fell."),
    ("Grain prices did not rise in May.", "Grain prices fell in May."),
    ("The market is open on Monday.", "The market is not only open on Monday."),
    ("The gate opened in May.", "The gate did not open until May."),
    ("The council did not attend the meeting.", "The meeting was long."),
    ("The storm damaged the mill but not the harbour.", "The storm damaged the mill."),
    ("If the dam had not failed, the town would stand.", "The dam failed."),
    ("Did the dam fail?", "The dam did not fail."),
    ("The fire caused no serious injuries.", "Two people had minor injuries in the fire."),
    ("Some of the dams failed.", "Not all the dams failed."),
    ("The miller never denied that he sold flour.", "The miller sold flour."),
    ("The dam is not a large one.", "The dam is old."),
    ("No fewer than 40 boats sank in the storm.", "In the storm 40 boats sank."),
    ("There is no doubt that the dam leaked.", "The dam leaked."),
    ("Nothing but the tower survived the fire.", "The tower survived the fire."),
    ("The harbour master did not say when the port would open.", "The port opened on Monday."),
    ("The vote was not on the dam but on the mill.", "The vote was on the mill."),
    ("The ship carried no passengers.", "The ship carried grain."),
    ("The ferry did not sink because of the storm.", "The storm closed the harbour."),
    ("The mill does not employ children.", "The mill employs forty people."),
    ("The dam was built in 1931.", "Neither the mill nor the dam was damaged."),
    ("The council opened the sluice.", "The council did not open the gate."),
    ("It was not the council but the mayor who closed the school.", "The mayor closed the school."),
    ("The tower is not full.", "The tower is empty."),
    ("Bread prices did not fall.", "Bread prices did not rise."),
    ("The levy was increased, not cut.", "The levy was increased."),
    ("Hundreds, if not thousands, left the town.", "Thousands left the town."),
    ("Few doubted that the bridge was safe.", "The bridge was safe."),
)


def cues(text: str) -> list[str]:
    return [cue.text for cue in polarity(text).negations]


def focus(text: str) -> list[list[str]]:
    found = reading(text)
    return [[found.words[i].text for i in cue.focus] for cue in found.negations]


class TestSign:
    @pytest.mark.parametrize("text", STATE)
    def test_a_sentence_that_states(self, text):
        assert polarity(text).sign == 1

    @pytest.mark.parametrize("text", DENY)
    def test_a_sentence_that_denies(self, text):
        assert polarity(text).sign == -1

    def test_nothing_and_a_mark_alone_state(self):
        assert polarity("").sign == polarity("…").sign == 1


class TestCues:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("The dam didn’t hold.", ["didn’t"]),
            ("The board failed to meet.", ["failed to"]),
            ("No one came and nothing happened.", ["No one", "nothing"]),
            ("The town lacks wells.", ["lacks"]),
            ("The claim that it leaked was unfounded.", ["unfounded"]),
            ("Not least, the mill was sold.", []),
            ("No doubt it rained.", []),
            ("No fewer than nine came.", []),
            ("There was nothing but sand.", []),
            ("The story “No Exit” ran for a year.", []),
            ("They spread false information.", []),
            ("The disputed points were read aloud.", []),
            ("The ferry carried barely 900 people.", []),
            ("Hardly two of them came.", []),
            ("Hardly a soul came.", ["Hardly"]),
            ("It scarcely rained.", ["scarcely"]),
            ("The notary noted the knot.", []),
        ],
    )
    def test_what_is_a_cue_and_what_only_looks_like_one(self, text, found):
        assert cues(text) == found

    def test_cues_are_spans_of_the_text(self):
        text = "The mill, which never paid, may not reopen."
        found = polarity(text)
        assert [text[cue.start : cue.end] for cue in found.negations] == ["never", "not"]
        assert [text[cue.start : cue.end] for cue in found.hedges] == ["may"]

    @pytest.mark.parametrize(
        ("text", "falls_on"),
        [
            ("The council did not open the gate.", [["open"]]),
            ("The council did not really open it.", [["open"]]),
            ("The board never, in fact, opened the gate.", [["opened"]]),
            ("No boats sank in the storm.", [["boats", "sank"]]),
            ("The crew found nothing.", [["found"]]),
            ("The dam was not unsafe.", [["unsafe"], ["unsafe"]]),
            ("The mayor never failed to pay.", [["pay"], ["pay"]]),
            ("The mayor denied that the dam leaked.", [["dam", "leaked"]]),
            ("Not all the boats sank.", [["all"]]),
        ],
    )
    def test_on_which_words_a_cue_falls(self, text, falls_on):
        assert focus(text) == falls_on

    def test_two_negations_on_one_word_cancel(self):
        found = reading("The dam was not unsafe.")
        assert found.denied[found.places[light_stem("safe")][0]] == 0

    def test_what_follows_the_denied_word_is_unclear(self):
        found = reading("The council did not attend the meeting.")
        assert found.denied[found.places[light_stem("meeting")][0]] is None


class TestConflict:
    @pytest.mark.parametrize(("one", "other"), CONFLICTS)
    def test_one_denies_what_the_other_states(self, one, other):
        assert polarity_conflict(one, other) is not None
        assert polarity_conflict(other, one) is not None

    @pytest.mark.parametrize(("one", "other"), NO_CONFLICTS)
    def test_both_can_be_true(self, one, other):
        assert polarity_conflict(one, other) is None
        assert polarity_conflict(other, one) is None

    @pytest.mark.parametrize("text", [*STATE, *DENY])
    def test_no_sentence_conflicts_with_itself(self, text):
        assert polarity_conflict(text, text) is None

    def test_the_words_shown_are_spans_of_their_sentences(self):
        one, other = "The gate was opened in May.", "The council did not open the gate."
        found = polarity_conflict(one, other)
        assert found.kind == "negation"
        assert [one[s.start : s.end] for s in found.first] == ["opened"]
        assert [other[s.start : s.end] for s in found.second] == ["not", "open"]
        turned = polarity_conflict(other, one)
        assert (turned.first, turned.second) == (found.second, found.first)

    def test_opposites_are_told_apart_from_negation(self):
        assert polarity_conflict("Grain prices rose.", "Grain prices fell.").kind == "opposites"

    def test_a_hedge_in_one_of_the_clauses_is_told(self):
        sure = polarity_conflict("The mill will reopen.", "The mill will not reopen.")
        unsure = polarity_conflict("The mill will reopen.", "The mill may not reopen.")
        elsewhere = polarity_conflict("The mill will reopen.", "Perhaps it rains, but the mill will not reopen.")
        assert (sure.hedged, unsure.hedged, elsewhere.hedged) == (False, True, False)

    def test_nothing_conflicts_with_nothing(self):
        assert polarity_conflict("", "The dam is not safe.") is None


class TestLists:
    def test_no_form_stands_twice(self):
        with (FOLDER / "negations.csv").open(encoding="utf-8", newline="") as file:
            forms = [form for row in csv.DictReader(file) for form in row["forms"].split()]
        assert sorted({form for form in forms if forms.count(form) > 1}) == []

    def test_every_prefixed_word_has_a_base_and_nothing_else_has(self):
        assert all(bool(row.base) == (row.kind == "prefix") for row in negation_list()[0])

    def test_opposites_go_both_ways_and_never_to_themselves(self):
        for stem, against in antonyms().items():
            assert stem not in against, stem
            assert all(stem in antonyms()[other] for other in against), stem


class TestStems:
    @pytest.mark.parametrize(
        "forms",
        ["fall falls fell fallen falling", "deny denies denied denying", "sell sells sold", "close closed closing",
         "stop stops stopped stopping", "hold held holding", "safe safely", "pass passes passed"],
    )  # fmt: skip
    def test_forms_of_one_word_share_a_stem(self, forms):
        assert len({light_stem(form) for form in forms.split()}) == 1

    @pytest.mark.parametrize(("one", "other"), [("rose", "fell"), ("sold", "said"), ("pass", "pay"), ("king", "kid")])
    def test_other_words_do_not(self, one, other):
        assert light_stem(one) != light_stem(other)
