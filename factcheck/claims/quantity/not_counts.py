"""Tell the numbers that count or measure from those that name, date or order things.

Each check is named, and the tables at the end give their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.beside import CURRENCY, touches
from factcheck.claims.quantity.measured import Measured
from factcheck.language.words import lemma_of
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import word_list
from factcheck.numerals import Numeral
from factcheck.reads import note, refuses

__all__ = ["OF_ALL", "OF_BARE", "counts", "refusal"]

MONTHS = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember|\.)?",
    re.IGNORECASE,
)
CLOCK = word_list("quantity", "not_counts.clock")
# nouns that a number may follow and still be a measurement: "magnitude 7.2", "aged 44"
MEASURED_BEFORE = frozenset({"magnitude", "age", "aged"})
PAGED = frozenset({"image", "photo", "picture", "slide", "page", "part", "gallery"})
# adverbs of what befell the one that is meant: "six were shot, one fatally"
DEGREES = frozenset({"fatally", "critically", "seriously", "severely", "gravely"})
# of a broadcaster in the Americas (47 CFR 2.302)
CALL_SIGN = re.compile(r"[WKCX][A-Z]{2,3}")
# toll-free, with an area code, with a word for a number: "1-866-313", "704-432-TIPS", "834-HELP"
TELEPHONE = re.compile(r"1-8\d\d-[\dA-Z]{3}|\d{3}[-. ]\d{3}[-. ][\dA-Z]{4}\b|\d{3}-[A-Z]{3,}\b")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
BORES = frozenset(map(Decimal, ("5.45", "5.56", "7.62", "9", "10")))  # "his weapon, a 9 mm"
PLURAL = frozenset({"NNS", "NNPS"})
COMPASS = word_list("quantity", "not_counts.compass")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ANY_YEAR = re.compile(r"(?:[1-9]|1\d|2[01])\d\d")
_HALVES = word_list("quantity", "not_counts.halves")
_NAMES = {"flat", "compound", "nmod", "appos", "nummod", "nmod:unmarked", "dep"}


@refuses("not-count.bore")
def _is_bore(doc: Doc, found: Measured) -> bool:
    """The bore of a gun names it: "a .32 caliber revolver", "a 7mm rifle"."""
    after = [lemma_of(token) for token in doc[found.end : found.end + 3] if token.text != "-"]
    if found.unit is None:
        near = {token.lower_ for token in doc[found.end : found.end + 5]}
        barrel = found.numeral.value < 1 and not found.numeral.fraction and "bore" in near
        return barrel or after[:1] in (["caliber"], ["calibre"])
    bare = found.numeral.value in BORES and found.start > 0 and doc[found.start - 1].lower_ in {"a", "an", "his", "her"}
    return found.unit.name == "millimetre" and (bare or any(word in load_labels().guns for word in after))


@refuses("not-count.street")
def _is_street(doc: Doc, found: Measured) -> bool:
    """A unit in the name of a street: "8 Mile Rd"."""
    if found.unit is None or found.end >= len(doc):
        return False
    return doc[found.end].text[:1].isupper() and doc[found.end].lower_.rstrip(".") in load_labels().streets


@refuses("not-count.house-number")
def _is_on_street(doc: Doc, found: Measured) -> bool:
    """A house number before the side of a town: "4126 N. Union Ave.", "17110 NE 206"; not "500 N. Korean troops"."""
    numeral = found.numeral
    token, at = doc[numeral.start], numeral.end
    if not token.text.isdigit() or at + 1 >= len(doc) or doc[at].text.rstrip(".") not in COMPASS:
        return False
    street = doc[at + 1]
    named = street.text[:1].isdigit() or (street.text[:1].isupper() and street.ent_type_ != "NORP")
    return named and street.lower_ not in {"korea", "korean", "koreans", "africa", "irish", "ireland"}


@refuses("not-count.decade")
def _is_decade(doc: Doc, found: Measured) -> bool:
    """ "In their early 20's"."""
    numeral = found.numeral
    return (
        numeral.end < len(doc)
        and doc[numeral.end].lower_ in {"'s", "’s"}
        and numeral.value % 10 == 0
        and bool(doc[numeral.start].text.isdigit() and not doc[numeral.end - 1].whitespace_)
    )


@refuses("not-count.channel")
def _is_channel(doc: Doc, found: Measured) -> bool:
    """A broadcaster's number: "KQTV 23 Velden News", "CBS 71 -"."""
    numeral = found.numeral
    if not numeral.start or numeral.end >= len(doc) or not doc[numeral.start].text.isdigit():
        return False
    before, after = doc[numeral.start - 1], doc[numeral.end]
    named = [token.text for token in doc[numeral.end : numeral.end + 3] if token.text[:1].isupper()]
    if "News" in named or CALL_SIGN.fullmatch(after.text):
        return True  # "told 12 Action News", "FOX 5 KBXW"
    initials = before.text.isalpha() and before.text.isupper() and 2 < len(before.text) < 6
    return initials and (after.text in {"-", "–", "|", ":"} or (after.pos_ == "PROPN" and after.text.istitle()))


