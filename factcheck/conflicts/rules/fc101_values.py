"""FC101, FC102, FC106: numbers that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import NEWS, Item
from factcheck.conflicts.positions import fit_all, gap_between, sweep
from factcheck.conflicts.reconciling import assumptions, dissolving
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of, severity_by_weight, severity_of
from factcheck.conflicts.slips import find_slip
from factcheck.conflicts.wording import percent, sources_text, with_sources
from factcheck.models import (
    ATTACKER,
    SEVERITIES,
    Claim,
    Confidence,
    Pair,
    Quantity,
    Severity,
    Verdict,
    gravest,
    mildest,
    strongest,
    weakest,
)
from factcheck.prose import listed
from factcheck.stories.rereading import names_part
from factcheck.stories.voices import OUTLET

__all__ = ["RULE", "find_exclusions"]

_LEAD = 400  # characters: a headline and the first sentence
_FEW = 10  # several, a few, a couple; "dozens" is more


def find_exclusions(view: TopicView) -> tuple[Outcome, ...]:
    """Find numbers that cannot all be true.

    FC101 is raised where two positions lie apart, FC102 where two bounds meet at one number and exclude each other.
    There is one such finding a topic; its code is that of its widest gap and its pairs keep the rest. A finding that
    looks like a slip of the pen becomes FC106.

    Bad: "nearly 2,000 troops" in one source, "more than 2,000 troops" in another: no number is both.
    Good: "more than 2,000" and "about 2,500": the second is among the numbers that the first allows.

    Why: two numbers that exclude each other cannot be printed side by side as one fact, and a pair of bounds that meets
    at a round number is easily read over.
    """
    if view.settled is None:
        return ()
    items = view.settled.current
    groups = sweep([item.whole for item in items])
    if len(groups) < 2:
        return ()
    shared = fit_all(groups)
    sets = [[items[at] for at in group if at not in shared] for group in groups]
    neutral = (*(items[at] for at in sorted(shared)), *view.settled.stale, *view.settled.apart)
    pairs = _pairs(sets)
    severity = _capped(view, sets, _severity(view, pairs))
    dissolved = dissolving(view, sets)
    if dissolved:  # an assumption that the story itself carries takes a step of the severity
        severity = SEVERITIES[min(SEVERITIES.index(severity) + 1, SEVERITIES.index("low"))]
    confidence = _confidence(sets)
    positions = positions_of(view, sets)
    rivals = _rivals(sets)
    code = max(pairs, key=lambda pair: (pair.gap or Decimal(0), pair.code)).code
    slip = find_slip(view, sets)
    sentences = (_opening(view, sets, rivals), slip.text if slip else "")
    finding = make_finding(
        view,
        "FC106" if slip else code,
        " ".join(sentence for sentence in sentences if sentence),
        [item.claim for group in sets for item in group],
        reason=_reason(pairs) + (", but one assumption would reconcile them" if dissolved else ""),
        severity=severity,
        confidence=confidence,
        positions=positions,
        pairs=pairs,
        compatible_claim_ids=tuple(sorted(item.claim.id for item in neutral)),
        related_topic_ids=slip.related if slip else (),
        reconciled_if=assumptions(view, sets),
    )
    return (Outcome(finding, _verdict(rivals)),)


def _pairs(sets: Sequence[Sequence[Item]]) -> tuple[Pair, ...]:
    widest: dict[tuple[int, int, str], Decimal] = {}
    for left in range(len(sets)):
        for right in range(left + 1, len(sets)):
            for a, b in _excluding(sets[left], sets[right]):
                gap = gap_between(a.strict, b.strict)
                key = (left, right, "FC101" if gap else "FC102")
                widest[key] = max(gap, widest.get(key, gap))
    return tuple(
        Pair(positions=(left, right), code=code, gap=gap) for (left, right, code), gap in sorted(widest.items())
    )


def _excluding(left: Iterable[Item], right: Sequence[Item]) -> list[tuple[Item, Item]]:
    return [(a, b) for a in left for b in right if a.excludes(b)]


def _rivals(sets: Sequence[Sequence[Item]]) -> list[tuple[Item, Item]]:
    return [pair for at, left in enumerate(sets) for right in sets[at + 1 :] for pair in _excluding(left, right)]


def _severity(view: TopicView, pairs: Iterable[Pair]) -> Severity:
    return gravest(severity_by_weight(view) if pair.code == "FC102" else severity_of(view, pair.gap) for pair in pairs)


def _capped(view: TopicView, sets: Sequence[Sequence[Item]], severity: Severity) -> Severity:
    """Return a severity no higher than medium for a part of the people, and than low where it may be part of the part.

    Texts tell of parts bit by bit; one that stands in a sentence with its whole, or in a text that has no whole, is all
    of them. A few, several or a couple against a number is low: nobody counted. So are persons told one by one, of whom
    there may be more, and numbers of "another attack", which need not be the same other one.
    """
    if any(all(_is_few(item) for item in group) for group in sets) or view.topic.frame.event:
        return mildest(severity, "low")
    if any(all(_is_one_by_one(view, item.claim) for item in group) for group in sets):
        return mildest(severity, "low")
    one_source = len({item.claim.source_id for group in sets for item in group}) == 1
    if one_source:  # a writer's slip, or two things that the text tells apart
        severity = mildest(severity, "medium")
    if any(all(_is_deep_part(item.claim) for item in group) for group in sets):
        return mildest(severity, "low")
    of_part = all(names_part(item.claim) for group in sets for item in group)
    if view.topic.scope.part != "subset" and not of_part:
        return severity
    surely = (
        not one_source
        and view.topic.scope.population not in view.board.words.overlapping
        and all(any(_is_all_of_part(view, item.claim) for item in group) for group in sets)
    )
    return mildest(severity, "medium" if surely else "low")


def _is_one_by_one(view: TopicView, claim: Claim) -> bool:
    """Whether a claim is a sum with single persons: "a man and a woman", "her daughter and two grandchildren"."""
    parts = [view.board.claims.get(id_) for id_ in claim.derived_from]
    return any(
        part is not None
        and _number_of(part) == (Decimal(1),)
        and part.scope.population != ATTACKER
        and "single" not in part.notes
        for part in parts
    )


def _is_deep_part(claim: Claim) -> bool:
    """Whether a part is told of so deep in a text that it is background: "Tuesday's shooting of three women"."""
    return claim.scope.population is not None and claim.span.start > NEWS


def _is_few(item: Item) -> bool:
    return item.kind == "vague" and item.center < _FEW


def _is_all_of_part(view: TopicView, claim: Claim) -> bool:
    """Whether a source's number of a part stands in one sentence with the whole, or leads a source without a whole."""
    wholes = [
        other
        for topic in view.board.siblings(view.topic)
        if topic.measure == view.topic.measure and topic.scope.part == "whole"
        for other in (view.board.claims[id_] for id_ in topic.claim_ids)
        if other.source_id == claim.source_id
    ]
    if _has_fellow(view.claims, claim) or (_number_of(claim) == (Decimal(1),) and "single" not in claim.notes):
        return False
    beside = [
        *view.claims,
        *(
            view.board.claims[id_]
            for topic in view.board.siblings(view.topic)
            if topic.measure == view.topic.measure
            for id_ in topic.claim_ids
        ),
    ]
    if any(other.sentence.start == claim.sentence.start or _number_of(other) == _number_of(claim) for other in wholes):
        return not _leaves_some_out(wholes, beside, claim)
    return not wholes and claim.span.start <= _LEAD and not _has_fellow(beside, claim)


