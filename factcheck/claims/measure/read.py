"""Turn a quantity's place in the parse into the measure that it states.

The catalogue names the words; here are the places: whose subject, whose object, described as what, the number of what.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec
from spacy.tokens import Token

from factcheck.claims.measure.assigned import NOUNS, Assigned, Place, can_be
from factcheck.claims.measure.outcomes import degree_of, outcome_of, through_of
from factcheck.claims.measure.roles import BEING, roles_of
from factcheck.claims.measure.tolls import group_of, toll_of
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import is_passive
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue, Measure, Role
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people, is_thing
from factcheck.lexicon.populations import load_populations
from factcheck.reads import reads, refused, refuses

__all__ = ["Assigned", "assign_measure", "takes"]

# verb forms of headlines that taggers take for nouns
KILLS = frozenset({"kills", "injures", "wounds", "hurts", "shoots", "stabs", "shot"})
UNHURT = frozenset({"uninjured", "unharmed", "unhurt", "unscathed"})
ILLNESSES = word_list("measure", "read.illnesses")
EVENTS = frozenset({"arrest", "death", "fatality", "injury", "detention"})
# words of an aside between two commas: "including the suspected gunman"
ASIDE = 6
RELEASED, TAKING_PART = "released", "participants"
CARE = frozenset({"treat", "hospital", "clinic", "hospitalize", "hospitalise"})
PRIOR = frozenset({"prior", "previous", "past", "earlier"})
OF_NONE = PRIOR | UNHURT


def assign_measure(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a count, or None where nothing in the catalogue but `count` could take it.

    Quantities with a unit are the business of `dimensions`.
    """
    if _is_of_none(found):
        refused(_is_of_none, found.words)
        return None
    if _is_compound(found):
        refused(_is_compound, found.words)
        return group_of(found.carrier, lemma_of(found.carrier), catalogue)
    noun = lemma_of(found.carrier) if found.noun is not None else None
    hung = [found.carrier] if found.anchor == found.carrier else [found.carrier, found.anchor]
    if found.number[0] <= found.anchor.i < found.number[1]:
        hung.reverse()  # "one of the five people shot has died": what is said of the part before what is of the whole
    degree = degree_of(found, catalogue)
    if degree is not None:
        return degree
    mild: Assigned | None = None  # "12 people who came to the party were killed": what befell them, not what they did
    for place in chain(
        _labelled(found),
        _past_aside(found),
        _right_before(found),
        _among(found),
        _after_verb(found),
        *map(roles_of, hung),
    ):
        measure = _in_place(place.role, place.token, found, noun, catalogue)
        if measure is not None:
            if lemma_of(place.token) == "flee" and _flees_the_law(place.token, found):
                return None
            if lemma_of(place.token) == "harm" and any(numeral.value for numeral in found.numerals):
                return None  # whoever is harmed may be dead: only "no one was harmed" tells of the injured
            assigned = _turned(found, Assigned(measure, place.token, read_by=place.read_by), catalogue)
            if measure.people and measure.name != RELEASED:
                return assigned
            mild = mild or assigned
    for token in hung:
        through = through_of(token, catalogue)
        taken = through is not None and _is_told_by_noun(noun, through.measure, catalogue)
        if through is not None and not taken and can_be(found, noun, through.measure, "through"):
            return through
    return toll_of(found, catalogue) or mild or _named(found, noun, catalogue)


@reads("measure.label-line")
def _labelled(found: Found) -> Iterator[Place]:
    """ "Dead: 21", "- Injured: 40": a line of key facts, its label before a colon."""
    doc, at = found.carrier.doc, found.start
    if at < 2 or doc[at - 1].text != ":" or found.noun is not None:
        return
    label, opening = doc[at - 2], sentence_of(doc[at - 2]).start
    rest = [
        token
        for token in tokens_in(doc, found.end, sentence_of(found.carrier).end)
        if not (token.is_punct or token.is_space)
    ]
    if not rest and all(token.is_punct or token.is_space for token in tokens_in(doc, opening, at - 2)):
        yield Place("state", label)
        yield Place("noun", label)


@refuses("no-measure.prior-or-unhurt")
def _is_of_none(found: Found) -> bool:
    """ "19 prior arrests" are of other events, "two uninjured residents" of no harm."""
    return any(child.dep_ == "amod" and child.lower_ in OF_NONE for child in dependents(found.carrier))


@refuses("no-measure.compound")
def _is_compound(found: Found) -> bool:
    """ "A six-shot revolver": what a hyphen joins before a noun tells its kind; "a six-person crew" counts people."""
    doc, at = found.carrier.doc, found.number[1]
    if found.noun is None or found.noun.i != at + 1 or doc[at].text != "-" or found.noun.i + 1 >= len(doc):
        return False
    joined = not doc[at - 1].whitespace_ and not doc[at].whitespace_
    before_noun = found.noun.nbor().pos_ in NOUNS or found.noun.nbor().pos_ == "ADJ"
    return joined and before_noun and not is_people(lemma_of(found.noun))


