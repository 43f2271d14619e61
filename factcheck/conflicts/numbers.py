"""The numeric claims of a topic → items in one unit, settled in time: what stands, what was replaced, what is repeated.

A later number replaces an earlier one only where the same voice gives both, and a cue says so or the story still
unfolds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby

import msgspec

from factcheck.conflicts.positions import whole_numbers
from factcheck.conflicts.speakers import OUTLET, UNKNOWN, group_speakers, speaker_of
from factcheck.conflicts.words import Words
from factcheck.models import Claim, HedgeKind, Interval, Quantity

__all__ = ["Item", "Settled", "Update", "make_items", "settle"]

LOWER_BOUNDS: frozenset[HedgeKind] = frozenset({"more_than", "at_least"})
UPPER_BOUNDS: frozenset[HedgeKind] = frozenset({"less_than", "at_most"})


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A numeric claim with its intervals in the base unit (`whole`: a count's, with closed ends), and its voice."""

    claim: Claim
    strict: Interval
    plausible: Interval
    whole: Interval
    nominal: tuple[Decimal, ...]
    kind: HedgeKind
    voice: str

    @property
    def day(self) -> dt.date | None:
        return self.claim.as_of

    @property
    def is_bound(self) -> bool:
        return self.kind in LOWER_BOUNDS or self.kind in UPPER_BOUNDS

    @property
    def center(self) -> Decimal:
        """The number that stands for the item in a comparison of sizes."""
        return self.nominal[0] if self.nominal else self.plausible.low or Decimal(0)

    def excludes(self, other: Item) -> bool:
        return not self.whole.meets(other.whole)


class Update(msgspec.Struct, frozen=True):
    """An item that a later one of the same voice replaced."""

    old: Item
    new: Item


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """Items by what became of them in time.

    `apart` holds numbers that their own source gives beside a confirmed larger one.
    """

    current: tuple[Item, ...] = ()
    updates: tuple[Update, ...] = ()
    stale: tuple[Item, ...] = ()
    apart: tuple[Item, ...] = ()

    @property
    def replaced(self) -> tuple[Item, ...]:
        return _ordered({update.old.claim.id: update.old for update in self.updates}.values())


def make_items(claims: Iterable[Claim], words: Words) -> tuple[Item, ...]:
    """Return the items of the claims that are quantities, by claim id."""
    numeric = [
        (claim, claim.value)
        for claim in sorted(claims, key=lambda claim: claim.id)
        if isinstance(claim.value, Quantity)
    ]
    voices = group_speakers((speaker_of(claim, words) for claim, _ in numeric), words)
    return tuple(_item(claim, value, voices[speaker_of(claim, words)]) for claim, value in numeric)


def _item(claim: Claim, value: Quantity, voice: str) -> Item:
    factor = value.base.factor if value.base else Decimal(1)
    strict = value.strict.scaled(factor)
    return Item(
        claim=claim,
        strict=strict,
        plausible=value.plausible.scaled(factor),
        whole=whole_numbers(strict) if value.unit is None else strict,
        nominal=tuple(number * factor for number in value.nominal),
        kind=value.hedge.kind,
        voice=OUTLET if voice == UNKNOWN else voice,
    )


def settle(
    items: Sequence[Item], *, started: dt.date | None, settles_after: int, words: Words, one_thing: bool = True
) -> Settled:
    """Return the items by what became of them in time.

    `started` is the story's first known day; `settles_after` is in days from there on. Undated items replace nothing
    and are not replaced, but one that repeats a replaced number is stale.
    """
    apart = _apart(items) if one_thing else _two_things(items)
    kept = [item for item in items if item not in apart]

    def may_replace(new: Item) -> bool:
        unfolding = started is not None and new.day is not None and (new.day - started).days <= settles_after
        return unfolding or _says(new, words.update)

    current: list[Item] = []
    updates: list[Update] = []
    stale: list[Item] = []
    key: Callable[[Item], tuple[str, bool]] = lambda item: (item.voice, item.claim.status == "planned")  # noqa: E731  sorted and grouped by it
    for _, group in groupby(sorted(kept, key=key), key=key):
        settled = _settle_voice(list(group), may_replace, words)
        current += settled.current
        updates += settled.updates
        stale += settled.stale
    return Settled(current=_ordered(current), updates=tuple(updates), stale=_ordered(stale), apart=_ordered(apart))


