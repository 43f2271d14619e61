"""Names as they are written: where they stand in a text, and what is told beside them."""

from __future__ import annotations

import pytest

from factcheck.claims.parse.namings import find_namings, find_single


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They saw 18 year-old Maranda Quill there.", [("Maranda Quill", True)]),
        ("The dead are Dravious Quill, 9, and a dog.", [("Dravious Quill", True)]),
        ("Norby Police Chief Ronal Quill came.", [("Ronal Quill", True)]),
        ("A friend of Emarjo “Mo” Quill came.", [("Emarjo “Mo” Quill", True)]),
        ("After Dravious Quill was charged, it rained.", [("Dravious Quill", True)]),
        ("It was for Dravious Quill Monday.", [("Dravious Quill", False)]),
        ("It was Dravious Quill's Norby Boat.", [("Dravious Quill's", False)]),
        ("A car of D-Norby Quills and a KCK Van.", []),
    ],
)
def test_names_of_two_words(text: str, names: list[tuple[str, bool]]) -> None:
    assert [(text[each.start : each.end], each.beside) for each in find_namings(text)] == names


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("They live in the town of Quill Malko.", True),
        ("They met in Quill Malko.", True),
        ("They believe in Quill Malko's boat.", False),
        ("They fled in a silver Quill Malko.", True),
        ("They met Quill Malko.", False),
    ],
)
def test_places_and_things(text: str, *, is_place: bool) -> None:
    assert [each.place for each in find_namings(text)] == [is_place]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Quill's boat sank.", [("Quill's", False)]),
        ("In Norby, Quill said so.", [("Norby", False), ("Quill", True)]),
        ("The boat of Marla Quill sank.", []),
    ],
)
def test_names_alone(text: str, names: list[tuple[str, bool]]) -> None:
    assert [(text[each.start : each.end], each.beside) for each in find_single(text)] == names
