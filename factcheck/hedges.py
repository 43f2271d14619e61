"""Turn a numeral and its hedge into what the words allow (strict) and what a reader takes from them (plausible).

The rules are data (lexicon/hedges.toml, after Ferson et al. 2015); a user's file or a preset lies over them.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from factcheck.errors import SettingsError, reason_of
from factcheck.models import Hedge, HedgeKind, Interval
from factcheck.numerals import Numeral, plain, vague_base

__all__ = ["HedgeTable", "intervals", "load_hedges", "range_interval", "tidy"]


class End(msgspec.Struct, frozen=True):
    """How far an end lies from the number: `units` last digits, at most `share` of the number, at least `least`."""

    units: Decimal
    share: Decimal
    least: Decimal = Decimal(0)

    def distance(self, value: Decimal, unit_digit: Decimal) -> Decimal:
        return max(self.least, min(self.units * unit_digit, abs(value) * self.share))


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table."""

    strict: str
    low: End | None = None
    high: End | None = None
    low_open: bool = False
    high_open: bool = False


class VagueWord(msgspec.Struct, frozen=True, kw_only=True):
    """A vague word's plausible ends, and whether its strict interval is the same."""

    plausible: tuple[Decimal, Decimal]
    strict: str = "decade"


class Close(msgspec.Struct, frozen=True):
    """The words that put a bound right at its number, and the row that then holds for a kind."""

    words: frozenset[str]
    rules: dict[str, str]


class HedgeTable(msgspec.Struct, frozen=True, kw_only=True):
    """The rules for hedged numbers, and the cues that show them.

    `before` and `after` map a cue's words to its kind; `fixed` maps a vague word to the one number a preset gives it.
    """

    kinds: dict[str, Kind]
    close: Close
    before: dict[tuple[str, ...], HedgeKind]
    after: dict[tuple[str, ...], HedgeKind]
    vague: dict[str, VagueWord]
    fixed: dict[str, Decimal]
    longest: int


class _File(msgspec.Struct):
    kinds: dict[str, Kind]
    close: Close
    cues: dict[str, dict[HedgeKind, list[str]]]
    vague: dict[str, VagueWord]
    presets: dict[str, dict[str, str]]


@functools.cache
def load_hedges(name: str | None = None) -> HedgeTable:
    """Return the hedge table, with a preset's or a TOML file's rules over the shipped ones.

    Raises SettingsError where the name is neither a preset nor a readable file of the same form.
    """
    shipped = tomllib.loads(resources.files("factcheck").joinpath("lexicon/hedges.toml").read_text("utf8"))
    fixed: Mapping[str, str] = {}
    if name is not None:
        presets = shipped["presets"]
        if name in presets:
            fixed = {word: number for word, number in presets[name].items() if word != "source"}
        else:
            _lay_over(shipped, _read_user_file(name, sorted(presets)))
    try:
        file = msgspec.convert(shipped, _File)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{name}: {reason_of(error)}") from error
    before, after = (_cues(file.cues.get(side, {})) for side in ("before", "after"))
    return HedgeTable(
        kinds=file.kinds,
        close=file.close,
        before=before,
        after=after,
        vague=file.vague,
        fixed={word: Decimal(number) for word, number in fixed.items()},
        longest=max(len(words) for words in (*before, *after)),
    )


def _read_user_file(name: str, presets: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text("utf8"))
    except FileNotFoundError:
        raise SettingsError(f"{name}: neither a hedge preset ({', '.join(presets)}) nor a file") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{name}: {reason_of(error)}") from error


def _lay_over(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            _lay_over(below[key], value)
        else:
            below[key] = value


def _cues(kinds: Mapping[HedgeKind, Sequence[str]]) -> dict[tuple[str, ...], HedgeKind]:
    return {tuple(cue.split()): kind for kind, cues in kinds.items() for cue in cues}


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
