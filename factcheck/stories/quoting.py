"""Quotations of one story → groups that are one quotation each: one speaker, alike in wording, of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from factcheck.lexicon.comparing import Words
from factcheck.models import WEEKDAYS, Claim, Quotation
from factcheck.stories.links import connected
from factcheck.stories.quoted import fold_words, likeness, stem
from factcheck.stories.voices import OUTLET, UNKNOWN, is_proper, same_speaker, speaker_of

__all__ = ["group_quotations"]

_SHORT = 5  # words; below that, only the same words are one quotation
_OTHER_DAY = 0.75  # likeness asked of quotations that are put on different days
_ONE_SOURCE = 0.85  # and of two that one source gives
_RETOLD = 0.6  # and of two that say the same things in the same order: translations of one
_LEAST_IN_ORDER, _ORDER_SHARE = 8, 0.5  # words of substance in order, and their share of the fewer
_SHARED_WORDS = 0.3  # of the fewer words of substance; less is not worth a closer look


class Quoted(msgspec.Struct, frozen=True):
    """A quotation with its folded words, those of substance, its speaker, and the weekdays that its sentence names."""

    claim: Claim
    words: tuple[str, ...]
    telling: frozenset[str]
    speaker: str
    weekdays: frozenset[str]


def group_quotations(
    claims: Sequence[Claim], told: Mapping[str, frozenset[str]], words: Words, threshold: float
) -> list[list[Claim]]:
    """Return the quotations in groups of one.

    `told` has the weekdays that each source speaks of, by source id. A quotation of an unknown speaker joins the group
    that it is most like.
    """
    quoted = [_quoted(claim, words) for claim in sorted(claims, key=lambda claim: claim.id)]
    named = [each for each in quoted if each.speaker not in (OUTLET, UNKNOWN)]
    groups = _linked(named, told, words, threshold)
    lone: list[Quoted] = []
    joined: list[list[Quoted]] = [[] for _ in groups]
    for each in (each for each in quoted if each not in named):
        scores = [max(_likeness(each, other, told, threshold) for other in group) for group in groups]
        best = max(scores, default=0.0)
        (joined[scores.index(best)] if best else lone).append(each)
    found = [[*group, *more] for group, more in zip(groups, joined, strict=True)]
    return [[each.claim for each in group] for group in found + _linked(lone, told, words, threshold)]


def _quoted(claim: Claim, words: Words) -> Quoted:
    folded = fold_words(claim.value.text) if isinstance(claim.value, Quotation) else ()
    name = speaker_of(claim, words)
    return Quoted(
        claim,
        folded,
        frozenset(folded) - words.function_words,
        name if name == OUTLET or is_proper(name, words) else UNKNOWN,
        frozenset(claim.notes) & frozenset(WEEKDAYS),
    )


def _linked(
    quoted: Sequence[Quoted], told: Mapping[str, frozenset[str]], words: Words, threshold: float
) -> list[list[Quoted]]:
    links = [
        (a, b)
        for a in range(len(quoted))
        for b in range(a + 1, len(quoted))
        if _likeness(quoted[a], quoted[b], told, threshold) and _one_speaker(quoted[a], quoted[b], words)
    ]
    return [[quoted[at] for at in group] for group in connected(len(quoted), links)]


def _one_speaker(left: Quoted, right: Quoted, words: Words) -> bool:
    return left.speaker == right.speaker or same_speaker(left.speaker, right.speaker, words)


def _likeness(left: Quoted, right: Quoted, told: Mapping[str, frozenset[str]], threshold: float) -> float:
    """Return how alike two quotations are; 0 where that is too little to be one quotation."""
    if left.words == right.words:
        return 1.0
    if min(len(left.words), len(right.words)) < _SHORT:
        return 0.0
    fewer = min(len(left.telling), len(right.telling))
    if len(left.telling & right.telling) < _SHARED_WORDS * fewer:
        return 0.0
    asked = threshold
    if left.claim.source_id == right.claim.source_id:
        asked = max(threshold, _ONE_SOURCE)
    elif _other_day(left, right, told) or _other_day(right, left, told):
        asked = max(threshold, _OTHER_DAY)
    score = likeness(left.words, right.words)
    if score >= asked or (asked == threshold and score >= _RETOLD and _in_one_order(left, right)):
        return score
    return 0.0


def _in_one_order(left: Quoted, right: Quoted) -> bool:
    """Whether two quotations say the same things one after the other, as two translations of one sentence do."""
    a, b = ([stem(word) for word in each.words if word in each.telling] for each in (left, right))
    shared = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return shared >= max(_LEAST_IN_ORDER, _ORDER_SHARE * min(len(a), len(b)))


def _other_day(left: Quoted, right: Quoted, told: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a quotation is dated otherwise, or put on a weekday that the other source never names.

    A source that names no weekday at all says nothing about it.
    """
    days: Iterable[dt.date] = {each.claim.as_of for each in (left, right) if each.claim.as_of is not None}
    elsewhere = told.get(right.claim.source_id, frozenset())
    return len(set(days)) > 1 or bool(left.weekdays and elsewhere and not left.weekdays & elsewhere)
