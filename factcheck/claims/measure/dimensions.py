"""Turn a quantity with a unit into the measure that it states and what it is about.

A length of time is a duration, a time until a start or an age only where the grammar says so ("for two days", "will
begin in two days", "68-year-old"); "two days ago" states neither, and is left out.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from factcheck.claims.measure.bearers import person_of
from factcheck.claims.measure.borne import noun_behind
from factcheck.claims.measure.ends import ends_of, quake_of
from factcheck.claims.measure.read import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import subject_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.catalogue import Catalogue
from factcheck.lexicon.loader import modals, word_list
from factcheck.lexicon.people import is_people
from factcheck.reads import reads, refused, refuses

__all__ = ["about_of", "assign_dimension"]

EventOf = Callable[[Token], str | None]

LASTING = word_list("measure", "dimensions.lasting")
OPENING = word_list("measure", "dimensions.opening")
FUTURE = modals() | {"to", "going"}
RELATIVE = word_list("measure", "dimensions.relative")
ORDINALS = word_list("common", "ordinals")
LOCKED = frozenset({"prison", "jail", "bar", "custody", "detention"})
SENTENCES = LOCKED | {"sentence", "condemn"}
DEEP = frozenset({"deep", "underground", "underwater", "below", "beneath"})
LENGTHS = frozenset({"for", "over", "during", "throughout", "of"})


def assign_dimension(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a quantity with a unit; None where it states none of the catalogue's."""
    if found.unit is None:
        return None
    if found.age:
        return _age(found, catalogue)
    if found.unit.dimension == "time":
        return _time(found, catalogue)
    return _measured(found, catalogue)


