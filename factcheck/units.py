"""Turn the words after (or the sign before) a number into a unit: its name, its dimension and its base unit.

The common units of news are a table of ours (lexicon/en/units.toml); any other surface is asked of quantulum3, whose
only import is here and whose number parsing is not used: it averages ranges, and it drops what it cannot read without
a word. Its trained classifier is switched off, because it fails beside current releases of scikit-learn.
"""

from __future__ import annotations

import functools
import json
import re
from decimal import Decimal
from importlib import resources

import msgspec

from factcheck.lexicon.loader import table_of
from factcheck.models import Base

__all__ = ["Unit", "find_currency", "find_glued", "find_unit", "longest_surface", "of_age", "rate"]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit: quantulum3's name for it, its dimension, and what one of it is in the base unit (None where unknown)."""

    name: str
    dimension: str
    base: Base | None = None


class _Row(msgspec.Struct):
    name: str
    dimension: str
    base: str
    factor: Decimal
    surfaces: list[str]
    glued: list[str] = []


class _File(msgspec.Struct):
    plain_nouns: list[str]
    unit: list[_Row]


# quantulum3's word for a dimension → ours
_DIMENSIONS = {"currency": "money", "length": "length", "time": "time", "dimensionless": "number"}


# codes of currencies that have small letters
_CODES = frozenset({"Rs", "Rs.", "Sh", "KSh", "Rp", "Php", "Fr", "Tk"})


@functools.cache
def _file() -> _File:
    return msgspec.convert(table_of("units"), _File)


def _unit_of(row: _Row) -> Unit:
    return Unit(name=row.name, dimension=row.dimension, base=Base(row.base, row.factor))


@functools.cache
def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for row in _file().unit:
        unit = _unit_of(row)
        named = () if row.name in _plain_nouns() else (row.name,)
        for surface in (*named, *row.surfaces):
            table.setdefault(surface, unit)
            if len(surface) > 3:
                table.setdefault(surface.lower(), unit)
    return table


@functools.cache
def _glued() -> dict[str, Unit]:
    """Return the units of what stands right at a number: "5kW", "20C", "2.4Ghz"; letters alone stay as written."""
    known = _table()
    table = {symbol: _unit_of(row) for row in _file().unit for symbol in row.glued}
    table |= {surface: unit for surface, unit in known.items() if " " not in surface}
    for surface in [*table]:
        if len(surface) > 1:
            table.setdefault(surface.lower(), table[surface])
    return table


@functools.cache
def _plain_nouns() -> frozenset[str]:
    return frozenset(_file().plain_nouns)


@functools.cache
def _quantulum_surfaces() -> frozenset[str]:
    """Return every surface that quantulum3 knows, read from its data file: loading its own tables takes seconds."""
    surfaces: set[str] = set()
    symbols: set[str] = set()
    for name in ("units.json", "_lang/en_US/units.json"):
        rows = json.loads(resources.files("quantulum3").joinpath(name).read_text("utf8"))
        for unit, row in rows.items():
            surfaces |= {unit, *row.get("surfaces", ())}
            # a symbol in small letters alone ("dam", "pt") is more often a word
            symbols |= {symbol for symbol in row.get("symbols", ()) if len(symbol) > 1 and not symbol.islower()}
    surfaces |= {f"{surface}s" for surface in surfaces}
    return frozenset(surfaces | symbols)


@functools.lru_cache(maxsize=20_000)
def find_unit(surface: str) -> Unit | None:
    """Return the unit that a surface names, or None where it is none.

    >>> find_unit("km").base.factor
    Decimal('1000')
    >>> find_unit("people") is None
    True
    """
    known = _table()
    lowered = surface.lower()
    unit = known.get(surface) or (known.get(lowered) if len(surface) > 3 else None)
    if unit is not None:
        return unit
    if lowered in _plain_nouns() or lowered.removesuffix("s") in _plain_nouns():
        return None
    if surface not in _quantulum_surfaces() and lowered not in _quantulum_surfaces():
        return None
    return _ask_quantulum(surface)


def _ask_quantulum(surface: str) -> Unit | None:
    from quantulum3 import load

    units = load.units("en_US")
    found = units.surfaces.get(surface) or units.surfaces.get(surface.lower()) or units.symbols.get(surface)
    if not found:
        return None
    unit = min(found, key=lambda unit: (len(unit.name), unit.name))
    dimension = _DIMENSIONS.get(unit.entity.name, unit.entity.name)
    # without a conversion factor a unit is comparable with itself alone
    return Unit(name=unit.name, dimension=dimension, base=Base(unit.name, Decimal(1)))


@functools.lru_cache(maxsize=20_000)
def find_glued(surface: str) -> Unit | None:
    """Return the unit that a surface names where no space parts it from the number; None where it is none.

    >>> find_glued("Ghz").name
    'gigahertz'
    """
    known = _glued()
    return known.get(surface) or (known.get(surface.lower()) if len(surface) > 1 else None)


@functools.lru_cache(maxsize=20_000)
def find_currency(surface: str) -> Unit | None:
    """Return the currency that stands before an amount as a sign or a code ("$", "RM", "USD", "Rs."), or None."""
    signed = len(surface) > 2 and surface[-1] == "$"  # a code with the sign, in small letters too: "cad$"
    unit = _glued().get(surface) or (_glued().get(surface.upper()) if signed else None)
    if unit is None or unit.dimension != "money" or not (surface[:1].isupper() or not surface.isalnum()):
        return None
    return unit if signed or surface in _CODES or (len(surface) < 5 and not surface[1:].islower()) else None


@functools.cache
def rate(unit: Unit, per: str) -> Unit:
    """Return the unit of so much for each: it is comparable with itself alone.

    >>> rate(find_unit("$"), "month").name
    'dollar per month'
    """
    name = f"{unit.name} per {per}"
    return Unit(name=name, dimension=unit.dimension, base=Base(name, Decimal(1)))


@functools.cache
def of_age(unit: Unit) -> Unit:
    """Return the unit of an age in a unit of time ("year of age"); it converts as the unit of time does."""
    return Unit(name=f"{unit.name} of age", dimension=unit.dimension, base=unit.base)


@functools.cache
def longest_surface() -> int:
    """Return the number of tokens of the longest surface in the table."""
    return max(len(re.findall(r"\w+|[^\w\s]", surface)) for surface in _table())
