"""The times and days that a story's sources tell of acts → groups of one act each.

Two times are of one act where the act has the same name, and the words around it have enough rare ones in common: a
shooting, the arrival of the police, an arrest and a press conference are four acts. The event that both reports are
about needs no such words: a story has one of it, unless a report times two. What only one source times is filed
nowhere, but for the day of its event: there is nothing to compare it with.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from factcheck.lexicon.categories import load_events
from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import WEEKDAYS, Category, Claim, Context
from factcheck.stories.links import connected

__all__ = [
    "EVENT",
    "HAPPENINGS",
    "Named",
    "days_of_events",
    "group_acts",
    "is_act",
    "is_one_act",
    "name_act",
    "weight_of",
]

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_OF_EVENT = "date.of-event"
_OF_ACTS = frozenset({_OF_EVENT, "date.of-act"})
_NOUNS = word_list("account", "acts.nouns")
_KINDS = word_map("account", "acts.kinds")
_UNIQUE = frozenset(_KINDS.values())
_CAPTURES = word_map("account", "acts.captures")
_CAPTURED = frozenset(_CAPTURES.values())
HAPPENINGS = word_list("account", "happened.happenings") | _UNIQUE
_TIMES = word_list("frame", "context.times") | word_list("common", "months") | frozenset(WEEKDAYS)
_EMPTY = word_list("stories", "acts.empty")
# what harms at the moment at which an event of these classes happens
_HARMED, _AT_ONCE = word_list("stories", "acts.harmed"), word_list("stories", "acts.at_once")
_ELSEWHERE = word_list("account", "happened.elsewhere")
_CALL = "call"  # it follows the event at once, and stands for it where a report times no other
_OWN = 12  # paragraphs in which a report times its own event; further down it may be another's
# the rarity of common words that two times need to be of one act
UNIQUE = 0.5  # an event of whose kind a story has one: a quake, a coup
EVENT = 1.0  # another named event
CAPTURE = 1.3  # an arrest, a kidnapping: whatever word tells it
NOUN = 1.5  # what is said or done once: a statement, an arrest
VERB = 2.0  # what only a verb tells, of somebody
NOBODY = 3.0  # … of whom no word tells who it is


# how plainly a claim times its source's main event: by its name, by what befell somebody, by the call that it brought
PLAIN, DEED, CALLED = 1, 2, 3


class Named(msgspec.Struct, frozen=True):
    """A claim with its act: the event's class or its own word, whoever bears it, and the words around."""

    claim: Claim
    kind: str
    bearer: str
    words: frozenset[str]
    is_noun: bool = False

    @property
    def is_event(self) -> bool:
        return self.kind in HAPPENINGS

    @property
    def teller(self) -> tuple[str, str, str]:
        return self.claim.source_id, self.kind, self.bearer


class _Act(Named, frozen=True):
    """A named act with how plainly it times its source's main event, 0 where it may be another, and its weekdays."""

    rank: int = 0
    days: frozenset[str] = frozenset()

    @property
    def time(self) -> str:
        """Its day or hour, without the part of the day."""
        label = self.claim.value.label if isinstance(self.claim.value, Category) else ""
        return label.removeprefix("about ").partition(" ")[0]


def is_act(claim: Claim) -> bool:
    """Return whether a claim tells the time or the day of an act."""
    return claim.measure == "clock" or not _OF_ACTS.isdisjoint(claim.read_by)


