"""Report → JSON, schema version 1."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import RenderError
from factcheck.models import Report
from factcheck.report.formats import Format

__all__ = ["FORMAT", "render"]

FORMAT = Format("json", "programs", usual=True)


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the report as UTF-8 JSON that `Report.from_json` reads back.

    Raises RenderError where a text holds half a surrogate pair, which no UTF-8 can carry.
    """
    try:
        return report.to_json().encode()
    except UnicodeEncodeError as error:
        raise RenderError("JSON: a text holds half a surrogate pair; read the source again as UTF-8") from error
