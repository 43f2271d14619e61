"""Turn coordinated counts of a sentence into the derived claims of their sums, with the named members they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from spacy.tokens import Token

from factcheck.claims.compose.counted import Counted, claim_id
from factcheck.claims.compose.further import next_ones, with_others
from factcheck.claims.compose.lists import coordinated, is_open_list, named_members
from factcheck.claims.compose.sums import at_least, sum_of
from factcheck.claims.parse.parsed import Block
from factcheck.language.docview import sentence_of, tokens_in
from factcheck.language.grammar import phrase_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.people import is_whole
from factcheck.models import Claim, Interval, Quantity, Scope, Source, Span
from factcheck.reads import reads

__all__ = ["derived_sums"]


def derived_sums(
    counted: Sequence[Counted], lists: Sequence[Sequence[int]], block: Block, source: Source, catalogue: Catalogue
) -> Iterator[Claim]:
    """Yield the derived claims of a sentence, and the named members that they count."""
    groups = [[counted[index] for index in group] for group in coordinated([each.found.carrier for each in counted])]
    starts = {each.found.start: each for each in counted}
    groups += [[starts[start] for start in run if start in starts] for run in lists]
    seen: set[str] = set()
    for members in groups:
        if len(members) > 1 and _adds_up(members):
            claim = _derived([each.claim for each in members], members[0].assigned.measure, source)
            if _are_others(members[0]):
                claim = msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="addition"))
            if all(each.found.number[0] == each.found.number[1] for each in members):
                claim = msgspec.structs.replace(claim, value=at_least(claim.value))
            if claim.id not in seen:
                seen.add(claim.id)
                yield claim
    for pair in with_others(counted):
        claim = _derived([each.claim for each in pair], pair[0].assigned.measure, source)
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim
    yield from next_ones(counted, block, source, catalogue)
    for each in counted:
        names = named_members(each.found.carrier) if each.assigned.measure.group else []
        if names:
            parts = [_member(name, each.claim, block, source.text) for name in names]
            yield from parts
            yield _derived([each.claim, *parts], each.assigned.measure, source)


def _are_others(first: Counted) -> bool:
    """ "Three other people, a man and two women": the sum is of others than those told of before."""
    doc, start = first.found.carrier.doc, first.found.start
    return any(
        token.lower_ in {"other", "others"}
        for token in tokens_in(doc, max(sentence_of(first.found.carrier).start, start - 3), start)
    )


def _adds_up(members: Sequence[Counted]) -> bool:
    """Whether the parts share measure, status and speaker and name populations that do not overlap."""
    claims = [each.claim for each in members]
    if is_open_list([(each.found.start, each.found.end) for each in members], members[0].found.carrier.doc):
        return False
    measures = {claim.measure for claim in claims}
    populations = [_population(each) or _rest(each, members) for each in members]
    return (
        len(measures) == 1
        and not _verb_between(members)
        and members[0].assigned.measure.people
        and len({claim.status for claim in claims}) == 1
        and len({claim.attribution for claim in claims}) == 1
        and None not in populations
        and len(set(populations)) == len(populations)
        and all(isinstance(claim.value, Quantity) and len(claim.value.nominal) == 1 for claim in claims)
    )


def _population(each: Counted) -> str | None:
    """Return whom a part of a sum counts; a person named counts for themselves."""
    if each.found.number[0] == each.found.number[1] and each.found.noun is None:
        return each.claim.span.quote
    return each.claim.scope.population


def _rest(each: Counted, members: Sequence[Counted]) -> str | None:
    """ "A baby and four people", "12 miners and three others": a number of people behind others is of more people."""
    noun, first = each.found.noun, min(members, key=lambda member: member.found.start)
    if noun is None or each is first or each.found.numerals[-1].vague:
        return None
    one = first.found.number[0] == first.found.number[1]
    if noun.lower_ == "others" or (one and is_whole(lemma_of(noun))):
        return noun.lower_
    return None


def _verb_between(members: Sequence[Counted]) -> bool:
    """Whether a verb or a dash parts a single person from the next member.

    "A man was killed and his son …" are two clauses, "four residents - Ada Krall, …" four people.
    """
    ordered = sorted(members, key=lambda each: each.found.start)
    if all(each.found.number[0] < each.found.number[1] for each in ordered):
        return False
    doc = ordered[0].found.carrier.doc
    return any(
        token.tag_ in {"VBD", "VBN", "VBZ", "VBP"} or token.text in {"-", "--", "–", "—", ":", "("}
        for left, right in pairwise(ordered)
        for token in tokens_in(doc, left.found.end, right.found.start)
    )


@reads("compose.named-member")
def _member(name: Token, claim: Claim, block: Block, text: str) -> Claim:
    """ "Five republics and Russia": a name beside a count of members is one more."""
    first, last = phrase_of(name)
    start, end = block.doc[first].idx + block.offset, block.doc[last - 1].idx + len(block.doc[last - 1]) + block.offset
    one = Interval.point(Decimal(1))
    return msgspec.structs.replace(
        claim,
        read_by=(),
        id=claim_id(claim.source_id, claim.measure, start, end),
        value=Quantity(
            nominal=(Decimal(1),), strict=one, plausible=one, noun=name.text.lower(), surface=text[start:end]
        ),
        span=Span.of(text, start, end),
        scope=Scope(population=name.text, part="subset"),
        confidence="medium",
    )


@reads("compose.sum")
def _derived(parts: Sequence[Claim], measure: Measure, source: Source) -> Claim:
    """ "26 criminals and 18 officers were killed": 44."""
    start, end = min(part.span.start for part in parts), max(part.span.end for part in parts)
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    return msgspec.structs.replace(
        parts[0],
        read_by=(),
        id=claim_id(source.id, f"{measure.name}-sum", start, end),
        value=sum_of(values, source.text[start:end]),
        span=Span.of(source.text, start, end),
        scope=Scope(place=parts[0].scope.place),
        derived_from=tuple(part.id for part in parts),
        confidence="medium",
    )
