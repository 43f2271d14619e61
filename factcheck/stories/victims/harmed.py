"""Where a story's victims were hit and how they are → groups of one person each.

Two reports tell of one person where the name is the same, or where each tells of one victim alone and nothing they say
of it parts the two. Of two victims sex or age must tell which is meant; of several without a name nobody knows who is
who.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from factcheck.lexicon.catalogue import Harm, Measure, measure_of
from factcheck.lexicon.loader import word_list
from factcheck.models import Claim, Quantity
from factcheck.stories.links import connected

__all__ = ["HARMS", "group_harms", "is_harm"]

HARMS = frozenset({"wound", "health"})
_MALE, _FEMALE, _CHILD, _GROWN, _TEEN = (
    word_list("harms", f"sexes.{name}") for name in ("male", "female", "child", "grown", "teen")
)
_ATTACKING = word_list("populations", "people.attackers") | word_list("populations", "people.suspects")
_AGED = re.compile(r"(\d{1,2})-years?-old")
_COUNTED = re.compile(r"\d+ \w")
_GROWN_AGE, _CHILD_AGE = 18, 13
_TOLLS = frozenset({"fatal", "injury", "either"})


class _Victim(msgspec.Struct, frozen=True):
    """A claim with what its words tell of the person: name, age, sex, and whether a child or grown."""

    claim: Claim
    name: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    kind: str = ""
    attacks: bool = False
    counted: str = ""  # "3 man": several people together

    def is_apart(self, other: _Victim) -> bool:
        """Return whether two can't be one person: another name, age or sex, a child and a grown man."""
        if self.counted != other.counted or self.attacks != other.attacks:
            return True
        if self.name and other.name and not self.shares_name(other):
            return True
        if self.age is not None and other.age is not None and abs(self.age - other.age) > 1:
            return True
        return any(a and b and a != b for a, b in ((self.sex, other.sex), (self.kind, other.kind)))

    def shares_name(self, other: _Victim) -> bool:
        shorter, longer = sorted((self.name, other.name), key=len)
        return bool(shorter) and set(shorter) <= set(longer)

    def is_same(self, other: _Victim) -> bool:
        """Return whether a name makes one person of two, or their number one group."""
        return self.shares_name(other) or bool(self.counted)


def is_harm(claim: Claim) -> bool:
    """Return whether a claim tells where somebody was hit, or how somebody is."""
    return claim.measure in HARMS


def group_harms(
    claims: Sequence[Claim], everything: Iterable[Claim], catalogue: Mapping[str, Measure]
) -> list[list[Claim]]:
    """Return the claims about each person of whom two sources tell the like.

    `everything` are the claims of the same story: a source that counts more than one of the dead and the injured, or
    tells of two people who can't be one, has several victims, of whom sex or age must tell which is meant.
    """
    victims = [_victim_of(claim) for claim in claims if claim.about]
    told = list(everything)
    every = [_victim_of(claim) for claim in told if is_harm(claim) and claim.about]
    alone, paired = _sources_of_one(every, told, catalogue)
    links = [
        (a, b)
        for (a, one), (b, two) in combinations(enumerate(victims), 2)
        if not one.is_apart(two)
        and (one.is_same(two) or _are_of(one, two, alone, paired))
        and _is_only(one, two, every)
        and _is_only(two, one, every)
    ]
    groups = [[victims[at] for at in group] for group in connected(len(victims), links)]
    whole = [group for group in groups if not any(a.is_apart(b) for a, b in combinations(group, 2))]
    return [[victim.claim for victim in group] for group in whole if len({each.claim.source_id for each in group}) > 1]


def _are_of(one: _Victim, two: _Victim, alone: frozenset[str], paired: frozenset[str]) -> bool:
    """Return whether two are each the one whom a source tells of; of two people words must tell which is meant."""
    sources = {one.claim.source_id, two.claim.source_id}
    told = any(a and a == b for a, b in ((one.sex, two.sex), (one.age, two.age)))
    return sources <= alone or (told and sources <= alone | paired)


def _is_only(victim: _Victim, other: _Victim, every: Sequence[_Victim]) -> bool:
    """Return whether a source tells of one person alone who may be the other's victim."""
    may_be = [each for each in every if each.claim.source_id == victim.claim.source_id and not each.is_apart(other)]
    return not any(a.is_apart(b) for a, b in combinations(may_be, 2))


def _most(claim: Claim) -> Decimal:
    return max(claim.value.nominal, default=Decimal(0)) if isinstance(claim.value, Quantity) else Decimal(0)


def _victim_of(claim: Claim) -> _Victim:
    about = claim.about or ""
    if _COUNTED.match(about):
        return _Victim(claim, counted=about)
    found = _AGED.search(about)
    age = int(found.group(1)) if found is not None else None
    words = frozenset(_AGED.sub("", about).split())
    named = about[:1].isupper()
    sex = "" if named else "male" if words & _MALE else "female" if words & _FEMALE else ""
    return _Victim(
        claim,
        name=tuple(word.casefold() for word in about.split()) if named else (),
        age=age,
        sex=sex,
        kind="" if named else _kind(words, age),
        attacks=not words.isdisjoint(_ATTACKING),
    )


def _kind(words: frozenset[str], age: int | None) -> str:
    if age is not None:
        return "grown" if age >= _GROWN_AGE else "child" if age < _CHILD_AGE else ""
    return "grown" if words & _GROWN else "child" if words & _CHILD and not words & _TEEN else ""


def _sources_of_one(
    victims: Sequence[_Victim], everything: Iterable[Claim], catalogue: Mapping[str, Measure]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sources that tell of one victim alone, and those that tell of two, as one dead and one hurt."""
    tolls: dict[str, dict[Harm, Decimal]] = {}
    paired = set[str]()  # two who are told one by one may be one who is told of twice
    for claim in everything:
        harm = measure_of(catalogue, claim.measure).harm
        if claim.frame.elsewhere is not None:
            continue
        if isinstance(claim.value, Quantity) and harm in _TOLLS and claim.derived_from:
            paired.add(claim.source_id)
        elif isinstance(claim.value, Quantity) and harm in _TOLLS:
            known = tolls.setdefault(claim.source_id, {})
            known[harm] = max(_most(claim), known.get(harm, Decimal(0)))
    several = set[str]()
    for source, known in tolls.items():
        dead, hurt = known.get("fatal", 0), known.get("injury", 0)
        if max(dead, hurt) > 1 or known.get("either", 0) > 1 + (dead == hurt == 1):
            several.add(source)
        elif dead and hurt:
            paired.add(source)
    by_source: dict[str, list[_Victim]] = {}
    for victim in victims:
        by_source.setdefault(victim.claim.source_id, []).append(victim)
    paired |= {id_ for id_, told in by_source.items() if any(a.is_apart(b) for a, b in combinations(told, 2))}
    several |= {victim.claim.source_id for victim in victims if victim.counted}
    several |= {
        id_
        for id_, told in by_source.items()
        if any(a.is_apart(b) and b.is_apart(c) and a.is_apart(c) for a, b, c in combinations(told, 3))
    }
    return frozenset(by_source) - several - paired, frozenset(paired - several)
