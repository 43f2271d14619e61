"""Strict intervals, or things that exclude each other → the maximal sets of them that can all be true together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.models import Interval

__all__ = ["compatible_groups", "fit_all", "gap_between", "sweep"]

# at one number: an open end lies before it, then closed starts, then closed ends, then open starts
_END_BEFORE, _START_AT, _END_AT, _START_AFTER = range(4)


def sweep(intervals: Sequence[Interval]) -> tuple[tuple[int, ...], ...]:
    """Return the maximal sets of intervals with a common point, as indices, from the lowest set to the highest.

    An interval may be in several sets. No intervals: no sets.
    """
    events = sorted(event for index, interval in enumerate(intervals) for event in _events(index, interval))
    active: set[int] = set()
    found: list[tuple[int, ...]] = []
    grown = False
    for _, rank, index in events:
        if rank in (_START_AT, _START_AFTER):
            active.add(index)
            grown = True
            continue
        if grown:
            found.append(tuple(sorted(active)))
            grown = False
        active.discard(index)
    return tuple(found)


def _events(index: int, interval: Interval) -> tuple[tuple[Decimal, int, int], tuple[Decimal, int, int]]:
    low = Decimal("-Infinity") if interval.low is None else interval.low
    high = Decimal("Infinity") if interval.high is None else interval.high
    return (
        (low, _START_AFTER if interval.low_open else _START_AT, index),
        (high, _END_BEFORE if interval.high_open else _END_AT, index),
    )


def gap_between(left: Interval, right: Interval) -> Decimal:
    """Return |a - b| / max(|a|, |b|) between the nearest ends of two intervals, to four places; 0 where they meet."""
    if _low(left) > _low(right):
        left, right = right, left
    near, far = left.high, right.low
    if near is None or far is None or near >= far:
        return Decimal(0)
    return round((far - near) / max(abs(far), abs(near)), 4)


def _low(interval: Interval) -> Decimal:
    return Decimal("-Infinity") if interval.low is None else interval.low


def fit_all(groups: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return what is in every one of two or more groups: it fits each position and takes no side."""
    if len(groups) < 2:
        return frozenset()
    return frozenset.intersection(*(frozenset(group) for group in groups))


def compatible_groups(count: int, excluded: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Return the maximal sets of `0..count-1` in which no two exclude each other (Bron and Kerbosch, 1973).

    Meant for the few distinct labels or wordings of a topic.
    """
    rivals: list[set[int]] = [set() for _ in range(count)]
    for left, right in excluded:
        rivals[left].add(right)
        rivals[right].add(left)
    friends = [set(range(count)) - rivals[at] - {at} for at in range(count)]
    found: list[tuple[int, ...]] = []

    def grow(chosen: tuple[int, ...], open_: set[int], closed: set[int]) -> None:
        if not open_ and not closed:
            found.append(tuple(sorted(chosen)))
            return
        pivot = max(sorted(open_ | closed), key=lambda at: len(friends[at] & open_))
        for at in sorted(open_ - friends[pivot]):
            grow((*chosen, at), open_ & friends[at], closed & friends[at])
            open_ = open_ - {at}
            closed = closed | {at}

    grow((), set(range(count)), set())
    return tuple(sorted(group for group in found if group))
