"""The times and days that a story's sources tell of acts → groups of one act each.

Two times are of one act where the act has the same name, and the words around it have enough rare ones in common: a
shooting, the arrival of the police, an arrest and a press conference are four acts. What only one source times is
filed nowhere: there is nothing to compare it with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from factcheck.lexicon.categories import load_events
from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import WEEKDAYS, Category, Claim, Context

__all__ = ["group_acts", "is_act"]

_DAY_OF_ACT = "date.of-act"
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
    def time(self) -> str:
        """Its day or hour, without the part of the day."""
        label = self.claim.value.label if isinstance(self.claim.value, Category) else ""
        return label.removeprefix("about ").partition(" ")[0]


def is_act(claim: Claim) -> bool:
    """Return whether a claim tells the time or the day of an act."""
    return claim.measure == "clock" or _DAY_OF_ACT in claim.read_by


def group_acts(claims: Sequence[Claim], contexts: Mapping[str, Context]) -> list[list[Claim]]:
    """Return the claims of each act that two sources time; the contexts are by claim id.

    What a source tells more than once of its kind, and names by no event, is no one act.
    """
    told = [_act_of(claim, contexts[claim.id]) for claim in claims if claim.id in contexts and claim.about]
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
    found = ([act.claim for act in group] for alike in groups.values() for group in alike)
    return [group for group in found if len({claim.source_id for claim in group}) > 1]


def _act_of(claim: Claim, context: Context) -> _Act:
    *bearer, last = (claim.about or "").casefold().split(" ")
    verb, *particles = last.split()
    events = load_events()
    kind = events.of_noun(last) or events.of_verb(verb, particles)
    words = context.described | context.clause | context.sentence | context.names | context.places
    kind = kind if kind is not None and kind in _HAPPENINGS else str(_KINDS.get(last, last))
    kept = frozenset(word for word in words if word not in _TIMES | _EMPTY and word not in {last, context.predicate})
    return _Act(claim=claim, kind=kind, bearer=" ".join(bearer), words=kept, is_noun=last in _NOUNS)


def _is_one(act: _Act, other: _Act) -> bool:
    if act.claim.source_id == other.claim.source_id:
        return False
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
