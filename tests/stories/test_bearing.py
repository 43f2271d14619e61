"""Two numbers with a unit: when they are a property of one thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from factcheck.models import Claim, Context
from factcheck.stories.alignment import Told
from factcheck.stories.bearing import Bearings, bear
from tests.conflicts.build import claim

OWN = frozenset({"sentence", "aftershock"})
RARE = frozenset({"lighthouse", "keeper", "norby"})


def told(source: int, nominal: int, **given: Any) -> Told:
    spec = {"source": source, "measure": "duration", "nominal": nominal, "unit": "day"}
    spec |= {name: given.pop(name) for name in ("measure", "unit", "about", "as_of") if name in given}
    company = given.pop("company", 0)
    one = claim(spec, source * 10 + nominal)
    around = {"bearer": "siege", "borne": True, "sentence": RARE, **given}
    return Told(claim=one, context=Context(claim_id=one.id, noun=None, **around), company=company)


def held(*every: Told) -> tuple[Bearings, Claim, Claim]:
    return bear(every, OWN), every[0].claim, every[1].claim


def are_one(*every: Told) -> bool:
    bearings, one, two = held(*every)
    return bearings.are_of_one_thing(one, two) and bearings.are_of_one_thing(two, one)


def test_a_property_of_one_noun_is_of_one_thing() -> None:
    assert are_one(told(1, 10), told(2, 17))


def test_a_property_and_what_the_noun_is_of() -> None:
    assert are_one(told(1, 10), told(2, 17, borne=False))


@pytest.mark.parametrize(
    "other",
    [
        {"bearer": "trial"},
        {"bearer": ""},
    ],
)
def test_another_thing_another_year_or_nothing_in_common(other: dict[str, Any]) -> None:
    assert not are_one(told(1, 10), told(2, 17, **other))


def test_what_is_told_of_a_year_long_ago_is_another() -> None:
    then: dict[str, Any] = {"times": frozenset({"1994"}), "as_of": dt.date(2004, 3, 1)}
    assert not are_one(told(1, 10), told(2, 17, **then))
    assert are_one(told(1, 10), told(2, 17, **{**then, "as_of": dt.date(1995, 3, 1)}))
    assert not are_one(told(1, 10, times=frozenset({"1993"})), told(2, 17, **{**then, "as_of": dt.date(1995, 3, 1)}))


def test_a_common_noun_asks_for_words_in_common_and_a_rare_one_does_not() -> None:
    apart = {"sentence": frozenset({"say"})}
    assert not are_one(told(1, 10, bearer="war"), told(2, 17, bearer="war", **apart))
    assert are_one(told(1, 10, bearer="siege"), told(2, 17, bearer="siege", **apart))
    assert not are_one(told(1, 10, bearer="siege"), told(2, 17, bearer="siege", borne=False, **apart))


def test_amounts_are_of_no_one_thing() -> None:
    assert not are_one(told(1, 10, borne=False), told(2, 17, borne=False))


def test_what_a_source_gives_beside_its_own_is_of_two_things() -> None:
    assert not are_one(told(1, 10), told(2, 17), told(2, 10))
    assert not are_one(told(1, 10), told(2, 17), told(2, 40))


def test_a_person_s_number_asks_for_the_name() -> None:
    of_one: dict[str, Any] = {"bearer": "sentence", "names": frozenset({"marsh"})}
    assert are_one(told(1, 10, **of_one), told(2, 17, **of_one))
    assert not are_one(told(1, 10, **of_one), told(2, 17, bearer="sentence", names=frozenset({"norby"})))
    assert not are_one(told(1, 10, **of_one), told(2, 17, company=1, **of_one))


def test_what_moves_from_hour_to_hour_is_no_property() -> None:
    assert not are_one(told(1, 10, measure="speed"), told(2, 17, measure="speed"))


def test_a_distance_has_two_ends() -> None:
    ends: dict[str, Any] = {
        "measure": "distance",
        "unit": "kilometer",
        "about": "corvo from tarnbeck",
        "sentence": frozenset(),
    }
    assert are_one(told(1, 10, **ends), told(2, 17, **ends))
    assert not are_one(told(1, 10, **ends), told(2, 17, **{**ends, "about": "norby from tarnbeck"}))


def test_a_story_has_one_quake_and_many_aftershocks() -> None:
    named: dict[str, Any] = {"measure": "magnitude", "names": frozenset({"norby"})}
    assert are_one(told(1, 6, about="earthquake", **named), told(2, 7, about="earthquake", **named))
    assert not are_one(told(1, 4, about="aftershock", **named), told(2, 5, about="aftershock", **named))


def test_the_coarser_of_two_units_rounds() -> None:
    bearings, one, two = held(told(1, 2, unit="week"), told(2, 13))
    assert bearings.features(one, two)["unit.rounded"]
    bearings, one, two = held(told(1, 2, unit="week"), told(2, 20))
    assert not bearings.features(one, two)["unit.rounded"]


def test_features_are_the_same_both_ways_and_between_0_and_1() -> None:
    bearings, one, two = held(told(1, 10, near=RARE, names=RARE), told(2, 17, borne=False, near=RARE))
    assert bearings.features(one, two) == bearings.features(two, one)
    assert all(0 <= value <= 1 for value in bearings.features(one, two).values())
    assert bearings.features(one, claim({"source": 3, "measure": "deaths", "nominal": 3}, 99)) == {}
