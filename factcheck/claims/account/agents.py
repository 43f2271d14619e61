"""A parsed paragraph becomes responsibilities: who is said, or denied, to have done an event.

"X claimed responsibility for the attack", "X carried out the raid", "X denied involvement". An actor is a name or a
word for those who act. Who or what is blamed is read in `blame`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.frame.stretches import event_of, is_noun
from factcheck.claims.happening.statement import NOT_YET, OTHERS, Statement
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.grammar import (
    agent_of,
    children_of,
    is_hypothetical,
    is_negated,
    object_of,
    patient_of,
    phrase_of,
    subject_of,
)
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.categories import Events, load_categories
from factcheck.lexicon.loader import word_list
from factcheck.models import Status
from factcheck.reads import reads

__all__ = ["DEEDS", "REACH", "called", "find_agents", "is_actor", "one_event", "responsible"]

REACH = 12
STANDING = frozenset({"behind", "responsible"})
MEMBERS = frozenset({"member", "fighter", "militant", "gunman", "supporter", "follower", "operative", "faction"})
DOUBTFUL, DEEDS = word_list("account", "agents.doubtful"), word_list("account", "agents.deeds")


def find_agents(doc: Doc, events: Events, topic: str | None) -> Iterator[Statement]:
    """Yield who answers for which event, in text order; `topic` is the event that "it" stands for without another."""
    lists = load_accounts()
    for token in tokens_of(doc, _triggers()):
        lower = token.lower_
        if lower in lists.things and is_noun(token):
            yield from _by_thing(token, events, topic)
        elif lower in STANDING:
            yield from _behind(token, events, topic)
        elif token.tag_.startswith("VB") and lists.does(lower, _particles(token)):
            yield from _done(token, events)


def _particles(verb: Token) -> list[str]:
    return [child.lower_ for child in children_of(verb, "compound:prt", "advmod", "obl")]


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a responsibility may be read from."""
    lists = load_accounts()
    doing = lists.doing | {verb for verb, _ in lists.joined_doing}
    return lists.things | doing | STANDING


def is_actor(noun: Token | None) -> bool:
    """Return whether a noun names somebody who can do something: a name, or a word for a group that acts."""
    if noun is None or noun.pos_ == "PRON":
        return False
    if (
        noun.pos_ == "PROPN"
        or noun.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}
        or noun.lower_ in load_accounts().actors
    ):
        return True
    return any(child.pos_ == "PROPN" for child in children_of(noun, "compound", "appos", "flat"))


@reads("responsibility.claimed-or-denied")
def _by_thing(thing: Token, events: Events, topic: str | None) -> Iterator[Statement]:
    """Read "claimed responsibility for the attack", "denied any involvement in it"."""
    lists, verb = load_accounts(), thing.head
    if thing.dep_ != "obj" or not verb.tag_.startswith("VB"):
        return
    claims, denies = verb.lower_ in lists.claiming, verb.lower_ in lists.denying
    if not (claims or denies) or (claims and thing.lower_ not in {"responsibility", "blame"}):
        return
    actor = called(subject_of(verb))
    if not is_actor(actor) or actor is None or (claims and is_negated(verb)):
        return  # who has not claimed it has not denied it
    event, about = _event_after(thing, events, topic)
    if about is not None:
        denied = denies and not is_negated(verb)
        yield from responsible(verb, actor, event, about, status="denied" if denied else "actual", told=thing.i)


def called(noun: Token | None) -> Token | None:
    """Return who somebody is by name: of "a group calling itself the Red Guard", "members of it" its."""
    if noun is None or noun.pos_ == "PROPN":
        return noun
    beside = next(children_of(noun, "appos", "flat"), None)
    if beside is not None and beside.pos_ == "PROPN" and beside.i - noun.i < len("an"):
        return beside  # "the militant group Red Guard"
    for verb in children_of(noun, "acl", "acl:relcl"):
        if lemma_of(verb) in {"call", "know"}:
            named = next((each for each in verb.subtree if each.pos_ == "PROPN"), None)
            return named.head if named is not None and named.head.pos_ == "PROPN" else named or noun
    if lemma_of(noun) in MEMBERS:
        return next((each for each in children_of(noun, "nmod") if each.pos_ == "PROPN"), noun)
    return noun


