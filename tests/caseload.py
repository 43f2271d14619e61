"""Files of tests/cases/ → cases: one form for every room (tests/cases/README.md).

A file is a mapping from a case's name to the case. What a case may hold is its room's table in `ROOMS`, and `COMMON`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

__all__ = ["CASES", "COMMON", "ROOMS", "Case", "Room", "all_cases", "cases_of", "load_file", "params", "room_of"]

CASES = Path(__file__).resolve().parent / "cases"
NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
# `rules`: names that this case shows; `xfail`: the cause of a known failure; `parse`: a slip of the parser is the
# likeliest cause where the case fails
COMMON = frozenset({"rules", "xfail", "parse"})


class Room(NamedTuple):
    """What the cases of a room may give and expect; `named` whether the names of rules can be one."""

    given: frozenset[str]
    expected: frozenset[str]
    named: bool = True


class Case(NamedTuple):
    """A case: `id` is the file's path and the case's name, `given` what is read, `expected` what must come of it."""

    id: str
    file: Path
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    rules: tuple[str, ...] = ()
    xfail: str | None = None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROOMS: Mapping[str, Room] = {
    "claims": Room(
        given=_words("text published topic"),
        expected=_words("claims only absent quantities attributions speakers accounts names places deeds"),
    ),
    "conflicts": Room(
        given=_words("given aliases origins stories settings silent"),
        expected=_words("codes findings topics says"),
    ),
    "stories": Room(given=_words("given"), expected=_words("filed kept")),
    "events": Room(
        given=_words("dispatches"),
        expected=_words("stories conflict verdict speaker not_raised nothing_else"),
        named=False,
    ),
    "sources": Room(given=_words("text"), expected=_words("aside shows"), named=False),
}


def room_of(file: Path, root: Path = CASES) -> Room:
    """Return the room that a file of cases lies in. Raises KeyError for a folder that is none."""
    return ROOMS[file.relative_to(root).parts[0]]


def load_file(file: Path, root: Path = CASES) -> tuple[Case, ...]:
    """Return the cases of a file, in order.

    Raises ValueError, naming file and case, where one is not in the form: a name twice or not in snake_case, a key that
    the room does not know, a case that asserts nothing.
    """
    text, room = file.read_text(encoding="utf-8"), room_of(file, root)
    path = file.relative_to(root).with_suffix("").as_posix()
    _check_names(text, path)
    return tuple(_case(f"{path}-{name}", file, body, room) for name, body in yaml.safe_load(text).items())


def _check_names(text: str, path: str) -> None:
    """Raise ValueError for a name that a file has twice, which a mapping would not show, or that is no name."""
    root = yaml.compose(text)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError(f"{path} is no mapping from names to cases")  # noqa: TRY004  the text is wrong, not a type
    names = [str(key.value) for key, _ in root.value]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise ValueError(f"{path}-{name} stands there twice")
        if not NAME.fullmatch(name):
            raise ValueError(f"{path}-{name} is not in snake_case")


def _case(id_: str, file: Path, body: Mapping[str, Any], room: Room) -> Case:
    if unknown := set(body) - room.given - room.expected - COMMON:
        raise ValueError(f"{id_} has unknown keys: {', '.join(sorted(unknown))}")
    expected = {key: value for key, value in body.items() if key in room.expected}
    rules = tuple(body.get("rules", ()))
    if rules and not room.named:
        raise ValueError(f"{id_} is of a room whose cases name no rules")
    if not expected and not rules:
        raise ValueError(f"{id_} asserts nothing")
    given = {key: value for key, value in body.items() if key in room.given}
    return Case(id_, file, given, expected, rules, body.get("xfail"))


@cache
def cases_of(folder: str) -> tuple[Case, ...]:
    """Return the cases of a room, or of a folder or a file in it ("claims/frame", "sources/head"), in their order."""
    files = sorted((CASES / folder).rglob("*.yaml")) or [CASES / f"{folder}.yaml"]
    return tuple(case for file in files for case in load_file(file))


def all_cases() -> Iterator[Case]:
    """Yield the cases of all rooms."""
    for room in ROOMS:
        yield from cases_of(room)


def params(folder: str, *keys: str) -> list[Any]:
    """Return a folder's cases as parameters of a test: all, or those that expect one of the keys."""
    return [
        pytest.param(case, id=case.id, marks=[pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else [])
        for case in cases_of(folder)
        if not keys or set(keys) & set(case.expected)
    ]
