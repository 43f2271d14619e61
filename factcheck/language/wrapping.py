"""Ask of a text's lines whether they were wrapped at a fixed width, and whether one goes on in the next."""

from __future__ import annotations

import re

__all__ = ["goes_on", "wrap_width"]

_BLANK = re.compile(r"\n\s*\n")
_WORD, _INDENT = re.compile(r"\S+"), re.compile(r"[ \t\xa0]*")
WRAP_LEAST, WRAP_MOST = 50, 120


def wrap_width(text: str) -> int:
    """Return the width at which a text's lines were wrapped, 0 where they were not.

    They were where three lines come near the longest, or all lines of a paragraph of three or more but its last. A
    word alone, such as an address, may be longer.
    """
    widest = max((len(line) for line in text.splitlines() if " " in line.strip()), default=0)
    if not WRAP_LEAST <= widest <= WRAP_MOST:
        return 0
    near = sum(_is_near(line, widest) for line in text.splitlines())
    return widest if near > 2 or (near == 2 and any(_is_filled(part, widest) for part in _BLANK.split(text))) else 0


def _is_near(line: str, width: int) -> bool:
    return len(line) > width * 0.85


def _is_filled(paragraph: str, width: int) -> bool:
    lines = paragraph.splitlines()
    return len(lines) > 2 and all(_is_near(line, width) for line in lines[:-1])


def goes_on(text: str, end: int, start: int, width: int) -> bool:
    """Whether the line that ends at `end` goes on in the one that starts at `start`.

    The next one's first word had no room in it, or starts small in mid-sentence.
    """
    if text[end:start] not in {"\n", "\r\n"}:
        return False
    previous = text[text.rfind("\n", 0, end) + 1 : end]
    indent, first = _INDENT.match(text, start), _INDENT.match(previous)
    word = None if indent is None else _WORD.match(text, indent.end())
    if indent is None or word is None or (first is not None and len(indent[0]) > len(first[0])):
        return False  # a line that is set in further than the last begins a paragraph
    if width and len(previous) + 1 + len(word[0]) > width:
        return True
    return word[0][0].islower() and previous.rstrip()[-1:].isalnum() and len(previous) >= WRAP_LEAST
