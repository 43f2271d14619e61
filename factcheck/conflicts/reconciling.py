"""Positions that exclude each other → what would let all of them stand: the smallest assumptions, each with its claims.

The assumptions are those that casualty recorders check first: who is counted in (the attacker, the missing, the dead
among the injured), whether one number is a part of the other, what was announced and what was done, and the day. After
the Every Casualty Standards for casualty recording (2016) and the codebooks that the estimates follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.wording import day_text, number_text
from factcheck.lexicon.catalogue import Harm, Measure
from factcheck.models import ATTACKER, VICTIMS, Assumption, Claim, Quantity
from factcheck.stories.rereading import names_part

__all__ = ["assumptions", "dissolving"]

_DEADLY: frozenset[Harm] = frozenset({"fatal", "either"})


def assumptions(view: TopicView, sets: Sequence[Sequence[Item]]) -> tuple[Assumption, ...]:
    """Return what would reconcile the positions, what claims of the story carry first."""
    items = [item for group in sets for item in group]
    return (*dissolving(view, sets), *_announced(items), *_another_day(items))


def dissolving(view: TopicView, sets: Sequence[Sequence[Item]]) -> tuple[Assumption, ...]:
    """Return the assumptions that other claims of the story carry and that close the whole gap between two positions.

    Each of them is one step, so that the first found are the smallest; none where there are more than two positions.
    """
    if len(sets) != 2 or view.measure.dimension != "count":
        return ()
    low, high = ([item for item in group if item.nominal] for group in sets)
    if not low or not high:
        return ()
    less, more = max(item.center for item in low), min(item.center for item in high)
    if more <= less:
        return ()
    found = (*_counted_in(view, more - less, high), *_is_part(view, less, more))
    held = tuple(sorted(item.claim.id for item in (*low, *high)))
    return tuple(Assumption(text, tuple(sorted({*held, *ids}))) for text, ids in found[:2])


# ------------------------------------------------------------------ who is counted in
def _counted_in(view: TopicView, difference: Decimal, high: Sequence[Item]) -> Iterator[tuple[str, tuple[str, ...]]]:
    attackers = [
        claim
        for claim in _told(view, *_with_attackers(view))
        if claim.scope.population == ATTACKER and _number(claim) == difference
    ]
    if attackers:
        yield "the attacker is counted in one number and not in the other", _ids(attackers)
    for measure in view.board.catalogue.values():
        text = measure.counted_in.get(view.measure.harm)
        if text is None:
            continue
        counted = [
            claim
            for claim in _told(view, measure.name)
            if claim.scope.part == "whole" and claim.scope.population is None and _number(claim) == difference
        ]
        if counted and not _told_apart(view, measure, high):
            yield text, _ids(counted)


def _with_attackers(view: TopicView) -> tuple[str, ...]:
    """Return the measures whose numbers of attackers may be counted in: of those who die, or are hit, one may be."""
    if view.measure.harm not in _DEADLY:
        return ()
    hit = view.measure.harm == "either"
    deaths = (measure.name for measure in view.board.catalogue.values() if hit and measure.harm == "fatal")
    return (view.topic.measure, *deaths)


def _told_apart(view: TopicView, measure: Measure, high: Sequence[Item]) -> bool:
    """Whether a sentence with the larger number has the dead beside it: "1 dead, 4 injured" counts them apart."""
    if measure.harm != "fatal":
        return False
    told = {(claim.source_id, claim.sentence.start) for claim in _told(view, measure.name)}
    return any((item.claim.source_id, item.claim.sentence.start) in told for item in high)


# ------------------------------------------------------------------ a part of the whole
def _is_part(view: TopicView, less: Decimal, more: Decimal) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the part whose number the smaller one is, where the story tells it beside what it lacks to the larger."""
    parts = [
        claim
        for claim in _told(view, view.topic.measure)
        if names_part(claim) and claim.scope.population not in (None, ATTACKER, VICTIMS)
    ]
    for claim in parts:
        rest = [
            other
            for other in parts
            if _number(other) == more - less
            and other.source_id == claim.source_id
            and other.scope.population != claim.scope.population
        ]
        if _number(claim) == less and rest and view.topic.scope.part != "subset":
            sum_ = f"{number_text(less)} + {number_text(more - less)} = {number_text(more)}"
            text = f"the smaller number counts only the part told as “{claim.scope.population}”: {sum_}"
            yield text, _ids([claim, rest[0]])
            return


def _told(view: TopicView, *measures: str) -> list[Claim]:
    """Return the claims of the story about measures, by id."""
    topics = view.board.story_topics[view.topic.story_id]
    found = {id_: view.board.claims[id_] for topic in topics if topic.measure in measures for id_ in topic.claim_ids}
    return [found[id_] for id_ in sorted(found)]


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) and claim.value.nominal else Decimal(0)


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


# ------------------------------------------------------------------ another time
def _announced(items: Sequence[Item]) -> Iterator[Assumption]:
    planned = [item.claim.id for item in items if item.claim.status == "planned"]
    if planned and len(planned) < len(items):
        text = "one number was announced and the other was carried out: not all were sent"
        yield Assumption(text, tuple(sorted(planned)))


def _another_day(items: Sequence[Item]) -> Iterator[Assumption]:
    days = sorted({item.day for item in items if item.day is not None})
    if len(days) > 1:
        dated = tuple(sorted(item.claim.id for item in items if item.day is not None))
        yield Assumption(f"the number changed between {day_text(days[0])} and {day_text(days[-1])}", dated)
    undated = tuple(sorted(item.claim.id for item in items if item.day is None))
    if undated and days:
        yield Assumption("an undated report is older or newer than the others", undated)
