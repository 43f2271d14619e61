"""What a rule may ask: its topic with the topic's claims, and the board with everything around them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from factcheck.conflicts.numbers import Settled
from factcheck.ids import short_id
from factcheck.lexicon.catalogue import Measure
from factcheck.lexicon.comparing import Words
from factcheck.models import Account, Citation, Claim, Confidence, Finding, Origin, Severity, Source, Topic, Verdict
from factcheck.settings import Settings
from factcheck.stories.voices import speaker_of

__all__ = [
    "Board",
    "Categories",
    "NoCategories",
    "Outcome",
    "TopicView",
    "citations",
    "make_finding",
]


class Categories(Protocol):
    """What is known of categorical labels, which read "class: words" or the words alone."""

    def exclusive(self, slot: str, label_a: str, label_b: str) -> bool:
        """Return whether two labels of a slot are known to exclude each other."""


class NoCategories:
    """Nothing is known: no label excludes another."""

    def exclusive(self, slot: str, label_a: str, label_b: str) -> bool:  # noqa: ARG002  the names are the protocol's
        return False


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Everything beyond one topic.

    `claims` is by claim id, `origins` by source id, `story_topics` and `started` (the first day of which a story
    speaks) by story id, `accounts` by topic id; `summed` are the ids of claims that are parts of a sum, `alignments`
    how likely two claims answer one question, `bearings` the features of two numbers with a unit.
    """

    sources: Mapping[str, Source]
    origins: Mapping[str, Origin]
    claims: Mapping[str, Claim]
    story_topics: Mapping[str, tuple[Topic, ...]]
    started: Mapping[str, dt.date]
    summed: frozenset[str]
    accounts: Mapping[str, tuple[Account, ...]]
    alignments: Mapping[frozenset[str], float]
    catalogue: Mapping[str, Measure]
    settings: Settings
    categories: Categories
    words: Words
    bearings: Mapping[frozenset[str], Mapping[str, float]] = {}
    origins_by_id: Mapping[str, Origin] = {}

    def number(self, source_id: str) -> int:
        return self.sources[source_id].number if source_id in self.sources else 0

    def place(self, claim: Claim) -> str:
        """Return the page or the time at which a claim stands in its file, "" where that has none."""
        source = self.sources.get(claim.source_id)
        return "" if source is None else source.place_of(claim.span.start)

    def origin_of(self, source_id: str) -> str:
        """Return the id of the origin of a source; its own id where none is known."""
        return self.origins[source_id].id if source_id in self.origins else source_id

    def origin_of_claim(self, claim: Claim) -> str:
        """Return the id of the origin of a claim: that of its passage, else that of its source."""
        return claim.origin_id or self.origin_of(claim.source_id)

    def siblings(self, topic: Topic) -> tuple[Topic, ...]:
        """Return the other topics of the story that are compared."""
        return tuple(
            other
            for other in self.story_topics[topic.story_id]
            if other.id != topic.id and other.verdict != "not_compared"
        )


class TopicView(msgspec.Struct, frozen=True, kw_only=True):
    """One topic as a rule sees it: its claims by id, its measure, and its numbers settled in time.

    `settled` is None where it has no numbers.
    """

    topic: Topic
    claims: tuple[Claim, ...]
    measure: Measure
    board: Board
    settled: Settled | None = None
    accounts: tuple[Account, ...] = ()

    @property
    def standing(self) -> tuple[Claim, ...]:
        """The claims that stand: of numbers those that carry a current account, else all, by id."""
        if self.settled is None:
            return self.claims
        return tuple(sorted((item.claim for item in self.settled.current), key=lambda claim: claim.id))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of the claims that stand."""
        return tuple(sorted({claim.source_id for claim in self.standing}))

    @property
    def origin_ids(self) -> tuple[str, ...]:
        """The origins of the claims that stand."""
        return tuple(sorted({self.board.origin_of_claim(claim) for claim in self.standing}))

    @property
    def phrase(self) -> str:
        """What is compared, as a sentence names it: "the number of troops", "the cause of the unrest"."""
        about = self.topic.told_of
        if not about:
            return self.measure.phrase
        if self.measure.open and self.counted:
            return _number_of(self.counted, self.measure)
        if self.topic.measure == "responsibility":
            return f"{self.measure.phrase} for {'the ' if about.islower() else ''}{about}"
        if " " in about and about.islower():
            return f"{self.measure.phrase} ({about})"
        return f"{self.measure.phrase} of {'the ' if about.islower() else ''}{about}"

    @property
    def counted(self) -> str | None:
        """What is counted, as its claims end: "crates"; None where they do not end alike, or it is told apart."""
        ends = Counter(claim.value.surface.split()[-1] for claim in self.claims if claim.value.surface.strip())
        words = {end.casefold() for end in ends}
        if len(words) != 1 or self.topic.frame.elsewhere or not (end := ends.most_common(1)[0][0]).isalpha():
            return None
        return end if end.istitle() and all(each.istitle() for each in ends) else end.lower()

    def speaker(self, claim: Claim) -> str:
        return speaker_of(claim, self.board.words)


def _number_of(counted: str, measure: Measure) -> str:
    """Return what a number of an open measure is: "the number of crates", "the number of homes destroyed"."""
    number, told = "the number", measure.phrase
    if not told.startswith(number):
        return told  # "how many times"
    if told.startswith(f"{number} of "):
        return told if measure.subject | measure.object else f"{number} of {counted}"
    return f"{number} of {counted}{told.removeprefix(number)}"


class Outcome(msgspec.Struct, frozen=True):
    """A finding and the verdict that it gives its topic; None leaves the verdict to the other findings."""

    finding: Finding
    verdict: Verdict | None = None


def citations(view: TopicView, claims: Iterable[Claim]) -> tuple[Citation, ...]:
    """Return one citation a claim by source number, a source's repetitions of one value left out."""
    seen: set[tuple[str, str, str]] = set()
    found = []
    for claim in sorted(
        claims, key=lambda claim: (view.board.number(claim.source_id), claim.source_id, claim.span.start, claim.id)
    ):
        said = " ".join(claim.value.surface.casefold().split()) or claim.span.quote
        key = (claim.source_id, said, view.speaker(claim).casefold())
        if key in seen:
            continue
        seen.add(key)
        span = claim.span
        found.append(
            Citation(
                claim_id=claim.id,
                source_id=claim.source_id,
                source_number=view.board.number(claim.source_id),
                start=span.start,
                end=span.end,
                quote=span.quote,
                place=view.board.place(claim) or msgspec.UNSET,
            )
        )
    return tuple(found)


def make_finding(
    view: TopicView,
    code: str,
    message: str,
    claims: Iterable[Claim],
    *,
    reason: str,
    severity: Severity,
    confidence: Confidence,
    **more: object,
) -> Finding:
    """Return a finding about a topic whose id comes from its code and its claims alone.

    `reason` is its severity's; what the severity and the confidence come to is said once the finding is weighed.
    """
    ids = tuple(sorted(claim.id for claim in claims))
    finding = Finding(
        id=short_id("f", code, view.topic.story_id, *ids),
        code=code,
        severity=severity,
        confidence=confidence,
        topic_id=view.topic.id,
        message=message,
        explanation=reason,
        claim_ids=ids,
    )
    return msgspec.structs.replace(finding, **more)