def _turned(found: Found, assigned: Assigned, catalogue: Catalogue) -> Assigned:
    """Return the measure that a number's own words make of what befell people."""
    outcome = outcome_of(assigned.measure, assigned.trigger, catalogue)
    if outcome != assigned.measure:
        assigned = _becoming(assigned, outcome)
    left = _left_so(found, outcome, catalogue)
    assigned = _left(assigned, left) if left != outcome else assigned
    hit = catalogue.of_harm("either")
    return _either(assigned, hit[0]) if hit and _is_either(assigned, catalogue) else assigned


def _is_either(assigned: Assigned, catalogue: Catalogue) -> bool:
    """Whether the verb stands beside one of the other harm, joined by "or"."""
    verb, harms = assigned.trigger, {"fatal", "injury"}
    if assigned.measure.harm not in harms:
        return False
    beside = [child for child in dependents(verb) if child.dep_ == "conj"]
    beside += [verb.head] if verb.dep_ == "conj" else []
    joined = [each for each in beside for word in (*dependents(each), *dependents(verb)) if word.lower_ == "or"]
    named = (catalogue.triggered(role, lemma_of(each)) for each in joined for role in ("object", "state"))
    others = harms - {assigned.measure.harm}
    return any(measure is not None and measure.harm in others for measure in named)


@reads("measure.killed-or-injured")
def _either(assigned: Assigned, measure: Measure) -> Assigned:
    """ "405 people were killed or injured": each of them one or the other, which is no toll of either."""
    return msgspec.structs.replace(assigned, measure=measure)


@reads("measure.left-so")
def _left(assigned: Assigned, measure: Measure) -> Assigned:
    """ "Shot two people dead": the state right behind those counted turns the measure into another."""
    return msgspec.structs.replace(assigned, measure=measure)


def _left_so(found: Found, measure: Measure, catalogue: Catalogue) -> Measure:
    doc, at = found.carrier.doc, found.end
    if at >= len(doc):
        return measure
    named = [name for name, words in measure.becomes.items() if name in catalogue and doc[at].lower_ in words]
    return catalogue[named[0]] if named and doc[at].pos_ == "ADJ" else measure


@reads("measure.becomes")
def _becoming(assigned: Assigned, measure: Measure) -> Assigned:
    """ "Fatally shot", "shot dead", "shot and wounded": the verb's own words turn its measure into another."""
    return msgspec.structs.replace(assigned, measure=measure)


def _in_place(place: Role, token: Token, found: Found, noun: str | None, catalogue: Catalogue) -> Measure | None:
    """Return the measure that a token triggers for a count in one place of it, or None."""
    role: Role = "lives" if place == "object" and noun == "life" else place
    measure = catalogue.triggered(role, token.lower_ if role == "state" else lemma_of(token))
    if measure is None or (token == found.carrier and role == "state" and _is_bullet(found)):
        return None
    named = None if noun is None else catalogue.triggered("noun", noun)
    if measure.name == RELEASED and (
        (named is not None and named.people) or any(lemma_of(t) in CARE for t in token.sent)
    ):
        return None  # "the remaining 9 hostages were freed": as many were held; "treated and released"
    if _is_told_by_noun(noun, measure, catalogue):
        return None
    if noun == "casualty" and place != "noun" and _is_listed_behind(found.carrier, token):
        return None
    if place != "noun" and measure.people and (noun in EVENTS or (noun == "survivor" and measure.harm == "fatal")):
        return None  # "four shot, no arrests", "6 found dead, 2 survivors": the noun says what it counts
    if measure.open and role == "noun":
        return None  # "a vote of 12 states" counts states
    return measure if can_be(found, noun, measure, role) else None


def _is_told_by_noun(noun: str | None, measure: Measure, catalogue: Catalogue) -> bool:
    """ "9 raiders took part in the attack" counts raiders."""
    named = None if noun is None or measure.name != TAKING_PART else catalogue.triggered("noun", noun)
    return named is not None and not named.open and named != measure


def _is_listed_behind(noun: Token, state: Token) -> bool:
    """ "40 casualties: 10 dead and 30 wounded": what they came to, part by part."""
    return any(token.text in {":", ",", "(", "-", "–", "—"} for token in noun.doc[noun.i + 1 : state.i])


def _named(found: Found, noun: str | None, catalogue: Catalogue) -> Assigned | None:
    """Return the measure that the counted noun alone states: members of a group, "2,000 troops"."""
    if noun is None:
        return None
    group = group_of(found.carrier, noun, catalogue)
    if group is not None:
        return group
    ill = _of_illness(found, noun, catalogue)
    if ill is not None:
        return ill
    return _by_noun(found, noun, catalogue)


