"""Names of speakers → whether they are one voice: "Marsh", "President Ada Marsh", "the country's President Marsh"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.lexicon.comparing import Words
from factcheck.models import Claim

__all__ = ["OUTLET", "UNKNOWN", "fold_name", "group_speakers", "is_proper", "same_speaker", "speaker_of"]

OUTLET = ""  # the outlets' own voice
UNKNOWN = "?"  # someone whom the text does not name
_POSSESSIVE = re.compile(r"(?:['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`]s?|\ss)(?=\s|$)")
_NAME_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_LEADING = frozenset({"the", "a", "an"})


def speaker_of(claim: Claim, words: Words) -> str:
    """Return who makes a claim: a name, OUTLET for the source's own voice, UNKNOWN for a pronoun or nobody named."""
    if claim.attribution is None:
        return OUTLET
    name = " ".join((claim.attribution.speaker or "").split())
    return UNKNOWN if not name or name.casefold() in words.pronouns else name


def fold_name(name: str) -> str:
    """Return a name for comparison: lower case, no possessive, no leading article, single spaces.

    >>> fold_name("the Kremlin's")
    'kremlin'
    """
    bare = _POSSESSIVE.sub(" ", name)
    tokens = bare.casefold().split()
    return " ".join(tokens[1:] if len(tokens) > 1 and tokens[0] in _LEADING else tokens)


def _name_words(name: str, words: Words) -> tuple[str, ...]:
    """Return the words of a name that tell who it is, in order.

    No offices, no courtesies, no articles; all where that leaves none.
    """
    found = _NAME_WORD.findall(_POSSESSIVE.sub(" ", name))
    capital = [word.casefold() for word in found if not word[0].islower() and word.casefold() not in _LEADING]
    if capital and capital[-1] in words.institutions:
        return tuple(capital)  # an office within an institution's name is part of it: "Interior Ministry"
    telling = [word for word in capital if word not in words.titles]
    return tuple(telling or [word.casefold() for word in found if word.casefold() not in _LEADING])


def is_proper(name: str, words: Words) -> bool:
    """Return whether a speaker is called by name, not by an office alone ("the army's spokesman")."""
    found = _NAME_WORD.findall(name)
    return bool(found) and not found[-1][0].islower() and found[-1].casefold() not in words.titles


def same_speaker(left: str, right: str, words: Words) -> bool:
    """Return whether two names are one speaker's: one is part of the other, or they end in the same last name.

    The outlets' own voice is nobody else's; an unknown speaker is not known to be anyone. Institutions that share only
    a word such as "Ministry" are two.
    """
    if OUTLET in (left, right) or UNKNOWN in (left, right):
        return left == right == OUTLET
    a, b = _name_words(left, words), _name_words(right, words)
    if not a or not b:
        return left.casefold() == right.casefold()
    if set(a) <= set(b) or set(b) <= set(a):
        return not _only_institution(set(a) & set(b), words) or set(a) == set(b)
    return a[-1] == b[-1] and a[-1] not in words.institutions


def _only_institution(shared: set[str], words: Words) -> bool:
    return shared <= words.institutions


def group_speakers(names: Iterable[str], words: Words) -> dict[str, str]:
    """Return each name's voice.

    The fullest name of the same speaker among them (the longest, then the first in the alphabet).
    """
    ordered = sorted(set(names), key=lambda name: (-len(_name_words(name, words)), -len(name), name))
    voices: dict[str, str] = {}
    for name in ordered:
        heads = sorted({voice for voice in voices.values() if same_speaker(voice, name, words)})
        voices[name] = heads[0] if len(heads) == 1 or (heads and len(_name_words(name, words)) > 1) else name
    return voices
