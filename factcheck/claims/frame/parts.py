"""Tell what a number is beside the whole: all of it, a part, more, what is left, what was there at one time, a rate."""

from __future__ import annotations

import re

import msgspec
from spacy.tokens import Token

from factcheck.claims.frame.scope import is_rest
from factcheck.claims.frame.status import is_rate
from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import lowers_in, sentence_of, text_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import pattern_of, words_in_order
from factcheck.lexicon.loader import word_list as words_of
from factcheck.models import Claim, Role, Scope

__all__ = ["role_of", "settled"]

AT_SCENE = re.compile(rf"\b{pattern_of(words_in_order('frame', 'parts.at_scene'))}\b", re.IGNORECASE)
TOTAL_BEFORE = frozenset(tuple(phrase.split()) for phrase in words_in_order("frame", "parts.total_before"))
TOTAL_BEHIND = frozenset(tuple(phrase.split()) for phrase in words_in_order("frame", "parts.total_behind"))
FINDING = words_of("frame", "parts.finding")
RISING = words_of("frame", "withdrawn.moving")
TOLLS = "measure.toll"  # how the rules are called that read a number as a toll
HARMS = frozenset({"fatal", "injury", "either"})
# roles that go with a part of the people
PARTIAL: frozenset[Role] = frozenset({"part", "remainder", "moment", "rate", "addition"})
REACH = 3


def role_of(found: Found, assigned: Assigned, scope: Scope) -> Role | None:
    """Return what the words make of a number beside the whole; None where they do not tell."""
    if (assigned.measure.people and is_rate(found, assigned.trigger)) or _is_per(found):
        return "rate"
    if scope.part == "addition":
        return "addition"
    if found.unit is None and (is_rest(found) or _remains(found)):
        return "remainder"
    if scope.part == "subset":
        return "part"
    if _is_moment(found, assigned):
        return "moment"
    return "total" if _is_total(found, assigned) else None


def settled(claim: Claim) -> Claim:
    """Return a claim whose role agrees with the part that its sums and its whole text have made of it."""
    role, part = claim.frame.role, claim.scope.part
    if part == "addition":
        fitting: Role | None = "addition"
    elif part == "subset":
        fitting = role if role in PARTIAL else "part"
    elif role in {"part", "addition"} or (claim.derived_from and role != "total"):
        fitting = None
    else:
        fitting = role
    if fitting == role:
        return claim
    return msgspec.structs.replace(claim, frame=msgspec.structs.replace(claim.frame, role=fitting))


def _is_per(found: Found) -> bool:
    return found.unit is not None and found.unit.dimension != "speed" and " per " in found.unit.name


def _remains(found: Found) -> bool:
    """ "12 remain in hospital" is what is left of more; "the toll remains 12" is not."""
    words = found.carrier.doc[found.number[1] : found.end]
    return any(token.lower_ == "remaining" for token in words)


def _is_moment(found: Found, assigned: Assigned) -> bool:
    """ "Found two people dead", "two were pronounced dead at the scene": as many at that time, more may follow."""
    if assigned.measure.harm not in HARMS:
        return False
    token: Token = found.carrier
    for _ in range(REACH):
        if lemma_of(token) in FINDING and token.pos_ == "VERB" and found.start > token.i:
            return True
        if token.head == token or (token.dep_ == "conj" and token.pos_ == "VERB"):
            break  # "two were found dead and three others were hurt": nobody found the three
        token = token.head
    doc = found.carrier.doc
    behind = text_in(doc, found.start, min(found.end + 10, sentence_of(found.carrier).end))
    clause = re.split(r"[,;]|\band\b|\bwhile\b", behind)[0]
    return AT_SCENE.search(clause) is not None


def _is_total(found: Found, assigned: Assigned) -> bool:
    """ "In all", "a total of 12", "the toll rose to 12", "all 150"."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    if any(name.startswith(TOLLS) for name in assigned.read_by):
        return True
    before = tuple(lowers_in(doc, max(sent.start, found.start - 3), found.number[0]))
    behind = tuple(lowers_in(doc, found.end, min(found.end + 3, sent.end)))
    if any(before[at:][: len(cue)] == cue for cue in TOTAL_BEFORE for at in range(len(before))):
        return True
    return any(behind[at : at + len(cue)] == cue for cue in TOTAL_BEHIND for at in range(2))
