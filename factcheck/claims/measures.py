"""Turn a quantity's place in the parse into the measure that it states.

The catalogue names the words; here are the places: whose subject, whose object, described as what, the number of what.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec
from spacy.tokens import Token

from factcheck.catalogue import Catalogue, Measure, Role
from factcheck.claims.found import Found
from factcheck.claims.people import is_people
from factcheck.language.grammar import is_passive, subject_of
from factcheck.language.words import lemma_of, verb_lemma

__all__ = ["Assigned", "assign_measure", "roles_of"]

# verbs that pass a state on to their subject or object: "left 12 dead", "were reported killed", "are feared trapped"
LINKS = frozenset(
    {
        "be",
        "leave",
        "report",
        "confirm",
        "fear",
        "believe",
        "presume",
        "declare",
        "pronounce",
        "remain",
        "go",
        "find",
        "say",
        "become",
        "get",
        "think",
        "know",
        "list",
    }
)
TOLL_VERBS = frozenset(
    {
        "rise",
        "reach",
        "stand",
        "climb",
        "grow",
        "be",
        "hit",
        "pass",
        "jump",
        "increase",
        "fall",
        "drop",
        "exceed",
        "top",
        "surpass",
        "put",
        "bring",
        "raise",
        "revise",
        "remain",
        "soar",
        "go",
        "total",
    }
)
# verbs that say what a group is made of
COMPOSING = frozenset({"comprise", "consist", "group", "have", "number", "unite", "compose", "make"})
NOUNS = frozenset({"NOUN", "PROPN"})
BEING = frozenset({"is", "are", "was", "were"})
PARTS = frozenset({"including", "among"})


class Assigned(msgspec.Struct, frozen=True):
    """A measure, the token that triggered it, and how sure the reading is."""

    measure: Measure
    trigger: Token
    sure: bool = True


def assign_measure(found: Found, catalogue: Catalogue) -> Assigned | None:
    """Return the measure of a count, or None where nothing in the catalogue but `count` could take it.

    Quantities with a unit are the business of `dimensions`.
    """
    noun = lemma_of(found.carrier) if found.noun is not None else None
    places = chain(
        _among(found),
        _after_verb(found),
        roles_of(found.carrier),
        roles_of(found.anchor) if found.anchor != found.carrier else (),
    )
    for place, token in places:
        role: Role = "lives" if place == "object" and noun == "life" else place
        measure = catalogue.triggered(role, token.lower_ if role == "state" else lemma_of(token))
        if measure is not None and (not measure.people or _can_be_people(found, noun, measure, role)):
            return Assigned(measure, token)
    toll = _toll(found.carrier, catalogue) or _toll_by_words(found, catalogue)
    if toll is not None:
        return toll
    if noun is not None:
        group = _group(found.carrier, noun, catalogue)
        if group is not None:
            return group
        measure = catalogue.triggered("noun", noun)
        if measure is not None:
            return Assigned(measure, found.carrier)
    return None


def _among(found: Found) -> Iterator[tuple[Role, Token]]:
    """ "Among the dead were 9 women", "9 women were among the dead"."""
    doc = found.carrier.doc
    before = [token.lower_ for token in doc[max(0, found.start - 4) : found.start]]
    if before[:2] == ["among", "the"] and before[3:] and before[3] in BEING:
        yield "state", doc[found.start - 2]
    after = [token.lower_ for token in doc[found.end : found.end + 4]]
    if len(after) == 4 and after[0] in BEING and after[1:3] == ["among", "the"]:
        yield "state", doc[found.end + 3]


def _after_verb(found: Found) -> Iterator[tuple[Role, Token]]:
    """A number right after a verb form is its object: "killed 12 and 30 others were hurt" leads a parse astray."""
    before = found.carrier.doc[found.start - 1] if found.start else None
    if (
        before is not None
        and before.pos_ == "VERB"
        and before.tag_ in {"VBD", "VBG", "VBZ", "VBP", "VB", "VBN"}
        and not is_passive(before)
    ):
        yield "object", before


def _can_be_people(found: Found, noun: str | None, measure: Measure, role: Role) -> bool:
    if noun is None:
        return True
    if role == "lives" or noun == "other" or is_people(noun) or noun in measure.state:
        return True
    return found.carrier.pos_ == "PROPN" or found.carrier.ent_type_ in {"NORP", "PERSON"}


# ------------------------------------------------------------------ places in the parse
def _is_bare(token: Token) -> bool:
    """Whether no preposition of its own governs a number: "at" in "at least 12" and "up to" in "up to 12" do not."""
    cases = [child for child in token.children if child.dep_ == "case"]
    return all(
        child.lower_ in {"at", "up", "as", "to", "about", "over", "around", "under", "more", "least"} for child in cases
    ) and (
        not cases
        or any(
            child.lower_ in {"least", "most", "up", "about", "over", "around", "more", "under"}
            for child in token.subtree
        )
    )


def roles_of(token: Token, depth: int = 0) -> Iterator[tuple[Role, Token]]:
    """Yield the places a token takes, the nearest first: what it is described as, whose object, whose subject it is."""
    yield from _described(token)
    head, label = token.head, token.dep_
    if head.dep_ in {"aux", "aux:pass", "cop"}:
        head = head.head
    if label == "nsubj:pass":
        yield from _passive(head)
    elif label in {"nsubj", "nsubj:outer", "csubj"}:
        yield from _subject(token, head)
    elif label == "obj" and lemma_of(head) == "include" and (subject := subject_of(head)) is not None:
        yield "state", subject
    elif label == "obj" or (label in {"obl", "obl:unmarked", "xcomp"} and _is_bare(token)):
        yield from _resulting(head, token)
        yield "object", head
    elif (
        label in {"nmod", "obl", "acl", "advcl"}
        and depth < 6
        and any(child.lower_ in PARTS for child in token.children)
    ):
        yield from roles_of(head, depth + 1)
    elif label == "nmod" and any(child.lower_ == "of" for child in token.children):
        yield "noun", head
    elif label == "conj" and depth < 6 and head.i < token.i:
        yield from roles_of(head, depth + 1)
    elif (
        label in {"ROOT", "parataxis", "dep", "appos", "list"} and head.pos_ in NOUNS and depth < 6 and label != "ROOT"
    ):
        yield from _described(head)


def _predicated(token: Token) -> Iterator[tuple[Role, Token]]:
    """ "Dozens were still missing": the state after a form of "be" right behind the number or its noun."""
    rest = token.doc[token.i + 1 : token.i + 5]
    if not rest or rest[0].lower_ not in BEING | {"have", "has", "had"}:
        return
    for word in rest[1:]:
        if word.pos_ not in {"AUX", "ADV"}:
            if word.pos_ in {"ADJ", "VERB"} and word.tag_ in {"JJ", "VBN"}:
                yield "state", word
                yield "object", word
            return


def _described(token: Token) -> Iterator[tuple[Role, Token]]:
    """ "12 dead", "the injured 30", "12 people killed in the blast", "12 who died"."""
    yield "state", token
    yield from _predicated(token)
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if (
        after is not None
        and (after.tag_ in {"JJ", "VBN", "VBD", "RB"} or after.pos_ == "ADJ")
        and after.lower_ != "who"
    ):
        yield "state", after
    for child in token.children:
        if child.dep_ in {"amod", "acl"}:
            yield "state", child
            if child.tag_ in {"VBN", "VBD"}:
                yield ("object" if child.tag_ == "VBN" else "subject"), child
        elif child.dep_ == "acl:relcl":
            passive = any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in child.children)
            yield ("object" if passive else "subject"), child
            yield "state", child
    if token.dep_ in {"nummod", "amod", "compound"} and token.head.i > token.i:
        yield "state", token.head


def _passive(verb: Token) -> Iterator[tuple[Role, Token]]:
    for linked in _linked(verb):
        yield "state", linked
        yield (
            (
                "subject"
                if linked.tag_ in {"VB", "VBG"}
                or (any(c.lower_ == "have" for c in linked.children) and not is_passive(linked))
                else "object"
            ),
            linked,
        )
    yield "state", verb
    yield "object", verb


def _subject(token: Token, head: Token) -> Iterator[tuple[Role, Token]]:
    for linked in _linked(head):
        yield "state", linked
        if linked.tag_ == "VBN":
            yield "object", linked
        elif linked.pos_ == "VERB":
            yield "subject", linked
    yield "state", head
    if any(child.dep_ == "aux:pass" for child in head.children) or (
        head.tag_ == "VBN" and head.i > token.i and not any(c.dep_ == "obj" for c in head.children)
    ):
        yield "object", head
    yield "subject", head


def _linked(verb: Token) -> Iterator[Token]:
    """Yield what a linking verb says of its subject: "were reported killed", "are believed to have died"."""
    if lemma_of(verb) not in LINKS:
        return
    for child in verb.children:
        if (
            child.dep_ in {"xcomp", "advcl", "ccomp"}
            and child.i > verb.i
            and not any(c.dep_.startswith("nsubj") for c in child.children)
        ):
            yield child


def _resulting(verb: Token, token: Token) -> Iterator[tuple[Role, Token]]:
    """ "left dozens dead, hundreds injured": the state that a verb leaves its object in."""
    if lemma_of(verb) not in LINKS:
        return
    for child in verb.children:
        if child.i > token.i and child.dep_ in {"xcomp", "amod", "advcl", "acl", "obl", "ccomp"}:
            yield "state", child
            return


# ------------------------------------------------------------------ tolls and groups
def _toll(carrier: Token, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll rose to 12", "a death toll of 12", "bringing the number of dead to 12"."""
    head = carrier.head
    if carrier.dep_ in {"nmod", "appos", "nummod"} and _named_toll(head, catalogue) is not None:
        return _named_toll(head, catalogue)
    if carrier.dep_ not in {"obl", "obj", "xcomp", "nmod", "attr", "ROOT"}:
        return None
    verb = carrier if carrier.dep_ in {"ROOT", "xcomp"} else head
    if verb != carrier and lemma_of(verb) not in TOLL_VERBS:
        return None
    for child in verb.children:
        if child != carrier and child.dep_ in {"nsubj", "nsubj:pass", "obj"}:
            toll = _named_toll(child, catalogue)
            if toll is not None:
                return toll
    return None


