"""The exports, each read back with a reader that is not ours: what they hold, and that hostile text stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from factcheck.models import (
    Assumption,
    Attribution,
    Claim,
    Finding,
    Interval,
    Origin,
    Position,
    Quantity,
    Report,
    Severity,
    Skipped,
    Source,
    Span,
    Story,
    Tool,
    Topic,
)
from factcheck.report import render_bytes
from factcheck.report.formats import xlsxfile
from factcheck.report.formats.markdown import escape
from factcheck.report.ground.index import index_report
from factcheck.report.ground.text import clean, clean_line
from factcheck.report.view import rows
from factcheck.report.view.findings import view_findings
from tests.report.test_hostile import MARKERS, poisoned

EXPORTS = ("csv", "xlsx", "md")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "\x00=1", "＝1", "＋1", "－1", "＠a"]
TEXTS = st.text(st.characters(), max_size=60) | st.text("\\`*_[]()<>&~|#@$:/.-+=!w0aF1\n\t ;'\"^{}", max_size=40)


def saying(text: str, **more: object) -> Report:
    """Return a report on two sources of one origin, a text in each of its words and quotes."""
    sources = tuple(
        Source(
            id=id_,
            text=text,
            number=number,
            title=text,
            publisher=text,
            author=text,
            url=text,
            sha256=text,
            origin_id="o",
            problems=(text,),
        )
        for number, id_ in enumerate("ab", start=1)
    )
    everything = Span.of(text, 0, len(text))
    value = Quantity(nominal=(Decimal(2),), strict=Interval(Decimal(-3)), plausible=Interval(), unit=text, surface=text)
    claims = tuple(
        Claim(
            id=f"c{source.id}",
            source_id=source.id,
            measure="deaths",
            about=text,
            value=value,
            span=everything,
            sentence=everything,
            attribution=Attribution(speaker=text),
        )
        for source in sources
    )
    positions = tuple(Position(label=text, claim_ids=(claim.id,)) for claim in claims)
    one = Finding(
        id=text,
        code="FC101",
        severity="high",
        confidence="low",
        topic_id="t",
        message=text,
        claim_ids=("ca", "cb"),
        positions=positions,
        reconciled_if=(Assumption(text, ("ca",)),),
    )
    alone = msgspec.structs.replace(one, code="FC502", severity="info", positions=())
    report = Report(
        tool=Tool(name=text, version=text, pipeline=text, pipeline_sha256=text),
        settings={text: text},
        generated_at=text,
        sources=sources,
        skipped=(Skipped(text, text),),
        origins=(Origin(id="o", label=text, source_ids=("a", "b"), evidence=(text,)),),
        stories=(Story(id="s", title=text, source_ids=("a", "b")),),
        claims=claims,
        topics=(Topic(id="t", story_id="s", measure="deaths", about=text, label=text, claim_ids=("ca", "cb")),),
        findings=(one, alone),
    )
    return msgspec.structs.replace(report, **more)


def records(report: Report) -> list[dict[str, str]]:
    text = render_bytes(report, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def workbook(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_bytes(report, "xlsx")), rich_text=False)


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell))


def sheet_records(book: Workbook, name: str) -> list[dict[str, object]]:
    header, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), line, strict=True)) for line in lines]


class Shown(HTMLParser):
    """Collects what a page shows: its tags, and the runs of text between two tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.runs: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        self.runs.append("")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.runs.append("")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.runs[-1:] = [*self.runs[-1:], data] if not self.runs else [self.runs[-1] + data]

    @property
    def text(self) -> str:
        return "".join(self.runs)


