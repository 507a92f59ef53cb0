"""Which numbers of two sentences belong together, by hand-made sentences."""

import datetime

import pytest

from analysis.measure.figure_matches import MOST, matched, published_together, stand_alike
from analysis.measure.numbers import statements
from analysis.read.document import Document


def document(text: str, *, year: int | None = None, kind: str = "full") -> Document:
    date = datetime.date(year, 6, 1) if year else None
    return Document(id="x", text=text, kind=kind, date=date, publisher="Town Bank", engine="rules")


def texts(one: str, other: str) -> list[tuple[str, str]]:
    pairs = matched(list(statements(document(one))), list(statements(document(other))))
    return [(first.quantity.text, second.quantity.text) for first, second in pairs]


class TestMatched:
    def test_of_several_numbers_each_stands_beside_the_nearest(self):
        one, other = "The town cast 830 votes and lost 12 votes.", "It lost 14 votes and cast 800 votes."
        assert texts(one, other) == [("830", "800"), ("12", "14")]

    def test_what_is_left_over_is_beside_nothing(self):
        assert texts("It cast 830 votes and lost 12 votes.", "It cast 800 votes.") == [("830", "800")]

    def test_one_number_stands_beside_all(self):
        assert texts("It cast 830 votes.", "It lost 14 votes and cast 800 votes.") == [("830", "14"), ("830", "800")]

    def test_of_a_table_in_one_sentence_the_first_forty_are_looked_at(self):
        row = ", ".join(f"{number} boats" for number in range(2, 82))
        assert len(texts(f"It owned {row}.", f"It owned {row}.")) == MOST

    def test_nothing_beside_nothing(self):
        assert matched([], []) == []


class TestPublishedTogether:
    @pytest.mark.parametrize(
        ("text", "year", "kind", "together"),
        [
            ("The mill owned 40 boats.", 2021, "full", True),
            ("The mill owned 40 boats.", 2020, "full", False),
            ("The mill owned 40 boats.", None, "full", False),
            ("The mill owned 40 boats.", 2021, "digest", False),
            ("In 2021 the mill owned 40 boats.", 2023, "digest", True),
            ("In 1987 the mill owned 40 boats.", 2021, "full", False),
        ],
    )
    def test_a_number_without_a_year_is_of_the_year_of_a_full_text(self, text, year, kind, together):
        claim = statements(document("The mill owns 60 boats.", year=2021, kind="original"))[0]
        assert published_together(claim, statements(document(text, year=year, kind=kind))[0]) is together


class TestStandAlike:
    @pytest.mark.parametrize(
        ("one", "other", "alike"),
        [
            ("The river rose by 6 metres.", "The water rose by 9 metres.", True),
            ("Residents were moved to 6 schools.", "Then 9 schools took residents in.", True),
            ("Unemployment stands at 7 per cent.", "The rate of unemployment was 9 per cent.", True),
            ("The mill paid 6 million pounds.", "The dam cost 9 million pounds.", False),
            ("The mill lost, and 6 metres were dug.", "The mill closed; it is 9 metres high.", False),
            ("The council of Lindby owes 6 pounds.", "The farmers of Lindby lent 9 pounds.", False),
        ],
    )
    def test_a_word_beside_both_that_is_no_name_and_no_unit(self, one, other, alike):
        first, second = document(one).claims[0], document(other).claims[0]
        assert stand_alike(first, first.quantities[0], second, second.quantities[0]) is alike
