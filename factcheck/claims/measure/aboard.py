"""A number of people aboard a vessel, a vehicle or an aircraft, alone or beside what befell all of them."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.measure.roles import BEING
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import lowers_in, tokens_in, view_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.reads import reads

__all__ = ["aboard_of", "all_aboard"]

NAME = "aboard"
ABOARD = frozenset({"aboard", "onboard"})
WHOLE = frozenset({"all", "the"})
CRAFT = word_list("measure", "aboard.craft")


@reads("measure.aboard")
def aboard_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "There were 80 people on board", "a ferry carrying 80 passengers": of whom nothing else is said."""
    measure = _measure(found, catalogue)
    word = None if measure is None else _behind(found) or _carrying(found)
    return None if measure is None or word is None else Assigned(measure, word)


@reads("measure.all-aboard")
def all_aboard(found: Found, assigned: Assigned, catalogue: Catalogue) -> Assigned | None:
    """ "Killing all 80 people on board": what befell all of them tells how many were aboard."""
    before = found.carrier.doc[found.start - 1].lower_ if found.start else ""
    inside = {*lowers_in(found.carrier.doc, found.start, found.number[0])}
    measure = _measure(found, catalogue) if assigned.measure.people and WHOLE & {before, *inside} else None
    word = None if measure is None or measure == assigned.measure else _behind(found)
    return None if measure is None or word is None else Assigned(measure, word)


def _measure(found: Found, catalogue: Catalogue) -> Measure | None:
    """Return the measure of those aboard where people are counted and the paragraph names what they were aboard of."""
    if found.noun is None or found.unit is not None or NAME not in catalogue:
        return None
    people = is_people(lemma_of(found.noun)) or found.noun.ent_type_ == "NORP"
    if not people or all(lemma_of(token) not in CRAFT for token in view_of(found.carrier.doc).tokens):
        return None
    return catalogue[NAME]


def _behind(found: Found) -> Token | None:
    """Return "aboard" or "board" right behind those counted, past a form of "be"; "on board with a plan" is none."""
    doc, at = found.carrier.doc, found.end
    if at < len(doc) and doc[at].lower_ in {"who", "that"}:
        at += 1
    if at < len(doc) and doc[at].lower_ in BEING:
        at += 1
    if at < len(doc) and doc[at].lower_ in ABOARD:
        return doc[at]
    if at + 1 < len(doc) and doc[at].lower_ == "on" and doc[at + 1].lower_ == "board":
        followed = doc[at + 2].lower_ if at + 2 < len(doc) else ""
        return None if followed == "with" else doc[at + 1]
    return None


def _carrying(found: Found) -> Token | None:
    """Return "carrying" right before those counted, where a craft does it: a crowd that carries children is none."""
    before = found.carrier.doc[found.start - 1] if found.start else None
    if before is None or before.lower_ != "carrying":
        return None
    return (
        before
        if any(lemma_of(token) in CRAFT for token in tokens_in(before.doc, max(0, before.i - 4), before.i))
        else None
    )
