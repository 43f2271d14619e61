"""The noun of a toll → its measure: "death toll", "number of people killed", "count of the missing"."""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.claims.measure.assigned import NOUNS
from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue, Measure, Role
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people

__all__ = ["TOLL_VERBS", "named_toll"]

TOLL_VERBS, COUNTING = (word_list("measure", f"tolls.{name}") for name in ("toll_verbs", "counting"))


def named_toll(noun: Token, catalogue: Catalogue) -> Measure | None:
    """Return the measure whose toll a noun names: "death toll", "number of people killed", "count of the missing"."""
    lemma = lemma_of(noun)
    for child in dependents(noun):
        if child.dep_ == "compound":
            measure = catalogue.triggered("toll", f"{lemma_of(child)} {lemma}")
        elif child.dep_ == "nmod":
            measure = catalogue.triggered("toll", f"{lemma} of {lemma_of(child)}")
        else:
            continue
        if measure is not None:
            return measure
    own = catalogue.triggered("toll", lemma)
    return own if own is not None or lemma not in COUNTING else _counted(noun, catalogue)


def _counted(noun: Token, catalogue: Catalogue) -> Measure | None:
    """ "The death count", "the number of people killed", "the tally of the missing", "the number of injured people"."""
    doc, at = noun.doc, noun.i
    if at and doc[at - 1].pos_ in NOUNS and (measure := _of_people("noun", lemma_of(doc[at - 1]), catalogue)):
        return measure
    rest = list(tokens_in(doc, at + 1, min(at + 6, sentence_of(noun).end)))
    if not rest or rest[0].lower_ != "of":
        return None
    for token in rest[1:]:
        measure = _of_people("state", token.lower_, catalogue) or _of_people("noun", lemma_of(token), catalogue)
        if measure is not None:
            return measure
        if token.lower_ != "those" and token.pos_ != "DET" and not is_people(lemma_of(token)):
            return None
    return None


def _of_people(role: Role, word: str, catalogue: Catalogue) -> Measure | None:
    measure = catalogue.triggered(role, word)
    return measure if measure is not None and measure.people else None
