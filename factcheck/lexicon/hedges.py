"""The table of hedges: what a cue makes of a number.

The rules are data (hedges.toml, after Ferson et al. 2015); a user's file or a preset lies over them.
"""

from __future__ import annotations

import copy
import functools
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from factcheck.errors import SettingsError, reason_of
from factcheck.lexicon.loader import table_of
from factcheck.models import HedgeKind

__all__ = ["HedgeTable", "Kind", "load_hedges", "presets"]


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


def presets() -> tuple[str, ...]:
    """Return the names of the presets."""
    return tuple(table_of("hedges")["presets"])


@functools.cache
def load_hedges(name: str | None = None) -> HedgeTable:
    """Return the hedge table, with a preset's or a TOML file's rules over the shipped ones.

    Raises SettingsError where the name is neither a preset nor a readable file of the same form.
    """
    shipped = copy.deepcopy(table_of("hedges"))
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
