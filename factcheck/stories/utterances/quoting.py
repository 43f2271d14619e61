"""Quotations of one story → groups that are one quotation each: one speaker, alike in wording, of one day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from factcheck.lexicon.comparing import Words
from factcheck.lexicon.loader import table_of
from factcheck.models import WEEKDAYS, Claim, Quotation
from factcheck.stories.links import connected
from factcheck.stories.utterances.abreast import Meeting, meet
from factcheck.stories.utterances.quoted import fold_words
from factcheck.stories.voices import OUTLET, UNKNOWN, is_proper, same_speaker, speaker_of

__all__ = ["group_quotations", "is_one_utterance"]

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 3  # words of substance that a short saying must share, with the weight of …
_FEW_WEIGHT, _FEW_COVER = 1.2, 0.6
_SAID_TWICE = 4  # words of substance in order that nobody says twice, with their share …
_QUALITY, _COVER, _LONG = 0.6, 0.4, 2.5
_LOOSE, _MANY = 0.55, 5  # … which may be less where so many are as rare as those of a long one
_RETOLD, _RETOLD_SHARE = 8, 0.45  # … and as two translations of a long sentence have them
_TIGHT, _TIGHT_COVER = 0.85, 0.35  # … and so may that of the wording, where hardly anything stands between them
_UNSURE_COVER = 0.6  # and where nobody or another day is named, beside the share that the settings ask
_LONG_WORDS = 8  # … in a wording that is more than a catchword
_ONE_SOURCE = 0.9  # and of two that one source gives
_WORD_FOR_WORD = 0.9  # and of two speakers, one of whom is named by a pronoun


class Quoted(msgspec.Struct, frozen=True):
    """A quotation with its folded words, its speaker, and the weekdays and channels that its sentence names.

    `office`: an office alone is named for the speaker, who is unknown then. `guessed`: who "he" is was worked out.
    """

    claim: Claim
    words: tuple[str, ...]
    speaker: str
    weekdays: frozenset[str]
    channels: frozenset[str]
    office: bool = False
    guessed: bool = False


def group_quotations(
    claims: Sequence[Claim], told: Mapping[str, frozenset[str]], words: Words, threshold: float
) -> list[list[Claim]]:
    """Return the quotations in groups of one.

    `told` has the weekdays that each source speaks of, by source id; `threshold` is the share of words that two must
    have in common where nobody, or another day, is named. A quotation of an unknown speaker joins the group that it
    is most like.
    """
    quoted = [_quoted(claim, words) for claim in sorted(claims, key=lambda claim: claim.id)]
    named = [each for each in quoted if each.speaker not in (OUTLET, UNKNOWN)]
    look = _Look(told, words, threshold)
    groups = _linked(named, look)
    lone: list[Quoted] = []
    joined: list[list[Quoted]] = [[] for _ in groups]
    for each in (each for each in quoted if each.speaker in (OUTLET, UNKNOWN)):
        scores = [max(look.likeness(each, other) for other in group) for group in groups]
        best = max(scores, default=0.0)
        (joined[scores.index(best)] if best else lone).append(each)
    found = [[*group, *more] for group, more in zip(groups, joined, strict=True)]
    return [[each.claim for each in group] for group in found + _linked(lone, look)]


def _quoted(claim: Claim, words: Words) -> Quoted:
    folded = fold_words(claim.value.text) if isinstance(claim.value, Quotation) else ()
    name = speaker_of(claim, words)
    return Quoted(
        claim,
        folded,
        name if name == OUTLET or is_proper(name, words) else UNKNOWN,
        frozenset(claim.notes) & frozenset(WEEKDAYS),
        _channels(claim),
        office=name not in (OUTLET, UNKNOWN) and not is_proper(name, words),
        guessed="pronoun" in claim.notes,
    )


def _channels(claim: Claim) -> frozenset[str]:
    """Return the kinds of utterance that the words around a quotation name: a post, something written or spoken."""
    around = claim.sentence.quote.replace(claim.span.quote, " ").casefold()
    found = set(_WORD.findall(around))
    return frozenset(kind for kind, names in table_of("stories")["channels"].items() if found & set(names))


def _linked(quoted: Sequence[Quoted], look: _Look) -> list[list[Quoted]]:
    links = [
        (a, b) for a in range(len(quoted)) for b in range(a + 1, len(quoted)) if look.are_one(quoted[a], quoted[b])
    ]
    return [[quoted[at] for at in group] for group in connected(len(quoted), links)]


class _Look(msgspec.Struct, frozen=True):
    """What tells whether two quotations are one utterance."""

    told: Mapping[str, frozenset[str]]
    words: Words
    threshold: float

    def are_one(self, left: Quoted, right: Quoted) -> bool:
        """Return whether two are one speaker's utterance, or one word for word where a speaker was worked out."""
        if self.one_speaker(left, right):
            return self.likeness(left, right) > 0
        if not (left.guessed or right.guessed) or left.claim.source_id == right.claim.source_id:
            return False
        met = meet(left.words, right.words, self.words.function_words)
        return met is not None and met.words >= _MANY and min(met.quality, met.cover) >= _WORD_FOR_WORD

    def one_speaker(self, left: Quoted, right: Quoted) -> bool:
        return left.speaker == right.speaker or same_speaker(left.speaker, right.speaker, self.words)

    def likeness(self, left: Quoted, right: Quoted) -> float:
        """Return how alike two quotations are; 0 where that is too little to be one utterance."""
        if left.words == right.words:
            return 1.0
        if left.channels and right.channels and not left.channels & right.channels:
            return 0.0
        met = meet(left.words, right.words, self.words.function_words)
        if met is None:
            return 0.0
        if left.claim.source_id == right.claim.source_id:
            one = met.words >= _MANY and min(met.quality, met.cover) >= _ONE_SOURCE
        elif self._is_unsure(left, right):
            long = min(len(left.words), len(right.words)) >= _LONG_WORDS
            enough = met.words >= _MANY or (long and is_one_utterance(met))
            # "a spokesperson" may be the one whom another report names
            retold = (left.office or right.office) and _is_retold(met)
            one = retold or (enough and met.quality >= self.threshold and met.cover >= _UNSURE_COVER)
        else:
            one = is_one_utterance(met)
        return met.quality * met.cover if one else 0.0

    def _is_unsure(self, left: Quoted, right: Quoted) -> bool:
        """Whether a speaker is not named, or another day: two statements are no two voices that nobody names."""
        if _other_day(left, right, self.told) or _other_day(right, left, self.told):
            return True
        voices = {left.speaker, right.speaker}
        statements = voices == {UNKNOWN} and bool(left.channels & right.channels)
        return bool(voices & {UNKNOWN, OUTLET}) and not statements


