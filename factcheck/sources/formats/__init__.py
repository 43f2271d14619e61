"""The bytes of one file → its documents: a module a format, which is chosen by what the bytes are.

A format's own library is imported once such a file is met. Nothing that a file names is opened, followed or fetched.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

import msgspec

from factcheck.errors import FactcheckError, SourceError
from factcheck.sources.documents import Document
from factcheck.sources.formats.kinds import KINDS, Kind, is_document_name, kind_of
from factcheck.sources.given import Budget, Given, OnBad, sized

__all__ = ["FORMATS_TOLD", "HEAD", "is_document_name", "kind_of", "read_documents"]

HEAD = 4096  # bytes that tell a file's kind
FORMATS_TOLD = " ".join(kind.suffixes[0] for kind in KINDS if kind.suffixes)
_EXTRA = "pip install 'factcheck[formats]'"


def read_documents(data: bytes, path: str, on_bad: OnBad, mapping: Mapping[str, str] | None = None) -> list[Document]:
    """Return the documents of a file; `path` names it in messages.

    Raises SourceError where nothing can be read. What is bad within it, a line or a part, goes to `on_bad`.
    """
    given = Given(data=data, path=path, on_bad=on_bad, budget=Budget(path), read=_read, mapping=mapping or {})
    return _read(given)


def _read(given: Given) -> list[Document]:
    kind = kind_of(given.data[:HEAD], given.path)
    if kind.limit:
        sized(len(given.data), kind.limit, given.path)
    if not given.data.strip():
        raise SourceError(given.path, "the file is empty")
    found = _by(kind, given)
    if given.suffix in kind.suffixes or not _promises(given.suffix, kind):
        return found
    problem = f"Its name ends in {given.suffix}, but it is {kind.name} and was read as that."
    return [msgspec.structs.replace(each, problems=(*each.problems, problem)) for each in found]


def _by(kind: Kind, given: Given) -> list[Document]:
    """Return what a format's own module reads; a file that its library stumbles over is told to be damaged."""
    try:
        reader: Callable[[Given], list[Document]] = importlib.import_module(f"{__name__}.{kind.module}").read
        return reader(given)
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        raise SourceError(given.path, f"reading {kind.name} needs {library}: {_EXTRA}") from None
    except FactcheckError:
        raise
    except Exception as error:
        if not kind.by_library:
            raise
        reason = f"it cannot be read as {kind.name} and may be damaged ({type(error).__name__})"
        raise SourceError(given.path, reason) from error


def _promises(suffix: str, kind: Kind) -> bool:
    """Tell whether a name says that a document is of another kind, and no looser word for this one."""
    others = [each for each in KINDS if suffix in each.suffixes and each.name != kind.name]
    return bool(suffix) and any(each.binary for each in others) and not kind.container
