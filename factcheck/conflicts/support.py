"""A topic in which nothing excludes anything → its verdict, by who stands for it."""

from __future__ import annotations

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.positions import sweep
from factcheck.models import Category, Claim, Quotation, Verdict

__all__ = ["support_verdict"]


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
