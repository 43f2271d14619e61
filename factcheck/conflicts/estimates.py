"""The numbers of a topic → low, best and high, by the rule of the settings; each rule is a function of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.numbers import LOWER_BOUNDS, UPPER_BOUNDS, Item
from factcheck.models import Base, Estimate, EstimateRule, Quantity
from factcheck.stories.voices import OUTLET

__all__ = ["RULES", "estimate"]

_INEXACT = {"vague", "range", *LOWER_BOUNDS, *UPPER_BOUNDS}
Ends = tuple[Decimal | None, Decimal | None, Decimal | None]


def estimate(view: TopicView) -> Estimate | None:
    """Return the topic's low, best and high in the unit that most of its claims are in; None where it has no number.

    Numbers that were replaced, are stale or were set apart don't count where others stand; nor do announced ones where
    one was carried out.
    """
    items = (view.settled.current or view.settled.apart) if view.settled is not None else ()
    if not items:
        return None
    done = [item for item in items if item.claim.status != "planned"] or list(items)
    rule = view.board.settings.estimate
    low, best, high = RULES[rule](view, done)
    if best is not None:  # a vague word's own number lies below what a reader takes from it
        low, high = _least([low, best]), None if high is None else max(high, best)
    factor = _factor(done)
    return Estimate(low=_divided(low, factor), best=_divided(best, factor), high=_divided(high, factor), rule=rule)


def _range(view: TopicView, items: Sequence[Item]) -> Ends:
    """Take for the best what most origins support, the latest on ties.

    Bounds and vague words vote only where nothing exact exists.
    """
    return _low_end(items), _most_supported(view, _voters(items)), _high_end(items)


def _acled(_view: TopicView, items: Sequence[Item]) -> Ends:
    """The most conservative number, after the codebook of the Armed Conflict Location and Event Data project."""
    return _low_end(items), min(_numbers(_voters(items)), default=None), _high_end(items)


def _gtd(view: TopicView, items: Sequence[Item]) -> Ends:
    """The most recent number, else the majority's, else the lowest, after the Global Terrorism Database's codebook."""
    voters = _voters(items)
    days = {item.day for item in voters}
    if None not in days and len(days) > 1:
        latest = max(day for day in days if day is not None)
        voters = [item for item in voters if item.day == latest]
    support = _support(view, voters)
    top = max(support.values(), default=0)
    leaders = [number for number, count in support.items() if count == top]
    best = leaders[0] if len(leaders) == 1 else min(support, default=None)
    return _low_end(items), best, _high_end(items)


def _ucdp(view: TopicView, items: Sequence[Item]) -> Ends:
    """Take the reliable numbers, after the Uppsala Conflict Data Program.

    A number is reliable that has a named holder or two origins.
    """
    support = _support(view, _voters(items))
    named = {item.nominal[0] for item in items if item.nominal and item.voice != OUTLET}
    reliable = sorted(number for number, count in support.items() if count > 1 or number in named) or sorted(support)
    kept = [item for item in items if item.nominal and item.nominal[0] in reliable] or list(items)
    return _low_end(kept), _most_supported(view, _voters(kept)), _high_end(kept)


RULES: Mapping[EstimateRule, Callable[[TopicView, Sequence[Item]], Ends]] = {
    "range": _range,
    "acled": _acled,
    "gtd": _gtd,
    "ucdp": _ucdp,
}


def _voters(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.kind not in _INEXACT and item.nominal] or [
        item for item in items if item.nominal
    ]


def _numbers(items: Iterable[Item]) -> list[Decimal]:
    return [item.nominal[0] for item in items]


def _support(view: TopicView, items: Iterable[Item]) -> dict[Decimal, int]:
    """Return how many origins give each number; a source votes with the number that each of its accounts is taken from.

    Where no source has an account, each votes with its first number.
    """
    first = {account.claim_ids[0] for account in view.accounts}
    given = sorted(items, key=lambda item: (item.claim.id not in first, item.claim.span.start))
    voted: set[str] = set()
    holders: dict[Decimal, set[str]] = {item.nominal[0]: set() for item in given}
    for item in given:
        if item.claim.id in first or item.claim.source_id not in voted:
            holders[item.nominal[0]].add(view.board.origin_of_claim(item.claim))
        voted.add(item.claim.source_id)
    return {number: len(ids) for number, ids in holders.items()}


def _most_supported(view: TopicView, items: Sequence[Item]) -> Decimal | None:
    support = _support(view, items)
    if not support:
        return None
    latest = {number: max(item.day or dt.date.min for item in items if item.nominal[0] == number) for number in support}
    return max(support, key=lambda number: (support[number], latest[number], number))


def _low_end(items: Sequence[Item]) -> Decimal | None:
    """Return the lowest plausible number; where only upper bounds are given, the lowest that they allow."""
    ends = [item.plausible.low for item in items if item.kind not in UPPER_BOUNDS]
    return _least(ends or [item.strict.low for item in items])


def _high_end(items: Sequence[Item]) -> Decimal | None:
    """Return the highest plausible number; None where only lower bounds are given."""
    ends = [item.plausible.high for item in items if item.kind not in LOWER_BOUNDS]
    least = _least([None if end is None else -end for end in ends])
    return None if least is None else -least


def _least(ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def _factor(items: Sequence[Item]) -> Decimal:
    bases = Counter(_base(item) for item in items)
    return min(bases, key=lambda factor: (-bases[factor], factor))


def _base(item: Item) -> Decimal:
    base: Base | None = item.claim.value.base if isinstance(item.claim.value, Quantity) else None
    return base.factor if base else Decimal(1)


def _divided(value: Decimal | None, factor: Decimal) -> Decimal | None:
    if value is None or factor == 1:
        return value
    return (value / factor).normalize() + 0
