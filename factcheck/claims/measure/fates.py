"""The words of an age → what befell the one whose age it is: "a 15-year-old boy was stabbed", "Ana Roth, 23, died".

Also who did it, and who is charged. Two reports that tell the age of the one who was harmed mean one person, though the
one names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from factcheck.language.docview import dependents
from factcheck.language.grammar import (
    children_of,
    is_hypothetical,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    preposition_of,
)
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.models import Fate

__all__ = ["fate_of"]

KILLING, HARMING, WOUNDS, DEATHS, SHOOTINGS, FATAL, STATES, ACCUSING = (
    word_list("measure", f"fates.{name}")
    for name in ("killing", "harming", "wounds", "deaths", "shootings", "fatal", "states", "accusing")
)
CLIMB = 4  # words between an age and whose it is
WITHIN = frozenset({"amod", "appos", "compound", "dep", "flat", "nmod", "nmod:unmarked", "nummod", "obl:unmarked"})
SUFFERING = frozenset({"suffer", "sustain", "receive"})
LEAVING = frozenset({"leave", "find", "discover", "locate"})
SELF = frozenset({"himself", "herself", "themselves", "themself"})
FIRING = frozenset({"open fire", "fire shot", "fire shots", "pull trigger", "fire gun"})
RELATIVE = frozenset({"who", "that", "which"})
DYING = frozenset({"die", "succumb", "pass"})
DEAD = frozenset({"dead", "deceased"})
VICTIMS = frozenset({"victim"})
ATTACKERS = frozenset({"attacker", "gunman", "shooter"})
SUREST: tuple[Fate, ...] = ("killed", "wounded", "harmed", "accused", "attacker")
NAMING = frozenset({"identify", "name", "describe"})


def fate_of(words: Tokens) -> Fate | None:
    """Return what befell the one person whose age some words tell, or what that one did; None where it is not said.

    Several people of one age are none, and so is what has not happened. Who shot himself is harmed, not an attacker.
    """
    bearer = _bearer(words)
    if bearer is None or bearer.tag_ in {"NNS", "NNPS"}:
        return None
    found = set(_fates(bearer))
    return next((fate for fate in SUREST if fate in found), None)


def _bearer(words: Tokens) -> Token | None:
    """Return the noun or the name that an age belongs to, else the age that stands for a person."""
    token = words.root
    for _ in range(CLIMB):
        own = words.start <= token.i < words.end
        if not own and (token.pos_ == "PROPN" or is_people(lemma_of(token))):
            break
        if own and token.pos_ != "NUM" and is_people(lemma_of(token)) and token.lower_ != "old":
            break
        if token.dep_ not in WITHIN or token.head.pos_ in {"VERB", "AUX"} or preposition_of(token):
            break
        token = token.head
    if token.pos_ == "NUM" or token.text.endswith("olds"):
        return None
    while token.dep_ in {"flat", "compound"} and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _fates(bearer: Token) -> Iterator[Fate | None]:
    """Yield what the words around a person tell of them."""
    for token in _same(bearer):
        yield from (_state(child) for child in children_of(token, "amod"))
        yield _with_wound(token)
        yield "harmed" if _is_called(token, VICTIMS) else None
        yield "attacker" if _is_called(token, ATTACKERS) else None
    for token in _named_with(bearer):
        yield from (_told_by(verb, token) for verb in _verbs_of(token))
        yield _in_noun(token)


def _same(bearer: Token) -> Iterator[Token]:
    """Yield a person's words: the bearer, and what stands in apposition."""
    yield bearer
    if bearer.dep_ == "appos":
        yield bearer.head
    yield from children_of(bearer, "appos")


def _named_with(bearer: Token) -> Iterator[Token]:
    """Yield a person's words, and the first of a list in which the person stands: what is told of one is of all."""
    yield from _same(bearer)
    token = bearer
    for _ in range(CLIMB):
        if token.dep_ not in {"appos", "conj"}:
            break
        token = token.head
        yield token


def _is_called(token: Token, words: frozenset[str]) -> bool:
    """Return whether a person is called so: "the victim, 15,", "the victim was a boy", "named the victim as"."""
    beside = children_of(token, "nsubj", "compound", "nsubj:outer")
    if lemma_of(token) in words or any(lemma_of(child) in words for child in beside):
        return True
    verb = token.head
    named = verb.pos_ == "VERB" and lemma_of(verb) in NAMING and _preposition(token) == "as"
    patient = patient_of(verb) if named else None
    return patient is not None and lemma_of(patient) in words and patient.tag_ == "NN"


def _verbs_of(token: Token) -> Iterator[Token]:
    if token.head.pos_ in {"VERB", "AUX"} and token.head != token:
        yield token.head
        yield from (each for each in children_of(token.head, "conj") if each.pos_ == "VERB" and not _has_subject(each))
        yield from children_of(token.head, "xcomp")
        if token.dep_.startswith("nsubj"):
            yield from (each for each in children_of(token.head, "advcl") if not _has_subject(each))
    yield from (each for each in children_of(token, "acl", "acl:relcl") if not _has_subject(each, but=RELATIVE))


