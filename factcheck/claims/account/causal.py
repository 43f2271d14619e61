"""What the patterns of causes share: the event beside a verb, the phrase before and behind it, the statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.frame.stretches import (
    QUOTE_MARKS,
    event_before,
    event_of,
    is_noun,
    last_event,
    phrase_from,
)
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import dependents, tokens_in
from factcheck.language.grammar import is_negated, patient_of, phrase_of, subject_of
from factcheck.language.words import lemma_of
from factcheck.lexicon.categories import Events, load_categories
from factcheck.lexicon.loader import word_list
from factcheck.models import Confidence, Status

__all__ = [
    "DOUBTFUL",
    "PRONOUNS",
    "TIMES",
    "Context",
    "event_named",
    "left_event",
    "patterns",
    "phrase_after",
    "statement",
    "subject_phrase",
]


DOUBTFUL = word_list("account", "causes.doubtful")


# how a matter is handled, which says nothing of why it came: "treated as a terrorist investigation"
NO_CAUSES = word_list("account", "causes.no_causes")


TIMES = word_list("common", "time_units") | {"noon", "midnight", "weekend", "holiday"}


PRONOUNS = frozenset({"it", "this", "that", "they", "these", "which"})


@cache
def patterns() -> Mapping[str, frozenset[str]]:
    """Return the words of each pattern that states a cause, in all their forms."""
    return load_categories().patterns


class Context(msgspec.Struct, frozen=True):
    """What a pattern is read in: the classes of events, and the one that "it" stands for without another."""

    events: Events
    topic: str | None


def statement(
    verb: Token,
    event: Token | None,
    about: str | None,
    part: tuple[int, int] | None,
    *,
    confidence: Confidence = "high",
) -> Iterator[Statement]:
    """Yield the statement where the event and the cause are both found and are not the same words."""
    if about is None or part is None or about == "stay":
        return
    if event is not None and part[0] <= event.i < part[1]:
        return
    if part[1] - part[0] == 1 and verb.doc[part[0]].pos_ == "PRON":
        return
    if any(token.lower_ in TIMES for token in verb.doc[slice(*part)][-2:]) or verb.doc[part[0]].pos_ == "PRON":
        return  # "over the past three days" is when, "against them" nobody that is named, not why
    if lemma_of(verb.doc[part[1] - 1]) in NO_CAUSES or _is_supposed(verb):
        return
    told, at = verb.i if part[0] < verb.i else None, event.i if event is not None else -1
    yield Statement("cause", about, at, *part, confidence, _status(verb), told=told)


def _is_supposed(verb: Token) -> bool:
    """ "If the blast proves to be the work of rebels": a clause that only supposes tells no cause."""
    for token in (verb, *verb.ancestors):
        if any(child.lower_ in {"if", "unless", "whether"} and child.dep_ == "mark" for child in dependents(token)):
            return True
        if token.dep_ in {"ROOT", "advcl", "ccomp", "conj"}:
            return False
    return False


def _status(verb: Token) -> Status:
    if is_negated(verb) or (verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"not", "n't", "n’t"}):
        return "denied"
    start = max(0, verb.i - 4)
    return "suspected" if any(each.lower_ in DOUBTFUL for each in tokens_in(verb.doc, start, verb.i + 1)) else "actual"


def event_named(token: Token | None, context: Context) -> str | None:
    """Return the class of an event's noun, or of the event that a pronoun stands for."""
    if token is None:
        return None
    if token.lower_ in PRONOUNS:
        return last_event(token, context.events) or context.topic
    return event_of(token, context.events)


def left_event(verb: Token, context: Context) -> tuple[Token | None, str | None]:
    """Return the event that stands before a verb: its patient or subject, else the nearest event noun.

    Else what "it" is.
    """
    for candidate in (patient_of(verb), subject_of(verb)):
        if candidate is not None and candidate.i < verb.i and event_named(candidate, context):
            return candidate, event_named(candidate, context)
    near = event_before(verb, context.events)
    if near is not None:
        return near, event_of(near, context.events)
    pronoun = next(
        (verb.doc[i] for i in range(verb.i - 1, max(-1, verb.i - 5), -1) if verb.doc[i].lower_ in PRONOUNS), None
    )
    return pronoun, event_named(pronoun, context)


def phrase_after(doc: Doc, start: int) -> tuple[int, int] | None:
    """Return the first words of the phrase behind a verb and its particle, five at most; None where there is none."""
    while start < len(doc) and doc[start].lower_ in {"off", "about", "on", "to", "in"}:
        start += 1
    found = phrase_from(doc, start)
    return (found[0], min(found[1], found[0] + 5)) if found else None


def subject_phrase(verb: Token) -> tuple[int, int] | None:
    """Return the phrase of a verb's subject without its determiner; None for a pronoun and where there is none."""
    subject = subject_of(verb) or (verb.nbor(-1) if verb.i and is_noun(verb.nbor(-1)) else None)
    if subject is None or subject.i > verb.i or subject.lower_ in PRONOUNS | {"he", "she", "who", "i", "we", "you"}:
        return None
    first, last = phrase_of(subject)
    last = min(last, verb.i)
    while first < last and (verb.doc[first].pos_ in {"DET", "PUNCT"} or verb.doc[first].text in QUOTE_MARKS):
        first += 1
    return (first, last) if first < last else None
