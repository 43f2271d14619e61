"""Whether a story's suspects are held or sought → the states of one question each.

Where a report tells that nobody is held, that somebody is held in another report answers it, whoever it is. Who is
sought in one report and held in another must be one person: by name, or the only one of whom each report tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.lexicon.loader import word_list
from factcheck.models import Category, Claim, Context
from factcheck.stories.links import connected

__all__ = ["group_custody", "is_custody"]

_OWN = 12  # paragraphs in which a report tells of its own event; further down it may be another's
_ANYBODY = "suspect"
_ELSEWHERE = word_list("account", "happened.elsewhere")
_CRIMES: frozenset[str | None] = word_list("stories", "suspects.crimes")
_ANYONE = frozenset({"driver", "person"}).union(
    *(word_list("populations", f"people.{name}") for name in ("attackers", "suspects")),
    *(word_list("harms", f"sexes.{name}") for name in ("male", "female", "teen")),
)
_NOBODY, _SOUGHT = frozenset({"none", "uncharged"}), "sought"


def is_custody(claim: Claim) -> bool:
    """Return whether a claim tells that somebody, or nobody, is held or sought."""
    return claim.measure == "custody"


def group_custody(
    claims: Sequence[Claim], contexts: Mapping[str, Context], mains: Mapping[str, str | None]
) -> list[list[Claim]]:
    """Return the claims of each question that two sources answer; the contexts are by claim id.

    `mains` is the class of each source's main event, by its id: who is held for what is no crime is left out.
    """
    told = [claim for claim in claims if claim.about and _is_own(claim, contexts, mains)]
    names = _persons(told)
    several = len(set(names.values())) > 1
    nobody = any(_state(claim) in _NOBODY and claim.about == _ANYBODY for claim in told)
    groups: dict[object, list[Claim]] = {}
    for claim in told:
        if nobody and _state(claim) != _SOUGHT:
            groups.setdefault("", []).append(claim)
        elif claim.id in names:
            groups.setdefault(names[claim.id] if several or nobody else "one", []).append(claim)
        elif not several and not nobody and _is_anyone(claim):
            groups.setdefault("one", []).append(claim)
    return [
        group
        for group in groups.values()
        if len({claim.source_id for claim in group}) > 1 and len({_state(claim) for claim in group}) > 1
    ]


def _is_own(claim: Claim, contexts: Mapping[str, Context], mains: Mapping[str, str | None]) -> bool:
    context = contexts.get(claim.id)
    if context is None:
        return True
    if mains.get(claim.source_id) not in _CRIMES:
        return False
    if _state(claim) in _NOBODY and claim.about == _ANYBODY:
        return True  # a report closes with it
    if context.block >= _OWN:
        return False
    return _ELSEWHERE.isdisjoint(context.sentence) and not any(map(_is_year, context.times))


def _is_anyone(claim: Claim) -> bool:
    """Return whether words for somebody may be said of whoever did it: "the gunman", "a man", no "bomb maker"."""
    return (claim.about or "").split(" ")[-1] in _ANYONE


def _is_year(word: str) -> bool:
    """Return whether a time is a year: who is told to have been held in one was held for something else."""
    return word.isdigit() and len(word) == len("2014")


def _state(claim: Claim) -> str:
    return claim.value.label.partition(":")[0] if isinstance(claim.value, Category) else ""


def _persons(claims: Sequence[Claim]) -> dict[str, int]:
    """Return the number of the person whom each claim names, by claim id."""
    named = [(claim, frozenset((claim.about or "").casefold().split())) for claim in claims]
    named = [(claim, words) for claim, words in named if (claim.about or "")[:1].isupper()]
    links = [
        (a, b)
        for a in range(len(named))
        for b in range(a + 1, len(named))
        if named[a][1] <= named[b][1] or named[b][1] <= named[a][1]
    ]
    return {named[at][0].id: number for number, group in enumerate(connected(len(named), links)) for at in group}
