"""Tell nouns for people from others, and the whole of them from a part."""

from __future__ import annotations

import functools

import msgspec

from factcheck.lexicon.loader import table_of

__all__ = ["is_one", "is_people", "is_thing", "is_whole"]


class _File(msgspec.Struct):
    whole: frozenset[str]
    endings: list[str]
    nouns: frozenset[str]
    not_people: frozenset[str]
    never_one: frozenset[str] = frozenset()


@functools.cache
def _file() -> _File:
    return msgspec.convert(table_of("people"), _File)


@functools.lru_cache(maxsize=20_000)
def is_people(noun: str) -> bool:
    """Return whether a noun's lemma names people."""
    words = _file()
    if noun in words.whole or noun in words.nouns:
        return True
    return noun not in words.not_people and noun.endswith(tuple(words.endings)) and len(noun) > 3


def is_thing(noun: str) -> bool:
    """Return whether a noun's lemma is known to name things or animals."""
    return noun in _file().not_people


def is_one(noun: str) -> bool:
    """Return whether a noun's lemma in the singular is one person: "a teacher", not "a family" or "an injury"."""
    return noun not in _file().never_one and is_people(noun)


def is_whole(noun: str | None) -> bool:
    """Return whether a count of this noun is of all the people concerned."""
    return noun is None or noun in _file().whole
