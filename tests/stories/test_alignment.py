"""Which numbers of two sources answer one question: features, and what a model makes of them."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Context
from factcheck.stories.alignment import Told, features_of, probability, tell
from tests.conflicts.build import claim

WORDS = st.frozensets(st.sampled_from(["ferry", "reef", "harbour", "drown", "norby"]))
CONTEXTS = st.builds(
    Context,
    claim_id=st.just(""),
    noun=st.none() | st.sampled_from(["ferry", "man"]),
    clause=WORDS,
    sentence=WORDS,
    names=WORDS,
    places=WORDS,
    times=WORDS,
    subject=WORDS,
    described=WORDS,
    predicate=st.sampled_from(["sink", "drown", ""]),
)
SPECS = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(["deaths", "count", "troops"]),
        "nominal": st.integers(0, 3000),
        "hedge": st.sampled_from(["exact", "about", "more_than"]),
        "about": st.none() | st.sampled_from(["ferry", "reef ferry"]),
        "as_of": st.none() | st.dates(),
        "speaker": st.none() | st.just("Ada Marsh"),
    }
)
FEATURES = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 1))
WEIGHTS = st.dictionaries(st.sampled_from("abcd"), st.floats(-100, 100))


def told(spec: dict[str, Any], context: Context, number: int) -> Told:
    one = claim({**spec, "source": number}, number)
    return Told(claim=one, context=msgspec.structs.replace(context, claim_id=one.id))


@given(SPECS, SPECS, CONTEXTS, CONTEXTS)
def test_features_are_the_same_both_ways_and_between_0_and_1(
    one: dict[str, Any], two: dict[str, Any], here: Context, there: Context
) -> None:
    left, right = told(one, here, 1), told(two, there, 2)
    features = features_of(left, right)
    assert features == features_of(right, left)
    assert all(0 <= value <= 1 for value in features.values())


@given(SPECS, CONTEXTS)
def test_what_is_not_told_weighs_nothing(spec: dict[str, Any], context: Context) -> None:
    bare = Context(claim_id="", noun=None)
    features = features_of(told({**spec, "about": None, "as_of": None}, bare, 1), told(spec, context, 2))
    for name in ("noun.same", "noun.other", "about.same", "about.other", "days.same", "places.apart", "names.common"):
        assert features[name] == 0


@given(FEATURES, WEIGHTS)
def test_a_probability_lies_between_0_and_1(features: dict[str, float], weights: dict[str, float]) -> None:
    assert 0 <= probability(features, weights) <= 1


def test_a_feature_without_a_weight_counts_nothing() -> None:
    assert probability({"a": 1.0, "b": 1.0}, {"a": 2.0}) == probability({"a": 1.0}, {"a": 2.0})


def test_a_claim_is_told_beside_the_others_of_its_measure() -> None:
    specs = [{"source": 1, "measure": "deaths", "nominal": number} for number in (3, 9, 9)]
    claims = [claim(spec, at) for at, spec in enumerate(specs)]
    three, nine, _ = tell(claims, {one.id: Context(claim_id=one.id, noun=None) for one in claims})
    assert (three.largest, three.first, three.repeated) == (False, True, False)
    assert (nine.largest, nine.first, nine.repeated) == (True, False, True)
