"""A street address as a label that the floors above compare: "500 block n oak ave", "near 5th st & elm st"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from itertools import permutations

import msgspec

from factcheck.lexicon.loader import word_list, word_map, words_in_order

__all__ = ["Address", "Street"]

# how two addresses differ, the most telling first
KINDS = ("number", "neighbour", "direction", "type", "spelling", "crossing", "street")
HUNDRED = 100  # numbers of a block
ALIKE = 0.8  # of 1: two spellings of one name
LONG_ENOUGH = 5  # letters of a name that can be misspelt
_LABEL = re.compile(
    r"(?P<near>near )?(?:(?P<number>\d+) (?P<block>block )?)?(?P<street>[^&]+?)(?: & (?P<cross>[^&]+))?"
)
_NO_LETTER = re.compile(r"[\W_]")
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*")
_TYPES = word_map("streets", "types")
_TYPES = {**_TYPES, **{str(short): str(short) for short in _TYPES.values()}}  # a label is read back
_PLURALS = word_list("streets", "plurals")
_DIRECTIONS = word_map("streets", "directions")
_ROADS = word_map("streets", "roads")
_ORDINALS = {
    word: f"{at}{'st nd rd'.split()[at - 1] if at < 4 else 'th'}"
    for at, word in enumerate(words_in_order("streets", "ordinals"), 1)
}


class Street(msgspec.Struct, frozen=True, order=True):
    """A street: its name in small letters, its type and its direction in short forms; "" where none is told."""

    name: str
    kind: str = ""
    direction: str = ""

    @property
    def label(self) -> str:
        """The street in words.

        >>> Street("st lawrence", "ave", "s").label
        's st lawrence ave'
        """
        return " ".join(filter(None, (self.direction, self.name, self.kind)))

    @classmethod
    def from_words(cls, text: str) -> Street:
        """Return the street that words name, in full or in short.

        >>> Street.from_words("South Fifth Street")
        Street(name='5th', kind='st', direction='s')
        >>> Street.from_words("U.S. Highway 12 West")
        Street(name='highway 12', kind='', direction='w')
        """
        words = _WORD.findall(re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)", "", text.casefold()))
        direction = ""
        for end in (0, -1):
            rest = words[1:] if end == 0 else words[:-1]
            if not direction and words and words[end] in _DIRECTIONS and any(word not in _TYPES for word in rest):
                direction, words = str(_DIRECTIONS[words[end]]), rest
        kind = ""
        if len(words) > 1 and (words[-1] in _TYPES or words[-1] in _PLURALS):
            kind, words = str(_TYPES.get(words[-1], "")), words[:-1]  # "Elm and Oak streets" need not both be streets
        return cls(_name(words), kind, direction)

    def difference(self, other: Street) -> str:
        """Return how two streets differ: by direction, type, spelling, or wholly ("street"); "" where they may be one.

        >>> Street("oak", "ave").difference(Street("oak", "pl"))
        'type'
        """
        mine, theirs = _NO_LETTER.sub("", self.name), _NO_LETTER.sub("", other.name)
        if mine != theirs:
            if _is_numbered(self) != _is_numbered(other) or _is_short(self, other) or _is_short(other, self):
                return ""  # a road has a number and a name
            words, others = set(self.name.split()), set(other.name.split())
            if words <= others or others <= words:
                return ""
            return "spelling" if _are_alike(mine, theirs) else "street"
        if self.kind and other.kind and self.kind != other.kind:
            return "type"
        return "direction" if self.direction and other.direction and _are_apart(self.direction, other.direction) else ""


class Address(msgspec.Struct, frozen=True, order=True):
    """A place by its street: a house or a block of it, or its crossing with another; `near` where it is only close.

    `number` is -1 where none is told; a block is named by its lowest number. Where a number is told, the second
    street is one close by.
    """

    street: Street
    number: int = -1
    block: bool = False
    cross: Street | None = None
    near: bool = False

    @property
    def label(self) -> str:
        """The address in words.

        >>> Address(Street("oak", "ave"), 500, block=True, near=True).label
        'near 500 block oak ave'
        """
        near, block = "near " if self.near else "", "block " if self.block else ""
        number = f"{self.number} {block}" if self.number >= 0 else ""
        cross = f" & {self.cross.label}" if self.cross is not None else ""
        return f"{near}{number}{self.street.label}{cross}"

    @classmethod
    def from_label(cls, label: str) -> Address | None:
        """Return the address of a label; None for one without a street.

        >>> Address.from_label("near 5th st & elm st").cross
        Street(name='elm', kind='st', direction='')
        """
        found = _LABEL.fullmatch(label)
        if found is None:
            return None
        return cls(
            Street.from_words(found["street"]),
            int(found["number"]) if found["number"] else -1,
            block=found["block"] is not None,
            cross=Street.from_words(found["cross"]) if found["cross"] else None,
            near=found["near"] is not None,
        )

    @property
    def is_crossing(self) -> bool:
        return self.cross is not None and self.number < 0

    def is_apart(self, other: Address) -> bool:
        """Return whether two addresses have no street in common.

        >>> Address(Street("oak"), 512).is_apart(Address(Street("elm"), cross=Street("bay")))
        True
        """
        return all(one.difference(two) == "street" for one in _streets(self) for two in _streets(other))

    def excludes(self, other: Address) -> bool:
        """Return whether two addresses cannot be one place."""
        return bool(self.difference(other))

    def difference(self, other: Address) -> str:
        """Return how two addresses exclude each other, one of KINDS; "" where both may be one place.

        A house lies in its block. What is told of one street alone leaves the number open; a house on one street may
        lie at the crossing of two others, and two streets without a number may cross.

        >>> Address(Street("oak"), 4000, block=True).difference(Address(Street("oak"), 400, block=True))
        'number'
        """
        if self.is_crossing and other.is_crossing:
            return _of_crossings(self, other)
        if self.is_crossing or other.is_crossing:
            crossing, plain = (self, other) if self.is_crossing else (other, self)
            kinds = {each.difference(plain.street) for each in _streets(crossing)} - {"street"}
            return "" if "" in kinds else next((kind for kind in KINDS if kind in kinds), "")
        found = self.street.difference(other.street)
        if found == "street":
            return found if self.number >= 0 and other.number >= 0 else ""
        return found or self._number_apart(other)

    def _number_apart(self, other: Address) -> str:
        if self.number < 0 or other.number < 0:
            return ""
        apart = abs(self.number // HUNDRED - other.number // HUNDRED)
        if apart == 0:
            return "" if self.block or other.block or self.number == other.number else "number"
        return "neighbour" if apart == 1 and (self.block or other.block) else "number"


def _of_crossings(one: Address, two: Address) -> str:
    """Return how two crossings differ, by the pairing of their streets that leaves the least."""
    pairings = (
        sorted((a.difference(b) for a, b in zip(_streets(one), order, strict=True)), key=_rank)
        for order in permutations(_streets(two))
    )
    best = min(pairings, key=lambda kinds: [_rank(kind) for kind in reversed(kinds)])
    if best == ["", "street"]:
        return "crossing"
    return best[-1]


def _streets(crossing: Address) -> tuple[Street, ...]:
    return (crossing.street,) if crossing.cross is None else (crossing.street, crossing.cross)


def _rank(kind: str) -> int:
    return KINDS.index(kind) + 1 if kind else 0


def _is_numbered(street: Street) -> bool:
    return street.name.partition(" ")[0] in _ROADS


def _is_short(one: Street, two: Street) -> bool:
    """Return whether a name is the initials of the first words of another: "MLK"."""
    initials = "".join(word[0] for word in two.name.split())
    return len(one.name) > 1 and len(initials) > 1 and initials.startswith(one.name)


def _are_apart(one: str, two: str) -> bool:
    """Return whether two directions name two ends: "n" lies in "nw"."""
    return not (set(one) <= set(two) or set(two) <= set(one))


def _are_alike(one: str, two: str) -> bool:
    """Return whether two names are spellings of one: long, alike, and with the same figures."""
    if min(len(one), len(two)) < LONG_ENOUGH or re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    return difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= ALIKE


def _name(words: Iterable[str]) -> str:
    """Return a street's name in one form: an ordinal in figures, a numbered road by its kind and number."""
    plain = [_ORDINALS.get(word, word) for word in words]
    if plain and plain[0] == "saint":
        plain[0] = "st"
    *lead, last = plain or [""]
    if lead and last.isdecimal():
        road = next((_ROADS[word] for word in reversed(lead) if word in _ROADS), None)
        return " ".join([str(road), last]) if road else " ".join(plain)
    joined = re.fullmatch(r"(i|us|sr|hwy)-?(\d+)", last) if not lead else None
    return f"{_ROADS[joined[1]]} {joined[2]}" if joined else " ".join(plain)
