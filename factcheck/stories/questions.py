"""A story's numeric claims → which of two sources answer one question: their alignments and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from factcheck.lexicon.catalogue import Measure
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.weighed.fitted import load_weights
from factcheck.lexicon.weighed.rarity import rarity
from factcheck.models import Claim, Context, Quantity, Reading, Topic
from factcheck.stories.alignment import CITIZENS, COUNTS, Told, counted, features_of, probability, tell
from factcheck.stories.bearing import Bearings, bear
from factcheck.stories.current import whole_interval
from factcheck.stories.links import connected

__all__ = ["Lines", "is_one_count", "is_open", "line_up"]

_MANY, _WIDEST = Decimal(10), Decimal(3)  # small numbers, and numbers far apart, are mostly of two things
_TELLING = 0.25  # the rarity below which a noun fits too much: "20 people", "19 times"
_OF_SCALES = frozenset({"point", "percent", "degree"})  # every move has its own
_GAINING, _LOSING = (word_list("stories", f"questions.{name}") for name in ("gaining", "losing"))
_OTHERS = frozenset({"other", "others", "remaining"})
_SAME = 0.5  # from here on two claims of two sources answer one open question
_NOT_OTHER = 0.15  # … and from here on where they are said of the same thing in the same words


class Lines(msgspec.Struct, frozen=True):
    """The numeric claims of a run by id, each beside what its own source tells; `bearings`: those with a unit."""

    told: Mapping[str, Told]
    bearings: Bearings = Bearings()

    def alignment(self, one: Claim, two: Claim) -> float | None:
        """Return how likely two claims answer one question; None where the words around one are not known."""
        if one.id not in self.told or two.id not in self.told:
            return None
        return probability(features_of(self.told[one.id], self.told[two.id]), load_weights("alignment"))

    def regroup(
        self,
        groups: Sequence[tuple[list[Claim], bool]],
        are_two: Callable[[Claim, Claim], bool] = lambda _one, _other: False,
    ) -> list[tuple[list[Claim], bool]]:
        """Return claims of open questions in groups of one question each.

        The groups that come in have what is said of the same thing in the same words, with whether what it means is
        unclear. The words around two claims part them, or bring them together across these groups; what `are_two` says
        is of two things is never together.
        """
        claims = [(claim, at, unclear) for at, (group, unclear) in enumerate(groups) for claim in group]
        links = [
            (a, b)
            for a, (one, home, unclear) in enumerate(claims)
            for b, (two, other, _) in enumerate(claims[a + 1 :], start=a + 1)
            if one.source_id != two.source_id
            and self._is_one_question(one, two, alike=home == other and not unclear)
            and not are_two(one, two)
        ]
        found = [[claims[at] for at in group] for group in connected(len(claims), links)]
        return [([claim for claim, _, _ in group], len(group) == 1 and group[0][2]) for group in found]

    def _is_one_question(self, one: Claim, two: Claim, *, alike: bool) -> bool:
        told = self.alignment(one, two)
        if one.measure == two.measure and self._are_plain(one, two) and one.status != two.status:
            return False  # what is planned is no count of what came of it
        if told is None:
            return alike
        if told >= (_NOT_OTHER if alike else _SAME) or self.bearings.are_of_one_thing(one, two):
            return True
        return is_one_count(self.told[one.id], self.told[two.id])

    def _are_plain(self, *claims: Claim) -> bool:
        return all(claim.id in self.told and self.told[claim.id].plain for claim in claims)

    def within(self, topics: Iterable[Topic]) -> dict[frozenset[str], float]:
        """Return the alignment of each two claims of one topic that two sources give and that are not one number."""
        pairs = ((one, two, self.alignment(one, two)) for one, two in self._apart(topics))
        return {frozenset((one.id, two.id)): told for one, two, told in pairs if told is not None}

    def borne(self, topics: Iterable[Topic]) -> dict[frozenset[str], Mapping[str, float]]:
        """Return the features of each two numbers with a unit of one topic that two sources give and that differ."""
        pairs = ((one, two, self.bearings.features(one, two)) for one, two in self._apart(topics))
        return {frozenset((one.id, two.id)): found for one, two, found in pairs if found}

    def _apart(self, topics: Iterable[Topic]) -> Iterator[tuple[Claim, Claim]]:
        for topic in topics:
            claims = [self.told[id_].claim for id_ in topic.claim_ids if id_ in self.told]
            for one, two in combinations(claims, 2):
                if one.source_id != two.source_id and whole_interval(one) != whole_interval(two):
                    yield one, two


def is_one_count(one: Told, two: Told) -> bool:
    """Return whether two plain counts are of the same things, by what each report counts.

    Each report gives one number alone of this noun, both of ten or more and of one size, and no word narrows what one
    of them counts. A report that counts a noun once counts what its event is about: "30 crates were seized".
    """
    plain = one.plain and two.plain and one.claim.measure == two.claim.measure
    if not plain or not (one.sole and two.sole):
        return False
    noun = counted(one.context)
    if noun is None or noun != counted(two.context) or noun in _OF_SCALES or rarity(noun) < _TELLING:
        return False
    verbs = {one.context.predicate, two.context.predicate}
    if verbs & _GAINING and verbs & _LOSING:
        return False  # "gained 30 posts", "shed 45 posts"
    low, high = sorted((one.size, two.size))
    return low >= _MANY and high <= low * _WIDEST and _is_told_alike(one, two)


def _is_told_alike(one: Told, two: Told) -> bool:
    """Whether two numbers stand for the same: neither is a vague one, a part, of others, of another place or time."""
    claims, contexts = (one.claim, two.claim), (one.context, two.context)
    if any(told.value.hedge.kind == "vague" or told.claim.scope.part != "whole" for told in (one, two)):
        return False
    if one.claim.status != two.claim.status or one.claim.frame.elsewhere != two.claim.frame.elsewhere:
        return False
    places = {claim.scope.place.casefold() for claim in claims if claim.scope.place}
    # "the port and 12 other towns", "the port and 10 towns": as many, listed in one way
    listed = all(context.role == "conj" for context in contexts)
    others = any(_OTHERS.intersection((*told.claim.notes, told.context.before)) for told in (one, two))
    words = [context.described - CITIZENS - {counted(context)} for context in contexts]
    within = words[0] <= words[1] or words[1] <= words[0]  # one word more is style, two make a class of their own
    return len(places) < len(claims) and (listed or not others) and within and len(words[0] ^ words[1]) <= 1


def is_open(measure: Measure) -> bool:
    """Return whether a measure's numbers answer open questions: any counted noun, and every unit but a person's age."""
    return measure.kind == "numeric" and not measure.people and not measure.of_person


def line_up(
    claims: Iterable[Claim],
    readings: Sequence[Reading],
    own: frozenset[str] = frozenset(),
    plain: frozenset[str] = COUNTS,
) -> Lines:
    """Return the numeric claims with what is told around them.

    `own` is what each person has one of, `plain` are the names of the open measures of things.
    """
    contexts: dict[str, Context] = {each.claim_id: each for reading in readings for each in reading.contexts}
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity):
            by_source.setdefault(claim.source_id, []).append(claim)
    told = [each for group in by_source.values() for each in tell(group, contexts, plain)]
    return Lines({each.claim.id: each for each in told}, bear(told, own))
