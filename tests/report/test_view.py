"""How the view words numbers, days and sums, cuts texts into pieces and lays out tables."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.models import Estimate, Report, Span, Story
from factcheck.report.ground.index import index_report
from factcheck.report.ground.phrases import day_range, estimate_text, number, quantity
from factcheck.report.ground.text import Piece, clean, compare_wordings, cut_pieces, sentence_pieces
from factcheck.report.paper.fit import fit
from factcheck.report.view.matrix import view_matrices
from factcheck.report.view.view import build_view
from factcheck.report.view.viewmodel import describe
from tests.report.build import quantity as make_quantity


@pytest.mark.parametrize(
    ("value", "text"),
    [("2000", "2,000"), ("2400000", "2,400,000"), ("0.5", "0.5"), ("-3", "-3"), ("2.50", "2.50"), ("1E+4", "10,000")],
)
def test_number(value: str, text: str) -> None:
    assert number(Decimal(value)).rstrip("0").rstrip(".") == text.rstrip("0").rstrip(".")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([], ""),
        ([dt.date(2022, 1, 6)], "6 January 2022"),
        ([dt.date(2022, 1, 11), dt.date(2022, 1, 6)], "6–11 January 2022"),
        ([dt.date(2022, 1, 6), dt.date(2022, 2, 1)], "6 January – 1 February 2022"),
        ([dt.date(2021, 12, 31), dt.date(2022, 1, 1)], "31 December 2021 – 1 January 2022"),
    ],
)
def test_day_range(days: list[dt.date], text: str) -> None:
    assert day_range(days) == text


@pytest.mark.parametrize(
    ("low", "best", "high", "unit", "text"),
    [
        (1800, 2500, 2700, None, "Best figure 2,500; range 1,800 to 2,700"),
        (2, 2, 2, "day", "Best figure 2, in days"),
        (2, None, None, None, "At least 2"),
        (None, 5, 9, "percentage", "Best figure 5; at most 9, in per cent"),
        (None, None, None, None, ""),
    ],
)
def test_estimate(low: int | None, best: int | None, high: int | None, unit: str | None, text: str) -> None:
    figures = [None if figure is None else Decimal(figure) for figure in (low, best, high)]
    assert estimate_text(Estimate(low=figures[0], best=figures[1], high=figures[2]), unit) == text


@pytest.mark.parametrize(
    ("kind", "text"), [("exact", "12"), ("nearly", "nearly 12"), ("more_than", "more than 12"), ("vague", "dozens")]
)
def test_quantity(kind: str, text: str) -> None:
    assert quantity(make_quantity(12, kind)) == text  # type: ignore[arg-type]  # a parameter's type is str


@given(
    st.text(st.characters(exclude_categories=[])),
    st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))),
    st.lists(st.integers(-3, 30)),
)
def test_pieces_are_the_text_and_the_marks(text: str, marks: list[tuple[int, int]], anchors: list[int]) -> None:
    pieces = cut_pieces(text, marks, anchors={at: f"a{at}" for at in anchors})
    assert "".join(piece.text for piece in pieces) == clean(text)
    marked = "".join(("x" if piece.marked else ".") * len(piece.text) for piece in pieces)
    expected = "".join("x" if any(a <= at < b for a, b in marks) else "." for at in range(len(text)))
    assert marked == expected


@pytest.mark.parametrize(
    ("sentence", "spans", "shown"),
    [
        (Span(10, 20, "five dead."), [Span(10, 14, "five")], [("five", True), (" dead.", False)]),
        (Span(10, 20, "five dead."), [Span(40, 44, "nine")], [("nine", True)]),
        (Span(10, 20, "five dead."), [Span(10, 14, "nine")], [("nine", True)]),
        (Span(0, 4, "five"), [Span(0, 4, "five")], [("five", True)]),
    ],
    ids=["inside", "outside", "another quote", "whole"],
)
def test_sentence_pieces(sentence: Span, spans: list[Span], shown: list[tuple[str, bool]]) -> None:
    assert [(piece.text, piece.marked) for piece in sentence_pieces(sentence, spans)] == shown


@pytest.mark.parametrize(
    ("wordings", "marked"),
    [
        ([], []),
        (["to get them to leave"], [[]]),
        (["to get them to leave", "to get them out"], [["to leave"], ["out"]]),
        (["Hard, very hard", "hard very hard"], [[","], []]),
    ],
)
def test_compare_wordings(wordings: list[str], marked: list[list[str]]) -> None:
    compared = compare_wordings(wordings)
    assert [[piece.text for piece in pieces if piece.marked] for pieces in compared] == marked
    assert ["".join(piece.text for piece in pieces) for pieces in compared] == wordings


@pytest.mark.parametrize(("widest", "columns"), [(None, [5]), (2, [2, 2, 1]), (6, [5])])
def test_matrices_are_as_wide_as_the_page(report: Report, widest: int | None, columns: list[int]) -> None:
    matrices = view_matrices(report, index_report(report, full_text=True), widest=widest)
    assert [len(matrix.columns) for matrix in matrices] == columns
    assert all(len(row.cells) == len(matrix.columns) for matrix in matrices for row in matrix.rows)
    assert all(any(cell.values for cell in row.cells) for matrix in matrices for row in matrix.rows)


def test_matrix_shows_sums_and_leaves_out_their_parts(report: Report) -> None:
    (matrix,) = view_matrices(report, index_report(report, full_text=True), widest=None)
    deaths = next(row for row in matrix.rows if row.label == "deaths")
    said = [[value.text for value in cell.values] for cell in deaths.cells]
    assert said == [["dozens"], [], ["dozens"], ["dozens"], ["26 + 18 = 44"]]


def test_ruler_keeps_exclusive_figures_apart(report: Report) -> None:
    ruler = build_view(report, full_text=True).findings[0].ruler
    assert ruler is not None
    assert [row.value for row in ruler.rows] == ["nearly 2,000 guards", "More than 2,000 guards", "about 2,500 guards"]
    (left, width), (right, _) = (tuple(map(int, row.bar)) for row in ruler.rows[:2])
    assert left + width <= right
    assert "strictly more than 2,000" in ruler.rows[1].text


def test_reasons_stand_apart_from_the_message(report: Report) -> None:
    said = "Severity is medium: the bounds meet. Confidence is high: the passages say it plainly."
    first = msgspec.structs.replace(report.findings[0], message="Sources disagree.", explanation=said)
    view = build_view(msgspec.structs.replace(report, findings=(first,)), full_text=True)
    assert (view.findings[0].message, view.findings[0].reasons) == ("Sources disagree.", said)


def test_many_sources_are_named_only_where_undated(report: Report) -> None:
    sources = tuple(msgspec.structs.replace(report.sources[2], id=f"s{at}", number=at) for at in range(1, 15))
    view = build_view(msgspec.structs.replace(report, sources=sources), full_text=True)
    facts = {fact.label: fact.text for fact in view.facts}
    assert view.key == ()
    assert facts["Publishers"] == "Daily Post"
    assert "[14] Daily Post" in facts["Undated"]


@pytest.mark.parametrize(
    ("word", "fitted"),
    [
        ("w" * 64, "w" * 64),
        ("w" * 65, "w" * 40 + "\u200b" + "w" * 25),
        ("w" * 3000, "\u200b".join(["w" * 40] * 4 + ["…"])),
        ("中" * 300, "中" * 300),
        ("two words", "two words"),
    ],
    ids=["short", "long", "endless", "no spaces in this script", "words"],
)
def test_words_fit_on_paper(monkeypatch: pytest.MonkeyPatch, word: str, fitted: str) -> None:
    monkeypatch.setattr("factcheck.report.paper.fit.is_shown", lambda _: True)  # whatever fonts the machine has
    assert fit((Piece(word),)) == (Piece(fitted),)


def test_characters_that_no_font_has_are_counted_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.report.paper.fit.is_shown", lambda char: char not in "中文")
    assert fit((Piece("In 中文 中 and 中 too"),)) == (Piece("In [4 not in any font] and [1 not in any font] too"),)


def test_addresses_stay_whole_on_paper(report: Report) -> None:
    url = "https://long.example/" + "w" * 300
    sources = (msgspec.structs.replace(report.sources[0], url=url),)
    source = fit(build_view(Report(sources=sources), full_text=False)).sources[0]
    assert (source.url, source.link) == (url, url)


def test_two_stories_name_theirs(report: Report) -> None:
    stories = (*report.stories, Story(id="other", title="Another story", source_ids=("wire",)))
    view = build_view(msgspec.structs.replace(report, stories=stories), full_text=False)
    assert view.title == "2 stories compared"
    assert view.findings[0].story == "The unrest at Port Alder"
    assert [story.text for story in view.stories] == ["sources 1, 2, 3, 4 and 5", "source 2"]


def test_print_has_the_cited_paragraphs_and_no_full_texts(report: Report) -> None:
    view = build_view(report, full_text=False)
    assert not any(source.text for source in view.sources)
    anchors = {piece.anchor for source in view.sources for passage in source.passages for piece in passage.pieces}
    links = [item.text_link for finding in view.findings for place in finding.positions for item in place.citations]
    assert links
    assert {link.removeprefix("#") for link in links} <= anchors


def test_templates_readme_tells_the_view_as_it_is() -> None:
    page = Path(factcheck.__file__).parent / "templates" / "README.md"
    told = "write it again: python -m factcheck.report.view.viewmodel > templates/README.md"
    assert page.read_text(encoding="utf-8") == describe(), told
