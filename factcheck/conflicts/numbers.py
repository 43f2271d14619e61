"""The numeric claims of a topic → items in one unit, settled in time: what stands, what was replaced, what is repeated.

A later number replaces an earlier one only where the same voice gives both, and a cue says so or the story still
unfolds.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby

import msgspec

from factcheck.conflicts.positions import whole_numbers
from factcheck.lexicon.catalogue import Harm, Measure
from factcheck.lexicon.comparing import Words
from factcheck.models import Claim, HedgeKind, Interval, Note, Quantity
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers, speaker_of

__all__ = ["NEWS", "Item", "Settled", "Update", "main_number", "make_items", "settle"]

NEWS = 2000  # characters: a headline and the paragraphs that tell the news
_LIVING: frozenset[Harm] = frozenset({"injury", "either"})
LOWER_BOUNDS: frozenset[HedgeKind] = frozenset({"more_than", "at_least"})
UPPER_BOUNDS: frozenset[HedgeKind] = frozenset({"less_than", "at_most"})


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A numeric claim with its intervals in the base unit (`whole`: a count's, with closed ends), and its voice.

    `harm` is what befell the people that its measure counts.
    """

    claim: Claim
    strict: Interval
    plausible: Interval
    whole: Interval
    nominal: tuple[Decimal, ...]
    kind: HedgeKind
    voice: str
    harm: Harm = "none"

    def says(self, *notes: Note) -> bool:
        """Return whether the claim's words say one of these."""
        return any(note in self.claim.notes for note in notes)

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


def make_items(claims: Iterable[Claim], measure: Measure, words: Words) -> tuple[Item, ...]:
    """Return the items of the claims of a measure that are quantities, by claim id."""
    numeric = [
        (claim, claim.value)
        for claim in sorted(claims, key=lambda claim: claim.id)
        if isinstance(claim.value, Quantity)
    ]
    voices = group_speakers((speaker_of(claim, words) for claim, _ in numeric), words)
    return tuple(_item(claim, value, voices[speaker_of(claim, words)], measure.harm) for claim, value in numeric)


def _item(claim: Claim, value: Quantity, voice: str, harm: Harm) -> Item:
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
        harm=harm,
    )


def settle(items: Sequence[Item], *, started: dt.date | None, settles_after: int, one_thing: bool = True) -> Settled:
    """Return the items by what became of them in time.

    `started` is the story's first known day; `settles_after` is in days from there on. Undated items replace nothing
    and are not replaced, but one that repeats a replaced number is stale.
    """
    apart = _beside_main(items) if one_thing else _two_things(items)
    kept = [item for item in items if item not in apart]

    def may_replace(new: Item) -> bool:
        unfolding = started is not None and new.day is not None and (new.day - started).days <= settles_after
        return unfolding or new.says("update")

    current: list[Item] = []
    updates: list[Update] = []
    stale: list[Item] = []
    key: Callable[[Item], tuple[str, bool]] = lambda item: (item.voice, item.claim.status == "planned")  # noqa: E731  sorted and grouped by it
    for _, group in groupby(sorted(kept, key=key), key=key):
        settled = _settle_voice(list(group), may_replace)
        current += settled.current
        updates += settled.updates
        stale += settled.stale
    return Settled(current=_ordered(current), updates=tuple(updates), stale=_ordered(stale), apart=_ordered(apart))


def _settle_voice(items: Sequence[Item], may_replace: Callable[[Item], bool]) -> Settled:
    standing: list[Item] = []
    updates: list[Update] = []
    stale: list[Item] = []
    for day in sorted({item.day for item in items if item.day is not None}):
        before, old = list(standing), [update.old for update in updates]
        for item in (item for item in items if item.day == day):
            rivals = [other for other in before if item.excludes(other)]
            if not rivals:
                standing.append(item)
            elif _repeats(item, old) and not item.says("fall"):
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


def main_number(given: Sequence[Item]) -> Decimal:
    """Return the main one of a source's numbers: the one given most often, and of those the first in the text.

    Headlines and leads state the total, and what a text comes back to is what it is about. One person among more, and
    "two others", are never the main number.
    """
    numbers = {item.nominal[0] for item in given if item.nominal}
    telling = [item for item in given if item.nominal and not _is_other(item) and (item.center != 1 or numbers == {1})]
    telling = [item for item in telling if not item.claim.derived_from] or telling
    telling = [item for item in telling if item.kind != "vague"] or telling
    parts = _told_in_two(given)
    telling = [item for item in telling if item not in parts] or telling
    telling = telling or [item for item in given if item.nominal]
    often = Counter(item.nominal[0] for item in telling)
    first = {item.nominal[0]: item.claim.span.start for item in sorted(telling, key=lambda it: -it.claim.span.start)}
    return max(often, key=lambda number: (often[number], -first[number]))


