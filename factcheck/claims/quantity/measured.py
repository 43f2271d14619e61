"""The type of a number with what was written beside it."""

from __future__ import annotations

import msgspec

from factcheck.numerals import Numeral
from factcheck.units import Unit

__all__ = ["Measured"]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A numeral with what stands at it: `start` takes in a currency or a minus sign, `end` the unit.

    `factor` is the multiplier that it is written with ("10 billion"), `low` the lower end where both are one token;
    `shares` says that the unit is written at a later number alone.
    """

    numeral: Numeral
    start: int
    end: int
    unit: Unit | None = None
    signed: bool = False
    factor: int = 1
    low: Numeral | None = None
    shares: bool = False
