"""The arithmetic of sums: their intervals add, and what is told one by one is the least that there are."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from factcheck.models import Hedge, Interval, Quantity, Value
from factcheck.numerals import plain
from factcheck.numerals.intervals import tidy

__all__ = ["at_least", "sum_of"]


def sum_of(parts: Sequence[Quantity], surface: str) -> Quantity:
    """Return the sum of the parts; it is exact where every part is."""
    strict, plausible = parts[0].strict, parts[0].plausible
    for part in parts[1:]:
        strict, plausible = strict + part.strict, plausible + part.plausible
    exact = all(part.hedge.kind == "exact" for part in parts)
    total = plain(sum((part.nominal[0] for part in parts[1:]), parts[0].nominal[0]))
    hedge = Hedge() if exact else Hedge("about", "")
    return Quantity(
        nominal=(total,),
        strict=tidy(strict),
        plausible=tidy(plausible),
        unit=parts[0].unit,
        base=parts[0].base,
        noun=None,
        hedge=hedge,
        surface=surface,
    )


def at_least(total: Value) -> Value:
    """Return a total of persons told one by one as the least that it can be: a text need not name everybody."""
    if not isinstance(total, Quantity):
        return total
    number = total.nominal[0]
    return msgspec.structs.replace(
        total, strict=Interval(number, None), plausible=Interval(number, number + 1), hedge=Hedge("at_least")
    )
