"""The measure that a number was given, and the word that gave it."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from factcheck.lexicon.catalogue import Measure

__all__ = ["NOUNS", "Assigned"]


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
