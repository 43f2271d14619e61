"""What a source's own numbers say of a difference between two tolls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from unittest import mock

import pytest

from factcheck.conflicts import probability
from factcheck.conflicts.features.evidence import features_of_counts, features_of_tolls
from factcheck.conflicts.features.worded import features_of_wordings
from tests.conflicts import build


def features(*given: Mapping[str, Any]) -> dict[str, float]:
    """Return the features of the tolls of the only finding that the claims make."""
    found: list[dict[str, float]] = []

    def look(*args: Any) -> dict[str, float]:
        found.append(features_of_tolls(*args))
        return found[-1]

    with mock.patch.object(probability, "features_of_tolls", look):
        build.run({"given": list(given)})
    return next(each for each in found if each)


LESS = {"source": 1, "measure": "injured", "nominal": 4}
MORE = {"source": 2, "measure": "injured", "nominal": 6}
PAIR = (LESS, MORE)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"source": 2, "measure": "casualties", "nominal": 4, "part": "subset"}, "toll.both-told"),
        ({"source": 1, "measure": "deaths", "nominal": 2}, "toll.rest-told"),
        (
            {"source": 1, "measure": "deaths", "nominal": 2, "population": "attacker", "part": "subset"},
            "toll.attacker-lacks",
        ),
        ({"source": 1, "measure": "injured", "nominal": 6, "standing": "withdrawn"}, "toll.corrected"),
        ({"source": 1, "measure": "injured", "nominal": 9, "licence": "opening"}, "toll.own-rival"),
    ],
)
def test_what_else_the_sources_tell(more: Mapping[str, Any], name: str) -> None:
    assert features(*PAIR)[name] == 0.0
    assert features(*PAIR, more)[name] == 1.0


def test_every_feature_lies_between_nought_and_one() -> None:
    assert all(0.0 <= value <= 1.0 for value in features(*PAIR).values())


def test_numbers_of_no_people_have_none() -> None:
    given = [
        {"source": at, "measure": "distance", "about": "road", "nominal": 9 * at, "unit": "kilometer"} for at in (1, 2)
    ]
    with pytest.raises(StopIteration):
        features(*given)


CRATES = (
    {
        "source": 1,
        "measure": "count",
        "about": "crate seize",
        "noun": "crate",
        "nominal": 30,
        "as_of": dt.date(2021, 5, 3),
    },
    {
        "source": 2,
        "measure": "count",
        "about": "crate seize",
        "noun": "crate",
        "nominal": 45,
        "as_of": dt.date(2021, 5, 4),
    },
)


def features_of_crates(*given: Mapping[str, Any]) -> dict[str, float]:
    """Return the features of the counts of the only finding that the claims make."""
    found: list[dict[str, float]] = []

    def look(*args: Any) -> dict[str, float]:
        found.append(features_of_counts(*args))
        return found[-1]

    with mock.patch.object(probability, "features_of_counts", look):
        build.run({"given": list(given)})
    return next(each for each in found if each)


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        (CRATES, "count.sole", 1.0),
        ((*CRATES, {**CRATES[0], "about": "crate burn", "nominal": 7}), "count.sole", 0.0),
        (CRATES, "count.many", 1.0),
        (CRATES, "count.grown", 1.0),
        (({**CRATES[0], "as_of": dt.date(2021, 5, 6)}, CRATES[1]), "count.grown", 0.0),
        (({**CRATES[0], "as_of": dt.date(2021, 5, 4)}, CRATES[1]), "count.one-day", 1.0),
        (({**CRATES[0], "nominal": 4}, CRATES[1]), "count.wide", 1.0),
        (CRATES, "count.predicate", 1.0),
    ],
)
def test_what_speaks_for_one_count(given: tuple[Mapping[str, Any], ...], name: str, value: float) -> None:
    found = features_of_crates(*given)
    assert found[name] == value
    assert all(0.0 <= each <= 1.0 for each in found.values())


def test_tolls_and_lengths_have_no_features_of_counts() -> None:
    with pytest.raises(StopIteration):
        features_of_crates(*PAIR)


def wordings(one: str, other: str) -> dict[str, float]:
    """Return the features of two wordings of one speaker."""
    found: list[dict[str, float]] = []

    def look(*args: Any) -> dict[str, float]:
        found.append(features_of_wordings(*args))
        return found[-1]

    with mock.patch.object(probability, "features_of_wordings", look):
        build.run(
            {
                "given": [
                    {"source": at, "measure": "quotation", "quote": quote, "speaker": "Ada Marsh"}
                    for at, quote in enumerate((one, other), 1)
                ]
            }
        )
    return next(each for each in found if each)


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("We counted 40 trawlers outside the northern harbour wall that night", "words.number"),
        ("We never counted 14 trawlers outside the northern harbour wall that night", "words.negation"),
        ("We counted 14 ferries outside the northern harbour wall that night", "words.replaced"),
        ("We counted 14 rusty trawlers outside the northern harbour wall that night", "words.added"),
        ("We counted 14 trawlers outside the northern harbour wall this night", "words.grammar"),
    ],
)
def test_of_what_kind_the_difference_of_two_wordings_is(other: str, name: str) -> None:
    kinds = ("number", "negation", "replaced", "added", "grammar")
    found = wordings("We counted 14 trawlers outside the northern harbour wall that night", other)
    assert {f"words.{kind}" for kind in kinds if found[f"words.{kind}"]} == {name}
    assert all(0.0 <= value <= 1.0 for value in found.values())