@refuses("not-count.address")
def _is_address(doc: Doc, found: Measured) -> bool:
    """ "The 4300 block of Main Street", and the telephone number of "a 911 call"."""
    numeral = found.numeral
    text, after = doc[numeral.start].text, _word(doc, numeral.end)
    if after == "-" and touches(doc, numeral.end) and _word(doc, numeral.end + 1) in {"block", "blocks"}:
        return True
    if numeral.end - numeral.start != 1 or not text.isdigit():
        return False
    if after in {"block", "blocks"} and (text.endswith("00") or _word(doc, numeral.end + 1) in {"of", "on"}):
        return True
    words, before = load_labels(), doc[numeral.start - 1] if numeral.start else None
    dialled = before is not None and lemma_of(before) in words.dialling
    return text in words.emergency and (after in words.dialled or dialled)


def _word(doc: Doc, at: int) -> str:
    return doc[at].lower_ if 0 <= at < len(doc) else ""


def _counts_plural(token: Token) -> bool:
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in PLURAL


# ------------------------------------------------------------------ years, dates, times
@refuses("not-count.year")
def _is_year(doc: Doc, found: Measured) -> bool:
    """A bare four-digit number of 1500 to 2100, or any that a word of time stands before ("by 2120", "A.D. 1000").

    Not where it counts a plural noun and no article stands before it, or where it is an amount ("an average of 1500").
    """
    numeral = found.numeral
    token = doc[numeral.start]
    if numeral.end - numeral.start != 1 or not _ANY_YEAR.fullmatch(token.text):
        return False
    words, before = load_labels(), _word(doc, token.i - 1)
    if before == "of" and _word(doc, token.i - 2) in words.amounts:
        return False
    if before == "of" and _word(doc, token.i - 2) == "class":
        return True
    era = any(
        _word(doc, at).rstrip(".") in {"a.d", "ad", "b.c", "bc", "ce", "bce"}
        for at in (*range(token.i - 4, token.i), token.i + 1)
    )
    if not era and not _YEAR.fullmatch(token.text):
        later = len(token.text) == 4 and token.text[0] == "2" and before in words.before_years
        if not later or _followed_by_noun(token):
            return False
    counted = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    return not (counted and not any(child.dep_ == "det" for child in token.head.children))


