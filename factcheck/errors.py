"""What can go wrong, as a tree: FactcheckError → SourceError, SettingsError, PipelineError, RenderError.

Each message is one line that says what is wrong, where, and what to do next; the command line prints it as it is. Text
that does not parse is not an error: parsers return None.
"""

from __future__ import annotations

__all__ = ["FactcheckError", "PipelineError", "RenderError", "SettingsError", "SourceError", "reason_of"]


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
