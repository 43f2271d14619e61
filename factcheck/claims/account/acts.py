"""The words of a time in a parsed paragraph → the act that they time: an event's noun, or a past verb and its bearer.

A shooting, the arrival of the police, an arrest and a press conference are four acts. What is only to come, denied,
possible or said is none.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from factcheck.claims.account.happened import HAPPENING, HARMING, INCIDENTS, PLACED, SWEEPING
from factcheck.claims.account.states import NOT_YET, OTHERS
from factcheck.claims.frame.stretches import MONTHS, event_of, is_noun
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
SHOTS, SOUNDING, STAMPS = (word_list("account", f"times.{name}") for name in ("shots", "sounding", "stamps"))
BESIDE = frozenset({"parataxis", "list", "conj"})
PAST = frozenset({"VBD", "VBN"})
SHOOTING = "shooting"
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
        at = next((token.i + 1 for token in doc[at : words.sent.end] if token.text == ")"), len(doc))
    if at >= words.sent.end or words.start == words.sent.start or doc[words.start - 1].pos_ not in {"DET", "PRON"}:
        return None
    return _of_noun(doc[at], events) if is_noun(doc[at]) else None


def _in_order(words: Tokens, events: Events, main: str | None) -> Act | None:
    """Return the act of a sentence that opens with its time and whose verb the parse has lost."""
    sent = words.sent
    if words.start - sent.start > 2:
        return None
    verb = next((token for token in words.doc[words.end : sent.end] if token.tag_ in PAST), None)
    return None if verb is None else _of_verb(verb, events, main)


def _of_noun(noun: Token, events: Events) -> Act | None:
    return _named(noun) if _is_act(noun, events) else None


def _is_act(noun: Token, events: Events) -> bool:
    return event_of(noun, events) is not None or noun.lower_ in NOUNS


def _named(noun: Token) -> Act | None:
    """Return the act that a noun names; None where it is one of several."""
    if noun.lower_ in ATTEMPTS:
        noun = next(children_of(noun, "compound", "amod"), noun)
    if not is_noun(noun) or noun.tag_ == "NNS" or any(child.lower_ in OTHERS for child in noun.children):
        return None
    return Act(noun.i, noun.lower_)


def _of_verb(verb: Token, events: Events, main: str | None) -> Act | None:
    led = verb.dep_ == "xcomp" and lemma_of(verb.head) in LEADING
    if (verb.head if led else verb).tag_ not in PAST or _is_not_told(verb.head if led else verb):
        return None
    lemma, subject, bearer = lemma_of(verb), _subject(verb), patient_of(verb)
    bearer = bearer or subject
    if bearer is None or lemma in STAMPS or lemma in PLANNING:
        return None
    if (lemma in SOUNDING and bearer.lower_ in SHOTS and lemma != "report") or (
        lemma == "open" and bearer.lower_ == "fire"
    ):
        return Act(bearer.i, SHOOTING)
    if subject is not None and lemma in HAPPENING and (subject.lower_ in INCIDENTS or bearer is subject):
        return _of_happening(subject, main)
    if lemma == "take" and subject is not None and bearer.lower_ in {"place", "effect"}:
        return _of_happening(subject, main)
    if lemma in MAKING and is_noun(bearer):
        return _named(bearer)
    if lemma in HARMING | SWEEPING:
        found = _event_beside(verb, subject, events)
        if found is not None:
            return found
    if lemma in DAILY:
        return None
    name = "" if bearer.pos_ in {"PRON", "NUM"} or lemma_of(bearer) in ANYONE else lemma_of(bearer)
    told = NBSP.join([verb.lower_, *(child.lower_ for child in children_of(verb, "compound:prt"))])
    return Act(verb.i, f"{name} {told}".strip())


def _subject(verb: Token) -> Token | None:
    """Return a verb's subject; of a relative clause the noun that it describes."""
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in {"that", "which", "who"} and verb.dep_ == "acl:relcl":
        return verb.head
    if subject is None and verb.dep_ == "acl" and object_of(verb) is not None:
        return verb.head  # "an explosion struck a train", its verb taken for a participle
    return subject


def _of_happening(subject: Token, main: str | None) -> Act | None:
    if subject.lower_ in SHOTS:
        return Act(subject.i, SHOOTING)
    if subject.lower_ in INCIDENTS:
        return Act(subject.i, main) if main is not None else None
    return _named(subject)


def _event_beside(verb: Token, subject: Token | None, events: Events) -> Act | None:
    """Return the event that harmed: "the blast killed two", "two were killed in a blast"."""
    beside = [*([subject] if subject is not None else []), *children_of(verb, "obl", "obl:agent")]
    nouns = (each for each in beside if is_noun(each) and (each is subject or preposition_of(each) in {"in", "by"}))
    return next((act for noun in nouns if (act := _of_noun(noun, events)) is not None), None)


def _is_not_told(verb: Token) -> bool:
    """Return whether a verb states no act: one of saying, to come, only possible, or denied."""
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if is_hypothetical(verb) or is_negated(verb) or not helpers.isdisjoint(NOT_YET):
        return True
    return "clause.strong" in load_reporting().frames_of(verb.lower_) and not is_passive(verb)
