"""Ask what stands beside a number: a currency sign, a unit, "per" and what it is counted by."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.quantity.measured import Measured
from factcheck.claims.quantity.written import MINUS, Written
from factcheck.language.docview import lowers_in, sentence_of, text_in, tokens_in
from factcheck.language.words import lemma_of
from factcheck.lexicon.loader import word_list, word_map
from factcheck.numerals import Numeral, multipliers, scan_numerals
from factcheck.units import Unit, find_currency, find_glued, find_unit, longest_surface, rate

__all__ = ["CURRENCY", "Measured", "compounded", "measured", "per_what", "touches", "unit_after"]

CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$£€¥₽₹₩₦₺₸₴₪]")
# a code behind an amount with a sign names the sign's country, and nothing more where it is the dollar's own
_OWN_CODES = frozenset({"US", "U.S.", "USD", "U.S"})
_COUNTRIES = frozenset({"Canadian", "Australian", "Singapore", "Taiwan"})
# behind "a year" these make a time of it: "$5 a year ago"
_TIMES = frozenset({"ago", "earlier", "later", "before", "after", "previously", "prior", "old"})
_EACH = word_list("quantity", "beside.each")
_MULTIPLIERS = multipliers()
_BETWEEN = word_list("quantity", "beside.between")
_OF_MULTIPLES = word_list("quantity", "beside.of_multiples")
_LINKING = word_list("quantity", "beside.linking")
# the pairs of units in which one measurement is told, the larger first
_IN_ONE = word_map("quantity", "beside.in_one")
_PRICES = word_list("quantity", "beside.prices")
_NEAR, _MANY = 6, 1_000_000
_ARTICLES = frozenset({"a", "an", "each", "every"})


def touches(doc: Doc, index: int) -> bool:
    """Return whether no space stands on either side of a token."""
    return index > 0 and not doc[index - 1].whitespace_ and not doc[index].whitespace_


def measured(doc: Doc, numeral: Numeral, text: Written) -> Measured:
    """Return a numeral with its sign and unit."""
    sign, start = _sign_before(doc, numeral.start, text)
    unit, end = _unit_at(doc, numeral, text) if sign is None else _country(doc, numeral.end, sign)
    if unit is not None:
        unit, end = _rated(doc, unit, end)
    numeral, start = _negative(doc, numeral, start, text)
    factor = _MULTIPLIERS.get(text.words[numeral.end - 1].lower().lstrip("0123456789.,"), 1)
    if unit is not None and unit.name == "pound-mass" and _is_priced(doc, start, end, factor):
        unit = find_unit("pound sterling")
    low = _low_end(text.lows.get(numeral.start, ""), numeral)
    return Measured(numeral=numeral, start=start, end=end, unit=unit, signed=sign is not None, factor=factor, low=low)


def _is_priced(doc: Doc, start: int, end: int, factor: int) -> bool:
    """Whether pounds are money: "50 million pounds", "a fine of 400 pounds"; "weighs 400 pounds" is a weight."""
    if doc[end - 1].lower_ not in {"pound", "pounds"}:
        return False
    near = {lemma_of(token) for token in tokens_in(doc, max(sentence_of(doc[start]).start, start - _NEAR), start)}
    return factor >= _MANY or bool(near & _PRICES)


def compounded(doc: Doc, numbers: Sequence[Measured], *, money: bool = False) -> list[Measured]:
    """Return the numbers, a measurement in two units as one in the smaller: "5 feet 11 inches" is 71 inches.

    An amount of money stays in the larger: "three dollars five cents" is 3.05 dollars. With `money` only such amounts
    are put together.
    """
    out: list[Measured] = []
    for each in numbers:
        priced = each.unit is not None and each.unit.dimension == "money"  # told in the larger unit, as it is written
        ratio = _ratio(doc, out[-1], each) if out and (priced or not money) else None
        if ratio is not None:
            first = out[-1]
            value = first.numeral.value * ratio + each.numeral.value
            numeral = msgspec.structs.replace(
                each.numeral, start=first.numeral.start, values=(value / ratio if priced else value,)
            )
            unit = first.unit if priced else each.unit
            out[-1] = msgspec.structs.replace(each, numeral=numeral, start=first.start, unit=unit)
        else:
            out.append(each)
    return out


def _ratio(doc: Doc, first: Measured, second: Measured) -> int | None:
    """Return how many of the second's unit make one of the first's where both are one measurement, else None."""
    if first.unit is None or second.unit is None or first.numeral.value % 1 or first.low or second.low:
        return None
    ratio = _IN_ONE.get(f"{first.unit.name} {second.unit.name}")
    vague = first.numeral.vague or second.numeral.vague or len(first.numeral.values) + len(second.numeral.values) > 2
    if ratio is None or vague or not 0 < second.numeral.value < ratio:
        return None
    gap = lowers_in(doc, first.end, second.start)
    return ratio if gap in ([], [","], ["and"], [",", "and"]) else None


def _low_end(words: str, high: Numeral) -> Numeral | None:
    found = next(scan_numerals(words.split()), None)
    return None if found is None else msgspec.structs.replace(found, start=high.start, end=high.end)


# ------------------------------------------------------------------ before the number
def _sign_before(doc: Doc, start: int, text: Written) -> tuple[Unit | None, int]:
    """Return the currency before a number, and where it begins: "US $", "RM", "$"."""
    if start in text.before:
        signed = start > 0 and not doc[start - 1].whitespace_ and CURRENCY.fullmatch(doc[start - 1].text)
        return text.before[start], start - bool(signed)
    at = start - 1
    unit = find_currency(doc[at].text) if start else None
    if unit is None or _ends_amount(doc, at):
        return None, start
    if (
        at
        and CURRENCY.fullmatch(doc[at].text)
        and doc[at - 1].is_alpha
        and (len(doc[at - 1]) > 1 or (doc[at - 1].is_upper and not doc[at - 1].whitespace_))
    ):
        joined = find_currency(doc[at - 1].text + doc[at].text)
        if joined is not None:
            return joined, at - 1
    return unit, at


def _ends_amount(doc: Doc, at: int) -> bool:
    """Whether a sign belongs to the number before it: "1,200€ 5 times", "1,700 USD 30 days ago"."""
    if not at or not doc[at - 1].like_num:
        return False
    return bool(doc[at].whitespace_) and (doc[at].is_alpha or not doc[at - 1].whitespace_)


def _negative(doc: Doc, numeral: Numeral, start: int, text: Written) -> tuple[Numeral, int]:
    """Return the numeral below zero behind "minus" or a sign that touches it alone."""
    before = doc[start - 1] if start else None
    if before is not None and (
        before.lower_ == "minus"
        or (before.text in MINUS and not before.whitespace_ and (start < 2 or doc[start - 2].whitespace_))
    ):
        start -= 1
    elif text.marks.get(numeral.start) not in MINUS:
        return numeral, start
    return msgspec.structs.replace(numeral, values=tuple(-value for value in numeral.values)), start


# ------------------------------------------------------------------ behind the number
def _country(doc: Doc, end: int, sign: Unit) -> tuple[Unit | None, int]:
    """Return the currency of an amount with a sign, made exact by the code behind it: "$31.20 US", "$5 Canadian"."""
    if end >= len(doc):
        return sign, end
    after = doc[end].text.rstrip(".=") if doc[end].text not in _OWN_CODES else doc[end].text
    if after in _OWN_CODES:
        return sign, end + 1
    named = find_unit(f"{after} dollar") if after in _COUNTRIES and sign.name == "dollar" else None
    code = find_currency(after) if len(after) == 3 and after.isupper() else None
    return (named or code or sign), end + (named is not None or code is not None)


def _unit_at(doc: Doc, numeral: Numeral, text: Written) -> tuple[Unit | None, int]:
    """Return the unit behind a number, also in "half an hour", "dozens of miles", "on the Kelvin scale"."""
    end = numeral.end
    if end - 1 in text.after:
        return text.after[end - 1], end
    found = unit_after(doc, end) or _past_adjective(doc, end) or _multiple(doc, end)
    if found is None and (numeral.vague or numeral.fraction):
        words = lowers_in(doc, end, end + 2)
        of = words[:1] == ["of"]
        article = numeral.fraction and words[of : of + 1] in (["a"], ["an"])
        if article or (of and numeral.vague):
            behind = end + of + bool(article)
            found = unit_after(doc, behind) or _past_adjective(doc, behind)
    if found is None and lowers_in(doc, end, end + 4)[::3] == ["on", "scale"]:
        unit = find_unit(doc[end + 2].text)
        found = (unit, end + 4) if unit is not None else None
    if found is None and _is_magnitude(doc, numeral.start):
        return find_unit("magnitude"), end
    return (None, end) if found is None else found


def _is_magnitude(doc: Doc, start: int) -> bool:
    """ "Magnitude 7.2", "a magnitude of 7.2", "magnitude-7.2"."""
    before = [token.lower_ for token in tokens_in(doc, max(0, start - 4), start) if token.lower_ not in _LINKING]
    return before[-1:] == ["magnitude"]


def _past_adjective(doc: Doc, end: int) -> tuple[Unit, int] | None:
    """ "50 previous years", "two more miles"."""
    return unit_after(doc, end + 1) if end + 1 < len(doc) and doc[end].lower_ in _BETWEEN else None


def _multiple(doc: Doc, end: int) -> tuple[Unit, int] | None:
    """ "6.5 times earnings", "three times as many", "9,000 times a minute"; "three times last year" counts times."""
    if end + 1 >= len(doc) or doc[end].lower_ != "times":
        return None
    after, unit = doc[end + 1], find_unit("fold")
    of_it = after.lower_ in _OF_MULTIPLES or after.tag_ in {"JJR", "NNS", "NN", "RBR"}
    return (unit, end + 1) if unit is not None and (of_it or per_what(doc, end + 1)) else None


def unit_after(doc: Doc, end: int) -> tuple[Unit, int] | None:
    """Return the unit that follows a number, and the index where it ends; None where none does."""
    at = end + 1 if end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ else end
    for size in range(min(longest_surface(), len(doc) - at), 0, -1):
        surface = text_in(doc, at, at + size)
        unit = find_unit(surface)
        if unit is None and surface[-1:] in {".", "="} and len(doc[at + size - 1]) > 1:
            unit = find_unit(surface[:-1])
        if unit is not None and not (size == 1 and _is_other_word(doc[at], spaced=at == end)):
            return unit, at + size
    if 0 < end < len(doc) and not doc[end - 1].whitespace_:
        glued = find_glued(doc[end].text.rstrip(".") or ".")
        return None if glued is None else (glued, end + 1)
    return None


def _is_other_word(token: Token, *, spaced: bool) -> bool:
    """ "Second" as an ordinal, "m" or "C" as an initial, "in" as a preposition: words that only look like a unit."""
    if token.lower_ in {"second", "minute"} and token.tag_ == "JJ":
        return True
    return (
        spaced and len(token.text) == 1 and token.text.isalpha() and token.pos_ in {"PROPN", "X"} and token.text != "C"
    )


# ------------------------------------------------------------------ rates
def _rated(doc: Doc, unit: Unit, end: int) -> tuple[Unit, int]:
    """Return the unit by what it is counted, where that is said: "$15 a month", "11 feet per century"."""
    at = _past_brackets(doc, end)
    found = per_what(doc, at)
    return (unit, end) if found is None else (rate(unit, found[0]), found[1] if at == end else end)


def _past_brackets(doc: Doc, end: int) -> int:
    """Return the index behind a short bracket: "9 billion shekels ($2.4 billion) a year"."""
    if end < len(doc) and doc[end].text == "(":
        closing = next((token.i for token in tokens_in(doc, end + 1, end + 8) if token.text == ")"), end - 1)
        return closing + 1
    return end


def per_what(doc: Doc, end: int) -> tuple[str, int] | None:
    """Return what a number is counted by ("per month", "a month", "-a-month"), and where that ends; None without."""
    at = _past_hyphen(doc, end)
    if at >= len(doc):
        return None
    word = doc[at].lower_
    per = word in {"per", "/"}
    if not per and word not in _ARTICLES:
        return None
    at = _past_hyphen(doc, at + 1)
    named = unit_after(doc, at) if at < len(doc) else None
    if named is not None and (per or named[0].dimension in {"time", "volume", "mass", "length", "area"}):
        late = named[1] < len(doc) and doc[named[1]].lower_ in _TIMES
        return None if late and not per else (named[0].name, named[1])
    if at < len(doc) and (doc[at].lower_ in _EACH if not per else doc[at].pos_ in {"NOUN", "PROPN"}):
        return ("year" if doc[at].lower_ == "annum" else lemma_of(doc[at])), at + 1
    return None


def _past_hyphen(doc: Doc, at: int) -> int:
    return at + 1 if at + 1 < len(doc) and at > 0 and doc[at].text == "-" and touches(doc, at) else at
