"""Report → JSON, schema version 1."""

from __future__ import annotations

from pathlib import Path

from factcheck.models import Report

__all__ = ["render"]


def render(report: Report, *, templates: Path | None = None) -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the report as UTF-8 JSON that `Report.from_json` reads back."""
    return report.to_json().encode()
