"""A parsed paragraph becomes wounds: in which part of the body somebody was hit.

"The boy was shot in the leg", "a man with gunshot wounds to the chest and arm".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.claims.happening.statement import NOT_YET, Statement
from factcheck.claims.harm.bearer import bearer_of, is_apart
from factcheck.language.docview import dependents, lowers_in, sentence_of, tokens_in
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
from factcheck.lexicon.told.wounds import Wound
from factcheck.lexicon.wordforms import verb_table
from factcheck.reads import reads

__all__ = ["find_wounds", "struck_by", "sufferer"]

PREPOSITIONS, BETWEEN = word_list("harms", "wounds.prepositions"), word_list("harms", "wounds.between")
NOUNS = word_list("harms", "wounds.nouns")
IRREGULAR = ("shoot shot", "hit hit hitting", "strike struck", "stab stabbed stabbing")
BULLETS = frozenset({"bullet", "bullets"})
REACH = 7  # words between what hit and the preposition
CLIMB = 4
SUFFERING = frozenset({"suffering", "lying"})
HAVING = frozenset({"suffer", "sustain", "receive", "have", "get", "take"})


@cache
def _struck() -> frozenset[str]:
    return frozenset(verb_table(sorted(word_list("harms", "wounds.striking")), IRREGULAR))


@cache
def _triggers() -> frozenset[str]:
    return _struck() | NOUNS


def find_wounds(doc: Doc) -> Iterator[Statement]:
    """Yield in which part of the body a paragraph says that somebody was hit, in text order."""
    for token in tokens_of(doc, _triggers()):
        if is_apart(token):
            continue
        if token.lower_ in _struck() and token.pos_ == "VERB":
            yield from _by_verb(token)
        elif token.lower_ in NOUNS and token.pos_ in {"NOUN", "PROPN"}:
            yield from _by_noun(token)


@reads("wound.struck")
def _by_verb(verb: Token) -> Iterator[Statement]:
    """Read "was shot in the leg", "a bullet struck her in the arm", "shot himself in the hand"."""
    yield from _told(verb, struck_by(verb))


def struck_by(verb: Token) -> Token | None:
    """Return who is hit: the verb's object or passive subject, of "died after being shot" the subject above."""
    own = patient_of(verb)
    if own is None and verb.dep_ == "advcl" and is_passive(verb):
        return patient_of(verb.head) or subject_of(verb.head)
    return own


@reads("wound.of")
def _by_noun(noun: Token) -> Iterator[Statement]:
    """Read "a gunshot wound to the chest", "had a bullet in his arm"."""
    yield from _told(noun, sufferer(noun))


def _told(word: Token, person: Token | None) -> Iterator[Statement]:
    found = _parts_behind(word)
    if found is None or _is_unreal(word):
        return
    first, last, wound = found
    about = bearer_of(_owner(word.doc[last - 1]) or person)
    if about is None:
        return
    yield Statement("wound", about, word.i, first, last, "high", "actual", wound.label)


def _owner(part: Token) -> Token | None:
    """Return whose a part of the body is said to be: "the neck of the victim", "the man's arm"."""
    owners = (child for child in dependents(part) if child.dep_ in {"nmod", "nmod:poss"} and child.pos_ != "PRON")
    return next((child for child in owners if is_people(lemma_of(child)) or child.ent_type_ == "PERSON"), None)


def _is_unreal(word: Token) -> bool:
    verb = word if word.pos_ == "VERB" else word.head
    helpers = {child.lower_ for child in children_of(verb, "aux")}
    return is_hypothetical(verb) or is_negated(verb) or is_negated(word) or not helpers.isdisjoint(NOT_YET)


def _parts_behind(word: Token) -> tuple[int, int, Wound] | None:
    """Return the parts of the body behind a verb or a noun, before another verb: "in the chest and the left arm"."""
    doc, end = word.doc, sentence_of(word).end
    start = next(
        (
            at
            for at in range(word.i + 1, min(end, word.i + REACH))
            if doc[at].lower_ in PREPOSITIONS and _part_from(doc, at + 1, end) is not None
        ),
        None,
    )
    if start is None or (
        word.lower_ not in BULLETS and any(each.pos_ in {"VERB", "AUX"} for each in tokens_in(doc, word.i + 1, start))
    ):
        return None
    parts, at, first = [], start + 1, None
    while (found := _part_from(doc, at, end)) is not None:
        part, begins, at = found
        first = begins if first is None else first
        parts.append(part)
        while at < end and doc[at].lower_ in {",", "and", "the", "area", *PREPOSITIONS}:
            at += 1
    last = next((i for i in range(at, 0, -1) if Wound.part_at([doc[i - 1].lower_], 0) is not None), at)
    return (first or start, last, Wound(tuple(dict.fromkeys(parts))))


def _part_from(doc: Doc, at: int, end: int) -> tuple[str, int, int] | None:
    """Return the part that is named from a word on, past "the left side of his", where it begins and ends."""
    words = lowers_in(doc, at, min(end, at + REACH))
    for skipped, word in enumerate(words):
        found = Wound.part_at(words, skipped)
        if found is not None and _describes(doc[at + found[1] - 1]):
            return None
        if found is not None and words[found[1] : found[1] + 1] != ["of"]:
            return found[0], at + skipped, at + found[1]
        if word not in BETWEEN and found is None:
            break
    return _last_of(words, at)


def _last_of(words: Sequence[str], at: int) -> tuple[str, int, int] | None:
    """Return the part before "of" where no other part follows: "the neck of the victim"."""
    for skipped in range(len(words)):
        found = Wound.part_at(words, skipped)
        if found is not None:
            return found[0], at + skipped, at + found[1]
        if words[skipped] not in BETWEEN:
            return None
    return None


def sufferer(noun: Token) -> Token | None:
    """Return who has what a noun names: "his wounds", "the man's", "suffered", "a boy with", "was found with"."""
    owner = next(children_of(noun, "nmod:poss"), None)
    if owner is not None:
        return owner
    of = next((each for each in children_of(noun, "nmod") if is_people(lemma_of(each)) and not _is_part(each)), None)
    if of is not None:
        return of
    token = noun
    for _ in range(CLIMB):
        if token.head == token:
            return None
        below, token = token, token.head
        if token.pos_ in {"NOUN", "PROPN"} and (is_people(lemma_of(token)) or token.ent_type_ == "PERSON"):
            return token
        if token.pos_ == "VERB":
            return _of_verb(token, below)
    return None


def _describes(token: Token) -> bool:
    """Return whether a word only describes a thing behind it: the back of "the back yard"."""
    thing = token.head
    beside = token.dep_ in {"compound", "amod"} and thing.i > token.i
    return beside and not _is_part(thing) and thing.lower_ not in BETWEEN | NOUNS


def _is_part(token: Token) -> bool:
    return Wound.part_at([token.lower_], 0) is not None


def _of_verb(verb: Token, below: Token) -> Token | None:
    if below.dep_ == "obj":
        return subject_of(verb) if lemma_of(verb) in HAVING else None
    if below.dep_.startswith("nsubj"):
        return None
    if is_passive(verb):
        return patient_of(verb)
    found = object_of(verb) or subject_of(verb)
    if found is not None and lemma_of(found) in SUFFERING:  # "found the boy suffering from", taken for one noun
        return next((each for each in children_of(found, "compound") if is_people(lemma_of(each))), None)
    return found
