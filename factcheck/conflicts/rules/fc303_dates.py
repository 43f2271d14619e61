"""FC303: the days of one event differ."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.positions import compatible_groups, fit_all
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of, severity_by_weight
from factcheck.models import WEEKDAYS, Category, Claim, Pair, strongest, weakest
from factcheck.prose import listed

__all__ = ["RULE", "find_other_day"]

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MISTAKEN = dt.timedelta(days=3)
_WORD = re.compile(r"[a-z]+")


class Day(msgspec.Struct, frozen=True, order=True):
    """A day as far as it is known: its date, its weekday, or both, and whether its night or its small hours are meant.

    What happens in the night of one day is dated by the next as well: these do not exclude each other.
    """

    date: str
    weekday: str
    late: bool = False
    early: bool = False

    def excludes(self, other: Day) -> bool:
        if _is_one_night(self, other) or _is_one_night(other, self):
            return False
        if self.date and other.date:
            return self.date != other.date
        return bool(self.weekday and other.weekday) and self.weekday != other.weekday


def _is_one_night(evening: Day, morning: Day) -> bool:
    if not (evening.late or morning.early):
        return False
    if evening.date and morning.date:
        return dt.date.fromisoformat(morning.date) - dt.date.fromisoformat(evening.date) == dt.timedelta(days=1)
    if not (evening.weekday and morning.weekday):
        return False
    return (WEEKDAYS.index(morning.weekday) - WEEKDAYS.index(evening.weekday)) % 7 == 1


def find_other_day(view: TopicView) -> tuple[Outcome, ...]:
    """Find dates or weekdays of one event that differ between sources.

    FC303 needs an event that the text names. A source that gives two days of its own speaks of two events and takes no
    side; so do sources whose days lie more than three apart. A night belongs to two days.

    Bad: "the blast on Monday" in one source, "the blast on Tuesday" in another.
    Good: "the blast on Monday" beside "the blast on 3 May 2021", which was a Monday.

    Why: a wrong day is copied on for years.
    """
    if view.topic.measure != "date_of" or view.topic.about is None:
        return ()
    days = {claim.id: day for claim in view.claims if (day := _day(claim)) is not None}
    unclear = {claim.source_id for claim in view.claims for other in view.claims if _two_days(claim, other, days)}
    claims = [claim for claim in view.claims if claim.id in days and claim.source_id not in unclear]
    kinds = sorted({days[claim.id] for claim in claims})
    about = {kind: {_calendar_day(kind, claim) for claim in claims if days[claim.id] == kind} for kind in kinds}
    rivals = [
        (a, b)
        for a in range(len(kinds))
        for b in range(a + 1, len(kinds))
        if kinds[a].excludes(kinds[b]) and _are_near(about[kinds[a]], about[kinds[b]])
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
    message = f"Sources date the {view.topic.about} differently: {labels}."
    finding = make_finding(
        view,
        "FC303",
        message,
        [claim for group in sets for claim in group],
        reason="an event has one day",
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
    if claim.as_of is None:
        return None
    back = (claim.as_of.weekday() - WEEKDAYS.index(day.weekday)) % 7
    return dt.date.fromordinal(max(1, claim.as_of.toordinal() - back))


def _are_near(left: set[dt.date | None], right: set[dt.date | None]) -> bool:
    """Return whether two days can be one event's, mistaken: days far apart are those of two events."""
    return any(a is None or b is None or abs(a - b) <= _MISTAKEN for a in left for b in right)


def _day(claim: Claim) -> Day | None:
    if not isinstance(claim.value, Category):
        return None
    label = claim.value.label.casefold()
    late, early = "late" in claim.notes, "early" in claim.notes
    date = _ISO.search(label)
    if date:
        name = WEEKDAYS[dt.date.fromisoformat(date.group()).weekday()]
        return Day(date.group(), name, late=late, early=early)
    weekday = next((word for word in _WORD.findall(label) if word in WEEKDAYS), None)
    return None if weekday is None else Day("", weekday, late=late, early=early)


def _two_days(claim: Claim, other: Claim, days: dict[str, Day]) -> bool:
    return (
        claim.source_id == other.source_id
        and claim.id in days
        and other.id in days
        and days[claim.id].excludes(days[other.id])
    )


RULE = Rule(
    find=find_other_day,
    codes=(Code(code="FC303", title="Dates differ", line="Dates or weekdays given for one event differ."),),
)
