"""Figures of two sentences, aligned and compared by hand: bounds, parts, days, units."""

import pytest

from analysis.measure.figure_pairs import bound_gap, figure_pair, is_part, is_vague, loose_pairs, slot_pairs, unit_pairs
from analysis.measure.numbers import figure_slots, statements
from analysis.read.document import Document
from analysis.read.quantities import quantities


def document(text: str) -> Document:
    return Document(id="x", text=text, publisher="Town Bank", engine="rules")


def number(text: str):
    """The first number of a text that counts a thing."""
    return statements(document(text))[0]


def claim(text: str):
    """The last sentence of a text as a claim."""
    return document(text).claims[-1]


def figures(one: str, other: str, *doubts: str):
    claimed = number(one)
    return figure_pair(claimed, number(other), claimed.thing, doubts)


class TestFigurePair:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("In 1987 the mill owned 40 boats.", "In 1987 the mill owned 40 boats."),
            ("In 1987 the mill owned 40 boats.", "In 1987 the mill owned about 42 boats."),
            ("In 1987 the mill owned 40 boats.", "In 1987 the mill owned between 30 and 50 boats."),
            ("In 1987 the mill owned 40 boats.", "In 1987 the mill owned at least 30 boats."),
            ("In 1987 the mill owned up to 40 boats.", "In 1987 the mill owned 30 boats."),
            ("In 1987 the mill owned dozens of boats.", "In 1987 the mill owned 40 boats."),
            ("In 1987 the flood killed 12,000 people.", "In 1987 the flood killed thousands of people."),
            ("In 1987 the flood killed thousands of people.", "In 1987 the flood killed 1,500 people."),
        ],
    )
    def test_numbers_that_can_both_be_true_agree(self, one, other):
        assert figures(one, other).agrees
        assert figures(other, one).agrees

    @pytest.mark.parametrize(
        ("one", "other", "told"),
        [
            ("The mill owned 40 boats.", "The mill owned 60 boats.", "60 is 50 % above 40"),
            ("The mill owned 40 boats.", "The mill owned more than 60 boats.", "more than 60 is 50 % above 40"),
            ("The mill owned 20 to 30 boats.", "The mill owned 60 boats.", "60 is 2 times 20 to 30"),
            ("The flood killed thousands.", "The flood killed 30,000.", "30,000 is 3 times thousands"),
            ("It killed two to three thousand.", "It killed 3,600.", "3,600 is 20 % above two to three thousand"),
        ],
    )
    def test_numbers_that_cannot_differ(self, one, other, told):
        assert figures(one, other).differs
        assert figures(one, other).reason == figures(other, one).reason == told
        assert figures(one, other).doubts == ()

    def test_a_bound_far_from_the_number_differs_as_an_open_bound(self):
        pair = figures("In 2019 at least 304 people died.", "In 2019 1,500 people died.")
        assert pair.differs and pair.gap == 4.93
        assert pair.doubts == ("an open bound",)
        assert pair.reason == "at least 304 is compatible with 1,500 as a bound, and 4.9 times apart"

    def test_another_day_is_a_doubt(self):
        pair = figures("By 3 May 1987 the mill owned 40 boats.", "By 9 June 1987 the mill owned 60 boats.")
        assert pair.differs and pair.doubts == ("as of another time",)

    def test_another_day_leaves_the_size_of_the_difference_told(self):
        pair = figures("By 3 May 1987 the mill owned 40 boats.", "By 9 June 1987 the mill owned 60 boats.")
        assert pair.reason == "60 is 50 % above 40" and pair.comparison.factor == 1.5

    def test_the_day_of_a_report_is_not_that_of_the_number(self):
        one = "The mill owned 40 boats, the mayor said on 3 May 1987."
        assert figures(one, "By 9 June 1987 the mill owned 60 boats.").doubts == ()

    def test_numbers_a_hundred_times_apart_are_in_doubt(self):
        assert figures("It owned 40 boats.", "It owned 4,000 boats.").doubts == ("very far apart",)
        assert figures("It owned 40 boats.", "It owned 3,900 boats.").doubts == ()

    def test_the_same_day_is_none(self):
        assert figures("On 3 May 1987 it owned 40 boats.", "On 3 May 1987 it owned 60 boats.").doubts == ()

    def test_a_part_of_a_total_is_a_doubt_unless_both_are(self):
        part = "In 1987 the mill sold 6 of the boats."
        assert figures("In 1987 the mill owned 40 boats.", part).doubts == ("part of a total",)
        assert figures("In 1987 the mill sold 12 of its boats.", part).doubts == ()

    def test_doubts_that_were_known_stay_in_front(self):
        pair = figures("It owned at least 10 boats.", "It owned 40 boats.", "year not stated")
        assert pair.doubts == ("year not stated", "an open bound")


