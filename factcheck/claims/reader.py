"""Turn sources into Readings: parse their blocks, and collect what each one claims, names and quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Doc, Token

from factcheck.catalogue import Catalogue, Measure, load_measures
from factcheck.categories import Events, load_events
from factcheck.claims.aliases import extract_aliases
from factcheck.claims.attribution import extract_attributions
from factcheck.claims.blocks import split_blocks
from factcheck.claims.categories import extract_categories
from factcheck.claims.dimensions import about_of, assign_dimension
from factcheck.claims.found import Found
from factcheck.claims.measures import Assigned, assign_measure
from factcheck.claims.quantities import extract_quantities
from factcheck.claims.quotations import attribution_at, extract_quotations
from factcheck.claims.scope import scope_of, status_of
from factcheck.claims.speakers import resolve_speakers
from factcheck.claims.stretches import event_of
from factcheck.claims.sums import coordinated, named_members, sum_of
from factcheck.hedges import HedgeTable, load_hedges
from factcheck.language import clean, load_pipeline
from factcheck.language.grammar import phrase_of
from factcheck.models import Attribution, Claim, Interval, Mention, Quantity, Reading, Scope, Source, Span
from factcheck.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["attributions", "quantities", "read_claims"]

BATCH = 64


class _Tools(msgspec.Struct, frozen=True):
    nlp: Language
    catalogue: Catalogue
    hedges: HedgeTable
    events: Events


class _Counted(msgspec.Struct, frozen=True):
    """A quantity that became a claim, with the tokens that sums are made from."""

    found: Found
    assigned: Assigned
    claim: Claim


def _tools(settings: Settings) -> _Tools:
    return _Tools(load_pipeline(settings.pipeline), load_measures(settings.measures), load_hedges(settings.hedges), load_events())


def read_claims(sources: Sequence[Source], *, settings: Settings | None = None) -> list[Reading]:
    """Return a reading for each source, in order. Raises PipelineError or SettingsError where a setting is not usable."""
    tools = _tools(settings or Settings())
    return [_read(source, tools) for source in sources]


def quantities(texts: Iterable[str]) -> list[list[Quantity]]:
    """Return every quantity that each text states, whatever it measures, in text order."""
    tools = _tools(Settings())
    kept = list(texts)
    docs = tools.nlp.pipe([clean(text) for text in kept], batch_size=BATCH)
    return [[_quantity(found, text) for found in extract_quantities(doc, tools.hedges)] for doc, text in zip(docs, kept, strict=True)]


def _quantity(found: Found, text: str) -> Quantity:
    return found.to_quantity(text[slice(*_chars(found, _Block(found.carrier.doc, 0)))])


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
    found = [each for doc, offset in zip(docs, offsets, strict=True) for each in extract_attributions(doc, offset=offset)]
    return resolve_speakers(found, docs, offsets)


class _Block(msgspec.Struct, frozen=True):
    """A parsed block and where it begins in the source's text."""

    doc: Doc
    offset: int


def _read(source: Source, tools: _Tools) -> Reading:
    ranges = split_blocks(source.text, source.set_aside)
    docs = tools.nlp.pipe([clean(source.text[start:end]) for start, end in ranges], batch_size=BATCH)
    blocks = [_Block(doc, start) for doc, (start, _) in zip(docs, ranges, strict=True)]
    said = _attributions_of([block.doc for block in blocks], [block.offset for block in blocks])
    claims = [claim for block in blocks for claim in _claims_of(block, source, said, tools)]
    return Reading(
        source_id=source.id,
        claims=tuple(sorted(_unique(claims), key=lambda claim: (claim.span.start, claim.span.end, claim.measure))),
        mentions=tuple(mention for block in blocks for mention in _mentions(block, source.text)),
        aliases=extract_aliases(source.text),
        attributions=tuple(said),
    )


def _unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def _mentions(block: _Block, text: str) -> Iterator[Mention]:
    for ent in block.doc.ents:
        start, end = ent.start_char + block.offset, ent.end_char + block.offset
        yield Mention(text[start:end], ent.label_, start, end)


def _claims_of(block: _Block, source: Source, said: Sequence[Attribution], tools: _Tools) -> Iterator[Claim]:
    counted = [each for found in extract_quantities(block.doc, tools.hedges) if (each := _count(found, block, source, said, tools)) is not None]
    derived = [claim for inside in _by_sentence(counted) for claim in _sums(inside, block, source)]
    parts = {part for claim in derived for part in claim.derived_from}
    yield from (_as_part(each.claim) if each.claim.id in parts else each.claim for each in counted)
    yield from derived
    yield from extract_categories(block.doc, offset=block.offset, source_id=source.id, attributions=said, text=source.text)
    yield from extract_quotations(block.doc, offset=block.offset, source_id=source.id, attributions=said, text=source.text)


def _by_sentence(counted: Sequence[_Counted]) -> list[list[_Counted]]:
    groups: dict[int, list[_Counted]] = {}
    for each in counted:
        groups.setdefault(each.claim.sentence.start, []).append(each)
    return list(groups.values())


def _as_part(claim: Claim) -> Claim:
    """Return a claim that a sum is made from: what it counts is a part, by its noun where no population is named."""
    population = claim.scope.population or (claim.value.noun if isinstance(claim.value, Quantity) else None)
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, population=population, part="subset"))


