"""The intervals of a finding's claims → bars on one scale, in whole thousandths of its width."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factcheck.models import Claim, Interval, Quantity
from factcheck.report.cite import value_words
from factcheck.report.index import Index
from factcheck.report.wording import number

__all__ = ["RowView", "RulerView", "view_ruler"]

_WIDTH = 1000
_THINNEST = 6
_MARGIN = Decimal("0.08")


class RowView(msgspec.Struct, frozen=True):
    """One claim: its plausible interval as a bar, the strict one as a line behind it; `text` says both in words."""

    number: str
    link: str
    value: str
    text: str
    bar: tuple[str, str]
    line: tuple[str, str]


class RulerView(msgspec.Struct, frozen=True):
    """The rows, and what stands at the two ends of the scale."""

    low: str
    high: str
    rows: tuple[RowView, ...]


class _Scale(msgspec.Struct, frozen=True):
    low: Decimal
    high: Decimal

    def at(self, value: Decimal) -> int:
        """Return where a number lies, within the scale."""
        return round((min(max(value, self.low), self.high) - self.low) / (self.high - self.low) * _WIDTH)

    def span(self, interval: Interval) -> tuple[str, str]:
        """Return where an interval begins and how long it is; a point is as long as can be seen."""
        start = 0 if interval.low is None else self.at(interval.low)
        end = _WIDTH if interval.high is None else self.at(interval.high)
        thin = max(0, _THINNEST - (end - start))
        return str(min(max(0, start - thin // 2), _WIDTH - _THINNEST)), str(end - start + thin)


def view_ruler(claims: Sequence[Claim], index: Index) -> RulerView | None:
    """Return the bars of the claims that are quantities; None where units differ or all intervals are the same."""
    found = [(claim, claim.value) for claim in claims if isinstance(claim.value, Quantity)]
    if len({value.plausible for _, value in found}) < 2 or len({value.unit for _, value in found}) > 1:
        return None
    ends = [
        end
        for _, value in found
        for end in (value.plausible.low, value.plausible.high, *value.nominal)
        if end is not None
    ]
    if not ends or min(ends) == max(ends):
        return None
    scale = _scale(min(ends), max(ends))
    ordered = sorted(found, key=lambda pair: (_low(pair[1]), index.number_of(pair[0].source_id), pair[0].span.start))
    rows = tuple(_row(claim, value, scale, index) for claim, value in ordered)
    return RulerView(number(scale.low), number(scale.high), rows)


def _scale(low: Decimal, high: Decimal) -> _Scale:
    """Return a scale a little wider than the numbers, ending on round ones, and not below 0 where they are not."""
    step = Decimal(1).scaleb((high - low).adjusted() - 1)
    margin = (high - low) * _MARGIN
    start = (low - margin) // step * step
    if low >= 0:
        start = max(Decimal(0), start)
    return _Scale(start, -(-(high + margin) // step) * step)


def _low(value: Quantity) -> Decimal:
    return Decimal("-Infinity") if value.plausible.low is None else value.plausible.low


def _row(claim: Claim, value: Quantity, scale: _Scale, index: Index) -> RowView:
    source, said = index.number_of(claim.source_id), value_words(claim, index)
    text = f"Source {source}, {said}: {_words(value.plausible)}"
    if value.strict != value.plausible:
        text += f"; strictly {_words(value.strict)}"
    return RowView(str(source), f"#source-{source}", said, text, scale.span(value.plausible), scale.span(value.strict))


def _words(interval: Interval) -> str:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any number"
    if high is None:
        return f"{'more than' if interval.low_open else 'at least'} {number(low or Decimal(0))}"
    if low is None:
        return f"{'less than' if interval.high_open else 'at most'} {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"
