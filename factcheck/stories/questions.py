"""A story's numeric claims → which of two sources answer one question: their alignments and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from factcheck.lexicon.catalogue import Measure
from factcheck.lexicon.weighed.fitted import load_weights
from factcheck.models import Claim, Context, Quantity, Reading, Topic
from factcheck.stories.alignment import Told, features_of, probability, tell
from factcheck.stories.current import whole_interval
from factcheck.stories.links import connected

__all__ = ["Lines", "is_open", "line_up"]

_SAME = 0.5  # from here on two claims of two sources answer one open question
_NOT_OTHER = 0.15  # … and from here on where they are said of the same thing in the same words


class Lines(msgspec.Struct, frozen=True):
    """The numeric claims of a run by id, each beside what its own source tells."""

    told: Mapping[str, Told]

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
        return alike if told is None else told >= (_NOT_OTHER if alike else _SAME)

    def within(self, topics: Iterable[Topic]) -> dict[frozenset[str], float]:
        """Return the alignment of each two claims of one topic that two sources give and that are not one number."""
        found = {}
        for topic in topics:
            claims = [self.told[id_].claim for id_ in topic.claim_ids if id_ in self.told]
            for at, one in enumerate(claims):
                for two in claims[at + 1 :]:
                    told = self.alignment(one, two) if one.source_id != two.source_id else None
                    if told is not None and whole_interval(one) != whole_interval(two):
                        found[frozenset((one.id, two.id))] = told
        return found


def is_open(measure: Measure) -> bool:
    """Return whether a measure's numbers answer open questions: any counted noun, and every unit but a person's age."""
    return measure.kind == "numeric" and not measure.people and not measure.of_person


def line_up(claims: Iterable[Claim], readings: Sequence[Reading]) -> Lines:
    """Return the numeric claims with what is told around them."""
    contexts: dict[str, Context] = {each.claim_id: each for reading in readings for each in reading.contexts}
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity):
            by_source.setdefault(claim.source_id, []).append(claim)
    return Lines({told.claim.id: told for group in by_source.values() for told in tell(group, contexts)})
