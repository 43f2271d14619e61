"""The word lists that comparing asks about, as one value that is passed down.

`stories` and `conflicts` read no files: `factcheck.checker` passes them what `load_words` makes of `en/comparing.toml`.
With the empty default the comparisons rest on structure alone.
"""

from __future__ import annotations

from functools import cache

import msgspec

from factcheck.lexicon.loader import table_of

__all__ = ["Words", "load_words"]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lower-case words and phrases; the TOML file says what each list is for."""

    function_words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    anyone: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    overlapping: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    common_names: frozenset[str] = frozenset()


@cache
def load_words() -> Words:
    """Return the word lists of the comparison, as shipped."""
    return msgspec.convert(table_of("comparing"), Words)
