"""The numbers of a finding's claims → two charts in whole thousandths of their width: intervals, and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import msgspec

from factcheck.models import Claim, Interval, Quantity
from factcheck.report.ground.cite import value_words
from factcheck.report.ground.index import Index
from factcheck.report.ground.phrases import day, number, tick_number

__all__ = ["BarView", "MarkView", "RulerView", "TickView", "TimelineView", "view_ruler", "view_timeline"]

_WIDTH = 1000
_THINNEST = 6
_DOT = 16
_MARGIN = Decimal("0.08")
_DECADES = 20  # the largest number is so many times the smallest: a straight scale would hide the small ones
_MOST_TICKS = 6
_LARGEST = 12  # powers of ten
_APART = 230  # thousandths between two ticks
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


class TickView(msgspec.Struct, frozen=True):
    """A number or a day on a scale, and where it stands in thousandths; `align` is "start", "middle" or "end"."""

    at: str
    text: str
    align: str


class BarView(msgspec.Struct, frozen=True):
    """One claim: its plausible interval as a bar, the strict one as a line behind it; `text` says both in words.

    `letter` and `tone` are those of its position, "" for a claim that fits them all.
    """

    number: str
    link: str
    value: str
    text: str
    letter: str
    tone: str
    bar: tuple[str, str]
    line: tuple[str, str]


class RulerView(msgspec.Struct, frozen=True):
    """The rows on one scale; `is_log` says that equal steps on it are equal factors."""

    is_log: bool
    ticks: tuple[TickView, ...]
    rows: tuple[BarView, ...]


class MarkView(msgspec.Struct, frozen=True):
    """One claim on its day."""

    number: str
    link: str
    value: str
    day: str
    text: str
    start: str


class TimelineView(msgspec.Struct, frozen=True):
    """What was given when, from the earliest day on."""

    ticks: tuple[TickView, ...]
    rows: tuple[MarkView, ...]


class _Scale(msgspec.Struct, frozen=True):
    low: Decimal
    high: Decimal
    is_log: bool

    def at(self, value: Decimal) -> int:
        """Return where a number lies, within the scale."""
        kept = min(max(value, self.low), self.high)
        if self.is_log:
            return round((kept.log10() - self.low.log10()) / (self.high.log10() - self.low.log10()) * _WIDTH)
        return round((kept - self.low) / (self.high - self.low) * _WIDTH)

    def span(self, interval: Interval) -> tuple[str, str]:
        """Return where an interval begins and how long it is; a point is as long as can be seen."""
        start = 0 if interval.low is None else self.at(interval.low)
        end = _WIDTH if interval.high is None else self.at(interval.high)
        thin = max(0, _THINNEST - (end - start))
        return str(min(max(0, start - thin // 2), _WIDTH - _THINNEST)), str(end - start + thin)


def view_ruler(
    claims: Sequence[Claim], index: Index, letters: Mapping[str, tuple[str, str]] | None = None
) -> RulerView | None:
    """Return the bars of the claims that are quantities; None where units differ or all intervals are the same.

    `letters` gives the letter and the tone of a claim's position by its id.
    """
    found = [(claim, claim.value) for claim in claims if isinstance(claim.value, Quantity)]
    if not all(_can_be_drawn(value) for _, value in found):
        return None
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
    given = letters or {}
    rows = tuple(_row(claim, value, scale, index, given.get(claim.id, ("", ""))) for claim, value in ordered)
    return RulerView(scale.is_log, _ticks(scale), rows)


def _can_be_drawn(value: Quantity) -> bool:
    """Return whether all numbers of a quantity are finite and of a size that a scale can hold."""
    ends = (value.strict.low, value.strict.high, value.plausible.low, value.plausible.high, *value.nominal)
    return all(end is None or (end.is_finite() and abs(end.adjusted()) < _LARGEST) for end in ends)


def _scale(low: Decimal, high: Decimal) -> _Scale:
    """Return a scale a little wider than the numbers, and not below 0 where they are not.

    Where the largest is many times the smallest, and all are above 0, it is logarithmic.
    """
    if low > 0 and high / low >= _DECADES:
        return _Scale(_round_down(low), _round_up(high), is_log=True)
    step = Decimal(1).scaleb((high - low).adjusted() - 1)
    margin = (high - low) * _MARGIN
    start = _whole((low - margin) / step, ROUND_FLOOR) * step
    if low >= 0:
        start = max(Decimal(0), start)
    return _Scale(start, _whole((high + margin) / step, ROUND_CEILING) * step, is_log=False)


def _whole(value: Decimal, rounding: str) -> Decimal:
    return value.to_integral_value(rounding=rounding)


def _round_down(value: Decimal) -> Decimal:
    """Return the largest 1, 2 or 5 times a power of ten below a number."""
    return max(step for step in _around(value) if step < value)


def _round_up(value: Decimal) -> Decimal:
    return min(step for step in _around(value) if step > value)


def _around(value: Decimal) -> list[Decimal]:
    power = value.adjusted()
    return [step.scaleb(power + shift) for shift in (-1, 0, 1) for step in _STEPS]


def _ticks(scale: _Scale) -> tuple[TickView, ...]:
    """Return a few round numbers on the scale."""
    if scale.is_log:
        powers = range(scale.low.adjusted(), scale.high.adjusted() + 1)
        values = [value for power in powers if scale.low <= (value := Decimal(1).scaleb(power)) <= scale.high]
        return _spread(values if len(values) > 1 else [scale.low, scale.high], scale)
    span = scale.high - scale.low
    step = next(
        step.scaleb(span.adjusted() - 1)
        for step in (*_STEPS, Decimal(20), Decimal(50))
        if span / step.scaleb(span.adjusted() - 1) <= _MOST_TICKS
    )
    first, last = int(_whole(scale.low / step, ROUND_CEILING)), int(_whole(scale.high / step, ROUND_FLOOR))
    return _spread([step * at for at in range(first, last + 1)], scale)


def _spread(values: Sequence[Decimal], scale: _Scale) -> tuple[TickView, ...]:
    """Return the ticks of the values, of those too near each other the first, so that a phone has room for the text."""
    kept: list[Decimal] = []
    for value in values:
        if not kept or scale.at(value) - scale.at(kept[-1]) >= _APART:
            kept.append(value)
    texts = [tick_number(value) for value in kept]
    if len(set(texts)) < len(texts):
        texts = [number(value) for value in kept]
    return tuple(_tick(scale.at(value), text) for value, text in zip(kept, texts, strict=True))


def _tick(at: int, text: str) -> TickView:
    align = "start" if at < _WIDTH // 12 else "end" if at > _WIDTH - _WIDTH // 12 else "middle"
    return TickView(str(at), text, align)


def _low(value: Quantity) -> Decimal:
    return Decimal("-Infinity") if value.plausible.low is None else value.plausible.low


def _row(claim: Claim, value: Quantity, scale: _Scale, index: Index, letter: tuple[str, str]) -> BarView:
    source, said = index.number_of(claim.source_id), value_words(claim, index)
    text = f"Source {source}, {said}: {_words(value.plausible)}"
    if value.strict != value.plausible:
        text += f"; strictly {_words(value.strict)}"
    return BarView(
        number=str(source),
        link=f"#source-{source}",
        value=said,
        text=text,
        letter=letter[0],
        tone=letter[1],
        bar=scale.span(value.plausible),
        line=scale.span(value.strict),
    )


def _words(interval: Interval) -> str:
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any number"
    if high is None:
        return f"{'more than' if interval.low_open else 'at least'} {number(low or Decimal(0))}"
    if low is None:
        return f"{'less than' if interval.high_open else 'at most'} {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


# ------------------------------------------------------------------ days
def view_timeline(claims: Sequence[Claim], index: Index) -> TimelineView | None:
    """Return the claims on their days, the earliest first; None where fewer than two days are known.

    The day is the one for which a claim is made, else that of its source's publication.
    """
    dated = [(when, claim) for claim in claims if (when := _day_of(claim, index)) is not None]
    days = sorted({when for when, _ in dated})
    if len(days) < 2:
        return None
    first, whole = days[0], (days[-1] - days[0]).days
    ordered = sorted(dated, key=lambda pair: (pair[0], index.number_of(pair[1].source_id), pair[1].span.start))

    def at(when: dt.date) -> int:
        return round(Decimal((when - first).days) / whole * _WIDTH)

    ticks = tuple(_tick(at(when), day(when)) for when in (days[0], days[-1]))
    return TimelineView(ticks, tuple(_mark(claim, when, at(when), index) for when, claim in ordered))


def _day_of(claim: Claim, index: Index) -> dt.date | None:
    source = index.sources.get(claim.source_id)
    return claim.as_of or (source.published if source else None)


def _mark(claim: Claim, when: dt.date, at: int, index: Index) -> MarkView:
    source, said = index.number_of(claim.source_id), value_words(claim, index)
    start = str(round(at * (_WIDTH - _DOT) / _WIDTH))
    return MarkView(str(source), f"#source-{source}", said, day(when), f"{day(when)}: source {source}, {said}", start)
