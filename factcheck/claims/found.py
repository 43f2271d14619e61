"""What the quantity reader finds in a parse, before it becomes a claim."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from factcheck.language.words import lemma_of
from factcheck.models import Hedge, Interval, Quantity
from factcheck.numerals import Numeral
from factcheck.units import Unit

__all__ = ["Found"]


class Found(msgspec.Struct, kw_only=True, eq=False):
    """A quantity in a doc. All indices are token indices, half-open.

    `start` and `end` cover the surface from hedge to noun, `number` the numeral alone; `carrier` is the token whose
    place in the parse says what the number is about: the counted noun, else the unit, else the numeral's last word.
    """

    start: int
    end: int
    number: tuple[int, int]
    numerals: tuple[Numeral, ...]
    hedge: Hedge
    strict: Interval
    plausible: Interval
    carrier: Token
    noun: Token | None = None
    unit: Unit | None = None
    age: bool = False

    @property
    def anchor(self) -> Token:
        """The token by which the quantity hangs in the sentence: the carrier, or the hedge's word above it."""
        token = self.carrier
        while token.head != token and self.start <= token.head.i < self.end:
            token = token.head
        return token

    def to_quantity(self, surface: str) -> Quantity:
        """Return the value of the claim; `surface` is the source's own text for it."""
        noun = None if self.noun is None else lemma_of(self.noun)
        return Quantity(
            nominal=tuple(numeral.value for numeral in self.numerals),
            strict=self.strict,
            plausible=self.plausible,
            unit=None if self.unit is None else self.unit.name,
            base=None if self.unit is None else self.unit.base,
            noun=noun,
            hedge=self.hedge,
            surface=surface,
        )
