"""Report → one HTML file that loads nothing: Jinja templates over the view model, stylesheet and script inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.report.formats import Format
from factcheck.report.ground.filling import fill
from factcheck.report.view.view import View, build_view

if TYPE_CHECKING:
    from factcheck.models import Report

__all__ = ["FORMAT", "page", "render"]

FORMAT = Format("html", "reading on a screen", usual=True, templates=True)


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:  # noqa: ARG001  all renderers have one signature
    """Return the report as an HTML page with the sources' texts.

    A template of the folder `templates` stands in for ours of the same name. Raises RenderError where a template fails.
    """
    return page(build_view(report, full_text=True), templates=templates).encode()


def page(view: View, *, templates: Path | None = None) -> str:
    """Return the page of a view, with the script where it shows full texts. Raises RenderError where one fails."""
    script = "report.js" if view.full_text else ""
    return fill("report.html", view, stylesheets=["report.css"], script=script, templates=templates)
