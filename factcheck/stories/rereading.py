"""A story's claims → the same claims, some read anew in the light of their whole source or story.

Each rule sees what those before it made. A claim that a rule changes keeps its id and gets the rule's name at the end
of its `read_by`; it is the changed claim that topics file, findings compare and reports show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.catalogue import Harm, Measure, measure_of
from factcheck.lexicon.comparing import Words
from factcheck.models import VICTIMS, Claim, Frame, Part, Quantity
from factcheck.reads import reads
from factcheck.stories.keys import MONTH, is_month
from factcheck.stories.voices import fold_name

__all__ = ["Around", "names_part", "reread"]

_ALONE = "licence.counts-no-others"
_TOLLS: frozenset[Harm] = frozenset({"fatal", "injury"})


class Around(msgspec.Struct, frozen=True):
    """What a rule may ask beside the claims: the story of each source, the measures, the word lists."""

    story_of: Mapping[str, str]
    catalogue: Mapping[str, Measure]
    words: Words

    def story(self, claim: Claim) -> tuple[str, str]:
        """Return the story and the measure of a claim: where its number stands beside others."""
        return self.story_of[claim.source_id], claim.measure

    def harm(self, claim: Claim) -> Harm:
        """Return what befell the people whom a claim counts."""
        return measure_of(self.catalogue, claim.measure).harm


def reread(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Return the claims as the whole of each source and story lets them be read, in their order."""
    read = list(claims)
    for look in (_at_months, _at_events, _at_descriptions, _at_tolls, _at_victims):
        read = look(read, around)
    return read


def names_part(claim: Claim) -> bool:
    """Return whether a claim's own words name some of the people, also where they are read as its source's whole."""
    return claim.scope.part == "subset" or (claim.scope.part == "whole" and claim.scope.population is not None)


# ------------------------------------------------------------------ of which event
@reads("story.own-month")
def _of_own_month(claim: Claim) -> Claim:
    """A number of a named month is the story's own where its first report came in it or right after."""
    return _of_own_event(claim)


def _at_months(claims: Sequence[Claim], around: Around) -> list[Claim]:
    first: dict[str, dt.date] = {}
    for claim in claims:
        if claim.as_of is not None:
            story = around.story_of[claim.source_id]
            first[story] = min(claim.as_of, first.get(story, claim.as_of))

    def is_own(claim: Claim) -> bool:
        began = first.get(around.story_of[claim.source_id])
        return is_month(claim.frame.window) and began is not None and claim.frame.window in _months_about(began)

    return [_of_own_month(claim) if is_own(claim) else claim for claim in claims]


def _months_about(day: dt.date) -> set[str]:
    """Return the month of a day, and that of the week before it."""
    return {each.isoformat()[:MONTH] for each in (day, day - dt.timedelta(days=7))}


@reads("story.own-events")
def _of_own_events(claim: Claim) -> Claim:
    """A number of "another attack" is the story's own where half of its sources count nothing else.

    "40 killed in strikes across the country" counts several events, and they are what the story is about.
    """
    return _of_own_event(claim)