def page_of(markdown: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


OURS = set("h1 h2 h3 p b i span strong blockquote ul li details summary".split())
# what GitHub makes of a run of text once the Markdown is gone
ALIVE = {
    "mention or address": r"@\w",
    "issue": r"#\d|\bGH-\d|GHSA-|[A-Za-z]-\d",
    "link": r"://|\bwww\.\w|//\w",
    "emoji": r":[\w+-]+:",
    "formula": r"\$[^$]+\$|\$\w",
    "commit": r"\b[0-9a-f]{7,40}\b",
}


def check_tame(page: str) -> Shown:
    shown = Shown(page)
    assert {tag for tag, _ in shown.tags} <= OURS
    assert [attrs for _, attrs in shown.tags if attrs] == []
    assert [(name, run) for name, sign in ALIVE.items() for run in shown.runs if re.search(sign, run)] == []
    return shown


@pytest.mark.parametrize("format_", EXPORTS)
def test_the_same_report_gives_the_same_bytes(report: Report, format_: str) -> None:
    again = Report.from_json(report.to_json())
    assert render_bytes(again, format_) == render_bytes(report, format_)


@pytest.mark.parametrize("format_", EXPORTS)
@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
def test_no_control_character_is_written(marker: str, format_: str) -> None:
    for report in (poisoned(marker), saying(marker)):
        if format_ == "xlsx":
            text = "".join(str(cell.value) for cell in cells(workbook(report)))
        else:
            text = render_bytes(report, format_).decode("utf-8-sig")
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text)


# CSV


def test_csv_has_a_row_for_each_claim_that_a_finding_cites(report: Report) -> None:
    index = index_report(report, full_text=False)
    numbers = {
        finding.id: view.number for finding, view in zip(index.findings, view_findings(report, index), strict=True)
    }
    cited = {(numbers[finding.id], id_) for finding in report.findings for id_ in finding.claim_ids}
    claims = {(claim.source_id, claim.span.start, claim.span.end): claim.id for claim in report.claims}
    ids = {source.number: source.id for source in report.sources}
    found = [
        (row["finding"], claims[ids[int(row["source"])], int(row["start"]), int(row["end"])]) for row in records(report)
    ]
    assert len(found) == len(set(found))
    assert set(found) == cited
    assert [int(number) for number, _ in found] == sorted(int(number) for number, _ in found)
    assert [row["code"] for row in records(report)][-2:] == ["FC502", "FC502"]


def test_csv_quotes_are_the_slices_of_their_sources(report: Report) -> None:
    texts = {str(source.number): clean(source.text).replace("\n", " ") for source in report.sources}
    wrong = [
        row for row in records(report) if texts[row["source"]][int(row["start"]) : int(row["end"])] != row["quote"]
    ]
    assert wrong == []
    assert [row for row in records(report) if row["quote"] not in row["sentence"]] == []


def test_csv_numbers_are_the_strict_ends_of_the_model(report: Report) -> None:
    ends = {claim.span.quote: claim.value.strict for claim in report.claims if isinstance(claim.value, Quantity)}
    for row in records(report):
        expected = ends.get(row["quote"], Interval())
        assert Decimal(row["low"]) if row["low"] else expected.low is None
        assert (Decimal(row["low"]) if row["low"] else None, Decimal(row["high"]) if row["high"] else None) == (
            expected.low,
            expected.high,
        )


def test_csv_names_positions_speakers_and_days(report: Report) -> None:
    rows_ = {row["quote"]: row for row in records(report)}
    assert [rows_["about 2,500 guards"][key] for key in ("position", "role", "status", "hedge", "published")] == [
        "B",
        "position",
        "planned",
        "about",
        "2022-01-07",
    ]
    assert (rows_["dozens"]["position"], rows_["dozens"]["role"]) == ("", "position")
    assert rows_["20,000 attackers"]["role"] == "cited"
    assert rows_["an attempt to topple her"]["speaker"] in {"Kolb", "Mayor Ines Kolb"}
    assert rows_["26 “armed looters” and 18 constables"]["value"] == "26 + 18 = 44"


