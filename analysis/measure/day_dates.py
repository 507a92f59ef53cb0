"""Do two sentences name days or months that do not meet, where a year is left unsaid?

Input is two texts, output is the two dates in words. News mostly says "on 3 May" without a year. Caution: without its
year a date is not certain, so `evidence` holds such a difference in doubt.
"""

import re

from analysis.read.dates import calendar_spans

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


def day_difference(one: str, other: str) -> str:
    """The days or months that two sentences name in words, where none of one meets any of the other's; else "".

    >>> day_difference("The gate opened on 3 May.", "The gate opened on 9 May 2021.")
    '3 May beside 9 May 2021'
    >>> day_difference("It opened on 3 May.", "It opened in May 2021."), day_difference("It opened.", "It shut in May.")
    ('', '')
    """
    first, second = _days(one), _days(other)
    if not first or not second or any(_meet(a, b) for _, a in first for _, b in second):
        return ""
    return " beside ".join(", ".join(text for text, _ in row) for row in (first, second))


def _days(text: str) -> list[tuple[str, tuple[int, set[int]]]]:
    """Each date that names one month, with the month and the days named, if any."""
    found = []
    for span in calendar_spans(text):
        told = text[span.start : span.end]
        months = MONTH.findall(told)
        if len(months) == 1:
            days = {int(day) for day in DAY.findall(told)}
            found.append((told, (MONTHS.index(months[0].lower()) + 1, days)))
    return found


def _meet(one: tuple[int, set[int]], other: tuple[int, set[int]]) -> bool:
    """Whether two dates can be of one day: a month named alone has all its days, "3-9 May" has those between."""
    if one[0] != other[0]:
        return False
    days, others = one[1], other[1]
    return not days or not others or (min(days) <= max(others) and min(others) <= max(days))
