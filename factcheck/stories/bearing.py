"""Two numbers with a unit → whether they are of one thing, by what each of them measures.

A thing has one length, one price: where two sources give a property of the same noun ("a 17-minute video", "the
27-minute video"), each gives one such number alone, and something else is told alike, they answer one question. An
amount ("$2 million in aid") says how much of something, and may be of another part of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.people import is_people
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Claim, Quantity
from factcheck.stories.alignment import Told, dimension_of
from factcheck.stories.current import whole_interval

__all__ = ["Bearings", "bear"]

# what moves from hour to hour, or is a part of something else each time
_MOVING = frozenset({"share", "speed", "temperature", "starts_in"})
_YEAR = len("1998")
_RECENT = 3  # years: what is told of an earlier one is history
_ENOUGH = 0.35  # the rarity of what two sentences have in common beside the noun
_RARE = 0.55  # a noun that a story has one of, as a siege or a telescope
_ROUND = Decimal("0.15")  # as far as rounding may take a number


class Bearings(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers with a unit of a run by id and by source; `own`: the nouns for what each person has of their own."""

    told: Mapping[str, Told] = {}
    by_source: Mapping[str, Sequence[Told]] = {}
    own: frozenset[str] = frozenset()

    def are_of_one_thing(self, one: Claim, two: Claim) -> bool:
        """Return whether two sources give one property of one thing, by all that stands around the two numbers."""
        if one.id not in self.told or two.id not in self.told:
            return False
        (thing, _), (other, _) = _thing(self.told[one.id]), _thing(self.told[two.id])
        return thing == other and bool(self.features(one, two)["unit.one"])

    def _is_alike(self, one: Claim, two: Claim) -> bool:
        """Whether the sentences have a name or rare words in common, or the noun is rare itself: "the standoff".

        A person's own number asks for the name, and that no other's stands in the sentence.
        """
        left, right = self.told[one.id], self.told[two.id]
        a, b, (thing, _) = left.context, right.context, _thing(left)
        if one.measure == "magnitude" or _has_ends(one):
            return thing not in self.own  # there are many aftershocks
        if thing in self.own or is_people(thing):
            return bool(a.names & b.names) and not left.company and not right.company
        if a.borne and b.borne and rarity(thing) >= _RARE:
            return True
        return bool(a.near & b.near & a.names) or _weight((a.sentence & b.sentence) - {a.bearer}) >= _ENOUGH

    def features(self, one: Claim, two: Claim) -> dict[str, float]:
        """Return the named features of two numbers with a unit, each between 0 and 1; none where one is not known."""
        if one.id not in self.told or two.id not in self.told:
            return {}
        a, b = self.told[one.id].context, self.told[two.id].context
        (thing, own), (other, own_too) = _thing(self.told[one.id]), _thing(self.told[two.id])
        same = bool(thing) and thing == other
        names = a.near & a.names, b.near & b.names
        found = {
            f"unit.is.{one.measure}": 1.0,
            "unit.bearer": float(same),
            "unit.bearer-other": float(bool(thing and other) and not same),
            "unit.borne": float(same and own and own_too),
            "unit.borne-both": float(own and own_too),
            "unit.borne-one": float(same and own != own_too),
            "unit.near": _weight((a.near & b.near) - {a.bearer}),
            "unit.sentence": _weight((a.sentence & b.sentence) - {a.bearer}),
            "unit.names": float(bool(names[0] & names[1])),
            "unit.names-apart": float(all(names) and not names[0] & names[1]),
            "unit.years": float(_are_of_other_years(self.told[one.id], self.told[two.id])),
            "unit.met": float(self._gives(one.source_id, two, one) or self._gives(two.source_id, one, two)),
            "unit.lone": float(not self._rivals(one, thing) and not self._rivals(two, other)),
            "unit.only": float(not self._rivals(one) and not self._rivals(two)),
            "unit.rounded": float(_is_rounded(one, two)),
        }
        borne = found["unit.borne"] or found["unit.borne-one"]
        against = found["unit.met"] or found["unit.years"] or found["unit.rounded"] or not found["unit.lone"]
        is_one = borne and not against and one.measure not in _MOVING and self._is_alike(one, two)
        return {**found, "unit.one": float(is_one)}

    def _gives(self, source_id: str, claim: Claim, own: Claim) -> bool:
        """Whether a source gives the other's number as well, of the same measure."""
        return any(
            whole_interval(each.claim).meets(whole_interval(claim))
            for each in self.by_source.get(source_id, ())
            if each.claim.id != own.id and _is_of_kind(each.claim, claim)
        )

    def _rivals(self, claim: Claim, thing: str | None = None) -> bool:
        """Whether the claim's source gives another number of the same measure, of the same thing or of any."""
        return any(
            thing in (None, _thing(each)[0]) and not whole_interval(each.claim).meets(whole_interval(claim))
            for each in self.by_source.get(claim.source_id, ())
            if each.claim.id != claim.id and _is_of_kind(each.claim, claim) and not _is_rounded(each.claim, claim)
        )


def bear(told: Iterable[Told], own: frozenset[str]) -> Bearings:
    """Return the numbers with a unit among what is told."""
    of_unit = [each for each in told if each.value.unit is not None]
    by_source: dict[str, list[Told]] = {}
    for each in of_unit:
        by_source.setdefault(each.claim.source_id, []).append(each)
    return Bearings(told={each.claim.id: each for each in of_unit}, by_source=by_source, own=own)


def _thing(told: Told) -> tuple[str, bool]:
    """Return what a number measures, and whether as a property, as a distance between two ends always is."""
    about = told.claim.about or ""
    if told.claim.measure == "magnitude" or _has_ends(told.claim):
        return about, True
    return told.context.bearer, told.context.borne


def _has_ends(claim: Claim) -> bool:
    return claim.measure == "distance" and " from " in (claim.about or "")


def _is_of_kind(one: Claim, two: Claim) -> bool:
    return one.measure == two.measure and dimension_of(one) == dimension_of(two)


def _are_of_other_years(one: Told, two: Told) -> bool:
    """Whether two clauses name years apart, or one of them a year long before its report and the other none."""
    here, there = _years(one), _years(two)
    if here and there:
        return not here & there
    return any(
        told.claim.as_of is not None and told.claim.as_of.year - max(years) > _RECENT
        for told, years in ((one, here), (two, there))
        if years
    )


def _years(told: Told) -> set[int]:
    return {int(word) for word in told.context.times if word.isdigit() and len(word) == _YEAR}


def _weight(words: Iterable[str]) -> float:
    return min(1.0, math.fsum(map(rarity, words)) / 2)


def _is_rounded(one: Claim, two: Claim) -> bool:
    """Whether two numbers are one to the last digit of the coarser: "60 miles", "100 km"; "two-year", "21-month"."""
    sizes, steps, units = [], [], set()
    for value in (one.value, two.value):
        if not isinstance(value, Quantity) or not value.nominal:
            return False
        units.add(value.unit)
        factor = value.base.factor if value.base else Decimal(1)
        sizes.append(abs(value.nominal[0]) * factor)
        steps.append(_step(value.nominal[0]) * factor)
    apart = abs(sizes[0] - sizes[1])
    return len(units) > 1 and apart <= min(max(steps) / 2, max(sizes) * _ROUND)


def _step(number: Decimal) -> Decimal:
    """Return what one of the last digit that is no zero is worth: 10 for 60, 1 for 21, 0.1 for 18.5."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
