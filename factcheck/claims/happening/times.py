"""A parsed paragraph → when acts happened: "the blast at 9:45 a.m.", "was found Tuesday".

A clock time is a category, since no sum, share or estimate can be made of it: its label is the time in minutes of the
day, with the tolerance that its words give it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factcheck.claims.frame.asof import named_days
from factcheck.claims.frame.days import DAY_WORDS
from factcheck.claims.happening.acts import act_of
from factcheck.claims.happening.happened import ELSEWHERE, LEAD, NEWS, day_label, with_part
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import dependents, sentence_at
from factcheck.language.words import has_words, text_of, tokens_of
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import pattern_of, word_list, word_map
from factcheck.lexicon.told.clocks import Clock
from factcheck.models import WEEKDAYS, Confidence
from factcheck.reads import reads

__all__ = ["find_act_days", "find_clocks", "with_hours"]

HALF = 12 * 60
_ABOUT, _NEAR, _ENDS = (pattern_of(word_list("account", f"times.{name}")) for name in ("about", "near", "ends"))
_ZONES = pattern_of(word_list("account", "times.zones"))
RELATIVE = word_list("frame", "days.today") | word_list("frame", "days.yesterday")
REPEATED = word_list("account", "times.repeated")
NAMES = word_map("account", "times.names")
_NAMES, _FULL = pattern_of(NAMES), pattern_of(word_list("account", "times.full"))
_TIME = (
    r"(?:(?<![\d.,:$/-])(?P<{0}hour>1[0-2]|0?[1-9])(?:[:.](?P<{0}minute>[0-5]\d))?\s?(?P<{0}half>[ap])(?:\.\s?m\.|\.?m\b)"
    rf"|(?<![\d.,:$/-])(?:12(?::00)?\s)?\b(?P<{{0}}name>{_NAMES})\b"
    rf"|(?<![\d.,:$/-])(?P<{{0}}full>[01]\d|2[0-3])[:.]?(?P<{{0}}sixty>[0-5]\d)(?=\s?{_FULL}\b))"
)
_CLOCK = re.compile(
    rf"(?:\b(?P<between>between)\s+)?(?:(?P<first>1[0-2]|[1-9])(?:[:.](?P<sixtieth>[0-5]\d))?\s+(?:and|to)\s+)?"
    rf"{_TIME.format('')}(?:\s*(?:and|to|-|–)\s*{_TIME.format('to_')})?",
    re.VERBOSE | re.IGNORECASE,
)
# each time holds one of these: the half of the day behind a figure, a name, what follows all four figures
_SIGNS = (
    re.compile(rf"\d\s?(?:[ap](?:\.\s?m\.|\.?m\b)|{_FULL})", re.IGNORECASE),
    re.compile(_NAMES, re.IGNORECASE),
)
_BEFORE = re.compile(
    rf"(?:\b(?P<ends>{_ENDS})\s+)?(?:\b(?P<about>{_ABOUT})\s+|~)?"
    rf"(?:(?:\b(?P<near>{_NEAR})\s+)?\b(?P<side>after|past|before|gone)\s+)?(?:\b(?P<later>{_ABOUT})\s+)?$",
    re.IGNORECASE,
)
_ZONE = re.compile(
    rf"\s*\(?(?:(?P<zone>{_ZONES})\b|(?P<local>local)\b|(?P<place>[A-Z][a-z]+)\s+(?:[A-Z][a-z]+\s+)?[Tt]ime\b)"
)
_IN_BRACKETS = re.compile(r"\([^()]*$")
_WEEKDAYS = frozenset(WEEKDAYS)
_NO_DAY = word_list("account", "times.ends")
CLOSE, WIDE = 15, 30  # minutes that "just after" and "shortly after" leave open
OPEN = 120  # … and a bare "after"
REACH = 60  # characters before a time in which its hedge stands
BESIDE = 4  # tokens between a day and its hour: "Monday night at about", "a.m. local time on"


@reads("clock.of-act")
def find_clocks(doc: Doc, events: Events, main: str | None) -> Iterator[Statement]:
    """Read "the blast at 9:45 a.m.", "was found just before noon": the clock time of an act.

    A time in brackets restates the one before it; the end of a stretch ("until 5 a.m.") times nothing.
    """
    text = text_of(doc)
    if not any(sign.search(text) for sign in _SIGNS):
        return
    for found in _CLOCK.finditer(text):
        words = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        clock = _clock(found, text) if words is not None else None
        if words is None or clock is None:
            continue
        act = act_of(words, events, main)
        if act is not None and not _is_repeated(words, doc[act.at]):
            label, first = _with_day(clock, words).label, _with_hedge(words, text)
            sure: Confidence = "low" if _is_in_passing(doc[act.at]) else "high"
            yield Statement("clock", act.about, act.at, first, words.end, sure, "actual", label)


@reads("date.of-act")
def find_act_days(
    doc: Doc, events: Events, main: str | None, published: dt.date | None, place: int = 0
) -> Iterator[Statement]:
    """Read "was found Tuesday", "left yesterday": the day of an act.

    That of the source's main event is read in its first paragraphs alone, whose number is `place`: further down, or
    after "a shooting", another one may be meant.
    """
    if not has_words(doc, 0, len(doc), DAY_WORDS):
        return
    for first, last, day in _days(doc, published):
        words = doc[first:last]
        if day is not None and published is not None and day > published:
            continue
        if any(token.lower_ in ELSEWHERE for token in sentence_at(words)) or not _is_past(words):
            continue
        act = act_of(words, events, main)
        if (
            act is None
            or _is_repeated(words, doc[act.at])
            or _is_background(doc[act.at], act.about, events, main, place)
        ):
            continue
        label = words.text.lower() if day is None else day_label(doc, first, last, day) or _relative(words, day)
        if label is None:
            continue
        sure: Confidence = "low" if _is_in_passing(doc[act.at]) else "medium"
        yield Statement("date_of", act.about, act.at, *with_part(doc, first, last), sure, "actual", label)


def with_hours(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each day of an act with the hour that stands beside it: "11:40 a.m. Monday"."""
    hours = [(each, clock) for each in statements if (clock := Clock.from_label(each.label or "")) is not None]
    return [_with_hour(each, hours) if each.slot == "date_of" else each for each in statements]


