"""The times, days and places that a story's sources tell of acts → groups of one act each.

Two of them are of one act where the act has the same name, and the words around it have enough rare ones in common: a
shooting, the arrival of the police, an arrest and a press conference are four acts. What only one source tells is
filed nowhere: there is nothing to compare it with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from factcheck.lexicon.addresses import Address
from factcheck.lexicon.categories import load_events
from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import WEEKDAYS, Category, Claim, Context

__all__ = ["group_acts", "is_act"]

_DAY_OF_ACT, _CALL = "date.of-act", "place.of-call"
_ELSEWHERE = frozenset({"street", "crossing"})  # places with no street in common, or with one
_PLACE, _INCIDENT = "place_of", "incident"
_OF_ACTS = frozenset({"clock", _PLACE})
_NOUNS = word_list("account", "acts.nouns")
_KINDS = word_map("account", "acts.kinds")
_UNIQUE = frozenset(_KINDS.values())
_HAPPENINGS = word_list("account", "happened.happenings") | _UNIQUE
_TIMES = word_list("frame", "context.times") | word_list("common", "months") | frozenset(WEEKDAYS)
_EMPTY = word_list("stories", "acts.empty")
# the rarity of common words that two times need to be of one act
UNIQUE = 0.5  # an event of whose kind a story has one: a quake, a coup
EVENT = 1.0  # another named event
NOUN = 1.5  # what is said or done once: a statement, an arrest
VERB = 2.0  # what only a verb tells, of somebody
NOBODY = 3.0  # … of whom no word tells who it is


class _Act(msgspec.Struct, frozen=True):
    """A claim with its act: the event's class or its own word, whoever bears it, and the words around."""

    claim: Claim
    kind: str
    bearer: str
    words: frozenset[str]
    is_noun: bool = False

    @property
    def is_event(self) -> bool:
        return self.kind in _HAPPENINGS

    @property
    def teller(self) -> tuple[str, str, str]:
        return self.claim.source_id, self.kind, self.bearer

    @property
    def is_call(self) -> bool:
        """Whether it only tells to where somebody was called."""
        return _CALL in self.claim.read_by

    @property
    def address(self) -> Address | None:
        """Its place; None for a time or a day."""
        value = self.claim.value if self.claim.measure == _PLACE else None
        return Address.from_label(value.label) if isinstance(value, Category) else None

    def differs(self, other: _Act) -> str:
        """Return how two places differ, "" for what are none."""
        one, two = self.address, other.address
        return "" if one is None or two is None else one.difference(two)

    @property
    def time(self) -> str:
        """Its day or hour, without the part of the day; of a place its street."""
        label = self.claim.value.label if isinstance(self.claim.value, Category) else ""
        if self.address is not None:
            return self.address.street.name
        return label.removeprefix("about ").partition(" ")[0]


def is_act(claim: Claim) -> bool:
    """Return whether a claim tells the time, the day or the place of an act."""
    return claim.measure in _OF_ACTS or _DAY_OF_ACT in claim.read_by


def group_acts(claims: Sequence[Claim], contexts: Mapping[str, Context]) -> list[list[Claim]]:
    """Return the claims of each act that two sources time or place; the contexts are by claim id.

    What a source tells more than once of its kind, and names by no event, is no one act.
    """
    told = _with_event([_act_of(claim, contexts[claim.id]) for claim in claims if claim.id in contexts and claim.about])
    times: dict[tuple[str, str, str], set[str]] = {}
    for act in told:
        times.setdefault(act.teller, set()).add(act.time)
    groups: dict[str, list[list[_Act]]] = {}
    for act in told:
        if act.is_event or len(times[act.teller]) == 1:
            alike = groups.setdefault(act.kind, [])
            near = [any(_is_one(act, other) for other in group) for group in alike]
            met = [each for group, is_near in zip(alike, near, strict=True) if is_near for each in group]
            apart = [group for group, is_near in zip(alike, near, strict=True) if not is_near]
            groups[act.kind] = [*apart, [*met, act]]
    found = [group for alike in groups.values() for group in alike if _is_shared(group)]
    filed = {act.claim.id for group in found for act in group}
    found = _with_slips(found, [act for act in told if act.claim.id not in filed])
    return [[act.claim for act in group] for group in found]


def _is_shared(group: Sequence[_Act]) -> bool:
    return len({act.claim.source_id for act in group}) > 1


def _with_slips(groups: Sequence[list[_Act]], acts: Sequence[_Act]) -> list[list[_Act]]:
    """Return the groups with those places whose street has one name and is written differently, whatever the act.

    A story seldom has an Oak Lane and an Oak Place; a town has a 5th Street and a 5th Avenue.
    """
    found = [*groups]
    for act in acts:
        at = next((at for at, group in enumerate(found) if any(_is_slip(act, other) for other in group)), len(found))
        found[at : at + 1] = [[*(found[at] if at < len(found) else []), act]]
    return [group for group in found if _is_shared(group)]


def _is_slip(act: _Act, other: _Act) -> bool:
    if act.claim.source_id == other.claim.source_id or act.address is None or act.address.street.name[:1].isdigit():
        return False
    return act.differs(other) in {"type", "spelling"}


def _act_of(claim: Claim, context: Context) -> _Act:
    *bearer, last = (claim.about or "").casefold().split(" ")
    verb, *particles = last.split()
    events = load_events()
    kind = events.of_noun(last) or events.of_verb(verb, particles)
    words = context.described | context.clause | context.sentence | context.names | context.places
    kind = kind if kind is not None and kind in _HAPPENINGS else str(_KINDS.get(last, last))
    kept = frozenset(word for word in words if word not in _TIMES | _EMPTY and word not in {last, context.predicate})
    return _Act(claim=claim, kind=kind, bearer=" ".join(bearer), words=kept, is_noun=last in _NOUNS)


def _with_event(acts: list[_Act]) -> list[_Act]:
    """Return the acts with "the incident" as the one kind of event that the others tell of, where that is one."""
    kinds = {act.kind for act in acts if act.is_event}
    if len(kinds) != 1:
        return acts
    kind = kinds.pop()
    return [msgspec.structs.replace(act, kind=kind) if act.kind == _INCIDENT else act for act in acts]


def _is_one(act: _Act, other: _Act) -> bool:
    if act.claim.source_id == other.claim.source_id:
        return False
    if act.claim.measure == _PLACE and act.kind in _HAPPENINGS | {_INCIDENT}:
        if act.differs(other) not in _ELSEWHERE:
            return True
        return not (act.is_call or other.is_call) and _weight(act.words & other.words) >= EVENT
    common = _weight(act.words & other.words)
    if act.is_event:
        return common >= (UNIQUE if act.kind in _UNIQUE else EVENT)
    if act.is_noun and other.is_noun:
        return common >= NOUN
    if act.bearer and other.bearer:
        return act.bearer == other.bearer and common >= VERB
    return common >= NOBODY


def _weight(words: Iterable[str]) -> float:
    """Return how much words in common tell: the sum of how rare they are."""
    return sum(map(rarity, words))
