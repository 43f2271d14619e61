"""A parsed paragraph becomes statuses of events: whether one is to begin, has begun, goes on, is suspended, or ended.

"The strike ended", "the search was called off", "talks will resume", "the evacuation is under way". The phases are the
aspectual classes of TimeML (ISO 24617-1).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.frame.stretches import event_of, is_noun
from factcheck.claims.happening.statement import COMING, OTHERS, POSSIBLE, Statement
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, object_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.accounts import load_accounts
from factcheck.lexicon.categories import Events
from factcheck.lexicon.loader import word_list, word_map
from factcheck.reads import reads

__all__ = ["find_states"]

UNDOING = frozenset({"cancelled", "canceled", "called", "abandoned", "cancel", "call"})
AWAITING = frozenset({"until", "till", "once", "when", "if", "unless", "before", "whether"})
LOOSE = word_list("account", "states.loose")
PLANNING = word_list("account", "states.planning")
MOMENTARY = word_list("account", "states.momentary")
LASTING = frozenset({"offensive", "invasion", "assault", "shelling", "bombardment", "hijacking"})
TO_COME = word_map("account", "states.to_come")
STRIKING = frozenset({"strike", "hunger"})
NEGATED = {"begun": "not_begun", "ended": "going_on", "resumed": "suspended"}


def find_states(doc: Doc, events: Events) -> Iterator[Statement]:
    """Yield the statuses that a paragraph states of events, in text order."""
    for token in tokens_of(doc, _triggers()):
        if token.tag_.startswith("VB") and token.pos_ != "AUX":
            yield from _by_verb(token, events)
        elif token.pos_ in {"ADJ", "ADV", "NOUN", "ADP", "VERB"}:
            yield from _by_state(token, events)


@cache
def _triggers() -> frozenset[str]:
    """Return the words that a status may be read from."""
    found: set[str] = set()
    for aspect in load_accounts().aspects:
        found.update(aspect.verbs, (verb for verb, _ in aspect.joined), (state[0] for state in aspect.states))
    return frozenset(found)


@reads("status.verb")
def _by_verb(verb: Token, events: Events) -> Iterator[Statement]:
    """Read "the strike ended", "officials suspended the search", "troops began to withdraw"."""
    particles = [child.lower_ for child in dependents(verb) if child.i > verb.i and child.i - verb.i < 6]
    if verb.i + 1 < len(verb.doc):
        particles.append(verb.nbor(1).lower_)  # "called off the search", the particle hung on the search
    phase = load_accounts().phase_of(verb.lower_, particles)
    if phase is None or verb.dep_ in {"amod", "compound"}:
        return
    if verb.i + 2 < len(verb.doc) and verb.nbor(2).lower_ in STRIKING and verb.nbor(1).lower_ == "on":
        return  # "went on strike"
    event = _own_event(verb, events)
    about = _about(event, events) if event is not None else None
    if event is None or about is None:
        return
    last = max([verb.i, *(child.i for child in children_of(verb, "compound:prt"))])
    if last == verb.i and verb.i + 1 < len(verb.doc) and _is_joined(verb):
        last += 1
    yield from _statement(verb, phase, event, about, first=verb.i, last=last + 1)


def _own_event(verb: Token, events: Events) -> Token | None:
    """Return the event that begins or ends: the verb's object or subject, or the verb below it."""
    for child in children_of(verb, "xcomp", "ccomp"):
        if child.i > verb.i and child.pos_ == "VERB" and event_of(child, events):
            return child
    named = object_of(verb)
    if named is None and verb.i + 2 < len(verb.doc) and verb.nbor(1).dep_ == "case":
        beside = verb.nbor(1).head
        named = beside if beside.i > verb.i and _is_joined(verb) else None
    if named is not None:
        return named if is_noun(named) else None
    if any(children_of(verb, "xcomp")):
        return None
    subject = next(children_of(verb, "nsubj", "nsubj:pass"), None)
    if subject is None and verb.dep_ in {"conj", "xcomp", "csubj"}:
        subject = next(children_of(verb.head, "nsubj", "nsubj:pass"), None)
    return subject if subject is not None and is_noun(subject) else None


