"""Tell a bare number that is somebody's age: "Maria, 10,", "who was 10", "aged 44", "died at 44", "under 18"."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.measured import Measured
from factcheck.language.docview import dependents, sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people

__all__ = ["Age", "age_of"]

# a person's age, or a length of life ("life expectancy is 73")
Age = Literal["person", "life"]

OLDEST = 120
_PERSONS = frozenset({"he", "she", "i", "who", "you"})
_IN_ROWS = word_list("quantity", "ages.in_rows")
_GROUPS = frozenset({"those", "people", "anyone", "everyone", "anybody", "everybody", "someone", "others"})
_LIMITS = frozenset({"under", "over", "above", "below"})  # "under the age of 18" is a limit in law
_CLOSING = frozenset({",", ")", ".", ";", "—", "–", "-", "]"})
_AROUND = word_list("quantity", "ages.around")
_BEHIND = word_list("quantity", "ages.behind")


def age_of(doc: Doc, found: Measured) -> Age | None:
    """Return whose age a bare number is, None where it is none."""
    numeral = found.numeral
    token = doc[numeral.end - 1]
    if found.unit is not None or numeral.vague or numeral.fraction or not 0 < numeral.value <= OLDEST:
        return None
    if numeral.value % 1 or found.signed:
        return None
    after = doc[numeral.end] if numeral.end < len(doc) else None
    if _is_listed(doc, found.start, after) or _is_shared(doc, found.start, after):
        return "person"
    if _is_apposed(doc, found.start, after) or (after is not None and _opens_cut(doc, found.start, after)):
        return "person"
    if after is not None and not (after.is_punct or after.lower_ in _BEHIND or after.pos_ in {"VERB", "AUX", "SCONJ"}):
        return None
    if _is_lifespan(token):
        return "life"
    at = found.start - 1
    while at > 0 and doc[at].lower_ in _AROUND - {"at", "under", "over"}:
        at -= 1
    return "person" if at >= 0 and (_is_said(doc, at, token) or _is_persons(token)) else None


def _is_listed(doc: Doc, start: int, after: Token | None) -> bool:
    """ "Ages 14, 16 and 17", "two nurses, 35 and 41, and a cook": bare numbers in a row behind "ages" or people."""
    at = start - 1
    while at > 0 and (doc[at].text in _IN_ROWS or doc[at].text.isdigit()):
        at -= 1
    if at < 0 or at == start - 1:
        return at >= 0 and doc[at].lower_ in {"ages", "aged"}
    if doc[at].lower_ in {"ages", "aged"}:
        return True
    between = [token.text for token in tokens_in(doc, at + 1, start)]
    closed = after is None or after.text in _CLOSING or after.text in {"and", "or"}
    return between[0] == "," and closed and doc[at].tag_ == "NNS" and is_people(lemma_of(doc[at]))


def _opens_cut(doc: Doc, start: int, after: Token) -> bool:
    """ "…, 10, and Kay, 9, were found": no sentence begins so; a comma of a list was taken for its end."""
    joined = after.i + 2 < len(doc) and after.nbor().lower_ == "and" and after.nbor(2).text[:1].isupper()
    return bool(doc[start].is_sent_start) and after.text == "," and doc[start].text.isdigit() and joined


def _is_shared(doc: Doc, start: int, after: Token | None) -> bool:
    """ "Webb and Stone, both 16, and …": one age of several named before."""
    if start < 3 or doc[start - 1].lower_ not in {"both", "all", "each"} or doc[start - 2].text not in {",", "("}:
        return False
    return doc[start - 3].pos_ == "PROPN" and (after is None or after.text in _CLOSING or after.lower_ in _BEHIND)


def _is_apposed(doc: Doc, start: int, after: Token | None) -> bool:
    """ "Agnes Pohl, 71, said", "her son (12)"."""
    if start < 2 or doc[start - 1].text not in {",", "("}:
        return False
    name = doc[start - 2]
    if after is not None and after.text not in _CLOSING:
        # "Hedda Brandt, 67 was hit": the second comma is forgotten
        return after.pos_ in {"AUX", "VERB"} and name.ent_type_ == "PERSON" and name.text.istitle()
    if name.lower_ in {"one", "other", "another"} and after is not None and after.text in {",", ")"}:
        return True  # "one, 47, broke an arm and the other, 62, …"
    if name.lower_ in {"jr", "jr.", "sr", "sr.", "ii", "iii"} and start > 2:
        name = doc[start - 4 if doc[start - 3].text == "," and start > 3 else start - 3]  # "Emil Kranz, Jr., 19"
    opening = name.is_sent_start and name.tag_ == "NN" and not is_people(lemma_of(name))
    paired = name.text.istitle() and name.i > 0 and name.nbor(-1).text.istitle() and after is not None
    if name.pos_ == "PROPN" or name.ent_type_ == "PERSON" or opening or paired:
        return (
            name.text[:1].isupper()
            and name.is_alpha
            and _is_surname(name, commas=after is not None and after.text == ",")
        )
    return name.tag_ == "NN" and is_people(lemma_of(name))


def _is_surname(name: Token, *, commas: bool) -> bool:
    """Whether a capital word may end a person's name; between commas a second one does, whatever a tagger calls it."""
    if name.ent_type_ == "PERSON":
        return True
    known = name.tag_ == "NNP" or (name.is_sent_start and name.tag_ == "NN")
    placed = any(
        token.lower_ in {"in", "at", "from", "near", "to"} for token in tokens_in(name.doc, max(0, name.i - 3), name.i)
    )
    if commas and known and name.text.istitle() and name.ent_type_ != "DATE" and not placed:
        return True  # "Rivers, 52, and Brandt, 22, were hit"
    first = name.nbor(-1) if name.i else name
    second = first.i < name.i and first.text.istitle() and first.pos_ in {"PROPN", "ADJ", "NOUN"}
    behind = name.doc[name.i + 4].pos_ if name.i + 4 < len(name.doc) else ""
    listed = name.ent_type_ == "LOC" and behind in {"CCONJ", "ADP"}  # "in New York, 12, and in Rome, 9"
    return second and name.ent_type_ != "DATE" and not listed and (commas or name.ent_type_ == "")


