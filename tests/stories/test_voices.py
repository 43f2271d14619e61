from __future__ import annotations

import pytest

from factcheck.lexicon.comparing import load_words
from factcheck.stories.voices import OUTLET, UNKNOWN, group_speakers, is_proper, same_speaker


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Marsh", "President Ada-Louise Marsh", True),
        ("Ruritania’s President Ada-Louise Marsh", "Ruritanian President Ada Louise Marsh", True),
        ("Secretary of State Antony Reed", "Mr Reed", True),
        ("the Interior Ministry", "Ruritania's Interior Ministry", True),
        ("Interior Ministry", "Defence Ministry", False),
        ("Ministry", "Defence Ministry", False),
        ("Ada Marsh", "Bo Lind", False),
        ("Ruritania", "Ruritania and Sylvania", True),
        ("police", "officials", False),
        ("police", "Police", True),
        ("Marsh", OUTLET, False),
        (OUTLET, OUTLET, True),
        (UNKNOWN, UNKNOWN, False),
        (UNKNOWN, "Marsh", False),
    ],
)
def test_same_speaker(left: str, right: str, same: bool) -> None:  # noqa: FBT001  a table of cases
    words = load_words()
    assert same_speaker(left, right, words) is same
    assert same_speaker(right, left, words) is same


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Ada Marsh", True),
        ("Interior Ministry", True),
        ("the US diplomacy spokesperson", False),
        ("The President", False),
        ("", False),
    ],
)
def test_a_name_is_no_office(name: str, proper: bool) -> None:  # noqa: FBT001  a table of cases
    assert is_proper(name, load_words()) is proper


def test_voices_are_named_in_full() -> None:
    voices = group_speakers(["Marsh", "President Ada Marsh", "Mr Marsh", "Bo Lind", OUTLET], load_words())
    assert {voices[name] for name in ("Marsh", "President Ada Marsh", "Mr Marsh")} == {"President Ada Marsh"}
    assert voices["Bo Lind"] == "Bo Lind"
    assert voices[OUTLET] == OUTLET


def test_a_last_name_that_two_share_stays_alone() -> None:
    voices = group_speakers(
        ["Ada Marsh of Northville", "Bo Marsh of Southport", "Northville", "Southport"], load_words()
    )
    assert voices["Northville"] != voices["Southport"]
