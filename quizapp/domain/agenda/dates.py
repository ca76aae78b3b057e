"""Reads the dates and times of an agenda, day before month, months in English."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from quizapp.domain.agenda.marks import DASHES

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE: Final = (
    r"(?:\w+day,? )?(\d{1,2})(?:st|nd|rd|th)?"
    rf"(?: ({'|'.join(_MONTHS)})[a-z]*\.?)?(?:,? (\d{{4}}))?"
)
_ONE_DATE: Final = re.compile(_DATE, re.IGNORECASE | re.ASCII)
_SPAN: Final = re.compile(
    rf"(?:from )?{_DATE}(?: ?(?:[{DASHES}]|to|and|&) ?{_DATE})?(?!\w)", re.IGNORECASE | re.ASCII
)
_TIME: Final = re.compile(
    r"(?:(?:starting|starts|beginning|from|at) )*(\d{1,2})(?:[.:h](\d{2}))?(?: ?([ap])\.?m\.?)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Dates:
    """When a meeting is; ``is_whole`` is false where the line said something else as well."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    starts_at: dt.time | None = None
    is_whole: bool = True


def read_dates(text: str) -> Dates | None:
    """Read ``30 March – 1 April 2019 (starting at 9.30 a.m.)``; None for any other line."""
    found = _SPAN.match(text)
    if not found:
        return None
    day, month, year, last_day, last_month, last_year = found.groups()
    starts_on = _date(day, month or last_month, year or last_year)
    ends_on = _date(last_day or day, last_month or month, last_year or year)
    if starts_on is None or ends_on is None or starts_on > ends_on:
        return None
    rest = text[found.end() :].strip(" ,;()")
    starts_at = _time(rest)
    return Dates(starts_on, ends_on, starts_at, is_whole=not rest or starts_at is not None)


def read_day_date(text: str, meeting: Dates) -> dt.date | None:
    """Read ``1 March``; its year is the one in which it falls within the meeting."""
    found = _ONE_DATE.fullmatch(text)
    if not found:
        return None
    day, month, year = found.groups()
    if year or not (meeting.starts_on and meeting.ends_on):
        return _date(day, month, year)
    ends = _date(day, month, str(meeting.ends_on.year))
    if ends and meeting.starts_on <= ends <= meeting.ends_on:
        return ends
    return _date(day, month, str(meeting.starts_on.year))


def _date(day: str, month: str | None, year: str | None) -> dt.date | None:
    if month is None or year is None:
        return None
    try:
        return dt.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None


def _time(text: str) -> dt.time | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None
