"""FC203: a state that changed between two reports."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import position_of
from factcheck.conflicts.wording import day_text, with_sources
from factcheck.lexicon.catalogue import measure_of
from factcheck.models import Category, Claim, Quantity

__all__ = ["RULE", "find_change"]

# by measure: the states that end those told before them, and what is asked
_LATE = {
    "custody": frozenset({"held", "charged"}),
    "health": frozenset({"dead"}),
}
_ASKED = {
    "custody": "Whether anybody is held",
    "health": "The state of {}",
}


def find_change(view: TopicView) -> tuple[Outcome, ...]:
    """Find a state in one report that is over in another: sought and held, hurt and dead.

    A report of a death that tells how bad it was before has the later state; one that tells of two suspects takes no
    side. Nothing is found where the report of the earlier state is the later one.

    Bad: none; it is how news goes on. The finding says which report is behind.
    Good: "no arrests have been made" on Monday, "a man was arrested" on Tuesday.

    Why: who merges two reports must not print the state of the older one.
    """
    late = _LATE.get(view.topic.measure)
    if late is None:
        return ()
    told = [claim for claim in view.claims if isinstance(claim.value, Category) and claim.as_of is not None]
    ended = [claim for claim in told if _state(claim) in late]
    pairs = [(old, new) for old in told if _state(old) not in late for new in ended if _is_change(view, old, new)]
    if not pairs:
        return ()
    before, after = ({pair[at].id: pair[at] for pair in pairs} for at in (0, 1))
    one, two = list(before.values()), list(after.values())
    finding = make_finding(
        view,
        "FC203",
        f"{_asked(view)} changed between reports: {_dated(view, one)}, then {_dated(view, two)}.",
        [*one, *two],
        reason="a state that ends while a story goes on",
        severity="low",
        confidence="medium",
        positions=(position_of(view, one), position_of(view, two)),
    )
    return (Outcome(finding, "revised"),)


def _is_change(view: TopicView, old: Claim, new: Claim) -> bool:
    if old.as_of is None or new.as_of is None or old.as_of > new.as_of or old.source_id == new.source_id:
        return False
    if not _excludes(view, old, new):
        return False
    if view.topic.measure == "health":
        return not _tells_death(view, old.source_id)
    mine, theirs = ([claim for claim in view.claims if claim.source_id == each.source_id] for each in (old, new))
    return not any(_excludes(view, old, other) for other in mine) and not any(
        _excludes(view, other, new) for other in theirs
    )


def _excludes(view: TopicView, old: Claim, new: Claim) -> bool:
    return view.board.categories.exclusive(view.topic.measure, _label(old), _label(new))


def _tells_death(view: TopicView, source_id: str) -> bool:
    """Return whether a source tells that anybody died: who is hurt may be another than who died in the next report."""
    own = (claim for claim in view.board.claims.values() if claim.source_id == source_id)
    return any(_state(claim) == "dead" or _counts_dead(view, claim) for claim in own)


def _counts_dead(view: TopicView, claim: Claim) -> bool:
    value = claim.value
    if not isinstance(value, Quantity) or claim.frame.elsewhere is not None:
        return False
    fatal = measure_of(view.board.catalogue, claim.measure).harm == "fatal"
    return fatal and max(value.nominal, default=Decimal(0)) > 0


def _label(claim: Claim) -> str:
    return claim.value.label if isinstance(claim.value, Category) else ""


def _state(claim: Claim) -> str:
    return _label(claim).partition(":")[0]


def _asked(view: TopicView) -> str:
    whom = view.topic.about or ""
    return _ASKED[view.topic.measure].format(whom if whom[:1].isupper() else f"the {whom}")


def _dated(view: TopicView, claims: Sequence[Claim]) -> str:
    days = [claim.as_of for claim in claims if claim.as_of is not None]
    return f"{with_sources(view, claims)} on {day_text(min(days, default=None))}"


RULE = Rule(
    find=find_change,
    codes=(
        Code(
            code="FC203",
            title="State changed",
            line="A later report tells that a state is over: sought and held, hurt and dead.",
            sides="changes",
        ),
    ),
)