def _count(found: Found, block: _Block, source: Source, said: Sequence[Attribution], tools: _Tools) -> _Counted | None:
    """Return the claim that a quantity makes, or None where it states no measure."""
    assigned = assign_dimension(found, tools.catalogue) if found.unit is not None else assign_measure(found, tools.catalogue)
    if assigned is None and found.unit is None and found.noun is not None and _is_counted(found) and "count" in tools.catalogue:
        assigned = Assigned(tools.catalogue["count"], found.carrier, sure=False)
    if assigned is None:
        return None
    start, end = _chars(found, block)
    claim = Claim(
        id=claim_id(source.id, assigned.measure.name, start, end),
        source_id=source.id,
        measure=assigned.measure.name,
        about=_about(found, assigned, tools.events),
        value=found.to_quantity(source.text[start:end]),
        span=Span.of(source.text, start, end),
        sentence=_sentence(found.carrier, block, source.text),
        scope=scope_of(found, assigned),
        status=status_of(found, assigned),
        attribution=attribution_at(said, start, end),
        as_of=source.published,
        confidence="high" if assigned.sure else "medium",
    )
    return _Counted(found, assigned, claim)


def _is_counted(found: Found) -> bool:
    """ "One lesson", "half the time", "a dozen reasons" count nothing that another report would count again."""
    number = found.carrier.doc[found.number[0]].lower_
    return number not in {"one", "a", "an", "half"} and not found.numerals[0].fraction


def claim_id(source_id: str, measure: str, start: int, end: int) -> str:
    """Return a claim's id: the same source, measure and span give the same one."""
    return f"{source_id}-{measure}-{start}-{end}"


def _chars(found: Found, block: _Block) -> tuple[int, int]:
    first, last = block.doc[found.start], block.doc[found.end - 1]
    return first.idx + block.offset, last.idx + len(last) + block.offset


def _sentence(token: Token, block: _Block, text: str) -> Span:
    sent = token.sent
    return Span.of(text, sent.start_char + block.offset, sent.end_char + block.offset)


def _about(found: Found, assigned: Assigned, events: Events) -> str | None:
    measure = assigned.measure
    if measure.group:
        return _group_name(assigned.trigger)
    if measure.dimension == "count" and (measure.people or measure.noun):
        return None
    return about_of(found, assigned, lambda token: event_of(token, events))


def _group_name(group: Token) -> str | None:
    """Return the name of the group that has the members: "the Union (AU), a bloc of 55 states"."""
    named = group.head if group.dep_ == "appos" else next((child for child in group.children if child.dep_ == "nsubj"), None)
    if named is None or named.pos_ != "PROPN":
        return None
    first, last = phrase_of(named)
    words = [token.text for token in group.doc[first:last] if token.pos_ not in {"DET", "PUNCT"} and token.i < group.i]
    return " ".join(words) or None


# ------------------------------------------------------------------ sums
def _sums(counted: Sequence[_Counted], block: _Block, source: Source) -> Iterator[Claim]:
    """Yield the derived claims of a sentence, and the named members that they count."""
    for group in coordinated([each.found.carrier for each in counted]):
        members = [counted[index] for index in group]
        if _adds_up(members):
            yield _derived([each.claim for each in members], members[0].assigned.measure, source)
    for each in counted:
        names = named_members(each.found.carrier) if each.assigned.measure.group else []
        if names:
            parts = [_member(name, each.claim, block, source.text) for name in names]
            yield from parts
            yield _derived([each.claim, *parts], each.assigned.measure, source)


def _adds_up(members: Sequence[_Counted]) -> bool:
    """Whether the parts share measure, status and speaker and name populations that do not overlap."""
    claims = [each.claim for each in members]
    measures = {claim.measure for claim in claims}
    populations = [claim.scope.population for claim in claims]
    return (
        len(measures) == 1
        and members[0].assigned.measure.people
        and len({claim.status for claim in claims}) == 1
        and len({claim.attribution for claim in claims}) == 1
        and None not in populations
        and len(set(populations)) == len(populations)
        and all(isinstance(claim.value, Quantity) and len(claim.value.nominal) == 1 for claim in claims)
    )


def _member(name: Token, claim: Claim, block: _Block, text: str) -> Claim:
    first, last = phrase_of(name)
    start, end = block.doc[first].idx + block.offset, block.doc[last - 1].idx + len(block.doc[last - 1]) + block.offset
    one = Interval.point(Decimal(1))
    return msgspec.structs.replace(
        claim,
        id=claim_id(claim.source_id, claim.measure, start, end),
        value=Quantity(nominal=(Decimal(1),), strict=one, plausible=one, noun=name.text.lower(), surface=text[start:end]),
        span=Span.of(text, start, end),
        scope=Scope(population=name.text, part="subset"),
        confidence="medium",
    )


def _derived(parts: Sequence[Claim], measure: Measure, source: Source) -> Claim:
    start, end = min(part.span.start for part in parts), max(part.span.end for part in parts)
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    return msgspec.structs.replace(
        parts[0],
        id=claim_id(source.id, f"{measure.name}-sum", start, end),
        value=sum_of(values, source.text[start:end]),
        span=Span.of(source.text, start, end),
        scope=Scope(place=parts[0].scope.place),
        derived_from=tuple(part.id for part in parts),
        confidence="medium",
    )
