"""Two reports → what is the same thing in both: sources, topics and findings in pairs, each in one pair at most.

Ids hash over what a thing holds, so that a finding whose text moved has another id. Things are therefore paired in
steps, the surest first, and within a step the most alike first; no step depends on which report is the older one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

import msgspec
from rapidfuzz import fuzz

from factcheck.models import Claim, Finding, Quotation, Report, Source, Story, Topic

__all__ = ["Key", "Pairs", "Side", "best_pairs", "common", "pair_reports"]

T = TypeVar("T")
# the ids that one thing has in the old and in the new report; "" where it has none
Key = tuple[str, str]
Step = tuple[Callable[[T], Hashable], Callable[[T, T], float]]

_ALIKE = 75.0  # of 100: labels and titles
_SAME_WORDS = 60.0  # of 100: quotations, which belong to one topic only where they are one sentence
_SAME_TEXT = 40.0  # of 100: the openings of two texts under one name
_OPENING = 2000
_LEAD = 400
_LABEL = 300
# a conflict may become a revision of the same numbers, an agreement of one origin a note on one source only
_FAMILIES = {"1": "numbers", "2": "numbers", "3": "accounts", "4": "quotations", "5": "support", "6": "support"}


class Side(msgspec.Struct, frozen=True):
    """One of the two reports, and the keys under which its sources and topics are known in both.

    `numbered` are the keys of the sources by the numbers that messages name them by.
    """

    report: Report
    claims: Mapping[str, Claim]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    source_keys: Mapping[str, Key]
    numbered: Mapping[str, Key]
    topic_keys: Mapping[str, Key]

    def claims_of(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that the report holds under the ids, in their order."""
        return tuple(self.claims[id_] for id_ in ids if id_ in self.claims)

    def source_key(self, id_: str) -> Key:
        """Return the key of a source; an id that the report does not know is the same id in the other one."""
        return self.source_keys.get(id_, (id_, id_))


class Pairs(msgspec.Struct, frozen=True):
    """Both reports, and what is the same in them; what is in no pair is in one of them only."""

    old: Side
    new: Side
    sources: tuple[tuple[Source, Source], ...]
    topics: tuple[tuple[Topic, Topic], ...]
    findings: tuple[tuple[Finding, Finding], ...]


def pair_reports(old: Report, new: Report) -> Pairs:
    """Return what is the same in two reports."""
    sources = [(a.source, b.source) for a, b in _pair(_source_rows(old), _source_rows(new), _SOURCE_STEPS)]
    source_keys = _keys(old.sources, new.sources, sources)
    sides = [_side(report, keys) for report, keys in zip((old, new), source_keys, strict=True)]
    stories = _pair(_story_rows(sides[0]), _story_rows(sides[1]), _STORY_STEPS)
    story_keys = _keys(old.stories, new.stories, [(a.story, b.story) for a, b in stories])
    rows = [_topic_rows(side, keys) for side, keys in zip(sides, story_keys, strict=True)]
    topics = [(a.topic, b.topic) for a, b in _pair(rows[0], rows[1], _TOPIC_STEPS)]
    topic_keys = _keys(old.topics, new.topics, topics)
    sides = [msgspec.structs.replace(side, topic_keys=keys) for side, keys in zip(sides, topic_keys, strict=True)]
    findings = _pair(_finding_rows(sides[0]), _finding_rows(sides[1]), _FINDING_STEPS)
    return Pairs(sides[0], sides[1], tuple(sources), tuple(topics), tuple((a.finding, b.finding) for a, b in findings))


