"""A claim → its place among the claims of its story: the key that it shares with what it can be compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from factcheck.lexicon.comparing import Words
from factcheck.models import Category, Claim, Quantity, Quotation, Reading
from factcheck.stories.voices import fold_name

__all__ = ["MONTH", "UNCLEAR", "Key", "Names", "Placed", "aliases_of", "by_key", "is_month", "place_claim"]

UNCLEAR = "?"  # a subset of nobody knows whom, an addition to nobody knows what
_STATED, _FEARED, _SPOKEN_DENIALS = ("actual", "planned"), ("feared", "suspected"), ("denies", "doubts")
_OTHERS = frozenset({"other", "others", "remaining"})
_NOT_HELD = ("withdrawn", "rumoured", "asked")
MONTH = len("2014-03")
_WORD = re.compile(r"[^\W_]+")
Names = tuple[tuple[str, str], ...]


class Key(msgspec.Struct, frozen=True, order=True):
    """What two claims must have in common to be compared, but for what they are about and where."""

    story_id: str
    measure: str
    dimension: str
    standing: str
    part: str


class Placed(msgspec.Struct, frozen=True):
    """A claim with its key, and the words of what it is about and of where; empty where it names neither."""

    claim: Claim
    key: Key
    about: frozenset[str]
    place: frozenset[str]


def aliases_of(readings: Sequence[Reading]) -> Names:
    """Return (name, short form) of the aliases that a story's readings define, folded, the longest names first."""
    pairs = {(fold_name(alias.name), fold_name(alias.alias)) for reading in readings for alias in reading.aliases}
    return tuple(
        sorted(
            (pair for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]),
            key=lambda pair: (-len(pair[0]), pair),
        )
    )


def place_claim(
    claim: Claim, story_id: str, names: Names, parts: set[tuple[str, str]], words: Words, *, plain: bool = False
) -> Placed:
    """Return a claim with its key.

    `names` are the story's aliases, `parts` the ids and measures of the claims that are parts of a sum; `plain` says
    that the claim's measure is open: it counts things by their noun.
    """
    # a claim about another event, or that of a named other year, is compared with its like alone
    standing = _elsewhere(claim, plain=plain) or _standing(claim)
    key = Key(story_id, claim.measure, _dimension(claim), standing, _part(claim, parts, words))
    about = claim.told_of
    if not about and plain:
        about = getattr(claim.value, "noun", None)
    return Placed(claim, key, _words_of(about, names), _words_of(claim.scope.place, names))


def by_key(placed: Iterable[Placed]) -> list[tuple[Key, list[Placed]]]:
    """Return the claims of each key, by key and id."""
    ordered = sorted(placed, key=lambda member: (member.key, member.claim.id))
    return [(key, list(members)) for key, members in groupby(ordered, key=lambda member: member.key)]


def _dimension(claim: Claim) -> str:
    """Return the base unit of a quantity or "count", the slot of a category, "quotation"."""
    value = claim.value
    if not isinstance(value, Quantity):
        return _kind(value)
    if value.unit is None and value.nominal and 0 < value.nominal[0] < 1:
        return "share"  # "half of the suspects"
    return value.base.unit if value.base else value.unit or "count"


def _kind(value: Category | Quotation) -> str:
    return value.slot if isinstance(value, Category) else "quotation"


def is_month(window: str | None) -> bool:
    """Return whether a frame's window is a month, not a year."""
    return window is not None and len(window) == MONTH


def _elsewhere(claim: Claim, *, plain: bool) -> str | None:
    """Return the other year, event or month by which a number of people or things stands apart, else None.

    A unit's number or that of any other noun stands apart by a year alone.
    """
    counted = isinstance(claim.value, Quantity) and claim.value.unit is None and not plain
    year = claim.frame.window is not None and not is_month(claim.frame.window)
    return claim.frame.elsewhere if counted or year else None


def _standing(claim: Claim) -> str:
    """Return what a claim stands for.

    Stated, feared, hypothetical, denied, or not held by its source. A denied account is one side of a dispute.
    """
    if not isinstance(claim.value, Quantity):
        return "stated"
    if claim.frame.standing in _NOT_HELD:
        return claim.frame.standing
    if claim.attribution is not None and claim.attribution.stance in _SPOKEN_DENIALS:
        return "denied"
    return "stated" if claim.status in _STATED else "feared" if claim.status in _FEARED else claim.status


def _part(claim: Claim, parts: set[tuple[str, str]], words: Words) -> str:
    """Return "" for the whole, the population for a subset; a part of a sum is a subset of its own population."""
    if not isinstance(claim.value, Quantity):
        return ""
    if claim.scope.part == "addition":
        return UNCLEAR
    is_part = claim.scope.part == "subset" or (claim.id, claim.measure) in parts
    if not is_part:
        return ""
    if _OTHERS.intersection(claim.notes):
        return UNCLEAR  # "three other guests": beside those of whom another report may count them all
    population = fold_name(claim.scope.population or claim.value.noun or "")
    return UNCLEAR if not population or population in words.people else population


def _words_of(text: str | None, names: Names) -> frozenset[str]:
    if not text:
        return frozenset()
    folded = f" {' '.join(_WORD.findall(fold_name(text)))} "
    for name, short in names:
        folded = folded.replace(f" {' '.join(_WORD.findall(name))} ", f" {' '.join(_WORD.findall(short))} ")
    return frozenset(folded.split())
