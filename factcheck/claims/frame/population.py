"""Turn a counted noun into the part of the people that it names, under the one name by which reports are compared."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, sentence_of, text_in, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list
from factcheck.lexicon.people import is_people, is_whole
from factcheck.lexicon.populations import Words, load_populations
from factcheck.models import ATTACKER, VICTIMS

__all__ = ["OUT", "STATES", "excluded_from", "population_of", "said_to_be"]

OUT = word_list("frame", "population.out")
BESIDE = word_list("frame", "population.beside")
EXCLUDING = OUT | BESIDE
STATES = word_list("frame", "population.states")
HARMS = frozenset({"casualty", "death", "fatality", "injury"})
PEOPLES, US = frozenset({"NORP", "GPE"}), frozenset({"US", "U.S."})
SUBJECTS = frozenset({"nsubj", "nsubj:outer", "nsubj:pass"})


def population_of(found: Found) -> str | None:
    """Return the part of the people that a count is of ("security officer"), or None where it is of them all.

    The noun names it, or what is said of the counted: "three of the dead were soldiers". Where the attacker is left out
    of the count, it is of the "victims"; where others are, of those "excluding pilot".
    """
    noun = found.noun or _none_of(found)
    name = None if noun is None else _name_of(noun, found)
    return name or _predicate(found) or _without(found)


def _none_of(found: Found) -> Token | None:
    """ "None of the passengers", "not one of the guests": of whom there was none."""
    if any(numeral.value for numeral in found.numerals):
        return None
    for child in dependents(found.carrier):
        if child.dep_ == "nmod" and child.pos_ == "NOUN" and any(c.lower_ == "of" for c in dependents(child)):
            return child
    return None


def _name_of(noun: Token, found: Found) -> str | None:
    name = lemma_of(noun)
    if name in HARMS and (whose := _whose_harm(noun)) is not None:
        return whose
    if is_whole(name) or name in STATES or sentence_of(noun).start != sentence_of(found.carrier).start:
        return None
    words = load_populations()
    joined = [child for child in noun.lefts if child.dep_ == "compound" and child.i >= found.number[1]]
    # "Velden-area nurses" are nurses
    parts = [lemma_of(child) for child in joined if not (child.i and child.nbor(-1).text == "-")]
    if name in words.nationals and not parts:
        parts = [
            _folded(child.lower_, words) for child in noun.lefts if child.dep_ == "amod" and _is_origin(child, words)
        ]
    full = " ".join([*parts, name])
    if name in words.members and not parts:
        full = f"{name} of the {of}" if (of := _of_whom(noun)) else name
    return words.same.get(full, full)


def _whose_harm(noun: Token) -> str | None:
    """ "No Danish casualties", "12 civilian deaths": whom the noun of what befell them says to be hit."""
    words = load_populations()
    for child in noun.lefts:
        names = child.ent_type_ in PEOPLES or child.text in US or is_people(lemma_of(child))
        if names and child.dep_ in {"amod", "compound"}:
            name = lemma_of(child)
            return None if is_whole(name) else words.same.get(name, name)
    return None


def _folded(word: str, words: Words) -> str:
    return "foreign" if word in words.outsiders else word


def _is_origin(token: Token, words: Words) -> bool:
    return (
        token.ent_type_ == "NORP"
        or token.pos_ == "PROPN"
        or token.lower_ in words.outsiders
        or token.text[:1].isupper()
    )


def _of_whom(member: Token) -> str | None:
    for child in dependents(member):
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ == "of" for c in dependents(child)):
            parts = [lemma_of(each) for each in child.lefts if each.dep_ == "compound"]
            return " ".join([*parts, lemma_of(child)])
    return None


def _predicate(found: Found) -> str | None:
    noun = said_to_be(found)
    return None if noun is None else load_populations().same.get(_full(noun), _full(noun))


def said_to_be(found: Found) -> Token | None:
    """Return what the counted are said to be: the children of "six of them were children", of "6 of them children".

    None where that names no part of the people.
    """
    if found.noun is not None and not is_whole(lemma_of(found.noun)):
        return None
    for carrier in {found.carrier: None, found.anchor: None}:
        noun = carrier.head
        if any(token.pos_ == "NUM" for token in tokens_in(carrier.doc, found.end, noun.i)):
            continue  # "19 people, nine of whom were pupils"
        if carrier.dep_ in SUBJECTS and noun.i > carrier.i and _is_named(noun) and _is_of(noun, found):
            return noun
    return _right_after(found)


def _is_of(noun: Token, found: Found) -> bool:
    """Whether a noun is what the counted are, not what they are done to: a form of "be", or nothing, stands between."""
    return any(child.dep_ == "cop" for child in dependents(noun)) or noun.i <= found.number[1] + 3


def _right_after(found: Found) -> Token | None:
    """ "A total of 44 people died, 6 of them children"; "20 were miners", whatever the parse hangs the number on."""
    doc, at = found.carrier.doc, found.number[1]
    words = tokens_in(doc, at, at + 3)
    if found.noun is None and len(words) == 3 and words[0].lower_ in {"were", "are"} and _is_named(words[1]):
        return words[1] if words[2].is_punct or words[2].pos_ in {"CCONJ", "SCONJ"} else None
    if len(words) == 3 and words[0].lower_ == "of" and words[1].lower_ in {"them", "whom"} and _is_named(words[2]):
        return words[2]
    return None


def _full(noun: Token) -> str:
    return " ".join([*(lemma_of(child) for child in noun.lefts if child.dep_ == "compound"), lemma_of(noun)])


def _is_named(noun: Token) -> bool:
    lemma = lemma_of(noun)
    return noun.tag_ in {"NNS", "NNPS"} and is_people(lemma) and not is_whole(lemma)


def _without(found: Found) -> str | None:
    of = excluded_from(found)
    if of is None:
        return None
    return VICTIMS if of == ATTACKER else f"excluding {of}"


def excluded_from(found: Found) -> str | None:
    """Return whom a count of people leaves out: "six people besides the attacker"."""
    doc, sent = found.carrier.doc, sentence_of(found.carrier)
    for at in range(sent.start, sent.end):
        if found.start <= at < found.end:
            continue
        word, pair = doc[at].lower_, text_in(doc, max(at - 1, sent.start), at + 1).lower()
        if {word, pair} & EXCLUDING:
            named = _next_person(tokens_in(doc, at + 1, min(at + 6, sent.end)), numbered=bool({word, pair} & OUT))
            if named is not None:
                return named
    return None


def _next_person(tokens: Iterable[Token], *, numbered: bool) -> str | None:
    words = load_populations()
    for token in tokens:
        if token.is_punct or token.pos_ in {"VERB", "AUX"} or (token.pos_ == "NUM" and not numbered):
            return None
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
            lemma = lemma_of(token)
            name = words.same.get(lemma, lemma)
            if lemma in words.attackers or name in words.attackers:
                return ATTACKER
            return name if is_people(lemma) and not is_whole(lemma) else None
    return None
