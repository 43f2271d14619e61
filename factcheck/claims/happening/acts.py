"""The words of a time in a parsed paragraph → the act that they time: an event's noun, or a past verb and its bearer.

A shooting, the call that brings the police, their arrival, an arrest and a press conference are five acts. What is only
to come, denied, possible or said is none.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from factcheck.claims.frame.stretches import MONTHS, event_of, is_noun
from factcheck.claims.happening.calls import CALL, is_call
from factcheck.claims.happening.happened import HAPPENING, HARMING, INCIDENTS, PLACED, SWEEPING, becomes
from factcheck.claims.happening.statement import NOT_YET, OTHERS
from factcheck.language.docview import dependents, sentence_at, tokens_in
from factcheck.language.grammar import (
    children_of,
    is_hypothetical,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    preposition_of,
    subject_of,
)
from factcheck.language.words import lemma_of
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.reporting import load_reporting
from factcheck.models import WEEKDAYS

__all__ = ["Act", "act_of", "act_of_verb"]

CLIMB = 3  # nouns of a place between a time and its verb: "in the lot of a mall on Norby Road at noon"
PARTS = word_list("account", "acts.parts") | MONTHS | frozenset(WEEKDAYS)
MAKING, LEADING, NOUNS, ATTEMPTS, ANYONE, DAILY = (
    word_list("account", f"acts.{name}") for name in ("making", "leading", "nouns", "attempts", "anyone", "daily")
)
PLANNING = word_list("account", "states.planning")
SHOTS, SOUNDING, STAMPS, GUNS, ROUNDS, GOING_OFF = (
    word_list("account", f"times.{name}") for name in ("shots", "sounding", "stamps", "guns", "rounds", "going_off")
)
BESIDE = frozenset({"parataxis", "list", "conj"})
PAST = frozenset({"VBD", "VBN"})
SHOOTING = "shooting"
OVER = 4  # words between a call and what it told of: "a call about a man being shot"
ORDER = word_list("account", "acts.order")
NBSP = "\N{NO-BREAK SPACE}"  # between a verb and its particle, which are one word of an act's name


class Act(NamedTuple):
    """What a time is the time of: its word's number, and its name, "blast" or "body found"."""

    at: int
    about: str


def act_of(words: Tokens, events: Events, main: str | None) -> Act | None:
    """Return the act that a stretch of words times, None where it is unclear; `main` is the source's main event."""
    noun = _noun_behind(words, events)
    if noun is not None:
        return noun
    token = words.root
    while token.head.i != token.i and (words.start <= token.head.i < words.end or token.head.lower_ in PARTS):
        token = token.head
    if token.head.i == token.i:
        return _in_order(words, events, main)
    if token.dep_ in BESIDE:
        return None
    head = _governor(token.head, events)
    if is_noun(head) and head.pos_ != "VERB":
        return _of_noun(head, events)
    return _of_verb(head, events, main) if head.pos_ in {"VERB", "AUX"} else None


def act_of_verb(verb: Token, events: Events, main: str | None) -> Act | None:
    """Return the act that a past verb tells, None where it tells none."""
    return _of_verb(verb, events, main)


def _governor(head: Token, events: Events) -> Token:
    """Return the act's noun or the verb that a time belongs to which the parse has hung on `head`.

    A time hung on a place belongs to what the place belongs to; where that is an event told in passing, to its verb.
    """
    if is_noun(head) and _is_act(head, events):
        return head
    for _ in range(CLIMB):
        inner = _is_act(head, events) and head.dep_ not in {"nmod", "obl", "obl:agent"}
        if head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ"} and head.dep_ in PLACED | {"obl:agent"} and not inner:
            head = head.head
    return head


def _noun_behind(words: Tokens, events: Events) -> Act | None:
    """Return the event right behind its time: "the 8:20 a.m. (0620 GMT) raid"."""
    doc, at = words.doc, words.end
    if at < len(doc) and doc[at].text == "(":
        at = next((token.i + 1 for token in tokens_in(doc, at, sentence_at(words).end) if token.text == ")"), len(doc))
    if (
        at >= sentence_at(words).end
        or words.start == sentence_at(words).start
        or doc[words.start - 1].pos_ not in {"DET", "PRON"}
    ):
        return None
    return _of_noun(doc[at], events) if is_noun(doc[at]) else None


def _in_order(words: Tokens, events: Events, main: str | None) -> Act | None:
    """Return the act of a sentence that opens with its time and whose verb the parse has lost."""
    sent = sentence_at(words)
    if words.start - sent.start > 2:
        return None
    verb = next((token for token in tokens_in(words.doc, words.end, sent.end) if token.tag_ in PAST), None)
    return None if verb is None else _of_verb(verb, events, main)


def _of_noun(noun: Token, events: Events) -> Act | None:
    if not _is_act(noun, events):
        return None
    call = _call_over(noun)
    if call is not None:
        return Act(call.i, CALL)
    if noun.lower_ == "fire" and lemma_of(noun.head) == "open":
        return Act(noun.i, SHOOTING)
    return _named(noun)


def _call_over(token: Token) -> Token | None:
    """Return the verb of the call that told of an act: "were called to a shooting", "got a call about a man shot"."""
    for above in islice(token.ancestors, OVER):
        if above.tag_ in PAST and is_call(above) and not _is_unreal(above):
            return above
        if above.pos_ in {"VERB", "AUX"} and above.dep_ not in {"acl", "advcl"}:
            break
    return None


