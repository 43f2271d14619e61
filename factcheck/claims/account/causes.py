"""A parsed paragraph becomes causes of events, read from the patterns of English that state one.

"described the unrest as a plot", "the fire was caused by …", "the strike over pay", "… led to the shortage". The
patterns look for an event word and for the words between, and lean on the parse only for subjects and objects, so that
a misparsed sentence yields nothing rather than something else. Who or what is blamed is read in `blame`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.account.causal import (
    Context,
    left_event,
    patterns,
    phrase_after,
    statement,
    subject_phrase,
)
from factcheck.claims.frame.stretches import (
    FINITE,
    QUOTE_MARKS,
    event_of,
    event_within,
    phrase_from,
    sentence_end,
)
from factcheck.claims.happening.statement import Statement
from factcheck.language.docview import lowers_in, tokens_in
from factcheck.language.grammar import is_hypothetical, is_negated, patient_of, subject_of
from factcheck.language.words import tokens_of
from factcheck.lexicon.categories import Events, load_categories, load_events
from factcheck.reads import reads

__all__ = ["find_causes"]


_Reader = Callable[[Token, Context], Iterator[Statement]]


def find_causes(doc: Doc, events: Events, topic: str | None) -> Iterator[Statement]:
    """Yield the causes that a paragraph states, in text order.

    `topic` is the event that "it" stands for without another.
    """
    context, readers = Context(events, topic), _readers()
    for token in tokens_of(doc, _triggers()):
        lower = token.lower_
        for read in readers.get(lower, ()):
            yield from read(token, context)
        if lower in events.onset or event_of(token, events) == "unrest":
            yield from _over(token, context)


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a cause may be read from."""
    events = load_events()
    unrest = {word for words in (events.nouns, events.verbs) for word, found in words.items() if found == "unrest"}
    return frozenset({*_readers(), *events.onset, *unrest})


@cache
def _readers() -> Mapping[str, tuple[_Reader, ...]]:
    """Return what reads the pattern that each word may be part of, in the order in which they are tried."""
    words = patterns()
    readers: dict[str, tuple[_Reader, ...]] = {}
    for read, lists in (
        (_named, ("naming",)),
        (_caused, ("causing",)),
        (_led, ("leading", "stemming")),
        (_explained, ("results", "reasons")),
        (_because, ("openers",)),
    ):
        for word in sorted(frozenset().union(*(words[name] for name in lists))):
            readers[word] = (*readers.get(word, ()), read)
    return readers


@reads("cause.described-as")
def _named(verb: Token, context: Context) -> Iterator[Statement]:
    """Read "described the riots as a plot", "called the blast sabotage", "the fire was described as arson"."""
    doc = verb.doc
    end = sentence_end(verb)
    marker = next((i for i in range(verb.i + 1, end) if doc[i].lower_ == "as" and doc[i].dep_ != "advmod"), None)
    event = event_within(doc, verb.i + 1, min(marker or verb.i + 5, verb.i + 8), context.events)
    if event is None:
        if marker == verb.i + 1:
            event, about = left_event(verb, context)
            part = phrase_from(doc, marker + 1)
            if part is not None and _is_known(doc, part):
                yield from statement(verb, event, about, part)
        return
    if marker is not None and verb.lower_ not in patterns()["bare"]:
        start = marker + 1
    else:
        start = event.i + 1
        if start < end and doc[start].pos_ not in {"DET", "ADJ", "NOUN"} and doc[start].text not in QUOTE_MARKS:
            return
    part = phrase_from(doc, start)
    if part is not None and _is_known(doc, part):
        yield from statement(verb, event, event_of(event, context.events), part)


def _is_known(doc: Doc, part: tuple[int, int]) -> bool:
    """Whether the words are of a class of causes: to call a riot "a tragedy" says nothing of why it came."""
    return load_categories().class_of("cause", [token.lower_ for token in doc[slice(*part)]]) is not None


@reads("cause.caused-by")
def _caused(verb: Token, context: Context) -> Iterator[Statement]:
    """Read "the blaze was caused by lightning" and "lightning sparked the blaze"."""
    doc = verb.doc
    by = next((i for i in range(verb.i + 1, min(verb.i + 4, len(doc))) if doc[i].lower_ == "by"), None)
    if by is not None and verb.tag_ in {"VBN", "VBD"}:
        event, about = left_event(verb, context)
        yield from statement(verb, event, about, phrase_from(doc, by + 1))
        return
    if not verb.tag_.startswith("VB") or (verb.lower_ in patterns()["joined"] and not _has_particle(verb)):
        return
    if verb.tag_ == "VBG" or is_hypothetical(verb):
        return  # "…, prompting a lockdown": what caused it is all that stands before
    target = phrase_after(doc, verb.i + 1)
    event = event_within(doc, *target, context.events) if target else None
    if event is not None:
        yield from statement(verb, event, event_of(event, context.events), subject_phrase(verb))


def _has_particle(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"off", "about"}


