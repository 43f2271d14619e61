"""What can go wrong, as a tree: FactcheckError → SourceError, SettingsError, PipelineError, RenderError.

Each message is one line that says what is wrong, where, and what to do next; the command line prints it as it is. Text
that does not parse is not an error: parsers return None.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

__all__ = [
    "FactcheckError", "PipelineError", "RenderError", "SettingsError", "SourceError", "log_cause", "reason_of",
    "walled",
]  # fmt: skip

Given = ParamSpec("Given")
Made = TypeVar("Made")

_LOG = logging.getLogger("factcheck")


class FactcheckError(Exception):
    """Any error of factcheck's own."""


class SourceError(FactcheckError):
    """A document cannot be read; `path` names it, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class SettingsError(FactcheckError):
    """A setting, a measures file or a hedges file is not usable."""


class PipelineError(FactcheckError):
    """The spaCy pipeline cannot be loaded or lacks what the extraction needs."""


class RenderError(FactcheckError):
    """A report cannot be written in the format asked for."""


def reason_of(error: Exception) -> str:
    """Return another library's error in one line: what the system says of a file, else its message."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return " ".join(str(error).split()) or type(error).__name__


def walled(path: str, work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """Return what the work on one document returns; whatever goes wrong in it is a SourceError that names it."""
    try:
        return work(*args, **kwargs)
    except FactcheckError:
        raise
    except Exception as error:
        raise SourceError(path, f"factcheck fails on it ({type(error).__name__}: {reason_of(error)})") from error


def log_cause(error: SourceError) -> None:
    """Write the traceback of what was not foreseen to the log "factcheck", at the level of debugging."""
    if error.__cause__ is not None:
        _LOG.debug("%s", error.path, exc_info=error.__cause__)
