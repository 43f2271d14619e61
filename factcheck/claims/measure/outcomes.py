"""Turn what befell people into a measure where it takes several words: "taken to hospital", "fatally shot"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from factcheck.claims.measure.assigned import NOUNS, Assigned
from factcheck.claims.measure.roles import said_behind
from factcheck.claims.quantity.found import Found
from factcheck.claims.quantity.zeros import is_grave
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import is_negated
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue, Harm, Measure
from factcheck.lexicon.loader import word_list
from factcheck.reads import reads

__all__ = ["degree_of", "outcome_of", "through_of"]

# adverbs that alone tell what became of people
DEGREES: Mapping[Harm, frozenset[str]] = {
    "fatal": frozenset({"fatally"}),
    "injury": frozenset({"critically", "seriously", "severely", "gravely"}),
}
# where people are brought, dead or alive: their number is a surer one of the injured where the text gives no other
CUSTODY = frozenset({"detention", "correctional", "correction", "justice", "processing", "shopping", "community"})
TREATED = frozenset({"hospital", "center", "centre"})
# "the man fired several rounds and struck four people"
STRUCK = frozenset({"strike", "hit"})
SHOTS = frozenset({"shot", "bullet", "round", "gunfire", "gunshot", "fire"})
FINDING = frozenset({"find", "locate", "discover"})
CUTTING = frozenset({"knock", "cut", "lose", "interrupt", "disrupt", "sever", "shut"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
BESIDE = word_list("measure", "outcomes.beside")
LINKS = word_list("measure", "roles.links")


def outcome_of(measure: Measure, trigger: Token, catalogue: Catalogue) -> Measure:
    """Return the measure that a trigger's own words turn it into: "fatally shot", "shot dead", "shot and wounded".

    The measure itself comes back where nothing turns it.
    """
    for name, words in measure.becomes.items():
        if name in catalogue and any(
            _says(token, words) and not _is_parted(trigger, token) for token in _around(trigger)
        ):
            return catalogue[name]
    return measure


def _says(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words and not is_negated(token)


def _is_parted(trigger: Token, token: Token) -> bool:
    """Whether a dash or a comma stands between: "nine were stabbed - four of them fatally" speaks of three."""
    first, last = sorted((trigger.i, token.i))
    between = trigger.doc[first + 1 : last]
    # "two dead and 14 others shot": another number stands between, which only one of them is said of
    counted = any(each.pos_ == "NUM" for each in between) and any(each.pos_ == "CCONJ" for each in between)
    return counted or any(each.text in {"-", "--", "–", "—", ",", ":", ";"} for each in between)


def _around(trigger: Token) -> Iterator[Token]:
    if trigger.i:
        yield trigger.nbor(-1)
    if trigger.i > 1 and trigger.nbor(-1).lower_ == "or":
        yield trigger.nbor(-2)  # "damaged or destroyed 40 homes"
    for child in dependents(trigger):
        if child.dep_ in BESIDE and (child.dep_ != "conj" or child.i - trigger.i <= 2):
            yield child
    if trigger.i + 1 < len(trigger.doc):
        yield trigger.nbor()
    if trigger.i + 2 < len(trigger.doc) and trigger.nbor().lower_ == "and":
        yield trigger.nbor(2)  # "shot and wounded", whatever the parse joins


@reads("measure.degree")
def degree_of(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a number that only an adverb speaks of: "four were shot, one fatally", or None."""
    doc, at = found.carrier.doc, found.end
    if found.noun is not None or at >= len(doc):
        return None
    at += at + 1 < len(doc) and doc[at].text == ","
    if at + 1 < len(doc) and doc[at].lower_ == "of":
        at += 2
    for harm, adverbs in DEGREES.items():
        measures = catalogue.of_harm(harm)
        if at < len(doc) and doc[at].lower_ in adverbs and measures:
            return Assigned(measures[0], doc[at])
    return None


