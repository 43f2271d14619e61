"""Turn the ways to say that there were none into counts of zero.

"No casualties", "nobody was hurt", "no reports of injuries", "not one of the guests".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in, sentence_of
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.loader import word_list
from factcheck.models import Hedge, Interval
from factcheck.numerals import Numeral
from factcheck.reads import reads

__all__ = ["extract_zeros", "is_grave", "is_qualified", "without_overlaps"]

BOUNDS = word_list("quantity", "zeros.bounds")
NOBODY = frozenset({"nobody", "none"})
NEGATING = NOBODY | {"no", "not"}
GRAVE = word_list("quantity", "zeros.grave")
QUALIFIED_WITHIN = 8
HARMS = frozenset({"injury", "wound", "harm", "hurt", "condition", "burn"})
REPORTS = frozenset({"report", "sign", "word", "record", "loss"})


def extract_zeros(doc: Doc) -> list[Found]:
    """Return the negated counts of a doc, each a 0: "no casualties", "nobody was hurt", "not one guest".

    Whether they count anything is for the measures to say; a "no" alone is no quantity.
    """
    opening = tokens_of(doc, NEGATING)
    plain = [found for token in opening for found in _plain_zeros(token)]
    return plain + [found for token in opening for found in _zeros_at(token)]


def _plain_zeros(token: Token) -> Iterator[Found]:
    doc, word = token.doc, token.lower_
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if word == "no" and " ".join(lowers_in(doc, token.i + 1, token.i + 3)) in BOUNDS:
        return
    if word == "no" and token.dep_ == "det" and token.head.i > token.i and _is_counted(token.head):
        yield _no_such(token)
    elif word in NOBODY or (word == "no" and after == "one"):
        yield _nobody(token)


def _is_counted(noun: Token) -> bool:
    """Whether a noun, or the name of a people in the plural, may be counted: "no Danes were hurt"."""
    return noun.pos_ == "NOUN" or (noun.tag_ == "NNPS" and noun.ent_type_ == "NORP")


@reads("zero.no-noun")
def _no_such(token: Token) -> Found:
    """ "No casualties"."""
    return _zero(token, token.head.i + 1, token.head, token.head)


@reads("zero.nobody")
def _nobody(token: Token) -> Found:
    """ "Nobody was hurt", "none of them", "no one died"."""
    last = token.nbor() if token.lower_ == "no" else token
    return _zero(token, last.i + 1, last, None)


def _zeros_at(token: Token) -> Iterator[Found]:
    word = token.lower_
    if word == "no" and token.dep_ == "det" and lemma_of(token.head) in REPORTS:
        yield from _no_reports(token)
    elif word == "not" and token.i + 1 < len(token.doc):
        yield from _not_one(token, token.doc[token.i + 1])


@reads("zero.no-reports")
def _no_reports(token: Token) -> Iterator[Found]:
    """ "No reports of injuries"."""
    yield from _nouns(token, _inner(token.head))


@reads("zero.not-one")
def _not_one(token: Token, following: Token) -> Iterator[Found]:
    """ "Not one of the guests", "not one guest", "not a single guest"."""
    single = following.lower_ == "a" and following.i + 1 < len(token.doc) and following.nbor().lower_ == "single"
    if following.lower_ != "one" and not single:
        return
    noun = following.head if following.head.pos_ == "NOUN" and following.head.i > following.i else None
    if noun is not None or not single:
        yield _zero(token, (noun or following).i + 1, noun or following, noun)


def _nouns(opening: Token, noun: Token) -> Iterator[Found]:
    """ "No reports of deaths or injuries": one count for each noun."""
    if noun.pos_ != "NOUN":
        return
    yield _zero(opening, noun.i + 1, noun, noun)
    yield from (
        _zero(each, each.i + 1, each, each) for each in noun.conjuncts if each.i > noun.i and not _has_own(each)
    )


def _inner(noun: Token) -> Token:
    """Return what there are no reports of: "no reports of injuries", "loss of life"."""
    if lemma_of(noun) in REPORTS:
        for child in dependents(noun):
            if child.dep_ == "nmod" and any(c.lower_ in {"of", "about"} for c in dependents(child)):
                return child
    return noun


def _has_own(noun: Token) -> bool:
    return any(child.dep_ in {"nummod", "det"} for child in dependents(noun))


def _zero(first: Token, end: int, carrier: Token, noun: Token | None) -> Found:
    nothing = Interval.point(Decimal(0))
    start = min(first.i, carrier.i)
    numeral = Numeral(start=start, end=start + 1, values=(Decimal(0),), unit_digit=Decimal(1))
    return Found(start=start, end=end, number=(start, start + 1), numerals=(numeral,), hedge=Hedge(),
                 strict=nothing, plausible=nothing, carrier=carrier, noun=noun)  # fmt: skip


def is_qualified(zero: Found) -> bool:
    """Return whether nobody was harmed so badly, which says nothing of lighter harm: "none of them seriously"."""
    rest = zero.carrier.doc[zero.start : min(zero.end + QUALIFIED_WITHIN, sentence_of(zero.carrier).end)]
    for token in rest:
        if token.text in {";", "but"}:
            return False
        if is_grave(token) and (token.lower_.endswith("ly") or token.i < zero.end or lemma_of(token.head) in HARMS):
            return True
    return False


def is_grave(word: Token) -> bool:
    """Return whether a word makes a harm a grave one: "life-threatening wounds", "seriously hurt"."""
    return word.lower_ in GRAVE or word.lower_.endswith("threatening")


def without_overlaps(quantities: list[Found], zeros: list[Found]) -> list[Found]:
    """Return the quantities but for those whose number a zero takes: the "one" of "not one of the guests"."""
    taken = {at for zero in zeros for at in range(zero.start, zero.end)}
    return [found for found in quantities if found.number[0] not in taken]
