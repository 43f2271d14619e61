"""Turn sources into Readings: parse their blocks, and collect what each one claims, names and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from factcheck.catalogue import load_measures
from factcheck.categories import load_events
from factcheck.claims.aliases import extract_aliases
from factcheck.claims.attribution import extract_attributions
from factcheck.claims.blocks import split_blocks
from factcheck.claims.categories import extract_categories
from factcheck.claims.counting import Block, Rules, count_claims
from factcheck.claims.found import Found
from factcheck.claims.quantities import extract_quantities
from factcheck.claims.quotations import extract_quotations
from factcheck.claims.speakers import resolve_speakers
from factcheck.hedges import load_hedges
from factcheck.language import clean, load_pipeline
from factcheck.models import Attribution, Claim, Mention, Quantity, Reading, Source
from factcheck.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["attributions", "quantities", "read_claims", "read_doc"]

BATCH = 64


def _rules(settings: Settings) -> Rules:
    return Rules(load_measures(settings.measures), load_hedges(settings.hedges), load_events())


def read_claims(sources: Sequence[Source], *, settings: Settings | None = None) -> list[Reading]:
    """Return a reading for each source, in order.

    Raises PipelineError or SettingsError where a setting is not usable.
    """
    settings = settings or Settings()
    nlp, rules = load_pipeline(settings.pipeline), _rules(settings)
    return [_read(source, nlp, rules) for source in sources]


def quantities(texts: Iterable[str]) -> list[list[Quantity]]:
    """Return every quantity that each text states, whatever it measures, in text order."""
    kept, hedges = list(texts), load_hedges()
    docs = load_pipeline().pipe([clean(text) for text in kept], batch_size=BATCH)
    return [
        [_quantity(found, text) for found in extract_quantities(doc, hedges)]
        for doc, text in zip(docs, kept, strict=True)
    ]


def _quantity(found: Found, text: str) -> Quantity:
    return found.to_quantity(text[slice(*Block(found.carrier.doc, 0).range_of(found))])


def attributions(texts: Iterable[str]) -> list[list[Attribution]]:
    """Return who is said to have said what in each text, with spans into it."""
    nlp = load_pipeline(None)
    out = []
    for text in texts:
        blocks = split_blocks(text)
        docs = list(nlp.pipe([clean(text[start:end]) for start, end in blocks], batch_size=BATCH))
        out.append(_attributions_of(docs, [start for start, _ in blocks]))
    return out


def _attributions_of(docs: Sequence[Doc], offsets: Sequence[int]) -> list[Attribution]:
    found = [
        each for doc, offset in zip(docs, offsets, strict=True) for each in extract_attributions(doc, offset=offset)
    ]
    return resolve_speakers(found, docs, offsets)


def _read(source: Source, nlp: Language, rules: Rules) -> Reading:
    ranges = split_blocks(source.text, source.set_aside)
    docs = nlp.pipe([clean(source.text[start:end]) for start, end in ranges], batch_size=BATCH)
    blocks = [Block(doc, start) for doc, (start, _) in zip(docs, ranges, strict=True)]
    claims, said = _claims(blocks, source, rules)
    return Reading(
        source_id=source.id,
        claims=claims,
        mentions=tuple(mention for block in blocks for mention in _mentions(block, source.text)),
        aliases=extract_aliases(source.text),
        attributions=tuple(said),
    )


def read_doc(doc: Doc, *, settings: Settings) -> tuple[Claim, ...]:
    """Return the claims of a doc that a pipeline has parsed; their spans are offsets into its text."""
    return _claims([Block(doc, 0)], Source.from_text(doc.text), _rules(settings))[0]


def _claims(blocks: Sequence[Block], source: Source, rules: Rules) -> tuple[tuple[Claim, ...], list[Attribution]]:
    said = _attributions_of([block.doc for block in blocks], [block.offset for block in blocks])
    claims = _unique(claim for block in blocks for claim in _claims_of(block, source, said, rules))
    return tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.measure))), said


def _unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _mentions(block: Block, text: str) -> Iterator[Mention]:
    for ent in block.doc.ents:
        start, end = ent.start_char + block.offset, ent.end_char + block.offset
        yield Mention(text[start:end], ent.label_, start, end)


def _claims_of(block: Block, source: Source, said: Sequence[Attribution], rules: Rules) -> Iterator[Claim]:
    yield from count_claims(block, source, said, rules)
    yield from extract_categories(
        block.doc, offset=block.offset, source_id=source.id, attributions=said, text=source.text
    )
    yield from extract_quotations(
        block.doc, offset=block.offset, source_id=source.id, attributions=said, text=source.text
    )
