"""A number → the measure that it states: by its unit, by its words, else a plain count of a noun."""

from __future__ import annotations

import msgspec

from factcheck.claims.measure.aboard import aboard_of
from factcheck.claims.measure.assigned import NOUNS, Assigned
from factcheck.claims.measure.dimensions import assign_dimension
from factcheck.claims.measure.read import assign_measure
from factcheck.claims.measure.splits import split_of
from factcheck.claims.quantity.found import Found
from factcheck.language.words import is_plural, lemma_of
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.reads import reads, refused, refuses

__all__ = ["measure_of"]

INHABITED, PARTIES, TELLING = (word_list("measure", f"plain.{name}") for name in ("inhabited", "parties", "telling"))
# in these a level is told beside its change: "fell 3 points to 6,291"
LEVELS = frozenset({"point", "lot", "contract"})
ARTICLES = frozenset({"one", "a", "an", "half"})
NAMED_BEFORE = frozenset({"the", "these", "those", "both", "between"})


def measure_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a number, or None where it states none of the catalogue."""
    assigned = assign_dimension(found, catalogue) if found.unit is not None else assign_measure(found, catalogue)
    is_open = assigned is None or assigned.measure.open
    if not is_open or found.unit is not None:
        return assigned
    if found.noun is None:
        return assigned or split_of(found, catalogue) or _by_shared(found, catalogue)
    return aboard_of(found, catalogue) or _plain(found, assigned, catalogue)


def _plain(found: Found, assigned: Assigned | None, catalogue: Catalogue) -> Assigned | None:
    """Return a count of a class of nouns or of any, or None where nothing is counted that another report would count.

    `assigned` is what the clause or the noun says of it, if anything.
    """
    for check in NO_COUNTS:
        if check(found):
            refused(check, found.words)
            return None
    if assigned is not None and assigned.trigger != found.carrier:
        return msgspec.structs.replace(assigned, sure=False)
    living = _living_in(found, catalogue)
    if living is not None:
        return living
    if assigned is not None:
        return msgspec.structs.replace(assigned, sure=False)
    return _by_nation(found, catalogue) or (_by_any_noun(found, catalogue) if "count" in catalogue else None)


@reads("measure.by-shared-noun")
def _by_shared(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "300 strikes in the north and 200 in the south": a bare number counts what was counted before it."""
    noun = found.counted
    if noun is None or is_people(noun) or noun in LEVELS or "count" not in catalogue:
        return None
    measure = catalogue.triggered("noun", noun) or catalogue["count"]
    return Assigned(measure, found.carrier, sure=False) if measure.open else None


@reads("measure.living-in")
def _living_in(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "A town of 4,000 people": as many live there."""
    noun = found.carrier
    of = any(child.dep_ == "case" and child.lower_ == "of" for child in noun.children)
    place = noun.head
    inhabited = of and noun.dep_ == "nmod" and place.i < noun.i and lemma_of(place) in INHABITED
    if not inhabited or not is_people(lemma_of(noun)) or "residents" not in catalogue:
        return None
    return Assigned(catalogue["residents"], place, sure=False)


@reads("measure.by-nation")
def _by_nation(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "Three Norwegians": people of a nation, whatever its name."""
    nation = found.carrier.ent_type_ == "NORP" and found.carrier.pos_ in NOUNS
    return Assigned(catalogue["nationals"], found.carrier, sure=False) if nation and "nationals" in catalogue else None


@reads("measure.count")
def _by_any_noun(found: Found, catalogue: Catalogue) -> Assigned:
    """ "12 houses": a counted noun of which the catalogue says nothing."""
    return Assigned(catalogue["count"], found.carrier, sure=False)


@refuses("no-measure.one-or-half")
def _is_one_or_half(found: Found) -> bool:
    """ "One lesson", "half the time" count nothing that another report would count again; "a dozen guards" does."""
    alone = found.number[1] - found.number[0] == 1
    return (alone and found.carrier.doc[found.number[0]].lower_ in ARTICLES) or found.numerals[0].fraction


@refuses("no-measure.lacks-plural")
def _lacks_plural(found: Found) -> bool:
    """ "A four door saloon", "23 t0 31": a noun in the singular behind a number above one names a kind, or nothing."""
    noun = found.noun
    if noun is None or noun.tag_ not in {"NN", "NNP"} or found.numerals[-1].value <= 1 or is_people(lemma_of(noun)):
        return False
    doc, at = noun.doc, found.number[1]
    if at < noun.i and doc[at].tag_ == "NN" and lemma_of(doc[at]) in load_labels().kinds:
        return True
    hyphenated = doc[noun.i - 1].text == "-"
    return not hyphenated and not is_plural(noun.lower_)


@refuses("no-measure.the-two")
def _are_the_two(found: Found) -> bool:
    """ "The two leaders", "these two countries", "between the two sides": they were named before."""
    doc, first = found.carrier.doc, found.number[0]
    if doc[first].lower_ not in {"two", "2"} or found.number[1] - first > 1 or first == 0:
        return False
    named = is_people(lemma_of(found.carrier)) or lemma_of(found.carrier) in PARTIES
    return named and doc[first - 1].lower_ in NAMED_BEFORE


@refuses("no-measure.speakers")
def _are_speakers(found: Found) -> bool:
    """ "Two officials said", "according to three people briefed on it": who told it, not what happened."""
    token = found.anchor
    if not is_people(lemma_of(found.carrier)):
        return False
    if token.dep_.startswith("nsubj") and not token.dep_.endswith("pass") and lemma_of(token.head) in TELLING:
        return True
    before = [word.lower_ for word in token.doc[max(0, found.start - 2) : found.start]]
    return before == ["according", "to"]


# what makes a plain count none, in this order
NO_COUNTS = (_is_one_or_half, _lacks_plural, _are_the_two, _are_speakers)