def through_of(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of people who were brought somewhere, got something or are in some state, or None.

    "Five were taken to hospital", "six suffered burns", "two are in critical condition", "three men with stab wounds".
    """
    return (
        _got(carrier, catalogue)
        or _struck(carrier, catalogue)
        or _brought(carrier, catalogue)
        or _with(carrier, catalogue)
        or _cut_off(carrier, catalogue)
    )


@reads("measure.through-verb")
def _got(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "Five were taken to hospital", "six suffered burns", "two are in critical condition"."""
    for verb in _verbs_of(carrier):
        for noun in _nouns_of(verb, carrier):
            if any(child.lower_ in CUSTODY for child in dependents(noun)):
                continue  # "taken to the detention center"
            said = "suffer" if verb.lower_ == "suffering" else lemma_of(verb)
            measure = catalogue.triggered("through", f"{said} {lemma_of(noun)}")
            injured = catalogue.of_harm("injury")
            if measure is not None and is_negated(verb) and any(map(is_grave, noun.lefts)) and injured:
                return Assigned(injured[0], verb, lighter=True)
            if measure is not None:
                brought = lemma_of(noun) in TREATED
                return Assigned(measure, verb, sure=not brought, brought=brought)
        if verb.pos_ in NOUNS and (measure := _prepositional(verb, catalogue)) is not None:
            return Assigned(measure, verb)
    return None


@reads("measure.struck-by-shots")
def _struck(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "The man fired several rounds and struck four people"."""
    hit = catalogue.of_harm("either")
    for verb in _verbs_of(carrier) if hit else ():
        if lemma_of(verb) in STRUCK and any(lemma_of(token) in SHOTS for token in sentence_of(verb)):
            return Assigned(outcome_of(hit[0], verb, catalogue), verb)
    return None


@reads("measure.with-noun")
def _with(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "Three men with stab wounds"."""
    for noun in dependents(carrier):
        if noun.dep_ == "nmod" and (measure := _prepositional(noun, catalogue)) is not None:
            return Assigned(measure, noun)
    return None


@reads("measure.cut-off")
def _cut_off(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "The gale knocked out power to 12,000 homes", "12,000 homes were still without power"."""
    without = next((token for token in carrier.doc[carrier.i + 1 : carrier.i + 6] if token.lower_ == "without"), None)
    if without is not None and without.i + 1 < len(carrier.doc):
        power, between = without.nbor(), carrier.doc[carrier.i + 1 : without.i]
        measure = catalogue.triggered("through", f"without {lemma_of(power)}")
        said = all(token.pos_ in {"AUX", "ADV"} or lemma_of(token) in LINKS for token in between)
        return Assigned(measure, power) if measure is not None and said else None
    case = next((child for child in carrier.children if child.dep_ == "case" and child.lower_ in {"to", "for"}), None)
    if case is None or case.i < 1:
        return None
    power = case.nbor(-1)
    measure = catalogue.triggered("through", f"without {lemma_of(power)}")
    before = power.doc[max(power.sent.start, power.i - 4) : power.i]
    return Assigned(measure, power) if measure is not None and any(lemma_of(t) in CUTTING for t in before) else None


@reads("measure.brought-to-hospital")
def _brought(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "Sent four teens, one of them 19 years old, to hospital", wherever the parse hangs the hospital."""
    verb, doc = carrier.head, carrier.doc
    measure = catalogue.triggered("through", f"{lemma_of(verb)} hospital")
    if carrier.dep_ != "obj" or measure is None:
        return None
    for noun in tokens_in(doc, carrier.i, sentence_of(carrier).end):
        if lemma_of(noun) == "hospital" and {"to", "in"} & {*lowers_in(doc, max(0, noun.i - 3), noun.i)}:
            return Assigned(measure, verb, sure=False, brought=True)
    return None


def _verbs_of(carrier: Token) -> Iterator[Token]:
    """Yield what is said of the carrier: its verb, those that share it as their subject, and its own clauses."""
    if carrier.dep_ == "obl" and lemma_of(carrier.head) == "turn":
        yield carrier.head  # "turned the gun on himself"
    behind = said_behind(carrier)
    if behind is not None and behind.tag_ == "VBN":
        yield behind
    token = carrier
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ not in {"VERB", "AUX"}:
        token = token.head
    if token.dep_ in SUBJECTS or (token.dep_ == "obj" and token.head.pos_ == "VERB"):
        yield token.head
        if token.dep_ != "obj":
            for other in dependents(token.head):
                if other.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in dependents(other)):
                    yield other
        if lemma_of(token.head) in FINDING:
            # "found two men in front of the bar suffering from wounds", whatever the parse hangs it on
            yield from (
                each for each in tokens_in(token.doc, token.i, sentence_of(token).end) if each.lower_ == "suffering"
            )
    # "one of five people to suffer wounds": what is said of the one is said of the five
    above = carrier.head if carrier.dep_ == "nmod" and carrier.head.lower_ == "one" else carrier
    for child in (*dependents(carrier), *(dependents(above) if above != carrier else ())):
        if child.dep_ in {"acl", "acl:relcl"}:
            yield child


def _nouns_of(verb: Token, carrier: Token) -> Iterator[Token]:
    for child in dependents(verb):
        if child.dep_ in {"obl", "obj", "nmod", "obl:agent"} and child != carrier and child.i > verb.i:
            yield child
            yield from (inner for inner in dependents(child) if inner.dep_ in {"nmod", "conj"})
    if carrier.dep_ == "obj":  # "forced 4,000 people from their homes", whatever the parse hangs the homes on
        behind = (child for child in dependents(carrier) if child.dep_ == "nmod" and child.i > carrier.i)
        yield from (noun for noun in behind if any(each.lower_ == "from" for each in dependents(noun)))


def _prepositional(noun: Token, catalogue: Catalogue) -> Measure | None:
    for case in dependents(noun):
        if case.dep_ == "case":
            measure = catalogue.triggered("through", f"{case.lower_} {lemma_of(noun)}")
            if measure is not None:
                return measure
    return None
