"""FC103, FC104: parts against their whole."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import Item, make_items
from factcheck.conflicts.positions import gap_between
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of, severity_of
from factcheck.conflicts.wording import is_difference, percent, with_sources
from factcheck.models import Finding, Pair, Quantity, Topic, weakest
from factcheck.stories.voices import same_speaker

__all__ = ["RULE", "find_excess_part", "find_incomplete_sum"]

NEAR = 400  # characters between the sentences of a part and of its whole: the next one or two


def _find(view: TopicView) -> tuple[Outcome, ...]:
    return (*find_excess_part(view), *find_incomplete_sum(view))


def find_excess_part(view: TopicView) -> tuple[Outcome, ...]:
    """Find a part that is larger than its whole.

    FC103 is raised inside one report alone, where the part stands near its whole: farther off, and in another report,
    it is of other people more often than not. Only numbers of one speaker are held against each other, and only where
    no number for the whole has room for the part.

    Bad: "12 people were killed" and, in the next sentence, "14 soldiers were killed".
    Good: "12 people were killed" in one report, "14 soldiers were killed" in another.

    Why: no part can be more than all of it, so that one of the two numbers is wrong or counts something else.
    """
    if view.topic.scope.part != "subset" or view.settled is None:
        return ()
    if view.topic.scope.population in view.board.words.overlapping:
        return ()
    for topic in _wholes(view):
        wholes = make_items((view.board.claims[id_] for id_ in topic.claim_ids), view.measure, view.board.words)
        parts = [part for part in view.settled.current if not any(_within(part, whole) for whole in wholes)]
        found = [(part, whole) for part in parts for whole in wholes if _exceeds(view, part, whole)]
        if found:
            part, whole = max(
                found,
                key=lambda pair: (gap_between(pair[0].strict, pair[1].strict), pair[0].claim.id, pair[1].claim.id),
            )
            text = f"A part is larger than its whole in {view.phrase}"
            return (Outcome(_against(view, part, whole, "FC103", text, related=(topic.id,)), "conflict"),)
    return ()


def find_incomplete_sum(view: TopicView) -> tuple[Outcome, ...]:
    """Find parts that do not give the total which the same source states.

    It is raised only where the text calls the parts exhaustive ("a total of", "consisting of"); parts that add up to
    more than the total are FC103.

    Bad: "a total of 20 hostages, 12 men and 7 women".
    Good: "20 hostages, among them 12 men and 7 women".

    Why: an arithmetic error in one report needs no second report to be seen.
    """
    if view.settled is None:
        return ()
    for sum_, stated in _sums_beside(view):
        if "exhaustive" not in sum_.claim.notes:
            continue  # what else died in the sentence is the attacker more often than a part
        if stated.strict.high is not None and sum_.strict.low is not None and sum_.strict.low > stated.strict.high:
            text = f"The parts come to more than the stated total in {view.phrase}"
            return (Outcome(_against(view, sum_, stated, "FC103", text), "conflict"),)
        text = f"The parts do not add up to the stated total in {view.phrase}"
        return (Outcome(_against(view, sum_, stated, "FC104", text), "conflict"),)
    return ()


def _wholes(view: TopicView) -> Iterator[Topic]:
    topic = view.topic
    for other in view.board.siblings(topic):
        same_about = other.told_of == topic.told_of or None in (other.told_of, topic.told_of)
        same_about = same_about and other.scope.place in (None, topic.scope.place) and other.frame == topic.frame
        if other.measure == topic.measure and not view.measure.open and other.scope.part == "whole" and same_about:
            yield other


def _within(part: Item, whole: Item) -> bool:
    return part.whole.low is None or whole.whole.high is None or part.whole.low <= whole.whole.high


def _exceeds(view: TopicView, part: Item, whole: Item) -> bool:
    low, high = part.whole.low, whole.whole.high
    if (
        whole.center <= 1  # one of several, more likely than all of them
        or low is None
        or high is None
        or low <= high
        or part.claim.status != whole.claim.status
        or _unit(part) != _unit(whole)
    ):
        return False
    if part.voice != whole.voice and not same_speaker(part.voice, whole.voice, view.board.words):
        return False
    near = abs(part.claim.sentence.start - whole.claim.sentence.start) <= NEAR
    return part.claim.source_id == whole.claim.source_id and near and not part.claim.derived_from


def _unit(item: Item) -> str | None:
    value = item.claim.value
    return (value.base.unit if value.base else value.unit) if isinstance(value, Quantity) else None


def _sums_beside(view: TopicView) -> Iterator[tuple[Item, Item]]:
    if view.settled is None:
        return
    for sum_ in view.settled.apart:
        for stated in view.settled.current:
            parts = [view.board.claims[id_] for id_ in sum_.claim.derived_from if id_ in view.board.claims]
            if stated.claim.derived_from or (parts and is_difference(sum_.claim, parts)):
                continue
            if parts and stated.claim.source_id == sum_.claim.source_id and sum_.excludes(stated):
                yield sum_, stated


def _against(
    view: TopicView, part: Item, whole: Item, code: str, text: str, *, related: tuple[str, ...] = ()
) -> Finding:
    claims = [part.claim, whole.claim]
    gap = gap_between(part.strict, whole.strict)
    severity = severity_of(view, gap)
    confidence = weakest(claim.confidence for claim in claims)
    message = f"{text}: {with_sources(view, [part.claim])} against {with_sources(view, [whole.claim])}."
    return make_finding(
        view,
        code,
        message,
        claims,
        reason=f"the values lie {percent(gap)} apart",
        severity=severity,
        confidence=confidence,
        positions=tuple(position_of(view, [claim]) for claim in claims),
        pairs=(Pair(positions=(0, 1), code=code, gap=gap),),
        related_topic_ids=related,
    )


RULE = Rule(
    find=_find,
    codes=(
        Code(
            code="FC103",
            title="A part exceeds its whole",
            line="A number for a part is larger than the number for the whole.",
            page=find_excess_part,
        ),
        Code(
            code="FC104",
            title="Parts do not add up",
            line="Parts that the text calls complete do not give the stated total.",
            page=find_incomplete_sum,
        ),
    ),
)
