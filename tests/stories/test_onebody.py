"""The age of the one person who was harmed in each of two reports, of whom one names nobody."""

from __future__ import annotations

import pytest

from factcheck.checker import check
from factcheck.models import Finding, Source

PLACE = "The Kettlewick bakery stands on Quillfeather Lane, said Otto Brandt of the Norby Fire Brigade."


def found(*texts: str) -> list[Finding]:
    sources = [
        Source.from_text(f"{text} {PLACE}", id=f"s{at}", published="2021-05-05") for at, text in enumerate(texts)
    ]
    return [finding for finding in check(sources).findings if finding.code == "FC304"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An 11-year-old child was stabbed in the bakery on Monday.", "A bullet hit a 10-year-old boy in the bakery."),
        ("A 48-year-old man was killed in the bakery on Monday.", "Omar Lund, 49, died in the bakery on Monday."),
        (
            "A 3-year-old boy, a man and a woman were wounded at the bakery on Monday.",
            "A man, a woman and a 4-year-old boy were wounded at the bakery on Monday.",
        ),
        (
            "The shooter at the bakery was a 58-year-old man, the police said.",
            "The shooter at the bakery was Emil Krantz, 59, the police said.",
        ),
    ],
)
def test_two_ages_of_one(one: str, other: str) -> None:
    (finding,) = found(one, other)
    assert len(finding.positions) == 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one was hurt, the other killed
        ("A 48-year-old woman was killed in the bakery on Monday.", "A 49-year-old woman was wounded on Monday."),
        # two names
        ("Ada Krall, 48, was killed in the bakery on Monday.", "Ida Lund, 49, died in the bakery on Monday."),
        # a report gives both ages
        (
            "An 11-year-old child was stabbed in the bakery on Monday. A 10-year-old boy saw it.",
            "A bullet hit a 10-year-old boy in the bakery.",
        ),
        # a boy is no girl
        ("An 11-year-old girl was stabbed in the bakery on Monday.", "A bullet hit a 10-year-old boy in the bakery."),
        # several were killed, and each report tells of one of them
        (
            "Two women were killed in the bakery on Monday. Ada Krall, 48, was killed at the oven.",
            "Two people were killed in the bakery on Monday. A 49-year-old woman was killed at the door.",
        ),
        # who is charged is not who was hurt
        ("A 19-year-old man is charged with the shooting.", "A 21-year-old man was wounded in the bakery."),
    ],
)
def test_what_are_two_persons(one: str, other: str) -> None:
    assert not found(one, other)
