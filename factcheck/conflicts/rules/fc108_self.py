"""FC108: a source that contradicts itself."""

from __future__ import annotations

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.positions import gap_between
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of, severity_of
from factcheck.conflicts.wording import percent, sources_text, with_sources
from factcheck.models import Account, Claim, Pair, Quantity
from factcheck.stories.current import whole_interval

__all__ = ["RULE", "find_self"]


def find_self(view: TopicView) -> tuple[Outcome, ...]:
    """Find a source whose own totals exclude each other.

    FC108 is raised where the title, the opening or a toll word of one report give two totals of one day through one
    holder that cannot both be true. Both must be licensed as the total, stand in two sentences and count several.

    Bad: "56 dead" in the headline, "at least 149 deaths" in the first sentence.
    Good: "56 dead" in the headline, "the toll had been 40 on Monday" in the text.

    Why: a headline that was left standing is copied on; the report itself shows which number is newer.
    """
    if view.settled is None or not view.measure.people:
        return ()
    found = ((account, _rivals(view, account)) for account in view.accounts if not account.clear)
    return tuple(_against(view, account, rivals) for account, rivals in found if rivals)


def _rivals(view: TopicView, account: Account) -> list[Claim]:
    first = view.board.claims[account.claim_ids[0]]
    return [
        claim
        for claim in view.claims
        if claim.source_id == account.source_id
        and claim.frame.licence is not None
        and not claim.derived_from
        and claim.as_of == first.as_of
        and claim.sentence.start != first.sentence.start
        and _is_several(claim)
        and _is_several(first)
        and not whole_interval(claim).meets(whole_interval(first))
    ]


def _is_several(claim: Claim) -> bool:
    """Whether more than one is counted: one is, as likely, one of those whom the other sentence counts."""
    return isinstance(claim.value, Quantity) and all(number > 1 for number in claim.value.nominal)


def _against(view: TopicView, account: Account, rivals: list[Claim]) -> Outcome:
    first = view.board.claims[account.claim_ids[0]]
    gap = max(gap_between(whole_interval(first), whole_interval(claim)) for claim in rivals)
    sides = sorted(([first], rivals), key=lambda side: side[0].span.start)
    values = " and ".join(with_sources(view, side) for side in sides)
    whose = sources_text(view, [first]).capitalize()
    finding = make_finding(
        view,
        "FC108",
        f"{whose} gives two figures for {view.phrase}: {values}.",
        [first, *rivals],
        reason=f"the values lie {percent(gap)} apart",
        severity=severity_of(view, gap),
        confidence="medium",
        positions=tuple(position_of(view, side) for side in sides),
        pairs=(Pair(positions=(0, 1), code="FC108", gap=gap),),
    )
    return Outcome(finding, "unclear")


RULE = Rule(
    find=find_self,
    codes=(
        Code(
            code="FC108", title="Source contradicts itself", line="One report gives two totals that exclude each other."
        ),
    ),
)
