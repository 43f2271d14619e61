"""What does not hold in a report → one line: what, where, what was expected and what was found."""

from __future__ import annotations

import json

import msgspec

from factcheck.report.ground.text import clean, clean_line, shorten

__all__ = ["Fault", "asked", "parted", "place_of", "told"]

_SHOWN, _BEFORE = 60, 20  # characters of a value, and of those before its first difference
_PLACE = 200
_SPACES = str.maketrans({"\n": "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}", "\t": " "})


class Fault(msgspec.Struct, frozen=True):
    """Something in a report that does not hold.

    `kind` is the field at fault, or "missing", "added", "order", "file" or "sources"; `place` is the object at fault by
    its id, and `text` says it in one line.
    """

    kind: str
    place: str
    text: str


def place_of(kind: str, id_: str) -> str:
    """Return how a fault names an object: its kind and its id, cleaned and cut."""
    return f"{kind} {clean_line(id_[:_PLACE])}"


def told(value: object, *, quote: bool = True) -> str:
    """Return a value as a line may show it, cleaned and cut; a text between quotation marks where `quote` is set."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        shown = shorten(clean(value[: 4 * _SHOWN]).translate(_SPACES), _SHOWN)
        return f"“{shown}”" if quote else shown
    if isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return shorten(clean_line(str(value)), _SHOWN)


def asked(expected: object, found: object) -> str:
    """Return what should be and what is: "should be 3, the report has 4"."""
    expected, found = parted(expected, found)
    return f"should be {told(expected)}, the report has {told(found)}"


def parted(one: object, other: object) -> tuple[object, object]:
    """Return two texts from shortly before they part, so that the difference is seen; other values as they are.

    >>> parted("a" * 40 + "12 dead", "a" * 40 + "13 dead")[0]
    '…aaaaaaaaaaaaaaaaaaa12 dead'
    """
    if not isinstance(one, str) or not isinstance(other, str):
        return one, other
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, alike - _BEFORE)
    return (f"…{one[start:]}", f"…{other[start:]}") if start else (one, other)
