"""A source's text and the places cited in it → the paragraphs that hold them, as the print shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from factcheck.models import Claim

__all__ = ["Passage", "cut_passages"]

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*")
_LONGEST = 1500


class Passage(msgspec.Struct, frozen=True):
    """A part of a source's text: offsets, and whether text was left out before it, and after it in its paragraph."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def cut_passages(text: str, claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """Return the paragraphs that hold the claims, each once; of a long one only the sentences around them.

    Claims whose span lies outside the text are passed over.
    """
    sentences = sorted(
        (min(claim.sentence.start, claim.span.start), max(claim.sentence.end, claim.span.end))
        for claim in claims
        if 0 <= claim.span.start < claim.span.end <= len(text)
    )
    return tuple(_passages(text, sentences))


def _passages(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    end = 0
    for match in _PARAGRAPH.finditer(text):
        held = [(start, end) for start, end in sentences if start < match.end() and end > match.start()]
        if not held:
            continue
        first, last = max(match.start(), held[0][0]), min(match.end(), max(end for _, end in held))
        if match.end() - match.start() <= _LONGEST:
            first, last = match.span()
        yield Passage(first, last, bool(text[end:first].strip()), last < match.end())
        end = match.end()
