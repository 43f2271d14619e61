"""The ages that a story's sources tell → those of the one who was harmed, or who did it, put together.

A report that was written before the name was known tells of "a 15-year-old boy", the next one of "Ana Roth, 16". Where
each of two reports tells the age of one person who was harmed, and nobody else was, these are one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import combinations

import msgspec

from factcheck.lexicon.catalogue import Harm, Measure, measure_of
from factcheck.lexicon.loader import word_list
from factcheck.models import Claim, Context, Fate, Quantity
from factcheck.stories.links import connected

__all__ = ["are_two", "joined", "pair_bodies"]

_HARMS: frozenset[Harm] = frozenset({"fatal", "injury", "either"})
_ELSEWHERE = word_list("account", "happened.elsewhere")
_MALE, _FEMALE, _YOUNG, _GROWN = (
    word_list("stories", f"persons.{name}") for name in ("male", "female", "young", "grown")
)
_YEAR = Decimal(31_557_600)  # in the base unit of ages, a second
_OWN = 8  # paragraphs in which a report tells of its own event
_NEAR = 3  # years that two ages of one person lie apart at most: more is a misreading or two persons
_ROUNDED = Decimal("1.5")  # years that months may be rounded by: "18 months" and "a 2-year-old"
# the parts that a person may have in an event, each with what is told of such a person, the surest first
_PARTS: tuple[tuple[Fate, ...], ...] = (("killed", "wounded", "harmed"), ("attacker",), ("accused",))
_DOERS = "doers"
_SEVERAL_DOERS = frozenset({"attackers", "detained"})  # measures that count who did it


class _Told(msgspec.Struct, frozen=True):
    """What one source tells of whom it gives one age and one fate."""

    source: str
    years: Decimal
    fate: Fate
    abouts: frozenset[str]
    claims: tuple[str, ...]
    only: bool  # nobody else was harmed
    units: frozenset[str | None]

    @property
    def names(self) -> frozenset[str]:
        """The words of the names and descriptions that are no mere "boy" or "woman"."""
        plain = _MALE | _FEMALE | _YOUNG | _GROWN
        return frozenset(word for about in self.abouts for word in about.split() if word not in plain)

    @property
    def nouns(self) -> frozenset[str]:
        return frozenset(about for about in self.abouts if not self.names.intersection(about.split()))


def pair_bodies(
    claims: Iterable[Claim],
    contexts: Mapping[str, Context],
    story_of: Mapping[str, str],
    days: Mapping[str, frozenset[str]],
    catalogue: Mapping[str, Measure],
) -> list[tuple[str, str]]:
    """Return the pairs of ids of ages that two sources of one story tell of one person, whom something befell.

    `days` are the weekdays of each source's main event: reports of two days tell of two events.
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source_id, []).append(claim)
    several = {source: _several(told, catalogue) for source, told in by_source.items()}
    ages = {source: [claim for claim in told if _is_age(claim)] for source, told in by_source.items()}
    ones = [one for source, told in ages.items() for one in _ones(source, told, contexts, several[source])]
    every = {source: frozenset(map(_years, told)) for source, told in ages.items()}
    return [
        (one.claims[0], other.claims[0])
        for one, other in combinations(ones, 2)
        if one.source != other.source
        and story_of[one.source] == story_of[other.source]
        and _is_one(one, other, every, days)
    ]


def are_two(one: Claim, other: Claim, contexts: Mapping[str, Context]) -> bool:
    """Return whether two ages are of two people: of a boy and a girl, of who was killed and who was hurt or charged."""
    fates = {contexts[claim.id].fate for claim in (one, other) if claim.id in contexts} - {None}
    if len(fates) == 2 and _are_fates_of_two(fates):
        return True
    first, second = (_sexes_of({(claim.about or "").casefold()}) for claim in (one, other))
    return bool(first and second and first != second)


def _are_fates_of_two(fates: AbstractSet[Fate | None]) -> bool:
    return fates == {"killed", "wounded"} or not any(fates <= frozenset(part) for part in _PARTS)