def _followed_by_noun(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().pos_ in {"NOUN", "PROPN", "ADJ"}


@refuses("not-count.date-or-time")
def _is_date_or_time(doc: Doc, found: Measured) -> bool:
    """A day of a month, or a time of the clock: "3 May", "at 9:30"."""
    numeral = found.numeral
    before = doc[numeral.start - 1].text if numeral.start else ""
    after = doc[numeral.end].text if numeral.end < len(doc) else ""
    if (
        after.lower() in CLOCK
        or (after == ":" and touches(doc, numeral.end))
        or (before == ":" and touches(doc, numeral.start - 1))
    ):
        return True
    if numeral.end - numeral.start != 1 or not doc[numeral.start].text.isdigit() or numeral.value > 31:
        return False
    if MONTHS.fullmatch(before) and before[:1].isupper():
        return True
    return (bool(MONTHS.fullmatch(after)) and after[:1].isupper() and after != "May") or _is_may(doc, numeral)


def _is_may(doc: Doc, numeral: Numeral) -> bool:
    return numeral.end < len(doc) and doc[numeral.end].text == "May" and doc[numeral.end].pos_ in {"PROPN", "NOUN"}


@refuses("not-count.piece-of-word")
def _is_glued(doc: Doc, found: Measured) -> bool:
    """A number that is a piece of a word: "F-16", "Covid-19", "9/11", "G7"."""
    numeral = found.numeral
    start, end = numeral.start, numeral.end
    if (
        start > 1
        and doc[start - 1].text in {"-", "/"}
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
    ):
        joined = doc[start - 2].text
        return (joined[-1:].isalpha() and doc[start].text[:1].isdigit() and not joined.islower()) or (
            joined.isalpha() and joined.islower() and joined not in MEASURED_BEFORE | {"to", "or", "and"}
        )
    slash = end < len(doc) and doc[end].text == "/" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return slash and not numeral.fraction and end + 1 < len(doc) and doc[end + 1].text[:1].isdigit()


def _is_telephone(doc: Doc, token: Token) -> bool:
    """Whether a telephone number begins at a token, or two tokens before it."""
    places = [each for each in (token, doc[max(0, token.i - 2)]) if each.text == "1" or len(each) == 3]
    return bool(places) and any(TELEPHONE.match(doc.text, each.idx) for each in places)


@refuses("not-count.serial")
def _is_serial(doc: Doc, found: Measured) -> bool:
    """A telephone number, a season, a serial: "0800 123 456", the second half of "2019-20"."""
    numeral = found.numeral
    token = doc[numeral.start]
    for first in doc[max(0, token.i - 1) : token.i + 1]:
        if first.text.isdigit() and first.text.startswith("0") and len(first) > 1:
            return True
    if numeral.end - numeral.start != 1 or not token.text.isdigit():
        return False
    if _is_telephone(doc, token):
        return True
    if token.i > 1 and doc[token.i - 1].text in {"-", "–", "/"} and not doc[token.i - 1].whitespace_:
        return len(token) in {2, 4} and _YEAR.fullmatch(doc[token.i - 2].text) is not None
    beside = [doc[at] for at in (token.i - 1, token.i + 1) if 0 <= at < len(doc)]
    return len(token) > 2 and any(
        other.text.isdigit() and len(other) > 2 and not _YEAR.fullmatch(other.text) for other in beside
    )


# ------------------------------------------------------------------ names
@refuses("not-count.label")
def _is_labelled(doc: Doc, found: Measured) -> bool:
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
    plural = after is not None and (after.tag_ in PLURAL or _counts_plural(last))
    if before.text in words.numbered or _is_camel(before.text):
        return "," not in first.text and "." not in first.text
    if before.lower_ in words.numbered_small and before.tag_ not in PLURAL and first.text.isdigit():
        return not plural and (before.text[:1].isupper() or after is None or after.pos_ not in {"AUX", "VERB", "ADJ"})
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
def _is_in_name(doc: Doc, found: Measured) -> bool:
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
    if any(token.lower_ in load_labels().streets for token in doc[at:end]):
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
    state = name.lower_ in {"hurt", "dead", "shot", "killed", "injured", "wounded", "missing", "arrested"}
    return whole and one and not state and not _counts_plural(doc[at - 1])


@refuses("not-count.kind")
def _is_kind(doc: Doc, found: Measured) -> bool:
    """A number joined to what makes a kind of thing: "a four-door saloon", "a three-bed flat"."""
    numeral = found.numeral
    end = numeral.end
    if end < len(doc) and doc[end].text == "K" and not doc[end - 1].whitespace_:
        return True  # "4K video"
    return (
        end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
        and lemma_of(doc[end + 1]) in load_labels().kinds
    )  # fmt: skip


# ------------------------------------------------------------------ words that only look like a number
@refuses("not-count.pronoun")
def _is_pronoun(doc: Doc, found: Measured) -> bool:
    """ "One" as a pronoun or in "no one", "one another", "one day": it counts only as a modifier or before "of"."""
    numeral, first = found.numeral, doc[found.numeral.start]
    if first.lower_ != "one" or numeral.end - numeral.start > 1:
        return False
    if first.i and first.nbor(-1).lower_ in {
        "no",
        "any",
        "every",
        "the",
        "this",
        "that",
        "which",
        "another",
        "each",
        "some",
    }:
        return first.dep_ != "nummod"
    after = first.nbor().lower_ if first.i + 1 < len(first.doc) else ""
    if after in {"another", "day", "'s", "'"}:
        return True
    if first.dep_ == "nummod" and first.head.i > first.i:
        return False
    return after not in {"of", "in", *DEGREES} and first.dep_ not in {"nsubj:pass", "nsubj", "obj", "conj"}


@refuses("not-count.half")
def _is_half(doc: Doc, found: Measured) -> bool:
    """ "The second half", "half-hearted", "half past", "one half of the draw" is no part of a count."""
    numeral = found.numeral
    first = doc[numeral.start]
    before = _word(doc, first.i - 1)
    if not numeral.fraction or first.lower_ != "half":
        return False
    hyphen = numeral.end < len(doc) and doc[numeral.end].text == "-" and not first.whitespace_
    return before in _HALVES or hyphen or _word(doc, numeral.end) in {"past", "time", "way"}


@refuses("not-count.next-one")
def _is_next_one(doc: Doc, found: Measured) -> bool:
    """ "Two were shot and a third was hurt": one more person; a share of many would take "were" or "of"."""
    numeral = found.numeral
    opens = numeral.fraction and _word(doc, numeral.start) == "a"
    return opens and _word(doc, numeral.end) in {"was", "is", "has"}


@refuses("not-count.numbered-place")
def _is_numbered_place(doc: Doc, found: Measured) -> bool:
    """ "Three Rivers double homicide": a capital number before a capital plural that only modifies a later noun."""
    numeral = found.numeral
    at = numeral.end
    if numeral.end - numeral.start != 1 or not doc[numeral.start].text.istitle() or at >= len(doc):
        return False
    name = doc[at]
    return name.tag_ == "NNPS" and name.dep_ == "compound" and name.head.i > at and name.ent_type_ in {"LOC", "NORP"}


@refuses("not-count.list-number")
def _is_listing(doc: Doc, found: Measured) -> bool:
    """A list number: a small digit that opens the text or a line and is followed by a full stop or a bracket."""
    numeral = found.numeral
    if numeral.start or numeral.end - numeral.start != 1 or not doc[0].text.isdigit() or len(doc) < 2:
        return False
    return doc[1].text in {".", ")"} and not doc[0].whitespace_


# ------------------------------------------------------------------ the table
Check = Callable[[Doc, Measured], bool]

# what is asked of every number, in this order
OF_ALL: tuple[Check, ...] = (
    _is_date_or_time, _is_glued, _is_listing, _is_bore, _is_decade, _is_on_street, _is_street,
)  # fmt: skip
# what is asked of a number without a unit besides
OF_BARE: tuple[Check, ...] = (
    _is_serial, _is_year, _is_labelled, _is_address, _is_channel, _is_in_name, _is_kind, _is_pronoun,
    _is_numbered_place, _is_half, _is_next_one,
)  # fmt: skip


def refusal(doc: Doc, found: Measured) -> str | None:
    """Return the name of the first check that says that a numeral counts nothing, or None where it is a quantity."""
    for check in OF_ALL if found.unit is not None else (*OF_ALL, *OF_BARE):
        if check(doc, found):
            return str(check.rule_name)  # type: ignore[attr-defined]  # @refuses gives it
    return None


def counts(doc: Doc, found: Measured) -> bool:
    """Return whether a numeral states a quantity; years, dates, times, labels, scores and pronouns do not."""
    name = refusal(doc, found)
    if name is not None:
        note("refused", name, doc[found.start : max(found.end, found.numeral.end)].text)
    return name is None
