"""The streets where a story's sources place acts → groups of one act each.

Two places are of one act where the act has the same name, and either their streets have something in common or the
words around them have. What only one source places is filed nowhere: there is nothing to compare it with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from factcheck.lexicon.told.addresses import Address
from factcheck.models import Category, Claim, Context
from factcheck.stories.links import connected
from factcheck.stories.timed import EVENT, HAPPENINGS, Named, is_one_act, name_act, weight_of

__all__ = ["group_places", "is_place"]

_CALL = "place.of-call"
_ELSEWHERE = frozenset({"street", "crossing"})  # places with no street in common, or with one
_SLIPS = frozenset({"type", "spelling"})
_PLACE, _INCIDENT = "place_of", "incident"


class _Place(msgspec.Struct, frozen=True):
    """An act with its address."""

    act: Named
    address: Address

    @property
    def claim(self) -> Claim:
        return self.act.claim

    @property
    def is_call(self) -> bool:
        """Whether it only tells to where somebody was called."""
        return _CALL in self.claim.read_by


def is_place(claim: Claim) -> bool:
    """Return whether a claim tells where an act took place."""
    return claim.measure == _PLACE


def group_places(claims: Sequence[Claim], contexts: Mapping[str, Context]) -> list[list[Claim]]:
    """Return the claims of each act that two sources place; the contexts are by claim id.

    What a source places on several streets, and names by no event, is no one act.
    """
    placed = [place for claim in claims if (place := _place_of(claim, contexts)) is not None]
    told = _with_event(placed)
    streets: dict[tuple[str, str, str], set[str]] = {}
    for place in told:
        streets.setdefault(place.act.teller, set()).add(place.address.street.name)
    once = [place for place in told if place.act.is_event or len(streets[place.act.teller]) == 1]
    links = [(a, b) for a, b in combinations(range(len(once)), 2) if _is_one(once[a], once[b])]
    groups = [[once[at] for at in group] for group in connected(len(once), links)]
    found = [group for group in groups if _is_shared(group)]
    filed = {place.claim.id for group in found for place in group}
    found = _with_slips(found, [place for place in told if place.claim.id not in filed])
    return [[place.claim for place in group] for group in found]


def _place_of(claim: Claim, contexts: Mapping[str, Context]) -> _Place | None:
    value = claim.value
    address = Address.from_label(value.label) if isinstance(value, Category) else None
    if address is None or not claim.about or claim.id not in contexts:
        return None
    return _Place(name_act(claim, contexts[claim.id]), address)


def _with_event(places: list[_Place]) -> list[_Place]:
    """Return the places with "the incident" as the one kind of event that the others tell of, where that is one."""
    kinds = {place.act.kind for place in places if place.act.is_event}
    if len(kinds) != 1:
        return places
    kind = kinds.pop()
    return [
        _Place(msgspec.structs.replace(place.act, kind=kind), place.address) if place.act.kind == _INCIDENT else place
        for place in places
    ]


def _is_shared(group: Sequence[_Place]) -> bool:
    return len({place.claim.source_id for place in group}) > 1


def _with_slips(groups: Sequence[list[_Place]], places: Sequence[_Place]) -> list[list[_Place]]:
    """Return the groups with those places whose street has one name and is written differently, whatever the act.

    A story seldom has an Oak Lane and an Oak Place; a town has a 5th Street and a 5th Avenue.
    """
    found = [*groups]
    for place in places:
        at = next((at for at, group in enumerate(found) if any(_is_slip(place, other) for other in group)), len(found))
        found[at : at + 1] = [[*(found[at] if at < len(found) else []), place]]
    return [group for group in found if _is_shared(group)]


def _is_slip(place: _Place, other: _Place) -> bool:
    if place.claim.source_id == other.claim.source_id or place.address.street.name[:1].isdigit():
        return False
    return place.address.difference(other.address) in _SLIPS


def _is_one(place: _Place, other: _Place) -> bool:
    if place.claim.source_id == other.claim.source_id or place.act.kind != other.act.kind:
        return False
    if place.act.kind not in HAPPENINGS | {_INCIDENT}:
        return is_one_act(place.act, other.act)
    if place.address.difference(other.address) not in _ELSEWHERE:
        return True
    return not (place.is_call or other.is_call) and weight_of(place.act.words & other.act.words) >= EVENT
