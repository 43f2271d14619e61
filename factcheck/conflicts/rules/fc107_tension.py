"""FC107: numbers that go together in logic, not in plain reading."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import LOWER_BOUNDS, UPPER_BOUNDS, Item
from factcheck.conflicts.positions import fit_all, gap_between, sweep
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of, severity_of
from factcheck.conflicts.wording import with_sources
from factcheck.models import Pair, strongest, weakest
from factcheck.prose import listed

__all__ = ["RULE", "find_tension"]


def find_tension(view: TopicView) -> tuple[Outcome, ...]:
    """Find numbers that only a loose reading brings together.

    FC107 is raised where a number lies beyond twice a lower bound or under half an upper one, or where what a reader
    takes from two inexact values has nothing in common. A bound and a number near it are a refinement and no finding.

    Bad: "more than 100 arrested" in one source, "900 arrested" in another.
    Good: "more than 2,000 troops" and "about 2,500 troops".

    Why: nobody who knew of 900 would write "more than 100"; one of the two reports is older, or counts something else.
    """
    if view.settled is None:
        return ()
    items = view.settled.current
    tense = [(a, b) for at, a in enumerate(items) for b in items[at + 1 :] if _tense(a, b)]
    if not tense or len(sweep([item.whole for item in items])) > 1:
        return ()
    sets = _sides(items, tense)
    shown = [item for group in sets for item in group]
    values = listed([with_sources(view, [item.claim for item in group]) for group in sets], "or")
    confidence = weakest(strongest(item.claim.confidence for item in group) for group in sets)
    message = f"The figures for {view.phrase} can all be true, but hardly describe the same count: {values}."
    neutral = tuple(sorted(item.claim.id for item in items if item not in shown))
    lines = (view.board.alignments.get(frozenset((a.claim.id, b.claim.id)), 0.0) for a, b in tense)
    best = round(max(lines), 4)
    finding = make_finding(
        view,
        "FC107",
        message,
        [item.claim for item in shown],
        reason="nothing excludes the others in logic",
        severity=severity_of(view, max(gap_between(a.plausible, b.plausible) for a, b in tense)),
        confidence=confidence,
        positions=positions_of(view, sets),
        pairs=(Pair(positions=(0, 1), code="FC107", alignment=best),) if len(sets) > 1 else (),
        compatible_claim_ids=neutral,
    )
    return (Outcome(finding, "tension"),)


def _tense(a: Item, b: Item) -> bool:
    if a.is_bound or b.is_bound:
        return _far_beyond(a, b) or _far_beyond(b, a)
    return "exact" not in (a.kind, b.kind) and not a.plausible.meets(b.plausible)


def _far_beyond(bound: Item, other: Item) -> bool:
    """Return whether all that is plausible of `other` lies beyond twice a lower bound, or under half an upper one."""
    if bound.kind in LOWER_BOUNDS and bound.strict.low is not None and bound.strict.low > 0:
        return other.plausible.low is not None and other.plausible.low > 2 * bound.strict.low
    if bound.kind in UPPER_BOUNDS and bound.strict.high is not None:
        return other.plausible.high is not None and 2 * other.plausible.high < bound.strict.high
    return False


def _sides(items: tuple[Item, ...], tense: list[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the sets of items that go together in plain reading, without those that go with all."""
    involved = [item for item in items if any(item in pair for pair in tense)]
    groups = sweep([item.plausible for item in involved])
    shared = fit_all(groups)
    sets = [[involved[at] for at in group if at not in shared] for group in groups]
    return sets if len(sets) > 1 and all(sets) else [[a] for a in involved]


RULE = Rule(
    find=find_tension,
    codes=(
        Code(
            code="FC107",
            title="Tension",
            line="The figures are compatible in logic, but not in plain reading.",
            sides="told",
        ),
    ),
)