@reads("measure.case-of-illness")
def _of_illness(found: Found, noun: str, catalogue: Catalogue) -> Assigned | None:
    """ "1,407 cases of measles": so many people are infected."""
    measure = catalogue.triggered("noun", "infection") if noun == "case" else None
    of = (child for child in dependents(found.carrier) if child.dep_ == "nmod" and child.i > found.carrier.i)
    ill = any(lemma_of(child) in ILLNESSES or child.lower_ in ILLNESSES for child in of)
    before = found.carrier.i > 0 and found.carrier.nbor(-1).lower_ in ILLNESSES
    return Assigned(measure, found.carrier) if measure is not None and (ill or before) else None


@reads("measure.noun")
def _by_noun(found: Found, noun: str, catalogue: Catalogue) -> Assigned | None:
    """ "2,000 troops": the counted noun alone says what is measured."""
    measure = catalogue.triggered("noun", noun)
    return None if measure is None else Assigned(measure, found.carrier)


def _flees_the_law(verb: Token, found: Found) -> bool:
    """ "Four suspects fled the scene" are no displaced people."""
    lemma = lemma_of(found.carrier)
    away = any(
        child.dep_ == "obj" and lemma_of(child) in {"scene", "police", "area", "officer"} for child in dependents(verb)
    )
    return away or lemma in load_populations().attackers | load_populations().suspects


def _is_bullet(found: Found) -> bool:
    """ "At least one shot was fired": a singular noun behind "one" is the thing, behind a larger number the people."""
    token = found.carrier
    fired = {"fire", "ring", "hear", "hit", "strike", "go"}
    return (
        token.lower_ == "shot"
        and found.numerals[0].value == 1
        and any(lemma_of(t) in fired for t in sentence_of(token))
    )


def takes(found: Found, assigned: Assigned) -> bool:
    """Return whether a quantity of a list can carry the measure of the list's people: its noun is of no thing."""
    if any(child.lower_ in UNHURT for child in dependents(found.carrier)):
        return False
    return not assigned.measure.people or found.noun is None or not is_thing(lemma_of(found.carrier))


@reads("measure.right-before")
def _right_before(found: Found) -> Iterator[Place]:
    """ "Leaving 2 dead and 7 injured": the state right behind a bare number, whatever the parse joins."""
    doc, at = found.carrier.doc, found.number[1]
    if found.noun is None and found.number[0] < at < len(doc) and doc[at].lower_ != "shot":
        rest = doc[at + 1] if at + 1 < len(doc) else None
        if rest is None or rest.is_punct or rest.pos_ in {"ADP", "CCONJ", "AUX"}:
            yield Place("state", doc[at])


@reads("measure.past-aside")
def _past_aside(found: Found) -> Iterator[Place]:
    """ "Two people, including the gunman, dead": the state behind an aside, whatever the parse makes of it."""
    doc, at, end = found.carrier.doc, found.end, sentence_of(found.carrier).end
    if found.noun is None or at + 3 >= end or doc[at].text != "," or doc[at + 1].lower_ != "including":
        return
    closing = next((i for i in range(at + 2, min(at + 2 + ASIDE, end - 1)) if doc[i].text == ","), None)
    if closing is None:
        return
    rest = doc[closing + 2] if closing + 2 < len(doc) else None
    if rest is None or rest.is_punct or rest.pos_ in {"ADP", "CCONJ", "SCONJ"}:
        yield Place("state", doc[closing + 1])


@reads("measure.among")
def _among(found: Found) -> Iterator[Place]:
    """ "Among the dead were 9 women", "9 women were among the dead"."""
    doc = found.carrier.doc
    before = lowers_in(doc, max(0, found.start - 4), found.start)
    if before[:2] == ["among", "the"] and before[3:] and before[3] in BEING:
        yield Place("state", doc[found.start - 2])
    after = lowers_in(doc, found.end, found.end + 4)
    if len(after) == 4 and after[0] in BEING and after[1:3] == ["among", "the"]:
        yield Place("state", doc[found.end + 3])


@reads("measure.after-verb")
def _after_verb(found: Found) -> Iterator[Place]:
    """A number right after a verb form is its object: "killed 12 and 30 others were hurt" leads a parse astray."""
    before = found.carrier.doc[found.start - 1] if found.start else None
    if (
        before is not None
        and before.pos_ == "VERB"
        and before.tag_ in {"VBD", "VBG", "VBZ", "VBP", "VB", "VBN"}
        and not is_passive(before)
    ):
        yield Place("object", before)
        return
    headline = before if before is not None and before.lower_ in KILLS else _headline_verb(found.carrier)
    if headline is not None and headline.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ"}:
        # "lodger kills 4 neighbours, locks himself in", "sniper shot at least seven drivers"
        yield Place("state" if headline.lower_ == "shot" else "object", headline)


def _headline_verb(carrier: Token) -> Token | None:
    """ "Hunter Shoots Guide And 4 Hikers": the verb before the first of those coordinated, or None."""
    first = carrier
    while first.dep_ == "conj" and first.head.i < first.i and first.head.pos_ in NOUNS:
        first = first.head
    if first == carrier:
        return None
    for token in reversed(tokens_in(carrier.doc, max(sentence_of(carrier).start, first.i - 3), first.i)):
        if token.lower_ in KILLS:
            return token
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PRON"}:
            return None
    return None
