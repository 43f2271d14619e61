"""Sources that have their text from each other → who probably has it from whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from factcheck.models import Descent, Kin, Source
from factcheck.stories.copies.alike import Shared
from factcheck.stories.copies.credits import is_agency
from factcheck.stories.copies.telling import Worded

__all__ = ["Wording", "age_of", "family_tree", "weigh"]

_MOST = 0.8  # of a text's words: all that matters of it
_UNCHANGED = 0.75  # of the common words: the rest is in other words


class Wording(msgspec.Struct, frozen=True):
    """How much of two texts is common: the share of each one's words, and of the common words the share in its order.

    `row` is the longest run of them.
    """

    shares: tuple[float, float]
    unchanged: float
    row: int

    @property
    def most(self) -> float:
        return max(self.shares)


def weigh(shared: Shared, left: Worded, right: Worded) -> Wording:
    """Return how much of two texts their common stretches are."""
    ours = len({at for one in shared.stretches for at in range(one.left[0], one.left[1] + 1)})
    theirs = len({at for one in shared.stretches for at in range(one.right[0], one.right[1] + 1)})
    common = sum(one.common for one in shared.stretches)
    length = sum(max(one.left[1] - one.left[0], one.right[1] - one.right[0]) + 1 for one in shared.stretches)
    return Wording(
        (ours / max(1, len(left.words)), theirs / max(1, len(right.words))),
        common / max(1, length),
        max((one.row for one in shared.stretches), default=0),
    )


def age_of(source: Source) -> tuple[bool, dt.date, int, str]:
    """Return by what sources are put in the order in which one may have its text from another, the first first."""
    return not is_agency(source), source.published or dt.date.max, source.number, source.id


def family_tree(members: Sequence[Source], wordings: Mapping[tuple[str, str], Wording | None]) -> tuple[Kin, ...]:
    """Return the tree of a family; `wordings` are its linked pairs by id, None where one retells the other."""
    ordered = sorted(members, key=age_of)
    tree: list[Kin] = []
    for at, one in enumerate(ordered):
        near = [
            (_share(known, one, wordings), other)
            for other in ordered[:at]
            if (known := _key(one, other)) in wordings or (known := _key(other, one)) in wordings
        ]
        if not near:
            tree.append(Kin(source_id=one.id))
            continue
        share, parent = max(near, key=lambda each: each[0])  # the first of equals is the oldest
        key = next(key for key in (_key(one, parent), _key(parent, one)) if key in wordings)
        tree.append(Kin(source_id=one.id, of=parent.id, how=_how(key, one, wordings), share=share or None))
    return tuple(tree)


def _key(one: Source, other: Source) -> tuple[str, str]:
    return one.id, other.id


def _share(key: tuple[str, str], one: Source, wordings: Mapping[tuple[str, str], Wording | None]) -> float:
    """Return the share of a source's words that it has in common with another."""
    wording = wordings[key]
    return 0.0 if wording is None else round(wording.shares[0 if key[0] == one.id else 1], 2)


def _how(key: tuple[str, str], one: Source, wordings: Mapping[tuple[str, str], Wording | None]) -> Descent:
    wording = wordings[key]
    if wording is None:
        return "retold"
    own, other = wording.shares if key[0] == one.id else wording.shares[::-1]
    if wording.unchanged < _UNCHANGED or (own < _MOST and other < _MOST):
        return "reworded"
    if own >= _MOST and other >= _MOST:
        return "copy"
    return "trimmed" if own >= _MOST else "extended"
