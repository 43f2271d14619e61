"""The measure that a number was given, and the word that gave it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from spacy.tokens import Token

from factcheck.lexicon.catalogue import Measure, Role

__all__ = ["NOUNS", "Assigned", "Place"]


NOUNS = frozenset({"NOUN", "PROPN"})


class Assigned(msgspec.Struct, frozen=True):
    """A measure, the token that triggered it, and how sure the reading is.

    `brought` people are in hospital, and may die; a `lighter` harm is what is left where only a graver one is denied.
    """

    measure: Measure
    trigger: Token
    sure: bool = True
    brought: bool = False
    lighter: bool = False
    read_by: tuple[str, ...] = ()

    def is_like(self, other: Assigned) -> bool:
        """Return whether the other says the same, whatever rules read the two."""
        return msgspec.structs.replace(self, read_by=()) == msgspec.structs.replace(other, read_by=())


class Place(NamedTuple):
    """A token that may trigger a measure in a role, and the rules that found it there."""

    role: Role
    token: Token
    read_by: tuple[str, ...] = ()
