"""What speaks for a finding and against it by its kind, as features of 0 to 1: tolls, names, hours, places, harms.

What parts a real difference of two tolls from a part, another moment or other people is often simple arithmetic inside
each source: the dead and the injured make the other's number, a source tells both, or the rest of the larger one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.numbers import NEWS
from factcheck.lexicon.catalogue import Harm, measure_of
from factcheck.lexicon.categories import load_events
from factcheck.lexicon.told.addresses import Address
from factcheck.lexicon.told.clocks import Clock
from factcheck.lexicon.told.localities import is_transcribed
from factcheck.models import ATTACKER, Category, Claim, Quantity
from factcheck.stories.current import whole_interval
from factcheck.stories.spelt.spellings import Told, compare_names, is_name
from factcheck.stories.spelt.toponyms import is_place_name, place_names_apart

__all__ = [
    "features_of_ages",
    "features_of_counts",
    "features_of_harms",
    "features_of_hours",
    "features_of_names",
    "features_of_place_names",
    "features_of_places",
    "features_of_tolls",
]

_MANY, _WIDE = Decimal(10), Decimal(3)
_LONG = 240  # minutes from which on two clock times are far apart
_CALL = "call"
_SURE = ("toll", "title", "opening")
_OF_KIND, _OF_BODY = "name.of-kind", "name.of-body"
_ALONE, _FIRST = "licence.counts-no-others", "tally.first-of-its-kind"
_HARMED = frozenset({"wound", "health"})
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
    rival = any(_has_rival(side, view) for side in (low, high))
    attackers = {_number(claim) for claim in (*mine, *theirs) if claim.scope.population == ATTACKER}
    return {
        # a source tells the other's number too: it knows of both, so that one is most likely a part
        "toll.both-told": float(_has(mine, more) or _has(theirs, less)),
        # what lacks to the larger number is told beside the smaller, as of other people or another harm
        "toll.rest-told": float(_has(mine, more - less, but=less) or _has(theirs, more - less, but=more)),
        # one report says that the other's number was wrong: "four were hurt, not five as first reported"
        "toll.corrected": float(_withdraws(low, more, view) or _withdraws(high, less, view)),
        # one report gives, as surely, another total than the one that stands against the other's
        "toll.own-rival": float(rival),
        # a headline tells less than its own report does
        "toll.headline": float(_is_headline(low, high)),
        # one report tells both, each as another speaker's
        "toll.dispute": float(_is_dispute(low, high, view)),
        # both say it plainly at their head, and nothing else
        "toll.head": float(not rival and all(any(map(_is_plain, side)) for side in (low, high))),
        "toll.attacker-told": float(bool(attackers)),
        "toll.attacker-lacks": float(more - less in attackers),
        "toll.hospital": float(any(all("whereabouts" in claim.notes for claim in side) for side in numbered)),
        "toll.others": float(any(all(_is_of_others(claim) for claim in side) for side in numbered)),
        "toll.noun": float(any(all(claim.scope.population is not None for claim in side) for side in numbered)),
        "toll.deep": float(any(all(claim.span.start > NEWS for claim in side) for side in numbered)),
        "toll.near": float(all(any(claim.span.start < NEWS / 3 for claim in side) for side in numbered)),
        "toll.repeated": float(all(_is_repeated(side, told) for side in (low, high))),
        # whoever tells more tells it later, as of a count that grows; or earlier, as of one that was too high
        "toll.grown": float(_is_later(high, low)),
        "toll.fallen": float(_is_later(low, high)),
        # a number whose noun narrows it, but beside which its report counts no others
        "toll.alone": float(any(all(_ALONE in claim.read_by for claim in side) for side in numbered)),
        # "another 40 were hurt": beside the dead, as is taken
        "toll.another": float(any(all(_FIRST in claim.read_by for claim in side) for side in numbered)),
    }


def _is_later(side: Sequence[Claim], other: Sequence[Claim]) -> bool:
    days, others = ({claim.as_of for claim in each if claim.as_of is not None} for each in (side, other))
    return bool(days) and bool(others) and min(days) > max(others)


def _told(view: TopicView) -> Mapping[str, Sequence[Claim]]:
    """Return what the story's sources tell of people harmed, by source; sums of our own are none of it."""
    told: dict[str, list[Claim]] = {}
    for topic in view.board.story_topics[view.topic.story_id]:
        if measure_of(view.board.catalogue, topic.measure).harm in _HARMS or topic.measure == view.topic.measure:
            for claim in (view.board.claims[id_] for id_ in topic.claim_ids):
                stands = claim.frame.standing != "withdrawn"
                if isinstance(claim.value, Quantity) and not claim.derived_from and stands:
                    told.setdefault(claim.source_id, []).append(claim)
    return told


def _withdraws(side: Sequence[Claim], number: Decimal, view: TopicView) -> bool:
    """Whether a source of a side names a number of the measure as one that it holds no more."""
    return any(
        claim.frame.standing == "withdrawn" and claim.measure == view.topic.measure and _number(claim) == number
        for claim in _claims_of(side, view)
    )


