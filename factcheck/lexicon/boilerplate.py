"""lexicon/en/boilerplate.toml → the words of the page around a story, folded for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from factcheck.lexicon.loader import table_of

__all__ = ["Boilerplate", "fold", "load_boilerplate", "words_of"]

_QUOTES = str.maketrans(dict.fromkeys("‘’\u201a\u201b\u2032`\u00b4", "'") | dict.fromkeys("“”„\u201f\u2033«»", '"'))
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Boilerplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists of the data file; each is explained there."""

    whole: frozenset[str]
    start: tuple[str, ...]
    anywhere: tuple[str, ...]
    list_heading: frozenset[str]
    picture_start: tuple[str, ...]
    picture_credit: frozenset[str]
    masthead: frozenset[str]
    section: frozenset[str]
    date_label: tuple[str, ...]
    update_label: tuple[str, ...]


@lru_cache(maxsize=1)
def load_boilerplate() -> Boilerplate:
    """Return the shipped word lists."""
    data = table_of("boilerplate")
    return msgspec.convert(data, Boilerplate)


def fold(text: str) -> str:
    """Return a line as it is compared: lower case, straight quotes, single spaces, no punctuation at the ends.

    >>> fold("  Read More… ")
    'read more'
    """
    return " ".join(text.translate(_QUOTES).casefold().split()).strip(" .,:;!?…>»\u203a→-–—•·*#|+_\"'[](){}")


def words_of(text: str) -> list[str]:
    """Return the words of a line.

    >>> words_of("Kazakhstan's state-run TV, 2022")
    ["Kazakhstan's", 'state-run', 'TV', '2022']
    """
    return _WORD.findall(text)
