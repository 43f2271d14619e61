"""The two numbers of a vote: "passed 69-26", "voted 52 to 48"."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.ranges import is_vote
from factcheck.lexicon.catalogue import Catalogue
from factcheck.numerals import parse_number
from factcheck.reads import reads

__all__ = ["side_of", "split_of"]

BETWEEN = frozenset({"-", "–", "to"})


@reads("measure.vote-split")
def split_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "Passed 69-26", "voted 52 to 48": so many were of one mind, and so many of the other."""
    voted = found.noun is None and "votes" in catalogue and side_of(found) is not None
    return Assigned(catalogue["votes"], found.carrier) if voted else None


def side_of(found: Found) -> str | None:
    """Return on which side of a vote a bare number stands, "majority" or "minority"; None where it is no split vote."""
    doc, (start, end) = found.carrier.doc, found.number
    if end - start != 1 or len(found.numerals) != 1:
        return None
    other, first = None, start
    if end + 1 < len(doc) and doc[end].lower_ in BETWEEN:
        other = _number(doc[end + 1])
    if other is None and start > 1 and doc[start - 1].lower_ in BETWEEN:
        other, first = _number(doc[start - 2]), start - 2
    if not is_vote(doc, first, end):
        return None
    own = found.numerals[0].value
    return None if other is None or other == own else "majority" if own > other else "minority"


def _number(token: Token) -> float | None:
    value = parse_number(token.text) if token.like_num else None
    return None if value is None else float(value)
