"""A name for every rule that ends in a claim, and a trace of the checks that refused a number.

A rule is a function under `@reads("room.what-it-reads")`: whatever it returns (a number, a measure, a statement, a
claim) carries the name on in `read_by`. A check that says that something is no count stands under `@refuses`. Both are
listed with the first line of their docstring, which `factcheck why` prints.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, TypeVar, cast

import msgspec

__all__ = ["Refused", "Rule", "reads", "refused", "refuses", "rules", "tracing"]

F = TypeVar("F", bound=Callable[..., Any])


class Rule(msgspec.Struct, frozen=True):
    """A named rule: what it reads or refuses, in one line, and the module that it stands in."""

    name: str
    says: str
    module: str
    refuses: bool = False


class Refused(msgspec.Struct, frozen=True):
    """A number that a check refused while a trace was kept: the check's name and the number's words."""

    rule: str
    words: str


_RULES: dict[str, Rule] = {}
_trace: ContextVar[list[Refused] | None] = ContextVar("trace", default=None)


def rules() -> Mapping[str, Rule]:
    """Return the named rules of all modules that have been imported, by name."""
    return MappingProxyType(dict(sorted(_RULES.items())))


@contextmanager
def tracing() -> Iterator[list[Refused]]:
    """Keep a list of the numbers that are refused until the block is left."""
    noted: list[Refused] = []
    token = _trace.set(noted)
    try:
        yield noted
    finally:
        _trace.reset(token)


def refused(check: Callable[..., bool], words: str) -> str:
    """Return the name of a check that has refused a number, and add it to the trace, where one is kept."""
    name = str(check.rule_name)  # type: ignore[attr-defined]  # @refuses gives it
    noted = _trace.get()
    if noted is not None:
        noted.append(Refused(name, words))
    return name


def _register(name: str, function: Callable[..., Any], *, refusing: bool) -> None:
    if name in _RULES:
        raise ValueError(f"two rules are called {name}")
    says = (inspect.getdoc(function) or "").strip().partition("\n")[0]
    _RULES[name] = Rule(name, says, function.__module__, refusing)


def reads(name: str) -> Callable[[F], F]:
    """Name a rule: what the function returns or yields carries the name in `read_by`, behind those it has."""

    def wrap(function: F) -> F:
        _register(name, function, refusing=False)
        if inspect.isgeneratorfunction(function):
            tag = functools.partial(_tagged, name=name)

            @functools.wraps(function)
            def rule(*args: Any, **options: Any) -> Any:
                return map(tag, function(*args, **options))
        else:

            @functools.wraps(function)
            def rule(*args: Any, **options: Any) -> Any:
                result = function(*args, **options)
                return None if result is None else _tagged(result, name)

        return cast("F", rule)

    return wrap


def refuses(name: str) -> Callable[[F], F]:
    """Name a check: `check(doc, found)` is true of a number that counts nothing."""

    def wrap(function: F) -> F:
        _register(name, function, refusing=True)
        function.rule_name = name  # type: ignore[attr-defined]  # a function takes any attribute
        return function

    return wrap


def _tagged(result: Any, name: str) -> Any:
    """Return a result with the name added to its `read_by`."""
    if result is None:
        return None
    known = getattr(result, "read_by", None)
    if known is None:
        raise TypeError(f"{name}: {type(result).__name__} has no read_by")
    both = (*known, name)
    if isinstance(result, msgspec.Struct):
        return msgspec.structs.replace(result, read_by=both)
    return result._replace(read_by=both)
