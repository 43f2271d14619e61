"""The words that tell a number as planned, feared, supposed or denied (lexicon/en/status.toml)."""

from __future__ import annotations

import functools

import msgspec

from factcheck.lexicon.loader import table_of

__all__ = ["Standing", "load_standing"]


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of status.toml."""

    coming: frozenset[str]
    possible: frozenset[str]
    planning: frozenset[str]
    offering: frozenset[str]
    attempting: frozenset[str]
    allowing: frozenset[str]
    fearing: frozenset[str]
    fears: frozenset[str]
    supposing: frozenset[str]
    doubtful: frozenset[str]
    doubtfully: frozenset[str]
    suspicions: frozenset[str]
    denying: frozenset[str]
    rejecting: frozenset[str]
    sayings: frozenset[str]
    untrue: frozenset[str]
    conditions: frozenset[str]
    imagined: frozenset[str]
    imagining: frozenset[str]
    rates: frozenset[str]
    periods: frozenset[str]
    yearly: frozenset[str]


@functools.cache
def load_standing() -> Standing:
    """Return the shipped lists."""
    return msgspec.convert(table_of("status"), Standing)
