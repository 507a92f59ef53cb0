"""Days and months without a year, compared by hand."""

import pytest

from analysis.measure.day_dates import day_difference


class TestDayDifference:
    @pytest.mark.parametrize(
        ("one", "other", "told"),
        [
            ("It opened on 3 May.", "It opened on 9 May.", "3 May beside 9 May"),
            ("It opened on 3 May.", "It opened on 3 June 2021.", "3 May beside 3 June 2021"),
            ("It opened on May 3rd.", "It opened on Sept. 3, 2021.", "May 3rd beside Sept. 3, 2021"),
            ("It rained on 3 May and 4 May.", "It rained on 9 May.", "3 May, 4 May beside 9 May"),
        ],
    )
    def test_days_that_do_not_meet(self, one, other, told):
        assert day_difference(one, other) == told

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("It opened on 3 May.", "It opened on 3 May 2021."),
            ("It opened on 3 May.", "It opened in May 2021."),
            ("It opened on 3 May.", "It rained from 1-9 May 2021."),
            ("It opened on 3 May.", "It rained on 3 May and 9 June."),
            ("It opened on 3 May.", "It opened."),
            ("It may open on Monday.", "It opened on 9 May."),
            ("", ""),
        ],
    )
    def test_days_that_meet_or_are_not_named(self, one, other):
        assert day_difference(one, other) == day_difference(other, one) == ""
