"""FC502: what only one source stands for."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import is_weighty, position_of
from factcheck.conflicts.wording import sources_text, with_sources
from factcheck.models import strongest

__all__ = ["RULE", "find_single_source"]


def find_single_source(view: TopicView) -> tuple[Outcome, ...]:
    """Find what no second source gives.

    FC502 is raised once a topic, for measures of weight 0.5 or more. Quotations are left out, and parts whose sum is a
    claim of its own.

    Bad: "20,000 attackers" in one source, no number of attackers in any other.
    Good: the same number in two sources of different origin.

    Why: a figure that only one report has is the first to be checked.
    """
    if (
        len({claim.source_id for claim in view.claims}) != 1
        or not is_weighty(view)
        or view.topic.measure == "quotation"
    ):
        return ()
    nothing_stands = view.settled is not None and not view.settled.current
    if nothing_stands or all(claim.id in view.board.summed for claim in view.standing):
        return ()
    confidence = strongest(claim.confidence for claim in view.standing)
    message = f"Only {sources_text(view, view.standing)} gives {view.phrase}: {with_sources(view, view.standing)}."
    finding = make_finding(
        view,
        "FC502",
        message,
        view.standing,
        reason="one source is not a contradiction",
        severity="info",
        confidence=confidence,
        positions=(position_of(view, view.standing),),
    )
    return (Outcome(finding, "uncorroborated"),)


RULE = Rule(
    find=find_single_source,
    codes=(Code(code="FC502", title="One source only", line="No second source gives this.", alone=True),),
    kind="supporting",
)
