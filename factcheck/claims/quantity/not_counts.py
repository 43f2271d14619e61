"""Tell the numbers that count or measure from those that name, date or order things.

Each check is named, and the tables at the end give their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.beside import touches
from factcheck.claims.quantity.measured import Measured
from factcheck.claims.quantity.not_names import (
    MEASURED_BEFORE,
    PAGED,
    is_in_name,
    is_in_place_name,
    is_kind,
    is_labelled,
)
from factcheck.language.docview import dependents, lowers_in, text_in, tokens_in
from factcheck.language.words import lemma_of, text_of
from factcheck.lexicon.labels import load_labels
from factcheck.lexicon.loader import pattern_of, word_list
from factcheck.numerals import Numeral
from factcheck.reads import refused, refuses

__all__ = ["OF_ALL", "OF_BARE", "counts", "refusal"]

MONTHS = re.compile(
    rf"{pattern_of((*word_list('common', 'months'), *word_list('common', 'month_shorts'), 'sept'))}\.?", re.IGNORECASE
)
CLOCK = word_list("quantity", "not_counts.clock")
# adverbs of what befell the one that is meant: "six were shot, one fatally"
DEGREES = frozenset({"fatally", "critically", "seriously", "severely", "gravely"})
# of a broadcaster in the Americas (47 CFR 2.302)
CALL_SIGN = re.compile(r"[WKCX][A-Z]{2,3}")
# toll-free, with an area code, with a word for a number: "1-866-313", "704-432-TIPS", "834-HELP"
TELEPHONE = re.compile(r"1-8\d\d-[\dA-Z]{3}|\d{3}[-. ]\d{3}[-. ][\dA-Z]{4}\b|\d{3}-[A-Z]{3,}\b")
BORES = frozenset(map(Decimal, ("5.45", "5.56", "7.62", "9", "10")))  # "his weapon, a 9 mm"
COMPASS = word_list("quantity", "not_counts.compass")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ANY_YEAR = re.compile(r"(?:[1-9]|1\d|2[01])\d\d")
_HALVES = word_list("quantity", "not_counts.halves")


@refuses("not-count.bore")
def _is_bore(doc: Doc, found: Measured) -> bool:
    """The bore of a gun names it: "a .32 caliber revolver", "a 7mm rifle", "a .22 rifle"."""
    after = [lemma_of(token) for token in tokens_in(doc, found.end, found.end + 3) if token.text != "-"]
    if found.unit is None:
        near = {*lowers_in(doc, found.end, found.end + 5)}
        barrel = found.numeral.value < 1 and not found.numeral.fraction and "bore" in near
        small = found.numeral.value < 1 and not found.numeral.fraction and after[:1] and after[0] in load_labels().guns
        return barrel or bool(small) or after[:1] in (["caliber"], ["calibre"])
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
    named = [token.text for token in tokens_in(doc, numeral.end, numeral.end + 3) if token.text[:1].isupper()]
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
    if before in {"to", "-"} and token.i > 1 and token.i + 1 < len(doc):
        first = doc[token.i - 2].text
        small = first.isdigit() and not _YEAR.fullmatch(first)
        counted = counted or (small and doc[token.i + 1].tag_ == "NNS")  # "1000 to 2000 hires"
    return not (counted and not any(child.dep_ == "det" for child in dependents(token.head)))


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
        or (after.lower() == "local" and _word(doc, numeral.end + 1) == "time")
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
    if start > 1 and doc[start - 1].text == "+" and touches(doc, start - 1):
        return True  # "the P5+1"
    if lowers_in(doc, end, end + 1) == ["-"] and text_in(doc, end + 1, end + 2).lower().startswith("in-"):
        return True  # "a 1-in-100-year flood"
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
    return bool(places) and any(TELEPHONE.match(text_of(doc), each.idx) for each in places)


@refuses("not-count.serial")
def _is_serial(doc: Doc, found: Measured) -> bool:
    """A telephone number, a season, a serial: "0800 123 456", the second half of "2019-20"."""
    numeral = found.numeral
    token = doc[numeral.start]
    for first in tokens_in(doc, max(0, token.i - 1), token.i + 1):
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


@refuses("not-count.gallery")
def _is_in_gallery(doc: Doc, found: Measured) -> bool:
    """ "3 of 45 Photos", "(15 Images)": a place in a row of pictures, and how many a page has."""
    first, last = doc[found.numeral.start], doc[found.numeral.end - 1]
    if not first.is_digit:
        return False
    if _word(doc, found.numeral.end) == "of" and last.i + 2 < len(doc) and doc[last.i + 2].is_digit:
        last = doc[last.i + 2]
    after = _word(doc, last.i + 1)
    pictures = after.removesuffix("s") in PAGED and after.endswith("s")
    before = _word(doc, first.i - 1)
    return pictures and (last != first or (before == "of" and doc[first.i - 2].is_digit) or before == "(")


@refuses("not-count.rank")
def _is_rank(doc: Doc, found: Measured) -> bool:
    """ "Left the bottom three", "in the top 10": places of a table, where no noun is counted."""
    if _word(doc, found.numeral.start - 1) not in {"top", "bottom"} or _word(doc, found.numeral.start - 2) == "on":
        return False
    after = doc[found.numeral.end] if found.numeral.end < len(doc) else None
    return after is None or (after.pos_ not in {"NOUN", "PROPN", "ADJ", "SYM"} and after.text not in {"-", "%"})


# ------------------------------------------------------------------ the table
Check = Callable[[Doc, Measured], bool]

# what is asked of every number, in this order
OF_ALL: tuple[Check, ...] = (
    _is_date_or_time, _is_glued, _is_bore, _is_decade, _is_on_street, _is_street,
)  # fmt: skip
# what is asked of a number without a unit besides
OF_BARE: tuple[Check, ...] = (
    _is_serial, _is_year, is_labelled, _is_address, _is_channel, is_in_name, is_in_place_name, is_kind, _is_pronoun,
    _is_half, _is_next_one, _is_in_gallery, _is_rank,
)  # fmt: skip


def refusal(doc: Doc, found: Measured) -> Check | None:
    """Return the first check that says that a numeral counts nothing, or None where it is a quantity."""
    checks = OF_ALL if found.unit is not None else (*OF_ALL, *OF_BARE)
    return next((check for check in checks if check(doc, found)), None)


def counts(doc: Doc, found: Measured) -> bool:
    """Return whether a numeral states a quantity; years, dates, times, labels, scores and pronouns do not."""
    check = refusal(doc, found)
    if check is not None:
        refused(check, text_in(doc, found.start, max(found.end, found.numeral.end)))
    return check is None