def _with_hour(day: Statement, hours: Sequence[tuple[Statement, Clock]]) -> Statement:
    for hour, clock in hours:
        apart = max(hour.first, day.first) - min(hour.last, day.last)
        if hour.event == day.event and apart <= BESIDE and clock.low == clock.high and not clock.zone and day.label:
            first, last = min(hour.first, day.first), max(hour.last, day.last)
            return day._replace(first=first, last=last, label=f"{day.label} {clock.hour}")
    return day


def _is_in_passing(act: Token) -> bool:
    """Return whether a clause tells it of somebody who is named for another reason: "the man, who was shot Sunday"."""
    return act.dep_ == "acl:relcl" and act.pos_ == "VERB"


def _is_background(act: Token, about: str, events: Events, main: str | None, place: int) -> bool:
    if main is None or main not in {about, events.of_noun(about)}:
        return False
    return place >= LEAD or (place >= NEWS and any(each.lower_ in {"a", "an"} for each in dependents(act)))


def _relative(words: Tokens, day: dt.date) -> str | None:
    """Return "2021-05-04 last night": the date with the words that count from the day of publication; else None."""
    said = " ".join(token.lower_ for token in words)
    return f"{day.isoformat()} {said}" if said in RELATIVE else None


def _days(doc: Doc, published: dt.date | None) -> list[tuple[int, int, dt.date | None]]:
    """Return the days that a paragraph names; without a day of publication its weekdays too, as words."""
    days: list[tuple[int, int, dt.date | None]] = list(named_days(doc, 0, len(doc), published))
    taken = {at for first, last, _ in days for at in range(first, last)}
    if published is None:
        days += [(token.i, token.i + 1, None) for token in tokens_of(doc, _WEEKDAYS) if token.i not in taken]
    return sorted(days, key=lambda each: each[0])


