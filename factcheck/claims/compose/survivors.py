"""Those who were hit and lived, where a text tells only how many were hit and how many died."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factcheck.claims.compose.counted import claim_id
from factcheck.claims.compose.totals import FAR, number_of, stated, usual
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.models import Claim, Confidence, Hedge, Interval, Quantity, Scope, Source, Span
from factcheck.numerals import plain
from factcheck.numerals.intervals import tidy
from factcheck.reads import reads

__all__ = ["survivors"]


def survivors(claims: Sequence[Claim], source: Source, catalogue: Catalogue) -> list[Claim]:
    """Return the number injured where the text gives only the number hit and, at most, the number killed."""
    harms = [catalogue.of_harm(harm) for harm in ("either", "fatal", "injury")]
    if not all(harms):
        return []
    hit, fatal, hurt = (measures[0] for measures in harms)
    return _survivors(claims, source, hit, fatal, hurt)


def _survivors(claims: Sequence[Claim], source: Source, either: Measure, fatal: Measure, hurt: Measure) -> list[Claim]:
    """Return the number injured where the text gives only the number hit and, at most, the number killed."""
    hit = [claim for claim in stated(claims, either) if claim.scope.part != "subset" or claim.derived_from == ()]
    hit = [claim for claim in hit if claim.scope.part == "whole"] or hit
    if not hit:
        return []
    number = usual(hit)
    toll = next(claim for claim in hit if number_of(claim) == number)
    deaths = stated(claims, fatal)
    near = [claim for claim in deaths if claim.sentence.start == toll.sentence.start]
    dead = near or [claim for claim in deaths if claim.scope.part == "whole"]
    lost = max(dead, key=lambda claim: (number_of(claim), claim.id)) if dead and not _speaks_of_others(toll) else None
    rest = number - (number_of(lost) if lost is not None else 0)
    if lost is not None and abs(lost.span.start - toll.span.start) > FAR:
        return []  # too far apart to be of one event for sure
    if rest <= max((number_of(claim) for claim in stated(claims, hurt)), default=Decimal(0)):
        return []
    return [_less(toll, lost, source, hurt)]


def _speaks_of_others(toll: Claim) -> bool:
    """ "Two dead and 14 others shot": those hit besides the dead."""
    return isinstance(toll.value, Quantity) and "other" in toll.value.surface.casefold()


@reads("tally.survivors")
def _less(toll: Claim, lost: Claim | None, source: Source, hurt: Measure) -> Claim:
    """ "Nine were shot, two of them died": seven injured."""
    parts = [toll] if lost is None else [toll, lost]
    start, end = min(part.span.start for part in parts), max(part.span.end for part in parts)
    assert isinstance(toll.value, Quantity)  # noqa: S101  stated claims are quantities
    value = toll.value
    if lost is not None and isinstance(lost.value, Quantity):
        number = plain(value.nominal[0] - lost.value.nominal[0])
        value = msgspec.structs.replace(
            value,
            nominal=(number,),
            strict=tidy(_minus(value.strict, lost.value.strict, number)),
            plausible=tidy(_minus(value.plausible, lost.value.plausible, number)),
            noun=None,
        )
    if lost is None:  # of those hit, nobody says how many lived
        at_most = Interval(Decimal(0), value.strict.high)
        value = msgspec.structs.replace(value, strict=at_most, plausible=at_most, hedge=Hedge("at_most"))
    confidence: Confidence = "medium" if lost is not None else "low"
    return msgspec.structs.replace(
        toll,
        id=claim_id(source.id, f"{hurt.name}-rest", start, end),
        measure=hurt.name,
        read_by=(),
        value=msgspec.structs.replace(value, surface=source.text[start:end]),
        span=Span.of(source.text, start, end),
        scope=Scope(place=toll.scope.place),
        derived_from=tuple(part.id for part in parts),
        confidence=confidence,
    )


def _minus(all_: Interval, lost: Interval, number: Decimal) -> Interval:
    """Return the interval of a difference of counts; an end that nothing bounds stays open, none falls below 0."""
    low = None if all_.low is None or lost.high is None else max(Decimal(0), all_.low - lost.high)
    high = None if all_.high is None or lost.low is None else max(number, all_.high - lost.low)
    return Interval(Decimal(0) if low is None else low, high)
