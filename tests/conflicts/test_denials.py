"""What speaks for a deed that one voice asserts and another denies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest import mock

from factcheck.conflicts import probability
from factcheck.conflicts.features.denials import features_of_assertions
from tests.conflicts import build

PAID = {"measure": "assertion", "label": "pay | ransom |  |  | past", "about": "a ransom was paid"}
TOLD = {**PAID, "source": 1, "read_by": ["assertion.told"]}
DENIED = {**PAID, "source": 2, "status": "denied", "speaker": "the mayor", "read_by": ["assertion.denied"]}
DISOWNED = {**PAID, "source": 2, "stance": "denies", "speaker": "the mayor", "read_by": ["assertion.disowned"]}


def features(*given: Mapping[str, Any]) -> Mapping[str, float]:
    """Return the features of the deed of the only finding that the claims make."""
    found: list[Mapping[str, float]] = []

    def look(*args: Any) -> Mapping[str, float]:
        found.append(features_of_assertions(*args))
        return found[-1]

    with mock.patch.object(probability, "features_of_assertions", look):
        build.run({"given": list(given)})
    return next((each for each in found if each), {})


def test_a_verb_of_denial_is_told_from_a_negation():
    assert features(TOLD, DENIED)["deed.disowned"] == 0.0
    assert features(TOLD, DISOWNED)["deed.disowned"] == 1.0


def test_who_asserts_it_is_told():
    assert features(TOLD, DENIED)["deed.held"] == 0.0
    assert features({**TOLD, "speaker": "the guild"}, DENIED)["deed.held"] == 1.0


def test_every_feature_lies_between_nought_and_one():
    assert all(0.0 <= value <= 1.0 for value in features(TOLD, DENIED).values())


def test_other_claims_have_none():
    rivals = [
        {"source": at, "measure": "cause", "about": "fire", "label": label, "speaker": who}
        for at, label, who in ((1, "plot: arson", "the guild"), (2, "accident: error", "the mayor"))
    ]
    assert features(*rivals) == {}
