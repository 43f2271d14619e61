"""The block of a parsed text that every room reads."""

from __future__ import annotations

from typing import Protocol

import msgspec
from spacy.tokens import Doc

__all__ = ["Block"]


class Stretch(Protocol):
    """What stands in a doc from token `start` to before token `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Block(msgspec.Struct, frozen=True):
    """A parsed block and where it begins in the source's text."""

    doc: Doc
    offset: int

    def range_of(self, found: Stretch) -> tuple[int, int]:
        """Return the characters of a stretch, as offsets into the source's text."""
        first, last = self.doc[found.start], self.doc[found.end - 1]
        return first.idx + self.offset, last.idx + len(last) + self.offset
