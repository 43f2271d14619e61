"""Read one unit of time that only its article counts: "more than an hour", "for a week", "lasted a full day"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Doc, Token

from factcheck.claims.quantity.measured import Measured
from factcheck.language.docview import lowers_in, tokens_in
from factcheck.language.words import lemma_of, tokens_of
from factcheck.lexicon.hedges import HedgeTable
from factcheck.lexicon.loader import word_list
from factcheck.numerals import Numeral
from factcheck.units import Unit, find_unit

__all__ = ["spans_of_time"]

_ARTICLES = frozenset({"a", "an"})
_WHOLE = frozenset({"full", "whole", "entire", "all"})
_OPENING = _ARTICLES | _WHOLE
_LASTING = word_list("quantity", "articles.lasting")
_ENDING = word_list("quantity", "articles.ending")


def spans_of_time(doc: Doc, hedges: HedgeTable) -> Iterator[Measured]:
    """Yield each unit of time that an article counts as one, in text order.

    It must be told as a length: behind a hedge ("nearly a decade") or behind a word for lasting ("for a week"). "Twice
    a week" and "a day of mourning" tell none.
    """
    for opening in tokens_of(doc, _OPENING):
        token = doc[opening.i + 1] if opening.i + 1 < len(doc) else None
        unit = _unit_of_time(token) if token is not None else None
        if token is None or unit is None:
            continue
        start = _start(doc, token.i)
        if start is not None and _is_length(doc, start, hedges) and not _goes_on(doc, token):
            one = Numeral(start=start, end=token.i, values=(Decimal(1),), unit_digit=Decimal(1))
            yield Measured(numeral=one, start=start, end=token.i + 1, unit=unit)


def _unit_of_time(token: Token) -> Unit | None:
    if token.tag_ != "NN" or not token.is_lower or token.dep_ == "compound":
        return None
    unit = find_unit(token.text)
    return unit if unit is not None and unit.dimension == "time" and unit.name == token.text else None


def _start(doc: Doc, at: int) -> int | None:
    """Return where the words begin that count a unit as one: "an", "all", "a full"; None without such words."""
    before = lowers_in(doc, max(0, at - 2), at)
    if before[-1:] and before[-1] in _ARTICLES:
        return at - 1
    if before[-1:] and before[-1] in _WHOLE:
        return at - 2 if before[0] in _ARTICLES and len(before) == 2 else at - 1
    return None


def _is_length(doc: Doc, start: int, hedges: HedgeTable) -> bool:
    before = doc[start - 1] if start else None
    if before is None:
        return False
    if lemma_of(before) in _LASTING or before.lower_ in _LASTING:
        return True
    words = lowers_in(doc, max(0, start - hedges.longest), start)
    kinds = (hedges.before.get(tuple(words[at:])) for at in range(len(words)))
    return any(kind is not None and kind != "exact" for kind in kinds)


def _goes_on(doc: Doc, token: Token) -> bool:
    """Whether the words behind change what is told: "an hour and a half", "a year-long", "a week or two", "a day's"."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is None:
        return False
    half = any(word.lower_ == "half" for word in tokens_in(doc, token.i + 2, token.i + 4)) and after.lower_ == "and"
    return half or after.lower_ in _ENDING or (after.text == "-" and not token.whitespace_)
