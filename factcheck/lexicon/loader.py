"""Word lists as data: the one loader of the TOML files in `lexicon/en`, one word or phrase a line."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

__all__ = ["expanded", "modals", "pattern_of", "table_of", "word_list", "word_map", "words_in_order"]


@functools.cache
def table_of(name: str) -> dict[str, Any]:
    """Return a file of `lexicon/en` as TOML reads it; KeyError or FileNotFoundError is a slip of ours."""
    text = resources.files("factcheck").joinpath(f"lexicon/en/{name}.toml").read_text("utf8")
    found: dict[str, Any] = expanded(tomllib.loads(text))
    return found


def expanded(data: Any) -> Any:
    """Return what TOML reads with each "@file.key" in a list replaced by that list.

    Raises LookupError where there is no such list.
    """
    if isinstance(data, dict):
        return {key: expanded(value) for key, value in data.items()}
    if isinstance(data, list):
        return [word for each in data for word in _expanded_word(each)]
    return data


def _expanded_word(word: Any) -> Iterator[Any]:
    if isinstance(word, str) and word.startswith("@"):
        name, _, key = word[1:].partition(".")
        try:
            yield from words_in_order(name, key)
        except (KeyError, TypeError, OSError, ValueError) as error:
            raise LookupError(f"no list {word}") from error
    else:
        yield expanded(word)


@functools.cache
def word_list(name: str, key: str) -> frozenset[str]:
    """Return a list of a file as a set; `key` may lead into tables with dots ("modals.future")."""
    return frozenset(words_in_order(name, key))


@functools.cache
def words_in_order(name: str, key: str) -> tuple[str, ...]:
    """Return a list of a file in the order in which it is written."""
    return tuple(_at(name, key))


@functools.cache
def word_map(name: str, key: str) -> Mapping[str, Any]:
    """Return a table of a file that leads from words to what they stand for."""
    return MappingProxyType(dict(_at(name, key)))


def pattern_of(words: Iterable[str]) -> str:
    r"""Return a regular expression for any of the words and phrases, the longest first.

    >>> pattern_of(["by", "as of"])
    '(?:as\\s+of|by)'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"


def modals() -> frozenset[str]:
    """Return every modal: what stands under one has not happened, or not surely."""
    return word_list("common", "modals.future") | word_list("common", "modals.possible")


def _at(name: str, key: str) -> Any:
    found: Any = table_of(name)
    for part in key.split("."):
        found = found[part]
    return found
