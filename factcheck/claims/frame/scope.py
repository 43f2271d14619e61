"""Turn a quantity's surroundings into scope: which people, where, and whether it is all of them, a part or more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from spacy.tokens import Token

from factcheck.claims.frame.population import OUT, STATES, population_of
from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.measure.roles import PARTS
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.categories import load_events
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
PLACES = frozenset({"LOC", "GPE"})
REPORTING = frozenset({"report", "record", "confirm", "count", "suffer", "register"})
CLAUSES = 3  # steps from a verb up to the clause that it shares
NEAR_ALONE = 9  # words from a number to the place that it is of
LIST = 6  # words of a list before its next number
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
    part = "subset" if _is_of_number(found, assigned) else _part(found, population)
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
    subject = next((child for child in dependents(verb) if child.dep_ in {"nsubj", "nsubj:outer"}), None)
    if subject is None:
        return False
    if subject.lower_ == "who" and verb.dep_ == "acl:relcl":
        return verb.head.ent_type_ == "PERSON" or lemma_of(verb.head) in load_populations().attackers
    full = subject.ent_type_ == "PERSON" and any(
        child.dep_ == "flat" for child in dependents(subject)
    )  # no storm's name
    return full or lemma_of(subject) in load_populations().attackers


def _degree(found: Found, assigned: Assigned) -> str | None:
    """ "Two critically injured": those worst hurt, a part where the text gives all of them too."""
    beside = [child for child in dependents(assigned.trigger) if abs(child.i - assigned.trigger.i) <= NEAR]
    near = {assigned.trigger, *beside, *dependents(found.carrier)}
    return next((DEGREES[token.lower_] for token in sorted(near, key=_index) if token.lower_ in DEGREES), None)


def _index(token: Token) -> int:
    return token.i


def _part(found: Found, population: str | None) -> Part:
    doc = found.carrier.doc
    around = {*lowers_in(doc, max(0, found.start - 1), found.end + 1)}
    if around & MORE and not around & {"than", "or"}:
        return "addition"
    between = {*lowers_in(doc, found.number[1], found.end)}
    if between & NEW and found.noun is not None and lemma_of(found.noun) in EVENTS:
        return "addition"
    if _is_partitive(found) or is_rest(found) or _is_left_out(found) or _is_of_place_alone(found):
        return "subset"
    including = any(child.lower_ in PARTS and child.i < found.start for child in dependents(found.carrier))
    including |= _is_among_them(found)
    return "subset" if population is not None or including else "whole"


def _is_among_them(found: Found) -> bool:
    """ "Among them six children and two cooks": each of such a list, whatever the parse makes of it."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    before = [token.lower_ for token in doc[max(sent.start, found.start - LIST) : found.start]]
    if before[-2:] == ["among", "them"]:
        return True
    if before[-1:] != ["and"] or before[-2:-1] == [","]:
        return False
    return ("among", "them") in pairwise(before) or "including" in before[-LIST:-1]


def _is_partitive(found: Found) -> bool:
    """ "Nine of the dead", "six of them", "of the dead, nine": a part of a whole that was named before."""
    before = lowers_in(found.carrier.doc, max(0, found.start - 4), found.start)
    if len(before) == 4 and before[0] in {"of", "among"} and before[1] == "the" and before[3] == ",":
        return True
    after = lowers_in(found.carrier.doc, found.number[1], found.number[1] + 2)
    return len(after) == 2 and after[0] == "of" and after[1] in WHOLES


def _is_of_number(found: Found, assigned: Assigned) -> bool:
    """ "One of seven people shot": what is said of the seven; "35 of 40 passengers died" is said of the 35."""
    behind = [
        token for token in tokens_in(found.carrier.doc, found.number[1], found.number[1] + 3) if token.lower_ != "the"
    ]
    if len(behind) < 2 or behind[0].lower_ != "of" or behind[1].pos_ != "NUM":
        return False
    whole = behind[1].head
    return whole.i > behind[1].i and whole.is_ancestor(assigned.trigger)


def _is_left_out(found: Found) -> bool:
    """ "Some 700 died, not counting the four climbers": those beside the count that leaves them out."""
    before = lowers_in(found.carrier.doc, max(sentence_of(found.carrier).start, found.start - 3), found.start)
    while before and before[-1] in {"the", "another"}:
        before.pop()
    return bool(before) and (before[-1] in OUT or " ".join(before[-2:]) in OUT)


def _is_of_place_alone(found: Found) -> bool:
    """ "900 died in that province alone": more did elsewhere."""
    doc, end = found.carrier.doc, min(found.end + NEAR_ALONE, sentence_of(found.carrier).end)
    for token in tokens_in(doc, found.end, end):
        if token.is_punct:
            return False
        if token.lower_ == "alone":
            inside = lowers_in(doc, found.end, token.i)
            return any(word in AT for word in inside) and token.nbor(-1).ent_type_ != "DATE"
    return False


def is_rest(found: Found) -> bool:
    """Whether a number is what is left of more: "the other 12", "the remaining 9 hostages"."""
    before = tokens_in(found.carrier.doc, max(0, found.start - 2), found.start)
    return len(before) == 2 and before[0].lower_ == "the" and before[1].lower_ in REST


