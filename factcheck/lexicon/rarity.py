"""A word → how rare it is in English, from wordfreq's fixed list, so that a further source changes nothing.

Speer, R. (2022), rspeer/wordfreq v3.0, https://doi.org/10.5281/zenodo.7199437; on the Zipf scale "the" has 7.7, a word
of one in a billion 0.
"""

from __future__ import annotations

import functools

__all__ = ["rarity"]

_COMMON = 7.0  # on the Zipf scale; from here on a word tells nothing
_RAREST = 1.5  # below it the list is thin, and a word may be a slip


@functools.lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how rare a word is, from 0 (as "the") to 1 (about one in thirty million words, or unknown).

    >>> rarity("the") < rarity("killed") < rarity("epicenter") <= 1
    True
    """
    from wordfreq import zipf_frequency

    zipf = max(zipf_frequency(word, "en", wordlist="small"), _RAREST)
    return max(0.0, (_COMMON - zipf) / (_COMMON - _RAREST))
