"""Word lists as data: the one loader of the TOML files in `lexicon/en`, one word or phrase a line."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

__all__ = ["table_of", "word_list"]


@functools.cache
def table_of(name: str) -> dict[str, Any]:
    """Return a file of `lexicon/en` as TOML reads it; KeyError or FileNotFoundError is a slip of ours."""
    text = resources.files("factcheck").joinpath(f"lexicon/en/{name}.toml").read_text("utf8")
    return tomllib.loads(text)


@functools.cache
def word_list(name: str, key: str) -> frozenset[str]:
    """Return a list of a file; `key` may lead into tables with dots ("attackers.nouns")."""
    found: Any = table_of(name)
    for part in key.split("."):
        found = found[part]
    return frozenset(found)