# ------------------------------------------------------------------ where
def _place(found: Found, assigned: Assigned) -> str | None:
    """Return the place named right at the number or at its verb ("killed in Kabul"), or how far the count reaches."""
    for token in (found.carrier, assigned.trigger):
        for child in dependents(token):
            if (named := _named(child)) is not None:
                return named
    if assigned.measure.people and (where := _where(assigned.trigger)) is not None:
        return where
    if assigned.measure.people and (around := _around(found, assigned)) is not None:
        return around
    if assigned.measure.people and (behind := place_behind(found)) is not None:
        return behind
    return next(_unnamed(found, assigned), None)


def place_behind(found: Found) -> str | None:
    """Return the place right behind a number's words, whatever the parse hangs it on: "31 dead in Bremen and 4 …"."""
    doc, at, end = found.carrier.doc, found.end, sentence_of(found.carrier).end
    at += at < end and doc[at].lower_ in STATES
    if at < end and doc[at].lower_ == "elsewhere" and (at + 1 == end or doc[at + 1].is_punct):
        return doc[at].lower_
    if at + 1 >= end or doc[at].lower_ not in {"in", "at", "near"}:
        return None
    ent = next((ent for ent in doc.ents if ent.start == at + 1 and ent.label_ in {"LOC", "GPE"}), None)
    if ent is None or (ent.end < end and not (doc[ent.end].is_punct or doc[ent.end].pos_ in {"CCONJ", "AUX"})):
        return None
    return ent.text


def _where(trigger: Token) -> str | None:
    """ "A fire at Nordhof Station, where six people died": what a clause with "where" tells the place of."""
    clause = trigger
    for _ in range(CLAUSES):
        if clause.dep_ not in {"conj", "ccomp"}:
            break
        clause = clause.head
    place = clause.head
    if clause.dep_ != "acl:relcl" or place.pos_ not in {"NOUN", "PROPN"}:
        return None
    opening = clause.doc[clause.left_edge.i : clause.left_edge.i + 2]
    if not any(token.lower_ == "where" for token in opening):
        return None
    if place.pos_ == "NOUN" and load_events().of_noun(place.lower_) is not None:
        at = (child for child in dependents(place) if child.dep_ == "nmod" and child.i < clause.i)
        inside = next((each for each in at if any(c.lower_ in AT for c in dependents(each))), None)
        if inside is None or load_events().of_noun(inside.lower_) is not None:
            return None
        place = inside
    words = [each for each in dependents(place) if each.dep_ in {"compound", "flat"}]
    return " ".join(token.text for token in sorted([*words, place], key=_index))


def _around(found: Found, assigned: Assigned) -> str | None:
    """ "In Norway, 57 deaths …", "Norway registered nine deaths", "the number of dead at the mill"."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    first = next((ent for ent in sent.ents if ent.start == sent.start + 1), None)
    opened = first is not None and first.label_ in PLACES and doc[sent.start].lower_ in {"in", "across"}
    if first is not None and opened and first.end < found.start and doc[first.end].text == ",":
        return str(first.text)
    verb = found.carrier.head
    for token in dict.fromkeys((verb, verb.head)):
        subject = next((child for child in dependents(token) if child.dep_ == "nsubj"), None)
        if subject is not None:
            if lemma_of(token) in REPORTING and subject.ent_type_ in PLACES:
                return next((str(ent.text) for ent in sent.ents if ent.start <= subject.i < ent.end), None)
            break
    return _place_of_toll(found, assigned)


def _place_of_toll(found: Found, assigned: Assigned) -> str | None:
    """ "The number of dead at the mill": a toll's own words, whatever the parse hangs the place on."""
    if not any(name.startswith("measure.toll") for name in assigned.read_by):
        return None
    between = found.carrier.doc[assigned.trigger.i + 1 : found.start]
    for at, the, noun in zip(between, between[1:], between[2:], strict=False):
        if at.lower_ == "at" and the.lower_ == "the" and noun.pos_ in {"NOUN", "PROPN"}:
            run = [noun, *takewhile(lambda token: token.pos_ in {"NOUN", "PROPN"}, noun.doc[noun.i + 1 : found.start])]
            return None if load_events().of_noun(run[-1].lower_) else " ".join(token.text for token in run)
    return None


def _named(child: Token) -> str | None:
    if child.dep_ not in {"nmod", "obl"} or child.ent_type_ not in {"LOC", "GPE"}:
        return None
    if not any(c.lower_ in {"in", "at", "near"} for c in dependents(child)):
        return None
    end = max([child.i, *(each.i for each in dependents(child) if each.dep_ == "flat")])
    start = next(
        token.i for token in tokens_in(child.doc, child.left_edge.i, end + 1) if token.pos_ not in {"ADP", "PUNCT"}
    )
    return child.doc[start : end + 1].text


def _unnamed(found: Found, assigned: Assigned) -> Iterator[str]:
    """Yield "nationwide" for "across the country", "capital" for "in the capital"."""
    words = load_populations()
    for token in (found.carrier, assigned.trigger):
        for child in dependents(token):
            if child.lower_ in words.adverbs and child.dep_ in {"advmod", "amod", "obl"}:
                yield words.adverbs[child.lower_]
            if child.dep_ in {"nmod", "obl"}:
                case = {c.lower_ for c in dependents(child) if c.dep_ == "case"}
                if case & ACROSS and lemma_of(child) in words.whole:
                    yield words.whole[lemma_of(child)]
                if case & AT and child.lower_ in words.unnamed and not any(c.dep_ == "nmod" for c in dependents(child)):
                    yield child.lower_
