"""Ask of a text's lines whether they were wrapped at a fixed width, and whether one goes on in the next."""

from __future__ import annotations

import re

__all__ = ["goes_on", "wrap_width"]

_WORD = re.compile(r"\S+")
WRAP_LEAST, WRAP_MOST = 50, 120


def wrap_width(text: str) -> int:
    """Return the width at which a text's lines were wrapped, 0 where they were not: several lines come near it."""
    lengths = sorted((len(line) for line in text.splitlines()), reverse=True)
    near = [length for length in lengths if lengths and length > lengths[0] * 0.85]
    return lengths[0] if len(near) > 2 and WRAP_LEAST <= lengths[0] <= WRAP_MOST else 0


def goes_on(text: str, end: int, start: int, width: int) -> bool:
    """Whether the line that ends at `end` goes on in the one that starts at `start`.

    The next one's first word had no room in it, or starts small in mid-sentence.
    """
    if text[end:start] != "\n":
        return False
    previous = text[text.rfind("\n", 0, end) + 1 : end]
    word = _WORD.match(text, start)
    if word is None:
        return False
    if width and len(previous) + 1 + len(word[0]) > width:
        return True
    return text[start].islower() and previous.rstrip()[-1:].isalnum() and len(previous) >= WRAP_LEAST
