"""What a story's sources say was done → groups of one question each, where one voice asserts it and another denies it.

A denial excludes an assertion only where it is no narrower: "no ransom was paid in the spring" leaves room for one in
autumn, so every word of a denial must be found with what it is held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from factcheck.lexicon.comparing import Words
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.told.deeds import Deed
from factcheck.models import Category, Claim
from factcheck.stories.links import connected
from factcheck.stories.utterances.kinship import are_kin, are_synonyms
from factcheck.stories.voices import OUTLET, UNKNOWN, fold_name, same_speaker, speaker_of

__all__ = ["Told", "contradicts", "group_assertions", "is_assertion", "tell"]

_BODIES = word_list("stories", "denied.bodies")
_DISOWNED, _DENIED = "assertion.disowned", "assertion.denied"
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_LEAST = 3  # letters of a word that has synonyms


class Told(msgspec.Struct, frozen=True):
    """A claim with its deed, and the words of its sentence."""

    claim: Claim
    deed: Deed
    words: frozenset[str]

    @property
    def is_denied(self) -> bool:
        return not {_DISOWNED, _DENIED}.isdisjoint(self.claim.read_by)

    @property
    def is_spoken(self) -> bool:
        """Whether a verb of denial denies it: the tense of what it denies is the verb's own."""
        return _DISOWNED in self.claim.read_by

    @property
    def doer(self) -> tuple[str, ...]:
        """Who does it: as written, or whoever says so."""
        said = self.claim.attribution
        if self.deed.doer or "speaker" not in self.deed.notes or said is None or said.speaker is None:
            return self.deed.doer
        return tuple(reversed(fold_name(said.speaker).split()))


def is_assertion(claim: Claim) -> bool:
    """Return whether a claim says that something was done, or was not."""
    return claim.measure == "assertion"


def group_assertions(
    claims: Iterable[Claim], story_of: Mapping[str, str], words: Words
) -> dict[str, list[list[Claim]]]:
    """Return, by story, the claims of each deed that one voice asserts and another denies; nobody is no voice."""
    by_story: dict[str, list[Told]] = {}
    for claim in claims:
        told = tell(claim) if is_assertion(claim) else None
        if told is not None and speaker_of(claim, words) != UNKNOWN:
            by_story.setdefault(story_of[claim.source_id], []).append(told)
    found = {story: _groups(told, words) for story, told in sorted(by_story.items())}
    return {story: groups for story, groups in found.items() if groups}


def tell(claim: Claim) -> Told | None:
    """Return a claim with its deed; None where its label tells none."""
    deed = Deed.from_label(claim.value.label) if isinstance(claim.value, Category) else None
    if deed is None:
        return None
    return Told(claim, deed, frozenset(_WORD.findall(claim.sentence.quote.casefold())))


def _groups(told: Sequence[Told], words: Words) -> list[list[Claim]]:
    denied = [at for at, each in enumerate(told) if each.is_denied]
    links = [
        (at, other)
        for at in denied
        for other, each in enumerate(told)
        if not each.is_denied and _are_apart(told[at].claim, each.claim, words) and contradicts(told[at], each)
    ]
    kept = sorted({at for link in links for at in link})
    places = {at: place for place, at in enumerate(kept)}
    groups = connected(len(kept), [(places[a], places[b]) for a, b in links])
    return [[told[kept[at]].claim for at in group] for group in groups]


def _are_apart(denied: Claim, asserted: Claim, words: Words) -> bool:
    """Return whether two claims are of two voices; what a source tells in its own is nobody else's."""
    one, two = speaker_of(denied, words), speaker_of(asserted, words)
    return two == OUTLET or not same_speaker(one, two, words)


def contradicts(denied: Told, asserted: Told) -> bool:
    """Return whether a denial and an assertion cannot both be true: of one deed, the denial no narrower than it."""
    one, two = denied.deed, asserted.deed
    if not _same(one.verb, two.verb) or bool(one.done) != bool(two.done):
        return False
    if one.done and not _same(one.done[0], two.done[0]):
        return False
    if ("past" in one.notes) != ("past" in two.notes) and not (denied.is_spoken and "past" in two.notes):
        return False
    if "several" in two.notes and "several" not in one.notes and not denied.is_spoken:
        return False
    doers = _doers(denied, asserted)
    if doers == "apart" or (doers != "same" and (not one.done or one.verb.startswith("be "))):
        return False
    if one.doer and not two.doer and "pronoun" not in two.notes:
        return False  # that the guard fired no shot leaves room for another's
    narrow = [*one.done[1:], *one.around, *(one.doer if doers == "same" else ())]
    return all(_is_found(word, asserted) for word in narrow)


def _doers(one: Told, two: Told) -> str:
    """Return whether who does it is the "same", "apart" or, where one of them is not told or only a body, ""."""
    ours, theirs = one.doer, two.doer
    if not ours or not theirs:
        return ""
    if _same(ours[0], theirs[0]) or (
        set(ours) & set(theirs) and any("named" in each.deed.notes or not each.deed.doer for each in (one, two))
    ):
        return "same"
    return "" if {ours[0], theirs[0]} & _BODIES else "apart"


def _same(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) >= _LEAST and " " not in one + two and are_synonyms(one, two))


def _is_found(word: str, told: Told) -> bool:
    deed = told.deed
    words = told.words.union(deed.done, deed.doer, deed.around)
    return word in words or any(len(each) >= _LEAST and (are_kin(word, each) or _same(word, each)) for each in words)
