"""The measure that a number was given, the word that gave it, and what it may count."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from spacy.tokens import Token

from factcheck.claims.quantity.found import Found
from factcheck.lexicon.catalogue import Measure, Role
from factcheck.lexicon.people import is_people, is_whole

__all__ = ["NOUNS", "Assigned", "Place", "can_be", "can_be_people"]


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


def can_be(found: Found, noun: str | None, measure: Measure, role: Role) -> bool:
    """Whether a measure may count such a noun in a role: "12 people were killed", "12 houses were destroyed"."""
    if measure.people:
        return can_be_people(found, noun, measure, role)
    if measure.bearers == "any":
        return True
    if noun is None:
        return measure.bearers != "things"
    if measure.bearers == "anyone":
        return is_whole(noun)
    if noun in {"other", "more"}:
        return True  # "destroyed 12 homes and damaged 30 others"
    people = is_people(noun) or found.carrier.ent_type_ == "NORP"
    return people == (measure.bearers == "people")


def can_be_people(found: Found, noun: str | None, measure: Measure, role: Role) -> bool:
    """Return whether a noun may be people in a role; a number without a noun, and a single person, always."""
    if noun is None or found.number[0] == found.number[1]:  # a single person has no number word
        return True
    if role == "lives" or noun in {"other", "more"} or is_people(noun) or noun in measure.state | measure.subject:
        return True
    named = found.carrier.pos_ == "PROPN" and not _is_address(found)
    return named or found.carrier.ent_type_ in {"NORP", "PERSON"}


def _is_address(found: Found) -> bool:
    """ "At 2211 Falling Oak": a bare number of three digits and more before capital words."""
    number = found.carrier.doc[found.number[0]]
    return number.is_digit and len(number) > 2 and found.number[1] - found.number[0] == 1
