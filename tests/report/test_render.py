"""What the three formats hold, that they come out whole or not at all, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import html as html_module
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from factcheck.errors import RenderError
from factcheck.models import Report, Skipped, Source
from factcheck.report import FORMATS, render, render_bytes
from factcheck.report.formats.pdf import make_fetcher, make_page
from factcheck.report.ground.index import index_report
from factcheck.report.view.headline import headline


def plain(page: str) -> str:
    """Return the text of a page on one line."""
    return " ".join(html_module.unescape(re.sub(r"<[^>]+>", "", page)).split())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def headlines(report: Report) -> list[str]:
    index = index_report(report, full_text=False)
    return [headline(finding, index) for finding in report.findings]


def test_html_holds_every_headline_and_quote(report: Report, html: str) -> None:
    text = plain(html)
    citations = [item for finding in report.findings for position in finding.positions for item in position.citations]
    assert [words for words in headlines(report) if words not in text] == []
    assert [item.quote for item in citations if " ".join(item.quote.split()) not in text] == []


def test_pdf_holds_every_headline_and_sentence(report: Report, reader: PdfReader) -> None:
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    cited = {id_ for finding in report.findings for id_ in finding.claim_ids}
    sentences = [claim.sentence.quote for claim in report.claims if claim.id in cited]
    assert [words for words in headlines(report) if squeezed(words) not in text] == []
    assert [sentence for sentence in sentences if squeezed(sentence) not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        "5 + 1 = 6",
        "26 + 18 = 44",
        "The sources differ on 3 points: 1 of high, 1 of medium and 1 of low severity.",
        "5 sources from 3 origins",
        "7–11 January 2022",
        "Daily Post, undated",
        "scan.pdf: holds images only, no text",
        "2 statements with one source only",
        "A against B: the gap is 13% of the larger figure",
        "Best figure 2,500; range 1,800 to 2,700.",
        "Sources 1, 3 and 4 probably go back to one report (an agency report) and count once.",
        "Trapped: some of the words could be read with low confidence only (source 4)",
    ],
)
def test_html_says(html: str, words: str) -> None:
    assert words.casefold() in plain(html).casefold()


def test_first_page_orders_by_severity_and_shows_no_code(html: str) -> None:
    overview = html[html.index('id="overview"') : html.index('id="matrix"')]
    assert re.findall(r"(High|Medium|Low|Note) <span", overview) == ["High", "Medium", "Low", "Note"]
    assert "FC" not in plain(overview)


def test_a_derived_claim_marks_its_parts(html: str) -> None:
    assert "<mark>26 “armed looters”</mark> and <mark>18 constables</mark>" in html


def test_wordings_mark_what_differs(html: str) -> None:
    assert "it is <mark>rather</mark> hard to <mark>have</mark> it back" in html


def test_silent_cells_have_words(html: str) -> None:
    assert '<span aria-hidden="true">–</span><span class="unseen">says nothing</span>' in html


def test_links_inside_the_page_lead_somewhere(html: str) -> None:
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_page_allows_its_own_style_and_script_only(html: str) -> None:
    inside = {tag: html[html.index(f"<{tag}>") + len(tag) + 2 : html.index(f"</{tag}>")] for tag in ("style", "script")}
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside.values()]
    policy = "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy.format(*digests)}"' in html_module.unescape(html)
    rest = html.replace(inside["script"], "")
    assert rest.count("<script") == 1
    assert not re.search(r"\son\w+=|\sstyle=|url\(|@import|src=", rest)


def test_print_has_no_script(report: Report) -> None:
    page = make_page(report)
    assert "<script" not in page
    assert "script-src" not in page
    assert "<form" not in page


def test_pdf_is_tagged_and_described(report: Report, reader: PdfReader) -> None:
    catalog = reader.root_object
    assert str(catalog["/MarkInfo"]) == "{'/Marked': True}"
    assert str(catalog["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == report.stories[0].title
    assert "Findings" in [item.title for item in reader.outline if not isinstance(item, list)]
    assert "/ID" in reader.trailer


def test_pdf_carries_the_report(report: Report, reader: PdfReader) -> None:
    assert Report.from_json(reader.attachments["report.json"][0]) == report


def test_pdf_embeds_its_fonts(reader: PdfReader) -> None:
    names = " ".join(
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]  # as above
    )
    assert "Factcheck-Serif" in names
    assert "Factcheck-Sans" in names


def test_half_a_surrogate_pair_is_one_line() -> None:
    with pytest.raises(RenderError, match="surrogate"):
        render_bytes(Report(sources=(Source(id="a", text="\ud800"),)), "json")


def test_json_comes_back(report: Report) -> None:
    assert Report.from_json(render_bytes(report, "json")) == report


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_same_bytes_in_two_processes_and_folders(report: Report, tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from factcheck.models import Report; from factcheck.report import FORMATS, render_bytes\n"
        "report = Report.from_json(open(sys.argv[1], 'rb').read())\n"
        "print([hashlib.sha256(render_bytes(report, format_)).hexdigest() for format_ in FORMATS])"
    )
    saved = tmp_path / "report.json"
    saved.write_bytes(render_bytes(report, "json"))
    digests = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TMPDIR": str(folder),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", code, str(saved)]
        digests.add(
            subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, text=True).stdout
        )
    assert len(digests) == 1


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_report_renders(format_: str) -> None:
    assert render_bytes(Report(), format_)


@pytest.mark.parametrize("format_", ["html", "pdf"])
def test_what_could_not_be_read_alone_renders(format_: str) -> None:
    report = Report(skipped=(Skipped("a.txt", "is empty"),), sources=(Source.from_text("", id="a"),))
    assert render_bytes(report, format_)


def test_generated_at_is_printed_and_dates_the_pdf(report: Report) -> None:
    dated = msgspec.structs.replace(report, generated_at="2022-02-01T00:00:00Z")
    assert "1 February 2022" in render_bytes(dated, "html").decode()
    metadata = PdfReader(BytesIO(render_bytes(dated, "pdf"))).metadata
    assert metadata is not None
    assert str(metadata.creation_date).startswith("2022-02-01")


@pytest.mark.parametrize("suffix", FORMATS)
def test_render_writes_by_suffix_and_leaves_nothing_else(report: Report, tmp_path: Path, suffix: str) -> None:
    path = render(report, tmp_path / "deep" / f"brief.{suffix}")
    assert path.read_bytes()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["brief", "brief.docx", ".pdf"])
def test_an_unknown_suffix_is_one_line(report: Report, tmp_path: Path, name: str) -> None:
    with pytest.raises(RenderError, match=f"choose one of {', '.join(FORMATS)}$") as caught:
        render(report, tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_failing_template_leaves_the_old_file(report: Report, tmp_path: Path) -> None:
    target, templates = tmp_path / "brief.html", tmp_path / "templates"
    target.write_text("old")
    templates.mkdir()
    (templates / "method.html").write_text("{{ view.nothing_of_the_kind }}")
    with pytest.raises(RenderError, match="nothing_of_the_kind"):
        render(report, target, templates=templates)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html", "templates"]


def test_a_failing_write_leaves_the_old_file(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.json"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(RenderError, match="No space left"):
        render(report, target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_user_template_stands_in_for_ours(report: Report, tmp_path: Path) -> None:
    (tmp_path / "method.html").write_text("<p>House rules for {{ view.title }}</p>")
    page = render_bytes(report, "html", templates=tmp_path).decode()
    assert "<p>House rules for The unrest at Port Alder</p>" in page
    assert "Who says what" in page


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "method.html, line 1"),
        ("one\n{{ view.findings[0].bla }}", "method.html, line 2: .*no attribute 'bla'"),
        ("one\ntwo {{ 1 + view }}", "method.html, line 2: unsupported"),
        ("{% include 'none.html' %}", "method.html, line 1: there is no template none.html"),
        ("{{ view.__class__.__mro__ }}", "unsafe"),
        ("{% include '../secret' %}", "secret"),
    ],
)
def test_a_bad_template_is_one_line(report: Report, tmp_path: Path, template: str, said: str) -> None:
    (tmp_path / "method.html").write_text(template)
    with pytest.raises(RenderError, match=said) as caught:
        render_bytes(report, "html", templates=tmp_path)
    assert "\n" not in str(caught.value)


def test_a_missing_templates_folder_is_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no such folder"):
        render_bytes(report, "html", templates=tmp_path / "none")


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(
    "url", ["http://evil.example/x", "https://evil.example", "file:///etc/passwd", "data:,x", "ftp://x"]
)
def test_the_fetcher_refuses(url: str) -> None:
    with pytest.raises(RenderError, match="loads nothing"):
        make_fetcher().fetch(url)


def test_the_fetcher_gives_our_fonts() -> None:
    assert make_fetcher().fetch("factcheck-font:SourceSerifPro-Regular.ttf").read(4) == b"\x00\x01\x00\x00"


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("address", ["http://evil.example/x.png", "file:///etc/passwd"])
def test_a_template_that_asks_for_more_is_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / "method.html").write_text(f'<img alt="x" src="{address}">')
    with pytest.raises(RenderError, match="loads nothing"):
        render_bytes(Report(), "pdf", templates=tmp_path)