def _is_act(noun: Token, events: Events) -> bool:
    return event_of(noun, events) is not None or noun.lower_ in NOUNS


def _named(noun: Token) -> Act | None:
    """Return the act that a noun names; None where it is one of several."""
    if noun.lower_ in ATTEMPTS:
        noun = next(children_of(noun, "compound", "amod"), noun)
    return Act(noun.i, noun.lower_) if is_noun(noun) and noun.tag_ != "NNS" and not _is_of_several(noun) else None


def _is_of_several(noun: Token) -> bool:
    return any(child.lower_ in OTHERS | ORDER for child in dependents(noun))


def _of_verb(verb: Token, events: Events, main: str | None) -> Act | None:
    led = verb.dep_ == "xcomp" and lemma_of(verb.head) in LEADING
    teller = verb.head if led else verb
    if teller.tag_ not in PAST or _is_unreal(teller):
        return None
    call = verb if is_call(verb) else _call_over(verb) if verb.dep_.partition(":")[0] == "acl" else None
    if call is not None:
        return Act(call.i, CALL)
    if _is_saying(teller):
        return None
    lemma, subject, bearer = lemma_of(verb), _subject(verb), _bearer(verb)
    bearer = bearer or subject
    if bearer is None or lemma in STAMPS:
        return None
    if _is_shooting(verb, lemma, bearer):
        return None if _is_of_several(bearer) else Act(bearer.i, SHOOTING)
    if lemma in PLANNING:
        return None
    if subject is not None and lemma == "be" and any(children_of(verb, "expl")):
        return _of_noun(subject, events)  # "there was a shooting"
    happens = (
        lemma in HAPPENING
        and not becomes(verb)
        and (bearer is subject or (subject is not None and subject.lower_ in INCIDENTS))
    )
    if subject is not None and (happens or (lemma == "take" and bearer.lower_ in {"place", "effect"})):
        return _of_happening(subject, events, main)
    if lemma in MAKING and is_noun(bearer):
        return _named(bearer)
    if lemma in HARMING | SWEEPING:
        found = _event_beside(verb, subject, events)
        if found is not None:
            return found
    if lemma in DAILY:
        return None
    name = "" if bearer.pos_ in {"PRON", "NUM"} or lemma_of(bearer) in ANYONE else lemma_of(bearer)
    verb = _deed(verb, events)
    told = NBSP.join([verb.lower_, *(child.lower_ for child in children_of(verb, "compound:prt"))])
    return Act(verb.i, f"{name} {told}".strip())


def _is_shooting(verb: Token, lemma: str, bearer: Token) -> bool:
    """Return whether a gun is fired: "gunfire broke out", "an exchange of shots was heard", "the rifle went off"."""
    word = bearer.lower_
    heard = word in SHOTS or any(child.lower_ in SHOTS for child in children_of(bearer, "nmod", "compound"))
    if lemma in SOUNDING and heard and lemma != "report":
        return True
    if lemma == "fire" and word in ROUNDS:
        return True
    told = " ".join(
        [lemma, *(child.lower_ for child in children_of(verb, "compound:prt", "advmod") if child.i > verb.i)]
    )
    return (lemma == "open" and word == "fire") or (told in GOING_OFF and lemma_of(bearer) in GUNS)


def _deed(verb: Token, events: Events) -> Token:
    """Return the verb that names a deed of which another tells what it did: "was shot and killed"."""
    if lemma_of(verb) not in HARMING:
        return verb
    beside = [*([verb.head] if verb.dep_ == "conj" else []), *children_of(verb, "conj")]
    return next((each for each in beside if each.tag_ in PAST and event_of(each, events) is not None), verb)


def _bearer(verb: Token) -> Token | None:
    """Return what a verb is done to; a day is none, though the parse may take it for one."""
    found = patient_of(verb)
    return None if found is not None and found.lower_ in PARTS else found


def _subject(verb: Token) -> Token | None:
    """Return a verb's subject; of a relative clause the noun that it describes."""
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in {"that", "which", "who"} and verb.dep_ == "acl:relcl":
        return verb.head
    if subject is None and verb.dep_ == "acl" and object_of(verb) is not None:
        return verb.head  # "an explosion struck a train", its verb taken for a participle
    return subject


def _of_happening(subject: Token, events: Events, main: str | None) -> Act | None:
    if subject.lower_ in SHOTS:
        return None if _is_of_several(subject) else Act(subject.i, SHOOTING)
    if subject.lower_ in INCIDENTS:
        return Act(subject.i, main) if main is not None else None
    for _ in range(CLIMB):  # "the killing of a baker that happened at noon": hung on the baker
        if _is_act(subject, events) or subject.dep_ != "nmod":
            break
        subject = subject.head
    return _named(subject)


def _event_beside(verb: Token, subject: Token | None, events: Events) -> Act | None:
    """Return the event that harmed: "the blast killed two", "two were killed in a blast"."""
    beside = [*([subject] if subject is not None else []), *children_of(verb, "obl", "obl:agent")]
    nouns = (each for each in beside if is_noun(each) and (each is subject or preposition_of(each) in {"in", "by"}))
    return next((act for noun in nouns if (act := _of_noun(noun, events)) is not None), None)


def _is_unreal(verb: Token) -> bool:
    """Return whether what a verb tells is to come, only possible, or denied."""
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    return is_hypothetical(verb) or is_negated(verb) or not helpers.isdisjoint(NOT_YET)


def _is_saying(verb: Token) -> bool:
    return "clause.strong" in load_reporting().frames_of(verb.lower_) and not is_passive(verb)
