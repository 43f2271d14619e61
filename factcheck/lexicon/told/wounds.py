"""The parts of a body as a label that the floors above compare: "chest & arm"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from factcheck.lexicon.loader import word_map

__all__ = ["Wound"]

_PARTS = word_map("harms", "parts")
_LONGEST = 2  # words of a part's name: "lower back"


class Wound(msgspec.Struct, frozen=True):
    """Where somebody was hit, by the words for the parts of the body."""

    parts: tuple[str, ...]

    @property
    def label(self) -> str:
        """The parts in words.

        >>> Wound(("chest", "arm")).label
        'chest & arm'
        """
        return " & ".join(self.parts)

    @classmethod
    def from_label(cls, label: str) -> Wound | None:
        """Return the wound of a label; None where a part is not known.

        >>> Wound.from_label("left arm") is None
        True
        """
        parts = tuple(label.split(" & "))
        return cls(parts) if all(part in _PARTS for part in parts) else None

    @staticmethod
    def part_at(words: Sequence[str], at: int) -> tuple[str, int] | None:
        """Return the part that is named from a word on, and where its name ends; None where none is.

        >>> Wound.part_at(["lower", "back", "."], 0)
        ('lower back', 2)
        """
        for size in range(_LONGEST, 0, -1):
            name = " ".join(words[at : at + size])
            for form in (name, name.removesuffix("s"), name.replace("feet", "foot")):
                if form in _PARTS and len(words) >= at + size:
                    return form, at + size
        return None

    @property
    def regions(self) -> frozenset[str]:
        """The regions of the body that the parts may mean."""
        return frozenset(region for part in self.parts for region in str(_PARTS[part]).split())

    def excludes(self, other: Wound) -> bool:
        """Return whether no part of one can be a part of the other.

        >>> Wound(("head",)).excludes(Wound(("leg",)))
        True
        >>> Wound(("head",)).excludes(Wound(("eye", "arm")))
        False
        """
        return self.regions.isdisjoint(other.regions)

    @classmethod
    def of_all(cls, wounds: Iterable[Wound]) -> Wound:
        """Return all the parts of several wounds of one person."""
        return cls(tuple(sorted({part for wound in wounds for part in wound.parts})))
