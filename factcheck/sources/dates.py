"""Text → the calendar days written out in it. Only whole dates count, so that no result depends on today."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from factcheck.lexicon.loader import pattern_of, words_in_order
from factcheck.models import WEEKDAYS

__all__ = ["DATE", "Dated", "find_date", "parse_date"]

_SHORTS = words_in_order("common", "month_shorts")
_MONTH = rf"{pattern_of(month.capitalize() for month in _SHORTS)}[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{pattern_of(day[:3].capitalize() for day in WEEKDAYS)}[a-z]*\.?,?\s+)?"
_WRITTEN = rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}-{_MONTH}-\d{{4}}"
_NUMERIC = r"\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
DATE = rf"(?<!\w){_WEEKDAY}(?:{_WRITTEN}|{_NUMERIC})(?!\d)"

_DATE = re.compile(DATE, re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(\d{1,2})[./](\d{1,2})[./]\d{4}")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_MONTHS = 12
# the forms of nearly every date, which say all by themselves: dateparser takes a third of a second to start
_NAMES = (*words_in_order("common", "months"), *_SHORTS, "sept")
_NAME = rf"(?P<month>{pattern_of(_NAMES)})\.?"
_NUMBER, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<year>[12][0-9]{3})"
_PLAIN = [
    re.compile(rf"(?:{pattern_of(WEEKDAYS)},?\s+)?{form},?\s+{_YEAR}", re.IGNORECASE)
    for form in (rf"{_NUMBER}\s+{_NAME}", rf"{_NAME}\s+{_NUMBER}")
]


class Dated(msgspec.Struct, frozen=True):
    """A date in a text: where it stands, and its day (None where day and month cannot be told apart)."""

    start: int
    end: int
    day: dt.date | None


def find_date(text: str) -> Dated | None:
    """Return the first whole date of a text, None where it holds none.

    >>> find_date("KYIV, May 3, 2023 (Reuters)").day
    datetime.date(2023, 5, 3)
    """
    match = _DATE.search(text)
    return None if match is None else Dated(match.start(), match.end(), _parse(match.group()))


def parse_date(text: str) -> dt.date | None:
    """Return the day that a date with day, month and year names.

    None for "yesterday", for "May 2024" and for "03/04/2024", which is a day of March or of April.

    >>> parse_date("Tuesday, 23 April 2024")
    datetime.date(2024, 4, 23)
    >>> parse_date("03/04/2024") is None
    True
    """
    dated = find_date(text)
    return None if dated is None else dated.day


def _parse(date: str) -> dt.date | None:
    iso = _ISO.search(date)
    if iso:
        return _day(*map(int, iso.groups()))
    numeric = _AMBIGUOUS.search(date)
    if numeric:
        first, second = int(numeric[1]), int(numeric[2])
        if max(first, second) <= _MONTHS and first != second:
            return None
    return _parse_plain(date) or _parse_written(date)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parse_plain(date: str) -> dt.date | None:
    match = next((match for form in _PLAIN if (match := form.fullmatch(date))), None)
    if match is None:
        return None
    month = _SHORTS.index(match["month"][:3].lower()) + 1
    return _day(int(match["year"]), month, int(match["day"]))


def _parse_written(date: str) -> dt.date | None:
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    moment = dateparser.parse(date, languages=["en"], settings=settings)
    return None if moment is None else moment.date()
