"""FC101, FC102, FC106: numbers that exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.positions import fit_all, gap_between, sweep
from factcheck.conflicts.reconciling import assumptions, dissolving
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of, severity_by_weight, severity_of
from factcheck.conflicts.slips import find_slip
from factcheck.conflicts.wording import MOST, percent, sources_text, with_sources
from factcheck.models import (
    SEVERITIES,
    Confidence,
    Pair,
    Severity,
    Verdict,
    gravest,
    strongest,
    weakest,
)
from factcheck.prose import listed
from factcheck.stories.voices import OUTLET

__all__ = ["RULE", "find_exclusions"]

_ROUNDING = Decimal("0.01")


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
    if view.settled is None or view.measure.of_person:
        return ()
    items = view.settled.current
    groups = sweep([item.whole for item in items])
    if len(groups) < 2:
        return ()
    shared = fit_all(groups)
    sets = [[items[at] for at in group if at not in shared] for group in groups]
    if not _are_apart(sets):
        return ()
    neutral = (*(items[at] for at in sorted(shared)), *view.settled.stale, *view.settled.apart)
    pairs = _pairs(view, sets)
    severity = _severity(view, pairs, sets)
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


def _are_apart(sets: Sequence[Sequence[Item]]) -> bool:
    """Whether two sources, or two named speakers, give the numbers.

    A source against itself is FC108, and its copies say no more than it does.
    """
    sources = {frozenset(item.claim.source_id for item in group) for group in sets}
    voices = {item.voice for group in sets for item in group if _named(item)}
    return len(sources) > 1 or len(voices) > 1


def _pairs(view: TopicView, sets: Sequence[Sequence[Item]]) -> tuple[Pair, ...]:
    """Return the pairs of positions with the widest gap between two of their numbers, and the best alignment."""
    widest: dict[tuple[int, int, str], Decimal] = {}
    aligned: dict[tuple[int, int], float] = {}
    for left in range(len(sets)):
        for right in range(left + 1, len(sets)):
            for a, b in _excluding(sets[left], sets[right]):
                gap = gap_between(a.strict, b.strict)
                key = (left, right, "FC101" if gap else "FC102")
                widest[key] = max(gap, widest.get(key, gap))
                told = view.board.alignments.get(frozenset((a.claim.id, b.claim.id)), 0.0)
                aligned[left, right] = max(told, aligned.get((left, right), 0.0))
    return tuple(
        Pair(positions=(left, right), code=code, gap=gap, alignment=round(aligned[left, right], 4))
        for (left, right, code), gap in sorted(widest.items())
    )


def _excluding(left: Iterable[Item], right: Sequence[Item]) -> list[tuple[Item, Item]]:
    return [(a, b) for a in left for b in right if a.excludes(b)]


def _rivals(sets: Sequence[Sequence[Item]]) -> list[tuple[Item, Item]]:
    return [pair for at, left in enumerate(sets) for right in sets[at + 1 :] for pair in _excluding(left, right)]


def _severity(view: TopicView, pairs: Sequence[Pair], sets: Sequence[Sequence[Item]]) -> Severity:
    """Return the gravest severity of the pairs.

    A gap's size tells none of bounds that meet, of fixed numbers, and of exact counts of things that are no rounding of
    each other: whoever says 161 did not mean 167.
    """
    least: Severity = severity_by_weight(view)
    if view.measure.open and all(item.kind == "exact" for group in sets for item in group):
        least = "medium" if any((pair.gap or Decimal(0)) >= _ROUNDING for pair in pairs) else "low"
    told = [severity_of(view, pair.gap) for pair in pairs if pair.code != "FC102"]
    by_weight = view.measure.fixed or view.measure.open or len(told) < len(pairs)
    return gravest((*told, *((least,) if by_weight else ())))


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
    named = sets if len(sets) <= MOST else [sets[0], sets[-1]]  # the lowest and the highest, with who gives them
    values = listed([with_sources(view, [item.claim for item in group]) for group in named], "or")
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
