"""Turn what a source says of single persons and of groups into its totals, where it gives none in a number.

Three things that a reader works out without thinking: persons killed one by one are at least so many; of those shot,
the ones that did not die were injured; a toll of victims and the attacker's own death make one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factcheck.claims.compose.attacker import with_attackers
from factcheck.claims.compose.counted import claim_id
from factcheck.claims.compose.later import with_later
from factcheck.claims.compose.read import Single
from factcheck.claims.compose.sums import at_least, sum_of
from factcheck.claims.compose.survivors import survivors
from factcheck.claims.compose.totals import is_said_part, number_of, stated
from factcheck.claims.frame.elsewhere import BEFORE
from factcheck.claims.frame.scope import IN_HOSPITAL
from factcheck.lexicon.catalogue import Catalogue, Harm, Measure
from factcheck.lexicon.categories import ANOTHER
from factcheck.models import Claim, Frame, Quantity, Scope, Source, Span, Value
from factcheck.reads import reads

__all__ = ["with_tallies"]

# characters over which single persons are added up: a long paragraph
PASSAGE = 600
NEAR = 200  # … and within which "another 20" are beside those told of: a sentence
ALIKE = 5
HARMS: tuple[Harm, ...] = ("fatal", "injury", "either", "unknown")


def with_tallies(
    claims: Sequence[Claim], singles: Sequence[Single], source: Source, catalogue: Catalogue
) -> list[Claim]:
    """Return a source's numeric claims with the totals that follow from them and from its single persons."""
    out = _others(_elsewhere_too(claims, catalogue), singles, catalogue)
    out = with_later(out, singles, source, catalogue)
    out = with_attackers(_in_hospital(_hurt_among_hit(out, catalogue), catalogue), singles, source, catalogue)
    for measure in catalogue.values():
        mine = [single for single in singles if measure.singles and _is_of_story(single.claim, measure)]
        if mine and not stated(out, measure):
            out += _counted_up(mine, source)
    return out + survivors(out, source, catalogue)


def _is_of_story(claim: Claim, measure: Measure) -> bool:
    return claim.measure == measure.name and claim.told_of is None


def _harmed(catalogue: Catalogue) -> frozenset[str]:
    """Return the measures of people to whom some harm came."""
    return frozenset(measure.name for measure in catalogue.of_harm(*HARMS))


def _elsewhere_too(claims: Sequence[Claim], catalogue: Catalogue) -> list[Claim]:
    """Return the claims, a number that the text elsewhere calls one of other events as one of them here too.

    "Violent weekend: 7 dead" above "seven people died in 17 shootings"; two small numbers are alike by chance.
    """
    harmed = _harmed(catalogue)
    several = [
        claim
        for claim in claims
        if claim.measure in harmed and claim.frame.event not in (None, BEFORE) and isinstance(claim.value, Quantity)
    ]
    told = {(claim.measure, number_of(claim)) for claim in several}
    known = {(claim.measure, number_of(claim)): claim.frame for claim in several if number_of(claim) >= ALIKE}
    people = [claim for claim in claims if claim.measure in harmed]
    first = min(people, key=lambda claim: claim.span.start, default=None)
    if first is not None and number_of(first) > 1 and (first.measure, number_of(first)) in told:
        # a text that opens with the count of several events is about them all
        return [
            _of_others(claim, Frame(event=f"{ANOTHER} event")) if claim in people and claim.told_of is None else claim
            for claim in claims
        ]
    return [
        _of_others(claim, known[claim.measure, number_of(claim)])
        if claim.told_of is None and (claim.measure, number_of(claim)) in known
        else claim
        for claim in claims
    ]


@reads("tally.of-other-events")
def _of_others(claim: Claim, frame: Frame) -> Claim:
    """ "Violent weekend: 7 dead" above "seven people died in 17 shootings": the 7 are of several events too."""
    told = msgspec.structs.replace(claim.frame, event=frame.event, window=frame.window)
    return msgspec.structs.replace(claim, frame=told)


def _others(claims: Sequence[Claim], singles: Sequence[Single], catalogue: Catalogue) -> list[Claim]:
    """Return the claims, "two killed and six more injured" as a whole: more people, but the first of the injured."""
    harmed = _harmed(catalogue)
    told: list[Claim] = []
    hurt = [single.claim for single in singles]
    out = []
    for claim in sorted(claims, key=lambda claim: claim.span.start):
        before = [*told, *(each for each in hurt if each.span.start < claim.span.start)]
        is_more = claim.scope.part == "addition" and catalogue[claim.measure].people
        out.append(_first_of_kind(claim) if is_more and _is_first(claim, before) else claim)
        if claim.measure in harmed:
            told.append(claim)
    return out