def test_a_claim_that_fits_every_position_is_compatible_and_one_in_two_has_both_letters(report: Report) -> None:
    first = report.findings[0]
    both = tuple(msgspec.structs.replace(one, claim_ids=(*one.claim_ids, "t3")) for one in first.positions)
    shared = msgspec.structs.replace(first, positions=both, compatible_claim_ids=("t9", "d1"))
    found = records(msgspec.structs.replace(report, findings=(shared,)))
    assert [(row["quote"], row["position"], row["role"]) for row in found[1:]] == [
        ("about 2,500 guards", "A, B", "position"),
        ("More than 2,000 guards", "B", "position"),
        ("dozens", "", "compatible"),
    ]


def test_csv_is_rfc_4180_with_a_mark_that_spreadsheets_need(report: Report) -> None:
    data = render_bytes(report, "csv")
    assert data.startswith(b"\xef\xbb\xbffinding,")
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") == len(records(report)) + 1


@pytest.mark.parametrize("marker", [*MARKERS.values(), *FORMULAS, "a;=1", 'a; "=1"', "a\n=1", "a\t=1"])
def test_no_csv_cell_is_a_formula_whatever_cuts_the_cells(marker: str) -> None:
    report = saying(marker)
    rows_ = records(report)
    assert {len(row) for row in rows_} == {29}
    assert {row["low"] for row in rows_} == {"-3"}
    for line in render_bytes(report, "csv").decode("utf-8-sig").split("\n"):
        for delimiter in ",;\t":
            for cell in next(csv.reader([line], delimiter=delimiter), []):
                start = cell.lstrip('\ufffd\u200b \r"')
                if cell != "-3":
                    assert not unicodedata.normalize("NFKC", start).startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_keeps_its_words_behind_an_apostrophe(formula: str) -> None:
    assert {row["quote"] for row in records(saying(formula))} == {
        "'" + clean(formula).replace("\t", " ").replace("\n", " ")
    }


@pytest.mark.parametrize("text", ["2-1", "a=b", "10 + 1", "'=1", "x; y", "Ελλάδα – 3", "2;3"])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert {row["message"] for row in records(saying(text))} == {text}


@pytest.mark.parametrize(
    ("value", "said"),
    [("2E+3", "2000"), ("0.1", "0.1"), ("-3", "-3"), ("1E+400", "1E+400"), ("Infinity", ""), ("NaN", "")],
)
def test_csv_writes_numbers_in_plain_digits(value: str, said: str) -> None:
    report = saying("two")
    claims = tuple(
        msgspec.structs.replace(claim, value=msgspec.structs.replace(claim.value, strict=Interval(Decimal(value))))
        for claim in report.claims
    )
    found = records(msgspec.structs.replace(report, claims=claims))
    assert {(row["low"], row["high"]) for row in found} == {(said, "")}


def test_claims_and_sources_that_are_missing_are_passed_over() -> None:
    report = saying("two")
    assert records(msgspec.structs.replace(report, claims=())) == []
    assert {(row["source"], row["title"]) for row in records(msgspec.structs.replace(report, sources=()))} == {
        ("0", "")
    }


# the spreadsheet


def test_workbook_has_its_sheets_frozen_filtered_and_wrapped(report: Report) -> None:
    book = workbook(report)
    assert book.sheetnames == ["Findings", "Claims", "Sources", "Method"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.alignment.wrap_text for cell in sheet[2] if isinstance(cell.value, str))
        assert all(
            6 < sheet.column_dimensions[cell.column_letter].width < 90 for cell in sheet[1] if isinstance(cell, Cell)
        )


def test_workbook_holds_the_findings_in_their_order(report: Report) -> None:
    found = sheet_records(workbook(report), "Findings")
    ranked = index_report(report, full_text=False).findings
    assert [(row["Finding"], row["Message"]) for row in found] == [
        (at, finding.message) for at, finding in enumerate(ranked, start=1)
    ]
    assert [found[0][f"Estimate {end}"] for end in ("low", "best", "high")] == [1800, 2500, 2700]
    assert found[0]["Sources"] == "3, 4, 5"
    assert found[0]["Kind"] == "Figures exclude each other"
    assert re.match(r"A: nearly 2,000 .*\nB: more than 2,000", str(found[0]["Positions"]))