@reads("dimension.age")
def _age(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "A 68-year-old", "Ada Krall, 37,"."""
    return _named("age", found.carrier, catalogue)


@reads("dimension.unit")
def _measured(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "12 km", "$2 million", "5 per cent": the unit alone says what is measured."""
    if found.unit is None:
        return None
    measure = catalogue.get("depth") if found.unit.dimension == "length" and _is_deep(found) else None
    measure = measure or catalogue.of_dimension(found.unit.dimension)
    return None if measure is None else Assigned(measure, found.carrier)


def _is_deep(found: Found) -> bool:
    """ "12 km deep", "at a depth of 12 km", "600 feet below ground"."""
    doc = found.carrier.doc
    behind = [token.lower_ for token in doc[found.end : found.end + 2]]
    before = [token.lower_ for token in doc[max(0, found.start - 4) : found.start]]
    return bool(DEEP.intersection(behind)) or "depth" in before


def _named(name: str, token: Token, catalogue: Catalogue) -> Assigned | None:
    measure = catalogue.get(name)
    return None if measure is None else Assigned(measure, token)


def _time(found: Found, catalogue: Catalogue) -> Assigned | None:
    token = found.anchor
    near = {child.lower_ for child in dependents(token)} | {*lowers_in(token.doc, found.end, found.end + 1)}
    case = next((child.lower_ for child in dependents(token) if child.dep_ == "case"), "")
    hedged = _hedged_last(found, catalogue)
    if hedged is not None:
        return hedged
    told = _sentenced(found, case, catalogue) or _of_what(found, case, catalogue)
    if told is not None:
        return told
    if _is_relative(near, case):
        refused(_is_relative, found.words)
        return None
    if case in {"in", "within"}:
        return _starts(found, case, catalogue)
    return _lasts(found, case, catalogue) or _hyphenated(found, catalogue)


@reads("dimension.sentence")
def _sentenced(found: Found, case: str, catalogue: Catalogue) -> Assigned | None:
    """ "Sentenced to 16 years", "up to three years in prison": how long somebody is to be locked up."""
    doc, head = found.carrier.doc, found.anchor.head
    if lemma_of(head) in {"sentence", "condemn"} and case == "to":
        return _named("duration", head, catalogue)
    behind = doc[found.end : found.end + 2]
    locked = len(behind) > 1 and behind[0].lower_ in {"in", "behind"} and lemma_of(behind[1]) in LOCKED
    return _named("duration", behind[1], catalogue) if locked and lemma_of(head) != "spend" else None


@reads("dimension.time-of")
def _of_what(found: Found, case: str, catalogue: Catalogue) -> Assigned | None:
    """ "After 40 years of enmity", "three days of talks": what is behind "of" lasted so long."""
    if case == "within" or found.end >= len(found.carrier.doc) or found.carrier.doc[found.end].lower_ != "of":
        return None
    for child in found.carrier.children:
        of = any(each.dep_ == "case" and each.lower_ == "of" for each in child.children)
        said = child.tag_ == "NN" and not any(each.dep_ in {"det", "nummod"} for each in child.children)
        if of and said and child.dep_ == "nmod" and not is_people(lemma_of(child)) and child.lower_ != "age":
            return _named("duration", child, catalogue)
    return None


@refuses("no-measure.relative-time")
def _is_relative(near: set[str], case: str) -> bool:
    """ "Two days ago", "three weeks later" tell when, not how long."""
    return bool(near & RELATIVE) and case not in LENGTHS and not (case == "in" and near & RELATIVE <= {"next"})


@reads("dimension.hedged-last")
def _hedged_last(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "Last no more than 10 days": before a hedge "last" is the verb."""
    verb = _lasting(found)
    return None if verb is None else _named("duration", verb, catalogue)


@reads("dimension.starts-in")
def _starts(found: Found, case: str, catalogue: Catalogue) -> Assigned | None:
    """ "Will begin in two days", "leave within a week"."""
    token, head = found.anchor, found.anchor.head
    if case == "within":
        return _named("starts_in", head, catalogue) if _is_ahead(head) and lemma_of(head) in OPENING else None
    ordinal = any(each.lower_ in ORDINALS for each in tokens_in(token.doc, max(0, found.start - 5), found.start))
    return _named("starts_in", head, catalogue) if _is_ahead(head) and not ordinal else None


@reads("dimension.lasts")
def _lasts(found: Found, case: str, catalogue: Catalogue) -> Assigned | None:
    """ "Lasted two hours", "for three days", "a siege of two weeks"."""
    token, head = found.anchor, found.anchor.head
    if lemma_of(head) in LASTING and token.dep_ in {"obj", "obl", "obl:unmarked", "xcomp", "nsubj", "obl:tmod"}:
        return _named("duration", head, catalogue)
    if case in LENGTHS and token.dep_ in {"obl", "nmod"}:
        return _named("duration", head, catalogue)
    if case == "" and (before := _word_before(found)) is not None and lemma_of(before) in LASTING - {"be"}:
        return _named("duration", before, catalogue)
    return None


@reads("dimension.hyphenated")
def _hyphenated(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "A ten-day siege"."""
    token, head = found.anchor, found.anchor.head
    hyphenated = found.end - found.number[1] >= 2 and token.doc[found.number[1]].text == "-"
    if not hyphenated or head.i <= token.i:
        return None
    whole = (
        noun_behind(token.doc, found.end, sentence_of(token).end) if head.pos_ == "ADJ" else None
    )  # "21-year diplomatic veteran"
    return _named("duration", whole or head, catalogue)


def _lasting(found: Found) -> Token | None:
    """ "Last no more than 10 days": before a hedge "last" is the verb, whatever a tagger takes it for.

    The adjective stands behind a determiner and right before the number ("the last 10 days").
    """
    before = _word_before(found)
    hedged = found.start < found.number[0] and found.hedge.kind != "exact"
    if before is None or before.lower_ not in {"last", "lasts", "lasted"} or not hedged or before.i == 0:
        return None
    return None if before.nbor(-1).pos_ in {"DET", "PRON"} or before.nbor(-1).dep_ == "nmod:poss" else before


def _word_before(found: Found) -> Token | None:
    """Return the word before the surface, past quotation marks: what lasts may stand before a quoted number."""
    at = found.start - 1
    while at >= 0 and found.carrier.doc[at].is_quote:
        at -= 1
    return found.carrier.doc[at] if at >= 0 else None


def _is_ahead(verb: Token) -> bool:
    """Whether what the verb says is still to come."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return verb.pos_ == "NOUN" and lemma_of(verb) in OPENING
    helpers = {child.lower_ for child in dependents(verb) if child.dep_ in {"aux", "aux:pass", "mark"}}
    if helpers & FUTURE:
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VB", verb.head.tag_}:
        return _is_ahead(verb.head)
    return verb.tag_ in {"VBP", "VBZ", "VBG", "VB", "NN", "NNS"} or (
        verb.tag_ not in {"VBD", "VBN"} and lemma_of(verb) in OPENING
    )


_LIGHT = word_list("measure", "dimensions.light")


def about_of(found: Found, assigned: Assigned, event_of: EventOf) -> str | None:
    """Return what a quantity with a unit, or a plain count, is about, as a normalized name; None where nothing says."""
    name = assigned.measure.name
    if name == "age":
        return person_of(found)
    if assigned.measure.dimension == "time":
        return _event(assigned.trigger, event_of)
    if found.unit is not None and found.unit.dimension == "length" and (ends := ends_of(found)) is not None:
        return ends
    if name == "magnitude":
        return quake_of(found)
    if found.unit is not None:
        return _amount_of(found)
    return _counted(found)


def _event(trigger: Token, event_of: EventOf) -> str | None:
    """Return the event that begins or lasts: the verb's own class, else its subject's ("the withdrawal will begin")."""
    if lemma_of(trigger) in SENTENCES:
        return "sentence"
    own = event_of(trigger)
    if own is not None:
        return own
    if trigger.lower_ == "last" and trigger.pos_ not in {"VERB", "AUX"}:
        before = reversed(tokens_in(trigger.doc, sentence_of(trigger).start, trigger.i))
        said = (token for token in before if subject_of(token) is not None)
        return next((_of_subject(token, event_of) for token in said), None)
    if trigger.dep_ == "conj" and trigger.pos_ not in {"VERB", "AUX", "NOUN"}:
        trigger = trigger.head
    if trigger.pos_ not in {"VERB", "AUX"}:
        return lemma_of(trigger)
    if subject_of(trigger) is None:
        return event_of(trigger.head) if trigger.dep_ == "acl" else None
    return _of_subject(trigger, event_of)


def _of_subject(verb: Token, event_of: EventOf) -> str | None:
    """Return the event that a verb's subject is; the verb has one."""
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON":
        return None if subject is None else _antecedent(subject, event_of)
    if subject.ent_type_ == "PERSON":
        return None  # nobody lasts ten days, whatever the parse makes the subject
    return event_of(subject) or lemma_of(subject)


def _antecedent(pronoun: Token, event_of: EventOf) -> str | None:
    """Return the event that "it" stands for: the nearest one named before it in the sentence."""
    for token in reversed(tokens_in(pronoun.doc, sentence_of(pronoun).start, pronoun.i)):
        event = event_of(token) if token.pos_ == "NOUN" else None
        if event is not None:
            return event
    return None


def _amount_of(found: Found) -> str | None:
    """ "$2 million in damage" → damage; "a fine of $2 million" → fine; "shares fell 5 percent" → share fall."""
    token = found.carrier
    while token.dep_ in {"nummod", "compound", "nmod:unmarked"} and token.head.pos_ in {"SYM", "NUM"}:
        token = token.head
    for child in dependents(token):
        if (
            child.dep_ == "nmod"
            and child.i > token.i
            and any(c.dep_ == "case" and c.lower_ in {"in", "of", "for"} for c in dependents(child))
            and not is_people(lemma_of(child))
        ):
            return lemma_of(child)
    head = token.head
    if head == token:
        return None
    if token.dep_ in {"nmod", "appos", "compound", "nummod", "amod", "nmod:unmarked"} and head.pos_ in {
        "NOUN",
        "PROPN",
    }:
        return lemma_of(head)
    for child in dependents(head):
        if token.dep_ == "obl" and child.dep_ == "obj" and any(c.lower_ == "at" for c in dependents(token)):
            return lemma_of(child)  # "fixed bail at $45,000"
    return _clause(head, token)


def _counted(found: Found) -> str | None:
    if found.noun is None:
        return found.counted
    noun, head = found.noun, found.noun.head
    name = lemma_of(noun)
    if noun.dep_ in {"nsubj", "nsubj:pass", "obj"} and head.pos_ == "VERB" and lemma_of(head) not in _LIGHT:
        return f"{name} {lemma_of(head)}"
    if noun.dep_ == "nmod" and head.pos_ in {"NOUN", "PROPN"}:
        return f"{name} {lemma_of(head)}"
    return name


def _clause(verb: Token, token: Token) -> str | None:
    if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    subject = subject_of(verb)
    if subject is None or subject == token or subject.pos_ == "PRON":
        return None
    return f"{lemma_of(subject)} {lemma_of(verb)}"
