"""A story's claims → the same claims, some read anew in the light of their whole source or story.

Each rule of `REREADINGS` sees what those before it made. A claim that a rule changes keeps its id and gets the rule's
name at the end of its `read_by`; it is the changed claim that topics file, findings compare and reports show.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.lexicon.catalogue import Harm, Measure, measure_of
from factcheck.lexicon.comparing import Words
from factcheck.models import VICTIMS, Claim, Frame, Part, Quantity
from factcheck.stories.keys import MONTH, is_month
from factcheck.stories.voices import fold_name

__all__ = ["REREADINGS", "Around", "Rereading", "names_part", "reread"]

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


class Rereading(msgspec.Struct, frozen=True):
    """A rule by its name; it returns all the claims, in their order."""

    name: str
    read: Callable[[Sequence[Claim], Around], list[Claim]]

    @property
    def description(self) -> str:
        """What the rule does, in one line."""
        return (inspect.getdoc(self.read) or "").partition("\n")[0]


def reread(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Return the claims as the whole of each source and story lets them be read, in their order."""
    read = list(claims)
    for rule in REREADINGS:
        read = [_signed(old, new, rule.name) for old, new in zip(read, rule.read(read, around), strict=True)]
    return read


def _signed(old: Claim, new: Claim, rule: str) -> Claim:
    return old if new == old else msgspec.structs.replace(new, read_by=(*old.read_by, rule))


def names_part(claim: Claim) -> bool:
    """Return whether a claim's own words name some of the people, also where they are read as its source's whole."""
    return claim.scope.part == "subset" or (claim.scope.part == "whole" and claim.scope.population is not None)


# ------------------------------------------------------------------ of which event
def _as_own_month(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Read a number of a named month as the story's own where its first report came in it or right after."""
    first: dict[str, dt.date] = {}
    for claim in claims:
        if claim.as_of is not None:
            story = around.story_of[claim.source_id]
            first[story] = min(claim.as_of, first.get(story, claim.as_of))

    def is_own(claim: Claim) -> bool:
        began = first.get(around.story_of[claim.source_id])
        return is_month(claim.frame.window) and began is not None and claim.frame.window in _months_about(began)

    return [_of_own_event(claim) if is_own(claim) else claim for claim in claims]


def _months_about(day: dt.date) -> set[str]:
    """Return the month of a day, and that of the week before it."""
    return {each.isoformat()[:MONTH] for each in (day, day - dt.timedelta(days=7))}


def _as_own_events(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Read a number of "another attack" as the story's own where half of its sources count nothing else.

    "40 killed in strikes across the country" counts several events, and they are what the story is about.
    """
    told: dict[tuple[str, str], dict[str, bool]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and claim.scope.part == "whole" and not claim.derived_from:
            sources = told.setdefault(around.story(claim), {})
            sources[claim.source_id] = _is_of_another(claim) and sources.get(claim.source_id, True)
    own = {key for key, sources in told.items() if len(sources) > 1 and 2 * sum(sources.values()) >= len(sources)}
    return [_of_own_event(claim) if _is_of_another(claim) and around.story(claim) in own else claim for claim in claims]


def _is_of_another(claim: Claim) -> bool:
    return claim.frame.event is not None


def _of_own_event(claim: Claim) -> Claim:
    frame: Frame = msgspec.structs.replace(claim.frame, event=None, window=None)
    return msgspec.structs.replace(claim, frame=frame)


# ------------------------------------------------------------------ the whole or a part
def _as_whole(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Read a number whose noun only describes as one of the whole where its source has no larger one.

    "Four men were killed" is the toll of a report that has no larger one; beside "six people" it is a part.
    """
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
        return claim.id in describing and len(kinds[key]) == 1 and _number(claim) >= largest.get(key, Decimal(0))

    return [_scoped(claim, claim.scope.population, "whole") if is_whole(claim) else claim for claim in claims]


def _only_describes(claim: Claim, words: Words) -> bool:
    """Whether a part is one by its noun alone, and the noun fits all the people concerned: "four men"."""
    return (
        claim.scope.part == "subset"
        and fold_name(claim.scope.population or "") in words.describing
        and isinstance(claim.value, Quantity)
        and claim.value.noun not in words.people
    )


def _as_part(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Read a number of people killed or injured as a part where its source's own tolls come to more."""
    tolls: dict[str, dict[str, Decimal]] = {}
    for claim in claims:
        if around.harm(claim) in _TOLLS and _is_own_toll(claim):
            known = tolls.setdefault(claim.source_id, {})
            known[claim.measure] = max(known.get(claim.measure, Decimal(0)), _number(claim))

    def is_part(claim: Claim) -> bool:
        least = sum(tolls.get(claim.source_id, {}).values(), Decimal(0))
        return around.harm(claim) == "either" and claim.scope.part == "whole" and _number(claim) < least

    return [_scoped(claim, None, "subset") if is_part(claim) else claim for claim in claims]


def _is_own_toll(claim: Claim) -> bool:
    whole = claim.scope.part == "whole" and not claim.derived_from
    return whole and claim.told_of is None and claim.status == "actual"


def _as_victims(claims: Sequence[Claim], around: Around) -> list[Claim]:
    """Read a toll as one of the victims where another source of the story counts the attacker beside as many."""
    apart: dict[tuple[str, str], set[Decimal]] = {}
    for claim in claims:
        if claim.scope.population == VICTIMS and claim.scope.part == "subset":
            apart.setdefault(around.story(claim), set()).add(_number(claim))

    def is_victims(claim: Claim) -> bool:
        whole = claim.scope.part == "whole" and not claim.derived_from
        return whole and _number(claim) in apart.get(around.story(claim), ())

    return [_scoped(claim, VICTIMS, "subset") if is_victims(claim) else claim for claim in claims]


def _scoped(claim: Claim, population: str | None, part: Part) -> Claim:
    scope = msgspec.structs.replace(claim.scope, population=population, part=part)
    return msgspec.structs.replace(claim, scope=scope)


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) else Decimal(0)


# in the order in which they are asked
REREADINGS: tuple[Rereading, ...] = (
    Rereading("story.own-month", _as_own_month),
    Rereading("story.own-events", _as_own_events),
    Rereading("story.whole-by-description", _as_whole),
    Rereading("story.part-of-own-tolls", _as_part),
    Rereading("story.victims", _as_victims),
)
