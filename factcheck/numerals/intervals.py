"""A numeral and its hedge become what the words allow (strict) and what a reader takes from them (plausible)."""

from __future__ import annotations

from decimal import Decimal

from factcheck.lexicon.hedges import HedgeTable, Kind
from factcheck.models import Hedge, Interval
from factcheck.numerals.scan import Numeral, vague_base
from factcheck.numerals.spelled import plain

__all__ = ["intervals", "range_interval", "tidy", "whole_numbers"]


def intervals(numeral: Numeral, hedge: Hedge, table: HedgeTable, *, count: bool = True) -> tuple[Interval, Interval]:
    """Return the strict and the plausible interval of a number under a hedge.

    `count` says that the number counts things: it cannot be below 0, and a bare one that ends in two zeros is round.
    """
    strict, plausible = _intervals(numeral, hedge, table, count=count)
    return tidy(strict), tidy(plausible)


def tidy(interval: Interval) -> Interval:
    """Return the interval with its ends in plain notation; an open end stays None."""
    low, high = (None if end is None else plain(end) for end in (interval.low, interval.high))
    return Interval(low, high, interval.low_open, interval.high_open)


def _intervals(numeral: Numeral, hedge: Hedge, table: HedgeTable, *, count: bool) -> tuple[Interval, Interval]:
    if numeral.vague and hedge.kind == "vague":
        return _vague(numeral, table)
    value, unit = numeral.value, numeral.unit_digit
    name: str = hedge.kind
    if name == "exact":
        if not (count and value >= 100 and value % 100 == 0 and not numeral.fraction) or hedge.cue:
            return Interval.point(value), Interval.point(value)
        name = "round"
    if not table.close.words.isdisjoint(hedge.cue.split()):
        name = table.close.rules.get(name, name)
    rule = table.kinds.get(name)
    if rule is None:
        return Interval.point(value), Interval.point(value)
    plausible = _floor(
        Interval(
            value - rule.low.distance(value, unit) if rule.low else value,
            value + rule.high.distance(value, unit) if rule.high else value,
            rule.low_open,
            rule.high_open,
        ),
        count=count,
    )
    return _strict(rule, value, plausible, count=count), plausible


def _strict(rule: Kind, value: Decimal, plausible: Interval, *, count: bool) -> Interval:
    if rule.strict == "above":
        return Interval(value, None, rule.low_open)
    if rule.strict == "below":
        return Interval(Decimal(0) if count else None, value, False, rule.high_open)
    return plausible


def _floor(interval: Interval, *, count: bool) -> Interval:
    if count and interval.low is not None and interval.low < 0:
        return Interval(Decimal(0), interval.high, False, interval.high_open)
    return interval


def _vague(numeral: Numeral, table: HedgeTable) -> tuple[Interval, Interval]:
    """Return a vague word's intervals: "dozens" [12, 120] and [24, 99]; "tens of thousands" is tens × 1,000."""
    first, *rest = numeral.vague.split(" of " if " of " in numeral.vague else " ")
    if first in table.fixed and not rest:
        point = Interval.point(table.fixed[first])
        return point, point
    word = table.vague.get(first)
    if word is None:
        point = Interval.point(numeral.value)
        return point, point
    scale = numeral.value / vague_base(first)
    low, high = (end * scale for end in word.plausible)
    plausible = Interval(low, high)
    if word.strict == "plausible":
        return plausible, plausible
    return Interval(numeral.value, numeral.value * 10), plausible


def range_interval(low: Numeral, high: Numeral) -> Interval:
    """Return the interval of "x to y", whichever order it is written in; it is never averaged."""
    ends = sorted([low.value, high.value])
    return Interval(ends[0], ends[1])


def whole_numbers(interval: Interval) -> Interval:
    """Return the interval of a count with closed ends: more than 5 is 6 or more.

    An interval with an end that is no whole number, or that would be left empty, comes back as it is.
    """
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if any(end != end.to_integral_value() for end in ends):
        return interval
    low = interval.low + 1 if interval.low is not None and interval.low_open else interval.low
    high = interval.high - 1 if interval.high is not None and interval.high_open else interval.high
    if low is not None and high is not None and low > high:
        return interval
    return Interval(low, high)
