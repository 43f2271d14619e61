"""Quotations of one topic → what they say on one line, and positions of those in one wording."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.conflicts.board import TopicView, citations
from factcheck.models import Claim, Position, Quotation

__all__ = ["position_of_wording", "words_of"]


def words_of(claim: Claim) -> str:
    """Return what a claim quotes, on one line."""
    return " ".join(claim.value.text.split()) if isinstance(claim.value, Quotation) else claim.span.quote


def position_of_wording(view: TopicView, claims: Sequence[Claim]) -> Position:
    """Return a position of claims that quote the same words, labelled with them as the first source prints them."""
    shown = citations(view, claims)
    label = words_of(next(claim for claim in claims if claim.id == shown[0].claim_id))
    return Position(label=label, claim_ids=tuple(sorted(claim.id for claim in claims)), citations=shown)
