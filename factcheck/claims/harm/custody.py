"""A parsed paragraph becomes states of custody: whether a suspect is held, sought, or nobody is.

"No arrests have been made", "the gunman is still at large", "a man was arrested", "a suspect is in custody".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.claims.harm.bearer import bearer_of, is_apart
from factcheck.language.grammar import (
    children_of,
    is_hypothetical,
    is_negated,
    is_passive,
    object_of,
    patient_of,
    subject_of,
)
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people
from factcheck.lexicon.wordforms import verb_table
from factcheck.reads import reads

__all__ = ["ANYBODY", "find_custody"]

ANYBODY = "suspect"  # of whom it is told that nobody is held
TAKING, CHARGING, YIELDING, SEEKING, FREE, HOLDING = (
    word_list("harms", f"custody.{name}") for name in ("taking", "charging", "yielding", "seeking", "free", "holding")
)
NOBODY, NONE = word_list("harms", "custody.nobody"), frozenset({"no", "zero"})
ANYONE, SIGHTS, AWAITING = (word_list("harms", f"custody.{name}") for name in ("anyone", "sights", "awaiting"))
FILING = frozenset({"file", "bring", "announce", "make"})
SEEN = frozenset({"capture", "catch"})
MADE = frozenset({"make", "announce"})
ARRESTS, WANTED = frozenset({"arrest", "arrests"}), frozenset({"sought", "wanted"})
PAST, UNTIL = frozenset({"had", "been"}), frozenset({"before", "until"})
ORDINAL, ORDER = re.compile(r"\d+(?:st|nd|rd|th)"), word_list("account", "acts.order") | {"other", "another"}
SELF = frozenset({"himself", "herself", "themselves", "themself"})
IRREGULAR = ("seek sought", "hold held", "give gave given", "catch caught", "take took taken")
SOURCES = frozenset({"police", "officer", "deputy", "detective", "investigator", "authority", "official", "agent"})
PLURAL = frozenset({"NNS", "NNPS"})
REACH = 4


@cache
def _forms(words: frozenset[str]) -> frozenset[str]:
    return frozenset(verb_table(sorted(words), IRREGULAR))


@cache
def _triggers() -> frozenset[str]:
    return ARRESTS | {"charges"} | FREE | HOLDING | _forms(TAKING | CHARGING | YIELDING | SEEKING) | WANTED


@reads("custody.charges")
def _charges(noun: Token) -> Iterator[Statement]:
    """Read "no charges have been filed", "charges have not been filed"."""
    verb, before = noun.head, [child.lower_ for child in noun.children]
    if lemma_of(verb) not in FILING or noun.dep_ not in {"obj", "nsubj:pass", "nsubj"}:
        return
    none = "no" in before or is_negated(verb)
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if none and helpers.isdisjoint(NOT_YET) and not is_hypothetical(verb):
        yield _statement(ANYBODY, "uncharged", noun, max(noun.sent.start, noun.i - ("no" in before)), noun.i + 1)


def find_custody(doc: Doc) -> Iterator[Statement]:
    """Yield whether those suspected are held or sought, in text order."""
    for token in tokens_of(doc, _triggers()):
        if is_apart(token) or token.sent.text.rstrip().endswith("?"):
            continue
        lower = token.lower_
        if lower in ARRESTS and token.pos_ == "NOUN":
            yield from _arrests(token)
        elif lower == "charges" and token.pos_ == "NOUN":
            yield from _charges(token)
        elif lower in FREE | HOLDING and token.pos_ != "VERB":
            yield from _by_state(token)
        elif token.pos_ in {"VERB", "ADJ"} and token.dep_ not in {"amod", "compound"}:
            yield from _by_verb(token)


@reads("custody.arrests")
def _arrests(noun: Token) -> Iterator[Statement]:
    """Read "no arrests have been made", "police have yet to make an arrest", "an arrest was made"."""
    verb = noun.head
    first = max(noun.sent.start, noun.i - 1)
    if lemma_of(verb) in MADE and any(each.lower_ == "yet" for each in noun.doc[max(0, verb.i - 2) : verb.i]):
        yield _statement(ANYBODY, "none", noun, max(noun.sent.start, min(verb.i - 2, first)), noun.i + 1)
        return
    told = any(child.lower_ in NONE for child in noun.children) or (
        verb.pos_ == "VERB" and is_negated(verb) and noun.dep_ in {"obj", "nsubj:pass"} and _is_any(noun)
    )
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if not helpers.isdisjoint(NOT_YET) or is_hypothetical(verb):
        return
    if told:
        yield _statement(ANYBODY, "none", noun, first, noun.i + 1)
    elif "had" not in helpers and lemma_of(verb) in MADE and noun.tag_ == "NN" and not is_negated(verb):
        yield _statement(ANYBODY, "held", noun, first, noun.i + 1)


def _is_any(noun: Token) -> bool:
    return any(child.lower_ in {"any", "an", "a"} for child in noun.children)


@reads("custody.state")
def _by_state(word: Token) -> Iterator[Statement]:
    """Read "a suspect is in custody", "the gunman remains at large", "nobody is in custody"."""
    doc, before = word.doc, word.nbor(-1).lower_ if word.i > word.sent.start else ""
    if before not in {"in", "into", "at", "on"} and word.i >= word.sent.start + 2:
        before = doc[word.i - 2].lower_
    held = word.lower_ in HOLDING
    if before not in ({"in", "into"} if held else {"at", "on"}):
        return
    person = _who_is(word)
    if person is None:
        return
    first = word.i - 1 if word.nbor(-1).lower_ == before else word.i - 2
    beside = (*word.children, *word.head.children, word.head)
    if not held and (any(each.lower_ in PAST for each in beside) or any(each.lower_ in UNTIL for each in word.sent)):
        return  # "had been on the run": until the arrest of which the report tells
    yield from _told(person, word, "held" if held else "sought", first, word.i + 1)


def _who_is(word: Token) -> Token | None:
    """Return who is in a state: its subject, that of the verb above it, or whom that verb takes."""
    own = next(children_of(word, "nsubj", "nsubj:pass"), None)
    if own is not None:
        return None if _is_unreal(word, but=own) else own
    verb = word.head
    if verb.dep_ == "obj" and lemma_of(verb.head) == "have":
        return None if _is_unreal(verb.head, but=verb) else verb  # "have a suspect in custody"
    if verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    person = patient_of(verb) or subject_of(verb)
    return None if _is_unreal(verb, but=person) else person


@reads("custody.verb")
def _by_verb(verb: Token) -> Iterator[Statement]:
    """Read "was arrested", "police arrested a man", "turned himself in", "are searching for the driver"."""
    lemma = lemma_of(verb)
    if _is_unreal(verb, but=patient_of(verb)):
        return
    if verb.lower_ in WANTED and (is_passive(verb) or any(children_of(verb, "cop"))):
        person, label = patient_of(verb) or subject_of(verb), "sought"
    elif lemma in TAKING | CHARGING:
        person, label = _taken(verb, lemma), "held" if lemma in TAKING else "charged"
    elif lemma in SEEKING:
        person, label = _looked_for(verb, lemma), "sought"
    else:
        themselves = lemma == "surrender" or any(child.lower_ in SELF for child in verb.children)
        person, label = subject_of(verb) if themselves else None, "held"
    if person is not None:
        yield from _told(person, verb, label, *_words(verb, person, label))


def _taken(verb: Token, lemma: str) -> Token | None:
    """Return who is arrested or charged; None for what is only tried, or seen on a video."""
    if any(child.lower_ == "to" for child in children_of(verb, "mark")) or (lemma == "hold" and not is_passive(verb)):
        return None
    if lemma in SEEN and any(each.lower_ in SIGHTS for each in verb.sent):
        return None
    active = object_of(verb) is not None and not is_passive(verb)
    if active and lemma in CHARGING and lemma_of(subject_of(verb) or verb) not in SOURCES | {"prosecutor"}:
        return None
    return patient_of(verb) or _of_headline(verb)


def _looked_for(verb: Token, lemma: str) -> Token | None:
    """Return for whom the police look now."""
    subject = subject_of(verb)
    if subject is None or lemma_of(subject) not in SOURCES or is_passive(verb) or is_negated(verb):
        return None
    if verb.tag_ in {"VBD", "VBN"} or (lemma == "find" and verb.head.lower_ not in {"working", "trying"}):
        return None
    if lemma in {"seek", "hunt", "find"}:
        return object_of(verb)
    behind = (child for child in children_of(verb, "obl") if any(each.lower_ == "for" for each in child.children))
    return next(behind, None)


def _of_headline(verb: Token) -> Token | None:
    """Return who is held in a headline without "was": "Teen charged in a baker's death"."""
    subject = next(children_of(verb, "nsubj"), None)
    if (
        subject is None
        or verb.tag_ not in {"VBN", "VBD"}
        or lemma_of(subject) in SOURCES
        or any(children_of(verb, "aux"))
    ):
        return None
    return subject


def _words(verb: Token, person: Token, label: str) -> tuple[int, int]:
    """Return the words that tell a state: "was arrested", "turned himself in", "searching for the driver"."""
    own = [
        child.i for child in verb.children if child.dep_ in {"aux", "aux:pass", "compound:prt"} or child.lower_ in SELF
    ]
    near = [at for at in own if abs(at - verb.i) <= REACH]
    behind = person.i if label == "sought" and 0 < person.i - verb.i <= REACH + 2 else verb.i
    return min([verb.i, *near]), max([verb.i, behind, *near]) + 1


def _told(person: Token, word: Token, label: str, first: int, last: int) -> Iterator[Statement]:
    several = person.lower_ in {"one", "none"} and any(children_of(person, "nmod"))
    one = person.lower_ == "one" and not any(child.lower_ in NONE for child in person.children)
    if several or one or any(ORDINAL.fullmatch(child.lower_) or child.lower_ in ORDER for child in person.children):
        return  # "one of the suspects", "a third suspect"
    none = person.lower_ in NOBODY or any(child.lower_ in NONE for child in person.children)
    denied = is_negated(word) or is_negated(word.head) or (person.dep_ == "obj" and is_negated(person.head))
    if person.lower_ in ANYONE and not denied:
        return
    any_one = any(child.lower_ in {"a", "any"} for child in person.children) and lemma_of(person) == ANYBODY
    none |= denied and (person.lower_ in ANYONE or any_one)
    if none and person.lower_ not in NOBODY | ANYONE and not is_people(lemma_of(person)):
        return  # "no evidence"
    if none and label in {"held", "charged"}:
        start = max(person.sent.start, person.i - len(list(children_of(person, "det"))))
        told = "uncharged" if label == "charged" else "none"
        yield _statement(ANYBODY, told, word, min(first, start) if start < first else first, last)
        return
    if none or (denied and label != "charged") or (person.tag_ in PLURAL and label == "sought"):
        return
    about = bearer_of(person)
    if about is not None:
        yield _statement(about, "uncharged" if denied else label, word, first, last)


def _statement(about: str, label: str, word: Token, first: int, last: int) -> Statement:
    words = " ".join(each.lower_ for each in word.doc[first:last])
    return Statement("custody", about, -1, first, last, "high", "actual", f"{label}: {words}")


def _is_unreal(verb: Token, *, but: Token | None = None) -> bool:
    """Return whether a verb tells no state: one to come, possible, awaited, over, or denied of a person."""
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    if any(child.lower_ in AWAITING for child in children_of(verb, "mark", "advmod")):
        return True
    none = but is not None and (but.lower_ in NOBODY or any(child.lower_ in NONE for child in but.children))
    past = "had" in helpers and not none and not is_negated(verb)
    return is_hypothetical(verb) or not helpers.isdisjoint(NOT_YET) or past
