"""A name for every rule that ends in a claim, and a trace of the rules that spoke or refused.

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

__all__ = ["Noted", "Rule", "note", "reads", "refuses", "rules", "tracing"]

F = TypeVar("F", bound=Callable[..., Any])


class Rule(msgspec.Struct, frozen=True):
    """A named rule: what it reads or refuses, in one line, and the module that it stands in."""

    name: str
    says: str
    module: str
    refuses: bool = False


class Noted(msgspec.Struct, frozen=True):
    """What a rule did while a trace was kept: `kind` is "spoke" or "refused", `words` what it refused."""

    kind: str
    rule: str
    words: str = ""


_RULES: dict[str, Rule] = {}
_trace: ContextVar[list[Noted] | None] = ContextVar("trace", default=None)


def rules() -> Mapping[str, Rule]:
    """Return the named rules of all modules that have been imported, by name."""
    return MappingProxyType(dict(sorted(_RULES.items())))


@contextmanager
def tracing() -> Iterator[list[Noted]]:
    """Keep a list of what the rules note until the block is left."""
    noted: list[Noted] = []
    token = _trace.set(noted)
    try:
        yield noted
    finally:
        _trace.reset(token)


def note(kind: str, rule: str, words: str = "") -> None:
    """Add a line to the trace, where one is kept."""
    noted = _trace.get()
    if noted is not None:
        noted.append(Noted(kind, rule, words))


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

            @functools.wraps(function)
            def rule(*args: Any, **options: Any) -> Any:
                for each in function(*args, **options):
                    yield _tagged(each, name)
        else:

            @functools.wraps(function)
            def rule(*args: Any, **options: Any) -> Any:
                return _tagged(function(*args, **options), name)

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
    """Return a result with the name added to its `read_by`; a list's members, and a pair's second, each."""
    if result is None:
        return None
    if isinstance(result, list):
        return [_tagged(each, name) for each in result]
    known = getattr(result, "read_by", None)
    if known is None:
        raise TypeError(f"{name}: {type(result).__name__} has no read_by")
    note("spoke", name)
    both = (*known, name)
    if isinstance(result, msgspec.Struct):
        return msgspec.structs.replace(result, read_by=both)
    return result._replace(read_by=both)
