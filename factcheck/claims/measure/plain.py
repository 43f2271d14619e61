"""A number → the measure that it states: by its unit, by its words, else a plain count of a noun."""

from __future__ import annotations

from factcheck.claims.measure.aboard import aboard_of
from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.measure.dimensions import assign_dimension
from factcheck.claims.measure.read import assign_measure
from factcheck.claims.quantity.found import Found
from factcheck.language.words import is_plural, lemma_of
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.people import is_people
from factcheck.reads import reads, refused, refuses

__all__ = ["measure_of"]


def measure_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a number, or None where it states none of the catalogue."""
    assigned = assign_dimension(found, catalogue) if found.unit is not None else assign_measure(found, catalogue)
    if assigned is not None or found.unit is not None or found.noun is None:
        return assigned
    return aboard_of(found, catalogue) or (_plain(found, catalogue) if "count" in catalogue else None)


def _plain(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return a plain count, or None where the number counts nothing that another report would count again."""
    for check in NO_COUNTS:
        if check(found):
            refused(check, found.words)
            return None
    return _by_any_noun(found, catalogue)


@reads("measure.count")
def _by_any_noun(found: Found, catalogue: Catalogue) -> Assigned:
    """ "12 houses": a counted noun of which the catalogue says nothing."""
    return Assigned(catalogue["count"], found.carrier, sure=False)


@refuses("no-measure.one-or-half")
def _is_one_or_half(found: Found) -> bool:
    """ "One lesson", "half the time", "a dozen reasons" count nothing that another report would count again."""
    number = found.carrier.doc[found.number[0]].lower_
    return number in {"one", "a", "an", "half"} or found.numerals[0].fraction


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


# what makes a plain count none, in this order
NO_COUNTS = (_is_one_or_half, _lacks_plural)
