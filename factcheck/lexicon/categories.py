"""Word lists become classes: of events, of their causes, and of the conditions that they are put under.

The lists are events.toml and categories.toml of lexicon/en, widened by the nouns of wordnet.toml there. A label is
"class: words", or the words alone where no class is known; two labels exclude each other only where the list says that
their classes do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import msgspec

from factcheck.errors import SettingsError
from factcheck.lexicon.loader import table_of
from factcheck.lexicon.told.addresses import Address
from factcheck.lexicon.told.wounds import Wound
from factcheck.lexicon.wordforms import plural, verb_table

__all__ = ["ANOTHER", "Categories", "Events", "load_categories", "load_events"]

# how a claim says that it is about another event than the story: "another attack"
ANOTHER = "another"

SLOTS = ("cause", "condition", "status", "role", "health", "custody")
VERB_PATTERNS = frozenset({"breaking", "causing", "stemming", "leading", "naming", "bare", "blaming"})
Words = frozenset[str]


class CategoryClass(msgspec.Struct, frozen=True):
    """A class of a slot's values, by single words and by phrases."""

    name: str
    words: Words
    phrases: tuple[tuple[str, ...], ...] = ()


class Categories(msgspec.Struct, frozen=True):
    """The classes of each slot, which of them exclude each other, and the words of the patterns that state them."""

    classes: Mapping[str, tuple[CategoryClass, ...]]
    exclusions: Mapping[str, frozenset[frozenset[str]]]
    patterns: Mapping[str, Words]

    def class_of(self, slot: str, words: Sequence[str]) -> str | None:
        """Return the class that the words show, or None. Phrases count before words, earlier classes before later ones.

        >>> load_categories().class_of("cause", ["a", "short", "circuit"])
        'accident'
        """
        lower = [word.lower() for word in words]
        known = self.classes.get(slot, ())
        by_phrase = (each.name for each in known if any(_holds(lower, phrase) for phrase in each.phrases))
        by_word = (each.name for each in known if not each.words.isdisjoint(lower))
        return next(by_phrase, None) or next(by_word, None)

    def exclusive(self, slot: str, label_a: str, label_b: str) -> bool:
        """Return whether two labels cannot both be true; False where either has no class, or is no address or wound.

        >>> load_categories().exclusive("cause", "natural: lightning", "accident: gas leak")
        True
        """
        if slot == "place_of":
            one, two = Address.from_label(label_a), Address.from_label(label_b)
            return one is not None and two is not None and one.excludes(two)
        if slot == "wound":
            here, there = Wound.from_label(label_a), Wound.from_label(label_b)
            return here is not None and there is not None and here.excludes(there)
        pair = frozenset({label_a.partition(":")[0].strip(), label_b.partition(":")[0].strip()})
        return pair in self.exclusions.get(slot, frozenset())


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == tuple(phrase) for at in range(len(words) - size + 1))


class Events(msgspec.Struct, frozen=True):
    """The class of an event's noun or verb.

    `particles` are the verbs that are events only with a particle ("pull out").
    """

    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    particles: Mapping[tuple[str, str], str]
    onset: Words

    def of_noun(self, word: str) -> str | None:
        """Return the class of an event's noun in any number, or None."""
        return self.nouns.get(word.lower())

    def of_verb(self, word: str, particles: Iterable[str] = ()) -> str | None:
        """Return the class of an event's verb form, with the particles that stand by it, or None.

        >>> load_events().of_verb("pulled", ["out"])
        'departure'
        """
        form = word.lower()
        found = (self.particles[form, particle] for particle in particles if (form, particle) in self.particles)
        return next(found, None) or self.verbs.get(form)