def test_workbook_claims_are_those_of_the_csv(report: Report) -> None:
    found = sheet_records(workbook(report), "Claims")
    expected = records(report)
    assert [name.lower().replace(" ", "_") for name in found[0]] == list(expected[0])
    for row, wanted in zip(found, expected, strict=True):
        shown = [
            value.date().isoformat()
            if isinstance(value, dt.datetime)
            else ""
            if value is None
            else str(value).replace("\n", " ")
            for value in row.values()
        ]
        assert shown == list(wanted.values())


def test_workbook_numbers_are_numbers_and_days_are_days(report: Report) -> None:
    found = sheet_records(workbook(report), "Claims")
    assert {type(row[name]) for row in found for name in ("Finding", "Source", "Start", "End")} == {int}
    assert {type(row["Low"]) for row in found if row["Low"] is not None} == {int}
    days = {row["Published"] for row in sheet_records(workbook(report), "Sources")}
    assert days == {None, *(dt.datetime(2022, 1, day) for day in (7, 10, 11))}  # noqa: DTZ001  days without a zone


def test_workbook_sources_and_method_say_what_was_read(report: Report) -> None:
    book = workbook(report)
    first = sheet_records(book, "Sources")[0]
    assert first["Words"] == len(report.sources[0].text.split())
    assert (first["SHA-256"], first["URL"]) == (report.sources[0].sha256, report.sources[0].url)
    assert first["Origin"] == "an agency report"
    method = {row["What"]: row["Value"] for row in sheet_records(book, "Method")}
    assert method["Version"] == "0.1.0"
    assert method["Setting: settles after"] == "7"
    assert method["Could not be read"] == "scan.pdf: holds images only, no text"


@pytest.mark.parametrize("marker", [*MARKERS.values(), *FORMULAS, "http://evil.example/", "mailto:a@b.example", "{=1}"])
def test_no_workbook_cell_is_a_formula_or_a_link(marker: str) -> None:
    for report in (poisoned(marker), saying(marker)):
        book = workbook(report)
        assert {cell.data_type for cell in cells(book)} <= {"s", "n", "d"}
        assert [cell.hyperlink for cell in cells(book) if cell.hyperlink] == []
    message = sheet_records(book, "Findings")[0]["Message"]
    assert message == clean_line(marker)


@pytest.mark.parametrize("formula", ["=1+1", "-1", "＝1"])
def test_a_workbook_text_stays_text_when_it_is_edited(formula: str) -> None:
    cell = workbook(saying(formula))["Findings"]["G2"]
    assert cell.value == formula
    assert cell.quotePrefix


def test_what_looks_like_a_sheets_own_escape_is_escaped() -> None:
    data = zipfile.ZipFile(io.BytesIO(render_bytes(saying("_x0041_"), "xlsx")))
    assert b">_x005F_x0041_<" in data.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("char", ["w", "é", "\N{PARTY POPPER}"])
def test_a_text_longer_than_a_cell_is_cut(char: str) -> None:
    found = sheet_records(workbook(saying(char * 40_000)), "Claims")[0]
    sentence = str(found["Sentence"])
    assert 32_760 < len(sentence.encode("utf-16-le")) // 2 <= 32_767
    assert sentence == char * (len(sentence) - 1) + "…"


def test_rows_beyond_a_sheet_are_counted_in_its_last(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsxfile, "_ROWS", 5)
    sheet = workbook(report)["Findings"]
    assert sheet.max_row == 5
    assert [sheet.cell(line, 1).value for line in range(2, 6)] == [1, 2, 3, "5 more rows: see the report"]


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("-3", -3),
        ("0.1", 0.1),
        ("123456789012345", 123456789012345),
        ("12345678901234567", "12345678901234567"),
        ("1E+400", "1E+400"),
        ("-Infinity", None),
    ],
)
def test_a_number_is_a_number_where_a_sheet_keeps_its_digits(number: str, held: object) -> None:
    report = saying("two")
    claims = tuple(
        msgspec.structs.replace(claim, value=msgspec.structs.replace(claim.value, strict=Interval(Decimal(number))))
        for claim in report.claims
    )
    found = sheet_records(workbook(msgspec.structs.replace(report, claims=claims)), "Claims")
    assert {row["Low"] for row in found} == {held}


