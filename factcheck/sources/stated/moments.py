"""A date or a time as pages write them → its day, and the instant where an offset is told."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from factcheck.sources.dates import parse_date

__all__ = ["Moment", "parse_moment"]

_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<dash>[-/]?)(?P<month>\d\d?)(?P=dash)(?P<day>\d\d?)"
    r"(?:[T\s]\s*(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)(?::?[0-5]\d)?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z+|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?(?![\d-])"
)
_UNIX = re.compile(r"\d{10}(?:\d{3})?")
# as C and Java print a time: Tue Jan 28 15:28:56 CET 2020
_PRINTED = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d\d?) (?P<clock>\d\d:\d\d):\d\d "
    r"(?P<zone>[A-Z]{3,4}) (?P<year>\d{4})"
)
_DOTTED = re.compile(r"(?<![\d.])(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-](?P<year>(?:19|20)\d\d)(?!\d)")
_ABROAD = re.compile(r"\d\d?\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d")
_NAMED = re.compile(r"[^\W\d_]{3,12}\.?\s+\d\d?,?\s+(?:19|20)\d\d")
_UTC = frozenset({"UTC", "GMT"})
_FIRST = dt.date(1990, 1, 1)
_MONTHS = 12


class Moment(msgspec.Struct, frozen=True):
    """A day, with the minute and its offset from UTC where both are told; `iso` is the time as it is stored."""

    day: dt.date
    clock: dt.time | None = None
    offset: dt.timedelta | None = None

    @property
    def instant(self) -> dt.datetime | None:
        """Return the instant, None where no offset is told."""
        if self.clock is None or self.offset is None:
            return None
        return dt.datetime.combine(self.day, self.clock, dt.timezone(self.offset))

    @property
    def is_utc(self) -> bool:
        """Tell a time that is told in UTC, which may be another day where the outlet is."""
        return self.clock is not None and self.offset == dt.timedelta(0)

    @property
    def iso(self) -> str:
        """Return the day, or the time with its offset, in ISO 8601.

        >>> parse_moment("20220111T213000-0500").iso
        '2022-01-11T21:30-05:00'
        """
        if self.clock is None:
            return self.day.isoformat()
        told = dt.datetime.combine(self.day, self.clock, None if self.offset is None else dt.timezone(self.offset))
        return told.isoformat(timespec="minutes")


def parse_moment(value: str, *, languages: tuple[str, ...] = (), day_first: bool | None = None) -> Moment | None:
    """Return what a value tells, None where it is no whole date.

    `languages` are those besides English in which a month may be named. `day_first` tells how 03/04/2024 is meant;
    None leaves it unread. A date with dots names the day first.

    >>> parse_moment("03/04/2024"), parse_moment("03/04/2024", day_first=True).iso
    (None, '2024-04-03')
    >>> parse_moment("1641974400000").iso, parse_moment("Tue Jan 28 15:28:56 CET 2020").iso
    ('2022-01-12T08:00+00:00', '2020-01-28T15:28')
    """
    text = " ".join(value.split())[:120]
    found = _iso(text) or _unix(text) or _printed(text) or _numbered(text, day_first=day_first)
    if found is None:
        day = parse_date(text) or _abroad(text, languages)
        found = Moment(day) if day else None
    return found if found is not None and found.day >= _FIRST else None


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _iso(text: str) -> Moment | None:
    match = _ISO.search(text)
    if match is None or (not match["dash"] and len(match["month"] + match["day"]) != 4):
        return None
    day = _day(match["year"], match["month"], match["day"])
    if day is None or not match["hour"] or int(match["hour"]) > 23:
        return Moment(day) if day else None
    clock = dt.time(int(match["hour"]), int(match["minute"]))
    return Moment(day, clock, _offset(match["zone"]))


def _offset(zone: str | None) -> dt.timedelta | None:
    if not zone:
        return None
    if zone in _UTC or zone[0] == "Z":
        return dt.timedelta(0)
    hours, minutes = int(zone[1:3]), int(zone.replace(":", "")[3:5] or 0)
    away = dt.timedelta(hours=hours, minutes=minutes)
    return None if away >= dt.timedelta(hours=16) else (away if zone[0] == "+" else -away)


def _unix(text: str) -> Moment | None:
    if _UNIX.fullmatch(text) is None:
        return None
    told = dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
    return Moment(told.date(), told.time().replace(second=0), dt.timedelta(0))


def _printed(text: str) -> Moment | None:
    match = _PRINTED.search(text)
    day = parse_date(f"{match['day']} {match['month']} {match['year']}") if match else None
    if match is None or day is None:
        return None
    clock = dt.time.fromisoformat(match["clock"])
    return Moment(day, clock, dt.timedelta(0) if match["zone"] in _UTC else None)


def _numbered(text: str, *, day_first: bool | None) -> Moment | None:
    dotted = _DOTTED.search(text)
    if dotted:
        day = _day(dotted["year"], dotted["month"], dotted["day"])
        return Moment(day) if day else None
    slashed = _SLASHED.search(text)
    if slashed is None:
        return None
    first, second = int(slashed["first"]), int(slashed["second"])
    if max(first, second) > _MONTHS or first == second:
        day_first = first >= second
    if day_first is None:
        return None
    day = _day(slashed["year"], second if day_first else first, first if day_first else second)
    return Moment(day) if day else None


def _abroad(text: str, languages: tuple[str, ...]) -> dt.date | None:
    """Return the day of a date with a month's name in one of the languages."""
    languages = tuple(each for each in languages if each != "en" and re.fullmatch(r"[a-z]{2}", each))
    if not languages:
        return None
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    match = _ABROAD.search(text) or _NAMED.search(text)
    if match is None:
        return None
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    try:
        told = dateparser.parse(match.group(), languages=list(languages), settings=settings)
    except ValueError:
        return None
    return told.date() if told else None
