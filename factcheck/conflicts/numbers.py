"""The numeric claims of a topic → items in one unit, settled in time: what stands, what was replaced, what is repeated.

A later number replaces an earlier one where the same voice gives both, and a cue says so or the story still unfolds; a
count that grows with its story replaces what it has outgrown, whoever gave it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.catalogue import Harm, Measure
from factcheck.lexicon.comparing import Words
from factcheck.models import Account, Claim, HedgeKind, Interval, Note, Quantity
from factcheck.numerals.intervals import whole_numbers
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers, is_proper, speaker_of

__all__ = ["NEWS", "Item", "Settled", "Update", "make_items", "settle"]

NEWS = 2000  # characters: a headline and the paragraphs that tell the news
LOWER_BOUNDS: frozenset[HedgeKind] = frozenset({"more_than", "at_least"})
UPPER_BOUNDS: frozenset[HedgeKind] = frozenset({"less_than", "at_most"})


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A numeric claim with its intervals in the base unit (`whole`: a count's, with closed ends), and its voice.

    `is_named`: somebody called by name gives it, not an office alone; `harm` is what befell the people counted.
    """

    claim: Claim
    strict: Interval
    plausible: Interval
    whole: Interval
    nominal: tuple[Decimal, ...]
    kind: HedgeKind
    voice: str
    is_named: bool = False
    harm: Harm = "none"

    def says(self, *notes: Note) -> bool:
        """Return whether the claim's words say one of these."""
        return any(note in self.claim.notes for note in notes)

    @property
    def day(self) -> dt.date | None:
        return self.claim.as_of

    @property
    def is_count(self) -> bool:
        return isinstance(self.claim.value, Quantity) and self.claim.value.unit is None

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

    `apart` holds numbers that carry no account, or one that is unclear.
    """

    current: tuple[Item, ...] = ()
    updates: tuple[Update, ...] = ()
    stale: tuple[Item, ...] = ()
    apart: tuple[Item, ...] = ()

    @property
    def replaced(self) -> tuple[Item, ...]:
        return _ordered({update.old.claim.id: update.old for update in self.updates}.values())


def make_items(claims: Iterable[Claim], measure: Measure, words: Words) -> tuple[Item, ...]:
    """Return the items of the claims of a measure that are quantities, by claim id."""
    numeric = [
        (claim, claim.value)
        for claim in sorted(claims, key=lambda claim: claim.id)
        if isinstance(claim.value, Quantity)
    ]
    voices = group_speakers((speaker_of(claim, words) for claim, _ in numeric), words)
    return tuple(_item(claim, value, voices[speaker_of(claim, words)], measure.harm, words) for claim, value in numeric)


def _item(claim: Claim, value: Quantity, voice: str, harm: Harm, words: Words) -> Item:
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
        is_named=voice not in (OUTLET, UNKNOWN) and is_proper(voice, words),
        harm=harm,
    )


def settle(
    items: Sequence[Item], accounts: Sequence[Account], *, started: dt.date | None, settles_after: int, grows: bool
) -> Settled:
    """Return the items by what became of them in time.

    Only what carries a clear account stands; the rest is apart. `started` is the story's first known day;
    `settles_after` is in days from there on, in which a number that `grows` with its story is replaced by a later one.
    Undated items replace nothing and are not replaced, but one that repeats a
    replaced number is stale.
    """
    carried = {id_ for account in accounts if account.clear for id_ in account.claim_ids}
    apart = [item for item in items if item.claim.id not in carried]
    kept = [item for item in items if item.claim.id in carried]

    def may_replace(new: Item, old: Item) -> bool:
        if old.claim.status != new.claim.status and "planned" in (old.claim.status, new.claim.status):
            return False
        unfolding = grows and started is not None and new.day is not None and (new.day - started).days <= settles_after
        higher, same = new.center > old.center, new.voice == old.voice
        if higher and same and new.is_named and new.is_count:
            return True  # who counts more of a thing on a later day has found more of it
        rises = unfolding and higher and not (new.is_named and old.is_named)
        return (unfolding or new.says("update")) and (rises or same)

    def outgrows(new: Item, old: Item) -> bool:
        return grows and old.kind in LOWER_BOUNDS and new.center > old.center

    settled = _in_time(kept, lambda new, old: (new.excludes(old) or outgrows(new, old)) and may_replace(new, old))
    return msgspec.structs.replace(settled, apart=_ordered(apart))


def _in_time(items: Sequence[Item], replaces: Callable[[Item, Item], bool]) -> Settled:
    """Return the items day by day: a later one takes the place of each that it replaces."""
    standing: list[Item] = []
    updates: list[Update] = []
    stale: list[Item] = []
    for day in sorted({item.day for item in items if item.day is not None}):
        before, old = list(standing), [update.old for update in updates]
        for item in (item for item in items if item.day == day):
            rivals = [other for other in before if item.excludes(other)]
            replaced = [other for other in before if replaces(item, other) and not _was_told(item, other, before)]
            if rivals and _repeats(item, old) and not item.says("fall"):
                stale.append(item)
                continue
            updates += [Update(other, item) for other in replaced]
            standing = [other for other in standing if other not in replaced] + [item]
    replaced = [update.old for update in updates]
    for item in (item for item in items if item.day is None):
        repeats = _repeats(item, replaced) and any(item.excludes(other) for other in standing)
        (stale if repeats else standing).append(item)
    return Settled(current=_ordered(standing), updates=tuple(updates), stale=_ordered(stale))


def _was_told(item: Item, other: Item, before: Sequence[Item]) -> bool:
    """Whether a lower number was given already on the day of the higher: two reports differed, and none was revised."""
    lower = item.center < other.center
    return lower and any(
        each.day == other.day and each.excludes(other) and each.center < other.center for each in before
    )


def _repeats(item: Item, old: Sequence[Item]) -> bool:
    """Whether an item gives a replaced number again; a bound that it has outgrown is not that number."""
    return any(not item.excludes(other) and (item.center <= other.center or not other.is_bound) for other in old)


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (_low(item), item.claim.id)))


def _low(item: Item) -> Decimal:
    return Decimal("-Infinity") if item.strict.low is None else item.strict.low
