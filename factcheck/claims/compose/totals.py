"""What a source states of a measure as a fact of its story, and which number it gives most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from factcheck.claims.compose.read import ATTACKERS
from factcheck.lexicon.catalogue import Measure
from factcheck.models import Claim, Quantity

__all__ = ["FAR", "is_said_part", "number_of", "stated", "usual"]

FAR = 2000  # characters between two numbers that are of one event


def stated(claims: Sequence[Claim], measure: Measure) -> list[Claim]:
    """Return the claims that give a number of a measure as a fact of this story."""
    return [
        claim
        for claim in claims
        if claim.measure == measure.name
        and claim.status == "actual"
        and claim.frame.standing == "stated"
        and claim.told_of is None
        and claim.scope.part != "addition"
        and claim.scope.population not in ATTACKERS
        and isinstance(claim.value, Quantity)
        and claim.value.nominal[0] > 0
    ]


def is_said_part(claim: Claim) -> bool:
    """ "Three of the victims", "three women were flown out in critical condition", "nine are back at home": not all."""
    behind = claim.sentence.quote[claim.span.end - claim.sentence.start :].casefold()
    grave = any(f"in {word} condition" in behind.partition(",")[0] for word in ("critical", "serious", "grave"))
    return grave or " at home" in behind.partition(" and ")[0] or " of the" in claim.span.quote.casefold()


def number_of(claim: Claim) -> Decimal:
    """Return the number of a claim as written, the first of two; 0 for a claim without one."""
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) else Decimal(0)


def usual(claims: Sequence[Claim]) -> Decimal:
    """Return the number that most of the claims give, the largest on ties."""
    counted = Counter(number_of(claim) for claim in claims)
    return max(counted, key=lambda number: (counted[number], number))
