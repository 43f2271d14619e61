"""Deaths told in their order: those found dead and those who died later, "a third person has died"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factcheck.claims.compose.counted import claim_id
from factcheck.claims.compose.further import ORDINALS
from factcheck.claims.compose.read import Single
from factcheck.claims.compose.sums import sum_of
from factcheck.claims.compose.totals import FAR, number_of, stated
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.loader import words_in_order
from factcheck.models import Claim, Interval, Quantity, Scope, Source, Span
from factcheck.reads import reads

__all__ = ["with_later"]

DIED = words_in_order("compose", "later.died")
# characters before "a third person" within which the first two may be told of
PASSAGE = 600


def with_later(claims: list[Claim], singles: Sequence[Single], source: Source, catalogue: Catalogue) -> list[Claim]:
    """Return the claims with the totals that a later death makes of those before it, for each fatal measure."""
    for measure in catalogue.of_harm("fatal"):
        claims = _with_ordinals(claims, singles, measure, catalogue)
        claims = _with_died_later(claims, source, measure, catalogue)
    return claims


# ------------------------------------------------------------------ "a third person has died"
def _with_ordinals(
    claims: list[Claim], singles: Sequence[Single], measure: Measure, catalogue: Catalogue
) -> list[Claim]:
    largest = max((number_of(claim) for claim in stated(claims, measure)), default=Decimal(0))
    others = [
        claim
        for claim in (*claims, *(single.claim for single in singles))
        if claim.measure != measure.name and catalogue[claim.measure].harm in {"injury", "either", "fatal"}
    ]
    for single in singles:
        number = _order(single.claim)
        if (
            single.claim.measure != measure.name
            or single.claim.told_of is not None
            or number <= max(largest, Decimal(1))
        ):
            continue
        if largest not in {Decimal(0), number - 1} or any(_may_count(other, single.claim) for other in others):
            continue
        claims, largest = [*claims, _ordinal(single.claim, number)], number
    return claims


def _order(claim: Claim) -> Decimal:
    """Return the number of a person told in order, 0 for any other: 3 for "a third person"."""
    words = claim.span.quote.casefold().split()
    if len(words) > 3 or words[:1] == ["the"]:
        return Decimal(0)
    return Decimal(next((ORDINALS[word] for word in words if word in ORDINALS), 0))


def _may_count(other: Claim, person: Claim) -> bool:
    """Whether people who were only hurt may be those before: "two men were shot; a third man died"."""
    return 0 <= person.span.start - other.span.start < PASSAGE and other.told_of is None


@reads("tally.ordinal")
def _ordinal(claim: Claim, number: Decimal) -> Claim:
    """ "A third person has died": three."""
    assert isinstance(claim.value, Quantity)  # noqa: S101  counts are quantities
    point = Interval.point(number)
    value = msgspec.structs.replace(claim.value, nominal=(number,), strict=point, plausible=point)
    frame = msgspec.structs.replace(claim.frame, role="total")
    return msgspec.structs.replace(claim, value=value, frame=frame, scope=Scope(place=claim.scope.place))


# ------------------------------------------------------------------ found dead, and died later
def _with_died_later(claims: list[Claim], source: Source, measure: Measure, catalogue: Catalogue) -> list[Claim]:
    moment = next((claim for claim in stated(claims, measure) if _is_moment(claim)), None)
    later = None if moment is None else next((claim for claim in claims if _died_later(claim, moment)), None)
    if moment is None or later is None:
        return claims
    number = number_of(moment) + number_of(later)
    hurt = [
        claim
        for claim in claims
        if catalogue[claim.measure].harm == "injury"
        and claim.sentence.start == moment.sentence.start
        and claim.scope.part == "whole"
        and number_of(claim) >= number_of(later)
    ]
    out = [_at_moment(claim) if claim is moment or claim in hurt else claim for claim in claims]
    if any(number_of(claim) >= number for claim in stated(claims, measure) if claim.scope.part == "whole"):
        return out
    return [*out, _died_in_all(moment, later, source)]


def _is_moment(claim: Claim) -> bool:
    return claim.frame.role == "moment" and claim.scope.part == "whole" and not claim.derived_from


def _died_later(claim: Claim, moment: Claim) -> bool:
    if claim.measure != moment.measure or claim.status != "actual" or claim.scope.part == "whole":
        return False
    near = 0 < claim.span.start - moment.span.start < FAR
    said = " ".join(claim.sentence.quote.casefold().split())
    return near and number_of(claim) > 0 and any(cue in said for cue in DIED) and claim.told_of is None


@reads("tally.found-then")
def _at_moment(claim: Claim) -> Claim:
    """ "Two were found dead and three wounded" before some of the wounded died: as many at that time."""
    frame = msgspec.structs.replace(claim.frame, role="moment")
    return msgspec.structs.replace(claim, frame=frame, scope=msgspec.structs.replace(claim.scope, part="subset"))


@reads("tally.died-later")
def _died_in_all(moment: Claim, later: Claim, source: Source) -> Claim:
    """ "Two were found dead. Two of the wounded later died": four."""
    start, end = min(moment.span.start, later.span.start), max(moment.span.end, later.span.end)
    span = Span.of(source.text, start, end)
    values = [part.value for part in (moment, later) if isinstance(part.value, Quantity)]
    return msgspec.structs.replace(
        moment,
        id=claim_id(source.id, f"{moment.measure}-later", start, end),
        value=sum_of(values, span.quote),
        span=span,
        scope=Scope(place=moment.scope.place),
        frame=msgspec.structs.replace(moment.frame, role=None),
        derived_from=(moment.id, later.id),
        read_by=(),
        confidence="medium",
    )
