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

_SURE = ("toll", "title", "opening")


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
    found = ((first, _rivals(view, account, first)) for account in view.accounts for first in _firsts(view, account))
    chosen: dict[str, Outcome] = {}
    for first, rivals in found:
        if rivals and first.source_id not in chosen:
            chosen[first.source_id] = _against(view, first, rivals)
    return tuple(chosen.values())


def _firsts(view: TopicView, account: Account) -> list[Claim]:
    """Return the claim that an unclear account stands on; of a clear one all that carry it.

    Two numbers may fit the title's bound and not each other.
    """
    ids = account.claim_ids if account.clear else account.claim_ids[:1]
    return [view.board.claims[id_] for id_ in ids if view.board.claims[id_].frame.licence in _SURE]


def _rivals(view: TopicView, account: Account, first: Claim) -> list[Claim]:
    return [
        claim
        for claim in view.claims
        if claim.source_id == account.source_id
        and (claim.id in account.claim_ids or not account.clear)
        and claim.frame.licence in _SURE
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


def _against(view: TopicView, first: Claim, rivals: list[Claim]) -> Outcome:
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
