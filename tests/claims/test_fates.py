"""What an age's words tell of the one whose age it is: killed, hurt, charged, or the one who did it."""

from __future__ import annotations

import pytest

from factcheck.claims import read_claims
from factcheck.models import Source


def fates(text: str) -> dict[str, str | None]:
    """Return what befell each whose age a text tells, by the words of the age."""
    (reading,) = read_claims([Source.from_text(text)])
    told = {context.claim_id: context.fate for context in reading.contexts}
    return {claim.span.quote: told[claim.id] for claim in reading.claims if claim.measure == "age"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("An 11-year-old child was shot and killed.", "killed"),
        ("Omar Lund, 34, died at a clinic on Sunday.", "killed"),
        ("The fatal stabbing of a 14-year-old girl shocked Velden.", "killed"),
        ("Omar Lund, 41, was found dead in his car.", "killed"),
        ("A man, a woman and a 4-year-old boy were wounded at the mill.", "wounded"),
        ("Boy, 7, shot in a Velden home", "harmed"),
        ("A 5-year-old girl shot herself in the hand.", "harmed"),
        ("An 11-year-old is recovering after being stabbed in a barn.", "harmed"),
        ("The victim was identified as Omar Lund, 34, of Velden.", "harmed"),
        ("Shots were fired into a barn, striking an 8-year-old boy in the arm.", "harmed"),
        ("Omar Lund, 34, was arrested and charged with murder.", "accused"),
        ("The gunman was a 58-year-old baker, the police said.", "attacker"),
        ("A 34-year-old clerk lives on Norby Road.", None),
        ("A 12-year-old girl was not hurt.", None),
        ("The two 12-year-olds were hurt.", None),
    ],
)
def test_the_fate_of_one(text: str, fate: str | None) -> None:
    assert list(fates(text).values()) == [fate]


@pytest.mark.model
def test_who_did_it_and_who_was_hurt() -> None:
    told = fates("A 4-year-old boy was stabbed by his 6-year-old brother, and a 12-year-old girl was killed.")
    assert list(told.values()) == ["harmed", "attacker", "killed"]
