"""Turn one person named or described into a quantity of one: "a man was killed", "Ada Krall, 30, died", "her death".

What befell the person is for the measures to say; how many there were in all is for `compose.tally`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from spacy.tokens import Doc, Span, Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, tokens_in, view_of
from factcheck.language.grammar import is_negated, phrase_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.catalogue import Catalogue, Measure
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_one
from factcheck.models import Hedge, Interval
from factcheck.numerals import Numeral
from factcheck.reads import reads

__all__ = ["Person", "extract_multiples", "extract_persons", "opens_list", "persons_in_nouns"]

DIRECT = word_list("compose", "persons.direct")
CARRYING = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "DET"})
NOBODY = frozenset({"no", "every", "each", "any", "what", "which", "whatever"})
DEFINITE = frozenset({"the", "this", "that"})
REFLEXIVE = frozenset({"himself", "herself", "themself", "itself"})
OTHERS = frozenset({"others", "other"})
SUFFIXES = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii"})
ORDINALS = word_list("common", "ordinals")
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
ONE = Numeral(start=0, end=0, values=(Decimal(1),), unit_digit=Decimal(1))


class Person(msgspec.Struct, frozen=True):
    """One person in a doc: the quantity of one, the name by which two mentions are one person, who did it or not.

    `name` is None for a description; `known` says that the text spoke of the person before ("the man", "her").
    """

    found: Found
    name: str | None = None
    known: bool = False


def extract_persons(doc: Doc) -> Iterator[Person]:
    """Yield the persons that a doc names or describes as subject or object of something, in text order."""
    view = view_of(doc)
    named = (ent for ent in view.ents if ent.label_ == "PERSON")
    names = {ent.root.i: ent for ent in named if not (_is_dateline(ent) or _is_run_on(ent))}
    # "the photographer Ada Krall" is one person, told by name where the parse gives the name a place
    starts = {ent.start for ent in names.values() if ent.root.dep_ in DIRECT}
    held = (ent for ent in view.ents if len(ent) > 1 or not is_one(ent.root.lower_))
    inside = {at for ent in held for at in range(ent.start, ent.end)}
    for token in view.tagged(CARRYING):
        placed = token.dep_ in DIRECT or _is_turned_on(token) or opens_list(token)
        if not placed or token.lower_ in SUFFIXES:
            continue
        if token.i in names:
            ent = names[token.i]
            yield Person(_named(token, ent), _surname(ent))
        elif token.lower_ in REFLEXIVE or _is_own_life(token):
            yield Person(_reflexive(token), None, known=True)
        elif token.lower_ in {"he", "she"}:
            if _is_with_others(token):
                yield Person(_pronoun(token), None, known=True)
        elif token.pos_ == "PROPN" and _has_age(token):
            yield Person(_aged(token), token.lower_)
        elif opens_list(token) or (token.i not in inside and token.i + 1 not in starts and _is_one_person(token)):
            known = any(child.lower_ in DEFINITE for child in dependents(token))
            yield Person(_described(token), None, known=known)


@reads("person.named")
def _named(token: Token, ent: Span) -> Found:
    """ "Ada Krall died"."""
    return _one(token, ent.start, ent.end, named=True)


@reads("person.reflexive")
def _reflexive(token: Token) -> Found:
    """ "Shot himself", "took his own life"."""
    return _one(token, token.i if token.lower_ in REFLEXIVE else token.left_edge.i, token.i + 1)


@reads("person.pronoun")
def _pronoun(token: Token) -> Found:
    """ "He and six others were shot": a pronoun beside a number of others."""
    return _one(token, token.i, token.i + 1, named=True)


def _is_with_others(token: Token) -> bool:
    words = lowers_in(token.doc, token.i + 1, token.i + 6)
    return (
        words[:1] == ["and"] and any(child.dep_ == "conj" for child in dependents(token)) and OTHERS & {*words} != set()
    )


def opens_list(token: Token) -> bool:
    """Whether a person opens a headline's list before a number: "Baby, 4 people hurt in fire"."""
    if not token.is_sent_start:
        return False
    doc, at = token.doc, token.i
    if at + 2 >= len(doc) or doc[at + 1].text not in {",", "and", "&"}:
        return False
    return doc[at + 2].like_num and token.tag_ in {"NN", "NNP"} and is_one(token.lower_)


@reads("person.aged")
def _aged(token: Token) -> Found:
    """ "Vale, 34, was killed": a capital word that an age follows."""
    start, _ = phrase_of(token)
    return _one(token, start, token.i + 1, named=True)


@reads("person.described")
def _described(token: Token) -> Found:
    """ "A man was killed"."""
    start, _ = phrase_of(token)
    return _one(token, start, token.i + 1)


def _is_turned_on(token: Token) -> bool:
    """ "Before turning the gun on herself"."""
    return token.lower_ in REFLEXIVE and token.dep_ == "obl" and lemma_of(token.head) == "turn"


def _is_own_life(token: Token) -> bool:
    """ "Before taking her own life"."""
    return token.lower_ == "life" and token.dep_ == "obj" and any(child.lower_ == "own" for child in token.children)


def _has_age(token: Token) -> bool:
    """A name that an age follows is a person's: "Vale, 34,"."""
    after = tokens_in(token.doc, token.i + 1, token.i + 4)
    return len(after) == 3 and after[0].text == after[2].text == "," and after[1].text.isdigit() and len(after[1]) < 3


def _is_dateline(ent: Span) -> bool:
    """Whether capitals open a block for the place of the report: "PORT ELLEN (DN) - One man was killed"."""
    if ent.start or not ent[0].text.isupper() or len(ent[0].text) < 2:
        return False
    opening = tokens_in(ent.doc, ent.start, ent.end + 1)
    return any(token.text in {"(", "-", "–", "—", ",", ":"} for token in opening)


