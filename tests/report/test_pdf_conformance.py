"""The PDF keeps to PDF/UA-1 and PDF/A-3a, by a validator's rules and by what its tree of tags holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import msgspec
import page as validator
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from factcheck.models import Report
from factcheck.report import render_bytes
from tests.report.build import make_report
from tests.report.large import make_large
from tests.report.test_hostile import MARKERS, poisoned

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pdf")]  # a group, so that each report is laid out once

PROFILES = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def one_source() -> Report:
    report = make_report()
    return msgspec.structs.replace(
        report, sources=report.sources[:1], origins=(), stories=(), claims=(), findings=(), topics=()
    )


def hostile() -> Report:
    return poisoned("".join(text for name, text in MARKERS.items() if name != "surrogate"))


def large() -> Report:
    """Return the report with 40 findings on 12 sources."""
    return make_large(40, 12, difficult=True)


REPORTS = {"small": make_report, "empty": Report, "one source": one_source, "hostile": hostile, "large": large}
_LAID_OUT: dict[str, bytes] = {}


@pytest.fixture(params=REPORTS)
def data(request: pytest.FixtureRequest) -> bytes:
    """The PDF of each report."""
    if request.param not in _LAID_OUT:
        _LAID_OUT[request.param] = render_bytes(REPORTS[request.param](), "pdf")
    return _LAID_OUT[request.param]


@pytest.fixture
def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


@pytest.fixture
def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


@pytest.fixture
def tags(root: Any) -> list[Any]:
    """The elements of the tree of tags, in the order in which they are read."""
    return list(walk(root["/StructTreeRoot"]))


def kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    held = held.get_object()
    return [each.get_object() for each in (held if isinstance(held, ArrayObject) else [held])]


def walk(element: Any) -> Iterator[Any]:
    for kid in kids(element):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from walk(kid)


def named(tags: list[Any], *names: str) -> list[Any]:
    return [each for each in tags if each["/S"] in names]


def attributes(element: DictionaryObject) -> dict[str, Any]:
    held = element.get("/A", DictionaryObject()).get_object()
    merged: dict[str, Any] = {}
    for each in held if isinstance(held, ArrayObject) else [held]:
        merged.update(each.get_object())
    return merged


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_it_keeps_to_the_standard(data: bytes, profile: str) -> None:
    report = validator.validate_pdf_bytes(data, profile=profile)
    assert {f"{each.rule_id}: {each.message}" for each in report.failures} == set()
    assert report.is_compliant


def test_it_names_its_language_and_title(reader: PdfReader, root: Any) -> None:
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/MarkInfo"]["/Marked"].value is True


def test_one_title_and_headings_without_gaps(tags: list[Any]) -> None:
    levels = [int(each["/S"][2]) for each in named(tags, *HEADINGS)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


def test_every_figure_says_what_it_shows(tags: list[Any]) -> None:
    assert [each for each in named(tags, "/Figure") if not str(each.get("/Alt", "")).strip()] == []


def test_every_head_of_a_table_says_whether_it_heads_a_row_or_a_column(tags: list[Any]) -> None:
    tables = named(tags, "/Table")
    assert tables
    for table in tables:
        heads = named(list(walk(table)), "/TH")
        assert heads
        assert {attributes(each).get("/Scope") for each in heads} <= {"/Row", "/Column", "/Both"}


def test_every_cell_has_a_head(tags: list[Any]) -> None:
    for table in named(tags, "/Table"):
        heads = {each["/ID"] for each in named(list(walk(table)), "/TH") if "/ID" in each}
        for cell in named(list(walk(table)), "/TD"):
            named_heads = attributes(cell).get("/Headers", [])
            assert named_heads
            assert set(named_heads) <= heads


def test_lists_hold_items_and_items_a_body(tags: list[Any]) -> None:
    for each in named(tags, "/L"):
        assert {kid["/S"] for kid in kids(each)} <= {"/L", "/LI", "/Caption"}
    for each in named(tags, "/LI"):
        assert {kid["/S"] for kid in kids(each)} <= {"/Lbl", "/LBody"}


def test_every_link_is_one_tag_with_text(reader: PdfReader, tags: list[Any]) -> None:
    held = [kid["/Obj"].get_object() for each in tags for kid in kids(each) if isinstance(kid, dict) and "/Obj" in kid]
    wrong = [each["/S"] for each in tags for kid in kids(each) if isinstance(kid, dict) and "/Obj" in kid]
    annotations = [each.get_object() for sheet in reader.pages for each in sheet.get("/Annots", [])]
    assert set(wrong) <= {"/Link"}
    assert len(held) == len(annotations)
    assert [each for each in annotations if each["/Subtype"] == "/Link" and not each.get("/Contents")] == []


def test_bookmarks_lead_to_their_pages_in_order(reader: PdfReader) -> None:
    def flat(items: list[Any]) -> Iterator[Any]:
        for item in items:
            yield from flat(item) if isinstance(item, list) else [item]

    marks = list(flat(reader.outline))
    pages = [reader.get_destination_page_number(each) for each in marks]
    assert marks
    assert all(each.title and each.title.strip() for each in marks)
    assert None not in pages
    assert pages == sorted(pages, key=lambda number: -1 if number is None else number)


def test_inner_links_lead_to_places_that_are_there(reader: PdfReader) -> None:
    places = set(reader.named_destinations)
    links = [each.get_object() for sheet in reader.pages for each in sheet.get("/Annots", [])]
    assert {str(each["/Dest"]) for each in links if "/Dest" in each} <= places


def test_what_is_attached_is_listed_once_with_what_it_is_to_the_report(reader: PdfReader, root: Any) -> None:
    files = [each.get_object() for each in root["/AF"]]
    names = [each["/UF"] for each in files]
    assert sorted(names) == sorted(reader.attachments)
    assert len(names) == len(set(names))
    assert "report.json" in names
    assert {each["/AFRelationship"] for each in files} <= {"/Source", "/Data", "/Supplement", "/Alternative"}
    assert all(each["/Desc"] for each in files)
    assert msgspec.json.decode(reader.attachments["report.json"][0])["sources"] is not None


def test_every_font_is_inside(reader: PdfReader) -> None:
    resources: list[Any] = [sheet["/Resources"].get_object() for sheet in reader.pages]
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for each in resources
        for font in each.get("/Font", DictionaryObject()).get_object().values()
    }
    assert fonts
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
        assert "/ToUnicode" in font


def test_no_tag_is_empty_of_all_but_layout(tags: list[Any]) -> None:
    words = {"/P", *HEADINGS, "/Lbl", "/Caption", "/BlockQuote"}
    assert [each["/S"] for each in named(tags, *words) if not kids(each)] == []


def test_the_same_report_gives_the_same_bytes(data: bytes, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["data"]
    assert render_bytes(REPORTS[name](), "pdf") == data


class _Unlucky:
    """Deflates as zlib does, with a carriage return for its last byte, as happens once in 256 streams."""

    def __init__(self, *, level: int) -> None:
        self._inner = zlib.compressobj(level)

    def compress(self, data: bytes) -> bytes:
        return self._inner.compress(data)

    def flush(self) -> bytes:
        return self._inner.flush() + b"\r"


def test_what_we_deflate_never_ends_in_what_a_reader_takes_for_a_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pydyf.zlib", SimpleNamespace(compressobj=_Unlucky))
    data = render_bytes(Report(), "pdf")
    heads = [data[data.rfind(b" obj\n", 0, end.start()) :][:200] for end in re.finditer(b"\r\nendstream", data)]
    own = [head for head in heads if b"/ObjStm" not in head and b"/XRef" not in head]  # those two are made on writing
    assert own == []


def test_no_stream_ends_in_what_a_reader_takes_for_a_line_end(data: bytes) -> None:
    assert b"\r\nendstream" not in data
