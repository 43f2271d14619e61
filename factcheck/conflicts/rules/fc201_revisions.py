"""FC201, FC202: a number that was revised."""

from __future__ import annotations

import datetime as dt

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import Item, Settled
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of
from factcheck.conflicts.wording import day_text, with_sources
from factcheck.models import Severity, strongest, weakest

__all__ = ["RULE", "find_revision"]


def find_revision(view: TopicView) -> tuple[Outcome, ...]:
    """Find a later number that replaced an earlier one.

    FC201 is raised where the later number is higher, FC202 where it is lower. Numbers of one speaker, or of the
    outlets' own voice, replace each other where a cue says so or the story is still unfolding; a count that grows with
    its story replaces what it has outgrown, and whoever is named and counts more of a thing later has found more. A
    late report that repeats a replaced number is stale and no rival.

    Bad: none; a revision is how counts come about. The finding says which number is the latest.
    Good: "12 dead" on Monday, "the toll rose to 15" on Tuesday: revised up, no conflict.

    Why: an update that is taken for a contradiction buries the contradictions.
    """
    settled = view.settled
    if settled is None or not settled.updates or view.topic.scope.part != "whole":
        return ()
    steps = _steps(settled)
    if len(steps) < 2:
        return ()
    rises = steps[-1][0].center > steps[-2][0].center
    severity: Severity = "info" if rises else "low"
    confidence = weakest(strongest(item.claim.confidence for item in step) for step in steps)
    reason = "counts rise while a story unfolds" if rises else "a count that falls was wrong before"
    told = ", then ".join(_step_text(view, step) for step in steps)
    phrase = f"{view.phrase[:1].upper()}{view.phrase[1:]}"
    message = f"{phrase} was revised {'up' if rises else 'down'}: {told}."
    shown = {item.claim.id for step in steps for item in step}
    neutral = tuple(
        sorted(
            item.claim.id for item in (*settled.current, *settled.stale, *settled.apart) if item.claim.id not in shown
        )
    )
    finding = make_finding(
        view,
        "FC201" if rises else "FC202",
        message,
        [item.claim for step in steps for item in step],
        reason=reason,
        severity=severity,
        confidence=confidence,
        positions=positions_of(view, steps),
        compatible_claim_ids=neutral,
    )
    return (Outcome(finding, "revised"),)


def _steps(settled: Settled) -> list[list[Item]]:
    """Return the numbers that replaced each other, a step a day, oldest first: a day's highest and what fits it."""
    involved = {item.claim.id: item for update in settled.updates for item in (update.old, update.new)}
    days: dict[dt.date, list[Item]] = {}
    for item in involved.values():
        days.setdefault(item.day or dt.date.min, []).append(item)
    steps: list[list[Item]] = []
    for day in sorted(days):
        top = max(days[day], key=lambda item: (item.center, item.claim.id))
        step = sorted((item for item in days[day] if not item.excludes(top)), key=lambda item: item.claim.id)
        if not steps or any(item.center != top.center for item in steps[-1]):
            steps.append(step)
    return steps


def _step_text(view: TopicView, step: list[Item]) -> str:
    days = sorted(item.day for item in step if item.day is not None)
    return f"{with_sources(view, [item.claim for item in step])} on {day_text(days[0])}"


RULE = Rule(
    find=find_revision,
    codes=(
        Code(code="FC201", title="Revised up", line="A later figure of the same speaker is higher.", sides="steps"),
        Code(code="FC202", title="Revised down", line="A later figure of the same speaker is lower.", sides="steps"),
    ),
)
