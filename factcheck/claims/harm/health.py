"""A parsed paragraph becomes states of health: how bad it is with somebody who was hurt.

"He is in critical condition", "her injuries are not life-threatening", "a boy was critically injured".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.claims.harm.bearer import bearer_of, is_apart
from factcheck.claims.harm.hits import sufferer
from factcheck.language.docview import lowers_in, sentence_of, tokens_in
from factcheck.language.grammar import (
    children_of,
    governor_of,
    is_hypothetical,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    subject_of,
)
from factcheck.language.words import lemma_of, text_of, tokens_of
from factcheck.lexicon.categories import load_categories
from factcheck.lexicon.loader import word_list, word_map
from factcheck.lexicon.people import is_people
from factcheck.reads import reads

__all__ = ["find_health"]

HURT = word_map("harms", "health.injured")
WOUNDED = frozenset({"injured", "wounded", "hurt"})
INJURIES = frozenset({"injuries", "injury", "wounds", "wound"})
CONDITION = frozenset({"condition"})
SUPPORT = re.compile(r"\bon life[- ]support\b", re.IGNORECASE)
THREATENING = re.compile(r"\blife[- ]?threatening\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:non|not|n't|none|neither|no)\b|n[’']t\b", re.IGNORECASE)
DYING, KILLING = word_list("harms", "health.dying"), word_list("harms", "health.killing")
ALMOST = frozenset({"nearly", "almost"})
PLURAL = frozenset({"NNS", "NNPS"})
DEAD = frozenset({"dead", "death"})
BRINGING = word_list("harms", "health.bringing")
_TRIGGERS = CONDITION | DYING | KILLING | frozenset(map(str, HURT))
REACH, CLIMB = 6, 5
NEAR = 40  # letters before "life-threatening" in which a "not" denies it


def find_health(doc: Doc) -> Iterator[Statement]:
    """Yield how bad it is with those whom a paragraph tells to be hurt, in text order."""
    for token in tokens_of(doc, _TRIGGERS):
        if is_apart(token):
            continue
        if token.lower_ in CONDITION:
            yield from _condition(token)
        elif token.lower_ in DYING | KILLING:
            yield from _died(token)
        else:
            yield from _hurt(token)
    for found in SUPPORT.finditer(text_of(doc)):
        words = doc.char_span(*found.span(), alignment_mode="expand")
        if words is not None and not is_apart(words.root):
            yield from _supported(words)
    for found in THREATENING.finditer(text_of(doc)):
        words = doc.char_span(*found.span(), alignment_mode="expand")
        if words is not None and not is_apart(words.root):
            yield from _threatened(doc, words.start, words.end)


def _condition(noun: Token) -> Iterator[Statement]:
    verb = governor_of(noun)
    brought = verb is not None and lemma_of(verb) in BRINGING
    yield from _on_arrival(noun) if brought else _by_now(noun)


@reads("health.on-arrival")
def _on_arrival(noun: Token) -> Iterator[Statement]:
    """Read "reached the clinic in stable condition": a state of one moment, whenever it is told."""
    yield from _in_condition(noun)


@reads("health.condition")
def _by_now(noun: Token) -> Iterator[Statement]:
    """Read "is in critical condition", "was listed in stable condition", "left him in …"."""
    yield from _in_condition(noun)


def _in_condition(noun: Token) -> Iterator[Statement]:
    doc = noun.doc
    start = next(
        (
            at
            for at in range(noun.i - 1, max(sentence_of(noun).start, noun.i - REACH) - 1, -1)
            if doc[at].lower_ == "in"
        ),
        None,
    )
    if start is None:
        return
    words = lowers_in(doc, start + 1, noun.i)
    label = load_categories().class_of("health", words)
    about = bearer_of(_who_is(noun)) if label is not None else None
    if label is not None and about is not None and not _is_unreal(noun):
        yield Statement(
            "health", about, -1, start + 1, noun.i + 1, "high", "actual", f"{label}: {' '.join(words)} condition"
        )


def _who_is(noun: Token) -> Token | None:
    """Return who is in a condition: its subject, whom a verb left, took or listed in it, or the noun before it."""
    own = next(children_of(noun, "nsubj", "nsubj:pass"), None)
    if own is not None:
        return own
    token = noun
    for _ in range(CLIMB):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"} and (is_people(lemma_of(token)) or token.ent_type_ == "PERSON"):
            return token
        if token.pos_ in {"VERB", "AUX"}:
            if is_passive(token):
                return patient_of(token)
            return object_of(token) or subject_of(token)
    return None


@reads("health.hurt")
def _hurt(adverb: Token) -> Iterator[Statement]:
    """Read "was critically injured", "left a boy seriously wounded"."""
    verb = adverb.head
    if verb.lower_ not in WOUNDED or abs(verb.i - adverb.i) > 1 or _is_unreal(verb):
        return
    person = patient_of(verb) or next(children_of(verb, "nsubj"), None)
    if verb.dep_ in {"amod", "acl"}:
        person = verb.head
    about = bearer_of(person)
    if about is not None:
        first, last = sorted((adverb.i, verb.i))
        yield Statement(
            "health",
            about,
            -1,
            first,
            last + 1,
            "high",
            "actual",
            f"{HURT[adverb.lower_]}: {adverb.lower_} {verb.lower_}",
        )


@reads("health.life-support")
def _supported(words: Tokens) -> Iterator[Statement]:
    """Read "is on life support"."""
    about = bearer_of(_who_is(words.root))
    if about is not None and not _is_unreal(words.root):
        yield Statement("health", about, -1, words.start, words.end, "high", "actual", "critical: on life support")


@reads("health.died")
def _died(word: Token) -> Iterator[Statement]:
    """Read "the boy died", "was pronounced dead", "was killed in the crash"."""
    verb = word if word.lower_ not in DEAD else word.head
    if verb.lower_ == "passed" and not any(each.lower_ == "away" for each in verb.doc[verb.i + 1 : verb.i + 2]):
        return
    if (
        verb.tag_ not in {"VBD", "VBN", "VBZ"}
        or _is_unreal(verb)
        or any(child.lower_ in ALMOST for child in verb.children)
    ):
        return
    active = word.lower_ in DYING and word.lower_ not in DEAD
    person = subject_of(verb) if active else patient_of(verb)
    if person is None or person.tag_ in PLURAL:
        return  # how many died is a number's business
    about = bearer_of(person)
    if about is not None and (active or is_passive(verb)):
        first, last = sorted((verb.i, word.i))
        words = " ".join(each.lower_ for each in word.doc[first : last + 1])
        yield Statement("health", about, -1, first, last + 1, "high", "actual", f"dead: {words}")


@reads("health.injuries")
def _threatened(doc: Doc, start: int, end: int) -> Iterator[Statement]:
    """Read "life-threatening injuries", "his wounds are not considered life-threatening"."""
    sent = sentence_of(doc[start])
    noun = next(
        (each for each in tokens_in(doc, end, min(sent.end, end + 4)) if each.lower_ in INJURIES | CONDITION), None
    )
    ahead = noun is None
    if noun is None:
        noun = next((each for each in reversed(tokens_in(doc, sent.start, start)) if each.lower_ in INJURIES), None)
    if noun is None:
        return
    since = noun.i if ahead else max(sent.start, start - REACH)
    first = doc[since].idx
    before = text_of(doc)[max(first, doc[start].idx - NEAR) : doc[end - 1].idx + len(doc[end - 1])]
    denied = DENIED.search(before) is not None or is_negated(noun) or is_negated(noun.head)
    about = bearer_of(_who_is(noun) if noun.lower_ in CONDITION else sufferer(noun))
    if about is None or (is_hypothetical(noun.head) and not denied):
        return
    label = "not_threatening" if denied else "threatening"
    near = range(max(sent.start, start - 4), start)
    start = min((at for at in near if denied and DENIED.fullmatch(doc[at].text) is not None), default=start)
    yield Statement("health", about, -1, start, end, "high", "actual", f"{label}: life-threatening")


def _is_unreal(word: Token) -> bool:
    verb = word if word.pos_ == "VERB" else word.head
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    return is_hypothetical(verb) or is_negated(verb) or not helpers.isdisjoint(NOT_YET)
