"""Ask what stands beside a number: a currency sign, a unit, another word without a space."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from factcheck.units import Unit, find_unit, longest_surface

__all__ = ["CURRENCY", "touches", "unit_after"]

CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$£€¥₽₹₩₦₺₸₴₪]")


def touches(doc: Doc, index: int) -> bool:
    """Return whether no space stands on either side of a token."""
    return index > 0 and not doc[index - 1].whitespace_ and not doc[index].whitespace_


def unit_after(doc: Doc, end: int) -> tuple[Unit, int] | None:
    """Return the unit that follows a number, and the index where it ends; None where none does."""
    at = end + 1 if end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ else end
    for size in range(min(longest_surface(), len(doc) - at), 0, -1):
        surface = doc[at : at + size].text
        unit = find_unit(surface)
        if unit is not None and not (size == 1 and _is_other_word(doc[at], spaced=at == end)):
            return unit, at + size
    return None


def _is_other_word(token: Token, *, spaced: bool) -> bool:
    """ "Second" as an ordinal, "m" or "C" as an initial, "in" as a preposition: words that only look like a unit."""
    if token.lower_ in {"second", "minute"} and token.tag_ == "JJ":
        return True
    return (
        spaced and len(token.text) == 1 and token.text.isalpha() and token.pos_ in {"PROPN", "X"} and token.text != "C"
    )
