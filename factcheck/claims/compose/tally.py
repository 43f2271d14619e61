"""Turn what a source says of single persons and of groups into its totals, where it gives none in a number.

Three things that a reader works out without thinking: persons killed one by one are at least so many; of those shot,
the ones that did not die were injured; a toll of victims and the attacker's own death make one more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from factcheck.claims.compose.counted import claim_id
from factcheck.claims.compose.read import ATTACKERS, Single
from factcheck.claims.compose.sums import at_least, sum_of
from factcheck.claims.frame.scope import IN_HOSPITAL
from factcheck.lexicon.categories import ANOTHER
from factcheck.lexicon.loader import words_in_order
from factcheck.lexicon.populations import ATTACKER, VICTIMS
from factcheck.models import Claim, Confidence, Frame, Hedge, Interval, Quantity, Scope, Source, Span, Value
from factcheck.numerals import plain
from factcheck.numerals.intervals import tidy
from factcheck.reads import reads

__all__ = ["with_tallies"]

# characters over which single persons are added up: a long paragraph
PASSAGE = 600
ALIKE = 5
FAR = 2000  # characters between two numbers that are of one event
PEOPLE = frozenset({"deaths", "injured", "missing", "casualties"})
COUNTED_IN = words_in_order("compose", "tally.counted_in")


def with_tallies(claims: Sequence[Claim], singles: Sequence[Single], source: Source) -> list[Claim]:
    """Return a source's numeric claims with the totals that follow from them and from its single persons."""
    out = _with_attacker(_in_hospital(_hurt_among_hit(_others(_elsewhere_too(claims)))), singles, source)
    for measure in ("deaths", "injured", "casualties"):
        mine = [single for single in singles if single.claim.measure == measure and single.claim.told_of is None]
        stated = _stated(out, measure)
        if mine and not stated:
            out += _counted_up(mine, source)
    return out + _survivors(out, source)


