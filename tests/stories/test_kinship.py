from __future__ import annotations

import pytest

from factcheck.stories.utterances.kinship import are_kin, are_synonyms, is_one_run


@pytest.mark.parametrize(
    ("left", "right", "kin"),
    [
        ("belief", "beliefs", True),
        ("stop", "stopped", True),
        ("extreme", "extremist", True),
        ("responsible", "responsibility", True),
        ("told", "tell", True),
        ("centre", "center", True),
        ("lyric", "lyrik", True),
        ("reinstate", "reinstall", False),
        ("adopted", "copied", False),
        ("12", "13", False),
        ("largest", "biggest", False),
        ("hell", "bell", False),
    ],
)
def test_forms_and_spellings_are_one_word(left: str, right: str, kin: bool) -> None:  # noqa: FBT001  a case's outcome
    assert are_kin(left, right) == are_kin(right, left) == kin


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("any way", "anyway", True),
        ("eu", "european union", True),
        ("dams", "dam is", True),
        ("council", "european union", False),
    ],
)
def test_runs_in_two_spellings_are_one(left: str, right: str, one: bool) -> None:  # noqa: FBT001  as above
    assert is_one_run(left.split(), right.split()) == one


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("huge", "vast", True),
        ("bought", "purchased", True),
        ("carried", "transported", True),
        ("biggest", "large", True),
        ("adopted", "copied", False),
        ("planning", "plotting", False),
        ("billion", "million", False),
    ],
)
def test_words_of_one_sense_are_synonyms(left: str, right: str, alike: bool) -> None:  # noqa: FBT001  as above
    assert are_synonyms(left, right) == are_synonyms(right, left) == alike