@reads("responsibility.behind")
def _behind(word: Token, events: Events, topic: str | None) -> Iterator[Statement]:
    """Read "X was behind the attack", "X is responsible for the raid"."""
    top = word.head if word.dep_ == "case" else word
    actor = called(next(children_of(top, "nsubj"), None))
    if actor is None or not any(children_of(top, "cop")):
        return
    actor = _stands_for(actor, top)
    event, about = _event_after(word, events, topic)
    if about is None or event < 0 or actor is None or not is_actor(actor):
        return
    status: Status = "denied" if is_negated(top) else "actual"
    yield from responsible(top, actor, event, about, status=status, told=top.i)


def _event_after(noun: Token, events: Events, topic: str | None) -> tuple[int, str | None]:
    doc = noun.doc
    for index in range(noun.i + 1, min(noun.i + REACH, sentence_of(noun).end)):
        found = event_of(doc[index], events)
        if found is not None:
            return index, found if found == topic and _are_known(doc[index]) else one_event(doc[index], found)
        if doc[index].lower_ in {"it", "this"}:
            return index, _last_deed(doc[index], events) or topic
        if doc[index].text in {".", ";"}:
            break
    rest = doc[noun.i + 1 : noun.i + 2]
    if any(child.dep_ in {"nmod", "conj"} for child in dependents(noun)) or (len(rest) and rest[0].lower_ == "for"):
        return -1, None  # "responsibility for their children", "responsibility and leadership": for no event
    return -1, _last_deed(noun, events) or topic


def _last_deed(token: Token, events: Events) -> str | None:
    """Return the class of the last event before a token that somebody may have done."""
    for before in reversed(token.doc[: token.i]):
        found = event_of(before, events) if is_noun(before) else None
        if found in DEEDS:
            return found
    return None


def _are_known(event: Token) -> bool:
    """Return whether several events are told of as one: "the attacks", which the report is about."""
    return event.tag_ == "NNS" and {child.lower_ for child in event.children}.isdisjoint(OTHERS | {"those"})


def one_event(event: Token, about: str) -> str | None:
    """Return an event's class; None where it is one of several."""
    plural = event.tag_ == "NNS" and about != "unrest"
    return None if plural or any(child.lower_ in OTHERS for child in dependents(event)) else about


def _is_accused(verb: Token) -> bool:
    """Return whether a verb says what somebody else is accused of: "accused X of carrying out the attack"."""
    above = verb.head.lower_
    linked = any(child.lower_ in {"of", "for"} for child in children_of(verb, "mark", "case"))
    return linked and (above in load_accounts().accusing or above in load_categories().patterns["blaming"])


def _stands_for(actor: Token | None, verb: Token) -> Token | None:
    """Return who an actor is: of "it" in "the army said that it had attacked" the army; other nouns themselves."""
    if actor is None or actor.lower_ not in {"it", "they", "he", "she"}:
        return actor
    if verb.dep_ not in {"ccomp", "xcomp"} or verb.head.i == verb.i:
        return None
    return subject_of(verb.head)


@reads("responsibility.carried-out")
def _done(verb: Token, events: Events) -> Iterator[Statement]:
    """Read "X carried out the attack", "the raid was staged by X"."""
    target = patient_of(verb)
    if target is None or not is_noun(target) or _is_accused(verb):
        return
    found = event_of(target, events)
    actor = agent_of(verb) or (subject_of(verb) if object_of(verb) == target else None)
    actor = _stands_for(actor, verb)
    if (
        found is None
        or actor is None
        or not is_actor(actor)
        or found not in {"attack", "explosion", "fire", "outage", "unrest"}
    ):
        return
    about = one_event(target, found)
    if about is not None:
        denied = is_negated(verb) != (verb.dep_ in {"ccomp", "xcomp"} and verb.head.lower_ in load_accounts().denying)
        status: Status = "denied" if denied else "actual"
        yield from responsible(verb, actor, target.i, about, status=status, told=verb.i)


def responsible(
    verb: Token,
    actor: Token,
    event: int,
    about: str,
    *,
    status: Status,
    told: int | None = None,
    until: int | None = None,
) -> Iterator[Statement]:
    """Yield that an actor answers for an event, unless the verb tells nothing that has happened."""
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if is_hypothetical(verb) or not helpers.isdisjoint(NOT_YET):
        return
    near = {*lowers_in(verb.doc, max(sentence_of(verb).start, verb.i - 3), verb.i)}
    if status == "actual" and not near.isdisjoint(DOUBTFUL):
        status = "suspected"
    first, last = phrase_of(actor)
    last = min(last, until or last)
    while first < last - 1 and verb.doc[first].pos_ in {"DET", "PUNCT", "ADP"}:
        first += 1
    yield Statement("responsibility", about, event, first, last, "high", status, verb.doc[first:last].text, told)
