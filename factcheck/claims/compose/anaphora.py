"""Turn numbers that lean on an earlier one ("six of them were children") into counts like any other.

What they lean on is looked for in the sentence itself and in the one before it, within one block.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from spacy.tokens import Token

from factcheck.claims.frame.population import said_to_be
from factcheck.claims.frame.scope import place_behind
from factcheck.claims.frame.withdrawn import is_former
from factcheck.claims.measure.read import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.grammar import subtree_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.models import Claim, Quantity
from factcheck.reads import reads

__all__ = ["carry_measures", "refer_back"]

KNOWN = frozenset({"all", "the", "both", "these", "those"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obj"})
ALL = frozenset({("in", "all"), ("in", "total"), ("all", "told")})
# words between a number and the one that it stood at before: ", down from an earlier estimate of"
NEAR = 9
INSIDE = frozenset({"among them", "among whom", "of whom", "of them"})
NONE_OF = word_list("compose", "anaphora.none_of")


# ------------------------------------------------------------------ measures
def carry_measures(
    quantities: Sequence[Found], measures: Sequence[Assigned | None], catalogue: Catalogue
) -> list[Assigned | None]:
    """Return the measures, with that of the number before where a number only says who the counted were.

    "Twelve people were killed. Six of them were children" counts children killed; "none of the 40 passengers was
    hurt" counts 40 passengers, none of them hurt.
    """
    out = list(measures)
    for index, found in enumerate(quantities):
        own = out[index]
        if own is not None and own.measure.people and _is_whole_of_none(found, own):
            out[index] = _whole_of_none(found, catalogue)
        elif (own is None or own.measure.open) and (is_former(found) or _is_present(index, quantities)):
            now = _moved(index, quantities, out)
            out[index] = own if now is None else _moved_from(now)
        elif (own is None or own.measure.open) and _is_bare_beside(found):
            before = _told_before(index, quantities, out)
            out[index] = own if before is None else _beside(before)
        elif (own is None or own.measure.open) and _is_among(index, quantities):
            before = _before(index, quantities, out)
            out[index] = own if before is None else _among_those(before)
        elif (own is None or own.measure.open) and said_to_be(found) is not None:
            before = _before(index, quantities, out)
            if before is not None:
                out[index] = _said_to_be(found, before)
    return out


@reads("compose.whole-of-none")
def _whole_of_none(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "None of the 40 passengers was hurt": the 40 are only counted."""
    return Assigned(catalogue["count"], found.carrier, sure=False) if "count" in catalogue else None


def _is_bare_beside(found: Found) -> bool:
    """ "412 dead in Orsk and 22 in Belmar, 434 in all": a bare number with its place, or as all of them."""
    doc, at, sent = found.carrier.doc, found.number[1], sentence_of(found.carrier)
    if found.unit is not None or found.number[0] <= sent.start or found.number[0] == at:
        return False
    if doc[found.start - 1].lower_ not in {",", "and", ";"}:
        return False
    words = tuple(lowers_in(doc, at, min(at + 2, sent.end)))
    return words in ALL or words[:1] == ("altogether",) or place_behind(found) is not None


def _told_before(index: int, quantities: Sequence[Found], measures: Sequence[Assigned | None]) -> Assigned | None:
    """Return the measure of the number of people right before one in its sentence, None where another measure is."""
    sent = sentence_of(quantities[index].carrier)
    for at in range(index - 1, -1, -1):
        each, measure = quantities[at], measures[at]
        if sentence_of(each.carrier) != sent:
            return None
        if each.number[0] < each.number[1]:
            return measure if measure is not None and measure.measure.people else None
    return None


@reads("compose.place-by-place")
def _beside(before: Assigned) -> Assigned:
    """ "412 dead in Orsk and 22 in Belmar, 434 in all": bare numbers go on counting what the first one does."""
    return msgspec.structs.replace(before, sure=False)


def _is_present(index: int, quantities: Sequence[Found]) -> bool:
    """ "From 15 to 38": where a count stands now, behind where it stood."""
    if not index or not is_former(quantities[index - 1]):
        return False
    before = quantities[index].carrier.doc[quantities[index - 1].end : quantities[index].start]
    return [token.lower_ for token in before] == ["to"]


def _moved(index: int, quantities: Sequence[Found], measures: Sequence[Assigned | None]) -> Assigned | None:
    """Return the measure of the number beside a former one: "to 38 from 15", "from 15 to 38"."""
    found = quantities[index]
    for at in (index - 1, index + 1):
        if not 0 <= at < len(quantities) or sentence_of(quantities[at].carrier) != sentence_of(found.carrier):
            continue
        first, second = sorted((found, quantities[at]), key=lambda each: each.start)
        measure = measures[at]
        near = second.start - first.end <= NEAR
        if measure is not None and measure.measure.people and near and found.noun is None and found.unit is None:
            return measure
    return None


