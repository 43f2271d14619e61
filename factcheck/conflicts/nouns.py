"""FC105: one number on two nouns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from factcheck.conflicts.board import Outcome, TopicView, citations, make_finding
from factcheck.conflicts.quoted import fold_words
from factcheck.conflicts.wording import explain, number_text, sources_text
from factcheck.models import Claim, Position, Quantity, Severity

__all__ = ["find_wandering_number"]

_LARGE = Decimal(1000)
_SAME_FRAME = 60
_HALF = Decimal("0.5")


def find_wandering_number(view: TopicView) -> tuple[Outcome, ...]:
    """Find a number that stands on one noun in one source and on another noun in another.

    FC105 is raised for numbers of 1,000 or more, or with three significant digits, in sentences that otherwise say much the
    same, where no source has both.

    Bad: "dozens dead and 10,000 people detained" in one source, "dozens dead and 10,000 people trapped" in another.
    Good: one report with 10,000 detained and 10,000 trapped; 12 dead here and 12 injured there.

    Why: a rare number that changes its noun was mistranslated or misread by one of the two.
    """
    for mine, theirs in _candidates(view):
        other = next(topic for topic in view.board.siblings(view.topic) if theirs.id in topic.claim_ids)
        claims = [mine, theirs]
        severity: Severity = "medium" if view.measure.weight >= _HALF else "low"
        value = mine.value.nominal[0] if isinstance(mine.value, Quantity) else Decimal(0)
        message = (
            f"The same number stands on different things: {number_text(value)} for {view.topic.label} ({sources_text(view, [mine])}) and for "
            f"{other.label} ({sources_text(view, [theirs])}). {explain('a number of this size is seldom shared by chance', severity, 'low')}"
        )
        positions = tuple(
            Position(label=_label(claim), claim_ids=(claim.id,), citations=citations(view, [claim])) for claim in claims
        )
        finding = make_finding(
            view,
            "FC105",
            message,
            claims,
            severity=severity,
            confidence="low",
            positions=positions,
            related_topic_ids=(other.id,),
        )
        return (Outcome(finding, "tension"),)
    return ()


def _label(claim: Claim) -> str:
    return " ".join(claim.value.surface.split())


def _candidates(view: TopicView) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of this topic's claims and a later topic's: the topics' ids are in order, so that a pair comes up once."""
    for other in view.board.siblings(view.topic):
        if other.id < view.topic.id or (other.measure, other.about) == (view.topic.measure, view.topic.about):
            continue
        theirs = [view.board.claims[id_] for id_ in other.claim_ids]
        if {claim.source_id for claim in theirs} & set(view.source_ids):
            continue
        yield from (
            (mine, claim)
            for mine in view.claims
            for claim in theirs
            if _same_rare_number(mine, claim) and _same_frame(mine, claim)
        )


def _same_rare_number(left: Claim, right: Claim) -> bool:
    a, b = left.value, right.value
    if (
        not isinstance(a, Quantity)
        or not isinstance(b, Quantity)
        or a.nominal != b.nominal
        or a.unit != b.unit
        or len(a.nominal) != 1
    ):
        return False
    number = abs(a.nominal[0])
    digits = len(number.normalize().as_tuple().digits)
    return a.hedge.kind != "vague" and (number >= _LARGE or digits >= 3)


def _same_frame(left: Claim, right: Claim) -> bool:
    a, b = (" ".join(fold_words(claim.sentence.quote)) for claim in (left, right))
    return fuzz.token_sort_ratio(a, b) >= _SAME_FRAME
