"""Who is quoted about whom, in a dispute of a mill and a council."""

from types import SimpleNamespace

import pytest

from analysis.measure.camps import ABOUT_COLUMNS, NO_CAMP, camp_of, speaking_about
from analysis.read.corpus import Corpus
from analysis.read.names import Name
from tests.measure.reported import mill, reported, silent

NAMES = """entity,kind,label,forms,note
Mill,actor,the mill,the mill; Lower Mill,
Council,actor,council,council,
Council,actor,-,council flat,not the council
Storm,event,storm,storm,
"""
LISTED = (
    Name("Mill", "actor", "the mill", ("the mill", "Lower Mill")),
    Name("Council", "actor", "council", ("council",)),
    Name("Council", "actor", "-", ("council flat",)),
    Name("Storm", "event", "storm", ("storm",)),
)
TEXT = (
    "A director of Lower Mill said that the council had been cruel and the council was absurd. "
    "The council said that the mill was an excellent mill. Jane Doe said that it rained. "
    "A neighbour said that the storm spared the mill."
)
ROWS = (
    {"source": "A director of Lower Mill", "cue": "said",
     "content": "that the council had been cruel and the council was absurd"},
    {"source": "The council", "cue": "said", "content": "that the mill was an excellent mill"},
    {"source": "Jane Doe", "cue": "said", "content": "that it rained"},
    {"source": "A neighbour", "cue": "said", "content": "that the storm spared the mill", "act": "belief"},
)  # fmt: skip


@pytest.fixture
def dispute(tmp_path):
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    return Corpus(tmp_path, (reported("paper", TEXT, *ROWS), silent()))


def source(name, affiliation="", mention=""):
    return SimpleNamespace(name=name, affiliation=affiliation, mention=SimpleNamespace(text=mention or name))


class TestCamp:
    @pytest.mark.parametrize(
        ("who", "camp"),
        [
            (source("the mill"), "Mill"),
            (source("Lower Mill spokesman"), "Mill"),
            (source("Jane Doe", "head of the council"), "Council"),
            (source("Mill"), "Mill"),  # already called by its entity
            (source("a council flat owner"), NO_CAMP),
            (source("the storm"), NO_CAMP),  # an event speaks for no camp
            (source("Jane Doe"), NO_CAMP),
            (source(""), NO_CAMP),
        ],
    )
    def test_by_name_and_by_affiliation(self, who, camp):
        assert camp_of(who, LISTED) == camp

    @pytest.mark.parametrize(
        "who",
        [
            source("a former clerk of the mill", "of the mill"),
            source("critics of the mill"),
            source("a report on the mill"),
            source("people opposed to the mill"),
            source("Jane Doe", "the mill", mention="former mill director Jane Doe"),
            source("an ex-council member"),
        ],
    )
    def test_who_left_opposes_or_watches_a_camp_is_not_of_it(self, who):
        assert camp_of(who, LISTED) == NO_CAMP

    def test_without_names_there_are_no_camps(self):
        assert camp_of(source("the mill"), ()) == NO_CAMP


class TestAbout:
    def test_the_dispute_by_hand(self, dispute):
        table = speaking_about(dispute)
        assert table[["camp", "about", "attributions", "mentions", "words"]].values.tolist() == [
            ["Mill", "Council", 1, 2, 11],
            ["Council", "Mill", 1, 1, 7],
            [NO_CAMP, "Mill", 1, 1, 6],
        ]
        assert table["numbers"].tolist() == ["0", "1", "3"]

    def test_evaluative_words_are_listed_and_counted_not_scored(self, dispute):
        table = speaking_about(dispute)
        assert table[["negative", "negative_words"]].values.tolist()[0] == [2, "cruel, absurd"]
        assert table[["positive", "positive_words"]].values.tolist()[1] == [1, "excellent"]
        assert not [name for name in table.columns if "score" in name or "bias" in name]

    def test_passages_hold_the_contents(self, dispute):
        for row in speaking_about(dispute).itertuples():
            start, end = map(int, row.passages.split("-"))
            assert TEXT[start:end] in {saying["content"] for saying in ROWS}

    def test_one_act_alone(self, dispute):
        table = speaking_about(dispute, act="speech")
        assert table["camp"].tolist() == ["Mill", "Council"]
        assert set(table["acts"]) == {"speech"}

    def test_a_content_about_two_counts_for_both(self, tmp_path):
        (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
        row = {"source": "Jane Doe", "cue": "said", "content": "that the mill sued the council"}
        corpus = Corpus(tmp_path, (reported("paper", "Jane Doe said that the mill sued the council.", row),))
        assert speaking_about(corpus)["about"].tolist() == ["Mill", "Council"]

    def test_mentions_outside_of_what_is_said_do_not_count(self, tmp_path):
        (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
        row = {"source": "Jane Doe", "cue": "said", "content": "that it rained"}
        corpus = Corpus(tmp_path, (reported("paper", "At the mill Jane Doe said that it rained.", row),))
        assert speaking_about(corpus).empty

    def test_without_a_file_of_names_the_table_is_empty(self, tmp_path):
        table = speaking_about(Corpus(tmp_path, (mill(), silent())))
        assert table.empty and table.columns.tolist() == ABOUT_COLUMNS
