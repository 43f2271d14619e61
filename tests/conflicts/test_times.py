"""Clock times and days of acts from text to finding: what two dispatches time differently, and what they do not."""

from __future__ import annotations

import pytest

from factcheck.checker import check
from factcheck.models import Finding, Source

DAY = "2021-05-05"
PLACE = "The Kettlewick bakery stands on Quillfeather Lane, said Otto Brandt of the Norby Fire Brigade."


def found(*texts: str) -> list[Finding]:
    sources = [Source.from_text(f"{text} {PLACE}", id=f"s{at}", published=DAY) for at, text in enumerate(texts)]
    return [finding for finding in check(sources).findings if finding.code == "FC303"]


@pytest.mark.model
def test_an_hour_apart() -> None:
    (finding,) = found(
        "One baker was killed in a shooting on Quillfeather Lane around 9:45 p.m. Monday, police said.",
        "One baker was killed in a shooting on Quillfeather Lane around 8:45 p.m. Monday, prosecutors said.",
    )
    assert finding.severity != "info"
    assert finding.message.startswith("Sources time the shooting differently: around")
    assert all("shooting on Quillfeather Lane" in each.citations[0].quote for each in finding.positions)


@pytest.mark.model
@pytest.mark.parametrize(
    "other",
    [
        "A shooting on Quillfeather Lane killed one baker at 9:30 p.m. Monday.",
        "Officers arrived at Quillfeather Lane at 11:10 p.m. Monday.",
        "A gunman was arrested on Quillfeather Lane at 11:10 p.m. Monday.",
        "A shooting on Quillfeather Lane killed one baker at 2145 GMT.",
    ],
)
def test_what_is_no_other_hour(other: str) -> None:
    assert not found("One baker was killed in a shooting on Quillfeather Lane around 9:45 p.m. Monday.", other)


def told(*texts: str) -> list[Finding]:
    """Return what two reports whose texts have no rare word in common are found to time differently."""
    about = "The shooting is being studied. Police said that the shooting was the work of one gunman."
    sources = [Source.from_text(f"{text} {about}", id=f"s{at}", published=DAY) for at, text in enumerate(texts)]
    return [finding for finding in check(sources).findings if finding.code == "FC303"]


@pytest.mark.model
def test_a_call_before_what_it_is_about() -> None:
    assert told(
        "The shooting happened about 1:30 p.m. at a bakery.",
        "The shooting was reported at 12:45 p.m. near a bakery on Quillfeather Lane.",
        "The shooting happened about 1:30 p.m. at a bakery on Quillfeather Lane.",
    )


@pytest.mark.model
def test_the_event_of_both_needs_no_rare_words() -> None:
    assert told(
        "The shooting happened about 1 a.m. at a bakery.",
        "The shooting happened around 3 a.m. near a mill.",
    )


@pytest.mark.model
@pytest.mark.parametrize(
    "other",
    [
        "Another shooting happened around 3 a.m. near a mill.",
        "The shooting happened at 1 a.m. near a mill. A shooting followed at 3 a.m. near a quay.",
        "The shooting happened near a mill around 1:15 a.m..",
        "A vigil for those of the shooting was held at 6 p.m. near a mill.",
    ],
)
def test_what_is_no_other_hour_of_the_event(other: str) -> None:
    assert not told("The shooting happened about 1 a.m. at a bakery.", other)


@pytest.mark.model
def test_one_kidnapping_in_two_words() -> None:
    (finding,) = found(
        "Nobody saw the novices since gunmen abducted them on May 2 from the Quillfeather seminary.",
        "Parents of those seized May 3 from the Quillfeather seminary wept, and the novices are missing.",
    )
    assert finding.message.startswith("Sources date \N{LEFT DOUBLE QUOTATION MARK}")


@pytest.mark.model
def test_two_who_were_arrested_are_no_one_act() -> None:
    assert not found(
        "Ivo Marlek was arrested on May 2 in the Quillfeather seminary by the Kettlewick marshals.",
        "Ada Krall was captured on May 3 in the Quillfeather seminary by the Kettlewick marshals.",
    )


@pytest.mark.model
def test_what_came_into_focus_did_not_happen_then() -> None:
    told_of = "The massacre killed nine. The massacre shook Kettlewick."
    assert not found(
        f"A massacre in the Quillfeather seminary killed nine on Monday. {told_of}",
        f"A massacre in the Quillfeather seminary came into clearer focus Tuesday. {told_of}",
    )
