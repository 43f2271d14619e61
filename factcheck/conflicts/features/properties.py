"""What speaks for a finding on numbers with a unit and against it: whether they are a property of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from factcheck.conflicts.board import TopicView
from factcheck.models import Claim

__all__ = ["features_of_units"]


def features_of_units(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    """Return the features of the two numbers of two sides that are most surely of one thing; none without a unit."""
    found = list(_between(sides, view.board.bearings))
    if not found:
        return {}
    best = max(found, key=_surely)
    # a number that a source gives beside the other's speaks against all of them
    return {**best, "unit.met": max(each["unit.met"] for each in found)}


def _between(
    sides: Sequence[Sequence[Claim]], bearings: Mapping[frozenset[str], Mapping[str, float]]
) -> Iterator[Mapping[str, float]]:
    for one, two in combinations(sides, 2):
        for a in one:
            for b in two:
                if (told := bearings.get(frozenset((a.id, b.id)))) is not None:
                    yield told


def _surely(told: Mapping[str, float]) -> tuple[float, float, float]:
    return told["unit.borne"], told["unit.bearer"], told["unit.near"] + told["unit.sentence"]
