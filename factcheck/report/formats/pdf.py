"""Report → PDF/UA-1 and PDF/A-3a: the page laid out by WeasyPrint, our fonts, the JSON and the sources' texts inside.

The bytes depend on the report alone: the identifier is the JSON's hash, and a date is written only where the report has
one.
"""

from __future__ import annotations

import datetime as dt
import functools
import gc
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from factcheck.errors import RenderError
from factcheck.models import without_surrogates
from factcheck.report.formats import Format, jsonfile
from factcheck.report.formats.htmlfile import page
from factcheck.report.paper.fit import fit, lacks_font
from factcheck.report.paper.libraries import load_weasyprint
from factcheck.report.paper.standards import finish
from factcheck.report.view.bundle import attachment_name
from factcheck.report.view.view import build_view

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

    from factcheck.models import Report

__all__ = ["FORMAT", "make_fetcher", "make_page", "render"]

FORMAT = Format("pdf", "printing and keeping", usual=True, needs="Pango", templates=True, paper=True)

_VARIANT = "pdf/a-3a"  # and PDF/UA-1, by `finish`
_SCHEME = "factcheck-font:"
_PAPERS = {"a4": "A4", "letter": "Letter"}
_TRIES = 4
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


def render(report: Report, *, templates: Path | None = None, paper: str = "a4") -> bytes:
    """Return the report as a tagged PDF that carries its own JSON as `report.json` and each source's text.

    `paper` is "a4" or "letter". Raises RenderError where Pango is missing, a template fails, or a template asks for
    anything outside the report.
    """
    if paper not in _PAPERS:
        raise RenderError(f"no paper {paper!r}; choose one of {', '.join(_PAPERS)}")
    weasyprint = load_weasyprint()
    text = make_page(report, templates=templates)
    json, pdf = jsonfile.render(report), b""
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = make_fetcher()
    try:
        css = weasyprint.CSS(string=_font_faces() + _page_sizes(paper), url_fetcher=fetcher, font_config=fonts)
        # the writer compresses its table of objects, which once in 256 times ends in what a reader takes for a part of
        # the line end behind it: one more object makes another table
        for spare in range(_TRIES):
            document = weasyprint.HTML(string=text, url_fetcher=fetcher).render(
                stylesheets=[css], font_config=fonts, pdf_variant=_VARIANT
            )
            pdf = _write(document, report, json, spare)
            if b"\r\nendstream" not in pdf:
                break
    except weasyprint.urls.FatalURLFetchingError as error:
        raise RenderError(f"PDF: {error.__cause__ or error}") from error
    return pdf


def _write(document: Any, report: Report, json: bytes, spare: int) -> bytes:
    """Return the file of a document that is laid out, with so many objects that nothing refers to.

    What was laid out more than once is let go first, and the rest is kept from the collector's eyes: while tags are
    made it would go through millions of boxes again and again.
    """
    gc.collect()
    gc.freeze()
    try:
        pdf: bytes = document.write_pdf(
            finisher=functools.partial(_finish, spare=spare),
            # as text: raw bytes could hold a line end
            pdf_identifier=hashlib.sha256(json).hexdigest().encode(),
            pdf_variant=_VARIANT,
            attachments=_attachments(report, json),
        )
    finally:
        gc.unfreeze()
    return pdf


def _finish(document: Any, pdf: Any, *, spare: int) -> None:
    import pydyf

    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary())
    finish(document, pdf)


def make_page(report: Report, *, templates: Path | None = None) -> str:
    """Return the HTML that the PDF is laid out from: cited passages, tables as wide as the paper."""
    view = fit(build_view(report, full_text=False))
    return page(msgspec.structs.replace(view, lacks_font=lacks_font(view)), templates=templates)


def make_fetcher() -> URLFetcher:
    """Return a fetcher that gives out our fonts and refuses every other address, web, file or data."""
    load_weasyprint()
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


def _page_sizes(paper: str) -> str:
    name = _PAPERS[paper]
    return f"\n@page {{ size: {name} }}\n@page wide {{ size: {name} landscape !important }}\n"


def _attachments(report: Report, json: bytes) -> list[object]:
    """Return the report as data and the text of every source, as the PDF carries them."""
    from weasyprint import Attachment

    try:
        made = dt.datetime.fromisoformat(report.generated_at or "")
    except ValueError:
        made = _UNSET
    files = [("report.json", json, "The report as data", "Source")]
    for at, source in enumerate(report.sources, start=1):
        number = source.number or at
        text = without_surrogates(source.text).encode()
        files.append((attachment_name(number), text, f"The text of source {number}", "Supplement"))
    return [
        Attachment(string=data, name=name, description=told, created=made, modified=made, relationship=relationship)
        for name, data, told, relationship in files
    ]
