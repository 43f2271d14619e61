"""Items → the English of a list."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["listed"]


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"; "" for nothing.

    >>> listed(["1", "2", "3"])
    '1, 2 and 3'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
