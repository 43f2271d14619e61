"""What speaks for a deed that one voice asserts and another denies, as named numbers: how plainly both tell of one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from factcheck.conflicts.board import TopicView
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Claim
from factcheck.stories.deeds.denied import Told, is_assertion, tell

__all__ = ["features_of_assertions"]

_WEEK = 7
_ENOUGH = 2.0  # the rarity that three rare words have together


def features_of_assertions(claims: Sequence[Claim], view: TopicView) -> Mapping[str, float]:
    """Return how a deed is known to be the one that is denied; nothing for other claims."""
    told = [each for claim in claims if is_assertion(claim) and (each := tell(claim)) is not None]
    denied, asserted = [each for each in told if each.is_denied], [each for each in told if not each.is_denied]
    if not denied or not asserted:
        return {}
    ours, theirs = (frozenset[str]().union(*map(_words, side)) for side in (denied, asserted))
    days = [view.board.sources[each.claim.source_id].published for each in told]
    known = [day for day in days if day is not None]
    return {
        "deed.disowned": float(any(each.is_spoken for each in denied)),
        "deed.doer": float(any(each.deed.doer for each in denied) and any(each.deed.doer for each in asserted)),
        "deed.object": float(bool(denied[0].deed.done)),
        "deed.has": float(denied[0].deed.verb == "have"),
        "deed.told": min(1.0, math.fsum(map(rarity, ours & theirs)) / _ENOUGH),
        "deed.more": min(1.0, math.fsum(map(rarity, theirs - ours)) / _ENOUGH),
        "deed.held": float(any(each.claim.attribution is not None for each in asserted)),
        "deed.several": float(any("several" in each.deed.notes for each in asserted)),
        "deed.days": min(1.0, (max(known) - min(known)).days / _WEEK) if known else 0.0,
    }


def _words(told: Told) -> frozenset[str]:
    deed = told.deed
    return frozenset({*deed.verb.split(), *deed.done, *deed.doer, *deed.around})
