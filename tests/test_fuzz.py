"""No text fells it: a sample of what bench/fuzz.py feeds it, made of the seeds and of texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import KINDS, Case, outcomes, run

# a paragraph a line, as a copy is made of it; nothing shorter shows that it was wrapped
OWN = [
    "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    for text in (
        """A ferry with 212 passengers sank off Norby on Tuesday, killing at least 14, the coast guard said.

        “We saw it burn,” Ada Lund, 44, told reporters. Damage is put at $2.4 million; between 12 and 15 boats are lost.
        The harbour stays closed for two days, and the owner, who lost nearly half of his fleet, has not been reached.

        More than 3,000 people stood on the quay at noon, the mayor said, and dozens of them had brought blankets.""",
        """Dam bursts above Velm: dozens missing

        The mayor asked:

        "Who opened the gates at 3:15 a.m.?"

        About 3,000 people left their homes, up from 1,200 on Monday, according to the National Rescue Office (NRO). It
        put the damage at 12 billion crowns and said that six bridges, two schools and the only hospital were gone.""",
    )
]
PARAGRAPH = "<p>Two people died in the fire, the ministry said on Monday. It was the worst since 1990.</p>"


@pytest.fixture(scope="module")
def texts(seeds_folder: Path) -> list[str]:
    return OWN + [file.read_text("utf8").split("---\n", 2)[-1] for file in sorted(seeds_folder.glob("*.txt"))]


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_fells_it(kind: str, texts: list[str]):
    found = [one for at in range(40) for one in outcomes((kind, at, 3), texts)]
    assert len(found) == 40
    assert {one.fault: one.case for one in found if one.fault} == {}


@pytest.mark.model
@pytest.mark.slow
def test_copies_claim_what_the_originals_claim(texts: list[str]):
    found = [one for at in range(len(texts)) for one in outcomes(("copies", at, 3), texts)]
    assert {one.fault: one.case for one in found if one.fault} == {}


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("nested.html", f"{'<div>' * 100_000}{PARAGRAPH * 5}{'</div>' * 100_000}", "the page has 100,005 elements"),
        ("table.html", f"<table>{'<tr><td>12 dead</td><td>3</td></tr>' * 30_000}", "the page has 90,001 elements"),
        ("row.html", f"{PARAGRAPH * 5}<table><tr>{'<td>12 dead</td>' * 1_400}</tr></table>", ""),
        ("row.txt", f"Dead: {'12, 14 and 16 people; ' * 4_000}", "its text has 12,000 numbers, more than 1,500"),
        ("word.txt", "a" * 90_000, ""),
        ("sentence.txt", "a man, a woman, a child and " * 700, ""),
        ("book.txt", "Two people died. " * 20_000, "its text has 340,000 characters, more than 100,000"),
        ("file.txt", "Two people died. " * 600_000, "the file has 10,200,000 bytes, more than 10,000,000"),
    ],
)
def test_what_is_too_much_is_read_in_seconds_or_named(name: str, data: str, line: str):
    outcome, _ = run(Case("large", name, data.encode()))
    assert outcome.fault == ""
    assert outcome.seconds < 15
    assert outcome.skipped == bool(line)
    assert line in outcome.line
