"""FC303: the days of one event, or the clock times of one act, differ."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.positions import compatible_groups, fit_all
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of, severity_by_weight
from factcheck.conflicts.wording import act_text
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.told.clocks import DAY, Clock
from factcheck.models import WEEKDAYS, Category, Claim, Pair, strongest, weakest
from factcheck.prose import listed

__all__ = ["RULE", "find_other_day"]

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_COUNTED = word_list("frame", "days.today") | word_list("frame", "days.yesterday")
_MISTAKEN = dt.timedelta(days=3)
_WORD = re.compile(r"[a-z]+")
_HOUR = re.compile(r" (\d\d):(\d\d)$")
# minutes that two clock times of one act may lie apart, exact or rounded, and those of a call and what it tells of
_APART, _APART_ABOUT, _APART_CALL = 15, 19, 30
_CALL = "call"
_LONG = 120  # minutes after which a call that follows an event may be about what was found of it
_NIGHTFALL, _DAWN = 22 * 60, 6 * 60  # the minutes between which an hour belongs to two days

# parts of one day that are far enough from each other; "late" and "early" alone may be said of many hours
_PARTS_APART = frozenset(map(frozenset, (("morning", "afternoon"), ("morning", "night"), ("afternoon", "night"))))
# the minutes of the day that a word for a part of it may be said of, and those that lie so near that it still may
_STRETCHES = {
    "morning": ((0, 720),),
    "afternoon": ((720, 1080),),
    "evening": ((960, 1440),),
    "night": ((0, 360), (1080, 1440)),
    "late": ((900, 1440),),
    "early": ((0, 600),),
}
_EDGE = 60


class Day(msgspec.Struct, frozen=True, order=True):
    """A day as far as it is known: its date, its weekday, or both, and whether its night or its small hours are meant.

    `part` is the only part of it that is told, `counted` the words that count it from the day of publication: one text
    that is published twice says "yesterday" on both days. `minute` is the hour that stands beside it, `clock` an hour
    alone; `call` says that help was called then. What happens in the night of one day is dated by the next as well:
    these do not exclude each other.
    """

    date: str = ""
    weekday: str = ""
    late: bool = False
    early: bool = False
    part: str = ""
    counted: str = ""
    minute: int = -1
    clock: Clock | None = None
    call: bool = False

    def excludes(self, other: Day) -> bool:
        if self.clock is not None and other.clock is not None:
            called = self.call or other.call
            return _are_apart(self.clock, other.clock, called=called) and not (
                _follows(self, other) or _follows(other, self)
            )
        if _is_one_night(self, other) or _is_one_night(other, self) or (self.counted and self.counted == other.counted):
            return False
        if self.date and other.date and self.date != other.date:
            return True
        if not (self.weekday and other.weekday):
            return False
        if self.weekday != other.weekday:
            return not (self.call or other.call)
        hours = _is_outside(self, other) or _is_outside(other, self)
        return hours or frozenset({self.part, other.part}) in _PARTS_APART


def _is_outside(timed: Day, told: Day) -> bool:
    """Return whether an hour lies in no part of the day that another tells: "11:40 a.m." and "late"."""
    if timed.minute < 0 or told.minute >= 0 or told.part not in _STRETCHES:
        return False
    minute = timed.minute
    return all(not low - _EDGE <= minute <= high + _EDGE for low, high in _STRETCHES[told.part])


def _follows(call: Day, event: Day) -> bool:
    """Return whether a call came so long after an event that it may be about what was found of it."""
    if not call.call or event.call or call.clock is None or event.clock is None:
        return False
    return _LONG < (call.clock.low - event.clock.high) % DAY < DAY / 2


def _is_one_night(evening: Day, morning: Day) -> bool:
    """Return whether the night of one day is the small hours of the next.

    Two evenings are two nights, and a morning alone belongs to the night before only where that is told.
    """
    is_morning, is_evening = evening.early and not evening.late, morning.late and not morning.early
    is_day = not evening.late and morning.part == "morning"
    if not (evening.late or morning.early) or is_morning or is_evening or is_day:
        return False
    if evening.date and morning.date:
        return dt.date.fromisoformat(morning.date) - dt.date.fromisoformat(evening.date) == dt.timedelta(days=1)
    if not (evening.weekday and morning.weekday):
        return False
    return (WEEKDAYS.index(morning.weekday) - WEEKDAYS.index(evening.weekday)) % 7 == 1


def _are_apart(one: Clock, two: Clock, *, called: bool) -> bool:
    """Return whether two clock times of one zone cannot be one; those of two weekdays are not compared."""
    days = {day for day in (one.weekday, two.weekday) if day}
    if one.zone != two.zone or len(days) > 1:
        return False
    return one.gap(two) > (_APART_CALL if called else _APART_ABOUT if one.about or two.about else _APART)


def find_other_day(view: TopicView) -> tuple[Outcome, ...]:
    """Find dates, weekdays or clock times of one event or act that differ between sources.

    FC303 needs an event or an act that the text names. A source that gives two times of its own speaks of two events
    and takes no side; so do sources whose days lie more than three apart. A night belongs to two days. Clock times
    differ where more than 15 minutes lie between them, 20 or more where one is rounded, more than 30 where one is that
    of a call.

    Bad: "the blast on Monday" in one source, "the blast on Tuesday" in another.
    Good: "the blast on Monday" beside "the blast on 3 May 2021", which was a Monday; "at 9:40" beside "at 9:45".

    Why: a wrong day is copied on for years.
    """
    if view.topic.measure not in {"date_of", "clock"} or view.topic.about is None:
        return ()
    read = _hour if view.topic.measure == "clock" else _day
    days = {claim.id: day for claim in view.claims if (day := read(claim)) is not None}
    unclear = {claim.source_id for claim in view.claims for other in view.claims if _two_days(claim, other, days)}
    claims = [claim for claim in view.claims if claim.id in days and claim.source_id not in unclear]
    kinds = sorted({days[claim.id] for claim in claims})
    dates = {kind: {_calendar_day(kind, claim) for claim in claims if days[claim.id] == kind} for kind in kinds}
    rivals = [
        (a, b)
        for a in range(len(kinds))
        for b in range(a + 1, len(kinds))
        if kinds[a].excludes(kinds[b]) and _are_near(dates[kinds[a]], dates[kinds[b]])
    ]
    if not rivals:
        return ()
    groups = compatible_groups(len(kinds), rivals)
    shared = fit_all(groups)
    sets = [
        [claim for at in group if at not in shared for claim in claims if days[claim.id] == kinds[at]]
        for group in groups
    ]
    confidence = weakest([*(strongest(claim.confidence for claim in group) for group in sets), "medium"])
    positions = tuple(position_of(view, group) for group in sets)
    labels = listed([position.label for position in positions], "or")
    dated = "time" if view.topic.measure == "clock" else "date"
    message = f"Sources {dated} {act_text(view.topic.about, view.claims)} differently: {labels}."
    finding = make_finding(
        view,
        "FC303",
        message,
        [claim for group in sets for claim in group],
        reason="an event has one day and one hour",
        severity=severity_by_weight(view),
        confidence=confidence,
        positions=positions,
        pairs=tuple(Pair(positions=(a, b), code="FC303") for a in range(len(sets)) for b in range(a + 1, len(sets))),
        compatible_claim_ids=tuple(
            sorted(claim.id for claim in view.claims if all(claim not in group for group in sets))
        ),
    )
    return (Outcome(finding, "conflict"),)


def _calendar_day(day: Day, claim: Claim) -> dt.date | None:
    """Return the date, or the last such weekday up to the day for which the claim is made; None without one."""
    if day.date:
        return dt.date.fromisoformat(day.date)
    if claim.as_of is None or not day.weekday:
        return None
    back = (claim.as_of.weekday() - WEEKDAYS.index(day.weekday)) % 7
    return dt.date.fromordinal(max(1, claim.as_of.toordinal() - back))


def _are_near(left: set[dt.date | None], right: set[dt.date | None]) -> bool:
    """Return whether two days can be one event's, mistaken: days far apart are those of two events."""
    return any(a is None or b is None or abs(a - b) <= _MISTAKEN for a in left for b in right)