def _toll_by_words(found: Found, catalogue: Catalogue) -> Assigned | None:
    """ "The death toll from the sinking has risen to 71", whatever the parse makes of what stands between."""
    doc, at = found.carrier.doc, found.start - 1
    sent = found.carrier.sent
    if at <= sent.start or doc[at].lower_ not in {"to", "at"} or verb_lemma(doc[at - 1].lower_) not in TOLL_VERBS:
        return None
    named = (_named_toll(token, catalogue) for token in doc[sent.start : at] if token.pos_ in NOUNS)
    return next((toll for toll in named if toll is not None), None)


def _named_toll(noun: Token, catalogue: Catalogue) -> Assigned | None:
    lemma = lemma_of(noun)
    for child in noun.children:
        if child.dep_ == "compound":
            measure = catalogue.triggered("toll", f"{lemma_of(child)} {lemma}")
            if measure is not None:
                return Assigned(measure, noun)
        elif child.dep_ == "nmod":
            measure = catalogue.triggered("toll", f"{lemma} of {lemma_of(child)}")
            if measure is not None:
                return Assigned(measure, noun)
    measure = catalogue.triggered("toll", lemma)
    return None if measure is None else Assigned(measure, noun)


def _group(carrier: Token, noun: str, catalogue: Catalogue) -> Assigned | None:
    """ "An alliance of six states", "an alliance whose members are six states", "the bloc groups six states"."""
    group = _group_noun(carrier)
    measure = None if group is None else catalogue.triggered("group", lemma_of(group))
    if group is None or measure is None or noun not in measure.members:
        return None
    return Assigned(measure, group)


def _group_noun(carrier: Token) -> Token | None:
    """Return the noun that may name the group whose members a count gives, or None."""
    if carrier.dep_ == "nmod":
        return carrier.head
    subjects = [child for child in carrier.children if child.dep_ == "nsubj"]
    if subjects and lemma_of(subjects[0]) == "member":
        return (
            carrier.head
            if carrier.dep_ == "acl:relcl"
            else next((c for c in subjects[0].children if c.dep_.startswith("nmod")), None)
        )
    verb = carrier.head
    if carrier.dep_ in {"obj", "obl"} and lemma_of(verb) in COMPOSING:
        return subject_of(verb) or (verb.head if verb.dep_ == "acl" else None)
    return None
