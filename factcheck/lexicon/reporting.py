"""Lists of lemmas (lexicon/en/reporting.toml) become a lookup from inflected forms to frames and stances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import get_args

import msgspec

from factcheck.lexicon.loader import table_of
from factcheck.lexicon.wordforms import plural, verb_table
from factcheck.models import Stance

__all__ = ["Reporting", "load_reporting"]


class Reporting(msgspec.Struct, frozen=True):
    """What reports: `forms` leads from a word as written to its lemma.

    `frames` from a lemma to the shapes it may report in.
    """

    forms: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    adjectives: frozenset[str]
    wishing: frozenset[str]
    felt: frozenset[str]
    carriers: frozenset[str]
    seeming: frozenset[str]
    attitudes: frozenset[str]
    questions: frozenset[str]
    documents: frozenset[str]
    stances: Mapping[str, Stance]
    titles: Mapping[str, frozenset[str]]
    triggers: frozenset[str]

    def frames_of(self, word: str) -> frozenset[str]:
        """Return the frames of a verb form, empty where it does not report."""
        return self.frames.get(self.forms.get(word.lower(), ""), frozenset())

    def stance_of(self, lemma: str) -> Stance:
        """Return the lemma's stance; `asserts` where the list names no other."""
        return self.stances.get(lemma, "asserts")


@cache
def load_reporting() -> Reporting:
    """Return the shipped lexicon."""
    data = table_of("reporting")
    verbs = data["verbs"]
    frames = _frames(verbs)
    prepositions = {lemma: frozenset(words) for lemma, words in verbs["preposition"].items()}
    lemmas = sorted({*frames, *prepositions})
    forms, nouns = (
        verb_table(lemmas, verbs["irregular"]),
        _invert(data["nouns"], ("that", "to", "of", "about", "for", "against")),
    )
    seeming = frozenset(verb_table(data["seeming"]["verbs"].split(), ()))
    wishing, felt = (frozenset(data["adjectives"][key].split()) for key in ("to", "felt"))
    adjectives = frozenset(data["adjectives"]["that"].split()) | wishing | felt
    return Reporting(
        forms=MappingProxyType(forms),
        triggers=frozenset({*forms, *nouns, *map(plural, nouns), *seeming, *adjectives, "according", "in", ":"}),
        frames=MappingProxyType(frames),
        prepositions=MappingProxyType(prepositions),
        nouns=MappingProxyType(nouns),
        adjectives=adjectives,
        wishing=wishing,
        felt=felt,
        seeming=seeming,
        attitudes=frozenset(data["attitudes"]["verbs"].split()),
        questions=frozenset(data["questions"]["verbs"].split()),
        carriers=frozenset(data["nouns"]["carriers"].split()),
        documents=frozenset(data["documents"]["words"].split()),
        stances=MappingProxyType(_stances(data["stances"])),
        titles=MappingProxyType({kind: frozenset(words.split()) for kind, words in data["titles"].items()}),
    )


def _frames(verbs: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for frame in ("clause", "object", "infinitive", "naming"):
        for strength, lemmas in verbs[frame].items():
            for lemma in lemmas.split():
                found.setdefault(lemma, set()).add(f"{frame}.{strength}")
    for lemma in verbs["preposition"]:
        found.setdefault(lemma, set()).add("preposition")
    return {lemma: frozenset(found[lemma]) for lemma in sorted(found)}


def _invert(lists: Mapping[str, str], keys: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key in keys:
        for lemma in lists[key].split():
            found.setdefault(lemma, set()).add(key)
    return {lemma: frozenset(found[lemma]) for lemma in sorted(found)}


def _stances(lists: Mapping[str, str]) -> dict[str, Stance]:
    known: dict[str, Stance] = {name: name for name in get_args(Stance)}
    return {lemma: known[stance] for stance, lemmas in lists.items() for lemma in lemmas.split()}