def _is_first(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether those harmed before are others, in the same sentence or right before, and as many all that is told."""
    inside = {each.measure for each in before if each.sentence.start == claim.sentence.start}
    if inside:
        return claim.measure not in inside
    near = {each.measure for each in before if claim.span.start - each.span.end < NEAR}
    alike = [each for each in before if each.measure == claim.measure]
    return bool(near - {claim.measure}) and all(number_of(each) == number_of(claim) for each in alike)


@reads("tally.first-of-its-kind")
def _first_of_kind(claim: Claim) -> Claim:
    """ "Two killed and six more injured": more people, but the first of the injured."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="whole"))


def _hurt_among_hit(claims: Sequence[Claim], catalogue: Catalogue) -> list[Claim]:
    """Return the claims, a number injured as a part beside more people hit: "three shot, one injured"."""
    fatal, hurt, either = (
        {measure.name for measure in catalogue.of_harm(harm)} for harm in ("fatal", "injury", "either")
    )
    hit = [claim for claim in claims if claim.measure in either and claim.status == "actual"]
    return [
        _among_hit(claim)
        if claim.measure in hurt
        and claim.scope.part == "whole"
        and any(
            each.sentence.start == claim.sentence.start
            and each.span.start < claim.span.start
            and number_of(each) > number_of(claim) > 0
            for each in hit
        )
        and not any(each.sentence.start == claim.sentence.start and each.measure in fatal for each in claims)
        else claim
        for claim in claims
    ]


@reads("tally.hurt-among-hit")
def _among_hit(claim: Claim) -> Claim:
    """ "Three shot, one injured": the injured is one of those hit."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="subset"))


def _in_hospital(claims: list[Claim], catalogue: Catalogue) -> list[Claim]:
    """Return the claims, a number taken to hospital as one of all the injured where the text has none surer or larger.

    Some of those in hospital may die; where a text tells of them one ambulance at a time, each is the least of them.
    """
    for measure in catalogue.of_harm("injury"):
        claims = _in_hospital_of(claims, measure)
    return claims


def _in_hospital_of(claims: list[Claim], measure: Measure) -> list[Claim]:
    told = [claim for claim in stated(claims, measure) if claim.scope.population != IN_HOSPITAL]
    brought = [claim for claim in stated(claims, measure) if claim.scope.population == IN_HOSPITAL]
    alone = len(brought) == 1
    brought = [claim for claim in brought if not is_said_part(claim)]
    largest = max((number_of(claim) for claim in brought), default=Decimal(0))
    return [
        _all_injured(claim, claim.value if alone else at_least(claim.value))
        if claim in brought and not told and number_of(claim) == largest
        else claim
        for claim in claims
    ]


@reads("tally.hospital-as-injured")
def _all_injured(claim: Claim, value: Value) -> Claim:
    """ "Five were taken to hospital" in a text without another number of the injured."""
    scope = msgspec.structs.replace(claim.scope, population=None, part="whole")
    return msgspec.structs.replace(claim, value=value, scope=scope)


# ------------------------------------------------------------------ persons one by one
def _counted_up(singles: Sequence[Single], source: Source) -> list[Claim]:
    """Return a claim of at least as many as the text tells apart: by name, or within one sentence."""
    named = _near_names(singles)
    by_sentence: dict[int, list[Single]] = {}
    for single in singles:
        by_sentence.setdefault(single.claim.sentence.start, []).append(single)
    groups = [named, *(_apart(group) for group in by_sentence.values())]
    chosen = max(groups, key=len)
    if len(chosen) < 2:
        first = min(singles, key=lambda single: (single.known, single.claim.span.start)).claim
        return [_whole(first, first.value, first.span, parts=())]
    parts = [_nameless(single.claim) for single in sorted(chosen, key=lambda single: single.claim.span.start)]
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    span = Span.of(source.text, parts[0].span.start, max(part.span.end for part in parts))
    total = sum_of(values, span.quote)
    return [*parts, _whole(parts[0], total, span, parts=tuple(part.id for part in parts))]


def _near_names(singles: Sequence[Single]) -> list[Single]:
    """Return the most persons of different names that the text tells of within one passage."""
    best: list[Single] = []
    named = sorted((single for single in singles if single.name), key=lambda single: single.claim.span.start)
    for index, first in enumerate(named):
        passage = {first.name: first}
        for other in named[index + 1 :]:
            if other.claim.span.end - first.claim.span.start > PASSAGE:
                break
            passage.setdefault(other.name, other)
        best = max(best, list(passage.values()), key=len)
    return best


def _apart(singles: Sequence[Single]) -> list[Single]:
    """Return the singles of a sentence that are surely different people: by span, and names once."""
    seen: dict[object, Single] = {}
    for single in singles:
        seen.setdefault(single.name or single.claim.span.start, single)
    return list(seen.values())


@reads("tally.one-of-several")
def _nameless(claim: Claim) -> Claim:
    """One of several persons told one by one, whose total the text does not give."""
    return msgspec.structs.replace(claim, scope=Scope(place=claim.scope.place, part="subset"))


@reads("tally.one-by-one")
def _whole(claim: Claim, value: Value, span: Span, *, parts: tuple[str, ...]) -> Claim:
    """ "A man and a woman were killed": two at least, for a text need not name everybody."""
    quantity = at_least(value)
    if isinstance(quantity, Quantity):
        quantity = msgspec.structs.replace(quantity, surface=span.quote)
    name = f"{claim.measure}-tally" if parts else claim.measure
    return msgspec.structs.replace(
        claim, id=claim_id(claim.source_id, name, span.start, span.end), value=quantity, span=span,
        scope=Scope(place=claim.scope.place), derived_from=parts, confidence="medium",
    )  # fmt: skip


# ------------------------------------------------------------------ those who were hit and lived
