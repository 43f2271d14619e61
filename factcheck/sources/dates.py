"""Text → the calendar days written out in it. Only whole dates count, so that no result depends on today."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

__all__ = ["DATE", "Dated", "find_date", "parse_date"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_WRITTEN = rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}-{_MONTH}-\d{{4}}"
_NUMERIC = r"\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
DATE = rf"(?<!\w){_WEEKDAY}(?:{_WRITTEN}|{_NUMERIC})(?!\d)"

_DATE = re.compile(DATE, re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(\d{1,2})[./](\d{1,2})[./]\d{4}")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_MONTHS = 12
# the forms of nearly every date, which say all by themselves: dateparser takes a third of a second to start
_NAMES = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
_NAME = rf"(?P<month>{_NAMES}oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_NUMBER, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<year>[12][0-9]{3})"
_PLAIN = [
    re.compile(rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?{form},?\s+{_YEAR}", re.IGNORECASE)
    for form in (rf"{_NUMBER}\s+{_NAME}", rf"{_NAME}\s+{_NUMBER}")
]
_INITIALS = "jan feb mar apr may jun jul aug sep oct nov dec"


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
    month = _INITIALS.index(match["month"][:3].lower()) // len("jan ") + 1
    return _day(int(match["year"]), month, int(match["day"]))


def _parse_written(date: str) -> dt.date | None:
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    moment = dateparser.parse(date, languages=["en"], settings=settings)
    return None if moment is None else moment.date()
