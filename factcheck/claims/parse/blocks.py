"""Turn a source's text into the blocks that are parsed one by one: its paragraphs, less what is set aside.

A block never crosses a paragraph's end, so nothing read in it can. Lines that were wrapped at a fixed width are one
block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.language.wrapping import goes_on, wrap_width
from factcheck.models import SetAside

__all__ = ["split_blocks"]

# a parse of more text than this at once is slow and no paragraph of news is as long
LONGEST = 20_000
# characters and numbers of the longest sentence; news knows none of 900 characters or 30 numbers
LONGEST_SENTENCE, MOST_NUMBERS = 1_000, 40
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)")
_WORD = re.compile(rf"\S{{1,{LONGEST_SENTENCE}}}")
_NUMBER = re.compile(r"\d+")


def split_blocks(text: str, set_aside: Sequence[SetAside] = ()) -> list[tuple[int, int]]:
    r"""Return the `[start, end)` ranges of the text's blocks, in order, none empty.

    >>> split_blocks("Title\n\nFirst line.\nSecond line.")
    [(0, 5), (7, 18), (19, 31)]
    """
    width = wrap_width(text)
    blocks = [block for start, end in _outside(len(text), set_aside) for block in _paragraphs(text, start, end, width)]
    return [piece for block in blocks for piece in _cut(text, *block)]


def _outside(length: int, set_aside: Sequence[SetAside]) -> Iterator[tuple[int, int]]:
    at = 0
    for part in sorted(set_aside, key=lambda part: part.start):
        if part.start > at:
            yield at, part.start
        at = max(at, part.end)
    if at < length:
        yield at, length


def _paragraphs(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield runs of lines: a line that its next one's first word would have overfilled goes on in it."""
    opened: tuple[int, int] | None = None
    for match in re.finditer(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", text[start:end]):
        first, last = start + match.start(), start + match.end()
        line = text[first:last]
        if not line.strip():
            continue
        if opened is not None and goes_on(text, opened[1], first, width):
            opened = (opened[0], last)
            continue
        if opened is not None:
            yield _stripped(text, *opened)
        opened = (first, last)
    if opened is not None:
        yield _stripped(text, *opened)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    block = text[start:end]
    return start + len(block) - len(block.lstrip()), start + len(block.rstrip())


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block that is too long to parse at once between sentences, and what is no sentence wherever it must be.

    A stretch without an end of a sentence that is full of numbers is a table's row, and is left out. Spaces in a row
    count for one, so that a text is cut alike however it is spaced.
    """
    at, held = start, 0
    for first, last in _stretches(text, start, end):
        length = len(" ".join(text[first:last].split()))
        long, row = length > LONGEST_SENTENCE, _is_row(text, first, last)
        if first > at and (long or row or held + length > LONGEST):
            yield _stripped(text, at, first)
            at, held = first, 0
        if long:
            pieces = list(_pieces(text, first, last))
            yield from [] if any(_is_row(text, *piece) for piece in pieces) else pieces
        if long or row:
            at = last
        else:
            held += length + 1
    if text[at:end].strip():
        yield _stripped(text, at, end)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between the ends of sentences, the spaces before it included."""
    at = start
    for mark in _END.finditer(text, start, end):
        yield at, mark.end()
        at = mark.end()
    if text[at:end].strip():
        yield at, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what has no end of a sentence at its spaces, where it has some."""
    first, last, length = start, start, 0
    for word in _WORD.finditer(text, start, end):
        if length and length + 1 + len(word[0]) > LONGEST_SENTENCE:
            yield first, last
            length = 0
        first, last = word.start() if not length else first, word.end()
        length += len(word[0]) + 1
    if length:
        yield first, last


def _is_row(text: str, start: int, end: int) -> bool:
    return len(_NUMBER.findall(text, start, end)) > MOST_NUMBERS
