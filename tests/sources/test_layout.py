"""What is set aside as page furniture, and what a text shows of itself: the cases are tests/cases/sources/*.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import Source, read
from tests.caseload import Case, params

# what a text may show of itself: `problem` has words of the one problem that is named
SHOWN = ("title", "publisher", "author", "published", "problem")


def read_text(text: str, folder: Path) -> Source:
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8", newline="")
    (source,) = read([file])
    return source


def aside(source: Source) -> list[list[str]]:
    return [[source.text[one.start : one.end], one.reason] for one in source.set_aside]


@pytest.mark.parametrize("case", params("sources", "aside"))
def test_set_aside(case: Case, tmp_path: Path):
    assert aside(read_text(case.given["text"], tmp_path)) == case.expected["aside"]


@pytest.mark.parametrize("case", params("sources", "shows"))
def test_what_a_text_shows_of_itself(case: Case, tmp_path: Path):
    source, wanted = read_text(case.given["text"], tmp_path), case.expected["shows"]
    assert set(wanted) <= set(SHOWN)
    shown = {name: getattr(source, name) for name in SHOWN if name != "problem"}
    assert shown == {name: wanted.get(name) for name in shown}
    if "problem" in wanted:
        assert [wanted["problem"] in problem for problem in source.problems] == [True]
    else:
        assert not source.problems


def test_dateline_is_set_aside_and_its_sentence_is_not(tmp_path: Path):
    source = read_text(
        "KYIV, May 3, 2023 (Reuters) - The army left the city on Monday.\n\nIt took two days.\n", tmp_path
    )
    assert aside(source) == [["KYIV, May 3, 2023 (Reuters) - ", "dateline"]]


@pytest.fixture(scope="module")
def articles(data_folder: Path) -> list[Source]:
    return read([data_folder / "seeds"])


def test_the_note_beside_them_is_no_article(articles: list[Source]):
    assert [source.id[:3] for source in articles] == ["000", "001", "002", "003", "004"]
    assert [source.number for source in articles] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("number", "count"),
    [(1, 4), (2, 1), (3, 7), (4, 15), (5, 9)],
    ids=["dunya", "us_calls_on", "spreadit", "dated", "reports_bbc"],
)
def test_number_of_pieces_set_aside(articles: list[Source], number: int, count: int):
    assert len(articles[number - 1].set_aside) == count


def test_nothing_with_the_figures_is_set_aside(articles: list[Source]):
    figures = (
        "2,000",
        "2,500",
        "20,000",
        "10,000",
        "dozens",
        "hundreds injured",
        "26",
        "18 security",
        "six post",
        "five",
    )
    gone = [piece for source in articles for piece, reason in aside(source) if reason != "repeated paragraph"]
    assert [piece for piece in gone if any(figure in piece for figure in figures)] == []


def test_other_stories_are_set_aside(articles: list[Source]):
    gone = {piece for source in articles for piece, _ in aside(source)}
    assert "Kuwait asks Kuwaitis in Kazakhstan to leave 'for their safety'" in gone
    assert {"know more", "Dark Mode", "Advertisement", "Kazakhstan protests/Facebook page"} <= gone
    assert sum(piece.startswith("+ ") for piece in gone) == 13


def test_publication_days(articles: list[Source]):
    assert [str(source.published) for source in articles] == ["None", "None", "None", "2022-01-11", "None"]
    assert any("23 April 2024" in problem and "not used" in problem for problem in articles[4].problems)


def test_publishers(articles: list[Source]):
    assert [source.publisher for source in articles] == ["Dunya News", None, "SpreadIt News", None, "BBC"]
