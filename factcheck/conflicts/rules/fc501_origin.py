"""FC501: what only one origin stands for."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of
from factcheck.conflicts.support import support_verdict
from factcheck.conflicts.wording import with_sources
from factcheck.models import strongest, weakest

__all__ = ["RULE", "find_single_origin"]

# to quote one person, and to call a minister a minister, reports need no common origin
_UNREMARKABLE = frozenset({"quotation", "role"})


def find_single_origin(view: TopicView) -> tuple[Outcome, ...]:
    """Find an agreement that goes back to one report.

    FC501 is raised where two or more sources agree and all are copies or rewritings of one origin.

    Bad: three sites with "10 days", all of them from one wire report.
    Good: "10 days" from a wire report and from a correspondent of one's own.

    Why: three copies of a mistake are one mistake.
    """
    if support_verdict(view) != "single_origin" or view.topic.measure in _UNREMARKABLE:
        return ()
    origin = view.board.origins_by_id[view.origin_ids[0]]
    confidence = weakest([origin.confidence, strongest(claim.confidence for claim in view.standing)])
    evidence = f" ({'; '.join(origin.evidence)})" if origin.evidence else ""
    said = f"{with_sources(view, view.standing)}{evidence}"
    message = f"Agreement on {view.phrase} from a single origin, {origin.label}: {said}."
    finding = make_finding(
        view,
        "FC501",
        message,
        view.standing,
        reason="copies of one report count once",
        severity="info",
        confidence=confidence,
        positions=(position_of(view, view.standing),),
    )
    return (Outcome(finding, "single_origin"),)


RULE = Rule(
    find=find_single_origin,
    codes=(
        Code(
            code="FC501",
            title="Agreement from one origin",
            line="The sources that agree go back to a single report.",
            evidence=True,
        ),
    ),
    kind="supporting",
)
