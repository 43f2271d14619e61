"""A page's tree → when it was published and updated, as far as it says so, with the place that says it.

Every value of every place is tried. A day of the crawl, of a copyright or of another story is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from factcheck.lexicon.boilerplate import words_of
from factcheck.lexicon.loader import pattern_of, table_of, word_list
from factcheck.sources.stated.linked import LinkedData, text_of
from factcheck.sources.stated.moments import Moment, parse_moment
from factcheck.sources.stated.spots import is_beside, near_headline, shown, tokens_of

__all__ = ["Days", "Page", "days_of"]

_PUBLISHED = word_list("sources", "stated.published_names")
_DATED = word_list("sources", "stated.dated_names")
_MADE = frozenset({"creation_date", "datecreated", "dc.created", "dc.date.created", "dcterms.created"})
_OF_A_REVIEW = "ancestor::*[contains(@itemtype, 'Review') or contains(@itemtype, 'Comment')]"
_UPDATED = word_list("sources", "stated.updated_names")
_UPDATE_WORDS = re.compile(rf"(?<!\w){pattern_of(word_list('sources', 'stated.update_words'))}", re.IGNORECASE)
# how far the clocks of a country of one zone are ahead of UTC, in minutes, by the end of its addresses
_ZONES: dict[str, int] = table_of("sources")["stated"]["zones"]
_MONTH_FIRST = frozenset({"en-us", "en_us"})
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(?:(?:/[a-z_-]+){0,2}([/-])([01]?\d)\2([0-3]?\d)|()([01]\d)([0-3]\d))(?=[/_-]|\.\w+$|$)",
    re.IGNORECASE,
)
_SPELT_ADDRESS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/([0-3]?\d)(?=/|$)", re.IGNORECASE)
_DATE_CLASS = re.compile(rf"(?:^|[\W_]){pattern_of(word_list('sources', 'stated.date_classes'))}", re.IGNORECASE)
_LABELLED = re.compile(rf"(?<!\w){pattern_of(word_list('sources', 'stated.published_words'))}(?!\w)", re.IGNORECASE)
_DATE_MARK = re.compile(r"(?:^|[\W_])(?:date|dateline|meta|postmetadata|timestamp|pubdate)(?:$|[\W_])", re.IGNORECASE)
_FOOT = re.compile(r"meta|post-footer|entry-footer|submitted", re.IGNORECASE)
_NOT_CHANGED = "text() | .//*[not(ancestor-or-self::*[contains(@class, 'updated')])]/text()"
_BYLINE = re.compile(r"(?:by|von|par|por)\s+[A-ZÀ-Þ]", re.IGNORECASE)
_LONGEST_LINE = 120
_PARTS = re.compile(r"\s+[|–—·»-]\s+")
_PUBLISHED_CLASS = re.compile(r"(?:^|[\W_])(?:published|entry-date|dt-published|pubdate)(?:$|[\W_])")
_MOST = 1_500  # elements that are asked
_SPARE_WORDS, _LABELLED_WORDS = 5, 14
_ABROAD = ("de", "fr", "es")  # where the page does not tell its language
_DAY = dt.timedelta(days=1)
_LEAST = 3  # the rank from which a place names a day too loosely to speak against another
_EARLY, _LATE = 5, 19  # hours of UTC at which it is another day in America, or in the east of Asia
_NOON = 12


class Page(msgspec.Struct, frozen=True):
    """What the days are read from: the tree, its fields, its linked data, its address, its language, its headline."""

    tree: Any
    fields: list[tuple[str, str]]
    linked: LinkedData
    address: str = ""
    language: str = ""
    headline: Any = None


class Days(msgspec.Struct, frozen=True):
    """When a page was published and updated, the places that say so, and what a reader should know of it."""

    published: Moment | None = None
    published_in: str = ""
    unread: str = ""
    updated: Moment | None = None
    updated_in: str = ""
    problems: tuple[str, ...] = ()


class _Told(msgspec.Struct, frozen=True):
    """A value with its place; `rank` 0 is data made to tell the day of publication, 3 what a reader sees."""

    rank: int
    value: str
    place: str


def days_of(page: Page) -> Days:
    """Return the page's days; where two places name different ones the surest counts, and a problem says so."""
    reader = _Reader(page)
    told = [*_published(page), *_shown_days(page, reader)]
    read = [(each, moment) for each in told if (moment := reader.read(each.value))]
    updated, updated_in = _first_update(page, reader)
    if not read:
        unread = next((each.value for each in told if each.rank == 0), "")
        return Days(unread=unread, updated=updated, updated_in=updated_in)
    first = min(read, key=lambda pair: pair[0].rank)
    others = [pair for pair in read if pair is not first]
    own, problem = _own_day(first[1], [moment for _, moment in others], page)
    problems = [problem] if problem else []
    unlike = [pair for pair in others if updated is None or pair[1].day != updated.day]
    if not problem and (against := _against(own, unlike)):
        told_by, day = against
        problems.append(
            f"The page names two days: {own.isoformat()} ({first[0].place}) and {day.isoformat()} ({told_by}); "
            "the first was used."
        )
    return Days(
        published=msgspec.structs.replace(first[1], day=own) if own == first[1].day else Moment(own),
        published_in=first[0].place,
        updated=updated,
        updated_in=updated_in,
        problems=tuple(problems),
    )


