"""A parsed paragraph becomes causes told as verdicts: "the blaze was arson", "ice was to blame".

Only classes of causes that are known count: to say that a riot was a tragedy tells nothing of why it came.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from factcheck.claims.account.agents import DOUBTFUL
from factcheck.claims.frame.stretches import event_of, event_within, is_noun, last_event, phrase_from, sentence_end
from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, phrase_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.categories import Events, load_categories
from factcheck.models import Status
from factcheck.reads import reads

__all__ = ["find_verdicts"]

TRIGGERS = frozenset("is was were are be been 's blame".split())
OPENERS = frozenset({"due", "because", "owing", "thanks", "down"})  # read as causes elsewhere
PRONOUNS = frozenset({"it", "this", "that"})
VERDICTS = frozenset({"deliberate", "accident", "plot", "natural"})
GROUNDS = frozenset({"evidence", "indication", "proof", "reason", "sign", "suggestion"})
REACH = 5
NONE = frozenset({"no", "not", "n't", "n’t", "never"})


def find_verdicts(doc: Doc, events: Events, topic: str | None) -> Iterator[Statement]:
    """Yield the causes that a paragraph gives as verdicts; `topic` is what "it" stands for without another event."""
    for token in tokens_of(doc, TRIGGERS):
        if token.lower_ == "blame":
            yield from _to_blame(token, events)
        else:
            yield from _copular(token, events, topic)


@reads("cause.verdict")
def _copular(verb: Token, events: Events, topic: str | None) -> Iterator[Statement]:
    """Read "this was arson", "the blaze was no accident"."""
    head = verb.head if verb.dep_ == "cop" else None
    if head is None or head.i < verb.i or not is_noun(head) or verb.nbor(1).lower_ in OPENERS:
        return
    subject = next(children_of(head, "nsubj"), None)
    if subject is not None and subject.lower_ == "it":
        return  # "it was explosives": "it" stands for anything
    about = _about(subject, events, topic)
    part = phrase_from(verb.doc, verb.i + 1)
    if subject is None or about is None or part is None or part[1] - part[0] > 6 or _is_open(head):
        return
    words = [token.lower_ for token in verb.doc[slice(*part)]]
    patterns = load_categories().patterns
    if head.lower_ in patterns["results"] | patterns["reasons"]:
        return  # "was the work of …" is read with the other patterns
    if load_categories().class_of("cause", words) in VERDICTS and event_of(head, events) is None:
        yield _statement(subject, about, part, head)


@reads("cause.to-blame")
def _to_blame(word: Token, events: Events) -> Iterator[Statement]:
    """Read "a faulty signal was to blame for the crash"."""
    doc = word.doc
    if word.i < 2 or doc[word.i - 1].lower_ != "to" or word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "for":
        return
    event = event_within(doc, word.i + 2, min(word.i + 7, sentence_end(word)), events)
    copula = next(
        (doc[i] for i in range(word.i - 2, max(-1, word.i - 5), -1) if doc[i].lower_ in {"was", "were", "is", "are"}),
        None,
    )
    if event is None or copula is None:
        return
    tops = (word, word.head)
    subject = next((each for top in tops for each in children_of(top, "nsubj", "nsubj:outer")), None)
    if subject is None or subject.i > copula.i or subject.pos_ == "PRON":
        return
    first, last = phrase_of(subject)
    while first < last - 1 and doc[first].pos_ in {"DET", "PUNCT"}:
        first += 1
    yield _statement(event, event_of(event, events) or "", (first, min(last, copula.i)), word)


def _about(event: Token | None, events: Events, topic: str | None) -> str | None:
    if event is None:
        return None
    if event.lower_ in PRONOUNS:
        return last_event(event, events) or topic
    found = event_of(event, events) if is_noun(event) else None
    return None if found == "stay" else found


def _is_open(verb: Token) -> bool:
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    return is_hypothetical(verb) or not helpers.isdisjoint(NOT_YET) or sentence_of(verb).text.rstrip().endswith("?")


def _is_without_ground(verb: Token) -> bool:
    """ "There is nothing showing that it was arson", "no evidence that …": what nothing tells is not told."""
    token = verb
    for _ in range(REACH):
        if token.head == token or token.dep_ in {"conj", "parataxis"}:
            return False
        below, token = token, token.head
        if below.dep_ in {"ccomp", "acl", "acl:relcl"} and token.pos_ in {"NOUN", "PRON", "VERB"}:
            subjects = [child for child in dependents(token) if child.dep_ in {"nsubj", "nsubj:pass"}]
            no = lemma_of(token) in GROUNDS and any(child.lower_ in NONE for child in dependents(token))
            if no or token.lower_ == "nothing" or any(each.lower_ == "nothing" for each in subjects):
                return True
    return False


def _statement(event: Token, about: str, part: tuple[int, int], verb: Token, *, label: str | None = None) -> Statement:
    near = {*lowers_in(verb.doc, max(sentence_of(verb).start, part[0] - 4), part[1])}
    status: Status = "actual"
    if is_negated(verb) or any(child.lower_ in NONE for child in dependents(verb)) or _is_without_ground(verb):
        status = "denied"
    elif not near.isdisjoint(DOUBTFUL):
        status = "suspected"
    return Statement("cause", about, event.i, *part, "high", status, label)