def test_a_day_that_no_sheet_knows_is_text() -> None:
    report = saying("two")
    old = tuple(msgspec.structs.replace(source, published=dt.date(1888, 8, 8)) for source in report.sources)
    found = sheet_records(workbook(msgspec.structs.replace(report, sources=old)), "Sources")
    assert {row["Published"] for row in found} == {"1888-08-08"}


@pytest.mark.parametrize(
    ("moment", "created"),
    [
        ("2022-02-01T02:00:00+02:00", dt.datetime(2022, 2, 1)),  # noqa: DTZ001  a workbook's moments have no zone
        ("yesterday", dt.datetime(1980, 1, 1)),  # noqa: DTZ001  as above
        (None, dt.datetime(1980, 1, 1)),  # noqa: DTZ001  as above
    ],
)
def test_a_workbook_is_dated_by_the_report(report: Report, moment: str | None, created: dt.datetime) -> None:
    assert workbook(msgspec.structs.replace(report, generated_at=moment)).properties.created == created


# Markdown


def test_markdown_says_it_all_gravest_first(report: Report) -> None:
    text = render_bytes(report, "md").decode()
    assert "5 sources from 3 origins compared." in text
    headings = re.findall(r"^### (\d+) · (\w+)", text, flags=re.MULTILINE)
    assert headings == [(str(at), word) for at, word in enumerate("High Medium Low Note Note Note".split(), start=1)]
    shown = Shown(page_of(text)).text
    assert [finding.message for finding in report.findings if finding.message not in shown] == []
    for words in ("holds images only, no text", "Sources 1, 3 and 4 probably go back", "about 2,500 were announced"):
        assert words in shown


def test_markdown_quotes_whole_sentences_and_marks_the_words_of_the_claim(report: Report) -> None:
    page = page_of(render_bytes(report, "md").decode())
    found = re.findall(r"<blockquote>\n<p>(.*?)</p>\n<p>— source (\d+), ", page)
    assert found
    for quote, number in found:
        source = next(source for source in report.sources if source.number == int(number))
        sentence = Shown(quote).text
        assert sentence in clean_line(source.text)
        marked = tuple(Shown(words).text for words in re.findall("<b>(.*?)</b>", quote))
        quotes = {claim.id: claim.span.quote for claim in report.claims if clean_line(claim.sentence.quote) == sentence}
        derived = {tuple(quotes[id_] for id_ in claim.derived_from) for claim in report.claims if claim.id in quotes}
        assert marked in derived or marked[0] in quotes.values()


@pytest.mark.parametrize(("words", "whole"), [(80, True), (2000, False)])
def test_a_long_sentence_is_whole_and_an_endless_one_is_cut_around_the_claim(words: int, *, whole: bool) -> None:
    around = "word " * words
    text = f"{around}two dead {around}".strip()
    report = saying(text)
    start = text.index("two dead")
    claims = tuple(msgspec.structs.replace(claim, span=Span.of(text, start, start + 8)) for claim in report.claims)
    page = page_of(render_bytes(msgspec.structs.replace(report, claims=claims), "md").decode())
    quote = re.findall(r"<blockquote>\n<p>(.*?)</p>", page)[0]
    assert "word <b>two dead</b> word" in quote
    assert (Shown(quote).text == text) is whole
    assert len(quote) < 1000


def test_markdown_ends_in_a_closed_list_of_single_sources(report: Report) -> None:
    text = render_bytes(report, "md").decode()
    assert text.endswith("</details>\n")
    inside = text.split("<details>\n<summary>2 statements with one source only</summary>\n\n")[1]
    assert "Only Gazeta do Rio gives a number of injured: hundreds." in inside
    assert "<b>20,000 attackers</b>" in inside