class _Reader:
    """Reads values in the light of the page's language and country."""

    def __init__(self, page: Page) -> None:
        language = page.language[:2].casefold()
        american = page.language.casefold() in _MONTH_FIRST
        # many pages mark their one day as that of the last change
        self.tells_both = bool(page.tree.xpath("boolean(//*[contains(@class, 'published')])"))
        self.languages = (language,) if language else _ABROAD
        self.day_first = False if american else (True if language not in {"", "en"} or _country(page.address) else None)

    def read(self, value: str) -> Moment | None:
        """Return what a value tells, None where it is no whole date."""
        return parse_moment(value, languages=self.languages, day_first=self.day_first)


def _published(page: Page) -> Iterator[_Told]:
    """Return what the page's data say of its publication, the surest first."""
    for item in page.linked:
        if value := text_of(item.get("datePublished")):
            rank = 0 if item.get("headline") or item.get("articleBody") else 1
            yield _Told(rank, value, "the page’s linked data")
    yield from _in_fields(page, _PUBLISHED, 0)
    for element in page.tree.xpath("//*[@itemprop='datePublished'][not(self::meta)] | //time[@pubdate]"):
        if not is_beside(element) and not element.xpath(_OF_A_REVIEW):
            yield _Told(1, element.get("content") or element.get("datetime") or shown(element), "the page’s date line")
    yield from _in_fields(page, _DATED, 1)
    if address := _day_in(page.address):
        yield _Told(2, address, "the page’s address")
    titles = ["".join(page.tree.xpath("//title[1]//text()")), *(v for name, v in page.fields if name == "og:title")]
    for part in (part for title in titles for part in _PARTS.split(title)[1:]):
        if any(char.isdigit() for char in part) and len(words_of(part)) <= _SPARE_WORDS:
            yield _Told(2, part, "the page’s title")
    yield from _in_fields(page, _MADE, 4)


def _in_fields(page: Page, names: frozenset[str], rank: int) -> Iterator[_Told]:
    return (_Told(rank, value, f"the page’s field {name}") for name, value in page.fields if name in names)


def _day_in(address: str) -> str:
    found = _IN_ADDRESS.search(address)
    if found:
        return "-".join(part for part in found.groups() if part and part.isdigit())
    spelt = _SPELT_ADDRESS.search(address)
    return f"{spelt[3]} {spelt[2]} {spelt[1]}" if spelt else ""


def _shown_days(page: Page, reader: _Reader) -> list[_Told]:
    """Return the days that stand as a line of their own at the headline, or in a time element of the report."""
    found: list[_Told] = []
    if page.headline is not None:
        behind = " ".join((page.headline.tail or "").split())[:_LONGEST_LINE]
        lines = [behind] if reader.read(behind) and not _UPDATE_WORDS.search(behind) else []
        lines += (_line_day(element, reader) for element in near_headline(page.headline) if not is_beside(element))
        found += [_Told(3, value, "the line at its headline") for value in lines if value][:1]
    for element in page.tree.xpath("//time | //abbr | //span")[:_MOST]:
        if not _PUBLISHED_CLASS.search(element.get("class") or "") or is_beside(element):
            continue
        told = (element.get("datetime") or "", element.get("title") or "", shown(element))
        value = next((each for each in told if reader.read(each)), "")
        if value:
            found.append(_Told(2 if element.tag == "time" else 3, value, "the page’s date line"))
            break
    return found or _labelled(page, reader) or _marked(page, reader)


def _marked(page: Page, reader: _Reader) -> list[_Told]:
    """Return the day of the page's lines that are marked as dates, where they name one day alone."""
    days: dict[dt.date, str] = {}
    for element in page.tree.xpath("//*[@class][count(*) < 8]")[:_MOST]:
        if _DATE_MARK.search(element.get("class")) and not is_beside(element):
            value = _line_day(element, reader)
            moment = reader.read(value)
            if moment:
                days.setdefault(moment.day, value)
    return [_Told(3, value, "the page’s date line") for value in days.values()] if len(days) == 1 else []