def _hour(claim: Claim) -> Day | None:
    clock = Clock.from_label(claim.value.label) if isinstance(claim.value, Category) else None
    return None if clock is None else Day(clock=clock, call=claim.about == _CALL)


def _day(claim: Claim) -> Day | None:
    if not isinstance(claim.value, Category):
        return None
    label = claim.value.label.casefold()
    hour = _HOUR.search(label)
    label = label[: hour.start()] if hour else label
    minute = int(hour[1]) * 60 + int(hour[2]) if hour else -1
    words = _WORD.findall(label)
    parts = [word for word in words if word in _STRETCHES]
    date = _ISO.search(label)
    counted = label.partition(" ")[2] if date else ""
    weekday = next((word for word in words if word in WEEKDAYS), None)
    if date:
        weekday = WEEKDAYS[dt.date.fromisoformat(date.group()).weekday()]
    return (
        None
        if weekday is None
        else Day(
            date.group() if date else "",
            weekday,
            late="late" in claim.notes or minute >= _NIGHTFALL,
            early="early" in claim.notes or 0 <= minute < _DAWN,
            part=parts[0] if len(parts) == 1 and parts == [word for word in words if word not in WEEKDAYS] else "",
            counted=counted if counted in _COUNTED else "",
            minute=minute,
            call=claim.about == _CALL,
        )
    )


def _two_days(claim: Claim, other: Claim, days: dict[str, Day]) -> bool:
    return (
        claim.source_id == other.source_id
        and claim.id in days
        and other.id in days
        and days[claim.id].excludes(days[other.id])
    )


RULE = Rule(
    find=find_other_day,
    codes=(
        Code(
            code="FC303", title="Dates differ", line="Dates, weekdays or clock times given for one event or act differ."
        ),
    ),
)