@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
def test_markdown_holds_hostile_text_as_text_only(marker: str) -> None:
    for report in (poisoned(marker), saying(marker)):
        text = render_bytes(report, "md").decode()
        assert len(text.encode()) < 60_000
        assert clean_line(marker)[:90] in check_tame(page_of(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "@desk and @org/team",
        "#1, owner/repo#2, GH-3 and TICKET-4",
        "fixes #5",
        "see https://evil.example/a, www.evil.example and desk@evil.example",
        "[a](http://evil.example) ![b](c.png) [d]: /e <http://f.example>",
        "[^1]: note [ ] task",
        ":tada: :+1: a:b:c",
        "$x$ and $$y$$, $2 million and $3",
        "**a** __b__ *c* _d_ ~~e~~ `f` \\*g\\*",
        "# title #",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "``` code",
        "~~~ code",
        "| a | b |",
        ":-: | -",
        "<details open><summary>x</summary></details>",
        "<!-- hidden -->",
        "&lt;b&gt; &#64;desk &commat;desk",
        "commit 0123456789abcdef0123456789abcdef01234567 or abc1234",
        "CVE-2024-1234 GHSA-aaaa-bbbb-cccc",
        "[!NOTE]",
        "a\\",
    ],
)
def test_no_mark_of_githubs_is_left_alive(text: str) -> None:
    for before in ("", "> ", "- ", "### ", "### 1 · High: ", "> <b>", "a\n\n", "> a\n> "):
        shown = check_tame(page_of(f"{before}{escape(text)}\n\nnext"))
        assert text in shown.text


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=300)
@example("a", "=")
@example("", "-")
@example("\\", "*")
def test_any_text_is_shown_as_it_is_and_does_nothing(first: str, second: str) -> None:
    words = [clean_line(text) for text in (first, second)]
    quoted = f"{escape(words[0])}<b>{escape(words[1])}</b>x"
    page = page_of(f"### {escape(words[0])}\n\n{escape(words[1])}\n\n> {quoted}\n>\n> — y\n\n- {escape(words[0])}")
    shown = check_tame(page)
    expected = [words[0], words[1], f"{words[0]}{words[1]}x", "— y", words[0]]
    assert "".join(shown.text.split()) == "".join("".join(expected).split())
    assert [tag for tag, _ in shown.tags if tag not in {"span", "p", "li"}] == ["h3", "blockquote", "b", "ul"]


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_a_report_on_any_text_is_read_back(text: str) -> None:
    report = saying(text)
    check_tame(page_of(render_bytes(report, "md").decode()))
    cleaned = clean(text)
    for row, line in zip(sheet_records(workbook(report), "Claims"), records(report), strict=True):
        assert str(row["Quote"] or "") == cleaned
        assert line["quote"].replace("'", "") == cleaned.translate({10: " ", 9: " "}).replace("'", "")