def _is_repeated(words: Tokens, act: Token) -> bool:
    """Return whether the act happens again and again: "often opened at noon", "each day at 8 a.m."."""
    heads = {act.i, act.head.i}
    near = range(words.start - 2, words.end + 3)
    return any(token.lower_ in REPEATED and (token.head.i in heads or token.i in near) for token in sentence_at(words))


def _is_past(words: Tokens) -> bool:
    """Return whether the day is one of an act, not the end of a stretch; one in the genitive ends none."""
    if words.end < len(words.doc) and words.doc[words.end].tag_ == "POS":
        return True
    before = words.doc[max(sentence_at(words).start, words.start - 2) : words.start]
    return all(token.lower_ not in _NO_DAY for token in before)


def _clock(found: re.Match[str], text: str) -> Clock | None:
    """Return the time that the words tell; None for the end of a stretch, and for one in brackets."""
    ahead = _BEFORE.search(text[max(0, found.start() - REACH) : found.start()])
    minute, to = _minute(found, ""), _minute(found, "to_")
    if minute is None or ahead is None or _IN_BRACKETS.search(text, 0, found.start()) or ahead["ends"]:
        return None
    zone = _ZONE.match(text, found.end())
    about = bool(ahead["about"] or ahead["later"])
    if found["between"]:
        low = _first(found, minute)
        span = (low, minute) if low is not None else (minute, to) if to is not None else None
        return _stretch(span, zone) if span is not None else None
    if found["first"] or to is not None:
        return None  # "8 to 9 p.m." lasts
    early, late = _slack(ahead)
    return Clock(minute - early, minute + late, about=about, zone=_zone(zone)).placed


def _stretch(ends: tuple[int, int], zone: re.Match[str] | None) -> Clock:
    return Clock(ends[0], ends[1] if ends[1] >= ends[0] else ends[1] + 2 * HALF, zone=_zone(zone))


def _slack(ahead: re.Match[str]) -> tuple[int, int]:
    """Return how many minutes before and behind the time are meant."""
    if not ahead["side"]:
        return 0, 0
    near = (ahead["near"] or "").lower()
    wide = CLOSE if near == "just" or ahead["side"].lower() == "gone" else WIDE if near else OPEN
    return (wide, 0) if ahead["side"].lower() == "before" else (0, wide)


def _minute(found: re.Match[str], which: str) -> int | None:
    """Return the minute of the day that a time names; None where none is written."""
    if found[f"{which}name"]:
        return int(NAMES[found[f"{which}name"].lower()])
    if found[f"{which}full"]:
        return int(found[f"{which}full"]) * 60 + int(found[f"{which}sixty"])
    if not found[f"{which}hour"]:
        return None
    late = HALF if found[f"{which}half"].lower() == "p" else 0
    return int(found[f"{which}hour"]) % 12 * 60 + int(found[f"{which}minute"] or 0) + late


def _first(found: re.Match[str], minute: int) -> int | None:
    """Return the first of "9 and 10 p.m.": in the half of the day that brings it before the second."""
    if not found["first"]:
        return None
    early = int(found["first"]) % 12 * 60 + int(found["sixtieth"] or 0)
    return early + HALF if early + HALF <= minute or (early > minute) else early


def _zone(found: re.Match[str] | None) -> str:
    """Return a zone in small letters, summer's as winter's; "" for the time of the place."""
    if found is None or found["local"]:
        return ""
    if found["place"]:
        return found["place"].lower()
    return re.sub(r"^([ecmp])[sd]t$", r"\1t", found["zone"].lower())


def _with_hedge(words: Tokens, text: str) -> int:
    """Return the number of the first of "shortly after noon", what the time is hedged by included."""
    start = max(0, words.start_char - REACH)
    ahead = _BEFORE.search(text[start : words.start_char])
    whole = words.doc.char_span(start + ahead.start(), words.end_char, alignment_mode="expand") if ahead else None
    return words.start if whole is None else int(whole.start)


def _with_day(clock: Clock, words: Tokens) -> Clock:
    """Return the time with the weekday of its sentence, where that names one."""
    named = {token.lower_ for token in sentence_at(words) if token.lower_ in WEEKDAYS}
    return clock.on(named.pop()) if len(named) == 1 else clock
