"""Report → bytes, a module a format.

A module here declares what it is in `FORMAT = Format(…)` and has `render(report, *, templates=None, paper="a4")`; that
is all there is to a new format. The declaration is read from the module's text, so that help and a wrong suffix list
the formats without importing what they are made with. `templates` serves the formats that have templates, and `paper`
those that have pages; the others take no notice of them.
"""

from __future__ import annotations

import ast
import functools
import importlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

if TYPE_CHECKING:
    from factcheck.models import Report

__all__ = ["FORMATS", "Format", "Renderer", "renderer"]


class Format(msgspec.Struct, frozen=True):
    """What a format is: the suffix of its files without the dot, and what it is for, in a few words.

    `usual` formats are written where none is asked for; `needs` names a system library without which it cannot be
    made; `templates` and `paper` say that it takes these.
    """

    suffix: str
    purpose: str
    usual: bool = False
    needs: str = ""
    templates: bool = False
    paper: bool = False


class Renderer(Protocol):
    """What makes the file of a report."""

    def __call__(self, report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes: ...


class _Formats(Mapping[str, Format]):
    """The formats by their suffix, the usual ones first."""

    def __getitem__(self, suffix: str) -> Format:
        return _found(tuple(__path__))[suffix][0]

    def __iter__(self) -> Iterator[str]:
        return iter(_found(tuple(__path__)))

    def __len__(self) -> int:
        return len(_found(tuple(__path__)))


FORMATS: Mapping[str, Format] = _Formats()


def renderer(suffix: str) -> Renderer:
    """Return what renders a format. Raises KeyError where there is none."""
    module = importlib.import_module(f"{__name__}.{_found(tuple(__path__))[suffix][1]}")
    render: Renderer = module.render
    return render


@functools.cache
def _found(folders: Sequence[str]) -> dict[str, tuple[Format, str]]:
    """Return each format with the name of its module."""
    modules = [path for folder in folders for path in Path(folder).glob("[!_]*.py")]
    declared = [(_declared(path), path.stem) for path in modules]
    declared.sort(key=lambda one: (not one[0].usual, one[0].suffix))
    return {format_.suffix: (format_, module) for format_, module in declared}


def _declared(path: Path) -> Format:
    """Return the declaration of a module. Raises ValueError where it has none that can be read without running it."""
    for statement in ast.parse(path.read_bytes()).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="FORMAT")], value=ast.Call(args=args, keywords=named)):
                options: dict[str, Any] = {str(one.arg): ast.literal_eval(one.value) for one in named}
                return Format(*map(ast.literal_eval, args), **options)
    raise ValueError(f"{path}: it declares no FORMAT")
