"""Which plain counts of two reports are of the same things: what each report counts once, and what narrows it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from factcheck.models import Context
from factcheck.stories.alignment import Told, counted, tell
from factcheck.stories.questions import is_one_count
from tests.conflicts.build import claim

CRATES = {"measure": "count", "noun": "crate", "nominal": 30}


def told(source: int, *, beside: dict[str, Any] | None = None, near: dict[str, Any] | None = None, **spec: Any) -> Told:
    """Return a count as its report tells it; `beside` is another number there, `near` what stands around the count."""
    specs = [{**CRATES, "source": source, **spec}, *([{**CRATES, "source": source, **beside}] if beside else ())]
    claims = [claim(each, at) for at, each in enumerate(specs)]
    contexts = {
        one.id: Context(claim_id=one.id, noun=str(each["noun"]), predicate="seize")
        for one, each in zip(claims, specs, strict=True)
    }
    contexts[claims[0].id] = msgspec.structs.replace(contexts[claims[0].id], **(near or {}))
    return tell(claims, contexts)[0]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"nominal": 45}),
        ({}, {"nominal": 45, "hedge": "more_than"}),
        ({"near": {"described": frozenset({"wooden"})}}, {"nominal": 45}),
        ({"place": "Norby"}, {"nominal": 45}),
        ({"beside": {"nominal": 30}}, {"nominal": 45}),  # told twice
        ({"beside": {"noun": "barrel", "nominal": 8}}, {"nominal": 45}),
        ({"noun": "dane"}, {"noun": "citizen", "nominal": 45, "near": {"described": frozenset({"dane"})}}),
        (
            {"near": {"before": "other", "role": "conj"}},  # "the port and 30 other towns"
            {"nominal": 45, "near": {"role": "conj"}},
        ),
    ],
)
def test_what_each_report_counts_once_is_one_thing(one: dict[str, Any], two: dict[str, Any]) -> None:
    left, right = told(1, **one), told(2, **two)
    assert is_one_count(left, right)
    assert is_one_count(right, left)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"nominal": 450}),
        ({"nominal": 3}, {"nominal": 5}),
        ({}, {"nominal": 45, "noun": "barrel"}),
        ({"noun": "people"}, {"nominal": 45, "noun": "people"}),
        ({"noun": "point"}, {"nominal": 45, "noun": "point"}),
        ({"beside": {"nominal": 12}}, {"nominal": 45}),
        ({"near": {"before": "remaining"}}, {"nominal": 45}),
        ({"near": {"described": frozenset({"empty", "wooden"})}}, {"nominal": 45}),
        (
            {"near": {"described": frozenset({"wooden"})}},
            {"nominal": 45, "near": {"described": frozenset({"steel"})}},
        ),
        ({"place": "Norby"}, {"nominal": 45, "place": "Osk"}),
        ({"part": "subset"}, {"nominal": 45}),
        ({"status": "planned"}, {"nominal": 45}),
        ({"window": "2011"}, {"nominal": 45}),
        ({"measure": "troops"}, {"measure": "troops", "nominal": 45}),
    ],
)
def test_what_may_be_other_things(one: dict[str, Any], two: dict[str, Any]) -> None:
    left, right = told(1, **one), told(2, **two)
    assert not is_one_count(left, right)
    assert not is_one_count(right, left)


def test_of_citizens_the_nation_is_counted() -> None:
    assert counted(Context(claim_id="", noun="national", described=frozenset({"dane"}))) == "dane"
    assert counted(Context(claim_id="", noun="national")) == "national"
    assert counted(Context(claim_id="", noun="crate", described=frozenset({"dane"}))) == "crate"