def _labelled(page: Page, reader: _Reader) -> list[_Told]:
    """Return the day of the first short line of the page that calls it the day of publication."""
    for element in page.tree.xpath("//*[self::p or self::div or self::span or self::li or self::small][count(*) < 8]")[
        :_MOST
    ]:
        text = shown(element)
        most = 3 if _FOOT.search(tokens_of(element) + tokens_of(element.getparent())) else 1
        if len(text) > most * _LONGEST_LINE or not _LABELLED.search(text) or _UPDATE_WORDS.search(text):
            continue
        if len(words_of(text)) <= most * _LABELLED_WORDS and not is_beside(element) and reader.read(text):
            return [_Told(3, text, "the line that gives its day")]
    return []


def _line_day(element: Any, reader: _Reader) -> str:
    """Return the date of an element that is a date line and no update, "" where it is none."""
    tokens = tokens_of(element)
    text = shown(element)
    kept = " ".join(" ".join(element.xpath(_NOT_CHANGED)).split())
    if kept != text and any(char.isdigit() for char in kept):
        text = kept
    changed = reader.tells_both and re.search(r"updated|modified", tokens) and "publish" not in tokens
    if changed or _UPDATE_WORDS.search(text):
        return ""
    if element.tag == "time" and reader.read(element.get("datetime") or ""):
        return str(element.get("datetime"))
    if not any(char.isdigit() for char in text):
        return ""
    marked = _DATE_CLASS.search(tokens) or _LABELLED.search(text) or _BYLINE.match(text)
    most = _LABELLED_WORDS if marked else _SPARE_WORDS
    for part in (text, *re.split(r"\s*[|•·]\s*", text)):
        if len([word for word in words_of(part) if not word[0].isdigit()]) <= most and reader.read(part):
            return part
    return ""


def _first_update(page: Page, reader: _Reader) -> tuple[Moment | None, str]:
    linked = [(text_of(item.get("dateModified")), "the page’s linked data") for item in page.linked]
    fields = [(value, f"the page’s field {name}") for name, value in page.fields if name in _UPDATED]
    marked = [
        (element.get("content") or element.get("datetime") or shown(element), "the page’s date line")
        for element in page.tree.xpath("//*[@itemprop='dateModified'][not(self::meta)]")
        if not is_beside(element)
    ]
    read = [(moment, place) for value, place in (*linked, *fields, *marked) if value and (moment := reader.read(value))]
    return read[0] if read else (None, "")


def _own_day(told: Moment, others: list[Moment], page: Page) -> tuple[dt.date, str]:
    """Return the day that it was where the outlet is, and a sentence where a time in UTC leaves that open."""
    if not told.is_utc or told.clock is None or told.instant is None:
        return told.day, ""
    for other in others:
        instant = other.instant
        if instant is not None and not other.is_utc and abs((instant - told.instant).total_seconds()) < 7_200:
            return other.day, ""
    bare = [other.day for other in others if not other.is_utc]
    if told.clock.hour < _NOON and told.day - _DAY in bare and told.day not in bare:
        return told.day - _DAY, ""
    if told.clock.hour >= _NOON and told.day + _DAY in bare and told.day not in bare:
        return told.day + _DAY, ""
    zone = _ZONES.get(_country(page.address))
    if zone is not None:
        return (told.instant + dt.timedelta(minutes=zone)).date(), ""
    open_ = told.clock.hour < _EARLY or told.clock.hour >= _LATE
    if not open_ or told.day in bare or any(abs(day - told.day) > _DAY for day in bare):
        return told.day, ""
    hour = told.clock.isoformat(timespec="minutes")
    other_day = told.day - _DAY if told.clock.hour < _EARLY else told.day + _DAY
    problem = (
        f"The page states its time in UTC alone ({told.day.isoformat()} {hour}); where it was published "
        f"it may have been {other_day.isoformat()}."
    )
    return told.day, problem


def _country(address: str) -> str:
    """Return the last part of an address's host where it is a country's, "" elsewhere."""
    host = re.match(r"https?://([^/:?#]+)", address)
    last = host[1].rpartition(".")[2].casefold() if host else ""
    return last if len(last) == 2 else ""


def _against(own: dt.date, others: list[tuple[_Told, Moment]]) -> tuple[str, dt.date] | None:
    """Return the first place that names another day than the one next to it."""
    for told, moment in others:
        near = _DAY if moment.is_utc else dt.timedelta(0)
        if told.rank < _LEAST and abs(moment.day - own) > near:
            return told.place, moment.day
    return None