def _read(path: Path | None, name: str) -> dict[str, dict[str, dict[str, str]]]:
    if path is None:
        return table_of(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: not a usable list of categories ({error}); give a TOML file") from error


@cache
def load_categories(path: Path | None = None) -> Categories:
    """Return the categories of a TOML file, the shipped ones without a path.

    Raises SettingsError where it cannot be used.
    """
    data = _read(path, "categories")
    wider = {} if path else _read(None, "wordnet")
    classes = {
        slot: tuple(
            _class(name, entry, wider.get(slot, {}).get(name, {})) for name, entry in data.get(slot, {}).items()
        )
        for slot in SLOTS
    }
    exclusions = {
        slot: _pairs(data.get("exclusive", {}).get(slot, ())) | _rungs(data.get("ladders", {}).get(slot, ()))
        for slot in SLOTS
    }
    return Categories(
        MappingProxyType(classes), MappingProxyType(exclusions), MappingProxyType(_patterns(data.get("patterns", {})))
    )


def _patterns(lists: Mapping[str, object]) -> dict[str, Words]:
    """Return the words of each pattern: verbs in all their forms, prepositions and nouns as they are."""
    irregular = _words(lists.get("irregular", []))
    found = {name: frozenset(_words(value)) for name, value in lists.items() if name != "irregular"}
    with_particle: set[str] = set()
    for name in VERB_PATTERNS & set(found):
        plain, joined = split_particles(sorted(found[name]))
        with_particle.update(verb_table([lemma for lemma, _ in joined], irregular))
        found[name] = frozenset(
            {*verb_table(plain, irregular), *with_particle} if joined else verb_table(plain, irregular)
        )
    found["joined"] = frozenset(with_particle)
    found["openers"] = frozenset(phrase.split()[0] for phrase in found.get("prepositions", ()))
    return found


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(each) for each in value] if isinstance(value, list) else []


def _class(name: str, entry: object, wider: Mapping[str, str]) -> CategoryClass:
    if not isinstance(entry, dict):
        raise SettingsError(f"categories: class {name!r} has no words; give it `words` or `phrases`")
    phrases = tuple(tuple(phrase.split()) for phrase in _words(entry.get("phrases", [])))
    words = {*_words(entry.get("words", "")), *_words(wider.get("words", ""))}
    return CategoryClass(name, frozenset(words), phrases)


def _pairs(value: object) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(_words(pair)) for pair in value) if isinstance(value, list) else frozenset()


def _rungs(value: object) -> frozenset[frozenset[str]]:
    """Return every two steps of each ladder as a pair."""
    ladders = [ladder.split() for ladder in value] if isinstance(value, list) else []
    return frozenset(frozenset(pair) for ladder in ladders for pair in combinations(ladder, 2))


@cache
def load_events() -> Events:
    """Return the shipped event classes."""
    data = _read(None, "events")
    classes = data["classes"]
    irregular: list[str] = _words(data["forms"]["irregular"])
    nouns = {
        form: name
        for name, entry in classes.items()
        for noun in entry["nouns"].split()
        for form in (noun, plural(noun))
    }
    verbs: dict[str, str] = {}
    particles: dict[tuple[str, str], str] = {}
    for name, entry in classes.items():
        plain, joined = split_particles(_words(entry["verbs"]))
        verbs.update(dict.fromkeys(verb_table(plain, irregular), name))
        for lemma, particle in joined:
            particles.update({(form, particle): name for form in verb_table([lemma], irregular)})
    plain, joined = split_particles(_words(data["onset"]["verbs"]))
    onset = frozenset(verb_table([*plain, *(lemma for lemma, _ in joined)], irregular))
    return Events(MappingProxyType(nouns), MappingProxyType(verbs), MappingProxyType(particles), onset)


def split_particles(lemmas: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the plain verbs, and the verbs with a particle as pairs.

    >>> split_particles(["leave", "pull_out"])
    (['leave'], [('pull', 'out')])
    """
    plain: list[str] = []
    joined: list[tuple[str, str]] = []
    for lemma in lemmas:
        verb, mark, particle = lemma.partition("_")
        if mark:
            joined.append((verb, particle))
        else:
            plain.append(verb)
    return plain, joined
