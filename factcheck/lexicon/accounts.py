"""Word lists of accounts: how far an event is, who answers for it, and who somebody is (accounts.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from factcheck.lexicon.categories import split_particles
from factcheck.lexicon.loader import table_of
from factcheck.lexicon.wordforms import verb_table

__all__ = ["Accounts", "Aspect", "load_accounts"]


class Aspect(msgspec.Struct, frozen=True):
    """A phase of an event: by its verbs' forms, its verbs with a particle, and by what the event is said to be."""

    name: str
    verbs: frozenset[str]
    joined: frozenset[tuple[str, str]]
    states: tuple[tuple[str, ...], ...]


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    """The lists: phases, the verbs and things of responsibility, and the short forms of ranks."""

    aspects: tuple[Aspect, ...]
    claiming: frozenset[str]
    denying: frozenset[str]
    things: frozenset[str]
    doing: frozenset[str]
    joined_doing: frozenset[tuple[str, str]]
    accusing: frozenset[str]
    actors: frozenset[str]
    ranks: Mapping[str, str]
    changing: frozenset[str]

    def phase_of(self, verb: str, particles: Iterable[str] = ()) -> str | None:
        """Return the phase that a verb form puts an event into, with the particles that stand by it, or None.

        >>> load_accounts().phase_of("put", ["out"])
        'ended'
        """
        near = frozenset(particles)
        for aspect in self.aspects:
            if any((verb, particle) in aspect.joined for particle in near):
                return aspect.name
        return next((aspect.name for aspect in self.aspects if verb in aspect.verbs), None)

    def does(self, verb: str, particles: Iterable[str] = ()) -> bool:
        """Return whether a verb form says that somebody did the event that is its object."""
        return verb in self.doing or any((verb, particle) in self.joined_doing for particle in particles)


@cache
def load_accounts() -> Accounts:
    """Return the shipped lists."""
    data = table_of("accounts")
    irregular = data["forms"]["irregular"]
    blame = data["responsibility"]
    doing, joined = _forms(blame["doing"], irregular)
    return Accounts(
        aspects=tuple(_aspect(name, entry, irregular) for name, entry in data["aspect"].items()),
        claiming=_forms(blame["claiming"], irregular)[0],
        denying=_forms(blame["denying"], irregular)[0],
        things=frozenset(blame["things"].split()),
        doing=doing,
        joined_doing=joined,
        accusing=_forms(blame["accusing"], irregular)[0],
        actors=frozenset(blame["actors"].split()),
        ranks=MappingProxyType(dict(row.split() for row in data["role"]["short"])),
        changing=frozenset(data["role"]["changing"].split()),
    )


def _aspect(name: str, entry: Mapping[str, str], irregular: Iterable[str]) -> Aspect:
    verbs, joined = _forms(entry["verbs"], irregular)
    return Aspect(name, verbs, joined, tuple(tuple(state.split("_")) for state in entry["states"].split()))


def _forms(lemmas: str, irregular: Iterable[str]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    rows = list(irregular)
    plain, joined = split_particles(lemmas.split())
    pairs = {(form, particle) for lemma, particle in joined for form in verb_table([lemma], rows)}
    return frozenset(verb_table(plain, rows)), frozenset(pairs)
