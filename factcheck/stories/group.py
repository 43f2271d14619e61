"""Readings → stories: sources that share enough names report on the same event.

What two sources have in common rests on their own words alone, so that one more source never changes it. Sources are
compared only where a name brings them together, and each only with its neighbours in time under that name: near-linear.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from factcheck.ids import short_id
from factcheck.lexicon.comparing import Words
from factcheck.models import Reading, Source, Story
from factcheck.stories.names import lead_words, name_words

__all__ = ["group_stories"]

_ENOUGH = 2  # names in common
_OVERLAP = 0.15  # of the names of the source that has fewer
# days apart, and how many times as much is asked for
_DISTANCES = ((3, 1.0), (14, 1.3))
_FAR = 1.7
_ALIKE = 0.5  # times as much is asked of two reports that open alike
_LEAD_OVERLAP = 0.14  # of the words that the shorter one opens with
_NEIGHBOURS = 24
_ENOUGH_LINKS = 6


class Named(msgspec.Struct, frozen=True):
    """A source with the words that name something in it, and those that it opens with."""

    source: Source
    names: frozenset[str]
    lead: frozenset[str]


def group_stories(
    sources: Sequence[Source], readings: Sequence[Reading], *, words: Words | None = None
) -> tuple[Story, ...]:
    """Return the stories, each source in exactly one, in the order of their first source.

    Sources without a name in common with another are stories of their own. The order of the sources changes nothing but
    the order of the stories.
    """
    lists = words or Words()
    mentions = {reading.source_id: reading.mentions for reading in readings}
    named = [
        Named(source, name_words(source, mentions.get(source.id, ()), lists), lead_words(source, lists))
        for source in sources
    ]
    named.sort(key=lambda each: (each.source.published or dt.date.min, each.source.id))
    links = {pair: likeness for pair in _candidates(named) if (likeness := _likeness(named[pair[0]], named[pair[1]]))}
    place = {source.id: at for at, source in enumerate(sources)}
    groups = [
        sorted((named[at].source for at in group), key=lambda source: place[source.id])
        for group in _gather(len(named), links)
    ]
    groups.sort(key=lambda group: place[group[0].id])
    return tuple(_make_story(group) for group in groups)


def _candidates(named: Sequence[Named]) -> list[tuple[int, int]]:
    """Return the pairs of neighbours in time under one name; no more than a fixed number for each source and name."""
    buckets: dict[str, list[int]] = {}
    for at, each in enumerate(named):
        for name in each.names:
            buckets.setdefault(name, []).append(at)
    pairs = {
        (a, b)
        for bucket in buckets.values()
        for start, a in enumerate(bucket)
        for b in bucket[start + 1 : start + 1 + _NEIGHBOURS]
    }
    return sorted(pairs)


def _likeness(left: Named, right: Named) -> float:
    """Return the share of names in common where it is enough for one event, else 0.

    One name is enough for two reports of the same days that open alike.
    """
    shared = len(left.names & right.names)
    fewer = min(len(left.names), len(right.names))
    times = _times(left.source, right.source)
    if times <= 1 and _opening_alike(left, right):
        times = _ALIKE
    enough = shared >= times * _ENOUGH and shared >= times * _OVERLAP * fewer
    return shared / (fewer * times) if enough else 0.0


def _opening_alike(left: Named, right: Named) -> bool:
    fewer = min(len(left.lead), len(right.lead))
    return len(left.lead & right.lead) >= _LEAD_OVERLAP * fewer > 0


def _gather(count: int, links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Return `0..count-1` in groups, joined from the strongest link to the weakest.

    Two groups are joined where a third of their members' pairs are linked, or enough of them: a single chance link does
    not make one story of two.
    """
    group_of = list(range(count))
    members = {at: [at] for at in range(count)}
    between: dict[int, Counter[int]] = {at: Counter() for at in range(count)}
    for a, b in links:
        between[a][b] += 1
        between[b][a] += 1
    for a, b in sorted(links, key=lambda pair: (-links[pair], pair)):
        left, right = group_of[a], group_of[b]
        pairs = len(members[left]) * len(members[right])
        if left == right or between[left][right] < min(_ENOUGH_LINKS, -(-pairs // 3)):
            continue
        if len(members[left]) < len(members[right]):
            left, right = right, left
        members[left] += members.pop(right)
        for at in members[left]:
            group_of[at] = left
        for other, linked in between.pop(right).items():
            if other in between and other != left:
                between[left][other] += linked
                between[other][left] += linked
                del between[other][right]
        del between[left][right]
    return list(members.values())


def _times(left: Source, right: Source) -> float:
    """Return how many times as much two sources must share for their distance in time; once where one is undated."""
    if left.published is None or right.published is None:
        return 1.0
    days = abs((left.published - right.published).days)
    return next((times for limit, times in _DISTANCES if days <= limit), _FAR)


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