def _has_rival(side: Sequence[Claim], view: TopicView) -> bool:
    return any(
        claim.measure == view.topic.measure
        and claim.frame.licence in _SURE
        and not claim.derived_from
        and not any(whole_interval(claim).meets(whole_interval(own)) for own in side)
        for claim in _claims_of(side, view)
    )


def _is_headline(low: Sequence[Claim], high: Sequence[Claim]) -> bool:
    one = {claim.source_id for claim in (*low, *high)}
    return len(one) == 1 and all(claim.frame.licence == "title" for claim in low)


def _is_dispute(low: Sequence[Claim], high: Sequence[Claim], view: TopicView) -> bool:
    less, more = ({(claim.source_id, view.speaker(claim)) for claim in side} for side in (low, high))
    named = [(a, b) for at, a in less for of, b in more if at == of and not {a, b} & {"", "?"}]
    return any(a != b for a, b in named)


def _claims_of(side: Sequence[Claim], view: TopicView) -> Iterator[Claim]:
    sources = {claim.source_id for claim in side}
    return (claim for claim in view.board.claims.values() if claim.source_id in sources)


def _is_plain(claim: Claim) -> bool:
    """Whether a report tells a number at its head, exactly, of people whom no noun narrows."""
    sure = claim.frame.licence in _SURE and not claim.derived_from and claim.span.start < NEWS / 3
    exact = isinstance(claim.value, Quantity) and claim.value.hedge.kind == "exact"
    return sure and exact and claim.scope.population is None and not _is_of_others(claim)


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