def _has_subject(verb: Token, but: frozenset[str] = frozenset()) -> bool:
    return any(child.lower_ not in but for child in children_of(verb, "nsubj", "nsubj:pass"))


def _told_by(verb: Token, person: Token) -> Fate | None:
    """Return what a verb tells of a person who is its subject or its object."""
    if is_negated(verb) or is_hypothetical(verb):
        return None
    lemma, role = lemma_of(verb), person.dep_.partition(":")[0]
    if person.head != verb:  # a participle that leans on the person
        done = object_of(verb) is None and (is_passive(verb) or verb.tag_ == "VBN" or lemma in DEAD)
    else:
        done = person in {patient_of(verb), object_of(verb)} or (role == "nsubj" and is_passive(verb))
    if done and lemma in DEAD:
        return "killed"
    if done and lemma in ACCUSING:
        return "accused"
    if done and lemma in KILLING | HARMING:
        return "killed" if lemma in KILLING or _is_fatal(verb) else _harmed(verb)
    if person.dep_ == "obl:agent" and lemma in KILLING | HARMING:
        return "attacker"
    does = role == "nsubj" or (verb.head == person and not done)
    if not does or is_passive(verb):
        return _left(verb, person)
    return _done_by(verb, lemma)


def _done_by(verb: Token, lemma: str) -> Fate | None:
    """Return what a verb tells of its subject: "died", "shot himself", "shot a clerk", "suffered a wound"."""
    if lemma in DYING:
        return "killed" if lemma != "pass" or any(child.lower_ == "away" for child in dependents(verb)) else None
    patient = object_of(verb)
    if patient is None:
        return None
    if (lemma in KILLING | HARMING and patient.lower_ not in SELF) or f"{lemma} {patient.lower_}" in FIRING:
        return "attacker"
    if lemma in SUFFERING and _is_wound(patient):
        return "wounded"
    if patient.lower_ in SELF and lemma in KILLING | HARMING:
        return "killed" if lemma in KILLING or _is_fatal(verb) else "harmed"
    return None


def _harmed(verb: Token) -> Fate:
    """Return "wounded" of a verb that leaves alive, "harmed" of one that may kill: "was shot"."""
    above = [verb.head] if verb.dep_ == "conj" and not _has_subject(verb) else []
    below = [each for each in children_of(verb, "conj") if not _has_subject(each)]
    lemmas = {lemma_of(each) for each in (verb, *above, *below)}
    if lemmas & KILLING:
        return "killed"
    return "wounded" if lemmas & STATES else "harmed"


def _is_fatal(verb: Token) -> bool:
    beside = {child.lower_ for child in dependents(verb)}
    return not beside.isdisjoint(FATAL) or any(
        child.lower_ == "death" and preposition_of(child) == "to" for child in dependents(verb)
    )


def _left(verb: Token, person: Token) -> Fate | None:
    """Return the fate of who is found or left so: "left a boy dead", "found a cook with a stab wound"."""
    if lemma_of(verb) not in LEAVING or person not in {patient_of(verb), object_of(verb)}:
        return None
    for child in dependents(verb):
        if child.lower_ in DEAD:
            return "killed"
        if child.lower_ in STATES | HARMING and child.dep_ in {"xcomp", "acl", "advcl", "amod"}:
            return "harmed"
        if child.dep_ == "obl" and preposition_of(child) in {"with", "from"} and _is_wound(child):
            return "harmed"
    return None


def _state(word: Token) -> Fate | None:
    if word.lower_ in DEAD or word.lower_ == "slain":
        return "killed"
    return "wounded" if word.lower_ in STATES else None


def _in_noun(person: Token) -> Fate | None:
    """Return the fate that a noun tells: "the shooting death of a boy", "the shooting of Ana Roth"."""
    noun = person.head
    if person.dep_ != "nmod" or _preposition(person) != "of" or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    beside = {child.lower_ for child in dependents(noun)}
    if noun.lower_ in DEATHS:
        return "killed"
    if noun.lower_ in SHOOTINGS:
        return "killed" if beside & FATAL else "harmed"
    return None


def _with_wound(person: Token) -> Fate | None:
    return next(
        (
            "harmed"
            for child in children_of(person, "nmod")
            if preposition_of(child) in {"with", "from"} and _is_wound(child)
        ),
        None,
    )


def _preposition(person: Token) -> str:
    """Return a person's preposition, which the parse may have hung on the first name."""
    return preposition_of(person) or next(filter(None, map(preposition_of, children_of(person, "compound"))), "")


def _is_wound(noun: Token) -> bool:
    return lemma_of(noun) in WOUNDS
