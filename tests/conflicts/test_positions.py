from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.conflicts.positions import compatible_groups, fit_all, gap_between, sweep
from factcheck.models import Interval
from factcheck.numerals.intervals import whole_numbers


def interval(low: int | None, high: int | None, low_open: bool = False, high_open: bool = False) -> Interval:  # noqa: FBT001, FBT002  as Interval
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high), low_open, high_open)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.none() | st.integers(0, 12))
    high = draw(st.none() | st.integers(low or 0, 14))
    point = low is not None and low == high
    opens = st.just(False) if point else st.booleans()
    return interval(low, high, draw(opens) and low is not None, draw(opens) and high is not None)


def brute_force(found: list[Interval]) -> set[tuple[int, ...]]:
    """Every maximal set with a common point; in one dimension, sets that meet pair by pair."""
    meeting = [
        group
        for size in range(1, len(found) + 1)
        for group in combinations(range(len(found)), size)
        if all(found[a].meets(found[b]) for a, b in combinations(group, 2))
    ]
    return {group for group in meeting if not any(set(group) < set(other) for other in meeting)}


@given(st.lists(intervals(), max_size=7))
def test_sweep_finds_the_maximal_sets(found: list[Interval]) -> None:
    groups = sweep(found)
    assert set(groups) == brute_force(found)
    assert len(set(groups)) == len(groups)


@given(st.lists(intervals(), min_size=1, max_size=7), st.randoms())
def test_the_order_of_intervals_changes_nothing(found: list[Interval], random) -> None:
    shuffled = list(range(len(found)))
    random.shuffle(shuffled)
    groups = {tuple(sorted(shuffled[at] for at in group)) for group in sweep([found[at] for at in shuffled])}
    assert groups == set(sweep(found))


@pytest.mark.parametrize(
    ("left", "right", "gap"),
    [
        (interval(1800, 2000, high_open=True), interval(2000, None, low_open=True), "0"),
        (interval(1800, 2000, high_open=True), interval(2500, 2500), "0.2"),
        (interval(12, 12), interval(None, 10), "0.1667"),
        (interval(0, 0), interval(3, 3), "1"),
        (interval(-4, -4), interval(-2, -2), "0.5"),
    ],
)
def test_gap_is_between_the_nearest_ends(left: Interval, right: Interval, gap: str) -> None:
    assert gap_between(left, right) == gap_between(right, left) == Decimal(gap)


@pytest.mark.parametrize(
    ("given_", "closed"),
    [
        (interval(5, None, low_open=True), interval(6, None)),
        (interval(0, 6, high_open=True), interval(0, 5)),
        (interval(5, 6, low_open=True, high_open=True), interval(5, 6, low_open=True, high_open=True)),
        (Interval(Decimal("2.5"), Decimal("2.5")), Interval(Decimal("2.5"), Decimal("2.5"))),
    ],
)
def test_counts_have_closed_ends(given_: Interval, closed: Interval) -> None:
    assert whole_numbers(given_) == closed


def test_what_fits_every_group_takes_no_side() -> None:
    assert fit_all([(0, 1), (1, 2)]) == {1}
    assert fit_all([(0, 1)]) == frozenset()


@given(st.integers(1, 6), st.data())
def test_compatible_groups_are_maximal(count: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(count), 2))
    excluded = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    fine = [
        group
        for size in range(1, count + 1)
        for group in combinations(range(count), size)
        if not set(combinations(group, 2)) & set(excluded)
    ]
    maximal = {group for group in fine if not any(set(group) < set(other) for other in fine)}
    assert set(compatible_groups(count, excluded)) == maximal