def days_of_events(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Return the weekdays on which each source, by its id, says that its main event happened."""
    found: dict[str, frozenset[str]] = {}
    for claim in claims:
        if _OF_EVENT in claim.read_by:
            found[claim.source_id] = found.get(claim.source_id, frozenset()) | _weekdays(claim)
    return found


def group_acts(
    claims: Sequence[Claim],
    contexts: Mapping[str, Context],
    mains: Mapping[str, str | None],
    days: Mapping[str, frozenset[str]],
) -> list[list[Claim]]:
    """Return the claims of each act that two sources time; contexts are by claim id.

    `mains` and `days` are by source id: the class of its main event, and the weekdays on which it says that this
    happened. What a source tells more than once of its kind, and names by no event, is no one act; neither are hours
    of two days.
    """
    every = [
        _act_of(claim, contexts.get(claim.id, Context(claim_id=claim.id, noun=None)), mains.get(claim.source_id), days)
        for claim in claims
        if claim.about
    ]
    shared: dict[str, list[_Act]] = {}
    rest = []
    for act in _best_told(every):
        if act.rank == PLAIN:
            shared.setdefault(act.kind, []).append(act)
        else:
            rest.append(act)
    others = []
    for act in rest:
        group = shared.get(act.kind, [])
        if any(is_one_act(act, other) for other in group):
            group.append(act)
        else:
            others.append(act)
    found = [[act.claim for act in group] for acts in shared.values() for group in _by_day(acts)]
    found += _group_others(others)
    return [group for group in found if len({claim.source_id for claim in group}) > 1 or _is_of_event(group)]


def _by_day(acts: Sequence[_Act]) -> Iterator[list[_Act]]:
    """Yield the acts of one event, its clock times only together with those of the same day."""
    if not acts or acts[0].claim.measure != "clock":
        yield list(acts)
        return
    known = {act.days for act in acts if act.days}
    for each in sorted(known, key=sorted) or [frozenset()]:
        yield [act for act in acts if act.days == each or (not act.days and len(known) < 2)]


def _is_of_event(claims: Iterable[Claim]) -> bool:
    return any(_OF_EVENT in claim.read_by for claim in claims)


def _best_told(acts: Sequence[_Act]) -> list[_Act]:
    """Return the acts without those of a source's main event that tell its time less plainly than another of them.

    A source of which only deeds to several people tell when its event was has several events.
    """
    best: dict[str, int] = {}
    bearers: dict[str, set[str]] = {}
    for act in acts:
        if act.rank:
            best[act.claim.source_id] = min(act.rank, best.get(act.claim.source_id, act.rank))
            bearers.setdefault(act.claim.source_id, set()).update(
                {act.bearer} if act.rank == DEED and act.bearer else ()
            )

    def holds(act: _Act) -> bool:
        source = act.claim.source_id
        return not act.rank or (act.rank == best[source] and (act.rank != DEED or len(bearers[source]) < 2))

    return [act for act in acts if holds(act)]


def _group_others(told: Sequence[_Act]) -> list[list[Claim]]:
    """Return the claims of the acts that are no main event, each with those that its words show to be the same."""
    times: dict[tuple[str, str, str], set[str]] = {}
    for act in told:
        times.setdefault(act.teller, set()).add(act.time)
    once = [act for act in told if act.is_event or len(times[act.teller]) == 1]
    links = [(a, b) for a, b in combinations(range(len(once)), 2) if is_one_act(once[a], once[b])]
    return [[once[at].claim for at in group] for group in connected(len(once), links)]


def name_act(claim: Claim, context: Context) -> Named:
    """Return a claim with the act that it is about."""
    *bearer, last = (claim.about or "").casefold().split(" ")
    verb, *particles = last.split()
    events = load_events()
    kind = events.of_noun(last) or events.of_verb(verb, particles)
    words = context.described | context.clause | context.sentence | context.names | context.places
    kind = kind if kind is not None and kind in HAPPENINGS else str({**_KINDS, **_CAPTURES}.get(last, last))
    kept = frozenset(word for word in words if word not in _TIMES | _EMPTY and word not in {last, context.predicate})
    return Named(claim=claim, kind=kind, bearer=" ".join(bearer), words=kept, is_noun=last in _NOUNS)


def _act_of(claim: Claim, context: Context, main: str | None, days: Mapping[str, frozenset[str]]) -> _Act:
    named = name_act(claim, context)
    rank = _rank(claim, named.kind, (claim.about or "").casefold().split(" ")[-1], context, main)
    told = _weekdays(claim) or (days.get(claim.source_id, frozenset()) if rank else frozenset())
    return _Act(
        claim=claim,
        kind=main if rank and main is not None else named.kind,
        bearer=named.bearer,
        words=named.words,
        is_noun=named.is_noun,
        rank=rank,
        days=told,
    )


def _weekdays(claim: Claim) -> frozenset[str]:
    words = claim.value.label.split() if isinstance(claim.value, Category) else []
    dates = (dt.date.fromisoformat(word) for word in words if _ISO.fullmatch(word))
    return frozenset(WEEKDAYS).intersection(words).union(WEEKDAYS[date.weekday()] for date in dates)


def _rank(claim: Claim, kind: str, word: str, context: Context, main: str | None) -> int:
    """Return how plainly a claim times the event that its source is about; 0 where it may be another."""
    if _OF_EVENT in claim.read_by:
        return PLAIN
    if main is None or context.block >= _OWN or not _ELSEWHERE.isdisjoint(context.sentence):
        return 0
    if claim.confidence == "low":  # told of somebody in passing: "the man, who was shot on Sunday"
        return 0
    if kind == main:
        return PLAIN if word == main or load_events().of_noun(word) is not None else DEED
    if main in _AT_ONCE and word in _HARMED:
        return DEED
    return CALLED if word == _CALL and main in _AT_ONCE else 0


def is_one_act(act: Named, other: Named) -> bool:
    """Return whether two acts are of one kind, told by two sources, and the words around them make them one."""
    if act.claim.source_id == other.claim.source_id or act.kind != other.kind:
        return False
    common = weight_of(act.words & other.words)
    if act.is_event:
        return common >= (UNIQUE if act.kind in _UNIQUE else EVENT)
    if act.kind in _CAPTURED:
        return common >= CAPTURE and (not act.bearer or not other.bearer or act.bearer == other.bearer)
    if act.is_noun and other.is_noun:
        return common >= NOUN
    if act.bearer and other.bearer:
        return act.bearer == other.bearer and common >= VERB
    return common >= NOBODY


def weight_of(words: Iterable[str]) -> float:
    """Return how much words in common tell: the sum of how rare they are."""
    return sum(map(rarity, words))
