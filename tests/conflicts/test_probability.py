"""How likely a finding is real, and how grave it may be for that."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any
from unittest import mock

import pytest

from factcheck.models import Finding
from tests.conflicts import build

APART = {
    "given": [{"source": 1, "measure": "deaths", "nominal": 12}, {"source": 2, "measure": "deaths", "nominal": 29}]
}
STEPS = {
    "given": [
        {"source": 1, "measure": "deaths", "nominal": 12, "hedge": "at_least", "sentence": "12", "as_of": day}
        | {"source": at, "nominal": 12 * at, "hedge": "exact"}
        for at, day in ((1, dt.date(2021, 5, 3)), (2, dt.date(2021, 5, 4)))
    ]
}


def weighed(case: Mapping[str, Any], told: float) -> Finding:
    """Return the finding of a case where the model gives it that probability."""
    with mock.patch.object(build, "SURE", {"bias": math.log(told / (1 - told))}):
        (finding,) = build.run(case).findings
    return finding


@pytest.mark.parametrize(
    ("told", "severity", "confidence"),
    [
        (0.95, "high", "high"),
        (0.901, "high", "high"),
        (0.899, "medium", "medium"),
        (0.751, "medium", "medium"),
        (0.749, "low", "low"),
        (0.1, "low", "low"),
    ],
)
def test_the_probability_caps_the_severity(told: float, severity: str, confidence: str) -> None:
    finding = weighed(APART, told)
    assert finding.code == "FC101"
    assert (finding.severity, finding.confidence) == (severity, confidence)
    assert finding.probability == pytest.approx(told, abs=0.0001)


@pytest.mark.parametrize("told", [0.05, 0.8, 0.99])
def test_a_note_stays_a_note(told: float) -> None:
    finding = weighed(STEPS, told)
    assert (finding.code, finding.severity) == ("FC201", "info")


def test_a_light_matter_gains_no_weight() -> None:
    near = [{"source": 1, "measure": "deaths", "nominal": 151}, {"source": 2, "measure": "deaths", "nominal": 153}]
    assert weighed({"given": near}, 0.99).severity == "low"


PLACES = [
    ("400 block quill ln", "4000 block quill ln", "number"),
    ("400 block quill ln", "500 block quill ln", "neighbour"),
    ("quill ave", "quill pl", "type"),
    ("512 n quill st", "512 s quill st", "direction"),
    ("near quill st", "near quill ct", "near"),
    ("quill st & mill rd", "quill st & mill ct", "at-crossing"),
    ("400 block quill ln", "4000 block quill ln", "numbers"),
]


@pytest.mark.parametrize(("one", "two", "kind"), PLACES)
def test_how_two_places_differ_counts(one: str, two: str, kind: str) -> None:
    given = [
        {"source": at, "measure": "place_of", "about": "shooting", "label": label, "near": "norby"}
        for at, label in enumerate((one, two), 1)
    ]
    with mock.patch.object(build, "SURE", {f"street.{kind}": math.log(0.8 / 0.2)}):
        (finding,) = build.run({"given": given}).findings
    assert finding.code == "FC301"
    assert finding.probability == pytest.approx(0.8, abs=0.0001)
