"""Two lines of a paragraph → one: a word that was broken between them is whole again."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["joined"]

_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_RARE, _COMMON = 1.5, 3.0  # how often a word occurs, by the powers of ten in which wordfreq tells it


def joined(text: str, line: str) -> tuple[str, int]:
    """Return a text with its next line, and where that begins in it.

    A hyphen at the end stays where the word has one of its own: before a capital or a number, and where only its two
    halves are words.

    >>> joined("the mor-", "ning after"), joined("twenty-", "three men"), joined("of the Anglo-", "Irish war")
    (('the morning after', 7), ('twenty-three men', 7), ('of the Anglo-Irish war', 13))
    """
    broken, rest = _BROKEN.search(text), _GOES_ON.match(line)
    if text.endswith(("-", "\u2010")) and broken is None:
        return f"{text}{line}" if text[-2:-1].isalnum() else f"{text} {line}", len(text)
    if broken is None:
        return f"{text} {line}", len(text) + 1
    if rest is None or not rest[0][0].islower() or _has_own_hyphen(broken[1].casefold(), rest[0].casefold()):
        return f"{text[:-1]}-{line}", len(text)
    return f"{text[:-1]}{line}", len(text) - 1


@cache
def _has_own_hyphen(first: str, second: str) -> bool:
    from wordfreq import zipf_frequency

    if zipf_frequency(first + second, "en") >= _RARE:
        return False
    return min(zipf_frequency(first, "en"), zipf_frequency(second, "en")) >= _COMMON