def features_of_counts(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    """Return the features of positions on a plain count of things; none for people harmed, units and words."""
    if not view.measure.open or view.settled is None or len(sides) < len(("one", "other")):
        return {}
    ordered = sorted((side for side in sides if side), key=lambda side: min(map(_number, side)))
    low, high = ordered[0], ordered[-1]
    less, more = min(map(_number, low)), max(map(_number, high))
    told = _counted(view)
    days = [[claim.as_of for claim in side if claim.as_of is not None] for side in (low, high)]
    abouts = {claim.about for side in sides for claim in side}
    sources = {claim.source_id for side in sides for claim in side}
    return {
        # each source gives one number alone of what is counted: it is what its event is about
        "count.sole": float(all(len(told.get(source, ())) == 1 for source in sources)),
        "count.many": float(less >= _MANY),
        "count.wide": float(less <= 0 or more > less * _WIDE),
        "count.others": float(any(all(_is_of_others(claim) for claim in side) for side in (low, high))),
        "count.grown": float(all(days) and min(days[1]) > max(days[0])),
        "count.one-day": float(all(days) and {*days[0]} == {*days[1]}),
        "count.predicate": float(len(abouts) == 1 and all(" " in (about or "") for about in abouts)),
        "count.place": float(len({claim.scope.place for side in sides for claim in side}) > 1),
        "count.near": float(all(any(claim.span.start < NEWS for claim in side) for side in (low, high))),
    }


def _counted(view: TopicView) -> Mapping[str, set[Decimal]]:
    """Return the numbers that each source gives of a topic's noun, by source."""
    nouns = {claim.value.noun for claim in view.claims if isinstance(claim.value, Quantity)}
    told: dict[str, set[Decimal]] = {}
    for topic in view.board.story_topics[view.topic.story_id]:
        for claim in (view.board.claims[id_] for id_ in topic.claim_ids):
            if isinstance(claim.value, Quantity) and claim.value.noun in nouns:
                told.setdefault(claim.source_id, set()).add(_number(claim))
    return told


def features_of_names(sides: Sequence[Sequence[Claim]], view: TopicView) -> dict[str, float]:
    """Return how two spellings of a name differ and what speaks for one person; nothing for what is no name."""
    if len(sides) < len(("one", "other")) or not all(is_name(claim) for side in sides for claim in side):
        return {}
    ids = {claim.source_id for side in sides for claim in side}
    told = Told.of(claim for claim in view.board.claims.values() if claim.source_id in ids)
    found = [compare_names(one, two, told) for one, two in combinations(sides, 2)]
    known = [likeness for likeness in found if likeness is not None]
    if not known:
        return {}
    least = min(known, key=lambda likeness: likeness.letters.edits)
    return {
        "name.edits": min(1.0, least.letters.edits / 3),
        "name.alike": float(least.letters.alike),
        "name.heard": float(least.letters.heard),
        "name.first": float(least.letters.first),
        "name.swapped": float(least.letters.swapped),
        "name.given": float(least.given),
        "name.foreign": float(least.foreign),
        "name.common": float(least.common),
        "name.age": float(any(likeness.same_age for likeness in known)),
        "name.role": float(any(likeness.same_role for likeness in known)),
        "name.words": min(1.0, max(likeness.words for likeness in known) / 3),
        "name.one-source": float(any(likeness.one_source for likeness in known)),
        "name.alone": float(any(len(_words(claim)) == 1 for side in sides for claim in side)),
        "name.even": min(map(len, sides)) / max(map(len, sides)),
    }


def features_of_place_names(sides: Sequence[Sequence[Claim]]) -> dict[str, float]:
    """Return how two spellings of a place's or a body's name differ, and how surely it is one; else nothing."""
    claims = [claim for side in sides for claim in side]
    found = place_names_apart(claims) if claims and all(map(is_place_name, claims)) else []
    if not found:
        return {}
    least = min((apart.how for apart in found), key=lambda how: how.edits)
    rules = [{rule for claim in side for rule in claim.read_by} for side in sides]
    return {
        "place-name.edits": least.edits / 2,
        "place-name.alike": float(least.alike),
        "place-name.heard": float(least.heard),
        "place-name.swapped": float(least.swapped),
        "place-name.foreign": float(all(is_transcribed(apart.one, apart.two) for apart in found)),
        "place-name.of-kind": float(all(_OF_KIND in each for each in rules)),
        "place-name.of-body": float(any(each == {_OF_BODY} for each in rules)),
        "place-name.one-source": float(bool(set.intersection(*(set(_sources(side)) for side in sides)))),
        "place-name.even": min(map(len, sides)) / max(map(len, sides)),
    }


def _words(claim: Claim) -> list[str]:
    return claim.value.label.split() if isinstance(claim.value, Category) else []


def features_of_hours(claims: Sequence[Claim], view: TopicView) -> Mapping[str, float]:
    """Return what tells of when an act happened: hour or day, of an event or of another act, how far apart."""
    if view.topic.measure not in ("clock", "date_of"):
        return {}
    labels = [claim.value.label for claim in claims if isinstance(claim.value, Category)]
    clocks = [clock for clock in map(Clock.from_label, labels) if clock is not None]
    gap = max((a.gap(b) for a in clocks for b in clocks), default=0)
    events = load_events()
    abouts = {(claim.about or "").split(" ")[-1] for claim in claims}
    return {
        "time.clock": float(view.topic.measure == "clock"),
        "time.hour-of-day": float(not clocks and any(":" in label for label in labels)),
        "time.event": float(all(events.of_noun(each) is not None for each in abouts)),
        "time.call": float(_CALL in abouts),
        "time.gap": min(1.0, gap / _LONG),
        "time.exact": float(bool(clocks) and not any(clock.about or clock.low != clock.high for clock in clocks)),
    }


def features_of_ages(sides: Sequence[Sequence[Claim]], view: TopicView) -> Mapping[str, float]:
    """Return who the one is of whom two ages are told: by name on both sides, on one, or by description alone."""
    if not view.measure.of_person or not sides:
        return {}
    known = [any(_is_named(claim, view) for claim in side) for side in sides]
    return {
        "age.named": float(all(known)),
        "age.described": float(not any(known)),
        "age.joined": float(any(known) and not all(known)),
        "age.alone": float(any(len({claim.sentence.start for claim in side}) == 1 for side in sides)),
    }


def _is_named(claim: Claim, view: TopicView) -> bool:
    return not view.board.words.anyone.issuperset((claim.about or "").casefold().split())


def features_of_harms(claims: Sequence[Claim], view: TopicView) -> dict[str, float]:
    """Return how one victim of several reports is known: by a name, by an age, by one who alone was hurt."""
    if view.topic.measure not in _HARMED:
        return {}
    abouts = [claim.about or "" for claim in claims]
    named = [about for about in abouts if about[:1].isupper()]
    aged = {about.partition(" ")[0] for about in abouts if "-year" in about}
    return {
        "harm.named": float(len(named) == len(abouts)),
        "harm.one-named": float(0 < len(named) < len(abouts)),
        "harm.aged": float(len(aged) == 1),
        "harm.said-once": float(min(Counter(claim.source_id for claim in claims).values()) == 1),
        "harm.deep": float(any(claim.span.start > NEWS for claim in claims)),
    }


def features_of_places(sides: Sequence[Sequence[Claim]]) -> dict[str, float]:
    """Return how the addresses of two sides differ, and how exactly they are told; nothing for what is no address."""
    told = [[address for claim in side if (address := _address(claim)) is not None] for side in sides]
    pairs = [(a, b) for at, side in enumerate(told) for other in told[at + 1 :] for a in side for b in other]
    apart = [(a, b, kind) for a, b in pairs if (kind := a.difference(b))]
    if not apart:
        return {}
    every = [address for a, b, _ in apart for address in (a, b)]
    return {f"street.{kind}": 1.0 for _, _, kind in apart} | {
        "street.near": float(any(address.near for address in every)),
        "street.at-crossing": float(any(address.is_crossing for address in every)),
        "street.numbers": float(all(address.number >= 0 for address in every)),
    }


def _address(claim: Claim) -> Address | None:
    is_place = isinstance(claim.value, Category) and claim.value.slot == "place_of"
    return Address.from_label(claim.value.label) if is_place and isinstance(claim.value, Category) else None
