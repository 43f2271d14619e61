"""Turn coordinated parts into the derived claim of their sum: "26 criminals and 18 officers were killed" says 44.

Only parts of one sentence, measure, status and speaker that name disjoint populations add up; their intervals add. A
named member beside a count of members ("five republics and Russia") counts one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.models import Hedge, Interval, Quantity, Value
from factcheck.numerals import plain
from factcheck.numerals.intervals import tidy

__all__ = ["at_least", "coordinated", "is_open_list", "lists_of", "named_members", "sum_of"]

OPENING = frozenset({"among", "include", "included", "includes", "including", "like"})
BETWEEN = frozenset({"and", ",", '"', "'"})
# two subjects or two objects of one verb are a list whose "and" the parse missed
SHARED = ("nsubj", "nsubj:pass", "obj")


def coordinated(carriers: Sequence[Token]) -> list[list[int]]:
    """Return the indices of carriers that one "and" list joins, two or more together."""
    groups: dict[tuple[int, str], list[int]] = {}
    for index, token in enumerate(carriers):
        first = _list_head(token)
        place = (first.head.i, first.dep_) if first.dep_ in SHARED else (first.i, "")
        groups.setdefault(place, []).append(index)
    return [members for members in groups.values() if len(members) > 1]


def lists_of(surfaces: Sequence[tuple[int, int]], doc: Doc) -> list[list[int]]:
    """Return the indices of surfaces that stand side by side, with nothing but "and", commas and quotes between them.

    "26 criminals and 18 officers have been killed" is one list, whatever the parse makes of it.
    """
    lists: list[list[int]] = []
    for index, (start, _) in enumerate(surfaces):
        gap = doc[surfaces[index - 1][1] : start] if index else None
        if (
            gap is not None
            and len(gap)
            and all(token.lower_ in BETWEEN for token in gap)
            and any(token.lower_ in {"and", ","} for token in gap)
        ):
            lists[-1].append(index)
        else:
            lists.append([index])
    return [members for members in lists if len(members) > 1]


def is_open_list(surfaces: Sequence[tuple[int, int]], doc: Doc) -> bool:
    """Whether a list names only some of a whole: "including 9 women and 4 children", "among the dead were …"."""
    start, end = min(first for first, _ in surfaces), max(last for _, last in surfaces)
    around = [*doc[max(0, start - 5) : start], *doc[end : end + 3]]
    return any(token.lower_ in OPENING for token in around)


def _list_head(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def named_members(carrier: Token) -> list[Token]:
    """Return the proper names that are coordinated with a counted noun: each is one more of its kind."""
    return [
        child
        for child in carrier.conjuncts
        if child.pos_ == "PROPN" and child.i > carrier.i and not any(c.dep_ == "nummod" for c in child.children)
    ]


def sum_of(parts: Sequence[Quantity], surface: str) -> Quantity:
    """Return the sum of the parts; it is exact where every part is."""
    strict, plausible = parts[0].strict, parts[0].plausible
    for part in parts[1:]:
        strict, plausible = strict + part.strict, plausible + part.plausible
    exact = all(part.hedge.kind == "exact" for part in parts)
    total = plain(sum((part.nominal[0] for part in parts[1:]), parts[0].nominal[0]))
    hedge = Hedge() if exact else Hedge("about", "")
    return Quantity(
        nominal=(total,),
        strict=tidy(strict),
        plausible=tidy(plausible),
        unit=parts[0].unit,
        base=parts[0].base,
        noun=None,
        hedge=hedge,
        surface=surface,
    )


def at_least(total: Value) -> Value:
    """Return a total of persons told one by one as the least that it can be: a text need not name everybody."""
    if not isinstance(total, Quantity):
        return total
    number = total.nominal[0]
    return msgspec.structs.replace(
        total, strict=Interval(number, None), plausible=Interval(number, number + 1), hedge=Hedge("at_least")
    )
