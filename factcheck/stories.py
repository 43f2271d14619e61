"""Readings → stories: sources that share enough names report on the same event.

Every name has a fixed weight, so that one more source never changes what two others have in common. Sources are compared only
where a name brings them together, and each only with its neighbours in time under that name: near-linear in the sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import msgspec

from factcheck.conflicts.board import short_id
from factcheck.conflicts.speakers import fold_name
from factcheck.conflicts.words import Words
from factcheck.models import Reading, Source, Story

__all__ = ["group_stories"]

_LABELS = ("PERSON", "LOC", "GPE", "ORG", "FAC", "EVENT")
_COMMON, _ONE_WORD, _FULL = 0.1, 1.0, 1.5
_ENOUGH = 2.0  # two specific names in one word each
_OVERLAP = 0.2  # of the names of the source that has fewer
_SETTLED_DAYS = 14  # further apart than that, twice as much is asked for
_NEIGHBOURS = 24


class Names(msgspec.Struct, frozen=True):
    """The names of one source with their weights."""

    source: Source
    weights: Mapping[str, float]
    total: float


def group_stories(
    sources: Sequence[Source], readings: Sequence[Reading], *, words: Words | None = None
) -> tuple[Story, ...]:
    """Return the stories, each source in exactly one, in the order of their first source.

    Sources without a name in common with another are stories of their own. The order of the sources changes nothing but the
    order of the stories.
    """
    common = (words or Words()).common_names
    by_source = {reading.source_id: reading for reading in readings}
    named = [_names(source, by_source.get(source.id), common) for source in sources]
    named.sort(key=lambda names: (names.source.published or dt.date.min, names.source.id))
    links = [(a, b) for a, b in _candidates(named) if _same_event(named[a], named[b])]
    position = {source.id: at for at, source in enumerate(sources)}
    groups = [
        sorted((named[at].source for at in group), key=lambda source: position[source.id])
        for group in connected(len(named), links)
    ]
    groups.sort(key=lambda group: position[group[0].id])
    return tuple(_make_story(group) for group in groups)


def connected(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return `0..count-1` in groups that the links connect."""
    root = list(range(count))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for a, b in links:
        a, b = sorted((find(a), find(b)))
        root[b] = a
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(find(at), []).append(at)
    return list(groups.values())


def _names(source: Source, reading: Reading | None, common: Collection[str]) -> Names:
    weights: dict[str, float] = {}
    for mention in reading.mentions if reading else ():
        name = fold_name(mention.text)
        if mention.label not in _LABELS or len(name) < 2 or not any(sign.isalpha() for sign in name):
            continue
        key = name.split()[-1] if mention.label == "PERSON" else name
        weight = _COMMON if name in common or key in common else _FULL if " " in name else _ONE_WORD
        weights[key] = max(weight, weights.get(key, 0.0))
    return Names(source, weights, sum(weights.values()))


def _candidates(named: Sequence[Names]) -> list[tuple[int, int]]:
    """Return the pairs of neighbours in time under one specific name; no more than a fixed number for each source and name."""
    buckets: dict[str, list[int]] = {}
    for at, names in enumerate(named):
        for name, weight in names.weights.items():
            if weight > _COMMON:
                buckets.setdefault(name, []).append(at)
    pairs = {
        (a, b)
        for bucket in buckets.values()
        for at, a in enumerate(bucket)
        for b in bucket[at + 1 : at + 1 + _NEIGHBOURS]
    }
    return sorted(pairs)


def _same_event(left: Names, right: Names) -> bool:
    shared = sum(min(weight, right.weights[name]) for name, weight in left.weights.items() if name in right.weights)
    near = _days_apart(left.source, right.source) <= _SETTLED_DAYS
    asked = 1 if near else 2
    return shared >= asked * _ENOUGH and shared >= asked * _OVERLAP * min(left.total, right.total)


def _days_apart(left: Source, right: Source) -> int:
    """Return the days between two sources; 0 where one is undated."""
    if left.published is None or right.published is None:
        return 0
    return abs((left.published - right.published).days)


def _make_story(members: Sequence[Source]) -> Story:
    ids = tuple(source.id for source in members)
    titled = [source for source in members if source.title]
    first = min(titled, key=lambda source: (source.published or dt.date.max, source.number, source.id), default=None)
    title = first.title if first is not None and first.title else _opening(members[0])
    return Story(id=short_id("y", *sorted(ids)), title=title, source_ids=ids)


def _opening(source: Source) -> str:
    """Return a source's first words in place of a title."""
    words = source.text.split()[:8]
    return " ".join(words) if words else source.id
