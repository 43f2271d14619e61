"""A parsed paragraph becomes statuses of events: whether one is to begin, has begun, goes on, is suspended, or ended.

"The strike ended", "the search was called off", "talks will resume", "the evacuation is under way". The phases are the
aspectual classes of TimeML (ISO 24617-1).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.accounts import load_accounts
from factcheck.categories import Events
from factcheck.claims.stretches import Statement, event_of, is_noun
from factcheck.language.grammar import children_of, is_hypothetical, is_negated, object_of
from factcheck.language.words import lemma_of, tokens_of

__all__ = ["find_states"]

COMING = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
POSSIBLE = frozenset({"can", "could", "may", "might", "should", "must", "ca", "ought"})
# classes whose nouns name different things: only the same noun is the same event
LOOSE = frozenset({"unrest", "attack", "stay", "election", "death", "crash", "shortage", "outbreak", "collapse"})
PLANNING = frozenset(
    "due set ready poised slated scheduled schedule expect plan intend vow pledge promise agree decide prepare likely "
    "go".split()
)
# what is over as soon as it has happened, but for the kinds that last
MOMENTARY = frozenset(
    {"attack", "explosion", "crash", "death", "collapse", "sinking", "arrival", "resignation", "release"}
)
LASTING = frozenset({"offensive", "invasion", "assault", "shelling", "bombardment", "hijacking"})
# what names one of several of its kind
OTHERS = frozenset(
    "another other each every any some previous earlier past annual similar further more new many all several".split()
)
TO_COME = {
    "begun": "to_begin",
    "ended": "to_end",
    "resumed": "to_resume",
    "suspended": "to_end",
    "going_on": "going_on",
}
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


def _by_verb(verb: Token, events: Events) -> Iterator[Statement]:
    """Read "the strike ended", "officials suspended the search", "troops began to withdraw"."""
    particles = [child.lower_ for child in verb.children if child.i > verb.i and child.i - verb.i < 6]
    phase = load_accounts().phase_of(verb.lower_, particles)
    if phase is None or verb.dep_ in {"amod", "compound"}:
        return
    event = _own_event(verb, events)
    about = _about(event, events) if event is not None else None
    if event is None or about is None:
        return
    last = max([verb.i, *(child.i for child in children_of(verb, "compound:prt"))])
    yield from _statement(verb, phase, event, about, first=verb.i, last=last + 1)


def _own_event(verb: Token, events: Events) -> Token | None:
    """Return the event that begins or ends: the verb's object or subject, or the verb below it."""
    for child in children_of(verb, "xcomp", "ccomp"):
        if child.i > verb.i and child.pos_ == "VERB" and event_of(child, events):
            return child
    named = object_of(verb)
    if named is not None:
        return named if is_noun(named) else None
    if any(children_of(verb, "xcomp")):
        return None
    subject = next(children_of(verb, "nsubj", "nsubj:pass"), None)
    if subject is None and verb.dep_ in {"conj", "xcomp", "csubj"}:
        subject = next(children_of(verb.head, "nsubj", "nsubj:pass"), None)
    return subject if subject is not None and is_noun(subject) else None


def _by_state(word: Token, events: Events) -> Iterator[Statement]:
    """Read "the evacuation is under way", "the siege is over"."""
    doc = word.doc
    for aspect in load_accounts().aspects:
        for state in aspect.states:
            if word.lower_ != state[0] or [each.lower_ for each in doc[word.i : word.i + len(state)]] != list(state):
                continue
            head = doc[word.i + len(state) - 1] if len(state) > 1 else word
            top = next((each for each in (head, word) if any(children_of(each, "cop"))), None)
            subject = next(children_of(top, "nsubj"), None) if top is not None else None
            about = _about(subject, events) if subject is not None and is_noun(subject) else None
            if top is not None and subject is not None and about is not None:
                yield from _statement(top, aspect.name, subject, about, first=word.i, last=word.i + len(state))


def _about(event: Token, events: Events) -> str | None:
    """Return what the status is of: the event's class, or its noun where the class is wide; None for one of several."""
    found = event_of(event, events)
    if (
        found is None
        or (found in MOMENTARY and lemma_of(event) not in LASTING)
        or any(child.lower_ in OTHERS for child in event.children)
    ):
        return None
    if not is_noun(event):
        return found
    return lemma_of(event) if found in LOOSE else found


def _statement(verb: Token, phase: str, event: Token, about: str, *, first: int, last: int) -> Iterator[Statement]:
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if verb.dep_ == "conj":
        helpers |= {child.lower_ for child in children_of(verb.head, "aux")}
    if is_hypothetical(verb) or not helpers.isdisjoint(POSSIBLE) or _is_question(verb):
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
    words = " ".join(each.lower_ for each in verb.doc[first:last])
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


def _is_planned(verb: Token) -> bool:
    """Return whether the verb hangs below a plan: "is due to begin", "plans to end"; "urged them to resume" is not."""
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "csubj"}:
        return False
    return lemma_of(verb.head) in PLANNING or verb.head.lower_ in PLANNING


def _is_question(verb: Token) -> bool:
    return verb.sent.text.rstrip().endswith("?")
