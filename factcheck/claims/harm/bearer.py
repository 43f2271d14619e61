"""Tell whom harm befell: a name, or what an unnamed person is called, with the age told beside it.

"Ada Krall", "16-year-old boy". One of several, and several together, are nobody in particular; "3 man" are three.
"""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from factcheck.claims.happening.statement import OTHERS
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.grammar import children_of, subject_of
from factcheck.language.words import ent_at, lemma_of, text_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_one, is_people
from factcheck.lexicon.reporting import load_reporting
from factcheck.numerals import parse_number

__all__ = ["bearer_of", "is_apart"]

MALE, FEMALE = word_list("harms", "sexes.male"), word_list("harms", "sexes.female")
PERSONS = MALE | FEMALE | word_list("harms", "sexes.child") | word_list("harms", "sexes.teen") | {"victim", "person"}
BODIES = word_list("names", "bodies") | {"hospital"}
HUMAN = frozenset({"PERSON", "DATE"})  # "April was shot", taken for a month
DASHES = frozenset({"-", "–", "—", "--"})
APART = word_list("harms", "wounds.apart")
REFLEXIVE = frozenset({"himself", "herself"})
PRONOUNS = {"he": MALE, "him": MALE, "his": MALE, "she": FEMALE, "her": FEMALE}
PLURAL = frozenset({"NNS", "NNPS"})
MARKED = frozenset({"one", "first", "second", "third", "fourth", "fifth"})
AGED = re.compile(r"\b(\d{1,2})[- ]years?[- ]olds?\b")
AGE_REACH = 25  # letters before a noun in which its age stands
BACK = 40  # words between a pronoun and whom it stands for


def bearer_of(token: Token | None) -> str | None:
    """Return whom a word names, as told of: a name as printed, a noun's lemma with the age; None where it is open."""
    if token is None:
        return None
    if token.lower_ in REFLEXIVE:
        return bearer_of(subject_of(token.head))
    if token.lower_ in PRONOUNS:
        return _named(_antecedent(token, PRONOUNS[token.lower_]))
    return _named(token)


def is_apart(token: Token) -> bool:
    """Return whether a sentence tells of somebody else's harm, or of another day's: "another man was also hit"."""
    return any(each.lower_ in APART for each in sentence_of(token))


def _named(token: Token | None) -> str | None:
    if token is None:
        return None
    if _is_name(token):
        return _name(token)
    aged = AGED.search(_before(token, with_own=True)) if token.lower_.endswith(("old", "olds")) else None
    known = is_people(lemma_of(token)) if token.tag_ in PLURAL else is_one(lemma_of(token))
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or not (aged or known):
        return None
    words = list(dependents(token))
    if any(child.lower_ in OTHERS | MARKED for child in words):
        return None
    apposed = next((child for child in children_of(token, "appos", "flat") if child.pos_ == "PROPN"), None)
    if apposed is not None and (name := _name(apposed)) is not None:
        return name
    if token.tag_ in PLURAL:
        numbers = [parse_number(child.lower_) for child in children_of(token, "nummod")]
        return f"{numbers[0]} {lemma_of(token)}" if len(numbers) == 1 and numbers[0] is not None else None
    if aged:
        return f"{aged.group(1)}-year-old"
    ages = AGED.findall(_before(token))
    return " ".join([*(f"{age}-year-old" for age in ages[-1:]), lemma_of(token)])


def _before(token: Token, *, with_own: bool = False) -> str:
    """Return the letters before a word, in small ones."""
    end = token.idx + len(token) if with_own else token.idx
    return text_of(token.doc)[max(sentence_of(token).start_char, end - AGE_REACH) : end].lower()


def _is_name(token: Token) -> bool:
    """Whether a word is a name; one that a tagger takes for a noun has a capital and no article."""
    if token.pos_ == "PROPN":
        return lemma_of(token) not in PERSONS
    bare = token.tag_ == "NN" and not any(children_of(token, "det", "nmod:poss", "amod", "nummod"))
    return bare and token.text.istitle() and lemma_of(token) not in PERSONS


def _name(token: Token) -> str | None:
    """Return the whole name of a person that a token is in; None for what is a place's or a body's."""
    if token.i + 1 < len(token.doc) and token.nbor(1).text in DASHES:
        return None  # a dateline
    ent = ent_at(token)
    if ent is not None:
        behind = {*lowers_in(token.doc, ent.end, ent.end + 3)}
        return _text(ent) if ent.label_ in HUMAN and behind.isdisjoint(BODIES) else None
    doc, start, end = token.doc, token.i, token.i + 1
    while start > sentence_of(token).start and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < sentence_of(token).end and doc[end].pos_ == "PROPN":
        end += 1
    return _text(doc[start:end])


def _text(words: Tokens) -> str:
    titles = load_reporting().titles["roles"]
    kept = [each.text for each in words if each.lower_ not in titles and each.lower_ not in {"'s", "’s"}]
    return " ".join(kept)


def _antecedent(pronoun: Token, sex: frozenset[str]) -> Token | None:
    """Return the nearest person before a pronoun who is of its sex, or of none that is told, and who says nothing."""
    doc, other = pronoun.doc, FEMALE if sex is MALE else MALE
    for at in range(pronoun.i - 1, max(-1, pronoun.i - BACK), -1):
        token = doc[at]
        name = token.ent_type_ == "PERSON" and (at + 1 == len(doc) or doc[at + 1].ent_type_ != "PERSON")
        noun = token.pos_ == "NOUN" and token.tag_ not in PLURAL and is_people(lemma_of(token))
        if not (name or noun) or lemma_of(token) in other or _speaks(token):
            continue
        return token
    return None


def _speaks(token: Token) -> bool:
    top = token.head if token.dep_ in {"appos", "flat", "compound"} else token
    return top.dep_ == "nsubj" and "clause.strong" in load_reporting().frames_of(top.head.lower_)
