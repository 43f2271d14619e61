"""Show where several news reports of one story cannot be true together, with the exact words of each.

The names load when first asked for, so that a saved report can be opened without spaCy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.checker import check
    from factcheck.claims import attributions, quantities
    from factcheck.errors import FactcheckError, PipelineError, RenderError, SettingsError, SourceError
    from factcheck.models import (
        Alias,
        Attribution,
        Category,
        Citation,
        Claim,
        Estimate,
        Finding,
        Frame,
        Hedge,
        Interval,
        Mention,
        Origin,
        Position,
        Quantity,
        Quotation,
        Reading,
        Report,
        Scope,
        SetAside,
        Skipped,
        Source,
        Span,
        Story,
        Topic,
    )
    from factcheck.report import render
    from factcheck.settings import Settings
    from factcheck.sources import read

    __version__: str

__all__ = [
    "Alias", "Attribution", "Category", "Citation", "Claim", "Estimate", "FactcheckError", "Finding", "Frame",
    "Hedge", "Interval", "Mention", "Origin", "PipelineError", "Position", "Quantity", "Quotation", "Reading",
    "RenderError", "Report", "Scope", "SetAside", "Settings", "SettingsError", "Skipped", "Source", "SourceError",
    "Span", "Story", "Topic", "__version__", "attributions", "check", "quantities", "read", "render",
]  # fmt: skip

# a name that is neither a model nor an error: its module
_MODULES = {
    "Settings": "factcheck.settings",
    "attributions": "factcheck.claims",
    "check": "factcheck.checker",
    "quantities": "factcheck.claims",
    "read": "factcheck.sources",
    "render": "factcheck.report",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module (PEP 562). Raises AttributeError for any other."""
    if name == "__version__":
        return _version()
    if name not in __all__:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    home = "factcheck.errors" if name.endswith("Error") else _MODULES.get(name, "factcheck.models")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, whether loaded yet or not."""
    return sorted({*globals(), *__all__})


def _version() -> str:
    """Return the installed version, "0" where the package runs from a folder without being installed."""
    from importlib import metadata

    try:
        return metadata.version("factcheck")
    except metadata.PackageNotFoundError:
        return "0"