@reads("cause.led-to")
def _led(verb: Token, context: Context) -> Iterator[Statement]:
    """Read "the leak led to the blast", "the blast stemmed from a leak"."""
    doc, words = verb.doc, patterns()
    if verb.i + 2 >= len(doc) or not verb.tag_.startswith("VB"):
        return
    link = doc[verb.i + 1].lower_
    if verb.lower_ in words["leading"] and link in {"to", "in"}:
        target = phrase_after(doc, verb.i + 2)
        event = event_within(doc, *target, context.events) if target else None
        if event is not None:
            yield from statement(verb, event, event_of(event, context.events), subject_phrase(verb))
    elif verb.lower_ in words["stemming"] and link == "from":
        event, about = left_event(verb, context)
        yield from statement(verb, event, about, _past_event(doc, verb.i + 2, context))


def _past_event(doc: Doc, start: int, context: Context) -> tuple[int, int] | None:
    """Return the cause; in "erupted from a rally over prices" it is the prices."""
    part = phrase_from(doc, start)
    if part is None:
        return None
    inner = next(
        (
            i
            for i in range(part[0] + 1, part[1] - 1)
            if doc[i].lower_ == "over" and event_within(doc, part[0], i, context.events)
        ),
        None,
    )
    return phrase_from(doc, inner + 1) if inner is not None else part


@reads("cause.result-of")
def _explained(noun: Token, context: Context) -> Iterator[Statement]:
    """Read "the crash was the result of ice", "the cause of the crash was ice", "ice was the cause of the crash"."""
    doc = noun.doc
    if noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ not in {"of", "for"}:
        return
    if noun.lower_ in patterns()["results"]:
        verb = next(
            (doc[i] for i in range(noun.i - 1, max(-1, noun.i - 6), -1) if doc[i].pos_ in {"AUX", "VERB"}), None
        )
        if verb is not None:
            event, about = left_event(noun if verb.pos_ == "AUX" else verb, context)
            yield from statement(verb, event, about, phrase_from(doc, noun.i + 2))
        return
    event = event_within(doc, noun.i + 2, noun.i + 6, context.events)
    if event is None:
        return
    about = event_of(event, context.events)
    copula = next(
        (
            doc[i]
            for i in range(event.i + 1, min(event.i + 8, len(doc)))
            if doc[i].tag_ in FINITE and doc[i].pos_ == "AUX"
        ),
        None,
    )
    if copula is not None:
        start = (
            copula.i
            + 1
            + sum(1 for each in tokens_in(doc, copula.i + 1, copula.i + 2) if each.lower_ in {"been", "be"})
        )
        if start < len(doc) and doc[start].tag_ not in {"VBN", "VBG", "RB"} and not is_negated(copula):
            yield from statement(copula, event, about, phrase_from(doc, start))
    else:
        before = next((doc[i] for i in range(noun.i - 1, max(-1, noun.i - 5), -1) if doc[i].pos_ == "AUX"), None)
        if before is not None:
            yield from statement(noun, event, about, subject_phrase(noun))


@reads("cause.because")
def _because(token: Token, context: Context) -> Iterator[Statement]:
    """Read "the ferry sank because of ice", "the outage was due to a fault": the event is what the reason hangs on.

    What "because" opens as a clause gives the reason of the clause before it, which is seldom its event.
    """
    doc, start = token.doc, _opener_end(token)
    if start is None or (start < len(doc) and doc[start].tag_ == "VB"):
        return  # "due to begin"
    reason = token.head
    verb = reason.head if reason.head.pos_ in {"VERB", "AUX"} else reason
    if is_negated(verb) or is_hypothetical(verb):
        return
    candidates = (verb, patient_of(verb), subject_of(verb), subject_of(token), reason.head)
    event = next((each for each in candidates if each is not None and event_of(each, context.events)), None)
    if event is not None:
        yield from statement(token, event, event_of(event, context.events), phrase_from(doc, start))


def _opener_end(token: Token) -> int | None:
    """Return where the cause begins after "because of" and the like, or None where the words do not open a cause."""
    doc = token.doc
    for words in _openers():
        if words[0] == token.lower_ and lowers_in(doc, token.i, token.i + len(words)) == words:
            return token.i + len(words)
    return None


@cache
def _openers() -> list[list[str]]:
    """Return the prepositions that open a cause, word by word, the longest first."""
    return [opener.split() for opener in sorted(patterns()["prepositions"], key=len, reverse=True)]


@reads("cause.over")
def _over(event: Token, context: Context) -> Iterator[Statement]:
    """Read "protests over prices", "to protest against prices"."""
    doc = event.doc
    onset = event.lower_ in context.events.onset
    for index in range(event.i + 1, min(event.i + 8, len(doc))):
        token = doc[index]
        if (
            token.text in {",", ";", ":", "."}
            or token.tag_ in FINITE
            or token.lower_ in {"that", "when", "which", "who"}
        ):
            return
        is_protest = event.lower_.startswith(("protest", "demonstrat", "rall", "march"))
        if token.lower_ == "over" or (token.lower_ == "against" and is_protest):
            source, about = left_event(event, context) if onset else (event, event_of(event, context.events))
            if about == "unrest" and doc[min(index + 1, len(doc) - 1)].pos_ != "NUM":
                yield from statement(event, source, about, phrase_from(doc, index + 1), confidence="medium")
            return