class TestBoundGap:
    @pytest.mark.parametrize(
        ("one", "other", "gap"),
        [
            ("at least 304 dead", "1,500 dead", 4.93),
            ("over 100 dead", "150 dead", 1.5),
            ("over 100 dead", "149 dead", None),
            ("up to 90 dead", "30 dead", 3.0),
            ("100 dead", "1,500 dead", None),
            ("about 100 dead", "1,500 dead", None),
            ("at least 40 dead", "up to 40 dead", None),
            ("over 10 dead", "between 20 and 30 dead", 2.0),
            ("at least 0 dead", "5 dead", None),
        ],
    )
    def test_by_hand(self, one, other, gap):
        (a,), (b,) = quantities(one), quantities(other)
        assert bound_gap(a, b) == bound_gap(b, a) == gap


class TestWhatANumberIs:
    @pytest.mark.parametrize(
        ("text", "vague"),
        [
            ("thousands of boats", True),
            ("tens of thousands of boats", True),
            ("several hundred boats", True),
            ("a few hundred boats", True),
            ("between 20 and 30 boats", False),
            ("20-30 boats", False),
            ("two to three thousand boats", False),
            ("two or three boats", False),
            ("40 boats", False),
            ("about 40 boats", False),
            ("two dozen boats", False),
        ],
    )
    def test_a_word_for_many_numbers_is_vague(self, text, vague):
        assert is_vague(quantities(text)[0]) is vague

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("It sold 6 of the boats.", True),
            ("It sold 6 of its boats.", True),
            ("It sold 6 of all boats.", True),
            ("It sold 6 boats of the harbour.", False),
            ("It sold 6 boats.", False),
        ],
    )
    def test_what_is_counted_out_of_a_whole_is_a_part(self, text, part):
        (quantity,) = quantities(text)
        read = document(text)
        found = number("It sold 6 boats.")
        assert is_part(type(found)(read, read.claims[0], quantity, "boats", (), ())) is part


