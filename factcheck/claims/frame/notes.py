"""A finished claim → its notes: what its sentence and its own words say beside the value, as a closed vocabulary.

The floors above compare claims and read no English: what they need to know of the words stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from factcheck.lexicon.loader import word_list
from factcheck.models import WEEKDAYS, Attribution, Category, Claim, Mention, Note, Quantity, Weekday

__all__ = ["noted", "weekdays_told"]

_FILE = "notes"
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_WORD = re.compile(r"[^\W_]+")
_OF_SENTENCE: tuple[Note, ...] = ("update", "fall", "exhaustive", "whereabouts")
_OF_WORDS: tuple[Note, ...] = ("other", "others", "remaining")
_OF_DAY: tuple[Note, ...] = ("late", "early")


def noted(claim: Claim, text: str) -> Claim:
    """Return the claim with its notes; `text` is its source's.

    A number gets those on its words and its sentence, a day of an event those on its hours, a quotation those on its
    speaker and the weekdays that its sentence names.
    """
    if isinstance(claim.value, Quantity):
        notes = (*_of_sentence(claim), *_of_surface(claim.value.surface))
    elif isinstance(claim.value, Category):
        notes = _of_day(claim.value.label) if claim.measure == "date_of" else ()
    else:
        notes = (*_of_speaker(claim.attribution, text), *_weekdays(claim.sentence.quote))
    return msgspec.structs.replace(claim, notes=notes)


def weekdays_told(claims: Iterable[Claim], mentions: Iterable[Mention]) -> tuple[Weekday, ...]:
    """Return the weekdays that the claims' sentences and the mentions name, Monday first."""
    texts = {claim.sentence.quote for claim in claims} | {mention.text for mention in mentions}
    told = {day for text in texts for day in _weekdays(text)}
    return tuple(day for day in WEEKDAYS if day in told)


def _weekdays(text: str) -> tuple[Weekday, ...]:
    told = set(_WEEKDAY.findall(text.casefold()))
    return tuple(day for day in WEEKDAYS if day in told)


def _of_sentence(claim: Claim) -> tuple[Note, ...]:
    sentence = _plain(claim.sentence.quote)
    return tuple(note for note in _OF_SENTENCE if any(cue in sentence for cue in word_list(_FILE, f"sentence.{note}")))


def _of_surface(surface: str) -> tuple[Note, ...]:
    text = _plain(surface)
    words = set(text.split())
    said: list[Note] = [note for note in _OF_WORDS if words & word_list(_FILE, f"word.{note}")]
    if _is_single(text, words):
        said.append("single")
    if text in word_list(_FILE, "whole.one"):
        said.append("one")
    return tuple(said)


def _is_single(text: str, words: set[str]) -> bool:
    """Whether one person is counted, not named or described: "one child", not "a boy" nor "one of the boys"."""
    counted = any(text.startswith(f"{cue} ") for cue in word_list(_FILE, "single.opening"))
    return counted and not words & word_list(_FILE, "single.without")


def _of_day(label: str) -> tuple[Note, ...]:
    words = set(_WORD.findall(label.casefold()))
    return tuple(note for note in _OF_DAY if words & word_list(_FILE, f"day.{note}"))


def _of_speaker(said: Attribution | None, text: str) -> tuple[Note, ...]:
    """Return "pronoun" where the words that stand for a speaker are none of the name that was worked out for them."""
    if said is None or not said.speaker or not said.speaker_spans:
        return ()
    last = said.speaker.split()[-1].casefold()
    return () if any(last in text[start:end].casefold() for start, end in said.speaker_spans) else ("pronoun",)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