@reads("compose.moved-from")
def _moved_from(now: Assigned) -> Assigned:
    """ "The toll climbed to 38 from 15", "from 15 to 38": both ends of a count's move have its measure."""
    return now


def _is_among(index: int, quantities: Sequence[Found]) -> bool:
    """ "23 cooks were drowned, among them five nuns", "84 people – including 10 children –"."""
    found, doc = quantities[index], quantities[index].carrier.doc
    if not index or found.noun is None or not is_people(lemma_of(found.noun)):
        return False
    before = quantities[index - 1]
    words = [token.lower_ for token in doc[before.end : found.start]]
    opened = " ".join(words[-2:]) in INSIDE or words[-1:] == ["including"]
    return opened and before.carrier.sent == found.carrier.sent and not {";", ":"} & {*words}


@reads("compose.among-those")
def _among_those(before: Assigned) -> Assigned:
    """ "23 cooks were drowned, among them five nuns": some of those before, whatever the parse hangs them on."""
    return msgspec.structs.replace(before, sure=False)


@reads("compose.said-to-be")
def _said_to_be(found: Found, before: Assigned) -> Assigned:
    """ "Six of them were children": a number that says who the counted were has the measure of the number before."""
    return Assigned(before.measure, said_to_be(found) or found.carrier, sure=False)


def _is_whole_of_none(found: Found, own: Assigned) -> bool:
    """ "None of the 40 passengers": what befell none of them is not what the 40 count."""
    head = found.carrier.head
    of = any(child.lower_ == "of" and child.dep_ == "case" for child in dependents(found.carrier))
    if found.number[0] <= head.i < found.number[1]:
        return False  # the "one" of "one of the five"
    return (
        of and found.carrier.dep_ == "nmod" and head.lower_ in NONE_OF and own.trigger not in subtree_of(found.carrier)
    )


def _before(index: int, quantities: Sequence[Found], measures: Sequence[Assigned | None]) -> Assigned | None:
    """Return the measure of the nearest larger number of people before one, at most one sentence back."""
    found = quantities[index]
    for at in range(index - 1, -1, -1):
        each, measure = quantities[at], measures[at]
        if not _is_near(each.carrier, found.carrier):
            return None
        if measure is not None and measure.measure.people and _size(each) > _size(found):
            return measure
    return None


def _is_near(earlier: Token, later: Token) -> bool:
    """Whether a token stands in the sentence of a later one, or in the sentence before it."""
    first = sentence_of(later).start
    return earlier.i >= first or (first > 0 and earlier.i >= sentence_of(later.doc[first - 1]).start)


def _size(found: Found) -> Decimal:
    return found.numerals[-1].value


# ------------------------------------------------------------------ nouns and parts
def refer_back(founds: Sequence[Found], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a block; a number without a noun takes that of the number of people that it refers to.

    A smaller number of the same measure is a part of the one before: "21 were injured. Seven remained in hospital".
    """
    out = list(claims)
    for index, (found, claim) in enumerate(zip(founds, claims, strict=True)):
        if found.noun is not None or found.unit is not None or found.carrier.dep_ not in SUBJECTS:
            continue
        at = _antecedent(index, founds)
        if at is None:
            continue
        out[index] = _referring(claim, out[at], whole=_is_known(found))
    return out


def _antecedent(index: int, founds: Sequence[Found]) -> int | None:
    """Return the index of the number of people that a bare number refers to, None where the text leaves it open."""
    found = founds[index]
    for at in range(index - 1, -1, -1):
        each = founds[at]
        if not _is_near(each.carrier, found.carrier):
            return None
        size, own = _size(each), _size(found)
        if each.noun is None or not is_people(lemma_of(each.noun)) or size < 2 or own < 1:
            continue
        if (size == own) if _is_known(found) else (size > own):
            return at
    return None


def _is_known(found: Found) -> bool:
    """ "All four", "the three": as many as were named before."""
    doc, start = found.carrier.doc, found.number[0]
    before = doc[start - 1].lower_ if start > sentence_of(found.carrier).start else ""
    return before in KNOWN


@reads("compose.refers-back")
def _referring(claim: Claim, before: Claim, *, whole: bool) -> Claim:
    """ "21 were injured. Seven remained in hospital": the seven are of the 21."""
    assert isinstance(claim.value, Quantity)  # noqa: S101  counts are quantities
    assert isinstance(before.value, Quantity)  # noqa: S101  as above
    value = msgspec.structs.replace(claim.value, noun=before.value.noun)
    scope = claim.scope
    if not whole and claim.measure == before.measure and scope.part == "whole" and claim.status == before.status:
        scope = msgspec.structs.replace(scope, part="subset")
    return msgspec.structs.replace(claim, value=value, scope=scope)
