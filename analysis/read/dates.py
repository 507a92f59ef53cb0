"""Which days does a text name?

Input is a text; output is its dates, each an interval from a first to a last day: "May 2020" is the whole month, "the
1980s" ten years. Dates without a year are found (so that no other room takes them for numbers) but not returned.
Caution: a bare number between 1500 and 2100 is a year unless what follows is counted ("2000 people", not "in 2000
people"); and 05/06/2020 is left alone, because two countries read it differently.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split()
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
_MONTH += r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_MONTH = f"(?:{_MONTH}|{'|'.join(month.upper() for month in _MONTHS)})"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|2100)"
_TO = r"(?:\s?[-–‑/]\s?|\s(?:to|and|through|until)\s)"
_EDGE = r"(?![\w%]|[.,:/][0-9])"

# In falling order of priority: what an earlier pattern has taken, a later one leaves alone.
_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", rf"(?<![\w/.-])({_YEAR})-([0-9]{{2}})-([0-9]{{2}})(?![0-9-])"),
        ("numeric", rf"(?<![\w/.-])([0-9]{{1,2}})([./])([0-9]{{1,2}})\2({_YEAR}){_EDGE}"),
        ("day month", rf"(?<![\w.,$£€-])({_DAY})(?:{_TO}({_DAY}))? (?:of )?({_MONTH}),? ({_YEAR}){_EDGE}"),
        ("month day", rf"\b({_MONTH}) ({_DAY})(?:{_TO}({_DAY}))?(?:, ?| )({_YEAR}){_EDGE}"),
        ("months", rf"\b({_MONTH}){_TO}({_MONTH}),? ({_YEAR}){_EDGE}"),
        ("month", rf"\b({_MONTH}),? (?:of )?({_YEAR}){_EDGE}"),
        ("bare", rf"(?<![\w.,$£€-]){_DAY}(?:{_TO}{_DAY})? (?:of )?{_MONTH}(?![\w])"),
        ("bare", rf"\b{_MONTH} {_DAY}(?:{_TO}{_DAY})?(?![\w%]|[.,][0-9])"),
        ("years", rf"(?<![\w.,/$£€])({_YEAR})(?:{_TO}({_YEAR})|[-–‑/]([0-9]{{2}})){_EDGE}"),
        ("bare", r"\b(?:AD [0-9]{1,4}|[0-9]{1,4} (?:BCE?|AD|CE))\b"),
        ("bare", r"\b[0-9]{1,2}(?:st|nd|rd|th)(?:-|[ ])[Cc]entur(?:y|ies)\b"),
        ("decade", r"(?<![\w.,$£€])((?:1[5-9]|20)[0-9]0)['’]?s\b"),
        ("bare", r"(?<!\w)['’]?[1-9]0['’]?s(?! of)\b"),
        ("year", rf"(?<![\w.,/$£€])({_YEAR}){_EDGE}"),
    )
)
_LOOSE_PREFIX = re.compile(r"\b(?:mid|post|pre|early|late|non)[-–‑]$", re.I)
_MONEY_BEFORE = re.compile(r"(?:[$£€¥₹₦₽₺₪]|\b(?:Rs\.?|USD|EUR|GBP|KShs?|Kshs?))\s?$")
_COMPARED = re.compile(
    r"\b(?:since|(?:than|unlike|versus|compared (?:with|to)|relative to|up from|down from)(?: (?:in|during|on|at))?)"
    r"(?: (?:the|early|late|about|around))?[ \-]$",
    re.I,
)
_LABELLED = re.compile(
    r"\b(?:resolution|article|section|page|flight|route|highway|room|rule|act|no\.|number|model|least|than|nearly"
    r"|almost|roughly|approximately|some|estimated|killed|killing|another)\s$",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|during|until|till|by|from|the|after|before|through|throughout|late|early|mid|year|and"
    r"|between|to|for|its|their|his|circa|spring|summer|autumn|fall|winter|election|protests|to|q[1-4])[ \-]$",
    re.I,
)
_COUNTED = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|persons|men|women|children|prisoners|soldiers|troops|civilians|police|officers|students"
    r"|workers|voters|protesters|demonstrators|families|homes|houses|jobs|deaths|cases|refugees|migrants|hostages|boys"
    r"|detainees|inmates|patients|passengers|residents|members|fighters|rockets|missiles|drones|tanks|trucks|girls"
    r"|victims|dead|wounded|injured|others|of them|km|kilomet(?:re|er)s|miles|met(?:re|er)s|feet|acres|hectares"
    r"|tons|tonnes|kg|pounds|dollars|euros|percent|per cent|million|billion|hours|days|calories|megawatts|MW)\b"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: `text == source[start:end]`, first and last day, and whether it is only compared with."""

    start: int
    end: int
    text: str
    first: date
    last: date
    comparison: bool


