"""Pairs of things that belong together → the groups that a chain of such links connects."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["connected"]


def connected(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return `0..count-1` in groups that the links connect."""
    root = list(range(count))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for link in links:
        first, last = sorted(map(find, link))
        root[last] = first
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(find(at), []).append(at)
    return list(groups.values())