def is_one_utterance(met: Meeting) -> bool:
    """Return whether two wordings of one speaker that run alongside each other so far are one utterance.

    Four words of substance in one order are, where they are most of what stands in that stretch and a fair part of
    the shorter wording; three where they are rare and nearly all of it.
    """
    if met.quality < _QUALITY:
        loose = met.quality >= _LOOSE and met.words >= _MANY and met.weight >= _LONG and met.cover >= _COVER
        return loose or _is_retold(met)
    tight = met.quality >= _TIGHT and met.words >= _MANY and met.cover >= _TIGHT_COVER
    long = met.words >= _SAID_TWICE and (met.cover >= _COVER or met.weight >= _LONG)
    short = met.words >= _FEW and met.weight >= _FEW_WEIGHT and met.cover >= _FEW_COVER
    return tight or long or short


def _is_retold(met: Meeting) -> bool:
    """Whether two wordings run alongside each other as two translations of one long sentence do."""
    return met.words >= _RETOLD and min(met.quality, met.cover) >= _RETOLD_SHARE


def _other_day(left: Quoted, right: Quoted, told: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a quotation is dated otherwise, or put on a weekday that the other source never names.

    A source that names no weekday at all says nothing about it.
    """
    days: Iterable[dt.date] = {each.claim.as_of for each in (left, right) if each.claim.as_of is not None}
    elsewhere = told.get(right.claim.source_id, frozenset())
    return len(set(days)) > 1 or bool(left.weekdays and elsewhere and not left.weekdays & elsewhere)