def _leaves_some_out(wholes: Sequence[Claim], parts: Sequence[Claim], claim: Claim) -> bool:
    """Whether a sentence tells parts that do not make up its whole: "four died, two men and one woman here"."""
    here = [each for each in wholes if each.sentence.start == claim.sentence.start and not each.derived_from]
    told = {
        each.scope.population: _number_of(each)
        for each in parts
        if each.sentence.start == claim.sentence.start and names_part(each) and each.source_id == claim.source_id
    }
    total = sum((number[0] for number in told.values() if number), Decimal(0))
    return len(told) > 1 and any(_number_of(each) and total < _number_of(each)[0] for each in here)


def _has_fellow(others: Iterable[Claim], claim: Claim) -> bool:
    """Whether the sentence has another number of the same part: "one woman inside and one woman outside"."""
    return any(
        other.source_id == claim.source_id
        and other.sentence.start == claim.sentence.start
        and (other.span.end <= claim.span.start or claim.span.end <= other.span.start)
        for other in others
    )


def _number_of(claim: Claim) -> tuple[Decimal, ...]:
    return claim.value.nominal if isinstance(claim.value, Quantity) else ()


def _reason(pairs: Sequence[Pair]) -> str:
    gap = max(pair.gap or Decimal(0) for pair in pairs)
    touching = any(pair.code == "FC102" for pair in pairs)
    apart = f"the values lie {percent(gap)} apart" if gap else ""
    return listed(
        [
            text
            for text in (apart, "the bounds meet at one number and leave nothing in common" if touching else "")
            if text
        ]
    )


def _confidence(sets: Sequence[Sequence[Item]]) -> Confidence:
    """Return the confidence of the weakest position, each as strong as its best claim.

    It is low inside one voice of one source.
    """
    read = weakest(_position_confidence(group) for group in sets)
    voices = {(item.claim.source_id, item.voice) for group in sets for item in group}
    return "low" if len(voices) == 1 else read


def _position_confidence(group: Sequence[Item]) -> Confidence:
    best = strongest(item.claim.confidence for item in group)
    return weakest([best, "medium"]) if all(item.claim.derived_from for item in group) else best


def _verdict(rivals: Iterable[tuple[Item, Item]]) -> Verdict:
    return "dispute" if all(_named(a) and _named(b) and a.voice != b.voice for a, b in rivals) else "conflict"


def _named(item: Item) -> bool:
    return item.voice != OUTLET


def _opening(view: TopicView, sets: Sequence[Sequence[Item]], rivals: Sequence[tuple[Item, Item]]) -> str:
    values = listed([with_sources(view, [item.claim for item in group]) for group in sets], "or")
    claims = [item.claim for group in sets for item in group]
    if _verdict(rivals) == "dispute":
        return f"Speakers disagree on {view.phrase}: {values}."
    if len({claim.source_id for claim in claims}) == 1:
        return f"{sources_text(view, claims).capitalize()} gives different figures for {view.phrase}: {values}."
    return f"Sources disagree on {view.phrase}: {values}."


RULE = Rule(
    find=find_exclusions,
    codes=(
        Code(code="FC101", title="Figures exclude each other", line="The values given cannot all be true."),
        Code(
            code="FC102",
            title="Bounds exclude each other",
            line="Two bounds meet at one number and have nothing in common, as “nearly” and “more than” a figure.",
        ),
        Code(
            code="FC106",
            title="Probably a slip",
            line="A figure is off by a power of ten, has digits swapped, or trades places with its neighbour.",
            page=find_slip,
        ),
    ),
)