def _told_in_two(given: Sequence[Item]) -> list[Item]:
    """Return the two parts of a number that the source gives too: "four men were hurt", "two men …", "two others …"."""
    others = [item for item in given if item.says("other", "others")]
    for first, second in itertools.product(given, others):
        if first is not second and first.claim.span.start < second.claim.span.start and first.center > 0:
            total = first.center + second.center
            if any(each.center == total and each.claim.id not in (first.claim.id, second.claim.id) for each in given):
                return [first, second]
    return []


def _beside_main(items: Sequence[Item]) -> list[Item]:
    """Return the items that their own source gives beside its main number and that are no rival of it.

    They are read as parts of it, or as counts of another place, moment or event, that the text does not call so.
    """
    by_source: dict[str, list[Item]] = {}
    for item in items:
        by_source.setdefault(item.claim.source_id, []).append(item)
    mains: dict[str, list[Item]] = {}
    for source_id, given in by_source.items():
        if any(item.nominal for item in given):
            number = main_number(given)
            mains[source_id] = [item for item in given if item.nominal[:1] == (number,)]
    out = []
    for source_id, main in mains.items():
        beside = [item for item in by_source[source_id] if all(item.excludes(other) for other in main)]
        others = [item for other_id, items_ in mains.items() if other_id != source_id for item in items_]
        out += [item for item in beside if not _is_rival(item, main, by_source[source_id], others)]
    return [*out, *(item for item in items if item not in out and _is_passing(item, items))]


def _is_passing(item: Item, items: Sequence[Item]) -> bool:
    """Whether an item speaks of people told of before, or says that there was nothing at first or nothing else.

    "No other injuries", "no arrests have been made" before a report or a passage that has some.
    """
    rivals = [other for other in items if item.excludes(other)]
    if not rivals:
        return False
    if item.claim.derived_from and item.claim.confidence == "low":
        return True  # one reading of several
    if item.harm == "either" and _is_other(item):
        return True  # "two other guests were struck as well": beside one who was told of before
    if item.says("one") and all(other.center > 1 for other in rivals):
        return True  # one of those who were told of before
    if item.center == 1 and item.harm == "either":
        return True  # "one, shot in the leg": texts tell of those hit one by one
    if item.center != 0:
        return False
    same_source = any(other.claim.source_id == item.claim.source_id for other in rivals)
    later = any(other.day and item.day and other.day > item.day for other in rivals)
    alone = all(other.center == 1 and other.kind == "at_least" for other in rivals)
    return same_source or later or alone or _is_other(item)


def _is_rival(item: Item, main: Sequence[Item], given: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether a source speaks against its own main number: by another named voice, on another day, or plainly.

    A larger number is no part of the main one; a smaller one is a rival where it is another source's main number and
    the main one is none's, or where it stands as often.
    """
    if item.center == 1 or _is_other(item) or item.claim.derived_from:
        return False
    beside = [each for each in given if all(each.excludes(other) for other in main)]
    rest = main[0].center - item.center
    if any(each.center == rest and each is not item and each.claim.id != item.claim.id for each in beside) and rest > 0:
        return False  # two parts of the main number
    if item in _told_in_two(given):
        return False
    if item.center < main[0].center and item.harm in _LIVING and item.says("whereabouts"):
        return False  # six of the eight who were shot were taken to hospital, five were found at the scene
    if any(OUTLET not in (item.voice, other.voice) and item.voice != other.voice for other in main):
        return True
    if any(item.day and other.day and item.day != other.day for other in main):
        # what only grows cannot have been more before
        fell = any(item.day and other.day and item.day < other.day and item.center > other.center for other in main)
        return fell or any(_is_update(item, other) for other in main)
    confirmed = any(not item.excludes(other) for other in others)
    often = sum(each.nominal == item.nominal for each in beside)
    if item.center > main[0].center:
        # deep in a text a larger number is of another event: "a massacre that killed 49 six weeks ago"
        return confirmed or often > 1 or item.claim.span.start <= NEWS
    if any(not other.excludes(each) for other in others for each in main):
        return False
    return confirmed or often >= len(main)


def _is_update(item: Item, main: Item) -> bool:
    return max(item, main, key=lambda each: each.day or dt.date.min).says("update")


def _two_things(items: Sequence[Item]) -> list[Item]:
    """Return the items of a source that gives two numbers, but for those that another source confirms."""
    return [
        item
        for item in items
        if any(item.claim.source_id == other.claim.source_id and item.excludes(other) for other in items)
        and not any(not item.excludes(other) for other in items if other.claim.source_id != item.claim.source_id)
    ]


def _is_other(item: Item) -> bool:
    """Whether an item counts those besides some that the text told of before."""
    # "one dead and six others injured": besides the dead, and all of the injured
    besides = item.harm != "injury" and item.says("others")
    return besides or item.says("other", "remaining")


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (_low(item), item.claim.id)))


def _low(item: Item) -> Decimal:
    return Decimal("-Infinity") if item.strict.low is None else item.strict.low
