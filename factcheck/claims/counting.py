"""Turn the quantities of a parsed block into numeric claims, and coordinated ones into derived claims of their sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from spacy.tokens import Doc, Token

from factcheck.catalogue import Catalogue, Measure
from factcheck.categories import Events
from factcheck.claims.dimensions import about_of, assign_dimension
from factcheck.claims.found import Found
from factcheck.claims.measures import Assigned, assign_measure
from factcheck.claims.quantities import extract_quantities, extract_zeros
from factcheck.claims.quotations import attribution_at
from factcheck.claims.scope import other_year, scope_of, status_of
from factcheck.claims.stretches import event_of
from factcheck.claims.sums import coordinated, is_open_list, lists_of, named_members, sum_of
from factcheck.hedges import HedgeTable
from factcheck.language.grammar import phrase_of
from factcheck.models import Attribution, Claim, Interval, Quantity, Scope, Source, Span

__all__ = ["Block", "Rules", "count_claims"]


class Rules(msgspec.Struct, frozen=True):
    """The data that the extraction goes by."""

    catalogue: Catalogue
    hedges: HedgeTable
    events: Events


class Block(msgspec.Struct, frozen=True):
    """A parsed block and where it begins in the source's text."""

    doc: Doc
    offset: int

    def range_of(self, found: Found) -> tuple[int, int]:
        """Return the characters of a quantity's surface, as offsets into the source's text."""
        first, last = self.doc[found.start], self.doc[found.end - 1]
        return first.idx + self.offset, last.idx + len(last) + self.offset


class _Counted(msgspec.Struct, frozen=True):
    """A quantity that became a claim, with the tokens that sums are made from."""

    found: Found
    assigned: Assigned
    claim: Claim


def count_claims(block: Block, source: Source, said: Sequence[Attribution], rules: Rules) -> Iterator[Claim]:
    """Yield the numeric claims of a block; the parts of a derived sum come with their scope as parts."""
    zeros = [
        zero
        for zero in extract_zeros(block.doc)
        if (each := assign_measure(zero, rules.catalogue)) and each.measure.people
    ]
    quantities = sorted([*extract_quantities(block.doc, rules.hedges), *zeros], key=lambda found: found.start)
    lists = lists_of([(found.start, found.end) for found in quantities], block.doc)
    counted = _counted(quantities, lists, block, source, said=said, rules=rules)
    derived = [
        claim
        for inside in _by_sentence(counted)
        for claim in _sums(inside, [[quantities[i].start for i in run] for run in lists], block, source)
    ]
    parts = {part for claim in derived for part in claim.derived_from}
    yield from (_as_part(each.claim) if each.claim.id in parts else each.claim for each in counted)
    yield from derived


def _by_sentence(counted: Sequence[_Counted]) -> list[list[_Counted]]:
    groups: dict[int, list[_Counted]] = {}
    for each in counted:
        groups.setdefault(each.claim.sentence.start, []).append(each)
    return list(groups.values())


def _as_part(claim: Claim) -> Claim:
    """Return a claim that a sum is made from: what it counts is a part, by its noun where no population is named."""
    population = claim.scope.population or (claim.value.noun if isinstance(claim.value, Quantity) else None)
    return msgspec.structs.replace(
        claim, scope=msgspec.structs.replace(claim.scope, population=population, part="subset")
    )


def _counted(
    quantities: Sequence[Found],
    lists: Sequence[Sequence[int]],
    block: Block,
    source: Source,
    *,
    said: Sequence[Attribution],
    rules: Rules,
) -> list[_Counted]:
    """Return the quantities that state a measure; members of a list share the measure and the speaker of its end."""
    measures = [_measure_of(found, rules.catalogue) for found in quantities]
    speakers = [attribution_at(said, *block.range_of(found)) for found in quantities]
    for members in lists:
        shared = next(
            (measures[i] for i in reversed(members) if (each := measures[i]) is not None and each.measure.people), None
        )
        for i in members if shared is not None else ():
            own = measures[i]
            if own is None or not own.sure:
                measures[i] = shared
            if measures[i] == shared:
                speakers[i] = next((speakers[j] for j in reversed(members) if speakers[j] is not None), None)
    rows = zip(quantities, measures, speakers, strict=True)
    return [
        _count(found, assigned, speaker, block=block, source=source, rules=rules)
        for found, assigned, speaker in rows
        if assigned is not None
    ]


def _measure_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    assigned = assign_dimension(found, catalogue) if found.unit is not None else assign_measure(found, catalogue)
    if (
        assigned is None
        and found.unit is None
        and found.noun is not None
        and _is_counted(found)
        and "count" in catalogue
    ):
        return Assigned(catalogue["count"], found.carrier, sure=False)
    return assigned


def _count(
    found: Found, assigned: Assigned, speaker: Attribution | None, *, block: Block, source: Source, rules: Rules
) -> _Counted:
    start, end = block.range_of(found)
    claim = Claim(
        id=claim_id(source.id, assigned.measure.name, start, end),
        source_id=source.id,
        measure=assigned.measure.name,
        about=other_year(found, assigned.trigger, source.published) or _about(found, assigned, rules.events),
        value=found.to_quantity(source.text[start:end]),
        span=Span.of(source.text, start, end),
        sentence=_sentence(found.carrier, block, source.text),
        scope=scope_of(found, assigned),
        status=status_of(found, assigned),
        attribution=speaker,
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


def _sentence(token: Token, block: Block, text: str) -> Span:
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
    named = (
        group.head
        if group.dep_ == "appos"
        else next((child for child in group.children if child.dep_ == "nsubj"), None)
    )
    if named is None or named.pos_ != "PROPN":
        return None
    first, last = phrase_of(named)
    words = [token.text for token in group.doc[first:last] if token.pos_ not in {"DET", "PUNCT"} and token.i < group.i]
    return " ".join(words) or None


# ------------------------------------------------------------------ sums
def _sums(counted: Sequence[_Counted], lists: Sequence[Sequence[int]], block: Block, source: Source) -> Iterator[Claim]:
    """Yield the derived claims of a sentence, and the named members that they count."""
    groups = [[counted[index] for index in group] for group in coordinated([each.found.carrier for each in counted])]
    starts = {each.found.start: each for each in counted}
    groups += [[starts[start] for start in run if start in starts] for run in lists]
    seen: set[str] = set()
    for members in groups:
        if len(members) > 1 and _adds_up(members):
            claim = _derived([each.claim for each in members], members[0].assigned.measure, source)
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim
    for each in counted:
        names = named_members(each.found.carrier) if each.assigned.measure.group else []
        if names:
            parts = [_member(name, each.claim, block, source.text) for name in names]
            yield from parts
            yield _derived([each.claim, *parts], each.assigned.measure, source)


def _adds_up(members: Sequence[_Counted]) -> bool:
    """Whether the parts share measure, status and speaker and name populations that do not overlap."""
    claims = [each.claim for each in members]
    if is_open_list([(each.found.start, each.found.end) for each in members], members[0].found.carrier.doc):
        return False
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


def _member(name: Token, claim: Claim, block: Block, text: str) -> Claim:
    first, last = phrase_of(name)
    start, end = block.doc[first].idx + block.offset, block.doc[last - 1].idx + len(block.doc[last - 1]) + block.offset
    one = Interval.point(Decimal(1))
    return msgspec.structs.replace(
        claim,
        id=claim_id(claim.source_id, claim.measure, start, end),
        value=Quantity(
            nominal=(Decimal(1),), strict=one, plausible=one, noun=name.text.lower(), surface=text[start:end]
        ),
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