def _at_events(claims: Sequence[Claim], around: Around) -> list[Claim]:
    told: dict[tuple[str, str], dict[str, bool]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.scope.part == "whole" and not claim.derived_from:
            sources = told.setdefault(around.story(claim), {})
            sources[claim.source_id] = _is_of_another(claim) and sources.get(claim.source_id, True)
    own = {key for key, sources in told.items() if len(sources) > 1 and 2 * sum(sources.values()) >= len(sources)}
    return [
        _of_own_events(claim) if _is_of_another(claim) and around.story(claim) in own else claim for claim in claims
    ]


def _is_of_another(claim: Claim) -> bool:
    return claim.frame.event is not None


def _of_own_event(claim: Claim) -> Claim:
    frame: Frame = msgspec.structs.replace(claim.frame, event=None, window=None)
    return msgspec.structs.replace(claim, frame=frame)


# ------------------------------------------------------------------ the whole or a part
@reads("story.whole-by-description")
def _as_whole(claim: Claim) -> Claim:
    """A number whose noun only describes is one of the whole where its source has no larger one.

    "Four men were killed" is the toll of a report that has no larger one; beside "six people" it is a part.
    """
    return _scoped(claim, claim.scope.population, "whole")


def _at_descriptions(claims: Sequence[Claim], around: Around) -> list[Claim]:
    describing = {claim.id: claim for claim in claims if _only_describes(claim, around.words)}
    largest: dict[tuple[str, str], Decimal] = {}
    kinds: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        key = (claim.source_id, claim.measure)
        if claim.id in describing:
            kinds.setdefault(key, set()).add(claim.scope.population or "")
        elif claim.scope.part != "addition":
            largest[key] = max(largest.get(key, Decimal(0)), _number(claim))

    def is_whole(claim: Claim) -> bool:
        key = (claim.source_id, claim.measure)
        one = claim.id in describing and (len(kinds[key]) == 1 or _ALONE in claim.read_by)
        return one and _number(claim) >= largest.get(key, Decimal(0))

    return [_as_whole(claim) if is_whole(claim) else claim for claim in claims]


def _only_describes(claim: Claim, words: Words) -> bool:
    """Whether a part is one by its noun alone, and the noun fits all the people concerned: "four men".

    Whatever the noun, it does where a report counts no others at its head.
    """
    if _ALONE in claim.read_by:
        return claim.scope.part == "subset" and isinstance(claim.value, Quantity)
    return (
        claim.scope.part == "subset"
        and fold_name(claim.scope.population or "") in words.describing
        and isinstance(claim.value, Quantity)
        and (claim.value.noun not in words.people or "others" in claim.notes)  # "and critically injured five others"
    )


@reads("story.part-of-own-tolls")
def _as_part(claim: Claim) -> Claim:
    """A number of people killed or injured is a part where its source's own tolls come to more."""
    return _scoped(claim, None, "subset")


def _at_tolls(claims: Sequence[Claim], around: Around) -> list[Claim]:
    tolls: dict[str, dict[str, Decimal]] = {}
    for claim in claims:
        if around.harm(claim) in _TOLLS and _is_own_toll(claim):
            known = tolls.setdefault(claim.source_id, {})
            known[claim.measure] = max(known.get(claim.measure, Decimal(0)), _number(claim))

    def is_part(claim: Claim) -> bool:
        least = sum(tolls.get(claim.source_id, {}).values(), Decimal(0))
        return around.harm(claim) == "either" and claim.scope.part == "whole" and _number(claim) < least

    return [_as_part(claim) if is_part(claim) else claim for claim in claims]


def _is_own_toll(claim: Claim) -> bool:
    whole = claim.scope.part == "whole" and not claim.derived_from
    return whole and claim.told_of is None and claim.status == "actual"


@reads("story.victims")
def _as_victims(claim: Claim) -> Claim:
    """A toll is one of the victims where another source of the story counts the attacker beside as many."""
    return _scoped(claim, VICTIMS, "subset")


def _at_victims(claims: Sequence[Claim], around: Around) -> list[Claim]:
    apart: dict[tuple[str, str], set[Decimal]] = {}
    for claim in claims:
        if claim.scope.population == VICTIMS and claim.scope.part == "subset":
            apart.setdefault(around.story(claim), set()).add(_number(claim))

    def is_victims(claim: Claim) -> bool:
        whole = claim.scope.part == "whole" and not claim.derived_from
        return whole and _number(claim) in apart.get(around.story(claim), ())

    return [_as_victims(claim) if is_victims(claim) else claim for claim in claims]


def _scoped(claim: Claim, population: str | None, part: Part) -> Claim:
    scope = msgspec.structs.replace(claim.scope, population=population, part=part)
    return msgspec.structs.replace(claim, scope=scope)


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) else Decimal(0)
