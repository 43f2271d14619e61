"""Topics say of what their claims are told: in the frame another event, year or month, in `about` what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.models import Frame
from tests.conflicts.build import run


@pytest.mark.parametrize(
    ("spec", "about", "frame", "label"),
    [
        ({"measure": "deaths"}, None, Frame(), "deaths"),
        ({"measure": "duration", "unit": "day", "about": "outage"}, "outage", Frame(), "duration: outage"),
        (
            {"measure": "deaths", "event": "another attack"},
            None,
            Frame(event="another attack"),
            "deaths: another attack (another attack)",
        ),
        ({"measure": "deaths", "window": "2011"}, None, Frame(window="2011"), "deaths: 2011 (2011)"),
        # a month sets a number of people apart, and any other number by its words alone
        ({"measure": "deaths", "window": "2014-03"}, None, Frame(window="2014-03"), "deaths: 2014-03 (2014-03)"),
        ({"measure": "count", "noun": "boat", "window": "2014-03"}, None, Frame(window="2014-03"), "count: 2014-03"),
    ],
)
def test_a_topic_is_told_of(spec: dict[str, Any], about: str | None, frame: Frame, label: str) -> None:
    (topic,) = run({"given": [{"source": 1, "nominal": 7, **spec}]}).topics
    assert (topic.about, topic.frame) == (about, frame)
    assert topic.label == label
    assert topic.told_of == (frame.elsewhere or about)


def test_a_number_of_another_year_meets_none_of_the_storys() -> None:
    outcome = run(
        {
            "given": [
                {"source": 1, "measure": "deaths", "nominal": 5},
                {"source": 2, "measure": "deaths", "nominal": 90, "window": "2011"},
            ]
        }
    )
    assert len(outcome.topics) == 2
    assert "FC101" not in outcome.codes()
