"""Who or what is blamed: a verb of blame is read once, and tells a responsibility or a cause.

An actor is blamed for what he did; a thing, or a word that is known as a class of causes, is why it came about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.account.agents import DEEDS, REACH, called, is_actor, one_event, responsible
from factcheck.claims.account.causal import Context, event_named, left_event, statement
from factcheck.claims.frame.stretches import event_of, event_within, is_noun, phrase_from, sentence_end
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import children_of, is_negated, patient_of, phrase_of
from factcheck.language.words import tokens_of
from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.categories import Events, load_categories
from factcheck.models import Status
from factcheck.reads import reads

__all__ = ["find_blame"]


@cache
def _verbs() -> frozenset[str]:
    return load_accounts().accusing | load_categories().patterns["blaming"]


def find_blame(doc: Doc, events: Events, topic: str | None) -> Iterator[Statement]:
    """Yield who or what a paragraph blames, in text order; `topic` is what "it" stands for without another event."""
    context = Context(events, topic)
    for verb in tokens_of(doc, _verbs()):
        agents = list(_accused(verb, events)) if verb.tag_.startswith("VB") else []
        causes = list(_blamed(verb, context)) if verb.lower_ in load_categories().patterns["blaming"] else []
        yield from [each for each in agents if _is_who(doc, each, causes)] or causes


def _is_who(doc: Doc, agent: Statement, causes: Sequence[Statement]) -> bool:
    """Whether the blamed is somebody: a name, or no word of a class of causes ("foreign plotters")."""
    if doc[agent.last - 1].pos_ == "PROPN":
        return True
    words = [lowers_in(doc, each.first, each.last) for each in causes]
    return not any(load_categories().class_of("cause", each) for each in words)


@reads("responsibility.accused")
def _accused(verb: Token, events: Events) -> Iterator[Statement]:
    """Read "blamed X for the attack", "blamed the attack on X", "accused X of shelling …", "X was blamed for …"."""
    doc, sent = verb.doc, sentence_of(verb)
    named = patient_of(verb)
    if named is None:
        return
    of = (child.i for part in children_of(named, "nmod") for child in part.children if child.lower_ == "of")
    members = frozenset(of) if called(named) is not named else frozenset[int]()
    link = next(
        (
            i
            for i in range(verb.i + 1, min(sent.end, verb.i + REACH))
            if doc[i].lower_ in {"for", "on", "of", "to"} and i not in members
        ),
        None,
    )
    if link is None:
        yield from _accused_of_it(verb, named, events)
        return
    before = event_of(named, events)
    if before is not None and doc[link].lower_ in {"on", "to"} and is_noun(named):
        blamed = doc[link].head
        actor = blamed if blamed.i > link and is_actor(blamed) else None
        about, at = one_event(named, before), named.i
    else:
        actor = next((each for each in (named, called(named)) if is_actor(each)), None)
        event = next(
            (each for each in tokens_in(doc, link + 1, min(link + 8, sent.end)) if event_of(each, events)), None
        )
        at = event.i if event is not None else -1
        about = one_event(event, event_of(event, events) or "") if event is not None else None
    if actor is not None and about:
        status: Status = "denied" if is_negated(verb) else "actual"
        yield from responsible(verb, actor, at, about, status=status, until=link if actor.i < link else None)


def _accused_of_it(verb: Token, named: Token, events: Events) -> Iterator[Statement]:
    """Read "X claimed the attack, but police blamed Y": of the event that the same sentence names before."""
    actor = next((each for each in (named, called(named)) if is_actor(each)), None)
    before = [each for each in verb.doc[verb.sent.start : verb.i] if is_noun(each) and event_of(each, events)]
    about = one_event(before[-1], event_of(before[-1], events) or "") if before else None
    if actor is not None and about in DEEDS and not is_negated(verb):
        yield from responsible(verb, actor, before[-1].i, about or "", status="actual")


@reads("cause.blamed-for")
def _blamed(verb: Token, context: Context) -> Iterator[Statement]:
    """Read "blamed X for the riots", "blamed the riots on X", "attributed the riots to X", "they were blamed on X"."""
    doc, end = verb.doc, sentence_end(verb)
    end = next((i for i in range(verb.i + 1, end) if doc[i].text in {",", ";"}), end)
    links = [i for i in range(verb.i + 1, min(end, verb.i + 20)) if doc[i].lower_ in {"for", "on", "to"}]
    for link in links:
        event, part = _blame_at(verb, link, context)
        if event is not None and part is not None:
            yield from statement(verb, event, event_named(event, context), part)
            return


def _blame_at(verb: Token, link: int, context: Context) -> tuple[Token | None, tuple[int, int] | None]:
    """Return the event and its cause to either side of a preposition: the cause before "for", after "on" and "to"."""
    doc = verb.doc
    if doc[link].lower_ == "for":
        event = event_within(doc, link + 1, link + 6, context.events)
        return event, _before_link(doc, verb.i + 1, link) if link > verb.i + 1 else _subject_phrase_passive(verb)
    if link == verb.i + 1:
        return left_event(verb, context)[0], phrase_from(doc, link + 1)
    return event_within(doc, verb.i + 1, link, context.events), phrase_from(doc, link + 1)


def _before_link(doc: Doc, first: int, link: int) -> tuple[int, int] | None:
    part = phrase_from(doc, first)
    return (part[0], min(part[1], link)) if part is not None and part[0] < link else None


def _subject_phrase_passive(verb: Token) -> tuple[int, int] | None:
    patient = patient_of(verb)
    return phrase_of(patient) if patient is not None and patient.i < verb.i else None
