"""FC501, FC502: what only one origin or only one source stands for, and the verdict where nothing is in dispute."""

from __future__ import annotations

from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, citations, make_finding, strongest, weakest
from factcheck.conflicts.positions import sweep
from factcheck.conflicts.wording import sources_text, with_sources
from factcheck.models import Category, Claim, Position, Quotation, Verdict

__all__ = ["find_single_origin", "find_single_source", "support_verdict"]

_HALF = Decimal("0.5")


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
    origin = view.board.origins[view.source_ids[0]]
    confidence = weakest([origin.confidence, strongest(claim.confidence for claim in view.claims)])
    evidence = f" ({'; '.join(origin.evidence)})" if origin.evidence else ""
    said = f"{with_sources(view, view.claims)}{evidence}"
    message = f"Agreement on {view.phrase} from a single origin, {origin.label}: {said}."
    finding = make_finding(
        view,
        "FC501",
        message,
        view.claims,
        reason="copies of one report count once",
        severity="info",
        confidence=confidence,
        positions=(_position(view, view.claims),),
    )
    return (Outcome(finding, "single_origin"),)


def find_single_source(view: TopicView) -> tuple[Outcome, ...]:
    """Find what no second source gives.

    FC502 is raised once a topic, for measures of weight 0.5 or more. Quotations are left out, and parts whose sum is a
    claim of its own.

    Bad: "20,000 attackers" in one source, no number of attackers in any other.
    Good: the same number in two sources of different origin.

    Why: a figure that only one report has is the first to be checked.
    """
    if len(view.source_ids) != 1 or view.measure.weight < _HALF or view.topic.measure == "quotation":
        return ()
    nothing_stands = view.settled is not None and not view.settled.current
    if nothing_stands or all(claim.id in view.board.summed for claim in view.claims):
        return ()
    confidence = strongest(claim.confidence for claim in view.claims)
    message = f"Only {sources_text(view, view.claims)} gives {view.phrase}: {with_sources(view, view.claims)}."
    finding = make_finding(
        view,
        "FC502",
        message,
        view.claims,
        reason="one source is not a contradiction",
        severity="info",
        confidence=confidence,
        positions=(_position(view, view.claims),),
    )
    return (Outcome(finding, "uncorroborated"),)


def support_verdict(view: TopicView) -> Verdict:
    """Return the verdict of a topic in which nothing excludes anything, by who stands for it."""
    if view.settled is not None and not view.settled.current:
        return "not_compared"
    if len(view.source_ids) < 2:
        return "uncorroborated"
    if not _says_the_same(view):
        return "not_compared"
    return "single_origin" if len(view.origin_ids) < 2 else "agreement"


def _says_the_same(view: TopicView) -> bool:
    """Return whether two sources give the same category; numbers and wordings that go together do so by that."""
    if view.settled is not None:
        return len(sweep([item.whole for item in view.settled.current])) < 2
    sources: dict[str, set[str]] = {}
    for claim in view.claims:
        sources.setdefault(_kind(claim), set()).add(claim.source_id)
    return any(len(ids) > 1 for ids in sources.values())


def _kind(claim: Claim) -> str:
    if isinstance(claim.value, Quotation):
        return ""
    return claim.value.label.casefold().partition(":")[0].strip() if isinstance(claim.value, Category) else ""


def _position(view: TopicView, claims: tuple[Claim, ...]) -> Position:
    return Position(
        label=with_sources(view, claims),
        claim_ids=tuple(claim.id for claim in claims),
        citations=citations(view, claims),
    )
