"""The attacker: counted in a toll, beside it, or not known."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from factcheck.claims.compose.counted import claim_id
from factcheck.claims.compose.read import ATTACKERS, Single
from factcheck.claims.compose.sums import at_least, sum_of
from factcheck.claims.compose.totals import FAR, is_said_part, number_of, stated, usual
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.loader import words_in_order
from factcheck.models import ATTACKER, VICTIMS, Claim, Quantity, Scope, Source, Span, Value
from factcheck.reads import reads

__all__ = ["with_attackers"]

COUNTED_IN = words_in_order("compose", "attacker.counted_in")


def with_attackers(claims: list[Claim], singles: Sequence[Single], source: Source, catalogue: Catalogue) -> list[Claim]:
    """Return the claims with the attackers' deaths beside the victims' and both together, for each fatal measure."""
    for measure in catalogue.of_harm("fatal"):
        claims = _with_attacker(claims, singles, source, measure)
    return claims


def _with_attacker(claims: list[Claim], singles: Sequence[Single], source: Source, measure: Measure) -> list[Claim]:
    """Return the claims with the attackers' deaths beside the victims', and the whole of both.

    A toll that the text gives in one breath with the attacker's death is the victims'. Where the death stands
    elsewhere the toll may hold it, so that the whole is a reading of low confidence beside it.
    """
    attackers = _attackers(claims, singles, measure)
    parts = {id_ for claim in claims for id_ in claim.derived_from}
    tolls = [claim for claim in stated(claims, measure) if claim.id not in parts and not is_said_part(claim)]
    victims = [claim for claim in tolls if claim.scope.population == VICTIMS or claim.scope.part == "whole"] or tolls
    if not attackers or not victims or any(_counts_in(claim) for claim in victims):
        return claims
    excluding = [claim for claim in victims if _leaves_out(claim, attackers)]
    number = usual(excluding or victims)
    toll = next(claim for claim in excluding or victims if number_of(claim) == number)
    attacker = max(attackers, key=lambda claim: (number_of(claim), -claim.span.start))
    if number == number_of(attacker) > 1:
        return claims  # the same people, called victims of the shooting and burglars
    if not excluding and (toll.frame.role == "total" or _is_group(attacker)):
        return claims  # "in all, 26 were killed" may hold the bombers, of whom another passage tells
    kept = [claim for claim in claims if claim.id != attacker.id]
    if excluding:
        kept = [_as_victims(claim) if claim in victims and number_of(claim) == number else claim for claim in kept]
        toll = _as_victims(toll)
    if abs(toll.span.start - attacker.span.start) > FAR:
        return claims
    start, end = min(toll.span.start, attacker.span.start), max(toll.span.end, attacker.span.end)
    values = [part.value for part in (toll, attacker) if isinstance(part.value, Quantity)]
    both: Value = sum_of(values, source.text[start:end])
    if number == 1 and isinstance(toll.value, Quantity) and toll.value.hedge.kind != "exact":
        both = at_least(both)
    total = _with_both(toll, attacker, both, Span.of(source.text, start, end), sure=bool(excluding) and number > 1)
    return [*kept, attacker, total]


def _is_group(attacker: Claim) -> bool:
    value = attacker.value
    return number_of(attacker) > 1 or (isinstance(value, Quantity) and value.hedge.kind != "exact")


@reads("tally.with-attacker")
def _with_both(toll: Claim, attacker: Claim, value: Value, span: Span, *, sure: bool) -> Claim:
    """ "Four people were killed, and the gunman shot himself": four victims, five dead."""
    return msgspec.structs.replace(
        toll,
        id=claim_id(toll.source_id, f"{toll.measure}-sum", span.start, span.end),
        value=value,
        span=span,
        scope=Scope(place=toll.scope.place),
        derived_from=(toll.id, attacker.id),
        read_by=(),
        confidence="medium" if sure else "low",
    )


def _attackers(claims: Sequence[Claim], singles: Sequence[Single], measure: Measure) -> list[Claim]:
    """Return the claims of attackers' deaths: of one person, or of a number of them."""
    counted = [
        claim
        for claim in claims
        if claim.measure == measure.name and claim.scope.population in ATTACKERS and not claim.derived_from
        and claim.status in {"actual", "suspected"} and number_of(claim) > 0
    ]  # fmt: skip
    alone = [single.claim for single in singles if single.claim.measure == measure.name]
    return [*counted, *(claim for claim in alone if claim.scope.population == ATTACKER)]


@reads("tally.victims")
def _as_victims(claim: Claim) -> Claim:
    """ "Four people were killed before the gunman shot himself": the four are the victims."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, population=VICTIMS, part="subset"))


def _leaves_out(claim: Claim, attackers: Sequence[Claim]) -> bool:
    """Whether a toll speaks of victims: its own words say so, or its sentence tells the attacker's death beside it."""
    if claim.scope.population == VICTIMS or (isinstance(claim.value, Quantity) and claim.value.noun == "victim"):
        return True
    return any(attacker.sentence.start == claim.sentence.start for attacker in attackers)


def _counts_in(claim: Claim) -> bool:
    """Whether a toll's sentence says that the attacker is among the dead."""
    quote = claim.sentence.quote.casefold().replace("not including", "besides")
    opened = any(f"{opening} {word}" in quote for opening in COUNTED_IN for word in ATTACKERS)
    return opened or "murder-suicide" in quote
