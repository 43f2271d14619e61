"""Readings → stories: sources that tell the same are reports on the same event, dated or not.

What two sources have in common rests on their own words alone, so that one more source never changes it. Sources are
looked at together only where something that tells much of both brings them together, and under each such thing a source
only with its neighbours: near-linear.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from factcheck.ids import short_id
from factcheck.lexicon.comparing import Words
from factcheck.models import Reading, Source, Story
from factcheck.stories.events.linkage import gather
from factcheck.stories.events.traits import Traits, likeness, traits_of

__all__ = ["group_stories"]

_ENOUGH = 0.15  # how alike the sources of one story are on average
_UNLIKE = 0.02  # how alike the reports on two events are at most, for a round-up of both to show
_WEIGHTIEST = 20  # of what a source tells, by which others are found
_NEIGHBOURS = 24


def group_stories(
    sources: Sequence[Source], readings: Sequence[Reading], *, words: Words | None = None
) -> tuple[Story, ...]:
    """Return the stories, each source in exactly one, in the order of their first source.

    A source that is like no other is a story of its own, and so is a round-up of several events. The order of the
    sources changes nothing but the order of the stories.
    """
    lists = words or Words()
    mentions = {reading.source_id: reading.mentions for reading in readings}
    ordered = sorted(sources, key=lambda source: (source.published or dt.date.min, source.id))
    traits = [traits_of(source, mentions.get(source.id, ()), lists) for source in ordered]

    @functools.cache
    def alike(a: int, b: int) -> float:
        return likeness(traits[a], traits[b])

    links = {pair: alike(*pair) for pair in _candidates(traits)}
    alone = _round_ups(traits, links, alike)
    links = {pair: value for pair, value in links.items() if alone.isdisjoint(pair)}
    place = {source.id: at for at, source in enumerate(sources)}
    groups = [
        sorted((ordered[at] for at in group), key=lambda source: place[source.id])
        for group in gather(len(ordered), links, alike, _ENOUGH)
    ]
    groups.sort(key=lambda group: place[group[0].id])
    return tuple(_make_story(group) for group in groups)


def _candidates(traits: Sequence[Traits]) -> list[tuple[int, int]]:
    """Return the pairs that share something weighty, for each source no more than a fixed number under each such thing.

    Neighbours are close in time, and where none is told next to each other by id.
    """
    buckets: dict[str, list[int]] = {}
    for at, each in enumerate(traits):
        for key in each.weightiest(_WEIGHTIEST):
            buckets.setdefault(key, []).append(at)
    pairs = {
        (min(a, b), max(a, b))
        for bucket in buckets.values()
        for start, a in enumerate(bucket)
        for b in bucket[start + 1 : start + 1 + _NEIGHBOURS]
    }
    return sorted(pairs)


def _round_ups(
    traits: Sequence[Traits], links: Mapping[tuple[int, int], float], alike: Callable[[int, int], float]
) -> frozenset[int]:
    """Return the sources that tell several events: their paragraphs are scattered, and others like them unlike."""
    near: dict[int, list[tuple[float, int]]] = {at: [] for at, each in enumerate(traits) if each.scattered}
    for pair, value in links.items():
        for one, other in (pair, pair[::-1]):
            if one in near and value >= _ENOUGH:
                near[one].append((-value, other))
    found = {at: sorted(other for _, other in sorted(others)[:_NEIGHBOURS]) for at, others in near.items()}
    return frozenset(
        at for at, others in found.items() if any(alike(*pair) < _UNLIKE for pair in combinations(others, 2))
    )


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
