"""What several rules make of a topic: positions of claims, and how severe a difference is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from factcheck.conflicts.board import TopicView, citations
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.wording import with_sources
from factcheck.models import Claim, Position, Severity

__all__ = ["is_weighty", "position_of", "positions_of", "severity_by_weight", "severity_of"]

_HALF = Decimal("0.5")


def position_of(view: TopicView, claims: Sequence[Claim]) -> Position:
    """Return a position of claims, labelled with their distinct values and who gives them."""
    return Position(
        label=with_sources(view, claims),
        claim_ids=tuple(claim.id for claim in claims),
        citations=citations(view, claims),
    )


def positions_of(view: TopicView, sets: Iterable[Sequence[Item]]) -> tuple[Position, ...]:
    """Return a position for each set of items."""
    return tuple(position_of(view, [item.claim for item in group]) for group in sets)


def is_weighty(view: TopicView) -> bool:
    """Return whether a topic's measure weighs 0.5 or more."""
    return view.measure.weight >= _HALF


def severity_by_weight(view: TopicView) -> Severity:
    """Return the severity of a difference that has no size: medium for a weighty measure, else low."""
    return "medium" if is_weighty(view) else "low"


def severity_of(view: TopicView, gap: Decimal | None) -> Severity:
    """Return the severity of a gap: times the measure's weight, against the settings' two thresholds."""
    weighed, settings = (gap or Decimal(0)) * view.measure.weight, view.board.settings
    if weighed >= settings.gap_high:
        return "high"
    return "medium" if weighed >= settings.gap_medium else "low"
