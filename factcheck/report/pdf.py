"""Report → PDF/UA: the HTML page laid out by WeasyPrint, with our fonts and the report's JSON inside.

The bytes depend on the report alone: the identifier is the JSON's hash, and a date is written only where the report has
one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from factcheck.errors import RenderError
from factcheck.report import jsonfile
from factcheck.report.fit import fit
from factcheck.report.html import page
from factcheck.report.view import build_view

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

    from factcheck.models import Report

__all__ = ["make_fetcher", "make_page", "render"]

_PANGO = "libpango-1.0-0 libpangoft2-1.0-0"
_SCHEME = "factcheck-font:"
_WIDEST = 6
_UNSET = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class _Face(NamedTuple):
    family: str
    package: str
    file: str
    weight: int
    style: str


_FACES = (
    _Face("Factcheck Serif", "font_source_serif_pro", "SourceSerifPro-Regular.ttf", 400, "normal"),
    _Face("Factcheck Serif", "font_source_serif_pro", "SourceSerifPro-It.ttf", 400, "italic"),
    _Face("Factcheck Serif", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf", 600, "normal"),
    _Face("Factcheck Sans", "font_source_sans_pro", "SourceSansPro-Regular.ttf", 400, "normal"),
    _Face("Factcheck Sans", "font_source_sans_pro", "SourceSansPro-It.ttf", 400, "italic"),
    _Face("Factcheck Sans", "font_source_sans_pro", "SourceSansPro-Semibold.ttf", 600, "normal"),
)


def render(report: Report, *, templates: Path | None = None) -> bytes:
    """Return the report as a tagged A4 PDF that carries its own JSON as `report.json`.

    Raises RenderError where Pango is missing, a template fails, or a template asks for anything outside the report.
    """
    weasyprint = _weasyprint()
    text = make_page(report, templates=templates)
    json = jsonfile.render(report)
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = make_fetcher()
    try:
        css = weasyprint.CSS(string=_font_faces(), url_fetcher=fetcher, font_config=fonts)
        pdf: bytes = weasyprint.HTML(string=text, url_fetcher=fetcher).write_pdf(
            stylesheets=[css],
            font_config=fonts,
            pdf_identifier=hashlib.sha256(json).digest(),
            pdf_variant="pdf/ua-1",
            attachments=[_attachment(weasyprint, json, report.generated_at)],
        )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise RenderError(f"PDF: {error.__cause__ or error}") from error
    return pdf


def make_page(report: Report, *, templates: Path | None = None) -> str:
    """Return the HTML that the PDF is laid out from: no full texts, tables as wide as the paper."""
    return page(fit(build_view(report, full_text=False, widest=_WIDEST)), templates=templates)


def _weasyprint() -> ModuleType:
    """Return WeasyPrint with the modules used here. Raises RenderError that names what to install."""
    try:
        weasyprint = importlib.import_module("weasyprint")
        for name in ("text.fonts", "urls"):
            importlib.import_module(f"weasyprint.{name}")
    except OSError as error:
        raise RenderError(f"PDF needs the system library Pango; on Debian: apt-get install {_PANGO}") from error
    return weasyprint


def make_fetcher() -> URLFetcher:
    """Return a fetcher that gives out our fonts and refuses every other address, web, file or data."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002  the base's signature
            for face in _FACES:
                if url == _SCHEME + face.file:
                    return URLFetcherResponse(url, body=_font(face))
            raise RenderError(f"a template asks for {url[:200]}, and a report loads nothing")

    return Fetcher(fail_on_errors=True)


def _font(face: _Face) -> bytes:
    from importlib import resources

    return (resources.files(face.package) / "files" / face.file).read_bytes()


def _font_faces() -> str:
    rule = (
        '@font-face {{ font-family: "{0.family}"; src: url("{1}{0.file}"); '
        "font-weight: {0.weight}; font-style: {0.style} }}"
    )
    return "\n".join(rule.format(face, _SCHEME) for face in _FACES)


def _attachment(weasyprint: ModuleType, json: bytes, generated_at: str | None) -> object:
    try:
        made = dt.datetime.fromisoformat(generated_at or "")
    except ValueError:
        made = _UNSET
    return weasyprint.Attachment(
        string=json, name="report.json", description="The report as data", created=made, modified=made
    )