def _is_joined(verb: Token) -> bool:
    pair = (verb.lower_, verb.nbor(1).lower_)
    return any(pair in aspect.joined for aspect in load_accounts().aspects)


@reads("status.state")
def _by_state(word: Token, events: Events) -> Iterator[Statement]:
    """Read "the evacuation is under way", "the siege is over"."""
    doc = word.doc
    for aspect in load_accounts().aspects:
        for state in aspect.states:
            if word.lower_ != state[0] or lowers_in(doc, word.i, word.i + len(state)) != list(state):
                continue
            head = doc[word.i + len(state) - 1] if len(state) > 1 else word
            top = next((each for each in (head, word) if any(children_of(each, "cop"))), None)
            if top is None and head.head.lower_ in {"remain", "remains", "remained", "stays", "stay"}:
                top = head.head
            subject = next(children_of(top, "nsubj"), None) if top is not None else None
            about = _about(subject, events) if subject is not None and is_noun(subject) else None
            if top is not None and subject is not None and about is not None:
                yield from _statement(top, aspect.name, subject, about, first=word.i, last=word.i + len(state))


def _about(event: Token, events: Events) -> str | None:
    """Return what the status is of: the event's class, or its noun where the class is wide; None for one of several."""
    found = event_of(event, events) or _event_inside(event, events)
    if (
        found is None
        or (found in MOMENTARY and lemma_of(event) not in LASTING)
        or any(child.lower_ in OTHERS for child in dependents(event))
    ):
        return None
    if not is_noun(event):
        return found
    return lemma_of(event) if found in LOOSE else found


def _event_inside(noun: Token, events: Events) -> str | None:
    """Return the event of "the rescue operation", "the search effort"."""
    if lemma_of(noun) not in {"operation", "effort", "work", "mission"}:
        return None
    return next((found for child in children_of(noun, "compound") if (found := event_of(child, events))), None)


def _statement(verb: Token, phase: str, event: Token, about: str, *, first: int, last: int) -> Iterator[Statement]:
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if verb.dep_ == "conj":
        helpers |= {child.lower_ for child in children_of(verb.head, "aux")}
    if _is_awaited(verb) or is_hypothetical(verb) or not helpers.isdisjoint(POSSIBLE) or _is_question(verb):
        return
    infinitive = any(child.lower_ == "to" for child in children_of(verb, "mark"))
    if infinitive and not _is_planned(verb):
        return  # "sent to put out the fire", "how to stop the violence"
    coming = not helpers.isdisjoint(COMING) or infinitive
    negated = is_negated(verb)
    label = NEGATED.get(phase) if negated else TO_COME[phase] if coming else phase
    if negated and coming:
        label = "not_begun" if phase == "begun" else None
    if label is None or (phase == "begun" and not coming and not negated and event.i < 0):
        return
    words = " ".join(lowers_in(verb.doc, first, last))
    if negated and words.split(maxsplit=1)[0] in UNDOING:
        return  # "postponed but not cancelled"
    first = min([first, *(child.i for child in dependents(verb) if event.i < child.i < first and _is_helper(child))])
    yield Statement(
        "status",
        about,
        event.i,
        first,
        last,
        "high",
        "planned" if coming and not negated else "actual",
        f"{label}: {words}",
    )


def _is_helper(token: Token) -> bool:
    negates = token.lower_ in {"not", "n't", "n’t", "never"}
    return negates or token.dep_ in {"aux", "aux:pass", "cop"} or token.lower_ == "to"


def _is_awaited(verb: Token) -> bool:
    """Return whether a clause only waits for the event: "until the search has ended", "once the siege is over"."""
    return any(child.lower_ in AWAITING for child in children_of(verb, "mark", "advmod", "case"))


def _is_planned(verb: Token) -> bool:
    """Return whether the verb hangs below a plan: "is due to begin", "plans to end"; "urged them to resume" is not."""
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "csubj"}:
        return False
    return lemma_of(verb.head) in PLANNING or verb.head.lower_ in PLANNING


def _is_question(verb: Token) -> bool:
    return sentence_of(verb).text.rstrip().endswith("?")
