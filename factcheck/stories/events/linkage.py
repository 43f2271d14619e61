"""Links between things → groups, by average linkage: the two groups most alike are joined first, until none are enough.

Sokal and Michener 1958 (UPGMA), over the pairs that are linked at all, with a heap whose values are brought up to date
where they come to its top. The likeness of two groups is asked for, never taken to be nothing; of large groups some
members stand for all.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence

__all__ = ["gather"]

_SLIGHT = 0.4  # of what is enough; what lies below is no link
_SPEAKERS = 6  # members of a large group that stand for all


def gather(
    count: int, links: Mapping[tuple[int, int], float], alike: Callable[[int, int], float], enough: float
) -> list[list[int]]:
    """Return `0..count-1` in groups whose members are on average as much alike as `enough`.

    `links` are the pairs looked at, each the smaller first; `alike` tells the likeness of any pair.
    """
    members = {at: [at] for at in range(count)}
    linked: dict[int, set[int]] = {at: set() for at in range(count)}
    heap: list[tuple[float, int, int, int]] = []
    for (a, b), value in links.items():
        if value >= _SLIGHT * enough:
            linked[a].add(b)
            linked[b].add(a)
            heap.append((-value, a, b, 2))
    heapq.heapify(heap)
    while heap and -heap[0][0] >= enough:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        now = len(members[a]) + len(members[b])
        if size != now:  # one of them has grown
            heapq.heappush(heap, (-_average(members[a], members[b], alike), a, b, now))
            continue
        if len(linked[a]) < len(linked[b]):
            a, b = b, a
        members[a] = sorted(members[a] + members.pop(b))
        linked[a].discard(b)
        for other in sorted(linked.pop(b) - {a}):
            linked[other].discard(b)
            linked[other].add(a)
            linked[a].add(other)
            value = _average(members[a], members[other], alike)
            heapq.heappush(heap, (-value, min(a, other), max(a, other), len(members[a]) + len(members[other])))
    return list(members.values())


def _average(left: Sequence[int], right: Sequence[int], alike: Callable[[int, int], float]) -> float:
    pairs = [(a, b) for a in _speakers(left) for b in _speakers(right)]
    return sum(alike(min(pair), max(pair)) for pair in pairs) / len(pairs)


def _speakers(group: Sequence[int]) -> Sequence[int]:
    """Return a group, or some of it at even steps."""
    if len(group) <= _SPEAKERS:
        return group
    return [group[at * len(group) // _SPEAKERS] for at in range(_SPEAKERS)]
