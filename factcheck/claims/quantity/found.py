"""What the quantity reader finds in a parse, before it becomes a claim."""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from factcheck.language.docview import text_in
from factcheck.language.words import lemma_of
from factcheck.models import Hedge, Interval, Quantity
from factcheck.numerals import Numeral
from factcheck.units import Unit, of_age

__all__ = ["Found"]


class Found(msgspec.Struct, kw_only=True, eq=False):
    """A quantity in a doc. All indices are token indices, half-open.

    `start` and `end` cover the surface from hedge to noun, `number` the numeral alone; `carrier` is the token whose
    place in the parse says what the number is about: the counted noun, else the unit, else the numeral's last word.
    `phrase` is the counted noun with its modifiers and rate ("european country", "flight per day"), also one that the
    number shares with an earlier one ("210 canoes compared with 87").
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
    phrase: str = ""
    read_by: tuple[str, ...] = ()

    @property
    def anchor(self) -> Token:
        """The token by which the quantity hangs in the sentence: the carrier, or the hedge's word above it."""
        token = self.carrier
        while token.head != token and self.start <= token.head.i < self.end:
            token = token.head
        return token

    @property
    def counted(self) -> str | None:
        """The lemma of the counted noun, also of one that the number shares with another; None where it has none."""
        if self.noun is not None:
            return lemma_of(self.noun)
        return self.phrase.partition(" per ")[0].split()[-1] if self.phrase and self.unit is None else None

    @property
    def words(self) -> str:
        """The words of the surface, as parsed."""
        return text_in(self.carrier.doc, self.start, self.end)

    def to_quantity(self, surface: str, *, whole: bool = False) -> Quantity:
        """Return the value of the claim; `surface` is the source's own text for it.

        `whole` gives the counted noun with its modifiers, and an age its own unit ("year of age"): for a quantity that
        no claim's scope and measure stand beside.
        """
        noun = self.counted
        unit = self.unit
        if whole:
            noun = self.phrase or noun
            unit = of_age(unit) if unit is not None and self.age else unit
        return Quantity(
            nominal=tuple(numeral.value for numeral in self.numerals),
            strict=self.strict,
            plausible=self.plausible,
            unit=None if unit is None else unit.name,
            base=None if unit is None else unit.base,
            noun=noun,
            hedge=self.hedge,
            surface=surface,
        )
