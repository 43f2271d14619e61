"""Ask the lexicon what the words around a number make of it: a name, a street, a kind of thing, a spread, a change."""

from __future__ import annotations

import functools

import msgspec

from factcheck.lexicon.loader import table_of

__all__ = ["Labels", "load_labels"]


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The word lists of lexicon/en/labels.toml; what each is for stands there."""

    numbered: frozenset[str]
    numbered_small: frozenset[str]
    emergency: frozenset[str]
    dialled: frozenset[str]
    dialling: frozenset[str]
    streets: frozenset[str]
    kinds: frozenset[str]
    lifespans: frozenset[str]
    aging: frozenset[str]
    spread: frozenset[str]
    change: frozenset[str]
    level_up: frozenset[str]
    before_years: frozenset[str]
    amounts: frozenset[str]
    margins: frozenset[str]
    results: frozenset[str]
    guns: frozenset[str]
    telling: frozenset[str]
    told: frozenset[str]


@functools.cache
def load_labels() -> Labels:
    """Return the shipped word lists."""
    return msgspec.convert(table_of("labels"), Labels)
