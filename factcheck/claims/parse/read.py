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
from factcheck.claims.parse.spacing import Spaced
from factcheck.errors import SourceError, log_cause, walled
from factcheck.language import clean
from factcheck.language.docview import forget_views
from factcheck.models import Source

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["OnFailed", "read_parses"]

Ranges = Callable[[Source], Sequence[tuple[int, int]]]
OnFailed = Callable[[SourceError], None]
Result = TypeVar("Result")

# blocks in one batch of the pipeline, and characters of text whose parses are held together
BATCH, HELD = 128, 100_000


def read_parses(
    sources: Iterable[Source],
    ranges: Ranges,
    read: Callable[[Spaced, list[Block]], Result],
    nlp: Language,
    on_failed: OnFailed | None = None,
) -> Iterator[Result]:
    """Yield what `read` makes of each source's parsed blocks, in order. It must keep neither a doc nor a token.

    `ranges` tells which parts of a source's text are read. A source with which anything goes wrong is left out and
    reported to `on_failed`; without that it raises SourceError. Those parsed beside it are read again without it.
    """
    for group in _groups(sources):
        together = _together(group, ranges, read, nlp)
        if together is not None:
            yield from together
            continue
        for source in group:
            try:
                yield from walled(_name(source), _read_group, [source], ranges, read, nlp)
            except SourceError as error:
                log_cause(error)
                if on_failed is None:
                    raise
                on_failed(error)


def _together(
    group: Sequence[Source], ranges: Ranges, read: Callable[[Spaced, list[Block]], Result], nlp: Language
) -> list[Result] | None:
    """Return what is read in sources that are parsed together; None where one of them fails."""
    try:
        return walled(_name(group[0]), _read_group, group, ranges, read, nlp)
    except SourceError:
        return None


def _name(source: Source) -> str:
    return source.path or source.id


def _groups(sources: Iterable[Source]) -> Iterator[list[Source]]:
    group: list[Source] = []
    held = 0
    for source in sources:
        group.append(source)
        held += len(source.text)
        if held >= HELD:
            yield group
            group, held = [], 0
    if group:
        yield group


def _read_group(
    group: Sequence[Source], ranges: Ranges, read: Callable[[Spaced, list[Block]], Result], nlp: Language
) -> list[Result]:
    with nlp.memory_zone():
        spaced = [Spaced.of(source, ranges(source)) for source in group]
        return [_seen(each, blocks, read) for each, blocks in zip(spaced, _parsed(spaced, nlp), strict=True)]


def _seen(each: Spaced, blocks: list[Block], read: Callable[[Spaced, list[Block]], Result]) -> Result:
    """Return what is read in a source; the views of its docs go with it."""
    try:
        return read(each, blocks)
    finally:
        forget_views()


def _parsed(group: Sequence[Spaced], nlp: Language) -> Iterator[list[Block]]:
    texts = [in_small_letters([clean(each.twin.text[start:end]) for start, end in each.blocks], nlp) for each in group]
    docs = nlp.pipe([text for blocks in texts for text in blocks], batch_size=BATCH)
    for each in group:
        blocks = zip(islice(docs, len(each.blocks)), each.blocks, strict=True)
        yield [Block(doc, start) for doc, (start, _) in blocks]