def _is_run_on(ent: Span) -> bool:
    """Whether a name opens with capitals or runs over a dash or into a number, as no person's does: "Ore. - Six"."""
    if len(ent) > 1 and ent[0].text.isupper() and len(ent[0]) > 2 and ent[1].text.istitle():
        return True  # "NBC San Antonio"
    return any(token.like_num or (token.text in {"-", "–", "—"} and token.whitespace_) for token in ent)


def _is_one_person(token: Token) -> bool:
    if any(child.dep_ == "nummod" or child.lower_ in NOBODY for child in dependents(token)) or is_negated(token):
        return False
    after = tokens_in(token.doc, token.i + 1, token.i + 3)
    if len(after) == 2 and after[0].tag_ == "POS" and after[1].lower_ == "day":
        return False  # "Mother's Day"
    if token.lower_ == "person" and len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ == "interest":
        return False
    if token.lower_ == "another":
        return token.dep_ in {"nsubj", "nsubj:pass", "obj"}
    if token.lower_ in ORDINALS:
        return token.dep_ in {"nsubj", "nsubj:pass", "obj", "conj"} and any(c.lower_ == "a" for c in dependents(token))
    if token.lower_ == "old":
        return token.i > 1 and token.nbor(-1).text == "-" and not (token.dep_ == "conj" and token.head.pos_ == "ADJ")
    if token.pos_ in {"PRON", "DET"} or token.tag_ not in {"NN", "NNP"}:
        return False
    return is_one(lemma_of(token))


def _surname(ent: Span) -> str:
    words = [token.lower_ for token in ent if token.text[:1].isalpha() and token.lower_ not in SUFFIXES | {"'s"}]
    return words[-1] if words else ent.text.lower()


def _one(carrier: Token, start: int, end: int, *, named: bool = False) -> Found:
    point = Interval.point(Decimal(1))
    numeral = msgspec.structs.replace(ONE, start=start, end=start)
    return Found(start=start, end=end, number=(start, start), numerals=(numeral,), hedge=Hedge(), strict=point,
                 plausible=point, carrier=carrier, noun=None if named else carrier)  # fmt: skip


def persons_in_nouns(doc: Doc, catalogue: Catalogue) -> Iterator[tuple[Person, Assigned]]:
    """Yield the persons whom a noun says to have died or been hurt: "her death", "the body of a man"."""
    view = view_of(doc)
    names = {ent.root.i: ent for ent in view.ents if ent.label_ == "PERSON"}
    for noun in view.tagged({"NOUN"}):
        measure = _of_event(noun, catalogue)
        if measure is None or not measure.singles or (noun.tag_ == "NNS" and lemma_of(noun) != "body"):
            continue
        for child in dependents(noun):
            ent = names.get(child.i)
            if child.dep_ not in {"nmod:poss", "nmod"} or not _is_of(child):
                continue
            if ent is not None:
                yield Person(_in_noun(child, ent.start, ent.end, named=True), _surname(ent)), Assigned(measure, noun)
            elif child.lower_ in {"his", "her"}:
                yield Person(_in_noun(child, child.i, noun.i + 1), None, known=True), Assigned(measure, noun)
            elif child.pos_ in {"NOUN", "ADJ"} and _is_one_person(child):
                start, _ = phrase_of(child)
                known = any(each.lower_ in DEFINITE for each in dependents(child))
                yield Person(_in_noun(child, start, child.i + 1), None, known=known), Assigned(measure, noun)


def _of_event(noun: Token, catalogue: Catalogue) -> Measure | None:
    """ "The death of a man", "took the life of a man"."""
    if lemma_of(noun) == "life" and noun.dep_ == "obj":
        return catalogue.triggered("lives", lemma_of(noun.head))
    return catalogue.triggered("event", lemma_of(noun))


@reads("person.in-noun")
def _in_noun(carrier: Token, start: int, end: int, *, named: bool = False) -> Found:
    """ "Her death", "the body of a man"."""
    return _one(carrier, start, end, named=named)


def _is_of(child: Token) -> bool:
    return child.dep_ == "nmod:poss" or any(case.lower_ == "of" for case in dependents(child) if case.dep_ == "case")


def extract_multiples(doc: Doc, catalogue: Catalogue) -> Iterator[tuple[Found, Assigned]]:
    """Yield the number of those concerned where a noun tells it: "a triple murder", "a double shooting"."""
    for token in tokens_of(doc, frozenset(MULTIPLES)):
        number = MULTIPLES[token.lower_]
        after = doc[token.i + 1 : token.i + 4]
        noun = next((each for each in after if each.pos_ in {"NOUN", "PROPN", "VERB"} or each.text != "-"), None)
        measure = (
            None
            if noun is None
            else catalogue.triggered("event", lemma_of(noun)) or catalogue.triggered("event", noun.lower_)
        )
        if noun is None or measure is None or noun.tag_ == "NNS":
            continue  # "four triple shootings"
        behind = lowers_in(doc, noun.i + 1, noun.i + 4)
        if "suicide" in behind[:2]:
            continue  # "a double murder-suicide": two murders and a suicide, or two in all
        yield _multiple(token, noun, Decimal(number)), Assigned(measure, noun)


@reads("number.multiple")
def _multiple(token: Token, noun: Token, value: Decimal) -> Found:
    """ "A triple murder"."""
    point = Interval.point(value)
    numeral = Numeral(start=token.i, end=token.i + 1, values=(value,), unit_digit=Decimal(1))
    return Found(start=token.i, end=noun.i + 1, number=(token.i, token.i + 1), numerals=(numeral,), hedge=Hedge(),
                 strict=point, plausible=point, carrier=noun)  # fmt: skip