def _is_said(doc: Doc, at: int, token: Token) -> bool:
    """ "Aged 44", "died at 44", "turned 40", "children under 5"."""
    words, before = load_labels(), doc[at].lower_
    above = lemma_of(doc[at - 1]) if at else ""
    if before in {"aged", "age"} or (before == "of" and above == "age"):
        return not any(word.lower_ in _LIMITS for word in tokens_in(doc, max(0, at - 3), at))
    if before == "as":
        return above == "age" or _is_listed_as(doc, at)
    if before == "at":
        return above in words.aging - {"start", "begin", "become", "turn"} or (
            token.dep_ == "obl" and lemma_of(token.head) in {"die", "retire", "marry"}
        )
    if before in _LIMITS:
        return above in _GROUPS or (bool(above) and is_people(above) and above != "whole")
    return lemma_of(doc[at]) == "turn" and any(
        child.dep_ == "nsubj" and _is_person(child) for child in dependents(doc[at])
    )


def _is_listed_as(doc: Doc, at: int) -> bool:
    """ "Listed him as 36", "gave Krall's age as 36"."""
    told = doc[at - 1] if at else None
    if told is None or not (told.lower_ in {"him", "her"} or told.ent_type_ == "PERSON"):
        return False
    return any(
        lemma_of(token) in {"list", "identify", "report"}
        for token in tokens_in(doc, max(sentence_of(told).start, at - 5), at)
    )


def _is_persons(token: Token) -> bool:
    """ "Maria, who was 10": the number is what a person is said to be."""
    copula = any(child.dep_ == "cop" for child in dependents(token))
    return copula and any(child.dep_ == "nsubj" and _is_person(child) for child in dependents(token))


def _is_person(token: Token) -> bool:
    if token.lower_ in _PERSONS or (token.ent_type_ == "PERSON" and token.tag_ == "NNP"):
        return True
    return token.tag_ == "NN" and is_people(lemma_of(token))


def _is_lifespan(token: Token) -> bool:
    """ "Life expectancy is around 73", "the average age rose to 41"."""
    words = load_labels().lifespans
    for place in (token, token.head):
        for child in dependents(place):
            if child.dep_ in {"nsubj", "nsubj:pass"} and lemma_of(child) in words:
                return True
    near = [lemma_of(word) for word in tokens_in(token.doc, max(sentence_of(token).start, token.i - 9), token.i)]
    said = any(lemma in {"be", "average"} for lemma in near[-3:])
    return said and ("expectancy" in near or "lifespan" in near)
