"""Two bounds of one number are one range: "more than 20 but fewer than 50 people"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import lowers_in
from factcheck.models import Hedge, Interval
from factcheck.reads import reads

__all__ = ["join_bounds"]

_LOWER, _UPPER = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
_JOINTS = ([","], ["and"], ["but"], [",", "and"], [",", "but"])


def join_bounds(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """Return the quantities in their order, a lower and an upper bound of one thing that touch as one range."""
    out: list[Found] = []
    for each in found:
        if out and _are_one(doc, out[-1], each):
            out[-1] = _range(out[-1], each)
        else:
            out.append(each)
    return out


def _are_one(doc: Doc, first: Found, second: Found) -> bool:
    """Whether two bounds enclose a number that is told once: the first counts nothing of its own."""
    kinds = first.hedge.kind, second.hedge.kind
    if not (kinds[0] in _LOWER and kinds[1] in _UPPER) and not (kinds[0] in _UPPER and kinds[1] in _LOWER):
        return False
    low, high = (first, second) if kinds[0] in _LOWER else (second, first)
    own = first.noun is not None or (first.unit is not None and first.unit != second.unit) or first.age != second.age
    if own or len(first.numerals) > 1 or len(second.numerals) > 1:
        return False
    return low.numerals[0].value < high.numerals[0].value and lowers_in(doc, first.end, second.start) in _JOINTS


@reads("number.between-bounds")
def _range(first: Found, second: Found) -> Found:
    """ "More than 20 but fewer than 50 people": a range from 20 to 50 whose ends are open as the bounds say."""
    low, high = (first, second) if first.hedge.kind in _LOWER else (second, first)
    between = Interval(
        low=low.strict.low, high=high.strict.high, low_open=low.strict.low_open, high_open=high.strict.high_open
    )
    return msgspec.structs.replace(
        second,
        start=first.start,
        number=(first.number[0], second.number[1]),
        numerals=(*low.numerals, *high.numerals),
        hedge=Hedge("range", first.hedge.cue),
        strict=between,
        plausible=between,
        read_by=(*second.read_by, *first.read_by),
    )