class TestAligned:
    def pairs(self, corpus):
        return slot_pairs(figure_slots(corpus), corpus.target)

    def test_every_number_of_a_slot_meets_every_number_of_the_article(self, corpus_of):
        corpus = corpus_of(
            "In 1987 the mill owned 40 boats. In 1987 the mill sold 12 boats.",
            "In 1987 the mill owned 40 boats. In 1987 it owned 60 boats.",
        )
        found = self.pairs(corpus)
        assert sorted(found) == [(1, "s1", 1), (1, "s1", 2), (2, "s1", 1), (2, "s1", 2)]
        assert found[1, "s1", 1][0].agrees and found[1, "s1", 2][0].differs
        assert all(pair.thing == "boats" and pair.doubts == () for rows in found.values() for pair in rows)

    @pytest.mark.parametrize(
        "source",
        ["In 1990 the mill owned 60 boats.", "In 1987 it owned 60 carts.", "The mill owned 60 boats.", "It snowed."],
    )
    def test_another_year_another_thing_or_no_year_is_not_aligned(self, corpus_of, source):
        assert self.pairs(corpus_of("In 1987 the mill owned 40 boats.", source)) == {}

    def test_two_sources_are_kept_apart(self, corpus_of):
        told = "In 1987 the mill owned 60 boats."
        assert sorted(self.pairs(corpus_of("In 1987 the mill owned 40 boats.", told, told))) == [
            (1, "s1", 1),
            (1, "s2", 1),
        ]

    def loose(self, one, other):
        return loose_pairs(statements(document(one)), statements(document(other)))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The mill owned 40 boats.", "The mill owned 60 boats."),
            ("In 1987 the mill owned 40 boats.", "The mill owned 60 boats."),
            ("The mill owned 40 boats.", "In 1990 the mill owned 60 boats."),
        ],
    )
    def test_near_sentences_are_aligned_without_a_year_and_say_so(self, one, other):
        (pair,) = self.loose(one, other)
        assert pair.differs and pair.doubts == ("year not stated",)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("In 1987 the mill owned 40 boats.", "In 1990 the mill owned 60 boats."),
            ("The mill owned 40 boats.", "The mill owned 60 carts."),
            ("The mill owned boats.", "The mill owned 60 boats."),
        ],
    )
    def test_but_not_across_years_or_things(self, one, other):
        assert self.loose(one, other) == []


class TestUnits:
    def pairs(self, one, other):
        return [(pair.comparison.verdict, pair.doubts) for pair in unit_pairs(claim(one), claim(other))]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The dam cost 3 million euros.", "The dam cost 5 million euros."),
            ("The dam held 40 % of the water.", "The dam held 60 percent of the water."),
            ("The dam is 40 metres high.", "The dam is 60 m high."),
            ("The mill employed 40 men.", "The mill employed 60 men."),
            ("In 1987 the dam cost 3 million euros.", "The dam cost 5 million euros."),
        ],
    )
    def test_one_amount_of_a_unit_in_each_is_compared_and_a_difference_is_in_doubt(self, one, other):
        assert self.pairs(one, other) == [("differs", ("aligned by unit alone",))]
        assert self.pairs(one, one) == [("equal", ())]

    def test_each_unit_by_itself(self):
        one, other = "It cost 3 million euros and is 40 metres high.", "It cost 3 million euros and is 60 metres high."
        assert [verdict for verdict, _ in self.pairs(one, other)] == ["equal", "differs"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("The dam cost 3 million euros.", "The dam cost 5 million dollars."),
            ("The dam cost 3 million euros.", "The dam is 60 metres high."),
            ("The mill employed 40 men.", "The mill owned 60 boats."),
            ("In 1987 the dam cost 3 million euros.", "In 1990 the dam cost 5 million euros."),
            ("The dam cost 3 million euros.", "The dam cost 5 million euros, the weir 2 million euros."),
            ("The dam cost 5 million euros, the weir 2 million euros.", "The dam cost 3 million euros."),
            ("The storm killed 12 people.", "The storm injured 36 people."),
            ("The storm killed 12 people.", "Some 36 people saw it."),
            ("It is the second dam.", "It is the third dam."),
            ("It has one gate.", "It has 3 gates."),
            ("The dam is high.", "The dam is 60 metres high."),
        ],
    )
    def test_other_units_other_times_and_what_can_be_paired_in_two_ways_are_left(self, one, other):
        assert self.pairs(one, other) == []

    def test_of_a_unit_named_twice_numbers_that_agree_are_a_pair(self):
        one, other = "The list won 48 % of the vote.", "The list has 48 % and the union 39 % of the vote."
        assert self.pairs(one, other) == self.pairs(other, one) == [("equal", ())]

    @pytest.mark.parametrize(("one", "found"), [("The water rose by 6 metres.", 1), ("The dam is 6 metres high.", 0)])
    def test_in_sentences_that_are_merely_near_both_stand_beside_one_word(self, one, found):
        assert len(unit_pairs(claim(one), claim("The river rose by 9 metres."), beside=True)) == found
