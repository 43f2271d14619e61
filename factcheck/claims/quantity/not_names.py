"""Tell the numbers that are part of a name, or name a thing, from those that count."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.beside import CURRENCY, touches
from factcheck.claims.quantity.measured import Measured
from factcheck.language.docview import sentence_of, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import word_list
from factcheck.numerals import Numeral
from factcheck.reads import refuses

__all__ = [
    "MEASURED_BEFORE",
    "ORDINAL",
    "PAGED",
    "PLURAL",
    "counts_plural",
    "is_in_name",
    "is_in_place_name",
    "is_kind",
    "is_labelled",
]


# nouns that a number may follow and still be a measurement: "magnitude 7.2", "aged 44"
MEASURED_BEFORE = frozenset({"magnitude", "age", "aged"})


PAGED = frozenset({"image", "photo", "picture", "slide", "page", "part", "gallery"})


ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


PLURAL = frozenset({"NNS", "NNPS"})


# what befell those whom a headline counts
STATES = word_list("quantity", "not_names.states")
COMPASS_NAMES = frozenset({"North", "South", "East", "West"})


_NAMES = {"flat", "compound", "nmod", "appos", "nummod", "nmod:unmarked", "dep"}


def counts_plural(token: Token) -> bool:
    """Return whether a number counts a plural noun behind it."""
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in PLURAL


@refuses("not-count.label")
def is_labelled(doc: Doc, found: Measured) -> bool:
    """A number after the noun that it numbers: "Flight 93", "Article 5", "page 12"."""
    return _is_label(doc[found.numeral.start], doc[found.numeral.end - 1])


def _is_label(first: Token, last: Token) -> bool:
    """A number after the noun that it numbers: "Flight 93", "Article 5", "Group of 77", "page 12", "S&P 500"."""
    if not first.i:
        return False
    before = first.nbor(-1)
    if before.lower_ in MEASURED_BEFORE or CURRENCY.fullmatch(before.text):
        return False
    if before.text == "of" and before.i and first.nbor(-2).text in {"Group", "G"}:
        return True
    if not first.text[:1].isdigit():
        return _is_capital_name(first, before)
    if before.lower_ in PAGED or (before.lower_ == "of" and first.i > 2 and first.nbor(-3).lower_ in PAGED):
        return True  # "Photo 3 of 5"
    if before.lower_ in {"no.", "no", "#", "nos."} or (
        before.text == "." and first.i > 1 and first.nbor(-2).text == "No"
    ):
        return True
    if before.whitespace_ == "":
        return _is_joined_label(first)
    return _numbers(before, first, last)


def _is_joined_label(token: Token) -> bool:
    """ "Grades 9-12", "ISO 3888-2": what a hyphen joins to a label is one; behind capitals a fall is no range."""
    hyphen = token.nbor(-1)
    if hyphen.text not in {"-", "–"} or not touches(token.doc, hyphen.i) or not token.nbor(-2).is_digit:
        return False
    number = token.nbor(-2)
    coded = number.i > 0 and len(number.nbor(-1)) > 2 and number.nbor(-1).is_upper and number.nbor(-1).is_alpha
    falls = token.is_digit and len(token) < len(number)
    return (coded and falls) or _is_label(number, number)


def _is_capital_name(first: Token, before: Token) -> bool:
    """ "The Big Ten": a capital number behind a capital word and the article."""
    return first.text[:1].isupper() and before.text.istitle() and before.i > 0 and before.nbor(-1).lower_ == "the"


def _numbers(before: Token, first: Token, last: Token) -> bool:
    """Whether a digit number names the one thing before it."""
    words = load_labels()
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    plural = after is not None and (after.tag_ in PLURAL or counts_plural(last))
    if before.text in words.numbered or _is_camel(before.text):
        return "," not in first.text and "." not in first.text
    if before.lower_ in words.numbered_small and before.tag_ not in PLURAL and first.text.isdigit():
        if plural:  # "of 900 Model 3 sedans"
            return before.text[:1].isupper() and before.i > before.sent.start and len(first) < len("100")
        return before.text[:1].isupper() or after is None or after.pos_ not in {"AUX", "VERB", "ADJ"}
    if before.pos_ == "PROPN" and after is not None and after.tag_ == "NNP" and after.text.isalpha() and not plural:
        return "," not in first.text and "." not in first.text and after.text.istitle()  # "Mate 30 Pro"
    hangs = last.head.i == before.i and last.dep_ in _NAMES
    named = (
        before.pos_ == "PROPN"
        and last.head.i < first.i
        and last.ent_type_ != ""
        and last.ent_iob_ == "I"
        and last.ent_type_ != "DATE"
    )
    inside = before.pos_ == "PROPN" and before.head == last and before.dep_ in {"amod", "compound", "flat"}
    beside = before.pos_ == "PROPN" and before.head == last.head and before.dep_ == "compound" and last.dep_ in _NAMES
    capital = before.pos_ in {"PROPN", "NOUN"} and before.text[:1].isupper()
    return (hangs and capital) or named or (inside and not plural) or beside


def _is_camel(text: str) -> bool:
    """Whether a word is written as brands are: "iPhone", "eBay"."""
    return len(text) > 3 and text[0].islower() and any(map(str.isupper, text[1:3]))


@refuses("not-count.in-name")
def is_in_name(doc: Doc, found: Measured) -> bool:
    """A number before one capital name: of a house, a model, a postal code ("14 Mill Lane", "90049 ZIP")."""
    numeral = found.numeral
    at = numeral.end
    if at + 1 < len(doc) and doc[at].text in {"-", "–"} and doc[at + 1].text.isdigit():
        at += 2  # "16-18 Industrial Avenue"
    if not doc[numeral.start].text.isdigit() or at >= len(doc) or not doc[at - 1].whitespace_:
        return False
    if doc[at].lower_ in {"zip", "postcode"}:
        return True
    if ORDINAL.fullmatch(doc[at].text) and at + 1 < len(doc) and doc[at + 1].text[:1].isupper():
        return True  # "the 640 3rd Avenue Boys"
    end = at
    while end < len(doc) and end < at + 4 and doc[end].text[:1].isupper() and doc[end].text.rstrip(".").isalpha():
        end += 1
    if end == at:
        return False
    if end < len(doc) and doc[end].lower_ in load_labels().streets:
        return True  # "357 Larch road"
    if any(token.lower_ in load_labels().streets for token in tokens_in(doc, at, end)):
        return True
    return _is_model(doc, numeral, at, end)


def _is_model(doc: Doc, numeral: Numeral, at: int, end: int) -> bool:
    """ "787 Dreamliner", "11 Pro": the capital words in `at:end` name one thing and the number is a part of it."""
    number, name = doc[numeral.start].text, doc[end - 1]
    if not (len(number) == 3 or (len(number) == 2 and number[0] == "1")):
        return False
    rest = doc[end] if end < len(doc) else None
    whole = rest is None or rest.pos_ not in {"NOUN", "PROPN", "CCONJ", "ADJ", "PART"}
    one = name.tag_ in {"NNP", "NN"} and not name.text.isupper() and not name.lower_.endswith("s")
    state = name.lower_ in STATES
    return whole and one and not state and not counts_plural(doc[at - 1])


@refuses("not-count.kind")
def is_kind(doc: Doc, found: Measured) -> bool:
    """A number joined to what makes a kind of thing: "a four-door saloon", "a three-bed flat"."""
    numeral = found.numeral
    end = numeral.end
    if end < len(doc) and doc[end].text == "K" and not doc[end - 1].whitespace_:
        return True  # "4K video"
    return (
        end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
        and lemma_of(doc[end + 1]) in load_labels().kinds
    )  # fmt: skip


@refuses("not-count.place-name")
def is_in_place_name(doc: Doc, found: Measured) -> bool:
    """A number in the name of a place, of an institute or of a parallel: "near Four Lakes", "analysts at 38 North"."""
    numeral = found.numeral
    first, at = doc[numeral.start], numeral.end
    after = doc[at] if at < len(doc) else None
    if after is None or first.is_sent_start or not first.i or not after.text.istitle():
        return False
    behind = doc[at + 1] if at + 1 < len(doc) else None
    goes_on = behind is not None and behind.pos_ in {"NOUN", "PROPN", "ADJ"}
    if first.text.isdigit():
        return after.text in COMPASS_NAMES and not goes_on and first.nbor(-1).tag_ == "IN"
    named = (
        after.pos_ == "PROPN" and first.text.istitle() and first.nbor(-1).lower_ in {"in", "near", "at", "of", "from"}
    )
    return named and not _is_headline(first)


def _is_headline(token: Token) -> bool:
    """Whether a sentence is written in capital words, as headlines are."""
    words = [
        each
        for each in sentence_of(token)
        if each.pos_ in {"NOUN", "VERB", "ADJ", "ADV"} and each.i != sentence_of(token).start
    ]
    return not words or sum(each.text[:1].isupper() for each in words) * 2 >= len(words)
