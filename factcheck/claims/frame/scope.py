"""Turn a quantity's surroundings into scope: which people, where, and whether it is all of them, a part or more."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factcheck.claims.frame.population import STATES, population_of
from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.measure.roles import PARTS
from factcheck.claims.quantity.found import Found
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.populations import load_populations
from factcheck.models import VICTIMS, Part, Scope

__all__ = ["IN_HOSPITAL", "is_rest", "place_behind", "scope_of"]

MORE = frozenset({"more", "another", "additional", "further", "extra"})
# "14 new deaths": since the last count
NEW = frozenset({"new", "fresh", "newly"})
EVENTS = word_list("frame", "scope.events")
# where people are brought dead or alive: `tally` says whether these are all of a text's injured
IN_HOSPITAL = "taken to hospital"
REST = frozenset({"other", "remaining", "rest"})
NEAR = 2  # words: "…, none of them seriously" is further off
DEGREES = dict.fromkeys(("critically", "gravely", "critical"), "critically injured")
DEGREES |= dict.fromkeys(("seriously", "severely", "badly"), "seriously injured")
WHOLES = word_list("frame", "scope.wholes")
ACROSS = frozenset({"across", "throughout", "around", "over"})
AT = frozenset({"in", "at", "near", "across", "throughout"})


def scope_of(found: Found, assigned: Assigned) -> Scope:
    """Return the scope of a claim: `part` is "subset" for a named part of the people and after "including"."""
    population = (population_of(found) or _degree(found, assigned)) if assigned.measure.people else None
    if found.noun is not None and population == lemma_of(found.noun) and found.noun.lower_ in assigned.measure.state:
        population = None  # "7 slain", "four shot": the state itself stands for the people
    if assigned.brought:
        population = IN_HOSPITAL
    part = _part(found, population)
    if part == "whole" and population is None and _is_killers(found, assigned):
        population = VICTIMS
    return Scope(population=population, place=_place(found, assigned), part=part)


def _is_killers(found: Found, assigned: Assigned) -> bool:
    """ "Krall, who killed 12 people": who kills is none of those counted, where they are told as an object."""
    verb = assigned.trigger
    if (
        assigned.measure.harm != "fatal"
        or verb.pos_ != "VERB"
        or found.carrier.dep_ != "obj"
        or found.carrier.head != verb
    ):
        return False
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubj:outer"}), None)
    if subject is None:
        return False
    if subject.lower_ == "who" and verb.dep_ == "acl:relcl":
        return verb.head.ent_type_ == "PERSON" or lemma_of(verb.head) in load_populations().attackers
    full = subject.ent_type_ == "PERSON" and any(child.dep_ == "flat" for child in subject.children)  # no storm's name
    return full or lemma_of(subject) in load_populations().attackers


def _degree(found: Found, assigned: Assigned) -> str | None:
    """ "Two critically injured": those worst hurt, a part where the text gives all of them too."""
    beside = [child for child in assigned.trigger.children if abs(child.i - assigned.trigger.i) <= NEAR]
    near = {assigned.trigger, *beside, *found.carrier.children}
    return next((DEGREES[token.lower_] for token in sorted(near, key=_index) if token.lower_ in DEGREES), None)


def _index(token: Token) -> int:
    return token.i


def _part(found: Found, population: str | None) -> Part:
    doc = found.carrier.doc
    around = {token.lower_ for token in doc[max(0, found.start - 1) : found.end + 1]}
    if around & MORE and not around & {"than", "or"}:
        return "addition"
    between = {token.lower_ for token in doc[found.number[1] : found.end]}
    if between & NEW and found.noun is not None and lemma_of(found.noun) in EVENTS:
        return "addition"
    if _is_partitive(found) or is_rest(found):
        return "subset"
    including = any(child.lower_ in PARTS and child.i < found.start for child in found.carrier.children)
    return "subset" if population is not None or including else "whole"


def _is_partitive(found: Found) -> bool:
    """ "Nine of the dead", "six of them": a part of a whole that was named before."""
    after = [token.lower_ for token in found.carrier.doc[found.number[1] : found.number[1] + 2]]
    return len(after) == 2 and after[0] == "of" and after[1] in WHOLES


def is_rest(found: Found) -> bool:
    """Whether a number is what is left of more: "the other 12", "the remaining 9 hostages"."""
    before = found.carrier.doc[max(0, found.start - 2) : found.start]
    return len(before) == 2 and before[0].lower_ == "the" and before[1].lower_ in REST


# ------------------------------------------------------------------ where
def _place(found: Found, assigned: Assigned) -> str | None:
    """Return the place named right at the number or at its verb ("killed in Kabul"), or how far the count reaches."""
    for token in (found.carrier, assigned.trigger):
        for child in token.children:
            if (named := _named(child)) is not None:
                return named
    if assigned.measure.people and (behind := place_behind(found)) is not None:
        return behind
    return next(_unnamed(found, assigned), None)


def place_behind(found: Found) -> str | None:
    """Return the place right behind a number's words, whatever the parse hangs it on: "31 dead in Bremen and 4 …"."""
    doc, at, end = found.carrier.doc, found.end, found.carrier.sent.end
    at += at < end and doc[at].lower_ in STATES
    if at + 1 >= end or doc[at].lower_ not in {"in", "at", "near"}:
        return None
    ent = next((ent for ent in doc.ents if ent.start == at + 1 and ent.label_ in {"LOC", "GPE"}), None)
    if ent is None or (ent.end < end and not (doc[ent.end].is_punct or doc[ent.end].pos_ in {"CCONJ", "AUX"})):
        return None
    return ent.text


def _named(child: Token) -> str | None:
    if child.dep_ not in {"nmod", "obl"} or child.ent_type_ not in {"LOC", "GPE"}:
        return None
    if not any(c.lower_ in {"in", "at", "near"} for c in child.children):
        return None
    end = max([child.i, *(each.i for each in child.children if each.dep_ == "flat")])
    start = next(token.i for token in child.doc[child.left_edge.i : end + 1] if token.pos_ not in {"ADP", "PUNCT"})
    return child.doc[start : end + 1].text


def _unnamed(found: Found, assigned: Assigned) -> Iterator[str]:
    """Yield "nationwide" for "across the country", "capital" for "in the capital"."""
    words = load_populations()
    for token in (found.carrier, assigned.trigger):
        for child in token.children:
            if child.lower_ in words.adverbs and child.dep_ in {"advmod", "amod", "obl"}:
                yield words.adverbs[child.lower_]
            if child.dep_ in {"nmod", "obl"}:
                case = {c.lower_ for c in child.children if c.dep_ == "case"}
                if case & ACROSS and lemma_of(child) in words.whole:
                    yield words.whole[lemma_of(child)]
                if case & AT and child.lower_ in words.unnamed and not any(c.dep_ == "nmod" for c in child.children):
                    yield child.lower_