def _elsewhere_too(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a number that the text elsewhere calls one of other events as one of them here too.

    "Violent weekend: 7 dead" above "seven people died in 17 shootings"; two small numbers are alike by chance.
    """
    several = [
        claim for claim in claims if claim.measure in PEOPLE and claim.frame.event and isinstance(claim.value, Quantity)
    ]
    told = {(claim.measure, _number(claim)) for claim in several}
    known = {(claim.measure, _number(claim)): claim.frame for claim in several if _number(claim) >= ALIKE}
    people = [claim for claim in claims if claim.measure in PEOPLE]
    first = min(people, key=lambda claim: claim.span.start, default=None)
    if first is not None and _number(first) > 1 and (first.measure, _number(first)) in told:
        # a text that opens with the count of several events is about them all
        many = Frame(event=f"{ANOTHER} event")
        return [_of_others(claim, many) if claim in people and claim.told_of is None else claim for claim in claims]
    return [
        _of_others(claim, known[claim.measure, _number(claim)])
        if claim.told_of is None and (claim.measure, _number(claim)) in known
        else claim
        for claim in claims
    ]


@reads("tally.of-other-events")
def _of_others(claim: Claim, frame: Frame) -> Claim:
    """ "Violent weekend: 7 dead" above "seven people died in 17 shootings": the 7 are of several events too."""
    return msgspec.structs.replace(claim, frame=frame)


def _others(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, "two killed and six more injured" as a whole: more people, but the first of the injured."""
    before: dict[int, set[str]] = {}
    out = []
    for claim in sorted(claims, key=lambda claim: claim.span.start):
        told = before.setdefault(claim.sentence.start, set())
        first = claim.scope.part == "addition" and told and claim.measure not in told and claim.measure in PEOPLE
        out.append(_first_of_kind(claim) if first else claim)
        if claim.measure in PEOPLE:
            told.add(claim.measure)
    return out


@reads("tally.first-of-its-kind")
def _first_of_kind(claim: Claim) -> Claim:
    """ "Two killed and six more injured": more people, but the first of the injured."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="whole"))


def _hurt_among_hit(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a number injured as a part beside more people hit: "three shot, one injured"."""
    hit = [claim for claim in claims if claim.measure == "casualties" and claim.status == "actual"]
    return [
        _among_hit(claim)
        if claim.measure == "injured"
        and claim.scope.part == "whole"
        and any(
            each.sentence.start == claim.sentence.start
            and each.span.start < claim.span.start
            and _number(each) > _number(claim) > 0
            for each in hit
        )
        and not any(each.sentence.start == claim.sentence.start and each.measure == "deaths" for each in claims)
        else claim
        for claim in claims
    ]


@reads("tally.hurt-among-hit")
def _among_hit(claim: Claim) -> Claim:
    """ "Three shot, one injured": the injured is one of those hit."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, part="subset"))


def _in_hospital(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a number taken to hospital as one of all the injured where the text has none surer or larger.

    Some of those in hospital may die; where a text tells of them one ambulance at a time, each is the least of them.
    """
    told = [claim for claim in _stated(claims, "injured") if claim.scope.population != IN_HOSPITAL]
    brought = [claim for claim in _stated(claims, "injured") if claim.scope.population == IN_HOSPITAL]
    alone = len(brought) == 1
    brought = [claim for claim in brought if not _is_said_part(claim)]
    largest = max((_number(claim) for claim in brought), default=Decimal(0))
    return [
        _all_injured(claim, claim.value if alone else at_least(claim.value))
        if claim in brought and not told and _number(claim) == largest
        else claim
        for claim in claims
    ]


@reads("tally.hospital-as-injured")
def _all_injured(claim: Claim, value: Value) -> Claim:
    """ "Five were taken to hospital" in a text without another number of the injured."""
    scope = msgspec.structs.replace(claim.scope, population=None, part="whole")
    return msgspec.structs.replace(claim, value=value, scope=scope)


def _is_said_part(claim: Claim) -> bool:
    """ "Three of the victims", "three women were flown out in critical condition", "nine are back at home": not all."""
    behind = claim.sentence.quote[claim.span.end - claim.sentence.start :].casefold()
    grave = any(f"in {word} condition" in behind.partition(",")[0] for word in ("critical", "serious", "grave"))
    return grave or " at home" in behind.partition(" and ")[0] or " of the" in claim.span.quote.casefold()


def _stated(claims: Sequence[Claim], measure: str) -> list[Claim]:
    """Return the claims that give a number of a measure as a fact of this story."""
    return [
        claim
        for claim in claims
        if claim.measure == measure
        and claim.status == "actual"
        and claim.told_of is None
        and claim.scope.part != "addition"
        and claim.scope.population not in ATTACKERS
        and isinstance(claim.value, Quantity)
        and claim.value.nominal[0] > 0
    ]


# ------------------------------------------------------------------ persons one by one
def _counted_up(singles: Sequence[Single], source: Source) -> list[Claim]:
    """Return a claim of at least as many as the text tells apart: by name, or within one sentence."""
    named = _near_names(singles)
    by_sentence: dict[int, list[Single]] = {}
    for single in singles:
        by_sentence.setdefault(single.claim.sentence.start, []).append(single)
    groups = [named, *(_apart(group) for group in by_sentence.values())]
    chosen = max(groups, key=len)
    if len(chosen) < 2:
        first = min(singles, key=lambda single: (single.known, single.claim.span.start)).claim
        return [_whole(first, first.value, first.span, parts=())]
    parts = [_nameless(single.claim) for single in sorted(chosen, key=lambda single: single.claim.span.start)]
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    span = Span.of(source.text, parts[0].span.start, max(part.span.end for part in parts))
    total = sum_of(values, span.quote)
    return [*parts, _whole(parts[0], total, span, parts=tuple(part.id for part in parts))]


def _near_names(singles: Sequence[Single]) -> list[Single]:
    """Return the most persons of different names that the text tells of within one passage."""
    best: list[Single] = []
    named = sorted((single for single in singles if single.name), key=lambda single: single.claim.span.start)
    for index, first in enumerate(named):
        passage = {first.name: first}
        for other in named[index + 1 :]:
            if other.claim.span.end - first.claim.span.start > PASSAGE:
                break
            passage.setdefault(other.name, other)
        best = max(best, list(passage.values()), key=len)
    return best


def _apart(singles: Sequence[Single]) -> list[Single]:
    """Return the singles of a sentence that are surely different people: by span, and names once."""
    seen: dict[object, Single] = {}
    for single in singles:
        seen.setdefault(single.name or single.claim.span.start, single)
    return list(seen.values())


@reads("tally.one-of-several")
def _nameless(claim: Claim) -> Claim:
    """One of several persons told one by one, whose total the text does not give."""
    return msgspec.structs.replace(claim, scope=Scope(place=claim.scope.place, part="subset"))


@reads("tally.one-by-one")
def _whole(claim: Claim, value: Value, span: Span, *, parts: tuple[str, ...]) -> Claim:
    """ "A man and a woman were killed": two at least, for a text need not name everybody."""
    quantity = at_least(value)
    if isinstance(quantity, Quantity):
        quantity = msgspec.structs.replace(quantity, surface=span.quote)
    name = f"{claim.measure}-tally" if parts else claim.measure
    return msgspec.structs.replace(
        claim, id=claim_id(claim.source_id, name, span.start, span.end), value=quantity, span=span,
        scope=Scope(place=claim.scope.place), derived_from=parts, confidence="medium",
    )  # fmt: skip


# ------------------------------------------------------------------ the attacker
def _with_attacker(claims: list[Claim], singles: Sequence[Single], source: Source) -> list[Claim]:
    """Return the claims with the attackers' deaths beside the victims', and the whole of both.

    A toll that the text gives in one breath with the attacker's death is the victims'. Where the death stands
    elsewhere the toll may hold it, so that the whole is a reading of low confidence beside it.
    """
    attackers = _attackers(claims, singles)
    parts = {id_ for claim in claims for id_ in claim.derived_from}
    stated = [claim for claim in _stated(claims, "deaths") if claim.id not in parts and not _is_said_part(claim)]
    victims = [claim for claim in stated if claim.scope.population == VICTIMS or claim.scope.part == "whole"] or stated
    if not attackers or not victims or any(_counts_in(claim) for claim in victims):
        return claims
    excluding = [claim for claim in victims if _leaves_out(claim, attackers)]
    number = _usual(excluding or victims)
    toll = next(claim for claim in excluding or victims if _number(claim) == number)
    attacker = max(attackers, key=lambda claim: (_number(claim), -claim.span.start))
    if number == _number(attacker) > 1:
        return claims  # the same people, called victims of the shooting and burglars
    kept = [claim for claim in claims if claim.id != attacker.id]
    if excluding:
        kept = [_as_victims(claim) if claim in victims and _number(claim) == number else claim for claim in kept]
        toll = _as_victims(toll)
    if abs(toll.span.start - attacker.span.start) > FAR:
        return claims
    start, end = min(toll.span.start, attacker.span.start), max(toll.span.end, attacker.span.end)
    values = [part.value for part in (toll, attacker) if isinstance(part.value, Quantity)]
    both: Value = sum_of(values, source.text[start:end])
    if number == 1 and isinstance(toll.value, Quantity) and toll.value.hedge.kind != "exact":
        both = at_least(both)
    total = _with_both(toll, attacker, both, Span.of(source.text, start, end), sure=bool(excluding) and number > 1)
    return [*kept, attacker, total]


@reads("tally.with-attacker")
def _with_both(toll: Claim, attacker: Claim, value: Value, span: Span, *, sure: bool) -> Claim:
    """ "Four people were killed, and the gunman shot himself": four victims, five dead."""
    return msgspec.structs.replace(
        toll,
        id=claim_id(toll.source_id, "deaths-sum", span.start, span.end),
        value=value,
        span=span,
        scope=Scope(place=toll.scope.place),
        derived_from=(toll.id, attacker.id),
        read_by=(),
        confidence="medium" if sure else "low",
    )


def _attackers(claims: Sequence[Claim], singles: Sequence[Single]) -> list[Claim]:
    """Return the claims of attackers' deaths: of one person, or of a number of them."""
    counted = [
        claim
        for claim in claims
        if claim.measure == "deaths" and claim.scope.population in ATTACKERS and not claim.derived_from
        and claim.status in {"actual", "suspected"} and _number(claim) > 0
    ]  # fmt: skip
    alone = [single.claim for single in singles if single.claim.measure == "deaths"]
    return [*counted, *(claim for claim in alone if claim.scope.population == ATTACKER)]


@reads("tally.victims")
def _as_victims(claim: Claim) -> Claim:
    """ "Four people were killed before the gunman shot himself": the four are the victims."""
    return msgspec.structs.replace(claim, scope=msgspec.structs.replace(claim.scope, population=VICTIMS, part="subset"))


def _leaves_out(claim: Claim, attackers: Sequence[Claim]) -> bool:
    """Whether a toll speaks of victims: its own words say so, or its sentence tells the attacker's death beside it."""
    if claim.scope.population == VICTIMS or (isinstance(claim.value, Quantity) and claim.value.noun == "victim"):
        return True
    return any(attacker.sentence.start == claim.sentence.start for attacker in attackers)


def _counts_in(claim: Claim) -> bool:
    """Whether a toll's sentence says that the attacker is among the dead."""
    quote = claim.sentence.quote.casefold().replace("not including", "besides")
    opened = any(f"{opening} {word}" in quote for opening in COUNTED_IN for word in ATTACKERS)
    return opened or "murder-suicide" in quote


def _usual(claims: Sequence[Claim]) -> Decimal:
    counted = Counter(_number(claim) for claim in claims)
    return max(counted, key=lambda number: (counted[number], number))


def _number(claim: Claim) -> Decimal:
    return claim.value.nominal[0] if isinstance(claim.value, Quantity) else Decimal(0)


# ------------------------------------------------------------------ those who were hit and lived
def _survivors(claims: Sequence[Claim], source: Source) -> list[Claim]:
    """Return the number injured where the text gives only the number hit and, at most, the number killed."""
    hit = [claim for claim in _stated(claims, "casualties") if claim.scope.part != "subset" or claim.derived_from == ()]
    hit = [claim for claim in hit if claim.scope.part == "whole"] or hit
    if not hit:
        return []
    number = _usual(hit)
    toll = next(claim for claim in hit if _number(claim) == number)
    deaths = _stated(claims, "deaths")
    near = [claim for claim in deaths if claim.sentence.start == toll.sentence.start]
    dead = near or [claim for claim in deaths if claim.scope.part == "whole"]
    lost = max(dead, key=lambda claim: (_number(claim), claim.id)) if dead and not _speaks_of_others(toll) else None
    rest = number - (_number(lost) if lost is not None else 0)
    if lost is not None and abs(lost.span.start - toll.span.start) > FAR:
        return []  # too far apart to be of one event for sure
    if rest <= max((_number(claim) for claim in _stated(claims, "injured")), default=Decimal(0)):
        return []
    return [_less(toll, lost, source)]


def _speaks_of_others(toll: Claim) -> bool:
    """ "Two dead and 14 others shot": those hit besides the dead."""
    return isinstance(toll.value, Quantity) and "other" in toll.value.surface.casefold()


@reads("tally.survivors")
def _less(toll: Claim, lost: Claim | None, source: Source) -> Claim:
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
        id=claim_id(source.id, "injured-rest", start, end),
        measure="injured",
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
