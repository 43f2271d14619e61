"""Two tolls that exclude each other → what their own sources' other numbers say of it, as features between 0 and 1.

What parts a real difference from a part, another moment or other people is often simple arithmetic inside each source:
the dead and the injured make the other's number, a source tells both numbers, or the rest of the larger one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.numbers import NEWS
from factcheck.lexicon.catalogue import Harm, measure_of
from factcheck.models import ATTACKER, Claim, Quantity

__all__ = ["features_of_tolls"]

_HARMS: frozenset[Harm] = frozenset({"fatal", "injury", "either"})


def features_of_tolls(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    """Return the features of positions on a number of people; none where fewer than two of them have a number."""
    if not view.measure.people or view.settled is None:
        return {}
    numbered = sorted((side for side in sides if any(map(_number, side))), key=lambda side: min(map(_number, side)))
    if len(numbered) < 2:
        return {}
    low, high = numbered[0], numbered[-1]
    less, more = min(map(_number, low)), max(map(_number, high))
    told = _told(view)
    mine = [each for source in _sources(low) for each in told.get(source, ())]
    theirs = [each for source in _sources(high) for each in told.get(source, ())]
    attackers = {_number(claim) for claim in (*mine, *theirs) if claim.scope.population == ATTACKER}
    return {
        # a source tells the other's number too: it knows of both, so that one is most likely a part
        "toll.both-told": float(_has(mine, more) or _has(theirs, less)),
        # what lacks to the larger number is told beside the smaller, as of other people or another harm
        "toll.rest-told": float(_has(mine, more - less, but=less) or _has(theirs, more - less, but=more)),
        "toll.attacker-told": float(bool(attackers)),
        "toll.attacker-lacks": float(more - less in attackers),
        "toll.hospital": float(any(all("whereabouts" in claim.notes for claim in side) for side in numbered)),
        "toll.others": float(any(all(_is_of_others(claim) for claim in side) for side in numbered)),
        "toll.noun": float(any(all(claim.scope.population is not None for claim in side) for side in numbered)),
        "toll.deep": float(any(all(claim.span.start > NEWS for claim in side) for side in numbered)),
        "toll.near": float(all(any(claim.span.start < NEWS / 3 for claim in side) for side in numbered)),
        "toll.repeated": float(all(_is_repeated(side, told) for side in (low, high))),
    }


def _told(view: TopicView) -> Mapping[str, Sequence[Claim]]:
    """Return what the story's sources tell of people harmed, by source; sums of our own are none of it."""
    told: dict[str, list[Claim]] = {}
    for topic in view.board.story_topics[view.topic.story_id]:
        if measure_of(view.board.catalogue, topic.measure).harm in _HARMS or topic.measure == view.topic.measure:
            for claim in (view.board.claims[id_] for id_ in topic.claim_ids):
                if isinstance(claim.value, Quantity) and not claim.derived_from:
                    told.setdefault(claim.source_id, []).append(claim)
    return told


def _sources(side: Sequence[Claim]) -> list[str]:
    return sorted({claim.source_id for claim in side})


def _has(claims: Sequence[Claim], number: Decimal, *, but: Decimal | None = None) -> bool:
    return number > 0 and number != but and any(_number(claim) == number for claim in claims)


def _is_of_others(claim: Claim) -> bool:
    return "other" in claim.notes or "others" in claim.notes


def _is_repeated(side: Sequence[Claim], told: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether a source says its number more than once, of one measure."""
    for source in _sources(side):
        own = [claim for claim in side if claim.source_id == source]
        same = [
            claim
            for claim in told.get(source, ())
            if claim.measure == own[0].measure and _number(claim) == _number(own[0])
        ]
        if len({claim.sentence.start for claim in same}) > 1:
            return True
    return False


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) and claim.value.nominal else Decimal(0)
