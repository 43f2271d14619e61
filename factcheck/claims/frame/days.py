"""Turn the days that a text names ("Sunday night", "8 January", "two days later") into calendar days.

A weekday, a day of a month and "yesterday" are read here; only what remains ("three days ago") is asked of
dateparser, once for each wording and publication date.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

import msgspec

from factcheck.lexicon.loader import pattern_of, word_list, words_in_order
from factcheck.models import WEEKDAYS

__all__ = ["DAY_WORDS", "MONTHS", "Named", "days_in"]

MONTHS = words_in_order("common", "month_shorts")
_NAMES, _SHORTS = (words_in_order("common", name) for name in ("months", "month_shorts"))
_MONTH = (
    rf"(?:{pattern_of(name.capitalize() for name in _NAMES)}"
    rf"|{pattern_of(name.capitalize() for name in (*_SHORTS, 'sept'))}\b\.?)"
)
_WEEKDAY = pattern_of(day.capitalize() for day in WEEKDAYS)
_WHICH = pattern_of(word_list("frame", "days.which"))
_TODAY, _YESTERDAY = (pattern_of(word_list("frame", f"days.{name}")) for name in ("today", "yesterday"))
_AGO, _AFTER, _LATER = (pattern_of(word_list("frame", f"days.{name}")) for name in ("ago", "after", "later"))
_COUNT = rf"(?:{pattern_of(word_list('frame', 'days.counts'))}|\d{{1,2}})"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<{}>(?:19|20)\d\d)\b)?"
_DAYS = re.compile(
    rf"""\b(?:
      (?P<weekday>(?:(?P<which>(?i:{_WHICH}))\s+)?
        (?P<name>{_WEEKDAY})\b(?!s\b)
        (?:,?\s+(?={_MONTH}\s+\d|\d{{1,2}}{_TH}\s+(?:of\s+)?{_MONTH}))?)
    | (?P<month_first>(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}}){_TH}\b(?!,?\d){_YEAR.format("y1")})
    | (?P<day_first>(?P<d2>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<m2>{_MONTH})(?!\w){_YEAR.format("y2")})
    | (?P<iso>\d{{4}}-\d\d-\d\d)\b
    | (?P<today>(?i:{_TODAY}))\b
    | (?P<yesterday>(?i:{_YESTERDAY}))\b
    | (?P<ago>(?i:{_COUNT}\s+{_AGO}))\b
    | (?P<later>(?i:{_COUNT}\s+{_AFTER}|{_LATER}))\b
    )""",
    re.VERBOSE,
)
_WEEK_BEFORE = re.compile(r"(?:\s+\w+)?\s+(?:of\s+)?last\s+week\b")
_LONG_AGO = dt.timedelta(days=300)
_FUTURE = frozenset({"next", "coming"})


# words without one of which, or a year, no day is named
DAY_WORDS = word_list("frame", "days.day_words") | {
    *WEEKDAYS, *words_in_order("common", "months"), *MONTHS, *(f"{month}." for month in MONTHS),
}  # fmt: skip


class Named(msgspec.Struct, frozen=True):
    """A day that a text names: its characters, and the day; None where nothing tells which, or where it lies ahead."""

    start: int
    end: int
    day: dt.date | None


@functools.lru_cache(maxsize=1_000)
def days_in(text: str, published: dt.date | None) -> tuple[Named, ...]:
    """Return the days that a text names, in text order.

    A weekday is the latest one up to the day of publication, a day of a month without a year likewise. "Two days later"
    counts from the day named last before it. Without a day of publication only whole dates have a day.

    >>> days_in("On Sunday 3 died, two days later 5.", dt.date(2022, 1, 11))[1].day
    datetime.date(2022, 1, 11)
    """
    out: list[Named] = []
    known: dt.date | None = None
    for match in _DAYS.finditer(text):
        try:
            day = _later(match["later"], known) if match["later"] else _day_of(match, text, published)
        except OverflowError:  # the calendar begins in the year 1 and ends in 9999
            day = None
        if out and out[-1].end == match.start() and day is not None:
            out.pop()  # "Sunday, 8 January": the date tells the day
        known = day or known
        out.append(Named(match.start(), match.end(), day))
    return tuple(out)


def _day_of(match: re.Match[str], text: str, published: dt.date | None) -> dt.date | None:
    if match["month_first"]:
        return _written(match["d1"], match["m1"], match["y1"], published)
    if match["day_first"]:
        return _written(match["d2"], match["m2"], match["y2"], published)
    if match["iso"]:
        return _parsed(match.group(), published)
    if published is None:
        return None
    if match["weekday"]:
        day = _weekday(match["name"], match["which"], published)
        return day - dt.timedelta(days=7) if day and _WEEK_BEFORE.match(text, match.end()) else day
    if match["today"]:
        return published
    return published - dt.timedelta(days=1) if match["yesterday"] else _parsed(match.group().lower(), published)


def _weekday(name: str, which: str | None, published: dt.date) -> dt.date | None:
    which = which and which.lower()
    if which in _FUTURE:
        return None
    back = (published.weekday() - WEEKDAYS.index(name.lower())) % 7
    return published - dt.timedelta(days=back or (7 if which in {"last", "previous"} else 0))


def _written(day: str, month: str, year: str | None, published: dt.date | None) -> dt.date | None:
    if year is None and published is None:
        return None
    number = MONTHS.index(month[:3].lower()) + 1
    if year is not None or published is None:
        return _date(int(year or 0), number, int(day))
    found = _date(published.year, number, int(day))
    if found is not None and found > published:
        found = _date(published.year - 1, number, int(day))
    return found if found is not None and published - found < _LONG_AGO else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _later(wording: str, known: dt.date | None) -> dt.date | None:
    """Return the day that lies so long after another, None where no other is known."""
    if known is None:
        return None
    ahead = _parsed(wording.lower().replace(" later", " ago"), known) if "later" in wording else None
    return known + (known - ahead) if ahead is not None else known + dt.timedelta(days=1)


@functools.lru_cache(maxsize=10_000)
def _parsed(wording: str, base: dt.date | None) -> dt.date | None:
    import dateparser

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    if base is not None:
        settings["RELATIVE_BASE"] = dt.datetime.combine(base, dt.time(12))
    moment = dateparser.parse(wording, languages=["en"], settings=settings)
    return None if moment is None else moment.date()
