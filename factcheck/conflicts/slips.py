"""FC106: a difference that looks like a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from factcheck.conflicts.board import TopicView
from factcheck.conflicts.numbers import Item
from factcheck.conflicts.wording import number_text
from factcheck.lexicon.catalogue import Harm, measure_of
from factcheck.models import Quantity, Topic
from factcheck.prose import listed

__all__ = ["Slip", "find_slip"]

_SWAPPED: Mapping[Harm, Harm] = {"fatal": "injury", "injury": "fatal"}
_TEN = Decimal(10)


class Slip(msgspec.Struct, frozen=True):
    """What kind of slip the difference looks like, in a sentence; `related` are the other topics that show it."""

    text: str
    related: tuple[str, ...] = ()


def find_slip(view: TopicView, sets: Sequence[Sequence[Item]]) -> Slip | None:
    """Find out whether two exact numbers differ as slips do; None where they don't or where there are more than two.

    FC106 replaces FC101 where one number is the other times a power of ten, where two neighbouring digits are swapped,
    or where one source has the killed and the injured the other way round.

    Bad: "45 injured" in one source, "54 injured" in another.
    Good: "45 injured" and "47 injured": a difference, but not the trace of a slip.

    Why: a slip is settled with one look at the notes, where a real disagreement takes a call.
    """
    numbers = [_only_number(group) for group in sets]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    low, high = sorted([numbers[0], numbers[1]])
    swapped = _swapped_measure(view, sets)
    if swapped is not None:
        return Slip(f"One source seems to have {_both(view, swapped)} the other way round.", (swapped.id,))
    if _power_of_ten(low, high):
        times = f"{number_text(high)} is {number_text(high / low)} times {number_text(low)}"
        return Slip(f"{times}: a zero may have been lost or added.")
    if _digits_swapped(low, high):
        return Slip(f"{number_text(low)} and {number_text(high)} differ by two swapped digits.")
    return None


def _only_number(group: Iterable[Item]) -> Decimal | None:
    numbers = {item.nominal[0] if item.kind == "exact" and len(item.nominal) == 1 else None for item in group}
    return numbers.pop() if len(numbers) == 1 else None


def _power_of_ten(low: Decimal, high: Decimal) -> bool:
    if low <= 1:
        return False
    ratio = high / low
    while ratio > 1:
        ratio /= _TEN
    return ratio == 1


def _digits_swapped(low: Decimal, high: Decimal) -> bool:
    a, b = str(low.normalize().to_eng_string()), str(high.normalize().to_eng_string())
    if len(a) != len(b) or low != low.to_integral_value():
        return False
    differing = [at for at in range(len(a)) if a[at] != b[at]]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and a[differing[0]] == b[differing[1]]
        and a[differing[1]] == b[differing[0]]
    )


def _swapped_measure(view: TopicView, sets: Sequence[Sequence[Item]]) -> Topic | None:
    """Return the other topic in which the two positions' sources have each other's numbers."""
    wanted = _SWAPPED.get(view.measure.harm)
    left, right = ({item.claim.source_id: item.nominal[0] for item in group} for group in sets)
    for other in view.board.siblings(view.topic):
        if (
            measure_of(view.board.catalogue, other.measure).harm != wanted
            or other.scope.part != view.topic.scope.part
            or other.told_of != view.topic.told_of
        ):
            continue
        there = _numbers_of(view, other)
        if any(
            (b in there.get(one, ())) and (a in there.get(two, ()))
            for one, a in left.items()
            for two, b in right.items()
        ):
            return other
    return None


def _both(view: TopicView, other: Topic) -> str:
    """Return whom the two topics count: "the killed and the injured", the dead first."""
    measures = sorted(
        (view.measure, measure_of(view.board.catalogue, other.measure)), key=lambda each: each.harm != "fatal"
    )
    return listed([measure.persons or measure.label for measure in measures])


def _numbers_of(view: TopicView, topic: Topic) -> dict[str, set[Decimal]]:
    numbers: dict[str, set[Decimal]] = {}
    for claim in (view.board.claims[id_] for id_ in topic.claim_ids):
        if isinstance(claim.value, Quantity) and claim.value.hedge.kind == "exact":
            numbers.setdefault(claim.source_id, set()).update(claim.value.nominal)
    return numbers
