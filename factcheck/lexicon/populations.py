"""Parts of the people, and the one name under which reports are compared (lexicon/en/populations.toml)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from factcheck.lexicon.loader import table_of
from factcheck.models import ATTACKER

__all__ = ["Words", "load_populations"]


class Words(msgspec.Struct, frozen=True):
    """The lists of populations.toml; `same` leads from a word to the name it is compared under."""

    same: Mapping[str, str]
    attackers: frozenset[str]
    suspects: frozenset[str]
    members: frozenset[str]
    nationals: frozenset[str]
    outsiders: frozenset[str]
    adverbs: Mapping[str, str]
    whole: Mapping[str, str]
    unnamed: frozenset[str]


@functools.cache
def load_populations() -> Words:
    """Return the shipped lists."""
    data = table_of("populations")
    same = {word: name for name, words in data["same"].items() for word in words}
    same.update(dict.fromkeys(data["people"]["attackers"], ATTACKER))
    same.pop(ATTACKER)
    lists = {key: frozenset(words) for key, words in data["people"].items()}
    places = data["places"]
    return Words(
        same=MappingProxyType(same),
        **lists,
        adverbs=MappingProxyType(places["adverbs"]),
        whole=MappingProxyType(places["whole"]),
        unnamed=frozenset(places["unnamed"]),
    )
