"""FC304: two ages for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from factcheck.conflicts.board import Outcome, TopicView, make_finding
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.positions import fit_all, gap_between, sweep
from factcheck.conflicts.rule import Code, Rule
from factcheck.conflicts.sides import positions_of, severity_by_weight
from factcheck.conflicts.wording import with_sources
from factcheck.models import Pair
from factcheck.prose import listed
from factcheck.stories.voices import fold_name

__all__ = ["RULE", "find_two_ages"]

_YEAR = 365
_BIRTHDAY = 30  # days that lie at least between two reports of whom one is older by a birthday


def find_two_ages(view: TopicView) -> tuple[Outcome, ...]:
    """Find two ages that reports give one named person.

    FC304 is raised where the ages exclude each other and no birthday between the reports explains them.

    Bad: "Ana Roth, 23" in one report, "Ana Roth, 32" in another of the same week.
    Good: "Ana Roth, 23" in May, "Ana Roth, 24" in the trial next year.

    Why: an age is checked with one call, and tells two persons of one name apart.
    """
    if view.settled is None or not view.measure.of_person:
        return ()
    items = view.settled.current
    groups = sweep([item.whole for item in items])
    shared = fit_all(groups)
    sets = [[items[at] for at in group if at not in shared] for group in groups]
    pairs = [(a, b) for at, one in enumerate(sets) for two in sets[at + 1 :] for a in one for b in two]
    if not any(_are_apart(a, b) for a, b in pairs):
        return ()
    gap = max(gap_between(a.strict, b.strict) for a in sets[0] for b in sets[-1])
    values = listed([with_sources(view, [item.claim for item in group]) for group in sets], "or")
    finding = make_finding(
        view,
        "FC304",
        f"Sources disagree on the age of {_name(view, items)}: {values}.",
        [item.claim for group in sets for item in group],
        reason="a person has one age",
        severity=severity_by_weight(view),
        confidence="medium",
        positions=positions_of(view, sets),
        pairs=tuple(
            Pair(positions=(a, b), code="FC304", gap=gap) for a in range(len(sets)) for b in range(a + 1, len(sets))
        ),
    )
    return (Outcome(finding, "conflict"),)


def _are_apart(one: Item, two: Item) -> bool:
    """Whether no birthday lies between: the older age is not the later one, or by more years than have passed."""
    if one.claim.source_id == two.claim.source_id:
        return False
    younger, older = sorted((one, two), key=lambda item: item.center)
    if younger.day is None or older.day is None:
        return True
    passed = older.day - younger.day
    years = (older.center - younger.center) / _years(older)
    return passed < dt.timedelta(days=_BIRTHDAY) or years > Decimal(passed.days) / _YEAR + 1


def _years(item: Item) -> Decimal:
    value = item.claim.value
    base = getattr(value, "base", None)
    return base.factor if base is not None else Decimal(1)


def _name(view: TopicView, items: Sequence[Item]) -> str:
    """Return the person's name as a source prints it, else the description."""
    about = view.topic.about or "one person"
    if view.board.words.anyone.issuperset(about.split()):
        return f"the {about}"
    words = fold_name(about).split()
    for item in items:
        text = item.claim.sentence.quote
        at = text.casefold().find(" ".join(words))
        if at >= 0:
            return text[at : at + len(" ".join(words))]
    return about


RULE = Rule(
    find=find_two_ages,
    codes=(Code(code="FC304", title="Persons differ", line="Reports give one person two ages."),),
)