def many(report: Report, counts: dict[Severity, int], message: str = "") -> Report:
    """Return the report with so many findings of each severity, notes being of one source only."""
    first = report.findings[0]
    findings = [
        msgspec.structs.replace(
            first,
            id=f"{severity}-{at}",
            severity=severity,
            code="FC502" if severity == "info" else "FC101",
            positions=() if severity == "info" else first.positions,
            message=f"{severity} {at}: {message or first.message}",
        )
        for severity, count in counts.items()
        for at in range(count)
    ]
    return msgspec.structs.replace(report, findings=tuple(findings))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"info": 220, "low": 100, "medium": 50, "high": 30}, 75),
        ({"info": 1, "high": 399}, 300),
        ({"medium": 1, "high": 2000}, 300),
        ({"info": 3000}, 300),
    ],
)
@pytest.mark.parametrize("message", ["", "@ " * 2000])
def test_many_findings_stay_short_and_the_gravest_are_kept(
    report: Report, counts: dict[Severity, int], shown: int, message: str
) -> None:
    text = render_bytes(many(report, counts, message), "md").decode()
    assert 50_000 < len(text.encode()) < 60_000
    found = re.findall(r"^(?:### \d+ · (\w+)|- (info) \d+)", text, flags=re.MULTILINE)
    order = ["High", "Medium", "Low", "info"]
    ranks = [order.index(heading or note) for heading, note in found]
    assert ranks == sorted(ranks)
    left = re.findall(r"^([\d,]+) more findings? (?:is|are) in the report: (.+)\.$", text, flags=re.MULTILINE)
    missing = sum(counts.values()) - len(found)
    assert [int(count.replace(",", "")) for count, _ in left] == ([missing] if missing else [])
    for _, kinds in left:
        assert sum(int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", kinds)) == missing
    if not message:
        assert len(found) > shown
        assert ranks.count(0) == min(counts.get("high", 0), len(found))


def test_the_gravest_have_their_quotes_and_what_is_left_out_is_one_line(report: Report) -> None:
    text = render_bytes(many(report, {"info": 500, "low": 2000, "high": 5}), "md").decode()
    assert re.search(r"^[\d,]+ more findings are in the report: [\d,]+ low and 500 notes\.$", text, flags=re.MULTILINE)
    assert "<details>" not in text
    high, _, low = text.partition("### 6 ·")
    assert high.count("\n> <b>More than 2,000 guards</b>") == 5
    assert "\n>" not in low
    assert "in the report" not in render_bytes(many(report, {"info": 3, "high": 5}), "md").decode()


def test_a_finding_with_endless_evidence_is_shortened(report: Report) -> None:
    first = report.findings[0]
    ids = tuple(f"n{at}" for at in range(3000))
    claims = tuple(msgspec.structs.replace(report.claims[0], id=id_) for id_ in ids)
    crowd = msgspec.structs.replace(first.positions[0], claim_ids=ids)
    finding = msgspec.structs.replace(first, claim_ids=ids, positions=(crowd, *first.positions[1:]))
    text = render_bytes(msgspec.structs.replace(report, findings=(finding,), claims=(*report.claims, *claims)), "md")
    assert "2,994 more citations in the report." in text.decode()
    assert len(text) < 10_000


@pytest.mark.parametrize("count", [300, 3000])
def test_many_sources_leave_room_for_the_findings(report: Report, count: int) -> None:
    crowd = [
        msgspec.structs.replace(report.sources[0], id=f"s{at}", number=at, origin_id=None) for at in range(6, count + 6)
    ]
    skipped = (Skipped("x" * 500, "y" * 500),) * count
    crowded = msgspec.structs.replace(report, sources=(*report.sources, *crowd), skipped=skipped)
    text = render_bytes(crowded, "md").decode()
    assert len(text.encode()) < 60_000
    assert re.search(r"^- [\d,]+ more sources in the report$", text, flags=re.MULTILINE)
    assert re.search(r"^- [\d,]+ more documents in the report$", text, flags=re.MULTILINE)
    assert all(finding.message in Shown(page_of(text)).text for finding in report.findings)


def test_tables_have_a_cell_for_each_column(report: Report) -> None:
    for table in (*rows.view_tables(report), rows.view_claims(report)):
        assert {len(row) for row in table.rows} == {len(table.columns)}
    starts = [row[0] for row in rows.view_claims(report).rows]
    assert all(isinstance(start, int) for start in starts)
    assert all(str(left) <= str(right) for left, right in pairwise(starts))


def test_a_text_in_the_spreadsheets_own_markup_stays_text():
    report = Report(sources=(Source.from_text("Two dead.", id="a", title="<r><t>ok & <bad</r>"),))
    book = openpyxl.load_workbook(io.BytesIO(render_bytes(report, "xlsx")))
    values = {str(cell.value).strip() for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert "<r><t>ok & <bad</r>" in values
