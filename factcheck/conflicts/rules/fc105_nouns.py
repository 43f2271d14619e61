"""FC105: one number on two nouns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from factcheck.conflicts.board import Outcome, TopicView, citations, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import severity_by_weight
from factcheck.conflicts.wording import number_text, sources_text
from factcheck.lexicon.catalogue import measure_of
from factcheck.models import Claim, Position, Quantity, Topic
from factcheck.stories.utterances.quoted import fold_words

__all__ = ["RULE", "find_wandering_number"]

_LARGE = Decimal(1000)
_SAME_FRAME = 60
_LEAST_WORDS = 3


def find_wandering_number(view: TopicView) -> tuple[Outcome, ...]:
    """Find a number that stands on one noun in one source and on another noun in another.

    FC105 is raised for counts of 1,000 or more, or with three significant digits, in sentences that otherwise say much
    the same, where no source has both. Sums of money, shares and other amounts with a unit have no noun of their own.

    Bad: "dozens dead and 10,000 people detained" in one source, "dozens dead and 10,000 people trapped" in another.
    Good: one report with 10,000 detained and 10,000 trapped; 12 dead here and 12 injured there.

    Why: a rare number that changes its noun was mistranslated or misread by one of the two.
    """
    for mine, theirs in _candidates(view):
        other = next(topic for topic in view.board.siblings(view.topic) if theirs.id in topic.claim_ids)
        claims = [mine, theirs]
        value = mine.value.nominal[0] if isinstance(mine.value, Quantity) else Decimal(0)
        here, there = (sources_text(view, [claim]) for claim in claims)
        message = (
            f"The same number stands on different things: {number_text(value)} for {view.topic.label} ({here}) and for "
            f"{other.label} ({there})."
        )
        positions = tuple(
            Position(label=_label(claim), claim_ids=(claim.id,), citations=citations(view, [claim])) for claim in claims
        )
        finding = make_finding(
            view,
            "FC105",
            message,
            claims,
            reason="such a number is seldom shared by chance",
            severity=severity_by_weight(view),
            confidence="low",
            positions=positions,
            related_topic_ids=(other.id,),
        )
        return (Outcome(finding),)
    return ()


def _label(claim: Claim) -> str:
    return " ".join(claim.value.surface.split())


def _candidates(view: TopicView) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of this topic's claims and another topic's; the topics are in order, so that a pair comes up once."""
    for other in view.board.siblings(view.topic):
        if _order(other) <= _order(view.topic):
            continue
        if view.measure.fixed or measure_of(view.board.catalogue, other.measure).fixed:
            continue  # as many were aboard as died: one number of one thing
        theirs = [view.board.claims[id_] for id_ in other.claim_ids]
        if {claim.source_id for claim in theirs} & set(view.source_ids):
            continue
        pairs = ((mine, claim) for mine in view.claims for claim in theirs)
        yield from (pair for pair in pairs if _same_rare_number(*pair) and _same_frame(*pair))


def _order(topic: Topic) -> tuple[str, str]:
    return topic.measure, topic.told_of or ""


def _same_rare_number(left: Claim, right: Claim) -> bool:
    a, b = left.value, right.value
    if (
        not isinstance(a, Quantity)
        or not isinstance(b, Quantity)
        or a.nominal != b.nominal
        or a.unit is not None
        or b.unit is not None
        or len(a.nominal) != 1
        or left.derived_from
        or right.derived_from
        or (left.measure == right.measure and a.noun == b.noun)
    ):
        return False
    number = abs(a.nominal[0])
    digits = len(number.normalize().as_tuple().digits)
    return a.hedge.kind != "vague" and (number >= _LARGE or digits >= 3)


def _same_frame(left: Claim, right: Claim) -> bool:
    """Return whether two sentences say much the same, apart from their numbers."""
    a, b = ([word for word in fold_words(claim.sentence.quote) if word.isalpha()] for claim in (left, right))
    return len(set(a) & set(b)) >= _LEAST_WORDS and fuzz.token_sort_ratio(" ".join(a), " ".join(b)) >= _SAME_FRAME


RULE = Rule(
    find=find_wandering_number,
    codes=(
        Code(
            code="FC105",
            title="One number, different things",
            line="The same number is attached to different nouns.",
            sides="told",
        ),
    ),
)
