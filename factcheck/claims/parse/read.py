"""Texts become parsed blocks, several sources at a time, and no parse is held longer than what reads it.

The blocks of several short sources fill one batch of the pipeline. The strings and words that the pipeline has met are
freed with the parses, so that memory does not grow with the number of sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from factcheck.claims.parse.capitals import in_small_letters
from factcheck.claims.parse.parsed import Block
from factcheck.language import clean
from factcheck.models import Source

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Part", "read_parses"]

# a source and the ranges of its text that are read
Part = tuple[Source, Sequence[tuple[int, int]]]
Result = TypeVar("Result")

# blocks in one batch of the pipeline, and characters of text whose parses are held together
BATCH, HELD = 128, 100_000


def read_parses(
    parts: Iterable[Part], read: Callable[[Source, list[Block]], Result], nlp: Language
) -> Iterator[Result]:
    """Yield what `read` makes of each source's parsed blocks, in order. It must keep neither a doc nor a token."""
    for group in _groups(parts):
        with nlp.memory_zone():
            results = [read(source, blocks) for source, blocks in _parsed(group, nlp)]
        yield from results


def _groups(parts: Iterable[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    held = 0
    for part in parts:
        group.append(part)
        held += len(part[0].text)
        if held >= HELD:
            yield group
            group, held = [], 0
    if group:
        yield group


def _parsed(group: Sequence[Part], nlp: Language) -> Iterator[tuple[Source, list[Block]]]:
    texts = [
        in_small_letters([clean(source.text[start:end]) for start, end in ranges], nlp) for source, ranges in group
    ]
    docs = nlp.pipe([text for blocks in texts for text in blocks], batch_size=BATCH)
    for source, ranges in group:
        yield source, [Block(doc, start) for doc, (start, _) in zip(islice(docs, len(ranges)), ranges, strict=True)]
