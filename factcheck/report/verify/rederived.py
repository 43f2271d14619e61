"""Two reports, one derived again from the other's sources → where the other is not what is derived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from factcheck.models import Claim, Finding, Origin, Report, Source, Story, Topic
from factcheck.report.verify.faults import Fault, asked, place_of, told

__all__ = ["compare_reports"]

_KINDS = {
    "source": "sources",
    "claim": "claims",
    "topic": "topics",
    "finding": "findings",
    "origin": "origins",
    "story": "stories",
}
_READ_ALREADY = frozenset({"text", "text_sha256"})  # these are held against each other, not derived

Item = Source | Claim | Topic | Finding | Origin | Story
Difference = tuple[str, object, object]


class _Known(msgspec.Struct, frozen=True):
    """What comparing one object may ask: labels of topics, numbers of sources, and what is not to be told again.

    `named` are places with their field at fault, `strange` the ids of objects that one of the reports lacks.
    """

    labels: Mapping[str, str]
    numbers: Mapping[str, int]
    named: Collection[tuple[str, str]]
    strange: Collection[str]


def compare_reports(expected: Report, found: Report, known: Collection[Fault] = ()) -> Iterator[Fault]:
    """Yield where a report is not what is derived from its sources: objects missing, added, changed or out of order.

    Fields that `known` faults have named already are passed over, and so is the mention of a missing or added object in
    the others: it is named itself.
    """
    pairs = {kind: (_by_id(expected, field), _by_id(found, field)) for kind, field in _KINDS.items()}
    around = _Known(
        labels={topic.id: topic.label for topic in (*found.topics, *expected.topics)},
        numbers={source.id: source.number for source in (*found.sources, *expected.sources)},
        named={(fault.place, fault.kind) for fault in known},
        strange={id_ for wanted, held in pairs.values() for id_ in wanted.keys() ^ held.keys()},
    )
    for kind, (wanted, held) in pairs.items():
        yield from _compare(kind, wanted, held, around)


def _by_id(report: Report, field: str) -> dict[str, Item]:
    return {one.id: one for one in getattr(report, field)}


def _compare(kind: str, wanted: Mapping[str, Item], held: Mapping[str, Item], around: _Known) -> Iterator[Fault]:
    for id_, one in wanted.items():
        place = place_of(kind, id_)
        if id_ not in held:
            yield Fault(
                "missing", place, f"{_name(one, around)} is derived from these sources but is not in the report"
            )
        elif differences := [each for each in _changes(one, held[id_], around) if (place, each[0]) not in around.named]:
            name = f"{_name(one, around)} ({told(id_, quote=False)})"
            yield Fault(differences[0][0], place, f"{name}: {_say(differences)}")
    for id_, one in held.items():
        if id_ not in wanted:
            name = f"{_name(one, around)} ({told(id_, quote=False)})"
            yield Fault("added", place_of(kind, id_), f"{name} is in the report but is not derived from these sources")
    if wanted.keys() == held.keys() and list(wanted) != list(held):
        yield Fault("order", _KINDS[kind], f"the {_KINDS[kind]} of the report stand in another order than derived")


def _name(one: Item, around: _Known) -> str:
    if isinstance(one, Finding):
        label = around.labels.get(one.topic_id, one.topic_id)
        return f"finding {told(one.code, quote=False)} on {told(label, quote=False)}"
    if isinstance(one, Claim):
        return f"claim {told(one.span.quote)} in source {told(around.numbers.get(one.source_id))}"
    if isinstance(one, Source):
        return f"source {told(one.number)}"
    if isinstance(one, Story):
        return f"story {told(one.title)}"
    return f"{'topic' if isinstance(one, Topic) else 'origin'} {told(one.label)}"


def _say(differences: Sequence[tuple[str, Difference]]) -> str:
    """Return the first difference in words, and the names of the other fields that differ."""
    path, expected, found = differences[0][1]
    others = list(dict.fromkeys(field for field, _ in differences if field != differences[0][0]))
    also = f"; what differs too: {', '.join(others)}" if others else ""
    return f"{path} {asked(expected, found)}{also}"


def _changes(expected: Item, found: Item, around: _Known) -> Iterator[tuple[str, Difference]]:
    """Yield the fields in which two objects of one id differ, each with its first difference."""
    for field in expected.__struct_fields__:
        if field in _READ_ALREADY:
            continue
        left, right = (_plain(getattr(one, field)) for one in (expected, found))
        for path, one, other in _differences(left, right, field):
            if not _is_strange(path, (one, other), around):
                yield field, (path, one, other)
                break


def _is_strange(path: str, values: Iterable[object], around: _Known) -> bool:
    """Return whether a difference is but the mention of an object that one of the reports lacks."""
    is_id = path.rstrip("]0123456789[").endswith(("_id", "_ids"))
    return is_id and any(isinstance(value, str) and value in around.strange for value in values)


def _plain(value: object) -> Any:
    return None if value is msgspec.UNSET else msgspec.to_builtins(value, builtin_types=(Decimal, dt.date))


def _differences(expected: Any, found: Any, path: str) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in {**expected, **found}:
            yield from _differences(expected.get(key), found.get(key), f"{path}.{key}")
    elif isinstance(expected, list | tuple) and isinstance(found, list | tuple) and len(expected) == len(found):
        for at, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(one, other, f"{path}[{at}]")
    elif not _same(expected, found):
        yield path, expected, found


def _same(expected: object, found: object) -> bool:
    if any(isinstance(one, Decimal) and one.is_nan() for one in (expected, found)):
        return False
    return expected == found
