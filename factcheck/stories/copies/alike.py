"""Texts → the stretches that two of them have in common, in their words or nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from factcheck.stories.copies.telling import Worded, pairs_of, rows_of

__all__ = ["Shared", "Stretch", "find_shared"]

_NEIGHBOURS = 24  # so many later texts with one run of words are held against a text
_ROWS = 6  # common runs of words from which two texts are compared: nine words in a row have seven
_GAP = 8  # words that a copy may have put in or left out
_PLAIN, _WORDS, _DENSE = 7, 10, 0.55
_SHORT = (3, 5, 0.75)  # the same of a stretch beside others: a sentence that stands elsewhere, between two quotations
_PLACES = 6  # of one pair of words in a text


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of two texts: the first and the last word in each, how many are common, how many in a row.

    `plain` are those of the row that are neither names nor numbers: whose title is told anybody tells alike.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    common: int
    row: int
    plain: int


class Shared(msgspec.Struct, frozen=True):
    """What two texts, by their places in the list, have in common."""

    ends: tuple[int, int]
    stretches: tuple[Stretch, ...]


class _Chain:
    """Common pairs of words that follow each other in both texts."""

    def __init__(self) -> None:
        self.words: dict[int, int] = {}
        self.last = (0, 0)

    def add(self, left: tuple[int, int], right: tuple[int, int]) -> None:
        self.words.update(zip(left, right, strict=True))
        self.last = (left[0], right[0])


def find_shared(texts: Sequence[Worded], events: Sequence[int] = ()) -> list[Shared]:
    """Return the pairs of texts with stretches in common; only of one event, where `events` tells each text's.

    Only texts that share runs of words are held against each other, and of many that share one run a text against a
    fixed number, so that the time grows with the number of texts and not with that of pairs.
    """
    found = (
        Shared(ends, _align(texts[ends[0]], texts[ends[1]])) for ends in _candidates(texts, events or [0] * len(texts))
    )
    return [shared for shared in found if shared.stretches]


def _candidates(texts: Sequence[Worded], events: Sequence[int]) -> list[tuple[int, int]]:
    order = sorted(range(len(texts)), key=lambda at: texts[at].source.id)
    first: dict[tuple[int, int], int] = {}
    more: dict[tuple[int, int], list[int]] = {}
    for at in order:
        for words in rows_of(texts[at]):
            row = events[at], words
            known = first.setdefault(row, at)
            if known != at:
                more.setdefault(row, [known]).append(at)
    counts: Counter[tuple[int, int]] = Counter()
    for holders in more.values():
        for place, a in enumerate(holders):
            counts.update((min(a, b), max(a, b)) for b in holders[place + 1 : place + 1 + _NEIGHBOURS])
    return sorted(ends for ends, count in counts.items() if count >= _ROWS)


def _align(left: Worded, right: Worded) -> tuple[Stretch, ...]:
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for key, at, next_ in pairs_of(right):
        places.setdefault(key, []).append((at, next_))
    chains: list[_Chain] = []
    open_: list[_Chain] = []
    for key, at, next_ in pairs_of(left):
        for there in places.get(key, ())[:_PLACES]:
            open_ = [chain for chain in open_ if at - chain.last[0] <= _GAP]
            near = [chain for chain in open_ if 0 <= there[0] - chain.last[1] <= _GAP]
            if near:
                chain = min(near, key=lambda one: abs((there[0] - one.last[1]) - (at - one.last[0])))
            else:
                chain = _Chain()
                chains.append(chain)
                open_.append(chain)
            chain.add((at, next_), there)
    least = (_PLAIN, _WORDS, _DENSE)
    if not any(_stretch(chain, left, least) for chain in chains):
        return ()
    found = ((_stretch(chain, left, least) or _stretch(chain, left, _SHORT)) for chain in chains)
    return _apart(stretch for stretch in found if stretch is not None)


def _stretch(chain: _Chain, left: Worded, least: tuple[int, int, float]) -> Stretch | None:
    """Return what a chain covers; None where that is little, thin, or hardly more than names and numbers.

    `least` are plain words, words, and the share of those between its ends.
    """
    ours, theirs = sorted(chain.words), sorted(set(chain.words.values()))
    common = min(len(ours), len(theirs))
    length = max(ours[-1] - ours[0], theirs[-1] - theirs[0]) + 1
    plain = sum(1 for at in ours if left.words[at].plain)
    if plain < least[0] or common < least[1] or common < least[2] * length:
        return None
    row = max(_rows(ours, chain.words), key=len)
    telling = sum(1 for at in row if left.words[at].plain)
    return Stretch((ours[0], ours[-1]), (theirs[0], theirs[-1]), common, len(row), telling)


def _rows(ours: Sequence[int], theirs: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield the runs of words that follow each other in both texts."""
    row = [ours[0]]
    for a, b in pairwise(ours):
        if b != a + 1 or theirs[b] != theirs[a] + 1:
            yield row
            row = []
        row.append(b)
    yield row


def _apart(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches in the order of the left text, none within a larger one."""
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (-one.common, one.left, one.right)):
        if not any(_overlaps(one.left, other.left) or _overlaps(one.right, other.right) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.left))


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether more than half of the first lies in the second."""
    common = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * common > one[1] - one[0] + 1
