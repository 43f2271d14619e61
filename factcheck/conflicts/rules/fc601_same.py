"""FC601: different words for the same number."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import LOWER_BOUNDS, UPPER_BOUNDS, Item
from factcheck.conflicts.positions import sweep
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of
from factcheck.conflicts.wording import display, in_marks, sources_text, sum_text, with_sources
from factcheck.models import Claim, Quantity, strongest, weakest
from factcheck.prose import listed

__all__ = ["RULE", "find_reconciled"]


def find_reconciled(view: TopicView) -> tuple[Outcome, ...]:
    """Find numbers that look different and are the same.

    FC601 is raised where a sum of parts gives a number that another source states, where an exact number lies within a
    vague word, and where two units come to the same.

    Bad: none; the finding shows why an apparent difference is no conflict.
    Good: "six states" and "five republics and Russia": 5 + 1 = 6.

    Why: an editor who sees 5 and 6 side by side would ask; here is the answer, with the arithmetic.
    """
    if view.settled is None or len(view.source_ids) < 2:
        return ()
    items = view.settled.current
    if len(sweep([item.whole for item in items])) != 1:
        return ()
    said = _sum_meets(view, items) or _within_vague(view, items) or _other_unit(view, items)
    if not said:
        return ()
    confidence = weakest(
        strongest(item.claim.confidence for item in items if item.claim.source_id == id_)
        for id_ in {i.claim.source_id for i in items}
    )
    claims = [item.claim for item in items]
    message = f"Different words for {view.phrase} agree: {said}. All of it: {with_sources(view, claims)}."
    finding = make_finding(
        view,
        "FC601",
        message,
        claims,
        reason="nothing is in dispute",
        severity="info",
        confidence=confidence,
        positions=positions_of(view, [items]),
    )
    return (Outcome(finding, "reconciled"),)


def _parts(view: TopicView, claim: Claim) -> list[Claim]:
    return [view.board.claims[id_] for id_ in claim.derived_from if id_ in view.board.claims]


def _sum_meets(view: TopicView, items: tuple[Item, ...]) -> str:
    for sum_ in (item for item in items if item.claim.derived_from):
        text = sum_text(sum_.claim, _parts(view, sum_.claim))
        others = [item for item in items if item.claim.source_id != sum_.claim.source_id]
        if text and others:
            return f"{text} ({sources_text(view, [sum_.claim])}), {_relation(view, sum_, others)}"
    return ""


def _relation(view: TopicView, one: Item, others: list[Item]) -> str:
    """Return how a number stands to what other sources say: the same, or within their words."""
    same = [item for item in others if item.nominal == one.nominal and item.kind == one.kind == "exact"]
    rest = [item for item in others if item not in same]
    said = []
    if same:
        gives = "give" if len(_sources(same)) > 1 else "gives"
        said.append(f"the number that {sources_text(view, [item.claim for item in same])} {gives}")
    for text in dict.fromkeys(display(item.claim) for item in rest):
        holders = [item.claim for item in rest if display(item.claim) == text]
        said.append(f"which lies within {in_marks(text)} ({sources_text(view, holders)})")
    return listed(said)


def _sources(items: list[Item]) -> set[str]:
    return {item.claim.source_id for item in items}


def _within_vague(view: TopicView, items: tuple[Item, ...]) -> str:
    for vague in (item for item in items if item.kind == "vague"):
        clear = [item for item in items if item.kind not in {"vague", *LOWER_BOUNDS, *UPPER_BOUNDS}]
        others = [item for item in clear if item.claim.source_id != vague.claim.source_id]
        if others:
            first = others[0]
            shown = display(first.claim, _parts(view, first.claim))
            relation = _relation(view, first, [item for item in items if item.kind == "vague"])
            return f"{shown} ({sources_text(view, [first.claim])}), {relation}"
    return ""


def _other_unit(view: TopicView, items: tuple[Item, ...]) -> str:
    exact = [item for item in items if item.kind == "exact" and isinstance(item.claim.value, Quantity)]
    for at, a in enumerate(exact):
        for b in exact[at + 1 :]:
            if a.nominal == b.nominal and _unit(a) != _unit(b) and a.claim.source_id != b.claim.source_id:
                left, right = display(a.claim), display(b.claim)
                return f"{left} ({sources_text(view, [a.claim])}) is {right} ({sources_text(view, [b.claim])})"
    return ""


def _unit(item: Item) -> str | None:
    return item.claim.value.unit if isinstance(item.claim.value, Quantity) else None


RULE = Rule(
    find=find_reconciled,
    codes=(Code(code="FC601", title="Reconciled", line="Different words come to the same number.", sides="told"),),
    kind="supporting",
)
