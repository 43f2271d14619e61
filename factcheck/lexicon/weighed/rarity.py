"""A word → how rare it is in English, from wordfreq's fixed list, so that a further source changes nothing.

Speer, R. (2022), rspeer/wordfreq v3.0, https://doi.org/10.5281/zenodo.7199437; on the Zipf scale "the" has 7.7, a word
of one in a billion 0.
"""

from __future__ import annotations

import functools

__all__ = ["rarity", "rarity_below"]

_COMMON = 7.0  # on the Zipf scale; from here on a word tells nothing
_RAREST = 1.5  # below it the list is thin, and a word may be a slip
_STEPS = 4.0  # a word so many steps below another is ten thousand times rarer


@functools.lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how rare a word is, from 0 (as "the") to 1 (about one in thirty million words, or unknown).

    >>> rarity("the") < rarity("killed") < rarity("epicenter") <= 1
    True
    """
    return max(0.0, (_COMMON - _zipf(word)) / (_COMMON - _RAREST))


def rarity_below(word: str, common: float) -> float:
    """Return how rare a word is, from 0 (as common as `common` on the Zipf scale) to 1 (four steps rarer, or unknown).

    >>> rarity_below("people", 6.0) < rarity_below("ferry", 6.0) < rarity_below("epicenter", 6.0) <= 1
    True
    """
    return min(1.0, max(0.0, (common - _zipf(word)) / _STEPS))


@functools.lru_cache(maxsize=200_000)
def _zipf(word: str) -> float:
    from wordfreq import zipf_frequency

    return max(zipf_frequency(word, "en", wordlist="small"), _RAREST)
