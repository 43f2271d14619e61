"""Lists of numbers: which numbers stand in one, and what its members share.

"26 criminals and 18 officers were killed" is one list: its members share the measure and the speaker of its end. A
whole before its parts ("nine others, seven women and two men") is none of them, and gives them its measure.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from factcheck.claims.measure.assigned import Assigned
from factcheck.claims.measure.read import takes
from factcheck.claims.measure.roles import is_of_last
from factcheck.claims.quantity.found import Found
from factcheck.language.docview import dependents, lowers_in
from factcheck.models import Attribution
from factcheck.reads import reads

__all__ = [
    "apart_from_wholes", "coordinated", "is_open_list", "lists_of", "named_members", "share_in_lists",
    "share_with_parts",
]  # fmt: skip

OPENING = frozenset({"among", "include", "included", "includes", "including", "like"})
BETWEEN = frozenset({"and", ",", '"', "'"})
# two subjects or two objects of one verb are a list whose "and" the parse missed
SHARED = ("nsubj", "nsubj:pass", "obj")


# ------------------------------------------------------------------ which numbers stand in one list
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
        gap = lowers_in(doc, surfaces[index - 1][1], start) if index else []
        if gap and BETWEEN.issuperset(gap) and not {"and", ","}.isdisjoint(gap):
            lists[-1].append(index)
        else:
            lists.append([index])
    return [members for members in lists if len(members) > 1]


def apart_from_wholes(lists: Sequence[Sequence[int]], quantities: Sequence[Found]) -> list[list[int]]:
    """Return the lists, a whole before its parts left out of theirs: "nine others, seven women and two men"."""
    out = []
    for members in lists:
        first, *rest = (quantities[i].numerals[-1].value for i in members)
        out.append([*members[1:]] if len(rest) > 1 and first == sum(rest) else [*members])
    return out


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
        if child.pos_ == "PROPN" and child.i > carrier.i and not any(c.dep_ == "nummod" for c in dependents(child))
    ]


# ------------------------------------------------------------------ what they share
def share_in_lists(
    quantities: Sequence[Found],
    measures: list[Assigned | None],
    speakers: list[Attribution | None],
    lists: Sequence[Sequence[int]],
) -> None:
    """Give the members of each list the measure and the speaker of its end, in place."""
    for members in lists:
        shared = next(
            (each for i in reversed(members) if (each := measures[i]) is not None and each.measure.people), None
        )
        speaker = next((said for i in reversed(members) if (said := speakers[i]) is not None), None)
        for i in members if shared is not None else ():
            measure = _shared(quantities[i], measures[i], shared) if shared is not None else None
            if measure is not None:
                measures[i], speakers[i] = measure, speaker


def _shared(found: Found, own: Assigned | None, shared: Assigned) -> Assigned | None:
    """Return the measure that a member shares with its list; None where it has another, or none."""
    if own is not None and own.is_like(shared):
        return own
    free = (own is None or not own.sure) and not is_of_last(shared.trigger)
    return _in_list(shared) if free and takes(found, shared) else None


@reads("compose.shared-in-list")
def _in_list(shared: Assigned) -> Assigned:
    """ "26 criminals and 18 officers were killed": members of a list share the measure of its end."""
    return shared


def share_with_parts(
    quantities: Sequence[Found], measures: list[Assigned | None], lists: Sequence[Sequence[int]]
) -> None:
    """Give the parts of a number its measure, in place."""
    for members in lists:
        whole = members[0] - 1
        measure = measures[whole] if whole >= 0 else None
        if measure is None or not measure.measure.people or any(quantities[i].unit for i in members):
            continue
        gap = quantities[members[0]].start - quantities[whole].end
        total = sum(quantities[i].numerals[-1].value for i in members)
        for i in members if gap == 1 and total == quantities[whole].numerals[-1].value else ():
            own = measures[i]
            if (own is None or not own.sure) and takes(quantities[i], measure):
                measures[i] = _of_whole(measure)


@reads("compose.parts-beside-whole")
def _of_whole(measure: Assigned) -> Assigned:
    """ "Nine others, seven women and two men": the parts behind a whole have its measure."""
    return msgspec.structs.replace(measure, sure=False)