class CalendarSpan(NamedTuple):
    """A stretch that belongs to the calendar; `days` is None where no year, or no possible day, is named."""

    start: int
    end: int
    days: tuple[date, date] | None


def dates(text: str) -> tuple[DateSpan, ...]:
    """The dates of a text that name a year, in order.

    A date is a point of comparison after "since", "than in", "compared with" and the like.

    >>> [(d.text, d.first.isoformat(), d.last.isoformat()) for d in dates("On May 20, 2020, not in 2017-18.")]
    [('May 20, 2020', '2020-05-20', '2020-05-20'), ('2017-18', '2017-01-01', '2018-12-31')]
    >>> [d.comparison for d in dates("The deadliest since the 1988 massacre; 31 February 2020 never was.")]
    [True]
    """
    return tuple(
        DateSpan(span.start, span.end, text[span.start : span.end], *span.days, _is_compared(text, span.start))
        for span in calendar_spans(text)
        if span.days
    )


def calendar_spans(text: str) -> tuple[CalendarSpan, ...]:
    """Every stretch of the text that is a date or part of one, dates without a year and impossible ones included.

    >>> [text for text in ("Oct. 7", "31 February 2020") if calendar_spans(text)[0].days]
    []
    """
    taken = bytearray(len(text))
    found: list[CalendarSpan] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or (name in ("year", "years") and _is_number(text, match)):
                continue
            days = _days(name, match)
            if name == "years" and days is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(CalendarSpan(start, end, days))
    return tuple(sorted(found))


def _is_compared(text: str, start: int) -> bool:
    return bool(_COMPARED.search(text[max(0, start - 40) : start]))


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether digits that look like a year count something, or are part of a name (Su-2000)."""
    before = text[max(0, match.start() - 30) : match.start()]
    if before[-1:] in ("-", "–", "‑") and before[-2:-1].strip() and not _LOOSE_PREFIX.search(before):
        return True
    if _MONEY_BEFORE.search(before):
        return True
    after = text[match.end() : match.end() + 40]
    year = int(match[0][:4])
    if _YEAR_BEFORE.search(before):
        return False
    if year < 1500 or _COUNTED.match(after):
        return True
    return bool(_LABELLED.search(before)) and not re.search(r"\b(?:since|until) at least $|\bthan $", before)


def _days(name: str, match: re.Match[str]) -> tuple[date, date] | None:
    """First and last day of a match; None if it names no year or no day that exists."""
    part = match.groups()
    try:
        if name == "iso":
            return _span(int(part[0]), int(part[1]), int(part[2]))
        if name == "numeric":
            return _numeric(int(part[0]), int(part[2]), int(part[3]))
        if name == "day month":
            return _span(int(part[3]), _month(part[2]), _number(part[0]), _number(part[1] or part[0]))
        if name == "month day":
            return _span(int(part[3]), _month(part[0]), _number(part[1]), _number(part[2] or part[1]))
        if name == "months":
            return _whole(int(part[2]), _month(part[0]), _month(part[1]))
        if name == "month":
            return _whole(int(part[1]), _month(part[0]), _month(part[0]))
        if name == "years":
            return _years(int(part[0]), part[1] or part[2], short=part[1] is None)
        if name == "decade":
            # "1800s" is a century, "2000s" a decade
            first = int(part[0])
            return date(first, 1, 1), date(first + (99 if first % 100 == 0 and first < 2000 else 9), 12, 31)
        if name == "year":
            return date(int(part[0]), 1, 1), date(int(part[0]), 12, 31)
    except ValueError:
        return None
    return None


def _number(day: str) -> int:
    return int(re.match(r"[0-9]+", day)[0])


def _month(written: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(written.lower()[:3]))


def _span(year: int, month: int, day: int, until: int | None = None) -> tuple[date, date] | None:
    first, last = date(year, month, day), date(year, month, until or day)
    return (first, last) if first <= last else None


def _whole(year: int, first: int, last: int) -> tuple[date, date]:
    """Whole months; "November to March 2020" began the year before."""
    begins = date(year if first <= last else year - 1, first, 1)
    return begins, date(year, last, monthrange(year, last)[1])


def _numeric(one: int, two: int, year: int) -> tuple[date, date] | None:
    if one > 12 or one == two:
        return _span(year, two, one)
    return _span(year, one, two) if two > 12 else None


def _years(first: int, second: str, *, short: bool) -> tuple[date, date] | None:
    last = int(second)
    if short:
        month = last
        last += first // 100 * 100
        if last <= first and second == "00":
            last += 100
        elif last <= first:
            return _whole(first, month, month) if 1 <= month <= 12 else None
    if not first < last <= first + 500:
        return None
    return date(first, 1, 1), date(last, 12, 31)
