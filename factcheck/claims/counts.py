"""Tell the numbers that count or measure from those that name, date or order things."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from factcheck.claims.beside import CURRENCY, touches, unit_after
from factcheck.numerals import Numeral

__all__ = ["counts"]

MONTHS = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember|\.)?",
    re.IGNORECASE,
)
CLOCK = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "est", "utc", "edt", "et"})
# nouns that a number may follow and still be a measurement: "magnitude 7.2", "aged 44"
MEASURED_BEFORE = frozenset({"magnitude", "age", "aged"})


def counts(doc: Doc, numeral: Numeral) -> bool:
    """Return whether a numeral states a quantity; years, dates, times, labels and pronouns do not."""
    first, last = doc[numeral.start], doc[numeral.end - 1]
    return not (
        _is_year(doc, numeral)
        or _is_date_or_time(doc, numeral)
        or _is_glued(doc, numeral)
        or _is_label(first, last)
        or _is_pronoun(first, numeral)
        or _is_listing(doc, numeral)
    )


def _is_year(doc: Doc, numeral: Numeral) -> bool:
    """A bare four-digit number of 1500 to 2100, unless it counts a plural noun and no article stands before it."""
    token = doc[numeral.start]
    if numeral.end - numeral.start != 1 or not re.fullmatch(r"(?:1[5-9]|20)\d\d", token.text):
        return False
    if token.i and CURRENCY.fullmatch(doc[token.i - 1].text):
        return False
    if unit_after(doc, numeral.end) is not None:
        return False
    head = token.head
    counted = token.dep_ == "nummod" and head.i > token.i and head.tag_ == "NNS"
    return not (counted and not any(child.dep_ == "det" for child in head.children))


def _is_date_or_time(doc: Doc, numeral: Numeral) -> bool:
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


def _is_glued(doc: Doc, numeral: Numeral) -> bool:
    """A number that is a piece of a word: "F-16", "Covid-19", "9/11", "G7"."""
    start, end = numeral.start, numeral.end
    if (
        start > 1
        and doc[start - 1].text in {"-", "/"}
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
    ):
        return doc[start - 2].text[-1:].isalpha() and doc[start].text[:1].isdigit()
    slash = end < len(doc) and doc[end].text == "/" and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return slash and not numeral.fraction


def _is_label(first: Token, last: Token) -> bool:
    """A number after the noun that it numbers: "Flight 93", "Article 5", "Group of 77"."""
    if not first.i:
        return False
    before = first.nbor(-1)
    if before.lower_ in MEASURED_BEFORE or CURRENCY.fullmatch(before.text):
        return False
    if before.text == "of" and before.i and first.nbor(-2).text in {"Group", "G"}:
        return True
    if before.lower_ in {"no.", "no", "#", "nos."} and first.text[:1].isdigit():
        return True
    if not first.text[:1].isdigit() or before.whitespace_ == "":
        return False
    hangs = last.head.i == before.i and last.dep_ in {"nummod", "flat", "compound", "nmod", "appos", "nmod:unmarked"}
    named = (
        before.pos_ == "PROPN"
        and last.head.i < first.i
        and last.ent_type_ != ""
        and last.ent_iob_ == "I"
        and last.ent_type_ != "DATE"
    )
    return (hangs and before.pos_ in {"PROPN", "NOUN"} and before.text[:1].isupper()) or named


def _is_pronoun(first: Token, numeral: Numeral) -> bool:
    """ "One" as a pronoun or in "no one", "one another", "one day": it counts only as a modifier or before "of"."""
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
    return after not in {"of", "in"} and first.dep_ not in {"nsubj:pass", "nsubj", "obj", "conj"}


def _is_listing(doc: Doc, numeral: Numeral) -> bool:
    """A list number: a small digit that opens the text or a line and is followed by a full stop or a bracket."""
    if numeral.start or numeral.end - numeral.start != 1 or not doc[0].text.isdigit() or len(doc) < 2:
        return False
    return doc[1].text in {".", ")"} and not doc[0].whitespace_
