"""The claims of one key → their topic: what it is about, its label, whether they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.ids import short_id
from factcheck.lexicon.catalogue import Measure, measure_of
from factcheck.models import Claim, Frame, Quotation, Scope, Topic
from factcheck.stories.keys import UNCLEAR, Key

__all__ = ["make_topic"]

# where some were brought, and how many of them there are, each report tells of its own
_WHEREABOUTS = frozenset({"taken to hospital"})
_UNCOMPARED_STANDINGS = ("hypothetical", "denied", "withdrawn", "rumoured", "asked")


def make_topic(key: Key, claims: Sequence[Claim], catalogue: Mapping[str, Measure], *, unclear: bool) -> Topic:
    """Return the topic of claims with one key; "not_compared" where it is unclear what they have in common."""
    ids = tuple(sorted(claim.id for claim in claims))
    told_of = _best_name(claim.told_of for claim in claims)
    frame = next((_elsewhere(claim) for claim in claims if told_of and claim.frame.elsewhere == told_of), Frame())
    place = _best_name(claim.scope.place for claim in claims)
    measure = measure_of(catalogue, key.measure)
    unclear = unclear or (told_of is None and measure.of_event)
    # "another attack" may be any other one
    compared = (
        not unclear
        and frame.event is None
        and key.part not in _WHEREABOUTS
        and key.part != UNCLEAR
        and key.standing not in _UNCOMPARED_STANDINGS
    )
    return Topic(
        id=short_id("t", *ids),
        story_id=key.story_id,
        measure=key.measure,
        about=None if frame.elsewhere else told_of,
        label=_label(key, claims, measure, told_of, place),
        claim_ids=ids,
        scope=_scope(key, claims, place),
        frame=frame,
        verdict="uncorroborated" if compared else "not_compared",
    )


def _elsewhere(claim: Claim) -> Frame:
    """Return what all claims of a topic have in common of a claim's frame."""
    return Frame(event=claim.frame.event, window=claim.frame.window)


def _scope(key: Key, claims: Sequence[Claim], place: str | None) -> Scope:
    addition = all(claim.scope.part == "addition" for claim in claims)
    return Scope(
        population=key.part if key.part not in ("", UNCLEAR) else None,
        place=place,
        part="addition" if addition else "subset" if key.part else "whole",
    )


def _best_name(names: Iterable[str | None]) -> str | None:
    """Return the name that most claims use, the longest and then the first in the alphabet on ties.

    None where none has one.
    """
    known = [name for name in names if name]
    return min(known, key=lambda name: (-known.count(name), -len(name), name), default=None)


def _label(key: Key, claims: Sequence[Claim], measure: Measure, told_of: str | None, place: str | None) -> str:
    if key.dimension == "quotation":
        return f"{measure.label}: {_opening(claims)}"
    named = f"{measure.label}: {told_of}" if told_of else measure.label
    notes = [_part_note(key, claims), place, None if key.standing == "stated" else key.standing]
    shown = [note for note in notes if note]
    return f"{named} ({', '.join(shown)})" if shown else named


def _opening(claims: Iterable[Claim]) -> str:
    """Return the first words of the longest quotation."""
    texts = [claim.value.text for claim in claims if isinstance(claim.value, Quotation)]
    words = min(texts, key=lambda text: (-len(text), text)).split()
    return " ".join(words[:8]) + (" \N{HORIZONTAL ELLIPSIS}" if len(words) > 8 else "")


def _part_note(key: Key, claims: Sequence[Claim]) -> str:
    if claims[0].scope.part == "addition":
        return "addition"
    return "part" if key.part == UNCLEAR else key.part