def _settle_voice(items: Sequence[Item], may_replace: Callable[[Item], bool], words: Words) -> Settled:
    standing: list[Item] = []
    updates: list[Update] = []
    stale: list[Item] = []
    for day in sorted({item.day for item in items if item.day is not None}):
        before, old = list(standing), [update.old for update in updates]
        for item in (item for item in items if item.day == day):
            rivals = [other for other in before if item.excludes(other)]
            if not rivals:
                standing.append(item)
            elif _repeats(item, old) and not _says(item, words.fall):
                stale.append(item)
            elif may_replace(item):
                updates += [Update(other, item) for other in rivals]
                standing = [other for other in standing if other not in rivals] + [item]
            else:
                standing.append(item)
    replaced = [update.old for update in updates]
    for item in (item for item in items if item.day is None):
        repeats = _repeats(item, replaced) and any(item.excludes(other) for other in standing)
        (stale if repeats else standing).append(item)
    return Settled(current=tuple(standing), updates=tuple(updates), stale=tuple(stale))


def _repeats(item: Item, old: Sequence[Item]) -> bool:
    return any(not item.excludes(other) for other in old)


def _says(item: Item, cues: Iterable[str]) -> bool:
    sentence = " ".join(item.claim.sentence.quote.casefold().split())
    return any(cue in sentence for cue in cues)


def _apart(items: Sequence[Item]) -> list[Item]:
    """Return the items that a source gives beside a larger one of the same voice, which alone another source confirms.

    They are read as parts of it that the text does not call so.
    """
    return [
        item for item in items if any(_is_part_of(item, whole, items) or _is_sum_beside(item, whole) for whole in items)
    ]


def _two_things(items: Sequence[Item]) -> list[Item]:
    """Return the items of a source that gives two numbers in one voice, but for those that another source confirms."""
    return [
        item
        for item in items
        if any(_same_breath(item, other) and item.excludes(other) for other in items)
        and not any(not item.excludes(other) for other in items if other.claim.source_id != item.claim.source_id)
    ]


def _same_breath(left: Item, right: Item) -> bool:
    return left.claim.source_id == right.claim.source_id and left.voice == right.voice and left.day == right.day


def _is_sum_beside(sum_: Item, stated: Item) -> bool:
    """Return whether a source gives parts beside a total of its own that they don't add up to.

    They need not be all the parts.
    """
    same = sum_.claim.source_id == stated.claim.source_id and sum_.voice == stated.voice
    return same and bool(sum_.claim.derived_from) and not stated.claim.derived_from and sum_.excludes(stated)


def _is_part_of(part: Item, whole: Item, items: Sequence[Item]) -> bool:
    """Return whether a smaller number of a source is read as part of a larger one: one of several, or nobody else's."""
    if part.claim.source_id != whole.claim.source_id or not part.excludes(whole) or part.center >= whole.center:
        return False
    if part.center == 1 and part.kind == "exact":
        return True
    if _is_other(part) and part.center < whole.center and not _is_other(whole):
        return True
    others = [item for item in items if item.claim.source_id != part.claim.source_id]
    confirmed = any(not other.excludes(whole) for other in others) and all(other.excludes(part) for other in others)
    return _same_breath(part, whole) and confirmed


def _is_other(item: Item) -> bool:
    """ "Two other victims": those besides some that the text told of before."""
    value = item.claim.value
    return (
        isinstance(value, Quantity)
        and f" other{' ' if value.noun != 'other' else ''}" in f" {value.surface.casefold()} "
    )


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (_low(item), item.claim.id)))


def _low(item: Item) -> Decimal:
    return Decimal("-Infinity") if item.strict.low is None else item.strict.low