def best_pairs(olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Return pairs with the highest scores first, each thing in one pair at most; a score of 0 makes no pair."""
    scores = ((score(one, other), i, j) for i, one in enumerate(olds) for j, other in enumerate(news))
    scored = [row for row in scores if row[0] > 0]
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    # on ties the places decide, in a way that does not tell the older side from the newer one
    for _, i, j in sorted(scored, key=lambda row: (-row[0], min(row[1:]), max(row[1:]), row[1])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            found.append((olds[i], news[j]))
    return found


def common(left: AbstractSet[Hashable], right: AbstractSet[Hashable]) -> float:
    """Return how much two sets have in common, 0 to 1 (Jaccard); 0 for two empty ones."""
    return len(left & right) / len(left | right) if left or right else 0.0


def _pair(olds: Sequence[T], news: Sequence[T], steps: Iterable[Step[T]]) -> list[tuple[T, T]]:
    """Return the pairs that the steps find, in the order of the new side.

    A step pairs what has the same key; None is no key.
    """
    left, right = list(range(len(olds))), list(range(len(news)))
    found: list[tuple[int, int]] = []
    for key, score in steps:
        groups: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, (places, things) in enumerate(((left, olds), (right, news))):
            for at in places:
                groups[key(things[at])][side].append(at)
        groups.pop(None, None)
        for here, there in groups.values():
            found += best_pairs(here, there, _of_places(olds, news, score))
        taken = {i for i, _ in found}, {j for _, j in found}
        left = [at for at in left if at not in taken[0]]
        right = [at for at in right if at not in taken[1]]
    return [(olds[i], news[j]) for i, j in sorted(found, key=lambda pair: pair[1])]


def _of_places(olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float]) -> Callable[[int, int], float]:
    return lambda i, j: score(olds[i], news[j])


def _keys(
    olds: Iterable[Source | Story | Topic], news: Iterable[Source | Story | Topic], pairs: Iterable[tuple[T, T]]
) -> tuple[dict[str, Key], dict[str, Key]]:
    """Return the keys of the old report's things and of the new report's, by their ids there."""
    keys = [(one.id, other.id) for one, other in pairs]  # type: ignore[attr-defined]  # all three have an id
    return (
        {one.id: (one.id, "") for one in olds} | {key[0]: key for key in keys},
        {one.id: ("", one.id) for one in news} | {key[1]: key for key in keys},
    )


def _side(report: Report, source_keys: Mapping[str, Key]) -> Side:
    return Side(
        report=report,
        claims={claim.id: claim for claim in report.claims},
        topics={topic.id: topic for topic in report.topics},
        sources={source.id: source for source in report.sources},
        source_keys=source_keys,
        numbered={str(source.number): source_keys[source.id] for source in report.sources},
        topic_keys={},
    )


def _line(text: str | None, length: int = _LABEL) -> str:
    return " ".join((text or "")[: 2 * length].casefold().split())[:length]


def _always(_old: object, _new: object) -> float:
    return 1.0


# ------------------------------------------------------------------ sources
class _SourceRow(msgspec.Struct, frozen=True):
    """A source, and the lines that it is told apart by."""

    source: Source
    title: str
    publisher: str
    opening: str


def _source_rows(report: Report) -> list[_SourceRow]:
    return [
        _SourceRow(one, _line(one.title), _line(one.publisher), _line(one.text, _OPENING)) for one in report.sources
    ]


def _named_alike(old: _SourceRow, new: _SourceRow) -> float:
    """Return how surely two sources of the same text or name are one: by id, publisher and title."""
    return 1.0 + 4 * (old.source.id == new.source.id) + 2 * (old.publisher == new.publisher) + (old.title == new.title)


def _under_one_name(old: _SourceRow, new: _SourceRow) -> float:
    """Return 0 where a file's name was given to another text with another title."""
    if old.title and old.title == new.title:
        return 100.0
    return fuzz.ratio(old.opening, new.opening, score_cutoff=_SAME_TEXT)


def _rewritten(old: _SourceRow, new: _SourceRow) -> float:
    titles = fuzz.ratio(old.title, new.title, score_cutoff=_ALIKE) if old.title and new.title else 0.0
    return max(titles, fuzz.ratio(old.opening[:_LEAD], new.opening[:_LEAD], score_cutoff=_ALIKE))


_SOURCE_STEPS: tuple[Step[_SourceRow], ...] = (
    (lambda row: (row.source.id, row.source.text), _always),
    (lambda row: row.source.text or None, _named_alike),
    (lambda row: row.source.url or None, _named_alike),
    (lambda row: row.source.id, _under_one_name),
    (lambda row: row.source.path, _under_one_name),
    (lambda row: (row.publisher, row.title) if row.title else None, _named_alike),
    (lambda row: row.publisher, _rewritten),
)


# ------------------------------------------------------------------ stories
class _StoryRow(msgspec.Struct, frozen=True):
    story: Story
    sources: frozenset[Key]


def _story_rows(side: Side) -> list[_StoryRow]:
    return [
        _StoryRow(story, frozenset(side.source_key(id_) for id_ in story.source_ids)) for story in side.report.stories
    ]


def _stories_alike(old: _StoryRow, new: _StoryRow) -> float:
    titles = fuzz.ratio(_line(old.story.title), _line(new.story.title))
    shared = common(old.sources, new.sources)
    return shared * 100 + titles / 100 if shared or titles >= _ALIKE else 0.0


_STORY_STEPS: tuple[Step[_StoryRow], ...] = (
    (lambda row: row.story.id, _always),
    (lambda _row: "", _stories_alike),
)


# ------------------------------------------------------------------ topics
class _TopicRow(msgspec.Struct, frozen=True):
    topic: Topic
    story: Key
    label: str
    claims: frozenset[Hashable]
    quoted: tuple[str, ...]


def _claim_keys(side: Side, ids: Iterable[str]) -> frozenset[Hashable]:
    """Return what tells claims apart in both reports: source, measure and words."""
    return frozenset(
        (side.source_key(claim.source_id), claim.measure, _line(claim.span.quote)) for claim in side.claims_of(ids)
    )


def _topic_rows(side: Side, story_keys: Mapping[str, Key]) -> list[_TopicRow]:
    rows = []
    for topic in side.report.topics:
        values = [claim.value for claim in side.claims_of(topic.claim_ids)]
        quoted = dict.fromkeys(_line(value.text) for value in values if isinstance(value, Quotation))
        story = story_keys.get(topic.story_id, (topic.story_id, topic.story_id))
        rows.append(_TopicRow(topic, story, _line(topic.label), _claim_keys(side, topic.claim_ids), tuple(quoted)))
    return rows


def _said_alike(old: _TopicRow, new: _TopicRow) -> float:
    """Return how alike what is quoted is, 0 to 100; 100 for topics that quote nothing."""
    if not old.quoted and not new.quoted:
        return 100.0
    alike = max((fuzz.ratio(one, other) for one in old.quoted for other in new.quoted), default=0.0)
    return alike if alike >= _SAME_WORDS else 0.0


def _topics_alike(old: _TopicRow, new: _TopicRow) -> float:
    said = _said_alike(old, new)
    labels = fuzz.ratio(old.label, new.label)
    return said and common(old.claims, new.claims) * 1000 + said + labels / 100


def _labels_alike(old: _TopicRow, new: _TopicRow) -> float:
    labels = fuzz.ratio(old.label, new.label, score_cutoff=_ALIKE)
    return labels if labels and _said_alike(old, new) else 0.0


_TOPIC_STEPS: tuple[Step[_TopicRow], ...] = (
    (lambda row: row.topic.id, _always),
    (
        lambda row: (
            row.story,
            row.topic.measure,
            _line(row.topic.told_of),
            _line(row.topic.scope.population),
            _line(row.topic.scope.place),
            row.topic.scope.part,
        ),
        _topics_alike,
    ),
    (lambda row: row.topic.measure, lambda old, new: common(old.claims, new.claims)),
    (lambda row: (row.story, row.topic.measure), _labels_alike),
)


# ------------------------------------------------------------------ findings
class _FindingRow(msgspec.Struct, frozen=True):
    finding: Finding
    topic: Key
    family: str
    claims: frozenset[Hashable]


def _finding_rows(side: Side) -> list[_FindingRow]:
    return [
        _FindingRow(
            finding,
            side.topic_keys.get(finding.topic_id, (finding.topic_id, finding.topic_id)),
            _FAMILIES.get(finding.code[2:3], finding.code),
            _claim_keys(side, finding.claim_ids),
        )
        for finding in side.report.findings
    ]


def _findings_alike(old: _FindingRow, new: _FindingRow) -> float:
    messages = fuzz.ratio(_line(old.finding.message), _line(new.finding.message))
    return 1 + common(old.claims, new.claims) * 1000 + messages


_FINDING_STEPS: tuple[Step[_FindingRow], ...] = (
    (lambda row: row.finding.id, _always),
    (lambda row: (row.topic, row.finding.code), _findings_alike),
    (lambda row: (row.topic, row.family), _findings_alike),
    (lambda row: row.finding.code, lambda old, new: common(old.claims, new.claims)),
)