def joined(
    groups: Sequence[tuple[list[Claim], bool]], pairs: Sequence[tuple[str, str]]
) -> list[tuple[list[Claim], bool]]:
    """Return groups of claims, those together that have a pair's claims; what a pair shows is no more unclear."""
    home = {claim.id: at for at, (group, _) in enumerate(groups) for claim in group}
    links = [(home[one], home[other]) for one, other in pairs if one in home and other in home]
    met = {at for link in links for at in link}
    return [
        ([claim for at in group for claim in groups[at][0]], not met.intersection(group) and groups[group[0]][1])
        for group in connected(len(groups), links)
    ]


def _is_age(claim: Claim) -> bool:
    value = claim.value
    return claim.measure == "age" and isinstance(value, Quantity) and len(value.nominal) == 1


def _is_elsewhere(claim: Claim, contexts: Mapping[str, Context]) -> bool:
    """Return whether an age is told of another event: in another year, or far down in the text."""
    context = contexts.get(claim.id)
    if claim.frame.elsewhere is not None or context is None or context.block >= _OWN:
        return True
    return not _ELSEWHERE.isdisjoint(context.sentence) or any(map(_is_past, context.times))


def _is_past(word: str) -> bool:
    return word in {"year", "years"} or (word.isdigit() and len(word) == len("2014"))


def _several(claims: Iterable[Claim], catalogue: Mapping[str, Measure]) -> frozenset[str]:
    """Return what befell, or was done by, more than one person, by what a source counts."""
    counts = [claim for claim in claims if _counts_several(claim)]
    harms: frozenset[str] = frozenset(measure_of(catalogue, claim.measure).harm for claim in counts)
    return harms | ({_DOERS} if any(claim.measure in _SEVERAL_DOERS for claim in counts) else set())


def _counts_several(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Quantity) and claim.frame.elsewhere is None and any(n > 1 for n in value.nominal)


def _years(claim: Claim) -> Decimal:
    value = claim.value
    if not isinstance(value, Quantity):
        return Decimal(0)
    return value.nominal[0] * (value.base.factor / _YEAR if value.base is not None else Decimal(1))


def _ones(
    source: str, ages: Sequence[Claim], contexts: Mapping[str, Context], several: frozenset[str]
) -> Iterable[_Told]:
    """Yield the one person who was harmed and the one who did it, where a source tells one age of such."""
    fates = {claim.id: contexts[claim.id].fate for claim in ages if not _is_elsewhere(claim, contexts)}
    for part in _PARTS:
        told = [claim for claim in ages if fates.get(claim.id) in part]
        if len({_years(claim) for claim in told}) == 1:
            known = {fates[claim.id] for claim in told}
            fate = next(fate for fate in part if fate in known)
            yield _Told(
                source=source,
                years=_years(told[0]),
                fate=fate,
                abouts=frozenset((claim.about or "").casefold() for claim in told if claim.about),
                claims=tuple(claim.id for claim in told),
                only=several.isdisjoint({"fatal"} if fate == "killed" else _HARMS if part == _PARTS[0] else {_DOERS}),
                units=frozenset(claim.value.unit for claim in told if isinstance(claim.value, Quantity)),
            )


def _is_one(
    one: _Told, other: _Told, ages: Mapping[str, frozenset[Decimal]], days: Mapping[str, frozenset[str]]
) -> bool:
    """Return whether two sources mean one person."""
    if _are_fates_of_two({one.fate, other.fate}):
        return False
    first, second = (days.get(each.source, frozenset()) for each in (one, other))
    if first and second and first.isdisjoint(second):
        return False
    if one.names and other.names and one.names.isdisjoint(other.names):
        return False
    if one.units != other.units and abs(one.years - other.years) < _ROUNDED:
        return False
    if abs(one.years - other.years) > _NEAR or (_sexes(one) and _sexes(other) and _sexes(one) != _sexes(other)):
        return False
    met = one.years != other.years and (other.years in ages[one.source] or one.years in ages[other.source])
    alike = bool(one.nouns & other.nouns)
    return not met and ((one.only and other.only) or alike)


def _sexes(told: _Told) -> frozenset[str]:
    return _sexes_of(told.abouts)


def _sexes_of(abouts: AbstractSet[str]) -> frozenset[str]:
    male, female = not abouts.isdisjoint(_MALE), not abouts.isdisjoint(_FEMALE)
    return frozenset(name for name, is_told in (("male", male), ("female", female)) if is_told)
